#include "tools/articles/graph/graph_access.h"

#include <span>

#include "graph/model/value_order.h"

namespace rondo::articles {
namespace {

/// The id of `name` from the cache, or from `intern`, which is remembered.
template <typename Id, typename Intern>
Result<Id> FindOrIntern(std::map<std::string, Id, std::less<>>& cache, std::string_view name,
                        Intern intern) {
  if (const auto found = cache.find(name); found != cache.end()) {
    return found->second;
  }
  RONDO_TRY_ASSIGN(const Id id, intern(name));
  cache.emplace(name, id);
  return id;
}

}  // namespace

Result<LabelId> GraphAccess::Label(std::string_view name) {
  return FindOrIntern(labels_, name,
                      [this](std::string_view n) { return transaction_.InternLabel(n); });
}
Result<EdgeTypeId> GraphAccess::Type(std::string_view name) {
  return FindOrIntern(types_, name,
                      [this](std::string_view n) { return transaction_.InternEdgeType(n); });
}
Result<PropertyKeyId> GraphAccess::Key(std::string_view name) {
  return FindOrIntern(keys_, name,
                      [this](std::string_view n) { return transaction_.InternPropertyKey(n); });
}

Result<Value> GraphAccess::Get(NodeId node, std::string_view key) {
  RONDO_TRY_ASSIGN(const PropertyKeyId key_id, Key(key));
  Value value;
  RONDO_TRY(transaction_.GatherNodeProperty(key_id, std::span(&node, 1), std::span(&value, 1)));
  return value;
}

Result<Value> GraphAccess::Get(EdgeId edge, std::string_view key) {
  RONDO_TRY_ASSIGN(const PropertyKeyId key_id, Key(key));
  Value value;
  RONDO_TRY(transaction_.GatherEdgeProperty(key_id, std::span(&edge, 1), std::span(&value, 1)));
  return value;
}

Result<void> GraphAccess::Set(NodeId node, std::string_view key, const Value& value) {
  RONDO_TRY_ASSIGN(const Value before, Get(node, key));
  if (Equivalent(before, value)) {
    return {};
  }
  RONDO_TRY_ASSIGN(const PropertyKeyId key_id, Key(key));
  return transaction_.SetNodeProperty(node, key_id, value);
}

Result<void> GraphAccess::Set(EdgeId edge, std::string_view key, const Value& value) {
  RONDO_TRY_ASSIGN(const Value before, Get(edge, key));
  if (Equivalent(before, value)) {
    return {};
  }
  RONDO_TRY_ASSIGN(const PropertyKeyId key_id, Key(key));
  return transaction_.SetEdgeProperty(edge, key_id, value);
}

Result<std::vector<Property>> GraphAccess::MakeProperties(const std::vector<NamedValue>& named) {
  std::vector<Property> properties;
  for (const auto& [name, value] : named) {
    if (!value.is_null()) {
      RONDO_TRY_ASSIGN(const PropertyKeyId key, Key(name));
      properties.push_back({key, value});
    }
  }
  return properties;
}

Result<NodeId> GraphAccess::CreateNode(std::string_view label,
                                       const std::vector<NamedValue>& properties,
                                       IdStretch ArticlePlaces::*place) {
  RONDO_TRY_ASSIGN(const LabelId label_id, Label(label));
  RONDO_TRY_ASSIGN(const std::vector<Property> made, MakeProperties(properties));
  const std::span labels(&label_id, 1);
  return places_ == nullptr || place == nullptr
             ? transaction_.CreateNode(labels, made)
             : CreateNodeIn(places_->*place, transaction_, labels, made);
}

Result<EdgeId> GraphAccess::CreateEdge(std::string_view type, NodeId source, NodeId target,
                                       const std::vector<NamedValue>& properties,
                                       IdStretch ArticlePlaces::*place) {
  RONDO_TRY_ASSIGN(const EdgeTypeId type_id, Type(type));
  RONDO_TRY_ASSIGN(const std::vector<Property> made, MakeProperties(properties));
  return places_ == nullptr || place == nullptr
             ? transaction_.CreateEdge(type_id, source, target, made)
             : CreateEdgeIn(places_->*place, transaction_, type_id, source, target, made);
}

Result<std::vector<GraphAccess::Neighbor>> GraphAccess::Neighbors(
    NodeId node, Direction direction, std::optional<std::string_view> type) {
  std::vector<EdgeTypeId> types;
  if (type.has_value()) {
    RONDO_TRY_ASSIGN(const EdgeTypeId type_id, Type(*type));
    types.push_back(type_id);
  }
  return Expand(node, direction, types);
}

Result<std::vector<GraphAccess::Neighbor>> GraphAccess::Neighbors(
    NodeId node, Direction direction, std::span<const std::string_view> types) {
  std::vector<EdgeTypeId> known;
  for (const std::string_view type : types) {
    if (const auto id = transaction_.FindEdgeType(type); id.has_value()) {
      known.push_back(*id);
    }
  }
  // None would mean all.
  return known.empty() ? std::vector<Neighbor>() : Expand(node, direction, known);
}

Result<std::vector<GraphAccess::Neighbor>> GraphAccess::Expand(NodeId node, Direction direction,
                                                               std::span<const EdgeTypeId> types) {
  AdjacencyBatch batch;
  RONDO_TRY(transaction_.Expand({direction, types, true}, std::span(&node, 1), batch));
  std::vector<Neighbor> neighbors;
  for (size_t index = 0; index < batch.edges.size(); ++index) {
    neighbors.push_back({batch.neighbors[index], batch.edges[index], batch.types[index]});
  }
  return neighbors;
}

Result<std::vector<EdgeId>> GraphAccess::EdgesBetween(NodeId source, NodeId target,
                                                      std::string_view type) {
  RONDO_TRY_ASSIGN(const EdgeTypeId type_id, Type(type));
  std::vector<EdgeId> edges;
  RONDO_TRY(transaction_.FindEdgesBetween({Direction::kOutgoing, std::span(&type_id, 1), false},
                                          source, target, edges));
  return edges;
}

Result<std::vector<NodeId>> GraphAccess::FindNodes(std::string_view label, std::string_view key,
                                                   const Value& value) {
  RONDO_TRY_ASSIGN(const LabelId label_id, Label(label));
  RONDO_TRY_ASSIGN(const PropertyKeyId key_id, Key(key));
  std::vector<NodeId> nodes;
  RONDO_TRY(transaction_.FindNodes(label_id, key_id, value, nodes));
  return nodes;
}

}  // namespace rondo::articles
