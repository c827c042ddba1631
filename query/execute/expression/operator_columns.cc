// Comparisons and operators with two operands over columns. Loops without calls where both sides
// are ids, integers, floats or texts; the rules for everything else stand in comparison.h and
// arithmetic.h.

#include <algorithm>
#include <functional>
#include <utility>

#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/column_evaluation.h"
#include "query/execute/expression/comparison.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/expression/list_evaluation.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

constexpr Truth TruthOfBool(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

// ---------------------------------------------------------------- comparisons

/// Calls use(holds) with the comparison as a function of two things of one type.
template <typename Use>
auto WithComparison(ComparisonOperator op, const Use& use) {
  switch (op) {
    case ComparisonOperator::kEqual:
      return use(std::equal_to<>());
    case ComparisonOperator::kNotEqual:
      return use(std::not_equal_to<>());
    case ComparisonOperator::kLess:
      return use(std::less<>());
    case ComparisonOperator::kLessEqual:
      return use(std::less_equal<>());
    case ComparisonOperator::kGreater:
      return use(std::greater<>());
    case ComparisonOperator::kGreaterEqual:
      break;
  }
  return use(std::greater_equal<>());
}

template <typename T>
bool Holds(ComparisonOperator op, const T& left, const T& right) {
  return WithComparison(op, [&](const auto& holds) { return holds(left, right); });
}

Truth CompareFast(ComparisonOperator op, const Value& left, const Value& right) {
  if (left.kind() == right.kind()) {
    switch (left.kind()) {
      case Kind::kInteger:
        return TruthOfBool(Holds(op, left.integer(), right.integer()));
      case Kind::kFloat:
        return TruthOfBool(Holds(op, left.floating(), right.floating()));
      case Kind::kString:
        return TruthOfBool(Holds(op, left.string(), right.string()));
      case Kind::kDate:
        return TruthOfBool(Holds(op, left.date(), right.date()));
      default:
        break;
    }
  }
  return Compare(op, left, right);
}

/// `=` and `<>` between two columns of ids.
template <typename Id>
void CompareIds(ComparisonOperator op, std::span<const Id> left, std::span<const Id> right,
                std::span<Truth> out) {
  size_t left_step = left.size() == out.size() ? 1 : 0;
  size_t right_step = right.size() == out.size() ? 1 : 0;
  WithComparison(op, [&](const auto& holds) {
    for (size_t lane = 0; lane < out.size(); ++lane) {
      Id left_id = left[lane * left_step];
      Id right_id = right[lane * right_step];
      Truth truth = TruthOfBool(holds(left_id, right_id));
      out[lane] = left_id.valid() && right_id.valid() ? truth : Truth::kUnknown;
    }
  });
}

/// A column of integers with the one integer in all lanes of another, or with such a column.
void CompareIntegers(ComparisonOperator op, const Vector& left, std::span<const int64_t> right,
                     std::span<const uint8_t> right_nulls, std::span<Truth> out) {
  size_t step = right.size() == 1 ? 0 : 1;
  std::span<const int64_t> integers = left.integers();
  std::span<const uint8_t> nulls = left.integer_nulls();
  WithComparison(op, [&](const auto& holds) {
    for (size_t lane = 0; lane < out.size(); ++lane) {
      bool known = nulls[lane] == 0 && right_nulls[lane * step] == 0;
      Truth truth = TruthOfBool(holds(integers[lane], right[lane * step]));
      out[lane] = known ? truth : Truth::kUnknown;
    }
  });
}

/// What `op` becomes when its operands change places.
ComparisonOperator Mirrored(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::kLess:
      return ComparisonOperator::kGreater;
    case ComparisonOperator::kLessEqual:
      return ComparisonOperator::kGreaterEqual;
    case ComparisonOperator::kGreater:
      return ComparisonOperator::kLess;
    case ComparisonOperator::kGreaterEqual:
      return ComparisonOperator::kLessEqual;
    default:
      return op;
  }
}

bool IsIntegerColumn(const Vector& column) {
  return column.form() == Vector::Form::kIntegers && !column.constant();
}
bool IsConstantInteger(const Vector& column) {
  return column.constant() && column.form() == Vector::Form::kValues &&
         column.values()[0].is(Kind::kInteger);
}

/// Where at least one side is a column of integers; false if the other is nothing comparable.
bool CompareAsIntegers(ComparisonOperator op, const Vector& left, const Vector& right,
                       std::span<Truth> out) {
  constexpr uint8_t kNotNull = 0;
  if (IsIntegerColumn(left) && IsIntegerColumn(right)) {
    CompareIntegers(op, left, right.integers(), right.integer_nulls(), out);
    return true;
  }
  if (IsIntegerColumn(left) && IsConstantInteger(right)) {
    int64_t integer = right.values()[0].integer();
    CompareIntegers(op, left, {&integer, 1}, {&kNotNull, 1}, out);
    return true;
  }
  if (IsConstantInteger(left) && IsIntegerColumn(right)) {
    int64_t integer = left.values()[0].integer();
    CompareIntegers(Mirrored(op), right, {&integer, 1}, {&kNotNull, 1}, out);
    return true;
  }
  return false;
}

/// One comparison over two columns.
void CompareColumns(ComparisonOperator op, const Vector& left, const Vector& right,
                    std::span<Truth> out) {
  bool is_equality = op == ComparisonOperator::kEqual || op == ComparisonOperator::kNotEqual;
  if (left.form() == right.form() && is_equality && left.form() == Vector::Form::kNodes) {
    CompareIds(op, left.nodes(), right.nodes(), out);
  } else if (left.form() == right.form() && is_equality && left.form() == Vector::Form::kEdges) {
    CompareIds(op, left.edges(), right.edges(), out);
  } else if (left.form() == Vector::Form::kValues && right.form() == Vector::Form::kValues) {
    const Value* left_values = left.values().data();
    const Value* right_values = right.values().data();
    size_t left_step = left.constant() ? 0 : 1;
    size_t right_step = right.constant() ? 0 : 1;
    for (size_t lane = 0; lane < out.size(); ++lane) {
      out[lane] = CompareFast(op, left_values[lane * left_step], right_values[lane * right_step]);
    }
  } else if (!CompareAsIntegers(op, left, right, out)) {
    for (size_t lane = 0; lane < out.size(); ++lane) {
      out[lane] = Compare(op, left.Get(lane), right.Get(lane));
    }
  }
}

/// The operand at `index` compared with the next one.
Result<void> EvaluatePair(const BoundComparison& comparison, size_t index,
                          EvaluationContext& context, const Batch& batch, std::span<Truth> out) {
  ScratchVector left_scratch(context.vectors);
  ScratchVector right_scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* left,
                   EvaluateOrBorrow(*comparison.operands[index], context, batch, *left_scratch));
  RONDO_TRY_ASSIGN(const Vector* right, EvaluateOrBorrow(*comparison.operands[index + 1], context,
                                                         batch, *right_scratch));
  CompareColumns(comparison.operators[index], *left, *right, out);
  return {};
}

// ---------------------------------------------------------------- arithmetic

/// The result where both are integers and it fits, or both are numbers and one is a float.
bool ComputeFast(BinaryOperator op, const Value& left, const Value& right, Value& out) {
  if (left.is(Kind::kInteger) && right.is(Kind::kInteger)) {
    int64_t result = 0;
    switch (op) {
      case BinaryOperator::kAdd:
        if (__builtin_add_overflow(left.integer(), right.integer(), &result)) {
          return false;
        }
        break;
      case BinaryOperator::kSubtract:
        if (__builtin_sub_overflow(left.integer(), right.integer(), &result)) {
          return false;
        }
        break;
      case BinaryOperator::kMultiply:
        if (__builtin_mul_overflow(left.integer(), right.integer(), &result)) {
          return false;
        }
        break;
      default:
        return false;
    }
    out = Value(result);
    return true;
  }
  if (left.is_number() && right.is_number()) {
    out = Value(EvaluateFloatArithmetic(op, left.number(), right.number()));
    return true;
  }
  return false;
}

Result<void> ComputeArithmetic(const BoundBinary& binary, const Vector& left, const Vector& right,
                               EvaluationContext& context, std::span<Value> out) {
  for (size_t lane = 0; lane < out.size(); ++lane) {
    Value left_value = left.Get(lane);
    Value right_value = right.Get(lane);
    if (!ComputeFast(binary.op, left_value, right_value, out[lane])) {
      RONDO_TRY_ASSIGN(out[lane], EvaluateArithmetic(binary.op, left_value, right_value,
                                                     binary.span, context.list_size_max));
    }
  }
  return {};
}

bool HoldsNumbers(const Vector& column) {
  return column.form() == Vector::Form::kValues || column.form() == Vector::Form::kIntegers;
}

bool IsArithmetic(BinaryOperator op) {
  return op >= BinaryOperator::kAdd && op <= BinaryOperator::kPower;
}

}  // namespace

Result<void> EvaluateComparison(const BoundComparison& comparison, EvaluationContext& context,
                                const Batch& batch, Vector& out) {
  // A chain stops at the first pair that does not hold.
  if (comparison.operators.size() > 1 && !CannotFail(comparison, context)) {
    return EvaluateLaneByLane(comparison, context, batch, out);
  }
  std::span<Truth> truths = out.ResetToTruths(batch.lane_count());
  RONDO_TRY(EvaluatePair(comparison, 0, context, batch, truths));
  ScratchVector pair(context.vectors);
  for (size_t index = 1; index < comparison.operators.size(); ++index) {
    std::span<Truth> holds = pair->ResetToTruths(batch.lane_count());
    RONDO_TRY(EvaluatePair(comparison, index, context, batch, holds));
    std::ranges::transform(truths, holds, truths.begin(), And);
  }
  return {};
}

Result<void> EvaluateBinary(const BoundBinary& binary, EvaluationContext& context,
                            const Batch& batch, Vector& out) {
  if (binary.op == BinaryOperator::kAnd || binary.op == BinaryOperator::kOr ||
      binary.op == BinaryOperator::kXor) {
    return EvaluateLogic(binary, context, batch, out);
  }
  ScratchVector left_scratch(context.vectors);
  ScratchVector right_scratch(context.vectors);
  RONDO_TRY_ASSIGN(const Vector* left,
                   EvaluateOrBorrow(*binary.left, context, batch, *left_scratch));
  RONDO_TRY_ASSIGN(const Vector* right,
                   EvaluateOrBorrow(*binary.right, context, batch, *right_scratch));
  bool varies = !left->constant() || !right->constant();
  if (varies && IsArithmetic(binary.op) && HoldsNumbers(*left) && HoldsNumbers(*right)) {
    return ComputeArithmetic(binary, *left, *right, context, out.ResetToValues(batch.lane_count()));
  }
  return ComputeLanes({left, right}, batch.lane_count(), out, [&](size_t lane) {
    return ApplyBinary(binary, left->Get(lane), right->Get(lane), context);
  });
}

}  // namespace rondo
