#pragma once

// OrderedStore: the seam between the engine and what keeps its bytes. Ordered keys, get, append to
// a key, prefix scan, atomic batch, snapshot; nothing above it knows RocksDB (storage/rocks), so
// that a distributed ordered store fits behind it too. Writes come from one caller at a time;
// everything else may be called from any thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace rondo {

/// Changes that take effect together or not at all, in the order in which they were added.
class OrderedBatch {
 public:
  enum class Kind : uint8_t { kPut, kAppend, kDelete };

  void Put(std::string_view key, std::string_view value) { Add(Kind::kPut, key, value); }
  /// The value is `head` and then `rest`, which may be long.
  void Put(std::string_view key, std::string_view head, std::string_view rest) {
    Add(Kind::kPut, key, head, rest);
  }
  /// Adds `value` to the end of what the key holds (nothing, if it is absent).
  void Append(std::string_view key, std::string_view value) { Add(Kind::kAppend, key, value); }
  void Delete(std::string_view key) { Add(Kind::kDelete, key, {}); }

  bool empty() const { return operations_.empty(); }
  size_t operation_count() const { return operations_.size(); }
  size_t size_bytes() const { return bytes_.size(); }
  void Clear() {
    operations_.clear();
    bytes_.clear();
  }
  /// Calls `visit(kind, key, value)` for every change in order.
  template <typename Visit>
  void ForEach(Visit visit) const {
    size_t position = 0;
    const std::string_view bytes = bytes_;
    for (const Operation& operation : operations_) {
      visit(operation.kind, bytes.substr(position, operation.key_size),
            bytes.substr(position + operation.key_size, operation.value_size));
      position += operation.key_size + operation.value_size;
    }
  }

 private:
  struct Operation {
    Kind kind;
    size_t key_size;
    size_t value_size;
  };

  void Add(Kind kind, std::string_view key, std::string_view value, std::string_view rest = {}) {
    // A small transaction fits at once. Beyond some size no more than a quarter of it is kept in
    // reserve.
    constexpr size_t kOperationsMin = 8;
    constexpr size_t kBytesMin = 512;
    constexpr size_t kBytesMany = size_t{256} << 10;
    if (operations_.empty()) {
      operations_.reserve(kOperationsMin);
      bytes_.reserve(kBytesMin);
    }
    operations_.push_back({kind, key.size(), value.size() + rest.size()});
    const size_t size = bytes_.size() + key.size() + value.size() + rest.size();
    if (size > kBytesMany && size > bytes_.capacity()) bytes_.reserve(size + size / 4);
    bytes_.append(key).append(value).append(rest);
  }

  std::vector<Operation> operations_;
  std::string bytes_;
};

/// A state of the store that stays readable until this object dies.
class OrderedSnapshot {
 public:
  virtual ~OrderedSnapshot() = default;
};

/// Gives records ascending by key.
class OrderedSource {
 public:
  virtual ~OrderedSource() = default;
  /// The next record; false at the end. The views live until the next call.
  virtual Result<bool> Next(std::string_view& key, std::string_view& value) = 0;
};

class OrderedStore {
 public:
  virtual ~OrderedStore() = default;

  /// What the key holds in `snapshot` (null: now), or std::nullopt.
  virtual Result<std::optional<std::string>> Get(std::string_view key,
                                                 const OrderedSnapshot* snapshot) const = 0;
  /// out[i] answers for keys[i].
  virtual Result<void> MultiGet(std::span<const std::string> keys, const OrderedSnapshot* snapshot,
                                std::span<std::optional<std::string>> out) const = 0;
  /// Calls `visit(key, value)` for every key with the prefix, ascending, until it returns false.
  virtual Result<void> Scan(
      std::string_view prefix, const OrderedSnapshot* snapshot,
      const std::function<bool(std::string_view key, std::string_view value)>& visit) const = 0;
  virtual std::shared_ptr<const OrderedSnapshot> TakeSnapshot() const = 0;

  /// Applies the batches in order, each whole or not at all. With `sync`, power loss does not undo
  /// them once this has returned.
  virtual Result<void> Write(std::span<const OrderedBatch* const> batches, bool sync) = 0;

  /// Puts every record of `source`, each key once, all of them durably or none. Much faster than
  /// Write for many; waits for writes that are under way.
  virtual Result<void> Ingest(OrderedSource& source) = 0;

  /// Rewrites everything without what was overwritten or deleted.
  virtual Result<void> Compact() = 0;
  /// A consistent copy of the files into a folder that does not exist.
  virtual Result<void> CopyTo(const std::string& directory) = 0;
  /// Bytes of all files.
  virtual Result<uint64_t> DiskSize() const = 0;
  /// Bytes of memory in use by the store itself.
  virtual uint64_t MemorySize() const = 0;
  /// Those of them that serve records which lie elsewhere: caches, buffers, tables of contents.
  /// They grow with what is stored.
  virtual uint64_t OverheadSize() const { return MemorySize(); }
};

}  // namespace rondo
