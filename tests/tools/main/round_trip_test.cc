// Out by `rondo export`, back in by `rondo import` or a script: the same graph, whatever it holds.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/tools/main/program_process.h"

namespace rondo {
namespace {

/// Text that breaks naive formats, and a value of every type.
constexpr std::string_view kMakeGraph = R"(
CREATE (a:Person:Player {name: 'Ødegaard "Ø" \\ \'quoted\'', text: 'two
lines, a comma; and <b>&amp;</b> </script>', empty: '', number: 7, real: 1.0, yes: true,
  day: date('2020-01-30'), at: datetime('2020-01-30T10:15:00+01:00'), clock: localtime('10:15'),
  span: duration('P1M2DT3S'), words: ['a', 'b;c', ' d '], numbers: [1, 2], days: [date('2020-01-30')],
  none: []})
CREATE (b:Club {name: 'שלום 🏴󠁧󠁢󠁥󠁮󠁧󠁿', number: 'seven'})
CREATE (c {name: 'no label'})
CREATE (a)-[:`loaned-to` {from: date('2019-08-30'), fee: 3000000}]->(b)
CREATE (a)-[:`loaned-to` {from: date('2019-08-30'), fee: 3000000}]->(b)
CREATE (b)-[:`rival-of`]->(b)
CREATE (c)-[:KNOWS {weight: 0.5}]->(a);
)";

/// The graph without ids: every node and edge as text, sorted.
constexpr std::string_view kDescribe =
    "rondo query \"$DB\" 'MATCH (n) RETURN labels(n) AS what, properties(n) AS has ORDER BY "
    "n.name; "
    "MATCH (a)-[r]->(b) RETURN a.name AS a, type(r) AS what, properties(r) AS has, b.name AS b "
    "ORDER BY a, what, b' --format json | sed 's/,\"stats\".*//'";

class RoundTrip : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Write("make.cypher", kMakeGraph);
    const Ended made = folder_.Run("rondo query a.db --file make.cypher");
    ASSERT_EQ(made.code, 0) << made.err;
  }

  std::string Describe(const std::string& store) {
    const Ended ended = folder_.Run("DB=" + store + "; " + std::string(kDescribe));
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_GT(ended.out.size(), 200u) << ended.out;
    return ended.out;
  }

  void ExpectEqualAfter(const std::string& line) {
    const Ended ended = folder_.Run(line);
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(Describe("b.db"), Describe("a.db"));
  }

  ProgramTestFolder folder_;
};

TEST_F(RoundTrip, JsonLines) {
  ExpectEqualAfter("rondo export a.db --all --format jsonl | rondo import b.db --jsonl -");
}

TEST_F(RoundTrip, Tables) {
  ExpectEqualAfter(
      "rondo export a.db --all --format csv -o dump && "
      "rondo import b.db --nodes dump/nodes.csv --edges dump/edges.csv");
}

TEST_F(RoundTrip, Script) {
  ExpectEqualAfter("rondo export a.db --all -o dump.cypher && rondo query b.db --file dump.cypher");
}

TEST_F(RoundTrip, LoadedArticlesKeepTheirEvidenceThroughJsonLines) {
  folder_.Write("loan.txt", kLoanArticle);
  ASSERT_EQ(folder_.Run("rondo load c.db loan.txt").code, 0);
  // Gaps among the ids of edges, so that they cannot come out the same by accident.
  ASSERT_EQ(
      folder_.Run("rondo query c.db 'CREATE (:X)-[:Y]->(:X); MATCH (x:X) DETACH DELETE x'").code,
      0);
  ASSERT_EQ(
      folder_.Run("rondo export c.db --all --format jsonl | rondo import d.db --jsonl -").code, 0);
  const std::string ask =
      " 'MATCH ()-[r:loaned-to]->() RETURN evidence(r)[0].sentence AS words' --format jsonl";
  const Ended before = folder_.Run("rondo query c.db" + ask);
  EXPECT_NE(before.out.find("Smalling"), std::string::npos) << before.out << before.err;
  EXPECT_EQ(folder_.Run("rondo query d.db" + ask).out, before.out);
}

TEST_F(RoundTrip, BadLinesAreNamedAndNothingIsImported) {
  folder_.Write("bad.jsonl",
                "{\"id\":1,\"labels\":[\"A\"],\"properties\":{}}\n"
                "nonsense\n"
                "{\"id\":2,\"type\":\"R\",\"start\":1,\"end\":9,\"properties\":{}}\n");
  const Ended ended = folder_.Run("rondo import e.db --jsonl bad.jsonl");
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(ended.err,
            "rondo: nothing was imported:\n"
            "  bad.jsonl:2: no JSON object\n"
            "  bad.jsonl:3: no line before it has the node 9\n");
  EXPECT_EQ(folder_.Run("rondo query e.db 'MATCH (n) RETURN count(n) AS n'").out, "n\n0\n");
  const Ended skipped = folder_.Run("rondo import e.db --jsonl bad.jsonl --skip-bad");
  EXPECT_EQ(skipped.code, 0) << skipped.err;
  EXPECT_EQ(folder_.Run("rondo query e.db 'MATCH (n) RETURN count(n) AS n'").out, "n\n1\n");
}

}  // namespace
}  // namespace rondo
