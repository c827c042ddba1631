#include "storage/rocks/joined_batches.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace rondo {

void JoinedBatches::Join(std::span<const OrderedBatch* const> batches) {
  operations_.clear();
  pieces_.clear();
  size_t count = 0;
  for (const OrderedBatch* batch : batches) count += batch->operation_count();
  places_.assign(std::bit_ceil(2 * count + 1), kNone);
  for (const OrderedBatch* batch : batches) {
    batch->ForEach(
        [this](Kind kind, std::string_view key, std::string_view value) { Add(kind, key, value); });
  }
}

uint32_t& JoinedBatches::PlaceOf(std::string_view key) {
  const size_t mask = places_.size() - 1;
  size_t at = std::hash<std::string_view>()(key) & mask;
  while (places_[at] != kNone && operations_[places_[at]].key != key) at = (at + 1) & mask;
  return places_[at];
}

void JoinedBatches::Add(Kind kind, std::string_view key, std::string_view value) {
  uint32_t& place = PlaceOf(key);
  if (place == kNone) {
    place = static_cast<uint32_t>(operations_.size());
    operations_.push_back({kind, key});
  }
  Operation& operation = operations_[place];
  if (kind != Kind::kAppend) {
    operation = {kind, key};
  } else if (operation.kind == Kind::kDelete) {
    operation.kind = Kind::kPut;  // An append to what is not there.
  }
  if (kind == Kind::kDelete) return;
  const auto piece = static_cast<uint32_t>(pieces_.size());
  pieces_.push_back({value});
  (operation.last_piece == kNone ? operation.first_piece : pieces_[operation.last_piece].next) =
      piece;
  operation.last_piece = piece;
}

}  // namespace rondo
