#include "tests/tck/worker_pool.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

namespace rondo::tck {

namespace {

using Clock = std::chrono::steady_clock;

bool WriteAll(int file, const void* data, size_t size) {
  const char* bytes = static_cast<const char*>(data);
  while (size > 0) {
    ssize_t written = send(file, bytes, size, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    bytes += written;
    size -= static_cast<size_t>(written);
  }
  return true;
}

bool ReadAll(int file, void* data, size_t size) {
  char* bytes = static_cast<char*>(data);
  while (size > 0) {
    ssize_t count = read(file, bytes, size);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return false;
    }
    bytes += count;
    size -= static_cast<size_t>(count);
  }
  return true;
}

/// Answers tasks until the parent hangs up.
[[noreturn]] void Serve(int socket, const TaskFunction& task) {
  size_t index = 0;
  while (ReadAll(socket, &index, sizeof(index))) {
    std::string answer = task(index);
    size_t size = answer.size();
    if (!WriteAll(socket, &size, sizeof(size)) || !WriteAll(socket, answer.data(), size)) {
      break;
    }
  }
  _exit(0);
}

std::optional<std::string> ReadAnswer(int socket) {
  size_t size = 0;
  if (!ReadAll(socket, &size, sizeof(size))) {
    return std::nullopt;
  }
  std::string answer(size, '\0');
  if (!ReadAll(socket, answer.data(), size)) {
    return std::nullopt;
  }
  return answer;
}

class Pool {
 public:
  Pool(const WorkerPoolOptions& options, const TaskFunction& task, const TaskEndFunction& on_end)
      : options_(options),
        task_(task),
        on_end_(on_end),
        workers_(std::max<size_t>(options.worker_count, 1)) {}

  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  ~Pool() {
    for (Worker& worker : workers_) {
      Stop(worker);
    }
  }

  Result<void> Run(size_t task_count) {
    while (ended_count_ < task_count) {
      for (Worker& worker : workers_) {
        if (!worker.task && next_task_ < task_count) {
          if (!Assign(worker)) {
            return RuntimeError(ErrorCode::kIo, "NoWorker", "no child process can be started");
          }
        }
      }
      Wait();
      for (size_t index = 0; index < workers_.size(); ++index) {
        if (workers_[index].task) {
          Collect(workers_[index], polled_[index].revents != 0);
        }
      }
    }
    return {};
  }

 private:
  struct Worker {
    pid_t process = -1;
    int socket = -1;
    std::optional<size_t> task;
    Clock::time_point deadline;
  };

  bool Assign(Worker& worker) {
    if (worker.process < 0 && !Start(worker)) {
      return false;
    }
    worker.task = next_task_++;
    worker.deadline = Clock::now() + options_.timeout;
    // If the child is gone already, its answer will be missing, which is noticed then.
    WriteAll(worker.socket, &*worker.task, sizeof(size_t));
    return true;
  }

  bool Start(Worker& worker) {
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
      return false;
    }
    pid_t process = fork();
    if (process == 0) {
      close(sockets[0]);
      // Kept open here, the others' sockets would outlive their parent.
      for (const Worker& other : workers_) {
        if (other.socket >= 0) {
          close(other.socket);
        }
      }
      Serve(sockets[1], task_);
    }
    close(sockets[1]);
    if (process < 0) {
      close(sockets[0]);
      return false;
    }
    worker.process = process;
    worker.socket = sockets[0];
    return true;
  }

  static void Stop(Worker& worker) {
    if (worker.process < 0) {
      return;
    }
    close(worker.socket);
    kill(worker.process, SIGKILL);
    while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
    }
    worker = Worker{};
  }

  /// Waits until some worker has answered or is overdue.
  void Wait() {
    polled_.clear();
    Clock::time_point deadline = Clock::time_point::max();
    for (const Worker& worker : workers_) {
      // A worker without a task is not listened to: poll skips negative files.
      polled_.push_back({worker.task ? worker.socket : -1, POLLIN, 0});
      if (worker.task) {
        deadline = std::min(deadline, worker.deadline);
      }
    }
    constexpr std::chrono::milliseconds kStepMax{1000};
    auto rest = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    rest = std::clamp(rest, std::chrono::milliseconds(0), kStepMax);
    poll(polled_.data(), static_cast<nfds_t>(polled_.size()), static_cast<int>(rest.count()));
  }

  void Collect(Worker& worker, bool has_news) {
    bool overdue = !has_news && Clock::now() >= worker.deadline;
    if (!has_news && !overdue) {
      return;
    }
    size_t task = *worker.task;
    std::optional<std::string> answer = overdue ? std::nullopt : ReadAnswer(worker.socket);
    worker.task.reset();
    ++ended_count_;
    if (!answer) {
      Stop(worker);
    }
    TaskEnd end = answer ? TaskEnd::kAnswered : overdue ? TaskEnd::kTimedOut : TaskEnd::kCrashed;
    on_end_(task, end, answer.value_or(""));
  }

  const WorkerPoolOptions& options_;
  const TaskFunction& task_;
  const TaskEndFunction& on_end_;
  std::vector<Worker> workers_;
  std::vector<pollfd> polled_;
  size_t next_task_ = 0;
  size_t ended_count_ = 0;
};

}  // namespace

Result<void> RunInWorkers(size_t task_count, const WorkerPoolOptions& options,
                          const TaskFunction& task, const TaskEndFunction& on_end) {
  return Pool(options, task, on_end).Run(task_count);
}

}  // namespace rondo::tck
