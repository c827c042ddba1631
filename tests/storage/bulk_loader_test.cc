// A bulk load must give exactly the graph that transactions would, whatever had to leave memory on
// the way, or nothing at all.

#include "storage/bulk_loader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <random>

#include "storage/store.h"
#include "tests/storage/graph_model.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

struct Batch {
  std::vector<BulkColumn> columns;

  BulkColumn& Column(const std::string& property, Value::Kind kind) {
    columns.push_back({.property = property,
                       .kind = kind,
                       .present = {},
                       .integers = {},
                       .floats = {},
                       .strings = {},
                       .values = {}});
    return columns.back();
  }
};

void Push(BulkColumn& column, const Value& value, std::vector<std::string>& texts) {
  column.present.push_back(value.is_null() ? 0 : 1);
  switch (column.kind) {
    case Value::Kind::kBoolean:
      column.integers.push_back(value.is_null() ? 0 : value.boolean());
      break;
    case Value::Kind::kInteger:
      column.integers.push_back(value.is_null() ? 0 : value.integer());
      break;
    case Value::Kind::kDate:
      column.integers.push_back(value.is_null() ? 0 : value.date().epoch_days);
      break;
    case Value::Kind::kFloat:
      column.floats.push_back(value.is_null() ? 0 : value.floating());
      break;
    case Value::Kind::kString:
      texts.push_back(value.is_null() ? "" : std::string(value.string()));
      column.strings.push_back(texts.back());
      break;
    default:
      column.values.push_back(value);
  }
}

// Loads a random graph and remembers it.
class RandomLoad {
 public:
  explicit RandomLoad(uint64_t seed) : random_(seed) {}

  void Run(BulkLoader& loader, size_t node_batches, size_t edge_batches) {
    for (size_t i = 0; i < node_batches; ++i) AddNodes(loader);
    for (size_t i = 0; i < edge_batches; ++i) AddEdges(loader);
  }

  /// Edges get their ids from the loader: they are known by their property `n`.
  void ReadEdgeIds(const GraphView& view) {
    ScanPosition position;
    std::vector<EdgeId> ids(view.EdgeCount() + 1);
    const size_t count = view.ScanEdges(position, ids).value();
    ASSERT_EQ(count, edges_.size());
    ids.resize(count);
    std::vector<Value> numbers(count);
    ASSERT_TRUE(view.GatherEdgeProperty(*view.FindPropertyKey("n"), ids, numbers).ok());
    for (size_t i = 0; i < count; ++i) {
      model.edges[ids[i].value] = edges_[static_cast<size_t>(numbers[i].integer())];
    }
    ASSERT_EQ(model.edges.size(), edges_.size()) << "a number comes twice";
  }

  /// What the loader told of ids, by type and number, against the edges as they were added.
  void ExpectTold(const std::map<std::pair<std::string, uint64_t>, EdgeId>& told) const {
    ASSERT_EQ(told.size(), edges_.size());
    std::map<std::string, uint64_t> counts;
    for (const GraphModel::Edge& edge : edges_) {
      const auto id = told.find({edge.type, counts[edge.type]++});
      ASSERT_TRUE(id != told.end());
      EXPECT_EQ(model.edges.at(id->second.value).properties.at("n").integer(),
                edge.properties.at("n").integer());
    }
  }

  GraphModel model;

 private:
  uint64_t Below(uint64_t bound) { return random_() % bound; }

  Value RandomValue(Value::Kind kind) {
    if (Below(4) == 0) return {};
    switch (kind) {
      case Value::Kind::kBoolean:
        return Value(Below(2) == 0);
      case Value::Kind::kInteger:
        return Value(static_cast<int64_t>(random_()) >> Below(60));
      case Value::Kind::kDate:
        return Value(Date{static_cast<int64_t>(Below(20000))});
      case Value::Kind::kFloat:
        return Value(static_cast<double>(Below(1000)) / 8);
      case Value::Kind::kString:
        return Value("Name " + std::to_string(Below(500)));
      default:
        return Value(ListValue{Value("Also " + std::to_string(Below(50))), Value("É")});
    }
  }

  // A few columns of random kinds: one property may have several kinds over the batches.
  Batch RandomColumns(size_t row_count, std::vector<std::map<std::string, Value>>& rows) {
    constexpr Value::Kind kKinds[] = {Value::Kind::kBoolean, Value::Kind::kInteger,
                                      Value::Kind::kDate,    Value::Kind::kFloat,
                                      Value::Kind::kString,  Value::Kind::kList};
    Batch batch;
    for (const std::string property : {"name", "aliases", "a", "b"}) {
      if (Below(3) == 0) continue;
      const Value::Kind kind = property == "name"      ? Value::Kind::kString
                               : property == "aliases" ? Value::Kind::kList
                                                       : kKinds[Below(6)];
      BulkColumn& column = batch.Column(property, kind);
      for (size_t row = 0; row < row_count; ++row) {
        const Value value = RandomValue(kind);
        Push(column, value, texts_);
        if (!value.is_null()) rows[row][property] = value;
      }
    }
    return batch;
  }

  void AddNodes(BulkLoader& loader) {
    const size_t row_count = Below(800);
    std::vector<std::string> labels;
    for (const std::string label : {"Player", "Club", "Person"}) {
      if (Below(2) == 0) labels.push_back(label);
    }
    texts_.clear();
    texts_.reserve(row_count * 4);
    std::vector<std::map<std::string, Value>> rows(row_count);
    const Batch batch = RandomColumns(row_count, rows);
    const NodeId first = loader.AddNodes(labels, row_count, batch.columns).value();
    for (size_t row = 0; row < row_count; ++row) {
      model.nodes[first.value + row] = {{labels.begin(), labels.end()}, std::move(rows[row])};
    }
  }

  void AddEdges(BulkLoader& loader) {
    const size_t row_count = Below(800);
    const std::string type = std::vector<std::string>{"loaned-to", "rival-of", "left"}[Below(3)];
    texts_.clear();
    texts_.reserve(row_count * 4);
    std::vector<std::map<std::string, Value>> rows(row_count);
    Batch batch = RandomColumns(row_count, rows);
    BulkColumn& number = batch.Column("n", Value::Kind::kInteger);
    std::vector<NodeId> sources;
    std::vector<NodeId> targets;
    for (size_t row = 0; row < row_count; ++row) {
      const Value n(static_cast<int64_t>(edges_.size()));
      Push(number, n, texts_);
      rows[row]["n"] = n;
      // A few nodes have most of the edges, and some edges come twice.
      sources.push_back(NodeId(Below(Below(2) == 0 ? 5 : model.nodes.size())));
      targets.push_back(NodeId(Below(Below(2) == 0 ? 3 : model.nodes.size())));
      edges_.push_back({type, sources.back().value, targets.back().value, std::move(rows[row])});
    }
    const Result<void> added = loader.AddEdges(type, sources, targets, batch.columns);
    ASSERT_TRUE(added.ok()) << added.error().message;
  }

  std::mt19937_64 random_;
  std::vector<std::string> texts_;
  std::vector<GraphModel::Edge> edges_;
};

void ExpectSound(const Store& store) {
  const auto problems = store.Check();
  ASSERT_TRUE(problems.ok()) << problems.error().message;
  for (const IntegrityProblem& problem : *problems) {
    ADD_FAILURE() << problem.place << ": " << problem.message;
  }
}

class BulkLoaderMemory : public testing::TestWithParam<size_t> {};

TEST_P(BulkLoaderMemory, LoadedGraphIsTheGraphThatWasGiven) {
  const TemporaryFolder folder;
  RandomLoad load(GetParam());
  {
    const auto store = Store::Open(folder / "db", {}).value();
    auto transaction = store->BeginTransaction().value();
    ASSERT_TRUE(
        transaction
            ->CreateIndex({.name = "a", .label = "Player", .property = "a", .constraint = {}})
            .ok());
    ASSERT_TRUE(transaction->Commit().ok());
    const auto before = store->OpenSnapshot();
    std::map<std::pair<std::string, uint64_t>, EdgeId> told;
    const auto note = [&](std::string_view type, uint64_t number, EdgeId id) {
      told.emplace(std::pair(std::string(type), number), id);
    };
    auto loader =
        BulkLoader::Begin(*store, {.memory_size_max = GetParam(), .on_edge_id = note}).value();
    load.Run(*loader, 6, 12);
    EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 0) << "a load is visible before its end";
    const BulkLoadSummary summary = loader->Finish().value();
    EXPECT_EQ(summary.node_count, load.model.nodes.size());
    EXPECT_EQ(before->NodeCount(), 0);
    EXPECT_FALSE(std::filesystem::exists(folder / "db/bulk-load"));
    load.ReadEdgeIds(*store->OpenSnapshot());
    load.ExpectTold(told);
    EXPECT_EQ(summary.edge_count, load.model.edges.size());
    ExpectSameGraph(load.model, *store->OpenSnapshot());
    ExpectSound(*store);
  }
  const auto store = Store::Open(folder / "db", {.create_if_missing = false}).value();
  ExpectSameGraph(load.model, *store->OpenSnapshot());
  ExpectSound(*store);
}

// Nothing is spilled, some things are, everything is after every call.
INSTANTIATE_TEST_SUITE_P(Sizes, BulkLoaderMemory,
                         testing::Values(size_t{256} << 20, size_t{1} << 20, size_t{1} << 14));

TEST(BulkLoader, LoadsIntoMemoryToo) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  RandomLoad load(7);
  {
    auto loader = BulkLoader::Begin(*store, {.memory_size_max = 1}).value();
    load.Run(*loader, 3, 4);
    ASSERT_TRUE(loader->Finish().ok());
  }
  load.ReadEdgeIds(*store->OpenSnapshot());
  ExpectSameGraph(load.model, *store->OpenSnapshot());
  ExpectSound(*store);
}

TEST(BulkLoader, TransactionsGoOnWhereTheLoadEnded) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  RandomLoad load(8);
  {
    auto loader = BulkLoader::Begin(*store, {}).value();
    load.Run(*loader, 2, 3);
    ASSERT_TRUE(loader->Finish().ok());
  }
  load.ReadEdgeIds(*store->OpenSnapshot());
  auto transaction = store->BeginTransaction().value();
  const LabelId label = transaction->InternLabel("Player").value();
  const NodeId node = transaction->CreateNode({&label, 1}, {}).value();
  EXPECT_EQ(node.value, load.model.nodes.size());
  const EdgeTypeId type = transaction->InternEdgeType("rival-of").value();
  const EdgeId edge = transaction->CreateEdge(type, NodeId(0), node, {}).value();
  EXPECT_GT(edge.value, load.model.edges.rbegin()->first);
  ASSERT_TRUE(transaction->DeleteEdge(EdgeId(load.model.edges.begin()->first)).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  load.model.nodes[node.value] = {{"Player"}, {}};
  load.model.edges[edge.value] = {"rival-of", 0, node.value, {}};
  load.model.edges.erase(load.model.edges.begin());
  ExpectSameGraph(load.model, *store->OpenSnapshot());
  ExpectSound(*store);
}

TEST(BulkLoader, EndsWithoutATraceIfItIsNotFinished) {
  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {}).value();
  {
    RandomLoad load(9);
    auto loader = BulkLoader::Begin(*store, {.memory_size_max = 1000}).value();
    load.Run(*loader, 2, 2);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "db/bulk-load"));
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 0);
  EXPECT_EQ(store->OpenSnapshot()->FindLabel("Player"), std::nullopt);
  // The writer's place is free again.
  EXPECT_TRUE(store->BeginTransaction().value()->Commit().ok());
  ExpectSound(*store);
}

TEST(BulkLoader, StopsWhenAsked) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  bool stop = false;
  auto loader = BulkLoader::Begin(*store, {.should_stop = [&] { return stop; }}).value();
  const std::vector<std::string> labels = {"Player"};
  ASSERT_TRUE(loader->AddNodes(labels, 3, {}).ok());
  stop = true;
  EXPECT_EQ(loader->AddNodes(labels, 3, {}).error().code, ErrorCode::kCancelled);
  EXPECT_EQ(loader->Finish().error().code, ErrorCode::kCancelled);
}

TEST(BulkLoader, RefusesAStoreThatHasSomething) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  auto transaction = store->BeginTransaction().value();
  ASSERT_TRUE(transaction->CreateNode({}, {}).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(BulkLoader::Begin(*store, {}).error().detail, "StoreNotEmpty");
  EXPECT_TRUE(store->BeginTransaction().value()->Commit().ok()) << "the writer's place is lost";
}

TEST(BulkLoader, RefusesEdgesToNodesThatWereNotGiven) {
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  auto loader = BulkLoader::Begin(*store, {}).value();
  ASSERT_TRUE(loader->AddNodes({}, 2, {}).ok());
  const NodeId inside(1);
  const NodeId outside(2);
  EXPECT_TRUE(loader->AddEdges("t", {&inside, 1}, {&inside, 1}, {}).ok());
  EXPECT_EQ(loader->AddEdges("t", {&inside, 1}, {&outside, 1}, {}).error().code,
            ErrorCode::kEntityNotFound);
}

std::optional<Error> LoadWithConstraint(ConstraintKind kind, const std::vector<Value>& values,
                                        size_t memory_size_max) {
  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {}).value();
  auto transaction = store->BeginTransaction().value();
  EXPECT_TRUE(
      transaction
          ->CreateIndex({.name = "rule", .label = "Club", .property = "x", .constraint = kind})
          .ok());
  EXPECT_TRUE(transaction->Commit().ok());
  auto loader = BulkLoader::Begin(*store, {.memory_size_max = memory_size_max}).value();
  Batch batch;
  BulkColumn& column = batch.Column("x", Value::Kind::kList);
  std::vector<std::string> texts;
  for (const Value& value : values) Push(column, value, texts);
  const std::vector<std::string> other = {"Player"};
  EXPECT_TRUE(loader->AddNodes(other, values.size(), batch.columns).ok());
  const std::vector<std::string> labels = {"Club"};
  const auto added = loader->AddNodes(labels, values.size(), batch.columns);
  if (!added.ok()) return added.error();
  const auto finished = loader->Finish();
  if (!finished.ok()) return finished.error();
  ExpectSound(*store);
  return std::nullopt;
}

TEST(BulkLoader, KeepsConstraints) {
  const Value longer(std::string(300, 'x') + "1");
  const Value other(std::string(300, 'x') + "2");
  const auto unique = ConstraintKind::kUnique;
  for (const size_t memory : {size_t{1} << 20, size_t{1}}) {
    EXPECT_FALSE(LoadWithConstraint(unique, {Value(1), Value(2), longer, other}, memory));
    EXPECT_FALSE(LoadWithConstraint(unique, {Value(), Value()}, memory));
    const auto twice = LoadWithConstraint(unique, {Value(1), Value("a"), Value(1.0)}, memory);
    ASSERT_TRUE(twice);
    EXPECT_EQ(twice->message, "node 3 with label `Club` already has `x` = 1.0 (constraint `rule`)");
    EXPECT_TRUE(LoadWithConstraint(unique, {longer, other, longer}, memory));
    EXPECT_FALSE(LoadWithConstraint(ConstraintKind::kExists, {Value(1), Value(1)}, memory));
    const auto missing = LoadWithConstraint(ConstraintKind::kExists, {Value(1), Value()}, memory);
    ASSERT_TRUE(missing);
    EXPECT_EQ(missing->message,
              "node 3 with label `Club` must have the property `x` (constraint `rule`)");
  }
}

}  // namespace
}  // namespace rondo
