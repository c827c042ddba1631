#include "storage/root/catalog.h"

#include <algorithm>

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
    return index.has_entries() && index.label == label && index.key == key;
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
    entry.label = index.label.value;
    entry.property_key = index.key.value;
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
    if (entry.label >= catalog.labels.size() ||
        entry.property_key >= catalog.property_keys.size() || entry.id >= record.next_index_id ||
        entry.constraint > 2) {
      return Malformed();
    }
    IndexDefinition& index = catalog.indexes.emplace_back();
    index.id = entry.id;
    index.label = LabelId(entry.label);
    index.key = PropertyKeyId(entry.property_key);
    index.description.name = entry.name;
    index.description.label = catalog.labels.Name(index.label);
    index.description.property = catalog.property_keys.Name(index.key);
    if (entry.constraint > 0) {
      index.description.constraint = static_cast<ConstraintKind>(entry.constraint - 1);
    }
  }
  return catalog;
}

}  // namespace rondo
