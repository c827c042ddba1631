#include "query/execute/procedure/schema_entry.h"

#include <algorithm>

#include "query/syntax/name_text.h"

namespace rondo {
namespace {

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
  const std::string demand = entry.is_unique ? "UNIQUE" : "NOT NULL";
  return "CREATE CONSTRAINT " + VariableText(entry.name) + " FOR " + element + " REQUIRE (" +
         properties + ") IS " + demand;
}

}  // namespace

SchemaEntry DescribeIndex(const IndexDescription& index) {
  SchemaEntry entry;
  entry.name = index.name;
  entry.is_constraint = index.constraint.has_value();
  entry.is_unique = index.constraint == ConstraintKind::kUnique;
  entry.has_entries = index.constraint != ConstraintKind::kExists;
  entry.entity_type = "NODE";
  if (entry.is_constraint) {
    entry.constraint_type = entry.is_unique ? "UNIQUENESS" : "NODE_PROPERTY_EXISTENCE";
  }
  entry.label = index.label;
  entry.properties = {index.property};
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
