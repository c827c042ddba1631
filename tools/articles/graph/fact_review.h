#pragma once

// Doubtful facts before the eyes of a person: which they are, and what becomes of them. A fact that
// a person accepts is that person's from then on: it is sure, and no article changes it or takes it
// away. One that is rejected goes, with the reports behind it; the articles stay.
// Thread rule: free functions without state.

#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "storage/store.h"

namespace rondo::articles {

/// On an accepted fact.
inline constexpr std::string_view kReviewed = "reviewed";  // "accepted"

struct DoubtfulFact {
  EdgeId edge;
  std::string subject;
  std::string type;
  std::string object;
  std::string modality;
  double confidence = 0.0;
  std::string sentence;  // Of the first report.
  std::string article;
};

/// Facts that articles told and that are less sure than `confidence_below`, the most doubtful
/// first; at most `count_max`.
Result<std::vector<DoubtfulFact>> FindDoubtfulFacts(const GraphView& view, double confidence_below,
                                                    size_t count_max);

/// EntityNotFound if there is no such fact, or no article told it.
Result<void> AcceptFact(Transaction& transaction, EdgeId edge);
Result<void> RejectFact(Transaction& transaction, EdgeId edge);

}  // namespace rondo::articles
