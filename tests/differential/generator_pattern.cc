#include <algorithm>

#include "tests/differential/generator.h"

namespace rondo::differential {

void Generator::Declare(const std::string& name, Type type) { declared_.push_back({name, type}); }

Pattern Generator::MakePattern(size_t path_count_max, std::vector<std::string>* made) {
  outer_ = scope_;
  declared_.clear();
  edges_used_.clear();
  bool allowed = subqueries_allowed_;
  subqueries_allowed_ = false;  // Conditions of elements stay simple.
  Pattern pattern;
  size_t path_count = Once(3) ? 1 + Pick(path_count_max) : 1;
  for (size_t index = 0; index < path_count; ++index) {
    pattern.paths.push_back(MakePath(path_count == 1));
  }
  subqueries_allowed_ = allowed;
  scope_ = outer_;
  for (const Variable& variable : declared_) {
    scope_.push_back(variable);
    if (made != nullptr) {
      made->push_back(variable.name);
    }
  }
  return pattern;
}

PathPattern Generator::MakePath(bool is_alone) {
  PathPattern path;
  if (is_alone && Once(5)) {
    MakeSelected(path);
    return path;
  }
  if (Once(8)) {
    return MakeCycle();
  }
  if (is_alone && Once(6)) {
    path.mode = static_cast<Mode>(1 + Pick(4));
  }
  path.first = MakeNode();
  size_t step_count = Once(4) ? 0 : 1 + Pick(3);
  for (size_t index = 0; index < step_count; ++index) {
    PathStep& step = path.steps.emplace_back();
    if (Once(8)) {
      step.group = MakeGroup();
    } else {
      step.edge = MakeEdge(Once(5));
    }
    EndWalk(path.mode, step);
    step.node = MakeNode();
  }
  HideNodes(path);
  if (Once(3)) {
    path.variable = NewName("p");
    Declare(path.variable, Type::kPath);
  }
  return path;
}

void Generator::EndWalk(Mode mode, PathStep& step) {
  Length* length = step.group          ? &step.group->length
                   : step.edge->length ? &*step.edge->length
                                       : nullptr;
  if (mode == Mode::kWalk && length != nullptr && !length->max) {
    length->max = length->min + 1;
  }
}

PathPattern Generator::MakeCycle() {
  PathPattern path;
  path.first.variable = NewName("n");
  Declare(path.first.variable, Type::kNode);
  size_t step_count = 3 + Pick(3);
  for (size_t index = 0; index < step_count; ++index) {
    PathStep& step = path.steps.emplace_back();
    step.edge = MakeEdgeWithoutVariable();
    if (Once(3)) {
      step.edge->types.clear();
    }
    if (Once(2)) {
      step.edge->variable = NewName("r");
      Declare(step.edge->variable, Type::kEdge);
    }
    if (index + 1 == step_count) {
      step.node.variable = path.first.variable;
    } else if (index >= 1 && Once(6)) {
      step.node.variable = path.steps[index - 1].node.variable;
    } else {
      step.node.variable = NewName("n");
      Declare(step.node.variable, Type::kNode);
    }
    if (Once(6)) {
      step.node.labels = MakeLabels(1);
    }
  }
  return path;
}

void Generator::HideNodes(PathPattern& path) {
  auto says_nothing = [](const NodePattern& node) {
    return node.variable.empty() && !node.labels && node.properties.empty() && !node.where;
  };
  if (path.steps.empty()) {
    return;
  }
  path.hides_first = path.steps[0].group && says_nothing(path.first) && Once(2);
  for (size_t index = 0; index < path.steps.size(); ++index) {
    PathStep& step = path.steps[index];
    bool is_last = index + 1 == path.steps.size();
    step.hides_node = step.group && says_nothing(step.node) &&
                      (is_last || path.steps[index + 1].group) && Once(2);
  }
}

void Generator::MakeSelected(PathPattern& path) {
  path.selector = static_cast<Selector>(1 + Pick(6));
  bool is_function =
      path.selector == Selector::kShortestPath || path.selector == Selector::kAllShortestPaths;
  bool keeps_all = path.selector == Selector::kAllShortest ||
                   path.selector == Selector::kAllShortestPaths ||
                   path.selector == Selector::kShortestGroups;
  bool counts = path.selector == Selector::kAny || path.selector == Selector::kAnyShortest ||
                path.selector == Selector::kShortestGroups;
  path.count = counts ? 1 + Pick(3) : 1;
  is_opaque_ = !keeps_all;
  static constexpr Mode kModes[] = {Mode::kTrail, Mode::kAcyclic, Mode::kSimple, Mode::kWalk};
  if (!is_function && Once(4)) {
    path.mode = kModes[Pick(4)];
  }
  is_opaque_ = false;
  path.first = MakeNode();
  is_opaque_ = !keeps_all;
  size_t step_count = is_function ? 1 : 1 + Pick(2);
  for (size_t index = 0; index < step_count; ++index) {
    PathStep& step = path.steps.emplace_back();
    if (!is_function && Once(5)) {
      step.group = MakeGroup();
    } else {
      step.edge = MakeEdge(is_function || Once(2));
    }
    if (is_function) {
      step.edge->length_is_quantifier = false;
      step.edge->length->min = std::min<uint64_t>(step.edge->length->min, 1);
    }
    EndWalk(path.mode, step);
    bool is_last = index + 1 == step_count;
    is_opaque_ = !keeps_all && !is_last;
    step.node = MakeNode();
    is_opaque_ = !keeps_all;
  }
  is_opaque_ = false;
  if (!is_function && Once(4)) {
    // Only names at hand that are single: the lists of repetitions are not whole yet.
    scope_ = outer_;
    for (const Variable& variable : declared_) {
      if (variable.type == Type::kNode || variable.type == Type::kEdge) {
        scope_.push_back(variable);
      }
    }
    path.where = MakeBoolean(2);
    scope_ = outer_;
  }
  if (path.selector != Selector::kAny && Once(2)) {
    path.variable = NewName("p");
    Declare(path.variable, keeps_all ? Type::kPath : Type::kPathLength);
  }
}

LabelTest Generator::MakeLabels(size_t depth) {
  LabelTest test;
  if (depth == 0 || Once(2)) {
    static const char* const kLabels[] = {"A", "B", "C"};
    test.name = Once(12) ? "Missing" : kLabels[Pick(3)];
    return test;
  }
  test.kind = static_cast<LabelTest::Kind>(1 + Pick(3));
  size_t count = test.kind == LabelTest::Kind::kNot ? 1 : 2;
  for (size_t index = 0; index < count; ++index) {
    test.operands.push_back(MakeLabels(depth - 1));
  }
  return test;
}

PropertyTests Generator::MakeProperties() {
  PropertyTests properties;
  scope_ = outer_;
  if (Once(2)) {
    properties.emplace_back("x", MakeInteger(Once(2) ? 1 : 0));
  } else {
    properties.emplace_back("s", MakeString(0));
  }
  return properties;
}

std::optional<Expression> Generator::MakeElementCondition(const std::string& variable, Type type) {
  if (variable.empty() || !Once(10)) {
    return std::nullopt;
  }
  scope_ = outer_;
  // The variable may be one of the outer ones.
  std::erase_if(scope_, [&](const Variable& other) { return other.name == variable; });
  scope_.push_back({variable, type});
  Expression condition = MakeBoolean(2);
  scope_ = outer_;
  return condition;
}

NodePattern Generator::MakeNode() {
  NodePattern node;
  if (!is_opaque_) {
    std::vector<std::string> known;
    for (const Scope* scope : std::initializer_list<const Scope*>{&outer_, &declared_}) {
      for (const Variable& variable : *scope) {
        if (variable.type == Type::kNode) {
          known.push_back(variable.name);
        }
      }
    }
    if (!known.empty() && Once(3)) {
      node.variable = known[Pick(known.size())];
    } else if (!Once(4)) {
      node.variable = NewName("n");
      Declare(node.variable, Type::kNode);
    }
  }
  if (!node.variable.empty() && Once(8)) {
    MakeSought(node);
    return node;
  }
  if (Once(6)) {
    node.labels = MakeLabels(2);
  }
  if (Once(12)) {
    node.properties = MakeProperties();
  }
  node.where = MakeElementCondition(node.variable, Type::kNode);
  return node;
}

void Generator::MakeSought(NodePattern& node) {
  scope_ = outer_;
  std::erase_if(scope_, [&](const Variable& other) { return other.name == node.variable; });
  node.labels.emplace();
  Expression property;
  property.kind = Expression::Kind::kProperty;
  property.name = node.variable;
  switch (Pick(4)) {
    case 0:
      node.labels->name = "B";
      node.properties.emplace_back("s", MakeString(0));
      node.properties.emplace_back("x", MakeInteger(0));
      break;
    case 1:
      node.labels->name = "A";
      property.key = "x";
      node.where = MakeRange(property, Type::kInteger);
      break;
    case 2:
      node.labels->name = "A";
      property.key = "d";
      node.where = MakeRange(property, Type::kDate);
      break;
    default:
      node.labels->name = "C";
      property.key = "s";
      node.where = MakeRange(property, Type::kString);
  }
  scope_ = outer_;
}

Expression Generator::MakeRange(const Expression& property, Type type) {
  static const char* const kOperators[] = {"<", "<=", ">", ">="};
  Expression range;
  if (type == Type::kString && Once(2)) {
    range.kind = Expression::Kind::kStartsWith;
    range.operands = {property, MakeString(0)};
    return range;
  }
  range.kind = Expression::Kind::kCompare;
  range.operands = {property, MakeExpression(type, 0)};
  range.operators = {kOperators[Pick(4)]};
  if (Once(3)) {  // A chain, whose middle is the property.
    range.operands.insert(range.operands.begin(), MakeExpression(type, 0));
    range.operators.emplace_back(kOperators[Pick(4)]);
  } else if (Once(3)) {
    std::swap(range.operands[0], range.operands[1]);
  }
  if (!Once(3)) {
    return range;
  }
  Expression both;
  both.kind = Expression::Kind::kAnd;
  Expression other;
  other.kind = Expression::Kind::kCompare;
  other.operands = {property, Once(6) ? MakeAny(0) : MakeExpression(type, 0)};
  other.operators = {kOperators[Pick(4)]};
  both.operands = {std::move(range), std::move(other)};
  return both;
}

EdgePattern Generator::MakeEdgeWithoutVariable() {
  EdgePattern edge;
  edge.direction = Once(2) ? Direction::kBoth : static_cast<Direction>(Pick(2));
  static const char* const kTypes[] = {"R", "S", "loaned-to"};
  for (size_t count = Once(3) ? 1 + Pick(2) : 0; count > 0; --count) {
    std::string type = Once(12) ? "Missing" : kTypes[Pick(3)];
    if (std::ranges::find(edge.types, type) == edge.types.end()) {
      edge.types.push_back(type);
    }
  }
  edge.negates_types = !edge.types.empty() && Once(6);
  if (Once(12)) {
    edge.properties = MakeProperties();
  }
  return edge;
}

void Generator::MakeLength(EdgePattern& edge) {
  Length length;
  length.min = Pick(3);
  if (!Once(3)) {
    length.max = length.min + Pick(3);
  }
  edge.length = length;
  edge.length_is_quantifier = Once(2);
}

EdgePattern Generator::MakeEdge(bool has_length) {
  EdgePattern edge = MakeEdgeWithoutVariable();
  if (has_length) {
    MakeLength(edge);
  }
  if (is_opaque_) {
    return edge;
  }
  Type type = edge.length ? Type::kEdgeList : Type::kEdge;
  std::vector<std::string> known;
  for (const Variable& variable : outer_) {
    if (variable.type == type &&
        std::ranges::find(edges_used_, variable.name) == edges_used_.end()) {
      known.push_back(variable.name);
    }
  }
  bool is_quantifier = edge.length && edge.length_is_quantifier;
  if (!known.empty() && !is_quantifier && Once(5)) {
    edge.variable = known[Pick(known.size())];
    edges_used_.push_back(edge.variable);
    if (edge.length) {
      edge.properties.clear();  // There the variable would be both the list and one edge.
    }
    return edge;
  }
  if (!Once(3)) {
    edge.variable = NewName("r");
    Declare(edge.variable, type);
    edge.where = MakeElementCondition(edge.variable, Type::kEdge);
  }
  return edge;
}

GroupPattern Generator::MakeGroup() {
  GroupPattern group;
  PathPattern inner;
  Scope inner_variables;
  auto make_node = [&] {
    NodePattern node;
    if (!is_opaque_ && !Once(3)) {
      node.variable = NewName("n");
      inner_variables.push_back({node.variable, Type::kNode});
      node.where = MakeElementCondition(node.variable, Type::kNode);
    }
    if (Once(5)) {
      node.labels = MakeLabels(1);
    }
    return node;
  };
  inner.first = make_node();
  for (size_t count = 1 + Pick(2); count > 0; --count) {
    PathStep& step = inner.steps.emplace_back();
    step.edge = MakeEdgeWithoutVariable();
    if (!is_opaque_ && !Once(3)) {
      step.edge->variable = NewName("r");
      inner_variables.push_back({step.edge->variable, Type::kEdge});
    }
    step.node = make_node();
  }
  if (!is_opaque_ && Once(3)) {
    scope_ = outer_;
    scope_.insert(scope_.end(), inner_variables.begin(), inner_variables.end());
    group.where = MakeBoolean(2);
    scope_ = outer_;
  }
  for (const Variable& variable : inner_variables) {
    Declare(variable.name, variable.type == Type::kNode ? Type::kNodeList : Type::kEdgeList);
  }
  group.inner = std::make_shared<PathPattern>(std::move(inner));
  group.length.min = Pick(3);
  if (!Once(3)) {
    group.length.max = group.length.min + Pick(3);
  }
  if (group.length.max && *group.length.max == 0) {
    group.length.max = 1;
  }
  return group;
}

}  // namespace rondo::differential
