// Stage 8: whom clubs want, where no rule says so in one clause.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(Interests, WordsOfInterestTieListsOfClubsAndPlayersInAnyOrder) {
  const std::string saga = "Arsenal want to sign Rick Karsdorp. ";
  const auto facts = FactsOf(saga +
                             "Everton, Leeds and Sevilla are all likely to compete for the Roma "
                             "defender Chris Smalling.");
  EXPECT_THAT(facts, Contains(HasSubstr("wants-to-sign Everton > Chris Smalling")));
  EXPECT_THAT(facts, Contains(HasSubstr("wants-to-sign Leeds > Chris Smalling")));
  EXPECT_THAT(facts, Contains(HasSubstr("wants-to-sign Sevilla > Chris Smalling")));
  EXPECT_THAT(facts, Each(Not(HasSubstr("wants-to-sign Roma"))));
  const auto linked = FactsOf(
      saga +
      "Everton need a new defender, with Chris Smalling, Gianluca Mancini and others linked.");
  EXPECT_THAT(linked, Contains(HasSubstr("wants-to-sign Everton > Chris Smalling")));
  EXPECT_THAT(linked, Contains(HasSubstr("wants-to-sign Everton > Gianluca Mancini")));
}

TEST(Interests, WhoeverTheArticleGoesOnAboutIsMeantWhereOnlyClubsAreNamed) {
  const std::string saga = "Everton want to sign Chris Smalling. ";
  const auto facts = FactsOf(saga + "Leeds and Sevilla are among the clubs to have been linked.");
  EXPECT_THAT(facts, Contains(HasSubstr("wants-to-sign Leeds > Chris Smalling")));
  EXPECT_THAT(facts, Contains(HasSubstr("wants-to-sign Sevilla > Chris Smalling")));
  EXPECT_THAT(FactsOf(saga + "Leeds are hoping to steal a march on them."),
              Contains(HasSubstr("wants-to-sign Leeds > Chris Smalling")));
  // Nobody's future is spoken of.
  EXPECT_THAT(FactsOf("Chris Smalling scored for Roma. Leeds and Sevilla have been linked."),
              Each(Not(HasSubstr("wants-to-sign"))));
}

TEST(Interests, WhoIsSurelySomebodyIsMeantByClubsThatAreLinkedWithoutMore) {
  EXPECT_THAT(FactsOf("Arsenal want to sign Rick Karsdorp. Chris Smalling shone for Roma. Leeds "
                      "and Sevilla have been linked."),
              Contains(HasSubstr("wants-to-sign Leeds > Chris Smalling")));
  EXPECT_THAT(FactsOf("Arsenal want to sign Rick Karsdorp. Roma met Leeds, with Chris Smalling on "
                      "target."),
              Each(Not(HasSubstr("wants-to-sign Leeds"))));
}

TEST(Interests, NobodyIsWantedByWhatIsDeniedOrByHisOwnClub) {
  EXPECT_THAT(FactsOf("Everton want to sign Chris Smalling. Leeds are not among those linked."),
              Each(Not(HasSubstr("wants-to-sign Leeds"))));
  EXPECT_THAT(FactsOf("Everton want to sign Chris Smalling. Leeds are linked with a new manager "
                      "for the vacant job."),
              Each(Not(HasSubstr("wants-to-sign Leeds"))));
  EXPECT_THAT(FactsOf("Everton are competing for the title with the defender Chris Smalling."),
              Each(Not(HasSubstr("wants-to-sign"))));
}

TEST(Interests, ThatTheyHadLongBeenInterestedStaysTrueOnceHeHasSigned) {
  const auto facts = FactsOf(
      "Everton have signed Chris Smalling from Roma. Everton had been tracking Smalling for "
      "years.");
  EXPECT_THAT(facts, AllOf(Contains(HasSubstr("transferred-to Chris Smalling > Everton")),
                           Contains(HasSubstr("wants-to-sign Everton > Chris Smalling"))));
  EXPECT_THAT(FactsOf("Everton have signed Chris Smalling from Roma after a bid for Smalling."),
              Each(Not(HasSubstr("wants-to-sign"))));
  // A move that is only planned leaves the wish as it is.
  EXPECT_THAT(FactsOf("Chris Smalling is set to join Everton. Everton want Smalling to replace "
                      "Michael Keane."),
              Contains(HasSubstr("wants-to-sign Everton > Chris Smalling")));
}

}  // namespace
}  // namespace rondo::articles
