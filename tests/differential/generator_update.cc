#include <algorithm>
#include <utility>

#include "tests/differential/generator.h"

namespace rondo::differential {

using Kind = Clause::Kind;

Statement Generator::MakeUpdate() {
  next_name_ = 0;
  scope_.clear();
  may_be_null_ = false;
  Statement statement;
  std::vector<Clause>& clauses = statement.parts.emplace_back().clauses;
  for (size_t count = Pick(3); count > 0; --count) {
    Clause clause = Once(4) ? MakeUnwind(Kind::kUnwind) : MakeMatch();
    may_be_null_ = may_be_null_ || clause.optional;
    clauses.push_back(std::move(clause));
  }
  // What is made has ids that nobody knows, so that nothing can be put in order behind it.
  bool is_last = false;
  for (size_t count = 1 + Pick(3); count > 0 && !is_last; --count) {
    if (!scope_.empty()) {
      clauses.push_back(MakeOrderedWith());
    }
    switch (Pick(7)) {
      case 0:
      case 1:
        clauses.push_back(MakeCreate());
        break;
      case 2:
        clauses.push_back(MakeMerge());
        break;
      case 3:
        clauses.push_back(MakeForeach());
        break;
      case 4:
        clauses.push_back(MakeDelete());
        break;
      default:
        clauses.push_back(MakeSet(Once(4) ? Kind::kRemove : Kind::kSet));
    }
    if (clauses.back().kind == Kind::kSet && clauses.back().changes.empty()) {
      clauses.back() = MakeCreate();
    }
    is_last = clauses.back().kind != Kind::kSet && clauses.back().kind != Kind::kRemove;
    if (clauses.back().kind != Kind::kDelete && Once(4)) {
      clauses.push_back(MakeMatch());
      may_be_null_ = may_be_null_ || clauses.back().optional;
      is_last = is_last || Once(2);
    }
  }
  Clause& result = clauses.emplace_back();
  result.kind = Kind::kReturn;
  Item& item = result.projection.items.emplace_back();
  item.aggregate = Item::Aggregate::kCountRows;
  item.alias = "c0";
  return statement;
}

Clause Generator::MakeOrderedWith() {
  Clause clause;
  clause.kind = Kind::kWith;
  Projection& projection = clause.projection;
  projection.order_is_total = true;
  Scope next;
  for (const Variable& variable : scope_) {
    if (variable.type != Type::kNode && variable.type != Type::kEdge &&
        variable.type != Type::kInteger) {
      continue;
    }
    Item& item = projection.items.emplace_back();
    item.expression = VariableOf(variable);
    item.alias = NewName("v");
    next.push_back({item.alias, variable.type});
    SortKey& key = projection.order.emplace_back();
    key.is_item = false;
    key.expression = VariableOf(next.back());
    if (variable.type != Type::kInteger) {
      Expression id;
      id.kind = Expression::Kind::kCall;
      id.key = "id";
      id.operands = {key.expression};
      key.expression = std::move(id);
    }
  }
  if (projection.items.empty()) {
    Item& item = projection.items.emplace_back();
    item.expression = Literal(Value(int64_t{1}));
    item.alias = NewName("v");
    next.push_back({item.alias, Type::kInteger});
  }
  if (!projection.order.empty() && Once(5)) {
    projection.limit = Pick(4);
  }
  scope_ = std::move(next);
  return clause;
}

Expression Generator::MakeValueOf(const std::string& key) {
  bool allowed = std::exchange(subqueries_allowed_, false);
  Expression value = key == "x" ? MakeInteger(1) : key == "s" ? MakeString(1) : MakeDate(1);
  subqueries_allowed_ = allowed;
  return value;
}

PropertyTests Generator::MakeCreatedProperties(bool is_merge, bool of_node) {
  PropertyTests properties;
  static const char* const kNodeKeys[] = {"x", "s", "d"};
  static const char* const kEdgeKeys[] = {"x", "s", "from", "until"};
  const std::string key = of_node ? kNodeKeys[Pick(3)] : kEdgeKeys[Pick(4)];
  if (!is_merge) {
    properties.emplace_back(key, MakeValueOf(key));
  } else if (key == "x" || key == "s") {
    Expression known;
    known.kind = Expression::Kind::kCoalesce;
    known.operands = {MakeValueOf(key),
                      key == "x" ? Literal(Value(int64_t{2})) : Literal(Value("a"))};
    properties.emplace_back(key, std::move(known));
  }
  return properties;
}

NodePattern Generator::MakeCreatedNode(bool is_merge, bool may_be_known) {
  NodePattern node;
  const Variable* known = PickVariable(Type::kNode);
  if (may_be_known && !may_be_null_ && known != nullptr && !Once(3)) {
    node.variable = known->name;
    return node;
  }
  if (Once(2)) {
    node.variable = NewName("n");
    Declare(node.variable, Type::kNode);
  }
  static const char* const kLabels[] = {"A", "B", "C"};
  if (!Once(3)) {
    node.labels.emplace();
    node.labels->name = kLabels[Pick(3)];
  }
  if (Once(2)) {
    node.properties = MakeCreatedProperties(is_merge, true);
  }
  return node;
}

PathPattern Generator::MakeCreatedPath(bool is_merge) {
  static const char* const kTypes[] = {"R", "S", "loaned-to"};
  PathPattern path;
  size_t step_count = Pick(3);
  path.first = MakeCreatedNode(is_merge, step_count > 0);
  for (size_t index = 0; index < step_count; ++index) {
    PathStep& step = path.steps.emplace_back();
    step.edge.emplace();
    step.edge->types = {kTypes[Pick(3)]};
    step.edge->direction = is_merge && Once(4) ? Direction::kBoth : static_cast<Direction>(Pick(2));
    if (Once(2)) {
      step.edge->variable = NewName("r");
      Declare(step.edge->variable, Type::kEdge);
    }
    if (Once(3)) {
      step.edge->properties = MakeCreatedProperties(is_merge, false);
    }
    step.node = MakeCreatedNode(is_merge, true);
  }
  return path;
}

Clause Generator::MakeCreate() {
  Clause clause;
  clause.kind = Kind::kCreate;
  declared_.clear();
  for (size_t count = Once(3) ? 2 : 1; count > 0; --count) {
    clause.pattern.paths.push_back(MakeCreatedPath(false));
  }
  scope_.insert(scope_.end(), declared_.begin(), declared_.end());
  return clause;
}

Clause Generator::MakeMerge() {
  Clause clause;
  clause.kind = Kind::kMerge;
  declared_.clear();
  clause.pattern.paths.push_back(MakeCreatedPath(true));
  scope_.insert(scope_.end(), declared_.begin(), declared_.end());
  for (std::vector<Change>* changes : {&clause.on_create, &clause.changes}) {
    std::optional<Change> change = Once(3) ? MakeChange(Kind::kSet) : std::nullopt;
    if (change) {
      changes->push_back(*std::move(change));
    }
  }
  return clause;
}

std::optional<Change> Generator::MakeChange(Clause::Kind kind) {
  const Variable* target = PickVariable(Once(4) ? Type::kEdge : Type::kNode);
  if (target == nullptr) {
    return std::nullopt;
  }
  Change change;
  change.variable = target->name;
  change.is_node = target->type == Type::kNode;
  static const char* const kNodeKeys[] = {"x", "s", "d"};
  static const char* const kEdgeKeys[] = {"x", "s", "from", "until"};
  change.key = change.is_node ? kNodeKeys[Pick(3)] : kEdgeKeys[Pick(4)];
  change.kind =
      kind == Kind::kRemove ? Change::Kind::kRemoveProperty : static_cast<Change::Kind>(Pick(3));
  if (change.is_node && Once(3)) {
    static const char* const kLabels[] = {"A", "B", "C", "New"};
    change.labels = {kLabels[Pick(4)]};
    if (std::string more = kLabels[Pick(4)]; more != change.labels[0] && Once(2)) {
      change.labels.push_back(more);
    }
    change.kind = kind == Kind::kRemove ? Change::Kind::kRemoveLabels : Change::Kind::kAddLabels;
    return change;
  }
  if (kind == Kind::kSet) {
    change.value = MakeValueOf(change.key);
  }
  return change;
}

Clause Generator::MakeSet(Clause::Kind kind) {
  Clause clause;
  clause.kind = kind;
  for (size_t count = 1 + Pick(2); count > 0; --count) {
    if (std::optional<Change> change = MakeChange(kind)) {
      clause.changes.push_back(*std::move(change));
    }
  }
  if (clause.changes.empty()) {
    clause.kind = Kind::kSet;  // There is nothing to change; the caller makes something else.
  }
  return clause;
}

Clause Generator::MakeForeach() {
  Clause clause;
  clause.kind = Kind::kForeach;
  clause.expression = MakeIntegerList(1);
  clause.variable = NewName("v");
  Scope outside = scope_;
  scope_.push_back({clause.variable, Type::kInteger});
  Clause inner = Once(2) ? MakeCreate() : Once(2) ? MakeMerge() : MakeSet(Kind::kSet);
  if (inner.kind == Kind::kSet && inner.changes.empty()) {
    inner = MakeCreate();
  }
  clause.inner.push_back(std::move(inner));
  scope_ = outside;
  return clause;
}

Clause Generator::MakeDelete() {
  Clause clause;
  clause.kind = Kind::kDelete;
  clause.detach = !Once(3);
  std::vector<std::string> names;
  for (const Variable& variable : scope_) {
    if (variable.type == Type::kNode || variable.type == Type::kEdge) {
      names.push_back(variable.name);
    }
  }
  if (names.empty()) {
    return MakeCreate();
  }
  for (size_t count = 1 + Pick(2); count > 0; --count) {
    clause.deleted.push_back(names[Pick(names.size())]);
  }
  return clause;
}

}  // namespace rondo::differential
