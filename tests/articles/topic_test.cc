// What is about football gives facts; what is about something else gives none, however much it
// looks like clubs and wins.

#include <gtest/gtest.h>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

std::size_t FactsIn(std::string_view text) {
  Document document = ReadText(text);
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  return document.facts.size();
}

constexpr std::string_view kRugby =
    "England coach Martin Hale has named a new fly-half for the Six Nations match against Ireland "
    "in "
    "Dublin. The scrum suffered in the defeat by Wales a week ago, and the lineout was no better. "
    "Hale, who took over from Peter Marsh last year, said the flanker Tom Ward would start instead "
    "of "
    "the captain, a prop who was injured in training. Ireland beat Scotland 21-9 on Sunday, "
    "scoring "
    "three tries, and lead the table. Rugby fans hope for a better game.";

constexpr std::string_view kFilm =
    "The film Harbour Lights beat all others at the box office in Leeds and Norwich last weekend. "
    "Its "
    "director, Anna Bell, praised the actor Sam Cole, who plays a singer looking for an album "
    "deal. "
    "The movie could win an Oscar, said the critic Joan Reed of the magazine. Cole wants to leave "
    "for "
    "Paris, where the music for his next film will be made by a band from Madrid. The album went "
    "to "
    "number one in the chart in Liverpool in March.";

constexpr std::string_view kFootball =
    "Norwich striker Sam Cole scored twice as his side beat Leeds 3-1 in the Championship on "
    "Sunday. "
    "The midfielder Tom Ward added a third goal from a penalty. Leeds manager Martin Hale said his "
    "defenders had been poor and that the goalkeeper had saved them from worse. Norwich are second "
    "in "
    "the table, two points behind Leicester, whom they meet on Tuesday in a game that could decide "
    "who leads at the turn of the year.";

constexpr std::string_view kHockey =
    "The Rangers won at last. Two goals on the power play, the second a one-timer by Sam Cole, "
    "beat the goaltender in the third period, and the Rangers skated off with a 3-2 victory over "
    "the Tigers. Coach Martin Hale, new to the NHL, praised his defender Tom Ward, who sat in the "
    "penalty box twice. The puck did not always go their way, he said, but the Tigers had been "
    "beaten by Southampton as well. The striker of the puck that counted was Jim Bell, and "
    "Liverpool will be next.";

TEST(Topic, OtherSportsGiveNoFacts) {
  EXPECT_EQ(FactsIn(kRugby), 0U);
  EXPECT_EQ(FactsIn(kHockey), 0U);
}

TEST(Topic, FilmsAndMusicGiveNoFacts) { EXPECT_EQ(FactsIn(kFilm), 0U); }

TEST(Topic, FootballGivesFacts) { EXPECT_GE(FactsIn(kFootball), 5U); }

TEST(Topic, AShortTextIsTakenAtItsWord) { EXPECT_GE(FactsIn("Roma beat Lazio 2-0."), 1U); }

}  // namespace
}  // namespace rondo::articles
