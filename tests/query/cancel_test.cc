// Every kind of statement that can run for long stops soon after another thread asks it to, and the
// connection lives on. What is measured is the processor time of the running thread between the
// request and the end, since the machines that test are busy.

#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>

#include "query/database.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr milliseconds kPromised(50);
/// An update also gives back what it has made: that takes a part of the time that making it took.
constexpr int kGivesBackPart = 4;

nanoseconds ProcessorTimeOf(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

class Cancel : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = new Database(Database::Open(":memory:").value());
    Connection connection = database_->Connect();
    // 120 nodes and 7,140 edges, where paths are many; and a wide graph for algorithms.
    connection.Execute("UNWIND range(1, 120) AS number CREATE (:Point {number: number})").value();
    connection
        .Execute("MATCH (a:Point), (b:Point) WHERE a.number < b.number CREATE (a)-[:near]->(b)")
        .value();
    connection.Execute("UNWIND range(1, 20000) AS number CREATE (:Place {number: number})").value();
    connection.Execute("CREATE INDEX FOR (p:Place) ON (p.number)").value();
    connection
        .Execute(
            "MATCH (a:Place) UNWIND [1, 7, 91, 1234, 9999] AS step "
            "MATCH (b:Place {number: (a.number * step + step) % 20000 + 1}) "
            "CREATE (a)-[:road {length: step}]->(b)")
        .value();
  }
  static void TearDownTestSuite() {
    delete database_;
    database_ = nullptr;
  }

  /// Runs it and interrupts it after `delay`; it must not end before that, and within `promised`
  /// of the request. The best of a few tries counts: memory is given back slowly while others use
  /// the machine.
  static void ExpectStops(const std::string& text, milliseconds delay, milliseconds promised) {
    nanoseconds best = nanoseconds::max();
    for (int tries = 0; tries < 3 && best >= promised && !HasFatalFailure(); ++tries) {
      nanoseconds taken{};
      Stop(text, delay, taken);
      best = std::min(best, taken);
    }
    EXPECT_LT(best, promised) << best / milliseconds(1) << " ms, asked after " << delay.count()
                              << " ms: " << text;
  }

  static void Stop(const std::string& text, milliseconds delay, nanoseconds& taken) {
    Connection connection = database_->Connect();
    clockid_t clock{};
    ASSERT_EQ(pthread_getcpuclockid(pthread_self(), &clock), 0);
    std::atomic<bool> ended = false;
    nanoseconds at_request{};
    std::thread watcher([&] {
      std::this_thread::sleep_for(delay);
      at_request = ProcessorTimeOf(clock);
      while (!ended) {  // The statement may not have begun yet on a busy machine.
        connection.Interrupt();
        std::this_thread::sleep_for(milliseconds(1));
      }
    });
    const Result<QueryResult> result = connection.Execute(text);
    const nanoseconds at_end = ProcessorTimeOf(clock);
    ended = true;
    watcher.join();
    ASSERT_FALSE(result.ok()) << "ended by itself: " << text;
    EXPECT_EQ(result.error().detail, "Interrupted") << text << ": " << result.error().message;
    taken = at_end - at_request;
    EXPECT_TRUE(connection.Execute("RETURN 1").ok()) << text;
  }

  static void ExpectStopsSoonAndLate(const std::string& text) {
    ExpectStops(text, milliseconds(20), kPromised);
    ExpectStops(text, milliseconds(250), kPromised);
  }

  static inline Database* database_ = nullptr;
};

TEST_F(Cancel, Patterns) {
  for (const char* text :
       {"MATCH (a:Point)--(b)--(c)--(d)--(e) RETURN count(*), sum(a.number * e.number)",
        "MATCH (a:Point), (b:Point), (c:Point), (d:Point) "
        "WHERE a.number + b.number + c.number + d.number = 1 RETURN count(*)",
        "MATCH (a:Point)--(b), (c:Point)--(d) WHERE a.number + b.number = c.number * d.number "
        "RETURN count(*)",
        "MATCH (a:Point)--(b)--(c)--(a)--(d)--(b) RETURN count(*), sum(d.number)",
        "MATCH (a:Point)-[*6]-(b) RETURN count(*)",
        "MATCH p = (a:Point {number: 1})-[*1..9]-(b {number: 2}) RETURN max(length(p))",
        "MATCH (a:Point) ((x)--(y) WHERE x.number <> y.number){6} (b) RETURN count(*)",
        "MATCH (a:Point) WHERE COUNT { (a)--()--()--()--({number: -1}) } > 0 RETURN a",
        "MATCH (a:Point) WHERE EXISTS { (a)--()--()--()--({number: -1}) } RETURN a",
        "MATCH (a:Point) RETURN size([(a)--(b)--(c)--(d)--(e) WHERE e.number = -1 | 1])",
        "MATCH (a:Point) CALL (a) { MATCH (a)--()--()--()--(b) RETURN sum(b.number) AS s } "
        "RETURN sum(s)",
        "OPTIONAL MATCH (a:Point)--(b)--(c)--(d)--(e {number: -1}) RETURN count(*)"}) {
    ExpectStopsSoonAndLate(text);
  }
}

TEST_F(Cancel, ShortestPaths) {
  for (const char* text :
       {"UNWIND range(1, 1000) AS i MATCH p = allShortestPaths((a:Point)-[*]-(b:Point)) "
        "WHERE a.number < b.number RETURN count(p), sum(i)",
        "UNWIND range(1, 1000) AS i MATCH p = ANY SHORTEST (a:Place)-[:road]->*(b:Place) "
        "RETURN count(p), sum(i)",
        "MATCH p = SHORTEST 3 (a:Point)-->{1,7}(b:Point) RETURN count(p)",
        "MATCH p = ALL SHORTEST (a:Point) ((x)-->(y)--(z)){1,6} (b:Point) RETURN count(p)"}) {
    ExpectStopsSoonAndLate(text);
  }
}

TEST_F(Cancel, Rows) {
  for (const char* text :
       {"UNWIND range(1, 1000000000) AS x RETURN sum(x)",
        "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b WITH a, b WHERE a + b = 1 "
        "RETURN count(*)",
        "UNWIND range(1, 30000000) AS x RETURN x ORDER BY -x",
        "UNWIND range(1, 30000000) AS x WITH toString(x) AS s ORDER BY s DESC RETURN count(s)",
        "UNWIND range(1, 100000000) AS x RETURN x ORDER BY -x LIMIT 100000",
        "UNWIND range(1, 100000000) AS x RETURN x % 1000003 AS k, count(*) ORDER BY k LIMIT 1",
        "UNWIND range(1, 30000000) AS x RETURN size(collect(toString(x)))",
        "UNWIND range(1, 30000000) AS x WITH DISTINCT toString(x) AS s RETURN count(*)",
        "UNWIND range(1, 50000000) AS x RETURN percentileCont(x % 999983, 0.5)",
        "UNWIND range(1, 50000000) AS x RETURN x UNION UNWIND range(1, 50000000) AS x RETURN x",
        "FOR x IN range(1, 100000000) FILTER x < 0 RETURN x",
        "UNWIND range(1, 100000000) AS x LET y = x * 2 RETURN max(y)"}) {
    ExpectStopsSoonAndLate(text);
  }
}

TEST_F(Cancel, SortingItself) {
  // Rows are taken in within a part of that time. What is left of it goes into giving back the
  // memory of the rows, some 50 ns each.
  for (int delay : {30, 90, 150}) {
    ExpectStops(
        "UNWIND range(1, 600000) AS x WITH x ORDER BY toString(x * 7919 % 1999993) "
        "RETURN sum(x)",
        milliseconds(delay), kPromised);
  }
}

TEST_F(Cancel, Expressions) {
  for (const char* text :
       {"RETURN size([x IN range(1, 3000000) WHERE any(y IN range(1, 1000) WHERE y = x + 5000)])",
        "RETURN reduce(sum = 0, x IN range(1, 50000000) | sum + size(toString(x)))",
        "RETURN reduce(text = '', x IN range(1, 10000000) | text + 'x')",
        "RETURN reduce(list = [], x IN range(1, 10000000) | list + x)",
        "RETURN all(x IN range(1, 5000) WHERE none(y IN range(1, 50000) WHERE x = -y))",
        "UNWIND range(1, 1000000) AS x RETURN max(size(split(replace(toString(x), '1', '2,'), "
        "',')) "
        "+ size([y IN range(1, 100) | y * x]))",
        "RETURN reduce(n = 0, x IN range(1, 2000) | n + size([y IN range(1, 20000) WHERE "
        "toString(y) STARTS WITH 'x']))"}) {
    ExpectStopsSoonAndLate(text);
  }
}

TEST_F(Cancel, Updates) {
  for (const char* text :
       {"UNWIND range(1, 100000000) AS x CREATE (:Many {x: x})",
        "FOREACH (x IN range(1, 100000000) | CREATE (:Many {x: x}))",
        "UNWIND range(1, 100000000) AS x MERGE (:Many {x: x})",
        "UNWIND range(1, 1000000) AS x MATCH (p:Point) SET p.x = x",
        "UNWIND range(1, 1000000) AS x MATCH (p:Point) SET p:Odd REMOVE p:Odd",
        "UNWIND range(1, 1000000) AS x CREATE (n:Gone) DETACH DELETE n",
        "UNWIND range(1, 1000000) AS x MATCH (a:Point)-->(b) CREATE (a)-[:far]->(b)",
        "UNWIND range(1, 1000000) AS x CALL (x) { CREATE (:Many {x: x}) } RETURN count(*)"}) {
    for (const milliseconds delay : {milliseconds(20), milliseconds(250)}) {
      ExpectStops(text, delay, kPromised + delay / kGivesBackPart);
    }
  }
  Connection connection = database_->Connect();
  const QueryResult left =
      connection.Execute("MATCH (n) WHERE n:Many OR n:Odd OR n.x IS NOT NULL RETURN count(*) AS c")
          .value();
  EXPECT_EQ(left.rows()[0].Get<int64_t>("c"), 0);
}

TEST_F(Cancel, LoadCsv) {
  TemporaryFolder folder;
  const std::string path = folder / "rows.csv";
  {
    std::ofstream file(path);
    for (int row = 0; row < 20000; ++row) {
      file << row << ",Ada Moreno,Roma,2019-08-01\n";
    }
  }
  ExpectStopsSoonAndLate("UNWIND range(1, 100000) AS x LOAD CSV FROM 'file://" + path +
                         "' AS row RETURN sum(x + size(row[1]))");
}

TEST_F(Cancel, Procedures) {
  for (const char* call :
       {"algo.pagerank({iterations: 1000, tolerance: 0.0})", "algo.wcc()", "algo.scc()",
        "algo.betweenness()", "algo.closeness()", "algo.kcore()", "algo.triangles()",
        "algo.clusteringCoefficient()", "algo.labelPropagation({iterations: 100})",
        "algo.louvain()", "algo.nodeSimilarity()"}) {
    ExpectStopsSoonAndLate("UNWIND range(1, 100000) AS i CALL " + std::string(call) +
                           " YIELD node" +
                           (std::string(call).find("Similarity") != std::string::npos ? "1" : "") +
                           " AS n RETURN count(n), sum(i)");
  }
  for (const char* call : {"algo.bfs(a, {direction: 'both'}) YIELD depth AS d",
                           "algo.shortestPaths(a, {weight: 'length'}) YIELD cost AS d",
                           "algo.shortestPath(a, b, {weight: 'length'}) YIELD cost AS d"}) {
    ExpectStopsSoonAndLate("MATCH (a:Place), (b:Place) CALL " + std::string(call) +
                           " RETURN max(d)");
  }
  ExpectStopsSoonAndLate(
      "UNWIND range(1, 100000) AS i CALL db.schema.nodeTypeProperties() YIELD nodeType "
      "RETURN count(*)");
}

}  // namespace
}  // namespace rondo
