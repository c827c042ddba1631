// The rules that the build put into the program against the same rules read as text.

#include "tools/articles/rule_book.h"

#include <gtest/gtest.h>

#include <string>

#include "tools/articles/extraction.h"
#include "tools/articles/pair_model.h"
#include "tools/articles/reader.h"

namespace rondo::articles {
namespace {

constexpr std::string_view kText =
    "Lazio coach Tom Hale was sacked on Monday. Roma have signed Zed Small from Parma on a "
    "three-year deal, and the striker said: \"I am proud to be here.\" It ended Parma 2-1 Lecce in "
    "Serie A last May, when Small scored the winner.";

struct Reading {
  std::vector<std::string> rules;
  std::size_t examples = 0;
  std::string json;
};

Reading Read(ReadingDepth depth, bool with_examples) {
  const auto knowledge = LoadKnowledge();
  EXPECT_TRUE(knowledge.ok());
  const auto rules = RuleSet::Load((*knowledge)->vocabulary, "", depth, with_examples);
  EXPECT_TRUE(rules.ok());
  auto document =
      ReadArticle(kText, ArticleFormat::kText, {.id = "test", .date = Date{18000}, .outlet = {}});
  EXPECT_TRUE(document.ok());
  Understand(*document, **knowledge);
  ExtractFacts(*document, **knowledge, **rules);
  Reading reading;
  for (const Rule& rule : (*rules)->rules()) {
    reading.rules.push_back(rule.file + ":" + std::to_string(rule.line) + " " + rule.id);
    reading.examples += rule.examples.size();
  }
  reading.json = ToJson(*document);
  return reading;
}

class RuleBookAt : public testing::TestWithParam<ReadingDepth> {};

TEST_P(RuleBookAt, SaysTheSameFromImageAndText) {
  const Reading image = Read(GetParam(), /*with_examples=*/false);
  const Reading text = Read(GetParam(), /*with_examples=*/true);
  EXPECT_EQ(image.rules, text.rules);
  EXPECT_EQ(image.json, text.json);
  EXPECT_EQ(image.examples, 0U);
  EXPECT_GT(text.examples, 0U);
}

INSTANTIATE_TEST_SUITE_P(EachDepth, RuleBookAt,
                         testing::Values(ReadingDepth::kPatterns, ReadingDepth::kRules,
                                         ReadingDepth::kAll));

}  // namespace
}  // namespace rondo::articles
