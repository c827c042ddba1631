#include "tools/articles/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

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

/// The bytes of an image where an ImageReader wants them.
class ImageBytes {
 public:
  explicit ImageBytes(const ImageWriter& image) : words_(image.bytes().size() / 8) {
    std::memcpy(words_.data(), image.bytes().data(), image.bytes().size());
  }
  ImageReader Reader() const {
    return ImageReader({reinterpret_cast<const char*>(words_.data()), words_.size() * 8});
  }

 private:
  std::vector<uint64_t> words_;
};

TEST(WordTrie, GoesOnFromAnImage) {
  WordTrie built;
  for (WordId word = 9; word > 0; --word) {
    built.Add(std::vector<WordId>{4, word}, word);
  }
  built.Add(std::vector<WordId>{2}, 100);
  ImageWriter image;
  built.Write(image);
  const ImageBytes bytes(image);
  ImageReader reader = bytes.Reader();
  WordTrie trie;
  trie.Read(reader);
  EXPECT_FALSE(trie.MayBegin(1));
  ASSERT_TRUE(trie.MayBegin(2));
  EXPECT_THAT(trie.ValuesAt(trie.Step(WordTrie::kRoot, 2)), testing::ElementsAre(100));
  const uint32_t first = trie.Step(WordTrie::kRoot, 4);
  for (WordId word = 1; word <= 9; ++word) {
    EXPECT_THAT(trie.ValuesAt(trie.Step(first, word)), testing::ElementsAre(word));
  }
  EXPECT_EQ(trie.Step(first, 10), WordTrie::kNowhere);

  trie.Add(std::vector<WordId>{4, 3}, 3);
  trie.Add(std::vector<WordId>{4, 3}, 33);
  trie.Add(std::vector<WordId>{4, 3, 1}, 331);
  trie.Add(std::vector<WordId>{7}, 70);
  const uint32_t third = trie.Step(first, 3);
  EXPECT_THAT(trie.ValuesAt(third), testing::ElementsAre(3, 33));
  EXPECT_THAT(trie.ValuesAt(trie.Step(third, 1)), testing::ElementsAre(331));
  EXPECT_THAT(trie.ValuesAt(trie.Step(first, 5)), testing::ElementsAre(5));
  EXPECT_THAT(trie.ValuesAt(trie.Step(WordTrie::kRoot, 7)), testing::ElementsAre(70));
}

TEST(Vocabulary, GoesOnFromAnImage) {
  Vocabulary built;
  const WordId known = built.Intern("smalling");
  ImageWriter image;
  built.Write(image);
  const ImageBytes bytes(image);
  ImageReader reader = bytes.Reader();
  Vocabulary vocabulary;
  vocabulary.Read(reader);
  EXPECT_EQ(vocabulary.Find("smalling"), known);
  EXPECT_EQ(vocabulary.Find("dalot"), kUnknownWord);
  const WordId added = vocabulary.Intern("dalot");
  EXPECT_NE(added, known);
  EXPECT_EQ(vocabulary.Find("dalot"), added);
  EXPECT_EQ(vocabulary.WordOf(known), "smalling");
  EXPECT_EQ(built.Find("dalot"), kUnknownWord);
}

TEST(NameRegister, AddsToWhatTheProgramHolds) {
  const auto knowledge = LoadKnowledge().value();
  NameRegister& names = knowledge->names;
  const auto roma = names.Find("Roma");
  ASSERT_TRUE(roma.has_value());
  RegisterEntry again;
  again.type = EntityType::kClub;
  again.name = names.entry(*roma).name;
  EXPECT_EQ(names.AddEntry(again), *roma) << "a body is known by its name";
  RegisterEntry person;
  person.type = EntityType::kPlayer;
  person.name = "Zebulon Quistgard";
  person.affiliations = {"Roma", "Ajax"};
  person.years = {{2001, 2003}};
  person.female = true;
  const uint32_t added = names.AddEntry(person);
  EXPECT_EQ(names.Find("Zebulon Quistgard"), added);
  const KnownEntry entry = names.entry(added);
  EXPECT_EQ(entry.name, "Zebulon Quistgard");
  EXPECT_TRUE(entry.female);
  EXPECT_FALSE(entry.league);
  EXPECT_TRUE(entry.affiliations.Contains("Ajax"));
  EXPECT_FALSE(entry.affiliations.Contains("Inter"));
  ASSERT_EQ(entry.years.size(), 1U);
  EXPECT_EQ(entry.years[0].end, 2003);
  EXPECT_EQ(names.entry(*roma).type, EntityType::kClub);
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

TEST(NameRegister, NoClubTakesTheNameOfANation) {
  EXPECT_TRUE(SharedKnowledge().names.FindNation("Qatar").has_value());
  EXPECT_TRUE(SharedKnowledge().names.FindNation("San Marino").has_value());
  Vocabulary vocabulary;
  NameRegister names(&vocabulary);
  ASSERT_TRUE(names.LoadTable("clubs.tsv", "Zork\tclub\tEngland\n").ok());
  EXPECT_FALSE(names.LoadTable("nations.tsv", "Zork\tZorkish\n").ok());
}

TEST(SeasonTable, TellsOfOneCompetitionInTheOrderOfItsSeasons) {
  SeasonTable table;
  table.Add({.competition = 7, .club = 1, .first = 2004, .last = 2006});
  table.Add({.competition = 5, .club = 2, .first = 2001, .last = 2001});
  table.Add({.competition = 7, .club = 3, .first = 1999, .last = 1999});
  table.Sort();
  const auto rows = table.Of(7);
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].club, 3);
  EXPECT_TRUE(rows[1].Covers(2006));
  EXPECT_FALSE(rows[1].Covers(2007));
  EXPECT_TRUE(table.Of(6).empty());
}

TEST(NameRegister, KnowsWhoWasInALeagueAndWhoWonIt) {
  const NameRegister& names = SharedKnowledge().names;
  const auto league = names.Find("Premier League");
  const auto second = names.Find("League Two");
  ASSERT_TRUE(league && second);
  EXPECT_TRUE(names.WasIn(*league, "Wigan", 2013));
  EXPECT_TRUE(names.WasNotIn(*league, "Wigan", "England", {2014, 2020}));
  EXPECT_FALSE(names.WasNotIn(*league, "Wigan", "England", {2013, 2020}));
  EXPECT_FALSE(names.WasNotIn(*league, "Wigan", "England", {1990, 1992}));  // Nothing is told.
  // It was in a league above.
  EXPECT_TRUE(names.WasNotIn(*second, "Wigan", "England", {2014, 2015}));
  EXPECT_FALSE(names.WasNotIn(*second, "Barrow", "England", {2014, 2015}));
  EXPECT_TRUE(names.HasWon(*league, "Leicester", {2015, 2016}));
  EXPECT_FALSE(names.HasWon(*league, "Leicester", {2017, 2026}));
  EXPECT_EQ(names.WinnerOf(*league, 2016), "Leicester");
  // Without "Women", which articles about them leave out.
  EXPECT_TRUE(names.HasWon(*names.Find("Women's Super League"), "Chelsea", {2023, 2023}));
}

TEST(NameRegister, TellsOfSeasonsOfKnownCompetitionsOnly) {
  Vocabulary vocabulary;
  NameRegister names(&vocabulary);
  EXPECT_FALSE(names.LoadTable("honours.tsv", "Moon Cup\tEverton\t2001\n").ok());
  EXPECT_TRUE(names.LoadTable("competitions.tsv", "Moon Cup\tMoon\tcup\n").ok());
  EXPECT_TRUE(names.LoadTable("honours.tsv", "Moon Cup\tEverton\t2001|2003-2004\n").ok());
  EXPECT_TRUE(names.HasWon(0, "Everton", {2004, 2004}));
  EXPECT_FALSE(names.HasWon(0, "Everton", {2002, 2002}));
}

TEST(LoadKnowledge, SaysWhichFolderItCannotRead) {
  const auto knowledge = LoadKnowledge("/does/not/exist");
  ASSERT_FALSE(knowledge.ok());
  EXPECT_THAT(knowledge.error().message, HasSubstr("/does/not/exist"));
}

}  // namespace
}  // namespace rondo::articles
