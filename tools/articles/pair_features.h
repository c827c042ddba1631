#pragma once

// What is known of two entities of an article, as features of a linear model (pair_model.h): the
// words between and around the two mentions, what each is in its clause, who else stands nearer,
// what the register knows of them and what the rules have found already. A feature is a template
// ("between") with some words; in the model it is a number, so that none is ever spelled out but
// for training and explanations. Thread rule: one reader belongs to one document.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/claim_index.h"
#include "tools/articles/clause.h"
#include "tools/articles/club_counts.h"
#include "tools/articles/extraction.h"
#include "tools/articles/rule_set.h"
#include "tools/articles/word_head.h"

namespace rondo::articles {

/// What the two are. Pairs of a sentence, then those that no sentence names together.
enum class PairKind : uint8_t {
  kPersonClub,
  kPersonPerson,
  kPersonOutlet,
  kClubClub,
  kClubCompetition,
  kPersonClubApart,
  kClubCompetitionApart,
};
inline constexpr int kPairKindCount = 7;
std::string_view NameOf(PairKind kind);  // In pair_model.cc: "person-club", ...
/// A set of kinds, one bit each.
using PairKindSet = uint8_t;
constexpr PairKindSet PairKindBit(PairKind kind) {
  return static_cast<PairKindSet>(1U << static_cast<unsigned>(kind));
}
/// Of entities that no sentence names together.
constexpr bool IsApart(PairKind kind) {
  return kind == PairKind::kPersonClubApart || kind == PairKind::kClubCompetitionApart;
}
inline constexpr PairKindSet kAllPairKinds = (1U << static_cast<unsigned>(kPairKindCount)) - 1U;

/// Two mentions of different entities. Of two people, and of two clubs, either may come first.
struct MentionPair {
  PairKind kind = PairKind::kPersonClub;
  SentenceIndex sentence = 0;  // Of the first mention.
  MentionIndex first = kNone;
  MentionIndex second = kNone;  // Of a pair apart: one of its mentions.
};

/// A word with its number; 0 for no word.
struct FeaturePiece {
  std::string_view text;
  uint64_t hash = 0;

  constexpr FeaturePiece() = default;
  constexpr FeaturePiece(std::string_view word)  // NOLINT: words are pieces.
      : text(word), hash(word.empty() ? 0 : KeyOfWord(word).hash) {}
  /// Words of the program itself have their numbers when it is compiled.
  template <std::size_t kSize>
  consteval FeaturePiece(const char (&word)[kSize])  // NOLINT
      : FeaturePiece(std::string_view(word, kSize - 1)) {}
};

/// The features of one pair.
class FeatureList {
 public:
  using Piece = FeaturePiece;

  /// `spelled`: keeps the features' names as well.
  explicit FeatureList(bool spelled = false) : spelled_(spelled) {}

  void Clear() {
    keys_.clear();
    names_.clear();
  }
  // Inlined, so that what is known when the program is compiled is mixed then.
  [[gnu::always_inline]] void Add(const Piece& form, const Piece& word = {},
                                  const Piece& word_2 = {}, const Piece& word_3 = {}) {
    keys_.push_back(Mix(Mix(Mix(form.hash, word.hash), word_2.hash), word_3.hash));
    if (spelled_) {
      Spell(form, word, word_2, word_3);
    }
  }

  std::span<const uint64_t> keys() const { return keys_; }
  /// One for each key. REQUIRES: spelled.
  const std::vector<std::string>& names() const { return names_; }

  /// The key of a feature by its name, as names() gives it.
  static uint64_t KeyOf(std::string_view name) {
    uint64_t key = 0;
    for (int piece = 0; piece < 4; ++piece) {
      const std::size_t end = std::min(name.find(' '), name.size());
      const uint64_t hash = Piece(name.substr(0, end)).hash;
      key = piece == 0 ? hash : Mix(key, hash);
      name.remove_prefix(std::min(end + 1, name.size()));
    }
    return key;
  }

 private:
  static constexpr uint64_t Mix(uint64_t left, uint64_t right) {
    const uint64_t mixed = (left ^ (right + 0x9E3779B97F4A7C15U)) * 0xFF51AFD7ED558CCDU;
    return mixed ^ (mixed >> 32U);
  }
  void Spell(const Piece& form, const Piece& word, const Piece& word_2, const Piece& word_3);

  bool spelled_;
  std::vector<uint64_t> keys_;
  std::vector<std::string> names_;
};

/// Lists an article's pairs, sentence by sentence, and describes them: all at once, or in parts, so
/// that what depends on less than the pair need not be described for each. `ordered`: the first
/// mention stands before the second.
class PairReader : private ArticleView {
 public:
  /// `claims`: what the rules found; `kinds`: of pairs to be listed. REQUIRES: all outlive this.
  PairReader(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
             const ClaimIndex& claims, PairKindSet kinds = kAllPairKinds);

  /// Pairs of the sentence; the list holds until the next call. `times`: those inside it;
  /// `clauses`: its own, if they are known already; they must stay until the next call.
  const std::vector<MentionPair>& PairsOf(SentenceIndex sentence,
                                          std::span<const TimeExpression> times,
                                          const Clauses* clauses = nullptr);
  /// Pairs of entities that no sentence names together. REQUIRES: PairsOf() was called for every
  /// sentence.
  std::vector<MentionPair> PairsApart();

  /// What is known of the pair. REQUIRES: it is one of the list that was asked for last.
  void Describe(const MentionPair& pair, FeatureList& features) const;

  // The parts of it.
  bool IsOrdered(const MentionPair& pair) const {
    return MentionOf(pair.first).tokens.begin < MentionOf(pair.second).tokens.begin;
  }
  /// Of a pair that starts with the mention: itself, and what stands on its outer side.
  void DescribeFirst(PairKind kind, MentionIndex first, bool ordered, FeatureList& features) const;
  /// The same of the other one.
  void DescribeSecond(PairKind kind, MentionIndex second, bool ordered,
                      FeatureList& features) const;
  /// What the rules found of the first with whomever but the second; kNone: with anybody.
  void DescribeClaims(MentionIndex first, MentionIndex second, FeatureList& features) const;
  /// The words between two mentions of the sentence, as numbers for the next two functions. More
  /// than kWordsBetweenMax tell nothing.
  struct SymbolRange {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t size() const { return end - begin; }
  };
  static constexpr uint32_t kWordsBetweenMax = 20;
  SymbolRange SymbolsBetween(const MentionPair& pair) const;
  void DescribeSymbol(uint32_t symbol, bool ordered, FeatureList& features) const;
  /// The symbol together with the one before it.
  void DescribeTwoSymbols(uint32_t symbol, bool ordered, FeatureList& features) const;
  /// All that depends on both.
  void DescribeTogether(const MentionPair& pair, FeatureList& features) const;
  /// True if the rules claim something of the two.
  bool AreClaimed(const MentionPair& pair) const {
    return !claims_.OfPair(MentionOf(pair.first).entity, MentionOf(pair.second).entity).empty();
  }

 private:
  using Piece = FeatureList::Piece;

  /// What a mention is in its clause.
  struct Role {
    uint32_t predicate = kNone;
    Piece place;  // "subject", "in-object", ...
    Piece preposition;
    Piece verb;
  };
  void FindHeadlined();
  void FindRoles();
  void FindSymbols(const Sentence& sentence, std::span<const TimeExpression> times);
  void AddPair(std::size_t left, std::size_t right);
  bool IsOfKin(MentionIndex index) const;
  bool IsDoubtBetween(MentionIndex one, MentionIndex other) const;
  void FindMentionsOfEntities();
  std::size_t PlaceOf(MentionIndex mention) const;
  void DescribeWordsLeft(MentionIndex mention, bool ordered, FeatureList& features) const;
  void DescribeWordsRight(MentionIndex mention, bool ordered, FeatureList& features) const;
  void DescribeTense(const Role& role, Piece whose, FeatureList& features) const;
  void DescribeFirstApart(PairKind kind, MentionIndex first, FeatureList& features) const;
  void DescribeWordsBetween(const MentionPair& pair, FeatureList& features) const;
  void DescribeClause(const MentionPair& pair, FeatureList& features) const;
  void DescribeNeighbours(const MentionPair& pair, FeatureList& features) const;
  void DescribeKnown(const MentionPair& pair, FeatureList& features) const;
  void DescribeDistanceApart(const MentionPair& pair, FeatureList& features) const;
  void DescribeWeakClaims(const MentionPair& pair, FeatureList& features) const;
  void DescribeClaimsHere(const MentionPair& pair, FeatureList& features) const;
  Piece TenseOf(uint32_t predicate) const;
  Piece KnownMembership(const Entity& person, const Entity& club) const;
  Piece KnownTurn(const Entity& person, const Entity& club) const;
  Piece KnownSeason(const Entity& club, const Entity& competition) const;
  Piece KnownTitle(const Entity& club, const Entity& competition) const;

  const RuleSet& rules_;
  const ClaimIndex& claims_;
  const PairKindSet kinds_;
  const NameCounts named_;
  std::vector<bool> in_headline_;   // By entity.
  std::vector<uint64_t> together_;  // Entities that some sentence names together.
  // By entity, made for pairs apart: in which sentences it is.
  std::vector<SentenceIndex> sentences_of_;
  std::vector<uint32_t> sentences_begin_;
  // Of the sentence asked for last:
  SentenceIndex sentence_ = 0;
  Clauses own_clauses_;               // Where the caller had none.
  const Clauses* clauses_ = nullptr;  // Those of the sentence.
  std::vector<MentionIndex> mentions_;
  std::vector<Role> roles_;               // Of each of them.
  std::vector<Piece> token_symbols_;      // Of each token; empty where it says nothing by itself.
  std::vector<Piece> symbols_;            // Those that say something.
  std::vector<uint32_t> symbols_before_;  // By token: how many of them stand before it.
  std::vector<MentionPair> pairs_;
};

}  // namespace rondo::articles
