#include "query/execute/procedure/csr_cache.h"

#include <algorithm>
#include <utility>

#include "storage/store.h"

namespace rondo {
namespace {

/// Different for selections that could load different graphs.
std::string KeyOf(const CsrSelection& selection) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(selection.direction)));
  const auto append = [&](const std::string& name) {
    key += std::to_string(name.size()) + ":" + name;
  };
  append(selection.weight_property);
  key += std::to_string(selection.labels.size()) + ",";
  std::ranges::for_each(selection.labels, append);
  std::ranges::for_each(selection.edge_types, append);
  return key;
}

}  // namespace

std::shared_ptr<const CsrGraph> CsrCache::Find(uint64_t version, const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(entries_, key, &Entry::key);
  if (version != version_ || found == entries_.end()) {
    return nullptr;
  }
  std::rotate(found, found + 1, entries_.end());
  return entries_.back().graph;
}

void CsrCache::Keep(uint64_t version, std::string key, std::shared_ptr<const CsrGraph> graph) {
  const std::lock_guard lock(mutex_);
  if (version < version_ || graph->memory_size() > memory_size_max_) {
    return;
  }
  if (version > version_) {
    entries_.clear();
    version_ = version;
  }
  std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; });
  size_t memory_size = graph->memory_size();
  entries_.push_back({std::move(key), std::move(graph)});
  // From the last used one backwards, as many as there is room for.
  size_t kept_count = 1;
  while (kept_count < entries_.size()) {
    memory_size += entries_[entries_.size() - 1 - kept_count].graph->memory_size();
    if (memory_size > memory_size_max_) {
      break;
    }
    ++kept_count;
  }
  entries_.erase(entries_.begin(), entries_.end() - static_cast<ptrdiff_t>(kept_count));
}

Result<std::shared_ptr<const CsrGraph>> CsrCache::Load(const GraphView& view,
                                                       const CsrSelection& selection,
                                                       const StopCheck& stop_check) {
  const auto* snapshot = dynamic_cast<const Snapshot*>(&view);
  std::string key = KeyOf(selection);
  if (snapshot != nullptr) {
    if (std::shared_ptr<const CsrGraph> kept = Find(snapshot->version(), key)) {
      return kept;
    }
  }
  RONDO_TRY_ASSIGN(CsrGraph loaded, LoadCsrGraph(view, selection, stop_check));
  auto graph = std::make_shared<const CsrGraph>(std::move(loaded));
  if (snapshot != nullptr) {
    Keep(snapshot->version(), std::move(key), graph);
  }
  return std::shared_ptr<const CsrGraph>(std::move(graph));
}

}  // namespace rondo
