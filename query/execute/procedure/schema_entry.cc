#include "query/execute/procedure/schema_entry.h"

#include <algorithm>
#include <string_view>

#include "query/syntax/name_text.h"

namespace rondo {
namespace {

std::string_view ConstraintType(const IndexDescription& index) {
  switch (*index.constraint) {
    case ConstraintKind::kUnique:
      return index.on_edges ? "RELATIONSHIP_UNIQUENESS" : "UNIQUENESS";
    case ConstraintKind::kExists:
      return index.on_edges ? "RELATIONSHIP_PROPERTY_EXISTENCE" : "NODE_PROPERTY_EXISTENCE";
    case ConstraintKind::kType:
      return index.on_edges ? "RELATIONSHIP_PROPERTY_TYPE" : "NODE_PROPERTY_TYPE";
    case ConstraintKind::kKey:
      return index.on_edges ? "RELATIONSHIP_KEY" : "NODE_KEY";
  }
  return "";
}

std::string Demand(const SchemaEntry& entry) {
  if (!entry.property_type.empty()) {
    return ":: " + entry.property_type;
  }
  if (entry.constraint_type.ends_with("_KEY")) {
    return entry.entity_type == "NODE" ? "NODE KEY" : "RELATIONSHIP KEY";
  }
  return entry.is_unique ? "UNIQUE" : "NOT NULL";
}

std::string CreateStatement(const SchemaEntry& entry) {
  std::string properties;
  for (const std::string& property : entry.properties) {
    properties += (properties.empty() ? "" : ", ") + ("e." + SchemaNameText(property));
  }
  const std::string element = entry.entity_type == "NODE"
                                  ? "(e:" + LabelText(entry.label) + ")"
                                  : "()-[e:" + LabelText(entry.label) + "]-()";
  if (!entry.is_constraint) {
    return "CREATE INDEX " + VariableText(entry.name) + " FOR " + element + " ON (" + properties +
           ")";
  }
  return "CREATE CONSTRAINT " + VariableText(entry.name) + " FOR " + element + " REQUIRE (" +
         properties + ") IS " + Demand(entry);
}

}  // namespace

SchemaEntry DescribeIndex(const IndexDescription& index) {
  SchemaEntry entry;
  entry.name = index.name;
  entry.is_constraint = index.constraint.has_value();
  entry.is_unique =
      index.constraint == ConstraintKind::kUnique || index.constraint == ConstraintKind::kKey;
  entry.has_entries = !entry.is_constraint || entry.is_unique;
  entry.entity_type = index.on_edges ? "RELATIONSHIP" : "NODE";
  if (entry.is_constraint) {
    entry.constraint_type = ConstraintType(index);
  }
  entry.property_type = index.type_name;
  entry.label = index.label;
  entry.properties = {index.property};
  entry.properties.insert(entry.properties.end(), index.more_properties.begin(),
                          index.more_properties.end());
  entry.create_statement = CreateStatement(entry);
  return entry;
}

std::vector<SchemaEntry> DescribeIndexes(std::span<const IndexDescription> indexes) {
  std::vector<SchemaEntry> entries;
  for (const IndexDescription& index : indexes) {
    entries.push_back(DescribeIndex(index));
  }
  std::ranges::sort(entries, {}, &SchemaEntry::name);
  return entries;
}

}  // namespace rondo
