#pragma once

// The shape of a sentence without a parser: noun phrases, verb groups, prepositions; and for every
// verb group who does it, what to, and which prepositional phrases hang on it. Wrong now and then,
// but linear, and good enough for rules that name subject, object and prepositions. Made per
// sentence by ReadClauses once mentions are resolved; borrowed from nothing, indexes only.
// Invariants: chunks cover the sentence's tokens in order without overlap; a Predicate's chunks are
// indexes into Clauses::chunks. Thread rule: a Clauses value belongs to one thread.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tools/articles/document.h"
#include "tools/articles/lexicon.h"
#include "tools/articles/small_list.h"
#include "tools/articles/time_expression.h"

namespace rondo::articles {

using ChunkIndex = uint32_t;

enum class ChunkKind : uint8_t {
  kNounPhrase,
  kVerbGroup,
  kPreposition,
  kConjunction,
  kSubordinator,
  kRelative,
  kAdverb,
  kTime,
  kComma,
  kOpen,   // ( [
  kClose,  // ) ]
  kDash,
  kColon,  // : ;
  kQuote,  // A quotation mark.
  kStop,   // . ! ? ...
};

enum VerbGroupFlag : uint16_t {
  kFinite = 1 << 0,
  kInfinitive = 1 << 1,
  kGerund = 1 << 2,
  kBareParticiple = 1 << 3,  // "signed from Ajax" behind a noun.
  kPassive = 1 << 4,
  kNegated = 1 << 5,
  kFuture = 1 << 6,       // will, shall, going to.
  kConditional = 1 << 7,  // may, might, could, would, should, can.
  kPast = 1 << 8,
  kPerfect = 1 << 9,
  kHadPerfect = 1 << 10,  // had been, had signed.
};

struct Chunk {
  ChunkKind kind = ChunkKind::kNounPhrase;
  TokenRange tokens;
  // Of a noun phrase:
  MentionIndex head = kNone;       // If its last word belongs to a name, description or pronoun.
  TokenIndex head_word = kNone;    // Otherwise its last word.
  MentionIndex possessor = kNone;  // "Smalling's", "his" in front.
  // Of a verb group:
  WordId lemma = kUnknownWord;
  TokenIndex verb = kNone;  // The token of the main verb.
  uint16_t flags = 0;       // VerbGroupFlag.
  uint32_t predicate = kNone;
  // Of a preposition, conjunction, relative or subordinator: its first word.
  WordId word = kUnknownWord;
};

/// A noun phrase or several coordinated ones ("Roma, Lazio and Napoli").
using NounList = SmallList<ChunkIndex, 2>;

struct PrepositionalPhrase {
  WordId preposition = kUnknownWord;
  NounList nouns;
  ChunkIndex chunk = kNone;  // Of the preposition.
};

/// A verb group with what belongs to it.
struct Predicate {
  ChunkIndex chunk = kNone;
  uint32_t governor = kNone;  // The predicate that an infinitive or gerund hangs on.
  NounList subjects;          // As written: of a passive, what it is done to.
  NounList objects;
  NounList second_objects;  // "gave Roma the lead": the lead.
  std::vector<PrepositionalPhrase> phrases;
  TokenIndex reach_begin = 0;  // From its subject (or governor) ...
  TokenIndex reach_end = 0;    // ... to the end of its last phrase.
};

/// A noun phrase whose head is a noun that some rule is about, read like a verb: whose move ("his",
/// "Roma's", or the subject of the verb that it is the object of), and the phrases that follow ("to
/// Fenerbahce").
struct Nominal {
  Predicate phrase;                   // `chunk` is the noun phrase; no objects.
  TokenIndex head = kNone;            // The noun.
  uint32_t governor = kNone;          // The predicate that the noun phrase is part of.
  WordId preposition = kUnknownWord;  // That ties it to the governor; unknown: subject or object.
};

struct Clauses {
  std::vector<Chunk> chunks;
  std::vector<Predicate> predicates;
  std::vector<Nominal> nominals;
};

/// Reads one sentence. `times` are the expressions inside it. `out` is emptied first, so that its
/// memory is used again.
void ReadClauses(const Document& document, const Lexicon& lexicon, const Sentence& sentence,
                 std::span<const TimeExpression> times, Clauses& out);

/// One chunk a line, then the predicates: for `rondo rules explain` and tests.
std::string DescribeClauses(const Document& document, const Lexicon& lexicon,
                            const Clauses& clauses);

}  // namespace rondo::articles
