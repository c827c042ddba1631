// What no rule finds: features of pairs, the table of weights, claims, and learning them.

#include "tools/articles/pair_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "tests/articles/reading.h"
#include "tools/articles/pair_facts.h"
#include "tools/articles/pair_scorer.h"
#include "tools/articles/train/annotation.h"
#include "tools/articles/train/logistic_regression.h"
#include "tools/articles/train/pair_examples.h"

namespace rondo::articles {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// The features of every pair of the text, by name.
std::vector<std::string> FeaturesOf(std::string_view text, std::string_view date = "2020-01-30") {
  const Document document = ReadText(text, date);
  const RuleSet& rules = SharedRules();
  const std::vector<Candidate> candidates = FindCandidates(document, SharedKnowledge(), rules);
  const ClaimIndex claims(document, candidates);
  PairReader reader(document, SharedKnowledge(), rules, claims);
  FeatureList features(true);
  std::vector<std::string> names;
  const auto add = [&](const MentionPair& pair) {
    reader.Describe(pair, features);
    for (const std::string& name : features.names()) {
      names.push_back(std::string(NameOf(pair.kind)) + ": " + name);
    }
  };
  for (SentenceIndex index = 0; index < document.sentences.size(); ++index) {
    for (const MentionPair& pair : reader.PairsOf(index, {})) {
      add(pair);
    }
  }
  for (const MentionPair& pair : reader.PairsApart()) {
    add(pair);
  }
  return names;
}

TEST(PairFeatures, TellWhatStandsBetweenAndWhatEachIs) {
  const auto features = FeaturesOf("Roma have long admired the striker Zed Small.");
  EXPECT_THAT(features, Contains("person-club: order behind"));
  EXPECT_THAT(features, Contains("person-club: between admire behind"));
  EXPECT_THAT(features, Contains("person-club: last striker behind"));
  EXPECT_THAT(features, Contains("person-club: second-role subject"));
  EXPECT_THAT(features, Contains("person-club: verb admire"));
}

TEST(PairFeatures, TellWhatTheRegisterKnows) {
  EXPECT_THAT(FeaturesOf("Chris Smalling was at Manchester United."),
              Contains(HasSubstr("person-club: known")));
  EXPECT_THAT(FeaturesOf("Zed Small was at Roma."), Contains("person-club: known unknown"));
}

TEST(PairFeatures, TellWhoCameOrWentInTheYear) {
  constexpr std::string_view kText = "Roma spoke of Chris Smalling and Manchester United.";
  EXPECT_THAT(FeaturesOf(kText, "2020-02-01"), Contains("person-club: turn came"));
  EXPECT_THAT(FeaturesOf(kText, "2023-09-01"), Contains("person-club: turn went"));
  EXPECT_THAT(FeaturesOf(kText, "2015-09-01"), Not(Contains(HasSubstr("person-club: turn"))));
}

TEST(PairFeatures, TellWhoWasInALeagueAndWonItThatSeason) {
  constexpr std::string_view kText = "Leeds looked back on the Premier League.";
  EXPECT_THAT(FeaturesOf(kText, "2020-09-20"), Contains("club-competition: season in"));
  EXPECT_THAT(FeaturesOf(kText, "2020-03-20"), Contains("club-competition: season near"));
  EXPECT_THAT(FeaturesOf(kText, "2017-03-20"), Contains("club-competition: season out"));
  EXPECT_THAT(FeaturesOf(kText, "2020-09-20"), Contains("club-competition: title once"));
  EXPECT_THAT(FeaturesOf("Brighton looked back on the Premier League.", "2020-08-20"),
              Contains("club-competition: title never"));
  EXPECT_THAT(FeaturesOf("Liverpool looked back on the Premier League.", "2020-08-20"),
              Contains("club-competition: title now"));
}

TEST(PairFeatures, PairsOfNoSentenceAreApart) {
  const auto features = FeaturesOf("Roma were poor. Zed Small, a striker, never had a chance.");
  EXPECT_THAT(features, Contains("person-club-apart: sentences 1 before"));
  EXPECT_THAT(features, Not(Contains(HasSubstr("person-club: "))));
}

TEST(PairFeatures, AKeyIsThatOfItsName) {
  const Document document =
      ReadText("Roma beat Lazio 2-1 on Sunday and Zed Small scored in Serie A.");
  const RuleSet& rules = SharedRules();
  const ClaimIndex claims(document, {});
  PairReader reader(document, SharedKnowledge(), rules, claims);
  FeatureList features(true);
  const auto pairs = reader.PairsOf(0, {});
  ASSERT_FALSE(pairs.empty());
  for (const MentionPair& pair : pairs) {
    reader.Describe(pair, features);
    ASSERT_EQ(features.keys().size(), features.names().size());
    for (std::size_t at = 0; at < features.keys().size(); ++at) {
      EXPECT_EQ(features.keys()[at], FeatureList::KeyOf(features.names()[at]))
          << features.names()[at];
    }
  }
}

TEST(PairScorer, SumsInPartsAreThoseOfTheFeaturesOneByOne) {
  const Document document = ReadText(
      "Roma beat Lazio 2-1 on Sunday, and Zed Small scored twice in Serie A before Paul Fons, the "
      "Lazio striker, was booked. \"Small was superb,\" said Roma coach Hugo Blank. He wants to "
      "sign Fons, who joined Lazio from Napoli in 2018.\n\nNapoli and Juventus watched Ed Lund.");
  const RuleSet& rules = SharedRules();
  const std::vector<Candidate> candidates = CandidatesOfRules(document, SharedKnowledge(), rules);
  const ClaimIndex claims(document, candidates);
  PairReader reader(document, SharedKnowledge(), rules, claims);
  PairScorer scorer(rules.pairs(), reader, document.mentions.size());
  FeatureList features;
  std::vector<int32_t> scores;
  std::size_t count = 0;
  const auto check = [&](const MentionPair& pair) {
    reader.Describe(pair, features);
    rules.pairs().Score(pair.kind, features.keys(), scores);
    EXPECT_TRUE(std::ranges::equal(scorer.Score(pair), scores)) << NameOf(pair.kind) << count;
    ++count;
  };
  for (SentenceIndex index = 0; index < document.sentences.size(); ++index) {
    const std::vector<MentionPair>& pairs = reader.PairsOf(index, {});
    scorer.EnterSentence(pairs);
    std::for_each(pairs.begin(), pairs.end(), check);
  }
  const std::vector<MentionPair> apart = reader.PairsApart();
  std::for_each(apart.begin(), apart.end(), check);
  EXPECT_GT(count, 40U);
}

constexpr std::string_view kTable =
    "# a comment\n"
    "label\tperson-club\tplays-for\t500\n"
    "label\tperson-club\t~wants-to-sign\t500\n"
    "label\tclub-club\tbeat\t-100\n"
    "person-club\tverb admire\t~wants-to-sign=700\tplays-for=-300\n"
    "person-club\tall\tplays-for=100\n";

TEST(PairModel, AddsTheWeightsOfWhatHolds) {
  const auto model = PairModel::Load("t", kTable);
  ASSERT_TRUE(model.ok()) << model.error().message;
  const std::array<uint64_t, 3> keys = {FeatureList::KeyOf("all"),
                                        FeatureList::KeyOf("verb admire"),
                                        FeatureList::KeyOf("verb unheard-of")};
  std::vector<int32_t> scores;
  model->Score(PairKind::kPersonClub, keys, scores);
  EXPECT_EQ(scores, (std::vector<int32_t>{-200, 700}));
  model->Score(PairKind::kClubClub, keys, scores);
  EXPECT_EQ(scores, std::vector<int32_t>{0});
  model->Score(PairKind::kPersonOutlet, keys, scores);
  EXPECT_THAT(scores, IsEmpty());
}

TEST(PairModel, GivesItsReasons) {
  const auto model = PairModel::Load("t", kTable);
  ASSERT_TRUE(model.ok()) << model.error().message;
  FeatureList features(true);
  features.Add("all");
  features.Add("verb", "admire");
  EXPECT_EQ(model->ReasonsFor(PairKind::kPersonClub, 1, features), "verb admire +0.70");
  EXPECT_EQ(model->ReasonsFor(PairKind::kPersonClub, 0, features), "all +0.10");
  EXPECT_EQ(model->ReasonsFor(PairKind::kClubClub, 2, features), "");
}

TEST(PairModel, AMalformedLineIsNamed) {
  for (const char* line :
       {"label\tperson-club\tplays-for\n", "label\tperson-cup\tplays-for\t1\n",
        "label\tperson-club\tplays-with\t1\n", "label\tperson-club\tplays-for\tone\n",
        "person-club\tall\tbeat=3\n", "person-club\tall\tplays-for=x\n", "person-club\tall\n",
        "nonsense\n", "label\tclub-club\tdrew-with\t1\n", "label\tperson-club\tleft\t1\n"}) {
    const auto model = PairModel::Load("mine.tsv", std::string(kTable) + line);
    ASSERT_FALSE(model.ok()) << line;
    EXPECT_THAT(model.error().message, HasSubstr("mine.tsv line 7")) << line;
  }
}

TEST(PairFacts, AFactMakesOthersOfTheSameTwoSuperfluous) {
  Fact fact;
  fact.relation = Relation::kTransferredTo;
  fact.subject = 1;
  fact.object = 2;
  EXPECT_TRUE(RulesOut(fact, Relation::kPlaysFor, 1, 2));
  EXPECT_FALSE(RulesOut(fact, Relation::kLeft, 1, 2));
  EXPECT_FALSE(RulesOut(fact, Relation::kPlaysFor, 1, 3));
  fact.relation = Relation::kBeat;
  EXPECT_TRUE(RulesOut(fact, Relation::kBeat, 2, 1)) << "one match is told of once";
  EXPECT_TRUE(RulesOut(fact, Relation::kPlayedAgainst, 2, 1));
  EXPECT_GT(ConfidenceOf(1000), ConfidenceOf(0));
  EXPECT_LT(ConfidenceOf(100'000), 0.95);
}

/// Of the shipped model: relation, subject and object of what only it finds.
std::vector<std::string> OnlyByModel(std::string_view text) {
  Document document = ReadText(text);
  ExtractFacts(document, SharedKnowledge(), SharedRules());
  std::vector<std::string> facts;
  for (const Fact& fact : document.facts) {
    if (fact.rule.starts_with("pair ")) {
      facts.push_back(std::string(InfoOf(fact.relation).name) + " " +
                      document.entities[fact.subject].name + " > " +
                      document.entities[fact.object].name);
    }
  }
  return facts;
}

TEST(PairFacts, TheShippedModelClaimsNothingOfNonsense) {
  EXPECT_THAT(OnlyByModel("Roma Lazio Napoli Juventus. Serie A Serie A Zed Small Zed Small."),
              IsEmpty());
  EXPECT_THAT(OnlyByModel("The weather in Turin was fine. Nobody came."), IsEmpty());
}

TEST(PairFacts, WhatNothingShowsToBeSomebodyPlaysForNoClub) {
  EXPECT_THAT(OnlyByModel("Everton lost again. With Pinewood out injured, Everton started slowly "
                          "and Bluebird came off the bench for Everton in the second half."),
              Not(Contains(HasSubstr("plays-for"))));
}

TEST(PairFacts, WhomAClubWantsItHasNotGot) {
  EXPECT_THAT(OnlyByModel("Everton want to sign striker Zed Small. With Zed Small in midfield, "
                          "Everton started well and Zed Small scored in the second half."),
              Not(Contains("plays-for Zed Small > Everton")));
}

TEST(PairFacts, RulesAloneFindNothingOfTheModels) {
  Document document = ReadText("Roma have long admired the striker Zed Small.");
  ExtractFactsByRules(document, SharedKnowledge(), SharedRules());
  for (const Fact& fact : document.facts) {
    EXPECT_FALSE(fact.rule.starts_with("pair ")) << fact.rule;
  }
}

TEST(LogisticRegression, LearnsWhichFeatureDecidesAndForgetsTheRest) {
  const std::array<uint32_t, 2> both = {0, 1};
  const std::array<uint32_t, 2> other = {0, 2};
  std::vector<Example> examples;
  for (int times = 0; times < 100; ++times) {
    examples.push_back({both, true});
    examples.push_back({other, false});
  }
  const auto weights = LearnWeights(examples, 4, {});
  EXPECT_GT(LogOdds(weights, both), 1.0);
  EXPECT_LT(LogOdds(weights, other), -1.0);
  EXPECT_EQ(weights[3], 0.0F);
  EXPECT_EQ(weights, LearnWeights(examples, 4, {})) << "the same examples teach the same";
}

TEST(Annotation, NamesAreComparedWithoutMarks) {
  EXPECT_EQ(ComparableName("A.C. Milan's"), "a c milan");
  EXPECT_EQ(ComparableName("FC Köln"), "koln");
  EXPECT_EQ(ComparableName("FC"), "fc");
}

TEST(Annotation, TeachesWhatHoldsInASentence) {
  const std::filesystem::path folder =
      std::filesystem::path(::testing::TempDir()) / "pair_annotation";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "a.json")
      << R"({"doc":"a","entities":[{"id":"e1","type":"player","name":"Zed Small"},)"
         R"({"id":"e2","type":"club","name":"Roma"}],"facts":[{"rel":"plays-for","subj":"e1",)"
         R"("obj":"e2","modality":"asserted","spans":[[0,10]]}]})";
  const auto annotations = LoadAnnotations(folder.string());
  ASSERT_TRUE(annotations.ok()) << annotations.error().message;
  ASSERT_EQ(annotations->size(), 1U);
  PairExamples examples;
  examples.Add(ReadText("Zed Small was superb for Roma. Zed Small thanked Roma."),
               annotations->front(), SharedKnowledge(), SharedRules());
  const auto& pairs = examples.Of(PairKind::kPersonClub);
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].truths[0], Truth::kHolds);
  EXPECT_EQ(pairs[1].truths[0], Truth::kUnknown) << "another sentence is the evidence";
  std::ofstream(folder / "b.json") << R"({"doc":"b","facts":[{"rel":"dreams-of"}]})";
  const auto broken = LoadAnnotations(folder.string());
  ASSERT_FALSE(broken.ok());
  EXPECT_THAT(broken.error().message, HasSubstr("b.json"));
}

}  // namespace
}  // namespace rondo::articles
