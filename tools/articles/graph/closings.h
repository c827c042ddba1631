#pragma once

// Closings: a later move of a person ends the states and loans that were before. Nothing is
// deleted; they get an `until`. A state is ended where nobody says when it ended. A loan ends with
// the next move even before the day that was agreed; where nobody says what was agreed, a loan that
// a move or a later season elsewhere shows to be over ended with the season in which it began. All
// is computed from the facts that stand, so the order in which they came does not matter.
//
// Whether somebody says when a fact ended is known without its reports, of which there may be
// thousands, where `until` is no day that a move, a season or a sighting could have given it.

#include <map>
#include <set>
#include <span>
#include <string_view>

#include "graph/model/temporal.h"
#include "tools/articles/graph/graph_access.h"

namespace rondo::articles {

/// What changed in one person's career.
struct CareerChange {
  bool moves = false;          // Some move: every state and loan may be concerned.
  bool sightings = false;      // Where he was seen to play: loans may be concerned.
  std::set<EdgeId> moved;      // These moves and loans.
  std::set<EdgeId> states;     // These states only.
  std::set<Date> former_days;  // That the facts told before they changed.
  bool only_came = true;       // Nothing went, nothing told another time before.
};

/// The careers that a transaction changed.
class ChangedCareers {
 public:
  enum class Kind : uint8_t { kTold, kOther };

  /// A fact of that type changed its time or modality, came or went; it told of `former_days`.
  /// kTold: by one more report. Types that have nothing to do with careers are passed over.
  void Add(NodeId person, std::string_view type, EdgeId edge, std::span<const Date> former_days,
           Kind kind = Kind::kOther);
  /// These became national teams, or are no more: whole careers of whom any fact ties to them.
  Result<void> AddAllAt(GraphAccess& graph, std::span<const NodeId> teams);
  const std::map<NodeId, CareerChange>& by_person() const { return by_person_; }

 private:
  std::map<NodeId, CareerChange> by_person_;
};

/// `until` of the states and loans that are concerned is recomputed from the stated ends and from
/// what came later.
Result<void> RefreshClosings(GraphAccess& graph, NodeId person, const CareerChange& change);

}  // namespace rondo::articles
