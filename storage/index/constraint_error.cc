#include "storage/index/constraint_error.h"

#include <fmt/format.h>

#include "graph/model/value_text.h"

namespace rondo {
namespace {

Error Broken(std::string message, std::string hint) {
  Error error =
      RuntimeError(ErrorCode::kConstraint, "ConstraintValidationFailed", std::move(message));
  error.hint = std::move(hint);
  return error;
}

std::string Properties(const IndexDescription& index) {
  std::string text = fmt::format("`{}`", index.property);
  for (const std::string& property : index.more_properties) text += fmt::format(", `{}`", property);
  return text;
}

}  // namespace

std::string DescribeEntity(const IndexDescription& index, uint64_t id) {
  return index.on_edges ? fmt::format("edge {} of type `{}`", id, index.label)
                        : fmt::format("node {} with label `{}`", id, index.label);
}

Error NotUniqueError(const IndexDescription& index, uint64_t holder,
                     std::span<const Value> values) {
  std::string text;
  for (const Value& value : values) text += (text.empty() ? "" : ", ") + ValueText(value);
  return Broken(fmt::format("{} already has {} = {} (constraint `{}`)",
                            DescribeEntity(index, holder), Properties(index), text, index.name),
                "MERGE takes what exists instead of creating it");
}

Error MissingPropertyError(const IndexDescription& index, uint64_t id) {
  return Broken(
      fmt::format("{} must have the propert{} {} (constraint `{}`)", DescribeEntity(index, id),
                  index.more_properties.empty() ? "y" : "ies", Properties(index), index.name),
      "set it in the statement that creates it");
}

Error WrongTypeError(const IndexDescription& index, uint64_t id, const Value& value) {
  return Broken(
      fmt::format("{} must have a {} as `{}`, not {} (constraint `{}`)", DescribeEntity(index, id),
                  index.type_name, index.property, ValueText(value), index.name),
      "convert the value, or DROP the constraint");
}

}  // namespace rondo
