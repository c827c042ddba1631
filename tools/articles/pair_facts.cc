#include "tools/articles/pair_facts.h"

#include <algorithm>
#include <cmath>

namespace rondo::articles {
namespace {

bool IsOfMatch(Relation relation) {
  return relation == Relation::kBeat || relation == Relation::kDrewWith ||
         relation == Relation::kPlayedAgainst;
}

}  // namespace

double ConfidenceOf(int32_t score) {
  constexpr double kThousand = 1000.0;
  constexpr double kMost = 0.9;  // What only the model says is never as sure as a good rule.
  return std::min(kMost, 1.0 / (1.0 + std::exp(-score / kThousand)));
}

bool RulesOut(const Fact& fact, Relation relation, EntityIndex subject, EntityIndex object) {
  const bool same = fact.subject == subject && fact.object == object;
  const bool turned = fact.subject == object && fact.object == subject;
  if (IsOfMatch(relation) && IsOfMatch(fact.relation)) {
    return same || turned;  // One match is told of once.
  }
  if (fact.relation == relation) {
    return same || (turned && InfoOf(relation).symmetric);
  }
  if (!same) {
    return false;
  }
  switch (fact.relation) {
    case Relation::kLoanedTo:
    case Relation::kLoanedFrom:
      return relation == Relation::kPlaysFor || relation == Relation::kContractedTo ||
             relation == Relation::kTransferredTo || relation == Relation::kLeft;
    case Relation::kTransferredTo:
      return relation == Relation::kPlaysFor || relation == Relation::kContractedTo;
    case Relation::kManages:
      return relation == Relation::kWorksFor || relation == Relation::kPlaysFor;
    case Relation::kLeads:
    case Relation::kWonCompetition:
      return relation == Relation::kPlaysIn;
    default:
      return false;
  }
}

PairFacts::PairFacts(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                     std::span<const Candidate> candidates, bool explained)
    : document_(document),
      names_(knowledge.names),
      model_(rules.pairs()),
      explained_(explained),
      known_(document, candidates),
      reader_(document, knowledge, rules, known_, rules.pairs().kinds()),
      scorer_(model_, reader_, document.mentions.size()) {
  ReadWhoIsCalledByLeague();
}

void PairFacts::Read(SentenceIndex sentence, std::span<const TimeExpression> times,
                     const Clauses* clauses) {
  const std::vector<MentionPair>& pairs = reader_.PairsOf(sentence, times, clauses);
  if (!pairs.empty()) {
    scorer_.EnterSentence(pairs);
  }
  for (const MentionPair& pair : pairs) {
    Weigh(pair);
  }
}

std::vector<PairClaim> PairFacts::Claims() {
  for (const MentionPair& pair : reader_.PairsApart()) {
    Weigh(pair);
  }
  std::vector<PairClaim> claims;
  claims.reserve(best_.size());
  for (const auto& [key, claim] : best_) {
    const auto& [relation, subject, object] = key;
    if (relation != Relation::kPlaysFor || claim.sense != PairSense::kHolds ||
        !IsWanted(subject, object)) {
      claims.push_back(claim);
    }
  }
  std::stable_sort(claims.begin(), claims.end(), [](const PairClaim& left, const PairClaim& right) {
    return left.pair.sentence < right.pair.sentence;
  });
  return claims;
}

void PairFacts::Weigh(const MentionPair& pair) {
  const PairModel::LabelRange range = model_.LabelsOf(pair.kind);
  if (range.begin == range.end) {
    return;
  }
  const std::span<const int32_t> scores = scorer_.Score(pair);
  const EntityIndex first = document_.mentions[pair.first].entity;
  const EntityIndex second = document_.mentions[pair.second].entity;
  for (uint32_t label = range.begin; label < range.end; ++label) {
    const PairLabel& meant = model_.labels()[label];
    const int32_t score = scores[label - range.begin];
    if (meant.sense != PairSense::kHolds || score < meant.least) {
      continue;
    }
    EntityIndex subject = meant.turned ? second : first;
    EntityIndex object = meant.turned ? first : second;
    if (IsKnown(meant.relation, subject, object) ||
        (meant.relation == Relation::kPlaysIn && IsLeagueOfAnother(pair, subject)) ||
        (meant.relation == Relation::kPlaysFor &&
         (!IsNamedAsPerson(subject) || IsCoachStill(subject, object)))) {
      continue;
    }
    if (InfoOf(meant.relation).symmetric && subject > object) {
      std::swap(subject, object);
    }
    const auto [best, added] = best_.try_emplace({meant.relation, subject, object});
    if (added || score > best->second.score) {
      best->second = {label, score, SenseOf(range, meant, scores), pair, {}};
      if (explained_) {
        FeatureList spelled(true);
        reader_.Describe(pair, spelled);
        best->second.reasons = model_.ReasonsFor(pair.kind, label, spelled);
      }
    }
  }
}

bool PairFacts::IsKnown(Relation relation, EntityIndex subject, EntityIndex object) const {
  const std::span<const uint32_t> claims = known_.OfPair(subject, object);
  return std::any_of(claims.begin(), claims.end(), [&](uint32_t number) {
    return RulesOut(known_.candidate(number).fact, relation, subject, object);
  });
}

/// "The Premier League strugglers beat Roma", "Leeds beat their Premier League opponents": the
/// league is that of whoever is called so.
bool PairFacts::IsLeagueOfAnother(const MentionPair& pair, EntityIndex club) const {
  const MentionIndex league = std::max(pair.first, pair.second);
  for (const MentionIndex contest : {pair.first, pair.second}) {
    const auto called = called_by_league_.find(contest);
    if (called == called_by_league_.end()) {
      continue;
    }
    const Description& description = document_.descriptions[called->second];
    if (description.holder != kNone ? description.holder != club
                                    : IsOpponents(description) && contest == league) {
      return true;
    }
  }
  return false;
}

/// "their Premier League opponents".
bool PairFacts::IsOpponents(const Description& description) const {
  const std::string& phrase = names_.title(description.title_entry).phrase;
  const uint32_t contest =
      document_.entities[document_.mentions[description.organisation].entity].register_entry;
  return (phrase == "opponents" || phrase == "opposition") && contest != kNone &&
         names_.entry(contest).league;
}

/// Of "their Premier League rivals" both are in it.
void PairFacts::ReadWhoIsCalledByLeague() {
  for (uint32_t index = 0; index < document_.descriptions.size(); ++index) {
    const Description& description = document_.descriptions[index];
    if (description.organisation == kNone || description.title_entry == kNone ||
        document_.mentions[description.organisation].entity == kNone) {
      continue;
    }
    const Title& title = names_.title(description.title_entry);
    if (title.type == EntityType::kClub && !title.plural && title.phrase != "rivals" &&
        title.phrase != "champions") {
      called_by_league_.emplace(description.organisation, index);
    }
  }
}

/// The register, a title or a given name tells that it is somebody: a club's restaurants, songs and
/// training grounds have capitals, too, and stand beside it.
bool PairFacts::IsNamedAsPerson(EntityIndex index) const {
  const Entity& entity = document_.entities[index];
  if (entity.register_entry != kNone || !entity.role.empty() || !entity.position.empty() ||
      entity.age >= 0 || entity.lined_up || entity.titled) {
    return true;
  }
  const TokenIndex first = document_.mentions[entity.first_mention].tokens.begin;
  return entity.name.find(' ') != std::string::npos &&
         names_.IsGivenName(document_.tokens[first].word);
}

/// A coach rather manages the club beside him than that he played for it, unless he has left it.
bool PairFacts::IsCoachStill(EntityIndex person, EntityIndex club) const {
  const std::span<const uint32_t> claims = known_.OfPair(person, club);
  return document_.entities[person].type == EntityType::kManager &&
         std::none_of(claims.begin(), claims.end(), [&](uint32_t number) {
           return known_.candidate(number).fact.relation == Relation::kLeft;
         });
}

/// Whom a club wants it has not got.
bool PairFacts::IsWanted(EntityIndex player, EntityIndex club) const {
  const std::span<const uint32_t> claims = known_.OfPair(player, club);
  return best_.contains({Relation::kWantsToSign, club, player}) ||
         std::any_of(claims.begin(), claims.end(), [&](uint32_t number) {
           const Fact& fact = known_.candidate(number).fact;
           return fact.relation == Relation::kWantsToSign && !IsNegative(fact.modality);
         });
}

/// How what is meant holds, if it does.
PairSense PairFacts::SenseOf(PairModel::LabelRange range, const PairLabel& meant,
                             std::span<const int32_t> scores) const {
  PairSense sense = PairSense::kHolds;
  int32_t best = 0;
  for (uint32_t label = range.begin; label < range.end; ++label) {
    const PairLabel& other = model_.labels()[label];
    if (other.sense != PairSense::kHolds && other.relation == meant.relation &&
        other.turned == meant.turned && scores[label - range.begin] > best) {
      best = scores[label - range.begin];
      sense = other.sense;
    }
  }
  return sense;
}

}  // namespace rondo::articles
