#include "storage/index/index_leaf.h"

#include <algorithm>

#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

size_t SharedPrefix(std::string_view left, std::string_view right) {
  const size_t limit = std::min(left.size(), right.size());
  size_t size = 0;
  while (size < limit && left[size] == right[size]) ++size;
  return size;
}

Error Malformed() { return CorruptionError("MalformedIndexLeaf", "an index leaf is malformed"); }

}  // namespace

size_t IndexLeaf::LowerBound(std::string_view bytes) const {
  size_t low = 0;
  size_t high = size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if ((*this)[middle] < bytes) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool IndexLeaf::Insert(std::string_view entry) {
  const size_t at = LowerBound(entry);
  if (at < size() && (*this)[at] == entry) return false;
  const uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  bytes_.insert(begin, entry);
  ends_.insert(ends_.begin() + static_cast<std::ptrdiff_t>(at), begin);
  for (size_t i = at; i < ends_.size(); ++i) ends_[i] += static_cast<uint32_t>(entry.size());
  return true;
}

bool IndexLeaf::Erase(std::string_view entry) {
  const size_t at = LowerBound(entry);
  if (at == size() || (*this)[at] != entry) return false;
  const uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  const auto entry_size = static_cast<uint32_t>(entry.size());
  bytes_.erase(begin, entry_size);
  ends_.erase(ends_.begin() + static_cast<std::ptrdiff_t>(at));
  for (size_t i = at; i < ends_.size(); ++i) ends_[i] -= entry_size;
  return true;
}

void IndexLeaf::Append(std::string_view entry) {
  bytes_.append(entry);
  ends_.push_back(static_cast<uint32_t>(bytes_.size()));
}

std::unique_ptr<IndexLeaf> IndexLeaf::Split() {
  auto upper = std::make_unique<IndexLeaf>();
  const size_t middle = size() / 2;
  for (size_t i = middle; i < size(); ++i) upper->Append((*this)[i]);
  bytes_.resize(middle == 0 ? 0 : ends_[middle - 1]);
  ends_.resize(middle);
  return upper;
}

void IndexLeaf::EncodeDelta(const std::vector<IndexChange>& changes, std::string& out) {
  ByteWriter writer(out);
  writer.Varint(changes.size());
  for (const IndexChange& change : changes) {
    writer.U8(change.added ? 1 : 0);
    writer.LengthPrefixed(change.entry);
  }
}

void IndexLeaf::EncodeBase(std::string& out) const {
  ByteWriter writer(out);
  writer.Varint(size());
  std::string_view previous;
  for (size_t i = 0; i < size(); ++i) {
    const std::string_view entry = (*this)[i];
    const size_t shared = SharedPrefix(previous, entry);
    writer.Varint(shared);
    writer.LengthPrefixed(entry.substr(shared));
    previous = entry;
  }
}

Result<void> IndexLeaf::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  std::string entry;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t shared = reader.BoundedVarint(entry.size());
    const std::string_view own = reader.LengthPrefixed();
    if (!reader.ok()) return Malformed();
    const std::string previous = entry;
    entry.resize(shared);
    entry.append(own);
    if (entry.size() < sizeof(uint64_t) || (i > 0 && entry <= previous)) return Malformed();
    Append(entry);
  }
  if (!reader.Finished()) return Malformed();
  return {};
}

Result<void> IndexLeaf::ApplyDelta(std::string_view payload) {
  ByteReader reader(payload);
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  for (uint64_t i = 0; i < count; ++i) {
    const bool added = reader.BoundedVarint(1) == 1;
    const std::string_view entry = reader.LengthPrefixed();
    if (!reader.ok() || entry.size() < sizeof(uint64_t)) return Malformed();
    if (!(added ? Insert(entry) : Erase(entry))) return Malformed();
  }
  if (!reader.Finished()) return Malformed();
  return {};
}

}  // namespace rondo
