// Operators that find nodes: scans, index seeks, seeks by id. For each row of the input they make
// one row for each node found.

#include <algorithm>
#include <array>
#include <cmath>

#include "query/execute/expression/comparison.h"
#include "query/execute/expression/remembered_names.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

class NodeScan final : public ChainedOperator {
 public:
  NodeScan(ExecutionState& state, const NodeScanPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan), rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    lanes_.clear();
    nodes_.resize(state().batch_capacity());
    size_t filled = 0;
    RONDO_TRY(state().CheckInterrupt());
    while (filled < nodes_.size()) {
      if (lane_ == rows_.lane_count()) {
        if (filled > 0) {
          break;  // The rows made so far are lanes of this batch.
        }
        RONDO_TRY(input().Next(rows_));
        lane_ = 0;
        if (rows_.empty()) {
          break;
        }
        position_ = state().share().Begin(plan_);
      }
      RONDO_TRY_ASSIGN(size_t count, Scan(std::span(nodes_).subspan(filled)));
      lanes_.resize(filled + count, static_cast<uint32_t>(lane_));
      filled += count;
      if (filled == nodes_.size() || (filled > 0 && state().share().IsOf(plan_))) {
        break;  // The rows of a batch come from one stretch.
      }
      if (state().share().GoOn(plan_, position_)) {
        RONDO_TRY(state().CheckInterrupt());
      } else {
        ++lane_;
        position_ = {};
      }
    }
    out.ResetToLanes(rows_, lanes_, plan_.live);
    std::ranges::copy(std::span(nodes_).first(filled),
                      out.Set(plan_.slot).ResetToNodes(filled).begin());
    return {};
  }

 private:
  Result<size_t> Scan(std::span<NodeId> out) {
    if (plan_.label.empty()) {
      return state().view().ScanNodes(position_, out);
    }
    if (std::optional<LabelId> label = context().names.Label(plan_.label)) {
      return state().view().ScanNodesWithLabel(*label, position_, out);
    }
    position_.at_end = true;
    return size_t{0};
  }

  const NodeScanPlan& plan_;
  Batch rows_;
  size_t lane_ = 0;  // Of rows_, being scanned for.
  ScanPosition position_;
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> nodes_;
};

/// Finds all nodes for a batch of rows at once and hands the pairs on in pieces.
class NodeLookup : public ChainedOperator {
 public:
  NodeLookup(ExecutionState& state, const PlanNode& plan, SlotIndex slot, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        slot_(slot),
        rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    Forget();
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (next_ == nodes_.size()) {
      Forget();
      RONDO_TRY(input().Next(rows_));
      if (rows_.empty()) {
        out.Clear();
        return {};
      }
      RONDO_TRY(FindAll(rows_));
    }
    size_t count = std::min(nodes_.size() - next_, state().batch_capacity());
    out.ResetToLanes(rows_, std::span<const uint32_t>(lanes_).subspan(next_, count), plan_.live);
    std::ranges::copy(std::span(nodes_).subspan(next_, count),
                      out.Set(slot_).ResetToNodes(count).begin());
    next_ += count;
    if (next_ == nodes_.size() && rows_.is_last()) {
      out.MarkLast();
    }
    return {};
  }

 protected:
  /// What was found for the batch so far.
  std::vector<NodeId>& found() { return nodes_; }
  /// All that was found since the lane before belongs to that one.
  void EndLane(size_t lane) { lanes_.resize(nodes_.size(), static_cast<uint32_t>(lane)); }

  /// Appends what belongs to `value` to `nodes`.
  virtual Result<void> Find(const Value& value, std::vector<NodeId>& nodes) = 0;

  Result<void> FindFor(const BoundExpression& expression, bool any_of, const Batch& rows) {
    if (expression.kind == ExpressionKind::kParameter ||
        expression.kind == ExpressionKind::kLiteral) {
      RONDO_TRY_ASSIGN(Value value, EvaluateConstant(expression, context()));
      for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
        RONDO_TRY(FindAny(value, any_of, expression.span));
        EndLane(lane);
      }
      return {};
    }
    ScratchVector scratch(context().vectors);
    RONDO_TRY_ASSIGN(const Vector* column, EvaluateOrBorrow(expression, context(), rows, *scratch));
    for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
      RONDO_TRY(FindAny(column->Get(lane), any_of, expression.span));
      EndLane(lane);
    }
    return {};
  }

 private:
  virtual Result<void> FindAll(const Batch& rows) = 0;

  Result<void> FindAny(const Value& value, bool any_of, SourceSpan span) {
    if (!any_of) {
      return Find(value, nodes_);
    }
    if (value.is_null()) {
      return {};
    }
    if (!value.is(Value::Kind::kList)) {
      return NeedsList(value, span);
    }
    size_t begin = nodes_.size();
    for (const Value& element : value.list()) {
      RONDO_TRY(Find(element, nodes_));
    }
    // A node stands in one row, however often the list names it.
    auto first = nodes_.begin() + static_cast<std::ptrdiff_t>(begin);
    std::sort(first, nodes_.end());
    nodes_.erase(std::unique(first, nodes_.end()), nodes_.end());
    return {};
  }

  void Forget() {
    next_ = 0;
    lanes_.clear();
    nodes_.clear();
  }

  const PlanNode& plan_;
  SlotIndex slot_;
  Batch rows_;
  size_t next_ = 0;
  std::vector<uint32_t> lanes_;
  std::vector<NodeId> nodes_;
};

class NodeSeek final : public NodeLookup {
 public:
  NodeSeek(ExecutionState& state, const NodeSeekPlan& plan, OperatorPtr input)
      : NodeLookup(state, plan, plan.slot, std::move(input)), plan_(plan) {}

 private:
  Result<void> FindAll(const Batch& rows) override {
    return plan_.others.empty() ? FindFor(*plan_.value, plan_.any_of, rows) : FindByAll(rows);
  }

  Result<void> FindByAll(const Batch& rows) {
    std::optional<LabelId> label = context().names.Label(plan_.label);
    std::vector<PropertyKeyId> keys;
    std::vector<Vector> columns(1 + plan_.others.size());
    RONDO_TRY(AddKey(plan_.key, *plan_.value, rows, keys, columns[0]));
    for (size_t index = 0; index < plan_.others.size(); ++index) {
      const auto& [key, value] = plan_.others[index];
      RONDO_TRY(AddKey(key, *value, rows, keys, columns[index + 1]));
    }
    if (!label || keys.size() < columns.size()) {
      return {};
    }
    std::vector<Value> values(columns.size());
    for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
      for (size_t index = 0; index < columns.size(); ++index) {
        values[index] = columns[index].Get(lane);
      }
      RONDO_TRY_ASSIGN(bool has_index,
                       state().view().FindNodesByAll(*label, keys, values, found()));
      if (!has_index) {  // It was dropped meanwhile.
        RONDO_TRY(state().view().FindNodes(*label, keys[0], values[0], found()));
      }
      EndLane(lane);
    }
    return {};
  }

  /// Nothing for a name that nothing in the graph has.
  Result<void> AddKey(const std::string& name, const BoundExpression& value, const Batch& rows,
                      std::vector<PropertyKeyId>& keys, Vector& column) {
    if (std::optional<PropertyKeyId> key = context().names.PropertyKey(name)) {
      keys.push_back(*key);
    }
    return Evaluate(value, context(), rows, column);
  }

  Result<void> Find(const Value& value, std::vector<NodeId>& nodes) override {
    const Names* names = value.is_null() ? nullptr : names_.Get(context().names, [this] {
      return FindNames(context().names);
    });
    return names == nullptr ? Result<void>()
                            : state().view().FindNodes(names->label, names->key, value, nodes);
  }

  struct Names {
    LabelId label;
    PropertyKeyId key;
  };
  std::optional<Names> FindNames(NameResolver& resolver) const {
    std::optional<LabelId> label = resolver.Label(plan_.label);
    std::optional<PropertyKeyId> key = resolver.PropertyKey(plan_.key);
    return label && key ? std::optional(Names{*label, *key}) : std::nullopt;
  }

  const NodeSeekPlan& plan_;
  RememberedNames<Names> names_;
};

/// One row at a time, since a range may hold many nodes.
class NodeRangeSeek final : public ChainedOperator {
 public:
  NodeRangeSeek(ExecutionState& state, const NodeRangeSeekPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan), rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    nodes_.clear();
    next_ = 0;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (next_ == nodes_.size()) {
      nodes_.clear();
      next_ = 0;
      RONDO_TRY(state().CheckInterrupt());
      if (lane_ == rows_.lane_count()) {
        RONDO_TRY(input().Next(rows_));
        lane_ = 0;
        if (rows_.empty()) {
          out.Clear();
          return {};
        }
        RONDO_TRY(EvaluateBounds());
      }
      RONDO_TRY(FindFor(lane_++));
    }
    size_t count = std::min(nodes_.size() - next_, state().batch_capacity());
    lanes_.assign(count, static_cast<uint32_t>(lane_ - 1));
    out.ResetToLanes(rows_, lanes_, plan_.live);
    std::ranges::copy(std::span(nodes_).subspan(next_, count),
                      out.Set(plan_.slot).ResetToNodes(count).begin());
    next_ += count;
    return {};
  }

 private:
  // Of a range that holds more of a label than that share, a scan is quicker.
  static constexpr size_t kNodesPerHit = 8;
  static constexpr size_t kHitCountMin = 1024;

  Result<void> EvaluateBounds() {
    for (auto [bound, column] : {std::pair(plan_.low, &low_), std::pair(plan_.high, &high_)}) {
      if (bound != nullptr) {
        RONDO_TRY(Evaluate(*bound, context(), rows_, *column));
      }
    }
    return {};
  }

  Result<void> FindFor(size_t lane) {
    std::optional<LabelId> label = context().names.Label(plan_.label);
    std::optional<PropertyKeyId> key = context().names.PropertyKey(plan_.key);
    ValueRange range;
    range.low = plan_.low == nullptr ? Value() : low_.Get(lane);
    range.high = plan_.high == nullptr ? Value() : high_.Get(lane);
    bool holds_nothing = (plan_.low != nullptr && range.low.is_null()) ||
                         (plan_.high != nullptr && range.high.is_null()) ||
                         (plan_.is_prefix && !range.low.is(Value::Kind::kString));
    if (!label || !key || holds_nothing) {
      return {};
    }
    size_t label_count = state().view().NodeCount(*label);
    RONDO_TRY_ASSIGN(
        bool is_found,
        state().view().FindNodesInRange(
            *label, *key, range, std::max(kHitCountMin, label_count / kNodesPerHit), nodes_));
    return is_found ? Result<void>() : FindAll(*label);
  }

  Result<void> FindAll(LabelId label) {
    ScanPosition position;
    size_t count = 0;
    do {
      RONDO_TRY(state().CheckInterrupt());
      size_t begin = nodes_.size();
      nodes_.resize(begin + kBatchCapacity);
      RONDO_TRY_ASSIGN(count, state().view().ScanNodesWithLabel(label, position,
                                                                std::span(nodes_).subspan(begin)));
      nodes_.resize(begin + count);
    } while (count == kBatchCapacity);
    return {};
  }

  const NodeRangeSeekPlan& plan_;
  Batch rows_;
  size_t lane_ = 0;  // The next of rows_.
  Vector low_;
  Vector high_;
  std::vector<NodeId> nodes_;  // Of the lane before.
  size_t next_ = 0;
  std::vector<uint32_t> lanes_;
};

class IdSeek final : public NodeLookup {
 public:
  IdSeek(ExecutionState& state, const IdSeekPlan& plan, OperatorPtr input)
      : NodeLookup(state, plan, plan.slot, std::move(input)), plan_(plan) {}

 private:
  Result<void> FindAll(const Batch& rows) override {
    return FindFor(*plan_.id, plan_.any_of, rows);
  }

  Result<void> Find(const Value& value, std::vector<NodeId>& nodes) override {
    // A float that is a whole number equals that id.
    bool whole = value.is(Value::Kind::kFloat) &&
                 std::floor(value.floating()) == value.floating() && value.floating() >= 0 &&
                 value.floating() < 9e18;
    if (!value.is(Value::Kind::kInteger) && !whole) {
      return {};
    }
    int64_t number = whole ? static_cast<int64_t>(value.floating()) : value.integer();
    if (number < 0) {
      return {};
    }
    NodeId node(static_cast<uint64_t>(number));
    bool exists = false;
    RONDO_TRY(state().view().GatherNodeExists({&node, 1}, {&exists, 1}));
    if (exists) {
      nodes.push_back(node);
    }
    return {};
  }

  const IdSeekPlan& plan_;
};

}  // namespace

OperatorPtr MakeNodeScan(ExecutionState& state, const NodeScanPlan& plan, OperatorPtr input) {
  return std::make_unique<NodeScan>(state, plan, std::move(input));
}

OperatorPtr MakeNodeSeek(ExecutionState& state, const NodeSeekPlan& plan, OperatorPtr input) {
  return std::make_unique<NodeSeek>(state, plan, std::move(input));
}

OperatorPtr MakeNodeRangeSeek(ExecutionState& state, const NodeRangeSeekPlan& plan,
                              OperatorPtr input) {
  return std::make_unique<NodeRangeSeek>(state, plan, std::move(input));
}

OperatorPtr MakeIdSeek(ExecutionState& state, const IdSeekPlan& plan, OperatorPtr input) {
  return std::make_unique<IdSeek>(state, plan, std::move(input));
}

}  // namespace rondo
