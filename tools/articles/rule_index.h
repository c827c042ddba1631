#pragma once

// What the rules ask of a sentence, turned round: from each word to the rules that it may trigger,
// and for each rule what else must stand in the sentence. Made once all rules are read. A word of a
// text costs one look into a table, and most words have no use. Only filters: what passes may still
// not fit, what does not pass never does. Thread rule: build from one thread, then use from any.

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tools/articles/document.h"
#include "tools/articles/lexicon.h"
#include "tools/articles/relation.h"
#include "tools/articles/rule.h"

namespace rondo::articles {

/// Index into RuleSet::rules().
using RuleNumber = uint32_t;

/// Half-open range of places in one of the index's lists.
struct ListRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr bool empty() const { return begin == end; }
};

/// A pattern that a word may stand for: its trigger is the word, or a phrase that holds it.
struct PatternUse {
  RuleNumber rule = 0;
  uint16_t offset = 0;              // Of the word in the phrase.
  int16_t neighbour_at = 0;         // Beside the word; 0 if the phrase is that word alone.
  WordId neighbour = kUnknownWord;  // The word of the phrase that must stand there.

  friend bool operator==(const PatternUse&, const PatternUse&) = default;
};

/// What rules make of a word. Lists of rules are in the order of the rules.
struct WordUse {
  ListRange patterns;                 // Whose trigger it is, or is the rarest word of.
  ListRange noun_frames;              // Of it as a noun.
  ListRange verb_frames;              // Of the verb that it is a form of.
  ListRange lemma_frames;             // Of the verb whose base form it is.
  bool verb = false;                  // It is a form of some verb.
  std::array<uint8_t, 3> reserved{};  // There are no gaps.
};

/// A token that some pattern may begin with.
struct TriggerToken {
  TokenIndex token = 0;
  ListRange patterns;       // That the word may stand for.
  EntityTypeSet types = 0;  // Of the entity whose mention it begins.
};

/// A pattern whose trigger is an entity.
struct MentionPattern {
  RuleNumber rule = 0;
  EntityTypeSet types = 0;  // What the entity may be.
  uint16_t reserved = 0;    // There are no gaps.
};

/// A pattern that may match with its trigger at the token. In the order in which they are tried:
/// by place, there words before entities.
struct PatternStart {
  TokenIndex trigger = 0;
  bool at_mention = false;  // The trigger is an entity.
  RuleNumber rule = 0;

  friend auto operator<=>(const PatternStart&, const PatternStart&) = default;
};

/// What a sentence holds, as far as rules may ask for it. Its memory is used again from sentence to
/// sentence.
struct SentenceTraits {
  std::vector<uint64_t> clues;  // A bit for each.
  EntityTypeSet types = 0;      // Of its entities, and of clubs where people may stand for them.
  bool mentions = false;        // Somebody or something is named, if only by a pronoun.
  std::vector<TriggerToken> triggers;
  std::vector<WordId> frame_words;               // Those that frames are about.
  std::vector<MentionPattern> mention_patterns;  // That may fit, wherever an entity stands.
  std::vector<PatternStart> starts;
};

class RuleIndex {
 public:
  /// Once all rules and classes are read.
  void Build(std::span<const Rule> rules, const Lexicon& lexicon);

  /// Fills `traits` but for `starts` and `mention_patterns`; of a sentence without mentions only
  /// says so.
  void LookAt(const Document& document, const Sentence& sentence, SentenceTraits& traits) const;
  /// Whether everything that the rule wants is in the sentence, wherever it stands.
  /// REQUIRES: its trigger is.
  bool MayFit(RuleNumber rule, const SentenceTraits& traits) const {
    return HasClue(rarest_[rule], traits) && HasOthers(needs_[rule], traits);
  }
  bool AnyMayFit(std::span<const RuleNumber> rules, const SentenceTraits& traits) const;

  const WordUse& UseOf(WordId word) const { return uses_[NumberOf(word)]; }
  std::span<const RuleNumber> RulesIn(ListRange range) const {
    return std::span(rule_lists_).subspan(range.begin, range.end - range.begin);
  }
  std::span<const PatternUse> PatternsIn(ListRange range) const {
    return std::span(pattern_uses_).subspan(range.begin, range.end - range.begin);
  }
  /// Frames of whatever verb.
  std::span<const RuleNumber> any_verb_frames() const { return any_verb_frames_; }
  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.use_numbers_, self.uses_, self.clue_masks_, self.clue_lists_, self.rule_lists_,
            self.pattern_uses_, self.type_lists_);
    archive(self.any_verb_frames_, self.mention_patterns_, self.rarest_, self.needs_, self.glances_,
            self.clue_words_);
  }

  /// Patterns whose trigger is an entity.
  std::span<const MentionPattern> mention_patterns() const { return mention_patterns_; }

 private:
  /// A clue is a set of words one of which must stand in the sentence, or a kind of token.
  using ClueId = uint16_t;
  /// Clues whose bits stand in the same word of SentenceTraits::clues.
  struct ClueMask {
    std::size_t place = 0;
    uint64_t bits = 0;
  };
  /// Without which a sentence cannot fit a rule: each of the clues, and an entity of each of the
  /// sets of types.
  struct RuleNeeds {
    ListRange others;  // But for the rarest.
    ListRange types;
  };
  /// While the index is built.
  struct Draft;
  struct Wants;

  void AddTriggers(const Rule& rule, RuleNumber number, Draft& draft);
  static void AddArguments(const Rule& rule, const Draft& draft, Wants& wants);
  static void AddElements(const Rule& rule, const Draft& draft, Wants& wants);
  void AddNeeds(const Rule& rule, Draft& draft);
  void Compile(Draft& draft);
  ListRange AddMasks(std::span<const ClueId> clues);
  void AddVerbs(const Lexicon& lexicon);
  void AddGlances(const Draft& draft);
  uint32_t NumberOf(WordId word) const {
    return word < use_numbers_.size() ? use_numbers_[word] : 0;
  }
  static bool HasClue(ClueId clue, const SentenceTraits& traits) {
    return ((traits.clues[clue / 64U] >> (clue % 64U)) & 1U) != 0;
  }
  bool HasOthers(const RuleNeeds& needs, const SentenceTraits& traits) const;

  std::vector<uint32_t> use_numbers_;  // By word: into uses_.
  std::vector<WordUse> uses_;          // The first is that of most words: none.
  std::vector<ClueMask> clue_masks_;   // Of words.
  std::vector<ClueId> clue_lists_;     // Of rules.
  std::vector<RuleNumber> rule_lists_;
  std::vector<PatternUse> pattern_uses_;
  std::vector<EntityTypeSet> type_lists_;
  std::vector<RuleNumber> any_verb_frames_;
  std::vector<MentionPattern> mention_patterns_;
  std::vector<ClueId> rarest_;    // By rule: most need nothing else to be ruled out.
  std::vector<RuleNeeds> needs_;  // By rule.
  /// What is asked of each word of a sentence: apart from the rest, so that it stays at hand.
  struct WordGlance {
    uint32_t clues = 0;  // That it gives, see RuleNeeds: into clue_masks_ ...
    ListRange patterns;  // As of its WordUse.
    uint8_t clue_count = 0;
    bool frames = false;   // Some frame may be about it, if only one of whatever verb.
    bool team = false;     // "side", "men": people stand for their club.
    uint8_t reserved = 0;  // There are no gaps.
  };

  // By word, those of rules come first; none beyond. The first is that of words without a use.
  std::vector<WordGlance> glances_;
  std::size_t clue_words_ = 0;  // Of 64 bits, for a bit of each clue.
};

/// "the Roma squad", "Chelsea's academy", "Koeman's men": the body stands for its people.
bool IsTeamWord(std::string_view folded);

}  // namespace rondo::articles
