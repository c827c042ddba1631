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

/// A graph with evidence, exported and imported in each of the ways that lose nothing.
class EvidenceRoundTrip : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const Ended loaded = folder_.Run("rondo load a.db " RONDO_SOURCE_DIR "/tools/articles/samples");
    ASSERT_EQ(loaded.code, 0) << loaded.err;
    // Gaps among the ids of edges, so that they cannot come out the same by accident; two parallel
    // facts with different reports; a report about nothing that is there.
    const Ended changed = folder_.Run(R"~(rondo query a.db "
      MATCH ()-[r:\`praised-by\`]->() WITH r LIMIT 1 DELETE r;
      MATCH (p)-[r:\`loaned-to\`]->(c), (n:Report)-[:\`reported-in\`]->(a) WHERE n.edge = id(r)
      WITH p, r, c, n, a LIMIT 1 CREATE (p)-[s:\`loaned-to\`]->(c) SET s = properties(r)
      CREATE (m:Report)-[:\`reported-in\`]->(a) SET m = properties(n), m.edge = id(s), m.sentence = 'another';
      CREATE (:Report {edge: 999999}), (:Report {edge: 'no number'})")~");
    ASSERT_EQ(changed.code, 0) << changed.err;
    const Ended moved = folder_.Run(GetParam());
    ASSERT_EQ(moved.code, 0) << moved.err;
  }

  std::string Ask(const std::string& store, const std::string& query) {
    const Ended ended = folder_.Run("rondo query " + store + " \"" + query + "\" --format jsonl");
    EXPECT_EQ(ended.code, 0) << ended.err;
    return ended.out;
  }
  void ExpectSame(const std::string& query, size_t size_min) {
    const std::string before = Ask("a.db", query);
    EXPECT_GT(before.size(), size_min) << before;
    EXPECT_EQ(Ask("b.db", query), before);
  }

  ProgramTestFolder folder_;
};

TEST_P(EvidenceRoundTrip, EveryFactKeepsItsReportsAndBothClocks) {
  ExpectSame(
      "MATCH (a)-[r]->(b) WHERE NOT a:Report RETURN a.name AS a, type(r) AS r, "
      "properties(r) AS has, b.name AS b, evidence(r) AS why ORDER BY a, r, b, has, why",
      20000);
  ExpectSame(
      "MATCH (a)-[r]->(b) FOR VALID_TIME AS OF date('2020-01-15') "
      "FOR REPORTED_TIME AS OF date('2020-02-01') WHERE NOT a:Report "
      "RETURN a.name AS a, type(r) AS r, b.name AS b ORDER BY a, r, b",
      100);
  ExpectSame("MATCH (n) RETURN labels(n) AS l, count(*) AS n ORDER BY toString(l[0])", 50);
  // A report whose fact is gone must not speak for another that has got its id.
  EXPECT_EQ(Ask("b.db", "MATCH (n:Report) WHERE n.edge = 999999 RETURN count(n) AS n"),
            "{\"n\":0}\n");
  ExpectSame("MATCH (n:Report) WHERE n.edge = 'no number' RETURN count(n) AS n", 5);
}

TEST_P(EvidenceRoundTrip, NothingOfTheWayIsLeftBehind) {
  ExpectSame("MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k ORDER BY k", 50);
  ExpectSame("MATCH ()-[r]->() UNWIND keys(r) AS k RETURN DISTINCT k ORDER BY k", 20);
  const std::string indexes = Ask("b.db", "SHOW INDEXES");
  EXPECT_NE(indexes.find("\"Report\""), std::string::npos) << indexes;
  EXPECT_EQ(indexes.find("_rondo"), std::string::npos) << indexes;
}

TEST_P(EvidenceRoundTrip, AnArticleCanStillBeTakenBack) {
  for (const char* store : {"a.db", "b.db"}) {
    const Ended ended =
        folder_.Run("rondo retract " + std::string(store) + " $(rondo query " + store +
                    " 'MATCH (a:Article) RETURN a.name ORDER BY a.name LIMIT 1' "
                    "--format csv | tail -1)");
    EXPECT_EQ(ended.code, 0) << ended.err;
  }
  ExpectSame(
      "MATCH (a)-[r]->(b) WHERE NOT a:Report RETURN a.name AS a, type(r) AS r, b.name AS b "
      "ORDER BY a, r, b",
      1000);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, EvidenceRoundTrip,
    testing::Values("rondo export a.db --all --format jsonl | rondo import b.db --jsonl -",
                    "rondo export a.db --all --format csv -o dump && "
                    "rondo import b.db --nodes dump/nodes.csv --edges dump/edges.csv",
                    "rondo export a.db --all --format csv -o dump && "
                    "rondo import b.db --nodes dump/nodes.csv --edges dump/edges.csv --memory 1K",
                    "rondo export a.db --all -o dump.cypher && "
                    "rondo query b.db --file dump.cypher"));

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
