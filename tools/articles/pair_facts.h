#pragma once

// Which relations the model (pair_model.h) claims of an article's pairs, where no rule claims them.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "tools/articles/pair_features.h"
#include "tools/articles/pair_model.h"
#include "tools/articles/pair_scorer.h"

namespace rondo::articles {

/// What the model claims, at the pair of mentions that speaks for it most.
struct PairClaim {
  uint32_t label = 0;  // Into PairModel::labels().
  int32_t score = 0;   // Log-odds in thousandths.
  PairSense sense = PairSense::kHolds;
  MentionPair pair;
  std::string reasons;  // What speaks for it, if asked for.
};

/// The share of right claims to expect of such log-odds.
double ConfidenceOf(int32_t score);

class PairFacts {
 public:
  /// `candidates`: what the rules found; `explained`: claims give their reasons. REQUIRES: all
  /// outlive this.
  PairFacts(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
            std::span<const Candidate> candidates, bool explained);

  /// REQUIRES: called for every sentence, in order. `times`: those inside it; `clauses`: its own,
  /// if they are known already.
  void Read(SentenceIndex sentence, std::span<const TimeExpression> times, const Clauses* clauses);
  /// What is claimed of the whole article, by sentence. REQUIRES: all sentences were read.
  std::vector<PairClaim> Claims();

 private:
  using Key = std::tuple<Relation, EntityIndex, EntityIndex>;

  void Weigh(const MentionPair& pair);
  bool IsKnown(Relation relation, EntityIndex subject, EntityIndex object) const;
  void ReadWhoIsCalledByLeague();
  bool IsLeagueOfAnother(const MentionPair& pair, EntityIndex club) const;
  bool IsOpponents(const Description& description) const;
  bool IsNamedAsPerson(EntityIndex index) const;
  bool IsCoachStill(EntityIndex person, EntityIndex club) const;
  bool IsWanted(EntityIndex player, EntityIndex club) const;
  PairSense SenseOf(PairModel::LabelRange range, const PairLabel& meant,
                    std::span<const int32_t> scores) const;

  const Document& document_;
  const NameRegister& names_;
  const PairModel& model_;
  const bool explained_;
  const ClaimIndex known_;
  PairReader reader_;
  PairScorer scorer_;
  std::map<Key, PairClaim> best_;
  /// By the mention of a competition: which description says who is called by it.
  std::map<MentionIndex, uint32_t> called_by_league_;
};

/// Whether a fact makes `relation` of the same two superfluous, or impossible.
bool RulesOut(const Fact& fact, Relation relation, EntityIndex subject, EntityIndex object);

}  // namespace rondo::articles
