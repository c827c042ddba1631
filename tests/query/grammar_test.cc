// GRAMMAR.md, the parser and the table of keywords say the same.

#include "tests/query/grammar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "query/syntax/keyword.h"
#include "query/syntax/parser.h"
#include "query/syntax/print_statement.h"

namespace rondo {
namespace {

const std::filesystem::path kSyntax = std::filesystem::path(RONDO_SOURCE_DIR) / "query/syntax";

std::string ReadText(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const test::Grammar& PageGrammar() {
  static const test::Grammar grammar = test::ReadGrammar(ReadText(kSyntax / "GRAMMAR.md"));
  return grammar;
}

/// Functions that are defined as `CLASS::PREFIXName(` in query/syntax.
std::set<std::string> DefinedFunctions(const std::string& class_name, const std::string& prefix) {
  std::set<std::string> names;
  const std::regex definition(class_name + "::(" + prefix + "[A-Za-z]+)\\(");
  for (const auto& entry : std::filesystem::directory_iterator(kSyntax)) {
    if (entry.path().extension() != ".cc") {
      continue;
    }
    const std::string text = ReadText(entry.path());
    for (std::sregex_iterator match(text.begin(), text.end(), definition), end; match != end;
         ++match) {
      names.insert((*match)[1].str());
    }
  }
  return names;
}

TEST(Grammar, EveryRuleIsReadByFunctionsAndEveryFunctionReadsRules) {
  ASSERT_GT(PageGrammar().rules.size(), 90u);
  EXPECT_EQ(PageGrammar().problems, std::vector<std::string>());
  std::set<std::string> named;
  for (const test::GrammarRule& rule : PageGrammar().rules) {
    EXPECT_FALSE(rule.functions.empty()) << rule.name;
    named.insert(rule.functions.begin(), rule.functions.end());
  }
  std::set<std::string> defined = DefinedFunctions("StatementParser", "Parse");
  const std::string page = ReadText(kSyntax / "GRAMMAR.md");
  for (const std::string& function : DefinedFunctions("Lexer", "(?:Next|Skip)")) {
    // Parts of others.
    if (function != "SkipBlank" && function != "SkipIdentifierParts" &&
        function != "NextBeyondAscii" && function != "NextOperator" && function != "Next") {
      EXPECT_NE(page.find(function), std::string::npos) << function;
    }
  }
  defined.insert("NextParameter");
  EXPECT_EQ(named, defined);
}

TEST(Grammar, EveryRuleIsDefinedOnceAndUsed) {
  std::set<std::string> defined;
  for (const test::GrammarRule& rule : PageGrammar().rules) {
    EXPECT_TRUE(defined.insert(rule.name).second) << rule.name << " is defined twice";
  }
  std::set<std::string> mentioned = PageGrammar().MentionedRules();
  mentioned.insert("Statement");
  for (const char* token : {"Name", "String", "Integer", "Float"}) {
    EXPECT_TRUE(mentioned.erase(token) == 1) << token;
  }
  EXPECT_EQ(mentioned, defined);
}

TEST(Grammar, ItsWordsAreTheKeywords) {
  std::set<std::string> words;
  for (const std::string& token : PageGrammar().Tokens()) {
    if (std::isalpha(static_cast<unsigned char>(token.front())) != 0) {
      words.insert(token);
    }
  }
  std::set<std::string> keywords;
  for (const KeywordInfo& keyword : AllKeywords()) {
    keywords.insert(std::string(keyword.text));
  }
  EXPECT_EQ(words, keywords);
}

/// The rules without what the page says in prose to be something else than the rules make of it.
test::Grammar UnambiguousGrammar() {
  std::string page = ReadText(kSyntax / "GRAMMAR.md");
  const std::pair<std::string, std::string> changes[] = {
      {"( '+' | '-' ) Product", "'+' Product"},
      {"( '+' | '-' ) Unary", "'+' Unary"},
      {"{ Access | ':' LabelExpression }", "{ Access | ':' LabelConjunction }"},
      {"= NodePattern PlainEdge", "= '(' [ Variable ] ')' PlainEdge"},
  };
  for (const auto& [rule, change] : changes) {
    const size_t position = page.find(rule);
    EXPECT_NE(position, std::string::npos) << rule;
    page.replace(position, rule.size(), change);
  }
  return test::ReadGrammar(page);
}

/// Errors about what no rule can say.
bool IsAboutMeaning(const Error& error) {
  return error.message == "the same clock is set twice" ||
         error.message.starts_with("the edge has two lengths");
}

TEST(Grammar, ItsSentencesParse) {
  const std::map<std::string, std::vector<std::string>> samples = {
      {"Name", {"a", "b", "`c d`"}},
      {"Variable", {"v"}},
      {"SchemaName", {"x", "match", "`y z`"}},
      {"LabelName", {"A", "loaned-to", "`B C`"}},
      {"Parameter", {"$p", "$1"}},
      {"DottedName", {"f", "g.h"}},
      {"String", {"'s'", "\"t\""}},
      {"Integer", {"1", "0x1F"}},
      {"Float", {"1.5", ".5e3"}},
  };
  const test::Grammar grammar = UnambiguousGrammar();
  size_t parsed_count = 0;
  constexpr size_t kSentenceCount = 5'000;
  for (uint64_t seed = 0; seed < kSentenceCount; ++seed) {
    const std::string sentence = test::SentenceMaker(grammar, samples, seed).Make("Statement");
    const Result<Ast> parsed = ParseStatement(sentence);
    if (!parsed.ok()) {
      ASSERT_TRUE(IsAboutMeaning(parsed.error()))
          << sentence << "\n"
          << parsed.error().message << " at " << parsed.error().span->begin << "; "
          << parsed.error().hint;
      continue;
    }
    ++parsed_count;
    const std::string printed = PrintStatement(parsed->statement());
    const Result<Ast> again = ParseStatement(printed);
    ASSERT_TRUE(again.ok()) << sentence << "\n" << printed << "\n" << again.error().message;
    ASSERT_EQ(PrintStatement(again->statement()), printed) << sentence;
  }
  EXPECT_GT(parsed_count, kSentenceCount * 9 / 10);
}

}  // namespace
}  // namespace rondo
