#include "tests/differential/generator.h"

#include <algorithm>

namespace rondo::differential {

namespace {

bool IsScalar(Type type) {
  return type == Type::kInteger || type == Type::kBoolean || type == Type::kString;
}

}  // namespace

Statement Generator::MakeStatement() {
  Statement statement;
  size_t part_count = Once(10) ? 2 : 1;
  statement.union_all = Once(2);
  size_t column_count = 1 + Pick(3);
  for (size_t part = 0; part < part_count; ++part) {
    next_name_ = 0;
    scope_.clear();
    statement.parts.push_back(MakeQuery(4, column_count, "c"));
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
      clause.kind = Clause::Kind::kLet;
      clause.expression = MakeExpression(Type::kInteger, 2);
      clause.variable = NewName("v");
      scope_.push_back({clause.variable, Type::kInteger});
      return clause;
    case 11:
      clause.kind = Clause::Kind::kFilter;
      clause.expression = MakeExpression(Type::kBoolean, 3);
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
  clause.pattern = MakePattern(3, &clause.new_variables);
  if (Once(3)) {
    clause.where = MakeExpression(Type::kBoolean, 3);
  }
  return clause;
}

Clause Generator::MakeUnwind(Clause::Kind kind) {
  Clause clause;
  clause.kind = kind;
  clause.expression = MakeExpression(Type::kIntegerList, 2);
  clause.variable = NewName("v");
  scope_.push_back({clause.variable, Type::kInteger});
  return clause;
}

Item Generator::MakeItem(bool may_aggregate, Type& type) {
  Item item;
  if (may_aggregate && Once(3)) {
    item.aggregate = static_cast<Item::Aggregate>(1 + Pick(6));
    item.distinct = item.aggregate != Item::Aggregate::kCountRows && Once(3);
    type = Type::kInteger;
    bool counts = item.aggregate == Item::Aggregate::kCount ||
                  item.aggregate == Item::Aggregate::kCollectSize;
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
  static constexpr Type kTypes[] = {Type::kInteger, Type::kInteger, Type::kBoolean, Type::kString,
                                    Type::kIntegerList};
  type = kTypes[Pick(5)];
  item.expression = MakeExpression(type, 3);
  return item;
}

void Generator::MakeOrder(const std::vector<Type>& types, Projection& projection) {
  if (!std::ranges::all_of(types, IsScalar) || !Once(2)) {
    return;
  }
  for (size_t index = 0; index < types.size(); ++index) {
    projection.order.push_back(Once(2));
  }
  if (Once(3)) {
    projection.skip = Pick(4);
  }
  if (Once(3)) {
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
  scope_ = next;
  MakeOrder(types, projection);
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
  MakeOrder(types, projection);
  scope_ = columns;
  return clause;
}

Clause Generator::MakeCall() {
  Clause clause;
  clause.kind = Clause::Kind::kCall;
  Scope outside = scope_;
  Scope imported;
  for (const Variable& variable : outside) {
    if (Once(2)) {
      imported.push_back(variable);
      clause.imports.push_back(variable.name);
    }
  }
  scope_ = imported;
  subqueries_allowed_ = false;
  clause.query = std::make_shared<Query>(MakeQuery(2, 1 + Pick(2), "v"));
  subqueries_allowed_ = true;
  outside.insert(outside.end(), scope_.begin(), scope_.end());
  scope_ = outside;
  return clause;
}

}  // namespace rondo::differential
