// Scans that several threads share: the same rows in the same order as one thread makes, and the
// same bounds.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "graph/model/value_text.h"
#include "query/database.h"
#include "tests/query/query_runner.h"

namespace rondo {
namespace {

constexpr int64_t kPersonCount = 12'000;

/// Some groups of ids with people who know each other, live in few cities and have prices: whole
/// numbers, fractions or none.
Result<void> Fill(Transaction& transaction) {
  RONDO_TRY_ASSIGN(LabelId person, transaction.InternLabel("Person"));
  RONDO_TRY_ASSIGN(LabelId city, transaction.InternLabel("City"));
  RONDO_TRY_ASSIGN(EdgeTypeId knows, transaction.InternEdgeType("KNOWS"));
  RONDO_TRY_ASSIGN(EdgeTypeId lives, transaction.InternEdgeType("LIVES_IN"));
  RONDO_TRY_ASSIGN(PropertyKeyId number, transaction.InternPropertyKey("number"));
  RONDO_TRY_ASSIGN(PropertyKeyId price, transaction.InternPropertyKey("price"));
  std::vector<NodeId> cities;
  for (int64_t index = 0; index < 50; ++index) {
    std::vector<Property> properties = {{number, Value(index)}};
    RONDO_TRY_ASSIGN(cities.emplace_back(), transaction.CreateNode({&city, 1}, properties));
  }
  std::vector<NodeId> people;
  for (int64_t index = 0; index < kPersonCount; ++index) {
    Value value = index % 7 == 0   ? Value()
                  : index % 3 == 0 ? Value(1.0 / static_cast<double>(index))
                                   : Value(index);
    std::vector<Property> properties = {{number, Value(index)}, {price, value}};
    RONDO_TRY_ASSIGN(people.emplace_back(), transaction.CreateNode({&person, 1}, properties));
    size_t home = static_cast<size_t>(index * 7919 % 50);
    RONDO_TRY(transaction.CreateEdge(lives, people.back(), cities[home], {}));
    for (int64_t other : {index / 2, index / 3}) {
      RONDO_TRY(
          transaction.CreateEdge(knows, people.back(), people[static_cast<size_t>(other)], {}));
    }
  }
  return {};
}

class ParallelQuery : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(connection_.Write(Fill).ok()); }

  /// One line per row.
  std::vector<std::string> Run(const std::string& text, const test::QueryRunOptions& options) {
    Result<std::vector<std::vector<Value>>> rows =
        test::RunQuery(*database_.store().OpenSnapshot(), text, options);
    if (!rows.ok()) {
      return {rows.error().detail};
    }
    std::vector<std::string> lines;
    for (const std::vector<Value>& row : *rows) {
      std::string& line = lines.emplace_back();
      for (const Value& value : row) {
        line += ValueText(value, {.canonical = true}) + " ";
      }
    }
    return lines;
  }

  Database database_ = Database::Open(":memory:").value();
  Connection connection_ = database_.Connect();
};

TEST_F(ParallelQuery, GivesTheRowsOfOneThreadInTheirOrder) {
  const std::vector<std::string> texts = {
      "MATCH (p:Person) WHERE p.number % 3 = 1 RETURN count(*)",
      "MATCH (p:Person) RETURN p.number % 100, count(*), min(p.price), max(p.price)",
      "MATCH (p:Person)-[:LIVES_IN]->(c) RETURN c, count(*), count(DISTINCT p.number % 9)",
      "MATCH (p:Person)-[:LIVES_IN]->(c) RETURN c.number, count(p.price), sum(p.number)",
      "MATCH (a)-[:KNOWS]->(b)-[:LIVES_IN]->(c)<-[:LIVES_IN]-(a) RETURN count(*)",
      "MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c)-[:KNOWS]-(a) RETURN count(*), count(DISTINCT b)",
      "MATCH ()-[r:KNOWS|LIVES_IN]->(b) RETURN type(r), count(*), avg(b.number)",
      "MATCH (p:Person) WHERE EXISTS { (p)<-[:KNOWS]-(q) WHERE q.number > 5000 } RETURN count(*)",
      "MATCH (p:Person) OPTIONAL MATCH (p)<-[r:KNOWS]-() RETURN p.number % 5, count(r)",
      "MATCH (p:Person) UNWIND range(1, p.number % 4) AS x RETURN x, count(*)",
      "MATCH (n) RETURN labels(n), percentileDisc(n.number, 0.5)",
      "MATCH (p:Person {number: -1}) RETURN count(*), sum(p.number), min(p.number)",
      "MATCH (p:Nobody) RETURN p.number, count(*)",
      "MATCH (p:Person) RETURN count(*) AS n UNION ALL MATCH (c:City) RETURN count(c.number) AS n",
      "MATCH (p:Person) WITH p.number % 10 AS digit, count(*) AS n WHERE digit > 7 RETURN digit, n",
  };
  for (const std::string& text : texts) {
    for (size_t batch_capacity : {kBatchCapacity, size_t{64}}) {
      std::vector<std::string> wanted = Run(text, {.batch_capacity = batch_capacity});
      EXPECT_EQ(Run(text, {.batch_capacity = batch_capacity, .thread_count = 3}), wanted) << text;
    }
  }
}

TEST_F(ParallelQuery, SumsOfFractionsAreTheSameEachTime) {
  const std::string text = "MATCH (p:Person) RETURN p.number % 3, sum(p.price), stDev(p.price)";
  std::vector<std::string> first = Run(text, {.thread_count = 3});
  EXPECT_EQ(first.size(), 3U);
  for (int run = 0; run < 5; ++run) {
    EXPECT_EQ(Run(text, {.thread_count = 3}), first);
  }
}

TEST_F(ParallelQuery, PlansSayWhatIsShared) {
  auto plan_of = [&](const std::string& text) {
    return connection_.Execute("EXPLAIN " + text).value().summary().plan;
  };
  auto is_shared = [&](const std::string& text) {
    return plan_of(text).find(", in parallel") != std::string::npos;
  };
  EXPECT_TRUE(is_shared("MATCH (p:Person) RETURN p.number % 2, count(*)"));
  // Little to do; lists, which keep their order; steps that look at several rows.
  EXPECT_FALSE(is_shared("MATCH (c:City) RETURN c.number, count(*)"));
  EXPECT_FALSE(is_shared("MATCH (p:Person) RETURN collect(p.number)"));
  EXPECT_FALSE(is_shared("MATCH (p:Person) WITH DISTINCT p.number AS n RETURN count(n)"));
  EXPECT_FALSE(is_shared("MATCH (p:Person) WITH count(p.number) AS n CREATE (:Sum {of: n})"));
}

TEST_F(ParallelQuery, SharesAScanWhoseRowsLookForRangesInAnIndex) {
  connection_.Execute("CREATE INDEX FOR (p:Person) ON (p.number)").value();
  const std::string text =
      "MATCH (c:City), (p:Person) WHERE p.number > c.number RETURN count(*), sum(p.number)";
  const std::string plan = connection_.Execute("EXPLAIN " + text).value().summary().plan;
  EXPECT_NE(plan.find("NodeRangeSeek"), std::string::npos) << plan;
  EXPECT_NE(plan.find(", in parallel"), std::string::npos) << plan;
  EXPECT_EQ(Run(text, {.thread_count = 3}), Run(text, {.optimise = false}));
}

TEST_F(ParallelQuery, ProfileCountsTheRowsOfAllThreads) {
  const std::string plan =
      connection_.Execute("PROFILE MATCH (p:Person) WHERE p.number >= 0 RETURN count(p.price)")
          .value()
          .summary()
          .plan;
  EXPECT_NE(plan.find(std::to_string(kPersonCount)), std::string::npos) << plan;
}

TEST_F(ParallelQuery, KeepsTheBoundsOfAStatement) {
  ExecutionLimits limits;
  limits.buffered_memory_size_max = size_t{64} << 10;
  connection_.set_limits(limits);
  Result<QueryResult> result =
      connection_.Execute("MATCH (p:Person) RETURN toString(p.number) AS name, count(*)");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().detail, "MemoryLimit");
  connection_.set_limits({});
  result = connection_.Execute("MATCH (p:Person) RETURN sum(1 / (p.number - 7000))");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kArithmetic);
  EXPECT_EQ(connection_.Execute("MATCH (p:Person) WHERE p.number > 0 RETURN count(*) AS n")
                .value()
                .rows()[0]
                .Get<int64_t>("n"),
            kPersonCount - 1);
}

TEST_F(ParallelQuery, ThreadsCanBeHadByOneConnectionAlone) {
  ExecutionLimits limits;
  limits.thread_count_max = 1;
  connection_.set_limits(limits);
  const std::string text = "MATCH (p:Person) WHERE p.number > 10 RETURN count(*) AS n";
  EXPECT_EQ(connection_.Execute(text).value().rows()[0].Get<int64_t>("n"), kPersonCount - 11);
}

TEST_F(ParallelQuery, ConnectionsShareTheThreadsWhileOneWrites) {
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      Connection connection = database_.Connect();
      Statement statement =
          connection
              .Prepare("MATCH (p:Person)-[:KNOWS]->(q) RETURN q.number % 5 AS k, count(*) AS n")
              .value();
      for (int run = 0; run < 10; ++run) {
        QueryResult result = statement.Execute().value();
        int64_t sum = 0;
        for (const Row& row : result) {
          sum += row.Get<int64_t>("n");
        }
        EXPECT_EQ(sum % 2, 0);  // Each new person knows two.
        EXPECT_GE(sum, 2 * kPersonCount);
      }
    });
  }
  for (int run = 0; run < 10; ++run) {
    ASSERT_TRUE(connection_
                    .Execute("MATCH (p:Person {number: 5}) CREATE (n:Person {number: -1}) "
                             "CREATE (n)-[:KNOWS]->(p) CREATE (n)-[:KNOWS]->(p)")
                    .ok());
  }
  for (std::thread& reader : readers) {
    reader.join();
  }
}

}  // namespace
}  // namespace rondo
