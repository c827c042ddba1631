#include "tools/main/store_access.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace rondo {

std::unique_ptr<Store> OpenStore(Console& console, const std::string& path, StoreUse use,
                                 size_t cache_size) {
  StoreOptions options;
  options.cache_size = cache_size;
  options.create_if_missing = use == StoreUse::kCreate;
  options.read_only = use == StoreUse::kRead;
  auto store = Store::Open(path, options);
  if (!store.ok()) {
    console.Fail(store.error());
    return nullptr;
  }
  return std::move(store).value();
}

StoreToFill::StoreToFill(Console& console, const std::string& path, size_t cache_size)
    : path_(path),
      is_new_(path != kInMemoryPath && ::access(path.c_str(), F_OK) != 0),
      store_(OpenStore(console, path, StoreUse::kCreate, cache_size)) {}

StoreToFill::~StoreToFill() {
  if (!is_new_ || store_ == nullptr) {
    return;
  }
  const auto is_empty = [](const Store& store) {
    const auto snapshot = store.OpenSnapshot();  // Must end before the store.
    return snapshot->NodeCount() == 0 && snapshot->EdgeCount() == 0;
  };
  if (is_empty(*store_)) {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
}

}  // namespace rondo
