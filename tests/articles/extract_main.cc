// Reads articles and prints one line of JSON each, for the scorer and for looking at what was
// found. rondo_articles_extract [--with=FOLDER] [--debug|--explain|--clauses] FILE... | --rules
// FOLDER may hold more rules, and a measured.tsv and pairs.tsv that replace those of the program.

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/articles/debug_text.h"
#include "tools/articles/article_files.h"
#include "tools/articles/extraction.h"
#include "tools/articles/pipeline.h"
#include "tools/articles/reader.h"
#include "tools/articles/rule_test.h"

namespace {

namespace articles = rondo::articles;

std::string IdOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return std::string(name.substr(0, name.rfind('.')));
}

std::string ClausesText(const articles::Document& document, const articles::RuleSet& rules) {
  std::string text;
  articles::Clauses clauses;
  const std::vector<articles::TimeExpression> times = rules.times().Find(document);
  for (const articles::Sentence& sentence : document.sentences) {
    std::vector<articles::TimeExpression> inside;
    for (const articles::TimeExpression& time : times) {
      if (sentence.tokens.contains(time.tokens.begin)) {
        inside.push_back(time);
      }
    }
    articles::ReadClauses(document, rules.lexicon(), sentence, inside, clauses);
    text += articles::DescribeClauses(document, rules.lexicon(), clauses);
  }
  return text;
}

/// Reads the documents and prints what `mode` asks for.
void Print(std::vector<articles::Document>& documents, const articles::Knowledge& knowledge,
           const articles::RuleSet& rules, std::string_view mode) {
  std::vector<articles::Document*> all;
  for (articles::Document& document : documents) {
    all.push_back(&document);
  }
  articles::Understand(all, knowledge);
  if (mode.empty()) {
    articles::ExtractFacts(all, knowledge, rules);
  }
  for (articles::Document& document : documents) {
    std::string text;
    if (mode == "--debug") {
      text = articles::DebugText(document, knowledge);
    } else if (mode == "--clauses") {
      text = ClausesText(document, rules);
    } else if (mode == "--explain") {
      text = articles::ExplainFacts(document, knowledge, rules);
    } else {
      text = articles::ToJson(document) + "\n";
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  documents.clear();
}

/// Appends the articles of the file, and prints what is read once there are enough of them.
int ExtractFile(const char* path, const articles::Knowledge& knowledge,
                const articles::RuleSet& rules, std::string_view mode,
                std::vector<articles::Document>& waiting) {
  const auto file = articles::FileBytes::Open(path);
  if (!file.ok()) {
    std::fprintf(stderr, "%s\n", file.error().message.c_str());
    return 1;
  }
  const std::string_view bytes = (*file)->bytes();
  articles::ArticleSource source(bytes, articles::FormatOf(path, bytes),
                                 {.id = IdOf(path), .date = {}, .outlet = {}});
  int status = 0;
  while (auto article = source.Next()) {
    if (!article->ok()) {
      std::fprintf(stderr, "%s: %s\n", path, article->error().message.c_str());
      status = 1;
      continue;
    }
    waiting.push_back(std::move(*article).value());
    if (waiting.size() == articles::kDocumentsAtOnce) {
      Print(waiting, knowledge, rules, mode);
    }
  }
  return status;
}

int TestExamples(const articles::Knowledge& knowledge, const articles::RuleSet& rules) {
  const articles::RuleTestReport report = articles::TestRules(knowledge, rules);
  for (const articles::RuleFailure& failure : report.failures) {
    std::printf("%s:%u: %s %s\n", failure.file.c_str(), failure.line, failure.rule.c_str(),
                failure.message.c_str());
  }
  std::printf("%u examples of %zu rules, %zu failed\n", report.example_count, rules.rules().size(),
              report.failures.size());
  return report.failures.empty() ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  auto knowledge = articles::LoadKnowledge();
  if (!knowledge.ok()) {
    std::fprintf(stderr, "%s\n", knowledge.error().message.c_str());
    return 1;
  }
  constexpr std::string_view kWith = "--with=";
  std::string folder;
  if (argument_count > 1 && std::string_view(arguments[1]).starts_with(kWith)) {
    folder = std::string_view(arguments[1]).substr(kWith.size());
    --argument_count;
    ++arguments;
  }
  constexpr std::string_view kDepth = "--depth=";
  auto depth = articles::ReadingDepth::kAll;
  if (argument_count > 1 && std::string_view(arguments[1]).starts_with(kDepth)) {
    depth = articles::ReadingDepthByName(std::string_view(arguments[1]).substr(kDepth.size()))
                .value_or(depth);
    --argument_count;
    ++arguments;
  }
  const bool tests = argument_count == 2 && std::string_view(arguments[1]) == "--rules";
  auto rules = articles::RuleSet::Load((*knowledge)->vocabulary, folder, depth, tests);
  if (!rules.ok()) {
    std::fprintf(stderr, "%s\n", rules.error().message.c_str());
    return 1;
  }
  if (tests) {
    return TestExamples(**knowledge, **rules);
  }
  int status = 0;
  std::string_view mode;
  std::vector<articles::Document> waiting;
  for (int index = 1; index < argument_count; ++index) {
    if (std::string_view(arguments[index]).substr(0, 2) == "--") {
      mode = arguments[index];
    } else {
      status |= ExtractFile(arguments[index], **knowledge, **rules, mode, waiting);
    }
  }
  Print(waiting, **knowledge, **rules, mode);
  return status;
}
