#include "query/execute/procedure/csr_cache.h"

#include <gtest/gtest.h>

#include "storage/store.h"

namespace rondo {
namespace {

class CsrCacheTest : public testing::Test {
 protected:
  CsrCacheTest() : store_(Store::Open(std::string(kInMemoryPath), {}).value()) { AddEdge(); }

  void AddEdge() {
    const std::unique_ptr<Transaction> transaction = store_->BeginTransaction().value();
    const LabelId label = transaction->InternLabel("A").value();
    const NodeId node = transaction->CreateNode({&label, 1}, {}).value();
    transaction->CreateEdge(transaction->InternEdgeType("t").value(), node, node, {}).value();
    transaction->Commit().value();
  }

  std::shared_ptr<const CsrGraph> Load(CsrCache& cache, const CsrSelection& selection = {}) {
    return cache.Load(*store_->OpenSnapshot(), selection, {}).value();
  }

  std::unique_ptr<Store> store_;
};

TEST_F(CsrCacheTest, KeepsWhatOneVersionShows) {
  CsrCache cache;
  const auto first = Load(cache);
  EXPECT_EQ(Load(cache), first);
  AddEdge();
  const auto second = Load(cache);
  EXPECT_EQ(second->node_count(), 2u);
  EXPECT_EQ(Load(cache), second);
  EXPECT_EQ(first->node_count(), 1u);
}

TEST_F(CsrCacheTest, OlderSnapshotsSeeTheirOwnGraph) {
  CsrCache cache;
  const std::shared_ptr<const Snapshot> older = store_->OpenSnapshot();
  AddEdge();
  const auto newest = Load(cache);
  EXPECT_EQ(cache.Load(*older, {}, {}).value()->node_count(), 1u);
  EXPECT_EQ(Load(cache), newest);
}

TEST_F(CsrCacheTest, TellsSelectionsApart) {
  CsrCache cache;
  const auto all = Load(cache);
  std::vector<CsrSelection> selections(5);
  selections[0].labels = {"A"};
  selections[1].edge_types = {"A"};
  selections[2].edge_types = {"t"};
  selections[3].weight_property = "A";
  selections[4].direction = Direction::kBoth;
  for (const CsrSelection& selection : selections) {
    EXPECT_NE(Load(cache, selection), all);
  }
  EXPECT_EQ(Load(cache), all);
}

TEST_F(CsrCacheTest, ShowsWhatATransactionHasChanged) {
  CsrCache cache;
  EXPECT_EQ(Load(cache)->node_count(), 1u);
  const std::unique_ptr<Transaction> transaction = store_->BeginTransaction().value();
  transaction->CreateNode({}, {}).value();
  EXPECT_EQ(cache.Load(*transaction, {}, {}).value()->node_count(), 2u);
  transaction->CreateNode({}, {}).value();
  EXPECT_EQ(cache.Load(*transaction, {}, {}).value()->node_count(), 3u);
}

TEST_F(CsrCacheTest, KeepsToItsMemory) {
  CsrCache none(1);
  EXPECT_NE(Load(none), Load(none));
  // Room for one of two.
  CsrCache one(Load(none)->memory_size() * 3 / 2);
  const auto first = Load(one);
  EXPECT_EQ(Load(one), first);
  CsrSelection labelled;
  labelled.labels = {"A"};
  const auto second = Load(one, labelled);
  EXPECT_EQ(Load(one, labelled), second);
  EXPECT_NE(Load(one), first);
}

TEST_F(CsrCacheTest, GivesTheErrorOfTheStopCheck) {
  CsrCache cache;
  const auto stopped = cache.Load(*store_->OpenSnapshot(), {}, []() -> Result<void> {
    return RuntimeError(ErrorCode::kCancelled, "Interrupted", "stop");
  });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().detail, "Interrupted");
}

}  // namespace
}  // namespace rondo
