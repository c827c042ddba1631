#pragma once

// The families of built-in procedures, and how one is put together. One more procedure needs a call
// of AddProcedure in its family.

#include <functional>
#include <string_view>
#include <vector>

#include "query/execute/procedure/procedure.h"

namespace rondo {

using ProcedureBody = std::function<Result<void>(const ProcedureCall&, const ProcedureRowSink&)>;

/// Adds a procedure. REQUIRES: `signature` can be parsed.
void AddProcedure(std::string_view signature, std::string_view description, ProcedureBody body,
                  std::vector<Procedure>& procedures);

void AddSchemaProcedures(std::vector<Procedure>& procedures);        // db.labels() ...
void AddSchemaSurveyProcedures(std::vector<Procedure>& procedures);  // db.schema.*
void AddSystemProcedures(std::vector<Procedure>& procedures);        // dbms.* ...
void AddNodeScoreProcedures(std::vector<Procedure>& procedures);     // algo.*: a row per node
void AddPathProcedures(std::vector<Procedure>& procedures);          // algo.*: ways

}  // namespace rondo
