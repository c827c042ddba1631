#include "tools/articles/graph/closings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/articles/graph/fact_edges.h"
#include "tools/articles/graph/fact_period.h"
#include "tools/articles/graph/fact_reports.h"
#include "tools/articles/graph/fact_vocabulary.h"

namespace rondo::articles {
namespace {

constexpr std::string_view kPlaysFor = "plays-for";
constexpr std::string_view kLoanedTo = "loaned-to";
constexpr std::string_view kLoanedFrom = "loaned-from";
constexpr std::array<std::string_view, 4> kStateTypes = {kPlaysFor, "contracted-to", "manages",
                                                         "works-for"};
constexpr std::array<std::string_view, 8> kCareerTypes = {
    kPlaysFor, "contracted-to",  "manages", "works-for",
    "left",    "transferred-to", kLoanedTo, kLoanedFrom};

/// A move of a person, as far as it ends what was before.
struct Move {
  enum class Kind : uint8_t { kLeft, kJoined, kLoaned };
  Kind kind = Kind::kLeft;
  NodeId club;
  Date day;  // The first one possible.
};

struct State {
  EdgeId edge;
  std::string_view type;
  NodeId club;
  std::optional<Date> from;
};

/// One side of a loan: of the club that borrows, or of the one that lends.
struct Loan {
  EdgeId edge;
  bool lent = false;
  NodeId club;
  FactPeriod began;  // Has a last day.
};

std::optional<Move::Kind> MoveKindOf(std::string_view type) {
  if (type == "left") {
    return Move::Kind::kLeft;
  }
  if (type == "transferred-to") {
    return Move::Kind::kJoined;
  }
  if (type == kLoanedTo) {
    return Move::Kind::kLoaned;
  }
  return std::nullopt;
}

bool IsLoan(std::string_view type) { return type == kLoanedTo || type == kLoanedFrom; }

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
      return move.club != state.club && state.type == kPlaysFor;
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

Result<std::optional<Date>> ReadDate(GraphAccess& graph, EdgeId edge, std::string_view property) {
  RONDO_TRY_ASSIGN(const Value value, graph.Get(edge, property));
  return value.is(Value::Kind::kDate) ? std::optional(value.date()) : std::nullopt;
}

struct Career {
  std::vector<Move> moves;
  std::vector<State> states;     // Those that the change concerns.
  std::vector<Loan> loans;       // All if the change concerns any.
  std::vector<State> sightings;  // Where he played, likewise.
  std::set<Date> days;           // On which anything of this was or had been.
};

Result<void> AddLoan(GraphAccess& graph, const GraphAccess::Neighbor& neighbor,
                     std::string_view type, const std::optional<Date>& from, Career& career) {
  RONDO_TRY_ASSIGN(const std::optional<Date> last, ReadDate(graph, neighbor.edge, kFactDateEnd));
  if (from.has_value() || last.has_value()) {
    career.loans.push_back({neighbor.edge,
                            type == kLoanedFrom,
                            neighbor.node,
                            {from, last.has_value() ? last : from}});
  }
  return {};
}

/// What is settled of a person's career, as far as `change` concerns it.
Result<Career> ReadCareer(GraphAccess& graph, NodeId person, const CareerChange& change) {
  Career career;
  career.days = change.former_days;
  RONDO_TRY_ASSIGN(const auto neighbors,
                   graph.Neighbors(person, Direction::kOutgoing, kCareerTypes));
  const auto type_of = [&](const GraphAccess::Neighbor& neighbor) {
    return graph.transaction().EdgeTypeName(neighbor.type);
  };
  const bool of_loans = (change.moves || change.sightings) &&
                        std::any_of(neighbors.begin(), neighbors.end(), [&](const auto& neighbor) {
                          return IsLoan(type_of(neighbor));
                        });
  for (const auto& neighbor : neighbors) {
    const std::string_view type = type_of(neighbor);
    const std::optional<Move::Kind> kind = MoveKindOf(type);
    const bool concerned =
        IsClosable(type) && (change.moves || change.states.contains(neighbor.edge));
    const bool seen = of_loans && type == kPlaysFor;
    if (!kind.has_value() && !concerned && !seen && !(of_loans && IsLoan(type))) {
      continue;
    }
    RONDO_TRY_ASSIGN(const std::optional<Date> day,
                     ReadDate(graph, neighbor.edge, schema::FindEdgeType(type)->date_property));
    if (day.has_value()) {
      career.days.insert(*day);
    }
    RONDO_TRY_ASSIGN(const bool settled, IsSettled(graph, neighbor.edge));
    if (!settled) {
      continue;
    }
    RONDO_TRY_ASSIGN(const bool national, IsNationalTeam(graph, neighbor.node));
    if (national) {
      continue;
    }
    if (of_loans && IsLoan(type)) {
      RONDO_TRY(AddLoan(graph, neighbor, type, day, career));
    }
    if (kind.has_value() && day.has_value()) {
      career.moves.push_back({*kind, neighbor.node, *day});
    }
    if (concerned) {
      career.states.push_back({neighbor.edge, type, neighbor.node, day});
    }
    if (seen && day.has_value()) {
      career.sightings.push_back({neighbor.edge, type, neighbor.node, day});
    }
  }
  return career;
}

std::optional<Date> EarlierOf(const std::optional<Date>& left, const std::optional<Date>& right) {
  return !left.has_value() || (right.has_value() && *right < *left) ? right : left;
}

std::optional<Date> EndOf(const State& state, const std::vector<Move>& moves) {
  std::optional<Date> end;
  for (const Move& move : moves) {
    if (Ends(move, state)) {
      end = EarlierOf(end, move.day);
    }
  }
  return end;
}

/// The next move that cannot have been before the loan. A club lends somebody to one club after
/// the other: with whom this loan began must be known before the next one ends it.
std::optional<Date> NextMove(const Loan& loan, const Career& career) {
  std::optional<Date> begun;
  if (loan.lent) {
    const bool known = std::any_of(
        career.loans.begin(), career.loans.end(),
        [&](const Loan& other) { return !other.lent && MayCoincide(other.began, loan.began); });
    for (const Move& move : career.moves) {
      if (!known && move.kind == Move::Kind::kLoaned && move.day > *loan.began.last) {
        begun = EarlierOf(begun, move.day);
      }
    }
  }
  std::optional<Date> end;
  for (const Move& move : career.moves) {
    const bool begins_it = move.kind == Move::Kind::kLoaned && begun == move.day;
    const bool elsewhere = move.kind == Move::Kind::kLeft && move.club != loan.club;
    if (move.day > *loan.began.last && !begins_it && !elsewhere) {
      end = EarlierOf(end, move.day);
    }
  }
  return end;
}

/// The first day on which he is known to play elsewhere, after the season in which the loan began:
/// within it, articles speak of the lender's player too. Only the lender ends its own side.
std::optional<Date> SeenElsewhere(const Loan& loan, const Career& career) {
  std::optional<Date> end;
  for (const State& sighting : career.sightings) {
    if ((sighting.club == loan.club) == loan.lent &&
        *sighting.from > EndOfSeason(*loan.began.last)) {
      end = EarlierOf(end, *sighting.from);
    }
  }
  return end;
}

Date EndOfLoanSeason(Date day) { return Date{EndOfSeason(day).epoch_days + 1}; }

/// Whether the end may have been computed before, from what is or was in the career.
bool MayBeComputed(const Career& career, Date until) {
  return career.days.contains(until) ||
         std::any_of(career.days.begin(), career.days.end(),
                     [&](Date day) { return EndOfLoanSeason(day) == until; }) ||
         std::any_of(career.loans.begin(), career.loans.end(),
                     [&](const Loan& loan) { return EndOfLoanSeason(*loan.began.last) == until; });
}

/// What the reports say of the edge's end: an end that was computed before may have no ground any
/// more.
Result<std::optional<Date>> StatedEnd(GraphAccess& graph, const Career& career, EdgeId edge) {
  RONDO_TRY_ASSIGN(const std::optional<Date> until, ReadDate(graph, edge, evidence::kFactUntil));
  if (!until.has_value() || !MayBeComputed(career, *until)) {
    return until;
  }
  RONDO_TRY(RefreshFactEdge(graph, edge));
  return ReadDate(graph, edge, evidence::kFactUntil);
}

Result<void> SetEnd(GraphAccess& graph, EdgeId edge, Date end) {
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(edge, kLearned));
  return learned.is_null() ? Result<void>() : graph.Set(edge, evidence::kFactUntil, Value(end));
}

Result<void> Close(GraphAccess& graph, const State& state, const Career& career) {
  const std::optional<Date> end = EndOf(state, career.moves);
  RONDO_TRY_ASSIGN(const std::optional<Date> until,
                   ReadDate(graph, state.edge, evidence::kFactUntil));
  if (until.has_value() && until == end) {
    return {};
  }
  RONDO_TRY_ASSIGN(const std::optional<Date> stated, StatedEnd(graph, career, state.edge));
  return stated.has_value() || !end.has_value() ? Result<void>() : SetEnd(graph, state.edge, *end);
}

/// A move ends a loan before the day that was agreed, being seen elsewhere does not. Where nobody
/// says what was agreed, a loan that is over was for its season.
Result<void> Close(GraphAccess& graph, const Loan& loan, const Career& career) {
  const std::optional<Date> moved = NextMove(loan, career);
  std::optional<Date> over = EarlierOf(moved, SeenElsewhere(loan, career));
  if (over.has_value()) {
    over = EarlierOf(over, EndOfLoanSeason(*loan.began.last));
  }
  RONDO_TRY_ASSIGN(const std::optional<Date> until,
                   ReadDate(graph, loan.edge, evidence::kFactUntil));
  if (until == over) {
    return {};
  }
  RONDO_TRY_ASSIGN(const std::optional<Date> stated, StatedEnd(graph, career, loan.edge));
  const std::optional<Date> end = stated.has_value() ? EarlierOf(moved, stated) : over;
  return end.has_value() ? SetEnd(graph, loan.edge, *end) : Result<void>();
}

}  // namespace

void ChangedCareers::Add(NodeId person, std::string_view type, EdgeId edge,
                         std::span<const Date> former_days) {
  const bool moves = MoveKindOf(type).has_value() || IsLoan(type);
  if (!moves && !IsClosable(type)) {
    return;
  }
  CareerChange& change = by_person_[person];
  change.former_days.insert(former_days.begin(), former_days.end());
  if (moves) {
    change.moves = true;
  } else {
    change.states.insert(edge);
    change.sightings = change.sightings || type == kPlaysFor;
  }
}

Result<void> RefreshClosings(GraphAccess& graph, NodeId person, const CareerChange& change) {
  RONDO_TRY_ASSIGN(const Career career, ReadCareer(graph, person, change));
  for (const State& state : career.states) {
    RONDO_TRY(Close(graph, state, career));
  }
  for (const Loan& loan : career.loans) {
    RONDO_TRY(Close(graph, loan, career));
  }
  return {};
}

}  // namespace rondo::articles
