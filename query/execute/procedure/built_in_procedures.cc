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

void AddAlgorithm(std::string_view signature, std::string_view description, AlgorithmBody body,
                  const std::shared_ptr<CsrCache>& graphs, std::vector<Procedure>& procedures) {
  ProcedureBody run = [graphs, body = std::move(body)](const ProcedureCall& call,
                                                       const ProcedureRowSink& sink) {
    return body(AlgorithmCall{call, *graphs}, sink);
  };
  AddProcedure(signature, description, std::move(run), procedures);
}

std::vector<Procedure> BuiltInProcedures() {
  // Shared by the algorithms, which live in a registry that may hand each of them out alone.
  const auto graphs = std::make_shared<CsrCache>();
  std::vector<Procedure> procedures;
  AddSchemaProcedures(procedures);
  AddSchemaSurveyProcedures(procedures);
  AddSystemProcedures(procedures);
  AddNodeScoreProcedures(graphs, procedures);
  AddPathProcedures(graphs, procedures);
  return procedures;
}

}  // namespace rondo
