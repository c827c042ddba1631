#include "tools/articles/role_nouns.h"

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr SentenceIndex kOpeningSentences = 2;

}  // namespace

void RoleNounResolver::ResolveDemonym(MentionIndex index) {
  const Mention& mention = MentionOf(index);
  const TokenIndex behind = mention.tokens.end;
  bool person = false;
  std::string_view nation;
  for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
    const RegisterName& name = names_.name(document_.candidates[at]);
    person = person || name.use == NameUse::kPeople;
    if (name.use == NameUse::kPeople || name.use == NameUse::kAdjective) {
      nation = names_.entry(name.entry).country;  // "German" is a given name, too.
    }
  }
  if (roles_.IsDescribing(index)) {
    return;  // "the Italian club".
  }
  const bool bare = behind >= document_.tokens.size() || !At(behind).Has(kWordToken) ||
                    names_.SpeechOf(At(behind).word) != SpeechKind::kNoSpeech ||
                    At(behind).sentence != mention.sentence;
  if (!person && !bare) {
    return;
  }
  const bool definite = mention.tokens.begin > 0 && BeginsDefinite(mention.tokens.begin);
  if (!definite) {
    return;
  }
  Wanted wanted;
  const bool plural = Word(mention.tokens.end - 1).ends_with("s");
  wanted.human = !plural;
  wanted.body = plural;  // "The Germans": their club.
  wanted.nation = nation;
  Settle(index, search_.Best(index, wanted), wanted);
}

/// "the", "the former", "the 29-year-old" before the token.
bool RoleNounResolver::BeginsDefinite(TokenIndex at) const {
  for (uint32_t step = 0; step < 4 && at > 0; ++step) {
    const std::string_view word = Word(--at);
    if (word == "the" || word == "this" || word == "that") {
      return true;
    }
    if (!At(at).Has(kWordToken) && !At(at).Has(kNumberToken)) {
      return false;
    }
  }
  return false;
}

Wanted RoleNounResolver::WantedBy(const Description& description) const {
  Wanted wanted;
  wanted.age = description.age;
  wanted.former = description.former;
  if (description.demonym != kNone) {
    wanted.nation = NationOf(MentionOf(description.demonym));
  }
  if (description.organisation != kNone) {
    wanted.club = MentionOf(description.organisation).entity;
  }
  if (description.place != kNone) {
    wanted.place = Fold(document_.TextOf(MentionOf(description.place).tokens));
  }
  return wanted;
}

void RoleNounResolver::Resolve(MentionIndex index, bool quoted) {
  if (roles_.DescriptionAt(index) == kNone) {
    return;
  }
  const Description& description = document_.descriptions[roles_.DescriptionAt(index)];
  Wanted wanted = WantedBy(description);
  wanted.except = quoted ? SpeakerAt(MentionOf(index)) : kNone;
  if (description.title_entry == kNone) {
    wanted.human = true;
    Settle(index, search_.Best(index, wanted), wanted);
    return;
  }
  const Title& title = names_.title(description.title_entry);
  EntityIndex& entity = article_.mentions[index].entity;
  if (title.plural && (title.phrase == "man" || IsSquadOf(description, title))) {
    // "Xabi Alonso's men", "his men", "his players".
    entity = TeamOfOwner(description, wanted.club);
    return;
  }
  if (title.phrase == "rivals" || title.phrase == "opponents" || title.phrase == "opposition") {
    if (description.possessor != kNone && Word(description.possessor) == "his") {
      return;  // Another player, or another manager.
    }
    entity = OtherSide(index, TeamOfOwner(description, wanted.club));
    return;
  }
  const bool bare = wanted.nation.empty() && wanted.club == kNone;
  // "The Premier League strugglers" are as much of a name as "the Premier League side".
  const bool of_league = wanted.club != kNone &&
                         document_.entities[wanted.club].type == EntityType::kCompetition &&
                         title.type == EntityType::kClub && !title.phrase.ends_with("holders");
  if (title.plural || (title.HasFlag("beside") && !of_league) ||
      (bare && (title.phrase == "man" || title.phrase == "target")) ||
      (!description.definite && description.organisation == kNone && wanted.nation.empty())) {
    return;
  }
  wanted.title = &title;
  wanted.human = IsHuman(title.type);
  wanted.body = !wanted.human;
  if (wanted.human) {
    ResolvePerson(index, description, wanted);
  } else {
    ResolveBody(index, description, quoted, wanted);
  }
}

/// Gives the mention its entity, which learns what the mention says of it.
void RoleNounResolver::Settle(MentionIndex index, const Antecedent& best, const Wanted& wanted) {
  article_.mentions[index].entity = best.entity;
  article_.mentions[index].doubtful = best.IsTie();
  if (wanted.human) {
    Learn(best, wanted);
  }
}

/// "the coach", "the Roma striker", "their boss".
void RoleNounResolver::ResolvePerson(MentionIndex index, const Description& description,
                                     Wanted& wanted) {
  if (!MayReferBack(description, *wanted.title)) {
    return;
  }
  if (description.possessor != kNone && At(description.possessor).mention != kNone) {
    const EntityIndex owner = MentionOf(At(description.possessor).mention).entity;
    search_.Exclude(index, owner);  // "her former boss" is not she.
  }
  Antecedent best{SubjectOfPredicate(index, wanted), kUncontested};
  wanted.subject = roles_.SaysWhatHeIs(index) ? kNone : roles_.ClauseSubjectBefore(index);
  if (best.entity == kNone) {
    best = search_.Best(index, wanted);
  }
  Settle(index, best, wanted);
}

/// "the club", "the Italian side", "his old team".
void RoleNounResolver::ResolveBody(MentionIndex index, const Description& description, bool quoted,
                                   const Wanted& wanted) {
  if (IsOtherTeam(description) || IsAnyTeam(description)) {
    return;
  }
  EntityIndex& entity = article_.mentions[index].entity;
  entity = TeamOfOwner(description, wanted.club);
  const bool other = IsFormerTeam(description) || IsNationalTeam(description);
  const bool once = other && description.possessor != kNone;
  if (entity != kNone || once) {
    return;
  }
  if (quoted && description.demonym == kNone && description.organisation == kNone) {
    entity = memberships_.ClubOf(SpeakerAt(MentionOf(index)));
    return;
  }
  Settle(index, search_.Best(index, wanted), wanted);
}

/// "Small was the best player", "he is set to become the captain": himself.
EntityIndex RoleNounResolver::SubjectOfPredicate(MentionIndex index, const Wanted& wanted) const {
  static constexpr WordList kBesides = {"will", "would", "has",   "have", "had",  "to",   "set",
                                        "be",   "is",    "was",   "not",  "now",  "been", "being",
                                        "may",  "could", "might", "then", "also", "still"};
  constexpr uint32_t kWordsMax = 5;
  const Mention& mention = MentionOf(index);
  TokenIndex at = roles_.CopulaBefore(roles_.PhraseBegin(mention), mention.sentence);
  for (uint32_t word = 0;
       word < kWordsMax && at > 0 && At(at - 1).mention == kNone && kBesides.Has(Word(at - 1));
       ++word) {
    --at;
  }
  MentionIndex before = at == 0 ? kNone : At(at - 1).mention;
  if (at > 0 && (Word(at - 1) == "," || Word(at - 1) == "and")) {
    // "Small, who has a share, is to be chairman", "he left early and is now the coach".
    before = roles_.SubjectOfSentence(index, at - 1);
  }
  if (before == kNone || MentionOf(before).sentence != mention.sentence ||
      MentionOf(before).entity == kNone) {
    return kNone;
  }
  const Entity& entity = document_.entities[MentionOf(before).entity];
  // Players become coaches, and of others nothing may have been said yet.
  const bool unknown = entity.type == EntityType::kPlayer && entity.role.empty() &&
                       entity.register_entry == kNone && entity.position.empty();
  const bool becomes =
      entity.type == EntityType::kPlayer && wanted.title->type == EntityType::kManager;
  return unknown || becomes || evidence_.Fits(MentionOf(before).entity, wanted)
             ? MentionOf(before).entity
             : kNone;
}

/// "his legal team", "their medical side": no team that plays; "his parent club": not the one
/// where he is.
bool RoleNounResolver::IsOtherTeam(const Description& description) const {
  static constexpr WordList kOther = {
      "legal",    "medical",     "coaching", "management", "defence", "television",
      "scouting", "recruitment", "parent",   "backroom",   "media",   "ownership",
      "next",     "future",      "hometown", "home-town",  "boyhood", "childhood"};
  return description.title.begin > 0 && kOther.Has(Word(description.title.begin - 1));
}

/// "I would rather play a Premiership team": of which nobody says that it is this one.
bool RoleNounResolver::IsAnyTeam(const Description& description) const {
  static constexpr WordList kAny = {"a", "an", "another", "any", "every", "each", "some", "no"};
  TokenIndex at = description.begin;
  for (uint32_t step = 0; step < 2 && at > 0 && !kAny.Has(Word(at)); ++step) {
    --at;
  }
  const bool beside = at > 0 && (Word(at - 1) == "," || Word(at - 1) == "as");
  return kAny.Has(Word(at)) && At(at).sentence == description.sentence && !beside &&
         roles_.CopulaBefore(at, description.sentence) == 0;
}

/// "Arsene Wenger has asked his players": a manager's are his club.
bool RoleNounResolver::IsSquadOf(const Description& description, const Title& title) const {
  MentionIndex owner = description.organisation;
  if (description.possessor != kNone) {
    owner = At(description.possessor).mention;
  }
  const EntityIndex entity = owner == kNone ? kNone : MentionOf(owner).entity;
  return title.phrase == "player" && entity != kNone &&
         document_.entities[entity].type == EntityType::kManager;
}

/// What a description says of its holder helps to tell him from others further on, unless he
/// may be another.
void RoleNounResolver::Learn(const Antecedent& best, const Wanted& wanted) {
  constexpr double kSure = 2.0;
  constexpr double kVerySure = 4.0;  // It would rule him out where another nation is told.
  if (best.entity == kNone || best.margin < kSure) {
    return;
  }
  Entity& entity = article_.entities[best.entity];
  if (!wanted.nation.empty() && entity.nationality.empty() && best.margin >= kVerySure) {
    entity.nationality = wanted.nation;
  }
  const bool plays = wanted.title == nullptr || wanted.title->type == EntityType::kPlayer;
  if (plays && wanted.club != kNone && document_.entities[wanted.club].national_team &&
      entity.nationality.empty()) {
    entity.nationality = document_.entities[wanted.club].nationality;
  }
  if (wanted.age >= 0 && entity.age < 0) {
    entity.age = wanted.age;
  }
  // "His new boss" may own the club.
  if (wanted.title != nullptr && wanted.title->type == EntityType::kManager && !wanted.former &&
      wanted.club != kNone && evidence_.HasRetired(entity)) {
    entity.type = EntityType::kManager;
    entity.affiliation = wanted.club != kNone ? wanted.club : entity.affiliation;
  }
  const std::string_view line = wanted.title == nullptr ? "" : PositionIn(*wanted.title);
  if (!line.empty() && entity.position.empty()) {
    entity.position = line;
  }
}

/// "his side", "Klopp's team", "their club": of the pronoun, or of the name in front.
EntityIndex RoleNounResolver::TeamOfOwner(const Description& description, EntityIndex named) const {
  EntityIndex owner = named;
  if (description.possessor != kNone) {
    const MentionIndex index = At(description.possessor).mention;
    owner = index == kNone ? kNone : MentionOf(index).entity;
  }
  if (owner == kNone || !IsHuman(document_.entities[owner].type)) {
    return IsClub(owner) ? NeighbourOf(owner, description) : kNone;  // "the Old Trafford club".
  }
  if (IsNationalTeam(description)) {
    return NationalTeamOf(document_.entities[owner].nationality);
  }
  if (IsFormerTeam(description)) {
    return memberships_.FormerClubOf(owner);  // "his old club".
  }
  return document_.entities[owner].affiliation;
}

/// "the Birmingham club", where the article is about another club of the city and never names
/// the one that is called so.
EntityIndex RoleNounResolver::NeighbourOf(EntityIndex club, const Description& description) const {
  const Entity& entity = document_.entities[club];
  if (description.organisation == kNone || !description.definite ||
      memberships_.TimesNamed(club) > 1 || entity.register_entry == kNone ||
      !IsOneOfCity(document_.TextOf(MentionOf(description.organisation).tokens), club)) {
    return club;
  }
  EntityIndex found = kNone;
  for (EntityIndex other = 0; other < document_.entities.size(); ++other) {
    if (other != club && memberships_.TimesNamed(other) > 1 &&
        IsOneOfCity(names_.entry(entity.register_entry).city, other)) {
      if (found != kNone) {
        return club;
      }
      found = other;
    }
  }
  return found == kNone ? club : found;
}

bool RoleNounResolver::IsOneOfCity(std::string_view city, EntityIndex club) const {
  const Entity& entity = document_.entities[club];
  return entity.type == EntityType::kClub && entity.register_entry != kNone && !city.empty() &&
         Fold(names_.entry(entity.register_entry).city) == Fold(city);
}

bool RoleNounResolver::IsNationalTeam(const Description& description) const {
  const TokenIndex begin = description.title.begin;
  return Word(begin) == "national" || (begin > 0 && Word(begin - 1) == "national");
}

/// "her national team"; kNone if the article has it not.
EntityIndex RoleNounResolver::NationalTeamOf(std::string_view nation) const {
  for (EntityIndex index = 0; index < document_.entities.size() && !nation.empty(); ++index) {
    const Entity& entity = document_.entities[index];
    if (entity.national_team && entity.nationality == nation) {
      return index;
    }
  }
  return kNone;
}

/// "his former club", "his old team".
bool RoleNounResolver::IsFormerTeam(const Description& description) const {
  return description.former ||
         (description.title.begin > 0 && Word(description.title.begin - 1) == "old");
}

/// "Odegaard scored against Tottenham as Arsenal beat their rivals": the one other club that the
/// sentence names before.
EntityIndex RoleNounResolver::OtherSide(MentionIndex index, EntityIndex owner) const {
  EntityIndex other = kNone;
  for (MentionIndex back = index; owner != kNone && back > 0; --back) {
    const Mention& candidate = MentionOf(back - 1);
    if (candidate.sentence != MentionOf(index).sentence) {
      break;
    }
    if (!IsClub(candidate.entity) || candidate.entity == owner ||
        document_.entities[candidate.entity].national_team !=
            document_.entities[owner].national_team) {
      continue;
    }
    if (other != kNone && other != candidate.entity) {
      return kNone;
    }
    other = candidate.entity;
  }
  return other;
}

/// "the post of Roma coach", "take the Roma manager's job": nobody is meant.
bool RoleNounResolver::IsPostItself(const Description& description) const {
  static constexpr WordList kPosts = {"post", "job",     "role",   "position",
                                      "seat", "hotseat", "vacancy"};
  const TokenIndex begin = description.begin;
  const TokenIndex behind = description.title.end;
  const bool held = behind + 1 < document_.tokens.size() && At(behind).Has(kPossessive) &&
                    kPosts.Has(Word(behind + 1));
  return held || (begin >= 2 && Word(begin - 1) == "of" && kPosts.Has(Word(begin - 2)));
}

/// "a striker" introduces somebody new; "the striker", "United boss", "the Liverpool player"
/// refer back.
bool RoleNounResolver::MayReferBack(const Description& description, const Title& title) const {
  if (IsPostItself(description)) {
    return false;
  }
  if (description.possessor != kNone && title.type != EntityType::kManager) {
    return false;  // "his agent": somebody else, unnamed.
  }
  if (title.HasFlag("agent") && !description.definite) {
    return false;  // "Haaland's agent is ...": he is named now, or never.
  }
  // "Manchester United star sets record": a headline of another story, but for this one's own.
  const SentenceIndex at = description.sentence;
  const bool named = description.organisation != kNone &&
                     !MentionOf(description.organisation).possessive &&
                     Word(document_.sentences[at].tokens.begin) != "the";
  const bool teaser = !description.definite && named && title.type == EntityType::kPlayer &&
                      description.begin == document_.sentences[at].tokens.begin &&
                      at > kOpeningSentences;
  return !teaser && (description.definite || description.organisation != kNone);
}

std::string_view RoleNounResolver::NationOf(const Mention& mention) const {
  for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
    return names_.entry(names_.name(document_.candidates[at]).entry).country;
  }
  return {};
}

}  // namespace rondo::articles
