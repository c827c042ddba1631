// Random operations on a store and on a model of maps: both must say the same, within transactions,
// after them, after rollbacks and after the store was closed and opened again.

#include <gtest/gtest.h>

#include <random>

#include "graph/model/value_text.h"
#include "storage/store.h"
#include "tests/storage/graph_model.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

const char* const kLabels[] = {"Player", "Club", "Person", "Rare"};
const char* const kTypes[] = {"loaned-to", "praised-by", "rival-of"};
const char* const kKeys[] = {"name", "aliases", "born", "fee", "x"};

class Script {
 public:
  Script(uint64_t seed, std::string path, StoreOptions options)
      : random_(seed), path_(std::move(path)), options_(options) {
    Open();
  }

  void Run(int transaction_count) {
    for (int i = 0; i < transaction_count && !testing::Test::HasFailure(); ++i) {
      RunTransaction();
      if (path_ != kInMemoryPath && Chance(10)) Open();
      if (Chance(12)) {
        ASSERT_TRUE(store_->Compact().ok());
      }
      if (Chance(4)) ExpectSound();
    }
    ExpectSound();
  }

 private:
  uint64_t Below(uint64_t bound) { return random_() % bound; }
  bool Chance(uint64_t one_in) { return Below(one_in) == 0; }

  void Open() {
    store_.reset();
    Result<std::unique_ptr<Store>> opened = Store::Open(path_, options_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(opened).value();
    // Ids that only a transaction saw which rolled back are forgotten with the process.
    next_node_id_ = model_.nodes.empty() ? 0 : model_.nodes.rbegin()->first + 1;
  }

  void ExpectSound() {
    ExpectSameGraph(model_, *store_->OpenSnapshot());
    const auto problems = store_->Check();
    ASSERT_TRUE(problems.ok()) << problems.error().message;
    for (const IntegrityProblem& problem : *problems) {
      ADD_FAILURE() << problem.place << ": " << problem.message;
    }
  }

  void RunTransaction() {
    transaction_ = store_->BeginTransaction().value();
    const GraphModel before = model_;
    const uint64_t operation_count = 1 + Below(30);
    for (uint64_t i = 0; i < operation_count; ++i) {
      if (Chance(12)) {
        RunAndUndo();
      } else {
        RunOperation();
      }
    }
    if (Chance(5)) ExpectSameGraph(model_, *transaction_);
    if (Chance(6)) {
      transaction_->Rollback();
      model_ = before;
    } else {
      Result<void> committed = transaction_->Commit();
      ASSERT_TRUE(committed.ok()) << committed.error().message;
    }
    transaction_.reset();
  }

  void RunAndUndo() {
    const GraphModel before = model_;
    const Savepoint savepoint = transaction_->SetSavepoint();
    const uint64_t operation_count = 1 + Below(8);
    for (uint64_t i = 0; i < operation_count; ++i) RunOperation();
    ASSERT_TRUE(transaction_->RollbackTo(savepoint).ok());
    model_ = before;
  }

  void RunOperation() {
    switch (Below(12)) {
      case 0:
      case 1:
      case 2:
        return CreateNode();
      case 3:
      case 4:
      case 5:
        return CreateEdge();
      case 6:
      case 7:
        return SetNodeProperty();
      case 8:
        return SetEdgeProperty();
      case 9:
        return ChangeLabel();
      case 10:
        return DeleteEdge();
      default:
        if (Chance(8)) return ChangeIndex();
        return DeleteNode();
    }
  }

  Value RandomValue() {
    switch (Below(11)) {
      case 0:
        return Value(static_cast<int64_t>(random_()));
      case 1:
        return Value(static_cast<double>(Below(8)) / 2);
      case 2:
        return Value(Below(2) == 0);
      case 3:
        return Value(Date{static_cast<int64_t>(Below(30000))});
      case 4:
        return Value(ListValue{Value(1), Value("Ødegaard"), Value(Below(3))});
      case 5:
        return Value(Duration{1, 2, static_cast<int64_t>(Below(3)), 4});
      case 6:
        return Value(LongText());
      case 7:
        return Value(ZonedDateTime{static_cast<int64_t>(Below(100)), 5, 3600, "Europe/Rome"});
      case 8:
        return Value(std::string("a\0b", 3));
      default:
        return Value("name " + std::to_string(Below(20)));
    }
  }

  // Texts that the indexes cut differ in their first letter: beyond the cut their order is free.
  std::string LongText() {
    if (Chance(2)) return std::string(Below(150), 'q');
    return static_cast<char>('a' + Below(26)) + std::string(300, 'q');
  }

  template <typename Map>
  std::optional<uint64_t> RandomKey(const Map& map) {
    if (map.empty()) return std::nullopt;
    auto at = map.lower_bound(Below(map.rbegin()->first + 1));
    return at->first;
  }

  std::vector<std::pair<std::string, Value>> RandomProperties() {
    std::map<std::string, Value> properties;
    for (uint64_t i = Below(4); i > 0; --i) {
      const char* key = kKeys[Below(std::size(kKeys))];
      Value value = RandomValue();
      if (IsUniqueKey(key)) value = Value("unique " + std::to_string(++unique_));
      properties.emplace(key, std::move(value));
    }
    return {properties.begin(), properties.end()};
  }

  // Values of `x` never repeat, so that a unique constraint on it can come and go.
  static bool IsUniqueKey(std::string_view key) { return key == "x"; }

  std::vector<Property> Intern(const std::vector<std::pair<std::string, Value>>& properties) {
    std::vector<Property> result;
    for (const auto& [key, value] : properties) {
      result.push_back({transaction_->InternPropertyKey(key).value(), value});
    }
    return result;
  }

  void CreateNode() {
    GraphModel::Node node;
    std::vector<LabelId> labels;
    for (uint64_t i = Below(3); i > 0; --i) {
      const char* label = kLabels[Below(std::size(kLabels))];
      node.labels.insert(label);
      labels.push_back(transaction_->InternLabel(label).value());
    }
    const auto properties = RandomProperties();
    node.properties.insert(properties.begin(), properties.end());
    const Result<NodeId> id = transaction_->CreateNode(labels, Intern(properties));
    ASSERT_TRUE(id.ok()) << id.error().message;
    ASSERT_TRUE(model_.nodes.emplace(id->value, node).second) << "id " << id->value << " reused";
    ASSERT_GE(id->value, next_node_id_);
    next_node_id_ = id->value + 1;
  }

  void CreateEdge() {
    const std::optional<uint64_t> source = RandomKey(model_.nodes);
    if (!source) return;
    GraphModel::Edge edge;
    edge.type = kTypes[Below(std::size(kTypes))];
    edge.source = *source;
    edge.target = Chance(6) ? *source : *RandomKey(model_.nodes);
    const auto properties = RandomProperties();
    edge.properties.insert(properties.begin(), properties.end());
    const Result<EdgeId> id =
        transaction_->CreateEdge(transaction_->InternEdgeType(edge.type).value(),
                                 NodeId(edge.source), NodeId(edge.target), Intern(properties));
    ASSERT_TRUE(id.ok()) << id.error().message;
    ASSERT_TRUE(model_.edges.emplace(id->value, edge).second) << "id " << id->value << " reused";
  }

  template <typename Entity>
  Value RandomChange(Entity& entity, std::string& key) {
    key = kKeys[Below(std::size(kKeys))];
    Value value = Chance(3) ? Value() : RandomValue();
    if (IsUniqueKey(key) && !value.is_null()) value = Value("unique " + std::to_string(++unique_));
    if (value.is_null()) {
      entity.properties.erase(key);
    } else {
      entity.properties[key] = value;
    }
    return value;
  }

  void SetNodeProperty() {
    const std::optional<uint64_t> id = RandomKey(model_.nodes);
    if (!id) return;
    std::string key;
    const Value value = RandomChange(model_.nodes[*id], key);
    const Result<void> set = transaction_->SetNodeProperty(
        NodeId(*id), transaction_->InternPropertyKey(key).value(), value);
    ASSERT_TRUE(set.ok()) << set.error().message;
  }

  void SetEdgeProperty() {
    const std::optional<uint64_t> id = RandomKey(model_.edges);
    if (!id) return;
    std::string key;
    const Value value = RandomChange(model_.edges[*id], key);
    const Result<void> set = transaction_->SetEdgeProperty(
        EdgeId(*id), transaction_->InternPropertyKey(key).value(), value);
    ASSERT_TRUE(set.ok()) << set.error().message;
  }

  void ChangeLabel() {
    const std::optional<uint64_t> id = RandomKey(model_.nodes);
    if (!id) return;
    const char* label = kLabels[Below(std::size(kLabels))];
    const LabelId label_id = transaction_->InternLabel(label).value();
    if (Chance(2)) {
      model_.nodes[*id].labels.insert(label);
      ASSERT_TRUE(transaction_->AddLabel(NodeId(*id), label_id).ok());
    } else {
      model_.nodes[*id].labels.erase(label);
      ASSERT_TRUE(transaction_->RemoveLabel(NodeId(*id), label_id).ok());
    }
  }

  void DeleteEdge() {
    const std::optional<uint64_t> id = RandomKey(model_.edges);
    if (!id) return;
    model_.edges.erase(*id);
    ASSERT_TRUE(transaction_->DeleteEdge(EdgeId(*id)).ok());
    ASSERT_TRUE(transaction_->DeleteEdge(EdgeId(*id)).ok());
  }

  void DeleteNode() {
    const std::optional<uint64_t> id = RandomKey(model_.nodes);
    if (!id || model_.DegreeOf(*id) > 4) return;
    for (auto edge = model_.edges.begin(); edge != model_.edges.end();) {
      const auto at = edge++;
      if (at->second.source != *id && at->second.target != *id) continue;
      ASSERT_TRUE(transaction_->DeleteEdge(EdgeId(at->first)).ok());
      model_.edges.erase(at);
    }
    model_.nodes.erase(*id);
    ASSERT_TRUE(transaction_->DeleteNode(NodeId(*id)).ok());
  }

  void ChangeIndex() {
    const char* label = kLabels[Below(std::size(kLabels))];
    const char* key = kKeys[Below(std::size(kKeys))];
    IndexDescription index{std::string(label) + "." + key, label, key, std::nullopt};
    if (IsUniqueKey(key)) index.constraint = ConstraintKind::kUnique;
    const Result<void> created = transaction_->CreateIndex(index);
    if (created.ok()) return;
    ASSERT_EQ(created.error().code, ErrorCode::kAlreadyExists) << created.error().message;
    ASSERT_TRUE(transaction_->DropIndex(index.name).ok());
  }

  std::mt19937_64 random_;
  const std::string path_;
  const StoreOptions options_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Transaction> transaction_;
  GraphModel model_;
  uint64_t unique_ = 0;
  uint64_t next_node_id_ = 0;
};

class StoreProperty : public testing::TestWithParam<uint64_t> {};

TEST_P(StoreProperty, InMemoryAgreesWithTheModel) {
  Script(GetParam(), std::string(kInMemoryPath), {}).Run(60);
}

TEST_P(StoreProperty, OnDiskAgreesWithTheModelAcrossReopening) {
  const TemporaryFolder folder;
  Script(GetParam() + 1000, folder / "store", {.durability = Durability::kNormal}).Run(60);
}

TEST_P(StoreProperty, AlmostNoCacheChangesNothing) {
  const TemporaryFolder folder;
  Script(GetParam() + 2000, folder / "store", {.durability = Durability::kNormal, .cache_size = 1})
      .Run(40);
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoreProperty, testing::Range<uint64_t>(0, 6));

}  // namespace
}  // namespace rondo
