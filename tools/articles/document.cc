#include "tools/articles/document.h"

#include <algorithm>

#include "graph/base/check.h"

namespace rondo::articles {

void OffsetMap::Add(uint32_t text, uint64_t original) {
  RONDO_CHECK(steps_.empty() || (steps_.back().text <= text && steps_.back().original <= original));
  steps_.push_back({text, original});
}

uint64_t OffsetMap::ToOriginal(uint32_t text) const {
  const auto after =
      std::upper_bound(steps_.begin(), steps_.end(), text,
                       [](uint32_t value, const Step& step) { return value < step.text; });
  if (after == steps_.begin()) {
    return text;
  }
  const Step& step = *(after - 1);
  return step.original + (text - step.text);
}

OffsetMap OffsetMap::From(uint32_t begin) const {
  OffsetMap map;
  map.Add(0, ToOriginal(begin));
  for (const Step& step : steps_) {
    if (step.text > begin) {
      map.Add(step.text - begin, step.original);
    }
  }
  return map;
}

void OffsetMap::Chain(const OffsetMap& earlier) {
  if (earlier.steps_.empty()) {
    return;
  }
  // Between two steps of ours lies at most a run of plain text; a repair inside it shifts what
  // follows only.
  for (Step& step : steps_) {
    step.original = earlier.ToOriginal(static_cast<uint32_t>(step.original));
  }
}

}  // namespace rondo::articles
