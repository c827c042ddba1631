#pragma once

// From syntax tree to bound statement: names become slots and functions, everything that can be
// known to be wrong before a row is produced becomes an error with its place. Second stage of a
// statement.
// Thread rule: a free function; the context is only read.

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "query/bind/bound_statement.h"
#include "query/syntax/parser.h"

namespace rondo {

/// What the binder may know of the world. Everything is optional, and only borrowed for the call.
struct BindContext {
  /// The procedure of that name (as written), or null. Absent: no procedures.
  std::function<std::shared_ptr<const ProcedureSignature>(std::string_view name)> find_procedure;
  /// All procedure names, for "did you mean".
  std::function<std::vector<std::string>()> procedure_names;
  /// The values of parameters, if they are known already: then misuse of one is found here, and
  /// one that a standalone CALL takes by name and that is missing is ParameterMissing.
  const std::map<std::string, Value, std::less<>>* parameters = nullptr;
  /// Names that occur in the store: what the statement mentions beside them gives notifications.
  /// Empty: none are made.
  std::span<const std::string> known_labels;
  std::span<const std::string> known_edge_types;
  std::span<const std::string> known_property_keys;
};

/// Binds a statement. Errors: Syntax, Type, Procedure and ParameterMissing of the compile phase,
/// with openCypher's details. The result owns all it holds; the tree may go.
Result<BoundStatement> Bind(const Ast& ast, const BindContext& context);

}  // namespace rondo
