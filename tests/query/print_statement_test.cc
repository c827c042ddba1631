#include "query/syntax/print_statement.h"

#include <gtest/gtest.h>

#include "query/syntax/name_text.h"
#include "query/syntax/parser.h"
#include "tests/query/feature_file.h"

namespace rondo {
namespace {

std::string Printed(std::string_view text) {
  const Result<Ast> parsed = ParseStatement(text);
  return parsed.ok() ? PrintStatement(parsed->statement())
                     : parsed.error().detail + ": " + parsed.error().message;
}

struct PrintCase {
  std::string_view written;
  std::string_view printed;
};

TEST(PrintStatement, WritesOneSpelling) {
  const PrintCase cases[] = {
      {"match (a :A:B {x:1} where a.y)-[r :T|:U *2..]->() return  a  as b ;",
       "MATCH (a:A&B {x: 1} WHERE a.y)-[r:T|U*2..]->() RETURN a AS b"},
      {"MATCH (a)-(b)<-(c) RETURN *, 1 ORDER BY a ASC, b DESCENDING SKIP 1 LIMIT 2",
       "MATCH (a)--(b)<--(c) RETURN *, 1 ORDER BY a, b DESC SKIP 1 LIMIT 2"},
      {"MATCH p = any shortest paths (a)-->{2}(b), ((x)--(y) WHERE x.z)* (c) RETURN p",
       "MATCH p = ANY SHORTEST (a)-->{2}(b), ((x)--(y) WHERE x.z)* (c) RETURN p"},
      {"RETURN ((a + b)) * c + (d * e), a - (b - c), (a - b) - c",
       "RETURN (a + b) * c + d * e, a - (b - c), a - b - c"},
      {"RETURN a OR (b OR (c)) AND (d AND e)", "RETURN a OR (b OR c) AND d AND e"},
      {"RETURN -(-x), -(1), - 1, a - -1, -([1]), 2 ^ (3 ^ 4)",
       "RETURN -(-x), -(1), -1, a - (-1), -([1]), 2 ^ (3 ^ 4)"},
      {"RETURN -1:A, -1.x, - 1 [0]", "RETURN -(1):A, -(1).x, -(1)[0]"},
      {"RETURN NOT (a = b), (NOT a) = b, (a = b) = c, a IS NULL IS NOT NULL",
       "RETURN NOT a = b, (NOT a) = b, (a = b) = c, a IS NULL IS NOT NULL"},
      {"RETURN [(x IN y)], [x IN y], [(x IN y), 1], (n:A|B) AND m:A",
       "RETURN [(x IN y)], [x IN y], [(x IN y), 1], n:(A|B) AND m:A"},
      {"RETURN 1.0, 1e3, 0x10, \"it's\", 'a\\\\\\u0041', TRUE, Null, $p, $`p q`",
       "RETURN 1.0, 1000.0, 16, 'it\\'s', 'a\\\\A', true, null, $p, $`p q`"},
      {"RETURN `a b` {.x, .*, y: 1, z}, `count`, `match`, count(*), n.`match`, `f.g h`(1)",
       "RETURN `a b` {.x, .*, y: 1, z}, `count`, `match`, count(*), n.match, `f.g h`(1)"},
      {"CREATE (:A {x:1}) MERGE (b) ON MATCH SET b.x=1 ON CREATE SET b:C SET b+={} REMOVE b:D, b.x",
       "CREATE (:A {x: 1}) MERGE (b) ON CREATE SET b:C ON MATCH SET b.x = 1 SET b += {} REMOVE "
       "b:D, b.x"},
      {"CREATE RANGE INDEX FOR (x:loaned-to) ON x.`a b`",
       "CREATE INDEX FOR (e:loaned-to) ON (e.`a b`)"},
      {"CREATE CONSTRAINT `on` ON (x:`a b`) ASSERT x.y IS NODE KEY",
       "CREATE CONSTRAINT `on` FOR (e:`a b`) REQUIRE (e.y) IS NODE KEY"},
      {"CALL { RETURN 1 AS x } IN TRANSACTIONS OF 5 ROW RETURN x",
       "CALL { RETURN 1 AS x } IN TRANSACTIONS OF 5 ROWS RETURN x"},
      {"EXPLAIN CALL my.proc(1, 2) YIELD a AS b, c WHERE b RETURN b",
       "EXPLAIN CALL my.proc(1, 2) YIELD a AS b, c WHERE b RETURN b"},
  };
  for (const PrintCase& c : cases) {
    EXPECT_EQ(Printed(c.written), c.printed);
    EXPECT_EQ(Printed(c.printed), c.printed) << "from " << c.written;
  }
}

TEST(PrintStatement, IsStableForTheConformanceSuite) {
  const auto scenarios = test::ReadFeatures(std::string(RONDO_SHARED_DATA) + "/tck/features");
  if (scenarios.empty()) {
    GTEST_SKIP() << "no conformance suite";
  }
  size_t statement_count = 0;
  for (const test::FeatureScenario& scenario : scenarios) {
    for (const test::FeatureStep& step : scenario.steps) {
      const Result<Ast> parsed = ParseStatement(step.document);
      if (step.document.empty() || !parsed.ok()) {
        continue;
      }
      ++statement_count;
      const std::string printed = PrintStatement(parsed->statement());
      EXPECT_EQ(Printed(printed), printed) << scenario.name << "\n" << step.document;
    }
  }
  EXPECT_GT(statement_count, 1000u);
}

TEST(NameText, QuotesWhatNeedsIt) {
  EXPECT_EQ(VariableText("name"), "name");
  EXPECT_EQ(VariableText("Match"), "`Match`");
  EXPECT_EQ(VariableText("a-b"), "`a-b`");
  EXPECT_EQ(SchemaNameText("match"), "match");
  EXPECT_EQ(SchemaNameText("1a"), "`1a`");
  EXPECT_EQ(SchemaNameText(""), "``");
  EXPECT_EQ(SchemaNameText("a`b"), "`a``b`");
  EXPECT_EQ(LabelText("loaned-to"), "loaned-to");
  EXPECT_EQ(LabelText("loaned-"), "`loaned-`");
  EXPECT_EQ(LabelText("top-10"), "`top-10`");
}

}  // namespace
}  // namespace rondo
