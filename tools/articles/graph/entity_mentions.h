#pragma once

// What articles say of an entity, and what the node that was made for it makes of that: their
// labels and aliases together, and what they agree on. One mention more or less reads as few of the
// others as it takes to know what that changes; a well-known club has tens of thousands.

#include <span>
#include <string>
#include <vector>

#include "tools/articles/graph/graph_access.h"

namespace rondo::articles {

/// What one article says, as its mentions edge holds it.
struct EntityMention {
  std::string label;
  std::vector<std::string> aliases;
  std::string nationality;
  std::string position;
  bool national_team = false;
  bool women = false;
};

/// What is wanted of mentions: every property that is not read is a column less to load.
struct MentionFields {
  bool label = true;
  bool aliases = true;
  bool nationality = true;
  bool position = true;
  bool national_team = true;
  bool women = true;
};

Result<EdgeId> WriteMention(GraphAccess& graph, NodeId article, NodeId entity,
                            const EntityMention& mention);
Result<std::vector<EntityMention>> ReadMentions(GraphAccess& graph, std::span<const EdgeId> edges,
                                                const MentionFields& fields = {});

/// Brings a node that was made for articles up to a mention that was just written as `edge`. Other
/// nodes are left alone. True if it became, or ceased to be, a national team: moves to it then mean
/// something else for careers.
Result<bool> AddMentionToEntity(GraphAccess& graph, NodeId entity, EdgeId edge,
                                const EntityMention& mention);
/// The same after a mention was deleted. A node that nothing mentions and that has no edges goes.
Result<bool> RemoveMentionOfEntity(GraphAccess& graph, NodeId entity, const EntityMention& mention);

}  // namespace rondo::articles
