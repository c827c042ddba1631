#include "storage/index/index_leaf.h"

#include <algorithm>

#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

// Every such entry has its head among the samples.
constexpr size_t kSampleStep = 16;

size_t SharedPrefix(std::string_view left, std::string_view right) {
  const size_t limit = std::min(left.size(), right.size());
  size_t size = 0;
  while (size < limit && left[size] == right[size]) ++size;
  return size;
}

Error Malformed() { return CorruptionError("MalformedIndexLeaf", "an index leaf is malformed"); }

}  // namespace

uint64_t IndexLeaf::HeadOf(std::string_view entry) const {
  return PrefixOf(entry.substr(std::min<size_t>(shared_size_, entry.size())));
}

void IndexLeaf::Sample() {
  ForgetSamples();
  if (size() < 2 * kSampleStep) return;
  shared_size_ = static_cast<uint32_t>(SharedPrefix((*this)[0], (*this)[size() - 1]));
  for (size_t i = 0; i < size(); i += kSampleStep) samples_.push_back(HeadOf((*this)[i]));
  const uint32_t entry_size = ends_[0];
  uint32_t end = 0;
  const bool all_alike = std::all_of(ends_.begin(), ends_.end(),
                                     [&](uint32_t at) { return at == (end += entry_size); });
  entry_size_ = all_alike ? entry_size : 0;
}

void IndexLeaf::ForgetSamples() {
  samples_.clear();
  shared_size_ = 0;
  entry_size_ = 0;
}

IndexLeaf::Range IndexLeaf::Narrow(std::string_view bytes) const {
  if (samples_.empty()) return {0, size()};
  const int order =
      bytes.substr(0, shared_size_).compare(std::string_view(bytes_).substr(0, shared_size_));
  if (order < 0) return {0, 0};
  if (order > 0) return {size(), size()};
  const uint64_t head = HeadOf(bytes);
  // A lesser head makes a lesser entry; equal heads say nothing.
  const auto first = std::lower_bound(samples_.begin(), samples_.end(), head);
  const auto behind = first == samples_.end() || *first != head
                          ? first
                          : std::upper_bound(first, samples_.end(), head);
  const auto place = [&](auto at) {
    return static_cast<size_t>(at - samples_.begin()) * kSampleStep;
  };
  return {first == samples_.begin() ? 0 : place(first - 1) + 1, std::min(place(behind), size())};
}

size_t IndexLeaf::LowerBound(std::string_view bytes) const {
  auto [low, high] = Narrow(bytes);
  if (low == high) return low;
  // Heads alone tell most entries apart. Without samples, entries may differ before their heads.
  const bool has_heads = !samples_.empty();
  const uint64_t head = has_heads ? HeadOf(bytes) : 0;
  const auto is_less = [&](std::string_view entry) {
    const uint64_t other = has_heads ? HeadOf(entry) : head;
    return other != head ? other < head : entry < bytes;
  };
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (is_less((*this)[middle])) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool IndexLeaf::Insert(std::string_view entry) {
  const bool is_new = InsertEntry(entry);
  if (is_new) Sample();
  return is_new;
}

bool IndexLeaf::Erase(std::string_view entry) {
  const bool was_there = EraseEntry(entry);
  if (was_there) Sample();
  return was_there;
}

bool IndexLeaf::InsertEntry(std::string_view entry) {
  const size_t at = LowerBound(entry);
  if (at < size() && (*this)[at] == entry) return false;
  ForgetSamples();
  const uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  bytes_.insert(begin, entry);
  ends_.insert(ends_.begin() + static_cast<std::ptrdiff_t>(at), begin);
  for (size_t i = at; i < ends_.size(); ++i) ends_[i] += static_cast<uint32_t>(entry.size());
  return true;
}

bool IndexLeaf::EraseEntry(std::string_view entry) {
  const size_t at = LowerBound(entry);
  if (at == size() || (*this)[at] != entry) return false;
  ForgetSamples();
  const uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  const auto entry_size = static_cast<uint32_t>(entry.size());
  bytes_.erase(begin, entry_size);
  ends_.erase(ends_.begin() + static_cast<std::ptrdiff_t>(at));
  for (size_t i = at; i < ends_.size(); ++i) ends_[i] -= entry_size;
  return true;
}

void IndexLeaf::Append(std::string_view entry) {
  ForgetSamples();
  bytes_.append(entry);
  ends_.push_back(static_cast<uint32_t>(bytes_.size()));
}

std::unique_ptr<IndexLeaf> IndexLeaf::Split() {
  auto upper = std::make_unique<IndexLeaf>();
  const size_t middle = size() / 2;
  for (size_t i = middle; i < size(); ++i) upper->Append((*this)[i]);
  upper->Sample();
  ForgetSamples();
  bytes_.resize(middle == 0 ? 0 : ends_[middle - 1]);
  ends_.resize(middle);
  Sample();
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
  Sample();
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
    if (!(added ? InsertEntry(entry) : EraseEntry(entry))) return Malformed();
  }
  Sample();
  if (!reader.Finished()) return Malformed();
  return {};
}

}  // namespace rondo
