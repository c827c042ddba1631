#include "storage/chunk/chunk.h"

#include <optional>
#include <utility>

#include "graph/base/check.h"
#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/column_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/node_group_chunk.h"
#include "storage/codec/frame.h"
#include "storage/index/index_leaf.h"
#include "storage/storage_error.h"

namespace rondo {

std::unique_ptr<Chunk> MakeChunk(const ChunkKey& key) {
  switch (key.tag) {
    case KeyTag::kNodeGroup:
      return std::make_unique<NodeGroupChunk>();
    case KeyTag::kEdgeGroup:
      return std::make_unique<EdgeGroupChunk>();
    case KeyTag::kNodeColumn:
    case KeyTag::kEdgeColumn:
      return std::make_unique<ColumnChunk>();
    case KeyTag::kOutgoing:
    case KeyTag::kIncoming:
      return std::make_unique<AdjacencyChunk>();
    case KeyTag::kIndexLeaf:
      return std::make_unique<IndexLeaf>();
    case KeyTag::kFormat:
    case KeyTag::kCatalog:
    case KeyTag::kCounters:
    case KeyTag::kIndexDirectory:
      break;
  }
  RONDO_CHECK(false && "this key names no chunk");
  return nullptr;
}

Result<std::unique_ptr<Chunk>> DecodeChunk(const ChunkKey& key, std::string_view value) {
  std::unique_ptr<Chunk> chunk = MakeChunk(key);
  const auto blame = [&key](Error error) {
    error.message = DescribeKey(key) + ": " + error.message;
    return error;
  };
  FrameReader reader(value);
  while (true) {
    Result<std::optional<Frame>> frame = reader.Next();
    if (!frame.ok()) return blame(std::move(frame).error());
    if (!frame->has_value()) {
      Result<void> finished = chunk->FinishDeltas();
      if (!finished.ok()) return blame(std::move(finished).error());
      return chunk;
    }
    const Frame& content = **frame;
    const auto size = static_cast<uint32_t>(content.payload.size());
    const bool is_base = content.kind == FrameKind::kBase;
    Result<void> applied =
        is_base ? chunk->DecodeBase(content.payload) : chunk->ApplyDelta(content.payload);
    if (!applied.ok()) return blame(std::move(applied).error());
    if (is_base) {
      chunk->shape.base_size = size;
    } else {
      chunk->shape.delta_size += size;
      ++chunk->shape.delta_count;
    }
  }
}

}  // namespace rondo
