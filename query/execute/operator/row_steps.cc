// Operators that look at each row by itself: filter, projection, UNWIND; and SKIP, LIMIT, UNION,
// eager barriers.

#include <algorithm>

#include "query/execute/expression/list_elements.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/projection.h"

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
        if (condition == plan_.conditions.back()) {
          out.Restrict(plan_.live);  // What only the conditions read need not be moved.
        }
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
      : ChainedOperator(state, std::move(input)), projection_(state, plan) {}

  Result<void> Next(Batch& out) override {
    RONDO_TRY(input().Next(out));
    return out.empty() ? Result<void>() : projection_.Apply(out);
  }

 private:
  Projection projection_;
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
      if (left_ == 0 && exhausted_) {
        out.MarkLast();
      }
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
