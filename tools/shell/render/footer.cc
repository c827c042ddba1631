#include <array>
#include <utility>

#include "tools/shell/render/renderer.h"

namespace rondo::shell {
namespace {

std::string Counted(uint64_t count, std::string_view one) {
  return GroupedNumber(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string ChangesText(const ChangeCounters& changes) {
  struct Part {
    uint64_t count;
    std::string_view one;
    std::string_view many;
    std::string_view what;
  };
  const std::array parts = {
      Part{changes.nodes_created, "node", "nodes", "created"},
      Part{changes.nodes_deleted, "node", "nodes", "deleted"},
      Part{changes.edges_created, "edge", "edges", "created"},
      Part{changes.edges_deleted, "edge", "edges", "deleted"},
      Part{changes.labels_added, "label", "labels", "added"},
      Part{changes.labels_removed, "label", "labels", "removed"},
      Part{changes.properties_set, "property", "properties", "set"},
      Part{changes.indexes_added, "index", "indexes", "added"},
      Part{changes.indexes_removed, "index", "indexes", "removed"},
  };
  std::string text;
  for (const Part& part : parts) {
    if (part.count > 0) {
      text += text.empty() ? "" : ", ";
      text += GroupedNumber(part.count) + " ";
      text += part.count == 1 ? part.one : part.many;
      text += " ";
      text += part.what;
    }
  }
  return text;
}

}  // namespace

std::string GroupedNumber(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t position = text.size(); position > 3;) {
    position -= 3;
    text.insert(position, ",");
  }
  return text;
}

std::string FooterText(const Renderer& renderer, size_t column_count,
                       const ExecutionSummary& summary) {
  std::string text;
  auto add = [&text](const std::string& part) {
    if (!part.empty()) {
      text += (text.empty() ? "" : ", ") + part;
    }
  };
  if (column_count > 0) {
    const uint64_t shown = renderer.shown_count();
    const uint64_t total = renderer.total_count();
    add(shown < total
            ? GroupedNumber(shown) + " of " + Counted(total, renderer.counted()) + " shown"
            : Counted(total, renderer.counted()));
    add(renderer.remark());
  }
  add(ChangesText(summary.changes));
  return text;
}

}  // namespace rondo::shell
