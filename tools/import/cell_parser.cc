#include "tools/import/cell_parser.h"

#include <charconv>
#include <cstring>
#include <utility>

#include "graph/model/temporal_text.h"
#include "tools/import/json_value.h"

namespace rondo::import {
namespace {

Value::Kind KindOf(ColumnType type) {
  switch (type) {
    case ColumnType::kString:
      return Value::Kind::kString;
    case ColumnType::kInteger:
      return Value::Kind::kInteger;
    case ColumnType::kFloat:
      return Value::Kind::kFloat;
    case ColumnType::kBoolean:
      return Value::Kind::kBoolean;
    case ColumnType::kDate:
      return Value::Kind::kDate;
    case ColumnType::kLocalTime:
      return Value::Kind::kLocalTime;
    case ColumnType::kTime:
      return Value::Kind::kTime;
    case ColumnType::kLocalDateTime:
      return Value::Kind::kLocalDateTime;
    case ColumnType::kDateTime:
      return Value::Kind::kDateTime;
    case ColumnType::kDuration:
      return Value::Kind::kDuration;
    case ColumnType::kJson:
      return Value::Kind::kMap;  // Stands for any kind: its rows are in `values`.
  }
  return Value::Kind::kString;
}

Error WrongCell(const PropertySource& source, std::string_view text, std::string_view wanted) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedCell",
                      "column `" + source.column + "`: `" + std::string(text.substr(0, 80)) +
                          "` is no " + std::string(wanted));
}

template <typename Number>
std::optional<Number> ParseNumber(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

std::optional<bool> ParseBoolean(std::string_view text) {
  for (std::string_view word : {"true", "True", "TRUE", "1"}) {
    if (text == word) {
      return true;
    }
  }
  for (std::string_view word : {"false", "False", "FALSE", "0"}) {
    if (text == word) {
      return false;
    }
  }
  return std::nullopt;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

/// Days from 1970-01-01 for YYYY-MM-DD with a valid day, by far the most frequent form; nullopt for
/// all else. Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
std::optional<int64_t> ParsePlainDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  constexpr int kDigitPlaces[] = {0, 1, 2, 3, 5, 6, 8, 9};
  for (int place : kDigitPlaces) {
    if (text[static_cast<size_t>(place)] < '0' || text[static_cast<size_t>(place)] > '9') {
      return std::nullopt;
    }
  }
  auto digit = [&](size_t place) { return int64_t{text[place] - '0'}; };
  int64_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const int64_t month = digit(5) * 10 + digit(6);
  const int64_t day = digit(8) * 10 + digit(9);
  if (month < 1 || month > 12 || day < 1 || day > 28) {
    return std::nullopt;  // The ends of months are left to the full parser.
  }
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719'468;
}

Result<Date> ParseDateCell(const PropertySource& source, std::string_view text) {
  if (const auto days = ParsePlainDate(text)) {
    return Date{*days};
  }
  auto date = ParseDate(text);
  if (!date.ok()) {
    return WrongCell(source, text, "date");
  }
  return date;
}

/// One value of the source's type, for lists and for kinds without a vector of their own.
Result<Value> ParseValue(const PropertySource& source, std::string_view text) {
  switch (source.type) {
    case ColumnType::kString:
      return Value(text);
    case ColumnType::kInteger:
      if (const auto number = ParseNumber<int64_t>(Trim(text))) {
        return Value(*number);
      }
      return WrongCell(source, text, "integer");
    case ColumnType::kFloat:
      if (const auto number = ParseNumber<double>(Trim(text))) {
        return Value(*number);
      }
      return WrongCell(source, text, "float");
    case ColumnType::kBoolean:
      if (const auto boolean = ParseBoolean(Trim(text))) {
        return Value(*boolean);
      }
      return WrongCell(source, text, "boolean (true or false)");
    case ColumnType::kDate: {
      RONDO_TRY_ASSIGN(const Date date, ParseDateCell(source, Trim(text)));
      return Value(date);
    }
    case ColumnType::kJson:
      if (auto value = ParseJsonCell(text)) {
        return std::move(*value);
      }
      return WrongCell(source, text, "JSON");
    default: {
      auto value = ParseTemporal(KindOf(source.type), Trim(text));
      if (!value.ok()) {
        return WrongCell(source, text, KindName(KindOf(source.type)));
      }
      return value;
    }
  }
}

Result<Value> ParseList(const PropertySource& source, std::string_view text) {
  ListValue list;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(source.list_delimiter, begin), text.size());
    RONDO_TRY_ASSIGN(Value element, ParseValue(source, text.substr(begin, end - begin)));
    list.push_back(std::move(element));
    begin = end + 1;
  }
  return Value(std::move(list));
}

void AppendMissing(BulkColumn& column) {
  column.present.push_back(0);
  switch (column.kind) {
    case Value::Kind::kBoolean:
    case Value::Kind::kInteger:
    case Value::Kind::kDate:
      column.integers.push_back(0);
      break;
    case Value::Kind::kFloat:
      column.floats.push_back(0.0);
      break;
    case Value::Kind::kString:
      column.strings.emplace_back();
      break;
    default:
      column.values.emplace_back();
  }
}

}  // namespace

std::string_view TextArena::Keep(std::string_view text) {
  if (block_count_used_ == 0 ||
      blocks_[block_count_used_ - 1].capacity() - blocks_[block_count_used_ - 1].size() <
          text.size()) {
    if (block_count_used_ == blocks_.size()) {
      blocks_.emplace_back();
    }
    std::string& fresh = blocks_[block_count_used_++];
    fresh.clear();
    fresh.reserve(std::max(kBlockSize, text.size()));
  }
  std::string& block = blocks_[block_count_used_ - 1];
  const size_t begin = block.size();
  block.append(text);
  return std::string_view(block).substr(begin);
}

void TextArena::Clear() { block_count_used_ = 0; }

BulkColumn MakeColumn(const PropertySource& source) {
  BulkColumn column;
  column.property = source.property;
  if (source.is_presence) {
    column.kind = Value::Kind::kBoolean;
  } else {
    column.kind = source.is_list ? Value::Kind::kList : KindOf(source.type);
  }
  return column;
}

Result<void> AppendCell(const PropertySource& source, const CsvField& cell, TextArena& arena,
                        BulkColumn& column) {
  const bool is_missing = cell.text.empty() && !cell.quoted;
  if (source.is_presence) {
    column.present.push_back(1);
    column.integers.push_back(is_missing ? 0 : 1);
    return {};
  }
  // An empty text is a value only for strings.
  if (is_missing || (cell.text.empty() && (source.is_list || source.type != ColumnType::kString))) {
    AppendMissing(column);
    return {};
  }
  switch (column.kind) {
    case Value::Kind::kString:
      column.strings.push_back(arena.Keep(cell.text));
      break;
    case Value::Kind::kList: {
      RONDO_TRY_ASSIGN(Value list, ParseList(source, cell.text));
      column.values.push_back(std::move(list));
      break;
    }
    case Value::Kind::kDate: {
      RONDO_TRY_ASSIGN(const Date date, ParseDateCell(source, Trim(cell.text)));
      column.integers.push_back(date.epoch_days);
      break;
    }
    default: {
      RONDO_TRY_ASSIGN(Value value, ParseValue(source, cell.text));
      if (column.kind == Value::Kind::kInteger) {
        column.integers.push_back(value.integer());
      } else if (column.kind == Value::Kind::kBoolean) {
        column.integers.push_back(value.boolean() ? 1 : 0);
      } else if (column.kind == Value::Kind::kFloat) {
        column.floats.push_back(value.floating());
      } else {
        column.values.push_back(std::move(value));
      }
    }
  }
  column.present.push_back(1);
  return {};
}

void DropLastRow(BulkColumn& column) {
  column.present.pop_back();
  switch (column.kind) {
    case Value::Kind::kBoolean:
    case Value::Kind::kInteger:
    case Value::Kind::kDate:
      column.integers.pop_back();
      break;
    case Value::Kind::kFloat:
      column.floats.pop_back();
      break;
    case Value::Kind::kString:
      column.strings.pop_back();
      break;
    default:
      column.values.pop_back();
  }
}

namespace {

/// Of a column that holds its rows in `values`, whatever their kinds.
constexpr Value::Kind kMixedKind = Value::Kind::kMap;

}  // namespace

void MergeColumn(const BulkColumn& column, BulkColumn& into) {
  BulkColumn mixed;
  mixed.property = into.property;
  mixed.kind = kMixedKind;
  for (size_t row = 0; row < into.present.size(); ++row) {
    const BulkColumn& source = column.present[row] != 0 ? column : into;
    mixed.present.push_back(source.present[row]);
    mixed.values.push_back(source.ValueAt(row));
  }
  into = std::move(mixed);
}

}  // namespace rondo::import
