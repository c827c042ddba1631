// Operators that look at each row by itself: filter, projection, UNWIND; and SKIP, LIMIT, UNION,
// eager barriers.

#include <algorithm>

#include "query/execute/expression/list_elements.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

class Filter final : public ChainedOperator {
 public:
  Filter(ExecutionState& state, const FilterPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {}

  Result<void> Next(Batch& out) override {
    while (true) {
      RONDO_TRY(input().Next(out));
      if (out.empty()) {
        return {};
      }
      for (const BoundExpression* condition : plan_.conditions) {
        RONDO_TRY(EvaluateFilter(*condition, context(), out, lanes_));
        out.Keep(lanes_);
        if (out.empty()) {
          break;
        }
      }
      if (!out.empty()) {
        return {};
      }
      RONDO_TRY(state().CheckInterrupt());
    }
  }

 private:
  const FilterPlan& plan_;
  std::vector<uint32_t> lanes_;
};

class Project final : public ChainedOperator {
 public:
  Project(ExecutionState& state, const ProjectPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {
    FindProperties();
  }

  Result<void> Next(Batch& out) override {
    RONDO_TRY(input().Next(out));
    if (out.empty()) {
      return {};
    }
    RONDO_TRY_ASSIGN(bool has_properties, ReadProperties(out));
    for (const ProjectPlan::Item& item : plan_.items) {
      if (has_properties && IsPropertyOfNode(item)) {
        continue;
      }
      if (plan_.IsLive(item.slot)) {
        RONDO_TRY(Evaluate(*item.expression, context(), out, out.Set(item.slot)));
      } else {
        // Nobody reads it, but it may fail.
        ScratchVector scratch(context().vectors);
        RONDO_TRY(Evaluate(*item.expression, context(), out, *scratch));
      }
    }
    dead_.clear();
    for (SlotIndex slot : out.set_slots()) {
      if (!plan_.IsLive(slot)) {
        dead_.push_back(slot);
      }
    }
    for (SlotIndex slot : dead_) {
      out.Unset(slot);
    }
    return {};
  }

 private:
  /// Of few rows, properties of one node are read together: they wait for memory together.
  static constexpr size_t kFewLanes = 4;

  bool IsPropertyOfNode(const ProjectPlan::Item& item) const {
    if (item.expression->kind != ExpressionKind::kProperty || !plan_.IsLive(item.slot)) {
      return false;
    }
    const BoundExpression& base = *item.expression->As<BoundProperty>().base;
    return base.kind == ExpressionKind::kSlot && base.As<BoundSlot>().slot == node_;
  }

  /// Looks for a variable of which several properties are asked for.
  void FindProperties() {
    for (const ProjectPlan::Item& item : plan_.items) {
      const BoundExpression& base = item.expression->kind == ExpressionKind::kProperty
                                        ? *item.expression->As<BoundProperty>().base
                                        : *item.expression;
      node_ = base.kind == ExpressionKind::kSlot ? base.As<BoundSlot>().slot : kNoSlot;
      if (std::ranges::count_if(plan_.items, [this](const ProjectPlan::Item& other) {
            return IsPropertyOfNode(other);
          }) > 1) {
        return;
      }
    }
    node_ = kNoSlot;
  }

  /// Fills in the items of IsPropertyOfNode. False, and nothing is done, where they are better
  /// evaluated like the others.
  Result<bool> ReadProperties(Batch& out) {
    size_t lane_count = out.lane_count();
    if (node_ == kNoSlot || lane_count > kFewLanes || !out.IsSet(node_) ||
        out.column(node_).form() != Vector::Form::kNodes || context().deleted != nullptr) {
      return false;
    }
    keys_.clear();
    columns_.clear();
    entries_.clear();
    for (const ProjectPlan::Item& item : plan_.items) {
      if (IsPropertyOfNode(item)) {
        std::optional<PropertyKeyId> key =
            context().names.PropertyKey(item.expression->As<BoundProperty>().key);
        if (!key) {
          return false;
        }
        keys_.push_back(*key);
        columns_.push_back(item.slot);
      }
    }
    values_.resize(keys_.size());
    const Vector& nodes = out.column(node_);
    for (size_t lane = 0; lane < lane_count; ++lane) {
      NodeId node = nodes.nodes()[nodes.EntryOf(lane)];
      RONDO_TRY(state().view().ReadSomeProperties(node, keys_, values_));
      for (size_t index = 0; index < columns_.size(); ++index) {
        if (lane == 0) {
          entries_.push_back(out.Set(columns_[index]).ResetToValues(lane_count));
        }
        entries_[index][lane] = std::move(values_[index]);
      }
    }
    return true;
  }

  const ProjectPlan& plan_;
  std::vector<SlotIndex> dead_;
  SlotIndex node_ = kNoSlot;
  std::vector<PropertyKeyId> keys_;
  std::vector<SlotIndex> columns_;
  std::vector<Value> values_;
  std::vector<std::span<Value>> entries_;  // Of the columns.
};

class Unwind final : public ChainedOperator {
 public:
  Unwind(ExecutionState& state, const UnwindPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        is_range_(IsRange(*plan.list)),
        rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    rows_.Clear();
    next_lane_ = 0;
    list_ = ListElements();
    next_element_ = 0;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    lanes_.clear();
    elements_.clear();
    while (elements_.size() < state().batch_capacity()) {
      if (next_element_ < list_.size()) {
        elements_.push_back(list_[next_element_++]);
        lanes_.push_back(static_cast<uint32_t>(next_lane_ - 1));
        continue;
      }
      if (next_lane_ == rows_.lane_count()) {
        if (!elements_.empty()) {
          break;  // They belong to the rows that are here.
        }
        RONDO_TRY(TakeRows());
        if (rows_.empty()) {
          break;
        }
      }
      RONDO_TRY(TakeList());
    }
    out.ResetToLanes(rows_, lanes_, plan_.live);
    if (!elements_.empty()) {
      Vector& column = out.Set(plan_.slot);
      column.Clear();
      for (const Value& element : elements_) {
        column.Append(element);
      }
    }
    return {};
  }

 private:
  Result<void> TakeRows() {
    RONDO_TRY(input().Next(rows_));
    next_lane_ = 0;
    RONDO_TRY(state().CheckInterrupt());
    return is_range_ ? Result<void>() : Evaluate(*plan_.list, context(), rows_, lists_);
  }

  /// The list of the next lane.
  Result<void> TakeList() {
    if (is_range_) {
      RONDO_TRY_ASSIGN(list_, EvaluateElements(*plan_.list, context(), RowView(rows_, next_lane_)));
    } else {
      list_ = ListElements(lists_.Get(next_lane_));
    }
    ++next_lane_;
    next_element_ = 0;
    return {};
  }

  const UnwindPlan& plan_;
  const bool is_range_;
  Batch rows_;
  Vector lists_;  // Of the rows, but for ranges.
  size_t next_lane_ = 0;
  ListElements list_;  // Of the lane before.
  uint64_t next_element_ = 0;
  std::vector<uint32_t> lanes_;
  std::vector<Value> elements_;
};

class Skip final : public ChainedOperator {
 public:
  Skip(ExecutionState& state, const SkipPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {}

  Result<void> Open() override {
    RONDO_TRY_ASSIGN(left_, EvaluateRowCount(*plan_.count, context()));
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (true) {
      RONDO_TRY(input().Next(out));
      if (left_ == 0 || out.empty()) {
        return {};
      }
      if (left_ < out.lane_count()) {
        out.Keep(AllLanes(out.lane_count(), lanes_).subspan(left_));
        left_ = 0;
        return {};
      }
      left_ -= out.lane_count();
    }
  }

 private:
  const SkipPlan& plan_;
  uint64_t left_ = 0;
  std::vector<uint32_t> lanes_;
};

class Limit final : public ChainedOperator {
 public:
  Limit(ExecutionState& state, const LimitPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), plan_(plan) {}

  Result<void> Open() override {
    RONDO_TRY_ASSIGN(left_, EvaluateRowCount(*plan_.count, context()));
    exhausted_ = !plan_.exhausts_input;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    if (left_ > 0) {
      RONDO_TRY(input().Next(out));
      if (out.lane_count() > left_) {
        out.Truncate(left_);
      }
      left_ -= out.lane_count();
      if (!out.empty()) {
        return {};
      }
      left_ = 0;
      exhausted_ = true;
      return {};
    }
    while (!exhausted_) {
      RONDO_TRY(input().Next(out));
      exhausted_ = out.empty();
    }
    out.Clear();
    return {};
  }

 private:
  const LimitPlan& plan_;
  uint64_t left_ = 0;
  bool exhausted_ = true;
};

class Union final : public Operator {
 public:
  Union(ExecutionState& state, const UnionPlan& plan, std::vector<OperatorPtr> parts)
      : Operator(state), plan_(plan), parts_(std::move(parts)), rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    part_ = 0;
    return parts_[0]->Open();
  }

  Result<void> Next(Batch& out) override {
    while (part_ < parts_.size()) {
      RONDO_TRY(parts_[part_]->Next(rows_));
      if (!rows_.empty()) {
        Copy(out);
        return {};
      }
      if (++part_ < parts_.size()) {
        RONDO_TRY(parts_[part_]->Open());
      }
    }
    out.Clear();
    return {};
  }

 private:
  void Copy(Batch& out) {
    size_t count = rows_.lane_count();
    out.Reset(count);
    for (size_t column = 0; column < plan_.slots.size(); ++column) {
      SlotIndex source = plan_.part_slots[part_][column];
      if (rows_.IsSet(source)) {
        out.Set(plan_.slots[column]).ResetTo(rows_.column(source));
      } else {
        out.Set(plan_.slots[column]).ResetToConstant(Value(), count);
      }
    }
  }

  const UnionPlan& plan_;
  std::vector<OperatorPtr> parts_;
  size_t part_ = 0;
  Batch rows_;
};

class Eager final : public ChainedOperator {
 public:
  Eager(ExecutionState& state, OperatorPtr input)
      : ChainedOperator(state, std::move(input)), buffer_(state), rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    buffer_.Clear();
    is_full_ = false;
    next_ = 0;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    while (!is_full_) {
      RONDO_TRY(input().Next(rows_));
      is_full_ = rows_.empty();
      if (!is_full_) {
        RONDO_TRY(buffer_.Add(rows_));
      }
    }
    if (next_ < buffer_.batches().size()) {
      std::swap(out, buffer_.batches()[next_++]);
      return {};
    }
    out.Clear();
    return {};
  }

 private:
  RowBuffer buffer_;
  Batch rows_;
  bool is_full_ = false;
  size_t next_ = 0;
};

}  // namespace

OperatorPtr MakeFilter(ExecutionState& state, const FilterPlan& plan, OperatorPtr input) {
  return std::make_unique<Filter>(state, plan, std::move(input));
}

OperatorPtr MakeProject(ExecutionState& state, const ProjectPlan& plan, OperatorPtr input) {
  return std::make_unique<Project>(state, plan, std::move(input));
}

OperatorPtr MakeUnwind(ExecutionState& state, const UnwindPlan& plan, OperatorPtr input) {
  return std::make_unique<Unwind>(state, plan, std::move(input));
}

OperatorPtr MakeSkip(ExecutionState& state, const SkipPlan& plan, OperatorPtr input) {
  return std::make_unique<Skip>(state, plan, std::move(input));
}

OperatorPtr MakeLimit(ExecutionState& state, const LimitPlan& plan, OperatorPtr input) {
  return std::make_unique<Limit>(state, plan, std::move(input));
}

OperatorPtr MakeUnion(ExecutionState& state, const UnionPlan& plan,
                      std::vector<OperatorPtr> parts) {
  return std::make_unique<Union>(state, plan, std::move(parts));
}

OperatorPtr MakeEager(ExecutionState& state, const EagerPlan&, OperatorPtr input) {
  return std::make_unique<Eager>(state, std::move(input));
}

}  // namespace rondo
