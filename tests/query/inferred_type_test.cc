// What the binder infers of operators whose operands it knows in part.

#include "query/bind/inferred_type.h"

#include <gtest/gtest.h>

namespace rondo {
namespace {

using Kind = Value::Kind;

TEST(ArithmeticType, OfNullAndAPropertyCanBeAnything) {
  // A property may be a list, which takes the null in, or a number, which becomes null.
  std::optional<TypeSet> type = ArithmeticType(BinaryOperator::kAdd, TypeSet::Any(), TypeSet());
  ASSERT_TRUE(type.has_value());
  EXPECT_TRUE(ArithmeticType(BinaryOperator::kMultiply, *type, Kind::kInteger).has_value());
}

TEST(ArithmeticType, OfNullAndAListIsAList) {
  EXPECT_EQ(ArithmeticType(BinaryOperator::kAdd, TypeSet(), Kind::kList), TypeSet(Kind::kList));
  EXPECT_EQ(ArithmeticType(BinaryOperator::kMultiply, TypeSet(), Kind::kInteger), TypeSet());
}

}  // namespace
}  // namespace rondo
