#include "query/execute/procedure/built_in_procedures.h"

#include <utility>

#include "query/execute/procedure/procedure_family.h"
#include "query/execute/procedure/signature_text.h"

namespace rondo {

void AddProcedure(std::string_view signature, std::string_view description, ProcedureBody body,
                  std::vector<Procedure>& procedures) {
  Procedure procedure;
  procedure.signature = ParseProcedureSignature(signature).value();
  procedure.signature.description = description;
  procedure.run = std::move(body);
  procedures.push_back(std::move(procedure));
}

std::vector<Procedure> BuiltInProcedures() {
  std::vector<Procedure> procedures;
  AddSchemaProcedures(procedures);
  AddSchemaSurveyProcedures(procedures);
  AddSystemProcedures(procedures);
  AddNodeScoreProcedures(procedures);
  AddPathProcedures(procedures);
  return procedures;
}

}  // namespace rondo
