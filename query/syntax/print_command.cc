// Statements and commands as text.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "query/syntax/keyword.h"
#include "query/syntax/name_text.h"
#include "query/syntax/print_statement.h"
#include "query/syntax/statement_printer.h"

namespace rondo {
namespace {

std::vector<std::string_view> PartsOf(std::string_view dotted) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t dot = 0; dot != std::string_view::npos; begin = dot + 1) {
    dot = dotted.find('.', begin);
    parts.push_back(dotted.substr(begin, dot - begin));
  }
  return parts;
}

/// Words of the language that functions are called, and that begin nothing else before `(`.
bool IsFunctionWord(Keyword keyword) {
  return keyword == Keyword::kNone || keyword == Keyword::kCount || keyword == Keyword::kCollect ||
         keyword == Keyword::kExists;
}

}  // namespace

void StatementPrinter::WriteComma(bool& first) {
  Write(first ? "" : ", ");
  first = false;
}

void StatementPrinter::PrintDottedName(const ast::Name& name, bool is_function) {
  const std::vector<std::string_view> parts = PartsOf(name.text);
  const bool plain = std::ranges::all_of(
      parts, [](std::string_view part) { return SchemaNameText(part) == part; });
  const bool word = is_function && !IsFunctionWord(FindKeyword(parts.front()));
  // A name in back-ticks may have dots inside.
  Write(plain && !word ? std::string(name.text) : QuotedName(name.text));
}

void StatementPrinter::PrintStatement(const ast::Statement& statement) {
  if (statement.command != nullptr) {
    return PrintCommand(*statement.command);
  }
  Write(statement.mode == ast::StatementMode::kExplain   ? "EXPLAIN "
        : statement.mode == ast::StatementMode::kProfile ? "PROFILE "
                                                         : "");
  PrintQuery(*statement.query);
}

void StatementPrinter::PrintCommand(const ast::Command& command) {
  switch (command.kind) {
    case ast::CommandKind::kCreateIndex:
    case ast::CommandKind::kCreateConstraint:
      return PrintCreation(command);
    case ast::CommandKind::kDropIndex:
    case ast::CommandKind::kDropConstraint:
      Write(command.kind == ast::CommandKind::kDropIndex ? "DROP INDEX " : "DROP CONSTRAINT ");
      Write(VariableText(command.name.text));
      return Write(command.if_exists ? " IF EXISTS" : "");
    case ast::CommandKind::kShowIndexes:
      return Write("SHOW INDEXES");
    case ast::CommandKind::kShowConstraints:
      return Write("SHOW CONSTRAINTS");
    case ast::CommandKind::kShowFunctions:
      return Write("SHOW FUNCTIONS");
    case ast::CommandKind::kShowProcedures:
      return Write("SHOW PROCEDURES");
    case ast::CommandKind::kBegin:
      return Write("BEGIN");
    case ast::CommandKind::kCommit:
      return Write("COMMIT");
    case ast::CommandKind::kRollback:
      return Write("ROLLBACK");
  }
}

void StatementPrinter::PrintCreation(const ast::Command& command) {
  const bool is_index = command.kind == ast::CommandKind::kCreateIndex;
  Write(is_index ? "CREATE INDEX " : "CREATE CONSTRAINT ");
  if (!command.name.empty()) {
    Write(VariableText(command.name.text) + " ");
  }
  Write(command.if_not_exists ? "IF NOT EXISTS " : "");
  const std::string label = LabelText(command.label.text);
  Write(command.on_edges ? "FOR ()-[e:" + label + "]-()" : "FOR (e:" + label + ")");
  Write(is_index ? " ON (" : " REQUIRE (");
  bool first = true;
  for (const ast::Name& property : command.properties) {
    WriteComma(first);
    Write("e." + SchemaNameText(property.text));
  }
  Write(")");
  if (!is_index) {
    PrintConstraintForm(command);
  }
}

void StatementPrinter::PrintConstraintForm(const ast::Command& command) {
  switch (command.constraint) {
    case ast::ConstraintForm::kUnique:
      return Write(" IS UNIQUE");
    case ast::ConstraintForm::kNotNull:
      return Write(" IS NOT NULL");
    case ast::ConstraintForm::kKey:
      return Write(command.on_edges ? " IS RELATIONSHIP KEY" : " IS NODE KEY");
    case ast::ConstraintForm::kType:
      Write(" IS :: ");
      return Write(command.type_name);
  }
}

std::string PrintStatement(const ast::Statement& statement) {
  StatementPrinter printer;
  printer.PrintStatement(statement);
  return printer.TakeText();
}

}  // namespace rondo
