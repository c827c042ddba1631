#pragma once

// From the ids that files use to the ids of the store, for one id space. Ids are texts; those that
// are plain decimal numbers, the usual case, take 16 bytes each, others 16 bytes and their text.

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
  size_t size() const { return number_count_ + texts_.size(); }

 private:
  struct Slot {
    uint64_t number = kFree;
    uint64_t node = 0;
  };
  // No decimal number of at most 18 digits reaches it.
  static constexpr uint64_t kFree = ~uint64_t{0};

  size_t FirstSlot(uint64_t number) const;
  /// The slot that holds `number`, or the free one where it belongs. REQUIRES: room.
  size_t FindSlot(uint64_t number) const;
  void Grow();

  std::vector<Slot> numbers_;  // Open addressing, a power of two, at most half full.
  size_t number_count_ = 0;
  std::deque<std::string> kept_texts_;  // Owns the keys of texts_.
  std::unordered_map<std::string_view, NodeId> texts_;
};

}  // namespace rondo::import
