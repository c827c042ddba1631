// Quantified paths, selectors, modes and shortest paths, in the language.

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "graph/model/value_text.h"
#include "query/database.h"
#include "tests/query/query_runner.h"

namespace rondo {
namespace {

struct PathQueryOptions {
  bool optimise = true;
  size_t batch_capacity = kBatchCapacity;
};

class PathQueries : public testing::TestWithParam<PathQueryOptions> {
 protected:
  PathQueries() : database_(Database::Open(":memory:").value()), connection_(database_.Connect()) {}

  void Build(const std::string& text) {
    Result<QueryResult> result = connection_.Execute(text);
    ASSERT_TRUE(result.ok()) << result.error().message;
  }

  /// Rows by ';', sorted; values by ','. Or the error's detail.
  std::string Text(const std::string& text) {
    std::string result;
    Result<void> read = connection_.Read([&](const GraphView& view) -> Result<void> {
      RONDO_TRY_ASSIGN(auto rows, test::RunQuery(view, text,
                                                 {.optimise = GetParam().optimise,
                                                  .batch_capacity = GetParam().batch_capacity}));
      std::vector<std::string> lines;
      for (const std::vector<Value>& row : rows) {
        std::string& line = lines.emplace_back();
        for (const Value& value : row) {
          line += (line.empty() ? "" : ",") + ValueText(value);
        }
      }
      std::ranges::sort(lines);
      for (const std::string& line : lines) {
        result += (result.empty() ? "" : ";") + line;
      }
      return {};
    });
    return read.ok() ? result : read.error().detail;
  }

  Database database_;
  Connection connection_;
};

INSTANTIATE_TEST_SUITE_P(Plans, PathQueries,
                         testing::Values(PathQueryOptions{true, kBatchCapacity},
                                         PathQueryOptions{true, 2},
                                         PathQueryOptions{false, kBatchCapacity},
                                         PathQueryOptions{false, 1}),
                         [](const auto& instance) {
                           return std::string(instance.param.optimise ? "Optimised" : "AsWritten") +
                                  std::to_string(instance.param.batch_capacity);
                         });

// a -> b -> c -> d, a -> c, d -> a, and a loop at d.
constexpr const char* kSmallGraph =
    "CREATE (a:N {name: 'a'}), (b:N {name: 'b'}), (c:N {name: 'c'}), (d:N:Last {name: 'd'}), "
    "(a)-[:T {w: 1}]->(b), (b)-[:T {w: 2}]->(c), (c)-[:T {w: 3}]->(d), (a)-[:T {w: 4}]->(c), "
    "(d)-[:T {w: 5}]->(a), (d)-[:LOOP {w: 6}]->(d)";

// Three ways from s to t, two of them shortest.
constexpr const char* kDiamond =
    "CREATE (s {name: 's'}), (t {name: 't'}), (x {name: 'x'}), (y {name: 'y'}), (u {name: 'u'}), "
    "(v {name: 'v'}), (s)-[:T]->(x), (x)-[:T]->(t), (s)-[:T]->(y), (y)-[:T]->(t), "
    "(s)-[:T]->(u), (u)-[:T]->(v), (v)-[:T]->(t)";

// ---------------------------------------------------------------- quantified paths

TEST_P(PathQueries, QuantifiedPathsGatherTheirVariables) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH (a {name: 'a'})((x)-[r:T]->(y)){1,2}(z) "
                 "RETURN [n IN x | n.name], [e IN r | e.w], [n IN y | n.name], z.name"),
            "['a', 'b'],[1, 2],['b', 'c'],'c';['a', 'c'],[4, 3],['c', 'd'],'d';"
            "['a'],[1],['b'],'b';['a'],[4],['c'],'c'");
}

TEST_P(PathQueries, QuantifiedPathsAreFoundFromEitherEnd) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH (s)((x)-[r:T]->(y)){2}(e:Last) "
                 "RETURN s.name, [n IN x | n.name], [e IN r | e.w]"),
            "'a',['a', 'c'],[4, 3];'b',['b', 'c'],[2, 3]");
  EXPECT_EQ(Text("MATCH (s {name: 'a'}), (e:Last) MATCH (s)((x)-[r:T]->(y))+(e) "
                 "RETURN [e IN r | e.w]"),
            "[1, 2, 3];[4, 3]");
}

TEST_P(PathQueries, QuantifiedPathsHaveConditions) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH (a {name: 'a'})((x)-[r:T]->(y) WHERE r.w > 1)+(z) "
                 "RETURN z.name, [e IN r | e.w]"),
            "'a',[4, 3, 5];'c',[4];'d',[4, 3]");
  EXPECT_EQ(Text("UNWIND [3, 4] AS least "
                 "MATCH (a {name: 'a'})((x)-[r:T]->(y) WHERE r.w >= least)+(z) "
                 "RETURN least, [e IN r | e.w]"),
            "3,[4, 3, 5];3,[4, 3];3,[4];4,[4]");
}

TEST_P(PathQueries, NoRepetitionIsARepetitionToo) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH p = (a {name: 'a'})((x)-[r:T]->(y)){0,1}(z) RETURN z.name, size(x), "
                 "length(p)"),
            "'a',0,0;'b',1,1;'c',1,1");
}

TEST_P(PathQueries, RepetitionsMayHaveSeveralEdges) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH p = (a {name: 'a'})((x)-[:T]->()-[:T]->(y))+(z) "
                 "RETURN reduce(s = '', n IN nodes(p) | s + n.name)"),
            "'abc';'abcda';'acd';'acdab'");
}

TEST_P(PathQueries, NoEdgeIsMatchedTwiceByOneMatch) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH (a {name: 'a'})-[r:T]->(x), (a)((u)-[s:T]->(v)){1}(y) "
                 "RETURN r.w, [e IN s | e.w]"),
            "1,[4];4,[1]");
  EXPECT_EQ(Text("MATCH (a {name: 'a'})-[r:T*2]->(x), (a)-[s:T*2]->(y) "
                 "RETURN [e IN r | e.w], [e IN s | e.w]"),
            "[1, 2],[4, 3];[4, 3],[1, 2]");
}

// ---------------------------------------------------------------- lengths

TEST_P(PathQueries, EdgesOfALengthHaveConditions) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH (a {name: 'a'})-[r:T*1..2 WHERE r.w > 2]->(z) RETURN [e IN r | e.w]"),
            "[4, 3];[4]");
}

TEST_P(PathQueries, BoundListsAreFollowed) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH ({name: 'a'})-[r:T*2]->() WITH r MATCH (x)-[r*]->(y) "
                 "RETURN x.name, y.name, size(r)"),
            "'a','c',2;'a','d',2");
}

// ---------------------------------------------------------------- selectors

TEST_P(PathQueries, ShortestWalksEnd) {
  Build(
      "CREATE (a {n: 'a'})-[:t {n: 1}]->(b {n: 'b'})-[:t {n: 2}]->(a)-[:t {n: 4}]->(d {n: 'd'}), "
      "(c {n: 'c'})-[:u {n: 3}]->(c)");
  // Nothing leads there, and walks could go round for ever.
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST WALK (x {n: 'a'})-->+(y {n: 'c'}) RETURN p"), "");
  EXPECT_EQ(
      Text("MATCH p = ALL SHORTEST WALK (x {n: 'a'})-[r:t WHERE r.n < 4]->*(y WHERE y.n = 'd') "
           "RETURN p"),
      "");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST WALK (x {n: 'a'})-->+(y:Missing) RETURN p"), "");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST WALK (x {n: 'b'})-->+(y) RETURN y.n, length(p)"),
            "'a',1;'b',2;'d',2");
  // To a neighbour and back by the same edge, or along a loop.
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST WALK (x {n: 'd'})-[:t]-+(x) RETURN length(p)"), "2");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST TRAIL (x {n: 'd'})-[:t]-+(x) RETURN length(p)"), "");
  EXPECT_EQ(Text("MATCH p = ALL SHORTEST WALK (x {n: 'a'})-[r:t]-+(x) RETURN [e IN r | e.n]"),
            "[1, 1];[1, 2];[2, 1];[2, 2];[4, 4]");
  EXPECT_EQ(Text("MATCH p = ALL SHORTEST WALK (x)-[:u]-+(x) RETURN length(p)"), "1");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST WALK (x {n: 'd'})-[:t]-{1,1}(x) RETURN length(p)"), "");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST WALK (x {n: 'd'})-[:t]-*(x) RETURN length(p)"), "0");
}

TEST_P(PathQueries, SelectorsChooseForEachPairOfEnds) {
  Build(kDiamond);
  auto paths = [&](const std::string& selector) {
    return Text("MATCH p = " + selector +
                " (a {name: 's'})-[:T]->+(b {name: 't'}) "
                "RETURN reduce(s = '', n IN nodes(p) | s + n.name)");
  };
  auto lengths = [&](const std::string& selector) {
    return Text("MATCH p = " + selector +
                " (a {name: 's'})-[:T]->+(b {name: 't'}) RETURN length(p)");
  };
  EXPECT_EQ(paths("ALL"), "'suvt';'sxt';'syt'");
  EXPECT_EQ(paths("ALL SHORTEST"), "'sxt';'syt'");
  EXPECT_EQ(lengths("ANY SHORTEST"), "2");
  EXPECT_EQ(lengths("SHORTEST 1"), "2");
  EXPECT_EQ(lengths("SHORTEST 2"), "2;2");
  EXPECT_EQ(lengths("SHORTEST 3"), "2;2;3");
  EXPECT_EQ(lengths("SHORTEST 9"), "2;2;3");
  EXPECT_EQ(paths("SHORTEST 1 GROUPS"), "'sxt';'syt'");
  EXPECT_EQ(paths("SHORTEST 2 GROUPS"), "'suvt';'sxt';'syt'");
  EXPECT_EQ(Text("MATCH p = ANY (a {name: 's'})-[:T]->+(b {name: 't'}) RETURN count(p)"), "1");
  EXPECT_EQ(Text("MATCH p = ANY 2 (a {name: 's'})-[:T]->+(b {name: 't'}) RETURN count(p)"), "2");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST (a {name: 's'})-[:T]->+(b) RETURN b.name, length(p)"),
            "'t',2;'u',1;'v',2;'x',1;'y',1");
}

TEST_P(PathQueries, SelectorsChooseAmongPathsThatMeetTheirCondition) {
  Build(kDiamond);
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST ((a {name: 's'})-[r:T]->+(b {name: 't'}) "
                 "WHERE size(r) > 2) RETURN length(p)"),
            "3");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST (a {name: 's'})-[r:T]->+(b {name: 't'}) "
                 "WHERE size(r) > 2 RETURN length(p)"),
            "");
}

TEST_P(PathQueries, ShortestPathsAsFunctions) {
  Build(kDiamond);
  EXPECT_EQ(Text("MATCH p = shortestPath((a {name: 's'})-[:T*]->(b {name: 't'})) "
                 "RETURN length(p)"),
            "2");
  EXPECT_EQ(Text("MATCH p = allShortestPaths((a {name: 's'})-[:T*]-(b {name: 't'})) "
                 "RETURN reduce(s = '', n IN nodes(p) | s + n.name)"),
            "'sxt';'syt'");
  EXPECT_EQ(Text("MATCH p = shortestPath((a {name: 't'})-[:T*]->(b {name: 's'})) RETURN p"), "");
  EXPECT_EQ(Text("MATCH (a {name: 't'}), (b {name: 's'}) "
                 "OPTIONAL MATCH p = shortestPath((a)-[:T*]->(b)) RETURN p"),
            "null");
  EXPECT_EQ(Text("MATCH p = shortestPath((a {name: 's'})-[:T*..1]->(b {name: 't'})) RETURN p"), "");
}

TEST_P(PathQueries, ShortestPathsHaveConditionsOnEdges) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH p = shortestPath((a {name: 'a'})-[r:T* WHERE r.w < 4]->(d:Last)) "
                 "RETURN [e IN relationships(p) | e.w]"),
            "[1, 2, 3]");
}

TEST_P(PathQueries, ShortestWaysLeadBackToWhereTheyBegan) {
  Build(kSmallGraph);
  auto paths = [&](const std::string& pattern) {
    return Text("MATCH p = " + pattern + " RETURN reduce(s = '', n IN nodes(p) | s + n.name)");
  };
  EXPECT_EQ(paths("shortestPath((a {name: 'a'})-[:T*]->(a))"), "'acda'");
  EXPECT_EQ(paths("ANY SHORTEST (a {name: 'a'})-[:T]->+(a)"), "'acda'");
  EXPECT_EQ(paths("ALL SHORTEST (a {name: 'a'})-[:T]-{1,}(a)"), "'abca';'acba';'acda';'adca'");
  EXPECT_EQ(paths("shortestPath((a {name: 'a'})-[:T*0..]->(a))"), "'a'");
  EXPECT_EQ(paths("allShortestPaths((d:Last)-[*]->(d))"), "'dd'");
}

TEST_P(PathQueries, AShortestAcyclicPathDoesNotComeBack) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST ACYCLIC (a {name: 'a'})-[:T]->+(b) RETURN b.name"),
            "'b';'c';'d'");
  EXPECT_EQ(Text("MATCH p = ANY SHORTEST SIMPLE (a {name: 'a'})-[:T]->+(b) RETURN b.name"),
            "'a';'b';'c';'d'");
}

// ---------------------------------------------------------------- modes

TEST_P(PathQueries, ModesSayWhatAPathMayMeetTwice) {
  Build(kSmallGraph);
  auto paths = [&](const std::string& mode, const std::string& quantifier) {
    return Text("MATCH p = " + mode + " (a {name: 'a'})-[:T]->" + quantifier +
                "(z) RETURN reduce(s = '', n IN nodes(p) | s + n.name)");
  };
  EXPECT_EQ(paths("ACYCLIC", "+"), "'ab';'abc';'abcd';'ac';'acd'");
  EXPECT_EQ(paths("SIMPLE", "+"), "'ab';'abc';'abcd';'abcda';'ac';'acd';'acda'");
  EXPECT_EQ(paths("TRAIL", "{5}"), "'abcdac';'acdabc'");
  EXPECT_EQ(paths("WALK", "{5}"), "'abcdab';'abcdac';'acdabc';'acdacd'");
  EXPECT_EQ(paths("", "{5}"), "'abcdac';'acdabc'");
  EXPECT_EQ(paths("WALK", "+"), "InvalidRelationshipPattern");
}

TEST_P(PathQueries, WalksUseAnEdgeTwiceInsideARepetitionToo) {
  Build("CREATE (a {name: 'a'})-[:T {w: 1}]->(b {name: 'b'})");
  EXPECT_EQ(Text("MATCH WALK (s {name: 'a'})(()-[r]-()-[q]-()){1,2}(t) "
                 "RETURN [e IN r | e.w], [e IN q | e.w], t.name"),
            "[1, 1],[1, 1],'a';[1],[1],'a'");
  EXPECT_EQ(Text("MATCH TRAIL (s {name: 'a'})(()-[r]-()-[q]-()){1,2}(t) RETURN t"), "");
}

TEST_P(PathQueries, ModesHoldForTheWholePath) {
  Build(kSmallGraph);
  EXPECT_EQ(Text("MATCH p = ACYCLIC (a {name: 'a'})-[:T]->{1,2}(m)-[:T]->(z) "
                 "RETURN reduce(s = '', n IN nodes(p) | s + n.name)"),
            "'abc';'abcd';'acd'");
  EXPECT_EQ(Text("MATCH p = SIMPLE (a {name: 'a'})-[:T]->{1,2}(m)-[:T]->(z) "
                 "RETURN reduce(s = '', n IN nodes(p) | s + n.name)"),
            "'abc';'abcd';'acd';'acda'");
}

// ---------------------------------------------------------------- runaway patterns

/// How long a statement goes on after it was interrupted.
std::chrono::nanoseconds TimeToStop(Connection& connection, const char* text) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point asked;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    asked = Clock::now();
    connection.Interrupt();
  });
  Result<QueryResult> result = connection.Execute(text);
  Clock::time_point ended = Clock::now();
  other.join();
  EXPECT_FALSE(result.ok()) << text;
  EXPECT_TRUE(result.ok() || result.error().code == ErrorCode::kCancelled) << text;
  return ended - asked;
}

TEST(PathQueryInterrupt, StopsARunawayPatternAndLeavesTheConnectionUsable) {
  Database database = Database::Open(":memory:").value();
  Connection connection = database.Connect();
  ASSERT_TRUE(connection.Execute("UNWIND range(1, 40) AS i CREATE (:N {i: i})").ok());
  ASSERT_TRUE(connection.Execute("MATCH (a:N), (b:N) WHERE a <> b CREATE (a)-[:T]->(b)").ok());
  for (const char* text : {"MATCH (a)-[*]->(b) WHERE a.i + b.i < 0 RETURN count(*)",
                           "MATCH (a)((x)-->(y))+(b) WHERE a.i + b.i < 0 RETURN count(*)",
                           "MATCH (a)--(b)--(c)--(d)--(e)--(f) WHERE a.i + f.i < 0 RETURN a",
                           "MATCH p = SHORTEST 3 GROUPS (a)-->+(b) RETURN count(p)"}) {
    // The machine may be busy with other things, so the best of some runs counts.
    std::chrono::nanoseconds fastest = std::chrono::hours(1);
    for (int run = 0; run < 5 && fastest >= std::chrono::milliseconds(50); ++run) {
      fastest = std::min(fastest, TimeToStop(connection, text));
    }
    EXPECT_LT(fastest, std::chrono::milliseconds(50)) << text;
    EXPECT_TRUE(connection.Execute("RETURN 1").ok());
  }
}

}  // namespace
}  // namespace rondo
