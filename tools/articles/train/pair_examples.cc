#include "tools/articles/train/pair_examples.h"

#include <algorithm>

#include "tools/articles/pair_facts.h"

namespace rondo::articles {
namespace {

/// The annotated facts about two entities.
class TruthFinder {
 public:
  TruthFinder(const Document& document, const Annotation& annotation)
      : document_(document), annotation_(annotation), aligned_(Align(document, annotation)) {
    for (const AnnotatedFact& fact : annotation.facts) {
      std::vector<SourceSpan> spans = fact.spans;
      for (const std::string& evidence : fact.evidence) {
        const std::size_t begin = document.text.find(evidence);
        if (begin != std::string::npos) {
          spans.push_back(
              {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + evidence.size())});
        }
      }
      spans_.push_back(std::move(spans));
    }
  }

  /// `sentence`: only what it says; kNone for what the article says anywhere.
  Truth Find(Relation relation, EntityIndex subject, EntityIndex object,
             SentenceIndex sentence) const {
    const uint32_t from = aligned_[subject];
    const uint32_t to = aligned_[object];
    if (from == kNone || to == kNone) {
      return Truth::kNot;
    }
    Truth truth = Truth::kNot;
    for (std::size_t at = 0; at < annotation_.facts.size(); ++at) {
      const AnnotatedFact& fact = annotation_.facts[at];
      const bool same = fact.subject == from && fact.object == to;
      const bool turned = fact.subject == to && fact.object == from;
      if (fact.relation == relation && (same || (turned && InfoOf(relation).symmetric))) {
        if (!fact.optional && !IsNegative(fact.modality) && IsIn(at, sentence)) {
          return fact.modality == Modality::kHoped ? Truth::kHoped
                 : fact.over                       ? Truth::kOver
                                                   : Truth::kHolds;
        }
        truth = Truth::kUnknown;
      } else if (!IsNegative(fact.modality) && Entails(fact, relation, from, to)) {
        truth = Truth::kUnknown;
      }
    }
    return truth;
  }

 private:
  bool IsIn(std::size_t fact, SentenceIndex sentence) const {
    if (sentence == kNone) {
      return true;
    }
    const SourceSpan span = document_.sentences[sentence].span;
    return std::any_of(spans_[fact].begin(), spans_[fact].end(), [&](const SourceSpan& evidence) {
      return evidence.begin < span.end && span.begin < evidence.end;
    });
  }
  /// The guideline does not ask for what another fact says already.
  static bool Entails(const AnnotatedFact& annotated, Relation relation, uint32_t from,
                      uint32_t to) {
    Fact fact;
    fact.relation = annotated.relation;
    fact.subject = annotated.subject;
    fact.object = annotated.object;
    const bool match = relation == Relation::kBeat || relation == Relation::kDrewWith;
    return !match && fact.relation != relation && RulesOut(fact, relation, from, to);
  }

  const Document& document_;
  const Annotation& annotation_;
  const std::vector<uint32_t> aligned_;
  std::vector<std::vector<SourceSpan>> spans_;  // By fact: its evidence.
};

std::vector<Relation> RelationsOf(PairKind kind) {
  using enum Relation;
  switch (kind) {
    case PairKind::kPersonClub:
      return {kPlaysFor,     kContractedTo,  kManages,      kWorksFor,      kLoanedTo,
              kLoanedFrom,   kTransferredTo, kLeft,         kWantsToSign,   kWantsToJoin,
              kWantsToLeave, kPraisedBy,     kCriticisedBy, kScoredAgainst, kMissedMatchAgainst};
    case PairKind::kPersonPerson:
      return {kPraisedBy, kCriticisedBy, kAgentOf};
    case PairKind::kPersonOutlet:
      return {kWritesFor};
    case PairKind::kClubClub:
      return {kBeat, kDrewWith, kPlayedAgainst, kRivalOf};
    case PairKind::kClubCompetition:
      return {kPlaysIn, kLeads, kWonCompetition};
    case PairKind::kPersonClubApart:
      return {kPlaysFor, kManages, kScoredAgainst, kMissedMatchAgainst, kLeft};
    case PairKind::kClubCompetitionApart:
      return {kPlaysIn, kWonCompetition};
  }
  return {};
}

}  // namespace

std::vector<PairLabel> LabelsToLearn(PairKind kind) {
  std::vector<PairLabel> labels;
  for (const Relation relation : RelationsOf(kind)) {
    PairLabel label;
    label.kind = kind;
    label.relation = relation;
    label.turned = relation == Relation::kWantsToSign;
    labels.push_back(label);
    if (IsDeal(relation) || relation == Relation::kWantsToSign || relation == Relation::kManages) {
      label.sense = PairSense::kHoped;
      labels.push_back(label);
    }
    if (relation == Relation::kPlaysFor || relation == Relation::kManages ||
        relation == Relation::kWorksFor) {
      label.sense = PairSense::kOver;
      labels.push_back(label);
    }
  }
  return labels;
}

void PairExamples::ForgetRare(uint32_t articles_min) {
  for (int kind = 0; kind < kPairKindCount; ++kind) {
    std::vector<uint32_t> counts(names_[kind].size(), 0);
    std::vector<uint32_t> last(names_[kind].size(), kNone);
    for (const PairExample& example : examples_[kind]) {
      for (const uint32_t feature : example.features) {
        counts[feature] += last[feature] != example.article ? 1 : 0;
        last[feature] = example.article;
      }
    }
    for (PairExample& example : examples_[kind]) {
      std::erase_if(example.features,
                    [&](uint32_t feature) { return counts[feature] < articles_min; });
    }
  }
}

void PairExamples::Add(const Document& document, const Annotation& annotation,
                       const Knowledge& knowledge, const RuleSet& rules) {
  const TruthFinder truths(document, annotation);
  const std::vector<Candidate> candidates = CandidatesOfRules(document, knowledge, rules);
  const std::vector<TimeExpression> times = rules.times().Find(document);
  const ClaimIndex claims(document, candidates);
  PairReader reader(document, knowledge, rules, claims);
  FeatureList features(true);
  Document read = document;
  ExtractFactsByRules(read, knowledge, rules);
  const auto known = [&](Relation relation, EntityIndex subject, EntityIndex object) {
    return std::any_of(read.facts.begin(), read.facts.end(),
                       [&](const Fact& fact) { return RulesOut(fact, relation, subject, object); });
  };
  const auto add = [&](const MentionPair& pair, bool apart) {
    const std::size_t kind = static_cast<std::size_t>(pair.kind);
    reader.Describe(pair, features);
    PairExample example;
    example.article = article_count_;
    example.first = document.mentions[pair.first].entity;
    example.second = document.mentions[pair.second].entity;
    for (const std::string& name : features.names()) {
      const auto [number, added] =
          numbers_[kind].try_emplace(name, static_cast<uint32_t>(names_[kind].size()));
      if (added) {
        names_[kind].push_back(name);
      }
      example.features.push_back(number->second);
    }
    for (const PairLabel& label : LabelsToLearn(pair.kind)) {
      const EntityIndex subject = label.turned ? example.second : example.first;
      const EntityIndex object = label.turned ? example.first : example.second;
      example.truths.push_back(
          truths.Find(label.relation, subject, object, apart ? kNone : pair.sentence));
      example.anywhere.push_back(known(label.relation, subject, object)
                                     ? Truth::kUnknown
                                     : truths.Find(label.relation, subject, object, kNone));
    }
    examples_[kind].push_back(std::move(example));
  };
  for (SentenceIndex index = 0; index < document.sentences.size(); ++index) {
    std::vector<TimeExpression> inside;
    for (const TimeExpression& time : times) {
      if (document.sentences[index].tokens.contains(time.tokens.begin)) {
        inside.push_back(time);
      }
    }
    for (const MentionPair& pair : reader.PairsOf(index, inside)) {
      add(pair, false);
    }
  }
  for (const MentionPair& pair : reader.PairsApart()) {
    add(pair, true);
  }
  ++article_count_;
}

}  // namespace rondo::articles
