// Indexes and constraints in a WriteTransaction.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "graph/model/value_order.h"
#include "storage/index/constraint_error.h"
#include "storage/index/index_key.h"
#include "storage/index/name_folding.h"
#include "storage/transaction/write_transaction.h"

namespace rondo {
Result<Value> WriteTransaction::NodeValue(NodeId id, PropertyKeyId key) const {
  Value value;
  RONDO_TRY(reader().GatherNodeProperty(key, {&id, 1}, {&value, 1}));
  return value;
}

Result<void> WriteTransaction::CheckUnique(const IndexDefinition& index, NodeId id,
                                           const Value& value) const {
  std::vector<NodeId> holders;
  RONDO_TRY(reader().FindNodes(index.label, index.key, value, holders));
  for (const NodeId holder : holders) {
    if (holder != id) return NotUniqueError(index.description, holder, value);
  }
  return {};
}

Result<void> WriteTransaction::ChangeEntry(const IndexDefinition& index, NodeId id,
                                           const Value& value, bool add) {
  const std::optional<IndexKey> key = MakeIndexKey(value);
  if (!key) return {};
  std::string entry = MakeIndexEntry(key->bytes, id);
  return add ? writer_->InsertEntry(index.id, std::move(entry))
             : writer_->EraseEntry(index.id, std::move(entry));
}

bool WriteTransaction::IsNameKey(PropertyKeyId key) const {
  const std::string_view name = catalog().property_keys.Name(key);
  return name == kNameProperty || name == kAliasesProperty;
}

Result<std::vector<std::string>> WriteTransaction::NamesOf(NodeId id) const {
  std::vector<std::string> names;
  for (const std::string_view property : {kNameProperty, kAliasesProperty}) {
    const std::optional<PropertyKeyId> key = catalog().property_keys.Find(property);
    if (!key) continue;
    RONDO_TRY_ASSIGN(const Value value, NodeValue(id, *key));
    AppendFoldedNames(value, names);
  }
  for (std::string& name : names) name = MakeIndexEntry(MakeNameKey(name), id);
  std::ranges::sort(names);
  const auto rest = std::ranges::unique(names);
  names.erase(rest.begin(), rest.end());
  return names;
}

Result<void> WriteTransaction::ChangeNames(NodeId id, const std::vector<std::string>& before) {
  RONDO_TRY_ASSIGN(const std::vector<std::string> after, NamesOf(id));
  for (const std::string& entry : before) {
    if (!std::ranges::binary_search(after, entry)) {
      RONDO_TRY(writer_->EraseEntry(kNameIndexId, entry));
    }
  }
  for (const std::string& entry : after) {
    if (!std::ranges::binary_search(before, entry)) {
      RONDO_TRY(writer_->InsertEntry(kNameIndexId, entry));
    }
  }
  return {};
}

Result<std::vector<std::string>> WriteTransaction::EntriesFor(const IndexDefinition& index) const {
  constexpr size_t kBatchSize = 1024;
  std::vector<std::string> entries;
  std::vector<NodeId> ids(kBatchSize);
  std::vector<Value> values(kBatchSize);
  ScanPosition position;
  size_t count = kBatchSize;
  while (count == kBatchSize) {
    RONDO_TRY_ASSIGN(count, reader().ScanNodesWithLabel(index.label, position, ids));
    RONDO_TRY(reader().GatherNodeProperty(index.key, std::span<const NodeId>(ids).first(count),
                                          std::span<Value>(values).first(count)));
    for (size_t i = 0; i < count; ++i) {
      if (const std::optional<IndexKey> key = MakeIndexKey(values[i])) {
        entries.push_back(MakeIndexEntry(key->bytes, ids[i]));
      } else if (values[i].is_null() && index.description.constraint == ConstraintKind::kExists) {
        return RuntimeError(
            ErrorCode::kConstraint, "ConstraintCreationFailed",
            fmt::format("node {} with label `{}` has no property `{}`", ids[i].value,
                        index.description.label, index.description.property));
      }
    }
  }
  std::ranges::sort(entries);
  return entries;
}

Result<void> WriteTransaction::CheckEntriesUnique(const IndexDefinition& index,
                                                  const std::vector<std::string>& entries) const {
  const auto key_of = [](const std::string& entry) {
    return std::string_view(entry).substr(0, entry.size() - sizeof(uint64_t));
  };
  for (size_t i = 0; i < entries.size(); ++i) {
    // Equal keys lie together; only those of inexact keys need a look at the values.
    for (size_t k = i + 1; k < entries.size() && key_of(entries[i]) == key_of(entries[k]); ++k) {
      const NodeId first = NodeOfIndexEntry(entries[i]);
      RONDO_TRY_ASSIGN(const Value left, NodeValue(first, index.key));
      RONDO_TRY_ASSIGN(const Value right, NodeValue(NodeOfIndexEntry(entries[k]), index.key));
      if (Equal(left, right) == true) return NotUniqueError(index.description, first, left);
    }
  }
  return {};
}

Result<void> WriteTransaction::CreateIndex(const IndexDescription& description) {
  RONDO_TRY(CheckOpen());
  RONDO_TRY_ASSIGN(const LabelId label, InternLabel(description.label));
  RONDO_TRY_ASSIGN(const PropertyKeyId key, InternPropertyKey(description.property));
  IndexDefinition index{catalog().next_index_id, description, label, key};
  if (index.description.name.empty()) {
    index.description.name =
        fmt::format("{}_{}_{}", index.has_entries() && !index.is_unique() ? "index" : "constraint",
                    description.label, description.property);
  }
  const std::string& name = index.description.name;
  const IndexDefinition* same = catalog().FindIndex(name);
  if (same == nullptr && index.has_entries()) same = catalog().FindIndex(label, key);
  if (same != nullptr) {
    return RuntimeError(
        ErrorCode::kAlreadyExists, "IndexAlreadyExists",
        fmt::format("there already is an index or constraint `{}` on `{}`.`{}`",
                    same->description.name, same->description.label, same->description.property));
  }
  RONDO_TRY_ASSIGN(const std::vector<std::string> entries, EntriesFor(index));
  if (index.is_unique()) RONDO_TRY(CheckEntriesUnique(index, entries));
  Catalog& changed = writer_->MutableCatalog();
  ++changed.next_index_id;
  changed.indexes.push_back(index);
  if (index.has_entries()) writer_->AddIndex(index.id, entries);
  undo_.push_back(
      {.kind = Undo::Kind::kIndexCreated, .id = index.id, .definition = std::move(index)});
  return {};
}

Result<void> WriteTransaction::DropIndex(std::string_view name) {
  RONDO_TRY(CheckOpen());
  const IndexDefinition* found = catalog().FindIndex(name);
  if (found == nullptr) {
    return RuntimeError(ErrorCode::kEntityNotFound, "IndexNotFound",
                        fmt::format("there is no index or constraint `{}`", name));
  }
  Undo undo{.kind = Undo::Kind::kIndexDropped, .id = found->id, .definition = *found};
  std::erase_if(writer_->MutableCatalog().indexes,
                [&](const IndexDefinition& index) { return index.id == undo.id; });
  if (undo.definition.has_entries()) {
    undo.tree = writer_->RemoveIndex(static_cast<uint32_t>(undo.id));
  }
  undo_.push_back(std::move(undo));
  return {};
}

}  // namespace rondo
