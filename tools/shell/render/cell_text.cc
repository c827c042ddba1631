#include "tools/shell/render/cell_text.h"

#include "graph/model/value_json.h"
#include "graph/model/value_text.h"

namespace rondo::shell {

std::string CellText(const Value& value, LineBreaks line_breaks) {
  std::string text;
  AppendVisibleText(ValueText(value, {.quote_strings = false}), line_breaks, text);
  return text;
}

std::string ExactText(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return {};
    case Value::Kind::kList:
    case Value::Kind::kMap:
    case Value::Kind::kNode:
    case Value::Kind::kEdge:
    case Value::Kind::kPath:
      return ValueJson(value);
    default:
      return ValueText(value, {.quote_strings = false});
  }
}

}  // namespace rondo::shell
