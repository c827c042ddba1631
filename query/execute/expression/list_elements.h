#pragma once

// ListElements: what a loop over a list runs over. What range() gives is counted out, never made as
// a list: a loop over a billion integers needs no memory and can be stopped at once.
//
// Thread rule: belongs to one thread.

#include <cstdint>
#include <utility>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "query/bind/bound_expression.h"
#include "query/execute/expression/evaluation_context.h"
#include "query/execute/function/integer_range.h"

namespace rondo {

class ListElements {
 public:
  ListElements() = default;
  /// The elements of a list; none of null; any other value is the only one.
  explicit ListElements(Value value)
      : value_(std::move(value)),
        is_list_(value_.is(Value::Kind::kList)),
        size_(is_list_           ? value_.list().size()
              : value_.is_null() ? 0
                                 : 1) {}
  explicit ListElements(const IntegerRange& range)
      : range_(range), is_range_(true), size_(range.size()) {}

  bool is_null() const { return value_.is_null() && !is_range_; }
  bool is_list() const { return is_list_ || is_range_; }
  /// What it was made of. REQUIRES: it is neither a list nor null.
  const Value& value() const { return value_; }

  uint64_t size() const { return size_; }
  /// Lives until the next call.
  const Value& operator[](uint64_t index) {
    if (is_range_) {
      element_ = Value(range_[index]);
      return element_;
    }
    return is_list_ ? value_.list()[index] : value_;
  }

 private:
  Value value_;
  IntegerRange range_;
  bool is_list_ = false;
  bool is_range_ = false;
  uint64_t size_ = 0;
  Value element_;  // Of a range.
};

/// Whether the expression is a call of range(), whose integers EvaluateElements counts out.
bool IsRange(const BoundExpression& expression);

/// The elements of what `expression` gives for one row.
Result<ListElements> EvaluateElements(const BoundExpression& expression, EvaluationContext& context,
                                      const RowView& row);

}  // namespace rondo
