#include "tools/articles/graph/entity_nodes.h"

#include <algorithm>
#include <string>

#include "graph/model/schema.h"
#include "tools/articles/graph/entity_mentions.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

// How much each sign of identity counts when several nodes bear a name.
constexpr int kSameLabelScore = 8;
constexpr int kSameNameScore = 4;
constexpr int kSharedClubScore = 2;
constexpr int kSameNationalityScore = 1;
static_assert(kSharedClubScore + kSameNationalityScore < std::min(kSameLabelScore, kSameNameScore));
/// Shorter aliases ("US", "CC") say too little to find a node by.
constexpr size_t kTellingAliasSizeMin = 4;

std::string_view LabelNameOf(EntityType type) {
  constexpr schema::NodeLabel kLabels[kEntityTypeCount] = {
      schema::NodeLabel::kPlayer,      schema::NodeLabel::kClub,
      schema::NodeLabel::kManager,     schema::NodeLabel::kOfficial,
      schema::NodeLabel::kJournalist,  schema::NodeLabel::kOutlet,
      schema::NodeLabel::kCompetition, schema::NodeLabel::kOrganisation,
      schema::NodeLabel::kPerson};
  return schema::InfoOf(kLabels[static_cast<size_t>(type)]).name;
}

/// Whether a node with this label can be an entity of this type: people change their roles, nothing
/// else does.
bool LabelFits(std::string_view label, EntityType type) {
  const schema::NodeLabelInfo* info = schema::FindNodeLabel(label);
  return info != nullptr && (label == LabelNameOf(type) || (info->is_person && IsHuman(type)));
}

}  // namespace

Result<NodeId> EntityNodes::NodeOf(EntityIndex index, NodeId article) {
  nodes_.resize(document_.entities.size());
  if (nodes_[index].valid()) {
    return nodes_[index];
  }
  const Entity& entity = document_.entities[index];
  RONDO_TRY_ASSIGN(const std::optional<NodeId> found, FindNode(entity));
  NodeId node = found.value_or(NodeId());
  if (!found.has_value()) {
    RONDO_TRY_ASSIGN(node, graph_.CreateNode(LabelNameOf(entity.type),
                                             {{kEntityName, entity.name}, {kLearned, true}},
                                             &ArticlePlaces::entities));
  }
  nodes_[index] = node;
  const EntityMention mention{.label = std::string(LabelNameOf(entity.type)),
                              .aliases = {entity.aliases.begin(), entity.aliases.end()},
                              .nationality = entity.nationality,
                              .position = entity.position,
                              .national_team = entity.national_team,
                              .women = entity.women};
  RONDO_TRY_ASSIGN(const EdgeId edge, WriteMention(graph_, article, node, mention));
  RONDO_TRY_ASSIGN(const bool team_changed, AddMentionToEntity(graph_, node, edge, mention));
  if (team_changed) {
    changed_teams_.push_back(node);
  }
  return node;
}

Result<std::optional<NodeId>> EntityNodes::FindNode(const Entity& entity) {
  RONDO_TRY_ASSIGN(const std::vector<NodeId> named, FindByNames(entity));
  std::vector<NodeId> nodes;
  for (NodeId node : named) {
    RONDO_TRY_ASSIGN(const bool fits, Fits(entity, node));
    RONDO_TRY_ASSIGN(const bool called, fits ? MayBeCalled(entity, node) : Result<bool>(false));
    if (called) {
      nodes.push_back(node);
    }
  }
  if (nodes.size() <= 1) {
    return nodes.empty() ? std::nullopt : std::optional(nodes.front());
  }
  return BestOf(entity, nodes);
}

/// Of equals the one that was there first. What takes long to tell is asked only of those that are
/// equal without it: it weighs less than each of the rest.
Result<std::optional<NodeId>> EntityNodes::BestOf(const Entity& entity,
                                                  const std::vector<NodeId>& nodes) {
  std::vector<Candidate> candidates;
  int score_max = 0;
  for (NodeId node : nodes) {
    RONDO_TRY_ASSIGN(const Candidate candidate, Judge(entity, node));
    score_max = std::max(score_max, candidate.score);
    candidates.push_back(candidate);
  }
  std::erase_if(candidates,
                [&](const Candidate& candidate) { return candidate.score < score_max; });
  if (candidates.size() > 1 && IsHuman(entity.type)) {
    for (Candidate& candidate : candidates) {
      RONDO_TRY_ASSIGN(const int score, JudgePerson(entity, candidate.node));
      candidate.score += score;
    }
  }
  const auto best = std::max_element(
      candidates.begin(), candidates.end(),
      [](const Candidate& left, const Candidate& right) { return left.score < right.score; });
  return std::optional(best->node);
}

Result<std::vector<NodeId>> EntityNodes::FindByNames(const Entity& entity) {
  std::vector<NodeId> nodes;
  RONDO_TRY(graph_.transaction().FindNodesByName(entity.name, nodes));
  // People are found by their full name only: many share a surname, and a nickname less.
  if (nodes.empty() && !IsHuman(entity.type)) {
    for (const std::string& alias : entity.aliases) {
      if (alias.size() >= kTellingAliasSizeMin) {
        RONDO_TRY(graph_.transaction().FindNodesByName(alias, nodes));
      }
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

Result<bool> EntityNodes::Fits(const Entity& entity, NodeId node) {
  std::vector<LabelId> labels;
  RONDO_TRY(graph_.transaction().ReadLabels(node, labels));
  return std::any_of(labels.begin(), labels.end(), [&](LabelId label) {
    return LabelFits(graph_.transaction().LabelName(label), entity.type);
  });
}

/// Pedro Mendes was called Pedro in some article, but another one's Pedro is he only where a club
/// of his is named, too.
Result<bool> EntityNodes::MayBeCalled(const Entity& entity, NodeId node) {
  if (!IsHuman(entity.type) || entity.name.find(' ') != std::string::npos) {
    return true;
  }
  RONDO_TRY_ASSIGN(const Value name, graph_.Get(node, kEntityName));
  if (name.is(Value::Kind::kString) && Fold(name.string()) == Fold(entity.name)) {
    return true;
  }
  RONDO_TRY_ASSIGN(const Value nationality, graph_.Get(node, kEntityNationality));
  if (nationality.is(Value::Kind::kString) && !entity.nationality.empty() &&
      nationality.string() != entity.nationality) {
    return false;
  }
  std::vector<NodeId> clubs;
  for (const Entity& club : document_.entities) {
    if (club.type == EntityType::kClub) {
      RONDO_TRY_ASSIGN(const std::optional<NodeId> found, FindNode(club));
      clubs.insert(clubs.end(), found.has_value() ? 1 : 0, found.value_or(NodeId()));
    }
  }
  // All that is known of somebody is much to read where there is nothing to find in it.
  if (clubs.empty()) {
    return false;
  }
  RONDO_TRY_ASSIGN(const std::vector<GraphAccess::Neighbor> neighbors,
                   graph_.Neighbors(node, Direction::kOutgoing));
  return std::any_of(neighbors.begin(), neighbors.end(), [&](const auto& neighbor) {
    return std::find(clubs.begin(), clubs.end(), neighbor.node) != clubs.end();
  });
}

Result<EntityNodes::Candidate> EntityNodes::Judge(const Entity& entity, NodeId node) {
  std::vector<LabelId> labels;
  RONDO_TRY(graph_.transaction().ReadLabels(node, labels));
  Candidate candidate{node, 0};
  for (LabelId label : labels) {
    const bool same = graph_.transaction().LabelName(label) == LabelNameOf(entity.type);
    candidate.score += same ? kSameLabelScore : 0;
  }
  RONDO_TRY_ASSIGN(const Value name, graph_.Get(node, kEntityName));
  if (name.is(Value::Kind::kString) && Fold(name.string()) == Fold(entity.name)) {
    candidate.score += kSameNameScore;
  }
  return candidate;
}

/// The signs of identity that only people have.
Result<int> EntityNodes::JudgePerson(const Entity& entity, NodeId node) {
  RONDO_TRY_ASSIGN(const int shared_count, CountSharedClubs(node));
  RONDO_TRY_ASSIGN(const Value nationality, graph_.Get(node, kEntityNationality));
  const bool same_nationality =
      nationality.is(Value::Kind::kString) && nationality.string() == entity.nationality;
  return (shared_count > 0 ? kSharedClubScore : 0) + (same_nationality ? kSameNationalityScore : 0);
}

/// How many of the clubs that the article names (and that have their nodes already) this person is
/// tied to.
Result<int> EntityNodes::CountSharedClubs(NodeId node) {
  RONDO_TRY_ASSIGN(const std::vector<GraphAccess::Neighbor> neighbors,
                   graph_.Neighbors(node, Direction::kOutgoing));
  int count = 0;
  for (const auto& neighbor : neighbors) {
    for (size_t index = 0; index < nodes_.size(); ++index) {
      count += nodes_[index] == neighbor.node && document_.entities[index].type == EntityType::kClub
                   ? 1
                   : 0;
    }
  }
  return count;
}

}  // namespace rondo::articles
