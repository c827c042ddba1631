#include "tools/articles/graph/closings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/articles/graph/fact_edges.h"
#include "tools/articles/graph/fact_reports.h"
#include "tools/articles/graph/fact_vocabulary.h"

namespace rondo::articles {
namespace {

constexpr std::array<std::string_view, 4> kStateTypes = {"plays-for", "contracted-to", "manages",
                                                         "works-for"};
constexpr std::array<std::string_view, 7> kCareerTypes = {
    "plays-for", "contracted-to", "manages", "works-for", "left", "transferred-to", "loaned-to"};

/// A move of a person, as far as it ends what was before.
struct Move {
  enum class Kind : uint8_t { kLeft, kJoined, kLoaned };
  Kind kind = Kind::kLeft;
  NodeId club;
  Date day;
};

struct State {
  EdgeId edge;
  std::string_view type;
  NodeId club;
  std::optional<Date> from;
};

std::optional<Move::Kind> MoveKindOf(std::string_view type) {
  if (type == "left") {
    return Move::Kind::kLeft;
  }
  if (type == "transferred-to") {
    return Move::Kind::kJoined;
  }
  if (type == "loaned-to") {
    return Move::Kind::kLoaned;
  }
  return std::nullopt;
}

bool IsClosable(std::string_view type) {
  return std::find(kStateTypes.begin(), kStateTypes.end(), type) != kStateTypes.end();
}

bool Ends(const Move& move, const State& state) {
  if (state.from.has_value() && *state.from >= move.day) {
    return false;  // It was seen after the move.
  }
  switch (move.kind) {
    case Move::Kind::kLeft:
      return move.club == state.club;
    case Move::Kind::kJoined:
      return move.club != state.club;
    case Move::Kind::kLoaned:  // The contract with the owner stays.
      return move.club != state.club && state.type == "plays-for";
  }
  return false;
}

/// Whether the edge is a fact that nobody doubts.
Result<bool> IsSettled(GraphAccess& graph, EdgeId edge) {
  RONDO_TRY_ASSIGN(const Value name, graph.Get(edge, evidence::kFactModality));
  const auto modality = FindModality(name);
  return !modality.has_value() || *modality <= Modality::kReported;
}

Result<bool> IsNationalTeam(GraphAccess& graph, NodeId club) {
  RONDO_TRY_ASSIGN(const Value national_team, graph.Get(club, kEntityNationalTeam));
  return !national_team.is_null();
}

struct Career {
  std::vector<Move> moves;
  std::vector<State> states;
};

/// What is settled of a person's career: all moves, and the states that `change` concerns.
Result<Career> ReadCareer(GraphAccess& graph, NodeId person, const CareerChange& change) {
  Career career;
  RONDO_TRY_ASSIGN(const auto neighbors,
                   graph.Neighbors(person, Direction::kOutgoing, kCareerTypes));
  for (const auto& neighbor : neighbors) {
    const std::string_view name = graph.transaction().EdgeTypeName(neighbor.type);
    const std::optional<Move::Kind> kind = MoveKindOf(name);
    if (!kind.has_value() && !change.moves && !change.states.contains(neighbor.edge)) {
      continue;
    }
    RONDO_TRY_ASSIGN(const Value from,
                     graph.Get(neighbor.edge, schema::FindEdgeType(name)->date_property));
    const std::optional<Date> day =
        from.is(Value::Kind::kDate) ? std::optional(from.date()) : std::nullopt;
    if (kind.has_value() && !day.has_value()) {
      continue;
    }
    RONDO_TRY_ASSIGN(const bool settled, IsSettled(graph, neighbor.edge));
    if (!settled) {
      continue;
    }
    RONDO_TRY_ASSIGN(const bool national, IsNationalTeam(graph, neighbor.node));
    if (national) {
      continue;
    }
    if (!kind.has_value()) {
      career.states.push_back({neighbor.edge, name, neighbor.node, day});
    } else {
      career.moves.push_back({*kind, neighbor.node, *day});
    }
  }
  return career;
}

std::optional<Date> EndOf(const State& state, const std::vector<Move>& moves) {
  std::optional<Date> end;
  for (const Move& move : moves) {
    if (Ends(move, state) && (!end.has_value() || move.day < *end)) {
      end = move.day;
    }
  }
  return end;
}

Result<void> Close(GraphAccess& graph, const State& state, const std::optional<Date>& end) {
  RONDO_TRY_ASSIGN(Value until, graph.Get(state.edge, evidence::kFactUntil));
  if (until.is(Value::Kind::kDate) && end.has_value() && until.date() == *end) {
    return {};
  }
  if (!until.is_null()) {
    // Back to what the reports say themselves: an end that was computed before may have no ground
    // any more.
    RONDO_TRY(RefreshFactEdge(graph, state.edge));
    RONDO_TRY_ASSIGN(until, graph.Get(state.edge, evidence::kFactUntil));
  }
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(state.edge, kLearned));
  if (learned.is_null() || !until.is_null() || !end.has_value()) {
    return {};
  }
  return graph.Set(state.edge, evidence::kFactUntil, Value(*end));
}

}  // namespace

void ChangedCareers::Add(NodeId person, std::string_view type, EdgeId edge) {
  if (MoveKindOf(type).has_value()) {
    by_person_[person].moves = true;
  } else if (IsClosable(type)) {
    by_person_[person].states.insert(edge);
  }
}

Result<void> RefreshClosings(GraphAccess& graph, NodeId person, const CareerChange& change) {
  RONDO_TRY_ASSIGN(const Career career, ReadCareer(graph, person, change));
  for (const State& state : career.states) {
    RONDO_TRY(Close(graph, state, EndOf(state, career.moves)));
  }
  return {};
}

}  // namespace rondo::articles
