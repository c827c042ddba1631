// Ids that lie together: apart from all others, never given out twice.

#include "storage/id_stretch.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "storage/chunk/group.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

NodeId AddIn(IdStretch& stretch, Transaction& transaction, int64_t number) {
  const LabelId label = transaction.InternLabel("Kept").value();
  const Property property{transaction.InternPropertyKey("number").value(), Value(number)};
  return CreateNodeIn(stretch, transaction, {&label, 1}, {&property, 1}).value();
}

EdgeId LinkIn(IdStretch& stretch, Transaction& transaction, NodeId source, NodeId target) {
  return CreateEdgeIn(stretch, transaction, transaction.InternEdgeType("kept").value(), source,
                      target, {})
      .value();
}

int64_t NumberOf(const GraphView& view, NodeId node) {
  Value value;
  EXPECT_TRUE(
      view.GatherNodeProperty(*view.FindPropertyKey("number"), {&node, 1}, {&value, 1}).ok());
  return value.integer();
}

TEST(IdStretch, WhatIsMadeInOneLiesTogetherWhateverElseIsMade) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  IdStretch kept_nodes;
  IdStretch kept_edges;
  std::vector<NodeId> kept;
  std::set<GroupNumber> node_groups;
  std::set<GroupNumber> edge_groups;
  std::set<GroupNumber> other_node_groups;
  std::set<GroupNumber> other_edge_groups;
  constexpr int64_t kRoundCount = 300;
  constexpr int kOthersPerRound = 20;
  for (int64_t round = 0; round < kRoundCount; ++round) {
    auto transaction = store->BeginTransaction().value();
    kept.push_back(AddIn(kept_nodes, *transaction, round));
    node_groups.insert(GroupOf(kept.back().value));
    edge_groups.insert(GroupOf(LinkIn(kept_edges, *transaction, kept.back(), kept.front()).value));
    const EdgeTypeId type = transaction->InternEdgeType("other").value();
    for (int other = 0; other < kOthersPerRound; ++other) {
      const NodeId node = transaction->CreateNode({}, {}).value();
      other_node_groups.insert(GroupOf(node.value));
      const EdgeId edge = transaction->CreateEdge(type, node, kept.back(), {}).value();
      other_edge_groups.insert(GroupOf(edge.value));
    }
    ASSERT_TRUE(transaction->Commit().ok());
  }
  EXPECT_EQ(node_groups.size(), 1u);
  EXPECT_EQ(edge_groups.size(), 1u);
  EXPECT_FALSE(other_node_groups.contains(*node_groups.begin()));
  EXPECT_FALSE(other_edge_groups.contains(*edge_groups.begin()));
  const auto snapshot = store->OpenSnapshot();
  EXPECT_EQ(snapshot->NodeCount(), uint64_t{kRoundCount} * (1 + kOthersPerRound));
  for (size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(NumberOf(*snapshot, kept[i]), static_cast<int64_t>(i));
  }
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(IdStretch, GoesOnInAnotherGroupWhenOneIsFull) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  auto transaction = store->BeginTransaction().value();
  IdStretch first;
  IdStretch second;
  std::set<uint64_t> ids;
  std::set<GroupNumber> first_groups;
  for (uint32_t number = 0; number < 2 * kGroupSize; ++number) {
    const NodeId node = AddIn(first, *transaction, number);
    ids.insert(node.value);
    first_groups.insert(GroupOf(node.value));
    if (number % 2 == 0) {
      const NodeId other = AddIn(second, *transaction, number);
      ids.insert(other.value);
      EXPECT_FALSE(first_groups.contains(GroupOf(other.value)));
    }
  }
  EXPECT_EQ(ids.size(), 3u * kGroupSize);
  EXPECT_EQ(first_groups.size(), 2u);
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(IdStretch, EntitiesWithLongValuesAreFewToAGroup) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  auto transaction = store->BeginTransaction().value();
  IdStretch stretch{.per_group = 3};
  std::vector<GroupNumber> groups;
  for (int64_t number = 0; number < 7; ++number) {
    groups.push_back(GroupOf(AddIn(stretch, *transaction, number).value));
  }
  EXPECT_EQ(groups, (std::vector<GroupNumber>{0, 0, 0, 1, 1, 1, 2}));
  const NodeId other = transaction->CreateNode({}, {}).value();
  EXPECT_EQ(other.value, FirstIdOf(3));
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 8u);
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(IdStretch, IdsAreNeverGivenOutTwice) {
  const TemporaryFolder folder;
  std::set<uint64_t> ids;
  const auto add = [&](IdStretch& stretch, Transaction& transaction) {
    const NodeId node = AddIn(stretch, transaction, 1);
    EXPECT_TRUE(ids.insert(node.value).second) << node.value;
    return node;
  };
  for (int opened = 0; opened < 2; ++opened) {
    const auto store = Store::Open(folder / "store", {}).value();
    IdStretch stretch;
    // The transaction that takes the group for the stretch is given up.
    add(stretch, *store->BeginTransaction().value());
    auto transaction = store->BeginTransaction().value();
    const NodeId node = add(stretch, *transaction);
    const Savepoint savepoint = transaction->SetSavepoint();
    add(stretch, *transaction);
    ASSERT_TRUE(transaction->RollbackTo(savepoint).ok());
    const NodeId deleted = add(stretch, *transaction);
    ASSERT_TRUE(transaction->DeleteNode(deleted).ok());
    ASSERT_TRUE(transaction->Commit().ok());
    auto other = store->BeginTransaction().value();
    EXPECT_TRUE(ids.insert(other->CreateNode({}, {}).value().value).second);
    ASSERT_TRUE(other->Commit().ok());
    EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 2u * static_cast<uint64_t>(opened + 1));
    EXPECT_EQ(NumberOf(*store->OpenSnapshot(), node), 1);
    EXPECT_TRUE(store->Check().value().empty());
  }
}

}  // namespace
}  // namespace rondo
