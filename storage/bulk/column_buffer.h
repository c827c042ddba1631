#pragma once

// ColumnBuffer: the values of one property for rows that wait to become chunks, as typed arrays
// with one entry per row. It takes the kind of its first value and turns to mixed values when
// another kind arrives. Texts are numbers of a dictionary as long as there are few different ones,
// which is usual, and lie one after the other once there are many.
//
// Thread rule: as a vector.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/bulk_loader.h"
#include "storage/chunk/column_chunk.h"
#include "storage/chunk/encoding/text_dictionary.h"

namespace rondo {

class ColumnBuffer {
 public:
  size_t row_count() const { return present_.size(); }
  void AppendAbsent(size_t count);
  /// Appends `count` rows of `column`, from row `begin` on.
  void Append(const BulkColumn& column, size_t begin, size_t count);
  /// Appends one row. Null: absent.
  void Append(const Value& value);
  /// The value of a row; null where absent.
  Value Get(size_t row) const;

  /// Appends the payload of a column chunk with `rows` as its first lanes; false if none of them
  /// has a value, and then nothing is appended.
  bool EncodeChunk(std::span<const uint32_t> rows, std::string& out) const;

  size_t MemorySize() const;
  /// Forgets the rows, keeps the memory.
  void Clear();

 private:
  using Layout = ColumnChunk::Layout;

  std::string_view Text(size_t row) const {
    if (coded_) return dictionary_.Text(codes_[row]);
    const size_t begin = row == 0 ? 0 : text_ends_[row - 1];
    return std::string_view(text_).substr(begin, text_ends_[row] - begin);
  }
  void AppendText(bool is_present, std::string_view text);
  /// Leaves the dictionary.
  void Spell();
  void EncodeCodes(const GroupBitmap& present, std::span<const uint32_t> rows,
                   std::string& out) const;
  void AppendTyped(const BulkColumn& column, size_t begin, size_t count);
  void FillAbsent(size_t count);
  void TurnMixed();

  Layout layout_ = Layout::kEmpty;
  bool coded_ = true;
  TextDictionary dictionary_;  // Kept when the rows are forgotten.
  size_t absent_count_ = 0;
  std::vector<uint8_t> present_;
  // By row, the one that the layout uses.
  std::vector<int64_t> integers_;  // kBoolean, kInteger, kDate
  std::vector<double> floats_;
  std::vector<uint32_t> codes_;  // kString, while coded_
  std::string text_;             // kString, otherwise
  std::vector<uint64_t> text_ends_;
  std::vector<Value> mixed_;
};

}  // namespace rondo
