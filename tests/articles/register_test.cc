#include "tools/articles/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using ::testing::HasSubstr;

TEST(WordTrie, HoldsWhatWasAddedAndNothingElse) {
  WordTrie trie;
  const std::vector<WordId> words = {3, 5};
  trie.Add(words, 7);
  trie.Add(words, 7);
  trie.Add(words, 9);
  EXPECT_TRUE(trie.MayBegin(3));
  EXPECT_FALSE(trie.MayBegin(5));
  const uint32_t first = trie.Step(WordTrie::kRoot, 3);
  ASSERT_NE(first, WordTrie::kNowhere);
  EXPECT_TRUE(trie.ValuesAt(first).empty());
  const uint32_t second = trie.Step(first, 5);
  ASSERT_NE(second, WordTrie::kNowhere);
  EXPECT_THAT(trie.ValuesAt(second), testing::ElementsAre(7, 9));
  EXPECT_EQ(trie.Step(first, 3), WordTrie::kNowhere);
  EXPECT_EQ(trie.Step(WordTrie::kRoot, kUnknownWord), WordTrie::kNowhere);
}

TEST(WordTrie, GrowsWithoutLosingAnything) {
  WordTrie trie;
  for (WordId word = 1; word <= 200'000; ++word) {
    const std::vector<WordId> words = {word, 1};
    trie.Add(words, word);
  }
  for (WordId word = 1; word <= 200'000; ++word) {
    const uint32_t node = trie.Step(trie.Step(WordTrie::kRoot, word), 1);
    ASSERT_NE(node, WordTrie::kNowhere);
    ASSERT_EQ(trie.ValuesAt(node)[0], word);
  }
}

TEST(Vocabulary, GivesEachWordOneId) {
  Vocabulary vocabulary;
  std::vector<WordId> ids;
  for (int number = 0; number < 100'000; ++number) {
    ids.push_back(vocabulary.Intern(std::to_string(number)));
  }
  for (int number = 0; number < 100'000; ++number) {
    ASSERT_EQ(vocabulary.Find(std::to_string(number)), ids[static_cast<std::size_t>(number)]);
    ASSERT_EQ(vocabulary.WordOf(ids[static_cast<std::size_t>(number)]), std::to_string(number));
  }
  EXPECT_EQ(vocabulary.Find("x"), kUnknownWord);
}

TEST(NameRegister, SaysWhereATableIsWrong) {
  Vocabulary vocabulary;
  NameRegister names(&vocabulary);
  const auto people =
      names.LoadTable("people.tsv", "# comment\nJohn Doe\tplayer\nJane Doe\tplumber\n");
  ASSERT_FALSE(people.ok());
  EXPECT_THAT(people.error().message, HasSubstr("people.tsv line 3"));
  EXPECT_FALSE(names.LoadTable("nonsense.tsv", "a\n").ok());
  EXPECT_FALSE(names.LoadTable("titles.tsv", "king\tkings\tplayer\trules-over\n").ok());
}

TEST(NameRegister, ASecondLineAddsNamesToTheSameClub) {
  Vocabulary vocabulary;
  NameRegister names(&vocabulary);
  ASSERT_TRUE(names.LoadTable("clubs.tsv", "Zork\tclub\tEngland\n").ok());
  ASSERT_TRUE(names.LoadTable("clubs.more.tsv", "Zork\tclub\t\t\t\tThe Zorks\n").ok());
  EXPECT_EQ(names.entry_count(), 1U);
}

TEST(NameRegister, FindsNationsByTheirOtherNames) {
  const NameRegister& names = SharedKnowledge().names;
  const auto ireland = names.FindNation("Ireland");
  ASSERT_TRUE(ireland.has_value());
  EXPECT_EQ(names.entry(*ireland).name, "Republic of Ireland");
  EXPECT_FALSE(names.FindNation("Roma").has_value());
}

TEST(LoadKnowledge, SaysWhichFolderItCannotRead) {
  const auto knowledge = LoadKnowledge("/does/not/exist");
  ASSERT_FALSE(knowledge.ok());
  EXPECT_THAT(knowledge.error().message, HasSubstr("/does/not/exist"));
}

}  // namespace
}  // namespace rondo::articles
