// Copies of chunks: what one changes the others do not see, and what they hold is what was done.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/lane_array.h"
#include "storage/codec/frame.h"

namespace rondo {
namespace {

TEST(LaneArray, CopiesThatOnlyGrowShareTheirValues) {
  LaneArray<int> first;
  for (int i = 0; i < 5; ++i) first.Set(static_cast<size_t>(i), i);
  LaneArray<int> second = first;
  second.Set(5, 50);
  EXPECT_EQ(second.data(), first.data());
  EXPECT_EQ(first.size(), 5u);
  EXPECT_EQ(second.size(), 6u);
  EXPECT_EQ(second[5], 50);
}

TEST(LaneArray, WhoeverOverwritesWhatOthersReadTakesACopy) {
  LaneArray<int> first(std::vector<int>{1, 2, 3});
  LaneArray<int> second = first;
  second.Set(1, 20);
  EXPECT_EQ(first[1], 2);
  EXPECT_EQ(second[1], 20);
  // Two copies that both add: the second one cannot take the same place.
  LaneArray<int> base;
  base.Set(0, 1);
  LaneArray<int> given_up = base;
  given_up.Set(3, 4);
  LaneArray<int> third = base;
  third.Set(2, 9);
  EXPECT_EQ(given_up.size(), 4u);
  EXPECT_EQ(given_up[3], 4);
  EXPECT_EQ(third.size(), 3u);
  EXPECT_EQ(third[0], 1);
  EXPECT_EQ(third[1], 0);
  EXPECT_EQ(third[2], 9);
}

// The lists of an adjacency chunk as sets.
using Lists = std::vector<std::set<std::pair<uint64_t, uint64_t>>>;

void ExpectLists(const AdjacencyChunk& chunk, const Lists& lists) {
  uint64_t count = 0;
  for (Lane lane = 0; lane < kGroupSize; ++lane) {
    const auto& list = lists[lane];
    count += list.size();
    ASSERT_EQ(chunk.Degree(lane), list.size()) << "lane " << lane;
    if (list.empty()) continue;
    std::vector<NodeId> neighbors;
    std::vector<EdgeId> edges;
    chunk.AppendTo(lane, neighbors, edges);
    size_t i = 0;
    for (const auto& [neighbor, edge] : list) {
      ASSERT_EQ(neighbors[i].value, neighbor) << "lane " << lane;
      ASSERT_EQ(edges[i].value, edge) << "lane " << lane;
      ++i;
    }
    ASSERT_EQ(chunk.CountEdgesTo(lane, NodeId(list.begin()->first)),
              std::count_if(list.begin(), list.end(),
                            [&](const auto& entry) { return entry.first == list.begin()->first; }));
  }
  EXPECT_EQ(chunk.edge_count(), count);
  uint64_t scanned = 0;
  for (Lane lane = 0; lane < kGroupSize;) {
    EdgeColumns columns;
    columns.with_ends = false;
    lane = chunk.AppendLists(lane, kGroupSize, 1000, 0, columns);
    scanned += columns.edges.size();
  }
  EXPECT_EQ(scanned, count);
}

class AdjacencyModel {
 public:
  explicit AdjacencyModel(uint64_t seed) : random_(seed), lists_(kGroupSize) {}

  const Lists& lists() const { return lists_; }

  // Most edges begin in few lanes, as they do.
  void AddTo(AdjacencyChunk& chunk) {
    const Lane lane = static_cast<Lane>(random_() % 3 == 0 ? random_() % 4 : random_() % 1900);
    // A few ids are far from all others, so that arrays turn wide.
    const uint64_t neighbor = random_() % 5000 + (random_() % 20000 == 0 ? uint64_t{1} << 40 : 0);
    lists_[lane].insert({neighbor, next_edge_});
    chunk.Add(lane, NodeId(neighbor), EdgeId(next_edge_++));
  }

  void RemoveFrom(AdjacencyChunk& chunk) {
    const Lane lane = static_cast<Lane>(random_() % kGroupSize);
    if (lists_[lane].empty()) return;
    const auto [neighbor, edge] = *lists_[lane].begin();
    lists_[lane].erase(lists_[lane].begin());
    chunk.Remove(lane, NodeId(neighbor), EdgeId(edge));
  }

 private:
  std::mt19937_64 random_;
  Lists lists_;
  uint64_t next_edge_ = 0;
};

// A chunk whose edges follow each other: `degree` of each of its lanes.
AdjacencyChunk ChunkInSequence(Lane lane_count, uint32_t degree, uint64_t first_edge) {
  const std::vector<int64_t> degrees(lane_count, degree);
  std::vector<int64_t> neighbors(size_t{lane_count} * degree);
  std::vector<int64_t> edges(neighbors.size());
  std::iota(edges.begin(), edges.end(), static_cast<int64_t>(first_edge));
  std::string payload;
  AdjacencyChunk::EncodeLists(degrees, neighbors, edges, payload);
  AdjacencyChunk chunk;
  EXPECT_TRUE(chunk.DecodeBase(payload).ok());
  return chunk;
}

TEST(AdjacencyChunk, GivesEdgesThatFollowEachOtherAsARun) {
  const AdjacencyChunk chunk = ChunkInSequence(1000, 2, 5000);
  EdgeColumns out;
  EXPECT_EQ(chunk.FindEdgeRun(100, 700, out), 700u);
  EXPECT_EQ(out.run_begin, EdgeId(5200));
  EXPECT_EQ(out.run_size, 1200u);
  EXPECT_TRUE(out.edges.empty());
}

TEST(AdjacencyChunk, GivesNoRunOfFewEdgesOrChangedOnes) {
  AdjacencyChunk chunk = ChunkInSequence(1000, 2, 5000);
  EdgeColumns out;
  EXPECT_EQ(chunk.FindEdgeRun(100, 110, out), 100u);
  EXPECT_EQ(out.size(), 0u);
  chunk.Remove(3, NodeId(0), EdgeId(5006));
  EXPECT_EQ(chunk.FindEdgeRun(100, 700, out), 100u);
  EXPECT_EQ(out.size(), 0u);
}

TEST(AdjacencyChunk, GrowsOverManySegmentsAndItsCopiesStayAsTheyWere) {
  AdjacencyModel model(1);
  auto chunk = std::make_unique<AdjacencyChunk>();
  for (int round = 0; round < 12; ++round) {
    const Lists before = model.lists();
    std::unique_ptr<Chunk> next = chunk->Clone();
    auto& changed = static_cast<AdjacencyChunk&>(*next);
    for (int i = 0; i < 9000; ++i) {
      model.AddTo(changed);
      if (i % 5 == 0) model.RemoveFrom(changed);
    }
    ExpectLists(*chunk, before);
    ExpectLists(changed, model.lists());
    std::string payload;
    changed.EncodeBase(payload);
    AdjacencyChunk decoded;
    ASSERT_TRUE(decoded.DecodeBase(payload).ok());
    ExpectLists(decoded, model.lists());
    // Every other round goes on with what was stored.
    if (round % 2 == 0) {
      chunk.reset(static_cast<AdjacencyChunk*>(next.release()));
    } else {
      chunk = std::make_unique<AdjacencyChunk>(decoded);
    }
  }
}

TEST(AdjacencyChunk, WhatIsUndoneLeavesNothingWhetherItStandsAsideOrNot) {
  Lists lists(kGroupSize);
  AdjacencyChunk chunk;
  for (const bool settles : {false, true}) {
    const auto change = [&](bool removes) {
      if (removes) {
        chunk.Remove(3, NodeId(5), EdgeId(7));
        lists[3].clear();
      } else {
        chunk.Add(3, NodeId(5), EdgeId(7));
        lists[3] = {{5, 7}};
      }
      ASSERT_TRUE(!settles || chunk.Settle());
      ExpectLists(chunk, lists);
    };
    for (const bool removes : {false, true, false, true}) change(removes);
    change(false);
    ASSERT_TRUE(chunk.Settle());
    // Now it is in the base of what is read back.
    std::string payload;
    chunk.EncodeBase(payload);
    ASSERT_TRUE(chunk.DecodeBase(payload).ok());
    for (const bool removes : {true, false, true}) change(removes);
    ASSERT_TRUE(chunk.Settle());
    ExpectLists(chunk, lists);
  }
}

TEST(AdjacencyChunk, ARecordIsTheSameHoweverTheChunkCameByItsLists) {
  std::mt19937 random(11);
  AdjacencyChunk changed;
  for (uint64_t edge = 0; edge < 40'000; ++edge) {
    changed.Add(static_cast<Lane>(random() % 9), NodeId(random() % 5'000'000'000), EdgeId(edge));
    if (edge % 5000 == 0) {
      ASSERT_TRUE(changed.Settle());
    }
  }
  std::string record;
  changed.EncodeBase(record);
  AdjacencyChunk decoded;
  ASSERT_TRUE(decoded.DecodeBase(record).ok());
  EXPECT_EQ(decoded.edge_count(), changed.edge_count());
  for (Lane lane = 0; lane < 10; ++lane) {
    std::vector<NodeId> neighbors[2];
    std::vector<EdgeId> edges[2];
    changed.AppendTo(lane, neighbors[0], edges[0]);
    decoded.AppendTo(lane, neighbors[1], edges[1]);
    EXPECT_EQ(neighbors[0], neighbors[1]);
    EXPECT_EQ(edges[0], edges[1]);
  }
  std::string again;
  decoded.EncodeBase(again);
  EXPECT_EQ(again, record);
}

TEST(AdjacencyChunk, RefusesADeltaThatAddsTwice) {
  const AdjacencyChange changes[] = {
      {2, false, {300, 4}}, {2, false, {300, 5}}, {2, false, {300, 4}}};
  std::string once;
  AdjacencyChunk::EncodeDelta(std::span(changes).first(2), once);
  std::string twice;
  AdjacencyChunk::EncodeDelta(changes, twice);
  const auto is_sound = [](std::initializer_list<std::string_view> deltas) {
    AdjacencyChunk chunk;
    for (const std::string_view delta : deltas) EXPECT_TRUE(chunk.ApplyDelta(delta).ok());
    return chunk.FinishDeltas().ok();
  };
  EXPECT_TRUE(is_sound({once}));
  EXPECT_FALSE(is_sound({twice}));
  EXPECT_FALSE(is_sound({once, once}));
}

TEST(EdgeGroupChunk, FindsTheEdgesOfATypeAmongThoseThatExist) {
  std::mt19937 random(7);
  EdgeGroupChunk chunk;
  std::vector<std::set<Lane>> lanes_of_type(3);
  for (Lane lane = 0; lane < 1500; ++lane) {
    const auto type = static_cast<uint32_t>(random() % 3);
    chunk.Add(lane, {NodeId(random() % 5000), NodeId(random()), EdgeTypeId(type)});
    lanes_of_type[type].insert(lane);
  }
  for (Lane lane = 0; lane < 1500; lane += 7) {
    chunk.Remove(lane);
    for (std::set<Lane>& lanes : lanes_of_type) lanes.erase(lane);
  }
  std::string payload;
  chunk.EncodeBase(payload);
  EdgeGroupChunk decoded;
  ASSERT_TRUE(decoded.DecodeBase(payload).ok());
  for (uint32_t type = 0; type < 4; ++type) {
    for (const EdgeGroupChunk* from : {&chunk, &decoded}) {
      std::set<Lane> found;
      from->LanesOf(EdgeTypeId(type)).ForEach([&](Lane lane) { found.insert(lane); });
      EXPECT_EQ(found, type < 3 ? lanes_of_type[type] : std::set<Lane>());
    }
  }
}

TEST(EdgeGroupChunk, TellsItsContentsWithoutItsEdges) {
  EdgeGroupChunk chunk;
  const MemberKey first{KeyTag::kEdgeColumn, 7};
  const MemberKey second{KeyTag::kEdgeColumn, 3};
  chunk.Add(5, {NodeId(1), NodeId(2), EdgeTypeId(0)});
  chunk.AddMember(first);
  std::string base;
  chunk.EncodeBase(base);
  GroupBitmap changed;
  changed.Set(6);
  chunk.Add(6, {NodeId(1), NodeId(3), EdgeTypeId(0)});
  std::string delta;
  chunk.EncodeDelta(changed, {&second, 1}, delta);
  std::string value;
  AppendFrame(FrameKind::kBase, base, value);
  AppendFrame(FrameKind::kDelta, delta, value);
  const Result<GroupContents> contents = EdgeGroupChunk::DecodeContents(value);
  ASSERT_TRUE(contents.ok());
  EXPECT_EQ(contents->members(), (std::vector<MemberKey>{second, first}));
  value.back() = static_cast<char>(value.back() ^ 1);
  EXPECT_FALSE(EdgeGroupChunk::DecodeContents(value).ok());
}

}  // namespace
}  // namespace rondo
