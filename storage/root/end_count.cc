#include "storage/root/end_count.h"

#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/node_group_chunk.h"

namespace rondo {
namespace {

uint64_t CountEdgesOf(const GroupBitmap& lanes, const AdjacencyChunk& chunk) {
  uint64_t count = 0;
  lanes.ForEach([&](Lane lane) { count += chunk.Degree(lane); });
  return count;
}

}  // namespace

Result<void> CountEnds(const GraphReader& reader, Counters& counters) {
  counters.by_source = {};
  counters.by_target = {};
  const GroupTable& nodes = reader.root().nodes;
  for (GroupNumber number = 0; number < nodes.size(); ++number) {
    const EpochGuard guard(reader.core().epochs);
    RONDO_TRY_ASSIGN(const auto* header, reader.Header<NodeGroupChunk>(nodes, number));
    if (header == nullptr) continue;
    RONDO_TRY_ASSIGN(const GroupDirectory* directory, reader.Directory(nodes, number));
    for (const auto& [key, handle] : directory->members) {
      if (key.tag != KeyTag::kOutgoing && key.tag != KeyTag::kIncoming) continue;
      RONDO_TRY_ASSIGN(const auto* chunk, reader.Load<AdjacencyChunk>(*handle));
      EndCounters& ends = key.tag == KeyTag::kOutgoing ? counters.by_source : counters.by_target;
      for (const auto& [label, lanes] : header->labels()) {
        const uint64_t count = CountEdgesOf(lanes, *chunk);
        if (count > 0) ends.Add(EdgeTypeId(key.owner), label, count);
      }
    }
  }
  return {};
}

}  // namespace rondo
