// Several articles read at once against the same ones read alone.

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"
#include "tools/articles/reader.h"

namespace rondo::articles {
namespace {

constexpr std::array<std::string_view, 4> kTexts = {
    "Lazio coach Tom Hale was sacked on Monday. His side had lost 3-0 to Parma.",
    "The choir sang in the old town hall, and the mayor thanked the organist.",
    "Roma have signed Zed Small from Parma. \"I am proud to be here,\" the striker said.",
    "Parma 2-1 Lecce: Zed Small scored the winner in Serie A, and he was delighted."};

Document Read(std::string_view text) {
  auto document =
      ReadArticle(text, ArticleFormat::kText, {.id = "test", .date = Date{18000}, .outlet = {}});
  EXPECT_TRUE(document.ok());
  return std::move(*document);
}

TEST(BatchReading, GivesWhatEachArticleGivesAlone) {
  std::vector<Document> together;
  std::vector<Document*> all;
  for (const std::string_view text : kTexts) {
    together.push_back(Read(text));
  }
  for (Document& document : together) {
    all.push_back(&document);
  }
  Understand(all, SharedKnowledge());
  ExtractFacts(all, SharedKnowledge(), SharedRules());
  for (std::size_t index = 0; index < kTexts.size(); ++index) {
    Document alone = Read(kTexts[index]);
    Understand(alone, SharedKnowledge());
    ExtractFacts(alone, SharedKnowledge(), SharedRules());
    EXPECT_EQ(ToJson(together[index]), ToJson(alone));
  }
  EXPECT_FALSE(together[0].facts.empty());
  EXPECT_TRUE(together[1].facts.empty());
}

TEST(BatchReading, TakesNone) {
  Understand(std::span<Document* const>(), SharedKnowledge());
  ExtractFacts(std::span<Document* const>(), SharedKnowledge(), SharedRules());
}

}  // namespace
}  // namespace rondo::articles
