#include "tools/articles/graph/entity_mentions.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "graph/model/schema.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/graph/mention_witnesses.h"

namespace rondo::articles {
namespace {

constexpr MentionFields kNoFields = {.label = false,
                                     .aliases = false,
                                     .nationality = false,
                                     .position = false,
                                     .national_team = false,
                                     .women = false};

using TextSet = std::set<std::string, std::less<>>;

Value TextOrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value TrueOrNull(bool flag) { return flag ? Value(true) : Value(); }

std::string TextOf(const Value& value) {
  return value.is(Value::Kind::kString) ? std::string(value.string()) : std::string();
}

Value SortedList(const TextSet& texts) {
  ListValue list;
  for (const std::string& text : texts) {
    list.emplace_back(text);
  }
  return list.empty() ? Value() : Value(std::move(list));
}

/// Elements that are no text count as empty ones.
std::vector<std::string> TextsOf(const Value& value) {
  std::vector<std::string> texts;
  if (value.is(Value::Kind::kList)) {
    for (const Value& element : value.list()) {
      texts.push_back(TextOf(element));
    }
  }
  return texts;
}

/// What a node says of itself; what articles do not agree on is empty.
struct EntityState {
  TextSet labels;
  TextSet aliases;
  std::string nationality;
  std::string position;
  bool national_team = false;
  bool women = false;
};

/// What some mentions say together.
struct MentionSummary {
  size_t mention_count = 0;
  TextSet labels;
  TextSet aliases;
  TextSet nationalities;
  TextSet positions;
  bool national_team = false;
  bool women = false;

  void Add(const EntityMention& mention) {
    ++mention_count;
    const auto add = [](const std::string& text, TextSet& set) {
      if (!text.empty()) {
        set.insert(text);
      }
    };
    add(mention.label, labels);
    aliases.insert(mention.aliases.begin(), mention.aliases.end());
    add(mention.nationality, nationalities);
    add(mention.position, positions);
    national_team = national_team || mention.national_team;
    women = women || mention.women;
  }
};

/// The one value if the articles agree, else nothing.
std::string OnlyText(const TextSet& texts) {
  return texts.size() == 1 ? *texts.begin() : std::string();
}

EntityState Summarise(const MentionSummary& summary) {
  return {summary.labels,
          summary.aliases,
          OnlyText(summary.nationalities),
          OnlyText(summary.positions),
          summary.national_team,
          summary.women};
}

/// What the node says now; of what `mention` says nothing of, nothing, since one mention more or
/// less leaves it alone. Every property that is not read is a column less to load.
Result<EntityState> ReadState(GraphAccess& graph, NodeId node, const EntityMention& mention) {
  EntityState state;
  std::vector<LabelId> labels;
  RONDO_TRY(graph.transaction().ReadLabels(node, labels));
  for (LabelId label : labels) {
    state.labels.emplace(graph.transaction().LabelName(label));
  }
  if (!mention.aliases.empty()) {
    RONDO_TRY_ASSIGN(const Value aliases, graph.Get(node, kEntityAliases));
    const std::vector<std::string> texts = TextsOf(aliases);
    state.aliases.insert(texts.begin(), texts.end());
  }
  if (!mention.nationality.empty()) {
    RONDO_TRY_ASSIGN(const Value nationality, graph.Get(node, kEntityNationality));
    state.nationality = TextOf(nationality);
  }
  if (!mention.position.empty()) {
    RONDO_TRY_ASSIGN(const Value position, graph.Get(node, kEntityPosition));
    state.position = TextOf(position);
  }
  if (mention.national_team) {
    RONDO_TRY_ASSIGN(const Value national_team, graph.Get(node, kEntityNationalTeam));
    state.national_team = !national_team.is_null();
  }
  if (mention.women) {
    RONDO_TRY_ASSIGN(const Value women, graph.Get(node, kEntityWomen));
    state.women = !women.is_null();
  }
  return state;
}

Result<void> WriteLabels(GraphAccess& graph, NodeId node, const TextSet& have,
                         const TextSet& wanted) {
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

/// True if it became, or ceased to be, a national team.
Result<bool> WriteState(GraphAccess& graph, NodeId node, const EntityState& before,
                        const EntityState& after) {
  RONDO_TRY(WriteLabels(graph, node, before.labels, after.labels));
  if (before.aliases != after.aliases) {
    RONDO_TRY(graph.Set(node, kEntityAliases, SortedList(after.aliases)));
  }
  const auto write = [&](std::string_view name, const auto& was, const auto& is,
                         auto value) -> Result<void> {
    return was == is ? Result<void>() : graph.Set(node, name, value(is));
  };
  RONDO_TRY(write(kEntityNationality, before.nationality, after.nationality, TextOrNull));
  RONDO_TRY(write(kEntityPosition, before.position, after.position, TextOrNull));
  RONDO_TRY(write(kEntityNationalTeam, before.national_team, after.national_team, TrueOrNull));
  RONDO_TRY(write(kEntityWomen, before.women, after.women, TrueOrNull));
  return before.national_team != after.national_team;
}

/// What one mention more or less changes, and which others have to be seen before that is certain.
class MentionEffect {
 public:
  MentionEffect(EntityState before, const EntityMention& mention)
      : mention_(mention), before_(std::move(before)), after_(before_) {}

  void Add() {
    after_.labels.insert(mention_.label);
    after_.aliases.insert(mention_.aliases.begin(), mention_.aliases.end());
    AddText(mention_.nationality, after_.nationality, nationality_);
    AddText(mention_.position, after_.position, position_);
    after_.national_team = after_.national_team || mention_.national_team;
    after_.women = after_.women || mention_.women;
  }

  void Remove() {
    needs_any_ = true;
    if (!mention_.label.empty()) {
      needed_labels_.insert(mention_.label);
    }
    needed_aliases_.insert(mention_.aliases.begin(), mention_.aliases.end());
    RemoveText(mention_.nationality, after_.nationality, nationality_);
    RemoveText(mention_.position, after_.position, position_);
    needs_national_team_ = mention_.national_team;
    needs_women_ = mention_.women;
  }

  void See(const EntityMention& other) {
    needs_any_ = false;
    needed_labels_.erase(other.label);
    for (const std::string& alias : other.aliases) {
      needed_aliases_.erase(alias);
    }
    nationality_.See(other.nationality);
    position_.See(other.position);
    needs_national_team_ = needs_national_team_ && !other.national_team;
    needs_women_ = needs_women_ && !other.women;
  }

  bool certain() const {
    return !needs_any_ && needed_labels_.empty() && needed_aliases_.empty() &&
           !nationality_.open() && !position_.open() && !needs_national_team_ && !needs_women_;
  }
  /// What the others have to tell of themselves before that is certain.
  MentionFields fields() const {
    return {.label = !needed_labels_.empty(),
            .aliases = !needed_aliases_.empty(),
            .nationality = nationality_.open(),
            .position = position_.open(),
            .national_team = needs_national_team_,
            .women = needs_women_};
  }
  const EntityState& before() const { return before_; }
  /// REQUIRES: certain().
  const EntityState& after() const { return after_; }
  /// The same where all others were seen and it still is not certain: of `fields` it is what `all`
  /// say together.
  EntityState AfterAll(const MentionFields& fields, const EntityState& all) const {
    EntityState after = after_;
    after.labels = fields.label ? all.labels : after.labels;
    after.aliases = fields.aliases ? all.aliases : after.aliases;
    after.nationality = fields.nationality ? all.nationality : after.nationality;
    after.position = fields.position ? all.position : after.position;
    after.national_team = fields.national_team ? all.national_team : after.national_team;
    after.women = fields.women ? all.women : after.women;
    return after;
  }

 private:
  /// What the others have to say of something on which articles may not agree.
  struct Need {
    TextSet texts;          // None of which is enough.
    size_t text_count = 0;  // So many different ones are wanted.

    bool open() const { return texts.size() < text_count; }
    void See(const std::string& text) {
      if (open() && !text.empty()) {
        texts.insert(text);
      }
    }
  };

  static void AddText(const std::string& said, std::string& known, Need& need) {
    if (said.empty() || said == known) {
      return;
    }
    if (!known.empty()) {
      known.clear();  // From now on they do not agree.
      return;
    }
    // Nobody had said anything, or they did not agree; then somebody says another thing.
    need.texts.insert(said);
    need.text_count = 2;
  }

  static void RemoveText(const std::string& said, const std::string& known, Need& need) {
    if (!said.empty()) {
      need.text_count = known.empty() ? 2 : 1;
    }
  }

  const EntityMention& mention_;
  const EntityState before_;
  EntityState after_;
  bool needs_any_ = false;
  TextSet needed_labels_;
  TextSet needed_aliases_;
  Need nationality_;
  Need position_;
  bool needs_national_team_ = false;
  bool needs_women_ = false;
};

Result<void> DeleteIfAlone(GraphAccess& graph, NodeId node) {
  RONDO_TRY_ASSIGN(const auto neighbors, graph.Neighbors(node, Direction::kBoth));
  return neighbors.empty() ? graph.transaction().DeleteNode(node) : Result<void>();
}

using About = MentionWitnesses::About;

/// What of a mention is remembered, and where it stands.
struct Told {
  About about;
  std::string EntityMention::*text;
  bool MentionFields::*field;
};
constexpr Told kTold[] = {
    {About::kNationality, &EntityMention::nationality, &MentionFields::nationality},
    {About::kPosition, &EntityMention::position, &MentionFields::position}};

void Note(GraphAccess& graph, NodeId entity, EdgeId edge, const EntityMention& mention) {
  for (const Told& told : kTold) {
    if (graph.witnesses() != nullptr && !(mention.*told.text).empty()) {
      graph.witnesses()->Note(entity, told.about, edge, mention.*told.text);
    }
  }
}

/// Where it has to be known whether articles say something else than `mention`, those that did are
/// asked first.
Result<void> AskWitnesses(GraphAccess& graph, NodeId entity, const EntityMention& mention,
                          MentionEffect& effect) {
  for (const Told& told : kTold) {
    if (graph.witnesses() == nullptr || !(effect.fields().*told.field)) {
      continue;
    }
    const std::optional<EdgeId> edge =
        graph.witnesses()->FindOther(entity, told.about, mention.*told.text);
    if (edge.has_value()) {
      MentionFields fields = kNoFields;
      fields.*told.field = true;
      RONDO_TRY_ASSIGN(const std::vector<EntityMention> other,
                       ReadMentions(graph, std::span(&*edge, 1), fields));
      effect.See(other.front());
    }
  }
  return {};
}

/// Asks the mentions, the newest first, until the effect is certain or all were asked.
Result<bool> Apply(GraphAccess& graph, NodeId node, MentionEffect& effect,
                   std::optional<EdgeId> added) {
  constexpr size_t kFirstPageSize = 4;
  std::vector<EdgeId> edges;
  if (!effect.certain()) {
    RONDO_TRY_ASSIGN(const auto neighbors,
                     graph.Neighbors(node, Direction::kIncoming, kMentionsType));
    for (const auto& neighbor : neighbors) {
      edges.push_back(neighbor.edge);
    }
    std::sort(edges.begin(), edges.end(), std::greater<>());
  }
  const MentionFields fields = effect.fields();
  MentionSummary all;
  for (size_t begin = 0; begin < edges.size() && !effect.certain();) {
    const size_t size = std::min(edges.size() - begin, std::max(kFirstPageSize, begin));
    const auto page = std::span<const EdgeId>(edges).subspan(begin, size);
    RONDO_TRY_ASSIGN(const std::vector<EntityMention> mentions, ReadMentions(graph, page, fields));
    for (size_t row = 0; row < size; ++row) {
      all.Add(mentions[row]);
      if (page[row] != added) {
        effect.See(mentions[row]);
        Note(graph, node, page[row], mentions[row]);
      }
    }
    begin += size;
  }
  if (effect.certain()) {
    return WriteState(graph, node, effect.before(), effect.after());
  }
  if (all.mention_count == 0) {
    RONDO_TRY(DeleteIfAlone(graph, node));
    return false;
  }
  return WriteState(graph, node, effect.before(), effect.AfterAll(fields, Summarise(all)));
}

/// What the entity says after `mention` came, by the edge `added`, or went. Entities that have not
/// learned anything from mentions stay as they are.
Result<bool> Change(GraphAccess& graph, NodeId entity, const EntityMention& mention,
                    void (MentionEffect::*change)(), std::optional<EdgeId> added) {
  RONDO_TRY_ASSIGN(const Value learned, graph.Get(entity, kLearned));
  if (learned.is_null()) {
    return false;
  }
  RONDO_TRY_ASSIGN(EntityState state, ReadState(graph, entity, mention));
  MentionEffect effect(std::move(state), mention);
  (effect.*change)();
  if (added.has_value()) {
    RONDO_TRY(AskWitnesses(graph, entity, mention, effect));
  }
  RONDO_TRY_ASSIGN(const bool team_changed, Apply(graph, entity, effect, added));
  if (added.has_value()) {
    Note(graph, entity, *added, mention);
  }
  return team_changed;
}

}  // namespace

Result<EdgeId> WriteMention(GraphAccess& graph, NodeId article, NodeId entity,
                            const EntityMention& mention) {
  return graph.CreateEdge(
      kMentionsType, article, entity,
      {{kMentionLabel, mention.label},
       {kMentionAliases, SortedList({mention.aliases.begin(), mention.aliases.end()})},
       {kEntityNationality, TextOrNull(mention.nationality)},
       {kEntityPosition, TextOrNull(mention.position)},
       {kEntityNationalTeam, TrueOrNull(mention.national_team)},
       {kEntityWomen, TrueOrNull(mention.women)}});
}

Result<std::vector<EntityMention>> ReadMentions(GraphAccess& graph, std::span<const EdgeId> edges,
                                                const MentionFields& fields) {
  std::vector<EntityMention> mentions(edges.size());
  std::vector<Value> values(edges.size());
  const auto read = [&](bool wanted, std::string_view name, auto take) -> Result<void> {
    if (!wanted) {
      return {};
    }
    RONDO_TRY_ASSIGN(const PropertyKeyId key, graph.Key(name));
    RONDO_TRY(graph.transaction().GatherEdgeProperty(key, edges, values));
    for (size_t row = 0; row < edges.size(); ++row) {
      take(mentions[row], values[row]);
    }
    return {};
  };
  RONDO_TRY(read(fields.label, kMentionLabel,
                 [](EntityMention& m, const Value& v) { m.label = TextOf(v); }));
  RONDO_TRY(read(fields.aliases, kMentionAliases,
                 [](EntityMention& m, const Value& v) { m.aliases = TextsOf(v); }));
  RONDO_TRY(read(fields.nationality, kEntityNationality,
                 [](EntityMention& m, const Value& v) { m.nationality = TextOf(v); }));
  RONDO_TRY(read(fields.position, kEntityPosition,
                 [](EntityMention& m, const Value& v) { m.position = TextOf(v); }));
  RONDO_TRY(read(fields.national_team, kEntityNationalTeam,
                 [](EntityMention& m, const Value& v) { m.national_team = !v.is_null(); }));
  RONDO_TRY(read(fields.women, kEntityWomen,
                 [](EntityMention& m, const Value& v) { m.women = !v.is_null(); }));
  return mentions;
}

Result<bool> AddMentionToEntity(GraphAccess& graph, NodeId entity, EdgeId edge,
                                const EntityMention& mention) {
  return Change(graph, entity, mention, &MentionEffect::Add, edge);
}

Result<bool> RemoveMentionOfEntity(GraphAccess& graph, NodeId entity,
                                   const EntityMention& mention) {
  return Change(graph, entity, mention, &MentionEffect::Remove, std::nullopt);
}

}  // namespace rondo::articles
