#pragma once

// StatementWriter: the changes that clauses make: through the statement's transaction, counted for
// the summary, and remembered where rows may still name what was deleted.
//
// Invariant: nothing else writes into ExecutionState's counters and deleted entities.
// Thread rule: belongs to one thread, like the operators.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "query/execute/operator/execution_state.h"

namespace rondo {

class StatementWriter {
 public:
  explicit StatementWriter(ExecutionState& state) : state_(state) {}

  // ---- Names: the id of a name, made if it is new.
  Result<LabelId> Label(std::string_view name);
  Result<EdgeTypeId> EdgeType(std::string_view name);
  Result<PropertyKeyId> PropertyKey(std::string_view name);

  // ---- Creating. Labels each once; no null among the properties.
  Result<NodeId> CreateNode(std::span<const LabelId> labels, std::span<const Property> properties,
                            SourceSpan span);
  Result<EdgeId> CreateEdge(EdgeTypeId type, NodeId source, NodeId target,
                            std::span<const Property> properties, SourceSpan span);

  // ---- Changing. `entity` is a node or an edge; null is passed over.
  // Type("InvalidArgumentType") for anything else, EntityNotFound("DeletedEntityAccess") for what
  // the statement has deleted.
  /// Null takes the property away.
  Result<void> SetProperty(const Value& entity, std::string_view key, const Value& value,
                           SourceSpan span);
  /// Properties of `properties` (a map, a node or an edge) are set, those that are null there are
  /// taken away, and where `replace` so are all others.
  Result<void> SetProperties(const Value& entity, const Value& properties, bool replace,
                             SourceSpan span);
  /// Sets properties, none of them null, of a node.
  Result<void> SetProperties(NodeId node, std::span<const Property> properties, SourceSpan span);
  Result<void> AddLabels(const Value& node, std::span<const std::string> labels, SourceSpan span);
  Result<void> RemoveLabels(const Value& node, std::span<const std::string> labels,
                            SourceSpan span);

  // ---- Deleting. What was deleted before, or is not there, is passed over.
  Result<void> DeleteEdges(std::span<const EdgeId> edges);
  /// With the edges of the nodes where `detach`. `span` is what the statement says of them.
  Result<void> DeleteNodes(std::span<const NodeId> nodes, bool detach, SourceSpan span);

 private:
  Result<void> Set(const Value& entity, PropertyKeyId key, const Value& value);
  Result<void> Remove(const Value& entity, PropertyKeyId key);
  Result<bool> IsNodeToChange(const Value& node, SourceSpan span) const;
  Result<bool> IsEntityToChange(const Value& entity, SourceSpan span) const;

  ExecutionState& state_;
  std::vector<EdgeTypeId> types_;
  std::vector<NodeId> new_nodes_;
};

/// Type("InvalidPropertyType") where a property cannot hold the value: maps, nodes, edges, paths
/// and lists with any of these or with lists in them.
Result<void> CheckPropertyValue(const Value& value, SourceSpan span);

/// To be called once all rows were made: Constraint("DeleteConnectedNode") where a node that the
/// statement deleted still has edges. Edges may be deleted after their nodes, hence not before.
Result<void> CheckDeletedNodes(ExecutionState& state);

}  // namespace rondo
