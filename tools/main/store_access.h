#pragma once

// Opening a store for a command.
// Thread rule: free functions without state.

#include <memory>
#include <string>

#include "graph/base/result.h"
#include "storage/store.h"
#include "tools/main/console.h"

namespace rondo {

enum class StoreUse : uint8_t {
  kRead,    // Must exist; others may write to it.
  kWrite,   // Must exist.
  kCreate,  // Made if it is missing.
};

/// The store, or nothing after the console was told why not; the exit code is kStore then.
std::unique_ptr<Store> OpenStore(Console& console, const std::string& path, StoreUse use);

}  // namespace rondo
