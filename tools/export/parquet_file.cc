#include "tools/export/parquet_file.h"

#include <bit>
#include <cstring>
#include <utility>

#include "graph/model/temporal_text.h"
#include "graph/model/value_json.h"

namespace rondo {
namespace {

constexpr std::string_view kMagic = "PAR1";
constexpr uint64_t kRowGroupRowsMax = 65'536;
constexpr uint64_t kRowGroupSizeMax = uint64_t{64} << 20;

// Numbers of the format; see parquet.thrift.
constexpr int kPlain = 0;
constexpr int kRle = 3;
constexpr int kDataPage = 0;
constexpr int kUncompressed = 0;
constexpr int kOptional = 1;

int PhysicalType(ParquetType type) {
  switch (type) {
    case ParquetType::kBoolean:
      return 0;
    case ParquetType::kDate:
      return 1;  // INT32
    case ParquetType::kInteger:
      return 2;  // INT64
    case ParquetType::kFloat:
      return 5;  // DOUBLE
    case ParquetType::kText:
      return 6;  // BYTE_ARRAY
  }
  return 6;
}

/// UTF8 for text, DATE for days; -1 for none.
int ConvertedType(ParquetType type) {
  constexpr int kUtf8 = 0;
  constexpr int kDate = 6;
  if (type == ParquetType::kText) {
    return kUtf8;
  }
  return type == ParquetType::kDate ? kDate : -1;
}

template <typename Integer>
void AppendLittleEndian(Integer number, std::string& out) {
  for (size_t byte = 0; byte < sizeof(Integer); ++byte) {
    out += static_cast<char>((number >> (8 * byte)) & 0xFF);
  }
}

void AppendVarint(uint64_t number, std::string& out) {
  while (number >= 0x80) {
    out += static_cast<char>((number & 0x7F) | 0x80);
    number >>= 7U;
  }
  out += static_cast<char>(number);
}

/// Thrift's compact protocol, as far as the metadata needs it. Fields of a struct ascend.
class ThriftWriter {
 public:
  explicit ThriftWriter(std::string& out) : out_(out) {}

  void I32(int field, int64_t number) { Integer(field, kI32, number); }
  void I64(int field, uint64_t number) { Integer(field, kI64, static_cast<int64_t>(number)); }
  void Binary(int field, std::string_view text) {
    Field(field, kBinary);
    Text(text);
  }
  void List(int field, int element_type, size_t size) {
    constexpr size_t kShortListMax = 14;
    Field(field, kList);
    if (size <= kShortListMax) {
      out_ += static_cast<char>((size << 4U) | static_cast<size_t>(element_type));
    } else {
      out_ += static_cast<char>(0xF0 | element_type);
      AppendVarint(size, out_);
    }
  }
  void BeginField(int field) {
    Field(field, kStruct);
    Begin();
  }
  /// A struct that is an element of a list.
  void Begin() { last_fields_.push_back(std::exchange(last_field_, 0)); }
  void End() {
    out_ += '\0';
    last_field_ = last_fields_.back();
    last_fields_.pop_back();
  }
  void Text(std::string_view text) {
    AppendVarint(text.size(), out_);
    out_ += text;
  }
  void Number(int64_t number) { AppendVarint(ZigZag(number), out_); }

  static constexpr int kI32 = 5;
  static constexpr int kI64 = 6;
  static constexpr int kBinary = 8;
  static constexpr int kList = 9;
  static constexpr int kStruct = 12;

 private:
  static uint64_t ZigZag(int64_t number) {
    return (static_cast<uint64_t>(number) << 1U) ^ static_cast<uint64_t>(number >> 63);
  }
  void Field(int field, int type) {
    out_ += static_cast<char>(((field - last_field_) << 4) | type);
    last_field_ = field;
  }
  void Integer(int field, int type, int64_t number) {
    Field(field, type);
    Number(number);
  }

  std::string& out_;
  int last_field_ = 0;
  std::vector<int> last_fields_;
};

/// Which rows have a value, as runs.
std::string LevelBytes(const std::vector<uint8_t>& levels) {
  std::string runs;
  for (size_t begin = 0; begin < levels.size();) {
    size_t end = begin;
    while (end < levels.size() && levels[end] == levels[begin]) {
      ++end;
    }
    AppendVarint((end - begin) << 1U, runs);
    runs += static_cast<char>(levels[begin]);
    begin = end;
  }
  std::string bytes;
  AppendLittleEndian(static_cast<uint32_t>(runs.size()), bytes);
  return bytes + runs;
}

std::string BitBytes(const std::vector<uint8_t>& booleans) {
  std::string bytes((booleans.size() + 7) / 8, '\0');
  for (size_t index = 0; index < booleans.size(); ++index) {
    bytes[index / 8] = static_cast<char>(bytes[index / 8] | (booleans[index] << (index % 8)));
  }
  return bytes;
}

void AppendText(const Value& value, std::string& text) {
  if (value.is(Value::Kind::kString)) {
    text += value.string();
  } else if (value.is_temporal() || value.is(Value::Kind::kDuration)) {
    AppendTemporalText(value, text);
  } else {
    AppendValueJson(value, text);
  }
}

}  // namespace

ParquetFile::ParquetFile(Output& output, std::vector<ParquetColumn> columns)
    : output_(output), columns_(std::move(columns)), buffers_(columns_.size()) {
  WriteBytes(kMagic);
}

void ParquetFile::WriteBytes(std::string_view bytes) {
  output_.Write(bytes);
  position_ += bytes.size();
}

bool ParquetFile::Append(ParquetType type, const Value& value, Buffer& buffer) {
  switch (type) {
    case ParquetType::kInteger:
      if (!value.is(Value::Kind::kInteger)) {
        return false;
      }
      AppendLittleEndian(static_cast<uint64_t>(value.integer()), buffer.data);
      return true;
    case ParquetType::kFloat:
      if (!value.is_number()) {
        return false;
      }
      AppendLittleEndian(std::bit_cast<uint64_t>(value.number()), buffer.data);
      return true;
    case ParquetType::kBoolean:
      if (!value.is(Value::Kind::kBoolean)) {
        return false;
      }
      buffer.booleans.push_back(value.boolean() ? 1 : 0);
      return true;
    case ParquetType::kDate: {
      if (!value.is(Value::Kind::kDate) ||
          value.date().epoch_days != static_cast<int32_t>(value.date().epoch_days)) {
        return false;
      }
      AppendLittleEndian(static_cast<uint32_t>(value.date().epoch_days), buffer.data);
      return true;
    }
    case ParquetType::kText:
      text_.clear();
      AppendText(value, text_);
      AppendLittleEndian(static_cast<uint32_t>(text_.size()), buffer.data);
      buffer.data += text_;
      return true;
  }
  return false;
}

void ParquetFile::Set(size_t column_index, const Value& value) {
  Buffer& buffer = buffers_[column_index];
  const size_t size_before = buffer.data.size();
  if (!value.is_null() && Append(columns_[column_index].type, value, buffer)) {
    buffer.levels.push_back(1);
    buffered_size_ += buffer.data.size() - size_before;
  }
}

void ParquetFile::EndRow() {
  ++row_count_;
  for (Buffer& buffer : buffers_) {
    buffer.levels.resize(row_count_, 0);
  }
  if (row_count_ >= kRowGroupRowsMax || buffered_size_ >= kRowGroupSizeMax) {
    WriteRowGroup();
  }
}

void ParquetFile::WriteRowGroup() {
  RowGroup group;
  group.row_count = row_count_;
  for (size_t index = 0; index < columns_.size(); ++index) {
    Buffer& buffer = buffers_[index];
    std::string page = LevelBytes(buffer.levels);
    page += columns_[index].type == ParquetType::kBoolean ? BitBytes(buffer.booleans) : buffer.data;
    std::string header;
    ThriftWriter thrift(header);
    thrift.Begin();
    thrift.I32(1, kDataPage);
    thrift.I32(2, static_cast<int64_t>(page.size()));
    thrift.I32(3, static_cast<int64_t>(page.size()));
    thrift.BeginField(5);
    thrift.I32(1, static_cast<int64_t>(row_count_));
    thrift.I32(2, kPlain);
    thrift.I32(3, kRle);
    thrift.I32(4, kRle);
    thrift.End();
    thrift.End();
    group.chunks.push_back({position_, header.size() + page.size()});
    WriteBytes(header);
    WriteBytes(page);
    buffer = Buffer();
  }
  row_groups_.push_back(std::move(group));
  row_count_ = 0;
  buffered_size_ = 0;
}

std::string ParquetFile::Footer() const {
  std::string footer;
  ThriftWriter thrift(footer);
  uint64_t row_count = 0;
  for (const RowGroup& group : row_groups_) {
    row_count += group.row_count;
  }
  thrift.Begin();
  thrift.I32(1, 1);
  thrift.List(2, ThriftWriter::kStruct, columns_.size() + 1);
  thrift.Begin();
  thrift.Binary(4, "schema");
  thrift.I32(5, static_cast<int64_t>(columns_.size()));
  thrift.End();
  for (const ParquetColumn& column : columns_) {
    thrift.Begin();
    thrift.I32(1, PhysicalType(column.type));
    thrift.I32(3, kOptional);
    thrift.Binary(4, column.name);
    if (const int converted = ConvertedType(column.type); converted >= 0) {
      thrift.I32(6, converted);
    }
    thrift.End();
  }
  thrift.I64(3, row_count);
  thrift.List(4, ThriftWriter::kStruct, row_groups_.size());
  for (const RowGroup& group : row_groups_) {
    uint64_t size = 0;
    thrift.Begin();
    thrift.List(1, ThriftWriter::kStruct, columns_.size());
    for (size_t index = 0; index < columns_.size(); ++index) {
      const Chunk& chunk = group.chunks[index];
      size += chunk.size;
      thrift.Begin();
      thrift.I64(2, chunk.offset);
      thrift.BeginField(3);
      thrift.I32(1, PhysicalType(columns_[index].type));
      thrift.List(2, ThriftWriter::kI32, 2);
      thrift.Number(kPlain);
      thrift.Number(kRle);
      thrift.List(3, ThriftWriter::kBinary, 1);
      thrift.Text(columns_[index].name);
      thrift.I32(4, kUncompressed);
      thrift.I64(5, group.row_count);
      thrift.I64(6, chunk.size);
      thrift.I64(7, chunk.size);
      thrift.I64(9, chunk.offset);
      thrift.End();
      thrift.End();
    }
    thrift.I64(2, size);
    thrift.I64(3, group.row_count);
    thrift.End();
  }
  thrift.Binary(6, "rondo");
  thrift.End();
  return footer;
}

Result<void> ParquetFile::Finish() {
  if (row_count_ > 0) {
    WriteRowGroup();
  }
  const std::string footer = Footer();
  WriteBytes(footer);
  std::string size;
  AppendLittleEndian(static_cast<uint32_t>(footer.size()), size);
  WriteBytes(size);
  WriteBytes(kMagic);
  return output_.status();
}

}  // namespace rondo
