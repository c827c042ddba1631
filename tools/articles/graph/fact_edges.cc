#include "tools/articles/graph/fact_edges.h"

#include <algorithm>
#include <string>

#include "graph/model/evidence_schema.h"
#include "tools/articles/graph/fact_summary.h"
#include "tools/articles/graph/fact_vocabulary.h"

namespace rondo::articles {
namespace {

std::optional<Modality> FindModality(const Value& name) {
  return name.is(Value::Kind::kString) ? ModalityByName(name.string()) : std::nullopt;
}

Value DateOrNull(const std::optional<Date>& date) {
  return date.has_value() ? Value(*date) : Value();
}

std::optional<Date> AsDate(const Value& value) {
  return value.is(Value::Kind::kDate) ? std::optional(value.date()) : std::nullopt;
}

/// The time that an edge stands for: what its reports say, or what whoever made it wrote.
Result<FactPeriod> PeriodOfEdge(GraphAccess& graph, EdgeId edge, const schema::EdgeTypeInfo& type) {
  FactPeriod period;
  if (!type.date_property.empty()) {
    RONDO_TRY_ASSIGN(const Value first, graph.Get(edge, type.date_property));
    period.first = AsDate(first);
  }
  const bool is_event = type.kind == schema::FactKind::kEvent;
  if (is_event) {
    RONDO_TRY_ASSIGN(const Value last, graph.Get(edge, kFactDateEnd));
    period.last = last.is_null() ? period.first : AsDate(last);
  } else if (!type.until_property.empty()) {
    RONDO_TRY_ASSIGN(const Value until, graph.Get(edge, type.until_property));
    if (const auto day = AsDate(until)) {
      period.last = Date{day->epoch_days - 1};
    }
  }
  return period;
}

/// States that hold at times apart are one state unless one of them had ended before the other was
/// seen.
bool SamePeriod(const schema::EdgeTypeInfo& type, const FactPeriod& edge, const FactPeriod& fact) {
  if (type.kind == schema::FactKind::kEvent) {
    return MayCoincide(edge, fact);
  }
  const bool edge_ended = edge.last.has_value();
  if (edge_ended && fact.first.has_value()) {
    return *fact.first <= *edge.last;
  }
  return edge_ended == fact.only_end() || !fact.known();
}

Result<std::vector<EdgeId>> EdgesOfFact(GraphAccess& graph, const FactKey& key) {
  RONDO_TRY_ASSIGN(std::vector<EdgeId> edges,
                   graph.EdgesBetween(key.subject, key.object, key.type->name));
  if (key.type->symmetric && key.subject != key.object) {
    RONDO_TRY_ASSIGN(const std::vector<EdgeId> back,
                     graph.EdgesBetween(key.object, key.subject, key.type->name));
    edges.insert(edges.end(), back.begin(), back.end());
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

Result<bool> IsNegativeEdge(GraphAccess& graph, EdgeId edge) {
  RONDO_TRY_ASSIGN(const Value name, graph.Get(edge, evidence::kFactModality));
  const auto modality = FindModality(name);
  return modality.has_value() && IsNegative(*modality);
}

}  // namespace

Result<std::optional<EdgeId>> FindFactEdge(GraphAccess& graph, const FactKey& key) {
  RONDO_TRY_ASSIGN(const std::vector<EdgeId> edges, EdgesOfFact(graph, key));
  for (EdgeId edge : edges) {
    RONDO_TRY_ASSIGN(const bool negative, IsNegativeEdge(graph, edge));
    RONDO_TRY_ASSIGN(const FactPeriod period, PeriodOfEdge(graph, edge, *key.type));
    if (negative == key.negative && SamePeriod(*key.type, period, key.period)) {
      return std::optional(edge);
    }
  }
  return std::optional<EdgeId>();
}

Result<bool> HasContradiction(GraphAccess& graph, const FactKey& key) {
  FactKey opposite = key;
  opposite.negative = !key.negative;
  RONDO_TRY_ASSIGN(const std::optional<EdgeId> edge, FindFactEdge(graph, opposite));
  return edge.has_value();
}

Result<EdgeId> CreateFactEdge(GraphAccess& graph, const FactKey& key, Modality modality) {
  return graph.CreateEdge(key.type->name, key.subject, key.object,
                          {{kLearned, true}, {evidence::kFactModality, NameOf(modality)}});
}

namespace {

Result<Report> ReadReport(GraphAccess& graph, NodeId node) {
  Report report;
  RONDO_TRY_ASSIGN(const Value article, graph.Get(node, kReportArticle));
  RONDO_TRY_ASSIGN(const Value reported, graph.Get(node, kReportReported));
  RONDO_TRY_ASSIGN(const Value begin, graph.Get(node, evidence::kReportBegin));
  RONDO_TRY_ASSIGN(const Value date, graph.Get(node, kReportDate));
  RONDO_TRY_ASSIGN(const Value modality, graph.Get(node, evidence::kReportModality));
  RONDO_TRY_ASSIGN(const Value confidence, graph.Get(node, evidence::kReportConfidence));
  RONDO_TRY_ASSIGN(const Value attributes, graph.Get(node, kReportAttributes));
  report.article = article.is(Value::Kind::kString) ? article.string() : std::string_view();
  report.reported = AsDate(reported);
  report.begin = begin.is(Value::Kind::kInteger) ? begin.integer() : 0;
  report.date_text = date.is(Value::Kind::kString) ? date.string() : std::string_view();
  report.modality = FindModality(modality).value_or(Modality::kAsserted);
  report.confidence = confidence.is_number() ? confidence.number() : 0.0;
  if (attributes.is(Value::Kind::kList)) {
    for (const Value& attribute : attributes.list()) {
      if (attribute.is(Value::Kind::kString)) {
        const std::string_view text = attribute.string();
        const size_t equals = std::min(text.find('='), text.size());
        report.attributes.emplace_back(text.substr(0, equals),
                                       text.substr(std::min(equals + 1, text.size())));
      }
    }
  }
  return report;
}

Result<const schema::EdgeTypeInfo*> TypeOfEdge(GraphAccess& graph, EdgeId edge) {
  EdgeTypeId type;
  RONDO_TRY(
      graph.transaction().GatherEdgeEndpoints(std::span(&edge, 1), {}, {}, std::span(&type, 1)));
  return type.valid() ? schema::FindEdgeType(graph.transaction().EdgeTypeName(type)) : nullptr;
}

/// Attributes that the summary turned into dates, or that only tell how the fact was found.
bool IsPlainAttribute(std::string_view name) { return name != "until" && name != "from"; }

Result<void> WriteSummary(GraphAccess& graph, EdgeId edge, const schema::EdgeTypeInfo& type,
                          const FactSummary& summary) {
  std::vector<GraphAccess::NamedValue> wanted = {
      {evidence::kFactModality, NameOf(summary.modality)},
      {evidence::kFactConfidence, summary.confidence},
      {evidence::kFactReported, DateOrNull(summary.reported)},
      {kFactReportCount, summary.report_count},
  };
  if (!type.date_property.empty()) {
    wanted.emplace_back(type.date_property, DateOrNull(summary.from));
  }
  if (!type.until_property.empty()) {
    wanted.emplace_back(type.until_property, DateOrNull(summary.until));
  }
  if (type.kind == schema::FactKind::kEvent) {
    const bool vague =
        summary.period.last.has_value() && summary.period.last != summary.period.first;
    wanted.emplace_back(kFactDateEnd, vague ? Value(*summary.period.last) : Value());
  }
  for (const auto& [name, value] : summary.attributes) {
    if (IsPlainAttribute(name)) {
      wanted.emplace_back(name, value);
    }
  }
  for (const auto& [name, value] : wanted) {
    RONDO_TRY(graph.Set(edge, name, value));
  }
  // What only a retracted report had said goes.
  std::vector<Property> have;
  RONDO_TRY(graph.transaction().ReadEdgeProperties(edge, have));
  for (const Property& property : have) {
    const std::string_view name = graph.transaction().PropertyKeyName(property.key);
    const bool is_wanted =
        name == kLearned || std::any_of(wanted.begin(), wanted.end(),
                                        [&](const auto& entry) { return entry.first == name; });
    if (!is_wanted) {
      RONDO_TRY(graph.transaction().SetEdgeProperty(edge, property.key, Value()));
    }
  }
  return {};
}

}  // namespace

Result<bool> RefreshFactEdge(GraphAccess& graph, EdgeId edge) {
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(edge, kLearned));
  RONDO_TRY_ASSIGN(const schema::EdgeTypeInfo* type, TypeOfEdge(graph, edge));
  if (learned.is_null() || type == nullptr) {
    return false;
  }
  RONDO_TRY_ASSIGN(
      const std::vector<NodeId> nodes,
      graph.FindNodes(evidence::kReportLabel, evidence::kReportEdge, Value(edge.value)));
  if (nodes.empty()) {
    RONDO_TRY(graph.transaction().DeleteEdge(edge));
    return true;
  }
  std::vector<Report> reports;
  for (NodeId node : nodes) {
    RONDO_TRY_ASSIGN(Report report, ReadReport(graph, node));
    reports.push_back(std::move(report));
  }
  RONDO_TRY(WriteSummary(graph, edge, *type, Summarise(*type, std::move(reports))));
  return false;
}

// ---------------------------------------------------------------- closings

namespace {

/// A move of a person, as far as it ends what was before.
struct Move {
  enum class Kind : uint8_t { kLeft, kJoined, kLoaned };
  Kind kind = Kind::kLeft;
  NodeId club;
  Date day;
};

struct OpenState {
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
  return type == "plays-for" || type == "contracted-to" || type == "manages" || type == "works-for";
}

bool Ends(const Move& move, const OpenState& state) {
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

}  // namespace

Result<void> RefreshClosings(GraphAccess& graph, NodeId person) {
  RONDO_TRY_ASSIGN(const auto neighbors, graph.Neighbors(person, Direction::kOutgoing));
  std::vector<Move> moves;
  std::vector<OpenState> states;
  for (const auto& neighbor : neighbors) {
    const std::string_view name = graph.transaction().EdgeTypeName(neighbor.type);
    RONDO_TRY_ASSIGN(const bool settled, IsSettled(graph, neighbor.edge));
    RONDO_TRY_ASSIGN(const bool national, IsNationalTeam(graph, neighbor.node));
    const schema::EdgeTypeInfo* type = schema::FindEdgeType(name);
    if (!settled || national || type == nullptr || type->date_property.empty()) {
      continue;
    }
    RONDO_TRY_ASSIGN(const Value from, graph.Get(neighbor.edge, type->date_property));
    if (const auto kind = MoveKindOf(name); kind.has_value() && from.is(Value::Kind::kDate)) {
      moves.push_back({*kind, neighbor.node, from.date()});
    } else if (IsClosable(name)) {
      // Back to what the reports say themselves: an end that was computed before may have no ground
      // any more.
      RONDO_TRY(RefreshFactEdge(graph, neighbor.edge));
      RONDO_TRY_ASSIGN(const Value learned, graph.Get(neighbor.edge, kLearned));
      RONDO_TRY_ASSIGN(const Value until, graph.Get(neighbor.edge, type->until_property));
      if (!learned.is_null() && until.is_null()) {
        states.push_back({neighbor.edge, name, neighbor.node, AsDate(from)});
      }
    }
  }
  for (const OpenState& state : states) {
    std::optional<Date> end;
    for (const Move& move : moves) {
      if (Ends(move, state) && (!end.has_value() || move.day < *end)) {
        end = move.day;
      }
    }
    if (end.has_value()) {
      RONDO_TRY(graph.Set(state.edge, evidence::kFactUntil, Value(*end)));
    }
  }
  return {};
}

}  // namespace rondo::articles
