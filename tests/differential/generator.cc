#include "tests/differential/generator.h"

#include <algorithm>
#include <utility>

namespace rondo::differential {

namespace {

bool IsSortable(Type type) { return type <= Type::kIntegerList; }

/// Gives the item that name, and the sort keys that mean it.
void RenameItem(const std::string& name, size_t index, Projection& projection) {
  projection.items[index].alias = name;
  for (SortKey& key : projection.order) {
    if (key.is_item && key.item_index == index) {
      key.expression.name = name;
    }
  }
}

}  // namespace

Statement Generator::MakeStatement() {
  next_name_ = 0;
  scope_.clear();
  return MakeParts(4, 1 + Pick(3), "c");
}

Statement Generator::MakeParts(size_t clause_count_max, size_t column_count,
                               const std::string& prefix) {
  Statement statement;
  size_t part_count = Once(10) ? 2 : 1;
  statement.union_all = Once(2);
  Scope before = scope_;
  for (size_t part = 0; part < part_count; ++part) {
    scope_ = before;
    statement.parts.push_back(MakeQuery(clause_count_max, column_count, prefix));
    if (part == 0) {
      continue;
    }
    // The columns of all parts have the names of the first, and no longer one type.
    std::vector<Item>& items = statement.parts[part].clauses.back().projection.items;
    for (size_t index = 0; index < items.size(); ++index) {
      const std::string& name = statement.parts[0].clauses.back().projection.items[index].alias;
      RenameItem(name, index, statement.parts[part].clauses.back().projection);
      scope_[index] = {name, Type::kUnknown};
    }
  }
  return statement;
}

Query Generator::MakeQuery(size_t clause_count_max, size_t column_count,
                           const std::string& prefix) {
  Query query;
  size_t clause_count = 1 + Pick(clause_count_max);
  for (size_t index = 0; index < clause_count; ++index) {
    query.clauses.push_back(MakeClause(index == 0));
  }
  query.clauses.push_back(MakeReturn(column_count, prefix));
  return query;
}

Clause Generator::MakeClause(bool is_first) {
  size_t choice = Pick(is_first ? 7 : 14);
  if (choice < 6) {
    return MakeMatch();
  }
  if (choice == 6) {
    return MakeUnwind(Once(2) ? Clause::Kind::kUnwind : Clause::Kind::kFor);
  }
  if (choice < 10) {
    return MakeWith();
  }
  Clause clause;
  switch (choice) {
    case 10:
      return MakeLet();
    case 11:
      clause.kind = Clause::Kind::kFilter;
      clause.expression = MakeWhere();
      return clause;
    case 12:
      return subqueries_allowed_ ? MakeCall() : MakeMatch();
    default:
      return MakeMatch();
  }
}

Clause Generator::MakeMatch() {
  Clause clause;
  clause.kind = Clause::Kind::kMatch;
  clause.optional = Once(3);
  if (Once(8)) {
    clause.valid_day = RandomDay(random_);
  }
  clause.pattern = MakePattern(3, &clause.new_variables);
  if (Once(3)) {
    clause.where = MakeWhere();
  }
  return clause;
}

Expression Generator::MakeWhere() {
  if (!subqueries_allowed_ || !Once(8)) {
    return MakeExpression(Type::kBoolean, 3);
  }
  Expression pattern = MakePatternHolds();
  pattern.key = "";
  Expression both;
  both.kind = Once(2) ? Expression::Kind::kAnd : Expression::Kind::kOr;
  both.operands = {MakeExpression(Type::kBoolean, 2), std::move(pattern)};
  return both;
}

Clause Generator::MakeLet() {
  static constexpr Type kTypes[] = {Type::kInteger, Type::kIntegerList, Type::kDate, Type::kAny,
                                    Type::kBoolean};
  Type type = Once(2) ? Type::kInteger : kTypes[Pick(5)];
  Clause clause;
  clause.kind = Clause::Kind::kLet;
  clause.expression = MakeExpression(type, 2);
  clause.variable = NewName("v");
  scope_.push_back({clause.variable, type});
  return clause;
}

Clause Generator::MakeUnwind(Clause::Kind kind) {
  Clause clause;
  clause.kind = kind;
  Type type = Once(4) ? Type::kAny : Type::kInteger;
  if (type == Type::kInteger) {
    clause.expression = MakeExpression(Type::kIntegerList, 2);
  } else {
    clause.expression.kind = Expression::Kind::kList;
    for (size_t count = Pick(5); count > 0; --count) {
      clause.expression.operands.push_back(MakeAny(1));
    }
  }
  clause.variable = NewName("v");
  scope_.push_back({clause.variable, type});
  return clause;
}

Item Generator::MakeItem(bool may_aggregate, Type& type) {
  Item item;
  if (may_aggregate && Once(3)) {
    item.aggregate = static_cast<Item::Aggregate>(1 + Pick(9));
    item.distinct = item.aggregate != Item::Aggregate::kCountRows && Once(3);
    type = item.aggregate == Item::Aggregate::kAverage ? Type::kFloat : Type::kInteger;
    bool counts = item.aggregate == Item::Aggregate::kCount ||
                  item.aggregate == Item::Aggregate::kCollectSize;
    bool picks = item.aggregate == Item::Aggregate::kMin || item.aggregate == Item::Aggregate::kMax;
    if (!picks && item.aggregate != Item::Aggregate::kPercentile &&
        item.aggregate != Item::Aggregate::kAverage && Once(4)) {
      item.added = 1 + static_cast<int64_t>(Pick(2));
    }
    if (picks && Once(2)) {
      static constexpr Type kTypes[] = {Type::kString, Type::kBoolean, Type::kDate, Type::kAny,
                                        Type::kIntegerList};
      type = kTypes[Pick(5)];
      item.expression = MakeExpression(type, 2);
      return item;
    }
    if (counts && !scope_.empty()) {
      const Variable& variable = scope_[Pick(scope_.size())];
      if (variable.type != Type::kPathLength) {
        item.expression = VariableOf(variable);
        return item;
      }
    }
    item.expression = MakeExpression(Type::kInteger, 2);
    return item;
  }
  if (!scope_.empty() && !Once(3)) {
    const Variable& variable = scope_[Pick(scope_.size())];
    if (variable.type != Type::kPathLength) {
      type = variable.type;
      item.expression = VariableOf(variable);
      return item;
    }
  }
  static constexpr Type kTypes[] = {Type::kInteger,    Type::kInteger, Type::kBoolean,
                                    Type::kString,     Type::kDate,    Type::kAny,
                                    Type::kIntegerList};
  type = kTypes[Pick(7)];
  item.expression = MakeExpression(type, 3);
  return item;
}

void Generator::MakeOrder(const std::vector<Type>& types, const Scope& before,
                          Projection& projection) {
  if (!Once(2)) {
    return;
  }
  bool groups = std::ranges::any_of(
      projection.items, [](const Item& item) { return item.aggregate != Item::Aggregate::kNone; });
  bool is_total = std::ranges::all_of(types, IsSortable) && !Once(4);
  if (is_total && !groups && !projection.distinct && Once(3)) {
    Scope columns = std::exchange(scope_, before);
    SortKey& key = projection.order.emplace_back();
    static constexpr Type kTypes[] = {Type::kInteger, Type::kString, Type::kDate, Type::kAny};
    bool allowed = std::exchange(subqueries_allowed_, false);
    key.expression = MakeExpression(kTypes[Pick(4)], 2);
    subqueries_allowed_ = allowed;
    key.ascending = Once(2);
    key.is_item = false;
    scope_ = columns;
  }
  for (size_t index = 0; index < types.size(); ++index) {
    if (IsSortable(types[index]) && (is_total || Once(2))) {
      SortKey& key = projection.order.emplace_back();
      key.expression.kind = Expression::Kind::kVariable;
      key.expression.name = projection.items[index].alias;
      key.ascending = Once(2);
      key.item_index = index;
    }
  }
  projection.order_is_total = is_total;
  if (is_total && Once(3)) {
    projection.skip = Pick(4);
  }
  if (is_total && Once(3)) {
    projection.limit = Pick(6);
  }
}

Clause Generator::MakeWith() {
  Clause clause;
  clause.kind = Clause::Kind::kWith;
  Projection& projection = clause.projection;
  bool may_aggregate = Once(3);
  std::vector<Type> types;
  Scope next;
  size_t count = 1 + Pick(4);
  for (size_t index = 0; index < count; ++index) {
    Type& type = types.emplace_back();
    Item& item = projection.items.emplace_back(MakeItem(may_aggregate, type));
    item.alias = NewName("v");
    next.push_back({item.alias, type});
  }
  projection.distinct = Once(4);
  Scope before = std::exchange(scope_, next);
  MakeOrder(types, before, projection);
  if (Once(4)) {
    projection.where = MakeExpression(Type::kBoolean, 2);
  }
  return clause;
}

Clause Generator::MakeReturn(size_t column_count, const std::string& prefix) {
  Clause clause;
  clause.kind = Clause::Kind::kReturn;
  Projection& projection = clause.projection;
  bool may_aggregate = Once(3);
  std::vector<Type> types;
  Scope columns;
  for (size_t index = 0; index < column_count; ++index) {
    Type& type = types.emplace_back();
    Item& item = projection.items.emplace_back(MakeItem(may_aggregate, type));
    item.alias = prefix == "c" ? prefix + std::to_string(index) : NewName(prefix);
    columns.push_back({item.alias, type});
  }
  projection.distinct = Once(5);
  Scope before = std::exchange(scope_, columns);
  MakeOrder(types, before, projection);
  return clause;
}

Clause Generator::MakeCall() {
  Clause clause;
  clause.kind = Clause::Kind::kCall;
  clause.imports_in_brackets = Once(2);
  clause.optional = Once(4);
  Scope outside = scope_;
  Scope imported;
  for (const Variable& variable : outside) {
    if (Once(2)) {
      imported.push_back(variable);
      clause.imports.push_back(variable.name);
    }
  }
  scope_ = imported;
  bool allowed = std::exchange(subqueries_allowed_, subqueries_allowed_ && Once(5));
  clause.statement = std::make_shared<Statement>(MakeParts(2, 1 + Pick(2), "v"));
  subqueries_allowed_ = allowed;
  for (const Variable& variable : scope_) {
    clause.new_variables.push_back(variable.name);
  }
  outside.insert(outside.end(), scope_.begin(), scope_.end());
  scope_ = outside;
  return clause;
}

}  // namespace rondo::differential
