#include "graph/model/schema.h"

#include <gtest/gtest.h>

#include <set>

namespace rondo::schema {
namespace {

TEST(Schema, EveryNameIsFoundAndUnique) {
  std::set<std::string_view> names;
  for (const NodeLabelInfo& info : NodeLabels()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(FindNodeLabel(info.name), &info);
    EXPECT_EQ(&InfoOf(info.label), &info);
    EXPECT_FALSE(info.description.empty());
  }
  for (const EdgeTypeInfo& info : EdgeTypes()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(FindEdgeType(info.name), &info);
    EXPECT_FALSE(info.description.empty());
    if (!info.inverse.empty()) {
      EXPECT_TRUE(names.insert(info.inverse).second) << info.inverse;
      EXPECT_EQ(FindInverseEdgeType(info.inverse), &info);
    }
  }
  EXPECT_EQ(FindNodeLabel(""), nullptr);
  EXPECT_EQ(FindEdgeType("lost-to"), nullptr);
  EXPECT_EQ(FindArticleType(""), nullptr);
  EXPECT_EQ(FindInverseEdgeType(""), nullptr);
}

TEST(Schema, ArticlesHaveTheirTwentyFourRelationsAndNineTypes) {
  size_t relation_count = 0;
  for (const EdgeTypeInfo& info : EdgeTypes()) {
    relation_count += info.from_articles ? 1 : 0;
  }
  EXPECT_EQ(relation_count, 24u);
  for (std::string_view type : {"player", "club", "manager", "official", "journalist", "outlet",
                                "competition", "org", "person"}) {
    EXPECT_NE(FindArticleType(type), nullptr) << type;
  }
}

TEST(Schema, SymmetricTypesJoinOneKindOfNode) {
  for (const EdgeTypeInfo& info : EdgeTypes()) {
    EXPECT_FALSE(info.sources.empty() || info.targets.empty()) << info.name;
    if (info.symmetric) {
      EXPECT_EQ(info.sources, info.targets) << info.name;
      EXPECT_TRUE(info.inverse.empty()) << info.name;
    }
  }
}

TEST(Schema, AcceptsGoesByLabelAndDirection) {
  const EdgeTypeInfo& loaned_to = *FindEdgeType("loaned-to");
  EXPECT_TRUE(Accepts(loaned_to, NodeLabel::kPlayer, NodeLabel::kClub));
  EXPECT_FALSE(Accepts(loaned_to, NodeLabel::kClub, NodeLabel::kPlayer));
  EXPECT_TRUE(Accepts(*FindEdgeType("praised-by"), NodeLabel::kClub, NodeLabel::kOutlet));
  EXPECT_FALSE(Accepts(*FindEdgeType("praised-by"), NodeLabel::kOutlet, NodeLabel::kClub));
}

}  // namespace
}  // namespace rondo::schema
