#include "tools/articles/word_list.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tools/articles/phrase_search.h"
#include "tools/articles/vocabulary.h"
#include "tools/articles/word_marks.h"

namespace rondo::articles {
namespace {

TEST(WordList, HasItsWordsAndNoOthers) {
  static constexpr WordList kList = {"a", "of", "quarter-final", "quarter-finals", "semi", "a"};
  for (const std::string_view word : kList) {
    EXPECT_TRUE(kList.Has(word)) << word;
    EXPECT_FALSE(kList.Has(std::string(word) + "x")) << word;
  }
  EXPECT_FALSE(kList.Has(""));
  EXPECT_FALSE(kList.Has("o"));
  EXPECT_FALSE(kList.Has("quarter-fina"));
  EXPECT_FALSE(kList.Has("quarter-finale"));
  EXPECT_FALSE(kList.Has("quarter-finbls"));
  static_assert(kList.Has("semi") && !kList.Has("demi"));
}

TEST(WordMarks, TellWhichListsAWordIsOf) {
  WordMarks marks;
  const auto has = [&](std::string_view word, WordMark mark) {
    return (marks.Of(KeyOfWord(word)) & BitOf(mark)) != 0;
  };
  EXPECT_TRUE(has("scored", WordMark::kGoal));
  EXPECT_FALSE(has("scored", WordMark::kRival));
  EXPECT_FALSE(has("scorer", WordMark::kGoal));
  EXPECT_EQ(marks.Of(KeyOfWord("zebra")), 0U);
  EXPECT_EQ(marks.Of(KeyOfWord("")), 0U);
  marks.Add(WordMark::kRival, "zebra");
  marks.Add(WordMark::kGoal, "zebra");
  EXPECT_EQ(marks.Of(KeyOfWord("zebra")), BitOf(WordMark::kRival) | BitOf(WordMark::kGoal));
  // "her" is a pronoun, and of women.
  EXPECT_TRUE(has("her", WordMark::kPronoun));
  EXPECT_TRUE(has("her", WordMark::kManOrWoman));
}

TEST(WordHead, IsTheSameWhenCompiledAndAtRunTime) {
  constexpr std::string_view kWord = "abcdefghijkl";
  constexpr std::array<uint64_t, 4> kHeads = {WordHead(kWord.substr(0, 3)),
                                              WordHead(kWord.substr(0, 5)),
                                              WordHead(kWord.substr(0, 8)), WordHead(kWord)};
  const std::string word(kWord);
  const std::string_view view = word;
  EXPECT_EQ(WordHead(view.substr(0, 3)), kHeads[0]);
  EXPECT_EQ(WordHead(view.substr(0, 5)), kHeads[1]);
  EXPECT_EQ(WordHead(view.substr(0, 8)), kHeads[2]);
  EXPECT_EQ(WordHead(view), kHeads[3]);
  EXPECT_EQ(KeyOfShortWord(WordHead(view.substr(0, 5)), 5).hash, KeyOfWord(view.substr(0, 5)).hash);
}

TEST(PhraseSearch, FindsAPhraseWhereverItStands) {
  static constexpr PhraseSearch kPhrases = {"is a freelance", "photo by", "follow him"};
  for (const std::string_view phrase : {"is a freelance", "photo by", "follow him"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      const std::string text = std::string(before, 'o') + std::string(phrase);
      EXPECT_TRUE(kPhrases.AnyIn(text)) << text;
      EXPECT_TRUE(kPhrases.AnyIn(text + " of")) << text;
      EXPECT_FALSE(kPhrases.AnyIn(text.substr(0, text.size() - 1))) << text;
    }
  }
  EXPECT_FALSE(kPhrases.AnyIn(""));
  EXPECT_FALSE(kPhrases.AnyIn("p"));
  EXPECT_TRUE(kPhrases.AnyBegins("photo by x"));
  EXPECT_FALSE(kPhrases.AnyBegins("a photo by x"));
}

TEST(AppendFolded, LowersEveryLetterAtEveryPlace) {
  std::string text;
  std::string lower;
  for (int byte = 1; byte < 128; ++byte) {
    text += static_cast<char>(byte);
    lower += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
  }
  for (std::size_t from = 0; from < 9; ++from) {
    EXPECT_EQ(Fold(std::string_view(text).substr(from)), lower.substr(from));
  }
  EXPECT_EQ(Fold("ABCDEFGH\xC3\x89IJ"), "abcdefgheij");
}

}  // namespace
}  // namespace rondo::articles
