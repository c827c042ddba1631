// rondo_bench --data DIR [--filter NAME] [--json FILE] [--db DIR]: measures the workload that lies
// in DIR. Every phase runs in a process of its own, so that each has a peak of memory of its own.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <functional>

#include "tests/bench/figures.h"
#include "tests/bench/storage_figures.h"
#include "tests/bench/workload.h"
#ifdef RONDO_BENCH_QUERY
#include "tests/bench/query_figures.h"
#endif

namespace rondo::bench {
namespace {

struct Arguments {
  std::string data;
  std::string filter;
  std::string json;
  std::string database;
};

double PeakMemoryMiB() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double DiskMiB(const std::string& path) {
  double blocks = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    struct stat status {};
    if (::stat(entry.path().c_str(), &status) == 0) blocks += static_cast<double>(status.st_blocks);
  }
  return blocks * 512 / (1 << 20);
}

// Needs to be root; otherwise the figures are those of a warm page cache.
void DropPageCache() {
  ::sync();
  const int file = ::open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  [[maybe_unused]] const ssize_t written = ::write(file, "3", 1);
  ::close(file);
}

// Runs `phase` in a child. False if it did not end well.
bool RunPhase(const std::function<void()>& phase) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    phase();
    std::fflush(stdout);
    ::_exit(0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class Run {
 public:
  Run(const Arguments& arguments, const Workload& workload)
      : arguments_(arguments),
        workload_(workload),
        figures_(workload.scale, arguments.filter, arguments.json) {}

  bool All() {
    return RunPhase([this] { Load(); }) && Repeat([this] { OpenCold("open_ms", "first_ms"); }) &&
           RunPhase([this] { OpenWarm(); }) && RunPhase([this] { Read(); }) &&
           RunPhase([this] { Write(); }) && RunPhase([this] { Insert(); }) && AfterKill();
  }

 private:
  std::unique_ptr<Store> Open() { return Store::Open(arguments_.database, {}).value(); }

  void Load() {
    const Clock::time_point start = Clock::now();
    std::unique_ptr<Store> store = Open();
    const auto loaded = LoadFolder(*store, arguments_.data);
    if (!loaded.ok()) {
      fmt::print(stderr, "{}\n", loaded.error().message);
      ::_exit(1);
    }
    store.reset();
    figures_.Report("load_s", SecondsSince(start), "s");
    figures_.Report("load_rss", PeakMemoryMiB(), "MiB");
    figures_.Report("disk", DiskMiB(arguments_.database), "MiB");
  }

  static bool Repeat(const std::function<void()>& phase) {
    for (int i = 0; i < 3; ++i) {
      DropPageCache();
      if (!RunPhase(phase)) return false;
    }
    return true;
  }

  void OpenCold(std::string_view open_key, std::string_view first_key) {
    Clock::time_point start = Clock::now();
    const std::unique_ptr<Store> store = Open();
    figures_.Report(open_key, SecondsSince(start) * 1e3, "ms");
    start = Clock::now();
    CountFirstClubs(*store, workload_);
    figures_.Report(first_key, SecondsSince(start) * 1e3, "ms");
  }

  // What is left of opening when the disk has nothing to do.
  void OpenWarm() {
    for (int i = 0; i < 5; ++i) {
      const Clock::time_point start = Clock::now();
      const std::unique_ptr<Store> store = Open();
      figures_.Report("open_warm_ms", SecondsSince(start) * 1e3, "ms");
    }
  }

  void Read() {
    {
      const std::unique_ptr<Store> store = Open();
      MeasureReads(*store, workload_, figures_);
    }
#ifdef RONDO_BENCH_QUERY
    MeasureQueries(arguments_.database, workload_, figures_);
#endif
    figures_.Report("query_rss", PeakMemoryMiB(), "MiB");
  }

  void Write() {
    const std::unique_ptr<Store> store = Open();
    MeasureWrites(*store, workload_, figures_);
  }

  // Apart from Write, whose many threads are no part of what the peers do.
  void Insert() {
#ifdef RONDO_BENCH_QUERY
    MeasureInsertions(arguments_.database, workload_, figures_);
#endif
    figures_.Report("insert_rss", PeakMemoryMiB(), "MiB");
    figures_.Report("disk_after", DiskMiB(arguments_.database), "MiB");
  }

  // How long an open takes that finds a log of commits to replay.
  bool AfterKill() {
    if (!figures_.Wants("kill_open_ms")) return true;
    return Repeat([this] {
      RunPhase([this] {
        const std::unique_ptr<Store> store = Open();
        CommitMany(*store, workload_, 3000);
        ::kill(::getpid(), SIGKILL);
      });
      OpenCold("kill_open_ms", "kill_first_ms");
    });
  }

  const Arguments& arguments_;
  const Workload& workload_;
  Figures figures_;
};

int Main(int argument_count, char** argument) {
  Arguments arguments;
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const std::string_view name = argument[i];
    std::string* const target = name == "--data"     ? &arguments.data
                                : name == "--filter" ? &arguments.filter
                                : name == "--json"   ? &arguments.json
                                : name == "--db"     ? &arguments.database
                                                     : nullptr;
    if (target == nullptr) break;
    *target = argument[i + 1];
  }
  if (arguments.data.empty()) {
    fmt::print(stderr, "usage: rondo_bench --data DIR [--filter NAME] [--json FILE] [--db DIR]\n");
    return 2;
  }
  const auto workload = ReadWorkload(arguments.data);
  if (!workload.ok()) {
    fmt::print(stderr, "{}\n", workload.error().message);
    return 1;
  }
  std::string folder;
  if (arguments.database.empty()) {
    folder = (std::filesystem::temp_directory_path() / fmt::format("rondo-bench-{}", ::getpid()))
                 .string();
    std::filesystem::create_directory(folder);
    arguments.database = folder + "/db";
  }
  if (!arguments.json.empty()) std::filesystem::remove(arguments.json);
  const bool done = Run(arguments, *workload).All();
  if (!folder.empty()) std::filesystem::remove_all(folder);
  return done ? 0 : 1;
}

}  // namespace
}  // namespace rondo::bench

int main(int argument_count, char** argument) {
  return rondo::bench::Main(argument_count, argument);
}
