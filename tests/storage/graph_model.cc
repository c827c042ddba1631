#include "tests/storage/graph_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "graph/model/value_order.h"
#include "graph/model/value_text.h"
#include "storage/index/name_folding.h"

namespace rondo {
namespace {

using Entry = std::tuple<uint32_t, uint64_t, uint64_t>;  // Type, neighbor, edge.

template <typename Id, typename Scan>
std::vector<uint64_t> ScanAll(Scan scan) {
  std::vector<uint64_t> result;
  ScanPosition position;
  std::vector<Id> batch(7);
  while (true) {
    const size_t count = scan(position, std::span<Id>(batch)).value();
    for (size_t i = 0; i < count; ++i) result.push_back(batch[i].value);
    if (count < batch.size()) break;
  }
  // The same stretch by stretch, as several threads share it.
  std::vector<uint64_t> again;
  ScanPosition part;
  for (part.end_id = 100; !part.at_end; part.end_id += 100) {
    for (size_t count = batch.size(); count == batch.size();) {
      count = scan(part, std::span<Id>(batch)).value();
      for (size_t i = 0; i < count; ++i) {
        EXPECT_LT(batch[i].value, part.end_id);
        again.push_back(batch[i].value);
      }
    }
  }
  EXPECT_EQ(again, result);
  return result;
}

void ExpectSameNodes(const GraphModel& model, const GraphView& view) {
  std::vector<uint64_t> ids;
  std::map<std::string, std::vector<uint64_t>> by_label;
  for (const auto& [id, node] : model.nodes) {
    ids.push_back(id);
    for (const std::string& label : node.labels) by_label[label].push_back(id);
  }
  EXPECT_EQ(view.NodeCount(), ids.size());
  EXPECT_EQ(ScanAll<NodeId>([&](auto& p, auto out) { return view.ScanNodes(p, out); }), ids);
  for (uint32_t i = 0; i < view.label_count(); ++i) {
    const LabelId label(i);
    const std::vector<uint64_t>& wanted = by_label[std::string(view.LabelName(label))];
    EXPECT_EQ(view.NodeCount(label), wanted.size());
    EXPECT_EQ(
        ScanAll<NodeId>([&](auto& p, auto out) { return view.ScanNodesWithLabel(label, p, out); }),
        wanted);
  }
  for (const auto& [id, node] : model.nodes) {
    std::vector<LabelId> labels;
    ASSERT_TRUE(view.ReadLabels(NodeId(id), labels).ok());
    std::set<std::string> names;
    for (const LabelId label : labels) names.emplace(view.LabelName(label));
    EXPECT_EQ(names, node.labels) << "of node " << id;
  }
}

void ExpectSameProperties(const std::map<std::string, Value>& wanted,
                          const std::vector<Property>& found, const GraphView& view,
                          const std::string& place) {
  ASSERT_EQ(found.size(), wanted.size()) << place;
  for (const Property& property : found) {
    const auto at = wanted.find(std::string(view.PropertyKeyName(property.key)));
    ASSERT_NE(at, wanted.end()) << place;
    EXPECT_EQ(property.value.kind(), at->second.kind()) << place;
    EXPECT_TRUE(Equivalent(property.value, at->second))
        << place << ": " << ValueText(property.value) << " is not " << ValueText(at->second);
  }
}

// All properties that nodes could have, asked for by their keys.
void ExpectSomeProperties(const std::map<std::string, Value>& wanted, const GraphView& view,
                          NodeId node) {
  std::vector<PropertyKeyId> keys;
  for (uint32_t i = view.property_key_count(); i-- > 0;) keys.emplace_back(i);
  std::vector<Value> values(keys.size(), Value(true));
  ASSERT_TRUE(view.ReadSomeProperties(node, keys, values).ok());
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto at = wanted.find(std::string(view.PropertyKeyName(keys[i])));
    EXPECT_TRUE(Equivalent(values[i], at == wanted.end() ? Value() : at->second));
  }
}

void ExpectSameProperties(const GraphModel& model, const GraphView& view) {
  ExpectSomeProperties({}, view, NodeId(123456789));
  ExpectSomeProperties({}, view, NodeId());
  std::vector<Property> found;
  for (const auto& [id, node] : model.nodes) {
    ASSERT_TRUE(view.ReadNodeProperties(NodeId(id), found).ok());
    ExpectSameProperties(node.properties, found, view, "node " + std::to_string(id));
    ExpectSomeProperties(node.properties, view, NodeId(id));
  }
  for (const auto& [id, edge] : model.edges) {
    ASSERT_TRUE(view.ReadEdgeProperties(EdgeId(id), found).ok());
    ExpectSameProperties(edge.properties, found, view, "edge " + std::to_string(id));
  }
  // Gathers say the same as whole entities, also for ids that are absent.
  const uint64_t end = (model.nodes.empty() ? 0 : model.nodes.rbegin()->first) + 3;
  std::vector<NodeId> ids;
  for (uint64_t id = end; id-- > 0;) ids.push_back(NodeId(id));
  std::vector<Value> values(ids.size());
  for (uint32_t i = 0; i < view.property_key_count(); ++i) {
    const std::string name(view.PropertyKeyName(PropertyKeyId(i)));
    ASSERT_TRUE(view.GatherNodeProperty(PropertyKeyId(i), ids, values).ok());
    for (size_t k = 0; k < ids.size(); ++k) {
      const auto node = model.nodes.find(ids[k].value);
      const bool has = node != model.nodes.end() && node->second.properties.contains(name);
      ASSERT_EQ(!values[k].is_null(), has) << name << " of node " << ids[k].value;
      if (has) {
        EXPECT_TRUE(Equivalent(values[k], node->second.properties.at(name)));
      }
    }
  }
}

// How many edges of each type begin (end) at nodes with each label.
void ExpectSameEnds(const GraphModel& model, const GraphView& view) {
  using Pair = std::pair<std::string, std::string>;
  std::map<Pair, uint64_t> from;
  std::map<Pair, uint64_t> to;
  for (const auto& [id, edge] : model.edges) {
    for (const std::string& label : model.nodes.at(edge.source).labels) ++from[{edge.type, label}];
    for (const std::string& label : model.nodes.at(edge.target).labels) ++to[{edge.type, label}];
  }
  for (uint32_t i = 0; i < view.edge_type_count(); ++i) {
    for (uint32_t j = 0; j < view.label_count(); ++j) {
      const Pair pair(view.EdgeTypeName(EdgeTypeId(i)), view.LabelName(LabelId(j)));
      EXPECT_EQ(view.EdgeCountFrom(EdgeTypeId(i), LabelId(j)), from[pair]);
      EXPECT_EQ(view.EdgeCountTo(EdgeTypeId(i), LabelId(j)), to[pair]);
    }
  }
}

// All edges of a type by their sources, with their ends.
void ExpectSameScanBySource(const GraphModel& model, const GraphView& view, EdgeTypeId type) {
  using Found = std::tuple<uint64_t, uint64_t, uint64_t>;  // Source, target, edge.
  std::vector<Found> wanted;
  for (const auto& [id, edge] : model.edges) {
    if (edge.type == view.EdgeTypeName(type)) wanted.emplace_back(edge.source, edge.target, id);
  }
  std::sort(wanted.begin(), wanted.end());
  enum class Form { kWithEnds, kEdges, kRuns };
  for (const Form form : {Form::kWithEnds, Form::kEdges, Form::kRuns}) {
    const bool with_ends = form == Form::kWithEnds;
    // At once, and stretch by stretch as several threads share it.
    for (const uint64_t stretch : {UINT64_MAX, uint64_t{1000}, uint64_t{3}}) {
      std::vector<Found> found;
      ScanPosition position;
      EdgeColumns columns;
      columns.with_ends = with_ends;
      columns.may_be_run = form == Form::kRuns;
      for (position.end_id = stretch; !position.at_end; position.end_id += stretch) {
        do {
          ASSERT_TRUE(view.ScanEdgesBySource(type, position, columns).ok());
          for (size_t i = 0; i < columns.size(); ++i) {
            const uint64_t id =
                columns.run_size > 0 ? columns.run_begin.value + i : columns.edges[i].value;
            const auto& edge = model.edges.at(id);
            EXPECT_LT(edge.source, position.end_id);
            found.emplace_back(with_ends ? columns.sources[i].value : edge.source,
                               with_ends ? columns.targets[i].value : edge.target, id);
          }
        } while (columns.size() > 0);
      }
      EXPECT_EQ(found, wanted);
    }
  }
}

// Integers are gathered as such exactly where all values are integers or absent.
template <typename Entities, typename Gather>
void ExpectSameIntegers(const Entities& entities, const std::string& key, Gather gather) {
  std::vector<uint64_t> ids;
  bool only_integers = true;
  for (const auto& [id, entity] : entities) {
    ids.push_back(id);
    const auto found = entity.properties.find(key);
    only_integers = only_integers && (found == entity.properties.end() ||
                                      found->second.kind() == Value::Kind::kInteger);
  }
  std::vector<int64_t> integers(ids.size());
  std::vector<uint8_t> is_null(ids.size());
  const Result<bool> gathered = gather(ids, integers, is_null);
  ASSERT_TRUE(gathered.ok());
  if (!only_integers) {
    EXPECT_FALSE(*gathered);
    return;
  }
  if (!*gathered) return;  // A column may remember what it once held.
  for (size_t i = 0; i < ids.size(); ++i) {
    const auto& properties = entities.at(ids[i]).properties;
    const auto found = properties.find(key);
    EXPECT_EQ(is_null[i] != 0, found == properties.end());
    if (is_null[i] == 0) {
      EXPECT_EQ(integers[i], found->second.integer());
    }
  }
}

// The integers of `ids` out of a read of all from the first to the last.
Result<bool> ReadAsRun(const GraphView& view, PropertyKeyId key, const std::vector<uint64_t>& ids,
                       std::vector<int64_t>& out, std::vector<uint8_t>& is_null) {
  if (ids.empty()) return true;
  std::vector<int64_t> run(ids.back() - ids.front() + 1);
  std::vector<uint8_t> run_is_null(run.size());
  RONDO_TRY_ASSIGN(const bool are_integers,
                   view.ReadEdgeIntegers(key, EdgeId(ids.front()), run, run_is_null));
  for (size_t i = 0; i < ids.size(); ++i) {
    out[i] = run[ids[i] - ids.front()];
    is_null[i] = run_is_null[ids[i] - ids.front()];
  }
  return are_integers;
}

void ExpectSameIntegers(const GraphModel& model, const GraphView& view) {
  for (uint32_t i = 0; i < view.property_key_count(); ++i) {
    const PropertyKeyId key(i);
    const std::string name(view.PropertyKeyName(key));
    ExpectSameIntegers(model.nodes, name, [&](const auto& ids, auto& out, auto& is_null) {
      const std::vector<NodeId> nodes(ids.begin(), ids.end());
      return view.GatherNodeIntegers(key, nodes, out, is_null);
    });
    ExpectSameIntegers(model.edges, name, [&](const auto& ids, auto& out, auto& is_null) {
      const std::vector<EdgeId> edges(ids.begin(), ids.end());
      return view.GatherEdgeIntegers(key, edges, out, is_null);
    });
    ExpectSameIntegers(model.edges, name, [&](const auto& ids, auto& out, auto& is_null) {
      return ReadAsRun(view, key, ids, out, is_null);
    });
  }
}

void ExpectSameEdges(const GraphModel& model, const GraphView& view) {
  std::vector<uint64_t> ids;
  std::map<std::string, std::vector<uint64_t>> by_type;
  for (const auto& [id, edge] : model.edges) {
    ids.push_back(id);
    by_type[edge.type].push_back(id);
  }
  EXPECT_EQ(view.EdgeCount(), ids.size());
  EXPECT_EQ(ScanAll<EdgeId>([&](auto& p, auto out) { return view.ScanEdges(p, out); }), ids);
  for (uint32_t i = 0; i < view.edge_type_count(); ++i) {
    const EdgeTypeId type(i);
    const std::vector<uint64_t>& wanted = by_type[std::string(view.EdgeTypeName(type))];
    EXPECT_EQ(view.EdgeCount(type), wanted.size());
    ExpectSameScanBySource(model, view, type);
    EXPECT_EQ(
        ScanAll<EdgeId>([&](auto& p, auto out) { return view.ScanEdgesWithType(type, p, out); }),
        wanted);
  }
  for (const auto& [id, edge] : model.edges) {
    const EdgeId edge_id(id);
    NodeId source;
    NodeId target;
    EdgeTypeId type;
    ASSERT_TRUE(
        view.GatherEdgeEndpoints({&edge_id, 1}, {&source, 1}, {&target, 1}, {&type, 1}).ok());
    EXPECT_EQ(source.value, edge.source);
    EXPECT_EQ(target.value, edge.target);
    EXPECT_EQ(view.EdgeTypeName(type), edge.type);
  }
}

// What Expand must say of each node, by the words of graph_view.h.
std::map<uint64_t, std::vector<Entry>> ListsOf(const GraphModel& model, const GraphView& view,
                                               const ExpandOptions& options) {
  std::map<uint64_t, std::vector<Entry>> outgoing;
  std::map<uint64_t, std::vector<Entry>> incoming;
  for (const auto& [id, edge] : model.edges) {
    const EdgeTypeId type = *view.FindEdgeType(edge.type);
    const bool wanted =
        options.types.empty() ||
        std::find(options.types.begin(), options.types.end(), type) != options.types.end();
    if (!wanted) continue;
    if (options.direction != Direction::kIncoming) {
      outgoing[edge.source].emplace_back(type.value, edge.target, id);
    }
    const bool again = options.direction == Direction::kBoth && edge.source == edge.target;
    if (options.direction != Direction::kOutgoing && !again) {
      incoming[edge.target].emplace_back(type.value, edge.source, id);
    }
  }
  for (auto& [node, list] : outgoing) std::sort(list.begin(), list.end());
  for (auto& [node, list] : incoming) {
    std::sort(list.begin(), list.end());
    std::vector<Entry>& all = outgoing[node];
    all.insert(all.end(), list.begin(), list.end());
  }
  return outgoing;
}

void ExpectSameLists(const GraphModel& model, const GraphView& view, const ExpandOptions& options) {
  std::map<uint64_t, std::vector<Entry>> lists = ListsOf(model, view, options);
  std::vector<NodeId> ids;
  for (const auto& [id, node] : model.nodes) ids.push_back(NodeId(id));
  ids.push_back(NodeId(123456789));
  ids.push_back(NodeId());
  AdjacencyBatch batch;
  ASSERT_TRUE(view.Expand(options, ids, batch).ok());
  std::vector<uint64_t> degrees(ids.size());
  ASSERT_TRUE(view.GatherDegrees(options, ids, degrees).ok());
  ASSERT_EQ(batch.offsets.size(), ids.size() + 1);
  std::set<uint64_t> wanted_new;  // Every neighbor once.
  for (size_t i = 0; i < ids.size(); ++i) {
    std::vector<Entry> found;
    for (uint32_t k = batch.offsets[i]; k < batch.offsets[i + 1]; ++k) {
      found.emplace_back(batch.types[k].value, batch.neighbors[k].value, batch.edges[k].value);
    }
    EXPECT_EQ(found, lists[ids[i].value]) << "of node " << ids[i].value;
    for (const Entry& entry : found) wanted_new.insert(std::get<1>(entry));
    EXPECT_EQ(degrees[i], found.size()) << "of node " << ids[i].value;
    std::set<uint64_t> neighbors;
    for (const Entry& entry : found) neighbors.insert(std::get<1>(entry));
    for (const uint64_t neighbor : neighbors) {
      std::vector<EdgeId> between;
      ASSERT_TRUE(view.FindEdgesBetween(options, ids[i], NodeId(neighbor), between).ok());
      std::vector<EdgeId> wanted;
      for (const Entry& entry : found) {
        if (std::get<1>(entry) == neighbor) wanted.push_back(EdgeId(std::get<2>(entry)));
      }
      EXPECT_EQ(between, wanted);
    }
  }
  MarkedNumbers seen;
  std::vector<NodeId> found_new;
  ASSERT_TRUE(view.ExpandToNew(options, ids, seen, found_new).ok());
  std::vector<uint64_t> sorted_new;
  for (const NodeId node : found_new) sorted_new.push_back(node.value);
  std::sort(sorted_new.begin(), sorted_new.end());
  EXPECT_EQ(sorted_new, std::vector<uint64_t>(wanted_new.begin(), wanted_new.end()));
  EXPECT_EQ(seen.count(), wanted_new.size());
}

void ExpectSameAdjacency(const GraphModel& model, const GraphView& view) {
  for (const Direction direction : {Direction::kOutgoing, Direction::kIncoming, Direction::kBoth}) {
    ExpectSameLists(model, view, {.direction = direction, .types = {}, .with_types = true});
    std::vector<EdgeTypeId> types;
    for (uint32_t i = view.edge_type_count(); i-- > 0;) {
      const EdgeTypeId type(i);
      ExpectSameLists(model, view,
                      {.direction = direction, .types = {&type, 1}, .with_types = true});
      if (i % 2 == 0) types.push_back(type);
    }
    if (types.empty()) continue;
    types.push_back(types.front());  // Naming a type twice changes nothing.
    ExpectSameLists(model, view, {.direction = direction, .types = types, .with_types = true});
  }
}

std::vector<uint64_t> Values(const std::vector<NodeId>& ids) {
  std::vector<uint64_t> values;
  for (const NodeId id : ids) values.push_back(id.value);
  return values;
}

void ExpectSameNames(const GraphModel& model, const GraphView& view) {
  std::set<std::pair<std::string, uint64_t>> names;
  for (const auto& [id, node] : model.nodes) {
    for (const char* property : {"name", "aliases"}) {
      const auto at = node.properties.find(property);
      if (at == node.properties.end()) continue;
      std::vector<std::string> folded;
      AppendFoldedNames(at->second, folded);
      for (const std::string& name : folded) names.emplace(name, id);
    }
  }
  std::map<std::string, std::vector<uint64_t>> by_name;
  std::vector<uint64_t> in_order;
  for (const auto& [name, id] : names) {
    by_name[name].push_back(id);
    if (std::find(in_order.begin(), in_order.end(), id) == in_order.end()) in_order.push_back(id);
  }
  for (const auto& [name, ids] : by_name) {
    std::vector<NodeId> found;
    ASSERT_TRUE(view.FindNodesByName(name, found).ok());
    EXPECT_EQ(Values(found), ids) << name;
  }
  std::vector<NodeId> found;
  ASSERT_TRUE(view.FindNodesByNamePrefix("", SIZE_MAX, found).ok());
  EXPECT_EQ(Values(found), in_order);
}

void ExpectSameValues(const GraphModel& model, const GraphView& view) {
  for (uint32_t label = 0; label < view.label_count(); ++label) {
    const std::string label_name(view.LabelName(LabelId(label)));
    for (uint32_t key = 0; key < view.property_key_count(); ++key) {
      const std::string key_name(view.PropertyKeyName(PropertyKeyId(key)));
      std::vector<std::pair<uint64_t, Value>> holders;
      for (const auto& [id, node] : model.nodes) {
        const auto at = node.properties.find(key_name);
        if (node.labels.contains(label_name) && at != node.properties.end()) {
          holders.emplace_back(id, at->second);
        }
      }
      for (const auto& [id, value] : holders) {
        std::vector<uint64_t> wanted;
        for (const auto& [other, other_value] : holders) {
          if (Equal(value, other_value) == true) wanted.push_back(other);
        }
        std::vector<NodeId> found;
        ASSERT_TRUE(view.FindNodes(LabelId(label), PropertyKeyId(key), value, found).ok());
        ASSERT_EQ(Values(found), wanted)
            << label_name << "." << key_name << " = " << ValueText(value);
      }
    }
  }
}

}  // namespace

uint64_t GraphModel::DegreeOf(uint64_t node) const {
  return static_cast<uint64_t>(std::count_if(edges.begin(), edges.end(), [&](const auto& entry) {
    return entry.second.source == node || entry.second.target == node;
  }));
}

void ExpectSameGraph(const GraphModel& model, const GraphView& view) {
  ExpectSameNodes(model, view);
  ExpectSameProperties(model, view);
  ExpectSameEdges(model, view);
  ExpectSameEnds(model, view);
  ExpectSameIntegers(model, view);
  ExpectSameAdjacency(model, view);
  ExpectSameNames(model, view);
  ExpectSameValues(model, view);
}

}  // namespace rondo
