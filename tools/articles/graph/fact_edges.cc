#include "tools/articles/graph/fact_edges.h"

#include <algorithm>
#include <span>
#include <string>

#include "graph/base/check.h"
#include "graph/model/evidence_schema.h"
#include "graph/model/value_order.h"
#include "tools/articles/graph/fact_reports.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/graph/report_effect.h"

namespace rondo::articles {
namespace {

Value DateOrNull(const std::optional<Date>& date) {
  return date.has_value() ? Value(*date) : Value();
}

/// Of an event: the last day possible, where it is not the first.
Value DateEndOrNull(const FactPeriod& period) {
  const bool vague = period.last.has_value() && period.last != period.first;
  return vague ? Value(*period.last) : Value();
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
                          {{kLearned, true}, {evidence::kFactModality, NameOf(modality)}},
                          &ArticlePlaces::facts);
}

namespace {

Result<const schema::EdgeTypeInfo*> TypeOfEdge(GraphAccess& graph, EdgeId edge) {
  EdgeTypeId type;
  RONDO_TRY(
      graph.transaction().GatherEdgeEndpoints(std::span(&edge, 1), {}, {}, std::span(&type, 1)));
  return type.valid() ? schema::FindEdgeType(graph.transaction().EdgeTypeName(type)) : nullptr;
}

/// Attributes that the summary turned into dates, or that only tell how the fact was found.
bool IsPlainAttribute(std::string_view name) {
  return name != kUntilAttribute && name != kFromAttribute;
}

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
    wanted.emplace_back(kFactDateEnd, DateEndOrNull(summary.period));
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

/// What closings depend on.
struct CareerState {
  Value modality;
  Value date;
  Value date_end;
  Value until;
};

Result<CareerState> ReadCareerState(GraphAccess& graph, EdgeId edge,
                                    const schema::EdgeTypeInfo& type) {
  CareerState state;
  RONDO_TRY_ASSIGN(state.modality, graph.Get(edge, evidence::kFactModality));
  if (!type.date_property.empty()) {
    RONDO_TRY_ASSIGN(state.date, graph.Get(edge, type.date_property));
  }
  if (type.kind == schema::FactKind::kEvent) {
    RONDO_TRY_ASSIGN(state.date_end, graph.Get(edge, kFactDateEnd));
  }
  if (!type.until_property.empty()) {
    RONDO_TRY_ASSIGN(state.until, graph.Get(edge, type.until_property));
  }
  return state;
}

std::vector<Date> DaysOf(const CareerState& state) {
  std::vector<Date> days;
  for (const Value* value : {&state.date, &state.date_end}) {
    if (const auto day = AsDate(*value); day.has_value()) {
      days.push_back(*day);
    }
  }
  return days;
}

/// From all reports, however many.
Result<FactChange> Recompute(GraphAccess& graph, EdgeId edge, const schema::EdgeTypeInfo& type,
                             std::span<const NodeId> nodes, const FactSummary& summary) {
  RONDO_CHECK(!nodes.empty());
  RONDO_TRY_ASSIGN(const CareerState before, ReadCareerState(graph, edge, type));
  RONDO_TRY(WriteSummary(graph, edge, type, summary));
  RONDO_TRY_ASSIGN(const CareerState after, ReadCareerState(graph, edge, type));
  return FactChange{.removed = false,
                    .career_changed = !Equivalent(before.modality, after.modality) ||
                                      !Equivalent(before.date, after.date) ||
                                      !Equivalent(before.date_end, after.date_end) ||
                                      !Equivalent(before.until, after.until),
                    .former_days = DaysOf(before)};
}

/// What the edge says now, of which `career` was read, as ReportEffect wants it for `report`;
/// nothing where it lacks what every summary writes.
Result<std::optional<FactSummary>> ReadKnown(GraphAccess& graph, EdgeId edge,
                                             const schema::EdgeTypeInfo& type,
                                             const CareerState& career, const Report& report) {
  FactSummary known;
  RONDO_TRY_ASSIGN(const Value count, graph.Get(edge, kFactReportCount));
  RONDO_TRY_ASSIGN(const Value confidence, graph.Get(edge, evidence::kFactConfidence));
  RONDO_TRY_ASSIGN(const Value reported, graph.Get(edge, evidence::kFactReported));
  const std::optional<Modality> modality = FindModality(career.modality);
  if (!count.is(Value::Kind::kInteger) || !confidence.is_number() || !modality.has_value()) {
    return std::optional<FactSummary>();
  }
  known.report_count = static_cast<uint64_t>(count.integer());
  known.confidence = confidence.number();
  known.reported = AsDate(reported);
  known.modality = *modality;
  known.from = AsDate(career.date);
  known.until = AsDate(career.until);
  if (type.kind == schema::FactKind::kEvent) {
    known.period = {known.from, AsDate(career.date_end)};
    known.period.last = known.period.last.has_value() ? known.period.last : known.from;
  }
  const auto read = [&](std::string_view name) -> Result<void> {
    RONDO_TRY_ASSIGN(const Value value, graph.Get(edge, name));
    if (value.is(Value::Kind::kString)) {
      known.attributes.emplace_back(name, value.string());
    }
    return {};
  };
  if (FindAttribute(report.attributes, kDurationAttribute) == nullptr) {
    RONDO_TRY(read(kDurationAttribute));
  }
  for (const auto& [name, value] : report.attributes) {
    RONDO_TRY(read(name));
  }
  return std::optional(std::move(known));
}

Result<void> WriteEffect(GraphAccess& graph, EdgeId edge, const schema::EdgeTypeInfo& type,
                         const FactSummary& after) {
  RONDO_TRY(graph.Set(edge, kFactReportCount, Value(after.report_count)));
  RONDO_TRY(graph.Set(edge, evidence::kFactModality, NameOf(after.modality)));
  RONDO_TRY(graph.Set(edge, evidence::kFactConfidence, after.confidence));
  RONDO_TRY(graph.Set(edge, evidence::kFactReported, DateOrNull(after.reported)));
  if (!type.date_property.empty()) {
    RONDO_TRY(graph.Set(edge, type.date_property, DateOrNull(after.from)));
  }
  if (type.kind == schema::FactKind::kEvent) {
    RONDO_TRY(graph.Set(edge, kFactDateEnd, DateEndOrNull(after.period)));
  }
  for (const auto& [name, value] : after.attributes) {
    RONDO_TRY(graph.Set(edge, name, Value(value)));
  }
  return {};
}

/// Of the reports at `nodes` as much as `effect` has to see.
Result<std::vector<Report>> ReadPage(GraphAccess& graph, std::span<const NodeId> nodes,
                                     const ReportFields& fields, const ReportEffect& effect) {
  constexpr ReportFields kNothing = {.reported = false,
                                     .place = false,
                                     .date = false,
                                     .modality = false,
                                     .confidence = false,
                                     .attributes = false};
  ReportFields reported = kNothing;
  reported.reported = true;
  ReportFields place = kNothing;
  place.place = true;
  place.date = true;
  RONDO_TRY_ASSIGN(std::vector<Report> reports, ReadReports(graph, nodes, fields));
  RONDO_TRY(ReadMore(
      graph, nodes, reported, [&](const Report& report) { return effect.WantsReported(report); },
      reports));
  RONDO_TRY(ReadMore(
      graph, nodes, place, [&](const Report& report) { return effect.WantsPlace(report); },
      reports));
  return reports;
}

/// `known` with one report more or less, if it takes only a few of the others to tell; else from
/// all of them. The newest are asked first: they lie where loading is at work.
Result<FactChange> Apply(GraphAccess& graph, EdgeId edge, const schema::EdgeTypeInfo& type,
                         ReportEffect& effect, std::optional<NodeId> added) {
  constexpr size_t kFirstPageSize = 1;  // Mostly one is enough, and they lie apart.
  std::vector<NodeId> nodes;
  if (!effect.certain()) {
    RONDO_TRY_ASSIGN(nodes, FindReports(graph, edge));
    std::reverse(nodes.begin(), nodes.end());
  }
  const ReportFields fields = effect.fields();
  for (size_t begin = 0; begin < nodes.size() && !effect.settled() && !effect.needs_all();) {
    const size_t size = std::min(nodes.size() - begin, std::max(kFirstPageSize, begin));
    const auto page = std::span<const NodeId>(nodes).subspan(begin, size);
    RONDO_TRY_ASSIGN(const std::vector<Report> reports, ReadPage(graph, page, fields, effect));
    for (size_t row = 0; row < size; ++row) {
      if (page[row] != added) {
        effect.See(reports[row]);
      }
    }
    begin += size;
  }
  if (effect.settled() && effect.needs_confidences()) {
    RONDO_TRY_ASSIGN(std::vector<double> confidences, ReadConfidences(graph, nodes));
    effect.SeeConfidences(std::move(confidences));
  }
  if (effect.certain()) {
    RONDO_TRY(WriteEffect(graph, edge, type, effect.after()));
    FactChange change;
    change.career_changed = effect.changes_career();
    return change;
  }
  if (nodes.empty()) {
    RONDO_TRY(graph.transaction().DeleteEdge(edge));
    return FactChange{.removed = true, .career_changed = true, .former_days = {}};
  }
  RONDO_TRY_ASSIGN(std::vector<Report> reports, ReadReports(graph, nodes));
  return Recompute(graph, edge, type, nodes, Summarise(type, std::move(reports)));
}

Result<FactChange> ChangeReports(GraphAccess& graph, EdgeId edge, const Report& report,
                                 std::optional<NodeId> added) {
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(edge, kLearned));
  RONDO_TRY_ASSIGN(const schema::EdgeTypeInfo* type, TypeOfEdge(graph, edge));
  if (learned.is_null() || type == nullptr) {
    return FactChange{};
  }
  RONDO_TRY_ASSIGN(const CareerState career, ReadCareerState(graph, edge, *type));
  RONDO_TRY_ASSIGN(std::optional<FactSummary> known, ReadKnown(graph, edge, *type, career, report));
  if (!known.has_value()) {
    // The edge is new: the report mostly is its only one.
    RONDO_TRY_ASSIGN(const std::vector<NodeId> nodes, FindReports(graph, edge));
    if (nodes.size() == 1 && nodes.front() == added) {
      RONDO_TRY(WriteSummary(graph, edge, *type, Summarise(*type, {report})));
      return FactChange{.removed = false, .career_changed = true, .former_days = {}};
    }
    RONDO_TRY_ASSIGN(FactChange change, RefreshFactEdge(graph, edge));
    change.career_changed = true;
    return change;
  }
  ReportEffect effect(
      *type, std::move(*known), report,
      added.has_value() ? ReportEffect::Kind::kAdded : ReportEffect::Kind::kRemoved);
  RONDO_TRY_ASSIGN(FactChange change, Apply(graph, edge, *type, effect, added));
  change.former_days = DaysOf(career);
  return change;
}

}  // namespace

Result<FactChange> RefreshFactEdge(GraphAccess& graph, EdgeId edge) {
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(edge, kLearned));
  RONDO_TRY_ASSIGN(const schema::EdgeTypeInfo* type, TypeOfEdge(graph, edge));
  if (learned.is_null() || type == nullptr) {
    return FactChange{};
  }
  RONDO_TRY_ASSIGN(const std::vector<NodeId> nodes, FindReports(graph, edge));
  if (nodes.empty()) {
    RONDO_TRY_ASSIGN(const CareerState career, ReadCareerState(graph, edge, *type));
    RONDO_TRY(graph.transaction().DeleteEdge(edge));
    return FactChange{.removed = true, .career_changed = true, .former_days = DaysOf(career)};
  }
  RONDO_TRY_ASSIGN(std::vector<Report> reports, ReadReports(graph, nodes));
  return Recompute(graph, edge, *type, nodes, Summarise(*type, std::move(reports)));
}

Result<FactChange> AddReportToFactEdge(GraphAccess& graph, EdgeId edge, NodeId node,
                                       const Report& report) {
  return ChangeReports(graph, edge, report, node);
}

Result<FactChange> RemoveReportFromFactEdge(GraphAccess& graph, EdgeId edge, const Report& report) {
  return ChangeReports(graph, edge, report, std::nullopt);
}

}  // namespace rondo::articles
