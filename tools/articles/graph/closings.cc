#include "tools/articles/graph/closings.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
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

/// Whether the move ends states of that type at that club which began before it.
bool EndsAt(const Move& move, std::string_view type, NodeId club) {
  switch (move.kind) {
    case Move::Kind::kLeft:
      return move.club == club;
    case Move::Kind::kJoined:
      return move.club != club;
    case Move::Kind::kLoaned:  // The contract with the owner stays.
      return move.club != club && type == kPlaysFor;
  }
  return false;
}

bool Ends(const Move& move, const State& state) {
  // A state that was seen after the move goes on.
  return !(state.from.has_value() && *state.from >= move.day) &&
         EndsAt(move, state.type, state.club);
}

/// A fact of somebody's career, as far as the graph tells it without being asked for properties.
struct Tie {
  EdgeId edge;
  std::string_view type;
  NodeId club;
  std::optional<Date> day;  // Of ReadSettled.
};

std::vector<EdgeId> EdgesOf(std::span<const Tie> ties) {
  std::vector<EdgeId> edges;
  for (const Tie& tie : ties) {
    edges.push_back(tie.edge);
  }
  return edges;
}

/// A property of many edges, which lie apart: column by column each of them is loaded once.
Result<std::vector<Value>> Gather(GraphAccess& graph, std::string_view property,
                                  std::span<const EdgeId> edges) {
  std::vector<Value> values(edges.size());
  if (edges.empty()) {
    return values;
  }
  RONDO_TRY_ASSIGN(const PropertyKeyId key, graph.Key(property));
  RONDO_TRY(graph.transaction().GatherEdgeProperty(key, edges, values));
  return values;
}

Result<std::vector<Value>> Gather(GraphAccess& graph, std::string_view property,
                                  std::span<const NodeId> nodes) {
  std::vector<Value> values(nodes.size());
  if (nodes.empty()) {
    return values;
  }
  RONDO_TRY_ASSIGN(const PropertyKeyId key, graph.Key(property));
  RONDO_TRY(graph.transaction().GatherNodeProperty(key, nodes, values));
  return values;
}

Result<void> ReadDays(GraphAccess& graph, std::span<Tie> ties) {
  std::map<std::string_view, std::vector<Tie*>> by_property;
  for (Tie& tie : ties) {
    by_property[schema::FindEdgeType(tie.type)->date_property].push_back(&tie);
  }
  for (const auto& [property, dated] : by_property) {
    std::vector<EdgeId> edges;
    for (const Tie* tie : dated) {
      edges.push_back(tie->edge);
    }
    RONDO_TRY_ASSIGN(const std::vector<Value> days, Gather(graph, property, edges));
    for (size_t row = 0; row < dated.size(); ++row) {
      dated[row]->day = AsDate(days[row]);
    }
  }
  return {};
}

/// Reads when `ties` were, which `days` gets, and drops those that somebody doubts and those of
/// national teams: they end nothing, and nothing ends them. Returns those of such teams.
Result<std::vector<Tie>> ReadSettled(GraphAccess& graph, std::vector<Tie>& ties,
                                     std::set<Date>& days) {
  RONDO_TRY(ReadDays(graph, ties));
  RONDO_TRY_ASSIGN(const std::vector<Value> modalities,
                   Gather(graph, evidence::kFactModality, EdgesOf(ties)));
  std::vector<Tie> settled;
  std::vector<NodeId> clubs;
  for (size_t row = 0; row < ties.size(); ++row) {
    if (ties[row].day.has_value()) {
      days.insert(*ties[row].day);
    }
    const auto modality = FindModality(modalities[row]);
    if (!modality.has_value() || *modality <= Modality::kReported) {
      settled.push_back(ties[row]);
      clubs.push_back(ties[row].club);
    }
  }
  RONDO_TRY_ASSIGN(const std::vector<Value> national, Gather(graph, kEntityNationalTeam, clubs));
  ties.clear();
  std::vector<Tie> of_nations;
  for (size_t row = 0; row < settled.size(); ++row) {
    (national[row].is_null() ? ties : of_nations).push_back(settled[row]);
  }
  return of_nations;
}

Result<std::optional<Date>> ReadDate(GraphAccess& graph, EdgeId edge, std::string_view property) {
  RONDO_TRY_ASSIGN(const Value value, graph.Get(edge, property));
  return AsDate(value);
}

struct Career {
  std::vector<Move> moves;
  std::vector<State> states;     // Those that the change may concern.
  std::vector<Loan> loans;       // All if the change may concern any.
  std::vector<State> sightings;  // Where he played: all that may decide, or those that are new.
  bool all_sightings = true;
  std::vector<EdgeId> endless;  // States and loans at national teams, or what is taken for one.
  std::set<Date> days;          // On which anything of this was or had been.
};

std::optional<Date> NextMove(const Loan& loan, const Career& career);
Date EndOfLoanSeason(Date day);

/// What is settled of a person's career, as far as a change concerns it. Where facts have only
/// come, what is known ended before a move that came stays as it is, and so does where he had been
/// seen: of a long career most is told by the ends alone.
class CareerReader {
 public:
  CareerReader(GraphAccess& graph, const CareerChange& change)
      : graph_(graph), change_(change), only_came_(change.only_came) {}

  Result<Career> Read(NodeId person) {
    career_.days = change_.former_days;
    RONDO_TRY(FindTies(person));
    RONDO_TRY(ReadMoves());
    RONDO_TRY(ReadStates());
    RONDO_TRY(ReadSightings());
    return std::move(career_);
  }

 private:
  Result<void> FindTies(NodeId person) {
    RONDO_TRY_ASSIGN(const auto neighbors,
                     graph_.Neighbors(person, Direction::kOutgoing, kCareerTypes));
    for (const auto& neighbor : neighbors) {
      const std::string_view type = graph_.transaction().EdgeTypeName(neighbor.type);
      const bool is_move = MoveKindOf(type).has_value() || IsLoan(type);
      (is_move ? moves_ : states_).push_back({neighbor.edge, type, neighbor.node, {}});
      of_loans_ = of_loans_ || ((change_.moves || change_.sightings) && IsLoan(type));
    }
    for (std::vector<Tie>* ties : {&moves_, &states_}) {
      std::sort(ties->begin(), ties->end(),
                [](const Tie& left, const Tie& right) { return left.edge < right.edge; });
    }
    return {};
  }

  Result<void> ReadMoves() {
    std::erase_if(moves_,
                  [&](const Tie& tie) { return !of_loans_ && !MoveKindOf(tie.type).has_value(); });
    RONDO_TRY_ASSIGN(const std::vector<Tie> of_nations, ReadSettled(graph_, moves_, career_.days));
    only_came_ = only_came_ && of_nations.empty();
    for (const Tie& tie : of_nations) {
      if (IsLoan(tie.type)) {
        career_.endless.push_back(tie.edge);
      }
    }
    for (const Tie& tie : moves_) {
      const std::optional<Move::Kind> kind = MoveKindOf(tie.type);
      if (kind.has_value() && tie.day.has_value()) {
        career_.moves.push_back({*kind, tie.club, *tie.day});
        if (change_.moved.contains(tie.edge)) {
          moves_that_came_.push_back(career_.moves.back());
        }
      }
    }
    return of_loans_ ? ReadLoans() : Result<void>();
  }

  Result<void> ReadLoans() {
    std::vector<Tie> loans;
    std::copy_if(moves_.begin(), moves_.end(), std::back_inserter(loans),
                 [](const Tie& tie) { return IsLoan(tie.type); });
    RONDO_TRY_ASSIGN(const std::vector<Value> ends, Gather(graph_, kFactDateEnd, EdgesOf(loans)));
    for (size_t row = 0; row < loans.size(); ++row) {
      const Tie& tie = loans[row];
      const std::optional<Date> last = AsDate(ends[row]);
      if (tie.day.has_value() || last.has_value()) {
        career_.loans.push_back({tie.edge,
                                 tie.type == kLoanedFrom,
                                 tie.club,
                                 {tie.day, last.has_value() ? last : tie.day}});
      }
    }
    return {};
  }

  Result<void> ReadStates() {
    std::vector<Tie> concerned;
    RONDO_TRY_ASSIGN(const std::vector<Value> ends,
                     change_.moves&& only_came_
                         ? Gather(graph_, evidence::kFactUntil, EdgesOf(states_))
                         : Result<std::vector<Value>>(std::vector<Value>(states_.size())));
    for (size_t row = 0; row < states_.size(); ++row) {
      const Tie& tie = states_[row];
      const bool is_open = change_.moves && (!only_came_ || MayEnd(tie, AsDate(ends[row])));
      if (is_open || change_.states.contains(tie.edge)) {
        concerned.push_back(tie);
      }
    }
    RONDO_TRY_ASSIGN(const std::vector<Tie> of_nations,
                     ReadSettled(graph_, concerned, career_.days));
    for (const Tie& tie : of_nations) {
      career_.endless.push_back(tie.edge);
    }
    for (const Tie& tie : concerned) {
      career_.states.push_back({tie.edge, tie.type, tie.club, tie.day});
    }
    return {};
  }

  /// Whether a move that came may end a state that until now ends then.
  bool MayEnd(const Tie& tie, const std::optional<Date>& until) const {
    return std::any_of(moves_that_came_.begin(), moves_that_came_.end(), [&](const Move& move) {
      return EndsAt(move, tie.type, tie.club) && (!until.has_value() || *until > move.day);
    });
  }

  /// Whether an end of the loan may depend on where else he was seen, and when.
  Result<bool> NeedsSightings(const Loan& loan) {
    const Date season_end = EndOfLoanSeason(*loan.began.last);
    const std::optional<Date> moved = NextMove(loan, career_);
    if (moved.has_value() && *moved <= season_end) {
      return false;
    }
    if (!only_came_ || change_.moved.contains(loan.edge)) {
      return true;
    }
    RONDO_TRY_ASSIGN(const std::optional<Date> until,
                     ReadDate(graph_, loan.edge, evidence::kFactUntil));
    return until == season_end ? PlaysForNationalTeam() : Result<bool>(false);
  }

  Result<bool> PlaysForNationalTeam() {
    std::vector<NodeId> clubs;
    for (const Tie& tie : states_) {
      if (tie.type == kPlaysFor) {
        clubs.push_back(tie.club);
      }
    }
    RONDO_TRY_ASSIGN(const std::vector<Value> national, Gather(graph_, kEntityNationalTeam, clubs));
    return std::any_of(national.begin(), national.end(),
                       [](const Value& value) { return !value.is_null(); });
  }

  Result<void> ReadSightings() {
    career_.all_sightings = false;
    for (const Loan& loan : career_.loans) {
      if (!career_.all_sightings) {
        RONDO_TRY_ASSIGN(career_.all_sightings, NeedsSightings(loan));
      }
    }
    std::vector<Tie> seen;
    for (const Tie& tie : states_) {
      if (of_loans_ && tie.type == kPlaysFor &&
          (career_.all_sightings || change_.states.contains(tie.edge))) {
        seen.push_back(tie);
      }
    }
    RONDO_TRY(ReadSettled(graph_, seen, career_.days));
    for (const Tie& tie : seen) {
      if (tie.day.has_value()) {
        career_.sightings.push_back({tie.edge, tie.type, tie.club, tie.day});
      }
    }
    return {};
  }

  GraphAccess& graph_;
  const CareerChange& change_;
  Career career_;
  bool only_came_;          // Whether nothing else can have changed.
  bool of_loans_ = false;   // Whether a loan may be concerned.
  std::vector<Tie> moves_;  // And loans.
  std::vector<Tie> states_;
  std::vector<Move> moves_that_came_;
};

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
  // Nothing that came ends it: where he had been seen before has been reckoned with.
  const bool stays = !career.all_sightings && !over.has_value();
  if (until == over || stays) {
    return {};
  }
  RONDO_TRY_ASSIGN(const std::optional<Date> stated, StatedEnd(graph, career, loan.edge));
  const std::optional<Date> end = stated.has_value() ? EarlierOf(moved, stated) : over;
  return end.has_value() ? SetEnd(graph, loan.edge, *end) : Result<void>();
}

}  // namespace

void ChangedCareers::Add(NodeId person, std::string_view type, EdgeId edge,
                         std::span<const Date> former_days, Kind kind) {
  const bool moves = MoveKindOf(type).has_value() || IsLoan(type);
  if (!moves && !IsClosable(type)) {
    return;
  }
  CareerChange& change = by_person_[person];
  change.former_days.insert(former_days.begin(), former_days.end());
  change.only_came = change.only_came && kind == Kind::kTold && former_days.empty();
  if (moves) {
    change.moves = true;
    change.moved.insert(edge);
  } else {
    change.states.insert(edge);
    change.sightings = change.sightings || type == kPlaysFor;
  }
}

Result<void> ChangedCareers::AddAllAt(GraphAccess& graph, std::span<const NodeId> teams) {
  for (NodeId team : teams) {
    RONDO_TRY_ASSIGN(const auto neighbors,
                     graph.Neighbors(team, Direction::kIncoming, kCareerTypes));
    for (const auto& neighbor : neighbors) {
      CareerChange& change = by_person_[neighbor.node];
      change.moves = true;
      change.sightings = true;
      change.only_came = false;
    }
  }
  return {};
}

Result<void> RefreshClosings(GraphAccess& graph, NodeId person, const CareerChange& change) {
  RONDO_TRY_ASSIGN(const Career career, CareerReader(graph, change).Read(person));
  for (const State& state : career.states) {
    RONDO_TRY(Close(graph, state, career));
  }
  for (const Loan& loan : career.loans) {
    RONDO_TRY(Close(graph, loan, career));
  }
  for (EdgeId edge : career.endless) {
    // It may have been ended while the team was taken for a club.
    RONDO_TRY_ASSIGN(std::ignore, StatedEnd(graph, career, edge));
  }
  return {};
}

}  // namespace rondo::articles
