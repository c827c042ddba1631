#pragma once

// ReaderView: a GraphView (Base: Snapshot or Transaction) that answers through a GraphReader.

#include "storage/root/graph_reader.h"

namespace rondo {

template <typename Base>
class ReaderView : public Base {
 public:
  std::optional<LabelId> FindLabel(std::string_view name) const override {
    return catalog().labels.Find(name);
  }
  std::optional<EdgeTypeId> FindEdgeType(std::string_view name) const override {
    return catalog().edge_types.Find(name);
  }
  std::optional<PropertyKeyId> FindPropertyKey(std::string_view name) const override {
    return catalog().property_keys.Find(name);
  }
  std::string_view LabelName(LabelId id) const override { return catalog().labels.Name(id); }
  std::string_view EdgeTypeName(EdgeTypeId id) const override {
    return catalog().edge_types.Name(id);
  }
  std::string_view PropertyKeyName(PropertyKeyId id) const override {
    return catalog().property_keys.Name(id);
  }
  uint32_t label_count() const override { return catalog().labels.size(); }
  uint32_t edge_type_count() const override { return catalog().edge_types.size(); }
  uint32_t property_key_count() const override { return catalog().property_keys.size(); }

  uint64_t NodeCount() const override { return reader_.root().counters.node_count; }
  uint64_t NodeCount(LabelId label) const override {
    return CounterAt(reader_.root().counters.by_label, label.value);
  }
  uint64_t EdgeCount() const override { return reader_.root().counters.edge_count; }
  uint64_t EdgeCount(EdgeTypeId type) const override {
    return CounterAt(reader_.root().counters.by_edge_type, type.value);
  }
  uint64_t EdgeCountFrom(EdgeTypeId type, LabelId label) const override {
    return reader_.root().counters.by_source.At(type, label);
  }
  uint64_t EdgeCountTo(EdgeTypeId type, LabelId label) const override {
    return reader_.root().counters.by_target.At(type, label);
  }

  Result<size_t> ScanNodes(ScanPosition& position, std::span<NodeId> out) const override {
    return reader_.ScanNodes(position, out);
  }
  Result<size_t> ScanNodesWithLabel(LabelId label, ScanPosition& position,
                                    std::span<NodeId> out) const override {
    return reader_.ScanNodesWithLabel(label, position, out);
  }
  Result<size_t> ScanEdges(ScanPosition& position, std::span<EdgeId> out) const override {
    return reader_.ScanEdges(position, out);
  }
  Result<size_t> ScanEdgesWithType(EdgeTypeId type, ScanPosition& position,
                                   std::span<EdgeId> out) const override {
    return reader_.ScanEdgesWithType(type, position, out);
  }
  Result<void> ScanEdgesBySource(EdgeTypeId type, ScanPosition& position,
                                 EdgeColumns& out) const override {
    return reader_.ScanEdgesBySource(type, position, out);
  }

  Result<void> GatherNodeExists(std::span<const NodeId> ids, std::span<bool> out) const override {
    return reader_.GatherNodeExists(ids, out);
  }
  Result<void> GatherEdgeExists(std::span<const EdgeId> ids, std::span<bool> out) const override {
    return reader_.GatherEdgeExists(ids, out);
  }
  Result<void> GatherHasLabel(LabelId label, std::span<const NodeId> ids,
                              std::span<bool> out) const override {
    return reader_.GatherHasLabel(label, ids, out);
  }
  Result<void> GatherNodeProperty(PropertyKeyId key, std::span<const NodeId> ids,
                                  std::span<Value> out) const override {
    return reader_.GatherNodeProperty(key, ids, out);
  }
  Result<void> GatherEdgeProperty(PropertyKeyId key, std::span<const EdgeId> ids,
                                  std::span<Value> out) const override {
    return reader_.GatherEdgeProperty(key, ids, out);
  }
  Result<bool> GatherNodeIntegers(PropertyKeyId key, std::span<const NodeId> ids,
                                  std::span<int64_t> out,
                                  std::span<uint8_t> is_null) const override {
    return reader_.GatherNodeIntegers(key, ids, out, is_null);
  }
  Result<bool> GatherEdgeIntegers(PropertyKeyId key, std::span<const EdgeId> ids,
                                  std::span<int64_t> out,
                                  std::span<uint8_t> is_null) const override {
    return reader_.GatherEdgeIntegers(key, ids, out, is_null);
  }
  Result<bool> ReadEdgeIntegers(PropertyKeyId key, EdgeId first, std::span<int64_t> out,
                                std::span<uint8_t> is_null) const override {
    return reader_.ReadEdgeIntegers(key, first, out, is_null);
  }
  Result<void> GatherEdgeEndpoints(std::span<const EdgeId> ids, std::span<NodeId> sources,
                                   std::span<NodeId> targets,
                                   std::span<EdgeTypeId> types) const override {
    return reader_.GatherEdgeEndpoints(ids, sources, targets, types);
  }
  Result<void> GatherDegrees(const ExpandOptions& options, std::span<const NodeId> ids,
                             std::span<uint64_t> out) const override {
    return reader_.GatherDegrees(options, ids, out);
  }

  Result<void> ReadLabels(NodeId id, std::vector<LabelId>& out) const override {
    return reader_.ReadLabels(id, out);
  }
  Result<void> ReadNodeProperties(NodeId id, std::vector<Property>& out) const override {
    return reader_.ReadNodeProperties(id, out);
  }
  Result<void> ReadEdgeProperties(EdgeId id, std::vector<Property>& out) const override {
    return reader_.ReadEdgeProperties(id, out);
  }
  Result<void> Expand(const ExpandOptions& options, std::span<const NodeId> ids,
                      AdjacencyBatch& out) const override {
    return reader_.Expand(options, ids, out);
  }
  Result<void> ExpandToNew(const ExpandOptions& options, std::span<const NodeId> ids,
                           MarkedNumbers& seen, std::vector<NodeId>& out) const override {
    return reader_.ExpandToNew(options, ids, seen, out);
  }
  Result<void> ReadSomeProperties(NodeId id, std::span<const PropertyKeyId> keys,
                                  std::span<Value> out) const override {
    return reader_.ReadSomeProperties(id, keys, out);
  }
  Result<void> FindEdgesBetween(const ExpandOptions& options, NodeId from, NodeId to,
                                std::vector<EdgeId>& out) const override {
    return reader_.FindEdgesBetween(options, from, to, out);
  }

  bool HasNodeIndex(LabelId label, PropertyKeyId key) const override {
    return reader_.HasNodeIndex(label, key);
  }
  Result<void> FindNodes(LabelId label, PropertyKeyId key, const Value& value,
                         std::vector<NodeId>& out) const override {
    return reader_.FindNodes(label, key, value, out);
  }
  Result<bool> FindNodesInRange(LabelId label, PropertyKeyId key, const ValueRange& range,
                                size_t count_max, std::vector<NodeId>& out) const override {
    return reader_.FindNodesInRange(label, key, range, count_max, out);
  }
  std::vector<std::vector<PropertyKeyId>> CompositeIndexes(LabelId label) const override {
    return reader_.CompositeIndexes(label);
  }
  Result<bool> FindNodesByAll(LabelId label, std::span<const PropertyKeyId> keys,
                              std::span<const Value> values,
                              std::vector<NodeId>& out) const override {
    return reader_.FindNodesByAll(label, keys, values, out);
  }
  Result<void> FindNodesByNamePrefix(std::string_view prefix, size_t limit,
                                     std::vector<NodeId>& out) const override {
    return reader_.FindNodesByNamePrefix(prefix, limit, out);
  }
  Result<void> FindNodesByName(std::string_view name, std::vector<NodeId>& out) const override {
    return reader_.FindNodesByName(name, out);
  }

 protected:
  explicit ReaderView(const GraphReader& reader) : reader_(reader) {}
  const GraphReader& reader() const { return reader_; }

 private:
  const Catalog& catalog() const { return *reader_.root().catalog; }

  GraphReader reader_;
};

}  // namespace rondo
