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
namespace {

bool AllEqual(std::span<const Value> left, std::span<const Value> right) {
  return std::ranges::equal(left, right,
                            [](const Value& a, const Value& b) { return Equal(a, b) == true; });
}

}  // namespace
Result<Value> WriteTransaction::NodeValue(NodeId id, PropertyKeyId key) const {
  Value value;
  RONDO_TRY(reader().GatherNodeProperty(key, {&id, 1}, {&value, 1}));
  return value;
}

Result<std::vector<Value>> WriteTransaction::ValuesOf(const IndexDefinition& index,
                                                      uint64_t id) const {
  std::vector<Value> values(index.keys.size());
  const NodeId node(id);
  const EdgeId edge(id);
  for (size_t i = 0; i < values.size(); ++i) {
    RONDO_TRY(index.on_edges()
                  ? reader().GatherEdgeProperty(index.keys[i], {&edge, 1}, {&values[i], 1})
                  : reader().GatherNodeProperty(index.keys[i], {&node, 1}, {&values[i], 1}));
  }
  return values;
}

Result<void> WriteTransaction::CheckValues(const IndexDefinition& index, uint64_t id,
                                           std::span<const Value> values) const {
  if (index.demands_type()) {
    for (const Value& value : values) {
      if (!index.value_type.Matches(value)) return WrongTypeError(index.description, id, value);
    }
  }
  if (!index.is_unique()) return {};
  const std::optional<IndexKey> key = MakeCompositeKey(values);
  if (!key) return {};
  std::vector<uint64_t> holders;
  {
    const EpochGuard guard(core_.epochs);
    RONDO_TRY(reader().VisitIndex(*writer_->root().FindIndex(index.id), key->bytes,
                                  [&](std::string_view entry) {
                                    if (!entry.starts_with(key->bytes)) return false;
                                    if (IdOfIndexEntry(entry) != id)
                                      holders.push_back(IdOfIndexEntry(entry));
                                    return true;
                                  }));
  }
  for (const uint64_t holder : holders) {
    if (!key->exact) {
      RONDO_TRY_ASSIGN(const std::vector<Value> theirs, ValuesOf(index, holder));
      if (!AllEqual(theirs, values)) continue;
    }
    return NotUniqueError(index.description, holder, values);
  }
  return {};
}

Result<void> WriteTransaction::CheckChange(const IndexDefinition& index, uint64_t id,
                                           PropertyKeyId key, const Value& value) const {
  if ((!index.is_unique() && !index.demands_type()) || !index.Covers(key)) return {};
  if (index.keys.size() == 1) return CheckValues(index, id, {&value, 1});
  RONDO_TRY_ASSIGN(std::vector<Value> values, ValuesOf(index, id));
  for (size_t i = 0; i < values.size(); ++i) {
    if (index.keys[i] == key) values[i] = value;
  }
  return CheckValues(index, id, values);
}

Result<void> WriteTransaction::ChangeEntry(const IndexDefinition& index, uint64_t id, bool add) {
  RONDO_TRY_ASSIGN(const std::vector<Value> values, ValuesOf(index, id));
  const std::optional<IndexKey> key = MakeCompositeKey(values);
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
  names.erase(std::unique(names.begin(), names.end()), names.end());
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

Result<void> WriteTransaction::AppendEntries(const IndexDefinition& index,
                                             std::span<const uint64_t> ids,
                                             std::vector<std::string>& entries) const {
  const auto refuse = [&](Error error) {
    error.detail = "ConstraintCreationFailed";
    error.hint = "change what breaks it, then create it";
    return error;
  };
  for (const uint64_t id : ids) {
    RONDO_TRY_ASSIGN(const std::vector<Value> values, ValuesOf(index, id));
    for (const Value& value : values) {
      if (value.is_null() && index.demands_existence()) {
        return refuse(MissingPropertyError(index.description, id));
      }
      if (index.demands_type() && !index.value_type.Matches(value)) {
        return refuse(WrongTypeError(index.description, id, value));
      }
    }
    if (!index.has_entries()) continue;
    if (const std::optional<IndexKey> key = MakeCompositeKey(values)) {
      entries.push_back(MakeIndexEntry(key->bytes, id));
    }
  }
  return {};
}

Result<std::vector<std::string>> WriteTransaction::EntriesFor(const IndexDefinition& index) const {
  constexpr size_t kBatchSize = 1024;
  std::vector<std::string> entries;
  std::vector<uint64_t> ids;
  std::vector<NodeId> nodes(index.on_edges() ? 0 : kBatchSize);
  std::vector<EdgeId> edges(index.on_edges() ? kBatchSize : 0);
  ScanPosition position;
  while (!position.at_end) {
    ids.clear();
    if (index.on_edges()) {
      RONDO_TRY_ASSIGN(const size_t count,
                       reader().ScanEdgesWithType(index.edge_type, position, edges));
      for (size_t i = 0; i < count; ++i) ids.push_back(edges[i].value);
    } else {
      RONDO_TRY_ASSIGN(const size_t count,
                       reader().ScanNodesWithLabel(index.label, position, nodes));
      for (size_t i = 0; i < count; ++i) ids.push_back(nodes[i].value);
    }
    RONDO_TRY(AppendEntries(index, ids, entries));
  }
  std::ranges::sort(entries);
  return entries;
}

Result<void> WriteTransaction::CheckEntriesUnique(const IndexDefinition& index,
                                                  const std::vector<std::string>& entries) const {
  for (size_t i = 0; i < entries.size(); ++i) {
    // Equal keys lie together; only those of inexact keys need a look at the values.
    for (size_t k = i + 1;
         k < entries.size() && KeyOfIndexEntry(entries[i]) == KeyOfIndexEntry(entries[k]); ++k) {
      const uint64_t first = IdOfIndexEntry(entries[i]);
      RONDO_TRY_ASSIGN(const std::vector<Value> left, ValuesOf(index, first));
      RONDO_TRY_ASSIGN(const std::vector<Value> right, ValuesOf(index, IdOfIndexEntry(entries[k])));
      if (AllEqual(left, right)) return NotUniqueError(index.description, first, left);
    }
  }
  return {};
}

Result<IndexDefinition> WriteTransaction::Define(const IndexDescription& description) {
  IndexDefinition index;
  index.id = catalog().next_index_id;
  index.description = description;
  if (index.demands_type()) {
    RONDO_TRY_ASSIGN(index.value_type, ValueType::Parse(description.type_name));
  }
  if (description.on_edges) {
    RONDO_TRY_ASSIGN(index.edge_type, InternEdgeType(description.label));
  } else {
    RONDO_TRY_ASSIGN(index.label, InternLabel(description.label));
  }
  RONDO_TRY_ASSIGN(const PropertyKeyId first, InternPropertyKey(description.property));
  index.keys.push_back(first);
  for (const std::string& property : description.more_properties) {
    RONDO_TRY_ASSIGN(const PropertyKeyId key, InternPropertyKey(property));
    if (index.Covers(key)) {
      return RuntimeError(ErrorCode::kArgument, "DuplicateProperty",
                          fmt::format("the property `{}` comes twice", property));
    }
    index.keys.push_back(key);
  }
  std::string& name = index.description.name;
  if (name.empty()) {
    name = fmt::format("{}_{}_{}", description.constraint ? "constraint" : "index",
                       description.label, description.property);
    for (const std::string& property : description.more_properties) name += "_" + property;
  }
  return index;
}

Result<void> WriteTransaction::CreateIndex(const IndexDescription& description) {
  RONDO_TRY(CheckOpen());
  RONDO_TRY_ASSIGN(IndexDefinition index, Define(description));
  const IndexDefinition* same = catalog().FindIndex(index.description.name);
  if (same == nullptr && index.has_entries()) same = catalog().FindSame(index);
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
  undo_.push_back({.kind = Undo::Kind::kIndexCreated,
                   .id = index.id,
                   .index = std::make_unique<IndexUndo>(IndexUndo{std::move(index), nullptr})});
  return {};
}

Result<void> WriteTransaction::DropIndex(std::string_view name) {
  RONDO_TRY(CheckOpen());
  const IndexDefinition* found = catalog().FindIndex(name);
  if (found == nullptr) {
    return RuntimeError(ErrorCode::kEntityNotFound, "IndexNotFound",
                        fmt::format("there is no index or constraint `{}`", name));
  }
  Undo undo{.kind = Undo::Kind::kIndexDropped,
            .id = found->id,
            .index = std::make_unique<IndexUndo>(IndexUndo{*found, nullptr})};
  std::erase_if(writer_->MutableCatalog().indexes,
                [&](const IndexDefinition& index) { return index.id == undo.id; });
  if (undo.index->definition.has_entries()) {
    undo.index->tree = writer_->RemoveIndex(static_cast<uint32_t>(undo.id));
  }
  undo_.push_back(std::move(undo));
  return {};
}

}  // namespace rondo
