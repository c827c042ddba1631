#pragma once

// TableReader: the rows of one CSV file with a header, filtered, with their columns found by name;
// BadRows: what becomes of those that are wrong.
//
// Thread rule: one thread at a time.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "query/execute/operator/csv_reader.h"
#include "tools/import/importer.h"

namespace rondo::import {

/// The rows that are wrong, counted and named.
class BadRows {
 public:
  BadRows(const ImportOptions& options, ImportSummary& summary)
      : options_(options), summary_(summary) {}

  void Add(std::string named) {
    ++summary_.bad_row_count;
    if (summary_.bad_rows.size() < options_.named_bad_row_count_max) {
      summary_.bad_rows.push_back(std::move(named));
    }
  }

  /// An error once no more bad rows can be taken.
  Result<void> CheckEnough() const {
    if (options_.skip_bad || summary_.bad_row_count < options_.named_bad_row_count_max) {
      return {};
    }
    return Refuse();
  }
  Result<void> CheckNone() const {
    if (options_.skip_bad || summary_.bad_row_count == 0) {
      return {};
    }
    return Refuse();
  }

 private:
  Error Refuse() const {
    std::string message =
        "nothing was imported, since there are bad rows (skip them with --skip-bad):";
    for (const std::string& row : summary_.bad_rows) {
      message += "\n  " + row;
    }
    return RuntimeError(ErrorCode::kInvalidData, "BadRows", std::move(message));
  }

  const ImportOptions& options_;
  ImportSummary& summary_;
};

/// Finds the columns of one file by name, reads its rows and filters them.
class TableReader {
 public:
  static Result<TableReader> Open(const std::string& path, char delimiter) {
    RONDO_TRY_ASSIGN(CsvReader reader, CsvReader::Open(path, delimiter));
    TableReader table(std::move(reader));
    RONDO_TRY_ASSIGN(const bool any, table.csv_.Next(table.fields_));
    if (!any) {
      return RuntimeError(
          ErrorCode::kInvalidData, "MalformedHeader",
          PlaceInFile(path, 1, "the file is empty; its first line must name the columns"));
    }
    for (const CsvField& field : table.fields_) {
      table.header_.emplace_back(field.text);
    }
    return table;
  }

  Result<size_t> FindColumn(const std::string& name) const {
    for (size_t index = 0; index < header_.size(); ++index) {
      if (header_[index] == name) {
        return index;
      }
    }
    return RuntimeError(ErrorCode::kInvalidData, "MissingColumn",
                        PlaceInFile(csv_.path(), 1, "there is no column `" + name + "`"));
  }

  Result<void> AddFilter(const RowFilter& filter) {
    RONDO_TRY_ASSIGN(const size_t column, FindColumn(filter.column));
    filters_.emplace_back(column, &filter.values);
    return {};
  }

  /// Reads the next row that passes the filters; bad ones are handed to `bad_rows`. False at the
  /// end.
  Result<bool> Next(BadRows& bad_rows) {
    while (true) {
      auto read = csv_.Next(fields_);
      if (!read.ok() && read.error().code == ErrorCode::kInvalidData) {
        bad_rows.Add(read.error().message);
        RONDO_TRY(bad_rows.CheckEnough());
        continue;
      }
      RONDO_TRY_ASSIGN(const bool any, std::move(read));
      if (!any) {
        return false;
      }
      if (fields_.size() != header_.size()) {
        bad_rows.Add(Named("the row has " + std::to_string(fields_.size()) +
                           " fields, the header " + std::to_string(header_.size())));
        RONDO_TRY(bad_rows.CheckEnough());
        continue;
      }
      if (Passes()) {
        return true;
      }
    }
  }

  const CsvField& field(size_t column) const { return fields_[column]; }
  std::string Named(std::string_view message) const {
    return PlaceInFile(csv_.path(), csv_.line(), message);
  }
  const CsvReader& csv() const { return csv_; }

 private:
  explicit TableReader(CsvReader csv) : csv_(std::move(csv)) {}

  bool Passes() const {
    for (const auto& [column, values] : filters_) {
      bool found = false;
      for (const std::string& value : *values) {
        found = found || value == fields_[column].text;
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  CsvReader csv_;
  std::vector<std::string> header_;
  std::vector<CsvField> fields_;
  std::vector<std::pair<size_t, const std::vector<std::string>*>> filters_;
};

}  // namespace rondo::import
