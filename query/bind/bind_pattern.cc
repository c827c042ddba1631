// Patterns that are matched. Two passes: first all variables of the pattern are declared, then its
// properties and inline conditions are bound, which may speak of any of them.

#include <algorithm>

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

namespace {

PathSelector BoundSelector(ast::PathSelector selector) {
  switch (selector) {
    case ast::PathSelector::kNone:
    case ast::PathSelector::kAll:
      return PathSelector::kAll;
    case ast::PathSelector::kAny:
      return PathSelector::kAny;
    case ast::PathSelector::kAnyShortest:
    case ast::PathSelector::kShortestPath:
      return PathSelector::kAnyShortest;
    case ast::PathSelector::kAllShortest:
    case ast::PathSelector::kAllShortestPaths:
      return PathSelector::kAllShortest;
    case ast::PathSelector::kShortestGroups:
      return PathSelector::kShortestGroups;
  }
  return PathSelector::kAll;
}

PathMode BoundMode(ast::PathMode mode) {
  switch (mode) {
    case ast::PathMode::kNone:
    case ast::PathMode::kTrail:
      return PathMode::kTrail;
    case ast::PathMode::kWalk:
      return PathMode::kWalk;
    case ast::PathMode::kAcyclic:
      return PathMode::kAcyclic;
    case ast::PathMode::kSimple:
      return PathMode::kSimple;
  }
  return PathMode::kTrail;
}

Direction BoundDirection(ast::EdgeDirection direction) {
  switch (direction) {
    case ast::EdgeDirection::kRight:
      return Direction::kOutgoing;
    case ast::EdgeDirection::kLeft:
      return Direction::kIncoming;
    case ast::EdgeDirection::kNone:
    case ast::EdgeDirection::kBoth:
      break;
  }
  return Direction::kBoth;
}

PatternLength BoundLength(const ast::Length& length) { return {length.min, length.max}; }

bool IsUnbounded(const BoundPathPattern& path, const BoundPattern& pattern) {
  return std::ranges::any_of(path.steps, [&](const BoundPathPattern::Step& step) {
    if (step.kind == BoundPathPattern::Step::Kind::kQuantified) {
      return !pattern.quantified[step.index].length.max.has_value();
    }
    const std::optional<PatternLength>& length = pattern.edges[step.index].length;
    return length.has_value() && !length->max.has_value();
  });
}

}  // namespace

// ---------------------------------------------------------------- the pattern

Result<void> StatementBinder::BindPattern(std::span<const ast::PathPattern* const> paths,
                                          bool may_declare, BoundPattern& pattern,
                                          BoundExpressionPtr& where) {
  PatternTarget target;
  target.pattern = &pattern;
  target.where = &where;
  target.may_declare = may_declare;
  target.first_new_slot = next_slot_;
  target.clause_first_slot = next_slot_;
  for (const ast::PathPattern* path : paths) {
    RONDO_TRY(DeclarePath(*path, target));
  }
  return BindElementConditions(target);
}

Result<void> StatementBinder::DeclarePath(const ast::PathPattern& path, PatternTarget& target) {
  BoundPathPattern bound;
  bound.span = path.span;
  bound.selector = BoundSelector(path.selector);
  bound.selector_count = path.selector_count;
  bound.mode = BoundMode(path.mode);
  RONDO_TRY(DeclareElements(path, bound, target));
  if (!path.variable.empty()) {
    bound.name = path.variable.text;
    RONDO_TRY_ASSIGN(bound.slot, DeclareNew(path.variable, Kind::kPath, true));
  }
  RONDO_TRY(CheckPathShape(path, bound, target));
  target.pattern->paths.push_back(std::move(bound));
  return {};
}

Result<void> StatementBinder::DeclareElements(const ast::PathPattern& path, BoundPathPattern& bound,
                                              PatternTarget& target) {
  using ElementKind = ast::PatternElement::Kind;
  using StepKind = BoundPathPattern::Step::Kind;
  std::span<const ast::PatternElement* const> elements = path.elements;
  if (elements.size() == 1 && elements[0]->kind == ElementKind::kGroup &&
      !elements[0]->As<ast::GroupPattern>().length) {
    // Parentheses around the whole path: what they hold is the path.
    const ast::GroupPattern& group = elements[0]->As<ast::GroupPattern>();
    if (group.where != nullptr) {
      bool selects = bound.selector != PathSelector::kAll;
      (selects ? target.path_conditions : target.conditions)
          .push_back({target.pattern->paths.size(), group.where});
    }
    return DeclareElements(*group.inner, bound, target);
  }
  std::optional<uint32_t> left;  // The node before.
  BoundPathPattern::Step step;   // The edge or group before, where there is one.
  bool pending = false;
  auto join = [&](uint32_t node) {
    if (!left) {
      bound.first_node = node;
    } else if (pending && step.kind == StepKind::kEdge) {
      target.pattern->edges[step.index].left_node = *left;
      target.pattern->edges[step.index].right_node = node;
    } else if (pending) {
      target.pattern->quantified[step.index].left_node = *left;
      target.pattern->quantified[step.index].right_node = node;
    }
    if (pending) {
      bound.steps.push_back(step);
    }
    pending = false;
    left = node;
  };
  for (const ast::PatternElement* element : elements) {
    if (element->kind == ElementKind::kNode) {
      RONDO_TRY_ASSIGN(uint32_t node, DeclareNode(element->As<ast::NodePattern>(), target));
      join(node);
      continue;
    }
    if (element->kind == ElementKind::kEdge) {
      if (pending) {
        join(DeclareAnonymousNode(element->span, target));
      }
      RONDO_TRY_ASSIGN(step.index, DeclareEdge(element->As<ast::EdgePattern>(), target));
      step.kind = StepKind::kEdge;
    } else {
      const ast::GroupPattern& group = element->As<ast::GroupPattern>();
      if (!left || pending) {
        join(DeclareAnonymousNode(element->span, target));
      }
      RONDO_TRY_ASSIGN(step.index, DeclareGroup(group, target));
      step.kind = StepKind::kQuantified;
    }
    pending = true;
  }
  if (pending) {
    join(DeclareAnonymousNode(elements.back()->span, target));
  }
  return {};
}

Result<void> StatementBinder::CheckPathShape(const ast::PathPattern& path,
                                             const BoundPathPattern& bound,
                                             const PatternTarget& target) const {
  const BoundPattern& pattern = *target.pattern;
  bool shortest_path = path.selector == ast::PathSelector::kShortestPath ||
                       path.selector == ast::PathSelector::kAllShortestPaths;
  bool one_edge =
      bound.steps.size() == 1 && bound.steps[0].kind == BoundPathPattern::Step::Kind::kEdge;
  if (shortest_path && !one_edge) {
    return SyntaxError("InvalidRelationshipPattern",
                       "shortestPath takes two nodes and one edge between them", path.span,
                       "write shortestPath((a)-[*]-(b)), or MATCH ANY SHORTEST for other patterns");
  }
  if (bound.mode == PathMode::kWalk && bound.selector == PathSelector::kAll &&
      IsUnbounded(bound, pattern)) {
    return SyntaxError("InvalidRelationshipPattern",
                       "WALK without an upper bound can go on for ever", path.span,
                       "give a bound ({1,5}), or ask for ANY SHORTEST walk");
  }
  // What is more than one edge that repeats is searched by trying all ways to its end.
  const BoundEdgePattern* edge = one_edge ? &pattern.edges[bound.steps[0].index] : nullptr;
  bool is_searched = edge != nullptr && edge->length && edge->length->min <= 1 &&
                     !edge->bound_before &&
                     std::ranges::none_of(target.path_conditions, [&](const auto& condition) {
                       return condition.first == pattern.paths.size();
                     });
  if (bound.mode == PathMode::kWalk && !is_searched && IsUnbounded(bound, pattern)) {
    return SyntaxError("InvalidRelationshipPattern",
                       "a WALK without an upper bound must be one edge that repeats, without "
                       "a minimum or a condition on the whole path",
                       path.span, "give a bound ({1,5}), or search for TRAIL paths");
  }
  // Where there are fewer walks than that, a cycle on the way would be walked for ever.
  bool counts = bound.selector_count > 1 && bound.selector != PathSelector::kAllShortest;
  if (bound.mode == PathMode::kWalk && counts && IsUnbounded(bound, pattern)) {
    return SyntaxError("InvalidRelationshipPattern",
                       "a search for several walks without an upper bound can go on for ever",
                       path.span, "give a bound ({1,5}), or search for TRAIL paths");
  }
  return {};
}

// ---------------------------------------------------------------- declaring elements

uint32_t StatementBinder::DeclareAnonymousNode(SourceSpan span, PatternTarget& target) {
  BoundNodePattern& bound = target.pattern->nodes.emplace_back();
  bound.slot = NewSlot();
  bound.span = span;
  return static_cast<uint32_t>(target.pattern->nodes.size() - 1);
}

Result<uint32_t> StatementBinder::DeclareNode(const ast::NodePattern& node, PatternTarget& target) {
  std::vector<BoundNodePattern>& nodes = target.pattern->nodes;
  std::optional<uint32_t> index;
  if (!node.variable.empty()) {
    std::string_view name = node.variable.text;
    RONDO_TRY_ASSIGN(std::optional<Variable> known, FindVariable(name, node.variable.span));
    if (known) {
      if (!known->type.CanBe(Kind::kNode)) {
        return TypeConflict(node.variable, "a node", known->type);
      }
      auto same = [&](const BoundNodePattern& other) { return other.slot == known->slot; };
      auto position = std::ranges::find_if(nodes, same);
      if (position != nodes.end()) {
        index = static_cast<uint32_t>(position - nodes.begin());
      } else if (known->slot >= target.clause_first_slot) {
        return AlreadyBound(node.variable);  // Inside and outside of a group.
      } else {
        index = DeclareAnonymousNode(node.span, target);
        nodes[*index].slot = known->slot;
        nodes[*index].bound_before = true;
        RefineType(name, Kind::kNode);
      }
    } else if (!target.may_declare) {
      return UndefinedVariable(name, node.variable.span);
    } else {
      index = DeclareAnonymousNode(node.span, target);
      scope_->Declare(name, {nodes[*index].slot, Kind::kNode, true});
    }
    nodes[*index].name = name;
  } else {
    index = DeclareAnonymousNode(node.span, target);
  }
  target.pending.emplace_back(&node, *index);
  return *index;
}

Result<uint32_t> StatementBinder::DeclareEdge(const ast::EdgePattern& edge, PatternTarget& target) {
  BoundEdgePattern bound;
  bound.span = edge.span;
  bound.direction = BoundDirection(edge.direction);
  if (edge.length) {
    bound.length = BoundLength(*edge.length);
  }
  InferredType type = edge.length ? InferredType::ListOf(Kind::kEdge) : InferredType(Kind::kEdge);
  if (edge.variable.empty()) {
    bound.slot = NewSlot();
  } else {
    std::string_view name = edge.variable.text;
    bound.name = name;
    RONDO_TRY_ASSIGN(std::optional<Variable> known, FindVariable(name, edge.variable.span));
    if (known) {
      auto same = [&](const BoundEdgePattern& other) { return other.slot == known->slot; };
      if (std::ranges::any_of(target.pattern->edges, same)) {
        return SyntaxError("RelationshipUniquenessViolation",
                           "the edge `" + bound.name +
                               "` stands twice in one pattern, but no edge is matched twice",
                           edge.variable.span, "give the second edge another name");
      }
      bool fits = edge.length
                      ? known->type.CanBe(Kind::kList) && known->type.element().CanBe(Kind::kEdge)
                      : known->type.CanBe(Kind::kEdge);
      if (!fits) {
        return TypeConflict(edge.variable, edge.length ? "a list of edges" : "an edge",
                            known->type);
      }
      if (known->slot >= target.clause_first_slot) {
        return AlreadyBound(edge.variable);  // Inside and outside of a group.
      }
      bound.slot = known->slot;
      bound.bound_before = true;
      if (!edge.length) {
        RefineType(name, Kind::kEdge);
      }
    } else if (!target.may_declare) {
      return UndefinedVariable(name, edge.variable.span);
    } else {
      bound.slot = NewSlot();
      scope_->Declare(name, {bound.slot, type, true});
    }
  }
  target.pattern->edges.push_back(std::move(bound));
  auto index = static_cast<uint32_t>(target.pattern->edges.size() - 1);
  target.pending.emplace_back(&edge, index);
  return index;
}

Result<uint32_t> StatementBinder::DeclareGroup(const ast::GroupPattern& group,
                                               PatternTarget& target) {
  if (!group.length) {
    return SyntaxError("UnexpectedSyntax", "parentheses around a part of a path need a quantifier",
                       group.span, "add {1,3}, + or * behind them, or take them away");
  }
  if (target.inside_group) {
    return SyntaxError("UnexpectedSyntax", "a quantified path cannot stand inside another one",
                       group.span, "repeat the whole in one pair of parentheses");
  }
  BoundQuantifiedPattern bound;
  bound.span = group.span;
  bound.length = BoundLength(*group.length);
  bound.inner = std::make_unique<BoundPattern>();
  // The variables inside are those of one repetition; outside they are lists.
  Scope inner(scope_);
  {
    Restore<Scope*> scope(scope_, &inner);
    PatternTarget inner_target;
    inner_target.pattern = bound.inner.get();
    inner_target.where = &bound.where;
    inner_target.first_new_slot = next_slot_;
    inner_target.clause_first_slot = target.first_new_slot;
    inner_target.inside_group = true;
    RONDO_TRY(DeclarePath(*group.inner, inner_target));
    RONDO_TRY(BindElementConditions(inner_target));
    RONDO_TRY(AddCondition(group.where, bound.where));
  }
  if (bound.inner->edges.empty()) {
    return SyntaxError("UnexpectedSyntax", "a quantified path needs an edge", group.span,
                       "write it as ((a)-->(b)){1,3}");
  }
  for (const auto& [name, variable] : inner.variables()) {
    SlotIndex slot = NewSlot();
    bound.group_variables.push_back({variable.slot, slot});
    scope_->Declare(name, {slot, InferredType::ListOf(variable.type), true});
  }
  target.pattern->quantified.push_back(std::move(bound));
  return static_cast<uint32_t>(target.pattern->quantified.size() - 1);
}

// ---------------------------------------------------------------- conditions

Result<void> StatementBinder::BindElementConditions(PatternTarget& target) {
  for (const auto& [element, index] : target.pending) {
    if (element->kind == ast::PatternElement::Kind::kNode) {
      RONDO_TRY(BindNodeConditions(element->As<ast::NodePattern>(), target.pattern->nodes[index]));
    } else {
      RONDO_TRY(BindEdgeConditions(element->As<ast::EdgePattern>(), target.pattern->edges[index]));
    }
  }
  for (const auto& [path, condition] : target.path_conditions) {
    RONDO_TRY(AddCondition(condition, target.pattern->paths[path].where));
  }
  for (const auto& [path, condition] : target.conditions) {
    RONDO_TRY(AddCondition(condition, *target.where));
  }
  return {};
}

Result<void> StatementBinder::BindNodeConditions(const ast::NodePattern& node,
                                                 BoundNodePattern& bound) {
  if (node.labels != nullptr) {
    NameExpression labels = BindLabels(*node.labels, false);
    if (bound.labels) {
      NameExpression both;
      both.kind = NameExpression::Kind::kAnd;
      both.span = node.labels->span;
      both.operands.push_back(std::move(*bound.labels));
      both.operands.push_back(std::move(labels));
      labels = std::move(both);
    }
    bound.labels = std::move(labels);
  }
  RONDO_TRY(BindPatternProperties(node.properties, bound.properties));
  return AddCondition(node.where, bound.where);
}

Result<void> StatementBinder::BindEdgeConditions(const ast::EdgePattern& edge,
                                                 BoundEdgePattern& bound) {
  if (edge.types != nullptr) {
    SetEdgeTypes(*edge.types, bound);
  }
  RONDO_TRY(BindPatternProperties(edge.properties, bound.properties));
  if (!edge.length || edge.variable.empty()) {
    return AddCondition(edge.where, bound.where);
  }
  // Inside the brackets the variable is one edge, outside of them the list.
  Scope one(scope_);
  one.Declare(edge.variable.text, {bound.slot, Kind::kEdge, true});
  Restore<Scope*> scope(scope_, &one);
  return AddCondition(edge.where, bound.where);
}

Result<void> StatementBinder::BindPatternProperties(const ast::Expression* properties,
                                                    BoundPatternProperties& bound) {
  if (properties == nullptr) {
    return {};
  }
  if (properties->kind == ast::ExpressionKind::kParameter) {
    return SyntaxError("InvalidParameterUse",
                       "a parameter cannot stand for all properties of a pattern here",
                       properties->span, "name the properties: {name: $parameter.name}");
  }
  for (const ast::MapEntry& entry : properties->As<ast::Map>().entries) {
    RONDO_TRY_ASSIGN(BoundExpressionPtr value, BindExpression(*entry.value));
    Notify("property", entry.key.text, entry.key.span, context_.known_property_keys);
    bound.entries.emplace_back(entry.key.text, std::move(value));
  }
  return {};
}

Result<void> StatementBinder::AddCondition(const ast::Expression* condition,
                                           BoundExpressionPtr& where) {
  if (condition == nullptr) {
    return {};
  }
  RONDO_TRY_ASSIGN(BoundExpressionPtr bound, BindCondition(*condition));
  if (where == nullptr) {
    where = std::move(bound);
    return {};
  }
  auto both = std::make_unique<BoundBinary>();
  both->op = BinaryOperator::kAnd;
  both->span = condition->span;
  both->type = TypeSet(Kind::kBoolean);
  both->left = std::move(where);
  both->right = std::move(bound);
  where = std::move(both);
  return {};
}

// ---------------------------------------------------------------- labels and types

NameExpression StatementBinder::BindLabels(const ast::LabelExpression& labels, bool of_edges) {
  NameExpression bound;
  bound.kind = static_cast<NameExpression::Kind>(labels.kind);
  bound.name = labels.name;
  bound.span = labels.span;
  if (labels.kind == ast::LabelExpression::Kind::kName) {
    Notify(of_edges ? "edge type" : "label", labels.name, labels.span,
           of_edges ? context_.known_edge_types : context_.known_labels);
  }
  for (const ast::LabelExpression* operand : labels.operands) {
    bound.operands.push_back(BindLabels(*operand, of_edges));
  }
  return bound;
}

void StatementBinder::SetEdgeTypes(const ast::LabelExpression& types, BoundEdgePattern& bound) {
  NameExpression expression = BindLabels(types, true);
  using NameKind = NameExpression::Kind;
  auto is_name = [](const NameExpression& part) { return part.kind == NameKind::kName; };
  if (is_name(expression)) {
    bound.types.push_back(std::move(expression.name));
  } else if (expression.kind == NameKind::kOr &&
             std::ranges::all_of(expression.operands, is_name)) {
    for (NameExpression& part : expression.operands) {
      if (std::ranges::find(bound.types, part.name) == bound.types.end()) {
        bound.types.push_back(std::move(part.name));
      }
    }
  } else {
    bound.type_expression = std::move(expression);
  }
}

}  // namespace rondo
