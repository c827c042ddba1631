#include "storage/index/constraint_error.h"

#include <fmt/format.h>

#include "graph/model/value_text.h"

namespace rondo {

Error NotUniqueError(const IndexDescription& index, NodeId holder, const Value& value) {
  return RuntimeError(
      ErrorCode::kConstraint, "ConstraintValidationFailed",
      fmt::format("node {} with label `{}` already has `{}` = {} (constraint `{}`)", holder.value,
                  index.label, index.property, ValueText(value), index.name));
}

Error MissingPropertyError(const IndexDescription& index, NodeId node) {
  return RuntimeError(
      ErrorCode::kConstraint, "ConstraintValidationFailed",
      fmt::format("node {} with label `{}` must have the property `{}` (constraint `{}`)",
                  node.value, index.label, index.property, index.name));
}

}  // namespace rondo
