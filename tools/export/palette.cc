#include "tools/export/palette.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace rondo {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kFootballColors = {{
    {"Player", "#3b82f6"},
    {"Club", "#e5484d"},
    {"Manager", "#f59e0b"},
    {"Official", "#12a594"},
    {"Journalist", "#8e4ec6"},
    {"Outlet", "#d6409f"},
    {"Competition", "#a18072"},
    {"Organisation", "#64748b"},
    {"Person", "#30a46c"},
    {"Match", "#94a3b8"},
    {"Article", "#b59a3a"},
    {"Report", "#9aa0a6"},
}};

constexpr std::array<std::string_view, 10> kOtherColors = {
    "#4c8dae", "#c76b4a", "#6aa84f", "#a667b8", "#c9a227",
    "#5b7fd1", "#d16a8a", "#3fa79a", "#8c7b6b", "#7d8ca3"};

/// FNV-1a: the same on every machine.
uint32_t HashOf(std::string_view text) {
  uint32_t hash = 2166136261U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return hash;
}

}  // namespace

std::string_view LabelColor(std::string_view label) {
  const auto* position = std::find_if(kFootballColors.begin(), kFootballColors.end(),
                                      [&](const auto& entry) { return entry.first == label; });
  if (position != kFootballColors.end()) {
    return position->second;
  }
  return kOtherColors[HashOf(label) % kOtherColors.size()];
}

}  // namespace rondo
