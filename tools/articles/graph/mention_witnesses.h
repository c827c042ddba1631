#pragma once

// MentionWitnesses: what a load remembers of mentions that told a nationality or a position. Where
// articles do not agree on it, one that says something else tells so at once; among thousands of
// mentions of which few say anything it would be looked for long. A hint only: the mention may be
// gone, so whoever takes it reads it. Takes the same memory however much it was told; of two
// entities that share a place the later one has it.
// Thread rule: one thread at a time.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/model/ids.h"

namespace rondo::articles {

class MentionWitnesses {
 public:
  enum class About : uint8_t { kNationality, kPosition };

  MentionWitnesses() : entries_(kEntryCount) {}

  /// The mention `edge` of `entity` tells `text`.
  void Note(NodeId entity, About about, EdgeId edge, std::string_view text);
  /// A mention of `entity` that told something else than `text`.
  std::optional<EdgeId> FindOther(NodeId entity, About about, std::string_view text) const;

 private:
  static constexpr size_t kEntryCount = 4096;

  /// The newest mention of each of the last two texts.
  struct Entry {
    uint64_t key = 0;  // Of an entity and what it is about; 0: none.
    EdgeId edges[2];
    uint64_t texts[2] = {0, 0};  // Hashes.
  };

  static uint64_t KeyOf(NodeId entity, About about) {
    return (entity.value + 1) * 2 + static_cast<uint64_t>(about);
  }
  static size_t PlaceOf(uint64_t key);

  std::vector<Entry> entries_;
};

}  // namespace rondo::articles
