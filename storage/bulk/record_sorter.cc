#include "storage/bulk/record_sorter.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "storage/codec/byte_io.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

constexpr size_t kPageSize = size_t{64} << 10;

}  // namespace

char* RecordSorter::Allocate(size_t size) {
  if (block_used_ + size > block_size_) {
    block_size_ = std::max(size, kBlockSize);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size_));
    blocks_size_ += block_size_;
    block_used_ = 0;
  }
  char* result = blocks_.back().get() + block_used_;
  block_used_ += size;
  return result;
}

void RecordSorter::Add(std::string_view key, std::string_view value) {
  char* data = Allocate(key.size() + value.size());
  std::memcpy(data, key.data(), key.size());
  if (!value.empty()) std::memcpy(data + key.size(), value.data(), value.size());
  entries_.push_back({PrefixOf(key), data, static_cast<uint32_t>(key.size()),
                      static_cast<uint32_t>(value.size())});
}

size_t RecordSorter::MemorySize() const {
  return blocks_size_ + entries_.capacity() * sizeof(Entry);
}

void RecordSorter::SortEntries() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
    return left.prefix != right.prefix ? left.prefix < right.prefix : left.key() < right.key();
  });
}

Result<void> RecordSorter::Spill() {
  if (entries_.empty()) return {};
  SortEntries();
  Run run;
  RONDO_TRY_ASSIGN(run.file, RunFile::Create(run_path_ + std::to_string(runs_.size())));
  std::string page;
  ByteWriter writer(page);
  for (const Entry& entry : entries_) {
    writer.LengthPrefixed(entry.key());
    writer.LengthPrefixed(entry.value());
    if (page.size() < kPageSize) continue;
    RONDO_TRY(run.file->Append(page));
    page.clear();
  }
  if (!page.empty()) RONDO_TRY(run.file->Append(page));
  runs_.push_back(std::move(run));
  entries_ = std::vector<Entry>();
  blocks_.clear();
  block_size_ = block_used_ = blocks_size_ = 0;
  return {};
}

Result<void> RecordSorter::Advance(Run& run) {
  if (run.rest.empty()) {
    RONDO_TRY_ASSIGN(const bool any, run.file->Next(run.page));
    run.at_end = !any;
    if (!any) return {};
    run.rest = run.page;
  }
  ByteReader reader(run.rest);
  run.key = reader.LengthPrefixed();
  run.value = reader.LengthPrefixed();
  if (!reader.ok()) return CorruptionError("DamagedFile", "a temporary file is damaged");
  run.rest.remove_prefix(run.rest.size() - reader.remaining());
  return {};
}

Result<void> RecordSorter::Sort() {
  SortEntries();
  next_entry_ = 0;
  last_run_ = nullptr;
  for (Run& run : runs_) {
    RONDO_TRY(run.file->Rewind());
    RONDO_TRY(Advance(run));
  }
  return {};
}

Result<bool> RecordSorter::Next(std::string_view& key, std::string_view& value) {
  if (last_run_ != nullptr) RONDO_TRY(Advance(*last_run_));
  last_run_ = nullptr;
  for (Run& run : runs_) {
    if (!run.at_end && (last_run_ == nullptr || run.key < last_run_->key)) last_run_ = &run;
  }
  const bool in_memory = next_entry_ < entries_.size();
  if (in_memory && (last_run_ == nullptr || entries_[next_entry_].key() < last_run_->key)) {
    last_run_ = nullptr;
    key = entries_[next_entry_].key();
    value = entries_[next_entry_].value();
    ++next_entry_;
    return true;
  }
  if (last_run_ == nullptr) return false;
  key = last_run_->key;
  value = last_run_->value;
  return true;
}

}  // namespace rondo
