#pragma once

// SchemaEntry: an index or constraint in the words that users of other graph databases know; what
// SHOW and the procedures print. The one place that reads an IndexDescription for people.
// Thread rule: free functions without state.

#include <span>
#include <string>
#include <vector>

#include "storage/store.h"

namespace rondo {

struct SchemaEntry {
  std::string name;
  bool is_constraint = false;
  bool has_entries = true;  // Whether lookups can use it.
  bool is_unique = false;
  std::string constraint_type;  // "UNIQUENESS", "NODE_KEY", ...; empty: an index.
  std::string entity_type;      // "NODE" or "RELATIONSHIP".
  std::string label;            // Or edge type.
  std::vector<std::string> properties;
  std::string property_type;     // Of a type constraint, else empty.
  std::string create_statement;  // Makes it again.
};

SchemaEntry DescribeIndex(const IndexDescription& index);

/// The entries by name.
std::vector<SchemaEntry> DescribeIndexes(std::span<const IndexDescription> indexes);

}  // namespace rondo
