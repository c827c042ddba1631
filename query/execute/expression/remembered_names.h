#pragma once

// RememberedNames: what a step has made of names of the graph, such as the ids of a label and a
// key; made again only where the names may have come to mean something else.
// Thread rule: belongs to one thread, like the resolver.

#include <cstdint>
#include <optional>
#include <utility>

#include "query/execute/expression/evaluation_context.h"

namespace rondo {

template <typename T>
class RememberedNames {
 public:
  /// What `find`, which gives an optional T, makes of the names; null where it gives nothing. Names
  /// that were missing are asked for each time, since the statement itself may bring them in.
  template <typename Find>
  const T* Get(const NameResolver& names, const Find& find) {
    if (!value_ || generation_ != names.generation()) {
      value_ = find();
      generation_ = names.generation();
    }
    return value_ ? &*value_ : nullptr;
  }

 private:
  std::optional<T> value_;
  uint64_t generation_ = 0;
};

}  // namespace rondo
