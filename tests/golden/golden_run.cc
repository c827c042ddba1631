#include "tests/golden/golden_run.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include "graph/model/value_text.h"
#include "query/error_text.h"
#include "query/syntax/parser.h"
#include "query/syntax/print_statement.h"
#include "tests/tck/judge.h"
#include "tools/articles/load/article_loading.h"

namespace rondo::golden {

namespace {

Error Unexpected(std::string message) {
  return RuntimeError(ErrorCode::kInvalidData, "UnexpectedOutcome", std::move(message));
}

Error Failed(const Error& error, std::string_view text) {
  return Unexpected("the statement failed:\n" + ErrorText(error, text));
}

std::string ErrorDirective(const Error& error) {
  return "error " + std::string(ErrorCodeName(error.code)) +
         (error.phase == ErrorPhase::kCompile ? " compile " : " runtime ") +
         (error.detail.empty() ? "-" : error.detail);
}

tck::Table TableOf(const QueryResult& result) {
  tck::Table table = {result.columns()};
  for (const Row& row : result) {
    std::vector<std::string>& cells = table.emplace_back();
    for (const Value& value : row.values()) {
      cells.push_back(ValueText(value, {.canonical = true}));
    }
  }
  return table;
}

bool IsUnordered(const Block& block) { return block.directive == "query unordered"; }

std::string QueryText(const Block& block, const QueryResult& result) {
  tck::Table table = TableOf(result);
  if (IsUnordered(block)) {
    std::sort(table.begin() + 1, table.end());
  }
  return result.columns().empty() ? "" : TableText(table);
}

/// Ids that a failed statement took come again when the store is opened anew.
std::string WithoutNodeIds(const std::string& text) {
  return std::regex_replace(text, std::regex("node [0-9]+"), "node _");
}

std::string Difference(std::string_view expected, std::string_view actual) {
  return expected == actual
             ? ""
             : "expected\n" + std::string(expected) + "\ngot\n" + std::string(actual);
}

Database OpenStore(const TemporaryFolder& folder, Variant variant) {
  const bool on_disk = variant == Variant::kReopened;
  StoreOptions options;
  options.durability = Durability::kOff;  // Nothing is killed here.
  return Database::Open(on_disk ? folder / "graph" : std::string(kInMemoryPath), options).value();
}

}  // namespace

GoldenRun::GoldenRun(std::filesystem::path sources, Variant variant)
    : sources_(std::move(sources)),
      variant_(variant),
      database_(OpenStore(folder_, variant)),
      connection_(database_.Connect()) {
  parameters_.Set("folder", Value(folder_.path()));
  Connect();
}

void GoldenRun::Connect() {
  connection_ = database_.Connect();
  connection_.set_optimises(variant_ != Variant::kUnoptimised);
  connection_.set_limits(limits_);
}

void GoldenRun::Reopen() {
  // The connection must end before its database, and that before it is opened again.
  Database other = Database::Open(std::string(kInMemoryPath)).value();
  connection_ = other.Connect();
  database_ = std::move(other);
  Database opened = OpenStore(folder_, variant_);
  connection_ = opened.Connect();
  database_ = std::move(opened);
  Connect();
}

std::string GoldenRun::TextOf(const Block& block) const {
  if (variant_ == Variant::kPrinted) {
    if (const Result<Ast> ast = ParseStatement(block.statement); ast.ok()) {
      return PrintStatement(ast->statement());
    }
  }
  return block.statement;
}

std::string GoldenRun::Check(const Block& block) {
  const bool prints = variant_ == Variant::kPrinted;
  if (block.kind() == "explain" && (prints || variant_ == Variant::kUnoptimised)) {
    return "";
  }
  if (variant_ == Variant::kReopened && !connection_.in_transaction()) {
    Reopen();
  }
  if (block.kind() == "query") {
    return CheckQuery(block);
  }
  Block actual = block;
  const Result<void> updated = Update(actual);
  if (!updated.ok()) {
    return updated.error().message;
  }
  if (variant_ == Variant::kReopened) {
    return Difference(block.directive + "\n" + WithoutNodeIds(block.expected),
                      actual.directive + "\n" + WithoutNodeIds(actual.expected));
  }
  if (prints) {
    return Difference(block.directive, actual.directive);
  }
  return Difference(block.directive + "\n" + block.expected,
                    actual.directive + "\n" + actual.expected);
}

std::string GoldenRun::CheckQuery(const Block& block) {
  const std::string text = TextOf(block);
  const Result<QueryResult> result = connection_.Execute(text, parameters_);
  if (!result.ok()) {
    return Failed(result.error(), text).message;
  }
  if (result->columns().empty() || block.expected.empty()) {
    return Difference(block.expected, QueryText(block, *result));
  }
  std::vector<std::vector<Value>> rows;
  for (const Row& row : *result) {
    rows.push_back(row.values());
  }
  tck::Table expected = ReadTable(block.expected);
  if (variant_ == Variant::kPrinted && expected.front().size() == result->columns().size()) {
    expected.front() = result->columns();  // A column without a name is called as it is written.
  }
  const tck::Verdict verdict =
      tck::JudgeResult(expected, {!IsUnordered(block), {}}, result->columns(), rows);
  return verdict.passed() ? "" : verdict.message + "\ngot\n" + QueryText(block, *result);
}

Result<void> GoldenRun::Update(Block& block) {
  if (block.kind() == "load") {
    return Load(block);
  }
  if (block.kind() == "setup") {
    return Setup(block, connection_);
  }
  if (block.kind() == "other") {
    Connection other = database_.Connect();
    return Setup(block, other);
  }
  if (block.kind() == "limits") {
    return SetLimits(block);
  }
  if (block.kind() == "parameters") {
    return SetParameters(block);
  }
  if (block.kind() == "file") {
    return WriteFile(block);
  }
  if (block.kind() == "reopen") {
    Connect();
    return {};
  }
  if (block.kind() == "explain") {
    RONDO_TRY_ASSIGN(block.expected, Explain(block));
    return {};
  }
  return UpdateResult(block);
}

Result<void> GoldenRun::UpdateResult(Block& block) {
  const std::string text = TextOf(block);
  const Result<QueryResult> result = connection_.Execute(text, parameters_);
  if (block.kind() == "error") {
    if (result.ok()) {
      return Unexpected("no error, but\n" + QueryText(block, *result));
    }
    block.directive = ErrorDirective(result.error());
    block.expected = TextOf(result.error(), text);
    return {};
  }
  if (!result.ok()) {
    return Failed(result.error(), text);
  }
  if (block.kind() == "warning") {
    block.expected.clear();
    for (const Notification& notification : result->summary().notifications) {
      block.expected += block.expected.empty() ? "" : "\n";
      block.expected += NotificationText(notification, text);
    }
    return {};
  }
  block.expected = QueryText(block, *result);
  return {};
}

Result<void> GoldenRun::Load(const Block& block) {
  std::vector<std::string> paths;
  const std::filesystem::path folder = sources_ / block.directive.substr(sizeof("load"));
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.path().extension() == ".txt") {
      paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  RONDO_TRY_ASSIGN(const articles::ArticleLoadSummary summary,
                   articles::LoadArticles(database_.store(), paths));
  if (paths.empty() || summary.loaded_count != paths.size()) {
    return Unexpected("not all articles of " + folder.string() + " could be loaded");
  }
  return {};
}

std::string GoldenRun::TextOf(const Error& error, const std::string& statement) const {
  Error shown = error;
  const std::string folder = folder_.path();
  for (size_t at = 0; (at = shown.message.find(folder, at)) != std::string::npos;) {
    shown.message.replace(at, folder.size(), "$folder");
  }
  return ErrorText(shown, statement);
}

Result<void> GoldenRun::SetLimits(const Block& block) {
  limits_ = {};
  std::istringstream words(block.directive.substr(std::string_view("limits").size()));
  for (std::string word; words >> word;) {
    const std::string name = word.substr(0, word.find('='));
    const uint64_t number = std::stoull(word.substr(name.size() + 1));
    if (name == "time") {
      limits_.timeout = std::chrono::nanoseconds(number);
    } else if (name == "memory") {
      limits_.buffered_memory_size_max = number;
    } else if (name == "rows") {
      limits_.row_count_max = number;
    } else {
      return Unexpected("there is no limit `" + name + "`");
    }
  }
  connection_.set_limits(limits_);
  return {};
}

Result<void> GoldenRun::SetParameters(const Block& block) {
  RONDO_TRY_ASSIGN(const QueryResult result, connection_.Execute("RETURN " + block.statement));
  parameters_ = {};
  parameters_.Set("folder", Value(folder_.path()));
  for (const auto& [name, value] : (*result.begin())[0].map()) {
    parameters_.Set(name, value);
  }
  return {};
}

Result<void> GoldenRun::WriteFile(const Block& block) {
  const std::string name = block.directive.substr(std::string_view("file ").size());
  std::ofstream(folder_ / name, std::ios::binary) << block.statement << "\n";
  return {};
}

Result<void> GoldenRun::Setup(const Block& block, Connection& connection) {
  for (const SourceSpan span : SplitStatements(block.statement)) {
    const std::string statement = block.statement.substr(span.begin, span.end - span.begin);
    const Result<QueryResult> result = connection.Execute(statement);
    if (!result.ok()) {
      return Failed(result.error(), statement);
    }
  }
  return {};
}

Result<std::string> GoldenRun::Explain(const Block& block) {
  Result<QueryResult> result = connection_.Execute("EXPLAIN " + block.statement);
  if (!result.ok()) {
    return Failed(result.error(), block.statement);
  }
  std::string plan = result->summary().plan;
  plan.erase(plan.find_last_not_of('\n') + 1);
  return plan;
}

}  // namespace rondo::golden
