#include "tests/tck/session.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "query/connection.h"
#include "query/database.h"
#include "tests/tck/graph_state.h"
#include "tests/tck/notation.h"
#include "tests/tck/table_procedure.h"

namespace rondo::tck {

namespace {

class Session {
 public:
  Session(const SessionOptions& options, Database database)
      : options_(options), database_(std::move(database)), connection_(database_.Connect()) {}

  Outcome Run(const Scenario& scenario) {
    for (const Step& step : scenario.steps) {
      outcome_.verdict = RunStep(step);
      if (!outcome_.verdict.passed()) {
        return outcome_;
      }
    }
    if (!result_) {
      outcome_.verdict = {Status::kError, "the scenario runs no statement"};
    } else if (!judged_) {
      // An error that nobody asked about must not go unseen.
      outcome_.verdict = RequireResult();
    }
    return outcome_;
  }

 private:
  static Verdict Failed(std::string message) { return {Status::kError, std::move(message)}; }

  static Verdict Failed(std::string_view what, const Error& error) {
    return Failed(std::string(what) + ": " + std::string(ErrorCodeName(error.code)) + ": " +
                  error.detail + " (" + error.message + ")");
  }

  Verdict RunStep(const Step& step) {
    if (step.text == "an empty graph" || step.text == "any graph") {
      return {};  // The database is fresh.
    }
    if (step.text == "the binary-tree-1 graph" || step.text == "the binary-tree-2 graph") {
      return LoadGraph(step.text.substr(4, step.text.size() - 4 - 6));
    }
    if (step.text == "having executed:") {
      return step.document ? Prepare(*step.document) : Failed("a step without its text");
    }
    if (step.text == "parameters are:") {
      return step.table ? ReadParameters(*step.table) : Failed("a step without its table");
    }
    constexpr std::string_view kProcedure = "there exists a procedure ";
    if (step.text.starts_with(kProcedure)) {
      return RegisterProcedure(step.text.substr(kProcedure.size()), step.table.value_or(Table{}));
    }
    if (step.text == "executing query:") {
      return step.document ? Execute(*step.document) : Failed("a step without its text");
    }
    if (step.text == "executing control query:") {
      return step.document ? ExecuteControl(*step.document) : Failed("a step without its text");
    }
    return JudgeStep(step);
  }

  Verdict JudgeStep(const Step& step) {
    if (!result_) {
      return Failed("`" + step.text + "` before any statement");
    }
    if (step.text == "no side effects") {
      return JudgeSideEffects({}, *before_, *after_);
    }
    if (step.text == "the side effects should be:") {
      return JudgeSideEffects(step.table.value_or(Table{}), *before_, *after_);
    }
    judged_ = true;
    if (ExpectedError expected; ReadExpectedError(step.text, expected)) {
      return JudgeRaised(expected);
    }
    if (step.text == "the result should be empty") {
      Verdict verdict = RequireResult();
      return verdict.passed() ? JudgeEmpty() : verdict;
    }
    return JudgeTable(step);
  }

  Verdict JudgeTable(const Step& step) {
    ResultExpectation expectation;
    if (step.text == "the result should be, in order:") {
      expectation.ordered = true;
    } else if (step.text == "the result should be (ignoring element order for lists):") {
      expectation.list_order = ListOrder::kIgnored;
    } else if (step.text == "the result should be, in order (ignoring element order for lists):") {
      expectation = {true, ListOrder::kIgnored};
    } else if (step.text != "the result should be, in any order:") {
      return Failed("unknown step `" + step.text + "`");
    }
    Verdict verdict = RequireResult();
    if (!verdict.passed()) {
      return verdict;
    }
    std::vector<std::vector<Value>> rows;
    for (const Row& row : **result_) {
      rows.push_back(row.values());
    }
    return JudgeResult(step.table.value_or(Table{}), expectation, (*result_)->columns(), rows);
  }

  Verdict JudgeEmpty() const {
    if ((*result_)->columns().empty() && (*result_)->row_count() == 0) {
      return {};
    }
    return {Status::kFailResult, "there is a result where none is expected"};
  }

  Verdict JudgeRaised(const ExpectedError& expected) {
    outcome_.expected_error = true;
    if (result_->ok()) {
      return {Status::kFailErrorLenient, "no error instead of " + expected.type + " at " +
                                             expected.phase + ": " + expected.detail};
    }
    Verdict verdict = JudgeError(expected, result_->error());
    return verdict.passed() ? JudgeSideEffects({}, *before_, *after_) : verdict;
  }

  /// The verdict on a statement that should have given a result.
  Verdict RequireResult() const {
    return result_->ok() ? Verdict{} : Failed("the statement failed", result_->error());
  }

  Verdict LoadGraph(const std::string& name) {
    std::filesystem::path path = options_.graphs_folder / name / (name + ".cypher");
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream || text.empty()) {
      return Failed("the graph " + name + " is missing");
    }
    return Prepare(text);
  }

  Verdict Prepare(const std::string& text) {
    Result<QueryResult> result = connection_.Execute(text, parameters_);
    return result.ok() ? Verdict{} : Failed("the preparation failed", result.error());
  }

  Verdict ReadParameters(const Table& table) {
    for (const std::vector<std::string>& row : table) {
      Result<Value> value = ParseNotation(row.size() == 2 ? row[1] : "");
      if (!value.ok()) {
        return Failed(value.error().message);
      }
      parameters_.Set(row[0], std::move(value).value());
    }
    return {};
  }

  Verdict RegisterProcedure(std::string_view signature, const Table& table) {
    if (signature.ends_with(':')) {
      signature.remove_suffix(1);
    }
    Result<Procedure> procedure = MakeTableProcedure(signature, table);
    if (!procedure.ok()) {
      return Failed(procedure.error().message);
    }
    database_.RegisterProcedure(std::move(procedure).value());
    return {};
  }

  Verdict Execute(const std::string& text) {
    Result<GraphState> before = CaptureState(connection_);
    if (!before.ok()) {
      return Failed("the state could not be read", before.error());
    }
    result_ = connection_.Execute(text, parameters_);
    outcome_.raised_error = !result_->ok();
    Result<GraphState> after = CaptureState(connection_);
    if (!after.ok()) {
      return Failed("the state could not be read", after.error());
    }
    before_ = std::move(before).value();
    after_ = std::move(after).value();
    return {};
  }

  Verdict ExecuteControl(const std::string& text) {
    if (!result_) {
      return Failed("a control query before the query");
    }
    Verdict verdict = RequireResult();
    if (verdict.passed()) {
      result_ = connection_.Execute(text, parameters_);
    }
    return verdict;
  }

  const SessionOptions& options_;
  Database database_;
  Connection connection_;
  Parameters parameters_;
  std::optional<Result<QueryResult>> result_;
  std::optional<GraphState> before_;
  std::optional<GraphState> after_;
  bool judged_ = false;
  Outcome outcome_;
};

}  // namespace

Outcome RunScenario(const Scenario& scenario, const SessionOptions& options) {
  Result<Database> database = Database::Open(std::string(kInMemoryPath));
  if (!database.ok()) {
    Outcome outcome;
    outcome.verdict = {Status::kError, "no database: " + database.error().message};
    return outcome;
  }
  return Session(options, std::move(database).value()).Run(scenario);
}

}  // namespace rondo::tck
