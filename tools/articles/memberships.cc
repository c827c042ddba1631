#include "tools/articles/memberships.h"

#include <algorithm>
#include <string>

#include "tools/articles/iso_date.h"
#include "tools/articles/word_head.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How far before a person a club may be named to count as named beside him.
constexpr uint32_t kMentionsBackMax = 70;
// How many years an article's estimated year may miss those of somebody at its club: to be sure,
// and where no other club fits.
constexpr int kYearsNear = 4;
constexpr int kYearsFar = 9;

}  // namespace

Memberships::Memberships(Document& document, const Knowledge& knowledge)
    : ArticleView(document, knowledge), article_(document), names_told_(CountNames(document)) {
  for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
    const Entity& entity = document_.entities[index];
    if (!IsHuman(entity.type)) {
      bodies_.push_back({WordHead(entity.name), index});
    }
  }
  FindFormerMembers();
}

/// "former Arsenal midfielder Zed Small".
void Memberships::FindFormerMembers() {
  for (const Description& description : document_.descriptions) {
    if (!description.former || description.person == kNone || description.organisation == kNone) {
      continue;
    }
    const EntityIndex person = MentionOf(description.person).entity;
    const EntityIndex body = MentionOf(description.organisation).entity;
    if (person != kNone && body != kNone) {
      former_members_.emplace(person, body);
    }
  }
}

EntityIndex Memberships::FormerClubOf(EntityIndex person) const {
  std::set<EntityIndex> told;
  for (const auto& [member, body] : former_members_) {
    if (member == person && IsClub(body)) {
      told.insert(body);
    }
  }
  const Entity& entity = document_.entities[person];
  if (told.empty() && entity.register_entry != kNone) {
    const TextList clubs = names_.entry(entity.register_entry).affiliations;
    for (std::size_t at = 0; at < clubs.size(); ++at) {
      const EntityIndex club = EntityCalled(clubs[at]);
      if (IsClub(club) && club != entity.affiliation && !document_.entities[club].national_team) {
        told.insert(club);
      }
    }
  }
  return told.size() == 1 ? *told.begin() : kNone;
}

bool Memberships::WasAtAboutNow(const Entity& person, std::string_view club) const {
  if (person.register_entry == kNone || document_.year == 0) {
    return false;
  }
  return AnySpellAt(names_.entry(person.register_entry), club,
                    [&](YearSpan years) { return years.Covers(document_.year, 1, 1); });
}

bool Memberships::WasAt(const Entity& person, std::string_view club) const {
  if (person.register_entry == kNone) {
    return false;
  }
  return names_.entry(person.register_entry).affiliations.Contains(club);
}

EntityIndex Memberships::ClubOf(EntityIndex person) const {
  if (person == kNone) {
    return kNone;
  }
  const Entity& entity = document_.entities[person];
  if (entity.type == EntityType::kClub) {
    return person;
  }
  if (!IsHuman(entity.type) || entity.type == EntityType::kJournalist) {
    return kNone;
  }
  // In an article about a national team its players speak for it.
  if (topic_club() != kNone && document_.entities[topic_club()].national_team &&
      document_.entities[topic_club()].nationality == entity.nationality) {
    return topic_club();
  }
  // "England striker Michael Owen", where he speaks of his club.
  if (IsClub(entity.affiliation) && document_.entities[entity.affiliation].national_team &&
      topic_club() != kNone && !document_.entities[topic_club()].national_team &&
      entity.register_entry != kNone &&
      MayBeAtTopicClub(names_.entry(entity.register_entry), kYearsNear)) {
    return topic_club();
  }
  // "The Premier League coach": somewhere there.
  const bool playing = entity.type == EntityType::kPlayer || entity.type == EntityType::kManager;
  const bool known = entity.affiliation != kNone && (!playing || IsClub(entity.affiliation));
  return known ? entity.affiliation : topic_club();
}

/// "Zed Small, on loan at Roma", "Small is on loan to Roma from Lyon": there he plays now.
void Memberships::SettleByLoan() {
  static constexpr WordList kTies = {"at", "with", "to"};
  static constexpr WordList kOnce = {"spent", "was",  "were",   "moved",  "went",  "time", "joined",
                                     "had",   "last", "season", "months", "spell", "year", "been",
                                     "out",   "set",  "could",  "may",    "will"};
  constexpr TokenIndex kWordsMax = 8;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& club = MentionOf(index);
    const TokenIndex first = document_.sentences[club.sentence].tokens.begin;
    TokenIndex at = club.tokens.begin;
    at -= at > first && Word(at - 1) == "the" ? 1 : 0;
    if (!IsClub(club.entity) || at < first + 3 || !kTies.Has(Word(at - 1)) ||
        Word(at - 2) != "loan" || Word(at - 3) != "on") {
      continue;
    }
    MentionIndex player = kNone;
    for (TokenIndex before = at - 3; before-- > first && at - before < kWordsMax + 3;) {
      const MentionIndex named = At(before).mention;
      if (kOnce.Has(Word(before))) {
        break;
      }
      if (named != kNone && MentionOf(named).kind == MentionKind::kName) {
        player = named;
        break;
      }
    }
    const TokenIndex behind = club.tokens.end;
    const bool past = behind + 1 < document_.tokens.size() &&
                      (kOnce.Has(Word(behind)) || kOnce.Has(Word(behind + 1)));
    const EntityIndex person = player == kNone || past ? kNone : MentionOf(player).entity;
    if (person == kNone || document_.entities[person].type != EntityType::kPlayer) {
      continue;
    }
    article_.entities[person].borrower = club.entity;
  }
}

void Memberships::SettleByTitle() {
  for (const Description& description : document_.descriptions) {
    if (description.person == kNone || description.organisation == kNone || description.former ||
        !TellsMembership(description)) {
      continue;
    }
    const EntityIndex person = MentionOf(description.person).entity;
    const EntityIndex body = MentionOf(description.organisation).entity;
    if (person == kNone || body == kNone || !IsHuman(document_.entities[person].type)) {
      continue;
    }
    Entity& entity = article_.entities[person];
    const bool replaces = entity.affiliation != kNone &&
                          document_.entities[entity.affiliation].national_team &&
                          !document_.entities[body].national_team;
    told_.insert(person);
    if (entity.affiliation == kNone || replaces) {
      entity.affiliation = body;
      entity.titled = true;
    }
  }
  for (Entity& entity : article_.entities) {
    if (entity.affiliation == kNone && IsHuman(entity.type)) {
      entity.affiliation = RegisterAffiliation(entity);
    }
    if (entity.affiliation != kNone && entity.type == EntityType::kPlayer) {
      entity.second_affiliation = SecondAffiliation(entity);
    }
  }
  SettleByLoan();
}

/// The club in that year of somebody told to play for his country; the country, if the article is
/// about its team, of somebody told to be at a club.
EntityIndex Memberships::SecondAffiliation(const Entity& person) const {
  const bool capped = document_.entities[person.affiliation].national_team;
  if (person.register_entry == kNone || document_.year == 0) {
    return kNone;
  }
  const KnownEntry entry = names_.entry(person.register_entry);
  for (std::size_t at = entry.years.size(); at > 0; --at) {
    const EntityIndex body = entry.years[at - 1].Covers(document_.year)
                                 ? EntityCalled(entry.affiliations[at - 1])
                                 : kNone;
    if (IsClub(body) && document_.entities[body].national_team != capped &&
        (capped || body == topic_club())) {
      return body;
    }
  }
  return kNone;
}

/// "Barcelona target Gini Wijnaldum" is not theirs.
bool Memberships::TellsMembership(const Description& description) const {
  return description.title_entry == kNone || names_.title(description.title_entry).has_relation;
}

EntityIndex Memberships::RegisterAffiliation(const Entity& person) const {
  if (person.register_entry == kNone) {
    return kNone;
  }
  const KnownEntry entry = names_.entry(person.register_entry);
  // "former Chelsea defender Zed Small" is elsewhere now, however much the article is about
  // Chelsea.
  const auto index = static_cast<EntityIndex>(&person - document_.entities.data());
  const bool left = former_members_.contains({index, topic_club()});
  if (!document_.date && topic_club() != kNone && !left && MayBeAtTopicClub(entry, kYearsNear)) {
    return topic_club();
  }
  // First the club of that very year, of which he is not the newcomer of a summer to come nor gone
  // in the last one; then one a year before or after.
  constexpr int kLastOfSpring = 6;
  constexpr int kLastOfSummer = 8;
  const int month = document_.date ? static_cast<int>(MonthOf(*document_.date)) : 0;
  const bool newcomers = !document_.date || month > kLastOfSummer;
  enum : uint8_t { kThere, kThereSomeTime, kAbout };
  for (const uint8_t how : {kThere, kThereSomeTime, kAbout}) {
    const int slack = how == kAbout ? 1 : 0;
    for (std::size_t club = entry.years.size(); club > 0; --club) {
      const YearSpan span = entry.years[club - 1];
      const bool fits = document_.year == 0 || span.Covers(document_.year, slack, slack);
      // Who came and went in one year was there in its first half.
      const bool half_year = span.begin == span.end && document_.date;
      const bool begins = document_.year != 0 && span.begin == document_.year && !newcomers &&
                          !(half_year && month <= kLastOfSpring);
      const bool ends = document_.date && span.end == document_.year &&
                        (newcomers || (half_year && month > kLastOfSpring));
      const EntityIndex body = fits && (how != kThere || !(begins || ends))
                                   ? EntityCalled(entry.affiliations[club - 1])
                                   : kNone;
      if (body != kNone && !document_.entities[body].national_team &&
          !former_members_.contains({index, body})) {
        return body;
      }
    }
  }
  // In an article about a national team its players are those who play for it.
  if (topic_club() != kNone && document_.entities[topic_club()].national_team &&
      MayBeAtTopicClub(entry, kYearsNear)) {
    return topic_club();
  }
  // The year is an estimate, and may be far out.
  if (!document_.date && topic_club() != kNone && !left && MayBeAtTopicClub(entry, kYearsFar)) {
    return topic_club();
  }
  // Of clubs without years the one named most, or almost as often and last before the person.
  EntityIndex best = kNone;
  for (std::size_t club = entry.years.size(); club < entry.affiliations.size(); ++club) {
    const EntityIndex body = EntityCalled(entry.affiliations[club]);
    if (body != kNone && (best == kNone || IsNearer(body, best, person.first_mention))) {
      best = body;
    }
  }
  return best;
}

/// He was there once, and not many years before or after the year that the article seems to be
/// of.
bool Memberships::MayBeAtTopicClub(const KnownEntry& entry, int years_max) const {
  for (std::size_t club = 0; club < entry.affiliations.size(); ++club) {
    if (entry.affiliations[club] != document_.entities[topic_club()].name) {
      continue;
    }
    if (document_.year == 0 || club >= entry.years.size() || entry.years[club].begin == 0 ||
        entry.years[club].Covers(document_.year, years_max, years_max)) {
      return true;
    }
  }
  return false;
}

bool Memberships::IsNearer(EntityIndex left, EntityIndex right, MentionIndex from) const {
  constexpr uint32_t kNamesWorth = 2;
  const MentionIndex first = from > kMentionsBackMax ? from - kMentionsBackMax : 0;
  for (MentionIndex back = from; back > first; --back) {
    const EntityIndex entity = MentionOf(back - 1).entity;
    if (entity == left || entity == right) {
      return TimesNamed(left) + (entity == left ? kNamesWorth : 0) >
             TimesNamed(right) + (entity == right ? kNamesWorth : 0);
    }
  }
  return TimesNamed(left) > TimesNamed(right);
}

EntityIndex Memberships::EntityCalled(std::string_view name) const {
  const uint64_t head = WordHead(name);
  const auto found = std::find_if(bodies_.begin(), bodies_.end(), [&](const Body& body) {
    return body.head == head && document_.entities[body.entity].name == name;
  });
  return found == bodies_.end() ? kNone : found->entity;
}

}  // namespace rondo::articles
