#pragma once

// How the sentences of an article were read for the rules, so that the model for pairs need not
// read them again. Thread rule: belongs to the document's thread.

#include <vector>

#include "tools/articles/clause.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

class SentenceReadings {
 public:
  /// Finds the article's time expressions. `keeps_clauses`: somebody will ask for them again.
  SentenceReadings(const Document& document, const RuleSet& rules, bool keeps_clauses)
      : times_(rules.times().Find(document)),
        clauses_(keeps_clauses ? document.sentences.size() : 0) {}

  const std::vector<TimeExpression>& times() const { return times_; }
  /// Takes the clauses, or leaves them where none are kept.
  void Keep(SentenceIndex sentence, Clauses& clauses) {
    if (!clauses_.empty()) {
      clauses_[sentence] = std::move(clauses);
      clauses = {};
    }
  }
  /// nullptr if the sentence was not read, or not kept.
  const Clauses* Find(SentenceIndex sentence) const {
    const bool known = sentence < clauses_.size() && !clauses_[sentence].chunks.empty();
    return known ? &clauses_[sentence] : nullptr;
  }

 private:
  const std::vector<TimeExpression> times_;
  std::vector<Clauses> clauses_;  // By sentence; empty if it was not read.
};

}  // namespace rondo::articles
