// Stage 8: whose match it was, and who scored in it, where the sentence does not say all of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(MatchSides, APersonStandsForTheClubHePlaysFor) {
  EXPECT_THAT(FactsOf("Lazio are third. Roma striker Zed Small missed the defeat to Parma."),
              Contains(HasSubstr("beat Parma > Roma")));
}

TEST(MatchSides, WhereAnotherMatchWasIsNoSideOfThisOne) {
  EXPECT_THAT(FactsOf("Roma have a new captain. Zed Small of Roma, who shone in the win at Lecce, "
                      "was dropped for the defeat to Parma."),
              Each(Not(HasSubstr("beat Parma > Lecce"))));
}

TEST(MatchSides, WhoDidItForAClubDidItInItsMatch) {
  EXPECT_THAT(
      FactsOf("Lazio signed Zed Small, whose last outing for Roma was the 1-0 loss to Parma."),
      Contains(HasSubstr("beat Parma > Roma")));
}

TEST(MatchSides, NationsMeetNationsOnly) {
  EXPECT_THAT(FactsOf("Roma defender Zed Small limped off in the friendly against Norway."),
              Each(Not(HasSubstr("played-against Roma"))));
}

TEST(ToldMatches, TheSentenceThatNamesBothSidesIsBelieved) {
  EXPECT_THAT(FactsOf("Zed Small of Lazio watched Roma lose to Parma in the tie with Parma."),
              Each(Not(HasSubstr("Lazio > Parma"))));
}

}  // namespace
}  // namespace rondo::articles
