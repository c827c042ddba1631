#pragma once

// What the rules know of English: the verbs of football news with their forms, the small closed
// classes (prepositions, conjunctions, auxiliaries), and the named word lists of the rule files.
// Loaded once from rules/verbs.txt, rules/words.txt and the `class` lines of the rules; words are
// ids of the Vocabulary. Thread rule: load from one thread, then read from any.

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/document.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {

enum VerbFormBit : uint8_t {
  kBaseForm = 1,
  kThirdPerson = 2,
  kPastForm = 4,
  kParticipleForm = 8,
  kGerundForm = 16,
};

/// A word as a form of a verb.
struct VerbForm {
  WordId lemma = kUnknownWord;
  uint8_t forms = 0;      // VerbFormBit.
  bool noun_too = false;  // "win", "move": only the surroundings tell.
  uint16_t reserved = 0;  // There are no gaps.
};

/// What a word does in a sentence whatever its neighbours; open words have none.
enum class WordKind : uint8_t {
  kOpen,
  kDeterminer,
  kPreposition,
  kConjunction,
  kSubordinator,
  kRelative,
  kModal,
  kNegation,
  kAdverb,
  kTo,
};

/// Index of a named list of phrases ("class loan-length = season-long | short-term").
using ClassId = uint32_t;
inline constexpr ClassId kNoClass = 0xFFFFFFFFU;

/// Classes as bits. There are more classes than bits: some share one.
using ClassSet = std::array<uint64_t, 4>;

class Lexicon {
 public:
  explicit Lexicon(Vocabulary* vocabulary);

  /// Reads a list of verbs, see rules/verbs.txt. InvalidData with file and line if a line is
  /// malformed.
  Result<void> LoadVerbs(std::string_view file_name, std::string_view contents);
  /// Reads the closed classes, see rules/words.txt.
  Result<void> LoadWords(std::string_view file_name, std::string_view contents);
  /// Adds phrases (separated by |) to the class `name`, making it if it is new.
  ClassId AddToClass(std::string_view name, std::string_view phrases);
  ClassId FindClass(std::string_view name) const;

  /// Once all classes are complete; before, no word is in any.
  void SettleClasses();

  const VerbForm* FindVerb(WordId word) const {
    const uint32_t verb = FactsOf(word).verb;
    return verb == 0 ? nullptr : &verbs_[verb - 1];
  }
  /// Every form of the verb, empty if it is none. REQUIRES: the lexicon was not read from an image.
  std::vector<std::string> FormsOf(WordId lemma) const;
  WordKind KindOf(WordId word) const { return FactsOf(word).kind; }
  /// Length in tokens of the longest phrase of `id` that `tokens` begins with; 0 if none.
  uint32_t MatchClass(ClassId id, std::span<const Token> tokens) const {
    return !tokens.empty() && MayBegin(id, tokens[0].word) ? LongestPhrase(id, tokens) : 0;
  }
  /// False if no phrase of `id` begins with `word`: one bit test that spares most of the searching.
  bool MayBegin(ClassId id, WordId word) const {
    const uint8_t place = id < class_places_.size() ? class_places_[id] : kNoPlace;
    return place != kNoPlace && ((FactsOf(word).begins[place / 64U] >> (place % 64U)) & 1U) != 0;
  }
  /// The same of several classes at once.
  bool MayBeginAny(const ClassSet& classes, WordId word) const {
    const ClassSet& begins = FactsOf(word).begins;
    return ((begins[0] & classes[0]) | (begins[1] & classes[1]) | (begins[2] & classes[2]) |
            (begins[3] & classes[3])) != 0;
  }
  /// The classes of cues of which the word may begin a phrase: what is asked of nearly every word.
  /// Many sentences hold none of most cues.
  uint64_t CuesOf(WordId word) const { return FactsOf(word).begins[0]; }
  /// False if words with these cues begin no phrase of the classes.
  static bool MayHold(uint64_t cues, const ClassSet& classes) {
    return ((cues & classes[0]) | classes[1] | classes[2] | classes[3]) != 0;
  }
  /// For MayBeginAny. kNoClass is in no set.
  ClassSet SetOf(std::initializer_list<ClassId> classes) const;
  /// Says that a rule is about the noun.
  void AddFramedNoun(WordId word) { Facts(word).framed_noun = true; }
  bool IsFramedNoun(WordId word) const { return FactsOf(word).framed_noun; }
  /// Sorted by their first words; among those that share it, the longest first.
  /// REQUIRES: the lexicon was not read from an image.
  const std::vector<std::vector<WordId>>& PhrasesOf(ClassId id) const {
    return classes_[id].phrases;
  }
  ClassId class_count() const { return static_cast<ClassId>(classes_.size()); }
  /// Whether the word by itself is a phrase of the class.
  bool InClass(ClassId id, WordId word) const;

  Vocabulary& vocabulary() { return *vocabulary_; }
  const Vocabulary& vocabulary() const { return *vocabulary_; }

  /// True for "hand in", "snap up": the particle belongs to the verb, and what follows is its
  /// object.
  bool IsPhrasal(WordId lemma, WordId particle) const {
    return FactsOf(lemma).phrasal &&
           phrasal_.contains((static_cast<uint64_t>(lemma) << 32U) | particle);
  }

  /// All that is asked for once the rules are read; not what they were read by.
  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.verbs_, self.words_, self.class_places_, self.groups_, self.phrases_,
            self.phrase_words_, self.class_by_name_, self.phrasal_);
  }

  WordId be = kUnknownWord;
  WordId have = kUnknownWord;
  WordId do_ = kUnknownWord;
  WordId get = kUnknownWord;
  WordId go = kUnknownWord;
  WordId and_ = kUnknownWord;
  WordId of = kUnknownWord;
  WordId by = kUnknownWord;
  WordId for_ = kUnknownWord;
  WordId who = kUnknownWord;
  WordId that = kUnknownWord;
  WordId not_ = kUnknownWord;

 private:
  /// What is known of a word, all in one place.
  struct WordFacts {
    ClassSet begins{};    // The classes of which it begins a phrase.
    uint32_t verb = 0;    // 1 + index into verbs_; 0 if it is no form of a verb.
    uint32_t groups = 0;  // Into groups_: those of the word ...
    uint16_t group_count = 0;
    WordKind kind = WordKind::kOpen;
    bool phrasal = false;               // The lemma of a verb with a particle.
    bool framed_noun = false;           // A rule is about the noun.
    std::array<uint8_t, 3> reserved{};  // There are no gaps.
  };
  struct WordClass {
    std::string name;
    std::vector<std::vector<WordId>> phrases;
  };
  struct Phrase {
    uint32_t words = 0;  // Into phrase_words_.
    uint32_t size = 0;
    WordId second = kUnknownWord;  // Of its words: most are told apart by it.
  };
  /// The phrases of a class that begin with the same word, the longest first.
  struct PhraseGroup {
    uint32_t rank = 0;   // Of the class.
    uint32_t begin = 0;  // Into phrases_.
    uint32_t end = 0;
  };

  const WordFacts& FactsOf(WordId word) const {
    return words_[word < words_.size() ? word : kUnknownWord];
  }
  /// To be written; grows.
  WordFacts& Facts(WordId word);
  /// Orders classes: those of cues, which are asked for most, come first.
  uint32_t RankOf(ClassId id) const {
    constexpr uint32_t kBehindCues = uint32_t{1} << 31U;
    return class_places_[id] < kPlacesOfCues ? id : id | kBehindCues;
  }
  const PhraseGroup* FindGroup(ClassId id, WordId word) const;
  uint32_t LongestPhrase(ClassId id, std::span<const Token> tokens) const;
  static constexpr uint8_t kPlacesOfCues = 64;
  static constexpr uint8_t kNoPlace = 0xFF;  // And of no class.
  uint8_t PlaceFor(std::string_view class_name);
  void AddVerb(std::span<const std::string> forms, bool noun_too);
  void AddForm(std::string_view form, WordId lemma, VerbFormBit bit, bool noun_too);

  Vocabulary* vocabulary_;
  std::vector<VerbForm> verbs_;
  // By lemma, in order: words that were once given as its forms; another verb may have taken them.
  std::unordered_map<WordId, std::vector<WordId>> forms_of_;
  // By word, those of rules come first; the first is that of all without facts, as those beyond.
  std::vector<WordFacts> words_ = std::vector<WordFacts>(1);
  std::vector<WordClass> classes_;
  std::vector<uint8_t> class_places_;  // By class: its bit in a ClassSet.
  std::size_t cue_count_ = 0;          // Of classes that are asked of nearly every word.
  // Made of the classes once they are complete: all that a search for a phrase looks at.
  std::vector<PhraseGroup> groups_;  // By word, then by rank.
  std::vector<Phrase> phrases_;
  std::vector<WordId> phrase_words_;
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return KeyOfWord(name).hash; }
  };
  std::unordered_map<std::string, ClassId, NameHash, std::equal_to<>> class_by_name_;
  std::unordered_set<uint64_t> phrasal_;
};

/// Cuts `phrase` into folded words at spaces.
std::vector<std::string> FoldedWords(std::string_view phrase);

}  // namespace rondo::articles
