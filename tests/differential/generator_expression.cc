#include <algorithm>
#include <utility>

#include "tests/differential/generator.h"

namespace rondo::differential {

using Kind = Expression::Kind;

namespace {

Expression Make(Kind kind, std::vector<Expression> operands) {
  Expression expression;
  expression.kind = kind;
  expression.operands = std::move(operands);
  return expression;
}

/// Whether it may stand in a comprehension: a path with an edge, without what GQL added.
bool IsOfOpenCypher(const PathPattern& path) {
  bool is_plain = std::ranges::all_of(path.steps, [](const PathStep& step) {
    return step.edge && !(step.edge->length && step.edge->length_is_quantifier);
  });
  return is_plain && !path.steps.empty() && !path.where && path.selector == Selector::kNone &&
         path.mode == Mode::kNone;
}

}  // namespace

Expression Generator::Literal(Value value) {
  Expression expression;
  expression.literal = std::move(value);
  return expression;
}

Expression Generator::VariableOf(const Variable& variable) {
  Expression expression;
  expression.kind = Kind::kVariable;
  expression.name = variable.name;
  return expression;
}

const Generator::Variable* Generator::PickVariable(Type type) {
  std::vector<const Variable*> candidates;
  for (const Variable& variable : scope_) {
    if (variable.type == type) {
      candidates.push_back(&variable);
    }
  }
  return candidates.empty() ? nullptr : candidates[Pick(candidates.size())];
}

Expression Generator::MakeExpression(Type type, size_t depth) {
  switch (type) {
    case Type::kInteger:
      return MakeInteger(depth);
    case Type::kBoolean:
      return MakeBoolean(depth);
    case Type::kString:
      return MakeString(depth);
    case Type::kDate:
      return MakeDate(depth);
    case Type::kAny:
      return MakeAny(depth);
    default:
      return MakeIntegerList(depth);
  }
}

Expression Generator::MakeInteger(size_t depth) {
  if (depth > 0) {
    switch (Pick(11)) {
      case 9:
      case 10:
        if (std::optional<Expression> made = MakeIntegerOf(depth - 1)) {
          return *std::move(made);
        }
        break;
      case 0:
        return Make(Once(2) ? Kind::kAdd : Kind::kSubtract,
                    {MakeInteger(depth - 1), MakeInteger(depth - 1)});
      case 1:
        return Make(Kind::kMultiply, {MakeInteger(depth - 1), Literal(Value(Pick(4)))});
      case 2:
        return Make(Kind::kSize, {MakeIntegerList(depth - 1)});
      case 3:
        return Make(Kind::kCoalesce, {MakeInteger(depth - 1), MakeInteger(depth - 1)});
      case 4:
        return Make(Kind::kCase,
                    {MakeBoolean(depth - 1), MakeInteger(depth - 1), MakeInteger(depth - 1)});
      case 5:
        if (subqueries_allowed_ && Once(3)) {
          switch (Pick(6)) {
            case 0:
              return MakeQueryExpression(Kind::kCountQuery);
            case 1:
              return MakePatternSum();
            case 2:
            case 3:
              return MakeSubquery(Kind::kCount);
            default:
              return MakeSubquery(Kind::kPatternListSize);
          }
        }
        break;
      default:
        break;
    }
  }
  switch (Pick(6)) {
    case 0:
      if (const Variable* path = PickVariable(Once(2) ? Type::kPath : Type::kPathLength)) {
        return Make(Kind::kLength, {VariableOf(*path)});
      }
      break;
    case 1:
      if (const Variable* list = PickVariable(Once(2) ? Type::kNodeList : Type::kEdgeList)) {
        return Make(Kind::kSize, {VariableOf(*list)});
      }
      break;
    case 2:
    case 3:
      if (const Variable* entity = PickVariable(Once(2) ? Type::kNode : Type::kEdge)) {
        Expression property;
        property.kind = Kind::kProperty;
        property.name = entity->name;
        property.key = "x";
        return property;
      }
      break;
    case 4:
      if (const Variable* variable = PickVariable(Type::kInteger)) {
        return VariableOf(*variable);
      }
      break;
    default:
      break;
  }
  return Literal(Once(8) ? Value() : Value(static_cast<int64_t>(Pick(5)) - 1));
}

std::optional<Expression> Generator::MakeIntegerOf(size_t depth) {
  Expression made;
  switch (Pick(9)) {
    case 0: {
      static const char* const kFunctions[] = {"abs", "sign"};
      made = Make(Kind::kCall, {MakeInteger(depth)});
      made.key = kFunctions[Pick(2)];
      return made;
    }
    case 1: {
      static const char* const kFunctions[] = {"head", "last"};
      made = Make(Kind::kCall, {MakeIntegerList(depth)});
      made.key = kFunctions[Pick(2)];
      return made;
    }
    case 2:
      return Make(Kind::kIndex, {MakeIntegerList(depth), MakeInteger(depth)});
    case 3:
      return Make(Once(2) ? Kind::kDivide : Kind::kModulo,
                  {MakeInteger(depth), Literal(Value(1 + static_cast<int64_t>(Pick(3))))});
    case 4: {
      static const char* const kParts[] = {"year", "month", "day", "dayOfWeek"};
      made = Make(Kind::kPart, {MakeDate(depth)});
      made.key = kParts[Pick(4)];
      return made;
    }
    case 5:
      return Make(Kind::kSimpleCase,
                  {MakeAny(depth), MakeAny(depth), MakeInteger(depth), MakeInteger(depth)});
    case 6:
      made = Make(Kind::kCall, {MakeInteger(depth), MakeInteger(depth)});
      made.key = "nullIf";
      return made;
    case 7:
      return MakeScoped(Kind::kReduce, depth);
    default:
      if (const Variable* edge = PickVariable(Type::kEdge)) {
        made.kind = Kind::kEndProperty;
        made.name = edge->name;
        made.key = "x";
        made.operators = {Once(2) ? "startNode" : "endNode"};
        return made;
      }
      return Make(Kind::kSize, {MakeString(depth)});
  }
}

Expression Generator::MakeDate(size_t depth) {
  if (const Variable* variable = PickVariable(Type::kDate); variable != nullptr && Once(2)) {
    return VariableOf(*variable);
  }
  if (depth > 0 && Once(3)) {
    // Small amounts only, so that no sum leaves the calendar.
    return Make(Kind::kDateAdd,
                {MakeDate(depth - 1), Literal(Value(static_cast<int64_t>(Pick(60)) - 30))});
  }
  const Variable* entity = PickVariable(Once(2) ? Type::kNode : Type::kEdge);
  if (entity != nullptr && !Once(3)) {
    Expression property;
    property.kind = Kind::kProperty;
    property.name = entity->name;
    property.key = entity->type == Type::kNode ? "d" : Once(2) ? "from" : "until";
    return property;
  }
  return Literal(Once(8) ? Value() : Value(Date{RandomDay(random_)}));
}

Expression Generator::MakeAny(size_t depth) {
  if (const Variable* variable = PickVariable(Type::kAny); variable != nullptr && Once(2)) {
    return VariableOf(*variable);
  }
  static constexpr Type kTypes[] = {Type::kInteger, Type::kBoolean, Type::kString, Type::kDate,
                                    Type::kIntegerList};
  size_t inner = depth > 0 ? depth - 1 : 0;
  if (depth > 0 && Once(3)) {
    return Make(Kind::kCase, {MakeBoolean(inner), MakeAny(inner), MakeAny(inner)});
  }
  return MakeExpression(kTypes[Pick(5)], inner);
}

Expression Generator::MakeString(size_t depth) {
  if (depth > 0 && Once(6)) {
    if (Once(2)) {
      return Make(Kind::kConcatenate, {MakeString(depth - 1), MakeString(depth - 1)});
    }
    bool upper = Once(2);
    Expression call = Make(Kind::kCall, {upper ? MakeString(depth - 1) : MakeInteger(depth - 1)});
    call.key = upper ? "toUpper" : "toString";
    return call;
  }
  if (depth > 0 && Once(4)) {
    return Make(Kind::kCase,
                {MakeBoolean(depth - 1), MakeString(depth - 1), MakeString(depth - 1)});
  }
  const Variable* entity = PickVariable(Once(2) ? Type::kNode : Type::kEdge);
  if (entity != nullptr && !Once(3)) {
    if (entity->type == Type::kEdge && Once(3)) {
      return Make(Kind::kTypeOf, {VariableOf(*entity)});
    }
    Expression property;
    property.kind = Kind::kProperty;
    property.name = entity->name;
    property.key = "s";
    return property;
  }
  if (const Variable* variable = PickVariable(Type::kString); variable != nullptr && Once(2)) {
    return VariableOf(*variable);
  }
  static const char* const kStrings[] = {"", "a", "b", "ab", "R"};
  return Literal(Once(8) ? Value() : Value(kStrings[Pick(5)]));
}

Expression Generator::MakeIntegerList(size_t depth) {
  if (const Variable* list = PickVariable(Type::kIntegerList); list != nullptr && Once(3)) {
    return VariableOf(*list);
  }
  if (depth > 0 && Once(3)) {
    return MakeScoped(Kind::kComprehension, depth - 1);
  }
  if (depth > 0 && Once(5)) {
    return MakeListOf(depth - 1);
  }
  Expression list = Make(Kind::kList, {});
  for (size_t count = Pick(4); count > 0; --count) {
    list.operands.push_back(depth > 0 && Once(3) ? MakeInteger(depth - 1)
                                                 : Literal(Once(8) ? Value() : Value(Pick(4))));
  }
  return list;
}

Expression Generator::MakeListOf(size_t depth) {
  Expression made;
  switch (Pick(5)) {
    case 0:
      return Make(Kind::kConcatenate, {MakeIntegerList(depth), MakeIntegerList(depth)});
    case 1:
      return Make(Kind::kSlice, {MakeIntegerList(depth), MakeInteger(0), MakeInteger(0)});
    case 2:
      made = Make(Kind::kCall, {MakeIntegerList(depth)});
      made.key = Once(2) ? "tail" : "reverse";
      return made;
    case 3:
      if (subqueries_allowed_ && Once(3)) {
        return MakeQueryExpression(Kind::kCollectQuery);
      }
      [[fallthrough]];
    default:
      made = Make(Kind::kCall, {Literal(Value(static_cast<int64_t>(Pick(3)))),
                                Literal(Value(static_cast<int64_t>(Pick(5))))});
      made.key = "range";
      return made;
  }
}

Expression Generator::MakeComparison(size_t depth) {
  static const char* const kOperators[] = {"=", "<>", "<", "<=", ">", ">="};
  Expression comparison = Make(Kind::kCompare, {});
  if (const Variable* node = PickVariable(Type::kNode); node != nullptr && Once(5)) {
    comparison.operands = {VariableOf(*node), VariableOf(*PickVariable(Type::kNode))};
    comparison.operators = {kOperators[Pick(2)]};
    return comparison;
  }
  if (Once(6)) {
    comparison.operands = {MakeIntegerList(depth), MakeIntegerList(depth)};
    comparison.operators = {kOperators[Pick(2)]};
    return comparison;
  }
  if (Once(6)) {
    comparison.operands = {MakeAny(depth), MakeAny(depth)};
    comparison.operators = {kOperators[Pick(2)]};
    return comparison;
  }
  static constexpr Type kTypes[] = {Type::kString,  Type::kString,  Type::kDate,
                                    Type::kInteger, Type::kInteger, Type::kInteger};
  Type type = kTypes[Pick(6)];
  size_t count = Once(6) ? 3 : 2;
  for (size_t index = 0; index < count; ++index) {
    comparison.operands.push_back(MakeExpression(type, depth));
    if (index > 0) {
      comparison.operators.emplace_back(kOperators[Pick(6)]);
    }
  }
  return comparison;
}

Expression Generator::MakeBoolean(size_t depth) {
  if (depth == 0) {
    if (const Variable* variable = PickVariable(Type::kBoolean); variable != nullptr && Once(2)) {
      return VariableOf(*variable);
    }
    return Once(3) ? Literal(Once(6) ? Value() : Value(Once(2))) : MakeComparison(0);
  }
  switch (Pick(14)) {
    case 0:
      return Make(Kind::kNot, {MakeBoolean(depth - 1)});
    case 1:
      return Make(Kind::kAnd, {MakeBoolean(depth - 1), MakeBoolean(depth - 1)});
    case 2:
      return Make(Kind::kOr, {MakeBoolean(depth - 1), MakeBoolean(depth - 1)});
    case 3:
      return Make(Kind::kXor, {MakeBoolean(depth - 1), MakeBoolean(depth - 1)});
    case 4:
      return Make(Once(2) ? Kind::kIsNull : Kind::kIsNotNull, {MakeInteger(depth - 1)});
    case 5:
      return Make(Kind::kIn, {Once(3) ? MakeAny(depth - 1) : MakeInteger(depth - 1),
                              MakeIntegerList(depth - 1)});
    case 6: {
      static constexpr Kind kKinds[] = {Kind::kStartsWith, Kind::kEndsWith, Kind::kContains};
      return Make(kKinds[Pick(3)], {MakeString(depth - 1), MakeString(0)});
    }
    case 7:
      return MakeScoped(Kind::kQuantifier, depth - 1);
    case 8:
      if (subqueries_allowed_) {
        return Once(4)   ? MakeQueryExpression(Kind::kExistsQuery)
               : Once(3) ? MakePatternHolds()
                         : MakeSubquery(Kind::kExists);
      }
      break;
    case 9:
    case 10:
      if (const Variable* node = PickVariable(Type::kNode)) {
        static const char* const kLabels[] = {"A", "B", "C", "Missing"};
        Expression test;
        test.name = node->name;
        if (Once(3)) {
          test.kind = Kind::kMatchesLabels;
          test.labels = std::make_shared<LabelTest>(MakeLabels(2));
          return test;
        }
        test.kind = Kind::kHasLabel;
        test.name = node->name;
        test.key = kLabels[Pick(4)];
        return test;
      }
      break;
    default:
      break;
  }
  return MakeComparison(depth - 1);
}

Expression Generator::MakeScoped(Expression::Kind kind, size_t depth) {
  static const char* const kQuantifiers[] = {"all", "any", "none", "single"};
  Expression scoped;
  scoped.kind = kind;
  scoped.key = kQuantifiers[Pick(4)];
  Type element = Type::kInteger;
  const Variable* path = PickVariable(Type::kPath);
  const Variable* list = PickVariable(Once(2) ? Type::kNodeList : Type::kEdgeList);
  if (list != nullptr && !Once(3)) {
    element = list->type == Type::kNodeList ? Type::kNode : Type::kEdge;
    scoped.operands.push_back(VariableOf(*list));
  } else if (path != nullptr && !Once(3)) {
    element = Once(2) ? Type::kNode : Type::kEdge;
    scoped.operands.push_back(
        Make(element == Type::kNode ? Kind::kNodes : Kind::kRelationships, {VariableOf(*path)}));
  } else {
    scoped.operands.push_back(MakeIntegerList(depth > 0 ? depth - 1 : 0));
  }
  scoped.name = NewName("e");
  scope_.push_back({scoped.name, element});
  bool allowed = subqueries_allowed_;
  subqueries_allowed_ = allowed && Once(4);
  scoped.operands.push_back(MakeBoolean(depth));
  if (kind == Kind::kComprehension) {
    scoped.operands.push_back(MakeInteger(depth));
  }
  if (kind == Kind::kReduce) {
    scoped.operands[1] = MakeInteger(depth);
    scoped.key = NewName("e");
  }
  subqueries_allowed_ = allowed;
  scope_.pop_back();
  return scoped;
}

Expression Generator::MakeQueryExpression(Expression::Kind kind) {
  Expression expression;
  expression.kind = kind;
  Scope outside = scope_;
  bool allowed = std::exchange(subqueries_allowed_, false);
  Statement statement;
  if (kind == Kind::kCollectQuery) {
    // One column of integers in an order of its own.
    Query& query = statement.parts.emplace_back();
    query.clauses.push_back(MakeClause(true));
    Clause& result = query.clauses.emplace_back();
    result.kind = Clause::Kind::kReturn;
    Item& item = result.projection.items.emplace_back();
    item.expression = MakeInteger(2);
    item.alias = NewName("v");
    result.projection.distinct = Once(4);
    SortKey& key = result.projection.order.emplace_back();
    key.expression.kind = Kind::kVariable;
    key.expression.name = item.alias;
    key.ascending = Once(2);
    result.projection.order_is_total = true;
  } else {
    statement = MakeParts(2, 1, "v");
  }
  expression.statement = std::make_shared<Statement>(std::move(statement));
  subqueries_allowed_ = allowed;
  scope_ = outside;
  return expression;
}

Expression Generator::MakePatternSum() {
  Expression sum = MakeSubquery(Kind::kPatternListSum);
  return sum;
}

Expression Generator::MakePatternHolds() {
  Expression expression;
  expression.kind = Kind::kPatternHolds;
  expression.key = "exists";
  auto node = [&] {
    NodePattern made;
    if (const Variable* known = PickVariable(Type::kNode); known != nullptr && !Once(3)) {
      made.variable = known->name;
    }
    if (Once(4)) {
      made.labels = MakeLabels(1);
    }
    return made;
  };
  PathPattern path;
  path.first = node();
  is_opaque_ = true;
  for (size_t count = 1 + Pick(2); count > 0; --count) {
    PathStep& step = path.steps.emplace_back();
    Scope outside = scope_;
    step.edge = MakeEdgeWithoutVariable();
    step.edge->properties.clear();
    scope_ = outside;
    if (Once(4)) {
      MakeLength(*step.edge);
      step.edge->length_is_quantifier = false;
    }
    step.node = node();
  }
  is_opaque_ = false;
  Pattern pattern;
  pattern.paths.push_back(std::move(path));
  expression.pattern = std::make_shared<Pattern>(std::move(pattern));
  return expression;
}

Expression Generator::MakeSubquery(Expression::Kind kind) {
  Expression subquery;
  subquery.kind = kind;
  Scope outside = scope_;
  subqueries_allowed_ = false;
  bool sums = kind == Kind::kPatternListSum;
  bool is_list = kind == Kind::kPatternListSize || sums;
  Pattern pattern = MakePattern(is_list ? 1 : 2, nullptr);
  if (is_list) {
    while (!IsOfOpenCypher(pattern.paths[0])) {
      scope_ = outside;
      pattern = MakePattern(1, nullptr);
    }
  }
  if (sums) {
    subquery.operands.push_back(MakeInteger(1));
  }
  if (Once(2)) {
    subquery.operands.push_back(MakeBoolean(2));
  }
  subquery.pattern = std::make_shared<Pattern>(std::move(pattern));
  subqueries_allowed_ = true;
  scope_ = outside;
  return subquery;
}

}  // namespace rondo::differential
