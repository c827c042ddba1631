#include "tools/main/progress_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/output/text_width.h"

namespace rondo {
namespace {

constexpr auto kQuietTime = std::chrono::seconds(1);
constexpr auto kShortestPause = std::chrono::milliseconds(100);
constexpr size_t kBarWidth = 20;

}  // namespace

std::string RoundedDuration(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  constexpr double kSecondsExactMax = 10;
  if (seconds < kSecondsExactMax) {
    return fmt::format("{:.0f} s", std::max(1.0, std::ceil(seconds)));
  }
  if (seconds < 2 * kMinute) {
    return fmt::format("{:.0f} s", std::ceil(seconds / 5) * 5);
  }
  if (seconds < 2 * kHour) {
    return fmt::format("{:.0f} min", std::ceil(seconds / kMinute));
  }
  return fmt::format("{:.0f} h", std::ceil(seconds / kHour));
}

ProgressLine::ProgressLine(Console& console)
    : console_(console), start_(Clock::now()), shown_(start_) {}

ProgressLine::~ProgressLine() { Clear(); }

void ProgressLine::Clear() {
  if (visible_) {
    console_.SayRaw("\r\x1b[K");
    visible_ = false;
  }
}

void ProgressLine::Show(uint64_t done, uint64_t total, std::string_view text) {
  const auto now = Clock::now();
  if (!console_.err_has_color() || now - start_ < kQuietTime || now - shown_ < kShortestPause) {
    return;
  }
  shown_ = now;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  std::string line;
  if (total > 0 && done <= total) {
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const auto filled = static_cast<size_t>(share * kBarWidth);
    line = "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
           fmt::format("{:.0f} %", std::floor(share * 100));
    if (share > 0) {
      line += ", " + RoundedDuration(elapsed / share - elapsed) + " left";
    }
    line += "  ";
  }
  line += text;
  console_.SayRaw("\r" + CutToWidth(line, console_.width() - 1) + "\x1b[K");
  visible_ = true;
}

}  // namespace rondo
