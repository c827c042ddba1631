// Functions on lists and on values of any kind.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "graph/model/value_order.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/function/function_call.h"
#include "query/execute/function/integer_range.h"
#include "query/execute/function/unicode_text.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// How many elements range() makes between two looks at the interrupt.
constexpr size_t kInterruptInterval = 1 << 16;

Result<Value> Size(const FunctionCall& call) {
  const Value& value = call.argument(0);
  return Value(value.is(Kind::kList) ? value.list().size() : CharacterCount(value.string()));
}

Result<Value> Head(const FunctionCall& call) {
  const ListValue& list = call.argument(0).list();
  return list.empty() ? Value() : list.front();
}

Result<Value> Last(const FunctionCall& call) {
  const ListValue& list = call.argument(0).list();
  return list.empty() ? Value() : list.back();
}

Result<Value> Tail(const FunctionCall& call) {
  const ListValue& list = call.argument(0).list();
  return Value(list.empty() ? ListValue() : ListValue(list.begin() + 1, list.end()));
}

Result<Value> Reverse(const FunctionCall& call) {
  const Value& value = call.argument(0);
  if (value.is(Kind::kString)) {
    return Value(ReverseCharacters(value.string()));
  }
  return Value(ListValue(value.list().rbegin(), value.list().rend()));
}

Result<Value> IsEmpty(const FunctionCall& call) {
  const Value& value = call.argument(0);
  switch (value.kind()) {
    case Kind::kString:
      return Value(value.string().empty());
    case Kind::kList:
      return Value(value.list().empty());
    default:
      return Value(value.map().empty());
  }
}

// ---------------------------------------------------------------- range

Result<Value> Range(const FunctionCall& call) {
  for (const Value& argument : call.arguments) {
    if (!argument.is(Kind::kInteger)) {
      return RuntimeError(ErrorCode::kArgument, "InvalidArgumentType",
                          "range() needs INTEGER, not " + std::string(KindName(argument.kind())),
                          call.span);
    }
  }
  int64_t start = call.argument(0).integer();
  int64_t end = call.argument(1).integer();
  int64_t step = call.HasArgument(2) ? call.argument(2).integer() : 1;
  if (step == 0) {
    return OutOfRange(call, "the step must not be 0");
  }
  const IntegerRange range(start, end, step);
  RONDO_TRY(CheckSize(range.size(), call.context.list_size_max, call.span));
  ListValue list;
  list.reserve(range.size());
  for (uint64_t index = 0; index < range.size(); ++index) {
    if (index % kInterruptInterval == kInterruptInterval - 1) {
      RONDO_TRY(call.context.interrupt.Check());
    }
    list.emplace_back(range[index]);
  }
  return Value(std::move(list));
}

// ---------------------------------------------------------------- any value

Result<Value> Exists(const FunctionCall& call) { return Value(!call.argument(0).is_null()); }

Result<Value> NullIf(const FunctionCall& call) {
  std::optional<bool> equal = Equal(call.argument(0), call.argument(1));
  return equal == true ? Value() : call.argument(0);
}

/// "INTEGER NOT NULL", "LIST<INTEGER NOT NULL | NULL> NOT NULL", "NULL".
std::string TypeName(const Value& value) {
  if (value.is_null()) {
    return "NULL";
  }
  std::string name(KindName(value.kind()));
  if (value.is(Kind::kList)) {
    std::set<std::string> element_names;
    for (const Value& element : value.list()) {
      element_names.insert(TypeName(element));
    }
    std::string joined;
    for (const std::string& element_name : element_names) {
      joined += joined.empty() ? "" : " | ";
      joined += element_name;
    }
    name += '<' + (joined.empty() ? std::string("NOTHING") : joined) + '>';
  }
  return name + " NOT NULL";
}

Result<Value> ValueType(const FunctionCall& call) { return Value(TypeName(call.argument(0))); }

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kSize, Size},           {FunctionId::kHead, Head},
    {FunctionId::kLast, Last},           {FunctionId::kTail, Tail},
    {FunctionId::kRange, Range},         {FunctionId::kReverse, Reverse},
    {FunctionId::kIsEmpty, IsEmpty},     {FunctionId::kExists, Exists, true},
    {FunctionId::kNullIf, NullIf, true}, {FunctionId::kValueType, ValueType, true},
};

}  // namespace

std::span<const FunctionEntry> ListFunctionEntries() { return kEntries; }

}  // namespace rondo
