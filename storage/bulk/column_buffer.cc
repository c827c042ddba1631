#include "storage/bulk/column_buffer.h"

#include <algorithm>
#include <utility>

#include "graph/base/check.h"

namespace rondo {
namespace {

using Layout = ColumnChunk::Layout;

// Beyond these a dictionary costs more than it saves.
constexpr uint32_t kTextsMax = 1 << 15;
constexpr size_t kDictionarySizeMax = size_t{4} << 20;

bool IsTyped(Value::Kind kind) { return ColumnChunk::LayoutFor(kind) != Layout::kMixed; }

}  // namespace

void ColumnBuffer::FillAbsent(size_t count) {
  switch (layout_) {
    case Layout::kEmpty:
      break;
    case Layout::kBoolean:
    case Layout::kInteger:
    case Layout::kDate:
      integers_.resize(count);
      break;
    case Layout::kFloat:
      floats_.resize(count);
      break;
    case Layout::kString:
      if (coded_) {
        codes_.resize(count);
      } else {
        text_ends_.resize(count, text_.size());
      }
      break;
    case Layout::kMixed:
      mixed_.resize(count);
  }
}

void ColumnBuffer::AppendAbsent(size_t count) {
  present_.resize(present_.size() + count, 0);
  absent_count_ += count;
  FillAbsent(present_.size());
}

void ColumnBuffer::AppendText(bool is_present, std::string_view text) {
  if (coded_) {
    codes_.push_back(is_present ? dictionary_.NumberOf(text) : 0);
    if (dictionary_.size() > kTextsMax || dictionary_.MemorySize() > kDictionarySizeMax) Spell();
    return;
  }
  if (is_present) text_.append(text);
  text_ends_.push_back(text_.size());
}

void ColumnBuffer::Spell() {
  for (size_t row = 0; row < codes_.size(); ++row) {
    if (present_[row] != 0) text_.append(dictionary_.Text(codes_[row]));
    text_ends_.push_back(text_.size());
  }
  coded_ = false;
  codes_ = {};
  dictionary_ = {};
}

void ColumnBuffer::AppendTyped(const BulkColumn& column, size_t begin, size_t count) {
  const auto append = [&](const auto& from, auto& to) {
    const auto first = from.begin() + static_cast<std::ptrdiff_t>(begin);
    to.insert(to.end(), first, first + static_cast<std::ptrdiff_t>(count));
  };
  append(column.present, present_);
  absent_count_ += static_cast<size_t>(
      std::count(present_.end() - static_cast<std::ptrdiff_t>(count), present_.end(), 0));
  switch (layout_) {
    case Layout::kFloat:
      append(column.floats, floats_);
      break;
    case Layout::kString:
      for (size_t row = begin; row < begin + count; ++row) {
        AppendText(column.present[row] != 0, column.strings[row]);
      }
      break;
    default:
      append(column.integers, integers_);
  }
}

void ColumnBuffer::Append(const BulkColumn& column, size_t begin, size_t count) {
  if (layout_ == Layout::kEmpty && IsTyped(column.kind)) {
    layout_ = ColumnChunk::LayoutFor(column.kind);
    FillAbsent(row_count());
  }
  if (IsTyped(column.kind) && ColumnChunk::LayoutFor(column.kind) == layout_) {
    AppendTyped(column, begin, count);
    return;
  }
  for (size_t row = begin; row < begin + count; ++row) Append(column.ValueAt(row));
}

void ColumnBuffer::Append(const Value& value) {
  if (value.is_null()) return AppendAbsent(1);
  const Layout wanted = ColumnChunk::LayoutFor(value.kind());
  if (layout_ == Layout::kEmpty) {
    layout_ = wanted;
    FillAbsent(row_count());
  } else if (layout_ != wanted) {
    TurnMixed();
  }
  present_.push_back(1);
  switch (layout_) {
    case Layout::kBoolean:
      integers_.push_back(value.boolean() ? 1 : 0);
      break;
    case Layout::kInteger:
      integers_.push_back(value.integer());
      break;
    case Layout::kDate:
      integers_.push_back(value.date().epoch_days);
      break;
    case Layout::kFloat:
      floats_.push_back(value.floating());
      break;
    case Layout::kString:
      AppendText(true, value.string());
      break;
    default:
      mixed_.push_back(value);
  }
}

Value ColumnBuffer::Get(size_t row) const {
  if (present_[row] == 0) return {};
  switch (layout_) {
    case Layout::kBoolean:
      return Value(integers_[row] != 0);
    case Layout::kInteger:
      return Value(integers_[row]);
    case Layout::kDate:
      return Value(Date{integers_[row]});
    case Layout::kFloat:
      return Value(floats_[row]);
    case Layout::kString:
      return Value(Text(row));
    default:
      return mixed_[row];
  }
}

void ColumnBuffer::TurnMixed() {
  if (layout_ == Layout::kMixed) return;
  std::vector<Value> values;
  values.reserve(row_count());
  for (size_t row = 0; row < row_count(); ++row) values.push_back(Get(row));
  layout_ = Layout::kMixed;
  mixed_ = std::move(values);
  integers_ = std::vector<int64_t>();
  floats_ = std::vector<double>();
  text_ = std::string();
  text_ends_ = std::vector<uint64_t>();
  codes_ = std::vector<uint32_t>();
}

bool ColumnBuffer::EncodeChunk(std::span<const uint32_t> rows, std::string& out) const {
  RONDO_CHECK(rows.size() <= kGroupSize);
  GroupBitmap present;
  for (Lane lane = 0; lane < rows.size(); ++lane) {
    if (absent_count_ == 0 || present_[rows[lane]] != 0) present.Set(lane);
  }
  if (!present.Any()) return false;
  const auto collect = [&](auto value_of) {
    std::vector<decltype(value_of(uint32_t{0}))> values;
    values.reserve(rows.size());
    present.ForEach([&](Lane lane) { values.push_back(value_of(rows[lane])); });
    return values;
  };
  switch (layout_) {
    case Layout::kFloat:
      EncodeFloatColumn(present, collect([this](uint32_t row) { return floats_[row]; }), out);
      break;
    case Layout::kString:
      if (coded_) {
        EncodeCodes(present, rows, out);
        break;
      }
      EncodeTextColumn(present, collect([this](uint32_t row) { return Text(row); }), out);
      break;
    case Layout::kMixed: {
      ColumnChunk chunk;
      for (Lane lane = 0; lane < rows.size(); ++lane) chunk.Set(lane, mixed_[rows[lane]]);
      chunk.EncodeBase(out);
      break;
    }
    default:
      EncodeIntegerColumn(layout_, present,
                          collect([this](uint32_t row) { return integers_[row]; }), out);
  }
  return true;
}

void ColumnBuffer::EncodeCodes(const GroupBitmap& present, std::span<const uint32_t> rows,
                               std::string& out) const {
  constexpr int64_t kUnused = -1;
  std::vector<int64_t> code_of(dictionary_.size(), kUnused);  // In the chunk, by ours.
  std::vector<std::string_view> texts;
  std::vector<int64_t> codes;
  codes.reserve(rows.size());
  present.ForEach([&](Lane lane) {
    const uint32_t code = codes_[rows[lane]];
    if (code_of[code] == kUnused) {
      code_of[code] = static_cast<int64_t>(texts.size());
      texts.push_back(dictionary_.Text(code));
    }
    codes.push_back(code_of[code]);
  });
  EncodeTextColumn(present, texts, codes, out);
}

size_t ColumnBuffer::MemorySize() const {
  // A boxed value costs at least this beside what the array holds of it.
  constexpr size_t kBoxSize = 64;
  return present_.capacity() + integers_.capacity() * sizeof(int64_t) +
         floats_.capacity() * sizeof(double) + text_.capacity() +
         codes_.capacity() * sizeof(uint32_t) + dictionary_.MemorySize() +
         text_ends_.capacity() * sizeof(uint64_t) + mixed_.capacity() * (sizeof(Value) + kBoxSize);
}

void ColumnBuffer::Clear() {
  present_.clear();
  absent_count_ = 0;
  codes_.clear();
  integers_.clear();
  floats_.clear();
  text_.clear();
  text_ends_.clear();
  mixed_.clear();
  layout_ = Layout::kEmpty;
}

}  // namespace rondo
