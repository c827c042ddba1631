#pragma once

#include <cstdint>

namespace rondo {

/// What a statement changed. Properties count each set or removed value.
struct ChangeCounters {
  uint64_t nodes_created = 0;
  uint64_t nodes_deleted = 0;
  uint64_t edges_created = 0;
  uint64_t edges_deleted = 0;
  uint64_t properties_set = 0;
  uint64_t labels_added = 0;
  uint64_t labels_removed = 0;
  uint64_t indexes_added = 0;
  uint64_t indexes_removed = 0;

  bool any() const {
    return nodes_created + nodes_deleted + edges_created + edges_deleted + properties_set +
               labels_added + labels_removed + indexes_added + indexes_removed !=
           0;
  }
};

}  // namespace rondo
