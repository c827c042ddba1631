// What a user sees of errors that need more than the text of a statement: another thread, a
// program's own procedure, bytes that are no text. The others stand in tests/golden.

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "query/database.h"
#include "query/error_text.h"
#include "query/execute/procedure/signature_text.h"
#include "query/syntax/parser.h"

namespace rondo {
namespace {

class StatementError : public testing::Test {
 protected:
  std::string Shown(std::string_view text) {
    const Result<QueryResult> result = connection_.Execute(text);
    return result.ok() ? "no error" : ErrorText(result.error(), text);
  }

  Database database_ = Database::Open(":memory:").value();
  Connection connection_ = database_.Connect();
};

TEST_F(StatementError, Interrupted) {
  const std::string text = "UNWIND range(1, 1000000) AS x RETURN x";
  Statement statement = connection_.Prepare(text).value();
  const auto interrupt = [this](Row&&) -> Result<bool> {
    connection_.Interrupt();
    return true;
  };
  const Result<ExecutionSummary> done = statement.ExecuteStreaming({}, interrupt);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(ErrorText(done.error(), text), "error: the statement was interrupted (Interrupted)");
}

TEST_F(StatementError, BusyStatement) {
  const std::string text = "UNWIND [1, 2] AS x RETURN x";
  Statement statement = connection_.Prepare(text).value();
  const auto run_again = [&statement](Row&&) -> Result<bool> {
    RONDO_TRY(statement.Execute());
    return true;
  };
  const Result<ExecutionSummary> done = statement.ExecuteStreaming({}, run_again);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(ErrorText(done.error(), text),
            "error: the statement is running already; prepare it twice to run it twice "
            "(StatementBusy)");
  EXPECT_TRUE(statement.Execute().ok());
}

TEST_F(StatementError, BytesThatAreNoText) {
  EXPECT_EQ(Shown("RETURN '\xFF'"),
            "error: the text is not valid UTF-8 (InvalidUnicodeCharacter)\n"
            "  1 | RETURN '\uFFFD'\n"
            "    |         ^ save the statement as UTF-8");
}

TEST_F(StatementError, TextThatIsTooLong) {
  std::string text = "RETURN 1";
  text.resize(SyntaxLimits().text_size_max + 1, ' ');
  EXPECT_EQ(Shown(text).substr(0, 64),
            "error: the statement is longer than 67108864 bytes (TextTooLong)");
}

TEST_F(StatementError, ProcedureThatGivesTooLittle) {
  Procedure procedure;
  procedure.signature =
      ParseProcedureSignature("my.pair() :: (a :: INTEGER, b :: INTEGER)").value();
  procedure.run = [](const ProcedureCall&, const ProcedureRowSink& sink) -> Result<void> {
    const Value row[] = {Value(1)};
    RONDO_TRY(sink(row));
    return {};
  };
  database_.RegisterProcedure(std::move(procedure));
  EXPECT_EQ(Shown("CALL my.pair() YIELD a, b RETURN a, b"),
            "error: my.pair gave a row of 1 values instead of 2 (ProcedureCallFailed)\n"
            "  1 | CALL my.pair() YIELD a, b RETURN a, b\n"
            "    | ^^^^^^^^^^^^^^^^^^^^^^^^^");
}

}  // namespace
}  // namespace rondo
