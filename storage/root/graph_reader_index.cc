// Seeks in indexes beyond the equality of one value: ranges, beginnings of texts, several keys.

#include <algorithm>

#include "graph/base/check.h"
#include "storage/index/index_key.h"
#include "storage/root/graph_reader.h"

namespace rondo {
namespace {

/// Whether `entry` lies behind all keys that begin with `last`.
bool IsBehind(std::string_view entry, std::string_view last) {
  return entry.substr(0, last.size()) > last;
}

}  // namespace

Result<bool> GraphReader::FindNodesInRange(LabelId label, PropertyKeyId key,
                                           const ValueRange& range, size_t count_max,
                                           std::vector<NodeId>& out) const {
  const IndexDefinition* definition = root_.catalog->FindIndex(label, key);
  const std::optional<std::vector<IndexKeyRange>> key_ranges = MakeKeyRanges(range);
  if (definition == nullptr || !key_ranges) return false;
  const IndexTree* tree = root_.FindIndex(definition->id);
  RONDO_CHECK(tree != nullptr);
  const size_t begin = out.size();
  bool is_full = false;
  const EpochGuard guard(core_.epochs);
  for (const IndexKeyRange& keys : *key_ranges) {
    RONDO_TRY(VisitIndex(*tree, keys.first, [&](std::string_view entry) {
      if (IsBehind(entry, keys.last)) return false;
      is_full = out.size() - begin == count_max;
      if (!is_full) out.push_back(NodeOfIndexEntry(entry));
      return !is_full;
    }));
    if (is_full) {
      out.resize(begin);
      return false;
    }
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
  return true;
}

std::vector<std::vector<PropertyKeyId>> GraphReader::CompositeIndexes(LabelId label) const {
  std::vector<std::vector<PropertyKeyId>> found;
  for (const IndexDefinition& index : root_.catalog->indexes) {
    if (index.has_entries() && !index.on_edges() && index.label == label && index.keys.size() > 1) {
      found.push_back(index.keys);
    }
  }
  return found;
}

Result<bool> GraphReader::FindNodesByAll(LabelId label, std::span<const PropertyKeyId> keys,
                                         std::span<const Value> values,
                                         std::vector<NodeId>& out) const {
  const auto& indexes = root_.catalog->indexes;
  const auto definition = std::find_if(indexes.begin(), indexes.end(), [&](const auto& index) {
    return index.has_entries() && !index.on_edges() && index.label == label &&
           std::equal(index.keys.begin(), index.keys.end(), keys.begin(), keys.end());
  });
  if (definition == indexes.end()) return false;
  const std::optional<IndexKey> index_key = MakeCompositeKey(values);
  if (!index_key) return true;
  const IndexTree* tree = root_.FindIndex(definition->id);
  RONDO_CHECK(tree != nullptr);
  const EpochGuard guard(core_.epochs);
  RONDO_TRY(VisitIndex(*tree, index_key->bytes, [&](std::string_view entry) {
    if (!entry.starts_with(index_key->bytes)) return false;
    out.push_back(NodeOfIndexEntry(entry));
    return true;
  }));
  return true;
}

}  // namespace rondo
