#pragma once

// IndexLeaf: a stretch of the sorted entries of an index.
//
// Payload of a base: varint count, then per entry: varint bytes shared with the one before, varint
//   bytes of its own, those bytes.
// Payload of a delta: varint count, then per change: 1 byte (0 removed, 1 added), varint size,
// entry.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/chunk/chunk.h"

namespace rondo {

/// Entries of a leaf that is built whole.
inline constexpr size_t kIndexLeafSizeFresh = 512;
/// Beyond this many a leaf is split.
inline constexpr size_t kIndexLeafSizeMax = 1024;

struct IndexChange {
  bool added = true;
  std::string entry;
};

class IndexLeaf final : public Chunk {
 public:
  size_t size() const { return ends_.size(); }
  std::string_view operator[](size_t i) const {
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }
  /// The place of the first entry that is not less than `bytes`.
  size_t LowerBound(std::string_view bytes) const;

  /// Whether the entry was new.
  bool Insert(std::string_view entry);
  /// Whether the entry was there.
  bool Erase(std::string_view entry);
  /// REQUIRES: `entry` is greater than all others.
  void Append(std::string_view entry);
  /// Moves the upper half of the entries to a new leaf.
  std::unique_ptr<IndexLeaf> Split();

  static void EncodeDelta(const std::vector<IndexChange>& changes, std::string& out);

  std::unique_ptr<Chunk> Clone() const override { return std::make_unique<IndexLeaf>(*this); }
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  size_t MemorySize() const override {
    return sizeof(*this) + bytes_.capacity() + ends_.capacity() * sizeof(uint32_t);
  }

 private:
  std::string bytes_;           // All entries, one after the other.
  std::vector<uint32_t> ends_;  // Where each ends.
};

}  // namespace rondo
