// Statements that are no queries: indexes and constraints, SHOW, transactions.

#include "query/syntax/statement_parser.h"

namespace rondo {

bool StatementParser::LooksAtCommand() const {
  switch (Peek().keyword) {
    case Keyword::kBegin:
    case Keyword::kCommit:
    case Keyword::kRollback:
    case Keyword::kShow:
    case Keyword::kDrop:
      return true;
    case Keyword::kCreate:
      return (LooksAt(Keyword::kIndex, 1) || LooksAt(Keyword::kRange, 1) ||
              LooksAt(Keyword::kConstraint, 1)) &&
             !LooksAt(TokenKind::kEqual, 2);
    default:
      return false;
  }
}

StatementParser::Node<ast::Command> StatementParser::ParseCommand() {
  switch (Peek().keyword) {
    case Keyword::kShow:
      return ParseShow();
    case Keyword::kDrop:
      return ParseDrop();
    case Keyword::kCreate:
      return LooksAt(Keyword::kConstraint, 1) ? ParseCreateConstraint() : ParseCreateIndex();
    default:
      return ParseTransactionCommand();
  }
}

StatementParser::Node<ast::Command> StatementParser::ParseTransactionCommand() {
  uint32_t span_begin = begin();
  auto* command = arena_.New<ast::Command>();
  if (Accept(Keyword::kCommit)) {
    command->kind = ast::CommandKind::kCommit;
  } else if (Accept(Keyword::kRollback)) {
    command->kind = ast::CommandKind::kRollback;
  } else {
    RONDO_TRY(Expect(Keyword::kBegin));
  }
  Accept(Keyword::kTransaction);
  command->span = SpanFrom(span_begin);
  return command;
}

StatementParser::Node<ast::Command> StatementParser::ParseShow() {
  uint32_t span_begin = begin();
  auto* command = arena_.New<ast::Command>();
  RONDO_TRY(Expect(Keyword::kShow));
  Accept(Keyword::kAll);
  if (Accept(Keyword::kIndexes) || Accept(Keyword::kIndex)) {
    command->kind = ast::CommandKind::kShowIndexes;
  } else if (Accept(Keyword::kConstraints) || Accept(Keyword::kConstraint)) {
    command->kind = ast::CommandKind::kShowConstraints;
  } else if (Accept(Keyword::kFunctions) || Accept(Keyword::kFunction)) {
    command->kind = ast::CommandKind::kShowFunctions;
  } else if (Accept(Keyword::kProcedures) || Accept(Keyword::kProcedure)) {
    command->kind = ast::CommandKind::kShowProcedures;
  } else {
    return Unexpected();
  }
  command->span = SpanFrom(span_begin);
  return command;
}

StatementParser::Node<ast::Command> StatementParser::ParseDrop() {
  uint32_t span_begin = begin();
  auto* command = arena_.New<ast::Command>();
  RONDO_TRY(Expect(Keyword::kDrop));
  command->kind = ast::CommandKind::kDropIndex;
  if (Accept(Keyword::kConstraint)) {
    command->kind = ast::CommandKind::kDropConstraint;
  } else {
    RONDO_TRY(Expect(Keyword::kIndex));
  }
  RONDO_TRY_ASSIGN(command->name, ParseSchemaName());
  if (Accept(Keyword::kIf)) {
    RONDO_TRY(Expect(Keyword::kExists));
    command->if_exists = true;
  }
  command->span = SpanFrom(span_begin);
  return command;
}

Result<void> StatementParser::ParseCreationName(ast::Command& command) {
  if (!LooksAt(Keyword::kIf) && !LooksAt(Keyword::kFor) && !LooksAt(Keyword::kOn)) {
    RONDO_TRY_ASSIGN(command.name, ParseSchemaName());
  }
  if (Accept(Keyword::kIf)) {
    RONDO_TRY(Expect(Keyword::kNot));
    RONDO_TRY(Expect(Keyword::kExists));
    command.if_not_exists = true;
  }
  return {};
}

Result<ast::Name> StatementParser::ParseSchemaTarget(ast::Command& command) {
  RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  command.on_edges = Accept(TokenKind::kRightParenthesis);
  if (command.on_edges) {
    if (LooksAt(TokenKind::kLess)) {
      Advance();
    }
    RONDO_TRY(Expect(TokenKind::kMinus));
    RONDO_TRY(Expect(TokenKind::kLeftBracket));
  }
  RONDO_TRY_ASSIGN(ast::Name variable, ParseVariableName());
  RONDO_TRY(Expect(TokenKind::kColon));
  RONDO_TRY_ASSIGN(command.label, ParseLabelName());
  if (command.on_edges) {
    RONDO_TRY(Expect(TokenKind::kRightBracket));
    RONDO_TRY(Expect(TokenKind::kMinus));
    if (LooksAt(TokenKind::kGreater)) {
      Advance();
    }
    RONDO_TRY(Expect(TokenKind::kLeftParenthesis));
  }
  RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  return variable;
}

Result<ast::Name> StatementParser::ParseSchemaProperty(const ast::Name& variable) {
  SourceSpan where = Peek().span;
  RONDO_TRY_ASSIGN(ast::Name written, ParseVariableName());
  if (written.text != variable.text) {
    return SyntaxError("UndefinedVariable", "unknown variable `" + std::string(written.text) + "`",
                       where, "did you mean `" + std::string(variable.text) + "`?");
  }
  RONDO_TRY(Expect(TokenKind::kDot));
  return ParseSchemaName();
}

Result<void> StatementParser::ParseSchemaProperties(ast::Command& command,
                                                    const ast::Name& variable) {
  std::vector<ast::Name> properties;
  bool parentheses = Accept(TokenKind::kLeftParenthesis);
  do {
    RONDO_TRY_ASSIGN(properties.emplace_back(), ParseSchemaProperty(variable));
  } while (parentheses && Accept(TokenKind::kComma));
  if (parentheses) {
    RONDO_TRY(Expect(TokenKind::kRightParenthesis));
  }
  command.properties = arena_.Copy(properties);
  return {};
}

StatementParser::Node<ast::Command> StatementParser::ParseCreateIndex() {
  uint32_t span_begin = begin();
  auto* command = arena_.New<ast::Command>();
  command->kind = ast::CommandKind::kCreateIndex;
  RONDO_TRY(Expect(Keyword::kCreate));
  Accept(Keyword::kRange);
  RONDO_TRY(Expect(Keyword::kIndex));
  RONDO_TRY(ParseCreationName(*command));
  RONDO_TRY(Expect(Keyword::kFor));
  RONDO_TRY_ASSIGN(ast::Name variable, ParseSchemaTarget(*command));
  RONDO_TRY(Expect(Keyword::kOn));
  RONDO_TRY(ParseSchemaProperties(*command, variable));
  command->span = SpanFrom(span_begin);
  return command;
}

StatementParser::Node<ast::Command> StatementParser::ParseCreateConstraint() {
  uint32_t span_begin = begin();
  auto* command = arena_.New<ast::Command>();
  command->kind = ast::CommandKind::kCreateConstraint;
  RONDO_TRY(Expect(Keyword::kCreate));
  RONDO_TRY(Expect(Keyword::kConstraint));
  RONDO_TRY(ParseCreationName(*command));
  if (!Accept(Keyword::kOn)) {
    RONDO_TRY(Expect(Keyword::kFor));
  }
  RONDO_TRY_ASSIGN(ast::Name variable, ParseSchemaTarget(*command));
  if (!Accept(Keyword::kAssert)) {
    RONDO_TRY(Expect(Keyword::kRequire));
  }
  RONDO_TRY(ParseSchemaProperties(*command, variable));
  RONDO_TRY(Expect(Keyword::kIs));
  RONDO_TRY(ParseConstraintForm(*command));
  command->span = SpanFrom(span_begin);
  return command;
}

Result<void> StatementParser::ParseConstraintForm(ast::Command& command) {
  if (Accept(Keyword::kNot)) {
    command.constraint = ast::ConstraintForm::kNotNull;
    return Expect(Keyword::kNull);
  }
  if (Accept(TokenKind::kDoubleColon) || Accept(Keyword::kTyped)) {
    command.constraint = ast::ConstraintForm::kType;
    RONDO_TRY_ASSIGN(command.type_name, ParseTypeName());
    return {};
  }
  if (!Accept(Keyword::kNode)) {
    Accept(Keyword::kRelationship);
  }
  if (Accept(Keyword::kKey)) {
    command.constraint = ast::ConstraintForm::kKey;
    return {};
  }
  command.constraint = ast::ConstraintForm::kUnique;
  return Expect(Keyword::kUnique);
}

Result<std::string_view> StatementParser::ParseTypeName() {
  // Words, `LIST<...>` and bars: "ZONED DATETIME", "LIST<INTEGER NOT NULL>", "INTEGER | FLOAT".
  uint32_t span_begin = begin();
  int open = 0;
  RONDO_TRY(ParseSchemaName());
  while (true) {
    if (LooksAtName() || LooksAt(TokenKind::kPipe)) {
      Advance();
    } else if (LooksAt(TokenKind::kLess)) {
      ++open;
      Advance();
    } else if (open > 0 && LooksAt(TokenKind::kGreater)) {
      --open;
      Advance();
    } else {
      break;
    }
  }
  if (open > 0) {
    RONDO_TRY(Expect(TokenKind::kGreater));
  }
  return TextOf(SpanFrom(span_begin));
}

}  // namespace rondo
