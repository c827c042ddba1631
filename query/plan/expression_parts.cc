#include "query/plan/expression_parts.h"

#include "graph/base/check.h"

namespace rondo {

namespace {

using Visit = std::function<void(const BoundExpression&)>;

void VisitIf(const BoundExpressionPtr& expression, const Visit& visit) {
  if (expression != nullptr) {
    visit(*expression);
  }
}

void VisitAll(const std::vector<BoundExpressionPtr>& expressions, const Visit& visit) {
  for (const BoundExpressionPtr& expression : expressions) {
    visit(*expression);
  }
}

void VisitMap(const BoundMap& map, const Visit& visit) {
  VisitIf(map.all_of, visit);
  VisitIf(map.projected, visit);
  for (const auto& [key, value] : map.entries) {
    visit(*value);
  }
}

void VisitCase(const BoundCase& expression, const Visit& visit) {
  VisitIf(expression.operand, visit);
  for (const BoundCase::Branch& branch : expression.branches) {
    visit(*branch.when);
    visit(*branch.then);
  }
  VisitIf(expression.otherwise, visit);
}

void VisitListExpression(const BoundExpression& expression, const Visit& visit) {
  if (expression.kind == ExpressionKind::kListComprehension) {
    const auto& comprehension = expression.As<BoundListComprehension>();
    VisitIf(comprehension.list, visit);
    VisitIf(comprehension.predicate, visit);
    VisitIf(comprehension.projection, visit);
  } else if (expression.kind == ExpressionKind::kQuantifier) {
    VisitIf(expression.As<BoundQuantifier>().list, visit);
    VisitIf(expression.As<BoundQuantifier>().predicate, visit);
  } else {
    const auto& reduce = expression.As<BoundReduce>();
    VisitIf(reduce.initial, visit);
    VisitIf(reduce.list, visit);
    VisitIf(reduce.step, visit);
  }
}

}  // namespace

void ForEachPart(const BoundExpression& expression, const Visit& visit) {
  switch (expression.kind) {
    case ExpressionKind::kLiteral:
    case ExpressionKind::kParameter:
    case ExpressionKind::kSlot:
    case ExpressionKind::kSubquery:
    case ExpressionKind::kPatternComprehension:
      break;
    case ExpressionKind::kProperty:
      visit(*expression.As<BoundProperty>().base);
      break;
    case ExpressionKind::kUnary:
      visit(*expression.As<BoundUnary>().operand);
      break;
    case ExpressionKind::kBinary:
      visit(*expression.As<BoundBinary>().left);
      visit(*expression.As<BoundBinary>().right);
      break;
    case ExpressionKind::kComparison:
      VisitAll(expression.As<BoundComparison>().operands, visit);
      break;
    case ExpressionKind::kFunctionCall:
      VisitAll(expression.As<BoundFunctionCall>().arguments, visit);
      break;
    case ExpressionKind::kList:
      VisitAll(expression.As<BoundList>().elements, visit);
      break;
    case ExpressionKind::kMap:
      VisitMap(expression.As<BoundMap>(), visit);
      break;
    case ExpressionKind::kIndex:
      visit(*expression.As<BoundIndex>().base);
      visit(*expression.As<BoundIndex>().index);
      break;
    case ExpressionKind::kSlice:
      visit(*expression.As<BoundSlice>().base);
      VisitIf(expression.As<BoundSlice>().from, visit);
      VisitIf(expression.As<BoundSlice>().to, visit);
      break;
    case ExpressionKind::kCase:
      VisitCase(expression.As<BoundCase>(), visit);
      break;
    case ExpressionKind::kHasLabels:
      visit(*expression.As<BoundHasLabels>().operand);
      break;
    case ExpressionKind::kListComprehension:
    case ExpressionKind::kQuantifier:
    case ExpressionKind::kReduce:
      VisitListExpression(expression, visit);
      break;
  }
}

void ForEachSlot(const BoundExpression& expression, const std::function<void(SlotIndex)>& visit) {
  switch (expression.kind) {
    case ExpressionKind::kSlot:
      visit(expression.As<BoundSlot>().slot);
      break;
    case ExpressionKind::kSubquery:
      for (SlotIndex slot : expression.As<BoundSubqueryExpression>().imported) {
        visit(slot);
      }
      break;
    case ExpressionKind::kPatternComprehension:
      for (SlotIndex slot : expression.As<BoundPatternComprehension>().imported) {
        visit(slot);
      }
      break;
    default:
      ForEachPart(expression, [&](const BoundExpression& part) { ForEachSlot(part, visit); });
  }
}

void AddSlots(const BoundExpression& expression, std::set<SlotIndex>& slots) {
  ForEachSlot(expression, [&](SlotIndex slot) { slots.insert(slot); });
}

// ---------------------------------------------------------------- queries

namespace {

void VisitProperties(const BoundPatternProperties& properties, const Visit& visit) {
  for (const auto& [key, value] : properties.entries) {
    visit(*value);
  }
  VisitIf(properties.map, visit);
}

void VisitPattern(const BoundPattern& pattern, const Visit& visit) {
  for (const BoundNodePattern& node : pattern.nodes) {
    VisitProperties(node.properties, visit);
    VisitIf(node.where, visit);
  }
  for (const BoundEdgePattern& edge : pattern.edges) {
    VisitProperties(edge.properties, visit);
    VisitIf(edge.where, visit);
  }
  for (const BoundQuantifiedPattern& quantified : pattern.quantified) {
    VisitPattern(*quantified.inner, visit);
    VisitIf(quantified.where, visit);
  }
  for (const BoundPathPattern& path : pattern.paths) {
    VisitIf(path.where, visit);
  }
}

void VisitSetItems(const std::vector<BoundSetItem>& items, const Visit& visit) {
  for (const BoundSetItem& item : items) {
    VisitIf(item.target, visit);
    VisitIf(item.dynamic_key, visit);
    VisitIf(item.value, visit);
  }
}

void VisitProjection(const BoundProjection& projection, const Visit& visit) {
  for (const BoundProjection::Item& item : projection.groups) {
    visit(*item.expression);
  }
  for (const BoundAggregate& aggregate : projection.aggregates) {
    VisitAll(aggregate.arguments, visit);
  }
  for (const BoundProjection::Item& item : projection.items) {
    visit(*item.expression);
  }
  for (const BoundProjection::SortKey& key : projection.order_by) {
    visit(*key.expression);
  }
  VisitIf(projection.skip, visit);
  VisitIf(projection.limit, visit);
  VisitIf(projection.where, visit);
}

void VisitQuery(const BoundQuery& query, const Visit& visit);

void VisitUpdate(const BoundClause& clause, const Visit& visit);

void VisitClause(const BoundClause& clause, const Visit& visit) {
  switch (clause.kind) {
    case ClauseKind::kMatch: {
      const auto& match = clause.As<BoundMatch>();
      VisitPattern(match.pattern, visit);
      VisitIf(match.where, visit);
      VisitIf(match.time.valid_at, visit);
      VisitIf(match.time.reported_at, visit);
      break;
    }
    case ClauseKind::kUnwind:
      visit(*clause.As<BoundUnwind>().list);
      break;
    case ClauseKind::kProjection:
      VisitProjection(clause.As<BoundProjection>(), visit);
      break;
    case ClauseKind::kFilter:
      visit(*clause.As<BoundFilter>().condition);
      break;
    case ClauseKind::kCallProcedure:
      VisitAll(clause.As<BoundCallProcedure>().arguments, visit);
      VisitIf(clause.As<BoundCallProcedure>().where, visit);
      break;
    case ClauseKind::kCallSubquery:
      VisitIf(clause.As<BoundCallSubquery>().batch_row_count, visit);
      VisitQuery(*clause.As<BoundCallSubquery>().query, visit);
      break;
    case ClauseKind::kLoadCsv:
      visit(*clause.As<BoundLoadCsv>().location);
      break;
    default:
      VisitUpdate(clause, visit);
  }
}

void VisitUpdate(const BoundClause& clause, const Visit& visit) {
  switch (clause.kind) {
    case ClauseKind::kCreate:
      VisitPattern(clause.As<BoundCreate>().pattern, visit);
      break;
    case ClauseKind::kMerge:
      VisitPattern(clause.As<BoundMerge>().pattern, visit);
      VisitSetItems(clause.As<BoundMerge>().on_create, visit);
      VisitSetItems(clause.As<BoundMerge>().on_match, visit);
      break;
    case ClauseKind::kSet:
      VisitSetItems(clause.As<BoundSet>().items, visit);
      break;
    case ClauseKind::kRemove:
      for (const BoundRemoveItem& item : clause.As<BoundRemove>().items) {
        VisitIf(item.target, visit);
        VisitIf(item.dynamic_key, visit);
      }
      break;
    case ClauseKind::kDelete:
      VisitAll(clause.As<BoundDelete>().targets, visit);
      break;
    case ClauseKind::kForeach:
      visit(*clause.As<BoundForeach>().list);
      for (const BoundClausePtr& inner : clause.As<BoundForeach>().clauses) {
        VisitClause(*inner, visit);
      }
      break;
    default:
      RONDO_CHECK(false);
  }
}

void VisitQuery(const BoundQuery& query, const Visit& visit) {
  for (const BoundQueryPart& part : query.parts) {
    for (const BoundClausePtr& clause : part.clauses) {
      VisitClause(*clause, visit);
    }
  }
}

void VisitSubqueries(const BoundExpression& expression, const Visit& visit) {
  if (expression.kind == ExpressionKind::kSubquery ||
      expression.kind == ExpressionKind::kPatternComprehension) {
    ForEachSubquery(QueryOf(expression), visit);
    visit(expression);
    return;
  }
  ForEachPart(expression, [&](const BoundExpression& part) { VisitSubqueries(part, visit); });
}

}  // namespace

void ForEachSubquery(const BoundQuery& query, const Visit& visit) {
  VisitQuery(query, [&](const BoundExpression& expression) { VisitSubqueries(expression, visit); });
}

bool CallsFunction(const BoundQuery& query,
                   const std::function<bool(const FunctionSignature&)>& is_wanted) {
  bool found = false;
  Visit look = [&](const BoundExpression& expression) {
    if (expression.kind == ExpressionKind::kFunctionCall) {
      found = found || is_wanted(*expression.As<BoundFunctionCall>().function);
    }
    ForEachPart(expression, look);
  };
  VisitQuery(query, look);
  ForEachSubquery(query,
                  [&](const BoundExpression& subquery) { VisitQuery(QueryOf(subquery), look); });
  return found;
}

BoundQuery& QueryOf(const BoundExpression& subquery) {
  return subquery.kind == ExpressionKind::kSubquery
             ? *subquery.As<BoundSubqueryExpression>().query
             : *subquery.As<BoundPatternComprehension>().query;
}

void SplitConjunction(BoundExpressionPtr condition, std::vector<BoundExpressionPtr>& parts) {
  if (condition == nullptr) {
    return;
  }
  if (condition->kind == ExpressionKind::kBinary &&
      condition->As<BoundBinary>().op == BinaryOperator::kAnd) {
    auto& both = static_cast<BoundBinary&>(*condition);
    BoundExpressionPtr right = std::move(both.right);
    SplitConjunction(std::move(both.left), parts);
    SplitConjunction(std::move(right), parts);
    return;
  }
  parts.push_back(std::move(condition));
}

// ---------------------------------------------------------------- making

BoundExpressionPtr MakeSlotExpression(SlotIndex slot, const std::string& name, SourceSpan span) {
  auto made = std::make_unique<BoundSlot>();
  made->slot = slot;
  made->name = name;
  made->span = span;
  return made;
}

BoundExpressionPtr MakePropertyEquals(SlotIndex slot, const std::string& name,
                                      const std::string& key, BoundExpressionPtr value) {
  SourceSpan span = value->span;
  auto property = std::make_unique<BoundProperty>();
  property->base = MakeSlotExpression(slot, name, span);
  property->key = key;
  property->span = span;
  auto made = std::make_unique<BoundComparison>();
  made->operands.push_back(std::move(property));
  made->operands.push_back(std::move(value));
  made->operators.push_back(ComparisonOperator::kEqual);
  made->type = TypeSet(Value::Kind::kBoolean);
  made->span = span;
  return made;
}

BoundExpressionPtr MakeHasLabels(SlotIndex slot, const std::string& name, NameExpression labels) {
  auto made = std::make_unique<BoundHasLabels>();
  made->span = labels.span;
  made->operand = MakeSlotExpression(slot, name, labels.span);
  made->names = std::move(labels);
  made->type = TypeSet(Value::Kind::kBoolean);
  return made;
}

BoundExpressionPtr MakeIsNotNull(SlotIndex slot, const std::string& name, SourceSpan span) {
  auto made = std::make_unique<BoundUnary>();
  made->op = UnaryOperator::kIsNotNull;
  made->operand = MakeSlotExpression(slot, name, span);
  made->type = TypeSet(Value::Kind::kBoolean);
  made->span = span;
  return made;
}

BoundExpressionPtr MakeDiffer(const BoundSlot& left, const BoundSlot& right, SourceSpan span) {
  auto made = std::make_unique<BoundComparison>();
  made->operands.push_back(MakeSlotExpression(left.slot, left.name, left.span));
  made->operands.push_back(MakeSlotExpression(right.slot, right.name, right.span));
  made->operators.push_back(ComparisonOperator::kNotEqual);
  made->type = TypeSet(Value::Kind::kBoolean);
  made->span = span;
  return made;
}

namespace {

bool IsOneComparison(const BoundExpression& expression, ComparisonOperator op) {
  return expression.kind == ExpressionKind::kComparison &&
         expression.As<BoundComparison>().operators == std::vector<ComparisonOperator>{op};
}

}  // namespace

bool IsEquality(const BoundExpression& expression) {
  return IsOneComparison(expression, ComparisonOperator::kEqual);
}

bool IsInequality(const BoundExpression& expression) {
  return IsOneComparison(expression, ComparisonOperator::kNotEqual);
}

bool IsSlot(const BoundExpression& expression, SlotIndex slot) {
  return expression.kind == ExpressionKind::kSlot && expression.As<BoundSlot>().slot == slot;
}

const BoundProperty* AsPropertyOfSlot(const BoundExpression& expression) {
  bool is_one = expression.kind == ExpressionKind::kProperty &&
                expression.As<BoundProperty>().base->kind == ExpressionKind::kSlot;
  return is_one ? &expression.As<BoundProperty>() : nullptr;
}

}  // namespace rondo
