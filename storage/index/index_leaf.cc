#include "storage/index/index_leaf.h"

#include <algorithm>

#include "graph/base/prefetch.h"
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
  if (entry_size_ != 0) return;
  ForgetSamples();
  if (size() < 2 * kSampleStep) return;
  const uint32_t entry_size = ends_[0];
  uint32_t end = 0;
  if (std::all_of(ends_.begin(), ends_.end(),
                  [&](uint32_t at) { return at == (end += entry_size); })) {
    entry_size_ = entry_size;
    ends_ = {};
    return Measure();
  }
  shared_size_ = static_cast<uint32_t>(SharedPrefix((*this)[0], (*this)[size() - 1]));
  for (size_t i = 0; i < size(); i += kSampleStep) samples_.push_back(HeadOf((*this)[i]));
}

void IndexLeaf::Measure() {
  const std::string_view first = (*this)[0];
  const std::string_view last = (*this)[size() - 1];
  shared_size_ = static_cast<uint32_t>(SharedPrefix(first, last));
  first_head_ = HeadOf(first);
  const uint64_t distance = HeadOf(last) - first_head_;
  entries_per_head_ =
      distance == 0 ? 0 : static_cast<double>(size() - 1) / static_cast<double>(distance);
}

void IndexLeaf::ForgetSamples() {
  samples_.clear();
  shared_size_ = 0;
  if (entry_size_ == 0) return;
  ends_.resize(size_);
  for (uint32_t i = 0; i < size_; ++i) ends_[i] = (i + 1) * entry_size_;
  entry_size_ = 0;
}

size_t IndexLeaf::LowerBoundNear(std::string_view bytes) const {
  const uint64_t head = HeadOf(bytes);
  // Numbers mostly follow each other, or lie about equally far apart.
  const double distance = head < first_head_ ? 0 : static_cast<double>(head - first_head_);
  size_t at = static_cast<size_t>(
      std::min(distance * entries_per_head_ + 0.5, static_cast<double>(size() - 1)));
  const int order = bytes.substr(0, shared_size_).compare((*this)[at].substr(0, shared_size_));
  if (order != 0) return order < 0 ? 0 : size();
  const auto is_less = [&](size_t i) {
    const std::string_view entry = (*this)[i];
    const uint64_t other = HeadOf(entry);
    return other != head ? other < head : entry < bytes;
  };
  // Away from there in growing steps, until it lies in between: in [low, high].
  size_t low = 0;
  size_t high = size();
  if (is_less(at)) {
    low = at + 1;
    for (size_t step = 1; low + step <= size(); low += step, step *= 2) {
      if (!is_less(low + step - 1)) {
        high = low + step - 1;
        break;
      }
    }
  } else {
    high = at;
    for (size_t step = 1; step <= high; high -= step, step *= 2) {
      if (is_less(high - step)) {
        low = high - step + 1;
        break;
      }
    }
  }
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (is_less(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
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
  const Range range{first == samples_.begin() ? 0 : place(first - 1) + 1,
                    std::min(place(behind), size())};
  PrefetchEntries(range);
  return range;
}

void IndexLeaf::PrefetchEntries(Range range) const {
  constexpr size_t kLineSize = 64;
  if (range.high - range.low > kSampleStep) return;
  Prefetch(ends_.data() + range.low);
  // The entries are about equally long.
  const size_t average = bytes_.size() / size();
  for (size_t at = range.low * average; at < range.high * average; at += kLineSize) {
    Prefetch(bytes_.data() + at);
  }
}

size_t IndexLeaf::LowerBound(std::string_view bytes) const {
  if (entry_size_ != 0) return LowerBoundNear(bytes);
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
  if (entry.size() == entry_size_) {
    bytes_.insert(at * entry_size_, entry);
    ++size_;
    Measure();
    return true;
  }
  ForgetSamples();
  const uint32_t begin = at == 0 ? 0 : ends_[at - 1];
  bytes_.insert(begin, entry);
  ends_.insert(ends_.begin() + static_cast<std::ptrdiff_t>(at), begin);
  for (size_t i = at; i < ends_.size(); ++i) ends_[i] += static_cast<uint32_t>(entry.size());
  ++size_;
  return true;
}

bool IndexLeaf::EraseEntry(std::string_view entry) {
  const size_t at = LowerBound(entry);
  if (at == size() || (*this)[at] != entry) return false;
  if (size_ == 1) ForgetSamples();
  --size_;
  if (entry_size_ != 0) {
    bytes_.erase(at * entry_size_, entry_size_);
    Measure();
    return true;
  }
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
  ++size_;
}

std::unique_ptr<IndexLeaf> IndexLeaf::Split() {
  auto upper = std::make_unique<IndexLeaf>();
  const size_t middle = size() / 2;
  for (size_t i = middle; i < size(); ++i) upper->Append((*this)[i]);
  upper->Sample();
  ForgetSamples();
  bytes_.resize(middle == 0 ? 0 : ends_[middle - 1]);
  ends_.resize(middle);
  size_ = static_cast<uint32_t>(middle);
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
