// Stage 8: whose match it was, and who scored in it, where the sentence does not say all of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::AllOf;
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

TEST(MatchSides, WordsMayDescribeTheOtherSide) {
  EXPECT_THAT(FactsOf("Tom Hale of Leeds scored late for a 2-1 victory at stricken Everton."),
              AllOf(Contains(HasSubstr("beat Leeds > Everton")),
                    Each(Not(HasSubstr("beat Everton > Leeds")))));
}

TEST(MatchSides, WhoTakesPartInTheNextClauseIsNotOnTheList) {
  EXPECT_THAT(FactsOf("Leeds are fifth after the win over Everton and took their place."),
              Contains(HasSubstr("beat Leeds > Everton")));
  EXPECT_THAT(FactsOf("After the win over Everton, Burnley legend Tom Hale praised Leeds."),
              Each(Not(HasSubstr("beat Leeds > Burnley"))));
}

TEST(MatchSides, AResultWithoutTheOtherSideIsOfTheMatchThatTheArticleOpensWith) {
  EXPECT_THAT(FactsOf("Tom Hale saved a penalty at Everton. He has waited long. His family was "
                      "glad. His save in Leeds's 1-0 win was his third."),
              Contains(HasSubstr("beat Leeds > Everton")));
  EXPECT_THAT(FactsOf("Tom Hale saved a penalty at Everton and one at Fulham. He has waited long. "
                      "His family was glad. His save in Leeds's 1-0 win was his third."),
              Each(Not(HasSubstr("beat Leeds"))));
}

TEST(MatchSides, WhoWonTheCupWonItsFinal) {
  EXPECT_THAT(FactsOf("Leeds won the League Cup last season. Tom Hale of Leeds shone in the final "
                      "against Fulham."),
              Contains(HasSubstr("beat Leeds > Fulham")));
  EXPECT_THAT(FactsOf("Leeds are in the League Cup. Tom Hale of Leeds shone in the final against "
                      "Fulham."),
              Each(Not(HasSubstr("beat "))));
}

TEST(MatchSides, ItIsAClubWhereItDoesWhatClubsDo) {
  EXPECT_THAT(FactsOf("Inter is eighth in Serie A. It faces Parma on Sunday."),
              Contains(HasSubstr("played-against Inter Milan > Parma")));
  EXPECT_THAT(FactsOf("Inter is eighth in Serie A. It is Parma that face Roma on Sunday."),
              Each(Not(HasSubstr("played-against Inter Milan"))));
}

TEST(MatchSides, NationsMeetNationsOnly) {
  EXPECT_THAT(FactsOf("Roma defender Zed Small limped off in the friendly against Norway."),
              Each(Not(HasSubstr("played-against Roma"))));
}

TEST(ToldMatches, TheSentenceThatNamesBothSidesIsBelieved) {
  EXPECT_THAT(FactsOf("Zed Small of Lazio watched Roma lose to Parma in the tie with Parma."),
              Each(Not(HasSubstr("Lazio > Parma"))));
}

TEST(ToldMatches, AResultBelongsToTheMatchToldBefore) {
  EXPECT_THAT(FactsOf("Roma entertained Parma on Friday. Roma lost 2-0."),
              Contains(HasSubstr("beat Parma > Roma")));
  EXPECT_THAT(FactsOf("Roma entertained Parma on Friday. Roma could lose 2-0."),
              Each(Not(HasSubstr("beat"))));
}

TEST(ToldMatches, WhoseNameStandsBehindAWinForWonIt) {
  EXPECT_THAT(
      FactsOf("Zed Small dented Lazio's hopes with the goal that made it a fine 1-0 win for "
              "lowly Parma."),
      Contains(HasSubstr("beat Parma > Lazio")));
}

TEST(ToldMatches, AReportIsAboutTwoClubs) {
  EXPECT_THAT(FactsOf("Roma fell short on a night of rain. Parma sat deep and Parma waited for "
                      "Roma to tire. Roma had the ball, Parma the better header in each box. "
                      "Parma defender Zed Small headed home a minute before the interval."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(FactsOf("Roma want to keep him. Parma like Roma, and Roma like Parma, said Parma "
                      "today. Parma defender Zed Small headed home before the rain began."),
              Each(Not(HasSubstr("scored-against"))));
}

TEST(Goals, WhoCrossedOrWhoseChanceItWasDidNotScore) {
  EXPECT_THAT(FactsOf("Roma beat Parma. Roma striker Zed Small thought he had equalised."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(
      FactsOf("Roma beat Parma. A winner from a Roma defender Zed Small corner was enough."),
      Each(Not(HasSubstr("scored-against"))));
}

// A report of a match that Roma won at home.
constexpr const char* kOpening = "Roma 2-1 Parma\n\nRoma beat Parma 2-1 at home on Sunday. ";

std::vector<std::string> Told(const std::string& more) { return FactsOf(kOpening + more); }

TEST(Goals, AVerbThatEndsInTheNetIsOne) {
  EXPECT_THAT(Told("Parma defender Zed Small rose highest before planting a header into the net."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("Parma defender Zed Small rose highest before planting a header over the bar."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(Told("Parma defender Zed Small made no mistake after the break."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("Parma defender Zed Small made no friends after the break."),
              Each(Not(HasSubstr("scored-against"))));
}

TEST(Goals, NobodysObjectScores) {
  EXPECT_THAT(Told("Parma defender Zed Small took a ball from Ulf Brandt before sweeping it past "
                   "goalkeeper Tom Hale."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("Parma defender Zed Small took a ball from Ulf Brandt before sweeping it past "
                   "goalkeeper Tom Hale."),
              Each(Not(HasSubstr("scored-against Ulf Brandt"))));
}

TEST(Goals, WhoseWayInWasHeldOpenScores) {
  EXPECT_THAT(Told("Parma winger Ulf Brandt crossed for Parma defender Zed Small to steer home."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("Parma winger Ulf Brandt crossed for Parma defender Zed Small to steer home."),
              Each(Not(HasSubstr("scored-against Ulf Brandt"))));
}

TEST(Goals, OfPassivesWhoStandsBehindBy) {
  EXPECT_THAT(Told("A penalty was duly converted by Parma defender Zed Small."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
}

TEST(Goals, ListsOfScorersAreGoneThrough) {
  const auto both = AllOf(Contains(HasSubstr("scored-against Ulf Brandt > Roma")),
                          Contains(HasSubstr("scored-against Zed Small > Roma")));
  const std::string squad = "Parma fielded Parma winger Ulf Brandt and Parma defender Zed Small. ";
  EXPECT_THAT(Told(squad + "Goals from substitute Brandt and former Lecce striker Small were in "
                           "vain."),
              both);
  EXPECT_THAT(Told(squad + "They fought to deny goals from substitute Brandt and striker Small."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(Told(squad + "Brandt scored in the 4th minute and Small in the 47th minute."), both);
  EXPECT_THAT(Told(squad + "Brandt scored in the 4th minute and Small in the rain."),
              Each(Not(HasSubstr("scored-against Zed Small"))));
}

TEST(Goals, WhoStandsInAnothersPhraseDidNotScore) {
  EXPECT_THAT(
      Told("Parma fielded Parma winger Ulf Brandt, Tom Hale of Parma and Zed Small of Parma. "
           "Brandt started ahead of Hale and Small, and thanked them all by then stabbing "
           "it home."),
      Each(Not(HasSubstr("scored-against Zed Small"))));
}

TEST(Goals, WhatNearlyWasOrDidNotCountIsNone) {
  const std::string squad = "Parma fielded Parma winger Ulf Brandt. ";
  EXPECT_THAT(Told(squad + "They almost took the lead through Brandt."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(Told(squad + "They took the lead through Brandt."),
              Contains(HasSubstr("scored-against Ulf Brandt > Roma")));
  EXPECT_THAT(Told(squad + "Brandt scored late, but it was disallowed."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(Told(squad + "A block kept Brandt from scoring."),
              Each(Not(HasSubstr("scored-against"))));
}

TEST(Goals, FarFromAnyMatchNobodyKnowsAgainstWhom) {
  EXPECT_THAT(FactsOf("Roma face Parma on Sunday. Roma defender Zed Small is well. He sings. He "
                      "cooks. He paints. He reads. He scored in Seville."),
              Each(Not(HasSubstr("scored-against"))));
}

TEST(Goals, WhatAnotherClauseTellsOfSeasonsIsNoMatter) {
  EXPECT_THAT(Told("Parma winger Ulf Brandt hit a brace as Parma chased their first win since last "
                   "season."),
              Contains(HasSubstr("scored-against Ulf Brandt > Roma")));
}

TEST(Goals, NobodyScoresAgainstHisOwn) {
  EXPECT_THAT(FactsOf("Everton beat Leeds 2-0 on Sunday. Ashley Young, of all people, put them to "
                      "the sword: Dominic Calvert-Lewin scored for Leeds's hosts.",
                      "2021-01-30"),
              Each(Not(HasSubstr("scored-against Dominic Calvert-Lewin > Everton"))));
}

TEST(Goals, HeScoresForTheClubThatHeIsLentTo) {
  EXPECT_THAT(
      FactsOf("Roma beat Parma 3-0 on Sunday. Zed Small is on loan at Roma from Lazio. Small "
              "scored twice."),
      Contains(HasSubstr("scored-against Zed Small > Parma")));
}

TEST(Goals, ALeadNamesItsScorer) {
  EXPECT_THAT(Told("The visitors had restored parity through the tireless Zed Small of Parma."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("The visitors had gone forward through the tireless Zed Small of Parma."),
              Each(Not(HasSubstr("scored-against"))));
}

TEST(Goals, WhatWasToldOfSeasonsOrAtOtherMatchesIsNotOfThisOne) {
  EXPECT_THAT(Told("Parma defender Zed Small kept planting headers into the net last season."),
              Each(Not(HasSubstr("scored-against"))));
  EXPECT_THAT(Told("At Lecce Parma defender Zed Small planted a header into the net."),
              Each(Not(HasSubstr("scored-against Zed Small > Roma"))));
}

TEST(MatchTeams, WhomAGoalPutsAheadIsTheScorersSide) {
  const auto facts = Told("Parma winger Ulf Brandt ran well. Zed Small put Parma ahead.");
  EXPECT_THAT(facts, Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("Zed Small put Roma ahead."),
              Contains(HasSubstr("scored-against Zed Small > Parma")));
}

TEST(MatchTeams, TheVisitorsAreThoseNotAtHome) {
  EXPECT_THAT(Told("Zed Small put the visitors ahead."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
  EXPECT_THAT(Told("Zed Small put the hosts ahead."),
              Contains(HasSubstr("scored-against Zed Small > Parma")));
}

TEST(MatchTeams, WhoEqualisesAnswersTheOtherSide) {
  EXPECT_THAT(Told("Roma striker Ulf Brandt opened the scoring. Zed Small equalised."),
              Contains(HasSubstr("scored-against Zed Small > Roma")));
}

TEST(MatchTeams, AScorerCalledLikeAnAnswerMayOpenTheArticle) {
  EXPECT_THAT(
      FactsOf("Back scores twice as Leeds beat Hull\n\nLeeds beat Hull City 2-1 on Saturday. "
              "Leeds striker Tom Back scored in the first half."),
      Contains(HasSubstr("scored-against Tom Back > Hull City")));
}

TEST(MatchTeams, WhoseSideTheReportTellsPlaysForIt) {
  EXPECT_THAT(Told("Roma coach Tom Hale had seen enough and the hosts brought on Zed Small. The "
                   "goalkeeper, the post and the box were busy until the last minute."),
              Contains(HasSubstr("plays-for Zed Small > Roma")));
  EXPECT_THAT(Told("Roma striker Tom Hale made way for Zed Small. The goalkeeper, the post and "
                   "the box were busy until the last minute."),
              Contains(HasSubstr("plays-for Zed Small > Roma")));
}

TEST(ToldMatches, PredictedScoresAreNoResults) {
  const std::string list = "\n\nRoma 2-1 Lazio\nBoth have won five of six.\nParma 1-1 Lecce\n";
  EXPECT_THAT(FactsOf("Our Serie A predictions for the weekend" + list),
              AllOf(Contains(HasSubstr("played-against Roma > Lazio")),
                    Contains(HasSubstr("played-against Parma > Lecce")),
                    Each(Not(HasSubstr("beat"))), Each(Not(HasSubstr("drew")))));
  EXPECT_THAT(FactsOf("The weekend in Serie A" + list), Contains(HasSubstr("beat Roma > Lazio")));
}

TEST(Absences, APreviewTellsThemInThePresent) {
  const std::string preview = "Roma v Parma\n\nRoma play Parma on Sunday. ";
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small is suspended."),
              Contains(HasSubstr("missed-match-against Zed Small > Roma")));
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small is delighted."),
              Each(Not(HasSubstr("missed-match-against"))));
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small is not suspended."),
              Each(Not(HasSubstr("missed-match-against"))));
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small was suspended."),
              Each(Not(HasSubstr("missed-match-against"))));
  EXPECT_THAT(FactsOf(preview + "Parma have concerns over Parma defender Zed Small."),
              Contains(HasSubstr("missed-match-against Zed Small > Roma")));
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small is doubtful for the tie with Lecce."),
              Each(Not(HasSubstr("missed-match-against Zed Small > Roma"))));
}

TEST(Absences, WhoCannotPlayOrIsLeftOutIsNotThere) {
  const std::string preview = "Roma v Parma\n\nRoma play Parma on Sunday. ";
  const auto missed = Contains(HasSubstr("missed-match-against Zed Small > Roma"));
  const auto there = Each(Not(HasSubstr("missed-match-against Zed Small")));
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small cannot play."), missed);
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small will not play as often as before."),
              there);
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small misses out."), missed);
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small misses out on a bonus."), there);
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small serves a one-match ban."), missed);
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small serves a pizza."), there);
  EXPECT_THAT(FactsOf(preview + "In the absence of Parma defender Zed Small they are thin."),
              missed);
  EXPECT_THAT(FactsOf(preview + "With Parma defender Zed Small still out they are thin."), missed);
  EXPECT_THAT(
      FactsOf(preview + "With Parma defender Zed Small still at his best, they are strong."),
      there);
  EXPECT_THAT(Told("Parma left out defender Zed Small of Parma."), missed);
  EXPECT_THAT(Told("Parma rested Parma defender Zed Small."), missed);
  EXPECT_THAT(Told("Parma praised Parma defender Zed Small."), there);
}

TEST(Absences, ListsAreGoneThrough) {
  const std::string preview = "Roma v Parma\n\nRoma play Parma on Sunday. ";
  const auto both = AllOf(Contains(HasSubstr("missed-match-against Zed Small > Roma")),
                          Contains(HasSubstr("missed-match-against Ulf Brandt > Roma")));
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small is suspended alongside Parma winger Ulf "
                                "Brandt."),
              both);
  EXPECT_THAT(FactsOf(preview + "Parma defender Zed Small is the captain. Parma winger Ulf Brandt "
                                "(calf) and Zed Small (knee) are out."),
              both);
}

TEST(Absences, AnotherClauseMaySpeakOfAnotherMatch) {
  const std::string preview =
      "Roma v Parma\n\nRoma play Parma on Sunday. Roma have rested. Parma have trained. Tickets "
      "are "
      "gone. Rain is likely. ";
  EXPECT_THAT(
      FactsOf(preview + "Parma defender Zed Small is suspended after he was sent off in the "
                        "draw with Lecce."),
      Contains(HasSubstr("missed-match-against Zed Small > Roma")));
}

TEST(Absences, WhoStandsInIsThere) {
  EXPECT_THAT(FactsOf("Roma v Parma\n\nRoma play Parma on Sunday. In the absence of Parma defender "
                      "Zed Small, Parma winger Ulf Brandt will start."),
              AllOf(Contains(HasSubstr("missed-match-against Zed Small > Roma")),
                    Each(Not(HasSubstr("missed-match-against Ulf Brandt")))));
}

TEST(Absences, OfSeveralMatchesTheOneToldBeforeThem) {
  EXPECT_THAT(FactsOf("Roma v Parma\n\nRoma play Parma on Sunday. Roma have rested. Parma have "
                      "trained. Tickets are gone. Rain is likely. Lecce host Bologna on Monday. "
                      "Lecce defender Zed Small is suspended."),
              Contains(HasSubstr("missed-match-against Zed Small > Bologna")));
}

TEST(Absences, TheMatchMayBeNamedBesideThem) {
  EXPECT_THAT(FactsOf("Roma defender Zed Small will not be in the squad against Lecce on Friday."),
              Contains(HasSubstr("missed-match-against Zed Small > Lecce")));
  EXPECT_THAT(FactsOf("Roma defender Zed Small will be in the squad against Lecce on Friday."),
              Each(Not(HasSubstr("missed-match-against"))));
}

TEST(ToldMatches, TwoLegsAreTwoMatches) {
  const auto twice = AllOf(Contains(HasSubstr("beat Parma > Roma")),
                           Contains(HasSubstr("played-against Roma > Parma")));
  EXPECT_THAT(FactsOf("Roma lost 2-0 to Parma in the first leg. The second leg is in a week."),
              twice);
  EXPECT_THAT(FactsOf("Roma lost 2-0 to Parma in the cup. The second coach is in a week."),
              Each(Not(HasSubstr("played-against"))));
  EXPECT_THAT(FactsOf("Roma lost 2-0 to Parma. A slow-mo replay showed a foul."),
              Each(Not(HasSubstr("played-against"))));
}

TEST(Goals, WhereNoMatchIsToldTheScorersClubsMet) {
  EXPECT_THAT(
      FactsOf("Roma striker Ulf Brandt netted twice for the hosts, while Parma defender Zed "
              "Small got a late consolation."),
      AllOf(Contains(HasSubstr("scored-against Ulf Brandt > Parma")),
            Contains(HasSubstr("scored-against Zed Small > Roma"))));
  EXPECT_THAT(
      FactsOf("Roma striker Ulf Brandt netted twice for the hosts, while Parma defender Zed "
              "Small got a late consolation and Lecce winger Tom Hale an equaliser. Tom "
              "Hale scored again."),
      Each(Not(HasSubstr("scored-against"))));
}

TEST(MatchSides, WhereHeIsOnLoanHePlays) {
  EXPECT_THAT(FactsOf("Lazio winger Zed Small is on loan to Roma and shone in the 3-0 win over "
                      "Parma."),
              AllOf(Contains(HasSubstr("beat Roma > Parma")), Each(Not(HasSubstr("beat Lazio")))));
  EXPECT_THAT(FactsOf("Lazio winger Zed Small got his only Roma goal in a 3-0 win over Parma."),
              Contains(HasSubstr("beat Roma > Parma")));
}

TEST(Absences, AReportTellsThemInThePast) {
  EXPECT_THAT(Told("Lecce shone when the visitors were without Parma defender Zed Small."),
              Each(Not(HasSubstr("missed-match-against Zed Small > Roma"))));
  EXPECT_THAT(Told("The visitors were without Parma defender Zed Small and his brother."),
              Contains(HasSubstr("missed-match-against Zed Small > Roma")));
  EXPECT_THAT(Told("Parma defender Zed Small is suspended."),
              Each(Not(HasSubstr("missed-match-against Zed Small > Roma"))));
}

TEST(Absences, WhoseServicesASideIsDeniedIsNotThere) {
  EXPECT_THAT(Told("The visitors, stripped of talent such as Parma defender Zed Small, struggled."),
              Contains(HasSubstr("missed-match-against Zed Small > Roma")));
  EXPECT_THAT(Told("The visitors were missing the influence of Parma defender Zed Small."),
              Contains(HasSubstr("missed-match-against Zed Small > Roma")));
  EXPECT_THAT(Told("The visitors felt the influence of Parma defender Zed Small."),
              Each(Not(HasSubstr("missed-match-against"))));
}

TEST(ToldMatches, WhatIsToFollowIsAnotherMatch) {
  EXPECT_THAT(FactsOf("Leeds beat Everton 3-1 in December. Leeds will travel to Goodison Park to "
                      "face Everton."),
              AllOf(Contains(HasSubstr("beat Leeds > Everton")),
                    Contains(HasSubstr("played-against Leeds > Everton"))));
  EXPECT_THAT(FactsOf("Leeds beat Everton 3-1 in December. Leeds faced Everton in the rain."),
              Each(Not(HasSubstr("played-against"))));
}

TEST(ToldMatches, TheNextOpponentIsNotWhoWasBeaten) {
  EXPECT_THAT(FactsOf("Leeds played Everton in the cup. Leeds won 4-2. Leeds sealed a trip to "
                      "Fulham by that."),
              AllOf(Contains(HasSubstr("beat Leeds > Everton")),
                    Each(Not(HasSubstr("beat Leeds > Fulham")))));
}

TEST(Goals, OfTwoMatchesInASentenceTheOneToldBeforeIt) {
  EXPECT_THAT(FactsOf("Leeds began with the 4-3 win against Everton and the 2-0 win against "
                      "Fulham, in which Leeds striker Zed Small scored."),
              AllOf(Contains(HasSubstr("scored-against Zed Small > Fulham")),
                    Each(Not(HasSubstr("scored-against Zed Small > Everton")))));
}

TEST(MatchSides, TheCountryOfAClubIsNoSide) {
  EXPECT_THAT(
      FactsOf("Italy champions Napoli celebrated a 4-0 win over Spain's Barcelona."),
      AllOf(Contains(HasSubstr("beat Napoli > Barcelona")), Each(Not(HasSubstr("beat Italy")))));
  EXPECT_THAT(FactsOf("Italy celebrated a 4-0 win over Spain."),
              Contains(HasSubstr("beat Italy > Spain")));
}

TEST(MatchSides, WhomAClubMeetsNextToOthersIsNoSide) {
  EXPECT_THAT(FactsOf("The Leeds squad are in Spain to prepare for matches against Hull City, "
                      "Derby County and Burnley."),
              AllOf(Contains(HasSubstr("played-against Leeds > Derby County")),
                    Each(Not(HasSubstr("played-against Derby County > Hull City")))));
  EXPECT_THAT(FactsOf("Leeds are third. The wins against Burnley and Brentford and a draw against "
                      "Everton have lifted them."),
              AllOf(Contains(HasSubstr("drew-with Leeds > Everton")),
                    Each(Not(HasSubstr("drew-with Brentford")))));
  EXPECT_THAT(FactsOf("Leeds are third. Zed Small shone in wins over Lyon in Europe and Fulham in "
                      "the league, before a poor display against Everton."),
              Each(Not(HasSubstr("played-against Fulham > Everton"))));
}

TEST(MatchSides, AtTheHandsOfSomebodyIsAnotherMatch) {
  EXPECT_THAT(FactsOf("After the exit at the hands of Fulham, the league is all that matters, "
                      "where a win over Everton took Leeds to third."),
              Each(Not(HasSubstr("beat Fulham > Everton"))));
}

TEST(Goals, WhoseMatchNoRuleReadsTheTwoClubsOfTheReportMet) {
  constexpr std::string_view kReport =
      "Leeds striker Tom Hale was the hero on a mad night at Fulham. Hale headed in from a corner "
      "after five minutes. Fulham midfielder Paul Fons equalised before the interval. Leeds winger "
      "Zed Small put Leeds ahead again in the second half. Fulham captain Ray Blank levelled late "
      "on with a penalty for Fulham, and the Leeds goalkeeper could not believe it.";
  EXPECT_THAT(FactsOf(kReport), AllOf(Contains(HasSubstr("scored-against Tom Hale > Fulham")),
                                      Contains(HasSubstr("scored-against Ray Blank > Leeds"))));
}

TEST(MatchSides, ADayIsNoPartOfTheOtherSide) {
  EXPECT_THAT(FactsOf("Fulham lost 1-0 to Everton Saturday."),
              Contains(HasSubstr("beat Everton > Fulham")));
}

TEST(Absences, WhoIsNotInvolvedIsNotThere) {
  EXPECT_THAT(FactsOf("Leeds keeper Tom Hale was not involved in the win over Fulham."),
              Contains(AllOf(HasSubstr("missed-match-against Tom Hale > Fulham"),
                             Not(HasSubstr("negated")))));
}

TEST(MatchSides, WhoIsOnLoanPlaysForTheBorrower) {
  EXPECT_THAT(FactsOf("Leeds striker Tom Hale is on loan at Burnley. He scored in the 2-1 win over "
                      "Fulham."),
              Each(Not(HasSubstr("beat Leeds > Fulham"))));
  EXPECT_THAT(FactsOf("Bukayo Saka is on loan to Marseille from Arsenal. He scored in a 2-1 win "
                      "over Lens."),
              AllOf(Contains(HasSubstr("beat Marseille > Lens")),
                    Each(Not(HasSubstr("beat Arsenal > Lens")))));
}

}  // namespace
}  // namespace rondo::articles
