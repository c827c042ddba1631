#pragma once

// From the ids that files use to the ids of the store, for one id space. Ids are texts. Those that
// are plain decimal numbers, the usual case, stand in a table by number where they lie close
// together and take 16 to 32 bytes where not, others 16 bytes and their text.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/model/ids.h"

namespace rondo::import {

class IdMap {
 public:
  /// False, changing nothing, if the id is there already.
  bool Insert(std::string_view id, NodeId node);
  /// Gives an id that is there another node.
  void Replace(std::string_view id, NodeId node);
  std::optional<NodeId> Find(std::string_view id) const;
  size_t size() const { return dense_count_ + number_count_ + texts_.size(); }

 private:
  struct Slot {
    uint64_t number = kFree;
    uint64_t node = 0;
  };
  // No decimal number of at most 18 digits reaches it.
  static constexpr uint64_t kFree = ~uint64_t{0};
  static constexpr uint32_t kFreePlace = ~uint32_t{0};
  // The table has so many places, or so many times as many as it has entries.
  static constexpr uint64_t kDenseSizeMin = uint64_t{1} << 16;
  static constexpr uint64_t kDenseFactor = 8;

  /// The place of `number` in the table by number; null if that does not reach it.
  uint32_t* FindPlace(uint64_t number) {
    return number < dense_.size() ? &dense_[number] : nullptr;
  }
  /// The same, after the table has grown if `number` is close enough.
  uint32_t* MakePlace(uint64_t number);
  bool InsertNumber(uint64_t number, NodeId node);
  size_t FirstSlot(uint64_t number) const;
  /// The slot that holds `number`, or the free one where it belongs. REQUIRES: room.
  size_t FindSlot(uint64_t number) const;
  void Grow();

  std::vector<uint32_t> dense_;  // Nodes by number; kFreePlace: not here.
  size_t dense_count_ = 0;
  std::vector<Slot> numbers_;  // Open addressing, a power of two, at most half full.
  size_t number_count_ = 0;
  std::deque<std::string> kept_texts_;  // Owns the keys of texts_.
  std::unordered_map<std::string_view, NodeId> texts_;
};

}  // namespace rondo::import
