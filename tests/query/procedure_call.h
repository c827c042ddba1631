#pragma once

// Calling a built-in procedure by its name, for tests.

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "query/execute/procedure/built_in_procedures.h"
#include "query/execute/procedure/procedure_registry.h"

namespace rondo {

using ProcedureRows = std::vector<std::vector<Value>>;

struct ProcedureCallSettings {
  InterruptSource interrupt;
  std::vector<IndexDescription> indexes;
  size_t row_count_max = ~size_t{0};
};

inline Result<ProcedureRows> CallProcedure(const GraphView& view, std::string_view name,
                                           const std::vector<Value>& arguments,
                                           const ProcedureCallSettings& settings = {}) {
  const ProcedureRegistry registry(BuiltInProcedures());
  const std::shared_ptr<const ProcedureTable> table = registry.Table();
  const std::shared_ptr<const Procedure> procedure = table->Find(name);
  RONDO_CHECK(procedure != nullptr);
  ProcedureRows rows;
  const ProcedureCall call{view, arguments, settings.interrupt, table->entries(), settings.indexes};
  RONDO_TRY(procedure->run(call, [&](std::span<const Value> outputs) -> Result<bool> {
    RONDO_CHECK(outputs.size() == procedure->signature.outputs.size());
    rows.emplace_back(outputs.begin(), outputs.end());
    return rows.size() < settings.row_count_max;
  }));
  return rows;
}

}  // namespace rondo
