#include "tools/articles/graph/fact_edges.h"

#include <algorithm>
#include <span>
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

std::vector<std::pair<std::string, std::string>> ReadAttributes(const Value& attributes) {
  std::vector<std::pair<std::string, std::string>> read;
  if (!attributes.is(Value::Kind::kList)) {
    return read;
  }
  for (const Value& attribute : attributes.list()) {
    if (attribute.is(Value::Kind::kString)) {
      const std::string_view text = attribute.string();
      const size_t equals = std::min(text.find('='), text.size());
      read.emplace_back(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
    }
  }
  return read;
}

Result<std::vector<Value>> Gather(GraphAccess& graph, std::string_view key,
                                  std::span<const NodeId> nodes) {
  std::vector<Value> values(nodes.size());
  RONDO_TRY_ASSIGN(const PropertyKeyId id, graph.Key(key));
  RONDO_TRY(graph.transaction().GatherNodeProperty(id, nodes, values));
  return values;
}

/// The reports at `nodes`, property by property.
Result<std::vector<Report>> ReadReports(GraphAccess& graph, std::span<const NodeId> nodes) {
  RONDO_TRY_ASSIGN(const auto article, Gather(graph, kReportArticle, nodes));
  RONDO_TRY_ASSIGN(const auto reported, Gather(graph, kReportReported, nodes));
  RONDO_TRY_ASSIGN(const auto begin, Gather(graph, evidence::kReportBegin, nodes));
  RONDO_TRY_ASSIGN(const auto date, Gather(graph, kReportDate, nodes));
  RONDO_TRY_ASSIGN(const auto modality, Gather(graph, evidence::kReportModality, nodes));
  RONDO_TRY_ASSIGN(const auto confidence, Gather(graph, evidence::kReportConfidence, nodes));
  RONDO_TRY_ASSIGN(const auto attributes, Gather(graph, kReportAttributes, nodes));
  const auto text = [](const Value& value) {
    return value.is(Value::Kind::kString) ? value.string() : std::string_view();
  };
  std::vector<Report> reports(nodes.size());
  for (std::size_t row = 0; row < nodes.size(); ++row) {
    Report& report = reports[row];
    report.article = text(article[row]);
    report.reported = AsDate(reported[row]);
    report.begin = begin[row].is(Value::Kind::kInteger) ? begin[row].integer() : 0;
    report.date_text = text(date[row]);
    report.modality = FindModality(modality[row]).value_or(Modality::kAsserted);
    report.confidence = confidence[row].is_number() ? confidence[row].number() : 0.0;
    report.attributes = ReadAttributes(attributes[row]);
  }
  return reports;
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
      std::vector<NodeId> nodes,
      graph.FindNodes(evidence::kReportLabel, evidence::kReportEdge, Value(edge.value)));
  if (nodes.empty()) {
    RONDO_TRY(graph.transaction().DeleteEdge(edge));
    return true;
  }
  RONDO_TRY_ASSIGN(std::vector<Report> reports, ReadReports(graph, nodes));
  RONDO_TRY(WriteSummary(graph, edge, *type, Summarise(*type, std::move(reports))));
  return false;
}

namespace {

/// Whether the edge has just these values: those of a new report, which then changes none of them.
Result<bool> HasAttributes(GraphAccess& graph, EdgeId edge, const Report& report) {
  for (const auto& [name, value] : report.attributes) {
    RONDO_TRY_ASSIGN(const Value known, graph.Get(edge, name));
    if (!IsPlainAttribute(name) || !known.is(Value::Kind::kString) || known.string() != value) {
      return false;
    }
  }
  return true;
}

/// Whether the time of a new report leaves that of the edge as it is.
Result<bool> AgreesInTime(GraphAccess& graph, EdgeId edge, const schema::EdgeTypeInfo& type,
                          const Report& report) {
  const FactPeriod period = ParseFactPeriod(report.date_text);
  if (!period.known()) {
    return true;
  }
  RONDO_TRY_ASSIGN(const FactPeriod known, PeriodOfEdge(graph, edge, type));
  if (type.kind == schema::FactKind::kEvent) {
    return known.first == period.first && known.last == period.last;
  }
  // A state that goes on, seen once more on a later day.
  return !known.last.has_value() && known.first.has_value() && period.first == period.last &&
         period.first.has_value() && *known.first <= *period.first;
}

}  // namespace

Result<void> AddReportToFactEdge(GraphAccess& graph, EdgeId edge, const Report& report) {
  RONDO_TRY_ASSIGN(const schema::EdgeTypeInfo* type, TypeOfEdge(graph, edge));
  RONDO_TRY_ASSIGN(const Value count, graph.Get(edge, kFactReportCount));
  RONDO_TRY_ASSIGN(const Value confidence, graph.Get(edge, evidence::kFactConfidence));
  RONDO_TRY_ASSIGN(const Value reported, graph.Get(edge, evidence::kFactReported));
  RONDO_TRY_ASSIGN(const Value modality, graph.Get(edge, evidence::kFactModality));
  const std::optional<Date> first_reported = AsDate(reported);
  const bool nothing_new = type != nullptr && count.is(Value::Kind::kInteger) &&
                           confidence.is_number() && confidence.number() >= kFactConfidenceMax &&
                           FindModality(modality).value_or(Modality::kNegated) <= report.modality &&
                           (!report.reported.has_value() ||
                            (first_reported.has_value() && *first_reported <= *report.reported));
  if (nothing_new) {
    RONDO_TRY_ASSIGN(const bool same_attributes, HasAttributes(graph, edge, report));
    RONDO_TRY_ASSIGN(const bool same_time, AgreesInTime(graph, edge, *type, report));
    if (same_attributes && same_time) {
      return graph.Set(edge, kFactReportCount, Value(count.integer() + 1));
    }
  }
  RONDO_TRY(RefreshFactEdge(graph, edge));
  return {};
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
      RONDO_TRY_ASSIGN(Value until, graph.Get(neighbor.edge, type->until_property));
      if (!until.is_null()) {
        RONDO_TRY(RefreshFactEdge(graph, neighbor.edge));
        RONDO_TRY_ASSIGN(until, graph.Get(neighbor.edge, type->until_property));
      }
      RONDO_TRY_ASSIGN(const Value learned, graph.Get(neighbor.edge, kLearned));
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
