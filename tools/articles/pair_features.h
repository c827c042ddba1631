#pragma once

// What is known of two entities of an article, as features of a linear model (pair_model.h): the
// words between and around the two mentions, what each is in its clause, who else stands nearer,
// what the register knows of them and what the rules have found already. A feature is a template
// ("between") with some words; in the model it is a number, so that none is ever spelled out but
// for training and explanations. Thread rule: one reader belongs to one document.

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
std::string_view NameOf(PairKind kind);  // "person-club", ...
/// A set of kinds, one bit each.
using PairKindSet = uint8_t;
constexpr PairKindSet PairKindBit(PairKind kind) {
  return static_cast<PairKindSet>(1U << static_cast<unsigned>(kind));
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
  constexpr FeaturePiece(const char* word)  // NOLINT
      : FeaturePiece(std::string_view(word)) {}
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
  void Add(Piece form, Piece word = {}, Piece word_2 = {}, Piece word_3 = {}) {
    keys_.push_back(Mix(Mix(Mix(form.hash, word.hash), word_2.hash), word_3.hash));
    if (spelled_) {
      Spell(form, word, word_2, word_3);
    }
  }

  std::span<const uint64_t> keys() const { return keys_; }
  /// One for each key. REQUIRES: spelled.
  const std::vector<std::string>& names() const { return names_; }

  /// The key of a feature by its name, as names() gives it.
  static uint64_t KeyOf(std::string_view name);

 private:
  static constexpr uint64_t Mix(uint64_t left, uint64_t right) {
    const uint64_t mixed = (left ^ (right + 0x9E3779B97F4A7C15U)) * 0xFF51AFD7ED558CCDU;
    return mixed ^ (mixed >> 32U);
  }
  void Spell(Piece form, Piece word, Piece word_2, Piece word_3);

  bool spelled_;
  std::vector<uint64_t> keys_;
  std::vector<std::string> names_;
};

/// Lists an article's pairs, sentence by sentence, and describes them.
class PairReader : private ArticleView {
 public:
  /// `claims`: what the rules found; `kinds`: of pairs to be listed. REQUIRES: all outlive this.
  PairReader(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
             const ClaimIndex& claims, PairKindSet kinds = kAllPairKinds);

  /// Pairs of the sentence; the list holds until the next call. `times`: those inside it.
  const std::vector<MentionPair>& PairsOf(SentenceIndex sentence,
                                          std::span<const TimeExpression> times);
  /// Pairs of entities that no sentence names together. REQUIRES: PairsOf() was called for every
  /// sentence.
  std::vector<MentionPair> PairsApart();

  /// What is known of the pair. REQUIRES: it is one of the list that was asked for last.
  void Describe(const MentionPair& pair, FeatureList& features) const;

 private:
  using Piece = FeatureList::Piece;

  /// What a mention is in its clause.
  struct Role {
    uint32_t predicate = kNone;
    Piece place;  // "subject", "in-object", ...
    Piece preposition;
    Piece verb;
  };
  void FindPlaces();
  void FindRoles();
  void FindSymbols(const Sentence& sentence, std::span<const TimeExpression> times);
  void AddPair(std::size_t left, std::size_t right);
  bool IsOfKin(MentionIndex index) const;
  bool IsDoubtBetween(MentionIndex one, MentionIndex other) const;
  std::size_t PlaceOf(MentionIndex mention) const;
  void DescribeMentions(const MentionPair& pair, FeatureList& features) const;
  void DescribeWordsBetween(const MentionPair& pair, FeatureList& features) const;
  void DescribeWordsAround(const MentionPair& pair, FeatureList& features) const;
  void DescribeClause(const MentionPair& pair, FeatureList& features) const;
  void DescribeNeighbours(const MentionPair& pair, FeatureList& features) const;
  void DescribeKnown(const MentionPair& pair, FeatureList& features) const;
  void DescribeApart(const MentionPair& pair, FeatureList& features) const;
  void DescribeClaims(const MentionPair& pair, FeatureList& features) const;
  void DescribeClaimsHere(const MentionPair& pair, FeatureList& features) const;
  Piece TenseOf(uint32_t predicate) const;
  Piece KnownMembership(const Entity& person, const Entity& club) const;

  const RuleSet& rules_;
  const ClaimIndex& claims_;
  const PairKindSet kinds_;
  const NameCounts named_;
  std::vector<bool> in_headline_;                     // By entity.
  std::vector<std::pair<uint32_t, uint32_t>> spans_;  // By sentence: its mentions.
  std::vector<uint64_t> together_;                    // Entities that some sentence names together.
  // Of the sentence asked for last:
  SentenceIndex sentence_ = 0;
  Clauses clauses_;
  std::vector<MentionIndex> mentions_;
  std::vector<Role> roles_;     // Of each of them.
  std::vector<Piece> symbols_;  // Of each token; empty where it says nothing by itself.
  std::vector<MentionPair> pairs_;
};

}  // namespace rondo::articles
