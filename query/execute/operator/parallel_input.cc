#include "query/execute/operator/parallel_input.h"

#include <algorithm>

namespace rondo {

ParallelInput::Worker::Worker(ExecutionState& main, const AggregatePlan& plan, ScanShare share,
                              bool measures)
    : state(main, share),
      subqueries(state),
      input(OperatorBuilder(state, measures ? &profile : nullptr).Build(*plan.input)),
      aggregation(state, plan),
      rows(main.plan().slot_count) {}

Result<void> ParallelInput::Worker::Run(const ExecutionState::Start& main_start,
                                        uint64_t random_seed) {
  ExecutionState::Start start = main_start;
  start.subqueries = &subqueries;
  start.random_seed = random_seed;
  start.pool = nullptr;
  state.Begin(std::move(start));
  aggregation.Clear();
  RONDO_TRY(input->Open());
  while (true) {
    RONDO_TRY(state.CheckInterrupt());
    RONDO_TRY(input->Next(rows));
    if (rows.empty()) {
      return {};
    }
    RONDO_TRY(aggregation.TakeIn(rows));
  }
}

ParallelInput::ParallelInput(ExecutionState& state, const AggregatePlan& plan, PlanProfile* profile)
    : state_(state), plan_(plan), profile_(profile) {}

uint32_t ParallelInput::worker_count() const {
  const ExecutionState::Start& start = state_.start();
  return start.pool == nullptr ? 1
                               : std::min(start.thread_count, start.pool->thread_count_max() + 1);
}

uint64_t ParallelInput::StretchSizeMin() const {
  // Taking a stretch costs as much as some ten rows, and its last batch is not full. But rows may
  // lie thick in one place.
  constexpr double kBatchesPerStretch = 2;
  constexpr uint64_t kStretchesPerWorkerMin = 8;
  const auto capacity = static_cast<double>(state_.batch_capacity());
  const auto id_count = static_cast<double>(state_.view().NodeCount());
  const auto wanted = static_cast<uint64_t>(kBatchesPerStretch * capacity * id_count /
                                            std::max(plan_.shared_rows, 1.0));
  const uint64_t most = state_.view().NodeCount() / (kStretchesPerWorkerMin * worker_count());
  return std::max<uint64_t>({std::min(wanted, most), state_.batch_capacity() / 8, 1});
}

Result<void> ParallelInput::TakeInAll(Aggregation& whole) {
  const uint32_t count = worker_count();
  while (workers_.size() < count) {
    ScanShare share(scan_, *plan_.shared_scan, static_cast<uint32_t>(workers_.size()));
    workers_.push_back(std::make_unique<Worker>(state_, plan_, share, profile_ != nullptr));
    workers_.back()->state.set_batch_capacity(state_.batch_capacity());
  }
  scan_.Start(state_.view().NodeCount(), StretchSizeMin(), count, plan_.shares_in_turn);
  std::vector<std::optional<Result<void>>> results(count);
  state_.start().pool->Run(count, [&](uint32_t index) {
    uint64_t random_seed = state_.start().random_seed + uint64_t{index} * 0x9E3779B97F4A7C15U;
    results[index].emplace(workers_[index]->Run(state_.start(), random_seed));
    if (!results[index]->ok()) {
      scan_.FinishAt(0);
    }
  });
  std::vector<Aggregation*> parts;
  for (uint32_t index = 0; index < count; ++index) {
    RONDO_TRY(std::move(*results[index]));
    parts.push_back(&workers_[index]->aggregation);
    if (profile_ != nullptr) {
      for (const auto& [step, measured] : workers_[index]->profile) {
        (*profile_)[step].row_count += measured.row_count;
        (*profile_)[step].elapsed_ns += measured.elapsed_ns;
      }
    }
  }
  RONDO_TRY(whole.Merge(parts));
  for (uint32_t index = 0; index < count; ++index) {
    workers_[index]->state.End();
  }
  return {};
}

}  // namespace rondo
