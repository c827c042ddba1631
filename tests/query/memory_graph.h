#pragma once

// A small graph in plain maps, for tests of what reads a GraphView. Slow and obvious on purpose.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/value_order.h"
#include "graph/view/graph_view.h"

namespace rondo {

class MemoryGraph final : public GraphView {
 public:
  using Properties = std::vector<std::pair<std::string, Value>>;

  NodeId AddNode(const std::vector<std::string>& labels, const Properties& properties = {}) {
    Node node;
    for (const std::string& label : labels) {
      node.labels.push_back(LabelId(Intern(labels_, label)));
    }
    std::sort(node.labels.begin(), node.labels.end());
    node.properties = MakeProperties(properties);
    NodeId id(next_node_++);
    nodes_.emplace(id, std::move(node));
    return id;
  }

  EdgeId AddEdge(NodeId source, const std::string& type, NodeId target,
                 const Properties& properties = {}) {
    EdgeId id(next_edge_++);
    edges_.emplace(id, Edge{source, target, EdgeTypeId(Intern(edge_types_, type)),
                            MakeProperties(properties)});
    return id;
  }

  void RemoveNode(NodeId id) { nodes_.erase(id); }
  void RemoveEdge(EdgeId id) { edges_.erase(id); }

  // ---- Names.
  std::optional<LabelId> FindLabel(std::string_view name) const override {
    return Find<LabelId>(labels_, name);
  }
  std::optional<EdgeTypeId> FindEdgeType(std::string_view name) const override {
    return Find<EdgeTypeId>(edge_types_, name);
  }
  std::optional<PropertyKeyId> FindPropertyKey(std::string_view name) const override {
    return Find<PropertyKeyId>(keys_, name);
  }
  std::string_view LabelName(LabelId id) const override { return labels_[id.value]; }
  std::string_view EdgeTypeName(EdgeTypeId id) const override { return edge_types_[id.value]; }
  std::string_view PropertyKeyName(PropertyKeyId id) const override { return keys_[id.value]; }
  uint32_t label_count() const override { return static_cast<uint32_t>(labels_.size()); }
  uint32_t edge_type_count() const override { return static_cast<uint32_t>(edge_types_.size()); }
  uint32_t property_key_count() const override { return static_cast<uint32_t>(keys_.size()); }

  // ---- Counters.
  uint64_t NodeCount() const override { return nodes_.size(); }
  uint64_t NodeCount(LabelId label) const override {
    return static_cast<uint64_t>(std::count_if(nodes_.begin(), nodes_.end(), [&](const auto& node) {
      return HasLabel(node.second, label);
    }));
  }
  uint64_t EdgeCount() const override { return edges_.size(); }
  uint64_t EdgeCount(EdgeTypeId type) const override {
    return static_cast<uint64_t>(std::count_if(
        edges_.begin(), edges_.end(), [&](const auto& edge) { return edge.second.type == type; }));
  }

  uint64_t EdgeCountFrom(EdgeTypeId type, LabelId label) const override {
    return static_cast<uint64_t>(std::count_if(edges_.begin(), edges_.end(), [&](const auto& edge) {
      return edge.second.type == type && HasLabel(nodes_.at(edge.second.source), label);
    }));
  }
  uint64_t EdgeCountTo(EdgeTypeId type, LabelId label) const override {
    return static_cast<uint64_t>(std::count_if(edges_.begin(), edges_.end(), [&](const auto& edge) {
      return edge.second.type == type && HasLabel(nodes_.at(edge.second.target), label);
    }));
  }

  // ---- Scans.
  Result<size_t> ScanNodes(ScanPosition& position, std::span<NodeId> out) const override {
    return Scan(nodes_, position, out, [](const Node&) { return true; });
  }
  Result<size_t> ScanNodesWithLabel(LabelId label, ScanPosition& position,
                                    std::span<NodeId> out) const override {
    return Scan(nodes_, position, out, [&](const Node& node) { return HasLabel(node, label); });
  }
  Result<size_t> ScanEdges(ScanPosition& position, std::span<EdgeId> out) const override {
    return Scan(edges_, position, out, [](const Edge&) { return true; });
  }
  Result<size_t> ScanEdgesWithType(EdgeTypeId type, ScanPosition& position,
                                   std::span<EdgeId> out) const override {
    return Scan(edges_, position, out, [&](const Edge& edge) { return edge.type == type; });
  }
  Result<void> ScanEdgesBySource(EdgeTypeId type, ScanPosition& position,
                                 EdgeColumns& out) const override {
    out.Clear();
    if (position.at_end) return {};
    std::vector<std::pair<NodeId, EdgeId>> order;
    for (const auto& [id, edge] : edges_) {
      bool wanted = edge.source.value >= position.next_id && edge.source.value < position.end_id;
      if (edge.type == type && wanted) order.emplace_back(edge.source, id);
    }
    position.at_end = next_node_ <= position.end_id;
    position.next_id = position.end_id;
    std::sort(order.begin(), order.end());
    for (const auto& [source, id] : order) {
      out.sources.push_back(source);
      out.targets.push_back(edges_.at(id).target);
      out.edges.push_back(id);
    }
    return {};
  }

  // ---- Gathers.
  Result<bool> GatherNodeIntegers(PropertyKeyId, std::span<const NodeId>, std::span<int64_t>,
                                  std::span<uint8_t>) const override {
    return false;
  }
  Result<bool> GatherEdgeIntegers(PropertyKeyId, std::span<const EdgeId>, std::span<int64_t>,
                                  std::span<uint8_t>) const override {
    return false;
  }
  Result<void> GatherNodeExists(std::span<const NodeId> ids, std::span<bool> out) const override {
    std::transform(ids.begin(), ids.end(), out.begin(),
                   [&](NodeId id) { return nodes_.contains(id); });
    return {};
  }
  Result<void> GatherEdgeExists(std::span<const EdgeId> ids, std::span<bool> out) const override {
    std::transform(ids.begin(), ids.end(), out.begin(),
                   [&](EdgeId id) { return edges_.contains(id); });
    return {};
  }
  Result<void> GatherHasLabel(LabelId label, std::span<const NodeId> ids,
                              std::span<bool> out) const override {
    std::transform(ids.begin(), ids.end(), out.begin(), [&](NodeId id) {
      auto position = nodes_.find(id);
      return position != nodes_.end() && HasLabel(position->second, label);
    });
    return {};
  }
  Result<void> GatherNodeProperty(PropertyKeyId key, std::span<const NodeId> ids,
                                  std::span<Value> out) const override {
    return GatherProperty(nodes_, key, ids, out);
  }
  Result<void> GatherEdgeProperty(PropertyKeyId key, std::span<const EdgeId> ids,
                                  std::span<Value> out) const override {
    return GatherProperty(edges_, key, ids, out);
  }
  Result<void> GatherEdgeEndpoints(std::span<const EdgeId> ids, std::span<NodeId> sources,
                                   std::span<NodeId> targets,
                                   std::span<EdgeTypeId> types) const override {
    for (size_t index = 0; index < ids.size(); ++index) {
      auto position = edges_.find(ids[index]);
      bool absent = position == edges_.end();
      if (!sources.empty()) {
        sources[index] = absent ? NodeId() : position->second.source;
      }
      if (!targets.empty()) {
        targets[index] = absent ? NodeId() : position->second.target;
      }
      if (!types.empty()) {
        types[index] = absent ? EdgeTypeId() : position->second.type;
      }
    }
    return {};
  }
  Result<void> GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                             std::span<uint64_t> out) const override {
    AdjacencyBatch adjacency;
    RONDO_TRY(Expand(options, ids, adjacency));
    for (size_t index = 0; index < ids.size(); ++index) {
      out[index] = adjacency.offsets[index + 1] - adjacency.offsets[index];
    }
    return {};
  }

  // ---- Whole entities.
  Result<void> ReadLabels(NodeId id, std::vector<LabelId>& out) const override {
    auto position = nodes_.find(id);
    out = position == nodes_.end() ? std::vector<LabelId>() : position->second.labels;
    return {};
  }
  Result<void> ReadNodeProperties(NodeId id, std::vector<Property>& out) const override {
    return ReadProperties(nodes_, id, out);
  }
  Result<void> ReadEdgeProperties(EdgeId id, std::vector<Property>& out) const override {
    return ReadProperties(edges_, id, out);
  }

  // ---- Adjacency.
  Result<void> Expand(const ExpandOptions& options, std::span<const NodeId> ids,
                      AdjacencyBatch& out) const override {
    out.Clear();
    out.offsets.push_back(0);
    for (NodeId id : ids) {
      if (options.direction != Direction::kIncoming) {
        AppendEdges(options, id, true, out);
      }
      if (options.direction != Direction::kOutgoing) {
        AppendEdges(options, id, false, out);
      }
      out.offsets.push_back(static_cast<uint32_t>(out.edges.size()));
    }
    return {};
  }
  Result<void> ExpandToNew(const ExpandOptions& options, std::span<const NodeId> ids,
                           MarkedNumbers& seen, std::vector<NodeId>& out) const override {
    AdjacencyBatch adjacency;
    RONDO_TRY(Expand(options, ids, adjacency));
    std::copy_if(adjacency.neighbors.begin(), adjacency.neighbors.end(), std::back_inserter(out),
                 [&](NodeId node) { return seen.Mark(node.value); });
    return {};
  }
  Result<void> ReadSomeProperties(NodeId id, std::span<const PropertyKeyId> keys,
                                  std::span<Value> out) const override {
    for (size_t index = 0; index < keys.size(); ++index) {
      RONDO_TRY(GatherNodeProperty(keys[index], {&id, 1}, out.subspan(index, 1)));
    }
    return {};
  }
  Result<void> FindEdgesBetween(const ExpandOptions& options, NodeId from, NodeId to,
                                std::vector<EdgeId>& out) const override {
    AdjacencyBatch adjacency;
    RONDO_TRY(Expand(options, {&from, 1}, adjacency));
    for (size_t index = 0; index < adjacency.edges.size(); ++index) {
      if (adjacency.neighbors[index] == to) {
        out.push_back(adjacency.edges[index]);
      }
    }
    return {};
  }

  // ---- Indexes: none, everything is a scan.
  bool HasNodeIndex(LabelId, PropertyKeyId) const override { return false; }
  Result<void> FindNodes(LabelId label, PropertyKeyId key, const Value& value,
                         std::vector<NodeId>& out) const override {
    for (const auto& [id, node] : nodes_) {
      auto property = node.properties.find(key);
      if (HasLabel(node, label) && property != node.properties.end() &&
          Equal(property->second, value) == true) {
        out.push_back(id);
      }
    }
    return {};
  }
  Result<void> FindNodesByNamePrefix(std::string_view, size_t,
                                     std::vector<NodeId>&) const override {
    return {};
  }
  Result<void> FindNodesByName(std::string_view, std::vector<NodeId>&) const override { return {}; }

 private:
  struct Node {
    std::vector<LabelId> labels;
    std::map<PropertyKeyId, Value> properties;
  };
  struct Edge {
    NodeId source;
    NodeId target;
    EdgeTypeId type;
    std::map<PropertyKeyId, Value> properties;
  };

  static uint32_t Intern(std::vector<std::string>& names, const std::string& name) {
    auto position = std::find(names.begin(), names.end(), name);
    auto index = static_cast<uint32_t>(position - names.begin());
    if (position == names.end()) {
      names.push_back(name);
    }
    return index;
  }
  template <typename Id>
  static std::optional<Id> Find(const std::vector<std::string>& names, std::string_view name) {
    auto position = std::find(names.begin(), names.end(), name);
    return position == names.end()
               ? std::nullopt
               : std::optional<Id>(Id(static_cast<uint32_t>(position - names.begin())));
  }
  std::map<PropertyKeyId, Value> MakeProperties(const Properties& properties) {
    std::map<PropertyKeyId, Value> made;
    for (const auto& [key, value] : properties) {
      made[PropertyKeyId(Intern(keys_, key))] = value;
    }
    return made;
  }
  static bool HasLabel(const Node& node, LabelId label) {
    return std::binary_search(node.labels.begin(), node.labels.end(), label);
  }
  template <typename Entities, typename Id, typename Wanted>
  static Result<size_t> Scan(const Entities& entities, ScanPosition& position, std::span<Id> out,
                             const Wanted& wanted) {
    size_t count = 0;
    for (auto it = entities.lower_bound(Id(position.next_id));
         it != entities.end() && count < out.size(); ++it) {
      if (it->first.value >= position.end_id) {
        position.next_id = position.end_id;
        return count;
      }
      position.next_id = it->first.value + 1;
      if (wanted(it->second)) {
        out[count++] = it->first;
      }
    }
    position.at_end = count < out.size();
    return count;
  }
  template <typename Entities, typename Id>
  static Result<void> GatherProperty(const Entities& entities, PropertyKeyId key,
                                     std::span<const Id> ids, std::span<Value> out) {
    for (size_t index = 0; index < ids.size(); ++index) {
      out[index] = Value();
      auto entity = entities.find(ids[index]);
      if (entity != entities.end()) {
        auto property = entity->second.properties.find(key);
        out[index] = property == entity->second.properties.end() ? Value() : property->second;
      }
    }
    return {};
  }
  template <typename Entities, typename Id>
  static Result<void> ReadProperties(const Entities& entities, Id id, std::vector<Property>& out) {
    out.clear();
    if (auto entity = entities.find(id); entity != entities.end()) {
      for (const auto& [key, value] : entity->second.properties) {
        out.push_back({key, value});
      }
    }
    return {};
  }
  void AppendEdges(const ExpandOptions& options, NodeId id, bool outgoing,
                   AdjacencyBatch& out) const {
    std::vector<std::tuple<EdgeTypeId, NodeId, EdgeId>> found;
    for (const auto& [edge_id, edge] : edges_) {
      bool of_type = options.types.empty() || std::find(options.types.begin(), options.types.end(),
                                                        edge.type) != options.types.end();
      bool second_look =
          !outgoing && options.direction == Direction::kBoth && edge.source == edge.target;
      if (of_type && !second_look && (outgoing ? edge.source : edge.target) == id) {
        found.emplace_back(edge.type, outgoing ? edge.target : edge.source, edge_id);
      }
    }
    std::sort(found.begin(), found.end());
    for (const auto& [type, neighbor, edge_id] : found) {
      out.neighbors.push_back(neighbor);
      out.edges.push_back(edge_id);
      if (options.with_types) {
        out.types.push_back(type);
      }
    }
  }

  std::vector<std::string> labels_;
  std::vector<std::string> edge_types_;
  std::vector<std::string> keys_;
  std::map<NodeId, Node> nodes_;
  std::map<EdgeId, Edge> edges_;
  uint64_t next_node_ = 0;
  uint64_t next_edge_ = 0;
};

}  // namespace rondo
