#pragma once

// The families of built-in procedures, and how one is put together. One more procedure needs a call
// of AddProcedure in its family.

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "query/execute/procedure/algorithm_configuration.h"
#include "query/execute/procedure/csr_cache.h"
#include "query/execute/procedure/procedure.h"

namespace rondo {

using ProcedureBody = std::function<Result<void>(const ProcedureCall&, const ProcedureRowSink&)>;

/// Adds a procedure. REQUIRES: `signature` can be parsed.
void AddProcedure(std::string_view signature, std::string_view description, ProcedureBody body,
                  std::vector<Procedure>& procedures);

using AlgorithmBody = std::function<Result<void>(const AlgorithmCall&, const ProcedureRowSink&)>;

/// Adds a procedure that runs on graphs of `graphs`.
void AddAlgorithm(std::string_view signature, std::string_view description, AlgorithmBody body,
                  const std::shared_ptr<CsrCache>& graphs, std::vector<Procedure>& procedures);

void AddSchemaProcedures(std::vector<Procedure>& procedures);        // db.labels() ...
void AddSchemaSurveyProcedures(std::vector<Procedure>& procedures);  // db.schema.*
void AddSystemProcedures(std::vector<Procedure>& procedures);        // dbms.* ...

// algo.*, which share the graphs that they run on: a row per node, and ways.
void AddNodeScoreProcedures(const std::shared_ptr<CsrCache>& graphs,
                            std::vector<Procedure>& procedures);
void AddPathProcedures(const std::shared_ptr<CsrCache>& graphs, std::vector<Procedure>& procedures);

}  // namespace rondo
