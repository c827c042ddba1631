#include "query/execute/operator/result_values.h"

#include <algorithm>
#include <string>
#include <utility>

namespace rondo {

namespace {

using Kind = Value::Kind;

class RecordReader {
 public:
  RecordReader(const GraphView& view, const DeletedEntities& deleted)
      : view_(view), deleted_(deleted) {}

  Result<Value> Read(const Value& value) {
    switch (value.kind()) {
      case Kind::kNode:
        return value.node_record() != nullptr ? value : ReadNode(value.node());
      case Kind::kEdge:
        return value.edge_record() != nullptr ? value : ReadEdge(value.edge());
      case Kind::kList:
        return ReadList(value);
      case Kind::kMap:
        return ReadMap(value);
      case Kind::kPath: {
        PathValue path;
        RONDO_TRY_ASSIGN(path.nodes, ReadAll(value.path().nodes));
        RONDO_TRY_ASSIGN(path.edges, ReadAll(value.path().edges));
        return Value(std::move(path));
      }
      default:
        return value;
    }
  }

 private:
  static bool HasEntities(const Value& value) {
    switch (value.kind()) {
      case Kind::kNode:
      case Kind::kEdge:
      case Kind::kPath:
        return true;
      case Kind::kList:
        return std::ranges::any_of(value.list(), HasEntities);
      case Kind::kMap:
        return std::ranges::any_of(value.map(),
                                   [](const auto& entry) { return HasEntities(entry.second); });
      default:
        return false;
    }
  }

  Result<ListValue> ReadAll(const ListValue& values) {
    ListValue read;
    read.reserve(values.size());
    for (const Value& value : values) {
      RONDO_TRY_ASSIGN(read.emplace_back(), Read(value));
    }
    return read;
  }

  Result<Value> ReadList(const Value& value) {
    if (!HasEntities(value)) {
      return value;
    }
    RONDO_TRY_ASSIGN(ListValue list, ReadAll(value.list()));
    return Value(std::move(list));
  }

  Result<Value> ReadMap(const Value& value) {
    if (!HasEntities(value)) {
      return value;
    }
    std::vector<MapValue::Entry> entries;
    for (const auto& [key, entry] : value.map()) {
      RONDO_TRY_ASSIGN(Value read, Read(entry));
      entries.emplace_back(key, std::move(read));
    }
    return Value(MapValue(std::move(entries)));
  }

  MapValue Named(const std::vector<Property>& properties) const {
    std::vector<MapValue::Entry> entries;
    entries.reserve(properties.size());
    for (const Property& property : properties) {
      entries.emplace_back(std::string(view_.PropertyKeyName(property.key)), property.value);
    }
    return MapValue(std::move(entries));
  }

  Result<Value> ReadNode(NodeId id) {
    NodeRecord record;
    record.id = id;
    if (!deleted_.nodes.contains(id)) {
      RONDO_TRY(view_.ReadLabels(id, labels_));
      for (LabelId label : labels_) {
        record.labels.emplace_back(view_.LabelName(label));
      }
      std::ranges::sort(record.labels);
      RONDO_TRY(view_.ReadNodeProperties(id, properties_));
      record.properties = Named(properties_);
    }
    return Value(std::move(record));
  }

  Result<Value> ReadEdge(EdgeId id) {
    EdgeRecord record;
    record.id = id;
    if (auto deleted = deleted_.edges.find(id); deleted != deleted_.edges.end()) {
      record.type = deleted->second;
      return Value(std::move(record));
    }
    EdgeTypeId type;
    RONDO_TRY(
        view_.GatherEdgeEndpoints({&id, 1}, {&record.source, 1}, {&record.target, 1}, {&type, 1}));
    record.type = type.valid() ? std::string(view_.EdgeTypeName(type)) : std::string();
    RONDO_TRY(view_.ReadEdgeProperties(id, properties_));
    record.properties = Named(properties_);
    return Value(std::move(record));
  }

  const GraphView& view_;
  const DeletedEntities& deleted_;
  std::vector<LabelId> labels_;
  std::vector<Property> properties_;
};

size_t SizeOfAll(const ListValue& values) {
  size_t size = 0;
  for (const Value& value : values) {
    size += MemorySizeOf(value);
  }
  return size;
}

size_t SizeOfMap(const MapValue& map) {
  size_t size = 48;
  for (const auto& [key, value] : map) {
    size += key.size() + 32 + MemorySizeOf(value);
  }
  return size;
}

}  // namespace

Result<Value> WithRecords(Value value, const GraphView& view, const DeletedEntities& deleted) {
  return MayHoldEntities(value) ? RecordReader(view, deleted).Read(value) : value;
}

size_t MemorySizeOf(const Value& value) {
  switch (value.kind()) {
    case Kind::kString:
      return sizeof(Value) + 32 + value.string().size();
    case Kind::kList:
      return sizeof(Value) + 48 + SizeOfAll(value.list());
    case Kind::kMap:
      return sizeof(Value) + SizeOfMap(value.map());
    case Kind::kNode: {
      const NodeRecord* record = value.node_record();
      return sizeof(Value) + (record == nullptr
                                  ? 0
                                  : sizeof(NodeRecord) + SizeOfMap(record->properties) +
                                        record->labels.size() * sizeof(std::string));
    }
    case Kind::kEdge: {
      const EdgeRecord* record = value.edge_record();
      return sizeof(Value) +
             (record == nullptr ? 0 : sizeof(EdgeRecord) + SizeOfMap(record->properties));
    }
    case Kind::kPath:
      return sizeof(Value) + 64 + SizeOfAll(value.path().nodes) + SizeOfAll(value.path().edges);
    default:
      return sizeof(Value);
  }
}

}  // namespace rondo
