#include "storage/bulk/edge_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "storage/chunk/encoding/bit_packing.h"
#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

struct Row {
  uint64_t ends;
  uint32_t row;
};

// Sorts by the bits of the key that differ, least significant digit first, which keeps equal ones
// in order.
template <typename Item, typename KeyOf>
void RadixSort(std::vector<Item>& items, KeyOf key_of) {
  constexpr unsigned kDigitBits = 11;
  constexpr size_t kDigitCount = size_t{1} << kDigitBits;
  uint64_t differing = 0;
  for (const Item& item : items) differing |= key_of(item) ^ key_of(items.front());
  std::vector<Item> other(items.size());
  for (unsigned shift = 0; shift < 64 && differing >> shift != 0;) {
    // A digit begins where bits begin to differ.
    shift += static_cast<unsigned>(std::countr_zero(differing >> shift));
    std::array<size_t, kDigitCount> starts{};
    const auto digit = [&](const Item& item) { return key_of(item) >> shift & (kDigitCount - 1); };
    for (const Item& item : items) ++starts[digit(item)];
    size_t sum = 0;
    for (size_t& start : starts) sum += std::exchange(start, sum);
    for (const Item& item : items) other[starts[digit(item)]++] = item;
    items.swap(other);
    shift += kDigitBits;
  }
}

// The rows of `ends` in sorted order; `ends` is sorted too. Source, target and row in one word,
// which is half of what moves otherwise. With `targets_ascend` they only need sorting by source.
// REQUIRES: the three fit, in so many bits.
void SortWords(unsigned target_bits, unsigned row_bits, bool targets_ascend,
               std::vector<uint64_t>& ends, std::vector<uint32_t>& order) {
  std::vector<uint64_t> words(ends.size());
  for (size_t i = 0; i < words.size(); ++i) {
    words[i] = (SourceOf(ends[i]) << target_bits | TargetOf(ends[i])) << row_bits | i;
  }
  const unsigned key_shift = row_bits + (targets_ascend ? target_bits : 0);
  RadixSort(words, [key_shift](uint64_t word) { return word >> key_shift; });
  const uint64_t target_mask = (uint64_t{1} << target_bits) - 1;
  const uint64_t row_mask = (uint64_t{1} << row_bits) - 1;
  for (size_t i = 0; i < words.size(); ++i) {
    const uint64_t pair = words[i] >> row_bits;
    ends[i] = PackEnds(pair >> target_bits, pair & target_mask);
    order[i] = static_cast<uint32_t>(words[i] & row_mask);
  }
}

Error Damaged() { return CorruptionError("DamagedFile", "a temporary file is damaged"); }

}  // namespace

void EdgeTable::Append(std::span<const NodeId> sources, std::span<const NodeId> targets,
                       std::span<const KeyedColumn> columns) {
  const size_t before = ends_.size();
  ends_.resize(before + sources.size());
  for (size_t i = 0; i < sources.size(); ++i) {
    ends_[before + i] = PackEnds(sources[i].value, targets[i].value);
  }
  row_count_ += sources.size();
  for (const auto& [key, column] : columns) {
    ColumnBuffer& buffer = columns_[key];
    if (buffer.row_count() < before) buffer.AppendAbsent(before - buffer.row_count());
    buffer.Append(*column, 0, sources.size());
  }
  for (auto& [key, buffer] : columns_) {
    if (buffer.row_count() < ends_.size()) buffer.AppendAbsent(ends_.size() - buffer.row_count());
  }
}

size_t EdgeTable::MemorySize() const {
  size_t size = ends_.capacity() * sizeof(uint64_t) + ends_.size() * 2 * sizeof(Row);
  for (const auto& [key, buffer] : columns_) size += buffer.MemorySize();
  return size;
}

void EdgeTable::SortRows() {
  order_.resize(ends_.size());
  if (std::is_sorted(ends_.begin(), ends_.end())) {
    std::iota(order_.begin(), order_.end(), 0);
    return;
  }
  uint64_t used = 0;
  for (const uint64_t ends : ends_) used |= ends;
  const auto source_bits = static_cast<unsigned>(std::bit_width(SourceOf(used)));
  const auto target_bits = static_cast<unsigned>(std::bit_width(TargetOf(used)));
  const auto row_bits = static_cast<unsigned>(std::bit_width(ends_.size()));
  if (source_bits + target_bits + row_bits <= 64) {
    const bool targets_ascend = std::ranges::is_sorted(ends_, {}, TargetOf);
    SortWords(target_bits, row_bits, targets_ascend, ends_, order_);
    return;
  }
  std::vector<Row> rows(ends_.size());
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = {ends_[i], static_cast<uint32_t>(i)};
  RadixSort(rows, [](const Row& row) { return row.ends; });
  for (size_t i = 0; i < rows.size(); ++i) {
    ends_[i] = rows[i].ends;
    order_[i] = rows[i].row;
  }
}

// A page: varint count | packed sources, targets, numbers | per column: varint key, length-prefixed
// column chunk.
Result<void> EdgeTable::WritePage(RunFile& file, size_t begin, size_t end) {
  std::string page;
  ByteWriter writer(page);
  writer.Varint(end - begin);
  std::vector<int64_t> ids;
  for (const auto end_of : {SourceOf, TargetOf}) {
    ids.clear();
    for (size_t i = begin; i < end; ++i) ids.push_back(static_cast<int64_t>(end_of(ends_[i])));
    PackIntegers(ids, writer);
  }
  const uint64_t first_number = row_count_ - ends_.size();
  ids.clear();
  for (size_t i = begin; i < end; ++i) {
    ids.push_back(static_cast<int64_t>(first_number + order_[i]));
  }
  PackIntegers(ids, writer);
  const std::span<const uint32_t> rows = std::span(order_).subspan(begin, end - begin);
  for (const auto& [key, buffer] : columns_) {
    std::string chunk;
    if (!buffer.EncodeChunk(rows, chunk)) continue;
    writer.Varint(key.value);
    writer.LengthPrefixed(chunk);
  }
  return file.Append(page);
}

Result<void> EdgeTable::Spill() {
  if (ends_.empty()) return {};
  SortRows();
  Run run;
  RONDO_TRY_ASSIGN(run.file, RunFile::Create(run_path_ + std::to_string(runs_.size())));
  for (size_t begin = 0; begin < ends_.size(); begin += kGroupSize) {
    RONDO_TRY(WritePage(*run.file, begin, std::min<size_t>(begin + kGroupSize, ends_.size())));
  }
  runs_.push_back(std::move(run));
  ends_ = std::vector<uint64_t>();
  order_ = std::vector<uint32_t>();
  columns_.clear();
  return {};
}

Result<void> EdgeTable::ReadPage(Run& run) {
  std::string page;
  RONDO_TRY_ASSIGN(const bool any, run.file->Next(page));
  run.at_end = !any;
  if (!any) return {};
  ByteReader reader(page);
  const size_t count = reader.BoundedVarint(kGroupSize);
  const std::vector<int64_t> sources = UnpackIntegers(count, reader);
  const std::vector<int64_t> targets = UnpackIntegers(count, reader);
  const std::vector<int64_t> numbers = UnpackIntegers(count, reader);
  if (!reader.ok()) return Damaged();
  run.numbers.assign(numbers.begin(), numbers.end());
  run.ends.clear();
  for (size_t i = 0; i < count; ++i) {
    run.ends.push_back(
        PackEnds(static_cast<uint64_t>(sources[i]), static_cast<uint64_t>(targets[i])));
  }
  run.columns.clear();
  while (!reader.at_end()) {
    const PropertyKeyId key(static_cast<uint32_t>(reader.Varint()));
    const std::string_view chunk = reader.LengthPrefixed();
    if (!reader.ok()) return Damaged();
    RONDO_TRY(run.columns[key].DecodeBase(chunk));
  }
  run.next = 0;
  return {};
}

Result<void> EdgeTable::Sort() {
  next_ = 0;
  if (runs_.empty()) {
    SortRows();
    return {};
  }
  RONDO_TRY(Spill());
  for (Run& run : runs_) {
    RONDO_TRY(run.file->Rewind());
    RONDO_TRY(ReadPage(run));
  }
  order_.resize(kGroupSize);
  std::iota(order_.begin(), order_.end(), 0);
  return {};
}

Result<void> EdgeTable::Merge(size_t count) {
  merged_ends_.clear();
  numbers_.clear();
  for (auto& [key, buffer] : merged_columns_) buffer.Clear();
  while (merged_ends_.size() < count) {
    // Of equal edges those of the earlier run came first.
    Run* least = nullptr;
    for (Run& run : runs_) {
      if (run.at_end) continue;
      if (least == nullptr || run.ends[run.next] < least->ends[least->next]) least = &run;
    }
    if (least == nullptr) break;
    for (const auto& [key, chunk] : least->columns) {
      if (!chunk.Has(static_cast<Lane>(least->next))) continue;
      ColumnBuffer& buffer = merged_columns_[key];
      buffer.AppendAbsent(merged_ends_.size() - buffer.row_count());
      buffer.Append(chunk.Get(static_cast<Lane>(least->next)));
    }
    merged_ends_.push_back(least->ends[least->next]);
    numbers_.push_back(least->numbers[least->next]);
    if (++least->next == least->ends.size()) RONDO_TRY(ReadPage(*least));
  }
  for (auto& [key, buffer] : merged_columns_) {
    buffer.AppendAbsent(merged_ends_.size() - buffer.row_count());
  }
  return {};
}

Result<EdgeTable::Rows> EdgeTable::Read(size_t count) {
  if (!runs_.empty()) {
    RONDO_TRY(Merge(count));
    return Rows{merged_ends_, numbers_, std::span(order_).first(merged_ends_.size())};
  }
  const size_t begin = next_;
  next_ = std::min(begin + count, ends_.size());
  const auto rows = std::span<const uint32_t>(order_).subspan(begin, next_ - begin);
  numbers_.assign(rows.begin(), rows.end());
  return Rows{std::span<const uint64_t>(ends_).subspan(begin, next_ - begin), numbers_, rows};
}

}  // namespace rondo
