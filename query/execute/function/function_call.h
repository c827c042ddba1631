#pragma once

// How a function is called: the seam between the evaluator and the bodies of functions, which stand
// in files by family. One more function needs an id (query/bind/function_id.h), a signature
// (query/bind/function_signature.cc) and an entry in the table of its family.

#include <cstddef>
#include <span>
#include <string>

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "graph/model/value.h"
#include "query/bind/bound_expression.h"
#include "query/bind/function_signature.h"
#include "query/execute/expression/evaluation_context.h"

namespace rondo {

/// How many arguments a function takes at most that evaluates all of them.
inline constexpr size_t kArgumentCountMax = 4;

/// One call for one row. The kinds of the arguments are those that the signature allows.
struct FunctionCall {
  const FunctionSignature& function;
  std::span<const Value> arguments;
  EvaluationContext& context;
  SourceSpan span;

  const Value& argument(size_t index) const { return arguments[index]; }
  bool HasArgument(size_t index) const { return index < arguments.size(); }
};

using FunctionBody = Result<Value> (*)(const FunctionCall& call);

struct FunctionEntry {
  FunctionId id;
  FunctionBody body;
  /// Whether the body wants to see null arguments. Else a null argument gives null without a call.
  bool takes_nulls = false;
};

// The tables of the families.
std::span<const FunctionEntry> EntityFunctionEntries();
std::span<const FunctionEntry> FactFunctionEntries();
std::span<const FunctionEntry> ListFunctionEntries();
std::span<const FunctionEntry> ConversionFunctionEntries();
std::span<const FunctionEntry> TextFunctionEntries();
std::span<const FunctionEntry> NumberFunctionEntries();
std::span<const FunctionEntry> TemporalFunctionEntries();

/// The entry of a function that is no aggregate, or null (an aggregate). O(1).
const FunctionEntry* FindFunctionEntry(FunctionId id);

/// Calls a function: nulls, Type("InvalidArgumentValue") for arguments of a wrong kind, the body.
/// Errors without a place get that of the call. REQUIRES: it is no aggregate and no coalesce(),
/// which evaluates its arguments one by one.
Result<Value> CallFunction(const BoundFunctionCall& call, std::span<const Value> arguments,
                           EvaluationContext& context);

/// Argument("NumberOutOfRange") with the name of the function before `message`.
Error OutOfRange(const FunctionCall& call, const std::string& message);

}  // namespace rondo
