// How deep an article is read: what each depth finds, and what it leaves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tools/articles/extraction.h"
#include "tools/articles/reader.h"

namespace rondo::articles {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// "rule: relation" of every fact.
std::vector<std::string> FoundAt(ReadingDepth depth, std::string_view text) {
  const auto knowledge = LoadKnowledge();
  EXPECT_TRUE(knowledge.ok());
  const auto rules = RuleSet::Load((*knowledge)->vocabulary, "", depth);
  EXPECT_TRUE(rules.ok());
  auto document = ReadArticle(text, ArticleFormat::kText, {.id = "test", .date = {}, .outlet = {}});
  EXPECT_TRUE(document.ok());
  Understand(*document, **knowledge);
  ExtractFacts(*document, **knowledge, **rules);
  std::vector<std::string> found;
  for (const Fact& fact : document->facts) {
    found.push_back(fact.rule + ": " + std::string(InfoOf(fact.relation).name));
  }
  return found;
}

constexpr std::string_view kText =
    "Roma have signed Zed Small. Lazio coach Tom Hale was sacked on Monday. It ended Parma 2-1 "
    "Lecce in Serie A.";

TEST(ReadingDepth, PatternsAndTitlesNeedNoClauses) {
  EXPECT_THAT(
      FoundAt(ReadingDepth::kPatterns, kText),
      AllOf(Contains(HasSubstr("match/score-line-home-win")), Contains(HasSubstr("manages")),
            Each(Not(HasSubstr("transferred-to"))), Each(Not(StartsWith("pair ")))));
}

TEST(ReadingDepth, RulesFindWhatClausesTell) {
  EXPECT_THAT(FoundAt(ReadingDepth::kRules, kText),
              AllOf(Contains(HasSubstr("match/score-line-home-win")),
                    Contains(HasSubstr("transferred-to")), Each(Not(StartsWith("pair ")))));
}

TEST(ReadingDepth, HasNames) {
  EXPECT_EQ(ReadingDepthByName("all"), ReadingDepth::kAll);
  EXPECT_EQ(ReadingDepthByName("rules"), ReadingDepth::kRules);
  EXPECT_EQ(ReadingDepthByName("patterns"), ReadingDepth::kPatterns);
  EXPECT_EQ(ReadingDepthByName("deep"), std::nullopt);
}

}  // namespace
}  // namespace rondo::articles
