// Patterns of CREATE and MERGE: every element is either bound before and stands there as its bare
// variable, or is made. Values in CREATE may speak of what stands to their left, those in MERGE
// only of what was there before the clause.

#include <algorithm>

#include "query/bind/statement_binder.h"

namespace rondo {

using Kind = Value::Kind;

namespace {

bool IsNamesJoinedByAnd(const ast::LabelExpression& labels) {
  if (labels.kind == ast::LabelExpression::Kind::kName) {
    return true;
  }
  return labels.kind == ast::LabelExpression::Kind::kAnd &&
         std::ranges::all_of(labels.operands,
                             [](const auto* operand) { return IsNamesJoinedByAnd(*operand); });
}

}  // namespace

Result<void> StatementBinder::BindCreatedPattern(std::span<const ast::PathPattern* const> paths,
                                                 bool is_merge, BoundPattern& pattern) {
  Restore<bool> writes(writes_names_, true);
  CreatedPattern target;
  target.pattern = &pattern;
  target.is_merge = is_merge;
  // What MERGE looks for cannot depend on what it makes.
  Scope before = *scope_;
  target.value_scope = is_merge ? &before : scope_;
  for (const ast::PathPattern* path : paths) {
    RONDO_TRY(CheckCreatedPath(*path));
    RONDO_TRY(DeclareCreatedPath(*path, target));
  }
  return {};
}

Result<void> StatementBinder::CheckCreatedPath(const ast::PathPattern& path) const {
  if (path.selector != ast::PathSelector::kNone || path.mode != ast::PathMode::kNone) {
    return SyntaxError("UnexpectedSyntax", "only MATCH can search for paths", path.span,
                       "name the nodes and edges one by one");
  }
  for (const ast::PatternElement* element : path.elements) {
    const ast::Expression* where = nullptr;
    if (element->kind == ast::PatternElement::Kind::kGroup) {
      return SyntaxError("UnexpectedSyntax", "a quantified path cannot be created", element->span,
                         "create its edges one by one");
    }
    if (element->kind == ast::PatternElement::Kind::kNode) {
      const ast::NodePattern& node = element->As<ast::NodePattern>();
      where = node.where;
      if (node.labels != nullptr && !IsNamesJoinedByAnd(*node.labels)) {
        return SyntaxError("UnexpectedSyntax", "a created node needs definite labels",
                           node.labels->span, "join several with `:` or `&`");
      }
    } else {
      where = element->As<ast::EdgePattern>().where;
    }
    if (where != nullptr) {
      return SyntaxError("UnexpectedSyntax", "what is created cannot have a condition", where->span,
                         "leave rows out with a WHERE before");
    }
  }
  return {};
}

Result<void> StatementBinder::DeclareCreatedPath(const ast::PathPattern& path,
                                                 CreatedPattern& target) {
  BoundPathPattern bound;
  bound.span = path.span;
  bool alone = path.elements.size() == 1;
  std::optional<uint32_t> edge;
  uint32_t left = 0;
  for (const ast::PatternElement* element : path.elements) {
    if (element->kind == ast::PatternElement::Kind::kEdge) {
      RONDO_TRY_ASSIGN(edge, DeclareCreatedEdge(element->As<ast::EdgePattern>(), target));
      bound.steps.push_back({BoundPathPattern::Step::Kind::kEdge, *edge});
      continue;
    }
    RONDO_TRY_ASSIGN(uint32_t node,
                     DeclareCreatedNode(element->As<ast::NodePattern>(), alone, target));
    if (edge) {
      target.pattern->edges[*edge].left_node = left;
      target.pattern->edges[*edge].right_node = node;
    } else {
      bound.first_node = node;
    }
    left = node;
  }
  if (!path.variable.empty()) {
    bound.name = path.variable.text;
    RONDO_TRY_ASSIGN(bound.slot, DeclareNew(path.variable, Kind::kPath, true));
  }
  target.pattern->paths.push_back(std::move(bound));
  return {};
}

Result<uint32_t> StatementBinder::DeclareCreatedNode(const ast::NodePattern& node, bool alone,
                                                     CreatedPattern& target) {
  std::vector<BoundNodePattern>& nodes = target.pattern->nodes;
  std::optional<Variable> known;
  if (!node.variable.empty()) {
    RONDO_TRY_ASSIGN(known, FindVariable(node.variable.text, node.variable.span));
  }
  if (known) {
    if (!known->type.CanBe(Kind::kNode)) {
      return TypeConflict(node.variable, "a node", known->type);
    }
    if (alone || node.labels != nullptr || node.properties != nullptr) {
      Error error = AlreadyBound(node.variable);
      error.hint = alone ? "change it with SET, or give the new node another name"
                         : "labels and properties of a node that exists are changed with SET";
      return error;
    }
    auto same = [&](const BoundNodePattern& other) { return other.slot == known->slot; };
    auto position = std::ranges::find_if(nodes, same);
    if (position != nodes.end()) {
      return static_cast<uint32_t>(position - nodes.begin());
    }
  }
  BoundNodePattern bound;
  bound.span = node.span;
  bound.name = node.variable.text;
  bound.bound_before = known.has_value();
  RONDO_TRY(BindCreatedProperties(node.properties, target, bound.properties));
  bound.slot = known ? known->slot : NewSlot();
  if (!known && !node.variable.empty()) {
    scope_->Declare(node.variable.text, {bound.slot, Kind::kNode, true});
  }
  if (node.labels != nullptr) {
    bound.labels = BindLabels(*node.labels, false);
  }
  nodes.push_back(std::move(bound));
  return static_cast<uint32_t>(nodes.size() - 1);
}

Result<uint32_t> StatementBinder::DeclareCreatedEdge(const ast::EdgePattern& edge,
                                                     CreatedPattern& target) {
  BoundEdgePattern bound;
  bound.span = edge.span;
  bound.name = edge.variable.text;
  RONDO_TRY(BindCreatedProperties(edge.properties, target, bound.properties));
  if (!edge.variable.empty()) {
    RONDO_TRY_ASSIGN(bound.slot, DeclareNew(edge.variable, Kind::kEdge, true));
  } else {
    bound.slot = NewSlot();
  }
  if (edge.length) {
    return SyntaxError("CreatingVarLength", "an edge of variable length cannot be created",
                       edge.span, "create its edges one by one");
  }
  bool directed =
      edge.direction == ast::EdgeDirection::kRight || edge.direction == ast::EdgeDirection::kLeft;
  if (!directed && !target.is_merge) {
    return SyntaxError("RequiresDirectedRelationship", "a created edge needs one direction",
                       edge.span, "write it as -[...]-> or <-[...]-");
  }
  bound.direction = edge.direction == ast::EdgeDirection::kRight  ? Direction::kOutgoing
                    : edge.direction == ast::EdgeDirection::kLeft ? Direction::kIncoming
                                                                  : Direction::kBoth;
  if (edge.types != nullptr) {
    SetEdgeTypes(*edge.types, bound);
  }
  bool one_name = edge.types != nullptr && edge.types->kind == ast::LabelExpression::Kind::kName;
  if (!one_name) {
    return SyntaxError("NoSingleRelationshipType", "a created edge needs exactly one type",
                       edge.span, "write it as -[:type]->");
  }
  target.pattern->edges.push_back(std::move(bound));
  return static_cast<uint32_t>(target.pattern->edges.size() - 1);
}

Result<void> StatementBinder::BindCreatedProperties(const ast::Expression* properties,
                                                    CreatedPattern& target,
                                                    BoundPatternProperties& bound) {
  Restore<Scope*> scope(scope_, target.value_scope);
  bool parameter = properties != nullptr && properties->kind == ast::ExpressionKind::kParameter;
  if (!parameter || target.is_merge) {
    return BindPatternProperties(properties, bound);
  }
  RONDO_TRY_ASSIGN(bound.map, BindExpression(*properties));
  return {};
}

}  // namespace rondo
