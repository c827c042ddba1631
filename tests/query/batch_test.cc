#include "query/execute/expression/batch.h"

#include <gtest/gtest.h>

#include <numeric>
#include <optional>
#include <vector>

namespace rondo {
namespace {

std::vector<uint32_t> AllLanes(size_t count) {
  std::vector<uint32_t> lanes(count);
  std::iota(lanes.begin(), lanes.end(), 0U);
  return lanes;
}

Vector NodesFrom(uint64_t first, size_t count) {
  Vector vector;
  std::span<NodeId> nodes = vector.ResetToNodes(count);
  for (size_t lane = 0; lane < count; ++lane) {
    nodes[lane] = NodeId(first + lane);
  }
  return vector;
}

TEST(Vector, IsEmptyAtFirst) {
  Vector vector;
  EXPECT_EQ(vector.size(), 0u);
  EXPECT_TRUE(vector.values().empty());
}

TEST(Vector, AppendTakesTheFormOfWhatComesFirst) {
  Vector vector;
  vector.Append(Value(NodeId(7)));
  EXPECT_EQ(vector.form(), Vector::Form::kNodes);
  vector.Append(NodeId());
  EXPECT_TRUE(vector.IsNull(1));
  EXPECT_EQ(vector.Get(0).node(), NodeId(7));
}

TEST(Vector, MixedFormsBecomeValues) {
  Vector vector;
  vector.Append(NodeId(7));
  vector.Append(NodeId());
  vector.Append(Value("text"));
  vector.Append(EdgeId(3));
  ASSERT_EQ(vector.form(), Vector::Form::kValues);
  ASSERT_EQ(vector.size(), 4u);
  EXPECT_EQ(vector.values()[0].node(), NodeId(7));
  EXPECT_TRUE(vector.values()[1].is_null());
  EXPECT_EQ(vector.values()[2].string(), "text");
  EXPECT_EQ(vector.values()[3].edge(), EdgeId(3));
}

TEST(Vector, AppendsItsOwnElement) {
  Vector vector;
  vector.Append(Value("a text that is too long for any small-string optimisation"));
  for (int count = 0; count < 100; ++count) {
    vector.Append(vector.values()[0]);
  }
  EXPECT_EQ(vector.Get(100).string(), vector.Get(0).string());
}

TEST(Vector, ConstantHasOneEntryForAllLanes) {
  Vector vector;
  vector.ResetToConstant(Value("Roma"), kBatchCapacity);
  EXPECT_EQ(vector.size(), kBatchCapacity);
  ASSERT_EQ(vector.values().size(), 1u);
  EXPECT_EQ(vector.Get(kBatchCapacity - 1).string(), "Roma");
  vector.ResetToConstant(Value(), 2);
  EXPECT_TRUE(vector.IsNull(1));
}

TEST(Vector, ConstantOfItsOwnElementSurvives) {
  Vector vector;
  vector.Append(Value("Roma"));
  vector.ResetToConstant(vector.values()[0], 3);
  EXPECT_EQ(vector.Get(2).string(), "Roma");
}

TEST(Vector, AppendToConstantExpandsIt) {
  Vector vector;
  vector.ResetToConstant(Value(NodeId(5)), 3);
  EXPECT_EQ(vector.form(), Vector::Form::kNodes);
  vector.Append(NodeId(6));
  ASSERT_FALSE(vector.constant());
  ASSERT_EQ(vector.nodes().size(), 4u);
  EXPECT_EQ(vector.nodes()[2], NodeId(5));
  EXPECT_EQ(vector.nodes()[3], NodeId(6));
}

TEST(Vector, ConstantTruncatedToNothingCanBeReused) {
  Vector vector;
  vector.ResetToConstant(Value("Roma"), 3);
  vector.Truncate(0);
  vector.Append(NodeId(6));
  EXPECT_EQ(vector.form(), Vector::Form::kNodes);
  EXPECT_EQ(vector.size(), 1u);
}

TEST(Vector, RepeatingIntoAnEmptyVectorIsConstant) {
  Vector source = NodesFrom(10, 4);
  Vector vector;
  vector.AppendRepeated(source, 2, 1000);
  EXPECT_TRUE(vector.constant());
  EXPECT_EQ(vector.size(), 1000u);
  EXPECT_EQ(vector.Get(999).node(), NodeId(12));
  vector.AppendRepeated(source, 3, 2);
  EXPECT_EQ(vector.size(), 1002u);
  EXPECT_EQ(vector.Get(999).node(), NodeId(12));
  EXPECT_EQ(vector.Get(1001).node(), NodeId(13));
  vector.AppendRepeated(source, 0, 0);
  EXPECT_EQ(vector.size(), 1002u);
}

TEST(Vector, LanesAreGatheredInAnyOrder) {
  Vector source = NodesFrom(10, 4);
  Vector vector;
  std::vector<uint32_t> lanes{3, 3, 0};
  vector.ResetToLanes(source, lanes);
  ASSERT_EQ(vector.size(), 3u);
  EXPECT_EQ(vector.nodes()[1], NodeId(13));
  EXPECT_EQ(vector.nodes()[2], NodeId(10));
  vector.ResetToLanes(source, {});
  EXPECT_TRUE(vector.empty());
}

TEST(Vector, KeepsSomeLanes) {
  for (size_t size : {size_t{0}, size_t{1}, kBatchCapacity, kBatchCapacity + 1}) {
    Vector vector = NodesFrom(0, size);
    std::vector<uint32_t> odd;
    for (uint32_t lane = 1; lane < size; lane += 2) {
      odd.push_back(lane);
    }
    vector.Keep(odd);
    ASSERT_EQ(vector.size(), odd.size());
    for (size_t index = 0; index < odd.size(); ++index) {
      ASSERT_EQ(vector.nodes()[index], NodeId(odd[index]));
    }
  }
}

TEST(Vector, TruthsReadAsBooleans) {
  Vector vector;
  std::span<Truth> truths = vector.ResetToTruths(3);
  truths[0] = Truth::kTrue;
  truths[1] = Truth::kFalse;
  truths[2] = Truth::kUnknown;
  EXPECT_TRUE(vector.Get(0).boolean());
  EXPECT_FALSE(vector.Get(1).boolean());
  EXPECT_TRUE(vector.Get(2).is_null());
}

Vector IntegersFrom(std::vector<std::optional<int64_t>> wanted) {
  Vector vector;
  Vector::Integers integers = vector.ResetToIntegers(wanted.size());
  for (size_t lane = 0; lane < wanted.size(); ++lane) {
    integers.values[lane] = wanted[lane].value_or(-1);
    integers.is_null[lane] = wanted[lane] ? 0 : 1;
  }
  return vector;
}

Vector RunOf(uint64_t first, size_t size) {
  Vector vector;
  vector.ResetToEdgeRun(EdgeId(first), size);
  return vector;
}

TEST(Vector, RunOfEdgesReadsAsItsIds) {
  Vector run = RunOf(7, 3);
  EXPECT_EQ(run.run_begin(), EdgeId(7));
  EXPECT_EQ(run.size(), 3u);
  EXPECT_EQ(run.Get(2).edge(), EdgeId(9));
  EXPECT_FALSE(run.run_begin()) << "the ids have been written";
  EXPECT_EQ(std::vector<EdgeId>(run.edges().begin(), run.edges().end()),
            (std::vector<EdgeId>{EdgeId(7), EdgeId(8), EdgeId(9)}));
  EXPECT_FALSE(RunOf(7, 3).IsNull(1));
  EXPECT_TRUE(RunOf(7, 0).empty());
}

TEST(Vector, RunOfEdgesGoesWhereIdsGo) {
  Vector copy;
  copy.ResetTo(RunOf(7, 3));
  EXPECT_EQ(copy.Get(1).edge(), EdgeId(8));
  copy.ResetToLanes(RunOf(7, 3), std::vector<uint32_t>{2, 0});
  EXPECT_EQ(copy.Get(0).edge(), EdgeId(9));
  copy.AppendLanes(RunOf(20, 3), std::vector<uint32_t>{1});
  EXPECT_EQ(copy.Get(2).edge(), EdgeId(21));
  copy.AppendRepeated(RunOf(30, 3), 2, 2);
  EXPECT_EQ(copy.Get(4).edge(), EdgeId(32));

  Vector grown = RunOf(7, 2);
  grown.Append(EdgeId(1));
  EXPECT_EQ(grown.Get(1).edge(), EdgeId(8));
  EXPECT_EQ(grown.Get(2).edge(), EdgeId(1));
  Vector kept = RunOf(7, 3);
  kept.Keep(std::vector<uint32_t>{0, 2});
  EXPECT_EQ(kept.Get(1).edge(), EdgeId(9));
  Vector cut = RunOf(7, 3);
  cut.Truncate(2);
  EXPECT_EQ(cut.edges().size(), 2u);
  Vector mixed = RunOf(7, 2);
  mixed.Append(Value("text"));
  EXPECT_EQ(mixed.Get(1).edge(), EdgeId(8));
  EXPECT_EQ(mixed.Get(2).string(), "text");
}

TEST(Vector, RunOfEdgesIsForgottenWithTheRest) {
  Vector vector = RunOf(7, 3);
  vector.ResetToEdges(1)[0] = EdgeId(4);
  EXPECT_EQ(vector.Get(0).edge(), EdgeId(4));
  vector = RunOf(7, 3);
  vector.ResetToNodes(1)[0] = NodeId(4);
  EXPECT_EQ(vector.Get(0).node(), NodeId(4));
  vector = RunOf(7, 3);
  vector.Clear();
  EXPECT_TRUE(vector.empty());
  std::vector<EdgeId> edges = {EdgeId(1)};
  vector = RunOf(7, 3);
  vector.SwapInEdges(edges);
  EXPECT_EQ(vector.Get(0).edge(), EdgeId(1));
}

TEST(Vector, IntegersReadAsValues) {
  Vector vector = IntegersFrom({5, std::nullopt, INT64_MIN});
  EXPECT_EQ(vector.Get(0).integer(), 5);
  EXPECT_TRUE(vector.IsNull(1));
  EXPECT_TRUE(vector.Get(1).is_null());
  EXPECT_EQ(vector.Get(2).integer(), INT64_MIN);
}

TEST(Vector, IntegersKeepTheirNullsWhereverTheyGo) {
  Vector source = IntegersFrom({1, std::nullopt, 3, 4});
  Vector lanes;
  lanes.ResetToLanes(source, std::vector<uint32_t>{3, 1, 1});
  EXPECT_EQ(lanes.Get(0).integer(), 4);
  EXPECT_TRUE(lanes.IsNull(2));
  lanes.AppendLanes(source, std::vector<uint32_t>{0, 1});
  EXPECT_EQ(lanes.Get(3).integer(), 1);
  EXPECT_TRUE(lanes.IsNull(4));
  lanes.Keep(std::vector<uint32_t>{1, 3});
  EXPECT_TRUE(lanes.IsNull(0));
  EXPECT_EQ(lanes.Get(1).integer(), 1);
  lanes.Append(Value("text"));
  EXPECT_EQ(lanes.form(), Vector::Form::kValues);
  EXPECT_TRUE(lanes.IsNull(0));
  EXPECT_EQ(lanes.Get(1).integer(), 1);
  Vector constant;
  constant.AppendRepeated(source, 1, 5);
  EXPECT_TRUE(constant.constant());
  EXPECT_TRUE(constant.IsNull(4));
  constant.AppendLanes(source, std::vector<uint32_t>{2});
  EXPECT_TRUE(constant.IsNull(4));
  EXPECT_EQ(constant.Get(5).integer(), 3);
  constant.Truncate(2);
  EXPECT_EQ(constant.size(), 2u);
}

TEST(Batch, ExpandRepeatsLanesOfAllColumns) {
  Batch in(3);
  in.Reset(2);
  in.Set(0).ResetTo(NodesFrom(10, 2));
  in.Set(2).ResetToConstant(Value("Roma"), 2);
  Batch out(3);
  std::vector<uint32_t> lanes{0, 0, 1};
  out.ResetToLanes(in, lanes);
  out.Set(1).ResetTo(NodesFrom(20, 3));
  EXPECT_EQ(out.lane_count(), 3u);
  EXPECT_EQ(out.Get(0, 1).node(), NodeId(10));
  EXPECT_EQ(out.Get(0, 2).node(), NodeId(11));
  EXPECT_EQ(out.Get(1, 2).node(), NodeId(22));
  EXPECT_TRUE(out.column(2).constant());
  EXPECT_EQ(out.Get(2, 2).string(), "Roma");
}

TEST(Batch, UnsetSlotsAreNull) {
  Batch batch(2);
  batch.Reset(5);
  EXPECT_TRUE(batch.Get(1, 4).is_null());
  batch.Set(1).ResetToConstant(Value(1), 5);
  EXPECT_EQ(batch.Get(1, 4).integer(), 1);
  batch.Unset(1);
  EXPECT_TRUE(batch.Get(1, 4).is_null());
  EXPECT_TRUE(batch.set_slots().empty());
}

TEST(Batch, KeepAndAppendWorkOnAllColumns) {
  Batch batch(2);
  batch.Reset(3);
  batch.Set(0).ResetTo(NodesFrom(0, 3));
  batch.Set(1).ResetToConstant(Value("Roma"), 3);
  std::vector<uint32_t> kept{0, 2};
  batch.Keep(kept);
  EXPECT_EQ(batch.lane_count(), 2u);
  EXPECT_EQ(batch.Get(0, 1).node(), NodeId(2));

  Batch all(2);
  all.AppendLanes(batch, AllLanes(2));
  all.AppendLanes(batch, AllLanes(2));
  EXPECT_EQ(all.lane_count(), 4u);
  EXPECT_EQ(all.Get(0, 3).node(), NodeId(2));
  EXPECT_EQ(all.Get(1, 3).string(), "Roma");
  all.Truncate(1);
  EXPECT_EQ(all.lane_count(), 1u);
  all.Clear();
  EXPECT_TRUE(all.empty());
  EXPECT_FALSE(all.IsSet(0));
}

}  // namespace
}  // namespace rondo
