// Stage 8: loans and moves of which the text names an end or none beside the word, by the register.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(KnownMoves, ALoanIsBetweenTheClubsWhereHeIsKnownThatYear) {
  const std::string_view text =
      "Aston Villa won at Preston. Marcus Rashford loves his loan spell, and Aston Villa will meet "
      "Manchester United in May.";
  const auto facts = FactsOf(text, "2025-03-30");
  EXPECT_THAT(facts, Contains(HasSubstr("loaned-to Marcus Rashford > Aston Villa")));
  EXPECT_THAT(facts, Contains(HasSubstr("loaned-from Marcus Rashford > Manchester United")));
  EXPECT_THAT(FactsOf(text, "2022-03-30"), Each(Not(HasSubstr("loaned-")))) << "not yet";
}

TEST(KnownMoves, AMoveOfTheYearIsBetweenTheClubsOfWhichTheTextSpeaks) {
  const std::string begin = "Chelsea met Paris Saint-Germain on Sunday. ";
  EXPECT_THAT(
      FactsOf(begin + "The recruits around Thiago Silva did well for Chelsea.", "2020-11-01"),
      Contains(HasSubstr("transferred-to Thiago Silva > Chelsea")));
  EXPECT_THAT(FactsOf(begin + "If Chelsea find recruits, Thiago Silva may go.", "2020-11-01"),
              Each(Not(HasSubstr("transferred-to Thiago Silva"))));
  EXPECT_THAT(FactsOf("Chelsea met Leeds. The recruits around Thiago Silva did well for Chelsea.",
                      "2020-11-01"),
              Each(Not(HasSubstr("transferred-to Thiago Silva"))))
      << "nobody speaks of Paris";
}

TEST(KnownMoves, WhoIsOnLoanFromOneClubIsAtTheOtherThatIsNamed) {
  EXPECT_THAT(FactsOf("Aston Villa won at Preston. Marcus Rashford, on loan from Manchester "
                      "United, was booked.",
                      "2025-03-30"),
              Contains(HasSubstr("loaned-to Marcus Rashford > Aston Villa")));
}

}  // namespace
}  // namespace rondo::articles
