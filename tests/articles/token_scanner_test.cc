#include "tools/articles/token_scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Cut(std::string_view text) { return TokenTexts(ReadText(text)); }

std::vector<std::string> Folded(std::string_view text) {
  const Document document = ReadText(text);
  std::vector<std::string> out;
  for (const Token& token : document.tokens) {
    out.emplace_back(document.Folded(token));
  }
  return out;
}

TEST(TokenScanner, KeepsASeasonWithASlashWhole) {
  EXPECT_THAT(Cut("in 2018/19, on 1/2, 2018/2, 12018/19 and 2018/19/20"),
              ElementsAre("in", "2018/19", ",", "on", "1", "/", "2", ",", "2018", "/", "2", ",",
                          "12018", "/", "19", "and", "2018", "/", "19", "/", "20"));
}

TEST(TokenScanner, KeepsScoresSeasonsAndCompoundsWhole) {
  EXPECT_THAT(Cut("a 3-1 win, a season-long loan, an 11-game run in 2018-19"),
              ElementsAre("a", "3-1", "win", ",", "a", "season-long", "loan", ",", "an", "11-game",
                          "run", "in", "2018-19"));
  EXPECT_THAT(Cut("3–1 away"), ElementsAre("3–1", "away"));
}

TEST(TokenScanner, KeepsMoneyWithWhatSticksToIt) {
  EXPECT_THAT(Cut("for £8.5million or €23m, not $1,200"),
              ElementsAre("for", "£8.5million", "or", "€23m", ",", "not", "$1,200"));
}

TEST(TokenScanner, SplitsPossessivesAndContractions) {
  EXPECT_THAT(Cut("Roma's win, the players’ bus, he's won, they've lost"),
              ElementsAre("Roma", "'s", "win", ",", "the", "players", "’", "bus", ",", "he", "'s",
                          "won", ",", "they", "'ve", "lost"));
}

TEST(TokenScanner, FoldsNegationsToTheirWords) {
  EXPECT_THAT(Folded("He hasn't, won't, can't"),
              ElementsAre("he", "has", "not", ",", "will", "not", ",", "can", "not"));
}

TEST(TokenScanner, KeepsNamesWithApostropheAndHyphenWhole) {
  EXPECT_THAT(Cut("Martin O'Neill and N'Golo Yanga-Mbiwa"),
              ElementsAre("Martin", "O'Neill", "and", "N'Golo", "Yanga-Mbiwa"));
}

TEST(TokenScanner, CutsThePrefixOffAName) {
  EXPECT_THAT(Cut("ex-Arsenal man"), ElementsAre("ex-", "Arsenal", "man"));
}

TEST(TokenScanner, KnowsAbbreviationsInitialsAndWebNames) {
  EXPECT_THAT(Cut("St. Mary on Feb. 20, J. K. told goal.com and www.arsenal.com."),
              ElementsAre("St.", "Mary", "on", "Feb.", "20", ",", "J.", "K.", "told", "goal.com",
                          "and", "www.arsenal.com", "."));
}

TEST(TokenScanner, EndsPlainWordsAtMarks) {
  EXPECT_THAT(Cut("Fox's team (Roma); he won. No way! Mr. Fox? \"Go\""),
              ElementsAre("Fox", "'s", "team", "(", "Roma", ")", ";", "he", "won", ".", "No", "way",
                          "!", "Mr.", "Fox", "?", "\"", "Go", "\""));
  EXPECT_THAT(Cut("He won.\nA.C. and I. AT&T's"),
              ElementsAre("He", "won", ".", "A.C.", "and", "I", ".", "AT&T", "'s"));
}

TEST(TokenScanner, TellsSingleQuotesFromApostrophes) {
  const Document document = ReadText("Wenger said: 'The players' bus was late.' Then he left.");
  std::vector<std::string> opens;
  std::vector<std::string> closes;
  for (const Token& token : document.tokens) {
    if (token.Has(kOpenQuote)) opens.push_back(std::to_string(token.begin));
    if (token.Has(kCloseQuote)) closes.push_back(std::to_string(token.begin));
  }
  EXPECT_THAT(opens, ElementsAre("13"));
  EXPECT_THAT(closes, ElementsAre("40"));
}

TEST(TokenScanner, FoldsAccentsAndForeignLetters) {
  EXPECT_EQ(Fold("Müller Ødegaard Łukasz Strauß"), "muller odegaard lukasz strauss");
}

TEST(TokenScanner, CutsAnEndlessWordIntoBoundedTokens) {
  const std::string endless(5000, 'x');
  const Document document = ReadText("Go " + endless + " now");
  for (const Token& token : document.tokens) {
    EXPECT_LE(token.size, kTokenBytesMax);
  }
  EXPECT_EQ(document.tokens.back().end(), 8U + 5000U - 1U);
}

std::vector<std::string> Sentences(std::string_view text) {
  const Document document = ReadText(text);
  std::vector<std::string> out;
  for (const Sentence& sentence : document.sentences) {
    out.emplace_back(document.TextOf(sentence));
  }
  return out;
}

TEST(Sentences, EndAtFullStopsThatAreNotAbbreviations) {
  EXPECT_THAT(
      Sentences("They play on Feb. 20 at St. Andrews. Mr. Smith came. J. K. Brown did not!"),
      ElementsAre("They play on Feb. 20 at St. Andrews.", "Mr. Smith came.",
                  "J. K. Brown did not!"));
}

TEST(Sentences, DoNotEndInsideANumber) {
  EXPECT_THAT(Sentences("Zidon is their No.1 target. Zeel is the No. 2 goalkeeper."),
              ElementsAre("Zidon is their No.1 target.", "Zeel is the No. 2 goalkeeper."));
}

TEST(Sentences, TakeTheClosingQuoteWithThem) {
  EXPECT_THAT(Sentences("\"We won. We are happy.\" He smiled."),
              ElementsAre("\"We won.", "We are happy.\"", "He smiled."));
}

TEST(Sentences, GoOnBehindAQuestionInsideThem) {
  EXPECT_THAT(Sentences("\"Why me?\" he asked. Nobody knew."),
              ElementsAre("\"Why me?\" he asked.", "Nobody knew."));
}

TEST(Sentences, EndWhereASpaceIsMissing) {
  EXPECT_THAT(Sentences("He left last season.Chelsea were sad."),
              ElementsAre("He left last season.", "Chelsea were sad."));
}

TEST(Sentences, NeverCrossParagraphs) {
  EXPECT_THAT(Sentences("Wenger signs new deal\n\nArsenal are happy. So is he."),
              ElementsAre("Wenger signs new deal", "Arsenal are happy.", "So is he."));
}

}  // namespace
}  // namespace rondo::articles
