// Stages 7 and 10: who vouches for a fact, and how firmly.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/articles/reading.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

/// "modality (speaker)" of the first fact of that relation; "?" if there is none.
std::string StandingOf(std::string_view text, Relation relation) {
  Document document = ReadText(text);
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  for (const Fact& fact : document.facts) {
    if (fact.relation != relation) {
      continue;
    }
    std::string standing(NameOf(fact.modality));
    if (fact.speaker != kNone) {
      standing += " (" + document.entities[fact.speaker].name + ")";
    } else if (fact.speaker_unnamed) {
      standing += " (unnamed)";
    }
    return standing;
  }
  return "?";
}

TEST(Modality, HearsayEndsWhereAnotherMatterBegins) {
  const std::string_view text =
      "Mohamed Salah has reportedly signed for Barcelona after Liverpool beat Everton.";
  EXPECT_EQ(StandingOf(text, Relation::kTransferredTo), "reported (unnamed)");
  EXPECT_EQ(StandingOf(text, Relation::kBeat), "asserted");
}

TEST(Modality, AConvictionIsThatOfWhoeverHoldsIt) {
  EXPECT_EQ(StandingOf("Liverpool are convinced that Mohamed Salah has joined Barcelona.",
                       Relation::kTransferredTo),
            "reported (Liverpool)");
}

TEST(Modality, AResultThatIsToldIsKnownWhateverTheVerbHopes) {
  EXPECT_EQ(
      StandingOf("Lazio could draw strength from Friday's 1-0 loss to Roma.", Relation::kBeat),
      "asserted");
  EXPECT_EQ(StandingOf("Lazio could settle for a 1-0 loss to Roma.", Relation::kBeat), "?");
}

TEST(Modality, AScoreTellsHowItWentWhateverTheVerb) {
  EXPECT_EQ(StandingOf("Roma needed a late goal from Tom Hale to beat Lazio 2-1.", Relation::kBeat),
            "asserted");
  EXPECT_EQ(StandingOf("Roma needed a late goal from Tom Hale to earn a 1-0 win over Lazio.",
                       Relation::kBeat),
            "asserted");
  EXPECT_EQ(StandingOf("Roma wanted to beat Lazio 2-1.", Relation::kBeat), "?");
  EXPECT_EQ(StandingOf("Roma were denied a penalty in their defeat to Lazio.", Relation::kBeat),
            "asserted");
}

TEST(Modality, AFixtureTakesPlaceWhateverHappensInIt) {
  for (const char* text : {"Lazio cannot be patient in Sunday's game against Roma.",
                           "Lazio will not be careless in their match against Roma.",
                           "Lazio should be brave in the game against Roma."}) {
    EXPECT_EQ(StandingOf(text, Relation::kPlayedAgainst), "asserted") << text;
  }
}

TEST(Modality, WhatWouldBeDoneByMeansOfAWinIsNotDone) {
  EXPECT_EQ(StandingOf("Lazio will go top with a win over Roma on Sunday.", Relation::kBeat), "?");
  EXPECT_EQ(StandingOf("Lazio could go top with victory over Roma.", Relation::kBeat), "?");
  EXPECT_EQ(StandingOf("Lazio went top with a win over Roma.", Relation::kBeat), "asserted");
  EXPECT_EQ(StandingOf("Lazio will open the cup with a tie at Roma.", Relation::kPlayedAgainst),
            "asserted");
}

TEST(Modality, NotBackingSomebodyIsNoPraise) {
  EXPECT_EQ(StandingOf("Hugo Blank criticised Everton for not backing manager Paul Fons.",
                       Relation::kPraisedBy),
            "?");
}

TEST(Modality, WhoeverSaysThatAMoveFellThroughIsTheSpeaker) {
  EXPECT_EQ(StandingOf("Mohamed Salah agreed a move to Barcelona, but the deal reportedly fell "
                       "through.",
                       Relation::kTransferredTo),
            "negated (unnamed)");
}

TEST(Modality, AnAssistantWorksForTheClubOfHisManager) {
  EXPECT_EQ(StandingOf("Everton manager Paul Fons sat down. Fons's assistant Zed Small stood up.",
                       Relation::kWorksFor),
            "asserted");
  EXPECT_EQ(StandingOf("Everton manager Paul Fons sat down. Fons's former assistant Zed Small "
                       "stood up.",
                       Relation::kWorksFor),
            "?");
}

TEST(Modality, NationsSignNobody) {
  EXPECT_EQ(StandingOf("Italy want Mohamed Salah.", Relation::kWantsToSign), "?");
  EXPECT_EQ(StandingOf("Roma want Mohamed Salah.", Relation::kWantsToSign), "asserted");
}

TEST(Modality, LookingToAddSaysNothing) {
  EXPECT_EQ(StandingOf("Liverpool are looking to add players and want Ivan Toney.",
                       Relation::kWantsToSign),
            "asserted");
}

TEST(Modality, TheArticleItselfBeatsItsHeadline) {
  EXPECT_EQ(StandingOf("Salah signs for Barcelona\n\nMohamed Salah has signed for Barcelona, "
                       "according to BBC Sport.",
                       Relation::kTransferredTo),
            "reported (BBC Sport)");
}

TEST(Modality, WhatWouldFollowFromAWinIsNoWin) {
  EXPECT_EQ(StandingOf("Winning the Europa League would change little for Everton.",
                       Relation::kWonCompetition),
            "?");
}

TEST(Modality, WhatCouldBeSeenIsNotSoYet) {
  EXPECT_EQ(StandingOf("That deal could see Mohamed Salah leave Liverpool.", Relation::kLeft),
            "hoped");
  EXPECT_EQ(StandingOf("The summer saw Mohamed Salah leave Liverpool.", Relation::kLeft),
            "asserted");
}

TEST(Modality, AMissedPenaltyIsNoGoal) {
  EXPECT_EQ(StandingOf("Everton striker Zed Small missed a penalty in the 1-1 draw with Leeds.",
                       Relation::kScoredAgainst),
            "?");
  EXPECT_EQ(StandingOf("Everton striker Zed Small scored a penalty in the 1-1 draw with Leeds.",
                       Relation::kScoredAgainst),
            "asserted");
}

TEST(Modality, APostToComeIsHopedForAndOneThatMayComeIsNone) {
  EXPECT_EQ(StandingOf("Paul Fons is set to be appointed Everton manager.", Relation::kManages),
            "hoped");
  EXPECT_EQ(StandingOf("Paul Fons is the favourite to become the next Everton manager.",
                       Relation::kManages),
            "?");
  EXPECT_EQ(StandingOf("Paul Fons became Everton manager in 2018.", Relation::kManages),
            "asserted");
}

TEST(Modality, WouldLoveToIsAWishHeld) {
  EXPECT_EQ(StandingOf("Liverpool would love to sign Ivan Toney.", Relation::kWantsToSign),
            "asserted");
  EXPECT_EQ(StandingOf("Liverpool could sign Ivan Toney.", Relation::kWantsToSign), "hoped");
  EXPECT_EQ(StandingOf("Ivan Toney could join Liverpool.", Relation::kTransferredTo), "hoped");
}

TEST(Modality, ANegatedVerbLeavesTheNounsBesideItAlone) {
  EXPECT_EQ(StandingOf("Paul Fons did not name Zed Small in his Roma squad to face Lazio.",
                       Relation::kPlayedAgainst),
            "asserted");
}

TEST(Modality, LackingQualitiesIsCriticism) {
  EXPECT_EQ(
      StandingOf("\"Ivan Toney hasn't the talent,\" said Pep Guardiola.", Relation::kCriticisedBy),
      "asserted (Pep Guardiola)");
}

}  // namespace
}  // namespace rondo::articles
