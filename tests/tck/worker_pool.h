#pragma once

// Runs numbered tasks in child processes, so that a crash or an endless loop costs one task: the
// child is replaced and the next task goes on. Each child runs many tasks; its answers come back
// through a socket.
//
// REQUIRES: the caller has started no threads.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "graph/base/result.h"

namespace rondo::tck {

enum class TaskEnd : uint8_t { kAnswered, kTimedOut, kCrashed };

struct WorkerPoolOptions {
  size_t worker_count = 2;
  std::chrono::milliseconds timeout{5000};  // Of one task.
};

using TaskFunction = std::function<std::string(size_t task)>;
using TaskEndFunction = std::function<void(size_t task, TaskEnd end, std::string answer)>;

/// Runs `task` for 0 to task_count - 1, each in a child, and hands every end to `on_end` (in this
/// process, in the order in which tasks end). The answer is empty unless the task answered.
/// Io("NoWorker") where no child can be started.
Result<void> RunInWorkers(size_t task_count, const WorkerPoolOptions& options,
                          const TaskFunction& task, const TaskEndFunction& on_end);

}  // namespace rondo::tck
