// Plans that rest on what every edge of a type leads to: they must not outlive that.

#include <gtest/gtest.h>

#include <string>

#include "query/database.h"

namespace rondo {
namespace {

int64_t Count(Statement& statement) {
  Result<QueryResult> result = statement.Execute({});
  EXPECT_TRUE(result.ok()) << result.error().message;
  return result.ok() ? result->rows()[0][0].integer() : -1;
}

class AssumptionTest : public testing::Test {
 protected:
  AssumptionTest() {
    Run("CREATE (c:Club {name: 'Real'}), (:Player)-[:plays_for]->(c), (:Player)-[:plays_for]->(c)");
  }

  void Run(const std::string& text) {
    Result<QueryResult> result = connection_.Execute(text);
    ASSERT_TRUE(result.ok()) << result.error().message;
  }
  std::string Explain(const std::string& text) {
    return connection_.Execute("EXPLAIN " + text).value().summary().plan;
  }

  Database database_ = Database::Open(":memory:").value();
  Connection connection_ = database_.Connect();
};

constexpr const char* kCount = "MATCH (p:Player)-[:plays_for]->(c:Club) RETURN count(*)";

TEST_F(AssumptionTest, EndsThatAllHaveTheLabelAreNotLookedAt) {
  EXPECT_EQ(Explain(kCount).find("Filter"), std::string::npos);
  EXPECT_EQ(Explain(kCount).find(" to :"), std::string::npos);
}

TEST_F(AssumptionTest, APreparedStatementSeesAnEndWithoutTheLabel) {
  Statement statement = connection_.Prepare(kCount).value();
  EXPECT_EQ(Count(statement), 2);
  Run("MATCH (p:Player) WITH p LIMIT 1 CREATE (p)-[:plays_for]->(:Team)");
  EXPECT_EQ(Count(statement), 2);
  Run("MATCH (c:Club) SET c:Team");
  EXPECT_EQ(Count(statement), 2);
  Run("MATCH (c:Club) REMOVE c:Club");
  EXPECT_EQ(Count(statement), 0);
  Run("MATCH (t:Team) SET t:Club");
  EXPECT_EQ(Count(statement), 3);
}

TEST_F(AssumptionTest, SoDoesOneInsideATransaction) {
  Statement statement = connection_.Prepare(kCount).value();
  ASSERT_TRUE(connection_.Begin().ok());
  EXPECT_EQ(Count(statement), 2);
  Run("MATCH (c:Club) CREATE (:Coach)-[:plays_for]->(c)");
  EXPECT_EQ(Count(statement), 2);
  ASSERT_TRUE(connection_.Rollback().ok());
  EXPECT_EQ(Count(statement), 2);
}

TEST_F(AssumptionTest, AStatementThatWritesAssumesNothing) {
  Result<QueryResult> result = connection_.Execute(
      "MATCH (p:Player) WITH p LIMIT 1 CREATE (p)-[:plays_for]->(:Team) WITH p "
      "MATCH (q:Player)-[:plays_for]->(c:Club) RETURN count(*)");
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(result->rows()[0][0].integer(), 2);
}

TEST_F(AssumptionTest, DirectionsAreToldApart) {
  Run("MATCH (c:Club) CREATE (c)-[:plays_for]->(:Club)");
  Statement from =
      connection_.Prepare("MATCH (p:Player)-[:plays_for]->(x) RETURN count(*)").value();
  Statement to = connection_.Prepare("MATCH (x)-[:plays_for]->(c:Club) RETURN count(*)").value();
  Statement any =
      connection_.Prepare("MATCH (p:Player)-[:plays_for]-(c:Club) RETURN count(*)").value();
  EXPECT_EQ(Count(from), 2);
  EXPECT_EQ(Count(to), 3);
  EXPECT_EQ(Count(any), 2);
}

// Players that constraints tell apart by their ids.
class KeyAssumptionTest : public AssumptionTest {
 protected:
  KeyAssumptionTest() {
    Run("MATCH (p:Player) WITH collect(p) AS all UNWIND range(0, size(all) - 1) AS number "
        "WITH all[number] AS p, number SET p.id = number");
    Run("CREATE CONSTRAINT player_key FOR (p:Player) REQUIRE p.id IS NODE KEY");
    Run("CREATE CONSTRAINT player_id FOR (p:Player) REQUIRE p.id IS :: INTEGER");
  }
};

constexpr const char* kTeamMates =
    "MATCH (a:Player)-[:plays_for]->(c)<-[:plays_for]-(b:Player) WHERE a.id <> b.id "
    "RETURN count(*)";

TEST_F(KeyAssumptionTest, NodesAreComparedInsteadOfTheirKeys) {
  EXPECT_NE(Explain(kTeamMates).find("a <> b"), std::string::npos);
  EXPECT_EQ(Explain("MATCH (a:Player), (b:Player) WHERE a.name <> b.name RETURN a").find("a <> b"),
            std::string::npos);
  EXPECT_EQ(Explain("MATCH (a:Player), (b) WHERE a.id <> b.id RETURN a").find("a <> b"),
            std::string::npos);
  Statement statement = connection_.Prepare(kTeamMates).value();
  EXPECT_EQ(Count(statement), 2);
}

TEST_F(KeyAssumptionTest, TheSamePlayerTwiceAtAClubIsNoTeamMate) {
  Run("MATCH (p:Player {id: 0}), (c:Club) CREATE (p)-[:plays_for]->(c)");
  Statement by_key = connection_.Prepare(kTeamMates).value();
  EXPECT_EQ(Count(by_key), 4);
  Statement by_node = connection_
                          .Prepare(
                              "MATCH (a:Player)-[:plays_for]->(c)<-[:plays_for]-(b:Player) "
                              "WHERE b <> a RETURN count(*)")
                          .value();
  EXPECT_EQ(Count(by_node), 4);
  Statement all =
      connection_
          .Prepare("MATCH (a:Player)-[:plays_for]->(c)<-[:plays_for]-(b:Player) RETURN count(*)")
          .value();
  EXPECT_EQ(Count(all), 6);
}

TEST_F(KeyAssumptionTest, APreparedStatementSeesThatKeysAreEqual) {
  Statement statement = connection_.Prepare(kTeamMates).value();
  EXPECT_EQ(Count(statement), 2);
  Run("DROP CONSTRAINT player_key");
  Run("MATCH (p:Player) SET p.id = 7");
  EXPECT_EQ(Count(statement), 0);
}

TEST_F(KeyAssumptionTest, SoDoesOneThatKeysAreMissingInsideATransaction) {
  Statement statement = connection_.Prepare(kTeamMates).value();
  ASSERT_TRUE(connection_.Begin().ok());
  Run("MATCH (c:Club) CREATE (:Player)-[:plays_for]->(c)");
  EXPECT_EQ(Count(statement), 2);
  ASSERT_TRUE(connection_.Rollback().ok());
  EXPECT_EQ(Count(statement), 2);
}

TEST_F(KeyAssumptionTest, WhatMayNotEqualItselfIsCompared) {
  Run("DROP CONSTRAINT player_id");
  EXPECT_EQ(Explain(kTeamMates).find("a <> b"), std::string::npos);
  Run("MATCH (p:Player) SET p.id = toFloat(p.id)");
  Run("CREATE CONSTRAINT player_id FOR (p:Player) REQUIRE p.id IS :: FLOAT");
  EXPECT_EQ(Explain(kTeamMates).find("a <> b"), std::string::npos);
  Run("MATCH (p:Player {id: 0.0}) SET p.id = 0.0 / 0.0");
  Statement statement = connection_.Prepare(kTeamMates).value();
  EXPECT_EQ(Count(statement), 2);
}

}  // namespace
}  // namespace rondo
