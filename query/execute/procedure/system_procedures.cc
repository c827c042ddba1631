// dbms.*: the program and what can be called.

#include <array>
#include <string>
#include <utility>

#include "query/bind/function_signature.h"
#include "query/execute/procedure/procedure_family.h"
#include "query/execute/procedure/signature_text.h"

namespace rondo {
namespace {

Result<void> ListComponents(const ProcedureCall&, const ProcedureRowSink& sink) {
  const std::array<Value, 3> row = {"Rondo", ListValue{RONDO_VERSION}, "embedded"};
  RONDO_TRY_ASSIGN([[maybe_unused]] const bool wants_more, sink(row));
  return {};
}

Result<void> ListProcedures(const ProcedureCall& call, const ProcedureRowSink& sink) {
  for (const std::shared_ptr<const Procedure>& procedure : call.procedures) {
    const ProcedureSignature& signature = procedure->signature;
    const std::array<Value, 4> row = {signature.name, SignatureText(signature),
                                      signature.description, signature.writes ? "WRITE" : "READ"};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

Result<void> ListFunctions(const ProcedureCall&, const ProcedureRowSink& sink) {
  for (const FunctionSignature& function : AllFunctions()) {
    const std::array<Value, 5> row = {function.name, SignatureText(function),
                                      FunctionCategory(function), function.description,
                                      function.is_aggregate};
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

Result<void> Ping(const ProcedureCall&, const ProcedureRowSink& sink) {
  const std::array<Value, 1> row = {true};
  RONDO_TRY_ASSIGN([[maybe_unused]] const bool wants_more, sink(row));
  return {};
}

}  // namespace

void AddSystemProcedures(std::vector<Procedure>& procedures) {
  AddProcedure("dbms.components() :: (name :: STRING, versions :: LIST<STRING>, edition :: STRING)",
               "The program and its version.", ListComponents, procedures);
  AddProcedure(
      "dbms.procedures() :: (name :: STRING, signature :: STRING, description :: STRING, mode :: "
      "STRING)",
      "Procedures that can be called.", ListProcedures, procedures);
  AddProcedure(
      "dbms.functions() :: (name :: STRING, signature :: STRING, category :: STRING, description "
      ":: STRING, aggregating :: BOOLEAN)",
      "Functions that can be called.", ListFunctions, procedures);
  AddProcedure("db.ping() :: (success :: BOOLEAN)", "Answers.", Ping, procedures);
}

}  // namespace rondo
