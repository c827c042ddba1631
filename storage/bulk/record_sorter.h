#pragma once

// RecordSorter: takes (key, value) pairs of bytes in any order and gives them back ascending by
// key. What is told to leave memory goes to sorted runs on disk, which are merged at the end.
//
// Thread rule: one thread at a time.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "storage/bulk/run_file.h"
#include "storage/ordered_store.h"

namespace rondo {

class RecordSorter final : public OrderedSource {
 public:
  /// Runs are files whose paths begin with `run_path`.
  explicit RecordSorter(std::string run_path) : run_path_(std::move(run_path)) {}

  void Add(std::string_view key, std::string_view value);
  size_t MemorySize() const;
  /// Moves what is in memory to a run.
  Result<void> Spill();

  /// Ends adding; Next then begins with the least key.
  Result<void> Sort();
  /// Pairs with equal keys come one after the other. The views live until the next call.
  Result<bool> Next(std::string_view& key, std::string_view& value) override;

 private:
  static constexpr size_t kBlockSize = size_t{1} << 20;

  struct Entry {
    uint64_t prefix;  // The key's first bytes, so that most comparisons need no more.
    const char* data;
    uint32_t key_size;
    uint32_t value_size;

    std::string_view key() const { return {data, key_size}; }
    std::string_view value() const { return {data + key_size, value_size}; }
  };
  struct Run {
    std::unique_ptr<RunFile> file;
    std::string page;
    std::string_view rest;  // Of the page.
    std::string_view key;
    std::string_view value;
    bool at_end = false;
  };

  char* Allocate(size_t size);
  void SortEntries();
  static Result<void> Advance(Run& run);

  const std::string run_path_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t block_size_ = 0;  // Of the last block.
  size_t block_used_ = 0;
  size_t blocks_size_ = 0;
  std::vector<Entry> entries_;
  size_t next_entry_ = 0;
  std::vector<Run> runs_;
  Run* last_run_ = nullptr;  // That gave the last pair.
};

}  // namespace rondo
