#pragma once

// Stage 8, the machinery: all rules compiled, with their index (rule_index.h), and the search for
// matches in one sentence. A sentence without any trigger costs one lookup a token. The rules are
// data: rules/*.rules, see rules/README.md; a folder of the user's may add more. Thread rule: load
// from one thread, then use from any.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/clause.h"
#include "tools/articles/embedded_file.h"
#include "tools/articles/lexicon.h"
#include "tools/articles/relation.h"
#include "tools/articles/rule.h"
#include "tools/articles/rule_book.h"
#include "tools/articles/rule_index.h"
#include "tools/articles/rule_measures.h"
#include "tools/articles/small_list.h"
#include "tools/articles/time_expression.h"

namespace rondo::articles {

/// What fills a slot.
using MentionList = SmallList<MentionIndex, 2>;

/// One way in which a rule fits a sentence.
struct RuleMatch {
  const Rule* rule = nullptr;
  SentenceIndex sentence = 0;
  TokenIndex trigger = 0;  // The verb of a frame, the trigger word of a pattern.
  TokenRange reach;        // The words that the match used, from first to last.
  uint32_t predicate =
      kNone;  // In the sentence's Clauses; of a pattern, the one whose reach holds it.
  uint32_t nominal = kNone;  // Of a noun's frame: into Clauses::nominals.
  std::array<MentionList, kSlotsMax> slots;
  TokenIndex score = kNone;
  TokenIndex money = kNone;
};

class PairModel;
struct FrameRoom;
class PatternGlance;

/// How deep an article is read; each finds more than the one before, and takes longer.
enum class ReadingDepth : uint8_t {
  kPatterns,  // By words and names alone: no clause is read, no frame asked.
  kRules,     // By all rules.
  kAll,       // And by the model for what no rule finds.
};
/// "patterns", "rules", "all"; nothing for another word.
std::optional<ReadingDepth> ReadingDepthByName(std::string_view name);

class RuleSet {
 public:
  ~RuleSet();
  /// Takes the rules of the program, as far as the depth asks for them, then the *.rules files, the
  /// measured.tsv and the pairs.tsv of `folder` if it is not empty. Adds their words to
  /// `vocabulary`, so documents must be read afterwards. Rules have their examples only where asked
  /// for. REQUIRES: the vocabulary is that of LoadKnowledge(). Errors: Io if the folder cannot be
  /// read, InvalidData for a malformed file.
  static Result<std::unique_ptr<RuleSet>> Load(Vocabulary& vocabulary,
                                               const std::string& folder = "",
                                               ReadingDepth depth = ReadingDepth::kAll,
                                               bool with_examples = false);

  const std::vector<Rule>& rules() const { return book_.rules; }
  const Lexicon& lexicon() const { return book_.lexicon; }
  const TimeRules& times() const { return book_.times; }
  const RuleMeasures& measures() const { return book_.measures; }
  /// False if no rule asks what the clauses of a sentence are.
  bool reads_clauses() const { return depth_ != ReadingDepth::kPatterns; }
  /// The model for what no rule finds; empty if there is none.
  const PairModel& pairs() const { return *pairs_; }

  /// True if some rule whose trigger stands in the sentence may fit it: a cheap test that saves
  /// reading its clauses. `times` are the expressions inside it; `traits` is for Match().
  bool MayMatch(const Document& document, const Sentence& sentence,
                std::span<const TimeExpression> times, SentenceTraits& traits) const;
  /// Appends every match of every rule in the sentence. REQUIRES: MayMatch() filled `traits`.
  void Match(const Document& document, const Sentence& sentence, const Clauses& clauses,
             std::span<const TimeExpression> times, SentenceTraits& traits,
             std::vector<RuleMatch>& out) const;

 private:
  RuleSet(Vocabulary* vocabulary, ReadingDepth depth);
  void ReadImage();
  Result<void> LoadTexts(const std::string& folder);
  Result<void> LoadFile(std::string_view name, std::string_view contents);
  Result<void> LoadFolder(const std::string& folder);
  void FindStarts(const PatternGlance& glance, TokenIndex begin, SentenceTraits& traits) const;

  const ReadingDepth depth_;
  RuleBook book_;
  std::unique_ptr<PairModel> pairs_;
  std::vector<FrameRoom> rooms_;  // By rule: what a frame asks of its verb, see RoomFor.
};

/// The rule files that were compiled into the program.
std::span<const EmbeddedFile> RuleFiles();

/// The mention that `chunk` gives for a slot, or kNone: its head, the club of "the Roma squad", the
/// possessor of "his wish".
MentionIndex FillerOf(const Document& document, const Clauses& clauses, ChunkIndex chunk,
                      const SlotFilter& filter, bool possessor_counts);
/// The competition of "the Premiership table", or kNone.
MentionIndex CompetitionIn(const Document& document, const Clauses& clauses, ChunkIndex chunk,
                           const SlotFilter& filter);
/// Whether the entity of a mention may fill a slot.
bool Fits(const Document& document, MentionIndex mention, const SlotFilter& filter);

}  // namespace rondo::articles
