#pragma once

// SharedScan: one scan of a plan that several workers share. The ids are cut into stretches, which
// the workers take one after the other; each runs a copy of the steps behind the scan on what it
// finds in its own.
//
// Invariants: stretches are numbered in the order of their ids, and each worker takes them in that
// order. Thread rule: Take and FinishAt from any thread.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <optional>

#include "graph/view/graph_view.h"
#include "query/plan/plan.h"

namespace rondo {

class SharedScan {
 public:
  /// Begins anew, for a graph of about `id_count` ids. With `in_turn`, who gets which stretch does
  /// not depend on who is faster.
  void Start(uint64_t id_count, uint64_t stretch_size_min, uint32_t worker_count, bool in_turn) {
    constexpr uint64_t kStretchesPerWorker = 128;  // For even shares.
    stretch_size_ = std::max(id_count / (worker_count * kStretchesPerWorker), stretch_size_min);
    worker_count_ = worker_count;
    in_turn_ = in_turn;
    next_.store(0, std::memory_order_relaxed);
    end_.store(UINT64_MAX, std::memory_order_relaxed);
  }

  /// The number of the next stretch for a worker, which took `last` before; none at the end.
  std::optional<uint64_t> Take(uint32_t worker, std::optional<uint64_t> last) {
    uint64_t next = !in_turn_ ? next_.fetch_add(1, std::memory_order_relaxed)
                    : last    ? *last + worker_count_
                              : worker;
    return next < end_.load(std::memory_order_relaxed) ? std::optional(next) : std::nullopt;
  }
  /// No stretch from `end` on is to be taken: there are no such ids, or a worker has failed.
  void FinishAt(uint64_t end) {
    uint64_t known = end_.load(std::memory_order_relaxed);
    while (end < known && !end_.compare_exchange_weak(known, end, std::memory_order_relaxed)) {
    }
  }

  ScanPosition PositionOf(uint64_t stretch) const {
    return {.next_id = stretch * stretch_size_, .end_id = (stretch + 1) * stretch_size_};
  }

 private:
  uint64_t stretch_size_ = 0;
  uint32_t worker_count_ = 1;
  bool in_turn_ = false;
  std::atomic<uint64_t> next_{0};
  std::atomic<uint64_t> end_{UINT64_MAX};
};

/// What one worker has of a shared scan.
class ScanShare {
 public:
  ScanShare() = default;
  ScanShare(SharedScan& scan, const PlanNode& step, uint32_t worker)
      : scan_(&scan), step_(&step), worker_(worker) {}

  /// Whether it is the scan `step` that is shared.
  bool IsOf(const PlanNode& step) const { return &step == step_; }
  /// Where the scan `step` begins: at the first id, or at the first stretch of this worker.
  ScanPosition Begin(const PlanNode& step) {
    if (!IsOf(step)) {
      return {};
    }
    stretch_.reset();
    ScanPosition position{.at_end = true};
    Advance(position);
    return position;
  }
  /// Whether the scan `step` goes on at a new `position` when it is through with the old one.
  bool GoOn(const PlanNode& step, ScanPosition& position) {
    if (!IsOf(step)) {
      return false;
    }
    if (position.at_end) {
      if (stretch_) {
        scan_->FinishAt(*stretch_);
      }
      return false;
    }
    return Advance(position);
  }
  /// Where the rows come from that are being made.
  uint64_t stretch() const { return stretch_.value_or(0); }

 private:
  bool Advance(ScanPosition& position) {
    std::optional<uint64_t> next = scan_->Take(worker_, stretch_);
    if (!next) {
      position.at_end = true;
      return false;
    }
    stretch_ = next;
    position = scan_->PositionOf(*next);
    return true;
  }

  SharedScan* scan_ = nullptr;
  const PlanNode* step_ = nullptr;  // Null: nothing is shared.
  uint32_t worker_ = 0;
  std::optional<uint64_t> stretch_;
};

}  // namespace rondo
