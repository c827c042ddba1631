#pragma once

// A Parquet file of flat, optional columns: plain encoding, no compression, one data page for each
// column of a row group. Streams: at most one row group is held in memory.
// Format: https://parquet.apache.org/docs/file-format/ (metadata in Thrift's compact protocol).
// Thread rule: belongs to one thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "tools/output/output.h"

namespace rondo {

enum class ParquetType : uint8_t { kInteger, kFloat, kBoolean, kDate, kText };

struct ParquetColumn {
  std::string name;
  ParquetType type = ParquetType::kText;
};

class ParquetFile {
 public:
  /// The output must outlive the file.
  ParquetFile(Output& output, std::vector<ParquetColumn> columns);

  /// Sets a column of the row that is being made; columns that are not set are null. A value of
  /// another type than the column's becomes text in text columns and null in all others.
  void Set(size_t column_index, const Value& value);
  void EndRow();

  /// Writes what is left and the footer. The file is complete then, unless the output failed.
  Result<void> Finish();

 private:
  struct Buffer {
    std::string data;             // Plain-encoded values.
    std::vector<uint8_t> levels;  // 1 where the row has a value.
    std::vector<uint8_t> booleans;
  };
  struct Chunk {
    uint64_t offset = 0;
    uint64_t size = 0;
  };
  struct RowGroup {
    uint64_t row_count = 0;
    std::vector<Chunk> chunks;
  };

  bool Append(ParquetType type, const Value& value, Buffer& buffer);
  void WriteRowGroup();
  void WriteBytes(std::string_view bytes);
  std::string Footer() const;

  Output& output_;
  std::vector<ParquetColumn> columns_;
  std::vector<Buffer> buffers_;
  std::vector<RowGroup> row_groups_;
  uint64_t position_ = 0;
  uint64_t row_count_ = 0;  // Of the row group that is being filled.
  uint64_t buffered_size_ = 0;
  std::string text_;
};

}  // namespace rondo
