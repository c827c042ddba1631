#pragma once

// JoinedBatches: what several batches do, one after the other, with each key told once. Commits
// that are written together mostly append to the same few keys; joined, all of these appends are
// one operation, and the store finds a place for the key once.
//
// Borrows the bytes of the batches until the next Join. One thread.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "storage/ordered_store.h"

namespace rondo {

class JoinedBatches {
 public:
  using Kind = OrderedBatch::Kind;

  /// Forgets what it held and takes `batches`, which take effect in this order.
  void Join(std::span<const OrderedBatch* const> batches);

  /// Calls `visit(kind, key, pieces)` once for each key: the value is the pieces one after the
  /// other. Ordered by when the key came first.
  template <typename Visit>
  void ForEach(Visit visit) {
    for (const Operation& operation : operations_) {
      value_.clear();
      for (uint32_t at = operation.first_piece; at != kNone; at = pieces_[at].next) {
        value_.push_back(pieces_[at].bytes);
      }
      visit(operation.kind, operation.key, std::span<const std::string_view>(value_));
    }
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Operation {
    Kind kind;
    std::string_view key;
    uint32_t first_piece = kNone;
    uint32_t last_piece = kNone;
  };
  struct Piece {
    std::string_view bytes;
    uint32_t next = kNone;
  };

  void Add(Kind kind, std::string_view key, std::string_view value);
  /// The place of the key's operation, which is kNone if it has none yet.
  uint32_t& PlaceOf(std::string_view key);

  std::vector<Operation> operations_;
  std::vector<Piece> pieces_;
  std::vector<uint32_t> places_;  // A hash table of the operations, of a power of two of places.
  std::vector<std::string_view> value_;
};

}  // namespace rondo
