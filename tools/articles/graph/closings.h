#pragma once

// Closings: a later move of a person ends the states that were before, where nobody says when they
// ended. Nothing is deleted; the state gets an `until`.

#include <map>
#include <set>
#include <string_view>

#include "tools/articles/graph/graph_access.h"

namespace rondo::articles {

/// What changed in one person's career.
struct CareerChange {
  bool moves = false;       // Some move: every state may be concerned.
  std::set<EdgeId> states;  // These states only.
};

/// The careers that a transaction changed.
class ChangedCareers {
 public:
  /// A fact of that type changed its time or modality, came or went. Types that have nothing to do
  /// with careers are passed over.
  void Add(NodeId person, std::string_view type, EdgeId edge);
  const std::map<NodeId, CareerChange>& by_person() const { return by_person_; }

 private:
  std::map<NodeId, CareerChange> by_person_;
};

/// `until` of the states that are concerned is recomputed from the stated ends and from the moves.
Result<void> RefreshClosings(GraphAccess& graph, NodeId person, const CareerChange& change);

}  // namespace rondo::articles
