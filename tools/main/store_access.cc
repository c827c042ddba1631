#include "tools/main/store_access.h"

#include <utility>

namespace rondo {

std::unique_ptr<Store> OpenStore(Console& console, const std::string& path, StoreUse use) {
  StoreOptions options;
  options.create_if_missing = use == StoreUse::kCreate;
  options.read_only = use == StoreUse::kRead;
  auto store = Store::Open(path, options);
  if (!store.ok()) {
    console.Fail(store.error());
    return nullptr;
  }
  return std::move(store).value();
}

}  // namespace rondo
