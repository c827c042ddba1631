#pragma once

// The stages that turn the bytes of an article into facts, in the order in which they run. Each
// stands in a file of its own, reads what the stages before it left in the Document and adds its
// part. None of them fails: whatever the text is, a stage finds less or nothing. Only reading the
// bytes can fail. Cost: linear in the text but for bounded windows. Thread rule: Knowledge is read
// only once loaded; one Document belongs to one thread.

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "graph/base/result.h"
#include "tools/articles/document.h"
#include "tools/articles/register.h"
#include "tools/articles/vocabulary.h"
#include "tools/articles/word_marks.h"

namespace rondo::articles {

/// Everything that was known before the article: words, names, titles.
struct Knowledge {
  Vocabulary vocabulary;
  NameRegister names{&vocabulary};
  WordMarks marks;
};

/// How many years the estimate for an article without a date may well miss.
inline constexpr int kEstimateMisses = 2;

/// Loads the tables compiled into the program, then those of `register_folder` if it is not empty.
/// Errors: Io if the folder cannot be read, InvalidData for a malformed table.
Result<std::unique_ptr<Knowledge>> LoadKnowledge(const std::string& register_folder = "");

/// Stage 2 (sentences.cc): tokens, sentences, paragraphs.
void SplitSentences(Document& document, const Knowledge& knowledge);
/// Stage 3 (names.cc): mentions of names that the register knows, and runs of capitals it does not.
void FindNames(Document& document, const Knowledge& knowledge);
/// After stage 3 (womens_teams.cc): which names of clubs mean their women's teams.
void MarkWomensTeams(Document& document, const Knowledge& knowledge);
/// Stage 4 (people.cc): descriptions that tie a person to a title and a body.
void FindDescriptions(Document& document, const Knowledge& knowledge);
/// Before stage 5 (unknown_clubs.cc): which names that no register knows are clubs.
void MarkUnknownClubs(Document& document, const Knowledge& knowledge);
/// Before stage 5 (article_year.cc): when the article was written, as far as its people tell.
void EstimateYear(Document& document, const Knowledge& knowledge);
/// The same file: the seasons that the article may speak of as now, each by the year in which it
/// ends, as far as the register tells who was in which league then. REQUIRES: its year is known.
YearSpan SeasonsAbout(const Document& document);
/// The same file: whether the register has the club in the competition in the article's season.
bool IsKnownIn(const Document& document, const NameRegister& names, const Entity& club,
               const Entity& competition);
/// Stage 5 (entities.cc): which mentions are the same entity, and what it is called.
void ResolveEntities(Document& document, const Knowledge& knowledge);
/// After stage 5 (surnames.cc): whom of the register a lone surname means, by the clubs that the
/// article names.
void LinkSurnames(Document& document, const Knowledge& knowledge);
/// Stages 6 and 7 (coreference.cc, quotes.cc): pronouns and role nouns, quotations and their
/// speakers, holders and bodies of titles. They need each other, so they run interleaved.
void ResolveReferences(std::span<Document* const> documents, const Knowledge& knowledge);

/// Stages 2 to 7.
void Understand(Document& document, const Knowledge& knowledge);
/// The same of several: each stage reads all of them before the next one begins, so that the
/// processor has its code, its tables and its habits at hand. Takes a sixth of the time off.
void Understand(std::span<Document* const> documents, const Knowledge& knowledge);
/// So many documents, or so many bytes of text, are best read at once: what they hold stays near.
inline constexpr std::size_t kDocumentsAtOnce = 32;
inline constexpr std::size_t kTextBytesAtOnce = std::size_t{128} << 10U;

/// The document as one line of JSON in the schema of the annotation guideline, without a newline.
std::string ToJson(const Document& document);

}  // namespace rondo::articles
