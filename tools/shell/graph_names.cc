#include "tools/shell/graph_names.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <type_traits>
#include <unordered_set>
#include <utility>

#include "storage/index/name_folding.h"

namespace rondo::shell {
namespace {

// Entities that are looked at to learn what a label or type usually has.
constexpr size_t kSampleSize = 256;
// Those that are looked at for values: what takes some milliseconds.
constexpr size_t kScanMax = size_t{1} << 16;

std::vector<std::string> NamesOf(const GraphView& view, const std::set<PropertyKeyId>& keys) {
  std::vector<std::string> names;
  for (PropertyKeyId key : keys) {
    names.emplace_back(view.PropertyKeyName(key));
  }
  std::ranges::sort(names);
  return names;
}

Result<std::vector<EdgeId>> SampleEdges(const GraphView& view, std::string_view type) {
  std::vector<EdgeId> edges;
  if (const std::optional<EdgeTypeId> id = view.FindEdgeType(type)) {
    edges.resize(kSampleSize);
    ScanPosition position;
    RONDO_TRY_ASSIGN(const size_t count, view.ScanEdgesWithType(*id, position, edges));
    edges.resize(count);
  }
  return edges;
}

/// The first label of a node, for people.
Result<std::string> MainLabelOf(const GraphView& view, NodeId node) {
  std::vector<LabelId> labels;
  RONDO_TRY(view.ReadLabels(node, labels));
  return labels.empty() ? std::string("()") : std::string(view.LabelName(labels.front()));
}

/// The next nodes or edges of the owner; none at the end.
template <typename Id>
Result<size_t> ScanOwner(const GraphView& view, const PropertyOwner& owner, ScanPosition& position,
                         std::span<Id> ids) {
  if constexpr (std::is_same_v<Id, EdgeId>) {
    const auto type = view.FindEdgeType(owner.name);
    return type ? view.ScanEdgesWithType(*type, position, ids) : Result<size_t>(size_t{0});
  } else {
    if (owner.name.empty()) {
      return view.ScanNodes(position, ids);
    }
    const auto label = view.FindLabel(owner.name);
    return label ? view.ScanNodesWithLabel(*label, position, ids) : Result<size_t>(size_t{0});
  }
}

/// Hands `sink` the texts that the property has among the first nodes or edges of the owner, those
/// in lists too, until it returns false.
template <typename Id>
Result<void> ForEachTextOf(const GraphView& view, const PropertyOwner& owner, PropertyKeyId key,
                           const std::function<bool(std::string_view)>& sink) {
  ScanPosition position;
  std::vector<Id> ids(kSampleSize);
  std::vector<Value> values(kSampleSize);
  for (size_t seen = 0; seen < kScanMax; seen += ids.size()) {
    RONDO_TRY_ASSIGN(const size_t count, ScanOwner<Id>(view, owner, position, ids));
    const auto found = std::span(values).first(count);
    if constexpr (std::is_same_v<Id, EdgeId>) {
      RONDO_TRY(view.GatherEdgeProperty(key, std::span(ids).first(count), found));
    } else {
      RONDO_TRY(view.GatherNodeProperty(key, std::span(ids).first(count), found));
    }
    for (const Value& value : found) {
      const std::span<const Value> texts = value.is(Value::Kind::kList)
                                               ? std::span<const Value>(value.list())
                                               : std::span(&value, 1);
      for (const Value& text : texts) {
        if (text.is(Value::Kind::kString) && !sink(text.string())) {
          return {};
        }
      }
    }
    if (count < ids.size()) {
      return {};
    }
  }
  return {};
}

Result<void> ForEachText(const GraphView& view, const PropertyOwner& owner,
                         std::string_view property,
                         const std::function<bool(std::string_view)>& sink) {
  const std::optional<PropertyKeyId> key = view.FindPropertyKey(property);
  if (!key) {
    return {};
  }
  return owner.is_edge ? ForEachTextOf<EdgeId>(view, owner, *key, sink)
                       : ForEachTextOf<NodeId>(view, owner, *key, sink);
}

bool IsPlainName(std::string_view name) {
  auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  bool after_hyphen = true;  // Each part of a hyphenated name starts with a letter.
  for (char c : name) {
    if (after_hyphen ? !is_letter(c) : !is_part(c) && c != '-') {
      return false;
    }
    after_hyphen = c == '-';
  }
  return !after_hyphen;
}

}  // namespace

std::vector<NamedCount> LabelsOf(const GraphView& view) {
  std::vector<NamedCount> labels;
  for (uint32_t id = 0; id < view.label_count(); ++id) {
    if (const uint64_t count = view.NodeCount(LabelId(id)); count > 0) {
      labels.push_back({std::string(view.LabelName(LabelId(id))), count});
    }
  }
  std::ranges::sort(labels, {}, &NamedCount::name);
  return labels;
}

std::vector<NamedCount> EdgeTypesOf(const GraphView& view) {
  std::vector<NamedCount> types;
  for (uint32_t id = 0; id < view.edge_type_count(); ++id) {
    if (const uint64_t count = view.EdgeCount(EdgeTypeId(id)); count > 0) {
      types.push_back({std::string(view.EdgeTypeName(EdgeTypeId(id))), count});
    }
  }
  std::ranges::sort(types, {}, &NamedCount::name);
  return types;
}

std::vector<std::string> PropertyKeysOf(const GraphView& view) {
  std::vector<std::string> keys;
  for (uint32_t id = 0; id < view.property_key_count(); ++id) {
    keys.emplace_back(view.PropertyKeyName(PropertyKeyId(id)));
  }
  std::ranges::sort(keys);
  return keys;
}

Result<std::vector<std::string>> PropertyKeysOfLabel(const GraphView& view,
                                                     std::string_view label) {
  std::set<PropertyKeyId> keys;
  if (const std::optional<LabelId> id = view.FindLabel(label)) {
    std::array<NodeId, kSampleSize> nodes;
    ScanPosition position;
    RONDO_TRY_ASSIGN(const size_t count, view.ScanNodesWithLabel(*id, position, nodes));
    std::vector<Property> properties;
    for (NodeId node : std::span(nodes).first(count)) {
      RONDO_TRY(view.ReadNodeProperties(node, properties));
      for (const Property& property : properties) {
        keys.insert(property.key);
      }
    }
  }
  return NamesOf(view, keys);
}

Result<std::vector<std::string>> PropertyKeysOfType(const GraphView& view, std::string_view type) {
  std::set<PropertyKeyId> keys;
  RONDO_TRY_ASSIGN(const std::vector<EdgeId> edges, SampleEdges(view, type));
  std::vector<Property> properties;
  for (EdgeId edge : edges) {
    RONDO_TRY(view.ReadEdgeProperties(edge, properties));
    for (const Property& property : properties) {
      keys.insert(property.key);
    }
  }
  return NamesOf(view, keys);
}

Result<std::vector<std::string>> EndpointsOfType(const GraphView& view, std::string_view type) {
  RONDO_TRY_ASSIGN(const std::vector<EdgeId> edges, SampleEdges(view, type));
  std::vector<NodeId> sources(edges.size());
  std::vector<NodeId> targets(edges.size());
  RONDO_TRY(view.GatherEdgeEndpoints(edges, sources, targets, {}));
  std::map<std::string, size_t> counts;
  for (size_t index = 0; index < edges.size(); ++index) {
    RONDO_TRY_ASSIGN(const std::string source, MainLabelOf(view, sources[index]));
    RONDO_TRY_ASSIGN(const std::string target, MainLabelOf(view, targets[index]));
    ++counts[source + " -> " + target];
  }
  std::vector<std::pair<std::string, size_t>> pairs(counts.begin(), counts.end());
  std::ranges::stable_sort(pairs, std::ranges::greater(), &std::pair<std::string, size_t>::second);
  std::vector<std::string> names;
  for (auto& [name, count] : pairs) {
    names.push_back(std::move(name));
  }
  return names;
}

Result<std::string> NameOfNode(const GraphView& view, NodeId node) {
  for (std::string_view key_name : {"name", "title"}) {
    const std::optional<PropertyKeyId> key = view.FindPropertyKey(key_name);
    if (!key) {
      continue;
    }
    Value value;
    RONDO_TRY(view.GatherNodeProperty(*key, {&node, 1}, {&value, 1}));
    if (value.is(Value::Kind::kString)) {
      return std::string(value.string());
    }
  }
  return std::string();
}

Result<std::vector<std::string>> NamesByPrefix(const GraphView& view, std::string_view prefix,
                                               std::string_view label, size_t count_max) {
  // Some of what is found has another label, or a name that was there already.
  constexpr size_t kFoundPerName = 4;
  std::vector<NodeId> nodes;
  RONDO_TRY(view.FindNodesByNamePrefix(prefix, count_max * kFoundPerName, nodes));
  const auto has_label = std::make_unique<bool[]>(nodes.size());
  const std::optional<LabelId> label_id = view.FindLabel(label);
  if (label_id) {
    RONDO_TRY(view.GatherHasLabel(*label_id, nodes, {has_label.get(), nodes.size()}));
  }
  std::vector<std::string> names;
  for (size_t index = 0; index < nodes.size() && names.size() < count_max; ++index) {
    if (label_id && !has_label[index]) {
      continue;
    }
    RONDO_TRY_ASSIGN(std::string name, NameOfNode(view, nodes[index]));
    if (!name.empty() && std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

Result<void> AppendNamesByWord(const GraphView& view, std::string_view prefix,
                               std::string_view label, size_t count_max,
                               std::vector<std::string>& names) {
  const std::string folded = FoldName(prefix);
  if (folded.empty()) {
    return {};
  }
  return ForEachText(view, {std::string(label)}, "name", [&](std::string_view name) {
    const std::string folded_name = FoldName(name);
    if (folded_name.find(' ' + folded) != std::string::npos &&
        std::ranges::find(names, name) == names.end()) {
      names.emplace_back(name);
    }
    return names.size() < count_max;
  });
}

Result<std::vector<std::string>> ValuesByPrefix(const GraphView& view, const PropertyOwner& owner,
                                                std::string_view property, std::string_view prefix,
                                                size_t count_max) {
  const std::string folded = FoldName(prefix);
  std::unordered_set<std::string> seen;
  std::vector<std::string> values;
  RONDO_TRY(ForEachText(view, owner, property, [&](std::string_view text) {
    if (seen.emplace(text).second && FoldName(text).starts_with(folded)) {
      values.emplace_back(text);
    }
    return values.size() < count_max;
  }));
  std::ranges::sort(values);
  return values;
}

std::string QuotedName(std::string_view name) {
  if (IsPlainName(name)) {
    return std::string(name);
  }
  std::string quoted = "`";
  for (char c : name) {
    quoted += c == '`' ? "``" : std::string(1, c);
  }
  return quoted + '`';
}

}  // namespace rondo::shell
