// Schema, SHOW and transaction commands.

#include "query/bind/statement_binder.h"

namespace rondo {
namespace {

BoundCommand::Kind BoundKind(ast::CommandKind kind) {
  switch (kind) {
    case ast::CommandKind::kCreateIndex:
    case ast::CommandKind::kCreateConstraint:
      return BoundCommand::Kind::kCreateIndex;
    case ast::CommandKind::kDropIndex:
    case ast::CommandKind::kDropConstraint:
      return BoundCommand::Kind::kDropIndex;
    case ast::CommandKind::kShowIndexes:
      return BoundCommand::Kind::kShowIndexes;
    case ast::CommandKind::kShowConstraints:
      return BoundCommand::Kind::kShowConstraints;
    case ast::CommandKind::kShowFunctions:
      return BoundCommand::Kind::kShowFunctions;
    case ast::CommandKind::kShowProcedures:
      return BoundCommand::Kind::kShowProcedures;
    case ast::CommandKind::kBegin:
      return BoundCommand::Kind::kBegin;
    case ast::CommandKind::kCommit:
      return BoundCommand::Kind::kCommit;
    case ast::CommandKind::kRollback:
      return BoundCommand::Kind::kRollback;
  }
  return BoundCommand::Kind::kRollback;
}

}  // namespace

BoundCommand StatementBinder::BindCommand(const ast::Command& command) const {
  BoundCommand bound;
  bound.kind = BoundKind(command.kind);
  bound.name = command.name.text;
  bound.on_edges = command.on_edges;
  bound.label = command.label.text;
  for (const ast::Name& property : command.properties) {
    bound.properties.emplace_back(property.text);
  }
  bound.span = command.name.text.empty() ? command.span : command.name.span;
  bound.if_exists = command.if_exists;
  bound.if_not_exists = command.if_not_exists;
  bound.is_constraint = command.kind == ast::CommandKind::kCreateConstraint ||
                        command.kind == ast::CommandKind::kDropConstraint;
  if (command.kind == ast::CommandKind::kCreateConstraint) {
    ast::ConstraintForm form = command.constraint;
    bound.is_unique = form == ast::ConstraintForm::kUnique || form == ast::ConstraintForm::kKey;
    bound.is_existence = form == ast::ConstraintForm::kNotNull || form == ast::ConstraintForm::kKey;
    bound.type_name = command.type_name;
  }
  return bound;
}

}  // namespace rondo
