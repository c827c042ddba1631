#include "tests/tck/worker_pool.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <map>

namespace rondo::tck {
namespace {

TEST(WorkerPool, EveryTaskEndsOnce) {
  std::map<size_t, std::string> answers;
  Result<void> run = RunInWorkers(
      200, {.worker_count = 3}, [](size_t task) { return std::string(task, 'x'); },
      [&](size_t task, TaskEnd end, std::string answer) {
        EXPECT_EQ(end, TaskEnd::kAnswered);
        EXPECT_TRUE(answers.emplace(task, std::move(answer)).second);
      });
  ASSERT_TRUE(run.ok());
  ASSERT_EQ(answers.size(), 200u);
  EXPECT_EQ(answers[199].size(), 199u);
}

TEST(WorkerPool, ACrashOrAnEndlessLoopCostsOneTask) {
  std::map<size_t, TaskEnd> ends;
  Result<void> run = RunInWorkers(
      12, {.worker_count = 2, .timeout = std::chrono::milliseconds(300)},
      [](size_t task) -> std::string {
        if (task == 3) {
          // A plain death: sanitizers would print a page about any other.
          kill(getpid(), SIGKILL);
        }
        if (task == 5) {
          pause();
        }
        return "done";
      },
      [&](size_t task, TaskEnd end, std::string answer) {
        EXPECT_EQ(answer, end == TaskEnd::kAnswered ? "done" : "");
        ends[task] = end;
      });
  ASSERT_TRUE(run.ok());
  ASSERT_EQ(ends.size(), 12u);
  for (const auto& [task, end] : ends) {
    EXPECT_EQ(end, task == 3   ? TaskEnd::kCrashed
                   : task == 5 ? TaskEnd::kTimedOut
                               : TaskEnd::kAnswered)
        << task;
  }
}

TEST(WorkerPool, NoTasksAreNoWork) {
  EXPECT_TRUE(RunInWorkers(
                  0, {}, [](size_t) { return std::string(); },
                  [](size_t, TaskEnd, const std::string&) { FAIL(); })
                  .ok());
}

}  // namespace
}  // namespace rondo::tck
