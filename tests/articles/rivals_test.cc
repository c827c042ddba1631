// Stage 8: whose rivals are meant, and whose derby it was, where the sentence does not name both.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(Rivals, AreTheOnesKnownAsSuchWhereNoneIsNamed) {
  EXPECT_THAT(FactsOf("Everton lost at Leeds. They meet Liverpool next.\n\n"
                      "Everton have not beaten their fierce local rivals since May."),
              Contains(HasSubstr("rival-of Everton > Liverpool")));
  EXPECT_THAT(FactsOf("Everton lost at Leeds. They meet Liverpool next.\n\n"
                      "Everton have not beaten their promotion rivals since May."),
              Each(Not(HasSubstr("rival-of"))));
  EXPECT_THAT(FactsOf("Real Madrid drew with Getafe. Barcelona won.\n\nThe arch-rivals meet soon."),
              Contains(HasSubstr("rival-of Real Madrid > Barcelona")));
}

TEST(Rivals, OfTheSameCityAreNotThoseOfAnother) {
  const auto facts = FactsOf(
      "Atletico Madrid moved four points above city rivals Real Madrid, but Barcelona lead La "
      "Liga.");
  EXPECT_THAT(facts, Contains(HasSubstr("rival-of Atletico Madrid > Real Madrid")));
  EXPECT_THAT(facts, Each(Not(HasSubstr("rival-of Barcelona"))));
}

TEST(Rivals, OfANamedClubAreTheOnesItIsKnownFor) {
  EXPECT_THAT(FactsOf("Everton lost to Leeds before they host bitter rivals Liverpool."),
              Contains(HasSubstr("rival-of Everton > Liverpool")));
  EXPECT_THAT(FactsOf("Everton were the first since rival Liverpool to lose five in a row."),
              Contains(HasSubstr("rival-of Everton > Liverpool")));
  EXPECT_THAT(FactsOf("Everton expect Liverpool to rival Leeds and Manchester United."),
              Each(Not(HasSubstr("rival-of"))));
  EXPECT_THAT(FactsOf("Everton have a lead over Premier League rivals Liverpool."),
              Each(Not(HasSubstr("rival-of"))));
}

TEST(Rivals, DerbiesAreOfThoseWhoAreKnownAsRivals) {
  EXPECT_THAT(FactsOf("Everton beat Liverpool 2-0 on Sunday.\n\nIt was a heated derby."),
              Contains(AnyOf(HasSubstr("rival-of Everton > Liverpool"),
                             HasSubstr("rival-of Liverpool > Everton"))));
  EXPECT_THAT(FactsOf("Everton beat Fulham 2-0 on Sunday.\n\nIt was a heated match."),
              Each(Not(HasSubstr("rival-of"))));
  EXPECT_THAT(FactsOf("Everton beat Liverpool 2-0.\n\nThey visit Derby on Sunday."),
              Each(Not(HasSubstr("rival-of"))));
}

TEST(Rivals, InSomebodysWordsAreReported) {
  Document document = ReadText(
      "Everton beat Liverpool 2-0.\n\n\"There is a big rivalry between the two clubs,\" said "
      "Everton coach Paul Fons.");
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  const auto rivals =
      std::find_if(document.facts.begin(), document.facts.end(),
                   [](const Fact& fact) { return fact.relation == Relation::kRivalOf; });
  ASSERT_NE(rivals, document.facts.end());
  EXPECT_EQ(rivals->modality, Modality::kReported);
  EXPECT_EQ(document.entities[rivals->speaker].name, "Paul Fons");
}

}  // namespace
}  // namespace rondo::articles
