// sum, avg, stDev and stDevP.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <vector>

#include "graph/model/temporal_arithmetic.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/function/aggregate_kinds.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

__extension__ typedef __int128 WideInteger;  // Holds the sum of 2^64 integers.

// ---------------------------------------------------------------- sum and mean

/// The halves of the integers are summed up apart, and made positive before: neither sum can
/// overflow, and the loop needs nothing but what every processor does for several at once.
WideInteger SumOf(std::span<const int64_t> integers) {
  constexpr uint64_t kSign = uint64_t{1} << 63;
  uint64_t high = 0;
  uint64_t low = 0;
  for (int64_t integer : integers) {
    uint64_t positive = static_cast<uint64_t>(integer) ^ kSign;
    high += positive >> 32;
    low += positive & 0xFFFFFFFF;
  }
  return (WideInteger{high} << 32) + low -
         static_cast<WideInteger>(kSign) * static_cast<WideInteger>(integers.size());
}

bool AreZeros(std::span<const uint8_t> bytes) {
  // Each equals the one before it.
  return bytes.empty() ||
         (bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

/// Integers are summed up exactly; only the result must fit.
struct SumState {
  WideInteger integer_sum = 0;
  double float_sum = 0;
  uint64_t count = 0;
  bool has_float = false;
  bool has_duration = false;
};

class Sum final : public Aggregator {
 public:
  explicit Sum(const BoundAggregate& aggregate) : aggregate_(aggregate) {}

  void ResizeGroups(size_t group_count) override {
    if (group_count > states_.size()) {
      states_.resize(group_count);
    }
  }

  Result<void> Update(const AggregateInput& input) override {
    if (input.groups.empty() && input.weights.empty() &&
        input.arguments[0]->form() == Vector::Form::kIntegers && !input.arguments[0]->constant()) {
      return AddIntegers(*input.arguments[0]);
    }
    return VisitValues(input, [&](const Value& value, uint32_t group, uint64_t weight) {
      return Add(value, group, weight);
    });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    auto& sum = static_cast<Sum&>(other);
    for (size_t group = 0; group < groups.size(); ++group) {
      const SumState& from = sum.states_[group];
      SumState& to = states_[groups[group]];
      if (from.has_duration) {
        RONDO_TRY(AddDuration(sum.durations_[group], groups[group], 1));
        to.count += from.count - 1;
      } else {
        RONDO_TRY(CheckKind(to, false, Value(0)));
        to.integer_sum += from.integer_sum;
        to.float_sum += from.float_sum;
        to.has_float = to.has_float || from.has_float;
        to.count += from.count;
      }
    }
    return {};
  }

  Result<Value> Finish(size_t group) override {
    return aggregate_.function->id == FunctionId::kSum ? FinishSum(group) : FinishMean(group);
  }

  size_t memory_size() const override {
    return states_.capacity() * sizeof(SumState) + durations_.capacity() * sizeof(Duration);
  }

 private:
  Result<void> Add(const Value& value, uint32_t group, uint64_t weight) {
    SumState& state = states_[group];
    switch (value.kind()) {
      case Kind::kInteger:
        RONDO_TRY(CheckKind(state, false, value));
        state.integer_sum += WideInteger{value.integer()} * static_cast<WideInteger>(weight);
        break;
      case Kind::kFloat:
        RONDO_TRY(CheckKind(state, false, value));
        state.float_sum += value.floating() * static_cast<double>(weight);
        state.has_float = true;
        break;
      case Kind::kDuration:
        return AddDuration(value.duration(), group, weight);
      default:
        return WrongAggregateValue(aggregate_, value);
    }
    state.count += weight;
    return {};
  }

  /// All lanes, to group 0.
  Result<void> AddIntegers(const Vector& column) {
    std::span<const int64_t> integers = column.integers();
    std::span<const uint8_t> nulls = column.integer_nulls();
    if (!AreZeros(nulls)) {
      present_.clear();
      for (size_t lane = 0; lane < integers.size(); ++lane) {
        if (nulls[lane] == 0) {
          present_.push_back(integers[lane]);
        }
      }
      integers = present_;
    }
    if (!integers.empty()) {
      RONDO_TRY(CheckKind(states_[0], false, Value(0)));
    }
    states_[0].integer_sum += SumOf(integers);
    states_[0].count += integers.size();
    return {};
  }

  Result<void> AddDuration(const Duration& duration, uint32_t group, uint64_t weight) {
    SumState& state = states_[group];
    RONDO_TRY(CheckKind(state, true, Value(duration)));
    if (durations_.size() < states_.size()) {
      durations_.resize(states_.size());
    }
    Duration added = duration;
    if (weight != 1) {
      RONDO_TRY_ASSIGN(added, At(MultiplyDuration(duration, Value(weight)), aggregate_.span));
    }
    RONDO_TRY_ASSIGN(durations_[group],
                     At(AddDurations(durations_[group], added), aggregate_.span));
    state.has_duration = true;
    state.count += weight;
    return {};
  }

  /// Durations and numbers have no sum in common.
  Result<void> CheckKind(const SumState& state, bool is_duration, const Value& value) {
    if (state.count > 0 && state.has_duration != is_duration) {
      return WrongAggregateValue(aggregate_, value);
    }
    return {};
  }

  static double FloatSum(const SumState& state) {
    return state.float_sum + static_cast<double>(state.integer_sum);
  }

  Result<Value> FinishSum(size_t group) {
    const SumState& state = states_[group];
    if (state.has_duration) {
      return Value(durations_[group]);
    }
    if (state.has_float) {
      return Value(FloatSum(state));
    }
    if (state.integer_sum > std::numeric_limits<int64_t>::max() ||
        state.integer_sum < std::numeric_limits<int64_t>::min()) {
      return RuntimeError(ErrorCode::kArithmetic, "IntegerOverflow",
                          "the sum does not fit into a 64-bit integer", aggregate_.span);
    }
    return Value(static_cast<int64_t>(state.integer_sum));
  }

  Result<Value> FinishMean(size_t group) {
    const SumState& state = states_[group];
    if (state.count == 0) {
      return Value();
    }
    if (state.has_duration) {
      RONDO_TRY_ASSIGN(Duration mean,
                       At(DivideDuration(durations_[group], Value(state.count)), aggregate_.span));
      return Value(mean);
    }
    return Value(FloatSum(state) / static_cast<double>(state.count));
  }

  const BoundAggregate& aggregate_;
  std::vector<SumState> states_;
  std::vector<int64_t> present_;
  std::vector<Duration> durations_;  // Only as long as states_ if a duration came by.
};

// ---------------------------------------------------------------- deviations

/// Welford's running moments. Chan, Golub, LeVeque: Updating formulae and a pairwise algorithm for
/// computing sample variances, 1979, for weights and merging.
struct Moments {
  double count = 0;
  double mean = 0;
  double squares = 0;  // Sum of squared distances from the mean.

  void Add(const Moments& other) {
    if (other.count == 0) {
      return;
    }
    double total = count + other.count;
    double distance = other.mean - mean;
    squares += other.squares + distance * distance * count * other.count / total;
    mean += distance * other.count / total;
    count = total;
  }
};

class Deviation final : public Aggregator {
 public:
  explicit Deviation(const BoundAggregate& aggregate) : aggregate_(aggregate) {}

  void ResizeGroups(size_t group_count) override {
    if (group_count > moments_.size()) {
      moments_.resize(group_count);
    }
  }

  Result<void> Update(const AggregateInput& input) override {
    return VisitValues(
        input, [&](const Value& value, uint32_t group, uint64_t weight) -> Result<void> {
          if (!value.is_number()) {
            return WrongAggregateValue(aggregate_, value);
          }
          moments_[group].Add({.count = static_cast<double>(weight), .mean = value.number()});
          return {};
        });
  }

  Result<void> Merge(Aggregator& other, std::span<const uint32_t> groups) override {
    for (size_t group = 0; group < groups.size(); ++group) {
      moments_[groups[group]].Add(static_cast<Deviation&>(other).moments_[group]);
    }
    return {};
  }

  Result<Value> Finish(size_t group) override {
    const Moments& moments = moments_[group];
    bool of_sample = aggregate_.function->id == FunctionId::kStDev;
    double divisor = of_sample ? moments.count - 1 : moments.count;
    return Value(divisor > 0 ? std::sqrt(moments.squares / divisor) : 0.0);
  }

  size_t memory_size() const override { return moments_.capacity() * sizeof(Moments); }

 private:
  const BoundAggregate& aggregate_;
  std::vector<Moments> moments_;
};

}  // namespace

std::unique_ptr<Aggregator> MakeSum(const BoundAggregate& aggregate) {
  return std::make_unique<Sum>(aggregate);
}
std::unique_ptr<Aggregator> MakeDeviation(const BoundAggregate& aggregate) {
  return std::make_unique<Deviation>(aggregate);
}

}  // namespace rondo
