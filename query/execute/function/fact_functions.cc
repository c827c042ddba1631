// Functions on facts: what articles say about an edge, and when it held.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "graph/view/evidence.h"
#include "query/execute/expression/access.h"
#include "query/execute/function/fact_time.h"
#include "query/execute/function/function_call.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

// ---------------------------------------------------------------- reports

/// All reports of an edge as maps, in the order of their articles' dates.
Result<std::vector<MapValue>> ReadReports(const FunctionCall& call) {
  EdgeId edge = call.argument(0).edge();
  RONDO_TRY(CheckNotDeleted(edge, call.context, call.span));
  return ReadEvidence(*call.context.view, edge);
}

double ConfidenceOf(const MapValue& report) {
  const Value& confidence = *report.Find(evidence::kReportConfidence);
  return confidence.is_number() ? confidence.number() : 0;
}

Result<Value> Evidence(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(std::vector<MapValue> reports, ReadReports(call));
  ListValue list;
  list.reserve(reports.size());
  for (MapValue& report : reports) {
    list.emplace_back(std::move(report));
  }
  return Value(std::move(list));
}

/// Of equally confident reports the first.
Result<Value> Quote(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(std::vector<MapValue> reports, ReadReports(call));
  const MapValue* best = nullptr;
  for (const MapValue& report : reports) {
    bool quotes = !report.Find(evidence::kReportQuote)->is_null();
    if (quotes && (best == nullptr || ConfidenceOf(report) > ConfidenceOf(*best))) {
      best = &report;
    }
  }
  return best == nullptr ? Value() : *best->Find(evidence::kReportQuote);
}

/// What the edge itself says, else the best of its reports.
Result<Value> Confidence(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(Value own, ReadElement(call.argument(0), Value(evidence::kFactConfidence),
                                          call.context, call.span));
  if (own.is_number()) {
    return Value(own.number());
  }
  RONDO_TRY_ASSIGN(std::vector<MapValue> reports, ReadReports(call));
  Value best;
  for (const MapValue& report : reports) {
    if (report.Find(evidence::kReportConfidence)->is_number() &&
        (best.is_null() || ConfidenceOf(report) > best.floating())) {
      best = Value(ConfidenceOf(report));
    }
  }
  return best;
}

// ---------------------------------------------------------------- time

Result<Value> ValidAt(const FunctionCall& call) {
  EdgeId edge = call.argument(0).edge();
  RONDO_TRY(CheckNotDeleted(edge, call.context, call.span));
  FactPeriod period;
  RONDO_TRY(GatherFactPeriods(*call.context.view, {&edge, 1}, {&period, 1}));
  return Value(period.Holds(*DayOf(call.argument(1))));
}

Result<Value> Overlaps(const FunctionCall& call) {
  std::array<EdgeId, 2> edges = {call.argument(0).edge(), call.argument(1).edge()};
  for (EdgeId edge : edges) {
    RONDO_TRY(CheckNotDeleted(edge, call.context, call.span));
  }
  std::array<FactPeriod, 2> periods;
  RONDO_TRY(GatherFactPeriods(*call.context.view, edges, periods));
  FactPeriod common = periods[0];
  if (periods[1].from && (!common.from || *common.from < *periods[1].from)) {
    common.from = periods[1].from;
  }
  if (periods[1].until && (!common.until || *periods[1].until < *common.until)) {
    common.until = periods[1].until;
  }
  return Value(!common.empty());
}

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kEvidence, Evidence},     {FunctionId::kQuote, Quote},
    {FunctionId::kConfidence, Confidence}, {FunctionId::kValidAt, ValidAt},
    {FunctionId::kOverlaps, Overlaps},
};

}  // namespace

std::span<const FunctionEntry> FactFunctionEntries() { return kEntries; }

}  // namespace rondo
