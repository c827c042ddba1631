// min, max, collect and the percentiles: aggregates that keep values.

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_order.h"
#include "graph/model/value_text.h"
#include "query/execute/function/aggregate_kinds.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

// ---------------------------------------------------------------- min and max

bool IsLess(const Value& left, const Value& right) {
  if (left.is(Kind::kInteger) && right.is(Kind::kInteger)) {
    return left.integer() < right.integer();
  }
  return CompareForOrder(left, right) < 0;
}

class Extreme final : public Aggregator {
 public:
  explicit Extreme(bool is_max) : is_max_(is_max) {}

  void ResizeGroups(size_t group_count) override {
    if (group_count > values_.size()) {
      values_.resize(group_count);
    }
  }

  Result<void> Update(const AggregateInput& input) override {
    return VisitValues(input, [&](const Value& value, uint32_t group, uint64_t) -> Result<void> {
      Take(value, group);
      return {};
    });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    for (size_t group = 0; group < groups.size(); ++group) {
      const Value& value = static_cast<Extreme&>(other).values_[group];
      if (!value.is_null()) {
        Take(value, groups[group]);
      }
    }
    return {};
  }

  Result<Value> Finish(size_t group) override { return values_[group]; }
  size_t memory_size() const override { return values_.capacity() * sizeof(Value); }

 private:
  void Take(const Value& value, uint32_t group) {
    Value& kept = values_[group];
    if (kept.is_null() || (is_max_ ? IsLess(kept, value) : IsLess(value, kept))) {
      kept = value;
    }
  }

  bool is_max_;
  std::vector<Value> values_;  // Null until the first value comes.
};

// ---------------------------------------------------------------- collect

class Collect final : public Aggregator {
 public:
  void ResizeGroups(size_t group_count) override {
    if (group_count > lists_.size()) {
      lists_.resize(group_count);
    }
  }

  Result<void> Update(const AggregateInput& input) override {
    return VisitValues(input,
                       [&](const Value& value, uint32_t group, uint64_t weight) -> Result<void> {
                         lists_[group].insert(lists_[group].end(), weight, value);
                         element_count_ += weight;
                         return {};
                       });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    auto& collect = static_cast<Collect&>(other);
    for (size_t group = 0; group < groups.size(); ++group) {
      ListValue& to = lists_[groups[group]];
      ListValue& from = collect.lists_[group];
      to.insert(to.end(), std::make_move_iterator(from.begin()),
                std::make_move_iterator(from.end()));
    }
    element_count_ += collect.element_count_;
    return {};
  }

  Result<Value> Finish(size_t group) override { return Value(std::move(lists_[group])); }

  size_t memory_size() const override {
    return lists_.capacity() * sizeof(ListValue) + element_count_ * sizeof(Value);
  }

 private:
  std::vector<ListValue> lists_;
  size_t element_count_ = 0;
};

// ---------------------------------------------------------------- percentiles

struct PercentileState {
  std::vector<Value> numbers;
  double percentile = 0;
};

class Percentile final : public Aggregator {
 public:
  explicit Percentile(const BoundAggregate& aggregate) : aggregate_(aggregate) {}

  void ResizeGroups(size_t group_count) override {
    if (group_count > states_.size()) {
      states_.resize(group_count);
    }
  }

  Result<void> Update(const AggregateInput& input) override {
    return VisitLanes(input, [&](size_t lane, uint32_t group, uint64_t weight) -> Result<void> {
      Value value = input.arguments[0]->Get(lane);
      if (value.is_null()) {
        return {};
      }
      if (!value.is_number()) {
        return WrongAggregateValue(aggregate_, value);
      }
      PercentileState& state = states_[group];
      RONDO_TRY_ASSIGN(state.percentile, AsPercentile(input.arguments[1]->Get(lane)));
      state.numbers.insert(state.numbers.end(), weight, value);
      number_count_ += weight;
      return {};
    });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    auto& percentile = static_cast<Percentile&>(other);
    for (size_t group = 0; group < groups.size(); ++group) {
      PercentileState& from = percentile.states_[group];
      if (!from.numbers.empty()) {
        PercentileState& to = states_[groups[group]];
        to.numbers.insert(to.numbers.end(), from.numbers.begin(), from.numbers.end());
        to.percentile = from.percentile;
      }
    }
    number_count_ += percentile.number_count_;
    return {};
  }

  Result<Value> Finish(size_t group) override {
    PercentileState& state = states_[group];
    if (state.numbers.empty()) {
      return Value();
    }
    return aggregate_.function->id == FunctionId::kPercentileDisc ? Nearest(state)
                                                                  : Interpolated(state);
  }

  size_t memory_size() const override {
    return states_.capacity() * sizeof(PercentileState) + number_count_ * sizeof(Value);
  }

 private:
  Result<double> AsPercentile(const Value& value) {
    if (!value.is_number()) {
      return WrongAggregateValue(aggregate_, value);
    }
    double percentile = value.number();
    if (!(percentile >= 0 && percentile <= 1)) {
      Error error = RuntimeError(
          ErrorCode::kArgument, "NumberOutOfRange",
          "a percentile is a number from 0.0 to 1.0, not " + ValueText(value), aggregate_.span);
      error.hint = "the middle one is 0.5";
      return error;
    }
    return percentile;
  }

  /// What would stand at `index` if they were sorted; no number behind it is less. Much quicker
  /// than sorting them.
  static std::vector<Value>::iterator Number(PercentileState& state, size_t index) {
    auto found = state.numbers.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(state.numbers.begin(), found, state.numbers.end(), IsLess);
    return found;
  }

  /// The first number at or below which lies that share of all.
  static Value Nearest(PercentileState& state) {
    double rank = std::ceil(state.percentile * static_cast<double>(state.numbers.size()));
    return *Number(state, rank < 1 ? 0 : static_cast<size_t>(rank) - 1);
  }

  static Value Interpolated(PercentileState& state) {
    double position = state.percentile * static_cast<double>(state.numbers.size() - 1);
    auto below = static_cast<size_t>(position);
    auto found = Number(state, below);
    double lower = found->number();
    double fraction = position - static_cast<double>(below);
    if (fraction == 0) {
      return Value(lower);
    }
    double upper = std::min_element(found + 1, state.numbers.end(), IsLess)->number();
    return Value(lower * (1 - fraction) + upper * fraction);
  }

  const BoundAggregate& aggregate_;
  std::vector<PercentileState> states_;
  size_t number_count_ = 0;
};

}  // namespace

std::unique_ptr<Aggregator> MakeExtreme(const BoundAggregate& aggregate) {
  return std::make_unique<Extreme>(aggregate.function->id == FunctionId::kMax);
}
std::unique_ptr<Aggregator> MakeCollect() { return std::make_unique<Collect>(); }
std::unique_ptr<Aggregator> MakePercentile(const BoundAggregate& aggregate) {
  return std::make_unique<Percentile>(aggregate);
}

}  // namespace rondo
