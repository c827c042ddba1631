#include "tools/articles/antecedent_evidence.h"

#include <algorithm>
#include <cstdlib>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// Nobody younger is likely to coach or to run a club.
constexpr int32_t kCoachAgeMin = 32;
// Younger ones are rare.
constexpr int32_t kCoachAgeUsual = 37;
constexpr int32_t kPlayerAgeMax = 43;
// The register's careers end here, whether or not the players' do.
constexpr int kRegisterLastYear = 2021;

bool IsCoachOrOfficial(const Entity& entity) {
  return entity.type == EntityType::kManager || entity.type == EntityType::kOfficial;
}

/// "the 24-year-old" coaches nobody, and "the 47-year-old" plays no more.
bool PostFits(const Entity& entity, int32_t age) {
  return IsCoachOrOfficial(entity) ? age >= kCoachAgeMin
                                   : entity.type != EntityType::kPlayer || age <= kPlayerAgeMax;
}

/// "the La Liga outfit" is no English club.
bool PlaysThere(const Entity& club, const Entity& competition) {
  return competition.nationality.empty() || club.nationality.empty() ||
         competition.nationality == club.nationality;
}

/// "London", and "north London" too.
bool IsIn(std::string_view place, std::string_view city) {
  return !city.empty() && place.ends_with(city) &&
         (place.size() == city.size() || place[place.size() - city.size() - 1] == ' ');
}

/// "The England coach" may come from anywhere, an England midfielder does not.
bool IsPost(const Title* title) { return title != nullptr && title->type != EntityType::kPlayer; }

}  // namespace

std::string_view PositionIn(const Title& title) {
  const std::string_view flags = title.flags;
  return flags.starts_with("position ") ? flags.substr(9) : std::string_view();
}

AntecedentEvidence::AntecedentEvidence(const Document& document, const Knowledge& knowledge,
                                       const SentenceRoles& roles, const Memberships& memberships)
    : ArticleView(document, knowledge), memberships_(memberships) {
  FindGenders(roles);
}

/// "Zed Small has confirmed her exit": what is said of the only person that a sentence names, if it
/// is about that person.
void AntecedentEvidence::FindGenders(const SentenceRoles& roles) {
  static constexpr WordList kShe = {"she", "her", "hers", "herself"};
  static constexpr WordList kHe = {"he", "his", "him", "himself"};
  she_or_he_.assign(document_.entities.size(), 0);
  EntityIndex only = kNone;
  bool clear = false;
  SentenceIndex sentence = kNone;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.sentence != sentence) {
      sentence = mention.sentence;
      only = kNone;
      clear = false;
    }
    if (mention.kind == MentionKind::kName && IsPerson(index)) {
      clear = only == mention.entity || (only == kNone && roles.IsClauseSubject(index));
      only = mention.entity;
    } else if (mention.kind == MentionKind::kPronoun && clear) {
      const std::string_view word = Word(mention.tokens.begin);
      she_or_he_[only] += kShe.Has(word) ? 1 : kHe.Has(word) ? -1 : 0;
    }
  }
}

bool AntecedentEvidence::Fits(EntityIndex index, const Wanted& wanted) const {
  return wanted.human ? FitsPerson(index, wanted) : FitsBody(index, wanted);
}

bool AntecedentEvidence::FitsPerson(EntityIndex index, const Wanted& wanted) const {
  const Entity& entity = document_.entities[index];
  if (!IsHuman(entity.type)) {
    return false;
  }
  if (wanted.title != nullptr && !wanted.former && !TitleFits(entity, *wanted.title)) {
    return false;
  }
  if (wanted.club != kNone && !wanted.former && !ClubFits(index, wanted.club)) {
    return false;
  }
  if (wanted.club != kNone && document_.entities[wanted.club].national_team &&
      !IsPost(wanted.title) && !NationFits(entity, document_.entities[wanted.club].nationality)) {
    return false;
  }
  if (!wanted.nation.empty() && !NationFits(entity, wanted.nation)) {
    return false;
  }
  if (wanted.age >= 0 && (!AgeFits(entity, wanted.age) ||
                          (wanted.title == nullptr && !PostFits(entity, wanted.age)))) {
    return false;
  }
  // Only pronouns tell it.
  const bool tells_gender = wanted.title == nullptr && wanted.nation.empty() && wanted.age < 0;
  return !tells_gender || wanted.female == IsFemale(index);
}

/// By the register, in the seasons that the article may speak of.
bool AntecedentEvidence::WasElsewhere(const Entity& club, const Entity& competition) const {
  const uint32_t contest = competition.register_entry;
  return contest != kNone && document_.year != 0 && names_.entry(contest).league &&
         (club.national_team ||
          names_.WasNotIn(contest, club.name, club.nationality, SeasonsAbout(document_)));
}

bool AntecedentEvidence::FitsBody(EntityIndex index, const Wanted& wanted) const {
  const Entity& entity = document_.entities[index];
  if (!wanted.nation.empty() && entity.nationality != wanted.nation) {
    return false;
  }
  if (wanted.title == nullptr) {
    return entity.type == EntityType::kClub || entity.type == EntityType::kOrganisation ||
           entity.type == EntityType::kOutlet;
  }
  if (wanted.club != kNone && document_.entities[wanted.club].type == EntityType::kCompetition &&
      (!PlaysThere(entity, document_.entities[wanted.club]) ||
       WasElsewhere(entity, document_.entities[wanted.club]))) {
    return false;
  }
  const bool club = wanted.title->phrase.find("club") != std::string::npos;
  return entity.type == wanted.title->type && !(club && entity.national_team);
}

/// By the age that the text gave, else by the year of birth, which may be one out, as may the
/// article's year.
bool AntecedentEvidence::AgeFits(const Entity& entity, int32_t age) const {
  if (entity.age >= 0) {
    return entity.age == age;
  }
  const std::optional<int32_t> becomes = AgeOfThisYear(entity);
  return !becomes || std::abs(*becomes - age) <= 1;
}

/// What the register says that he has become or becomes in the year of the article. An estimated
/// year is no ground to rule anybody out.
std::optional<int32_t> AntecedentEvidence::AgeOfThisYear(const Entity& entity) const {
  if (!document_.date || entity.register_entry == kNone ||
      names_.entry(entity.register_entry).birth_year == 0) {
    return std::nullopt;
  }
  return document_.year - names_.entry(entity.register_entry).birth_year;
}

double AntecedentEvidence::AgeBonus(const Entity& entity, int32_t age) const {
  double bonus = entity.age == age ? 6.0 : 0.0;
  bonus += entity.type == EntityType::kPlayer ? 1.0 : 0.0;
  const bool rather_plays = age < kCoachAgeUsual && entity.age < 0;
  bonus -= rather_plays && IsCoachOrOfficial(entity) ? 4.0 : 0.0;
  if (const std::optional<int32_t> becomes = AgeOfThisYear(entity); becomes && entity.age < 0) {
    // Nobody is older than that, so the year of birth would have to be wrong.
    bonus += *becomes < age ? -6.0 : 2.0;
  }
  return bonus;
}

/// "the Liverpool player" is nobody who is known to be at another club. Around a loan or a move
/// the register knows two clubs for him, and either may be meant.
bool AntecedentEvidence::ClubFits(EntityIndex person, EntityIndex club) const {
  const Entity& entity = document_.entities[person];
  return entity.affiliation == kNone || entity.affiliation == club ||
         document_.entities[club].type != EntityType::kClub ||
         document_.entities[club].national_team ||
         document_.entities[entity.affiliation].national_team ||
         (!memberships_.IsTold(person) &&
          memberships_.WasAtAboutNow(entity, document_.entities[club].name));
}

bool AntecedentEvidence::HasRetired(const Entity& entity) const {
  if (entity.register_entry == kNone || document_.year == 0 ||
      (entity.type != EntityType::kPlayer && entity.type != EntityType::kJournalist)) {
    return false;
  }
  const int last = CareerOf(names_.entry(entity.register_entry)).end;
  // Of careers that go on after that year, the register may not know the end.
  return last != 0 && last < kRegisterLastYear && last + 1 < document_.year;
}

/// Taken for a pundit, as his career seems to be over.
bool AntecedentEvidence::PlayedOnce(const Entity& entity) const {
  return entity.type == EntityType::kJournalist && entity.register_entry != kNone &&
         names_.TypeOfEntry(entity.register_entry) == EntityType::kPlayer;
}

bool AntecedentEvidence::TitleFits(const Entity& entity, const Title& title) const {
  if (title.type == EntityType::kPlayer) {
    if (entity.type != EntityType::kPlayer && !PlayedOnce(entity)) {
      return false;
    }
    return !PositionsClash(entity.position, title);
  }
  if (title.type == entity.type) {
    return true;
  }
  if (title.type == EntityType::kManager && entity.role.empty() && HasRetired(entity)) {
    return true;  // "The United boss" may be somebody whom the register knows as a player.
  }
  // Typed by default only: nothing was said of him yet. He may be an official, but of those there
  // are many ("the referee").
  return title.type != EntityType::kOfficial && entity.role.empty() &&
         entity.register_entry == kNone && entity.type == EntityType::kPlayer &&
         entity.position.empty();
}

bool AntecedentEvidence::PositionsClash(std::string_view position, const Title& title) const {
  if (position.empty()) {
    return false;
  }
  const std::string_view line = PositionIn(title);
  if (line.empty()) {
    return false;
  }
  const bool forward = position == "winger" || position == "forward" || position == "midfielder";
  const bool other_forward = line == "winger" || line == "forward" || line == "midfielder";
  return position != line && !(forward && other_forward);
}

bool AntecedentEvidence::NationFits(const Entity& entity, std::string_view nation) const {
  if (!entity.nationality.empty()) {
    return entity.nationality == nation;
  }
  return true;
}

bool AntecedentEvidence::IsFemale(EntityIndex index) const {
  constexpr int32_t kSure = 2;  // Enough to overrule what the given name says.
  const Entity& entity = document_.entities[index];
  if (entity.register_entry != kNone && names_.entry(entity.register_entry).female) {
    return true;
  }
  const GivenName given = GivenNameOf(index);
  const int32_t told = she_or_he_[index];
  if (std::abs(told) >= kSure || (told != 0 && given == GivenName::kUnknown)) {
    return told > 0;
  }
  if (given == GivenName::kWoman) {
    return true;
  }
  // Men coach women's teams.
  const bool man = given == GivenName::kMan && entity.type != EntityType::kPlayer;
  return !man && entity.affiliation != kNone && document_.entities[entity.affiliation].women;
}

/// Pronouns ask again and again; the name stays.
AntecedentEvidence::GivenName AntecedentEvidence::GivenNameOf(EntityIndex index) const {
  if (index >= given_names_.size()) {
    given_names_.resize(document_.entities.size());
  }
  GivenName& kind = given_names_[index];
  if (kind == GivenName::kUnasked) {
    const std::string_view name = document_.entities[index].name;
    const WordId given = knowledge_.vocabulary.Find(Fold(name.substr(0, name.find(' '))));
    const bool known = names_.IsGivenName(given);
    kind = names_.IsFemaleGivenName(given) ? GivenName::kWoman
           : known                         ? GivenName::kMan
                                           : GivenName::kUnknown;
  }
  return kind;
}

double AntecedentEvidence::DescriptionBonus(EntityIndex index, const Wanted& wanted) const {
  const Entity& entity = document_.entities[index];
  double bonus = 0.0;
  if (wanted.title != nullptr && wanted.human) {
    const std::string_view line = PositionIn(*wanted.title);
    bonus += !line.empty() && entity.position == line ? 3.0 : 0.0;
    bonus -= !line.empty() && !entity.position.empty() && entity.position != line ? 3.0 : 0.0;
    bonus += entity.type == wanted.title->type && entity.type != EntityType::kPlayer ? 3.0 : 0.0;
    const bool plays_again =
        wanted.title->type == EntityType::kPlayer && !wanted.former && PlayedOnce(entity);
    bonus -= plays_again ? 5.0 : 0.0;
    bonus -= wanted.former && !TitleFits(entity, *wanted.title) ? 5.0 : 0.0;
  }
  if (!wanted.nation.empty()) {
    bonus += entity.nationality == wanted.nation ? 4.0 : -3.0;
  }
  if (wanted.age >= 0) {
    bonus += AgeBonus(entity, wanted.age);
  }
  const bool described = wanted.age >= 0 || !wanted.nation.empty();
  if (described && wanted.title == nullptr && entity.type == EntityType::kJournalist) {
    bonus -= 5.0;  // Where somebody comes from is told of those whom the news is about.
  }
  if (wanted.club != kNone && wanted.human) {
    const Entity& club = document_.entities[wanted.club];
    const bool nation = club.national_team && club.nationality == entity.nationality;
    bonus += !wanted.former && (entity.affiliation == wanted.club || nation) ? 5.0 : 0.0;
    const bool may_be = club.national_team && entity.nationality.empty() && !wanted.former;
    bonus -= may_be ? 2.0 : 0.0;
    bonus += wanted.former ? FormerBonus(index, wanted) : 0.0;
  }
  if (wanted.body) {
    bonus += entity.type == EntityType::kClub ? 2.0 : 0.0;
    bonus -= wanted.plural && entity.type == EntityType::kOutlet ? 3.0 : 0.0;
    const bool there = !wanted.place.empty() && entity.register_entry != kNone &&
                       IsIn(wanted.place, Fold(names_.entry(entity.register_entry).city));
    bonus += there ? 9.0 : 0.0;
  }
  return bonus;
}

/// "the former Arsenal man" was there once, as the text or the register says, and is there no
/// more.
double AntecedentEvidence::FormerBonus(EntityIndex person, const Wanted& wanted) const {
  const EntityIndex club = wanted.club;
  const Entity& entity = document_.entities[person];
  if (memberships_.WasOnceAt(person, club)) {
    return 6.0;
  }
  const std::string& name = document_.entities[club].name;
  const double still = entity.affiliation == club && memberships_.IsTold(person) ? -3.0 : 0.0;
  if (entity.register_entry == kNone || document_.entities[club].national_team) {
    return still;
  }
  const KnownEntry entry = names_.entry(entity.register_entry);
  if (wanted.title != nullptr && wanted.title->type == EntityType::kPlayer &&
      entry.type != EntityType::kPlayer) {
    return still - 3.0;  // Known for something else.
  }
  if (entry.years.empty()) {
    return still + (memberships_.WasAt(entity, name) ? 5.0 : 0.0);
  }
  for (std::size_t at = 0; at < entry.affiliations.size(); ++at) {
    const bool later =
        at < entry.years.size() && document_.year != 0 && entry.years[at].begin > document_.year;
    if (entry.affiliations[at] == name && !later) {
      return still + 5.0;
    }
  }
  return still - 5.0;  // The register knows where he played, and there he did not.
}

}  // namespace rondo::articles
