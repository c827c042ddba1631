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
  size_t size() const { return size_; }
  std::string_view operator[](size_t i) const {
    if (entry_size_ != 0) return {bytes_.data() + i * entry_size_, entry_size_};
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return {bytes_.data() + begin, ends_[i] - begin};
  }
  /// The place of the first entry that is not less than `bytes`.
  size_t LowerBound(std::string_view bytes) const;

  /// Whether the entry was new.
  bool Insert(std::string_view entry);
  /// Whether the entry was there.
  bool Erase(std::string_view entry);
  /// REQUIRES: `entry` is greater than all others. Searches are fast again after Sample().
  void Append(std::string_view entry);
  /// Takes samples of the entries for searches.
  void Sample();
  /// Moves the upper half of the entries to a new leaf.
  std::unique_ptr<IndexLeaf> Split();

  static void EncodeDelta(const std::vector<IndexChange>& changes, std::string& out);

  std::unique_ptr<Chunk> Clone() const override { return std::make_unique<IndexLeaf>(*this); }
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  size_t MemorySize() const override {
    return sizeof(*this) + bytes_.capacity() + ends_.capacity() * sizeof(uint32_t) +
           samples_.capacity() * sizeof(uint64_t);
  }

 private:
  struct Range {
    size_t low;
    size_t high;
  };

  /// The first eight bytes behind those that all entries share, as a number that orders as they do.
  uint64_t HeadOf(std::string_view entry) const;
  /// As LowerBound, from where it should be if heads were equally far apart. REQUIRES: all entries
  /// are of one size.
  size_t LowerBoundNear(std::string_view bytes) const;
  /// The lower bound of `bytes` is in [low, high].
  Range Narrow(std::string_view bytes) const;
  /// Ask the processor to fetch the entries between two samples.
  void PrefetchEntries(Range range) const;
  /// What LowerBoundNear needs. REQUIRES: all entries are of one size, and there are some.
  void Measure();
  void ForgetSamples();
  bool InsertEntry(std::string_view entry);
  bool EraseEntry(std::string_view entry);

  // What a search among entries of one size touches stands together.
  uint32_t entry_size_ = 0;  // Of all entries; 0 where they differ, or are few, or come one by one.
  uint32_t shared_size_ = 0;  // Bytes with which all entries begin, where searches need them.
  uint64_t first_head_ = 0;
  double entries_per_head_ = 0;
  uint32_t size_ = 0;
  std::string bytes_;  // All entries, one after the other.
  // Where entry_size_ is 0:
  std::vector<uint32_t> ends_;     // Where each ends.
  std::vector<uint64_t> samples_;  // The heads of every kSampleStep-th entry, unless they are few.
};

}  // namespace rondo
