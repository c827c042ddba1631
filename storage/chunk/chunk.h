#pragma once

// Chunk: one decoded record of a group, the unit of loading, copying and eviction. A chunk that a
// snapshot can see never changes; a transaction changes only chunks that it has copied or made.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "storage/codec/key_codec.h"

namespace rondo {

/// What is stored of a chunk now: decides when its deltas are folded into a new base.
struct StoredShape {
  uint32_t base_size = 0;  // Bytes.
  uint32_t delta_size = 0;
  uint32_t delta_count = 0;
};

class Chunk {
 public:
  virtual ~Chunk() = default;

  virtual std::unique_ptr<Chunk> Clone() const = 0;
  /// Appends the payload of a base frame that holds the whole chunk.
  virtual void EncodeBase(std::string& out) const = 0;
  /// Replaces the content. Corruption on any bytes that EncodeBase does not write.
  virtual Result<void> DecodeBase(std::string_view payload) = 0;
  virtual Result<void> ApplyDelta(std::string_view payload) = 0;
  /// To be called after the last delta. Corruption if they contradict each other.
  virtual Result<void> FinishDeltas() { return {}; }
  /// Bytes of memory, roughly.
  virtual size_t MemorySize() const = 0;

  StoredShape shape;

 protected:
  Chunk() = default;
  Chunk(const Chunk&) = default;
  Chunk& operator=(const Chunk&) = default;
};

/// An empty chunk of the kind that `key` names.
std::unique_ptr<Chunk> MakeChunk(const ChunkKey& key);
/// The chunk that the frames of a stored value make.
Result<std::unique_ptr<Chunk>> DecodeChunk(const ChunkKey& key, std::string_view value);

}  // namespace rondo
