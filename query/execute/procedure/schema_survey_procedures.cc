// db.schema.*: what nodes and edges look like, found by looking at all of them.

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/execute/procedure/procedure_family.h"
#include "query/execute/procedure/schema_entry.h"

namespace rondo {
namespace {

constexpr size_t kBatchSize = 1024;

/// Calls `visit(batch)` with all nodes or edges that `scan(position, out)` finds.
template <typename Id, typename Scan, typename Visit>
Result<void> ForEachBatch(const InterruptSource& interrupt, const Scan& scan, const Visit& visit) {
  std::vector<Id> batch(kBatchSize);
  ScanPosition position;
  size_t count = kBatchSize;
  while (count == kBatchSize) {
    RONDO_TRY(interrupt.Check());
    RONDO_TRY_ASSIGN(count, scan(position, std::span(batch)));
    RONDO_TRY(visit(std::span<const Id>(batch).first(count)));
  }
  return {};
}

// ---------------------------------------------------------------- properties and their types

/// The name of a value's type as drivers of other databases write it.
std::string StoredTypeName(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kBoolean:
      return "Boolean";
    case Value::Kind::kInteger:
      return "Long";
    case Value::Kind::kFloat:
      return "Double";
    case Value::Kind::kString:
      return "String";
    case Value::Kind::kDate:
      return "Date";
    case Value::Kind::kLocalTime:
      return "LocalTime";
    case Value::Kind::kTime:
      return "Time";
    case Value::Kind::kLocalDateTime:
      return "LocalDateTime";
    case Value::Kind::kDateTime:
      return "DateTime";
    case Value::Kind::kDuration:
      return "Duration";
    case Value::Kind::kMap:
      return "Map";
    case Value::Kind::kList: {
      std::set<std::string> elements;
      for (const Value& element : value.list()) {
        elements.insert(StoredTypeName(element));
      }
      return elements.size() == 1 ? *elements.begin() + "Array" : "List";
    }
    default:
      return "Any";
  }
}

struct PropertySurvey {
  uint64_t count = 0;
  std::set<std::string> type_names;
};

/// Nodes with the same labels, or edges of one type.
struct EntitySurvey {
  uint64_t count = 0;
  std::map<std::string, PropertySurvey, std::less<>> properties;

  void Add(const GraphView& view, const std::vector<Property>& found) {
    ++count;
    for (const Property& property : found) {
      const std::string_view key = view.PropertyKeyName(property.key);
      auto position = properties.find(key);
      if (position == properties.end()) {
        position = properties.emplace(key, PropertySurvey()).first;
      }
      ++position->second.count;
      position->second.type_names.insert(StoredTypeName(property.value));
    }
  }
};

/// Hands out `front` and the property columns, once per property; once without any where there is
/// none. False if the sink has enough.
Result<bool> EmitSurvey(const std::vector<Value>& front, const EntitySurvey& survey,
                        const ProcedureRowSink& sink) {
  std::vector<Value> row = front;
  row.resize(front.size() + 3);
  if (survey.properties.empty()) {
    row.back() = false;
    return sink(row);
  }
  for (const auto& [key, property] : survey.properties) {
    row[front.size()] = key;
    row[front.size() + 1] = ListValue(property.type_names.begin(), property.type_names.end());
    row[front.size() + 2] = property.count == survey.count;
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      return false;
    }
  }
  return true;
}

Result<void> SurveyNodes(const ProcedureCall& call, const ProcedureRowSink& sink) {
  const GraphView& view = call.view;
  std::map<std::vector<std::string>, EntitySurvey> surveys;
  std::vector<LabelId> labels;
  std::vector<Property> properties;
  auto scan = [&](ScanPosition& position, std::span<NodeId> out) {
    return view.ScanNodes(position, out);
  };
  auto add = [&](std::span<const NodeId> nodes) -> Result<void> {
    for (const NodeId node : nodes) {
      RONDO_TRY(view.ReadLabels(node, labels));
      RONDO_TRY(view.ReadNodeProperties(node, properties));
      std::vector<std::string> names;
      for (const LabelId label : labels) {
        names.emplace_back(view.LabelName(label));
      }
      std::ranges::sort(names);
      surveys[std::move(names)].Add(view, properties);
    }
    return {};
  };
  RONDO_TRY(ForEachBatch<NodeId>(call.interrupt, scan, add));
  for (const auto& [names, survey] : surveys) {
    std::string node_type;
    for (const std::string& name : names) {
      node_type += ":`" + name + "`";
    }
    RONDO_TRY_ASSIGN(const bool wants_more,
                     EmitSurvey({node_type, ListValue(names.begin(), names.end())}, survey, sink));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

Result<void> SurveyEdges(const ProcedureCall& call, const ProcedureRowSink& sink) {
  const GraphView& view = call.view;
  std::map<std::string_view, EntitySurvey> surveys;
  std::vector<Property> properties;
  for (uint32_t id = 0; id < view.edge_type_count(); ++id) {
    const EdgeTypeId type(id);
    auto scan = [&](ScanPosition& position, std::span<EdgeId> out) {
      return view.ScanEdgesWithType(type, position, out);
    };
    auto add = [&](std::span<const EdgeId> edges) -> Result<void> {
      for (const EdgeId edge : edges) {
        RONDO_TRY(view.ReadEdgeProperties(edge, properties));
        surveys[view.EdgeTypeName(type)].Add(view, properties);
      }
      return {};
    };
    RONDO_TRY(ForEachBatch<EdgeId>(call.interrupt, scan, add));
  }
  for (const auto& [name, survey] : surveys) {
    RONDO_TRY_ASSIGN(const bool wants_more,
                     EmitSurvey({":`" + std::string(name) + "`"}, survey, sink));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

// ---------------------------------------------------------------- labels and what joins them

/// Which labels the ends of edges have, by edge type.
class JoinSurvey {
 public:
  explicit JoinSurvey(const GraphView& view)
      : view_(view),
        label_count_(view.label_count()),
        joined_(size_t{view.edge_type_count()} * label_count_ * label_count_),
        source_has_(std::make_unique<bool[]>(label_count_ * kBatchSize)),
        target_has_(std::make_unique<bool[]>(label_count_ * kBatchSize)),
        sources_(kBatchSize),
        targets_(kBatchSize) {}

  Result<void> Add(EdgeTypeId type, std::span<const EdgeId> edges) {
    const size_t count = edges.size();
    const auto sources = std::span(sources_).first(count);
    const auto targets = std::span(targets_).first(count);
    RONDO_TRY(view_.GatherEdgeEndpoints(edges, sources, targets, {}));
    for (uint32_t label = 0; label < label_count_; ++label) {
      bool* of_sources = source_has_.get() + label * kBatchSize;
      bool* of_targets = target_has_.get() + label * kBatchSize;
      RONDO_TRY(view_.GatherHasLabel(LabelId(label), sources, {of_sources, count}));
      RONDO_TRY(view_.GatherHasLabel(LabelId(label), targets, {of_targets, count}));
    }
    for (uint32_t from = 0; from < label_count_; ++from) {
      for (uint32_t to = 0; to < label_count_; ++to) {
        const bool* from_has = source_has_.get() + from * kBatchSize;
        const bool* to_has = target_has_.get() + to * kBatchSize;
        bool any = false;
        for (size_t lane = 0; lane < count; ++lane) {
          any |= from_has[lane] && to_has[lane];
        }
        if (any) {
          joined_[Position(type, from, to)] = true;
        }
      }
    }
    return {};
  }

  bool Joins(EdgeTypeId type, uint32_t from, uint32_t to) const {
    return joined_[Position(type, from, to)];
  }

 private:
  size_t Position(EdgeTypeId type, uint32_t from, uint32_t to) const {
    return (size_t{type.value} * label_count_ + from) * label_count_ + to;
  }

  const GraphView& view_;
  size_t label_count_;
  std::vector<bool> joined_;  // By type, label of the source, label of the target.
  std::unique_ptr<bool[]> source_has_;
  std::unique_ptr<bool[]> target_has_;
  std::vector<NodeId> sources_;
  std::vector<NodeId> targets_;
};

/// Ids of what is in no graph: from the top of the range downwards, so that they read as -2, -3,
/// ...
uint64_t VirtualId(uint64_t index) { return ~uint64_t{1} - index; }

Value LabelNode(const ProcedureCall& call, uint32_t label) {
  const std::string name(call.view.LabelName(LabelId(label)));
  ListValue indexes;
  ListValue constraints;
  for (const SchemaEntry& entry : DescribeIndexes(call.indexes)) {
    if (entry.entity_type == "NODE" && entry.label == name) {
      (entry.is_constraint ? constraints : indexes).emplace_back(entry.name);
    }
  }
  return NodeRecord{NodeId(VirtualId(label)),
                    {name},
                    MapValue({{"name", name},
                              {"indexes", std::move(indexes)},
                              {"constraints", std::move(constraints)}})};
}

Result<void> Visualize(const ProcedureCall& call, const ProcedureRowSink& sink) {
  const GraphView& view = call.view;
  JoinSurvey joins(view);
  ListValue nodes;
  ListValue edges;
  for (uint32_t label = 0; label < view.label_count(); ++label) {
    if (view.NodeCount(LabelId(label)) > 0) {
      nodes.push_back(LabelNode(call, label));
    }
  }
  for (uint32_t id = 0; id < view.edge_type_count(); ++id) {
    const EdgeTypeId type(id);
    auto scan = [&](ScanPosition& position, std::span<EdgeId> out) {
      return view.ScanEdgesWithType(type, position, out);
    };
    RONDO_TRY(ForEachBatch<EdgeId>(call.interrupt, scan, [&](std::span<const EdgeId> batch) {
      return joins.Add(type, batch);
    }));
    const std::string name(view.EdgeTypeName(type));
    for (uint32_t from = 0; from < view.label_count(); ++from) {
      for (uint32_t to = 0; to < view.label_count(); ++to) {
        if (joins.Joins(type, from, to)) {
          edges.emplace_back(EdgeRecord{EdgeId(VirtualId(edges.size())), name,
                                        NodeId(VirtualId(from)), NodeId(VirtualId(to)),
                                        MapValue({{"name", name}})});
        }
      }
    }
  }
  const std::array<Value, 2> row = {Value(std::move(nodes)), Value(std::move(edges))};
  RONDO_TRY_ASSIGN([[maybe_unused]] const bool wants_more, sink(row));
  return {};
}

}  // namespace

void AddSchemaSurveyProcedures(std::vector<Procedure>& procedures) {
  AddProcedure(
      "db.schema.visualization() :: (nodes :: LIST<NODE>, relationships :: LIST<RELATIONSHIP>)",
      "A node per label and an edge per pair of labels that a type joins; none of them is stored.",
      Visualize, procedures);
  AddProcedure(
      "db.schema.nodeTypeProperties() :: (nodeType :: STRING, nodeLabels :: LIST<STRING>, "
      "propertyName :: STRING?, propertyTypes :: LIST<STRING>?, mandatory :: BOOLEAN)",
      "Properties of the nodes with the same labels, their types, and whether all have them.",
      SurveyNodes, procedures);
  AddProcedure(
      "db.schema.relTypeProperties() :: (relType :: STRING, propertyName :: STRING?, "
      "propertyTypes :: LIST<STRING>?, mandatory :: BOOLEAN)",
      "Properties of the edges of each type, their types, and whether all have them.", SurveyEdges,
      procedures);
}

}  // namespace rondo
