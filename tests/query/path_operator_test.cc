// The operators of paths, with plans made by hand, against a twin that enumerates all trails of
// small random multigraphs in the most obvious way.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <thread>

#include "graph/model/value_text.h"
#include "query/execute/operator/operator.h"
#include "storage/store.h"
#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

// ---------------------------------------------------------------- graphs

struct TestEdge {
  EdgeId id;
  NodeId source;
  NodeId target;
  std::string type;
  int64_t weight = 0;
};

struct TestGraph {
  // The snapshot ends before its store does.
  std::unique_ptr<Store> store;
  std::shared_ptr<const Snapshot> view;
  std::vector<NodeId> nodes;
  std::vector<TestEdge> edges;
};

struct EdgeSketch {
  size_t source = 0;
  size_t target = 0;
  std::string type = "R";
  int64_t weight = 0;
};

TestGraph MakeGraph(size_t node_count, const std::vector<EdgeSketch>& sketches) {
  TestGraph graph;
  graph.store = Store::Open(":memory:", {}).value();
  auto transaction = graph.store->BeginTransaction().value();
  PropertyKeyId weight = transaction->InternPropertyKey("weight").value();
  for (size_t index = 0; index < node_count; ++index) {
    graph.nodes.push_back(transaction->CreateNode({}, {}).value());
  }
  for (const EdgeSketch& sketch : sketches) {
    EdgeTypeId type = transaction->InternEdgeType(sketch.type).value();
    NodeId source = graph.nodes[sketch.source];
    NodeId target = graph.nodes[sketch.target];
    std::vector<Property> properties = {{weight, Value(sketch.weight)}};
    EdgeId id = transaction->CreateEdge(type, source, target, properties).value();
    graph.edges.push_back({id, source, target, sketch.type, sketch.weight});
  }
  EXPECT_TRUE(transaction->Commit().ok());
  graph.view = graph.store->OpenSnapshot();
  return graph;
}

using Random = std::mt19937_64;

size_t Pick(Random& random, size_t count) { return random() % count; }

/// Self loops and parallel edges included.
TestGraph MakeRandomGraph(Random& random) {
  size_t node_count = 1 + Pick(random, 6);
  std::vector<EdgeSketch> sketches(Pick(random, 9));
  for (EdgeSketch& sketch : sketches) {
    sketch.source = Pick(random, node_count);
    sketch.target = Pick(random, node_count);
    sketch.type = Pick(random, 3) == 0 ? "S" : "R";
    sketch.weight = static_cast<int64_t>(Pick(random, 4));
  }
  return MakeGraph(node_count, sketches);
}

/// Random graphs, each of them for a number of rounds, since a store takes its time to open.
class RandomGraphs {
 public:
  const TestGraph& Next(Random& random) {
    if (round_++ % kRoundsPerGraph == 0) {
      graph_.view.reset();
      graph_ = MakeRandomGraph(random);
    }
    return graph_;
  }

 private:
  static constexpr size_t kRoundsPerGraph = 20;
  size_t round_ = 0;
  TestGraph graph_;
};

// ---------------------------------------------------------------- the twin

/// What an edge of a walk must be like.
struct StepRule {
  Direction direction = Direction::kOutgoing;
  std::vector<std::string> types;
  int64_t weight_min = 0;
  std::vector<EdgeId> excluded;
  PathMode mode = PathMode::kTrail;
  uint64_t min = 1;
  uint64_t max = ~uint64_t{0};

  bool Allows(const TestEdge& edge) const {
    bool type_fits = types.empty() || std::ranges::find(types, edge.type) != types.end();
    return type_fits && edge.weight >= weight_min &&
           std::ranges::find(excluded, edge.id) == excluded.end();
  }
};

struct Trail {
  std::vector<NodeId> nodes;
  std::vector<EdgeId> edges;
};

/// Where an edge leads from a node, seen along `direction`; invalid if nowhere.
NodeId Across(const TestEdge& edge, NodeId from, Direction direction) {
  if (direction != Direction::kIncoming && edge.source == from) {
    return edge.target;
  }
  if (direction != Direction::kOutgoing && edge.target == from) {
    return edge.source;
  }
  return NodeId();
}

bool IsOfMode(const Trail& trail, PathMode mode) {
  if (mode == PathMode::kWalk) {
    return true;
  }
  std::vector<EdgeId> edges = trail.edges;
  std::ranges::sort(edges);
  if (std::ranges::adjacent_find(edges) != edges.end()) {
    return false;
  }
  std::vector<NodeId> nodes = trail.nodes;
  if (mode == PathMode::kSimple && nodes.size() > 1 && nodes.front() == nodes.back()) {
    nodes.pop_back();
  }
  std::ranges::sort(nodes);
  return mode == PathMode::kTrail || std::ranges::adjacent_find(nodes) == nodes.end();
}

/// All walks of the rule's mode from `trail` on, shorter than its minimum too.
void Walks(const TestGraph& graph, const StepRule& rule, Trail& trail, std::vector<Trail>& found) {
  found.push_back(trail);
  if (trail.edges.size() >= rule.max) {
    return;
  }
  for (const TestEdge& edge : graph.edges) {
    NodeId next = Across(edge, trail.nodes.back(), rule.direction);
    if (!next.valid() || !rule.Allows(edge)) {
      continue;
    }
    trail.nodes.push_back(next);
    trail.edges.push_back(edge.id);
    if (IsOfMode(trail, rule.mode)) {
      Walks(graph, rule, trail, found);
    }
    trail.nodes.pop_back();
    trail.edges.pop_back();
  }
}

std::vector<Trail> AllTrails(const TestGraph& graph, const StepRule& rule, NodeId from) {
  std::vector<Trail> found;
  Trail trail{{from}, {}};
  Walks(graph, rule, trail, found);
  std::erase_if(found, [&](const Trail& walk) { return walk.edges.size() < rule.min; });
  return found;
}

// ---------------------------------------------------------------- running operators

/// Hands out given rows, in batches of the state's capacity.
class GivenRows final : public Operator {
 public:
  GivenRows(ExecutionState& state, Batch rows) : Operator(state), rows_(std::move(rows)) {}
  Result<void> Open() override {
    next_ = 0;
    return {};
  }
  Result<void> Next(Batch& out) override {
    std::vector<uint32_t> lanes;
    while (next_ < rows_.lane_count() && lanes.size() < state().batch_capacity()) {
      lanes.push_back(static_cast<uint32_t>(next_++));
    }
    if (lanes.empty()) {
      out.Clear();
    } else {
      out.ResetToLanes(rows_, lanes);
    }
    return {};
  }

 private:
  Batch rows_;
  size_t next_ = 0;
};

constexpr SlotIndex kTag = 0;
constexpr SlotIndex kFrom = 1;
constexpr SlotIndex kEdges = 2;
constexpr SlotIndex kTo = 3;
constexpr SlotIndex kTaken = 4;
constexpr SlotIndex kInnerFrom = 5;
constexpr SlotIndex kInnerEdge = 6;
constexpr SlotIndex kInnerTo = 7;
constexpr SlotIndex kGroupNodes = 8;
constexpr SlotIndex kGroupEdges = 9;
constexpr SlotIndex kPath = 10;
constexpr SlotIndex kInnerMiddle = 11;
constexpr SlotIndex kInnerSecondEdge = 12;
constexpr SlotIndex kSlotCount = 13;

struct Row {
  std::vector<std::pair<SlotIndex, Value>> values;
};

Batch MakeRows(const std::vector<Row>& rows) {
  Batch batch(kSlotCount);
  batch.Reset(rows.size());
  if (!rows.empty()) {
    for (const auto& [slot, unused] : rows.front().values) {
      batch.Set(slot).Clear();
    }
  }
  for (const Row& row : rows) {
    for (const auto& [slot, value] : row.values) {
      batch.Set(slot).Append(value);
    }
  }
  return batch;
}

/// An execution over one graph.
class Execution {
 public:
  Execution(const GraphView& view, size_t batch_capacity) {
    plan_.slot_count = kSlotCount;
    state_.emplace(plan_);
    state_->set_batch_capacity(batch_capacity);
    start_.view = &view;
    start_.parameters = &parameters_;
    state_->Begin(ExecutionState::Start(start_));
  }
  void BeginWith(const InterruptSource& interrupt) {
    start_.interrupt = interrupt;
    state_->Begin(ExecutionState::Start(start_));
  }
  ExecutionState& state() { return *state_; }
  OperatorPtr Given(const std::vector<Row>& rows) {
    return std::make_unique<GivenRows>(*state_, MakeRows(rows));
  }

  /// All rows as text, sorted: the given slots of each.
  std::vector<std::string> Run(Operator& root, const std::vector<SlotIndex>& slots) {
    std::vector<std::string> lines;
    Batch batch(kSlotCount);
    // What a run that was given up leaves behind must not show in the next.
    EXPECT_TRUE(root.Open().ok());
    EXPECT_TRUE(root.Next(batch).ok());
    EXPECT_TRUE(root.Open().ok());
    while (true) {
      Result<void> result = root.Next(batch);
      EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
      if (!result.ok() || batch.empty()) {
        break;
      }
      EXPECT_LE(batch.lane_count(), state_->batch_capacity());
      for (size_t lane = 0; lane < batch.lane_count(); ++lane) {
        std::string line;
        for (SlotIndex slot : slots) {
          line += Text(batch.Get(slot, lane)) + "|";
        }
        lines.push_back(line);
      }
    }
    std::ranges::sort(lines);
    return lines;
  }

  static std::string Text(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::kNode:
        return "n" + std::to_string(value.node().value);
      case Value::Kind::kEdge:
        return "e" + std::to_string(value.edge().value);
      case Value::Kind::kPath:
        return "<" + Text(Value(value.path().nodes)) + Text(Value(value.path().edges)) + ">";
      case Value::Kind::kList: {
        std::string text = "[";
        for (const Value& element : value.list()) {
          text += Text(element) + ",";
        }
        return text + "]";
      }
      default:
        return ValueText(value);
    }
  }

 private:
  Plan plan_;
  ParameterValues parameters_;
  std::optional<ExecutionState> state_;
  ExecutionState::Start start_;
};

template <typename Id>
Value ListOf(std::vector<Id> ids, bool reversed = false) {
  if (reversed) {
    std::ranges::reverse(ids);
  }
  return Value(ListValue(ids.begin(), ids.end()));
}

constexpr size_t kCapacities[] = {2, kBatchCapacity};

// ---------------------------------------------------------------- a random step

struct RandomStep {
  StepRule rule;
  bool to_is_bound = false;
  bool reversed = false;
  BoundExpressionPtr condition;

  RandomStep(Random& random, const TestGraph& graph) {
    rule.direction = static_cast<Direction>(Pick(random, 3));
    if (Pick(random, 3) == 0) {
      rule.types = {Pick(random, 2) == 0 ? "R" : "Missing", "S"};
    }
    rule.min = Pick(random, 3);
    if (Pick(random, 2) == 0) {
      rule.max = Pick(random, 5);
    }
    to_is_bound = Pick(random, 2) == 0;
    reversed = Pick(random, 2) == 0;
    if (Pick(random, 3) == 0) {
      rule.weight_min = 1;
      condition = build::Compare(ComparisonOperator::kGreaterEqual,
                                 build::PropertyOf(build::Slot(kEdges), "weight"),
                                 build::Literal(Value(1)));
    }
    if (!graph.edges.empty() && Pick(random, 3) == 0) {
      rule.excluded = {graph.edges[Pick(random, graph.edges.size())].id,
                       graph.edges[Pick(random, graph.edges.size())].id};
    }
  }

  EdgeStep Step() const {
    EdgeStep step;
    step.from = kFrom;
    step.edge = kEdges;
    step.to = kTo;
    step.direction = rule.direction;
    step.types = rule.types;
    step.to_is_bound = to_is_bound;
    step.distinct_from = {kTaken};
    return step;
  }
  PatternLength Length() const {
    PatternLength length;
    length.min = rule.min;
    if (rule.max != ~uint64_t{0}) {
      length.max = rule.max;
    }
    return length;
  }

  std::vector<Row> Rows(Random& random, const TestGraph& graph) const {
    std::vector<Row> rows;
    for (NodeId from : graph.nodes) {
      Row row;
      row.values.emplace_back(kTag, Value(static_cast<int64_t>(rows.size())));
      row.values.emplace_back(kFrom, Pick(random, 8) == 0 ? Value() : Value(from));
      row.values.emplace_back(kTaken, ListOf(rule.excluded));
      if (to_is_bound) {
        Value to(graph.nodes[Pick(random, graph.nodes.size())]);
        row.values.emplace_back(kTo, Pick(random, 8) == 0 ? Value() : to);
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }
};

Value ValueAt(const Row& row, SlotIndex slot) {
  for (const auto& [candidate, value] : row.values) {
    if (candidate == slot) {
      return value;
    }
  }
  return Value();
}

/// Calls visit(row, its trails that reach a bound end), as the rule has it.
void ForEachRow(const TestGraph& graph, const RandomStep& step, const std::vector<Row>& rows,
                const std::function<void(const Row&, const std::vector<Trail>&)>& visit) {
  for (const Row& row : rows) {
    Value from = ValueAt(row, kFrom);
    Value to = ValueAt(row, kTo);
    if (from.is_null() || (step.to_is_bound && to.is_null())) {
      continue;
    }
    std::vector<Trail> trails = AllTrails(graph, step.rule, from.node());
    if (step.to_is_bound) {
      std::erase_if(trails, [&](const Trail& trail) { return trail.nodes.back() != to.node(); });
    }
    visit(row, trails);
  }
}

std::string Line(std::initializer_list<Value> values) {
  std::string line;
  for (const Value& value : values) {
    line += Execution::Text(value) + "|";
  }
  return line;
}

// ---------------------------------------------------------------- VariableExpand

TEST(VariableExpand, FindsAllTrailsOfRandomGraphs) {
  Random random(1);
  RandomGraphs graphs;
  for (int round = 0; round < 600; ++round) {
    const TestGraph& graph = graphs.Next(random);
    RandomStep step(random, graph);
    step.rule.mode = static_cast<PathMode>(Pick(random, 4));
    if (step.rule.mode == PathMode::kWalk) {
      step.rule.max = std::min<uint64_t>(step.rule.max, 3);
    }
    VariableExpandPlan plan;
    plan.step = step.Step();
    plan.length = step.Length();
    plan.mode = step.rule.mode;
    plan.reversed = step.reversed;
    plan.live = {kTag, kEdges, kTo};
    if (step.condition != nullptr) {
      plan.edge_conditions.push_back(step.condition.get());
    }
    std::vector<Row> rows = step.Rows(random, graph);
    std::vector<std::string> expected;
    std::vector<std::string> expected_without_edges;
    ForEachRow(graph, step, rows, [&](const Row& row, const std::vector<Trail>& trails) {
      for (const Trail& trail : trails) {
        expected.push_back(Line(
            {ValueAt(row, kTag), ListOf(trail.edges, step.reversed), Value(trail.nodes.back())}));
        expected_without_edges.push_back(Line({ValueAt(row, kTag), Value(trail.nodes.back())}));
      }
    });
    std::ranges::sort(expected);
    std::ranges::sort(expected_without_edges);
    for (size_t capacity : kCapacities) {
      Execution execution(*graph.view, capacity);
      plan.live = {kTag, kEdges, kTo};
      OperatorPtr root = MakeVariableExpand(execution.state(), plan, execution.Given(rows));
      EXPECT_EQ(execution.Run(*root, {kTag, kEdges, kTo}), expected) << "round " << round;
      EXPECT_EQ(execution.Run(*root, {kTag, kEdges, kTo}), expected) << "opened again";
      plan.live = {kTag, kTo};
      root = MakeVariableExpand(execution.state(), plan, execution.Given(rows));
      EXPECT_EQ(execution.Run(*root, {kTag, kTo}), expected_without_edges) << "round " << round;
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST(VariableExpand, FollowsBoundLists) {
  Random random(2);
  RandomGraphs graphs;
  size_t match_count = 0;
  for (int round = 0; round < 1500; ++round) {
    const TestGraph& graph = graphs.Next(random);
    RandomStep step(random, graph);
    step.rule.mode = static_cast<PathMode>(Pick(random, 4));
    VariableExpandPlan plan;
    plan.step = step.Step();
    plan.step.edge_is_bound = true;
    plan.length = step.Length();
    plan.mode = step.rule.mode;
    plan.reversed = step.reversed;
    plan.live = {kTag, kEdges, kTo};
    if (step.condition != nullptr) {
      plan.edge_conditions.push_back(step.condition.get());
    }
    // Lists that are walks in the other mode of looking, and some that are none.
    StepRule any;
    any.direction = static_cast<Direction>(Pick(random, 3));
    any.mode = PathMode::kWalk;
    any.max = 3;
    any.min = 0;
    std::vector<Row> rows = step.Rows(random, graph);
    for (Row& row : rows) {
      NodeId start = graph.nodes[Pick(random, graph.nodes.size())];
      if (!ValueAt(row, kFrom).is_null()) {
        start = ValueAt(row, kFrom).node();
      }
      std::vector<Trail> trails = AllTrails(graph, any, start);
      Trail& trail = trails[Pick(random, trails.size())];
      if (Pick(random, 4) == 0) {
        std::ranges::reverse(trail.edges);
      }
      row.values.emplace_back(kEdges,
                              Pick(random, 8) == 0 ? Value() : ListOf(trail.edges, step.reversed));
    }
    std::vector<std::string> expected;
    StepRule longest = step.rule;
    longest.max = std::min<uint64_t>(longest.max, 3);
    RandomStep bounded(random, graph);
    bounded.rule = longest;
    bounded.to_is_bound = step.to_is_bound;
    ForEachRow(graph, bounded, rows, [&](const Row& row, const std::vector<Trail>& trails) {
      for (const Trail& trail : trails) {
        Value list = ListOf(trail.edges, step.reversed);
        if (Execution::Text(list) == Execution::Text(ValueAt(row, kEdges))) {
          expected.push_back(Line({ValueAt(row, kTag), list, Value(trail.nodes.back())}));
        }
      }
    });
    match_count += expected.size();
    std::ranges::sort(expected);
    for (size_t capacity : kCapacities) {
      Execution execution(*graph.view, capacity);
      OperatorPtr root = MakeVariableExpand(execution.state(), plan, execution.Given(rows));
      EXPECT_EQ(execution.Run(*root, {kTag, kEdges, kTo}), expected) << "round " << round;
    }
    ASSERT_FALSE(HasFailure());
  }
  EXPECT_GT(match_count, 300U);
}

TEST(VariableExpand, FindsWhereABoundListBegins) {
  TestGraph graph = MakeGraph(3, {{0, 1}, {1, 2}});
  Value list = ListOf(std::vector<EdgeId>{graph.edges[0].id, graph.edges[1].id});
  Value one = ListOf(std::vector<EdgeId>{graph.edges[0].id});
  VariableExpandPlan plan;
  plan.step.from = kFrom;
  plan.step.edge = kEdges;
  plan.step.to = kTo;
  plan.step.from_is_bound = false;
  plan.step.edge_is_bound = true;
  plan.live = {kFrom, kTo};
  std::vector<Row> rows = {{{{kEdges, list}}}, {{{kEdges, one}}}};
  Execution execution(*graph.view, kBatchCapacity);
  OperatorPtr root = MakeVariableExpand(execution.state(), plan, execution.Given(rows));
  EXPECT_EQ(execution.Run(*root, {kFrom, kTo}), (std::vector<std::string>{"n0|n1|", "n0|n2|"}));
  plan.step.direction = Direction::kBoth;
  root = MakeVariableExpand(execution.state(), plan, execution.Given(rows));
  EXPECT_EQ(execution.Run(*root, {kFrom, kTo}),
            (std::vector<std::string>{"n0|n1|", "n0|n2|", "n1|n0|"}));
}

TEST(VariableExpand, GoesDeeperThanItLooksBackAlongATrail) {
  // A ring of 60 nodes with a loop on node 30: trails from node 0 go round once.
  std::vector<EdgeSketch> sketches;
  for (size_t node = 0; node < 60; ++node) {
    sketches.push_back({node, (node + 1) % 60});
  }
  sketches.push_back({30, 30});
  TestGraph graph = MakeGraph(60, sketches);
  for (PathMode mode : {PathMode::kTrail, PathMode::kAcyclic, PathMode::kSimple}) {
    StepRule rule;
    rule.mode = mode;
    std::vector<std::string> expected;
    for (const Trail& trail : AllTrails(graph, rule, graph.nodes[0])) {
      expected.push_back(Line({ListOf(trail.edges), Value(trail.nodes.back())}));
    }
    std::ranges::sort(expected);
    VariableExpandPlan plan;
    plan.step.from = kFrom;
    plan.step.edge = kEdges;
    plan.step.to = kTo;
    plan.mode = mode;
    plan.live = {kEdges, kTo};
    Execution execution(*graph.view, kBatchCapacity);
    OperatorPtr root =
        MakeVariableExpand(execution.state(), plan, execution.Given({{{{kFrom, graph.nodes[0]}}}}));
    EXPECT_EQ(execution.Run(*root, {kEdges, kTo}), expected);
  }
}

/// A graph in which trails have no end to speak of.
TestGraph CompleteGraph(size_t node_count) {
  std::vector<EdgeSketch> sketches;
  for (size_t source = 0; source < node_count; ++source) {
    for (size_t target = 0; target < node_count; ++target) {
      if (source != target) {
        sketches.push_back({source, target});
      }
    }
  }
  return MakeGraph(node_count, sketches);
}

/// How long an operator goes on after it was interrupted.
std::chrono::nanoseconds TimeToStop(Execution& execution, Operator& root) {
  using Clock = std::chrono::steady_clock;
  std::atomic<bool> interrupted = false;
  InterruptSource interrupt;
  interrupt.interrupted = &interrupted;
  execution.BeginWith(interrupt);
  EXPECT_TRUE(root.Open().ok());
  Clock::time_point asked;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    asked = Clock::now();
    interrupted = true;
  });
  Batch batch(kSlotCount);
  Result<void> result = root.Next(batch);
  Clock::time_point ended = Clock::now();
  other.join();
  EXPECT_FALSE(result.ok());
  EXPECT_TRUE(result.ok() || result.error().code == ErrorCode::kCancelled);
  return ended - asked;
}

void ExpectInterruptedSoon(Execution& execution, Operator& root) {
  // The machine may be busy with other things, so the best of some runs counts.
  std::chrono::nanoseconds fastest = std::chrono::hours(1);
  for (int run = 0; run < 5 && fastest >= std::chrono::milliseconds(50); ++run) {
    fastest = std::min(fastest, TimeToStop(execution, root));
  }
  EXPECT_LT(fastest, std::chrono::milliseconds(50));
}

TEST(VariableExpand, CanBeInterruptedWhileNothingMatches) {
  TestGraph graph = CompleteGraph(40);
  VariableExpandPlan plan;
  plan.step.from = kFrom;
  plan.step.edge = kEdges;
  plan.step.to = kTo;
  plan.step.to_is_bound = true;
  plan.live = {kEdges};
  Execution execution(*graph.view, kBatchCapacity);
  Row row{{{kFrom, graph.nodes[0]}, {kTo, Value(NodeId(1000))}}};
  OperatorPtr root = MakeVariableExpand(execution.state(), plan, execution.Given({row}));
  ExpectInterruptedSoon(execution, *root);
}

// ---------------------------------------------------------------- ShortestPath

TEST(ShortestPath, FindsTheShortestTrailsOfRandomGraphs) {
  Random random(3);
  RandomGraphs graphs;
  for (int round = 0; round < 1500; ++round) {
    const TestGraph& graph = graphs.Next(random);
    RandomStep step(random, graph);
    step.rule.min = Pick(random, 2);
    ShortestPathPlan plan;
    plan.step = step.Step();
    plan.length = step.Length();
    plan.reversed = step.reversed;
    plan.all = Pick(random, 2) == 0;
    plan.live = {kTag, kEdges, kTo};
    if (step.condition != nullptr) {
      plan.edge_conditions.push_back(step.condition.get());
    }
    std::vector<Row> rows = step.Rows(random, graph);
    std::vector<std::string> candidates;      // All shortest ones.
    std::vector<std::string> expected_pairs;  // Of rows and ends.
    ForEachRow(graph, step, rows, [&](const Row& row, const std::vector<Trail>& trails) {
      std::map<NodeId, size_t> shortest;
      for (const Trail& trail : trails) {
        auto [entry, is_new] = shortest.emplace(trail.nodes.back(), trail.edges.size());
        entry->second = std::min(entry->second, trail.edges.size());
      }
      for (const Trail& trail : trails) {
        if (trail.edges.size() == shortest[trail.nodes.back()]) {
          candidates.push_back(Line(
              {ValueAt(row, kTag), ListOf(trail.edges, step.reversed), Value(trail.nodes.back())}));
        }
      }
      for (const auto& [end, length] : shortest) {
        expected_pairs.push_back(Line({ValueAt(row, kTag), Value(end)}));
      }
    });
    std::ranges::sort(candidates);
    std::ranges::sort(expected_pairs);
    for (size_t capacity : kCapacities) {
      Execution execution(*graph.view, capacity);
      OperatorPtr root = MakeShortestPath(execution.state(), plan, execution.Given(rows));
      std::vector<std::string> found = execution.Run(*root, {kTag, kEdges, kTo});
      if (plan.all) {
        EXPECT_EQ(found, candidates) << "round " << round;
        continue;
      }
      EXPECT_TRUE(std::ranges::includes(candidates, found)) << "round " << round;
      EXPECT_EQ(execution.Run(*root, {kTag, kTo}), expected_pairs) << "round " << round;
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST(ShortestPath, CanBeInterruptedAmongEndlesslyManyWays) {
  // Twenty diamonds in a row: a million shortest ways, doubled at each.
  std::vector<EdgeSketch> sketches;
  for (size_t level = 0; level < 40; ++level) {
    sketches.push_back({level, level + 1});
    sketches.push_back({level, level + 1});
  }
  TestGraph graph = MakeGraph(41, sketches);
  ShortestPathPlan plan;
  plan.step.from = kFrom;
  plan.step.edge = kEdges;
  plan.step.to = kTo;
  plan.step.to_is_bound = true;
  plan.all = true;
  plan.live = {};
  Execution execution(*graph.view, size_t{1} << 62);
  Row row{{{kFrom, graph.nodes[0]}, {kTo, graph.nodes[40]}}};
  OperatorPtr root = MakeShortestPath(execution.state(), plan, execution.Given({row}));
  ExpectInterruptedSoon(execution, *root);
}

// ---------------------------------------------------------------- QuantifiedExpand

/// Argument -> one edge, or two, out of the inner node.
struct InnerSteps {
  ArgumentPlan argument;
  ExpandPlan first;
  ExpandPlan second;

  InnerSteps(Direction direction, bool two) {
    argument.live = {kTag, kFrom, kTaken, kTo, kInnerFrom};
    first.step.from = kInnerFrom;
    first.step.edge = kInnerEdge;
    first.step.to = two ? kInnerMiddle : kInnerTo;
    first.step.direction = direction;
    first.live = {kInnerEdge, first.step.to};
    second.step.from = kInnerMiddle;
    second.step.edge = kInnerSecondEdge;
    second.step.to = kInnerTo;
    second.step.direction = direction;
    second.step.distinct_from = {kInnerEdge};
    second.live = {kInnerEdge, kInnerMiddle, kInnerTo, kInnerSecondEdge};
    std::ranges::sort(second.live);
  }

  InnerPlan Build(ExecutionState& state, bool two) const {
    auto begin = std::make_unique<ArgumentOperator>(state, argument);
    std::vector<ArgumentOperator*> arguments = {begin.get()};
    OperatorPtr root = MakeExpand(state, first, std::move(begin));
    if (two) {
      root = MakeExpand(state, second, std::move(root));
    }
    return InnerPlan(std::move(root), arguments);
  }
};

TEST(QuantifiedExpand, RepeatsOneEdgeOrTwo) {
  Random random(4);
  RandomGraphs graphs;
  for (int round = 0; round < 600; ++round) {
    const TestGraph& graph = graphs.Next(random);
    RandomStep step(random, graph);
    bool two = Pick(random, 2) == 0;
    size_t size = two ? 2 : 1;
    StepRule& rule = step.rule;
    rule.types.clear();
    rule.weight_min = 0;
    rule.mode = two ? PathMode::kTrail : static_cast<PathMode>(Pick(random, 4));
    if (rule.mode == PathMode::kWalk) {
      rule.max = std::min<uint64_t>(rule.max, 3);
    }
    QuantifiedExpandPlan plan;
    plan.from = kFrom;
    plan.to = kTo;
    plan.to_is_bound = step.to_is_bound;
    plan.length = step.Length();
    plan.mode = rule.mode;
    plan.inner_from = kInnerFrom;
    plan.inner_to = kInnerTo;
    plan.reversed = step.reversed;
    plan.edges = kEdges;
    plan.group_variables = {{kInnerFrom, kGroupNodes}, {kInnerEdge, kGroupEdges}};
    plan.distinct_from = {kTaken};
    plan.live = {kTag, kEdges, kTo, kGroupNodes, kGroupEdges};
    plan.inner_edges = {kInnerEdge};
    if (two) {
      plan.inner_edges.push_back(kInnerSecondEdge);
      if (step.reversed) {  // They are listed as written, which is against the walk.
        std::ranges::reverse(plan.inner_edges);
      }
    }
    rule.min *= size;
    rule.max = rule.max == ~uint64_t{0} ? rule.max : rule.max * size;
    std::vector<Row> rows = step.Rows(random, graph);
    std::vector<std::string> expected;
    ForEachRow(graph, step, rows, [&](const Row& row, const std::vector<Trail>& trails) {
      for (const Trail& trail : trails) {
        if (trail.edges.size() % size != 0) {
          continue;
        }
        std::vector<NodeId> nodes;
        std::vector<EdgeId> edges;
        for (size_t index = 0; index < trail.edges.size(); index += size) {
          nodes.push_back(trail.nodes[index]);
          edges.push_back(trail.edges[index]);
        }
        expected.push_back(
            Line({ValueAt(row, kTag), ListOf(trail.edges, step.reversed), Value(trail.nodes.back()),
                  ListOf(nodes, step.reversed), ListOf(edges, step.reversed)}));
      }
    });
    std::ranges::sort(expected);
    InnerSteps inner(rule.direction, two);
    for (size_t capacity : kCapacities) {
      Execution execution(*graph.view, capacity);
      OperatorPtr root = MakeQuantifiedExpand(execution.state(), plan, execution.Given(rows),
                                              inner.Build(execution.state(), two));
      EXPECT_EQ(execution.Run(*root, {kTag, kEdges, kTo, kGroupNodes, kGroupEdges}), expected)
          << "round " << round;
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST(QuantifiedExpand, CanBeInterruptedWhileNothingMatches) {
  TestGraph graph = CompleteGraph(40);
  QuantifiedExpandPlan plan;
  plan.from = kFrom;
  plan.to = kTo;
  plan.to_is_bound = true;
  plan.inner_from = kInnerFrom;
  plan.inner_to = kInnerTo;
  plan.inner_edges = {kInnerEdge};
  plan.edges = kEdges;
  InnerSteps inner(Direction::kOutgoing, false);
  Execution execution(*graph.view, kBatchCapacity);
  Row row{{{kFrom, graph.nodes[0]}, {kTo, Value(NodeId(1000))}}};
  OperatorPtr root = MakeQuantifiedExpand(execution.state(), plan, execution.Given({row}),
                                          inner.Build(execution.state(), false));
  ExpectInterruptedSoon(execution, *root);
}

// ---------------------------------------------------------------- PathSelection

/// How many of the paths of each length a selector keeps.
std::map<size_t, size_t> Kept(const std::map<size_t, size_t>& lengths, PathSelector selector,
                              size_t count) {
  std::map<size_t, size_t> kept;
  for (const auto& [length, path_count] : lengths) {
    if (selector == PathSelector::kAllShortest && !kept.empty()) {
      break;
    }
    if (selector == PathSelector::kShortestGroups && kept.size() == count) {
      break;
    }
    size_t taken =
        selector == PathSelector::kAnyShortest ? std::min(count, path_count) : path_count;
    if (taken == 0) {
      break;
    }
    kept[length] = taken;
    if (selector == PathSelector::kAnyShortest) {
      count -= taken;
    }
  }
  return kept;
}

TEST(PathSelection, KeepsWhatTheSelectorSays) {
  Random random(5);
  RandomGraphs graphs;
  for (int round = 0; round < 600; ++round) {
    const TestGraph& graph = graphs.Next(random);
    RandomStep step(random, graph);
    step.rule.weight_min = 0;
    VariableExpandPlan expand;
    expand.step = step.Step();
    expand.length = step.Length();
    expand.live = {kTag, kFrom, kEdges, kTo};
    ArgumentPlan argument;
    argument.live = {kTag, kFrom, kTo, kTaken};
    PathSelectionPlan plan;
    plan.first_node = kFrom;
    plan.last_node = kTo;
    plan.edges = {kEdges};
    plan.selector = static_cast<PathSelector>(1 + Pick(random, 4));
    plan.count = 1 + Pick(random, 3);
    plan.live = {kTag, kEdges, kTo};
    std::vector<Row> rows = step.Rows(random, graph);
    std::vector<std::string> all;
    std::vector<std::string> expected;  // Row, end and length of each path that is kept.
    ForEachRow(graph, step, rows, [&](const Row& row, const std::vector<Trail>& trails) {
      std::map<NodeId, std::map<size_t, size_t>> lengths;
      for (const Trail& trail : trails) {
        all.push_back(Line({ValueAt(row, kTag), Value(trail.nodes.back()), ListOf(trail.edges)}));
        ++lengths[trail.nodes.back()][plan.selector == PathSelector::kAny ? 0 : trail.edges.size()];
      }
      for (const auto& [end, counts] : lengths) {
        PathSelector selector =
            plan.selector == PathSelector::kAny ? PathSelector::kAnyShortest : plan.selector;
        for (const auto& [length, count] : Kept(counts, selector, plan.count)) {
          for (size_t index = 0; index < count; ++index) {
            expected.push_back(Line({ValueAt(row, kTag), Value(end), Value(length)}));
          }
        }
      }
    });
    std::ranges::sort(all);
    std::ranges::sort(expected);
    for (size_t capacity : kCapacities) {
      Execution execution(*graph.view, capacity);
      auto begin = std::make_unique<ArgumentOperator>(execution.state(), argument);
      std::vector<ArgumentOperator*> arguments = {begin.get()};
      InnerPlan inner(MakeVariableExpand(execution.state(), expand, std::move(begin)), arguments);
      OperatorPtr root =
          MakePathSelection(execution.state(), plan, execution.Given(rows), std::move(inner));
      std::vector<std::string> found = execution.Run(*root, {kTag, kTo, kEdges});
      EXPECT_TRUE(std::ranges::includes(all, found)) << "round " << round;
      std::vector<std::string> lengths;
      for (const std::string& line : found) {
        size_t list = line.find('[');
        auto length = static_cast<int64_t>(std::ranges::count(line, ','));
        lengths.push_back(line.substr(0, list) +
                          Line({Value(plan.selector == PathSelector::kAny ? int64_t{0} : length)}));
      }
      std::ranges::sort(lengths);
      EXPECT_EQ(lengths, expected) << "round " << round;
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST(PathSelection, DropsAllButOneOfTheLongestWhereShorterOnesComeLater) {
  TestGraph graph = MakeGraph(1, {});
  NodeId node = graph.nodes[0];
  std::vector<Row> paths;
  for (size_t length : {5, 5, 5, 3, 3}) {
    std::vector<EdgeId> edges(length, EdgeId(paths.size()));
    paths.push_back({{{kFrom, node}, {kTo, node}, {kEdges, ListOf(edges)}}});
  }
  PathSelectionPlan plan;
  plan.first_node = kFrom;
  plan.last_node = kTo;
  plan.edges = {kEdges};
  plan.selector = PathSelector::kAnyShortest;
  plan.count = 3;
  plan.live = {kEdges};
  for (size_t capacity : kCapacities) {
    Execution execution(*graph.view, capacity);
    InnerPlan inner(execution.Given(paths), {});
    OperatorPtr root = MakePathSelection(execution.state(), plan,
                                         execution.Given({{{{kTag, Value(1)}}}}), std::move(inner));
    EXPECT_EQ(execution.Run(*root, {kEdges}),
              (std::vector<std::string>{"[e0,e0,e0,e0,e0,]|", "[e3,e3,e3,]|", "[e4,e4,e4,]|"}));
  }
}

// ---------------------------------------------------------------- paths

TEST(Path, IsBuiltFromEdgesAndLists) {
  TestGraph graph = MakeGraph(3, {{0, 1}, {2, 1}, {2, 2}});
  std::vector<EdgeId> rest = {graph.edges[1].id, graph.edges[2].id};
  std::vector<Row> rows = {
      {{{kFrom, graph.nodes[0]}, {kInnerEdge, graph.edges[0].id}, {kEdges, ListOf(rest)}}},
      {{{kFrom, graph.nodes[1]}, {kInnerEdge, graph.edges[0].id}, {kEdges, Value(ListValue())}}},
      {{{kFrom, graph.nodes[0]}, {kInnerEdge, Value()}, {kEdges, ListOf(rest)}}},
      {{{kFrom, Value()}, {kInnerEdge, graph.edges[0].id}, {kEdges, ListOf(rest)}}},
  };
  PathPlan plan;
  plan.slot = kPath;
  plan.first_node = kFrom;
  plan.edges = {kInnerEdge, kEdges};
  plan.live = {kPath};
  for (size_t capacity : kCapacities) {
    Execution execution(*graph.view, capacity);
    OperatorPtr root = MakePath(execution.state(), plan, execution.Given(rows));
    EXPECT_EQ(execution.Run(*root, {kPath}),
              (std::vector<std::string>{"<[n0,n1,n2,n2,][e0,e1,e2,]>|", "<[n1,n0,][e0,]>|", "null|",
                                        "null|"}));
    PathPlan empty;
    empty.slot = kPath;
    empty.first_node = kFrom;
    root = MakePath(execution.state(), empty, execution.Given({{{{kFrom, graph.nodes[2]}}}}));
    EXPECT_EQ(execution.Run(*root, {kPath}), (std::vector<std::string>{"<[n2,][]>|"}));
  }
}

TEST(Path, RefusesEdgesThatDoNotFollowOnEachOther) {
  TestGraph graph = MakeGraph(4, {{0, 1}, {2, 3}});
  PathPlan plan;
  plan.slot = kPath;
  plan.first_node = kFrom;
  plan.edges = {kEdges};
  Execution execution(*graph.view, kBatchCapacity);
  Value list = ListOf(std::vector<EdgeId>{graph.edges[0].id, graph.edges[1].id});
  Row row{{{kFrom, graph.nodes[0]}, {kEdges, list}}};
  OperatorPtr root = MakePath(execution.state(), plan, execution.Given({row}));
  ASSERT_TRUE(root->Open().ok());
  Batch batch(kSlotCount);
  Result<void> result = root->Next(batch);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().message, "the edges of the path do not follow on each other");
  EXPECT_EQ(result.error().detail, "InvalidPath");
}

TEST(PathModeFilter, DropsPathsOfOtherModes) {
  Random random(6);
  RandomGraphs graphs;
  for (int round = 0; round < 500; ++round) {
    const TestGraph& graph = graphs.Next(random);
    StepRule rule;
    rule.direction = static_cast<Direction>(Pick(random, 3));
    rule.mode = PathMode::kWalk;
    rule.min = 0;
    rule.max = 3;
    PathModeFilterPlan plan;
    plan.first_node = kFrom;
    plan.edges = {kEdges};
    plan.mode = static_cast<PathMode>(Pick(random, 4));
    plan.live = {kFrom, kEdges};
    std::vector<Row> rows;
    std::vector<std::string> expected;
    for (const Trail& trail : AllTrails(graph, rule, graph.nodes[0])) {
      rows.push_back({{{kFrom, trail.nodes[0]}, {kEdges, ListOf(trail.edges)}}});
      if (IsOfMode(trail, plan.mode)) {
        expected.push_back(Line({Value(trail.nodes[0]), ListOf(trail.edges)}));
      }
    }
    std::ranges::sort(expected);
    for (size_t capacity : kCapacities) {
      Execution execution(*graph.view, capacity);
      OperatorPtr root = MakePathModeFilter(execution.state(), plan, execution.Given(rows));
      EXPECT_EQ(execution.Run(*root, {kFrom, kEdges}), expected) << "round " << round;
    }
    ASSERT_FALSE(HasFailure());
  }
}

}  // namespace
}  // namespace rondo
