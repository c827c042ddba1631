#pragma once

// What the rules know of English: the verbs of football news with their forms, the small closed
// classes (prepositions, conjunctions, auxiliaries), and the named word lists of the rule files.
// Loaded once from rules/verbs.txt, rules/words.txt and the `class` lines of the rules; words are
// ids of the Vocabulary. Thread rule: load from one thread, then read from any.

#include <cstdint>
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

  const VerbForm* FindVerb(WordId word) const {
    return word < verb_of_word_.size() && verb_of_word_[word] != 0
               ? &verbs_[verb_of_word_[word] - 1]
               : nullptr;
  }
  /// Every form of the verb, empty if it is none.
  std::vector<std::string> FormsOf(WordId lemma) const;
  WordKind KindOf(WordId word) const {
    return word < kinds_.size() ? kinds_[word] : WordKind::kOpen;
  }
  /// Length in tokens of the longest phrase of `id` that `tokens` begins with; 0 if none.
  uint32_t MatchClass(ClassId id, std::span<const Token> tokens) const {
    return !tokens.empty() && MayBegin(id, tokens[0].word) ? LongestPhrase(id, tokens) : 0;
  }
  /// False if no phrase of `id` begins with `word`: one bit test that spares most of the searching.
  bool MayBegin(ClassId id, WordId word) const {
    return word < begins_.size() && ((begins_[word] >> (id % 64U)) & 1U) != 0;
  }
  /// The first words of the phrases of a class.
  const std::vector<WordId>& FirstWords(ClassId id) const { return classes_[id].first_words; }
  ClassId class_count() const { return static_cast<ClassId>(classes_.size()); }
  /// Whether the word by itself is a phrase of the class.
  bool InClass(ClassId id, WordId word) const;

  Vocabulary& vocabulary() { return *vocabulary_; }
  const Vocabulary& vocabulary() const { return *vocabulary_; }

  /// True for "hand in", "snap up": the particle belongs to the verb, and what follows is its
  /// object.
  bool IsPhrasal(WordId lemma, WordId particle) const {
    return phrasal_.contains((static_cast<uint64_t>(lemma) << 32U) | particle);
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
  struct WordClass {
    std::string name;
    std::vector<std::vector<WordId>> phrases;  // By first word, the longest first.
    std::vector<WordId> first_words;           // Sorted, without repeats.
    std::vector<uint32_t> groups;  // Of first_words[i]: phrases from groups[i] to groups[i + 1].
  };

  /// The phrases of the class that begin with `word`.
  std::span<const std::vector<WordId>> PhrasesOf(ClassId id, WordId word) const;
  uint32_t LongestPhrase(ClassId id, std::span<const Token> tokens) const;
  static void Order(WordClass& phrases);
  void AddVerb(std::span<const std::string> forms, bool noun_too);
  void AddForm(std::string_view form, WordId lemma, VerbFormBit bit, bool noun_too);

  Vocabulary* vocabulary_;
  std::vector<VerbForm> verbs_;
  // By lemma, in order: words that were once given as its forms; another verb may have taken them.
  std::unordered_map<WordId, std::vector<WordId>> forms_of_;
  std::vector<uint32_t> verb_of_word_;  // 1 + index into verbs_.
  std::vector<WordKind> kinds_;
  std::vector<WordClass> classes_;
  std::vector<uint64_t> begins_;  // By word: a bit for the classes (modulo 64) that it begins.
  std::unordered_map<std::string, ClassId> class_by_name_;
  std::unordered_set<uint64_t> phrasal_;
};

/// Cuts `phrase` into folded words at spaces.
std::vector<std::string> FoldedWords(std::string_view phrase);

}  // namespace rondo::articles
