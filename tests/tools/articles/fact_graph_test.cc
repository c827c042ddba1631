// Articles in the graph: loading, merging, retracting, with documents made by hand so that nothing
// depends on the rules.

#include "tools/articles/graph/fact_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "graph/model/schema.h"
#include "graph/model/value_text.h"
#include "tools/articles/graph/closings.h"
#include "tools/articles/graph/fact_edges.h"
#include "tools/articles/graph/graph_access.h"
#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

/// Builds a document with one sentence, facts between entities that are named as they go.
class DocumentBuilder {
 public:
  DocumentBuilder(const std::string& id, std::string_view date) {
    document_.id = id;
    document_.date = ParseIsoDay(date);
    document_.text = "The sentence of " + id + ".";
    document_.sentences.push_back({});
    document_.sentences[0].span = {0, static_cast<uint32_t>(document_.text.size())};
  }

  EntityIndex Entity_(EntityType type, const std::string& name) {
    for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
      if (document_.entities[index].name == name && document_.entities[index].type == type) {
        return index;
      }
    }
    Entity entity;
    entity.type = type;
    entity.name = name;
    document_.entities.push_back(entity);
    return static_cast<EntityIndex>(document_.entities.size() - 1);
  }

  DocumentBuilder& Alias(EntityType type, const std::string& name, const std::string& alias) {
    document_.entities[Entity_(type, name)].aliases.push_back(alias);
    return *this;
  }

  DocumentBuilder& CallsNationalTeam(const std::string& club) {
    document_.entities[Entity_(EntityType::kClub, club)].national_team = true;
    return *this;
  }

  /// Of the fact said last.
  DocumentBuilder& With(const std::string& attribute, const std::string& value) {
    document_.facts.back().attributes.emplace_back(attribute, value);
    return *this;
  }

  DocumentBuilder& Says(Relation relation, EntityType subject_type, const std::string& subject,
                        EntityType object_type, const std::string& object, const std::string& date,
                        Modality modality = Modality::kAsserted) {
    Fact fact;
    fact.relation = relation;
    fact.subject = Entity_(subject_type, subject);
    fact.object = Entity_(object_type, object);
    fact.date.text = date;
    fact.modality = modality;
    fact.evidence = {0};
    fact.confidence = 0.9;
    fact.rule = "by-hand";
    document_.facts.push_back(fact);
    return *this;
  }

  Document Build() const { return document_; }

 private:
  Document document_;
};

constexpr EntityType kPlayer = EntityType::kPlayer;
constexpr EntityType kClub = EntityType::kClub;

class FactGraphTest : public testing::Test {
 protected:
  void SetUp() override {
    store_ = Store::Open(std::string(kInMemoryPath), {}).value();
    PrepareFactGraph(*store_).value();
  }

  LoadSummary Load(const Document& document) {
    auto transaction = store_->BeginTransaction().value();
    const LoadSummary summary = WriteArticle(*transaction, document).value();
    transaction->Commit().value();
    return summary;
  }
  RetractSummary Retract(const std::string& name) {
    auto transaction = store_->BeginTransaction().value();
    const RetractSummary summary = RetractArticle(*transaction, name).value();
    transaction->Commit().value();
    return summary;
  }

  /// Every node and edge with all it holds, one a line, sorted; ids are left out where `with_ids`
  /// is false.
  std::vector<std::string> Dump(bool with_ids) const {
    const auto view = store_->OpenSnapshot();
    std::vector<std::string> lines;
    std::vector<NodeId> nodes(view->NodeCount());
    ScanPosition node_position;
    EXPECT_EQ(view->ScanNodes(node_position, nodes).value(), nodes.size());
    std::map<NodeId, std::string> names;
    for (NodeId node : nodes) {
      std::vector<LabelId> labels;
      std::vector<Property> properties;
      view->ReadLabels(node, labels).value();
      view->ReadNodeProperties(node, properties).value();
      std::string line = with_ids ? std::to_string(node.value) : "";
      for (LabelId label : labels) {
        line += ":" + std::string(view->LabelName(label));
      }
      for (const Property& property : properties) {
        if (view->PropertyKeyName(property.key) == "name") {
          names[node] = std::string(property.value.string());
        }
        // Ids of edges differ between graphs that are otherwise the same.
        if (with_ids || view->PropertyKeyName(property.key) != "edge") {
          line += " " + std::string(view->PropertyKeyName(property.key)) + "=" +
                  ValueText(property.value);
        }
      }
      lines.push_back(line);
    }
    std::vector<EdgeId> edges(view->EdgeCount());
    ScanPosition edge_position;
    EXPECT_EQ(view->ScanEdges(edge_position, edges).value(), edges.size());
    for (EdgeId edge : edges) {
      NodeId source;
      NodeId target;
      EdgeTypeId type;
      view->GatherEdgeEndpoints(std::span(&edge, 1), std::span(&source, 1), std::span(&target, 1),
                                std::span(&type, 1))
          .value();
      std::vector<Property> properties;
      view->ReadEdgeProperties(edge, properties).value();
      std::string line = with_ids ? std::to_string(edge.value) : "";
      line += names[source] + "-" + std::string(view->EdgeTypeName(type)) + "->" + names[target];
      for (const Property& property : properties) {
        line += " " + std::string(view->PropertyKeyName(property.key)) + "=" +
                ValueText(property.value);
      }
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  /// The one edge line that holds both texts; empty if there is none or several.
  std::string OnlyLine(const std::string& first, const std::string& second = "") const {
    std::string found;
    for (const std::string& line : Dump(false)) {
      if (line.find(first) != std::string::npos && line.find(second) != std::string::npos) {
        if (!found.empty()) {
          return "";
        }
        found = line;
      }
    }
    return found;
  }

  std::unique_ptr<Store> store_;
};

Document Loan() {
  return DocumentBuilder("loan", "2019-09-01")
      .Says(Relation::kLoanedTo, kPlayer, "Chris Smalling", kClub, "Roma", "2019-08-30")
      .Says(Relation::kPlaysFor, kPlayer, "Chris Smalling", kClub, "Roma", "2019-09-01")
      .Alias(kPlayer, "Chris Smalling", "Smalling")
      .Build();
}

TEST_F(FactGraphTest, AFactIsAnEdgeWithAReportAndAnArticleBehindIt) {
  const LoadSummary summary = Load(Loan());
  EXPECT_EQ(summary.outcome, LoadOutcome::kLoaded);
  EXPECT_EQ(summary.facts_new, 2u);
  const std::string edge = OnlyLine("Chris Smalling-loaned-to->Roma");
  EXPECT_NE(edge.find("from='2019-08-30'"), std::string::npos) << edge;
  EXPECT_NE(edge.find("reported='2019-09-01'"), std::string::npos) << edge;
  EXPECT_NE(OnlyLine(":Report", "date='2019-08-30'").find("sentence='The sentence of loan.'"),
            std::string::npos);
  EXPECT_NE(OnlyLine(":Player").find("aliases=['Smalling']"), std::string::npos);
}

TEST_F(FactGraphTest, TheSameArticleTwiceChangesNothing) {
  Load(Loan());
  const auto before = Dump(true);
  EXPECT_EQ(Load(Loan()).outcome, LoadOutcome::kUnchanged);
  EXPECT_EQ(Dump(true), before);
}

TEST_F(FactGraphTest, AnArticleWithAnotherTextReplacesTheOldOne) {
  Load(Loan());
  Document changed =
      DocumentBuilder("loan", "2019-09-01")
          .Says(Relation::kLoanedTo, kPlayer, "Chris Smalling", kClub, "Lazio", "2019-08-30")
          .Build();
  changed.text += " Corrected.";
  EXPECT_EQ(Load(changed).outcome, LoadOutcome::kReplaced);
  EXPECT_EQ(OnlyLine("loaned-to->Roma"), "");
  EXPECT_NE(OnlyLine("loaned-to->Lazio"), "");
}

TEST_F(FactGraphTest, ASecondArticleConfirmsAndRetractingItWeakens) {
  Load(Loan());
  const auto before = Dump(true);
  const LoadSummary summary = Load(
      DocumentBuilder("later", "2020-01-30")
          .Says(Relation::kLoanedTo, kPlayer, "Chris Smalling", kClub, "Roma", "2019-06/2019-08")
          .Build());
  EXPECT_EQ(summary.facts_confirmed, 1u);
  EXPECT_EQ(summary.facts_new, 0u);
  const std::string edge = OnlyLine("Chris Smalling-loaned-to->Roma");
  EXPECT_NE(edge.find("reports=2"), std::string::npos) << edge;
  EXPECT_NE(edge.find("from='2019-08-30'"), std::string::npos)
      << edge;  // The more exact date stays.
  const RetractSummary retracted = Retract("later");
  EXPECT_EQ(retracted.facts_weakened, 1u);
  EXPECT_EQ(retracted.facts_removed, 0u);
  EXPECT_EQ(Dump(true), before);
}

TEST_F(FactGraphTest, DenialsStandBesideWhatTheyDeny) {
  Load(Loan());
  const LoadSummary summary = Load(DocumentBuilder("denial", "2019-09-02")
                                       .Says(Relation::kLoanedTo, kPlayer, "Chris Smalling", kClub,
                                             "Roma", "2019-08-30", Modality::kDenied)
                                       .Build());
  EXPECT_EQ(summary.facts_contradicted, 1u);
  EXPECT_NE(OnlyLine("loaned-to->Roma", "modality='denied'"), "");
  EXPECT_NE(OnlyLine("loaned-to->Roma", "modality='asserted'"), "");
}

TEST_F(FactGraphTest, AMoveClosesWhatWasBeforeAndRetractingItOpensItAgain) {
  Load(DocumentBuilder("before", "2019-05-01")
           .Says(Relation::kPlaysFor, kPlayer, "Chris Smalling", kClub, "Manchester United",
                 "2019-05-01")
           .Says(Relation::kContractedTo, kPlayer, "Chris Smalling", kClub, "Manchester United",
                 "2019-05-01")
           .Build());
  Load(Loan());
  const std::string played = OnlyLine("plays-for->Manchester United");
  EXPECT_NE(played.find("until='2019-08-30'"), std::string::npos) << played;
  EXPECT_EQ(OnlyLine("contracted-to->Manchester United").find("until="), std::string::npos);
  Retract("loan");
  EXPECT_EQ(OnlyLine("plays-for->Manchester United").find("until="), std::string::npos);
}

/// One article, one fact about the same player.
Document OneFact(const std::string& id, Relation relation, const std::string& club,
                 const std::string& date) {
  return DocumentBuilder(id, "2022-01-30")
      .Says(relation, kPlayer, "Ada Ash", kClub, club, date)
      .Build();
}

TEST_F(FactGraphTest, WhatIsTakenForANationalTeamEndsNothingAndAgainOnceThatIsRetracted) {
  const auto until = [&] {
    const std::string line = OnlyLine("Chris Smalling-plays-for->Roma");
    return line.substr(std::min(line.size(), line.find(" until=")));
  };
  Load(Loan());
  Load(
      DocumentBuilder("move", "2020-09-01")
          .Says(Relation::kTransferredTo, kPlayer, "Chris Smalling", kClub, "Everton", "2020-08-20")
          .Build());
  const std::string ended = until();
  EXPECT_NE(ended, "");
  Load(DocumentBuilder("mistake", "2020-10-01")
           .Says(Relation::kPlaysFor, kPlayer, "Ada Ash", kClub, "Everton", "2020-10-01")
           .CallsNationalTeam("Everton")
           .Build());
  EXPECT_EQ(until(), "");
  Retract("mistake");
  EXPECT_EQ(until(), ended);
}

TEST_F(FactGraphTest, TheNextMoveEndsALoanAndRetractingItOpensTheLoanAgain) {
  Load(OneFact("first", Relation::kLoanedTo, "Northport", "2018-08"));
  const auto before = Dump(true);
  for (const Relation next : {Relation::kLoanedTo, Relation::kTransferredTo}) {
    Load(OneFact("next", next, "Eastham", "2019-01-10"));
    EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2019-01-10'"), std::string::npos);
    Retract("next");
    EXPECT_EQ(Dump(true), before);
  }
  // Made for good, or for another season; a move within the month may have been before it.
  Load(OneFact("next", Relation::kTransferredTo, "Northport", "2019-05"));
  EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2019-05-01'"), std::string::npos);
  Load(OneFact("early", Relation::kTransferredTo, "Eastham", "2018-08-10"));
  Retract("next");
  EXPECT_EQ(OnlyLine("loaned-to->Northport").find("until="), std::string::npos);
}

TEST_F(FactGraphTest, ALoanThatIsOverWasForItsSeason) {
  Load(OneFact("loan", Relation::kLoanedTo, "Northport", "2018-08"));
  Load(OneFact("next", Relation::kLoanedTo, "Eastham", "2021-01-10"));
  EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2019-07-01'"), std::string::npos);
  EXPECT_EQ(OnlyLine("loaned-to->Eastham").find("until="), std::string::npos);
}

TEST_F(FactGraphTest, AMoveEndsALoanBeforeTheDayThatWasAgreed) {
  Load(DocumentBuilder("loan", "2019-09-01")
           .Says(Relation::kLoanedTo, kPlayer, "Ada Ash", kClub, "Northport", "2019-08")
           .With("duration", "season-long")
           .Build());
  const auto before = Dump(true);
  EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2020-07-01'"), std::string::npos);
  Load(OneFact("recalled", Relation::kLoanedTo, "Eastham", "2020-01-15"));
  EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2020-01-15'"), std::string::npos);
  Retract("recalled");
  EXPECT_EQ(Dump(true), before);
  Load(OneFact("later", Relation::kLoanedTo, "Eastham", "2020-09-15"));
  EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2020-07-01'"), std::string::npos);
}

TEST_F(FactGraphTest, ALoanWithoutAnEndIsOverWhenThePlayerIsSeenElsewhereAfterItsSeason) {
  Load(OneFact("loan", Relation::kLoanedTo, "Northport", "2018-08"));
  Load(OneFact("lent", Relation::kLoanedFrom, "Westbury", "2018-08"));
  // Within the season it is the lender's player who is spoken of.
  Load(OneFact("owner", Relation::kPlaysFor, "Westbury", "2018-10-01"));
  EXPECT_EQ(OnlyLine("loaned-to->Northport").find("until="), std::string::npos);
  Load(OneFact("borrower", Relation::kPlaysFor, "Northport", "2019-07-01"));
  EXPECT_EQ(OnlyLine("loaned-to->Northport").find("until="), std::string::npos);
  EXPECT_EQ(OnlyLine("loaned-from->Westbury").find("until="), std::string::npos);
  Retract("owner");
  const auto before = Dump(true);
  Load(OneFact("back", Relation::kPlaysFor, "Westbury", "2019-08-20"));
  EXPECT_NE(OnlyLine("loaned-to->Northport").find("until='2019-07-01'"), std::string::npos);
  EXPECT_NE(OnlyLine("loaned-from->Westbury").find("until='2019-07-01'"), std::string::npos);
  Retract("back");
  EXPECT_EQ(Dump(true), before);
}

TEST_F(FactGraphTest, TheLoanThatTheLendersSideBeganWithDoesNotEndIt) {
  Load(OneFact("lent", Relation::kLoanedFrom, "Westbury", "2018-07-20"));
  Load(OneFact("loan", Relation::kLoanedTo, "Northport", "2018-08-10"));
  EXPECT_EQ(OnlyLine("loaned-from->Westbury").find("until="), std::string::npos);
  Load(OneFact("next", Relation::kLoanedTo, "Eastham", "2019-08-10"));
  EXPECT_NE(OnlyLine("loaned-from->Westbury").find("until='2019-07-01'"), std::string::npos);
}

TEST_F(FactGraphTest, LoansEndAlikeInWhateverOrderTheirArticlesCome) {
  std::vector<Document> articles = {
      OneFact("a", Relation::kTransferredTo, "Westbury", "2015-01"),
      OneFact("b", Relation::kLoanedTo, "Northport", "2017-01"),
      OneFact("c", Relation::kLoanedTo, "Southend Bay", "2018-08"),
      OneFact("d", Relation::kLoanedTo, "Eastham", "2019-07/2020-06"),
      OneFact("e", Relation::kPlaysFor, "Westbury", "2020-09-01"),
      OneFact("f", Relation::kLoanedTo, "Northport", "2021-01-27"),
      OneFact("g", Relation::kTransferredTo, "Northport", "2021-08-20"),
      OneFact("h", Relation::kLoanedFrom, "Westbury", "2017-01")};
  for (const Document& article : articles) {
    Load(article);
  }
  const auto expected = Dump(false);
  EXPECT_NE(OnlyLine("loaned-to->Southend Bay").find("until='2019-07-01'"), std::string::npos);
  EXPECT_NE(OnlyLine("loaned-to->Eastham").find("until='2020-07-01'"), std::string::npos);
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    for (const Document& article : articles) {
      Retract(article.id);
    }
    std::shuffle(articles.begin(), articles.end(), random);
    for (const Document& article : articles) {
      Load(article);
    }
    ASSERT_EQ(Dump(false), expected) << "order " << round;
  }
}

TEST_F(FactGraphTest, SymmetricFactsAreFoundEitherWayRound) {
  Load(DocumentBuilder("a", "2020-01-26")
           .Says(Relation::kRivalOf, kClub, "Roma", kClub, "Lazio", "2020-01-26")
           .Build());
  const LoadSummary summary =
      Load(DocumentBuilder("b", "2020-01-27")
               .Says(Relation::kRivalOf, kClub, "Lazio", kClub, "Roma", "2020-01-27")
               .Build());
  EXPECT_EQ(summary.facts_confirmed, 1u);
}

TEST_F(FactGraphTest, ASurnameAloneIsThePersonWhoseClubIsNamedToo) {
  const auto says = [](const std::string& id, const std::string& player, const std::string& club) {
    return DocumentBuilder(id, "2020-01-26")
        .Says(Relation::kPlaysFor, kPlayer, player, kClub, club, "2020-01-26");
  };
  Load(says("a", "Pedro Mendes", "Spurs").Alias(kPlayer, "Pedro Mendes", "Pedro").Build());
  Load(says("b", "Pedro", "Spurs").Build());
  EXPECT_EQ(store_->OpenSnapshot()->NodeCount(*store_->OpenSnapshot()->FindLabel("Player")), 1u);
  Load(says("c", "Pedro", "Barcelona").Build());
  EXPECT_EQ(store_->OpenSnapshot()->NodeCount(*store_->OpenSnapshot()->FindLabel("Player")), 2u);
}

TEST_F(FactGraphTest, NodesOfOtherOriginAreUsedAndNeverChanged) {
  auto transaction = store_->BeginTransaction().value();
  const LabelId club = transaction->InternLabel("Club").value();
  const PropertyKeyId name = transaction->InternPropertyKey("name").value();
  const PropertyKeyId aliases = transaction->InternPropertyKey("aliases").value();
  const std::vector<Property> properties = {{name, "AS Roma"}, {aliases, ListValue{"Roma"}}};
  transaction->CreateNode(std::span(&club, 1), properties).value();
  transaction->Commit().value();
  const auto before = Dump(true);
  Load(Loan());
  EXPECT_NE(OnlyLine("loaned-to->AS Roma"), "");
  Retract("loan");
  EXPECT_EQ(Dump(true), before);
}

TEST_F(FactGraphTest, UnknownArticlesCannotBeRetracted) {
  auto transaction = store_->BeginTransaction().value();
  const auto retracted = RetractArticle(*transaction, "nobody wrote this");
  ASSERT_FALSE(retracted.ok());
  EXPECT_EQ(retracted.error().code, ErrorCode::kEntityNotFound);
}

/// An article about a small world, so that articles agree, contradict and close what others say.
Document RandomArticle(uint32_t number) {
  std::mt19937 random(number);
  const std::vector<std::string> players = {"Ada Ash", "Ben Birch", "Cy Cedar"};
  const std::vector<std::string> clubs = {"Northport", "Southend Bay", "Eastham", "Westbury"};
  constexpr Relation kRelations[] = {Relation::kPlaysFor,      Relation::kLoanedTo,
                                     Relation::kTransferredTo, Relation::kLeft,
                                     Relation::kContractedTo,  Relation::kLoanedFrom};
  const std::string year = "20" + std::to_string(10 + random() % 10);
  DocumentBuilder builder("article-" + std::to_string(number), year + "-06-15");
  for (int count = 0; count < 4; ++count) {
    const std::string month = year + "-0" + std::to_string(1 + random() % 6);
    const Modality modality = random() % 5 == 0 ? Modality::kDenied : Modality::kAsserted;
    const std::string& player = players[random() % players.size()];
    const std::string season = year + "-07/20" + std::to_string(std::stoi(year) - 1999) + "-06";
    const std::string dates[] = {month, month, month + "-10", month + "-10", season};
    builder.Says(kRelations[random() % std::size(kRelations)], kPlayer, player, kClub,
                 clubs[random() % clubs.size()], dates[random() % std::size(dates)], modality);
    if (random() % 6 == 0) {
      builder.With(random() % 2 == 0 ? "duration" : "until",
                   random() % 2 == 0 ? "season-long" : year + "-06");
    }
    builder.Alias(kPlayer, player, "alias " + std::to_string(random() % 5));
  }
  if (random() % 7 == 0) {
    builder.CallsNationalTeam(clubs[random() % clubs.size()]);
  }
  return builder.Build();
}

TEST_F(FactGraphTest, RetractingEverythingInAnyOrderLeavesTheGraphAsItWas) {
  Load(Loan());
  const auto before = Dump(true);
  std::vector<std::string> names;
  for (uint32_t number = 1; number <= 60; ++number) {
    Load(RandomArticle(number));
    names.push_back("article-" + std::to_string(number));
  }
  EXPECT_NE(Dump(true), before);
  std::shuffle(names.begin(), names.end(), std::mt19937(7));
  for (const std::string& name : names) {
    Retract(name);
  }
  EXPECT_EQ(Dump(true), before);
  EXPECT_TRUE(store_->Check().value().empty());
}

TEST_F(FactGraphTest, EveryFactIsWhatAllItsReportsSay) {
  // Most of these tell nothing new, so that the others are not read again; some go again.
  std::mt19937 random(11);
  std::vector<std::string> names;
  for (uint32_t number = 1; number <= 120; ++number) {
    for (Document document :
         {RandomArticle(number % 40 + 1000 * number), RandomArticle(number % 7)}) {
      document.id += "-" + std::to_string(number);
      Load(document);
      names.push_back(document.id);
    }
    if (number % 3 == 0) {
      std::swap(names[random() % names.size()], names.back());
      Retract(names.back());
      names.pop_back();
    }
  }
  const auto before = Dump(true);
  auto transaction = store_->BeginTransaction().value();
  GraphAccess graph(*transaction);
  std::vector<EdgeId> edges(transaction->EdgeCount());
  ScanPosition position;
  ASSERT_EQ(transaction->ScanEdges(position, edges).value(), edges.size());
  ChangedCareers careers;
  for (EdgeId edge : edges) {
    NodeId source;
    EdgeTypeId type;
    transaction->GatherEdgeEndpoints({&edge, 1}, {&source, 1}, {}, {&type, 1}).value();
    careers.Add(source, transaction->EdgeTypeName(type), edge, {});
    if (schema::FindEdgeType(transaction->EdgeTypeName(type)) != nullptr) {
      EXPECT_FALSE(RefreshFactEdge(graph, edge).value().removed);
    }
  }
  for (const auto& [person, change] : careers.by_person()) {
    RefreshClosings(graph, person, change).value();
  }
  transaction->Commit().value();
  EXPECT_EQ(Dump(true), before);
}

TEST_F(FactGraphTest, APopularFactCountsItsReportsAndForgetsThemOneByOne) {
  constexpr int kReportCount = 2000;
  const auto article = [](int number) {
    const std::string day = IsoDay(Date{18000 + number % 50});
    return DocumentBuilder("day-" + std::to_string(number), day)
        .Says(Relation::kPlaysFor, kPlayer, "Ada Ash", kClub, "Northport", day)
        .Build();
  };
  for (int number = kReportCount; number-- > 0;) {
    EXPECT_EQ(Load(article(number)).facts_new, number == kReportCount - 1 ? 1u : 0u);
  }
  const std::string all = OnlyLine("Ada Ash-plays-for->Northport");
  EXPECT_NE(all.find("reports=2000"), std::string::npos) << all;
  EXPECT_NE(all.find("from='" + IsoDay(Date{18000}) + "'"), std::string::npos) << all;
  // Without all reports of the first day, it began on the second.
  for (int number = 0; number < kReportCount; number += 50) {
    EXPECT_EQ(Retract("day-" + std::to_string(number)).facts_weakened, 1u);
  }
  const std::string rest = OnlyLine("Ada Ash-plays-for->Northport");
  EXPECT_NE(rest.find("reports=1960"), std::string::npos) << rest;
  EXPECT_NE(rest.find("from='" + IsoDay(Date{18001}) + "'"), std::string::npos) << rest;
  EXPECT_NE(rest.find("reported='" + IsoDay(Date{18001}) + "'"), std::string::npos) << rest;
  EXPECT_TRUE(store_->Check().value().empty());
}

/// Somebody whom articles describe each in its way.
Document Portrait(uint32_t number) {
  std::mt19937 random(number);
  DocumentBuilder builder("portrait-" + std::to_string(number), "2020-01-30");
  builder.Says(Relation::kPlaysFor, kPlayer, "Ada Ash", kClub, "Northport", "2020-01-30");
  Document document = builder.Build();
  Entity& person = document.entities[0];
  const auto choose = [&](std::vector<std::string> texts) {
    return texts[random() % texts.size()];
  };
  person.type = random() % 10 == 0 ? EntityType::kManager : EntityType::kPlayer;
  person.nationality = choose({"", "", "", "Wales", "Ghana"});
  person.position = choose({"", "", "keeper"});
  person.women = random() % 7 == 0;
  person.aliases = {"alias " + std::to_string(random() % 12)};
  document.entities[1].national_team = random() % 9 == 0;
  return document;
}

/// The line that the node of "Ada Ash" has where just these articles are there.
std::string LineOfPortraits(const std::map<std::string, Document>& articles) {
  std::set<std::string> labels;
  std::set<std::string> aliases;
  std::set<std::string> nationalities;
  bool keeper = false;
  bool women = false;
  for (const auto& [name, document] : articles) {
    const Entity& person = document.entities[0];
    labels.insert(person.type == EntityType::kManager ? "Manager" : "Player");
    aliases.insert(person.aliases.begin(), person.aliases.end());
    nationalities.insert(person.nationality);
    keeper = keeper || !person.position.empty();
    women = women || person.women;
  }
  nationalities.erase("");
  std::string text;
  for (const std::string& alias : aliases) {
    text += (text.empty() ? "'" : ", '") + alias + "'";
  }
  text = (labels.contains("Manager") ? "Manager " : "") +
         std::string(labels.contains("Player") ? "Player " : "") + "[" + text + "]";
  text += nationalities.size() == 1 ? " " + *nationalities.begin() : "";
  return text + (keeper ? " keeper" : "") + (women ? " women" : "");
}

TEST_F(FactGraphTest, AnEntityIsWhatAllItsMentionsSay) {
  const auto line = [&]() -> std::string {
    const auto view = store_->OpenSnapshot();
    std::vector<NodeId> nodes;
    view->FindNodesByName("Ada Ash", nodes).value();
    EXPECT_EQ(nodes.size(), 1u);
    std::string text;
    std::set<std::string> names;
    std::vector<LabelId> labels;
    view->ReadLabels(nodes.front(), labels).value();
    for (LabelId label : labels) {
      names.emplace(view->LabelName(label));
    }
    for (const std::string& name : names) {
      text += name + " ";
    }
    const auto value = [&](std::string_view property) {
      const auto key = view->FindPropertyKey(property);
      Value found;
      if (key.has_value()) {
        view->GatherNodeProperty(*key, nodes, {&found, 1}).value();
      }
      return found;
    };
    text += ValueText(value("aliases"));
    for (const char* property : {"nationality", "position"}) {
      const Value said = value(property);
      text += said.is_null() ? "" : " " + std::string(said.string());
    }
    return text + (value("women").is_null() ? "" : " women");
  };
  std::map<std::string, Document> articles;
  std::mt19937 random(3);
  for (uint32_t number = 1; number <= 150; ++number) {
    const Document document = Portrait(number);
    Load(document);
    articles.emplace(document.id, document);
    ASSERT_EQ(line(), LineOfPortraits(articles)) << "after " << document.id << " came";
    if (articles.size() > 5 && random() % 5 < 4) {
      const auto gone =
          std::next(articles.begin(), static_cast<std::ptrdiff_t>(random() % articles.size()));
      const std::string name = gone->first;
      articles.erase(gone);
      Retract(name);
      ASSERT_EQ(line(), LineOfPortraits(articles)) << "after " << name << " went";
    }
  }
}

}  // namespace
}  // namespace rondo::articles
