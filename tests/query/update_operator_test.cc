// Clauses that write: what they do to the graph, what they count, what they refuse.

#include <gtest/gtest.h>

#include <fstream>

#include "tests/query/update_runner.h"
#include "tests/storage/temporary_folder.h"

namespace rondo::test {
namespace {

class UpdateOperators : public testing::TestWithParam<size_t> {
 protected:
  UpdateOperators() { runner_.set_batch_capacity(GetParam()); }

  std::string Changes(const std::string& text, const ParameterValues& parameters = {}) {
    return runner_.Changes(text, parameters);
  }
  std::string Text(const std::string& text, const ParameterValues& parameters = {}) {
    return runner_.Text(text, parameters);
  }

  UpdateRunner runner_;
};

// Batches of one lane, of a few, and as they are.
INSTANTIATE_TEST_SUITE_P(BatchCapacity, UpdateOperators,
                         testing::Values(size_t{1}, size_t{3}, kBatchCapacity));

// ---------------------------------------------------------------- CREATE

TEST_P(UpdateOperators, CreateMakesThePatternForEachRow) {
  EXPECT_EQ(Changes("UNWIND [1, 2, 3, 4] AS i CREATE (a:A:B {i: i})-[:T {w: i * 10}]->(:C)"),
            "+8 nodes +4 edges =8 properties +12 labels");
  EXPECT_EQ(Text("MATCH (a:A:B)-[r:T]->(c:C) RETURN a.i, r.w, labels(c)"),
            "1,10,['C'];2,20,['C'];3,30,['C'];4,40,['C']");
}

TEST_P(UpdateOperators, CreateLeavesNullsOutAndCountsLabelsOnce) {
  EXPECT_EQ(Changes("CREATE (:A:A {x: null, y: 1})"), "+1 nodes =1 properties +1 labels");
  EXPECT_EQ(Text("MATCH (a) RETURN keys(a), labels(a)"), "['y'],['A']");
}

TEST_P(UpdateOperators, CreateReadsWhatStandsToTheLeft) {
  EXPECT_EQ(Text("UNWIND [1, 2] AS i CREATE (a {x: i}), (b {x: a.x + 10}), "
                 "(a)-[r:T {x: b.x + 10}]->(c {x: r.x + 10}) RETURN a.x, b.x, r.x, c.x"),
            "1,11,21,31;2,12,22,32");
}

TEST_P(UpdateOperators, CreateHeedsDirectionsAndBoundNodes) {
  EXPECT_EQ(Changes("CREATE (a:A) CREATE (a)<-[:T]-(b:B), (a)-[:SELF]->(a)"),
            "+2 nodes +2 edges +2 labels");
  EXPECT_EQ(Text("MATCH (b)-[:T]->(a) RETURN labels(b), labels(a)"), "['B'],['A']");
  EXPECT_EQ(Text("MATCH (a)-[:SELF]->(b) RETURN a = b"), "true");
}

TEST_P(UpdateOperators, CreateTakesPropertiesFromAParameter) {
  ParameterValues parameters{
      {"p", Value(MapValue({{"x", Value(1)}, {"y", Value()}, {"z", Value("s")}}))},
      {"list", Value(ListValue{Value(1)})}};
  EXPECT_EQ(Changes("CREATE ($p)-[:T $p]->()", parameters), "+2 nodes +1 edges =4 properties");
  EXPECT_EQ(Text("MATCH (a)-[r]->() RETURN a.x, r.z, keys(a)", parameters), "1,'s',['x', 'z']");
  EXPECT_EQ(Text("CREATE ($list)", parameters), "InvalidArgumentType");
}

TEST_P(UpdateOperators, CreateBindsPaths) {
  EXPECT_EQ(Text("UNWIND [1, 2] AS i CREATE p = (a)<-[r:T]-(b) "
                 "RETURN length(p), nodes(p) = [a, b], relationships(p) = [r]"),
            "1,true,true;1,true,true");
}

TEST_P(UpdateOperators, CreateRefusesMissingNodesAndBadValues) {
  EXPECT_EQ(Text("OPTIONAL MATCH (a:Absent) CREATE (a)-[:T]->(b)"), "MissingNode");
  EXPECT_EQ(Text("CREATE (a {x: {y: 1}})"), "InvalidPropertyType");
  EXPECT_EQ(Text("CREATE (a) CREATE (b {x: a})"), "InvalidPropertyType");
  EXPECT_EQ(Text("CREATE (a {x: [1, [2]]})"), "InvalidPropertyType");
  EXPECT_EQ(Text("CREATE (a {x: [{y: 1}]})"), "InvalidPropertyType");
  EXPECT_EQ(Text("CREATE (a) DELETE a CREATE (a)-[:T]->()"), "DeletedEntityAccess");
  EXPECT_EQ(Text("MATCH (a) RETURN a"), "");
}

// ---------------------------------------------------------------- SET, REMOVE

TEST_P(UpdateOperators, SetCountsUpForEveryRow) {
  Text("CREATE ({n: 0})");
  EXPECT_EQ(Changes("MATCH (a) UNWIND [1, 2, 3, 4, 5] AS i SET a.n = a.n + i"), "=5 properties");
  EXPECT_EQ(Text("MATCH (a) RETURN a.n"), "15");
}

TEST_P(UpdateOperators, SetAppliesItemsFromLeftToRight) {
  Text("CREATE ({x: 1, y: 2})");
  EXPECT_EQ(Text("MATCH (a) SET a.x = 5, a.y = a.x * 2, a['z'] = a.y + 1 RETURN a.x, a.y, a.z"),
            "5,10,11");
  EXPECT_EQ(Text("MATCH (a) SET a.x = 1, a.x = 2 RETURN a.x"), "2");
}

TEST_P(UpdateOperators, SetCountsTheSameValueButNotTheRemovalOfNothing) {
  Text("CREATE (:A {x: 1})");
  EXPECT_EQ(Changes("MATCH (a) SET a.x = 1"), "=1 properties");
  EXPECT_EQ(Changes("MATCH (a) SET a.y = null, a.unknown = null"), "");
  EXPECT_EQ(Changes("MATCH (a) SET a.x = null"), "=1 properties");
  EXPECT_EQ(Changes("MATCH (a) SET a:A:B:B"), "+1 labels");
  EXPECT_EQ(Changes("MATCH (a) REMOVE a:A:Unknown"), "-1 labels");
  EXPECT_EQ(Text("MATCH (a) RETURN labels(a), keys(a)"), "['B'],[]");
}

TEST_P(UpdateOperators, SetReplacesAndAddsMaps) {
  Text("CREATE ({x: 1, y: 2})-[:T {x: 7, z: 8}]->()");
  EXPECT_EQ(Changes("MATCH (a)-[]->() SET a += {y: 3, x: null, w: 4}"), "=3 properties");
  EXPECT_EQ(Text("MATCH (a)-[]->() RETURN properties(a)"), "{w: 4, y: 3}");
  EXPECT_EQ(Changes("MATCH (a)-[r]->() SET a = r"), "=4 properties");
  EXPECT_EQ(Text("MATCH (a)-[]->() RETURN properties(a)"), "{x: 7, z: 8}");
  EXPECT_EQ(Changes("MATCH (a)-[r]->() SET r = {}"), "=2 properties");
  EXPECT_EQ(Changes("MATCH (a)-[]->() SET a += null"), "");
  EXPECT_EQ(Text("MATCH (a)-[]->() SET a = null"), "InvalidArgumentType");
  EXPECT_EQ(Text("MATCH (a)-[r]->() SET a = a, r = a RETURN properties(a), properties(r)"),
            "{x: 7, z: 8},{x: 7, z: 8}");
}

TEST_P(UpdateOperators, SetAndRemovePassNullsOver) {
  EXPECT_EQ(Changes("OPTIONAL MATCH (a:Absent) SET a.x = 1, a += {y: 1}, a:L REMOVE a.x, a:L"), "");
}

TEST_P(UpdateOperators, SetRefusesWhatIsNoProperty) {
  Text("CREATE (:A)-[:T]->()");
  EXPECT_EQ(Text("MATCH (a:A) SET a.x = [{num: 1}]"), "InvalidPropertyType");
  EXPECT_EQ(Text("MATCH (a:A) SET a = {x: {num: 1}}"), "InvalidPropertyType");
  EXPECT_EQ(Text("MATCH (a:A) SET a[1 + a.none] = 2"), "MapElementAccessByNonString");
  EXPECT_EQ(Text("WITH {x: 1} AS m SET m.x = 2"), "InvalidArgumentType");
  EXPECT_EQ(Text("MATCH (a:A) DELETE a SET a.x = 1"), "DeletedEntityAccess");
  EXPECT_EQ(Text("MATCH (a:A) RETURN keys(a)"), "[]");
}

TEST_P(UpdateOperators, RemoveTakesPropertiesAway) {
  Text("CREATE ({x: 1, y: 2, z: 3})-[:T {w: 1}]->()");
  EXPECT_EQ(Changes("MATCH (a)-[r]->() REMOVE a.x, a['y'], a.unknown, r.w"), "=3 properties");
  EXPECT_EQ(Text("MATCH (a)-[r]->() RETURN keys(a), keys(r)"), "['z'],[]");
}

// ---------------------------------------------------------------- DELETE

TEST_P(UpdateOperators, DeleteCountsEachOnce) {
  Text("CREATE (:A)-[:T]->(:B)");
  EXPECT_EQ(Text("MATCH (a)-[r]-(b) DELETE r, a, b RETURN 1"), "1;1");
  EXPECT_EQ(Text("MATCH (a) RETURN a"), "");
  Text("CREATE (:A)-[:T]->(:B)");
  EXPECT_EQ(Changes("MATCH (a)-[r]->(b) DELETE a, r, b, a, r, b"), "-2 nodes -1 edges");
  EXPECT_EQ(Changes("CREATE (n) DELETE n"), "+1 nodes -1 nodes");
}

TEST_P(UpdateOperators, DeleteOfAConnectedNodeFailsAtTheEnd) {
  Text("CREATE (:X)-[:T]->(:Y), (:X)-[:T]->(:Y)");
  EXPECT_EQ(Text("MATCH (n:X) DELETE n"), "DeleteConnectedNode");
  EXPECT_EQ(Text("MATCH (n:X) RETURN 1"), "1;1");
  EXPECT_EQ(Changes("MATCH (n:X)-[r]->(y) DELETE n DELETE r"), "-2 nodes -2 edges");
}

TEST_P(UpdateOperators, DetachDeleteTakesEdgesAlong) {
  Text("CREATE (x:X)-[:T]->(:Y)-[:T]->(x), (x)-[:SELF]->(x)");
  EXPECT_EQ(Changes("MATCH (x:X) DETACH DELETE x, x"), "-1 nodes -3 edges");
  EXPECT_EQ(Text("MATCH (a) RETURN labels(a)"), "['Y']");
}

TEST_P(UpdateOperators, DeleteTakesPathsElementsAndNulls) {
  Text("CREATE (:A)-[:T]->(:B)-[:T]->(:C), (:D), (:E)");
  EXPECT_EQ(Changes("OPTIONAL MATCH p = (:Absent)-[]->() DETACH DELETE p"), "");
  EXPECT_EQ(Changes("MATCH p = (:A)-[]->()-[]->() DELETE p"), "-3 nodes -2 edges");
  EXPECT_EQ(Changes("MATCH (d:D) MATCH (e:E) WITH {key: [d, e]} AS m DELETE m.key[1]"), "-1 nodes");
  EXPECT_EQ(Text("MATCH (a) RETURN labels(a)"), "['D']");
  EXPECT_EQ(Text("WITH {key: 1} AS m DELETE m.key"), "InvalidArgumentType");
}

TEST_P(UpdateOperators, RowsStillNameWhatWasDeleted) {
  Text("CREATE ({x: 1})-[:T {x: 1}]->()");
  EXPECT_EQ(Text("MATCH (a)-[r]->(b) DETACH DELETE a RETURN type(r)"), "'T'");
  Text("CREATE ({x: 1})");
  EXPECT_EQ(Text("MATCH (a) DELETE a RETURN a.x"), "DeletedEntityAccess");
  EXPECT_EQ(Text("MATCH (a) DELETE a RETURN labels(a)"), "DeletedEntityAccess");
}

// ---------------------------------------------------------------- MERGE

TEST_P(UpdateOperators, MergeFindsWhatEarlierRowsMade) {
  EXPECT_EQ(Changes("UNWIND [1, 2, 1, 2, 1] AS i MERGE (a:A {i: i})"),
            "+2 nodes =2 properties +2 labels");
  EXPECT_EQ(Text("UNWIND [2, 3] AS i MERGE (a:A {i: i}) ON CREATE SET a.new = true "
                 "ON MATCH SET a.new = false RETURN a.i, a.new"),
            "2,false;3,true");
}

TEST_P(UpdateOperators, MergeHandsAllMatchesOn) {
  Text("UNWIND [1, 2, 3, 4] AS i CREATE (:A {i: i})");
  EXPECT_EQ(Text("UNWIND [1, 2] AS j MERGE (a:A) RETURN j, a.i"),
            "1,1;1,2;1,3;1,4;2,1;2,2;2,3;2,4");
  EXPECT_EQ(Text("MERGE (a:A) ON MATCH SET a.i = a.i + 1 RETURN a.i"), "2;3;4;5");
}

TEST_P(UpdateOperators, MergeChangesMatchesOnlyWhenAllAreFound) {
  Text("CREATE (h:Hub {on: 1}) CREATE (h)-[:T]->(:A) CREATE (h)-[:T]->(:B) CREATE (h)-[:T]->(:C)");
  EXPECT_EQ(Changes("MERGE (h:Hub {on: 1})-[:T]->(x) ON MATCH SET h.on = 2"), "=3 properties");
}

TEST_P(UpdateOperators, MergeMakesWholePatterns) {
  Text("CREATE (:A), (:B)");
  EXPECT_EQ(Changes("MATCH (a:A) MATCH (b:B) MERGE p = (a)-[r:T {w: 1}]->(b)"),
            "+1 edges =1 properties");
  EXPECT_EQ(Changes("MATCH (a:A) MATCH (b:B) MERGE (a)-[r:T {w: 1}]->(b)"), "");
  EXPECT_EQ(Changes("MATCH (a:A) MATCH (b:B) MERGE (a)<-[r:T]-(b)"), "+1 edges");
  EXPECT_EQ(Text("MATCH (a:A) MERGE p = (a)-[r:U]-(c:C) "
                 "RETURN length(p), startNode(r) = a, endNode(r) = c"),
            "1,true,true");
  EXPECT_EQ(Changes("MATCH (c:C) MERGE (c)-[r:U]-(a:A)"), "");
}

TEST_P(UpdateOperators, MergeRefusesNulls) {
  Text("CREATE (:A)");
  EXPECT_EQ(Text("MATCH (a:A) MERGE (a)-[r:X {num: a.none}]->()"), "MergeReadOwnWrites");
  EXPECT_EQ(Text("UNWIND [1, null] AS x MERGE ({x: x})"), "MergeReadOwnWrites");
  EXPECT_EQ(Text("OPTIONAL MATCH (n:Absent) MERGE (n)-[:T]->(b)"), "MissingNode");
  EXPECT_EQ(Text("MATCH (n) RETURN labels(n)"), "['A']");
}

// ---------------------------------------------------------------- FOREACH, CALL

TEST_P(UpdateOperators, ForeachRunsItsClausesForEachElement) {
  EXPECT_EQ(Text("UNWIND [2, 3] AS n FOREACH (i IN range(1, n) | CREATE (:A {i: i, n: n})) "
                 "RETURN n"),
            "2;3");
  EXPECT_EQ(Text("MATCH (a:A) RETURN a.n, a.i"), "2,1;2,2;3,1;3,2;3,3");
  EXPECT_EQ(Changes("FOREACH (i IN [1, 2] | FOREACH (j IN [1, 2, 3] | CREATE (:B)))"),
            "+6 nodes +6 labels");
  EXPECT_EQ(Changes("FOREACH (i IN null | CREATE (:B))"), "");
}

TEST_P(UpdateOperators, ForeachTakesClausesInTurnForEachElement) {
  Text("CREATE (:S {n: 0, seen: 0})");
  Text("MATCH (s:S) FOREACH (i IN [1, 2, 3] | SET s.n = s.n + 1 SET s.seen = s.seen * 10 + s.n)");
  EXPECT_EQ(Text("MATCH (s:S) RETURN s.n, s.seen"), "3,123");
}

TEST_P(UpdateOperators, SubqueriesRunForEachRow) {
  EXPECT_EQ(Text("UNWIND [0, 1, 2, 5] AS n CALL (n) { UNWIND range(1, n) AS i RETURN i } "
                 "RETURN n, i"),
            "1,1;2,1;2,2;5,1;5,2;5,3;5,4;5,5");
  EXPECT_EQ(Text("UNWIND [0, 2] AS n OPTIONAL CALL (n) { UNWIND range(1, n) AS i RETURN i } "
                 "RETURN n, i"),
            "0,null;2,1;2,2");
  EXPECT_EQ(Text("UNWIND [2, 3] AS n CALL (n) { UNWIND range(1, n) AS i CREATE (:A {n: n}) } "
                 "RETURN n"),
            "2;3");
  EXPECT_EQ(Text("MATCH (a:A) RETURN a.n"), "2;2;3;3;3");
}

TEST_P(UpdateOperators, SubqueriesCommitInBatches) {
  EXPECT_EQ(Text("UNWIND [1] AS i CALL (i) { CREATE (:A) } IN TRANSACTIONS"), "TransactionOpen");
  size_t commit_count = 0;
  runner_.set_commit_batch([&]() -> Result<void> {
    ++commit_count;
    return {};
  });
  Text("UNWIND range(1, 7) AS i CALL (i) { CREATE (:A {i: i}) } IN TRANSACTIONS OF 3 ROWS");
  EXPECT_EQ(commit_count, 3U);
  EXPECT_EQ(Text("UNWIND range(1, 4) AS i CALL (i) { CREATE (a:B) RETURN 1 AS one } "
                 "IN TRANSACTIONS OF 2 ROWS RETURN i + one"),
            "2;3;4;5");
  EXPECT_EQ(commit_count, 5U);
  EXPECT_EQ(Text("UNWIND [1] AS i CALL (i) { CREATE (:A) } IN TRANSACTIONS OF $n ROWS",
                 {{"n", Value(0)}}),
            "NumberOutOfRange");
}

ProcedureSignature::Field Field(const std::string& name, Value::Kind kind) {
  ProcedureSignature::Field field;
  field.name = name;
  field.type = kind;
  field.type_name = KindName(kind);
  return field;
}

Procedure Repeat() {
  using Kind = Value::Kind;
  Procedure procedure;
  procedure.signature.name = "test.repeat";
  procedure.signature.inputs = {Field("n", Kind::kInteger), Field("f", Kind::kFloat)};
  procedure.signature.required_input_count = 2;
  procedure.signature.outputs = {Field("i", Kind::kInteger), Field("f", Kind::kFloat)};
  procedure.run = [](const ProcedureCall& call, const ProcedureRowSink& sink) -> Result<void> {
    for (int64_t i = 1; i <= call.Argument(0).integer(); ++i) {
      RONDO_TRY(sink(std::vector<Value>{Value(i), call.Argument(1)}));
    }
    return {};
  };
  return procedure;
}

TEST_P(UpdateOperators, ProceduresRunForEachRow) {
  runner_.AddProcedure(Repeat());
  EXPECT_EQ(Text("UNWIND [0, 1, 5] AS n CALL test.repeat(n, 1) YIELD f AS g, i RETURN n, i, g"),
            "1,1,1.0;5,1,1.0;5,2,1.0;5,3,1.0;5,4,1.0;5,5,1.0");
  EXPECT_EQ(Text("UNWIND [0, 2] AS n OPTIONAL CALL test.repeat(n, 1.5) YIELD i RETURN n, i"),
            "0,null;2,1;2,2");
  EXPECT_EQ(Text("UNWIND ['a'] AS n CALL test.repeat(n, 1) YIELD i RETURN i"),
            "InvalidArgumentType");
}

TEST_P(UpdateOperators, VoidProceduresHandTheRowOn) {
  Procedure procedure;
  procedure.signature.name = "test.nothing";
  size_t call_count = 0;
  procedure.run = [&](const ProcedureCall&, const ProcedureRowSink&) -> Result<void> {
    ++call_count;
    return {};
  };
  runner_.AddProcedure(procedure);
  EXPECT_EQ(Text("UNWIND [1, 2, 3, 4] AS n CALL test.nothing() RETURN n"), "1;2;3;4");
  EXPECT_EQ(call_count, 4U);
}

TEST_P(UpdateOperators, LoadCsvReadsLocalFiles) {
  TemporaryFolder folder;
  const std::string path = folder / "load csv.csv";
  std::ofstream(path) << "name,born,note\nAda,1815,\"\"\n\"Grace, H.\",1906,\nAlan\n";
  ParameterValues parameters{{"path", Value(path)}};
  EXPECT_EQ(Text("LOAD CSV WITH HEADERS FROM $path AS row RETURN row.name, row.born, row.note",
                 parameters),
            "'Ada','1815','';'Grace, H.','1906',null;'Alan',null,null");
  EXPECT_EQ(
      Text("UNWIND [1, 2] AS i LOAD CSV FROM $path AS row RETURN i, size(row), row[0]", parameters),
      "1,3,'name';1,3,'Ada';1,3,'Grace, H.';1,1,'Alan';"
      "2,3,'name';2,3,'Ada';2,3,'Grace, H.';2,1,'Alan'");
  const std::string url = "file://" + (folder / "load%20csv.csv");
  EXPECT_EQ(Text("LOAD CSV FROM $url AS row RETURN size(row)", {{"url", Value(url)}}), "3;3;3;1");
  EXPECT_EQ(Text("LOAD CSV FROM $path AS row FIELDTERMINATOR ';' RETURN size(row)", parameters),
            "MalformedCsv");  // Text follows the closing quote.
  EXPECT_EQ(Text("LOAD CSV FROM 'absent.csv' AS row RETURN row"), "CannotOpenFile");
  EXPECT_EQ(Text("LOAD CSV FROM 'https://example.org/a.csv' AS row RETURN row"), "InvalidLocation");
  EXPECT_EQ(Text("LOAD CSV FROM null AS row RETURN row"), "InvalidArgumentType");
}

}  // namespace
}  // namespace rondo::test
