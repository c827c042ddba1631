#include "query/execute/operator/statement_writer.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "query/execute/expression/access.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

bool IsScalar(const Value& value) {
  switch (value.kind()) {
    case Kind::kList:
    case Kind::kMap:
    case Kind::kNode:
    case Kind::kEdge:
    case Kind::kPath:
      return false;
    default:
      return true;
  }
}

Error CannotHold(std::string_view what, SourceSpan span) {
  Error error = RuntimeError(ErrorCode::kType, "InvalidPropertyType",
                             "a property cannot hold " + std::string(what), span);
  error.hint = "store single values, or lists of single values";
  return error;
}

}  // namespace

Result<void> CheckPropertyValue(const Value& value, SourceSpan span) {
  if (IsScalar(value)) {
    return {};
  }
  if (!value.is(Kind::kList)) {
    return CannotHold(KindName(value.kind()), span);
  }
  for (const Value& element : value.list()) {
    if (!IsScalar(element)) {
      return CannotHold("a list with " + std::string(KindName(element.kind())) + " in it", span);
    }
  }
  return {};
}

// ---------------------------------------------------------------- names

Result<LabelId> StatementWriter::Label(std::string_view name) {
  if (std::optional<LabelId> known = state_.context().names.Label(name)) {
    return *known;
  }
  return state_.transaction().InternLabel(name);
}

Result<EdgeTypeId> StatementWriter::EdgeType(std::string_view name) {
  if (std::optional<EdgeTypeId> known = state_.context().names.EdgeType(name)) {
    return *known;
  }
  return state_.transaction().InternEdgeType(name);
}

Result<PropertyKeyId> StatementWriter::PropertyKey(std::string_view name) {
  if (std::optional<PropertyKeyId> known = state_.context().names.PropertyKey(name)) {
    return *known;
  }
  return state_.transaction().InternPropertyKey(name);
}

// ---------------------------------------------------------------- creating

Result<NodeId> StatementWriter::CreateNode(std::span<const LabelId> labels,
                                           std::span<const Property> properties, SourceSpan span) {
  RONDO_TRY_ASSIGN(NodeId node, At(state_.transaction().CreateNode(labels, properties), span));
  ChangeCounters& changes = state_.changes();
  ++changes.nodes_created;
  changes.labels_added += labels.size();
  changes.properties_set += properties.size();
  return node;
}

Result<EdgeId> StatementWriter::CreateEdge(EdgeTypeId type, NodeId source, NodeId target,
                                           std::span<const Property> properties, SourceSpan span) {
  RONDO_TRY_ASSIGN(EdgeId edge,
                   At(state_.transaction().CreateEdge(type, source, target, properties), span));
  ++state_.changes().edges_created;
  state_.changes().properties_set += properties.size();
  return edge;
}

// ---------------------------------------------------------------- changing

Result<bool> StatementWriter::IsNodeToChange(const Value& node, SourceSpan span) const {
  if (node.is_null()) {
    return false;
  }
  if (!node.is(Kind::kNode)) {
    return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                        "only nodes have labels, not " + std::string(KindName(node.kind())), span);
  }
  RONDO_TRY(CheckNotDeleted(node.node(), state_.context(), span));
  return true;
}

Result<bool> StatementWriter::IsEntityToChange(const Value& entity, SourceSpan span) const {
  switch (entity.kind()) {
    case Kind::kNull:
      return false;
    case Kind::kNode:
      RONDO_TRY(CheckNotDeleted(entity.node(), state_.context(), span));
      return true;
    case Kind::kEdge:
      RONDO_TRY(CheckNotDeleted(entity.edge(), state_.context(), span));
      return true;
    default:
      return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                          "properties are set and removed on nodes and edges, not on " +
                              std::string(KindName(entity.kind())),
                          span);
  }
}

Result<void> StatementWriter::Set(const Value& entity, PropertyKeyId key, const Value& value) {
  Transaction& transaction = state_.transaction();
  if (entity.is(Kind::kNode)) {
    RONDO_TRY(transaction.SetNodeProperty(entity.node(), key, value));
  } else {
    RONDO_TRY(transaction.SetEdgeProperty(entity.edge(), key, value));
  }
  ++state_.changes().properties_set;
  return {};
}

Result<void> StatementWriter::Remove(const Value& entity, PropertyKeyId key) {
  Value before;
  if (entity.is(Kind::kNode)) {
    NodeId node = entity.node();
    RONDO_TRY(state_.view().GatherNodeProperty(key, {&node, 1}, {&before, 1}));
  } else {
    EdgeId edge = entity.edge();
    RONDO_TRY(state_.view().GatherEdgeProperty(key, {&edge, 1}, {&before, 1}));
  }
  return before.is_null() ? Result<void>() : Set(entity, key, Value());
}

Result<void> StatementWriter::SetProperty(const Value& entity, std::string_view key,
                                          const Value& value, SourceSpan span) {
  RONDO_TRY_ASSIGN(bool changes, IsEntityToChange(entity, span));
  if (!changes) {
    return {};
  }
  if (value.is_null()) {
    std::optional<PropertyKeyId> known = state_.context().names.PropertyKey(key);
    return known ? At(Remove(entity, *known), span) : Result<void>();
  }
  RONDO_TRY(CheckPropertyValue(value, span));
  RONDO_TRY_ASSIGN(PropertyKeyId id, PropertyKey(key));
  return At(Set(entity, id, value), span);
}

Result<void> StatementWriter::SetProperties(const Value& entity, const Value& properties,
                                            bool replace, SourceSpan span) {
  RONDO_TRY_ASSIGN(bool changes, IsEntityToChange(entity, span));
  if (!changes || (properties.is_null() && !replace)) {
    return {};
  }
  if (!properties.is(Kind::kMap) && !properties.is(Kind::kNode) && !properties.is(Kind::kEdge)) {
    return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                        "all properties are set from a map, a node or an edge, not from " +
                            std::string(KindName(properties.kind())),
                        span);
  }
  RONDO_TRY_ASSIGN(Value wanted, ReadProperties(properties, state_.context(), span));
  if (replace) {
    RONDO_TRY_ASSIGN(Value present, ReadProperties(entity, state_.context(), span));
    for (const auto& [key, value] : present.map()) {
      if (wanted.map().Find(key) == nullptr) {
        RONDO_TRY(SetProperty(entity, key, Value(), span));
      }
    }
  }
  for (const auto& [key, value] : wanted.map()) {
    RONDO_TRY(SetProperty(entity, key, value, span));
  }
  return {};
}

Result<void> StatementWriter::SetProperties(NodeId node, std::span<const Property> properties,
                                            SourceSpan span) {
  for (const Property& property : properties) {
    RONDO_TRY(At(Set(Value(node), property.key, property.value), span));
  }
  return {};
}

Result<void> StatementWriter::AddLabels(const Value& node, std::span<const std::string> labels,
                                        SourceSpan span) {
  RONDO_TRY_ASSIGN(bool changes, IsNodeToChange(node, span));
  if (!changes) {
    return {};
  }
  NodeId id = node.node();
  for (const std::string& name : labels) {
    RONDO_TRY_ASSIGN(LabelId label, Label(name));
    bool has = false;
    RONDO_TRY(state_.view().GatherHasLabel(label, {&id, 1}, {&has, 1}));
    if (!has) {
      RONDO_TRY(At(state_.transaction().AddLabel(id, label), span));
      ++state_.changes().labels_added;
    }
  }
  return {};
}

Result<void> StatementWriter::RemoveLabels(const Value& node, std::span<const std::string> labels,
                                           SourceSpan span) {
  RONDO_TRY_ASSIGN(bool changes, IsNodeToChange(node, span));
  if (!changes) {
    return {};
  }
  NodeId id = node.node();
  for (const std::string& name : labels) {
    std::optional<LabelId> label = state_.context().names.Label(name);
    bool has = false;
    if (label) {
      RONDO_TRY(state_.view().GatherHasLabel(*label, {&id, 1}, {&has, 1}));
    }
    if (has) {
      RONDO_TRY(At(state_.transaction().RemoveLabel(id, *label), span));
      ++state_.changes().labels_removed;
    }
  }
  return {};
}

// ---------------------------------------------------------------- deleting

Result<void> StatementWriter::DeleteEdges(std::span<const EdgeId> edges) {
  types_.resize(edges.size());
  RONDO_TRY(state_.view().GatherEdgeEndpoints(edges, {}, {}, types_));
  for (size_t index = 0; index < edges.size(); ++index) {
    if (!types_[index].valid()) {
      continue;
    }
    std::string type(state_.view().EdgeTypeName(types_[index]));
    if (!state_.deleted().edges.try_emplace(edges[index], std::move(type)).second) {
      continue;  // It came twice.
    }
    RONDO_TRY(state_.transaction().DeleteEdge(edges[index]));
    ++state_.changes().edges_deleted;
  }
  return {};
}

Result<void> StatementWriter::DeleteNodes(std::span<const NodeId> nodes, bool detach,
                                          SourceSpan span) {
  std::unique_ptr<bool[]> exists = std::make_unique<bool[]>(nodes.size());
  RONDO_TRY(state_.view().GatherNodeExists(nodes, {exists.get(), nodes.size()}));
  new_nodes_.clear();
  for (size_t index = 0; index < nodes.size(); ++index) {
    if (exists[index] && state_.deleted().nodes.try_emplace(nodes[index], span).second) {
      new_nodes_.push_back(nodes[index]);
    }
  }
  if (detach) {
    AdjacencyBatch adjacency;
    RONDO_TRY(state_.view().Expand({.direction = Direction::kBoth}, new_nodes_, adjacency));
    RONDO_TRY(DeleteEdges(adjacency.edges));
  }
  for (NodeId node : new_nodes_) {
    RONDO_TRY(state_.transaction().DeleteNode(node));
    ++state_.changes().nodes_deleted;
  }
  return {};
}

Result<void> CheckDeletedNodes(ExecutionState& state) {
  std::vector<NodeId> nodes;
  for (const auto& [node, span] : state.deleted().nodes) {
    nodes.push_back(node);
  }
  std::ranges::sort(nodes);
  std::vector<uint64_t> degrees(nodes.size());
  RONDO_TRY(state.view().GatherDegrees({.direction = Direction::kBoth}, nodes, degrees));
  auto connected = std::ranges::find_if(degrees, [](uint64_t degree) { return degree > 0; });
  if (connected == degrees.end()) {
    return {};
  }
  NodeId node = nodes[static_cast<size_t>(connected - degrees.begin())];
  Error error =
      RuntimeError(ErrorCode::kConstraint, "DeleteConnectedNode",
                   "node " + std::to_string(node.value) + " was deleted but still has " +
                       std::to_string(*connected) + (*connected == 1 ? " edge" : " edges"),
                   state.deleted().nodes.at(node));
  error.hint = "delete the edges too, or use DETACH DELETE";
  return error;
}

}  // namespace rondo
