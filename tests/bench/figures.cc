#include "tests/bench/figures.h"

#include <fmt/format.h>

#include <utility>

namespace rondo::bench {

Figures::Figures(std::string scale, std::string filter, const std::string& json_path)
    : scale_(std::move(scale)), filter_(std::move(filter)) {
  // Phases are processes of their own and add to one file.
  if (!json_path.empty()) json_.open(json_path, std::ios::app);
}

void Figures::Write(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
  if (json_.is_open()) json_ << line << std::endl;
}

void Figures::Report(std::string_view key, double value, std::string_view unit) {
  if (!Wants(key)) return;
  Write(fmt::format(R"({{"peer":"rondo","scale":"{}","k":"{}","v":{:.8g},"unit":"{}"}})", scale_,
                    key, value, unit));
}

void Figures::ReportError(std::string_view key, std::string message) {
  for (char& c : message) {
    if (c == '"' || c == '\n' || c == '\\') c = ' ';
  }
  Write(
      fmt::format(R"({{"peer":"rondo","scale":"{}","k":"{}","err":"{}"}})", scale_, key, message));
}

void Figures::Report(std::string_view key, int64_t sum, size_t checked_count,
                     std::vector<double> latencies, double elapsed) {
  std::sort(latencies.begin(), latencies.end());
  const size_t count = latencies.size();
  const auto microseconds = [&](size_t i) { return latencies[i] * 1e6; };
  Write(fmt::format(
      R"({{"peer":"rondo","scale":"{}","k":"{}","sum":{},"chk":{},"n":{},"min_us":{:.8g},)"
      R"("p10_us":{:.8g},"p50_us":{:.8g},"p99_us":{:.8g},"ops":{:.8g}}})",
      scale_, key, sum, checked_count, count, microseconds(0), microseconds(count / 10),
      microseconds(count / 2), microseconds((count - 1) * 99 / 100),
      static_cast<double>(count) / elapsed));
}

}  // namespace rondo::bench
