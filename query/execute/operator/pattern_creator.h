#pragma once

// PatternCreator: makes the elements of a pattern for the lanes of a batch, from left to right, and
// sets their slots: what CREATE does, and MERGE where it finds nothing.
//
// Works element by element, so that property values are computed as columns; an element may read
// the slots of those to its left. Thread rule: belongs to one thread, like the operators.

#include <vector>

#include "graph/base/result.h"
#include "query/bind/bound_statement.h"
#include "query/execute/expression/batch.h"
#include "query/execute/operator/execution_state.h"
#include "query/execute/operator/statement_writer.h"

namespace rondo {

class PatternCreator {
 public:
  /// Borrows both.
  PatternCreator(ExecutionState& state, const BoundPattern& pattern);

  /// Creates the pattern once for each lane of `rows`. EntityNotFound("MissingNode") where an edge
  /// needs a node that is null, Type("InvalidPropertyType"), and the errors of the expressions.
  Result<void> Create(Batch& rows);

 private:
  /// One element in the order of creation.
  struct Step {
    enum class Kind : uint8_t { kNode, kEdge, kNodeProperties, kPath };
    Kind kind;
    uint32_t index;                   // Into the pattern's nodes, edges or paths.
    bool without_properties = false;  // kNode: they read the edge, and are set after it.
  };

  /// The properties of one element as columns.
  class PropertyColumns {
   public:
    Result<void> Evaluate(const BoundPatternProperties& properties, ExecutionState& state,
                          StatementWriter& writer, const Batch& rows);
    /// Replaces `out` by the properties of a lane that are not null.
    Result<void> Read(size_t lane, StatementWriter& writer, std::vector<Property>& out) const;

   private:
    const BoundPatternProperties* properties_ = nullptr;
    std::vector<PropertyKeyId> keys_;
    std::vector<Vector> scratch_;
    std::vector<const Vector*> columns_;
  };

  void AddPath(uint32_t index, std::vector<bool>& placed);
  Result<void> CreateNodes(const Step& step, Batch& rows);
  Result<void> CreateEdges(const BoundEdgePattern& edge, Batch& rows);
  Result<void> SetNodeProperties(const BoundNodePattern& node, const Batch& rows);
  Result<void> SetPaths(const BoundPathPattern& path, Batch& rows) const;
  /// The nodes of an end of an edge, none of them null.
  Result<std::span<const NodeId>> EndsOf(const BoundEdgePattern& edge, uint32_t node,
                                         const Batch& rows, std::vector<NodeId>& ids);

  ExecutionState& state_;
  const BoundPattern& pattern_;
  StatementWriter writer_;
  std::vector<Step> steps_;
  std::vector<std::vector<std::string>> labels_;  // Of each node of the pattern, each once.

  // Memory that is used again.
  PropertyColumns columns_;
  std::vector<Property> properties_;
  std::vector<LabelId> label_ids_;
  std::vector<NodeId> nodes_;
  std::vector<EdgeId> edges_;
  std::vector<NodeId> left_;
  std::vector<NodeId> right_;
};

}  // namespace rondo
