// Indexes and constraints on several properties, on edges and on types.

#include <gtest/gtest.h>

#include "storage/index/value_type.h"
#include "storage/store.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

class ConstraintTest : public testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    store_.reset();
    store_ = Store::Open(folder_ / "db", {}).value();
  }

  Result<void> Create(const IndexDescription& description) {
    auto transaction = store_->BeginTransaction().value();
    RONDO_TRY(transaction->CreateIndex(description));
    return transaction->Commit();
  }

  static std::vector<Property> Properties(Transaction& transaction,
                                          const std::vector<std::pair<std::string, Value>>& given) {
    std::vector<Property> properties;
    for (const auto& [name, value] : given) {
      properties.push_back({transaction.InternPropertyKey(name).value(), value});
    }
    return properties;
  }

  Result<NodeId> AddNode(const std::vector<std::pair<std::string, Value>>& given) {
    auto transaction = store_->BeginTransaction().value();
    const LabelId label = transaction->InternLabel("Club").value();
    RONDO_TRY_ASSIGN(const NodeId id,
                     transaction->CreateNode({&label, 1}, Properties(*transaction, given)));
    RONDO_TRY(transaction->Commit());
    return id;
  }

  Result<EdgeId> AddEdge(const std::vector<std::pair<std::string, Value>>& given) {
    auto transaction = store_->BeginTransaction().value();
    const EdgeTypeId type = transaction->InternEdgeType("loaned-to").value();
    const NodeId node = transaction->CreateNode({}, {}).value();
    RONDO_TRY_ASSIGN(const EdgeId id,
                     transaction->CreateEdge(type, node, node, Properties(*transaction, given)));
    RONDO_TRY(transaction->Commit());
    return id;
  }

  Result<void> SetEdge(EdgeId id, const std::string& name, const Value& value) {
    auto transaction = store_->BeginTransaction().value();
    RONDO_TRY(
        transaction->SetEdgeProperty(id, transaction->InternPropertyKey(name).value(), value));
    return transaction->Commit();
  }

  void ExpectSound() {
    for (const IntegrityProblem& problem : store_->Check().value()) {
      ADD_FAILURE() << problem.place << ": " << problem.message;
    }
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(ConstraintTest, SeveralPropertiesAreUniqueTogether) {
  ASSERT_TRUE(Create({.name = "pair",
                      .label = "Club",
                      .property = "name",
                      .constraint = ConstraintKind::kUnique,
                      .more_properties = {"city"}})
                  .ok());
  const NodeId first = AddNode({{"name", "Real"}, {"city", "Madrid"}}).value();
  EXPECT_TRUE(AddNode({{"name", "Real"}, {"city", "Murcia"}}).ok());
  EXPECT_TRUE(AddNode({{"name", "Real"}}).ok());
  EXPECT_TRUE(AddNode({{"name", "Real"}}).ok()) << "what lacks a property is not compared";
  const auto again = AddNode({{"name", "Real"}, {"city", "Madrid"}});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().message,
            "node 0 with label `Club` already has `name`, `city` = 'Real', 'Madrid' "
            "(constraint `pair`)");
  Open();
  EXPECT_FALSE(AddNode({{"name", "Real"}, {"city", "Madrid"}}).ok()) << "forgotten on disk";
  auto transaction = store_->BeginTransaction().value();
  const PropertyKeyId city = transaction->InternPropertyKey("city").value();
  ASSERT_TRUE(transaction->SetNodeProperty(first, city, Value("Bilbao")).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  transaction.reset();
  EXPECT_TRUE(AddNode({{"name", "Real"}, {"city", "Madrid"}}).ok());
  ExpectSound();
}

TEST_F(ConstraintTest, KeyIsUniqueAndExists) {
  ASSERT_TRUE(Create({.label = "Club",
                      .property = "name",
                      .constraint = ConstraintKind::kKey,
                      .more_properties = {"city"}})
                  .ok());
  EXPECT_TRUE(AddNode({{"name", "Real"}, {"city", "Madrid"}}).ok());
  EXPECT_FALSE(AddNode({{"name", "Real"}, {"city", "Madrid"}}).ok());
  const auto partial = AddNode({{"name", "Real"}});
  ASSERT_FALSE(partial.ok());
  EXPECT_EQ(partial.error().message,
            "node 2 with label `Club` must have the properties `name`, `city` "
            "(constraint `constraint_Club_name_city`)");
  ExpectSound();
}

TEST_F(ConstraintTest, EdgesAreUniqueToo) {
  ASSERT_TRUE(Create({.name = "rule",
                      .label = "loaned-to",
                      .property = "id",
                      .constraint = ConstraintKind::kUnique,
                      .on_edges = true})
                  .ok());
  const EdgeId first = AddEdge({{"id", 1}}).value();
  const EdgeId second = AddEdge({{"id", 2}}).value();
  const auto again = AddEdge({{"id", 1}});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().message,
            "edge 0 of type `loaned-to` already has `id` = 1 (constraint `rule`)");
  EXPECT_FALSE(SetEdge(second, "id", Value(1)).ok());
  EXPECT_TRUE(SetEdge(first, "id", Value()).ok());
  EXPECT_TRUE(SetEdge(second, "id", Value(1)).ok());
  auto transaction = store_->BeginTransaction().value();
  ASSERT_TRUE(transaction->DeleteEdge(second).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  transaction.reset();
  EXPECT_TRUE(AddEdge({{"id", 1}}).ok());
  ExpectSound();
}

TEST_F(ConstraintTest, EdgesThatFailLeaveNothing) {
  ASSERT_TRUE(Create({.label = "loaned-to",
                      .property = "id",
                      .constraint = ConstraintKind::kUnique,
                      .on_edges = true})
                  .ok());
  ASSERT_TRUE(AddEdge({{"id", 1}}).ok());
  auto transaction = store_->BeginTransaction().value();
  const EdgeTypeId type = transaction->InternEdgeType("loaned-to").value();
  const auto properties = Properties(*transaction, {{"fee", 5}, {"id", 1}});
  EXPECT_FALSE(transaction->CreateEdge(type, NodeId(0), NodeId(0), properties).ok());
  EXPECT_EQ(transaction->EdgeCount(), 1);
  EXPECT_TRUE(transaction->Commit().ok());
  ExpectSound();
}

TEST_F(ConstraintTest, EdgesMustHaveWhatAConstraintDemands) {
  ASSERT_TRUE(Create({.name = "rule",
                      .label = "loaned-to",
                      .property = "from",
                      .constraint = ConstraintKind::kExists,
                      .on_edges = true})
                  .ok());
  const auto without = AddEdge({});
  ASSERT_FALSE(without.ok());
  EXPECT_EQ(without.error().message,
            "edge 0 of type `loaned-to` must have the property `from` (constraint `rule`)");
  const EdgeId edge = AddEdge({{"from", Value(Date{1})}}).value();
  EXPECT_FALSE(SetEdge(edge, "from", Value()).ok());
  ExpectSound();
}

TEST_F(ConstraintTest, TypesAreKept) {
  ASSERT_TRUE(Create({.name = "years",
                      .label = "Club",
                      .property = "founded",
                      .constraint = ConstraintKind::kType,
                      .type_name = "INTEGER | LIST<INTEGER>"})
                  .ok());
  EXPECT_TRUE(AddNode({{"founded", 1899}}).ok());
  EXPECT_TRUE(AddNode({{"founded", Value(ListValue{Value(1899), Value(1901)})}}).ok());
  EXPECT_TRUE(AddNode({}).ok());
  const auto text = AddNode({{"founded", "1899"}});
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error().message,
            "node 3 with label `Club` must have a INTEGER | LIST<INTEGER> as `founded`, not '1899' "
            "(constraint `years`)");
  Open();
  EXPECT_FALSE(AddNode({{"founded", 1.5}}).ok());
  EXPECT_EQ(Create({.label = "Club",
                    .property = "x",
                    .constraint = ConstraintKind::kType,
                    .type_name = "COLOUR"})
                .error()
                .detail,
            "UnknownType");
  ExpectSound();
}

TEST_F(ConstraintTest, ConstraintsAreNotMadeOverWhatBreaksThem) {
  ASSERT_TRUE(AddNode({{"name", "Real"}}).ok());
  ASSERT_TRUE(AddNode({{"name", "Real"}}).ok());
  ASSERT_TRUE(AddEdge({}).ok());
  const auto refused = [&](const IndexDescription& description) {
    const auto created = Create(description);
    return created.ok() ? std::string() : created.error().message;
  };
  EXPECT_NE(refused({.label = "Club", .property = "name", .constraint = ConstraintKind::kKey}), "");
  EXPECT_NE(refused({.label = "Club",
                     .property = "name",
                     .constraint = ConstraintKind::kType,
                     .type_name = "INTEGER"}),
            "");
  EXPECT_NE(refused({.label = "loaned-to",
                     .property = "from",
                     .constraint = ConstraintKind::kExists,
                     .on_edges = true}),
            "");
  EXPECT_TRUE(store_->ListIndexes().empty());
}

TEST(ValueType, NamesMatchTheirValues) {
  const auto matches = [](std::string_view type, const Value& value) {
    return ValueType::Parse(type).value().Matches(value);
  };
  EXPECT_TRUE(matches("STRING", Value("a")));
  EXPECT_FALSE(matches("STRING", Value(1)));
  EXPECT_TRUE(matches("string not null", Value("a")));
  EXPECT_TRUE(matches("LOCAL DATETIME", Value(LocalDateTime{1, 0})));
  EXPECT_TRUE(matches("LIST<INTEGER NOT NULL>", Value(ListValue{Value(1)})));
  EXPECT_FALSE(matches("LIST<INTEGER>", Value(ListValue{Value("a")})));
  EXPECT_TRUE(matches("LIST<INTEGER | STRING>", Value(ListValue{Value("a"), Value(1)})));
  EXPECT_TRUE(matches("LIST<LIST<FLOAT>>", Value(ListValue{Value(ListValue{Value(1.5)})})));
  EXPECT_TRUE(matches("ANY", Value(true)));
  EXPECT_TRUE(matches("INTEGER", Value()));
  for (const std::string_view text : {"", "LIST<", "LIST<>", "STRING<INTEGER>", "STRING |", "<>"}) {
    EXPECT_FALSE(ValueType::Parse(text).ok()) << text;
  }
}

}  // namespace
}  // namespace rondo
