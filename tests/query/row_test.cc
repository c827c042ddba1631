// How rows leave a statement: straight from the last projection where there are few, column by
// column else; and the mark of a last batch, behind which nobody asks for more.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "query/database.h"
#include "tests/query/query_runner.h"
#include "tests/query/result_text.h"

namespace rondo {
namespace {

class Rows : public testing::Test {
 protected:
  std::string Run(std::string_view text, const Parameters& parameters = {}) {
    return test::ResultText(connection_.Execute(text, parameters));
  }
  std::string RunFor(Statement& statement, int64_t key) {
    Parameters parameters;
    parameters.Set("key", key);
    return test::ResultText(statement.Execute(parameters));
  }
  Statement Prepare(std::string_view text) { return connection_.Prepare(text).value(); }

  Database database_ = Database::Open(":memory:").value();
  Connection connection_ = database_.Connect();
};

// ---------------------------------------------------------------- the last projection

/// As many nodes as there are to be rows, found by one key.
class LastProjection : public Rows, public testing::WithParamInterface<int64_t> {
 protected:
  LastProjection() {
    Run("CREATE INDEX FOR (n:Node) ON (n.key)");
    Parameters parameters;
    parameters.Set("count", GetParam());
    Run("UNWIND range(1, $count) AS number "
        "CREATE (n:Node {key: 7, number: number, name: 'n' + toString(number)}) "
        "FOREACH (x IN CASE WHEN number % 2 = 0 THEN [1] ELSE [] END | SET n.even = true)",
        parameters);
  }

  /// What a row is to be, for each node.
  template <typename RowOf>
  std::string Expected(const RowOf& row_of) const {
    std::string rows;
    for (int64_t number = 1; number <= GetParam(); ++number) {
      rows += (rows.empty() ? "" : " / ") + row_of(std::to_string(number), number % 2 == 0);
    }
    return rows;
  }
};

TEST_P(LastProjection, ReadsPropertiesOfOneNode) {
  Statement statement =
      Prepare("MATCH (n:Node {key: $key}) RETURN n.number AS a, n.name AS b, n.even AS c");
  std::string expected = Expected([](const std::string& number, bool is_even) {
    return number + ", 'n" + number + "', " + (is_even ? "true" : "null");
  });
  EXPECT_EQ(RunFor(statement, 7), expected);
  EXPECT_EQ(RunFor(statement, 8), "");
  EXPECT_EQ(RunFor(statement, 7), expected);
}

TEST_P(LastProjection, MixesPropertiesWithEverythingElse) {
  Statement statement = Prepare(
      "MATCH (n:Node {key: $key}) "
      "RETURN n.name AS a, $key + n.number AS b, n.number AS c, labels(n) AS d, n.missing AS e");
  EXPECT_EQ(RunFor(statement, 7), Expected([](const std::string& number, bool) {
              return "'n" + number + "', " + std::to_string(7 + std::stoll(number)) + ", " +
                     number + ", ['Node'], null";
            }));
}

TEST_P(LastProjection, StopsWhereTheCallerDoes) {
  Statement statement = Prepare("MATCH (n:Node {key: $key}) RETURN n.number AS a, n.name AS b");
  Parameters parameters;
  parameters.Set("key", int64_t{7});
  size_t row_count = 0;
  const auto sink = [&](Row&&) -> Result<bool> { return ++row_count < 2; };
  ASSERT_TRUE(statement.ExecuteStreaming(parameters, sink).ok());
  EXPECT_EQ(row_count, std::min<size_t>(2, static_cast<size_t>(GetParam())));
}

TEST_P(LastProjection, CountsRowsAgainstTheLimit) {
  ExecutionLimits limits = connection_.limits();
  limits.row_count_max = static_cast<uint64_t>(GetParam()) - 1;
  connection_.set_limits(limits);
  EXPECT_EQ(Run("MATCH (n:Node {key: 7}) RETURN n.number, n.name"), "LimitExceeded/RowLimit");
}

// One row, few rows, more than few.
INSTANTIATE_TEST_SUITE_P(Counts, LastProjection, testing::Values(1, 2, 4, 5, 9));

TEST_F(Rows, OneRowWithoutAGraph) {
  EXPECT_EQ(Run("RETURN 1 AS a, [1, 2][1] AS b, null AS c"), "1, 2, null");
  EXPECT_EQ(Run("WITH 1 AS x RETURN x + 1 AS x, x AS y"), "2, 1");
  EXPECT_EQ(Run("WITH {a: 1, b: 'x'} AS m RETURN m.a, m.b, m.c"), "1, 'x', null");
  EXPECT_EQ(Run("OPTIONAL MATCH (n:Nobody) RETURN n.a, n.b, n"), "null, null, null");
  EXPECT_EQ(Run("RETURN 1 AS a, 1 / 0 AS b"), "ArithmeticError/DivisionByZero");
  EXPECT_EQ(Run("RETURN 1 AS a"), "1");
}

TEST_F(Rows, AKeyThatAppearsLaterIsRead) {
  Run("CREATE (:Node {key: 1, name: 'Ada'})");
  Statement statement = Prepare("MATCH (n:Node {key: $key}) RETURN n.name AS a, n.born AS b");
  EXPECT_EQ(RunFor(statement, 1), "'Ada', null");
  Run("MATCH (n:Node) SET n.born = 1815");
  EXPECT_EQ(RunFor(statement, 1), "'Ada', 1815");
}

TEST_F(Rows, AKeyThatWasTakenBackMeansNothing) {
  Run("CREATE INDEX FOR (n:Node) ON (n.key)");
  Run("CREATE (:Node {key: 1, name: 'Ada'})");
  Statement statement = Prepare("MATCH (n:Node {key: $key}) RETURN n.name AS a, n.born AS b");
  ASSERT_TRUE(connection_.Begin().ok());
  Run("MATCH (n:Node) SET n.born = 1815");
  EXPECT_EQ(RunFor(statement, 1), "'Ada', 1815");
  ASSERT_TRUE(connection_.Rollback().ok());
  EXPECT_EQ(RunFor(statement, 1), "'Ada', null");
  Run("MATCH (n:Node) SET n.died = 1852");  // May get the number that `born` had.
  EXPECT_EQ(RunFor(statement, 1), "'Ada', null");
  Run("MATCH (n:Node) SET n.born = 1815");
  EXPECT_EQ(RunFor(statement, 1), "'Ada', 1815");
}

TEST_F(Rows, PropertiesOfADeletedNodeAreNotRead) {
  Run("CREATE (:Node {key: 1, name: 'Ada'})");
  EXPECT_EQ(Run("MATCH (n:Node {key: 1}) DELETE n RETURN n.key, n.name"),
            "EntityNotFound/DeletedEntityAccess");
  EXPECT_EQ(Run("MATCH (n:Node) RETURN n.key, n.name"), "1, 'Ada'");
}

// ---------------------------------------------------------------- the last batch

/// A hub with many neighbours, found by an index.
class LastBatch : public Rows {
 protected:
  LastBatch() {
    Run("CREATE INDEX FOR (h:Hub) ON (h.key)");
    Run("CREATE (h:Hub {key: 1}) WITH h UNWIND range(1, 10) AS n CREATE (h)-[:to]->(:Leaf {n: n})");
    Run("CREATE (:Hub {key: 2})");
    // So many others that nobody would look through all edges.
    Run("UNWIND range(100, 400) AS key CREATE (:Hub {key: key})-[:to]->(:Other {n: key})");
  }

  /// For each batch of a run in batches of four rows whether it was marked as the last. That none
  /// follows a last one, the runner itself makes sure of.
  std::vector<bool> MarksOf(const std::string& text) {
    std::vector<bool> marks;
    const auto read = [&](const GraphView& view) -> Result<void> {
      RONDO_TRY_ASSIGN(auto rows,
                       test::RunQuery(view, text, {.batch_capacity = 4, .marks = &marks}));
      row_count_ = rows.size();
      return {};
    };
    EXPECT_TRUE(connection_.Read(read).ok()) << text;
    return marks;
  }

  size_t row_count_ = 0;
};

TEST_F(LastBatch, IsMarkedBehindASeek) {
  EXPECT_EQ(MarksOf("MATCH (h:Hub {key: 1}) RETURN h.key"), std::vector<bool>{true});
  EXPECT_EQ(MarksOf("MATCH (h:Hub {key: 3}) RETURN h.key"), std::vector<bool>{});
}

TEST_F(LastBatch, IsMarkedBehindTheEdgesOfASeek) {
  EXPECT_EQ(MarksOf("MATCH (h:Hub {key: 1})-[:to]->(leaf) RETURN leaf.n"),
            (std::vector<bool>{false, false, true}));
  EXPECT_EQ(row_count_, 10u);
  EXPECT_EQ(MarksOf("MATCH (h:Hub {key: 2})-[:to]->(leaf) RETURN leaf.n"), std::vector<bool>{});
  EXPECT_EQ(MarksOf("MATCH (h:Hub {key: 1})-[:to]->(leaf)<-[:to]-(other:Hub) RETURN leaf.n"),
            std::vector<bool>{});
}

TEST_F(LastBatch, IsNotMarkedWhereMoreMayFollow) {
  // Each hub's leaves are found by themselves, or by the batch of hubs that comes first.
  EXPECT_EQ(MarksOf("MATCH (h:Hub {key: 1})-[:to]->(l) RETURN l.n AS n "
                    "UNION ALL MATCH (h:Hub {key: 1})-[:to]->(l) RETURN l.n AS n"),
            std::vector<bool>(6, false));
  EXPECT_EQ(row_count_, 20u);
  MarksOf("UNWIND [1, 2, 1] AS key MATCH (h:Hub {key: key})-[:to]->(leaf) RETURN leaf.n");
  EXPECT_EQ(row_count_, 20u);
  MarksOf("UNWIND [1, 2, 1] AS key OPTIONAL MATCH (h:Hub {key: key})-[:to]->(leaf) RETURN leaf.n");
  EXPECT_EQ(row_count_, 21u);
  MarksOf(
      "UNWIND [1, 2, 1] AS key CALL { WITH key MATCH (h:Hub {key: key})-[:to]->(leaf) "
      "RETURN leaf LIMIT 3 } RETURN leaf.n");
  EXPECT_EQ(row_count_, 6u);
}

TEST_F(LastBatch, IsMarkedByALimitThatIsReached) {
  EXPECT_EQ(MarksOf("MATCH (leaf:Leaf) RETURN leaf.n LIMIT 6"), (std::vector<bool>{false, true}));
  EXPECT_EQ(row_count_, 6u);
  MarksOf("MATCH (h:Hub) WITH h LIMIT 1 MATCH (h)-[:to]->(leaf) RETURN leaf.n");
  EXPECT_EQ(row_count_, 10u);
}

TEST_F(LastBatch, DoesNotEndAStatementThatWrites) {
  EXPECT_EQ(Run("UNWIND [1, 2, 3] AS x CREATE (:Made {x: x}) RETURN x LIMIT 1"), "1");
  EXPECT_EQ(Run("MATCH (m:Made) RETURN count(m)"), "3");
  EXPECT_EQ(Run("MATCH (h:Hub {key: 1})-[:to]->(leaf) CREATE (:Copy {n: leaf.n})"), "");
  EXPECT_EQ(Run("MATCH (c:Copy) RETURN count(c)"), "10");
}

}  // namespace
}  // namespace rondo
