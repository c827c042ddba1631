#include "tools/export/select/record_reader.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace rondo {

MapValue RecordReader::TakeProperties() {
  std::vector<MapValue::Entry> entries;
  entries.reserve(properties_.size());
  for (Property& property : properties_) {
    entries.emplace_back(std::string(view_.PropertyKeyName(property.key)),
                         std::move(property.value));
  }
  return MapValue(std::move(entries));
}

Result<NodeRecord> RecordReader::ReadNode(NodeId id) {
  NodeRecord record;
  record.id = id;
  RONDO_TRY(view_.ReadLabels(id, labels_));
  for (LabelId label : labels_) {
    record.labels.emplace_back(view_.LabelName(label));
  }
  std::sort(record.labels.begin(), record.labels.end());
  RONDO_TRY(view_.ReadNodeProperties(id, properties_));
  record.properties = TakeProperties();
  return record;
}

Result<EdgeRecord> RecordReader::ReadEdge(EdgeId id) {
  EdgeRecord record;
  record.id = id;
  EdgeTypeId type;
  RONDO_TRY(view_.GatherEdgeEndpoints(std::span(&id, 1), std::span(&record.source, 1),
                                      std::span(&record.target, 1), std::span(&type, 1)));
  record.type = view_.EdgeTypeName(type);
  RONDO_TRY(view_.ReadEdgeProperties(id, properties_));
  record.properties = TakeProperties();
  return record;
}

}  // namespace rondo
