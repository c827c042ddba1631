// Edges of a bulk load follow each other, and scans read them as runs: answers must be those of the
// same graph made by transactions, whose edges are read one by one.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_text.h"
#include "query/database.h"
#include "storage/bulk_loader.h"
#include "tests/query/query_runner.h"

namespace rondo {
namespace {

constexpr size_t kNodeCount = 5000;
constexpr size_t kEdgesPerNode = 3;

/// Fees of some edges, texts in a group of edges that has nothing else there.
Value FeeOf(size_t edge) {
  return edge % 5 == 0 ? Value() : Value(static_cast<int64_t>(edge * edge % 1'000'003));
}
Value GradeOf(size_t edge) {
  return edge / 2048 == 3 ? Value("grade " + std::to_string(edge % 4))
                          : Value(static_cast<int64_t>(edge % 9));
}

NodeId TargetOf(size_t edge) { return NodeId(edge * 7919 % kNodeCount); }

Result<void> LoadInBulk(Store& store) {
  RONDO_TRY_ASSIGN(std::unique_ptr<BulkLoader> loader, BulkLoader::Begin(store, {}));
  const std::vector<std::string> labels = {"Club"};
  RONDO_TRY(loader->AddNodes(labels, kNodeCount, {}));
  std::vector<NodeId> sources;
  std::vector<NodeId> targets;
  std::vector<BulkColumn> columns(2);
  columns[0].property = "fee";
  columns[0].kind = Value::Kind::kInteger;
  columns[1].property = "grade";
  columns[1].kind = Value::Kind::kList;  // Values of any kind.
  for (size_t edge = 0; edge < kNodeCount * kEdgesPerNode; ++edge) {
    sources.emplace_back(edge / kEdgesPerNode);
    targets.push_back(TargetOf(edge));
    const Value fee = FeeOf(edge);
    columns[0].present.push_back(fee.is_null() ? 0 : 1);
    columns[0].integers.push_back(fee.is_null() ? 0 : fee.integer());
    columns[1].present.push_back(1);
    columns[1].values.push_back(GradeOf(edge));
  }
  RONDO_TRY(loader->AddEdges("PAID", sources, targets, columns));
  RONDO_TRY(loader->Finish());
  return {};
}

Result<void> LoadByTransaction(Transaction& transaction) {
  RONDO_TRY_ASSIGN(const LabelId club, transaction.InternLabel("Club"));
  RONDO_TRY_ASSIGN(const EdgeTypeId paid, transaction.InternEdgeType("PAID"));
  RONDO_TRY_ASSIGN(const PropertyKeyId fee, transaction.InternPropertyKey("fee"));
  RONDO_TRY_ASSIGN(const PropertyKeyId grade, transaction.InternPropertyKey("grade"));
  for (size_t node = 0; node < kNodeCount; ++node) {
    RONDO_TRY(transaction.CreateNode({&club, 1}, {}));
  }
  for (size_t edge = 0; edge < kNodeCount * kEdgesPerNode; ++edge) {
    std::vector<Property> properties = {{grade, GradeOf(edge)}, {fee, FeeOf(edge)}};
    RONDO_TRY(
        transaction.CreateEdge(paid, NodeId(edge / kEdgesPerNode), TargetOf(edge), properties));
  }
  return {};
}

/// One line per row, sorted. Edges are named by their values: both graphs count them as they like.
std::vector<std::string> RowsOf(Database& database, const std::string& text,
                                uint32_t thread_count) {
  Result<std::vector<std::vector<Value>>> rows =
      test::RunQuery(*database.store().OpenSnapshot(), text, {.thread_count = thread_count});
  if (!rows.ok()) {
    return {rows.error().message};
  }
  std::vector<std::string> lines;
  for (const std::vector<Value>& row : *rows) {
    std::string& line = lines.emplace_back();
    for (const Value& value : row) {
      line += ValueText(value, {.canonical = true}) + " ";
    }
  }
  std::ranges::sort(lines);
  return lines;
}

class BulkLoadedQuery : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(LoadInBulk(bulk_.store()).ok());
    ASSERT_TRUE(plain_.Connect().Write(LoadByTransaction).ok());
  }

  Database bulk_ = Database::Open(":memory:").value();
  Database plain_ = Database::Open(":memory:").value();
};

TEST_F(BulkLoadedQuery, AnswersAsTheSameGraphMadeByTransactions) {
  for (const std::string text : {
           "MATCH ()-[p:PAID]->() RETURN sum(p.fee), count(p.fee), min(p.fee), max(p.fee)",
           "MATCH (:Club)-[p:PAID]->() RETURN avg(p.fee), count(p)",
           "MATCH ()-[p:PAID]->() RETURN p.fee % 4, count(*), sum(p.fee + 1)",
           "MATCH ()-[p:PAID]->() WHERE p.fee > 900000 RETURN p.fee",
           "MATCH ()-[p:PAID]->() RETURN p.grade, count(*), sum(p.fee)",
           "MATCH ()-[p:PAID]->() RETURN sum(p.nothing), count(p.nothing)",
           "MATCH ()-[p:PAID]->() WITH p WHERE p.fee % 1000 = 1 RETURN startNode(p), p.fee",
           "MATCH ()-[p:PAID]->() WITH collect(p) AS all RETURN size(all), all[7000].fee > 0",
           "MATCH ()-[p:PAID]->() WITH p.fee AS fee ORDER BY fee DESC LIMIT 9 RETURN fee",
           "MATCH ()-[p:PAID]->() WITH DISTINCT p RETURN count(*), sum(p.fee)",
           "MATCH ()-[p:PAID]->() RETURN sum(p.fee) AS n UNION ALL MATCH ()-[p]->() RETURN "
           "count(p.grade) AS n",
           "MATCH ()-[p:PAID]->() RETURN sum(p.grade)",
       }) {
    for (const uint32_t thread_count : {1u, 3u}) {
      EXPECT_EQ(RowsOf(bulk_, text, thread_count), RowsOf(plain_, text, thread_count)) << text;
    }
  }
}

TEST_F(BulkLoadedQuery, SeesWhatChangedSince) {
  for (const std::string change : {
           "MATCH (a)-[p:PAID]->() WHERE p.fee % 1000 = 2 SET p.fee = 5",
           "MATCH (a)-[p:PAID]->() WHERE p.fee % 1000 = 3 DELETE p",
           "MATCH (a)-[p:PAID]->() WHERE p.fee % 1000 = 4 CREATE (a)-[:PAID {fee: 1.5}]->(a)",
           "MATCH (a)-[p:PAID]->() SET p.fee = null",
       }) {
    ASSERT_TRUE(bulk_.Connect().Execute(change).ok()) << change;
    ASSERT_TRUE(plain_.Connect().Execute(change).ok()) << change;
    const std::string text = "MATCH ()-[p:PAID]->() RETURN sum(p.fee), count(p.fee), count(p)";
    EXPECT_EQ(RowsOf(bulk_, text, 1), RowsOf(plain_, text, 1)) << change;
  }
}

TEST_F(BulkLoadedQuery, AStatementDoesNotReadWhatItDeleted) {
  Connection connection = bulk_.Connect();
  const Result<QueryResult> read =
      connection.Execute("MATCH ()-[p:PAID]->() DELETE p RETURN sum(p.fee)");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().detail, "DeletedEntityAccess");
}

}  // namespace
}  // namespace rondo
