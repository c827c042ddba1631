#include "tools/export/select/rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "tools/export/caption.h"
#include "tools/export/select/subgraph_builder.h"

namespace rondo {
namespace {

constexpr std::string_view kSourceColumn = "source";
constexpr std::string_view kTargetColumn = "target";
constexpr std::string_view kTypeColumn = "type";
constexpr std::string_view kDefaultType = "related-to";
constexpr std::string_view kRowNodeLabel = "Node";
constexpr std::string_view kNameProperty = "name";

void AddElements(const ListValue& list, SubgraphBuilder& builder);

/// Adds what stands in a value. Values are nested no deeper than the language allows.
void AddValue(const Value& value, SubgraphBuilder& builder) {
  switch (value.kind()) {
    case Value::Kind::kNode:
      builder.AddNode(value.node());
      break;
    case Value::Kind::kEdge:
      builder.AddEdge(value.edge());
      break;
    case Value::Kind::kPath:
      AddElements(value.path().nodes, builder);
      AddElements(value.path().edges, builder);
      break;
    case Value::Kind::kList:
      AddElements(value.list(), builder);
      break;
    case Value::Kind::kMap:
      for (const auto& entry : value.map()) {
        AddValue(entry.second, builder);
      }
      break;
    default:
      break;
  }
}

void AddElements(const ListValue& list, SubgraphBuilder& builder) {
  for (const Value& element : list) {
    AddValue(element, builder);
  }
}

std::optional<size_t> FindColumn(std::span<const std::string> columns, std::string_view name) {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? std::nullopt
                                : std::optional(static_cast<size_t>(found - columns.begin()));
}

/// A graph made of plain rows.
class RowGraph {
 public:
  RowGraph(std::span<const std::string> columns, size_t source, size_t target)
      : columns_(columns),
        source_(source),
        target_(target),
        type_(FindColumn(columns, kTypeColumn)) {}

  void AddRow(const std::vector<Value>& row) {
    if (row[source_].is_null() || row[target_].is_null()) {
      return;
    }
    EdgeRecord edge;
    edge.id = EdgeId(edges_.size());
    edge.source = NodeOf(row[source_]);
    edge.target = NodeOf(row[target_]);
    edge.type = kDefaultType;
    for (size_t column = 0; column < columns_.size(); ++column) {
      if (type_ == column) {
        edge.type = row[column].is_null() ? kDefaultType : PropertyText(row[column]);
      } else if (column != source_ && column != target_ && !row[column].is_null()) {
        edge.properties.Set(columns_[column], row[column]);
      }
    }
    edges_.push_back({std::move(edge), {}});
  }

  Subgraph Build() { return Subgraph(std::move(nodes_), std::move(edges_)); }

 private:
  NodeId NodeOf(const Value& value) {
    const auto [place, fresh] =
        ids_.try_emplace(PropertyText(value), NodeId(static_cast<uint64_t>(ids_.size())));
    if (fresh) {
      NodeRecord node;
      node.id = place->second;
      node.labels.emplace_back(kRowNodeLabel);
      node.properties.Set(std::string(kNameProperty), value);
      nodes_.push_back(std::move(node));
    }
    return place->second;
  }

  std::span<const std::string> columns_;
  size_t source_;
  size_t target_;
  std::optional<size_t> type_;
  std::map<std::string, NodeId> ids_;
  std::vector<NodeRecord> nodes_;
  std::vector<Subgraph::Edge> edges_;
};

Error NoGraph() {
  Error error = RuntimeError(ErrorCode::kInvalidData, "NoGraph",
                             "the rows of the query hold no nodes, edges or paths to export");
  error.hint =
      "return them (MATCH path = ... RETURN path), or name two columns `source` and `target`";
  return error;
}

}  // namespace

Result<Subgraph> SelectRows(const GraphView& view, std::span<const std::string> columns,
                            std::span<const std::vector<Value>> rows, const EdgeCriteria& filter) {
  SubgraphBuilder builder(view, filter);
  for (const std::vector<Value>& row : rows) {
    for (const Value& value : row) {
      AddValue(value, builder);
    }
  }
  if (builder.node_count() + builder.edge_count() > 0) {
    if (builder.edge_count() == 0) {
      RONDO_TRY(builder.AddEdgesBetween());
    }
    return builder.Build();
  }
  const auto source = FindColumn(columns, kSourceColumn);
  const auto target = FindColumn(columns, kTargetColumn);
  if (!source.has_value() || !target.has_value()) {
    return rows.empty() ? Result<Subgraph>(Subgraph()) : NoGraph();
  }
  RowGraph graph(columns, *source, *target);
  for (const std::vector<Value>& row : rows) {
    graph.AddRow(row);
  }
  return graph.Build();
}

}  // namespace rondo
