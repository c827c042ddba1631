// Stage 5: which mentions are one entity, what it is and what it is called. Full names come first,
// anywhere in the article; then surnames, short names, nicknames and metonyms are given to the
// entity that the article has already introduced, the most recent one where several fit. What the
// article says of somebody's role beats the register.

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

#include "tools/articles/pipeline.h"
#include "tools/articles/small_list.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// Matches and moves of clubs that English papers write about.
constexpr uint32_t kClubProminence = 300;
// The register's careers end here, whether or not the players' do.
constexpr int kRegisterLastYear = 2021;

/// Edits (letters put in, left out, changed) that turn one word into the other, counted up to
/// `limit` + 1.
std::size_t EditDistance(std::string_view left, std::string_view right, std::size_t limit) {
  std::array<std::size_t, 33> row{};
  if (left.size() >= row.size() || right.size() >= row.size()) {
    return limit + 1;
  }
  for (std::size_t column = 0; column <= right.size(); ++column) {
    row[column] = column;
  }
  for (std::size_t line = 1; line <= left.size(); ++line) {
    std::size_t diagonal = row[0];
    row[0] = line;
    for (std::size_t column = 1; column <= right.size(); ++column) {
      const std::size_t above = row[column];
      const std::size_t change = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
      row[column] = std::min({above + 1, row[column - 1] + 1, change});
      diagonal = above;
    }
  }
  return std::min(row[right.size()], limit + 1);
}

/// 0 if there is none.
char FirstLetter(std::string_view word) { return word.empty() ? '\0' : word.front(); }

/// Spellings of one name: "Phillipe" and "Philippe", "Solskjaer" and "Solskajer".
bool AlmostEqual(std::string_view left, std::string_view right) {
  if (left == right) {
    return true;
  }
  if (left.size() < 7 || right.size() < 7 || left.front() != right.front()) {
    return false;
  }
  const std::size_t shorter = std::min(left.size(), right.size());
  const std::size_t limit = shorter >= 8 ? 2 : 1;
  if (std::max(left.size(), right.size()) - shorter > limit) {
    return false;
  }
  return EditDistance(left, right, limit) <= limit;
}

/// Told from the first letters alone: true only if WithSmallLetters leaves the name as it is.
bool HasSmallLetter(std::string_view name) {
  return name.size() > 1 && name[1] >= 'a' && name[1] <= 'z' && name[1] != 'c';
}

/// "DEMBA BA", "BRIAN McDERMOTT", as papers open a story, the way that names are written elsewhere;
/// any other name as it is.
std::string WithSmallLetters(std::string_view name) {
  std::string result;
  const auto append = [&](utf8proc_int32_t letter) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t size = utf8proc_encode_char(letter, bytes.data());
    result.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
  };
  bool is_first = true;  // Of its word, or behind "Mc".
  for (std::size_t at = 0; at < name.size();) {
    utf8proc_int32_t letter = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(name.data() + at),
                         static_cast<utf8proc_ssize_t>(name.size() - at), &letter);
    const bool is_joint = letter == ' ' || letter == '-' || letter == '\'';
    const bool is_c_of_mc = letter == 'c' && result.ends_with('M');
    const bool is_upper = size > 0 && utf8proc_tolower(letter) != letter;
    if (!is_joint && !is_c_of_mc && !is_upper) {
      return std::string(name);
    }
    append(is_first ? letter : utf8proc_tolower(letter));
    is_first = is_joint || is_c_of_mc;
    at += static_cast<std::size_t>(size);
  }
  return name.find(' ') == std::string_view::npos ? std::string(name) : result;
}

// Few articles name more, and what is reserved for nothing costs little.
constexpr std::size_t kEntitiesUsually = 40;

class EntityResolver {
 public:
  EntityResolver(Document& document, const Knowledge& knowledge)
      : document_(document), names_(knowledge.names) {}

  void Run() {
    document_.entities.reserve(std::min(document_.mentions.size(), kEntitiesUsually));
    CollectFullNames();
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      Resolve(index);
    }
    ApplyTitles();
    NameEntities();
  }

 private:
  /// The words of a name, folded: views of the document's.
  using Parts = SmallList<std::string_view, 3>;
  /// Whatever the spelling, a name keeps the first letters of its parts: most names are told apart
  /// by those of the first and the last one. 0 for a part without letters.
  struct NameLetters {
    explicit NameLetters(const Parts& parts)
        : first(FirstLetter(parts.front())), last(FirstLetter(parts.back())) {}
    char first;
    char last;
  };
  /// REQUIRES: `right` is a name looked for, which may lack letters.
  static bool MayBeSame(char left, char right) { return right == '\0' || left == right; }
  /// A human entity as the parts of its fullest name.
  struct Person {
    EntityIndex entity = kNone;
    Parts parts;
    NameLetters letters{parts};
  };

  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }

  bool IsHumanCandidate(uint32_t value) const { return IsHuman(names_.name(value).type); }

  bool AllCandidatesHuman(const Mention& mention) const {
    return std::all_of(document_.candidates.begin() + mention.candidate_begin,
                       document_.candidates.begin() + mention.candidate_end,
                       [&](uint32_t value) { return IsHumanCandidate(value); });
  }

  bool IsPersonLike(const Mention& mention) const {
    if (mention.kind != MentionKind::kName) {
      return false;
    }
    if (mention.candidate_begin == mention.candidate_end) {
      return !mention.typed || IsHuman(mention.type);
    }
    return AllCandidatesHuman(mention);
  }

  Parts PartsOf(const Mention& mention) const {
    Parts parts;
    for (TokenIndex at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      const std::string_view word = Word(at);
      if (parts.empty() && (word == "sir" || word == "mr" || word == "mrs" || word == "ms" ||
                            word == "dr" || word == "dame" || word == "lord")) {
        continue;
      }
      parts.push_back(word);
    }
    return parts;
  }

  EntityIndex NewEntity(EntityType type, MentionIndex mention) {
    Entity& entity = document_.entities.emplace_back();
    entity.type = type;
    entity.first_mention = mention;
    last_mention_.push_back(mention);
    mention_count_.push_back(0);
    return static_cast<EntityIndex>(document_.entities.size() - 1);
  }

  void Assign(MentionIndex mention, EntityIndex entity) {
    document_.mentions[mention].entity = entity;
    last_mention_[entity] = mention;
    ++mention_count_[entity];
  }

  // Pass 1: names of people in two words or more, and names that leave no doubt.

  void CollectFullNames() {
    full_names_.assign(document_.mentions.size(), kNone);
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const Mention& mention = document_.mentions[index];
      if (mention.kind != MentionKind::kName || mention.weak) {
        continue;
      }
      if (IsPersonLike(mention)) {
        Parts parts = PartsOf(mention);
        if (const MentionIndex surname = SurnameInBrackets(index); surname != kNone) {
          parts.push_back(Word(document_.mentions[surname].tokens.begin));
          AddPerson(index, parts);
          full_names_[surname] = full_names_[index];
          NameInFull(index, surname);
          continue;
        }
        if (parts.size() >= 2 && !IsOrdinary(mention) && !IsThing(index)) {
          AddPerson(index, parts);
        }
      } else if (mention.candidate_end - mention.candidate_begin >= 1 && !IsPlaceUse(mention)) {
        CountCandidates(mention);
        if (mention.tokens.size() > 1 && mention.type == EntityType::kClub) {
          long_club_names_.push_back(index);
        }
      }
    }
  }

  /// "Bruno (Fernandes)": how papers complete what somebody said.
  MentionIndex SurnameInBrackets(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    const TokenIndex open = mention.tokens.end;
    if (mention.tokens.size() != 1 || open + 2 >= document_.tokens.size() ||
        (Word(open) != "(" && Word(open) != "[") ||
        !names_.IsGivenName(At(mention.tokens.begin).word)) {
      return kNone;
    }
    const MentionIndex next = At(open + 1).mention;
    const bool closed = Word(open + 2) == ")" || Word(open + 2) == "]";
    return next != kNone && closed && document_.mentions[next].tokens.size() == 1 &&
                   IsPersonLike(document_.mentions[next])
               ? next
               : kNone;
  }

  /// Gives whom only such words name his name.
  void NameInFull(MentionIndex given, MentionIndex surname) {
    Entity& entity = document_.entities[full_names_[given]];
    if (entity.first_mention != given) {
      return;
    }
    entity.name = std::string(document_.TextOf(document_.mentions[given].tokens)) + " " +
                  std::string(document_.TextOf(document_.mentions[surname].tokens));
    const std::optional<uint32_t> known = names_.Find(entity.name);
    if (known && IsHuman(names_.TypeOfEntry(*known))) {
      SetEntry(entity, *known);
    }
  }

  /// "Transfer Certificate", "Transfer News": words with capitals, and no name among them.
  bool IsOrdinary(const Mention& mention) const {
    if (mention.candidate_begin != mention.candidate_end) {
      return false;
    }
    for (TokenIndex at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      if (!names_.IsCommonWord(At(at).word) || names_.IsGivenName(At(at).word)) {
        return false;
      }
    }
    return true;
  }

  void CountCandidates(const Mention& mention) {
    const bool several = mention.tokens.size() > 1;
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const RegisterName& name = names_.name(document_.candidates[at]);
      const bool proper = name.use == NameUse::kCanonical || name.use == NameUse::kAlias;
      named_clubs_.insert(names_.NameOfEntry(name.entry));
      evidence_[name.entry] += (proper ? 4 : 1) + (several ? 4 : 0);
    }
    if (const std::string_view home = HomeOf(mention); !home.empty()) {
      ++clubs_of_country_[home];
    }
  }

  /// The country of the club that the register first thinks of; empty if it is no club.
  std::string_view HomeOf(const Mention& mention) const {
    if (mention.candidate_begin == mention.candidate_end) {
      return {};
    }
    const KnownEntry entry =
        names_.entry(names_.name(document_.candidates[mention.candidate_begin]).entry);
    return entry.type == EntityType::kClub && entry.kind != ClubKind::kNation ? entry.country
                                                                              : std::string_view();
  }

  /// How many clubs of the country the article names, those of the sentence most of all.
  double ClubsAround(std::string_view country, MentionIndex index) const {
    constexpr double kInSentence = 5.0;
    const auto found = clubs_of_country_.find(country);
    double clubs = found == clubs_of_country_.end() ? 0.0 : found->second;
    const auto count = [&](MentionIndex other) {
      if (document_.mentions[other].sentence != document_.mentions[index].sentence) {
        return false;
      }
      clubs += HomeOf(document_.mentions[other]) == country ? kInSentence : 0.0;
      return true;
    };
    for (MentionIndex before = index; before > 0 && count(before - 1); --before) {
    }
    for (MentionIndex behind = index + 1; behind < document_.mentions.size() && count(behind);
         ++behind) {
    }
    return clubs;
  }

  /// "the League Cup", "the Premiership": whose, the clubs tell that the article is about.
  double ShareOfClubs(const KnownEntry& competition, const Mention& mention) const {
    const auto index = static_cast<MentionIndex>(&mention - document_.mentions.data());
    double own = 0.0;
    double all = 0.0;
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const KnownEntry other = names_.entry(names_.name(document_.candidates[at]).entry);
      const double clubs = ClubsAround(other.country, index);
      all += clubs;
      own = other.country == competition.country ? clubs : own;
    }
    return all == 0.0 ? 0.0 : own / all;
  }

  Person* FindPerson(const Parts& parts) {
    const NameLetters letters(parts);
    for (Person& person : people_) {
      // False for most, by the first letters alone, where SameFullName is.
      const bool may_be =
          MayBeSame(person.letters.last, letters.last) ||
          (MayBeSame(person.letters.first, letters.first) && person.parts.size() != parts.size());
      if (may_be && SameFullName(person.parts, parts)) {
        return &person;
      }
    }
    return nullptr;
  }

  static bool SameFullName(const Parts& left, const Parts& right) {
    if (left.size() != right.size()) {
      // "Cristiano Ronaldo" and "Cristiano Ronaldo dos Santos": one begins or ends the other.
      const auto& shorter = left.size() < right.size() ? left : right;
      const auto& longer = left.size() < right.size() ? right : left;
      // "Lionel Messi" and "Lionel Andrés Messi": names in the middle are left out.
      const bool middle = shorter.size() == 2 && *shorter.begin() == *longer.begin() &&
                          *(shorter.end() - 1) == *(longer.end() - 1);
      return shorter.size() >= 2 &&
             (middle || std::equal(shorter.begin(), shorter.end(), longer.begin()) ||
              std::equal(shorter.begin(), shorter.end(), longer.end() - shorter.size()));
    }
    for (std::size_t index = 0; index < left.size(); ++index) {
      const bool given = index == 0 &&
                         (left[0].starts_with(right[0]) || right[0].starts_with(left[0])) &&
                         left[0].size() > 1 && right[0].size() > 1;
      if (!given && !AlmostEqual(left[index], right[index])) {
        return false;
      }
    }
    return true;
  }

  void AddPerson(MentionIndex index, const Parts& parts) {
    if (Person* person = FindPerson(parts); person != nullptr) {
      if (parts.size() > person->parts.size()) {
        person->parts = parts;
        person->letters = NameLetters(parts);
      }
      full_names_[index] = person->entity;
      return;
    }
    const EntityIndex entity = NewEntity(EntityType::kPlayer, index);
    people_.push_back({.entity = entity, .parts = parts});
    full_names_[index] = entity;
  }

  // Pass 2: everything in the order of the text.

  void Resolve(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (mention.kind == MentionKind::kDemonym) {
      ResolveDemonym(index);
      return;
    }
    if (mention.kind != MentionKind::kName || mention.entity != kNone) {
      return;
    }
    if (const EntityIndex full = full_names_[index]; full != kNone) {
      Assign(index, full);
      SetPersonEntry(index, full);
      return;
    }
    if (SharesSurname(mention)) {
      ResolveWithSurnameBehind(index);
      return;
    }
    if (mention.tokens.size() <= 3 && ResolveAsPartOfPerson(index)) {
      return;
    }
    if (IsPersonLike(mention)) {
      if (!ResolveAsPartOfClub(index)) {
        ResolveUnknown(index);
      }
      return;
    }
    if (mention.candidate_begin == mention.candidate_end) {
      ResolveShaped(index);
      return;
    }
    ResolveKnown(index);
  }

  void SetPersonEntry(MentionIndex index, EntityIndex entity) {
    const Mention& mention = document_.mentions[index];
    if (document_.entities[entity].register_entry != kNone) {
      return;
    }
    uint32_t best = kNone;
    double best_score = 0.0;
    const bool several = mention.candidate_end - mention.candidate_begin > 1;
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const uint32_t entry = names_.name(document_.candidates[at]).entry;
      const double score = several ? ScoreOfPerson(names_.entry(entry)) : 0.0;
      if (best == kNone || score > best_score) {
        best = entry;
        best_score = score;
      }
    }
    if (best != kNone) {
      SetEntry(document_.entities[entity], best);
    }
  }

  void SetEntry(Entity& person, uint32_t entry) const {
    person.register_entry = entry;
    person.type = names_.TypeOfEntry(entry);
    person.nationality = NationName(names_.entry(entry).country);
  }

  std::string_view NationName(std::string_view country) const {
    // Most people of an article are of a few countries.
    const auto known = std::find_if(nations_.begin(), nations_.end(),
                                    [&](const auto& nation) { return nation.first == country; });
    if (known != nations_.end()) {
      return known->second;
    }
    const auto nation = names_.FindNation(country);
    return nations_.emplace_back(country, nation ? names_.NameOfEntry(*nation) : country).second;
  }

  /// Which of several namesakes: one of the article's clubs and years, and then the better known.
  double ScoreOfPerson(const KnownEntry& entry) const {
    double score = entry.type == EntityType::kPlayer ? 0.0 : 1.0;
    for (std::size_t index = 0; index < entry.affiliations.size(); ++index) {
      if (named_clubs_.contains(entry.affiliations[index])) {
        // Who managed once is heard of long after.
        const double long_ago = entry.type == EntityType::kManager ? 2.5 : 1.0;
        score += IsLongAgo(entry, index) ? long_ago : 3.0;
      }
    }
    if (document_.year != 0 && !entry.years.empty()) {
      // Nor is who managed once gone, but for caretakers.
      const double gone =
          entry.type == EntityType::kPlayer || IsOfOneSeason(CareerOf(entry)) ? -4.0 : 0.0;
      score += IsActive(entry) ? 2.0 : gone;
    }
    uint32_t prominence = entry.prominence;
    while (prominence != 0) {
      score += 0.25;
      prominence /= 2;
    }
    return score;
  }

  /// Whether his time at that one of his clubs is years away from the article's.
  bool IsLongAgo(const KnownEntry& entry, std::size_t affiliation) const {
    return document_.year != 0 && affiliation < entry.years.size() &&
           entry.years[affiliation].begin != 0 &&
           !entry.years[affiliation].Covers(document_.year, 2, 2);
  }

  static bool IsOfOneSeason(YearSpan career) {
    return career.begin != 0 && career.end - career.begin <= 1;
  }

  /// Plays, as far as the register knows, in the year of the article.
  bool IsActive(const KnownEntry& entry) const {
    const YearSpan career = CareerOf(entry);
    return career.begin <= document_.year + 1 && document_.year <= career.end + 2;
  }

  /// "Dan and Ryan Friedkin": the surname behind is his, too; not so "Nani and Antonio Valencia",
  /// where the first is known by that name alone.
  bool SharesSurname(const Mention& mention) const {
    const TokenIndex joint = mention.tokens.end;
    if (mention.tokens.size() != 1 || mention.candidate_begin != mention.candidate_end ||
        joint + 1 >= document_.tokens.size() || Word(joint) != "and" ||
        !names_.IsGivenName(At(mention.tokens.begin).word)) {
      return false;
    }
    const MentionIndex next = At(joint + 1).mention;
    return next != kNone && document_.mentions[next].tokens.size() >= 2 &&
           document_.mentions[next].tokens.size() <= 3 && IsPersonLike(document_.mentions[next]) &&
           names_.IsGivenName(At(joint + 1).word) && !names_.IsGivenName(At(joint + 2).word);
  }

  void ResolveWithSurnameBehind(MentionIndex index) {
    const TokenIndex given = document_.mentions[index].tokens.begin;
    const TokenRange behind = document_.mentions[At(given + 2).mention].tokens;
    const TokenRange surname = {given + 3, behind.end};
    Parts parts = {Word(given)};
    for (TokenIndex at = surname.begin; at < surname.end; ++at) {
      parts.push_back(Word(at));
    }
    if (const Person* person = FindPerson(parts); person != nullptr) {
      Assign(index, person->entity);
      return;
    }
    const EntityIndex entity = NewEntity(EntityType::kPlayer, index);
    document_.entities[entity].name =
        std::string(document_.TextOf(At(given))) + " " + std::string(document_.TextOf(surname));
    people_.push_back({.entity = entity, .parts = parts});
    Assign(index, entity);
  }

  /// A surname or a given name of somebody the article names in full.
  bool ResolveAsPartOfPerson(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (mention.typed && !IsHuman(mention.type) && mention.tokens.size() > 1) {
      return false;
    }
    const Parts parts = PartsOf(mention);
    const bool known_body =
        mention.candidate_begin != mention.candidate_end && !IsPersonLike(mention);
    if (parts.empty()) {
      return false;
    }
    EntityIndex best = kNone;
    bool best_is_surname = false;
    const NameLetters letters(parts);
    for (const Person& person : people_) {
      // Most share no letter of theirs with him.
      if (!MayBeSame(person.letters.last, letters.last) &&
          !MayBeSame(person.letters.first, letters.first)) {
        continue;
      }
      const bool surname = EndsWith(person.parts, parts);
      const bool given =
          !known_body && parts.size() == 1 && person.parts.size() > 1 &&
          (person.parts.front() == parts.front() ||
           (parts.front().size() >= 3 && person.parts.front().starts_with(parts.front())));
      if ((!surname && !given) || (!surname && IsAnotherOfOneName(mention, person))) {
        continue;
      }
      if (best == kNone || (surname && !best_is_surname) ||
          (surname == best_is_surname && IsCloser(index, person.entity, best))) {
        best = person.entity;
        best_is_surname = surname;
      }
    }
    if (best == kNone || (known_body && BodyIsLikelier(mention))) {
      return false;
    }
    Assign(index, best);
    return true;
  }

  /// "Rodrigo" beside "Rodrigo De Paul": somebody known by that name alone, who is at a club that
  /// the article names.
  bool IsAnotherOfOneName(const Mention& mention, const Person& person) const {
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const uint32_t known = names_.name(document_.candidates[at]).entry;
      const KnownEntry entry = names_.entry(known);
      if (entry.type == EntityType::kPlayer && entry.name.find(' ') == std::string_view::npos &&
          IsAtNamedClub(entry) && IsOther(person, entry)) {
        return true;
      }
    }
    return false;
  }

  bool IsAtNamedClub(const KnownEntry& entry) const {
    for (std::size_t club = 0; club < std::min(entry.years.size(), entry.affiliations.size());
         ++club) {
      const YearSpan span = entry.years[club];
      if (span.begin != 0 && span.Covers(document_.year) &&
          named_clubs_.contains(entry.affiliations[club])) {
        return true;
      }
    }
    return false;
  }

  /// The register knows whom his full name in the article means, and he is of another country or
  /// age.
  bool IsOther(const Person& person, const KnownEntry& entry) const {
    bool known = false;
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const Mention& mention = document_.mentions[index];
      if (full_names_[index] != person.entity) {
        continue;
      }
      for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
        const KnownEntry full = names_.entry(names_.name(document_.candidates[at]).entry);
        const bool elsewhere = !full.country.empty() && !entry.country.empty() &&
                               NationName(full.country) != NationName(entry.country);
        const bool older =
            full.birth_year != 0 && entry.birth_year != 0 && full.birth_year != entry.birth_year;
        if (!elsewhere && !older) {
          return false;
        }
        known = true;
      }
    }
    return known;
  }

  static bool EndsWith(const Parts& name, const Parts& tail) {
    return tail.size() < name.size() && !tail.empty() &&
           std::equal(tail.begin(), tail.end(), name.end() - tail.size(),
                      [](std::string_view left, std::string_view right) {
                        return FirstLetter(left) == FirstLetter(right) && AlmostEqual(left, right);
                      });
  }

  /// Already mentioned, and more recently; else first to be mentioned.
  bool IsCloser(MentionIndex index, EntityIndex left, EntityIndex right) const {
    const bool left_seen = last_mention_[left] <= index && mention_count_[left] > 0;
    const bool right_seen = last_mention_[right] <= index && mention_count_[right] > 0;
    if (left_seen != right_seen) {
      return left_seen;
    }
    return left_seen ? last_mention_[left] > last_mention_[right]
                     : last_mention_[left] < last_mention_[right];
  }

  /// "Villa" beside "David Villa": the club only if the article names it by another name as well.
  bool BodyIsLikelier(const Mention& mention) const {
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const auto seen = evidence_.find(names_.name(document_.candidates[at]).entry);
      if (seen != evidence_.end() && seen->second > 8) {
        return true;
      }
    }
    return false;
  }

  /// "United", "City", "Villa", "Real": a word of a club's name that the article has in full.
  bool ResolveAsPartOfClub(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (mention.tokens.size() != 1 || (mention.place && BehindIn(mention))) {
      return false;
    }
    const std::string_view word = Word(mention.tokens.begin);
    EntityIndex best = kNone;
    uint32_t best_count = 0;
    std::map<EntityIndex, uint32_t> count;
    for (const MentionIndex full : long_club_names_) {
      const TokenRange tokens = document_.mentions[full].tokens;
      if (Word(tokens.begin) != word && Word(tokens.end - 1) != word) {
        continue;
      }
      if (document_.mentions[full].entity == kNone) {
        ResolveKnown(full);
      }
      const EntityIndex entity = document_.mentions[full].entity;
      if (entity != kNone && document_.entities[entity].type == EntityType::kClub &&
          ++count[entity] > best_count) {
        best_count = count[entity];
        best = entity;
      }
    }
    if (best == kNone) {
      best = ShortClub(index);
    }
    if (best == kNone) {
      return false;
    }
    Assign(index, best);
    document_.mentions[index].type = EntityType::kClub;
    document_.mentions[index].typed = true;
    return true;
  }

  // "City lie twelve points behind", where no club is named in full: the one of the article's
  // people.

  EntityIndex ShortClub(MentionIndex index) {
    static constexpr WordList kShortNames = {
        "city",     "united", "rovers",    "wanderers", "albion", "athletic", "town",   "county",
        "palace",   "forest", "wednesday", "rangers",   "villa",  "argyle",   "orient", "real",
        "sporting", "inter",  "hotspur",   "dons",      "north",  "end"};
    const std::string_view word = Word(document_.mentions[index].tokens.begin);
    if (!kShortNames.Has(word)) {
      return kNone;
    }
    const auto [place, fresh] = short_clubs_.try_emplace(word, kNone);
    if (fresh) {
      std::optional<uint32_t> entry = NamedClubWith(word);
      entry = entry || document_.year == 0 ? entry : names_.Find(ClubOfMostPeople(word));
      if (entry) {
        place->second = EntityOf(*entry, document_.mentions[index], index);
      }
    }
    return place->second;
  }

  /// "Old Trafford ... United", "Newcastle ... United": the club of the article whose name that
  /// word is part of, or else that is known by its name and that word, too; of several the one
  /// named most.
  std::optional<uint32_t> NamedClubWith(std::string_view word) const {
    constexpr int kWhole = 3;  // What a part of the name itself counts.
    std::optional<uint32_t> best;
    int best_score = 0;
    for (const auto& [entry, evidence] : evidence_) {
      const std::string_view name = names_.NameOfEntry(entry);
      const bool part = IsWordOf(word, name);
      if (names_.TypeOfEntry(entry) != EntityType::kClub ||
          (!part && names_.Find(std::string(name).append(" ").append(word)) != entry)) {
        continue;
      }
      if (const int score = evidence * (part ? kWhole : 1); !best || score > best_score) {
        best = entry;
        best_score = score;
      }
    }
    return best;
  }

  /// Its first or last one.
  static bool IsWordOf(std::string_view word, std::string_view name) {
    if (name.size() <= word.size() + 1) {
      return false;
    }
    std::string folded;
    AppendFolded(name, folded);
    return (folded.starts_with(word) && folded[word.size()] == ' ') ||
           (folded.ends_with(word) && folded[folded.size() - word.size() - 1] == ' ');
  }

  /// The club of that first or last word where the register knows most people of the article in its
  /// year; empty if there is none, or two clubs have as many.
  std::string_view ClubOfMostPeople(std::string_view word) const {
    constexpr std::size_t kNamesakesMost = 16;
    std::map<std::string_view, uint32_t> counts;
    std::unordered_set<WordId> seen;
    for (const Mention& mention : document_.mentions) {
      if (!IsPersonLike(mention) || mention.tokens.empty() ||
          !seen.insert(At(mention.tokens.end - 1).word).second) {
        continue;
      }
      std::set<std::string_view> clubs;
      for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
        AddClubsCalled(word, names_.entry(names_.name(document_.candidates[at]).entry), clubs);
      }
      const std::span<const uint32_t> namesakes =
          names_.WithSurname(At(mention.tokens.end - 1).word);
      if (mention.tokens.size() == 1 && namesakes.size() <= kNamesakesMost) {
        for (const uint32_t entry : namesakes) {
          AddClubsCalled(word, names_.entry(entry), clubs);
        }
      }
      for (const std::string_view club : clubs) {
        ++counts[club];
      }
    }
    std::string_view best;
    uint32_t most = 0;
    for (const auto& [club, count] : counts) {
      if (count >= most) {
        best = count == most ? std::string_view() : club;
        most = count;
      }
    }
    return best;
  }

  /// Clubs of that first or last word where somebody is in the year of the article.
  void AddClubsCalled(std::string_view word, const KnownEntry& person,
                      std::set<std::string_view>& clubs) const {
    for (std::size_t at = 0; at < person.years.size(); ++at) {
      const std::string_view club = person.affiliations[at];
      if (person.years[at].Covers(document_.year) && IsWordOf(word, club)) {
        clubs.insert(club);
      }
    }
  }

  bool BehindIn(const Mention& mention) const {
    return mention.tokens.begin > 0 && Word(mention.tokens.begin - 1) == "in";
  }

  void ResolveUnknown(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    const Parts parts = PartsOf(mention);
    if (parts.empty()) {
      return;
    }
    const NameLetters letters(parts);
    for (const Person& person : people_) {
      if (person.letters.last == letters.last && person.parts == parts) {
        Assign(index, person.entity);
        return;
      }
    }
    const bool common = names_.IsCommonWord(At(mention.tokens.begin).word);
    if (Word(mention.tokens.begin).starts_with("under-")) {
      return;  // "their Under-20 team".
    }
    if (mention.place || (mention.tokens.size() == 1 && (common || !IsProven(index))) ||
        IsOrdinary(mention) || IsThing(index)) {
      return;
    }
    const EntityIndex entity = NewEntity(EntityType::kPlayer, index);
    people_.push_back({.entity = entity, .parts = parts});
    Assign(index, entity);
    SetPersonEntry(index, entity);
  }

  bool IsDescribed(MentionIndex index) const {
    return std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                       [&](const Description& description) { return description.person == index; });
  }

  /// "the Rolls Royce of Arsenal", "the Prince of Wales".
  bool IsThing(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    if (mention.tokens.size() > 1 && Word(mention.tokens.begin) == "the") {
      return true;  // "The Mixer".
    }
    return mention.candidate_begin == mention.candidate_end && BehindArticle(mention) &&
           !mention.possessive && !IsDescribed(index);
  }

  /// A capital alone makes nobody of a word that no register knows ("ACL", "Alternatively",
  /// "Owing"): a title beside it does, or that English would have written any other word small
  /// there.
  bool IsProven(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    if (mention.candidate_begin != mention.candidate_end) {
      return true;
    }
    const Token& word = At(mention.tokens.begin);
    const bool described =
        std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                    [&](const Description& description) { return description.person == index; });
    if (described) {
      return true;
    }
    constexpr uint32_t kAcronymSizeMax = 5;
    const bool acronym = word.Has(kAllCapitals) && word.folded_size <= kAcronymSizeMax;
    if (acronym || IsClubWord(word.word) || Word(mention.tokens.begin).ends_with('-') ||
        BehindArticle(mention)) {
      return false;
    }
    if (!word.Has(kSentenceStart)) {
      return true;
    }
    const bool elsewhere = std::any_of(
        document_.mentions.begin(), document_.mentions.end(), [&](const Mention& other) {
          const Token& last = At(other.tokens.end - 1);
          return other.kind == MentionKind::kName && !last.Has(kSentenceStart) &&
                 document_.Folded(last) == document_.Folded(word);
        });
    return elsewhere || OpensLikeName(mention);
  }

  bool IsClubWord(WordId word) const {
    return names_.KindOfFirst(word) == RunKind::kClub || names_.KindOfLast(word) == RunKind::kClub;
  }

  /// "the Merseysiders", "a Scudetto": people's names go without.
  bool BehindArticle(const Mention& mention) const {
    const TokenIndex begin = mention.tokens.begin;
    if (begin == 0 || At(begin - 1).sentence != mention.sentence) {
      return false;
    }
    const std::string_view before = Word(begin - 1);
    return before == "the" || before == "a" || before == "an";
  }

  /// "Smalling has ..." but not "Alternatively, ...", "Addressing the ...", "Owing to ...".
  bool OpensLikeName(const Mention& mention) const {
    const std::string_view word = Word(mention.tokens.begin);
    if (word.ends_with("ly")) {
      return false;
    }
    const TokenIndex behind = mention.tokens.end;
    if (behind >= document_.tokens.size() || At(behind).sentence != mention.sentence) {
      return false;
    }
    static constexpr WordList kComplements = {"the",  "a",     "an",   "to",  "his",
                                              "her",  "their", "its",  "on",  "that",
                                              "this", "into",  "from", "our", "my"};
    return At(behind).Has(kPossessive) ||
           (At(behind).Has(kWordToken) && !kComplements.Has(Word(behind)));
  }

  /// A run of capitals whose shape tells what it is: "Bay FC", "Daily Trust".
  void ResolveShaped(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (mention.type == EntityType::kClub && ResolveAsPartOfClub(index)) {
      return;
    }
    std::string key(document_.TextOf(mention.tokens));
    key = Fold(key);
    auto [place, fresh] = shaped_.try_emplace(std::move(key), kNone);
    if (fresh) {
      place->second = NewEntity(mention.type, index);
      document_.entities[place->second].name = document_.TextOf(mention.tokens);
    }
    Assign(index, place->second);
  }

  // Names of the register.

  /// "in Paris", "near Liverpool": the town, not the club.
  bool IsPlaceUse(const Mention& mention) const {
    if (mention.possessive || mention.type != EntityType::kClub || mention.tokens.begin == 0) {
      return false;
    }
    const TokenIndex before = mention.tokens.begin - 1;
    if (At(before).sentence != mention.sentence || Word(before) != "in") {
      return false;
    }
    const TokenIndex behind = mention.tokens.end;
    if (behind < document_.tokens.size() && At(behind).sentence == mention.sentence &&
        IsClubThing(Word(behind))) {
      return false;
    }
    const auto index = static_cast<MentionIndex>(&mention - document_.mentions.data());
    const bool employs = std::any_of(
        document_.descriptions.begin(), document_.descriptions.end(),
        [&](const Description& description) { return description.organisation == index; });
    if (employs) {
      return false;  // "interest in Liverpool striker Rhian Brewster".
    }
    const std::string text = Fold(document_.TextOf(mention.tokens));
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const KnownEntry entry = names_.entry(names_.name(document_.candidates[at]).entry);
      if (entry.kind == ClubKind::kNation || Fold(entry.city) == text) {
        return true;
      }
    }
    return false;
  }

  /// "in Liverpool colours": what a club has and a town has not.
  static bool IsClubThing(std::string_view word) {
    static constexpr WordList kThings = {"colours", "colors",  "shirt",   "shirts",   "jersey",
                                         "kit",     "win",     "victory", "defeat",   "draw",
                                         "loss",    "squad",   "team",    "side",     "academy",
                                         "ranks",   "history", "career",  "midfield", "defence",
                                         "attack",  "plans",   "goal",    "lineup",   "line-up"};
    return kThings.Has(word);
  }

  static bool IsFunctionWord(std::string_view word) {
    static constexpr WordList kWords = {"on",   "in",    "at",    "and",    "for",   "to",
                                        "with", "by",    "after", "before", "when",  "as",
                                        "but",  "where", "last",  "since",  "until", "while",
                                        "from", "this",  "next",  "if",     "that",  "who"};
    return kWords.Has(word);
  }

  bool IsNation(const Mention& mention) const {
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      if (names_.entry(names_.name(document_.candidates[at]).entry).kind == ClubKind::kNation) {
        return true;
      }
    }
    return false;
  }

  /// A club there, and no nation.
  bool IsClubAt(TokenIndex at, const Mention& beside) const {
    if (at >= document_.tokens.size() || At(at).sentence != beside.sentence ||
        At(at).mention == kNone) {
      return false;
    }
    const Mention& mention = document_.mentions[At(at).mention];
    return mention.type == EntityType::kClub && mention.kind == MentionKind::kName &&
           !IsNation(mention) &&
           (mention.typed || mention.candidate_begin != mention.candidate_end);
  }

  /// "Altyn Asyr of Turkmenistan", "Morocco's AS FAR", "Bahrain champions Al Khaldiya": where a
  /// club is from, and no national team.
  bool IsCountryOfClub(const Mention& mention) const {
    static constexpr WordList kClubs = {"champions", "side",    "club",    "outfit",
                                        "giants",    "leaders", "league",  "cup",
                                        "team",      "holders", "winners", "runners-up"};
    constexpr TokenIndex kWordsMax = 2;
    if (mention.type != EntityType::kClub || mention.kind != MentionKind::kName ||
        !IsNation(mention)) {
      return false;
    }
    TokenIndex before = mention.tokens.begin;
    before -= before > 0 && Word(before - 1) == "the" ? 1 : 0;
    if (before > 1 && Word(before - 1) == "of" && IsClubAt(before - 2, mention)) {
      return true;
    }
    TokenIndex behind = mention.tokens.end;
    behind += mention.possessive ? 1 : 0;
    TokenIndex words = 0;
    while (words < kWordsMax && behind < document_.tokens.size() && kClubs.Has(Word(behind))) {
      ++behind;
      ++words;
    }
    return (words > 0 || mention.possessive) && IsClubAt(behind, mention);
  }

  void ResolveKnown(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (IsPlaceUse(mention) || IsCountryOfClub(mention)) {
      return;
    }
    uint32_t best = kNone;
    double best_score = -1.0;
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const RegisterName& name = names_.name(document_.candidates[at]);
      const double score = ScoreOf(name, mention);
      if (score > best_score) {
        best_score = score;
        best = name.entry;
      }
    }
    const bool supported = evidence_[best] > 0 || StandsOut(mention, names_.entry(best));
    if (mention.weak && !supported) {
      return;
    }
    Assign(index, EntityOf(best, mention, index));
  }

  /// "lost to Reading", "a bid from Hearts": a capital within a sentence makes a club of a word
  /// that English writes small, unless it is part of a longer name.
  bool StandsOut(const Mention& mention, const KnownEntry& entry) const {
    const TokenIndex at = mention.tokens.begin;
    const TokenIndex end = mention.tokens.end;
    if (entry.type != EntityType::kClub || entry.prominence < kClubProminence || at == 0 ||
        At(at).Has(kSentenceStart) || At(at - 1).sentence != mention.sentence) {
      return false;
    }
    const Token& before = At(at - 1);
    const bool joined_behind = end < document_.tokens.size() &&
                               At(end).sentence == mention.sentence && At(end).Has(kCapitalised) &&
                               !At(end).Has(kPossessive);
    return before.Has(kWordToken) && !before.Has(kCapitalised) && Word(at - 1) != "the" &&
           Word(at - 1) != "a" && !joined_behind;
  }

  double ScoreOf(const RegisterName& name, const Mention& mention) const {
    constexpr std::array<double, 7> kUseScores = {30, 25, 10, 10, 5, 5, 10};
    const KnownEntry entry = names_.entry(name.entry);
    double score = kUseScores[static_cast<std::size_t>(name.use)];
    const auto seen = evidence_.find(name.entry);
    if (seen != evidence_.end() && seen->second > 4) {
      score += 40.0 + std::min(20, seen->second);
    }
    uint32_t prominence = entry.prominence;
    while (prominence != 0) {
      score += 2.0;
      prominence /= 2;
    }
    if (IsHuman(entry.type) && mention.tokens.size() == 1) {
      score -= 10.0;
    }
    if (entry.type == EntityType::kCompetition &&
        mention.candidate_end - mention.candidate_begin > 1) {
      constexpr double kAllClubs = 40.0;
      score += kAllClubs * ShareOfClubs(entry, mention);
    }
    return score;
  }

  /// The women's team of a club or nation, where the register has one of its own.
  uint32_t WomensEntry(uint32_t entry_index) const {
    const KnownEntry entry = names_.entry(entry_index);
    if (entry.kind == ClubKind::kWomen) {
      return entry_index;
    }
    const std::optional<uint32_t> own = names_.Find(std::string(entry.name) + " Women");
    return own && names_.entry(*own).kind == ClubKind::kWomen ? *own : entry_index;
  }

  /// "the Euros": those of the year, where the article names them; the women's, where it is about
  /// women.
  uint32_t EditionOf(uint32_t entry_index, const Mention& told) const {
    constexpr int kYearsAhead = 1;
    const KnownEntry entry = names_.entry(entry_index);
    if (entry.type != EntityType::kCompetition || entry.name != "European Championship") {
      return entry_index;
    }
    for (int year = document_.year; year <= document_.year + kYearsAhead; ++year) {
      const std::optional<uint32_t> edition = names_.Find("Euro " + std::to_string(year));
      const auto named = edition ? evidence_.find(*edition) : evidence_.end();
      if (named != evidence_.end() && named->second > 0 && !names_.entry(*edition).female) {
        return *edition;
      }
    }
    const bool women =
        Word(told.tokens.end - 1) == "euros" &&
        std::any_of(document_.mentions.begin(), document_.mentions.end(),
                    [](const Mention& mention) { return mention.variant == ClubVariant::kWomen; });
    return women ? names_.Find("Women's Euro").value_or(entry_index) : entry_index;
  }

  EntityIndex EntityOf(uint32_t named_entry, const Mention& mention, MentionIndex index) {
    const bool womens = mention.variant == ClubVariant::kWomen;
    const uint32_t entry_index =
        womens ? WomensEntry(named_entry) : EditionOf(named_entry, mention);
    const KnownEntry entry = names_.entry(entry_index);
    // A team with an entry of its own is one, whether the text says "Women" or not.
    const ClubVariant variant =
        entry.kind == ClubKind::kWomen ? ClubVariant::kFirst : mention.variant;
    const uint64_t key = (static_cast<uint64_t>(entry_index) << 16U) |
                         (static_cast<uint64_t>(variant) << 8U) | mention.under_age;
    auto [place, fresh] = known_.try_emplace(key, kNone);
    if (!fresh) {
      return place->second;
    }
    place->second = NewEntity(entry.type, index);
    Entity& entity = document_.entities[place->second];
    entity.register_entry = entry_index;
    entity.name = entry.name;
    entity.nationality = entry.country;
    entity.national_team = entry.kind == ClubKind::kNation ||
                           (entry.kind != ClubKind::kFirstTeam && entry.city.empty() &&
                            !entry.country.empty() && entry.name.starts_with(entry.country));
    if (mention.variant == ClubVariant::kWomen || entry.kind == ClubKind::kWomen) {
      entity.women = true;
    }
    if (mention.variant == ClubVariant::kWomen && entry.kind != ClubKind::kWomen) {
      entity.name += " Women";
    }
    if (mention.under_age != 0) {
      entity.name += " U" + std::to_string(mention.under_age);
    }
    return place->second;
  }

  /// "Spanish international", "the French": the national team. Elsewhere a demonym names nothing.
  void ResolveDemonym(MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    const TokenIndex behind = mention.tokens.end;
    const bool international =
        behind < document_.tokens.size() &&
        (Word(behind) == "international" || Word(behind) == "internationals");
    uint32_t entry = kNone;
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const RegisterName& name = names_.name(document_.candidates[at]);
      if (names_.entry(name.entry).kind == ClubKind::kNation) {
        entry = name.entry;
        break;
      }
    }
    if (entry == kNone) {
      return;
    }
    const TokenIndex before = mention.tokens.begin == 0 ? 0 : mention.tokens.begin - 1;
    const bool team = Word(before) == "the" && behind < document_.tokens.size() &&
                      (At(behind).Has(kPunctuationToken) || IsFunctionWord(Word(behind)));
    // "the French", "the Germans"; but "the German" is one man.
    const std::string_view word = Word(mention.tokens.end - 1);
    const bool collective = word.ends_with("sh") || word.ends_with("ch") || word.ends_with("s") ||
                            word.ends_with("ese");
    if (international || (team && collective && evidence_[entry] > 0)) {
      Assign(index, EntityOf(entry, mention, index));
    }
  }

  // What the text says they are.

  /// The first current title decides; a former one only where there is no other.
  void ApplyTitles() {
    std::vector<int> strength(document_.entities.size(), 0);
    for (const Description& description : document_.descriptions) {
      const EntityIndex entity = document_.mentions[description.person].entity;
      if (entity == kNone || !IsHuman(document_.entities[entity].type)) {
        continue;
      }
      ApplyTitle(description, document_.entities[entity], strength[entity]);
    }
    for (EntityIndex entity = 0; entity < document_.entities.size(); ++entity) {
      if (strength[entity] <= 1 && IsPundit(entity, strength[entity] == 1)) {
        document_.entities[entity].type = EntityType::kJournalist;
      }
    }
  }

  /// A player who has ended his career and is heard: he speaks as a pundit.
  bool IsPundit(EntityIndex index, bool called_former) const {
    const Entity& entity = document_.entities[index];
    if (entity.type != EntityType::kPlayer || entity.register_entry == kNone) {
      return false;
    }
    const KnownEntry entry = names_.entry(entity.register_entry);
    const int end = CareerOf(entry).end;
    const bool over = document_.year != 0 && end < document_.year && end < kRegisterLastYear;
    if (end == 0 || !(over || (document_.year == 0 && called_former))) {
      return false;
    }
    return std::any_of(
        document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
          const TokenIndex behind = mention.tokens.end;
          const bool speaks = behind < document_.tokens.size() &&
                              names_.SpeechOf(At(behind).word) != SpeechKind::kNoSpeech;
          const bool spoken =
              mention.tokens.begin > 0 &&
              names_.SpeechOf(At(mention.tokens.begin - 1).word) != SpeechKind::kNoSpeech;
          return mention.entity == index && (speaks || spoken);
        });
  }

  void ApplyTitle(const Description& description, Entity& entity, int& strength) const {
    EntityType type = EntityType::kPlayer;
    int own = 1;
    if (description.title_entry == kNone) {
      if (description.organisation == kNone) {
        return;
      }
      const EntityType body = document_.mentions[description.organisation].type;
      if (body != EntityType::kOutlet) {
        return;
      }
      type = EntityType::kJournalist;
      own = 3;
    } else {
      const Title& title = names_.title(description.title_entry);
      if (!IsHuman(title.type)) {
        return;
      }
      type = title.type;
      if (title.phrase == "chief" && entity.type == EntityType::kManager) {
        return;  // "Gunners chief Arsene Wenger": officials are called so, and managers, too.
      }
      if (title.phrase == "man" && entity.type == EntityType::kManager) {
        return;  // "the man to replace Solskjaer".
      }
      if (type == EntityType::kManager && description.organisation != kNone &&
          document_.mentions[description.organisation].type != EntityType::kClub) {
        type = EntityType::kOfficial;  // "Saudi Pro League chief"
      }
      own = description.former || title.HasFlag("retired") ? 1 : 3;
      if (entity.role.empty() && own == 3) {
        entity.role = document_.TextOf(description.title);
      }
      if (title.flags.starts_with("position ") && entity.position.empty()) {
        entity.position = title.flags.substr(9);
      }
    }
    if (description.age >= 0) {
      entity.age = description.age;
    }
    if (description.demonym != kNone) {
      const Mention& demonym = document_.mentions[description.demonym];
      if (demonym.candidate_begin != demonym.candidate_end) {
        entity.nationality =
            names_.entry(names_.name(document_.candidates[demonym.candidate_begin]).entry).country;
      }
    }
    if (own > strength) {
      entity.type = type;
      strength = own;
    }
  }

  // What they are called.

  void NameEntities() {
    for (const Mention& mention : document_.mentions) {
      if (mention.entity == kNone || mention.kind == MentionKind::kDescription ||
          mention.kind == MentionKind::kPronoun) {
        continue;
      }
      Entity& entity = document_.entities[mention.entity];
      const std::string_view written = document_.TextOf(mention.tokens);
      if (written == entity.name && (!IsHuman(entity.type) || HasSmallLetter(written))) {
        continue;
      }
      const std::string text = IsHuman(entity.type) ? WithoutBrackets(WithSmallLetters(written))
                               : entity.type == EntityType::kCompetition && IsPluralOfCup(written)
                                   ? std::string(written.substr(0, written.size() - 1))
                                   : std::string(written);
      if (IsHuman(entity.type) && !AddsMiddleName(entity, text) &&
          (IsFuller(text, entity.name) || IsLikelier(mention.entity, text, entity.name))) {
        AddAlias(entity, entity.name);
        entity.name = text;
        std::erase(entity.aliases, entity.name);
      } else {
        AddAlias(entity, text);
      }
    }
    for (Entity& entity : document_.entities) {
      if (entity.name.starts_with("Sir ")) {
        AddAlias(entity, entity.name.substr(4));
      }
    }
  }

  /// "Chloe [Kelly]": what a writer added is part of the name.
  static std::string WithoutBrackets(std::string text) {
    std::erase_if(
        text, [](char byte) { return byte == '(' || byte == ')' || byte == '[' || byte == ']'; });
    return text;
  }

  /// "Lionel Andrés Messi", where the register knows him by the name that he has.
  bool AddsMiddleName(const Entity& entity, std::string_view text) const {
    const std::string_view name = entity.name;
    return entity.register_entry != kNone && names_.NameOfEntry(entity.register_entry) == name &&
           text.size() > name.size() && name.find(' ') != std::string_view::npos &&
           text.starts_with(name.substr(0, name.find(' ') + 1)) &&
           text.ends_with(name.substr(name.rfind(' ')));
  }

  /// More words; of equally many the one with accents.
  static bool IsFuller(std::string_view text, std::string_view name) {
    const auto words = std::count(text.begin(), text.end(), ' ');
    const auto known = std::count(name.begin(), name.end(), ' ');
    if (name.empty() || words != known) {
      return name.empty() || words > known;
    }
    return text.size() > name.size() && Fold(text) == Fold(name);
  }

  /// Of two spellings with as many words: the one that the register knows, else the more frequent
  /// ("Kai Havertz", not the "Kai Havertzs" of a headline).
  bool IsLikelier(EntityIndex entity, std::string_view text, std::string_view name) const {
    if (text == name ||
        std::count(text.begin(), text.end(), ' ') != std::count(name.begin(), name.end(), ' ') ||
        Fold(text) == Fold(name)) {
      return false;
    }
    std::array<uint32_t, 2> counts{};
    std::array<bool, 2> known{};
    for (const Mention& mention : document_.mentions) {
      if (mention.entity != entity || mention.kind != MentionKind::kName) {
        continue;
      }
      const std::string_view form = document_.TextOf(mention.tokens);
      for (const std::size_t which : {0U, 1U}) {
        if (form == (which == 0 ? text : name)) {
          ++counts[which];
          known[which] = known[which] || mention.candidate_begin != mention.candidate_end;
        }
      }
    }
    return known[0] != known[1] ? known[0] : counts[0] > counts[1];
  }

  /// "two League Cups": called "League Cup".
  static bool IsPluralOfCup(std::string_view name) {
    return name.ends_with("Cups") || name.ends_with("Leagues") || name.ends_with("Shields");
  }

  static void AddAlias(Entity& entity, std::string_view text) {
    if (!text.empty() && text != entity.name &&
        std::find(entity.aliases.begin(), entity.aliases.end(), text) == entity.aliases.end()) {
      entity.aliases.emplace_back(text);
    }
  }

  Document& document_;
  const NameRegister& names_;
  std::vector<Person> people_;
  mutable std::vector<std::pair<std::string_view, std::string_view>>
      nations_;                          // Names of their countries.
  std::vector<EntityIndex> full_names_;  // By mention.
  std::map<uint64_t, EntityIndex> known_;
  std::vector<MentionIndex> long_club_names_;
  std::map<std::string, EntityIndex> shaped_;
  std::map<std::string_view, EntityIndex> short_clubs_;    // By word: whom it means, if anybody.
  std::unordered_set<std::string_view> named_clubs_;       // Names that the register holds.
  std::map<uint32_t, int> evidence_;                       // By register entry.
  std::map<std::string_view, uint32_t> clubs_of_country_;  // How often the article names one.
  std::vector<MentionIndex> last_mention_;
  std::vector<uint32_t> mention_count_;
};

}  // namespace

void ResolveEntities(Document& document, const Knowledge& knowledge) {
  EntityResolver(document, knowledge).Run();
}

}  // namespace rondo::articles
