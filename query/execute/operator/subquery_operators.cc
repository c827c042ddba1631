#include "query/execute/operator/subquery_operators.h"

#include <utility>

namespace rondo {

namespace {

// Of a subquery that makes more rows than this for each outer row, EXISTS had better stop early.
constexpr double kRowsTogetherMax = 64;

SubqueryKind KindOf(const BoundExpression& subquery) {
  return subquery.kind == ExpressionKind::kSubquery
             ? subquery.As<BoundSubqueryExpression>().subquery
             : SubqueryKind::kCollect;
}

}  // namespace

SubqueryOperators::Entry& SubqueryOperators::EntryOf(const BoundExpression& subquery) {
  Entry& entry = entries_[&subquery];
  if (entry.plan == nullptr) {
    auto position = state_.plan().subqueries.find(&subquery);
    RONDO_CHECK(position != state_.plan().subqueries.end());
    entry.plan = &position->second;
    entry.inner = OperatorBuilder(state_).BuildInner(*entry.plan->root);
    entry.arguments = Batch(state_.plan().slot_count);
    entry.rows = Batch(state_.plan().slot_count);
  }
  return entry;
}

Result<Value> SubqueryOperators::Run(const BoundExpression& subquery, const RowView& row) {
  Entry& entry = EntryOf(subquery);
  RONDO_CHECK(!entry.is_running);
  entry.arguments.Reset(1);
  for (SlotIndex slot : entry.plan->imported) {
    Vector& column = entry.arguments.Set(slot);
    column.Clear();
    column.Append(row.Get(slot));
  }
  entry.is_running = true;
  Result<Value> value = RunOpen(subquery, entry);
  entry.is_running = false;
  return value;
}

Result<Value> SubqueryOperators::RunOpen(const BoundExpression& subquery, Entry& entry) {
  RONDO_TRY(entry.inner.Open(entry.arguments));
  int64_t count = 0;
  ListValue values;
  while (true) {
    RONDO_TRY(entry.inner.Next(entry.rows));
    if (entry.rows.empty()) {
      break;
    }
    count += static_cast<int64_t>(entry.rows.lane_count());
    if (KindOf(subquery) == SubqueryKind::kExists) {
      return Value(true);
    }
    if (KindOf(subquery) == SubqueryKind::kCollect) {
      for (size_t lane = 0; lane < entry.rows.lane_count(); ++lane) {
        values.push_back(entry.rows.Get(entry.plan->column, lane));
      }
    }
  }
  switch (KindOf(subquery)) {
    case SubqueryKind::kExists:
      return Value(false);
    case SubqueryKind::kCount:
      return Value(count);
    case SubqueryKind::kCollect:
      break;
  }
  return Value(std::move(values));
}

Result<void> SubqueryOperators::RunAll(const BoundExpression& subquery, const Batch& batch,
                                       Vector& out) {
  Entry& entry = EntryOf(subquery);
  bool together = entry.plan->row_wise && batch.lane_count() > 1 &&
                  (KindOf(subquery) != SubqueryKind::kExists ||
                   entry.plan->root->estimated_rows <= kRowsTogetherMax);
  if (!together) {
    return SubqueryRunner::RunAll(subquery, batch, out);
  }
  RONDO_CHECK(!entry.is_running);
  size_t lane_count = batch.lane_count();
  std::vector<uint32_t> lanes;
  entry.arguments.ResetToLanes(batch, AllLanes(lane_count, lanes), entry.plan->imported);
  std::span<NodeId> tags = entry.arguments.Set(entry.plan->row_tag).ResetToNodes(lane_count);
  for (size_t lane = 0; lane < lane_count; ++lane) {
    tags[lane] = NodeId(lane);
  }
  entry.is_running = true;
  Result<void> done = RunTogether(subquery, entry, lane_count, out);
  entry.is_running = false;
  return done;
}

Result<void> SubqueryOperators::RunTogether(const BoundExpression& subquery, Entry& entry,
                                            size_t lane_count, Vector& out) {
  SubqueryKind kind = KindOf(subquery);
  std::vector<int64_t> counts(lane_count, 0);
  std::vector<ListValue> values(kind == SubqueryKind::kCollect ? lane_count : 0);
  RONDO_TRY(entry.inner.Open(entry.arguments));
  while (true) {
    RONDO_TRY(entry.inner.Next(entry.rows));
    if (entry.rows.empty()) {
      break;
    }
    const Vector& tags = entry.rows.column(entry.plan->row_tag);
    for (size_t lane = 0; lane < entry.rows.lane_count(); ++lane) {
      size_t outer = tags.nodes()[tags.EntryOf(lane)].value;
      ++counts[outer];
      if (kind == SubqueryKind::kCollect) {
        values[outer].push_back(entry.rows.Get(entry.plan->column, lane));
      }
    }
  }
  if (kind == SubqueryKind::kExists) {
    std::span<Truth> truths = out.ResetToTruths(lane_count);
    for (size_t lane = 0; lane < lane_count; ++lane) {
      truths[lane] = counts[lane] > 0 ? Truth::kTrue : Truth::kFalse;
    }
    return {};
  }
  std::span<Value> results = out.ResetToValues(lane_count);
  for (size_t lane = 0; lane < lane_count; ++lane) {
    results[lane] =
        kind == SubqueryKind::kCount ? Value(counts[lane]) : Value(std::move(values[lane]));
  }
  return {};
}

}  // namespace rondo
