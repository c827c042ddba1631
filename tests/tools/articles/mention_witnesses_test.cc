#include "tools/articles/graph/mention_witnesses.h"

#include <gtest/gtest.h>

namespace rondo::articles {
namespace {

using About = MentionWitnesses::About;

TEST(MentionWitnesses, TellTheNewestMentionThatToldSomethingElse) {
  MentionWitnesses witnesses;
  const NodeId entity(7);
  EXPECT_EQ(witnesses.FindOther(entity, About::kNationality, "Wales"), std::nullopt);
  witnesses.Note(entity, About::kNationality, EdgeId(1), "Wales");
  EXPECT_EQ(witnesses.FindOther(entity, About::kNationality, "Wales"), std::nullopt);
  EXPECT_EQ(witnesses.FindOther(entity, About::kNationality, "Norway"), EdgeId(1));
  witnesses.Note(entity, About::kNationality, EdgeId(2), "Wales");
  witnesses.Note(entity, About::kNationality, EdgeId(3), "Norway");
  EXPECT_EQ(witnesses.FindOther(entity, About::kNationality, "Norway"), EdgeId(2));
  EXPECT_EQ(witnesses.FindOther(entity, About::kNationality, "Wales"), EdgeId(3));
  EXPECT_EQ(witnesses.FindOther(entity, About::kNationality, "Chile"), EdgeId(3));
}

TEST(MentionWitnesses, KeepEntitiesAndWhatIsToldOfThemApart) {
  MentionWitnesses witnesses;
  witnesses.Note(NodeId(7), About::kNationality, EdgeId(1), "Wales");
  EXPECT_EQ(witnesses.FindOther(NodeId(7), About::kPosition, "winger"), std::nullopt);
  EXPECT_EQ(witnesses.FindOther(NodeId(8), About::kNationality, "Norway"), std::nullopt);
}

TEST(MentionWitnesses, AnEntityThatComesLaterTakesThePlace) {
  MentionWitnesses witnesses;
  constexpr uint64_t kEntityCount = 100'000;
  for (uint64_t entity = 0; entity < kEntityCount; ++entity) {
    witnesses.Note(NodeId(entity), About::kPosition, EdgeId(entity), "winger");
  }
  EXPECT_EQ(witnesses.FindOther(NodeId(kEntityCount - 1), About::kPosition, "goalkeeper"),
            EdgeId(kEntityCount - 1));
  for (uint64_t entity = 0; entity < kEntityCount; ++entity) {
    const auto found = witnesses.FindOther(NodeId(entity), About::kPosition, "goalkeeper");
    EXPECT_TRUE(!found.has_value() || *found == EdgeId(entity));
  }
}

}  // namespace
}  // namespace rondo::articles
