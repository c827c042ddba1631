#include "tests/tck/table_procedure.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_order.h"
#include "query/execute/procedure/signature_text.h"
#include "tests/tck/notation.h"

namespace rondo::tck {

namespace {

Error Malformed(std::string_view signature) {
  return RuntimeError(ErrorCode::kSyntax, "MalformedProcedure",
                      "the procedure `" + std::string(signature) + "` does not fit its table");
}

using Rows = std::vector<std::vector<Value>>;

}  // namespace

Result<Procedure> MakeTableProcedure(std::string_view signature, const Table& table) {
  Procedure procedure;
  RONDO_TRY_ASSIGN(procedure.signature, ParseProcedureSignature(signature));
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
  procedure.run = [rows, input_count](const ProcedureCall& call,
                                      const ProcedureRowSink& sink) -> Result<void> {
    for (const std::vector<Value>& row : *rows) {
      bool matches = call.arguments.size() == input_count;
      for (size_t index = 0; matches && index < input_count; ++index) {
        // Null is like null here, and 42 like 42.0.
        matches = Equivalent(row[index], call.arguments[index]);
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
