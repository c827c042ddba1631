#pragma once

// What a statement gives back: rows that own their values, and what it changed.
// Thread rule: plain values; a result may be read by several threads.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/check.h"
#include "graph/base/source_span.h"
#include "graph/model/value.h"
#include "query/execute/operator/change_counters.h"

namespace rondo {

/// Names of the columns of a result, shared by its rows.
using ColumnNames = std::shared_ptr<const std::vector<std::string>>;

/// One row. Copies of it stay valid when the result is gone.
class Row {
 public:
  Row(ColumnNames columns, std::vector<Value> values)
      : columns_(std::move(columns)), values_(std::move(values)) {}

  size_t size() const { return values_.size(); }
  const Value& operator[](size_t column_index) const { return values_[column_index]; }
  const std::vector<Value>& values() const { return values_; }

  /// The value of the column with that name, or null if there is no such column. O(columns).
  const Value* Find(std::string_view column) const;

  /// The value as a T: bool, int64_t, double (integers too), std::string or Value.
  /// REQUIRES: the column exists and holds such a value; use Find where that is not known.
  template <typename T>
  T Get(std::string_view column) const;

 private:
  ColumnNames columns_;
  std::vector<Value> values_;
};

/// Something odd that is no error: a name that nothing in the graph has.
struct Notification {
  std::string message;
  std::string hint;  // "did you mean `Player`?", or empty.
  SourceSpan span;   // Where in the statement.
};

struct ExecutionSummary {
  ChangeCounters changes;
  /// The plan as text, for EXPLAIN and PROFILE; else empty.
  std::string plan;
  std::vector<Notification> notifications;
};

class QueryResult {
 public:
  QueryResult(ColumnNames columns, std::vector<Row> rows, ExecutionSummary summary)
      : columns_(std::move(columns)), rows_(std::move(rows)), summary_(std::move(summary)) {}

  const std::vector<std::string>& columns() const { return *columns_; }
  const std::vector<Row>& rows() const { return rows_; }
  size_t row_count() const { return rows_.size(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  const ExecutionSummary& summary() const { return summary_; }

 private:
  ColumnNames columns_;
  std::vector<Row> rows_;
  ExecutionSummary summary_;
};

// ---------------------------------------------------------------- bodies of templates

template <typename T>
T Row::Get(std::string_view column) const {
  const Value* value = Find(column);
  RONDO_CHECK(value != nullptr);
  if constexpr (std::is_same_v<T, bool>) {
    return value->boolean();
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(value->integer());
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(value->number());
  } else if constexpr (std::is_same_v<T, std::string>) {
    return std::string(value->string());
  } else {
    static_assert(std::is_same_v<T, Value>,
                  "Get knows bool, integers, floats, std::string and Value");
    return *value;
  }
}

}  // namespace rondo
