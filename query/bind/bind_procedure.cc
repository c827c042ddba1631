// CALL of procedures.

#include <algorithm>

#include "query/bind/statement_binder.h"
#include "query/syntax/spelling.h"

namespace rondo {

using Kind = Value::Kind;

Result<std::shared_ptr<const ProcedureSignature>> StatementBinder::FindProcedure(
    const ast::CallProcedure& call) const {
  std::shared_ptr<const ProcedureSignature> procedure;
  if (context_.find_procedure) {
    procedure = context_.find_procedure(call.procedure.text);
  }
  if (procedure != nullptr) {
    return procedure;
  }
  Error error = CompileError(ErrorCode::kProcedure, "ProcedureNotFound",
                             "unknown procedure `" + std::string(call.procedure.text) + "`",
                             call.procedure.span);
  if (context_.procedure_names) {
    std::vector<std::string> names = context_.procedure_names();
    std::vector<std::string_view> candidates(names.begin(), names.end());
    std::string_view nearest = NearestName(call.procedure.text, candidates);
    if (!nearest.empty()) {
      error.hint = "did you mean `" + std::string(nearest) + "`?";
    }
  }
  return error;
}

Result<BoundClausePtr> StatementBinder::BindCallProcedure(const ast::CallProcedure& call,
                                                          BoundQueryPart& part) {
  bool standalone = is_standalone_call_;
  auto bound = std::make_unique<BoundCallProcedure>();
  bound->optional = call.optional;
  RONDO_TRY_ASSIGN(bound->procedure, FindProcedure(call));
  if (bound->procedure->writes) {
    if (updates_forbidden_) {
      return SyntaxError("InvalidClauseComposition", "a query inside an expression cannot write",
                         call.keyword, "write in a CALL { ... } subquery");
    }
    updates_ = true;
  }
  if (call.with_parentheses) {
    RONDO_TRY(BindProcedureArguments(call, *bound));
  } else if (standalone) {
    RONDO_TRY(BindImplicitArguments(call, *bound));
  } else {
    return SyntaxError("InvalidArgumentPassingMode",
                       "inside a query a procedure takes its arguments in parentheses",
                       call.procedure.span, "write " + std::string(call.procedure.text) + "(...)");
  }
  RONDO_TRY(BindYields(call, *bound));
  if (call.where != nullptr) {
    RONDO_TRY_ASSIGN(bound->where, BindCondition(*call.where));
  }
  if (standalone) {
    for (const BoundCallProcedure::Yield& yield : bound->yields) {
      part.columns.push_back({yield.name, yield.slot});
    }
  }
  return BoundClausePtr(std::move(bound));
}

Result<void> StatementBinder::BindProcedureArguments(const ast::CallProcedure& call,
                                                     BoundCallProcedure& bound) {
  const ProcedureSignature& procedure = *bound.procedure;
  size_t count = call.arguments.size();
  if (count < procedure.required_input_count || count > procedure.inputs.size()) {
    return SyntaxError("InvalidNumberOfArguments",
                       procedure.name + " takes " + std::to_string(procedure.inputs.size()) +
                           " arguments, not " + std::to_string(count),
                       call.span, "SHOW PROCEDURES tells which");
  }
  for (size_t index = 0; index < count; ++index) {
    const ast::Expression& argument = *call.arguments[index];
    const ProcedureSignature::Field& input = procedure.inputs[index];
    RONDO_TRY_ASSIGN(Typed value, BindValue(argument));
    // Integers go where floats are wanted.
    TypeSet wanted = input.type.Has(Kind::kFloat) ? input.type | Kind::kInteger : input.type;
    if (!value.type.CanBe(wanted)) {
      return WrongType(argument.span, input.name + " :: " + input.type_name, wanted, value.type);
    }
    bound.arguments.push_back(std::move(value.expression));
  }
  return {};
}

Result<void> StatementBinder::BindImplicitArguments(const ast::CallProcedure& call,
                                                    BoundCallProcedure& bound) {
  for (const ProcedureSignature::Field& input : bound.procedure->inputs) {
    bool given = context_.parameters == nullptr || context_.parameters->contains(input.name);
    if (!given) {
      if (bound.arguments.size() >= bound.procedure->required_input_count) {
        break;
      }
      Error error =
          CompileError(ErrorCode::kParameterMissing, "MissingParameter",
                       bound.procedure->name + " needs the parameter `$" + input.name + "`",
                       call.procedure.span);
      error.hint = "or give the arguments in parentheses";
      return error;
    }
    auto parameter = std::make_unique<BoundParameter>();
    parameter->name = input.name;
    parameter->span = call.procedure.span;
    parameters_.emplace(input.name, call.procedure.span);
    bound.arguments.push_back(std::move(parameter));
  }
  return {};
}

Result<void> StatementBinder::AddYield(const ast::Name& name, uint32_t output,
                                       BoundCallProcedure& bound) {
  BoundCallProcedure::Yield yield;
  yield.output = output;
  yield.name = name.text;
  InferredType type(bound.procedure->outputs[output].type);
  RONDO_TRY_ASSIGN(yield.slot, DeclareNew(name, type));
  column_types_[yield.slot] = type;
  bound.yields.push_back(std::move(yield));
  return {};
}

Result<void> StatementBinder::BindYields(const ast::CallProcedure& call,
                                         BoundCallProcedure& bound) {
  const std::vector<ProcedureSignature::Field>& outputs = bound.procedure->outputs;
  if (call.yield_star && !is_standalone_call_) {
    return SyntaxError("UnexpectedSyntax",
                       "YIELD * is possible only where the CALL is the whole statement", call.span,
                       "name the columns");
  }
  if (call.yield_star || (!call.has_yield && is_standalone_call_)) {
    for (uint32_t index = 0; index < outputs.size(); ++index) {
      ast::Name name{column_names_.emplace_back(outputs[index].name), call.span};
      RONDO_TRY(AddYield(name, index, bound));
    }
    return {};
  }
  for (const ast::CallProcedure::Yield& yield : call.yields) {
    auto position = std::ranges::find(outputs, yield.field.text, &ProcedureSignature::Field::name);
    if (position == outputs.end()) {
      Error error = SyntaxError(
          "UndefinedVariable",
          bound.procedure->name + " has no column `" + std::string(yield.field.text) + "`",
          yield.field.span);
      std::vector<std::string_view> names;
      for (const ProcedureSignature::Field& output : outputs) {
        names.push_back(output.name);
      }
      std::string_view nearest = NearestName(yield.field.text, names);
      if (!nearest.empty()) {
        error.hint = "did you mean `" + std::string(nearest) + "`?";
      }
      return error;
    }
    RONDO_TRY(AddYield(yield.alias.empty() ? yield.field : yield.alias,
                       static_cast<uint32_t>(position - outputs.begin()), bound));
  }
  return {};
}

}  // namespace rondo
