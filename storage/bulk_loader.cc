#include "storage/bulk_loader.h"

namespace rondo {

Value BulkColumn::ValueAt(size_t row) const {
  if (present[row] == 0) return {};
  switch (kind) {
    case Value::Kind::kBoolean:
      return Value(integers[row] != 0);
    case Value::Kind::kInteger:
      return Value(integers[row]);
    case Value::Kind::kDate:
      return Value(Date{integers[row]});
    case Value::Kind::kFloat:
      return Value(floats[row]);
    case Value::Kind::kString:
      return Value(strings[row]);
    default:
      return values[row];
  }
}

}  // namespace rondo
