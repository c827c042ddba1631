// What operators share: columns as ids, excluded edges, types of steps, clocks, buffered rows.

#include <algorithm>
#include <numeric>

#include "query/execute/function/fact_time.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/result_values.h"

namespace rondo {

namespace {

Error WrongKind(const Value& value, std::string_view wanted) {
  return RuntimeError(
      ErrorCode::kType, "InvalidArgumentType",
      "the pattern needs " + std::string(wanted) + ", not " + std::string(KindName(value.kind())));
}

template <typename Id, typename Read>
Result<std::span<const Id>> IdsOf(const Vector& column, std::vector<Id>& ids, const Read& read) {
  ids.resize(column.size());
  for (size_t lane = 0; lane < ids.size(); ++lane) {
    Value value = column.Get(lane);
    if (value.is_null()) {
      ids[lane] = Id();
    } else {
      RONDO_TRY_ASSIGN(ids[lane], read(value));
    }
  }
  return std::span<const Id>(ids);
}

Result<NodeId> ReadNode(const Value& value) {
  if (!value.is(Value::Kind::kNode)) {
    return WrongKind(value, "a node");
  }
  return value.node();
}

Result<EdgeId> ReadEdge(const Value& value) {
  if (!value.is(Value::Kind::kEdge)) {
    return WrongKind(value, "an edge");
  }
  return value.edge();
}

bool NameMatches(const NameExpression& names, std::string_view name) {
  using Kind = NameExpression::Kind;
  auto matches = [&](const NameExpression& operand) { return NameMatches(operand, name); };
  switch (names.kind) {
    case Kind::kName:
      return names.name == name;
    case Kind::kAny:
      return true;
    case Kind::kNot:
      return !NameMatches(names.operands[0], name);
    case Kind::kAnd:
      return std::ranges::all_of(names.operands, matches);
    case Kind::kOr:
      return std::ranges::any_of(names.operands, matches);
  }
  return false;
}

}  // namespace

Result<std::span<const NodeId>> NodesOf(const Vector& column, std::vector<NodeId>& ids) {
  if (column.form() == Vector::Form::kNodes) {
    if (!column.constant()) {
      return column.nodes();
    }
    ids.assign(column.size(), column.nodes()[0]);
    return std::span<const NodeId>(ids);
  }
  return IdsOf(column, ids, ReadNode);
}

Result<std::span<const EdgeId>> EdgesOf(const Vector& column, std::vector<EdgeId>& ids) {
  if (column.form() == Vector::Form::kEdges) {
    if (!column.constant()) {
      return column.edges();
    }
    ids.assign(column.size(), column.edges()[0]);
    return std::span<const EdgeId>(ids);
  }
  return IdsOf(column, ids, ReadEdge);
}

Result<void> AppendEdges(const Vector& column, size_t lane, std::vector<EdgeId>& edges) {
  Value value = column.Get(lane);
  if (value.is_null()) {
    return {};
  }
  if (!value.is(Value::Kind::kList)) {
    RONDO_TRY_ASSIGN(edges.emplace_back(), ReadEdge(value));
    return {};
  }
  for (const Value& element : value.list()) {
    RONDO_TRY_ASSIGN(edges.emplace_back(), ReadEdge(element));
  }
  return {};
}

// ---------------------------------------------------------------- types

bool StepTypes::Resolve(EvaluationContext& context) {
  if (step_.type_expression != nullptr) {
    uint32_t count = context.view->edge_type_count();
    if (count != known_type_count_) {
      ids_.clear();
      for (uint32_t index = 0; index < count; ++index) {
        if (NameMatches(*step_.type_expression, context.view->EdgeTypeName(EdgeTypeId(index)))) {
          ids_.push_back(EdgeTypeId(index));
        }
      }
      known_type_count_ = count;
    }
    return !ids_.empty();
  }
  if (complete_) {
    return true;
  }
  any_type_ = step_.types.empty();
  ids_.clear();
  for (const std::string& name : step_.types) {
    if (std::optional<EdgeTypeId> id = context.names.EdgeType(name)) {
      ids_.push_back(*id);
    }
  }
  complete_ = ids_.size() == step_.types.size();
  return any_type_ || !ids_.empty();
}

std::vector<EdgeTypeId> StepTypes::Distinct(const GraphView& view) const {
  std::vector<EdgeTypeId> types(ids_);
  for (uint32_t type = 0; ids_.empty() && type < view.edge_type_count(); ++type) {
    types.emplace_back(type);
  }
  std::ranges::sort(types);
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

bool StepTypes::Contains(EdgeTypeId type) const {
  return any_type_ || std::ranges::find(ids_, type) != ids_.end();
}

// ---------------------------------------------------------------- excluded edges

Result<void> ExcludedEdges::Prepare(const Batch& rows) {
  columns_.clear();
  list_count_ = 0;
  for (SlotIndex slot : slots_) {
    if (!rows.IsSet(slot)) {
      continue;
    }
    const Vector& column = rows.column(slot);
    if (column.form() == Vector::Form::kEdges) {
      columns_.push_back(&column);
      continue;
    }
    if (list_count_ == lists_.size()) {
      lists_.emplace_back();
    }
    Lists& lists = lists_[list_count_++];
    lists.edges.clear();
    lists.offsets.assign(1, 0);
    for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
      RONDO_TRY(AppendEdges(column, lane, lists.edges));
      lists.offsets.push_back(static_cast<uint32_t>(lists.edges.size()));
    }
  }
  return {};
}

bool ExcludedEdges::Contains(size_t lane, EdgeId edge) const {
  for (const Vector* column : columns_) {
    if (column->edges()[column->EntryOf(lane)] == edge) {
      return true;
    }
  }
  for (size_t index = 0; index < list_count_; ++index) {
    const Lists& lists = lists_[index];
    auto begin = lists.edges.begin();
    if (std::find(begin + lists.offsets[lane], begin + lists.offsets[lane + 1], edge) !=
        begin + lists.offsets[lane + 1]) {
      return true;
    }
  }
  return false;
}

// ---------------------------------------------------------------- clocks

namespace {

Result<std::optional<Date>> EvaluateDay(const BoundExpression* expression,
                                        const std::optional<Date>& session,
                                        EvaluationContext& context) {
  if (expression == nullptr) {
    return session;
  }
  RONDO_TRY_ASSIGN(Value value, EvaluateConstant(*expression, context));
  if (value.is_null()) {
    return std::optional<Date>();
  }
  std::optional<int64_t> day = DayOf(value);
  if (!day || value.is(Value::Kind::kString)) {
    Error error = RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                               "AS OF takes a date, not " + std::string(KindName(value.kind())),
                               expression->span);
    error.hint = "write it as date('2019-12-01')";
    return error;
  }
  return std::optional<Date>(Date{*day});
}

}  // namespace

Result<void> TimeFilter::Open(const BoundTimeRestriction* restriction, ExecutionState& state) {
  const SessionTime& session = state.session_time();
  const BoundExpression* valid = restriction == nullptr ? nullptr : restriction->valid_at.get();
  const BoundExpression* reported =
      restriction == nullptr ? nullptr : restriction->reported_at.get();
  RONDO_TRY_ASSIGN(valid_at_, EvaluateDay(valid, session.valid_at, state.context()));
  RONDO_TRY_ASSIGN(reported_at_, EvaluateDay(reported, session.reported_at, state.context()));
  return {};
}

Result<void> TimeFilter::Apply(const GraphView& view, std::span<const EdgeId> edges,
                               std::span<bool> keep) const {
  std::unique_ptr<bool[]> visible = std::make_unique<bool[]>(edges.size());
  std::span<bool> flags(visible.get(), edges.size());
  auto combine = [&] {
    for (size_t index = 0; index < edges.size(); ++index) {
      keep[index] = keep[index] && flags[index];
    }
  };
  if (valid_at_) {
    RONDO_TRY(GatherValidAt(view, *valid_at_, edges, flags));
    combine();
  }
  if (reported_at_) {
    RONDO_TRY(GatherReportedAt(view, *reported_at_, edges, flags));
    combine();
  }
  return {};
}

// ---------------------------------------------------------------- rows

std::span<const uint32_t> AllLanes(size_t count, std::vector<uint32_t>& lanes) {
  if (lanes.size() < count) {
    size_t old = lanes.size();
    lanes.resize(count);
    std::iota(lanes.begin() + static_cast<std::ptrdiff_t>(old), lanes.end(),
              static_cast<uint32_t>(old));
  }
  return std::span<const uint32_t>(lanes).first(count);
}

size_t MemorySizeOf(const Batch& batch) {
  size_t size = 0;
  for (SlotIndex slot : batch.set_slots()) {
    const Vector& column = batch.column(slot);
    if (column.form() != Vector::Form::kValues) {
      size += (column.constant() ? 1 : column.size()) * sizeof(NodeId);
      continue;
    }
    for (const Value& value : column.values()) {
      size += MemorySizeOf(value);
    }
  }
  return size;
}

void RowBuffer::Clear() {
  batches_.clear();
  state_.ReleaseMemory(memory_size_);
  memory_size_ = 0;
  row_count_ = 0;
}

Result<void> RowBuffer::Add(Batch& batch) {
  size_t size = MemorySizeOf(batch);
  memory_size_ += size;
  row_count_ += batch.lane_count();
  batches_.push_back(std::move(batch));
  batch = Batch(state_.plan().slot_count);
  return state_.ReserveMemory(size);
}

Result<uint64_t> EvaluateRowCount(const BoundExpression& expression, EvaluationContext& context) {
  RONDO_TRY_ASSIGN(Value value, EvaluateConstant(expression, context));
  if (!value.is(Value::Kind::kInteger)) {
    return RuntimeError(
        ErrorCode::kSyntax, "InvalidArgumentType",
        "a number of rows must be an integer, not " + std::string(KindName(value.kind())),
        expression.span);
  }
  if (value.integer() < 0) {
    return RuntimeError(ErrorCode::kSyntax, "NegativeIntegerArgument",
                        "a number of rows cannot be negative", expression.span);
  }
  return static_cast<uint64_t>(value.integer());
}

}  // namespace rondo
