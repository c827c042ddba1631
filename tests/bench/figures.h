#pragma once

// Figures: what a benchmark measured, one line of JSON each, in the form that scripts compare with
// the lines of other databases.
//
// Thread rule: one thread.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace rondo::bench {

using Clock = std::chrono::steady_clock;

inline double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// How an operation is repeated.
struct Repetition {
  size_t checked_count = 0;  // The first so many operations give the sum that all must agree on.
  size_t count_max = 0;      // Then so many are timed, or as many as the seconds allow.
  double seconds_max = 2;
};

class Figures {
 public:
  /// Figures whose key contains `filter` count. `json_path` may be empty.
  Figures(std::string scale, std::string filter, const std::string& json_path);

  bool Wants(std::string_view key) const { return key.find(filter_) != std::string_view::npos; }
  void Report(std::string_view key, double value, std::string_view unit);

  void ReportError(std::string_view key, std::string message);

  /// Times `operation(i)`, whose result is an int64_t for the sum.
  template <typename Operation>
  void Measure(std::string_view key, const Repetition& repetition, Operation operation) {
    if (!Wants(key)) return;
    int64_t sum = 0;
    for (size_t i = 0; i < repetition.checked_count; ++i) sum += operation(i);
    std::vector<double> latencies;
    const Clock::time_point start = Clock::now();
    constexpr size_t kRunsMin = 3;
    for (size_t i = 0; i < repetition.count_max; ++i) {
      if (i >= kRunsMin && SecondsSince(start) > repetition.seconds_max) break;
      const Clock::time_point begin = Clock::now();
      sink_ = sink_ + operation(i);
      latencies.push_back(SecondsSince(begin));
    }
    Report(key, sum, repetition.checked_count, std::move(latencies), SecondsSince(start));
  }

 private:
  void Report(std::string_view key, int64_t sum, size_t checked_count,
              std::vector<double> latencies, double elapsed);
  void Write(const std::string& line);

  const std::string scale_;
  const std::string filter_;
  std::ofstream json_;
  volatile int64_t sink_ = 0;
};

}  // namespace rondo::bench
