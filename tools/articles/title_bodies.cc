#include "tools/articles/title_bodies.h"

#include <algorithm>
#include <vector>

#include "tools/articles/antecedent_evidence.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// By how much one club must outweigh all others to be the one that goes without saying.
constexpr double kClearlyMore = 1.5;
// "Chester have won two games but Chairman Steve Vaughan ...": the club that the sentence is about.
constexpr double kBesideWeight = 4.0;

}  // namespace

void TitleBodies::SettleStaff() {
  for (const Description& description : document_.descriptions) {
    const EntityIndex person = MentionOf(description.person).entity;
    if (IsStaffTitle(description) && person != kNone &&
        document_.entities[person].affiliation == kNone) {
      article_.entities[person].affiliation = InferBody(description);
    }
  }
}

/// "Chairman Freddy Shepherd": holds an office at a club that goes without saying.
bool TitleBodies::IsStaffTitle(const Description& description) const {
  if (description.title_entry == kNone || description.former || description.possessor != kNone ||
      description.organisation != kNone || description.elsewhere) {
    return false;
  }
  const Title& title = names_.title(description.title_entry);
  return title.has_relation &&
         (title.relation == Relation::kManages || title.relation == Relation::kWorksFor);
}

/// The club that a title without one must mean: "Chairman Freddy Shepherd", "captain Steven
/// Gerrard". With `holder` only a club that the register knows for him.
EntityIndex TitleBodies::InferBody(const Description& description, EntityIndex holder) const {
  if (roles_.SaysWe(document_.sentences[description.sentence].tokens, false)) {
    return kNone;  // A column: the club is the writer's.
  }
  const TokenIndex at = description.begin;
  std::vector<double> weight(document_.entities.size(), 0.0);
  EntityIndex best = kNone;
  EntityIndex attackers = kNone;
  if (IsBeatenKeeper(description)) {
    attackers = AttackersBefore(description);
    if (attackers == kNone) {
      return kNone;
    }
  }
  const bool nations = memberships_.topic_club() != kNone &&
                       document_.entities[memberships_.topic_club()].national_team;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    const bool beside = mention.sentence == description.sentence && mention.tokens.begin < at;
    const EntityIndex body = beside ? ClubStoodFor(index) : mention.entity;
    if (body == kNone || body == attackers || document_.entities[body].type != EntityType::kClub ||
        (holder != kNone &&
         !memberships_.WasAt(document_.entities[holder], document_.entities[body].name))) {
      continue;
    }
    double apart = at - mention.tokens.begin;
    if (mention.tokens.begin > at) {
      apart = 4.0 * (mention.tokens.begin - at);
    }
    const bool national = document_.entities[body].national_team && !nations;
    if (national && memberships_.TimesNamed(body) < 3) {
      continue;
    }
    double& sum = weight[body];
    const double part = roles_.IsOfFormer(index) ? 0.2 : IsQuoted(mention) ? 0.5 : 1.0;
    const double headline = document_.sentences[mention.sentence].headline ? 2.0 : 1.0;
    const double near = beside && !roles_.BehindPreposition(mention) ? kBesideWeight : 1.0;
    sum += part * headline * (national ? 0.3 : 1.0) * near / (1.0 + apart / 80.0);
    if (best == kNone || sum > weight[best]) {
      best = body;
    }
  }
  // Of two sides of a match it may be either.
  const bool doubtful =
      best != kNone && std::any_of(weight.begin(), weight.end(), [&](const double& other) {
        return &other != &weight[best] && other * kClearlyMore > weight[best];
      });
  return doubtful && holder == kNone ? kNone : best;
}

/// "headed past keeper Antonio Doblas", "tipped over by goalkeeper Petr Cech": of the other side.
bool TitleBodies::IsBeatenKeeper(const Description& description) const {
  static constexpr WordList kBefore = {"past",  "by",    "beat",  "over",   "beyond",
                                       "under", "round", "force", "forced", "forcing"};
  if (description.title_entry == kNone || description.begin < 2 ||
      PositionIn(names_.title(description.title_entry)) != "goalkeeper") {
    return false;
  }
  // "past the dive of keeper Petr Cech".
  static constexpr WordList kSaves = {"dive", "hands", "grasp", "reach", "legs", "clutches"};
  const std::string_view before = Word(description.begin - 1);
  return kBefore.Has(before) || IsLeftToBeat(description) ||
         (before == "of" && Word(description.begin - 2) == "out") ||  // "a fine save out of".
         (before == "of" && kSaves.Has(Word(description.begin - 2)));
}

/// "with only keeper Petr Cech to beat".
bool TitleBodies::IsLeftToBeat(const Description& description) const {
  if (description.person == kNone) {
    return false;
  }
  const TokenIndex behind = MentionOf(description.person).tokens.end;
  return behind + 1 < document_.tokens.size() && Word(behind) == "to" && Word(behind + 1) == "beat";
}

/// The club of whoever had the ball before the title; kNone if that is not known.
EntityIndex TitleBodies::AttackersBefore(const Description& description) const {
  EntityIndex found = kNone;
  for (const Mention& mention : document_.mentions) {
    if (mention.tokens.begin >= description.begin) {
      break;
    }
    if (mention.sentence == description.sentence && mention.entity != kNone) {
      const Entity& entity = document_.entities[mention.entity];
      const EntityIndex club = IsHuman(entity.type) ? entity.affiliation : mention.entity;
      // "The Japan midfielder" does not attack for Japan in a match of clubs.
      const bool attacks =
          IsClub(club) &&
          (!document_.entities[club].national_team || memberships_.topic_club() == kNone ||
           document_.entities[memberships_.topic_club()].national_team);
      found = attacks ? club : found;
    }
  }
  return found;
}

/// The club that a mention names, or that a title in the text gives to whom it names: in
/// "Mandaric's decision to bring in Zajec as executive director" the club is Mandaric's.
EntityIndex TitleBodies::ClubStoodFor(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  const bool told = mention.possessive && memberships_.IsTold(mention.entity);
  return told ? document_.entities[mention.entity].affiliation : mention.entity;
}

void TitleBodies::SettleDescriptions() {
  for (Description& description : article_.descriptions) {
    if (description.person != kNone) {
      description.holder = MentionOf(description.person).entity;
    }
    if (description.organisation != kNone) {
      description.body = EmployerOf(description, MentionOf(description.organisation).entity);
      continue;
    }
    if (description.title_entry == kNone || !names_.title(description.title_entry).has_relation ||
        MentionOf(description.person).kind != MentionKind::kName) {
      continue;
    }
    description.body = EmployerOf(description, PossessorBody(description));
    description.body_inferred = true;
    // "club director Terry Brady": of the club that goes without saying.
    const bool unsaid =
        description.possessor == kNone || At(description.possessor).mention == kNone;
    if (description.body == kNone && description.holder != kNone && unsaid) {
      const bool signing = names_.title(description.title_entry).phrase.ends_with("signing");
      const EntityIndex known = document_.entities[description.holder].affiliation;
      // "Strikers X and Y are also coveted": a list of players may be anybody's.
      const Title& title = names_.title(description.title_entry);
      const bool list = title.plural && title.type == EntityType::kPlayer;
      const bool open =
          !description.former && !description.elsewhere && !description.another && !list;
      if (known == kNone || signing) {
        description.body = open ? InferBody(description) : kNone;
      } else {
        description.body = known;
        if (!memberships_.IsTold(description.holder)) {
          const EntityIndex near = InferBody(description, description.holder);
          description.body = near != kNone ? near : known;
        }
      }
    }
    if (description.body != kNone && description.holder != kNone && !description.former &&
        document_.entities[description.holder].affiliation == kNone) {
      article_.entities[description.holder].affiliation = description.body;
    }
  }
}

/// "Mikel Arteta's assistant Carlos Cuesta": the two work for one club.
EntityIndex TitleBodies::EmployerOf(const Description& description, EntityIndex body) const {
  const bool assistant = description.title_entry != kNone && body != kNone &&
                         document_.entities[body].type == EntityType::kManager &&
                         names_.title(description.title_entry).HasFlag("staff") &&
                         names_.title(description.title_entry).relation == Relation::kWorksFor;
  const bool named =
      description.person != kNone && MentionOf(description.person).kind == MentionKind::kName;
  if (assistant && (description.former || !named)) {
    return kNone;  // Once they did, and who knows where.
  }
  return assistant ? document_.entities[body].affiliation : body;
}

/// "their manager", "his agent", "the club's chairman".
EntityIndex TitleBodies::PossessorBody(const Description& description) const {
  if (description.possessor == kNone) {
    return kNone;
  }
  const MentionIndex index = At(description.possessor).mention;
  return index == kNone ? kNone : MentionOf(index).entity;
}

}  // namespace rondo::articles
