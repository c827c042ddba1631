#include "query/execute/command/run_command.h"

#include <algorithm>
#include <utility>

#include "query/bind/function_signature.h"
#include "query/execute/procedure/schema_entry.h"
#include "query/execute/procedure/signature_text.h"

namespace rondo {
namespace {

using Kind = BoundCommand::Kind;
using Rows = std::vector<std::vector<Value>>;

// ---------------------------------------------------------------- indexes and constraints

/// What the store has to keep for a command.
IndexDescription DescriptionOf(const BoundCommand& command) {
  IndexDescription description;
  description.name = command.name;
  description.label = command.label;
  description.on_edges = command.on_edges;
  description.property = command.properties.front();
  description.more_properties.assign(command.properties.begin() + 1, command.properties.end());
  description.type_name = command.type_name;
  if (!command.is_constraint) {
    return description;
  }
  if (!command.type_name.empty()) {
    description.constraint = ConstraintKind::kType;
  } else if (command.is_unique && command.is_existence) {
    description.constraint = ConstraintKind::kKey;
  } else {
    description.constraint = command.is_unique ? ConstraintKind::kUnique : ConstraintKind::kExists;
  }
  return description;
}

Result<CommandResult> CreateIndex(const BoundCommand& command, const CommandContext& context) {
  CommandResult result;
  Result<void> created = context.transaction->CreateIndex(DescriptionOf(command));
  if (created.ok()) {
    result.indexes_added = 1;
    return result;
  }
  Error error = std::move(created).error();
  if (error.code != ErrorCode::kAlreadyExists) {
    return error;
  }
  if (command.if_not_exists) {
    return result;
  }
  error.hint = "IF NOT EXISTS lets it be";
  return error;
}

Result<CommandResult> DropIndex(const BoundCommand& command, const CommandContext& context) {
  CommandResult result;
  const auto found = std::ranges::find(context.indexes, command.name, &IndexDescription::name);
  if (found != context.indexes.end() && found->constraint.has_value() != command.is_constraint) {
    Error error = RuntimeError(
        ErrorCode::kArgument, "WrongSchemaKind",
        "`" + command.name + "` is " + (command.is_constraint ? "an index" : "a constraint"));
    error.hint = std::string("write DROP ") + (command.is_constraint ? "INDEX " : "CONSTRAINT ") +
                 command.name;
    return error;
  }
  Result<void> dropped = context.transaction->DropIndex(command.name);
  if (dropped.ok()) {
    result.indexes_removed = 1;
    return result;
  }
  Error error = std::move(dropped).error();
  if (error.code != ErrorCode::kEntityNotFound) {
    return error;
  }
  if (command.if_exists) {
    return result;
  }
  error.hint = command.is_constraint ? "SHOW CONSTRAINTS lists them" : "SHOW INDEXES lists them";
  return error;
}

// ---------------------------------------------------------------- SHOW

ListValue TextList(const std::vector<std::string>& texts) {
  return ListValue(texts.begin(), texts.end());
}

Rows ShowIndexes(const CommandContext& context) {
  Rows rows;
  for (const SchemaEntry& entry : DescribeIndexes(context.indexes)) {
    if (entry.has_entries) {
      rows.push_back({entry.name, "ONLINE", 100.0, "RANGE", entry.entity_type,
                      ListValue{entry.label}, TextList(entry.properties),
                      entry.is_constraint ? Value(entry.name) : Value(), entry.create_statement});
    }
  }
  return rows;
}

Rows ShowConstraints(const CommandContext& context) {
  Rows rows;
  for (const SchemaEntry& entry : DescribeIndexes(context.indexes)) {
    if (entry.is_constraint) {
      rows.push_back({entry.name, entry.constraint_type, entry.entity_type, ListValue{entry.label},
                      TextList(entry.properties), entry.has_entries ? Value(entry.name) : Value(),
                      entry.property_type.empty() ? Value() : Value(entry.property_type),
                      entry.create_statement});
    }
  }
  return rows;
}

Rows ShowFunctions() {
  Rows rows;
  for (const FunctionSignature& function : AllFunctions()) {
    rows.push_back({function.name, FunctionCategory(function), function.description,
                    SignatureText(function), function.is_aggregate});
  }
  return rows;
}

Rows ShowProcedures(const CommandContext& context) {
  Rows rows;
  for (const std::shared_ptr<const Procedure>& procedure : context.procedures) {
    const ProcedureSignature& signature = procedure->signature;
    rows.push_back({signature.name, signature.description, signature.writes ? "WRITE" : "READ",
                    SignatureText(signature)});
  }
  return rows;
}

CommandResult Shown(const BoundCommand& command, Rows rows) {
  CommandResult result;
  result.columns = CommandColumns(command);
  result.rows = std::move(rows);
  return result;
}

}  // namespace

bool ChangesSchema(const BoundCommand& command) {
  return command.kind == Kind::kCreateIndex || command.kind == Kind::kDropIndex;
}

std::vector<std::string> CommandColumns(const BoundCommand& command) {
  switch (command.kind) {
    case Kind::kShowIndexes:
      return {"name",          "state",      "populationPercent", "type",           "entityType",
              "labelsOrTypes", "properties", "owningConstraint",  "createStatement"};
    case Kind::kShowConstraints:
      return {"name",       "type",       "entityType",   "labelsOrTypes",
              "properties", "ownedIndex", "propertyType", "createStatement"};
    case Kind::kShowFunctions:
      return {"name", "category", "description", "signature", "aggregating"};
    case Kind::kShowProcedures:
      return {"name", "description", "mode", "signature"};
    default:
      return {};
  }
}

Result<CommandResult> RunCommand(const BoundCommand& command, const CommandContext& context) {
  RONDO_CHECK(!ChangesSchema(command) || context.transaction != nullptr);
  switch (command.kind) {
    case Kind::kCreateIndex:
      return CreateIndex(command, context);
    case Kind::kDropIndex:
      return DropIndex(command, context);
    case Kind::kShowIndexes:
      return Shown(command, ShowIndexes(context));
    case Kind::kShowConstraints:
      return Shown(command, ShowConstraints(context));
    case Kind::kShowFunctions:
      return Shown(command, ShowFunctions());
    case Kind::kShowProcedures:
      return Shown(command, ShowProcedures(context));
    case Kind::kBegin:
    case Kind::kCommit:
    case Kind::kRollback:
      break;
  }
  RONDO_CHECK(false && "the connection runs transaction commands");
  return CommandResult();
}

}  // namespace rondo
