#include "query/execute/operator/pattern_creator.h"

#include <algorithm>
#include <utility>

#include "query/execute/expression/access.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/graph_dependence.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

/// The names in `:A:B` and `:A&B`, which is all that a created node may have.
void CollectNames(const NameExpression& names, std::vector<std::string>& out) {
  if (names.kind == NameExpression::Kind::kName) {
    if (std::ranges::find(out, names.name) == out.end()) {
      out.push_back(names.name);
    }
    return;
  }
  for (const NameExpression& operand : names.operands) {
    CollectNames(operand, out);
  }
}

bool ReadSlot(const BoundPatternProperties& properties, SlotIndex slot) {
  return std::ranges::any_of(
      properties.entries, [slot](const auto& entry) { return MayReadSlot(*entry.second, slot); });
}

bool IsEmpty(const BoundPatternProperties& properties) {
  return properties.map == nullptr && properties.entries.empty();
}

}  // namespace

// ---------------------------------------------------------------- properties as columns

Result<void> PatternCreator::PropertyColumns::Evaluate(const BoundPatternProperties& properties,
                                                       ExecutionState& state,
                                                       StatementWriter& writer, const Batch& rows) {
  properties_ = &properties;
  size_t count = properties.map != nullptr ? 1 : properties.entries.size();
  if (scratch_.size() < count) {
    scratch_.resize(count);
  }
  columns_.assign(count, nullptr);
  keys_.clear();
  if (properties.map != nullptr) {
    RONDO_TRY_ASSIGN(columns_[0],
                     EvaluateOrBorrow(*properties.map, state.context(), rows, scratch_[0]));
    return {};
  }
  for (size_t index = 0; index < count; ++index) {
    const auto& [name, expression] = properties.entries[index];
    RONDO_TRY_ASSIGN(columns_[index],
                     EvaluateOrBorrow(*expression, state.context(), rows, scratch_[index]));
    RONDO_TRY_ASSIGN(keys_.emplace_back(), writer.PropertyKey(name));
  }
  return {};
}

Result<void> PatternCreator::PropertyColumns::Read(size_t lane, StatementWriter& writer,
                                                   std::vector<Property>& out) const {
  out.clear();
  if (properties_->map == nullptr) {
    for (size_t index = 0; index < keys_.size(); ++index) {
      Value value = columns_[index]->Get(lane);
      if (!value.is_null()) {
        RONDO_TRY(CheckPropertyValue(value, properties_->entries[index].second->span));
        out.push_back({keys_[index], std::move(value)});
      }
    }
    return {};
  }
  SourceSpan span = properties_->map->span;
  Value map = columns_[0]->Get(lane);
  if (map.is_null()) {
    return {};
  }
  if (!map.is(Value::Kind::kMap)) {
    return RuntimeError(
        ErrorCode::kType, "InvalidArgumentType",
        "properties are given as a map, not as " + std::string(KindName(map.kind())), span);
  }
  for (const auto& [name, value] : map.map()) {
    if (!value.is_null()) {
      RONDO_TRY(CheckPropertyValue(value, span));
      RONDO_TRY_ASSIGN(PropertyKeyId key, writer.PropertyKey(name));
      out.push_back({key, value});
    }
  }
  return {};
}

// ---------------------------------------------------------------- the order of creation

PatternCreator::PatternCreator(ExecutionState& state, const BoundPattern& pattern)
    : state_(state), pattern_(pattern), writer_(state), labels_(pattern.nodes.size()) {
  for (size_t index = 0; index < pattern.nodes.size(); ++index) {
    if (pattern.nodes[index].labels) {
      CollectNames(*pattern.nodes[index].labels, labels_[index]);
    }
  }
  std::vector<bool> placed(pattern.nodes.size());
  for (size_t index = 0; index < pattern.nodes.size(); ++index) {
    placed[index] = pattern.nodes[index].bound_before;
  }
  for (uint32_t index = 0; index < pattern.paths.size(); ++index) {
    AddPath(index, placed);
  }
}

void PatternCreator::AddPath(uint32_t index, std::vector<bool>& placed) {
  auto add_node = [&](uint32_t node, bool without_properties) {
    if (!placed[node]) {
      steps_.push_back({Step::Kind::kNode, node, without_properties});
      placed[node] = true;
    }
  };
  const BoundPathPattern& path = pattern_.paths[index];
  add_node(path.first_node, false);
  for (const BoundPathPattern::Step& part : path.steps) {
    const BoundEdgePattern& edge = pattern_.edges[part.index];
    bool reads_edge =
        !placed[edge.right_node] && ReadSlot(pattern_.nodes[edge.right_node].properties, edge.slot);
    // The edge stands to the left of its right node but cannot be there before it.
    add_node(edge.right_node, reads_edge);
    steps_.push_back({Step::Kind::kEdge, part.index});
    if (reads_edge) {
      steps_.push_back({Step::Kind::kNodeProperties, edge.right_node});
    }
  }
  if (path.slot != kNoSlot) {
    steps_.push_back({Step::Kind::kPath, index});
  }
}

Result<void> PatternCreator::Create(Batch& rows) {
  for (const Step& step : steps_) {
    switch (step.kind) {
      case Step::Kind::kNode:
        RONDO_TRY(CreateNodes(step, rows));
        break;
      case Step::Kind::kEdge:
        RONDO_TRY(CreateEdges(pattern_.edges[step.index], rows));
        break;
      case Step::Kind::kNodeProperties:
        RONDO_TRY(SetNodeProperties(pattern_.nodes[step.index], rows));
        break;
      case Step::Kind::kPath:
        RONDO_TRY(SetPaths(pattern_.paths[step.index], rows));
        break;
    }
  }
  return {};
}

// ---------------------------------------------------------------- elements

Result<void> PatternCreator::CreateNodes(const Step& step, Batch& rows) {
  const BoundNodePattern& node = pattern_.nodes[step.index];
  bool with_properties = !step.without_properties && !IsEmpty(node.properties);
  if (with_properties) {
    RONDO_TRY(columns_.Evaluate(node.properties, state_, writer_, rows));
  }
  label_ids_.clear();
  for (const std::string& label : labels_[step.index]) {
    RONDO_TRY_ASSIGN(label_ids_.emplace_back(), writer_.Label(label));
  }
  properties_.clear();
  nodes_.resize(rows.lane_count());
  for (size_t lane = 0; lane < nodes_.size(); ++lane) {
    if (with_properties) {
      RONDO_TRY(columns_.Read(lane, writer_, properties_));
    }
    RONDO_TRY_ASSIGN(nodes_[lane], writer_.CreateNode(label_ids_, properties_, node.span));
  }
  std::ranges::copy(nodes_, rows.Set(node.slot).ResetToNodes(nodes_.size()).begin());
  return {};
}

Result<std::span<const NodeId>> PatternCreator::EndsOf(const BoundEdgePattern& edge, uint32_t node,
                                                       const Batch& rows,
                                                       std::vector<NodeId>& ids) {
  const BoundNodePattern& end = pattern_.nodes[node];
  std::span<const NodeId> nodes;
  if (rows.IsSet(end.slot)) {
    RONDO_TRY_ASSIGN(nodes, NodesOf(rows.column(end.slot), ids));
  }
  bool is_missing = nodes.empty() || std::ranges::find(nodes, NodeId()) != nodes.end();
  if (!is_missing) {
    return nodes;
  }
  Error error = RuntimeError(ErrorCode::kEntityNotFound, "MissingNode",
                             "an edge cannot be created where the node `" + end.name + "` is null",
                             edge.span);
  error.hint = "leave such rows out with WHERE " + end.name + " IS NOT NULL";
  return error;
}

Result<void> PatternCreator::CreateEdges(const BoundEdgePattern& edge, Batch& rows) {
  RONDO_TRY_ASSIGN(std::span<const NodeId> left, EndsOf(edge, edge.left_node, rows, left_));
  RONDO_TRY_ASSIGN(std::span<const NodeId> right, EndsOf(edge, edge.right_node, rows, right_));
  bool with_properties = !IsEmpty(edge.properties);
  if (with_properties) {
    RONDO_TRY(columns_.Evaluate(edge.properties, state_, writer_, rows));
  }
  RONDO_TRY_ASSIGN(EdgeTypeId type, writer_.EdgeType(edge.types.front()));
  bool to_the_left = edge.direction == Direction::kIncoming;
  properties_.clear();
  edges_.resize(rows.lane_count());
  for (size_t lane = 0; lane < edges_.size(); ++lane) {
    if (with_properties) {
      RONDO_TRY(columns_.Read(lane, writer_, properties_));
    }
    RONDO_TRY(CheckNotDeleted(left[lane], state_.context(), edge.span));
    RONDO_TRY(CheckNotDeleted(right[lane], state_.context(), edge.span));
    NodeId source = to_the_left ? right[lane] : left[lane];
    NodeId target = to_the_left ? left[lane] : right[lane];
    RONDO_TRY_ASSIGN(edges_[lane],
                     writer_.CreateEdge(type, source, target, properties_, edge.span));
  }
  std::ranges::copy(edges_, rows.Set(edge.slot).ResetToEdges(edges_.size()).begin());
  return {};
}

Result<void> PatternCreator::SetNodeProperties(const BoundNodePattern& node, const Batch& rows) {
  RONDO_TRY(columns_.Evaluate(node.properties, state_, writer_, rows));
  for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
    RONDO_TRY(columns_.Read(lane, writer_, properties_));
    RONDO_TRY(writer_.SetProperties(rows.column(node.slot).nodes()[lane], properties_, node.span));
  }
  return {};
}

Result<void> PatternCreator::SetPaths(const BoundPathPattern& path, Batch& rows) const {
  ListValue paths;
  paths.reserve(rows.lane_count());
  for (size_t lane = 0; lane < rows.lane_count(); ++lane) {
    PathValue value;
    value.nodes.push_back(rows.Get(pattern_.nodes[path.first_node].slot, lane));
    for (const BoundPathPattern::Step& step : path.steps) {
      const BoundEdgePattern& edge = pattern_.edges[step.index];
      value.edges.push_back(rows.Get(edge.slot, lane));
      value.nodes.push_back(rows.Get(pattern_.nodes[edge.right_node].slot, lane));
    }
    paths.emplace_back(std::move(value));
  }
  std::ranges::move(paths, rows.Set(path.slot).ResetToValues(paths.size()).begin());
  return {};
}

}  // namespace rondo
