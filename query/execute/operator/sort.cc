// ORDER BY, with or without a LIMIT behind it: rows are kept in memory and sorted by their keys;
// where only the first ones are wanted, the others are dropped on the way.

#include <algorithm>
#include <limits>
#include <numeric>

#include "graph/model/value_order.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

class Sort final : public ChainedOperator {
 public:
  Sort(ExecutionState& state, const SortPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        buffer_(state),
        rows_(state.plan().slot_count) {}

  Result<void> Open() override {
    Forget();
    is_sorted_ = false;
    wanted_ = std::numeric_limits<uint64_t>::max();
    if (plan_.limit != nullptr) {
      RONDO_TRY_ASSIGN(wanted_, EvaluateRowCount(*plan_.limit, context()));
      uint64_t skipped = 0;
      if (plan_.skip != nullptr) {
        RONDO_TRY_ASSIGN(skipped, EvaluateRowCount(*plan_.skip, context()));
      }
      wanted_ = skipped > std::numeric_limits<uint64_t>::max() - wanted_
                    ? std::numeric_limits<uint64_t>::max()
                    : wanted_ + skipped;
    }
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    if (!is_sorted_) {
      RONDO_TRY(TakeInAll());
      RONDO_TRY(SortRows());
      is_sorted_ = true;
    }
    size_t count = std::min(order_.size() - next_, state().batch_capacity());
    Gather(std::span<const uint64_t>(order_).subspan(next_, count), out);
    next_ += count;
    return {};
  }

 private:
  static constexpr uint64_t kLaneBits = 16;
  static constexpr size_t kRunSize = size_t{1} << 15;  // Rows that are sorted without a break.
  static_assert(kBatchCapacity <= uint64_t{1} << kLaneBits);

  void Forget() {
    buffer_.Clear();
    keys_.clear();
    order_.clear();
    next_ = 0;
  }

  Result<void> TakeInAll() {
    while (true) {
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(input().Next(rows_));
      if (rows_.empty()) {
        return {};
      }
      RONDO_TRY(TakeIn());
      if (wanted_ < order_.size() / 4 && order_.size() > 4 * kBatchCapacity) {
        RONDO_TRY(DropUnwanted());
      }
    }
  }

  Result<void> TakeIn() {
    std::vector<std::vector<Value>>& batch_keys = keys_.emplace_back();  // By key.
    for (const SortPlan::Key& key : plan_.keys) {
      Vector column;
      RONDO_TRY(Evaluate(*key.expression, context(), rows_, column));
      std::vector<Value>& values = batch_keys.emplace_back();
      values.reserve(column.size());
      for (size_t lane = 0; lane < column.size(); ++lane) {
        values.push_back(column.Get(lane));
      }
    }
    uint64_t batch = buffer_.batches().size();
    for (uint64_t lane = 0; lane < rows_.lane_count(); ++lane) {
      order_.push_back(batch << kLaneBits | lane);
    }
    return buffer_.Add(rows_);
  }

  const Value& KeyOf(uint64_t row, size_t key) const {
    return keys_[row >> kLaneBits][key][row & ((uint64_t{1} << kLaneBits) - 1)];
  }

  auto Before() const {
    return [this](uint64_t left, uint64_t right) { return IsBefore(left, right); };
  }

  bool IsBefore(uint64_t left, uint64_t right) const {
    for (size_t key = 0; key < plan_.keys.size(); ++key) {
      std::weak_ordering order = CompareForOrder(KeyOf(left, key), KeyOf(right, key));
      if (order != 0) {
        return plan_.keys[key].ascending ? order < 0 : order > 0;
      }
    }
    return left < right;  // Rows that are equal stay in the order in which they came.
  }

  Result<void> SortRows() {
    if (wanted_ < std::min(order_.size(), kRunSize)) {
      auto middle = order_.begin() + static_cast<std::ptrdiff_t>(wanted_);
      std::partial_sort(order_.begin(), middle, order_.end(), Before());
      order_.erase(middle, order_.end());
      return {};
    }
    RONDO_TRY(SortAll());
    order_.resize(std::min<uint64_t>(order_.size(), wanted_));
    return {};
  }

  /// In runs, which are merged then, so that interrupts are looked for on the way.
  Result<void> SortAll() {
    for (size_t begin = 0; begin < order_.size(); begin += kRunSize) {
      size_t end = std::min(order_.size(), begin + kRunSize);
      std::sort(order_.begin() + static_cast<std::ptrdiff_t>(begin),
                order_.begin() + static_cast<std::ptrdiff_t>(end), Before());
      RONDO_TRY(state().CheckInterrupt());
    }
    for (size_t size = kRunSize; size < order_.size(); size *= 2) {
      merged_.resize(order_.size());
      for (size_t begin = 0; begin < order_.size(); begin += 2 * size) {
        RONDO_TRY(MergeRuns(begin, std::min(order_.size(), begin + size),
                            std::min(order_.size(), begin + 2 * size)));
      }
      order_.swap(merged_);
    }
    return {};
  }

  Result<void> MergeRuns(size_t begin, size_t middle, size_t end) {
    size_t left = begin;
    size_t right = middle;
    for (size_t index = begin; index < end; ++index) {
      if (index % kRunSize == 0) {
        RONDO_TRY(state().CheckInterrupt());
      }
      bool takes_right = left == middle || (right < end && IsBefore(order_[right], order_[left]));
      merged_[index] = order_[takes_right ? right++ : left++];
    }
    return {};
  }

  /// Keeps the rows that may still be among the wanted ones, as new batches.
  Result<void> DropUnwanted() {
    RONDO_TRY(SortRows());
    std::vector<Batch> kept;
    std::vector<std::vector<std::vector<Value>>> kept_keys;
    for (size_t begin = 0; begin < order_.size(); begin += kBatchCapacity) {
      size_t count = std::min(kBatchCapacity, order_.size() - begin);
      std::span<const uint64_t> rows = std::span<const uint64_t>(order_).subspan(begin, count);
      Gather(rows, kept.emplace_back(state().plan().slot_count));
      std::vector<std::vector<Value>>& batch_keys = kept_keys.emplace_back();
      for (size_t key = 0; key < plan_.keys.size(); ++key) {
        std::vector<Value>& values = batch_keys.emplace_back();
        for (uint64_t row : rows) {
          values.push_back(KeyOf(row, key));
        }
      }
    }
    size_t row_count = order_.size();
    Forget();
    keys_ = std::move(kept_keys);
    for (uint64_t index = 0; index < row_count; ++index) {
      order_.push_back(index / kBatchCapacity << kLaneBits | index % kBatchCapacity);
    }
    for (Batch& batch : kept) {
      RONDO_TRY(buffer_.Add(batch));
    }
    return {};
  }

  void Gather(std::span<const uint64_t> rows, Batch& out) {
    out.Clear();
    for (size_t begin = 0; begin < rows.size();) {
      uint64_t batch = rows[begin] >> kLaneBits;
      lanes_.clear();
      for (; begin < rows.size() && rows[begin] >> kLaneBits == batch; ++begin) {
        lanes_.push_back(static_cast<uint32_t>(rows[begin] & ((uint64_t{1} << kLaneBits) - 1)));
      }
      out.AppendLanes(buffer_.batches()[batch], lanes_);
    }
  }

  const SortPlan& plan_;
  RowBuffer buffer_;
  Batch rows_;
  std::vector<std::vector<std::vector<Value>>> keys_;  // By batch, key, lane.
  std::vector<uint64_t> order_;                        // Batch and lane.
  std::vector<uint64_t> merged_;                       // Memory of SortAll.
  std::vector<uint32_t> lanes_;
  uint64_t wanted_ = 0;
  bool is_sorted_ = false;
  size_t next_ = 0;
};

}  // namespace

OperatorPtr MakeSort(ExecutionState& state, const SortPlan& plan, OperatorPtr input) {
  return std::make_unique<Sort>(state, plan, std::move(input));
}

}  // namespace rondo
