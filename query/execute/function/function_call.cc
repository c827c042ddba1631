#include "query/execute/function/function_call.h"

#include <algorithm>
#include <array>
#include <utility>

#include "query/execute/expression/arithmetic.h"

namespace rondo {

namespace {

using EntryTable = std::array<const FunctionEntry*, kFunctionCount>;

EntryTable MakeEntryTable() {
  EntryTable table{};
  for (std::span<const FunctionEntry> family :
       {EntityFunctionEntries(), FactFunctionEntries(), ListFunctionEntries(),
        ConversionFunctionEntries(), TextFunctionEntries(), NumberFunctionEntries(),
        TemporalFunctionEntries()}) {
    for (const FunctionEntry& entry : family) {
      table[static_cast<size_t>(entry.id)] = &entry;
    }
  }
  return table;
}

/// "STRING or LIST".
std::string KindNames(TypeSet kinds) {
  std::string names;
  for (int index = 1; index <= static_cast<int>(Value::Kind::kDuration); ++index) {
    auto kind = static_cast<Value::Kind>(index);
    if (kinds.Has(kind)) {
      names += names.empty() ? "" : " or ";
      names += KindName(kind);
    }
  }
  return names;
}

Result<void> CheckArguments(const FunctionCall& call) {
  std::span<const TypeSet> types = call.function.argument_types;
  for (size_t index = 0; index < call.arguments.size(); ++index) {
    const Value& argument = call.arguments[index];
    TypeSet allowed = types[std::min(index, types.size() - 1)];
    if (!argument.is_null() && !allowed.Has(argument.kind())) {
      std::string message(call.function.name);
      message += "() needs " + KindNames(allowed) + ", not ";
      message += KindName(argument.kind());
      Error error =
          RuntimeError(ErrorCode::kType, "InvalidArgumentValue", std::move(message), call.span);
      error.hint = WayToType(allowed);
      return error;
    }
  }
  return {};
}

}  // namespace

const FunctionEntry* FindFunctionEntry(FunctionId id) {
  static const EntryTable table = MakeEntryTable();
  return table[static_cast<size_t>(id)];
}

Result<Value> CallFunction(const BoundFunctionCall& call, std::span<const Value> arguments,
                           EvaluationContext& context) {
  const FunctionEntry* entry = FindFunctionEntry(call.function->id);
  RONDO_CHECK(entry != nullptr);
  FunctionCall this_call{*call.function, arguments, context, call.span};
  RONDO_TRY(CheckArguments(this_call));
  if (!entry->takes_nulls && std::any_of(arguments.begin(), arguments.end(),
                                         [](const Value& value) { return value.is_null(); })) {
    return Value();
  }
  return At(entry->body(this_call), call.span);
}

Error OutOfRange(const FunctionCall& call, const std::string& message) {
  return RuntimeError(ErrorCode::kArgument, "NumberOutOfRange",
                      std::string(call.function.name) + "(): " + message, call.span);
}

}  // namespace rondo
