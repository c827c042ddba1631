#include "tools/articles/graph/entity_nodes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

// How much each sign of identity counts when several nodes bear a name.
constexpr int kSameLabelScore = 8;
constexpr int kSameNameScore = 4;
constexpr int kSharedClubScore = 2;
constexpr int kSameNationalityScore = 1;
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

Value TextOrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value TrueOrNull(bool flag) { return flag ? Value(true) : Value(); }

Value SortedList(const std::set<std::string>& texts) {
  ListValue list;
  for (const std::string& text : texts) {
    list.emplace_back(text);
  }
  return list.empty() ? Value() : Value(std::move(list));
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
                                             {{kEntityName, entity.name}, {kLearned, true}}));
  }
  nodes_[index] = node;
  RONDO_TRY(graph_.CreateEdge(
      kMentionsType, article, node,
      {{kMentionLabel, LabelNameOf(entity.type)},
       {kMentionAliases, SortedList({entity.aliases.begin(), entity.aliases.end()})},
       {kEntityNationality, TextOrNull(entity.nationality)},
       {kEntityPosition, TextOrNull(entity.position)},
       {kEntityNationalTeam, TrueOrNull(entity.national_team)},
       {kEntityWomen, TrueOrNull(entity.women)}}));
  RONDO_TRY_ASSIGN(const bool known, found.has_value() ? SaysNothingNew(entity, node) : false);
  if (!known) {
    RONDO_TRY(RefreshEntityNode(graph_, node));
  }
  return node;
}

/// Whether one more mention like this leaves the node as it is: then all earlier ones, of which
/// there may be thousands, need not be read again.
Result<bool> EntityNodes::SaysNothingNew(const Entity& entity, NodeId node) {
  std::vector<LabelId> labels;
  RONDO_TRY(graph_.transaction().ReadLabels(node, labels));
  const bool labelled = std::any_of(labels.begin(), labels.end(), [&](LabelId label) {
    return graph_.transaction().LabelName(label) == LabelNameOf(entity.type);
  });
  RONDO_TRY_ASSIGN(const Value learned, graph_.Get(node, kLearned));
  RONDO_TRY_ASSIGN(const Value aliases, graph_.Get(node, kEntityAliases));
  RONDO_TRY_ASSIGN(const Value nationality, graph_.Get(node, kEntityNationality));
  RONDO_TRY_ASSIGN(const Value position, graph_.Get(node, kEntityPosition));
  RONDO_TRY_ASSIGN(const Value national_team, graph_.Get(node, kEntityNationalTeam));
  RONDO_TRY_ASSIGN(const Value women, graph_.Get(node, kEntityWomen));
  const auto agrees = [](const std::string& said, const Value& known) {
    return said.empty() || (known.is(Value::Kind::kString) && known.string() == said);
  };
  const auto has_alias = [&](const std::string& said) {
    return aliases.is(Value::Kind::kList) &&
           std::any_of(aliases.list().begin(), aliases.list().end(), [&](const Value& known) {
             return known.is(Value::Kind::kString) && known.string() == said;
           });
  };
  return learned.is_null() ||
         (labelled && agrees(entity.nationality, nationality) &&
          agrees(entity.position, position) &&
          (!entity.national_team || !national_team.is_null()) &&
          (!entity.women || !women.is_null()) &&
          std::all_of(entity.aliases.begin(), entity.aliases.end(), has_alias));
}

Result<std::optional<NodeId>> EntityNodes::FindNode(const Entity& entity) {
  RONDO_TRY_ASSIGN(const std::vector<NodeId> nodes, FindByNames(entity));
  std::optional<Candidate> best;
  for (NodeId node : nodes) {
    RONDO_TRY_ASSIGN(const std::optional<Candidate> candidate, Judge(entity, node));
    // Of equals the one that was there first.
    if (candidate.has_value() && (!best.has_value() || candidate->score > best->score)) {
      best = candidate;
    }
  }
  return best.has_value() ? std::optional(best->node) : std::nullopt;
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

Result<std::optional<EntityNodes::Candidate>> EntityNodes::Judge(const Entity& entity,
                                                                 NodeId node) {
  std::vector<LabelId> labels;
  RONDO_TRY(graph_.transaction().ReadLabels(node, labels));
  bool fits = false;
  Candidate candidate{node, 0};
  for (LabelId label : labels) {
    const std::string_view name = graph_.transaction().LabelName(label);
    fits = fits || LabelFits(name, entity.type);
    candidate.score += name == LabelNameOf(entity.type) ? kSameLabelScore : 0;
  }
  if (!fits) {
    return std::optional<Candidate>();
  }
  RONDO_TRY_ASSIGN(const Value name, graph_.Get(node, kEntityName));
  if (name.is(Value::Kind::kString) && Fold(name.string()) == Fold(entity.name)) {
    candidate.score += kSameNameScore;
  }
  if (IsHuman(entity.type)) {
    RONDO_TRY_ASSIGN(const int shared_count, CountSharedClubs(node));
    candidate.score += shared_count > 0 ? kSharedClubScore : 0;
    RONDO_TRY_ASSIGN(const Value nationality, graph_.Get(node, kEntityNationality));
    const bool same =
        nationality.is(Value::Kind::kString) && nationality.string() == entity.nationality;
    candidate.score += same ? kSameNationalityScore : 0;
  }
  return std::optional(candidate);
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

namespace {

/// What the articles that mention a node say of it, together.
struct MentionSummary {
  size_t mention_count = 0;
  std::set<std::string> labels;
  std::set<std::string> aliases;
  std::set<std::string> nationalities;
  std::set<std::string> positions;
  bool national_team = false;
  bool women = false;
};

Result<MentionSummary> SummariseMentions(GraphAccess& graph, NodeId node) {
  MentionSummary summary;
  RONDO_TRY_ASSIGN(const std::vector<GraphAccess::Neighbor> mentions,
                   graph.Neighbors(node, Direction::kIncoming, kMentionsType));
  for (const auto& mention : mentions) {
    ++summary.mention_count;
    RONDO_TRY_ASSIGN(const Value label, graph.Get(mention.edge, kMentionLabel));
    RONDO_TRY_ASSIGN(const Value aliases, graph.Get(mention.edge, kMentionAliases));
    RONDO_TRY_ASSIGN(const Value nationality, graph.Get(mention.edge, kEntityNationality));
    RONDO_TRY_ASSIGN(const Value position, graph.Get(mention.edge, kEntityPosition));
    RONDO_TRY_ASSIGN(const Value national_team, graph.Get(mention.edge, kEntityNationalTeam));
    RONDO_TRY_ASSIGN(const Value women, graph.Get(mention.edge, kEntityWomen));
    if (label.is(Value::Kind::kString)) {
      summary.labels.emplace(label.string());
    }
    if (aliases.is(Value::Kind::kList)) {
      for (const Value& alias : aliases.list()) {
        summary.aliases.emplace(alias.is(Value::Kind::kString) ? alias.string()
                                                               : std::string_view());
      }
    }
    if (nationality.is(Value::Kind::kString)) {
      summary.nationalities.emplace(nationality.string());
    }
    if (position.is(Value::Kind::kString)) {
      summary.positions.emplace(position.string());
    }
    summary.national_team = summary.national_team || !national_team.is_null();
    summary.women = summary.women || !women.is_null();
  }
  return summary;
}

/// The one value if the articles agree, else nothing.
Value OnlyValue(const std::set<std::string>& values) {
  return values.size() == 1 ? Value(*values.begin()) : Value();
}

Result<void> SetLabels(GraphAccess& graph, NodeId node, const std::set<std::string>& wanted) {
  std::vector<LabelId> before;
  RONDO_TRY(graph.transaction().ReadLabels(node, before));
  std::set<std::string, std::less<>> have;
  for (LabelId label : before) {
    have.emplace(graph.transaction().LabelName(label));
  }
  for (const std::string& name : wanted) {
    if (!have.contains(name)) {
      RONDO_TRY_ASSIGN(const LabelId label, graph.Label(name));
      RONDO_TRY(graph.transaction().AddLabel(node, label));
    }
  }
  for (const std::string& name : have) {
    // Labels that no article can give are somebody else's.
    const schema::NodeLabelInfo* info = schema::FindNodeLabel(name);
    if (!wanted.contains(name) && info != nullptr && !info->article_type.empty()) {
      RONDO_TRY_ASSIGN(const LabelId label, graph.Label(name));
      RONDO_TRY(graph.transaction().RemoveLabel(node, label));
    }
  }
  return {};
}

}  // namespace

Result<void> RefreshEntityNode(GraphAccess& graph, NodeId node) {
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(node, kLearned));
  if (learned.is_null()) {
    return {};
  }
  RONDO_TRY_ASSIGN(const MentionSummary summary, SummariseMentions(graph, node));
  if (summary.mention_count == 0) {
    RONDO_TRY_ASSIGN(const auto neighbors, graph.Neighbors(node, Direction::kBoth));
    return neighbors.empty() ? graph.transaction().DeleteNode(node) : Result<void>();
  }
  RONDO_TRY(SetLabels(graph, node, summary.labels));
  RONDO_TRY(graph.Set(node, kEntityAliases, SortedList(summary.aliases)));
  RONDO_TRY(graph.Set(node, kEntityNationality, OnlyValue(summary.nationalities)));
  RONDO_TRY(graph.Set(node, kEntityPosition, OnlyValue(summary.positions)));
  RONDO_TRY(graph.Set(node, kEntityNationalTeam, TrueOrNull(summary.national_team)));
  return graph.Set(node, kEntityWomen, TrueOrNull(summary.women));
}

}  // namespace rondo::articles
