// `rondo query` as a process.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/tools/main/program_process.h"

namespace rondo {
namespace {

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

class QueryCommand : public testing::Test {
 protected:
  void SetUp() override {
    const Ended made = folder_.Run(
        "rondo query graph.db \"CREATE (:Player {name: 'Chris Smalling'})-[:\\`loaned-to\\` {from: "
        "date('2019-08-30')}]->(:Club {name: 'Roma'})\"");
    ASSERT_EQ(made.code, 0) << made.err;
    ASSERT_EQ(made.out, "");
  }
  ProgramTestFolder folder_;
};

TEST_F(QueryCommand, AnswersComeFromAnotherProcessInEveryFormat) {
  const std::string line =
      "rondo query graph.db 'MATCH (p:Player)-[r:loaned-to]->(c:Club) RETURN p.name AS player, "
      "r.from AS since' --format ";
  EXPECT_EQ(folder_.Run(line + "csv").out, "player,since\nChris Smalling,2019-08-30\n");
  EXPECT_EQ(folder_.Run(line + "tsv").out, "player\tsince\nChris Smalling\t2019-08-30\n");
  EXPECT_EQ(folder_.Run(line + "jsonl").out,
            "{\"player\":\"Chris Smalling\",\"since\":\"2019-08-30\"}\n");
  const std::string json = folder_.Run(line + "json").out;
  EXPECT_TRUE(json.starts_with(
      "{\"columns\":[\"player\",\"since\"],\"rows\":[\n[\"Chris Smalling\",\"2019-08-30\"]\n],"
      "\"stats\":{"))
      << json;
  EXPECT_TRUE(Has(folder_.Run(line + "markdown").out, "| Chris Smalling |"));
  EXPECT_TRUE(Has(folder_.Run(line + "table").out, "Chris Smalling"));
}

TEST_F(QueryCommand, StatementsComeFromArgumentFileAndStandardInput) {
  folder_.Write("two.cypher", "RETURN 1 AS a; // one\nRETURN 'x;y' AS b;\n");
  EXPECT_EQ(folder_.Run("rondo query graph.db --file two.cypher").out, "a\n1\nb\nx;y\n");
  EXPECT_EQ(folder_.Run("rondo query graph.db < two.cypher").out, "a\n1\nb\nx;y\n");
  EXPECT_EQ(folder_.Run("rondo query graph.db 'RETURN 1' --file two.cypher").code, 2);
  EXPECT_EQ(folder_.Run("rondo query graph.db --file none.cypher").code, 1);
}

TEST_F(QueryCommand, ParametersAreJsonOrText) {
  const Ended ended = folder_.Run(
      "rondo query graph.db 'RETURN $a + 1 AS a, $b AS b, $c[1] AS c, $d AS d' "
      "-p a=41 -p b=Roma -p 'c=[1, true]' -p 'd=\"7\"' --format jsonl");
  EXPECT_EQ(ended.out, "{\"a\":42,\"b\":\"Roma\",\"c\":true,\"d\":\"7\"}\n") << ended.err;
  const Ended missing = folder_.Run("rondo query graph.db 'RETURN $club'");
  EXPECT_EQ(missing.code, 1);
  EXPECT_TRUE(Has(missing.err, "club")) << missing.err;
  EXPECT_EQ(folder_.Run("rondo query graph.db 'RETURN 1' -p club").code, 2);
}

TEST_F(QueryCommand, AnErrorNamesItsPlaceInTheScriptAndStopsIt) {
  folder_.Write("bad.cypher",
                "RETURN 1 AS a;\nMATCH (player:Player)\nRETURN plyer.name;\nRETURN 2;\n");
  const Ended ended = folder_.Run("rondo query graph.db --file bad.cypher");
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(ended.out, "a\n1\n");
  EXPECT_TRUE(Has(ended.err, "3 | RETURN plyer.name;")) << ended.err;
  EXPECT_TRUE(Has(ended.err, "^^^^^")) << ended.err;
  EXPECT_TRUE(Has(ended.err, "`player`")) << ended.err;
  const Ended kept = folder_.Run("rondo query graph.db --file bad.cypher --keep-going");
  EXPECT_EQ(kept.code, 1);
  EXPECT_EQ(kept.out, "a\n1\n2\n2\n");
}

TEST_F(QueryCommand, UnknownNamesAreToldWithTheirPlaceInTheScript) {
  const Ended ended =
      folder_.Run("rondo query graph.db 'RETURN 1 AS a;\nMATCH (p:Plaier) RETURN count(*) AS b'");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(ended.out, "a\n1\nb\n0\n");
  EXPECT_EQ(ended.err,
            "warning: nothing in the graph has the label `Plaier`\n"
            "  2 | MATCH (p:Plaier) RETURN count(*) AS b\n"
            "    |          ^^^^^^ did you mean `Player`?\n");
}

TEST_F(QueryCommand, ALongQueryEndsAtItsTimeOrAtCtrlC) {
  const std::string endless =
      "UNWIND range(1, 100000000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b)";
  const Ended timed = folder_.Run("rondo query graph.db '" + endless + "' --timeout 200ms");
  EXPECT_EQ(timed.code, 1) << timed.err;
  EXPECT_TRUE(Has(timed.err, "ran out of time")) << timed.err;
  EXPECT_EQ(timed.out, "");
  const Ended stopped =
      folder_.Run("rondo query graph.db '" + endless + "' & sleep 0.7; kill -INT $!; wait $!");
  EXPECT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_EQ(folder_.Run("rondo check graph.db").out, "sound\n");
}

TEST_F(QueryCommand, BoundsWhatAStatementMayKeepAndReturn) {
  const Ended memory = folder_.Run(
      "rondo query graph.db 'UNWIND range(1, 100000) AS x RETURN collect(x)' --memory 1M");
  EXPECT_EQ(memory.code, 1);
  EXPECT_TRUE(Has(memory.err, "needs more memory")) << memory.err;
  const Ended rows =
      folder_.Run("rondo query graph.db 'UNWIND range(1, 3) AS x RETURN x' --max-rows 2");
  EXPECT_EQ(rows.code, 1);
  EXPECT_TRUE(Has(rows.err, "returns more rows")) << rows.err;
  EXPECT_TRUE(Has(folder_.Run("rondo query graph.db 'RETURN 1' --memory much").err,
                  "`much` is no size; write 512M or 2G"));
}

TEST_F(QueryCommand, ATransactionLeftOpenIsRolledBackWithAWord) {
  const Ended ended = folder_.Run("rondo query graph.db 'BEGIN; CREATE (:Player)'");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(Has(ended.err, "was not committed")) << ended.err;
  EXPECT_EQ(folder_.Run("rondo query graph.db 'MATCH (p:Player) RETURN count(*) AS n'").out,
            "n\n1\n");
}

TEST_F(QueryCommand, PipesThatCloseAreNoErrorAndFullDisksAre) {
  const std::string many = "rondo query graph.db 'UNWIND range(1, 300000) AS n RETURN n'";
  const Ended head = folder_.Run(many + " | head -2");
  EXPECT_EQ(head.out, "n\n1\n");
  EXPECT_EQ(head.err, "");
  EXPECT_EQ(head.code, 0);
  const Ended full = folder_.Run(many + " > /dev/full");
  EXPECT_EQ(full.code, 1);
  EXPECT_TRUE(Has(full.err, "cannot write standard output")) << full.err;
}

TEST_F(QueryCommand, TheGraphIsReadAsOfADay) {
  const std::string line =
      "rondo query graph.db 'MATCH ()-[r:loaned-to]->() RETURN count(r) AS n' --as-of ";
  EXPECT_EQ(folder_.Run(line + "2020-01-15").out, "n\n1\n");
  EXPECT_EQ(folder_.Run(line + "2018-01-15").out, "n\n0\n");
}

TEST_F(QueryCommand, AReadOnlyStoreRefusesChanges) {
  const Ended ended = folder_.Run("rondo query graph.db 'CREATE (:Player)' --read-only");
  EXPECT_NE(ended.code, 0);
  EXPECT_NE(ended.err, "");
  EXPECT_EQ(folder_.Run("rondo query missing.db 'RETURN 1' --read-only").code, 3);
}

TEST_F(QueryCommand, ExportsTakeWhatAQueryReturns) {
  const std::string line = "rondo export graph.db --format jsonl --query ";
  const Ended path = folder_.Run(line + "'MATCH p = (:Player)-->(:Club) RETURN p'");
  EXPECT_EQ(std::count(path.out.begin(), path.out.end(), '\n'), 3) << path.out << path.err;
  const Ended nodes = folder_.Run(line + "'MATCH (n) RETURN n'");
  EXPECT_EQ(nodes.out, path.out);
  const Ended rows = folder_.Run(
      line +
      "'MATCH (p:Player)-[r]->(c) RETURN p.name AS source, c.name AS target, type(r) AS "
      "type, r.from AS since'");
  EXPECT_TRUE(Has(rows.out, "\"type\":\"loaned-to\"")) << rows.out << rows.err;
  EXPECT_TRUE(Has(rows.out, "\"since\":\"2019-08-30\"")) << rows.out;
  const Ended plain = folder_.Run(line + "'RETURN 1'");
  EXPECT_EQ(plain.code, 1);
  EXPECT_TRUE(Has(plain.err, "no nodes, edges or paths")) << plain.err;
  const Ended wrong = folder_.Run(line + "'MATCH (n) RETURN m'");
  EXPECT_EQ(wrong.code, 1);
  EXPECT_TRUE(Has(wrong.err, "^")) << wrong.err;
}

}  // namespace
}  // namespace rondo
