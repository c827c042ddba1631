#pragma once

// Entities of an article as nodes of the graph: the node that is meant if there is one, else a new
// one.

#include <string_view>
#include <vector>

#include "tools/articles/document.h"
#include "tools/articles/graph/graph_access.h"

namespace rondo::articles {

class EntityNodes {
 public:
  EntityNodes(GraphAccess& graph, const Document& document) : graph_(graph), document_(document) {}

  /// The node of an entity; found or made at the first call, with a mentions edge from `article`.
  Result<NodeId> NodeOf(EntityIndex entity, NodeId article);
  /// Those that became national teams by that.
  const std::vector<NodeId>& changed_teams() const { return changed_teams_; }

 private:
  struct Candidate {
    NodeId node;
    int score = 0;
  };

  Result<std::optional<NodeId>> FindNode(const Entity& entity);
  Result<std::vector<NodeId>> FindByNames(const Entity& entity);
  Result<bool> Fits(const Entity& entity, NodeId node);
  /// Whether a node that bears the name only among its aliases may be meant by it.
  Result<bool> MayBeCalled(const Entity& entity, NodeId node);
  /// REQUIRES: the node fits.
  Result<Candidate> Judge(const Entity& entity, NodeId node);
  Result<int> JudgePerson(const Entity& entity, NodeId node);
  Result<std::optional<NodeId>> BestOf(const Entity& entity, const std::vector<NodeId>& nodes);
  Result<int> CountSharedClubs(NodeId node);

  GraphAccess& graph_;
  const Document& document_;
  std::vector<NodeId> changed_teams_;
  std::vector<NodeId> nodes_;  // By EntityIndex; invalid until asked for.
};

}  // namespace rondo::articles
