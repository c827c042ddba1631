#include "storage/root/catalog.h"

#include <algorithm>
#include <utility>

#include "storage/codec/frame.h"
#include "storage/codec/record_codec.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

template <typename Id>
std::vector<std::string> NamesOf(const NameTable<Id>& table) {
  std::vector<std::string> names;
  names.reserve(table.size());
  for (uint32_t i = 0; i < table.size(); ++i) names.emplace_back(table.Name(Id(i)));
  return names;
}

template <typename Id>
bool FillTable(const std::vector<std::string>& names, NameTable<Id>& table) {
  for (const std::string& name : names) {
    if (table.Find(name)) return false;
    table.Add(name);
  }
  return true;
}

Error Malformed();

Result<IndexDefinition> DecodeIndex(const IndexRecord& entry, const Catalog& catalog) {
  const uint32_t name_count = entry.on_edges ? catalog.edge_types.size() : catalog.labels.size();
  if (entry.label >= name_count || entry.constraint > 4) return Malformed();
  IndexDefinition index;
  index.id = entry.id;
  index.description.name = entry.name;
  index.description.on_edges = entry.on_edges;
  if (entry.on_edges) {
    index.edge_type = EdgeTypeId(entry.label);
    index.description.label = catalog.edge_types.Name(index.edge_type);
  } else {
    index.label = LabelId(entry.label);
    index.description.label = catalog.labels.Name(index.label);
  }
  std::vector<uint32_t> keys = {entry.property_key};
  keys.insert(keys.end(), entry.more_property_keys.begin(), entry.more_property_keys.end());
  for (const uint32_t key : keys) {
    if (key >= catalog.property_keys.size()) return Malformed();
    index.keys.push_back(PropertyKeyId(key));
    const std::string_view name = catalog.property_keys.Name(PropertyKeyId(key));
    if (index.keys.size() == 1) {
      index.description.property = name;
    } else {
      index.description.more_properties.emplace_back(name);
    }
  }
  if (entry.constraint > 0) {
    index.description.constraint = static_cast<ConstraintKind>(entry.constraint - 1);
  }
  index.description.type_name = entry.type_name;
  if (index.demands_type()) {
    Result<ValueType> type = ValueType::Parse(entry.type_name);
    if (!type.ok()) return Malformed();
    index.value_type = std::move(type).value();
  }
  return index;
}

Error Malformed() { return CorruptionError("MalformedCatalog", "the catalog is malformed"); }

}  // namespace

const IndexDefinition* Catalog::FindIndex(std::string_view name) const {
  const auto at = std::find_if(indexes.begin(), indexes.end(), [&](const IndexDefinition& index) {
    return index.description.name == name;
  });
  return at == indexes.end() ? nullptr : &*at;
}

const IndexDefinition* Catalog::FindIndex(LabelId label, PropertyKeyId key) const {
  const auto at = std::find_if(indexes.begin(), indexes.end(), [&](const IndexDefinition& index) {
    return index.has_entries() && index.label == label && index.keys.size() == 1 &&
           index.keys.front() == key;
  });
  return at == indexes.end() ? nullptr : &*at;
}

const IndexDefinition* Catalog::FindSame(const IndexDefinition& index) const {
  const auto at = std::find_if(indexes.begin(), indexes.end(), [&](const IndexDefinition& other) {
    return other.has_entries() && other.label == index.label &&
           other.edge_type == index.edge_type && other.keys == index.keys;
  });
  return at == indexes.end() ? nullptr : &*at;
}

std::string EncodeCatalog(const Catalog& catalog) {
  CatalogRecord record;
  record.labels = NamesOf(catalog.labels);
  record.edge_types = NamesOf(catalog.edge_types);
  record.property_keys = NamesOf(catalog.property_keys);
  record.next_index_id = catalog.next_index_id;
  for (const IndexDefinition& index : catalog.indexes) {
    IndexRecord& entry = record.indexes.emplace_back();
    entry.id = index.id;
    entry.name = index.description.name;
    entry.label = index.on_edges() ? index.edge_type.value : index.label.value;
    entry.property_key = index.keys.front().value;
    entry.on_edges = index.on_edges();
    for (size_t i = 1; i < index.keys.size(); ++i) {
      entry.more_property_keys.push_back(index.keys[i].value);
    }
    entry.type_name = index.description.type_name;
    entry.constraint =
        index.description.constraint ? static_cast<uint8_t>(*index.description.constraint) + 1 : 0;
  }
  std::string out;
  AppendFrame(FrameKind::kBase, EncodeCatalogRecord(record), out);
  return out;
}

Result<Catalog> DecodeCatalog(std::string_view bytes) {
  RONDO_TRY_ASSIGN(const std::string_view payload, UnwrapFrame(bytes));
  RONDO_TRY_ASSIGN(const CatalogRecord record, DecodeCatalogRecord(payload));
  Catalog catalog;
  if (!FillTable(record.labels, catalog.labels) ||
      !FillTable(record.edge_types, catalog.edge_types) ||
      !FillTable(record.property_keys, catalog.property_keys)) {
    return Malformed();
  }
  catalog.next_index_id = record.next_index_id;
  for (const IndexRecord& entry : record.indexes) {
    RONDO_TRY_ASSIGN(IndexDefinition index, DecodeIndex(entry, catalog));
    if (entry.id >= record.next_index_id) return Malformed();
    catalog.indexes.push_back(std::move(index));
  }
  return catalog;
}

}  // namespace rondo
