#include "tests/tck/judge.h"

#include <gtest/gtest.h>

namespace rondo::tck {
namespace {

using Rows = std::vector<std::vector<Value>>;

Status Judged(const Table& expected, const std::vector<std::string>& columns, const Rows& rows,
              ResultExpectation expectation = {}) {
  return JudgeResult(expected, expectation, columns, rows).status;
}

TEST(Judge, RowsAreABagUnlessTheOrderIsAsked) {
  Table expected = {{"a", "b"}, {"1", "'x'"}, {"2", "null"}, {"1", "'x'"}};
  Rows rows = {{2, Value()}, {1, "x"}, {1, "x"}};
  EXPECT_EQ(Judged(expected, {"a", "b"}, rows), Status::kPass);
  EXPECT_EQ(Judged(expected, {"a", "b"}, rows, {.ordered = true}), Status::kFailOrder);
  EXPECT_EQ(Judged(expected, {"a", "b"}, {{1, "x"}, {2, Value()}, {1, "x"}}, {.ordered = true}),
            Status::kPass);
  EXPECT_EQ(Judged(expected, {"a", "b"}, {{2, Value()}, {1, "x"}}), Status::kFailResult);
  EXPECT_EQ(Judged(expected, {"a", "b"}, {{2, Value()}, {1, "x"}, {2, Value()}}),
            Status::kFailResult);
  EXPECT_EQ(Judged(expected, {"a", "b"}, {{2, Value()}, {1, "x"}, {1.0, "x"}}),
            Status::kFailResult);
}

TEST(Judge, ColumnsMustBeTheSameInTheSameOrder) {
  EXPECT_EQ(Judged({{"a", "b"}}, {"a", "b"}, {}), Status::kPass);
  EXPECT_EQ(Judged({{"a", "b"}}, {"b", "a"}, {}), Status::kFailColumns);
  EXPECT_EQ(Judged({{"a"}}, {}, {}), Status::kFailColumns);
  EXPECT_EQ(Judged({{"count( * )"}}, {"count(*)"}, {}), Status::kFailColumns);
}

TEST(Judge, ListsAreBagsWhereAsked) {
  Table expected = {{"a"}, {"[1, [2, 3]]"}};
  Rows rows = {{ListValue{ListValue{3, 2}, 1}}};
  EXPECT_EQ(Judged(expected, {"a"}, rows), Status::kFailResult);
  EXPECT_EQ(Judged(expected, {"a"}, rows, {.list_order = ListOrder::kIgnored}), Status::kPass);
}

TEST(Judge, AnUnreadableExpectationIsAnError) {
  EXPECT_EQ(Judged({{"a"}, {"nonsense"}}, {"a"}, {{1}}), Status::kError);
}

TEST(Judge, ErrorsAreComparedByTypePhaseAndDetail) {
  ExpectedError expected;
  ASSERT_TRUE(ReadExpectedError("a SyntaxError should be raised at compile time: UndefinedVariable",
                                expected));
  auto status = [&](ErrorCode code, ErrorPhase phase, std::string detail) {
    return JudgeError(expected, Error{code, phase, std::move(detail), "", {}, ""}).status;
  };
  EXPECT_EQ(status(ErrorCode::kSyntax, ErrorPhase::kCompile, "UndefinedVariable"), Status::kPass);
  EXPECT_EQ(status(ErrorCode::kSyntax, ErrorPhase::kCompile, "Other"), Status::kFailErrorStrict);
  EXPECT_EQ(status(ErrorCode::kSyntax, ErrorPhase::kRuntime, "UndefinedVariable"),
            Status::kFailErrorLenient);
  EXPECT_EQ(status(ErrorCode::kType, ErrorPhase::kCompile, "UndefinedVariable"),
            Status::kFailErrorLenient);
  ASSERT_TRUE(ReadExpectedError("an Error should be raised at any time: *", expected));
  EXPECT_EQ(status(ErrorCode::kType, ErrorPhase::kRuntime, "Whatever"), Status::kPass);
  EXPECT_FALSE(ReadExpectedError("no side effects", expected));
  EXPECT_FALSE(ReadExpectedError("a TypeError should be raised at runtime", expected));
}

TEST(Judge, SideEffectsAreDifferencesOfStates) {
  GraphState before{{1, 2}, {7}, {"A"}, {"node 1 p 1", "node 1 q 2"}};
  GraphState after{{1, 3}, {7}, {"A", "B"}, {"node 1 p 2", "node 1 q 2"}};
  Table exact = {{"+nodes", "1"},
                 {"-nodes", "1"},
                 {"+labels", "1"},
                 {"+properties", "1"},
                 {"-properties", "1"}};
  EXPECT_EQ(JudgeSideEffects(exact, before, after).status, Status::kPass);
  EXPECT_EQ(JudgeSideEffects({}, before, before).status, Status::kPass);
  EXPECT_EQ(JudgeSideEffects({}, before, after).status, Status::kFailSideEffects);
  exact.push_back({"+relationships", "1"});
  EXPECT_EQ(JudgeSideEffects(exact, before, after).status, Status::kFailSideEffects);
  EXPECT_EQ(JudgeSideEffects({{"+things", "1"}}, before, after).status, Status::kError);
  EXPECT_EQ(JudgeSideEffects({{"+nodes", "one"}}, before, after).status, Status::kError);
}

TEST(Judge, EveryStatusHasItsWord) {
  EXPECT_EQ(StatusName(Status::kPass), "pass");
  EXPECT_EQ(StatusName(Status::kFailErrorStrict), "fail-error(strict)");
  EXPECT_EQ(StatusName(Status::kCrash), "crash");
}

}  // namespace
}  // namespace rondo::tck
