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

/// A store for a command that fills it. One that the command has made itself and put nothing into
/// goes away again with this object, unless it was told to stay.
class StoreToFill {
 public:
  /// Opens the store, or tells the console why not. `cache_size`: what its caches may take.
  StoreToFill(Console& console, const std::string& path,
              size_t cache_size = StoreOptions().cache_size);
  StoreToFill(const StoreToFill&) = delete;
  StoreToFill& operator=(const StoreToFill&) = delete;
  ~StoreToFill();

  /// Null if it could not be opened; the exit code is kStore then.
  Store* get() const { return store_.get(); }
  void Keep() { is_new_ = false; }

 private:
  const std::string path_;
  bool is_new_;
  std::unique_ptr<Store> store_;
};

/// The store, or nothing after the console was told why not; the exit code is kStore then.
std::unique_ptr<Store> OpenStore(Console& console, const std::string& path, StoreUse use,
                                 size_t cache_size = StoreOptions().cache_size);

}  // namespace rondo
