// The shipped football mapping makes the graph that it promises, and the language answers what is
// asked of it. Needs the outside football data.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "query/database.h"
#include "tests/storage/temporary_folder.h"
#include "tools/import/importer.h"
#include "tools/import/mapping.h"

namespace rondo::import {
namespace {

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string DataFolder() { return std::string(RONDO_SHARED_DATA) + "/football"; }

/// The graph is made once for all tests.
class Football : public testing::Test {
 protected:
  struct Graph {
    TemporaryFolder folder;
    Database database = Database::Open(folder / "db").value();
    ImportSummary summary;
  };

  static void SetUpTestSuite() {
    if (!std::filesystem::exists(DataFolder() + "/players.csv")) return;
    const std::string mapping_path =
        std::string(RONDO_SOURCE_DIR) + "/tools/import/mappings/football.json";
    const ImportPlan plan = ReadMapping(ReadText(mapping_path), mapping_path, DataFolder()).value();
    graph_ = std::make_unique<Graph>();
    graph_->summary = ImportFiles(graph_->database.store(), plan, {}).value();
  }
  static void TearDownTestSuite() { graph_.reset(); }

  void SetUp() override {
    if (graph_ == nullptr) GTEST_SKIP() << "no football data";
  }

  /// What is expected as the answer to a question that begins so.
  static nlohmann::json AnswerTo(const std::string& beginning) {
    for (const nlohmann::json& question :
         nlohmann::json::parse(ReadText(DataFolder() + "/questions.json"))) {
      if (question["q"].get<std::string>().starts_with(beginning)) return question["a"];
    }
    return "there is no such question";
  }

  static QueryResult Run(const std::string& text) {
    return graph_->database.Connect().Execute(text).value();
  }

  static inline std::unique_ptr<Graph> graph_;
};

TEST_F(Football, MakesThePromisedGraphWithinItsLimits) {
  const auto summary = &graph_->summary;
  Store* store = &graph_->database.store();
  EXPECT_EQ(summary->node_count, 328713);
  EXPECT_EQ(summary->edge_count, 1407832);
  EXPECT_EQ(summary->bad_row_count, 0);

  const StoreStatistics statistics = store->Statistics().value();
  std::map<std::string, uint64_t> counts;
  for (const auto& [name, count] : statistics.labels) counts[name] = count;
  for (const auto& [name, count] : statistics.edge_types) counts[name] = count;
  const std::map<std::string, uint64_t> promised = {
      {"Player", 53790},         {"Club", 7044},        {"Competition", 30},
      {"Match", 267849},         {"loaned-to", 29428},  {"loaned-from", 29435},
      {"transferred-to", 71231}, {"left", 75587},       {"plays-for", 100734},
      {"side-of", 537},          {"scored-in", 297147}, {"home-side", 267849},
      {"away-side", 267849},     {"part-of", 267849},   {"rival-of", 186}};
  EXPECT_EQ(counts, promised);
  EXPECT_LT(statistics.disk_size, uint64_t{60} << 20);
  const auto problems = store->Check();
  ASSERT_TRUE(problems.ok()) << problems.error().message;
  for (const IntegrityProblem& problem : *problems) {
    ADD_FAILURE() << problem.place << ": " << problem.message;
  }
}

TEST_F(Football, LoanedToVitesseAndLaterInTheChampionsLeague) {
  nlohmann::json found = nlohmann::json::object();
  const QueryResult result = Run(R"(
MATCH (side:Club)-[:side-of*0..1]->(:Club {name: 'Chelsea FC'}),
      (p:Player)-[lent:loaned-from]->(side),
      (p)-[loan:loaned-to]->(:Club {name: 'Vitesse Arnhem'}) WHERE loan.id = lent.id
WITH p, min(loan.from) AS since
MATCH (p)-[goal:scored-in {own_goal: false}]->(m:Match)-[:part-of]->(:Competition {id: 'uefa.cl'})
WHERE m.date > since
MATCH (club:Club {id: goal.for})
RETURN p.name AS player, club.name AS club, count(*) AS goals
)");
  for (const Row& row : result) {
    found[row.Get<std::string>("player")][row.Get<std::string>("club")] = row.Get<int64_t>("goals");
  }
  EXPECT_EQ(found, AnswerTo("Which players loaned by Chelsea"));
}

TEST_F(Football, GoalsAgainstTheOldClubAfterAMoveBetweenRivals) {
  nlohmann::json found = nlohmann::json::object();
  const QueryResult result = Run(R"(
MATCH (old:Club)-[rivalry:rival-of {name: 'El Clásico'}]-(new:Club),
      (p:Player)-[sale:left]->(old), (p)-[move:transferred-to]->(new)
WHERE sale.id = move.id AND move.date >= date('1992-01-01')
OPTIONAL MATCH (p)-[goal:scored-in {own_goal: false}]->(m:Match)-[:home-side|away-side]->(old)
WHERE goal.for = new.id AND m.date > move.date
WITH p, old, new, move, m ORDER BY m.date
RETURN p.name + ' (' + old.name + ' -> ' + new.name + ', ' + move.season + ' ' + move.window + ')'
         AS player,
       collect(toString(m.date)) AS dates
)");
  for (const Row& row : result) {
    nlohmann::json& dates = found[row.Get<std::string>("player")] = nlohmann::json::array();
    for (const Value& date : row[1].list()) dates.push_back(std::string(date.string()));
  }
  EXPECT_EQ(found, AnswerTo("Which players moved directly between"));
}

TEST_F(Football, GoalsOnLoanAgainstARivalOfTheOwner) {
  nlohmann::json found = nlohmann::json::array();
  const QueryResult result = Run(R"(
MATCH (p:Player)-[lent:loaned-from]->(owner:Club)-[rivalry:rival-of]-(rival:Club),
      (p)-[loan:loaned-to]->(host:Club)
WHERE loan.id = lent.id AND host <> rival
      AND rivalry.kind <> 'historic' AND rivalry.name CONTAINS 'derby'
MATCH (p)-[goal:scored-in {own_goal: false}]->(m:Match)-[:home-side|away-side]->(rival),
      (m)-[:part-of]->(:Competition {id: 'eng.1'})
WHERE goal.for = host.id AND m.season = loan.season
WITH DISTINCT p, owner, host, rival, rivalry, m
RETURN toString(m.date) + ' ' + p.name + ' (on loan from ' + owner.name + ') for ' + host.name +
       ' against ' + rival.name + ' [' + rivalry.name + ']' AS goal ORDER BY goal
)");
  for (const Row& row : result) found.push_back(row.Get<std::string>("goal"));
  EXPECT_EQ(found, AnswerTo("Which Premier League players, while on loan"));
}

}  // namespace
}  // namespace rondo::import
