#include "query/bind/function_signature.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace rondo {
namespace {

TEST(FunctionSignature, NamesAreFoundInAnyCase) {
  const FunctionSignature* upper = FindFunction("TOUPPER");
  ASSERT_NE(upper, nullptr);
  EXPECT_EQ(upper->name, "toUpper");
  EXPECT_EQ(upper->id, FunctionId::kToUpper);
  EXPECT_EQ(FindFunction("Duration.InSeconds")->id, FunctionId::kDurationInSeconds);
}

TEST(FunctionSignature, UnknownNamesAreNotFound) {
  EXPECT_EQ(FindFunction(""), nullptr);
  EXPECT_EQ(FindFunction("toUpp"), nullptr);
  EXPECT_EQ(FindFunction("toUpperr"), nullptr);
}

TEST(FunctionSignature, EveryFunctionHasAnEntryThatIsFoundAndDescribed) {
  std::set<FunctionId> ids;
  for (const FunctionSignature& signature : AllFunctions()) {
    EXPECT_EQ(FindFunction(signature.name), &signature) << signature.name;
    EXPECT_FALSE(signature.description.empty()) << signature.name;
    EXPECT_FALSE(signature.argument_types.empty()) << signature.name;
    EXPECT_LE(signature.argument_count_min, signature.argument_count_max) << signature.name;
    ids.insert(signature.id);
  }
  EXPECT_EQ(ids.size(), kFunctionCount);
}

TEST(FunctionSignature, ClocksAndChanceAreMarked) {
  EXPECT_FALSE(FindFunction("rand")->is_deterministic);
  EXPECT_FALSE(FindFunction("datetime.realtime")->is_deterministic);
  EXPECT_TRUE(FindFunction("datetime")->reads_clock);
  EXPECT_TRUE(FindFunction("datetime")->is_deterministic);
  EXPECT_FALSE(FindFunction("toUpper")->reads_clock);
}

}  // namespace
}  // namespace rondo
