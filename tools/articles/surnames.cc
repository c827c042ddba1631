// After stage 5: people of whom the article gives no more than a surname. If the register knows one
// such player at a club that the article names, in that year, he is meant; else one such manager of
// such a club. His name stays what the article calls him.

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

class SurnameLinker : private ArticleView {
 public:
  SurnameLinker(Document& document, const Knowledge& knowledge)
      : ArticleView(document, knowledge), article_(document) {}

  void Run() {
    CountClubs();
    if (named_clubs_.empty() || document_.year == 0) {
      return;
    }
    for (Entity& entity : article_.entities) {
      if (IsAsked(entity) && !Link(entity, EntityType::kPlayer, 1)) {
        // Of managers, that very year if no words tell that he is one.
        Link(entity, EntityType::kManager, IsToldAsManager(entity) ? 1 : 0);
      }
    }
  }

 private:
  void CountClubs();
  bool IsAsked(const Entity& entity) const;
  static bool IsSamePerson(const KnownEntry& one, const KnownEntry& other);
  bool Link(Entity& entity, EntityType type, int years_near) const;
  bool IsToldAsManager(const Entity& entity) const;
  bool IsCalledAlike(std::string_view whole, TokenRange name) const;
  bool EndsWithName(std::string_view whole, TokenRange name) const;
  uint32_t TimesClubNamed(const KnownEntry& entry, int years_near) const;

  Document& article_;
  std::unordered_map<std::string_view, uint32_t> named_clubs_;  // How often, by name.
};

void SurnameLinker::CountClubs() {
  for (const Mention& mention : document_.mentions) {
    if (mention.kind == MentionKind::kName && IsClub(mention.entity)) {
      ++named_clubs_[document_.entities[mention.entity].name];
    }
  }
}

/// A person or player that no list knows, by a word that is no given name.
bool SurnameLinker::IsAsked(const Entity& entity) const {
  const bool may_play = entity.type == EntityType::kPerson || entity.type == EntityType::kPlayer;
  if (!may_play || entity.women || entity.register_entry != kNone ||
      entity.first_mention == kNone) {
    return false;
  }
  const Mention& mention = MentionOf(entity.first_mention);
  if (mention.kind != MentionKind::kName || mention.tokens.empty()) {
    return false;
  }
  const WordId word = At(mention.tokens.end - 1).word;
  const bool trap =
      names_.IsTrap(word) && entity.type != EntityType::kPlayer && !IsToldAsManager(entity);
  return word != kUnknownWord && !names_.IsGivenName(word) && !names_.IsCommonWord(word) && !trap &&
         !names_.IsPlace(word);
}

/// "Alex Ferguson", "Sir Alex Ferguson", as two tables have him.
bool SurnameLinker::IsSamePerson(const KnownEntry& one, const KnownEntry& other) {
  return (one.name.ends_with(other.name) || other.name.ends_with(one.name)) &&
         one.country == other.country;
}

/// Whether the register has one person of that name and type at the clubs of the article, who is
/// then the entity's.
bool SurnameLinker::Link(Entity& entity, EntityType type, int years_near) const {
  const TokenRange name = MentionOf(entity.first_mention).tokens;
  uint32_t best = kNone;
  uint32_t best_named = 0;
  bool alone = true;
  for (const uint32_t index : names_.WithSurname(At(name.end - 1).word)) {
    const KnownEntry entry = names_.entry(index);
    if (entry.type != type || entry.female) {
      continue;
    }
    const uint32_t named = TimesClubNamed(entry, years_near);
    if (named == 0 || !(EndsWithName(entry.name, name) || IsCalledAlike(entry.name, name))) {
      continue;
    }
    if (named > best_named) {
      alone = true;
      best = index;
      best_named = named;
    } else if (best != kNone && named == best_named && !IsSamePerson(entry, names_.entry(best))) {
      alone = false;
    }
  }
  if (best == kNone || !alone) {
    return false;
  }
  entity.register_entry = best;
  entity.type = type;
  const KnownEntry entry = names_.entry(best);
  const auto nation = names_.FindNation(entry.country);
  entity.nationality = nation ? names_.NameOfEntry(*nation) : entry.country;
  return true;
}

/// "Klopp's men", "under Klopp", "Klopp said": players are seldom quoted without their full names.
bool SurnameLinker::IsToldAsManager(const Entity& entity) const {
  static constexpr WordList kTeams = {"men",   "side",    "team",   "squad",   "players",
                                      "lads",  "charges", "boys",   "troops",  "plans",
                                      "reign", "tenure",  "lineup", "line-up", "line-ups"};
  static constexpr WordList kVerbs = {"said",     "says",    "insists",   "insisted",  "admitted",
                                      "admits",   "added",   "told",      "revealed",  "believes",
                                      "claims",   "claimed", "explained", "confirmed", "picked",
                                      "selected", "dropped", "rested",    "named",     "fielded"};
  const auto index = static_cast<EntityIndex>(&entity - document_.entities.data());
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  return std::any_of(
      document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
        const auto [begin, end] = mention.tokens;
        if (mention.entity != index || mention.kind != MentionKind::kName || end + 1 >= count) {
          return false;
        }
        return (begin > 0 && Word(begin - 1) == "under") ||
               (mention.possessive ? kTeams.Has(Word(end + 1)) : kVerbs.Has(Word(end)));
      });
}

/// "Andreas Skov Olsen" for "Skov Olsen", not "Matt Olsen" for it.
bool SurnameLinker::EndsWithName(std::string_view whole, TokenRange name) const {
  std::string folded;
  AppendFolded(whole, folded);
  std::string_view rest = folded;
  for (TokenIndex at = name.end; at > name.begin; --at) {
    const std::string_view word = Word(at - 1);
    if (!rest.ends_with(word)) {
      return false;
    }
    rest.remove_suffix(word.size());
    if (rest.empty() || (rest.back() != ' ' && rest.back() != '-')) {
      return false;
    }
    rest.remove_suffix(1);
  }
  return !rest.empty();
}

/// "Aleks Zinchenko" for "Oleksandr Zinchenko", "Emi Martinez", "Wilfred Zaha": the surname is the
/// same, the first name begins alike or differs by a letter or two.
bool SurnameLinker::IsCalledAlike(std::string_view whole, TokenRange name) const {
  constexpr std::size_t kAlikeLeast = 3;
  constexpr std::size_t kLettersLeast = 5;
  std::string folded;
  AppendFolded(whole, folded);
  const std::size_t space = folded.find(' ');
  const std::size_t last = folded.rfind(' ');
  if (name.size() != 2 || space == std::string::npos || space != last ||
      folded.substr(last + 1) != Word(name.end - 1)) {
    return false;
  }
  const std::string_view known = std::string_view(folded).substr(0, space);
  const std::string_view told = Word(name.begin);
  std::size_t begin = 0;
  while (begin < std::min(known.size(), told.size()) && known[begin] == told[begin]) {
    ++begin;
  }
  if (begin >= kAlikeLeast) {
    return begin == told.size() || begin == known.size() ||
           begin + 2 >= std::min(known.size(), told.size());
  }
  std::size_t end = 0;
  while (end < std::min(known.size(), told.size()) - begin &&
         known[known.size() - 1 - end] == told[told.size() - 1 - end]) {
    ++end;
  }
  return std::min(known.size(), told.size()) >= kLettersLeast &&
         begin + end + 2 >= std::max(known.size(), told.size());
}

/// How often the article names that club of his where he is in its year, or so many years before
/// or after; of some managers the register tells no years.
uint32_t SurnameLinker::TimesClubNamed(const KnownEntry& entry, int years_near) const {
  uint32_t most = 0;
  for (std::size_t at = 0; at < entry.years.size(); ++at) {
    const YearSpan span = entry.years[at];
    const bool now = span.begin != 0 && span.Covers(document_.year, years_near, years_near);
    if (!now) {
      continue;
    }
    if (const auto club = named_clubs_.find(entry.affiliations[at]); club != named_clubs_.end()) {
      most = std::max(most, club->second);
    }
  }
  for (std::size_t at = entry.years.size();
       years_near > 0 && entry.type == EntityType::kManager && at < entry.affiliations.size();
       ++at) {
    const auto club = named_clubs_.find(entry.affiliations[at]);
    most = club == named_clubs_.end() ? most : std::max(most, club->second);
  }
  return most;
}

}  // namespace

void LinkSurnames(Document& document, const Knowledge& knowledge) {
  SurnameLinker(document, knowledge).Run();
}

}  // namespace rondo::articles
