#pragma once

// Catalog: the names of labels, edge types and property keys, and the indexes. A published catalog
// never changes; a transaction that adds to it works on a copy. Names outlive the catalog that they
// were added to, for copies share them.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/base/check.h"
#include "graph/model/ids.h"
#include "storage/index/value_type.h"
#include "storage/store.h"

namespace rondo {

/// Names with dense ids.
template <typename Id>
class NameTable {
 public:
  std::optional<Id> Find(std::string_view name) const {
    const auto at = ids_.find(name);
    if (at == ids_.end()) return std::nullopt;
    return at->second;
  }
  /// REQUIRES: `id` is less than size().
  std::string_view Name(Id id) const {
    RONDO_CHECK(id.value < names_.size());
    return *names_[id.value];
  }
  uint32_t size() const { return static_cast<uint32_t>(names_.size()); }
  /// REQUIRES: the name is new.
  Id Add(std::string_view name) {
    const Id id(size());
    names_.push_back(std::make_shared<const std::string>(name));
    ids_.emplace(*names_.back(), id);
    return id;
  }

 private:
  std::vector<std::shared_ptr<const std::string>> names_;
  std::unordered_map<std::string_view, Id> ids_;  // Views of names_.
};

/// An index or constraint. Constraints that only demand existence or a type keep no entries.
struct IndexDefinition {
  uint32_t id = 0;
  IndexDescription description;
  LabelId label;         // Invalid on edges.
  EdgeTypeId edge_type;  // Invalid on nodes.
  std::vector<PropertyKeyId> keys;
  ValueType value_type;

  bool on_edges() const { return description.on_edges; }
  bool has_entries() const {
    return !description.constraint || *description.constraint == ConstraintKind::kUnique ||
           *description.constraint == ConstraintKind::kKey;
  }
  bool is_unique() const { return description.constraint.has_value() && has_entries(); }
  bool demands_existence() const {
    return description.constraint == ConstraintKind::kExists ||
           description.constraint == ConstraintKind::kKey;
  }
  bool demands_type() const { return description.constraint == ConstraintKind::kType; }
  bool Covers(PropertyKeyId key) const {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }
};

/// The id of the index of names; others count from 1.
inline constexpr uint32_t kNameIndexId = 0;
/// The properties whose text the index of names holds.
inline constexpr std::string_view kNameProperty = "name";
inline constexpr std::string_view kAliasesProperty = "aliases";

struct Catalog {
  NameTable<LabelId> labels;
  NameTable<EdgeTypeId> edge_types;
  NameTable<PropertyKeyId> property_keys;
  std::vector<IndexDefinition> indexes;  // Ascending by id.
  uint32_t next_index_id = kNameIndexId + 1;

  const IndexDefinition* FindIndex(std::string_view name) const;
  /// The index on this property of nodes alone.
  const IndexDefinition* FindIndex(LabelId label, PropertyKeyId key) const;
  /// The index with entries for exactly the same things as `index`.
  const IndexDefinition* FindSame(const IndexDefinition& index) const;
};

/// The catalog as one record.
std::string EncodeCatalog(const Catalog& catalog);
Result<Catalog> DecodeCatalog(std::string_view record);

}  // namespace rondo
