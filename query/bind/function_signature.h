#pragma once

// The functions that a statement can call, as the binder sees them: names, argument counts and
// types. What they compute stands in query/execute/function, found by FunctionId.

#include <cstdint>
#include <span>
#include <string_view>

#include "query/bind/function_id.h"
#include "query/bind/static_type.h"

namespace rondo {

struct FunctionSignature {
  std::string_view name;  // As documented: "toUpper", "date.truncate", "duration.between".
  FunctionId id;
  uint8_t argument_count_min = 0;
  uint8_t argument_count_max = 0;  // kUnlimitedArguments: any number.
  /// Kinds that argument i can take; the last entry stands for all further ones. Other kinds are a
  /// compile-time InvalidArgumentType where they are known, a runtime error where not.
  std::span<const TypeSet> argument_types;
  TypeSet result_type = TypeSet::Any();
  bool is_aggregate = false;
  /// False for rand(), randomUUID() and the realtime clocks: evaluated anew for every row.
  bool is_deterministic = true;
  /// True for the clocks that stand still during a statement: date(), datetime.statement(). One
  /// value serves all rows of an execution, but nothing may be computed when it is prepared.
  bool reads_clock = false;
  std::string_view description;  // One line, for help and completion.
};

inline constexpr uint8_t kUnlimitedArguments = 255;

/// The function of that name, whatever its case, or null. Some have two names (toUpper, upper) and
/// an entry for each. O(1).
const FunctionSignature* FindFunction(std::string_view name);

/// All functions, by name (letter case aside).
std::span<const FunctionSignature> AllFunctions();

}  // namespace rondo
