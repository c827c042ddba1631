#include <gtest/gtest.h>

#include "graph/model/value_text.h"
#include "query/bind/binder.h"
#include "query/execute/command/run_command.h"
#include "query/execute/procedure/built_in_procedures.h"
#include "query/execute/procedure/procedure_registry.h"

namespace rondo {
namespace {

class Command : public testing::Test {
 protected:
  Command() : store_(Store::Open(std::string(kInMemoryPath), {}).value()) {}

  Result<CommandResult> Run(std::string_view text) {
    RONDO_TRY_ASSIGN(const Ast ast, ParseStatement(text));
    RONDO_TRY_ASSIGN(const BoundStatement statement, Bind(ast, {}));
    const BoundCommand& command = *statement.command;
    RONDO_TRY_ASSIGN(const std::unique_ptr<Transaction> transaction, store_->BeginTransaction());
    const std::vector<IndexDescription> indexes = store_->ListIndexes();
    const std::shared_ptr<const ProcedureTable> table = registry_.Table();
    RONDO_TRY_ASSIGN(CommandResult result,
                     RunCommand(command, {transaction.get(), indexes, table->entries()}));
    EXPECT_EQ(result.columns, CommandColumns(command));
    for (const std::vector<Value>& row : result.rows) {
      EXPECT_EQ(row.size(), result.columns.size());
    }
    RONDO_TRY(transaction->Commit());
    return result;
  }

  std::string Rows(std::string_view text) {
    std::string rows;
    for (const std::vector<Value>& row : Run(text).value().rows) {
      rows += ValueText(ListValue(row)) + "\n";
    }
    return rows;
  }

  std::string Failure(std::string_view text) {
    const auto result = Run(text);
    return result.ok() ? "no error" : result.error().detail + "; " + result.error().hint;
  }

  void AddNode(const std::string& label, const std::string& key, const Value& value) {
    const std::unique_ptr<Transaction> transaction = store_->BeginTransaction().value();
    const LabelId label_id = transaction->InternLabel(label).value();
    const Property property{transaction->InternPropertyKey(key).value(), value};
    transaction->CreateNode({&label_id, 1}, {&property, 1}).value();
    transaction->Commit().value();
  }

  std::unique_ptr<Store> store_;
  ProcedureRegistry registry_{BuiltInProcedures()};
};

TEST_F(Command, IndexesComeShowAndGo) {
  EXPECT_EQ(Run("CREATE INDEX born FOR (p:Player) ON (p.born)").value().indexes_added, 1u);
  EXPECT_EQ(Run("CREATE INDEX born IF NOT EXISTS FOR (p:Player) ON (p.born)").value().indexes_added,
            0u);
  EXPECT_EQ(Failure("CREATE INDEX born FOR (p:Player) ON (p.born)"),
            "IndexAlreadyExists; IF NOT EXISTS lets it be");
  EXPECT_EQ(Run("CREATE INDEX FOR (c:Club) ON (c.name)").value().indexes_added, 1u);
  EXPECT_EQ(Rows("SHOW INDEXES"),
            "['born', 'ONLINE', 100.0, 'RANGE', 'NODE', ['Player'], ['born'], null, 'CREATE INDEX "
            "born FOR (e:Player) ON (e.born)']\n"
            "['index_Club_name', 'ONLINE', 100.0, 'RANGE', 'NODE', ['Club'], ['name'], null, "
            "'CREATE INDEX index_Club_name FOR (e:Club) ON (e.name)']\n");
  EXPECT_EQ(Run("DROP INDEX born").value().indexes_removed, 1u);
  EXPECT_EQ(Run("DROP INDEX born IF EXISTS").value().indexes_removed, 0u);
  EXPECT_EQ(Failure("DROP INDEX born"), "IndexNotFound; SHOW INDEXES lists them");
}

TEST_F(Command, ConstraintsAreKept) {
  EXPECT_EQ(
      Run("CREATE CONSTRAINT one FOR (p:Player) REQUIRE p.name IS UNIQUE").value().indexes_added,
      1u);
  EXPECT_EQ(
      Run("CREATE CONSTRAINT has FOR (p:Player) REQUIRE p.born IS NOT NULL").value().indexes_added,
      1u);
  EXPECT_EQ(Rows("SHOW CONSTRAINTS"),
            "['has', 'NODE_PROPERTY_EXISTENCE', 'NODE', ['Player'], ['born'], null, null, 'CREATE "
            "CONSTRAINT has FOR (e:Player) REQUIRE (e.born) IS NOT NULL']\n"
            "['one', 'UNIQUENESS', 'NODE', ['Player'], ['name'], 'one', null, 'CREATE CONSTRAINT "
            "one FOR (e:Player) REQUIRE (e.name) IS UNIQUE']\n");
  EXPECT_EQ(Run("SHOW INDEXES").value().rows.size(), 1u);
  EXPECT_EQ(Failure("DROP INDEX one"), "WrongSchemaKind; write DROP CONSTRAINT one");
  EXPECT_EQ(Run("DROP CONSTRAINT one").value().indexes_removed, 1u);
  EXPECT_EQ(Failure("DROP CONSTRAINT one"), "IndexNotFound; SHOW CONSTRAINTS lists them");
}

TEST_F(Command, DataMustFitANewConstraint) {
  AddNode("Player", "name", "Ada");
  AddNode("Player", "name", "Ada");
  const auto result = Run("CREATE CONSTRAINT FOR (p:Player) REQUIRE p.name IS UNIQUE");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kConstraint);
  EXPECT_EQ(Rows("SHOW CONSTRAINTS"), "");
}

TEST_F(Command, CreateStatementsMakeTheSameAgain) {
  Run("CREATE INDEX `an index` FOR (n:`Odd label`) ON (n.`a``b`)").value();
  Run("CREATE CONSTRAINT FOR (n:loaned-to) REQUIRE n.`match` IS UNIQUE").value();
  std::string before;
  for (const char* show : {"SHOW INDEXES", "SHOW CONSTRAINTS"}) {
    before += Rows(show);
  }
  std::vector<std::string> statements;
  for (const std::vector<Value>& row : Run("SHOW INDEXES").value().rows) {
    statements.emplace_back(row.back().string());
  }
  EXPECT_EQ(statements.size(), 2u);
  for (const std::vector<Value>& row : Run("SHOW CONSTRAINTS").value().rows) {
    Run("DROP CONSTRAINT `" + std::string(row[0].string()) + "`").value();
  }
  Run("DROP INDEX `an index`").value();
  EXPECT_EQ(Rows("SHOW INDEXES"), "");
  for (const std::string& statement : statements) {
    Run(statement).value();
  }
  std::string after;
  for (const char* show : {"SHOW INDEXES", "SHOW CONSTRAINTS"}) {
    after += Rows(show);
  }
  EXPECT_EQ(before, after);
}

TEST_F(Command, KeepsConstraintsOfEveryKind) {
  const std::vector<std::string> statements = {
      "CREATE CONSTRAINT a FOR (e:A) REQUIRE (e.x, e.y) IS NODE KEY",
      "CREATE CONSTRAINT b FOR (e:A) REQUIRE (e.z) IS :: LIST<INTEGER>",
      "CREATE CONSTRAINT c FOR ()-[e:knows]-() REQUIRE (e.x) IS NOT NULL",
      "CREATE CONSTRAINT d FOR ()-[e:knows]-() REQUIRE (e.y) IS UNIQUE"};
  const std::vector<std::string> types = {"NODE_KEY", "NODE_PROPERTY_TYPE",
                                          "RELATIONSHIP_PROPERTY_EXISTENCE",
                                          "RELATIONSHIP_UNIQUENESS"};
  for (const std::string& statement : statements) {
    EXPECT_EQ(Run(statement).value().indexes_added, 1u) << statement;
  }
  const auto rows = Run("SHOW CONSTRAINTS").value().rows;
  ASSERT_EQ(rows.size(), statements.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i][1].string(), types[i]);
    EXPECT_EQ(rows[i].back().string(), statements[i]);
  }
  EXPECT_EQ(Run("CREATE INDEX FOR ()-[r:knows]-() ON (r.x, r.z)").value().indexes_added, 1u);
}

TEST_F(Command, ShowsWhatCanBeCalled) {
  EXPECT_NE(Rows("SHOW PROCEDURES")
                .find("['db.labels', 'Labels that nodes have.', 'READ', "
                      "'db.labels() :: (label :: STRING)']"),
            std::string::npos);
  EXPECT_EQ(Run("SHOW FUNCTIONS").value().rows.size(), AllFunctions().size());
}

}  // namespace
}  // namespace rondo
