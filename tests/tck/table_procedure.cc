#include "tests/tck/table_procedure.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_order.h"
#include "tests/tck/notation.h"

namespace rondo::tck {

namespace {

using Field = ProcedureSignature::Field;

Error Malformed(std::string_view signature) {
  return RuntimeError(ErrorCode::kSyntax, "MalformedProcedure",
                      "the procedure `" + std::string(signature) + "` does not fit its table");
}

std::string_view Trim(std::string_view text) {
  size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// False for a type that the suite does not have.
bool ReadType(std::string_view name, TypeSet& type) {
  constexpr std::pair<std::string_view, Value::Kind> kKinds[] = {
      {"STRING", Value::Kind::kString},     {"INTEGER", Value::Kind::kInteger},
      {"FLOAT", Value::Kind::kFloat},       {"BOOLEAN", Value::Kind::kBoolean},
      {"MAP", Value::Kind::kMap},           {"NODE", Value::Kind::kNode},
      {"RELATIONSHIP", Value::Kind::kEdge}, {"PATH", Value::Kind::kPath},
  };
  for (const auto& [kind_name, kind] : kKinds) {
    if (name == kind_name) {
      type = kind;
      return true;
    }
  }
  if (name == "NUMBER") {
    type = TypeSet::Number();
    return true;
  }
  type = TypeSet::Any();
  return name == "ANY";
}

/// `(name :: STRING?, id :: INTEGER?)`, which may be empty.
bool ReadFields(std::string_view text, std::vector<Field>& fields) {
  text = Trim(text);
  if (!text.starts_with('(') || !text.ends_with(')')) {
    return false;
  }
  text = Trim(text.substr(1, text.size() - 2));
  while (!text.empty()) {
    std::string_view item = text.substr(0, text.find(','));
    text.remove_prefix(std::min(item.size() + 1, text.size()));
    size_t separator = item.find("::");
    if (separator == std::string_view::npos) {
      return false;
    }
    Field field;
    field.name = std::string(Trim(item.substr(0, separator)));
    std::string_view type = Trim(item.substr(separator + 2));
    field.type_name = std::string(type);
    field.nullable = type.ends_with('?');
    type.remove_suffix(field.nullable ? 1 : 0);
    if (!ReadType(type, field.type)) {
      return false;
    }
    fields.push_back(std::move(field));
  }
  return true;
}

bool ReadSignature(std::string_view text, ProcedureSignature& signature) {
  size_t open = text.find('(');
  size_t close = text.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos) {
    return false;
  }
  signature.name = std::string(Trim(text.substr(0, open)));
  std::string_view outputs = Trim(text.substr(close + 1));
  if (!outputs.starts_with("::") ||
      !ReadFields(text.substr(open, close + 1 - open), signature.inputs) ||
      !ReadFields(outputs.substr(2), signature.outputs)) {
    return false;
  }
  signature.required_input_count = signature.inputs.size();
  return true;
}

using Rows = std::vector<std::vector<Value>>;

}  // namespace

Result<Procedure> MakeTableProcedure(std::string_view signature, const Table& table) {
  Procedure procedure;
  if (!ReadSignature(signature, procedure.signature)) {
    return Malformed(signature);
  }
  size_t input_count = procedure.signature.inputs.size();
  size_t column_count = input_count + procedure.signature.outputs.size();
  auto rows = std::make_shared<Rows>();
  for (size_t index = 1; index < table.size(); ++index) {
    std::vector<Value> row;
    for (const std::string& cell : table[index]) {
      RONDO_TRY_ASSIGN(Value value, ParseNotation(cell));
      row.push_back(std::move(value));
    }
    if (row.size() != column_count) {
      return Malformed(signature);
    }
    rows->push_back(std::move(row));
  }
  procedure.run = [rows, input_count](const GraphView&, std::span<const Value> arguments,
                                      const ProcedureRowSink& sink) -> Result<void> {
    for (const std::vector<Value>& row : *rows) {
      bool matches = arguments.size() == input_count;
      for (size_t index = 0; matches && index < input_count; ++index) {
        // Null is like null here, and 42 like 42.0.
        matches = Equivalent(row[index], arguments[index]);
      }
      if (!matches) {
        continue;
      }
      RONDO_TRY_ASSIGN(bool wants_more, sink(std::span(row).subspan(input_count)));
      if (!wants_more) {
        break;
      }
    }
    return {};
  };
  return procedure;
}

}  // namespace rondo::tck
