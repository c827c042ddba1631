// Every example of query/LANGUAGE.md gives what the page says, and the page has one for every
// function, every procedure and every word of the language.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_text.h"
#include "query/bind/function_signature.h"
#include "query/database.h"
#include "query/execute/procedure/built_in_procedures.h"
#include "query/syntax/keyword.h"
#include "query/syntax/lexer.h"
#include "query/syntax/parser.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

std::string ReadPage() {
  std::ifstream file(std::string(RONDO_SOURCE_DIR) + "/query/LANGUAGE.md");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What stands between the first two code fences: the graph of all examples.
std::string SampleGraph(const std::string& page) {
  const size_t begin = page.find("```\n") + 4;
  return page.substr(begin, page.find("```", begin) - begin);
}

struct Example {
  std::string statements;
  std::string result;
};

/// The cells of a row of a table; a bar inside a cell is written `\|`.
std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells(1);
  for (size_t index = 2; index < line.size(); ++index) {
    if (line.compare(index, 2, "\\|") == 0) {
      cells.back() += '|';
      ++index;
    } else if (line[index] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += line[index];
    }
  }
  cells.pop_back();
  for (std::string& cell : cells) {
    cell.erase(0, cell.find_first_not_of(' '));
    cell.erase(cell.find_last_not_of(' ') + 1);
  }
  return cells;
}

std::string WithoutTicks(const std::string& cell) {
  return cell.size() < 2 ? cell : cell.substr(1, cell.size() - 2);
}

std::vector<Example> Examples(const std::string& page) {
  std::vector<Example> examples;
  for (size_t begin = 0; begin < page.size();) {
    const size_t end = page.find('\n', begin);
    const std::string line = page.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with("| ")) {
      continue;
    }
    const std::vector<std::string> cells = Cells(line);
    const std::string& example = cells[cells.size() - 2];
    if (example.starts_with('`')) {
      examples.push_back({WithoutTicks(example), WithoutTicks(cells.back())});
    }
  }
  return examples;
}

/// The rows of the last statement, or its error.
std::string RowsOf(const std::string& graph, const std::string& statements) {
  Database database = Database::Open(":memory:").value();
  Connection connection = database.Connect();
  connection.Execute(graph).value();
  std::string text;
  for (const SourceSpan span : SplitStatements(statements)) {
    const auto result = connection.Execute(statements.substr(span.begin, span.end - span.begin));
    if (!result.ok()) {
      return "error: " + result.error().message;
    }
    text.clear();
    for (const Row& row : *result) {
      text += text.empty() ? "" : " / ";
      for (size_t column = 0; column < row.size(); ++column) {
        text += (column > 0 ? ", " : "") + ValueText(row[column]);
      }
    }
  }
  return text;
}

TEST(Language, EveryExampleGivesWhatThePageSays) {
  const std::string page = ReadPage();
  const std::string graph = SampleGraph(page);
  const std::vector<Example> examples = Examples(page);
  ASSERT_GT(examples.size(), 100u);
  const TemporaryFolder folder;
  std::filesystem::current_path(folder.path());
  std::ofstream("clubs.csv") << "name;country\nRoma;Italy\n";
  for (const Example& example : examples) {
    EXPECT_EQ(RowsOf(graph, example.statements), example.result) << example.statements;
  }
}

TEST(Language, EveryFunctionAndProcedureHasAnExample) {
  std::string statements;
  for (const Example& example : Examples(ReadPage())) {
    statements += " " + example.statements;
  }
  for (const FunctionSignature& function : AllFunctions()) {
    EXPECT_NE(statements.find(std::string(function.name) + "("), std::string::npos)
        << function.name;
  }
  for (const Procedure& procedure : BuiltInProcedures()) {
    EXPECT_NE(statements.find("CALL " + procedure.signature.name + "("), std::string::npos)
        << procedure.signature.name;
  }
}

TEST(Language, EveryWordIsShown) {
  const std::string page = ReadPage();
  std::set<Keyword> shown;
  for (const Example& example : Examples(page)) {
    for (const Token& token : Tokenize(example.statements).tokens) {
      shown.insert(token.keyword);
    }
  }
  for (const KeywordInfo& word : AllKeywords()) {
    const std::regex in_prose("\\b" + std::string(word.text) + "\\b");
    EXPECT_TRUE(shown.contains(word.keyword) || std::regex_search(page, in_prose)) << word.text;
  }
}

}  // namespace
}  // namespace rondo
