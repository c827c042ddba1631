// Stage 8, across sentences: facts that no single sentence tells. The parent club of a loan is
// found anywhere in the article; the competition of a match belongs to both sides; a scorer scored
// against the other side.

#include <algorithm>
#include <functional>

#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

class Joiner {
 public:
  Joiner(const Document& document, std::vector<Candidate>& candidates)
      : document_(document), candidates_(candidates) {}

  void Run() { FindLenders(); }

 private:
  void FindLenders();
  Candidate Derived(const Candidate& from, Relation relation, EntityIndex subject,
                    EntityIndex object, std::string_view rule) const;

  const Document& document_;
  std::vector<Candidate>& candidates_;
};

Candidate Joiner::Derived(const Candidate& from, Relation relation, EntityIndex subject,
                          EntityIndex object, std::string_view rule) const {
  Candidate derived;
  derived.fact = from.fact;
  derived.fact.relation = relation;
  derived.fact.subject = subject;
  derived.fact.object = object;
  derived.fact.attributes.clear();
  derived.fact.rule = rule;
  derived.fact.confidence = from.fact.confidence * 0.9;
  derived.trigger = from.trigger;
  derived.words = from.words;
  return derived;
}

/// loaned-to P C, and elsewhere a contract of P with D, or C wants to sign P from D: loaned-from P
/// D.
void Joiner::FindLenders() {
  std::vector<Candidate> found;
  for (const Candidate& loan : candidates_) {
    if (loan.fact.relation != Relation::kLoanedTo || loan.fact.modality == Modality::kHoped ||
        IsNegative(loan.fact.modality)) {
      continue;
    }
    const EntityIndex player = loan.fact.subject;
    const bool known =
        std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
          return other.fact.relation == Relation::kLoanedFrom && other.fact.subject == player;
        });
    if (known) {
      continue;
    }
    for (const Candidate& other : candidates_) {
      const bool contract = other.fact.relation == Relation::kContractedTo &&
                            other.fact.subject == player && !IsNegative(other.fact.modality) &&
                            other.fact.modality != Modality::kHoped;
      if (contract && other.fact.object != loan.fact.object) {
        Candidate lender = Derived(loan, Relation::kLoanedFrom, player, other.fact.object,
                                   "document/lender-by-contract");
        lender.fact.evidence.push_back(other.fact.evidence.front());
        found.push_back(std::move(lender));
        break;
      }
      if (other.fact.relation != Relation::kWantsToSign || other.fact.object != player ||
          other.fact.subject != loan.fact.object) {
        continue;
      }
      for (const auto& [key, value] : other.fact.attributes) {
        if (key != "from-entity") {
          continue;
        }
        const auto lender_index = static_cast<EntityIndex>(std::stoul(value));
        Candidate lender =
            Derived(loan, Relation::kLoanedFrom, player, lender_index, "document/lender-by-offer");
        lender.fact.evidence.push_back(other.fact.evidence.front());
        found.push_back(std::move(lender));
        break;
      }
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

}  // namespace

void JoinCandidates(const Document& document, const Knowledge& /*knowledge*/,
                    std::vector<Candidate>& candidates) {
  Joiner(document, candidates).Run();
}

}  // namespace rondo::articles
