#pragma once

// Statements that are no queries: what makes, drops and shows indexes and constraints, and what
// shows functions and procedures. BEGIN, COMMIT and ROLLBACK belong to the connection.
// Thread rule: free functions without state.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "query/bind/bound_statement.h"
#include "query/execute/procedure/procedure.h"
#include "storage/store.h"

namespace rondo {

/// What a command runs on. Everything is borrowed for the call.
struct CommandContext {
  /// For what changes the schema; the caller commits it.
  Transaction* transaction = nullptr;
  /// For SHOW: the indexes of the store and all that can be called, by name.
  std::span<const IndexDescription> indexes = {};
  std::span<const std::shared_ptr<const Procedure>> procedures = {};
};

struct CommandResult {
  std::vector<std::string> columns;  // As CommandColumns says.
  std::vector<std::vector<Value>> rows;
  uint64_t indexes_added = 0;  // Constraints too.
  uint64_t indexes_removed = 0;
};

/// Whether the command needs a transaction that writes.
bool ChangesSchema(const BoundCommand& command);

/// The columns of the command's result, known before it runs; empty unless it shows something.
std::vector<std::string> CommandColumns(const BoundCommand& command);

/// Runs a command. AlreadyExists and EntityNotFound unless the command allows for them; Constraint
/// where the data does not keep to a new constraint; Argument("UnknownType") for a constraint on a
/// type that no property has. REQUIRES: a transaction where ChangesSchema; no BEGIN, COMMIT,
/// ROLLBACK.
Result<CommandResult> RunCommand(const BoundCommand& command, const CommandContext& context);

}  // namespace rondo
