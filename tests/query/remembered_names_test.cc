#include "query/execute/expression/remembered_names.h"

#include <gtest/gtest.h>

#include <optional>

#include "tests/query/memory_graph.h"

namespace rondo {
namespace {

class RememberedNamesTest : public testing::Test {
 protected:
  /// The key `name`, and whether the resolver was asked for it.
  const PropertyKeyId* Get() {
    asked_ = false;
    return remembered_.Get(names_, [this]() -> std::optional<PropertyKeyId> {
      asked_ = true;
      return names_.PropertyKey("name");
    });
  }

  MemoryGraph graph_;
  NameResolver names_{graph_};
  RememberedNames<PropertyKeyId> remembered_;
  bool asked_ = false;
};

TEST_F(RememberedNamesTest, AsksForAMissingNameUntilItIsThere) {
  EXPECT_EQ(Get(), nullptr);
  EXPECT_EQ(Get(), nullptr);
  EXPECT_TRUE(asked_);
  graph_.AddNode({}, {{"name", Value("Ada")}});
  ASSERT_NE(Get(), nullptr);
  EXPECT_EQ(*Get(), *graph_.FindPropertyKey("name"));
  EXPECT_FALSE(asked_);
}

TEST_F(RememberedNamesTest, AsksAgainWhereNamesMayMeanSomethingElse) {
  graph_.AddNode({}, {{"name", Value("Ada")}});
  ASSERT_NE(Get(), nullptr);

  MemoryGraph other;
  other.AddNode({}, {{"age", Value(36)}, {"name", Value("Ada")}});
  ASSERT_NE(*other.FindPropertyKey("name"), *graph_.FindPropertyKey("name"));
  names_.Rebind(other, false);
  ASSERT_NE(Get(), nullptr);
  EXPECT_TRUE(asked_);
  EXPECT_EQ(*Get(), *other.FindPropertyKey("name"));

  const MemoryGraph without;
  names_.Rebind(without, false);
  EXPECT_EQ(Get(), nullptr);
}

TEST_F(RememberedNamesTest, IsNotAskedAgainWhereNamesMeanTheSame) {
  graph_.AddNode({}, {{"name", Value("Ada")}});
  ASSERT_NE(Get(), nullptr);
  names_.Rebind(graph_, true);
  ASSERT_NE(Get(), nullptr);
  EXPECT_FALSE(asked_);
}

}  // namespace
}  // namespace rondo
