#pragma once

// What Rondo knows before it reads: names of clubs, nations, competitions, outlets and people,
// titles of office, words that are no names. The tables described in register/README.md come as an
// image that the build made of them; a folder of the user's may add tables, and a graph its own
// names through AddName. Names are kept as a trie over word ids, so that the longest name at a
// token is found without touching its letters. Thread rule: load from one thread, then read from
// any.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/knowledge_image.h"
#include "tools/articles/relation.h"
#include "tools/articles/season_table.h"
#include "tools/articles/vocabulary.h"
#include "tools/articles/word_trie.h"

namespace rondo::articles {

/// How a name stands for its entry.
enum class NameUse : uint8_t {
  kCanonical,
  kAlias,
  kNickname,     // "Red Devils"
  kMetonym,      // "Old Trafford"
  kAdjective,    // "French", "Spanish"
  kPeople,       // "Frenchman", "the French"
  kDescription,  // "Italian top flight"
};

enum class ClubKind : uint8_t { kFirstTeam, kNation, kWomen, kYouth, kReserve };

/// First and last year of a spell; 0 where it is not known.
struct YearSpan {
  int16_t begin = 0;
  int16_t end = 0;

  /// Whether the year is in it, or at most so many years before or behind.
  constexpr bool Covers(int year, int years_before = 0, int years_behind = 0) const {
    return begin <= year + years_before && year <= end + years_behind;
  }
};

/// Something to be added.
struct RegisterEntry {
  EntityType type = EntityType::kPerson;
  ClubKind kind = ClubKind::kFirstTeam;
  std::string name;
  std::string country;
  std::string city;
  std::vector<std::string> affiliations;  // Of people: clubs or outlets.
  std::vector<YearSpan> years;            // When at each of them, as far as known.
  int16_t birth_year = 0;
  bool female = false;         // A woman, or a competition of women.
  bool league = false;         // A league, not a cup.
  bool international = false;  // A competition of national teams.
  uint32_t prominence = 0;     // How much is heard of it: more wins where nothing else decides.
};

/// Some texts of a pool.
class TextList {
 public:
  TextList(const TextPool& pool, std::span<const uint32_t> numbers)
      : pool_(&pool), numbers_(numbers) {}
  std::size_t size() const { return numbers_.size(); }
  bool empty() const { return numbers_.empty(); }
  std::string_view operator[](std::size_t index) const { return (*pool_)[numbers_[index]]; }
  bool Contains(std::string_view text) const {
    return std::any_of(numbers_.begin(), numbers_.end(),
                       [&](uint32_t number) { return (*pool_)[number] == text; });
  }

 private:
  const TextPool* pool_;
  std::span<const uint32_t> numbers_;
};

/// What the register knows of an entry: the fields of RegisterEntry, where they lie. Holds until
/// the next one is added.
struct KnownEntry {
  EntityType type;
  ClubKind kind;
  std::string_view name;
  std::string_view country;
  std::string_view city;
  TextList affiliations;
  std::span<const YearSpan> years;
  int16_t birth_year;
  bool female;
  bool league;
  bool international;
  uint32_t prominence;
};

/// From the first year that is known of somebody to the last; 0 where none is.
YearSpan CareerOf(const KnownEntry& entry);

/// Whether the years of any spell that is known of somebody at the body of that name pass the test.
template <typename Test>
bool AnySpellAt(const KnownEntry& entry, std::string_view body, Test test) {
  for (std::size_t at = 0; at < std::min(entry.years.size(), entry.affiliations.size()); ++at) {
    if (entry.affiliations[at] == body && test(entry.years[at])) {
      return true;
    }
  }
  return false;
}

/// What a word at the beginning or end of a capitalised run says about the run ("Bay FC", "Daily
/// Mail").
enum class RunKind : uint8_t {
  kUnknown,
  kClub,
  kCompetition,
  kOutlet,
  kOrganisation,
  kPlace,
  kNothing
};

/// How a verb gives somebody's words.
enum class SpeechKind : uint8_t { kNoSpeech, kSay, kThink, kAsk };

/// One way to name an entry.
struct RegisterName {
  uint32_t entry = 0;
  NameUse use = NameUse::kCanonical;
  EntityType type = EntityType::kPerson;  // Of the entry.
  uint16_t reserved = 0;                  // There are no gaps.
};

/// "sporting director": what it makes of its holder, and how that ties him to a club or body.
struct Title {
  std::string phrase;
  EntityType type = EntityType::kPerson;
  bool has_relation = false;
  Relation relation = Relation::kWorksFor;
  bool plural = false;
  std::string flags;  // Space-separated words of the table.
  bool HasFlag(std::string_view flag) const;
};

class NameRegister {
 public:
  explicit NameRegister(Vocabulary* vocabulary) : vocabulary_(vocabulary) {}

  /// Reads one table; its file name says which. InvalidData with file and line if a line is
  /// malformed.
  Result<void> LoadTable(std::string_view file_name, std::string_view contents);

  uint32_t AddEntry(RegisterEntry entry);
  void AddName(std::string_view name, uint32_t entry, NameUse use);

  /// What the caller does not ask of it costs nothing.
  KnownEntry entry(uint32_t index) const {
    const EntryRecord& record = entries_[index];
    return {.type = record.type,
            .kind = record.kind,
            .name = texts_[record.name],
            .country = texts_[record.country],
            .city = texts_[record.city],
            .affiliations = {texts_, affiliations_.span().subspan(record.affiliations,
                                                                  record.affiliation_count)},
            .years = years_.span().subspan(record.years, record.year_count),
            .birth_year = record.birth_year,
            .female = record.female != 0,
            .league = record.league != 0,
            .international = record.international != 0,
            .prominence = record.prominence};
  }
  /// The same of what is asked most.
  EntityType TypeOfEntry(uint32_t entry) const { return entries_[entry].type; }
  std::string_view NameOfEntry(uint32_t entry) const { return texts_[entries_[entry].name]; }
  std::size_t entry_count() const { return entries_.size(); }
  /// The national team of a country, under whatever name of it; nothing if there is none.
  std::optional<uint32_t> FindNation(std::string_view country) const;
  /// Whether two clubs or nations are known as rivals: of one city, or by the table.
  bool AreRivals(uint32_t club, uint32_t other) const;
  /// Whether the club won the competition in one of the seasons.
  bool HasWon(uint32_t competition, std::string_view club, YearSpan seasons) const;
  /// The only club that won the competition in the season; empty if none is known.
  std::string_view WinnerOf(uint32_t competition, int season) const;
  /// Whether anything is known of the winners of the competition.
  bool KnowsWinnersOf(uint32_t competition) const { return !honours_.Of(competition).empty(); }
  /// Whether the club, or nation, was in the competition in the season.
  bool WasIn(uint32_t competition, std::string_view club, int season) const;
  /// Whether the club was certainly not in the competition in any of the seasons.
  bool WasNotIn(uint32_t competition, std::string_view club, std::string_view country,
                YearSpan seasons) const;
  /// Whether somebody of that name, without accents, wrote or spoke for the outlet in one of the
  /// years.
  bool SpokeFor(uint32_t outlet, std::string_view name, YearSpan years) const;
  /// Some entry of that name, whatever it is; nothing if the name is unknown.
  std::optional<uint32_t> Find(std::string_view name) const;
  /// People whose names end with the word, of those that the program knows by itself.
  std::span<const uint32_t> WithSurname(WordId word) const {
    return word + 1 < surname_begins_.size()
               ? surnames_.span().subspan(surname_begins_[word],
                                          surname_begins_[word + 1] - surname_begins_[word])
               : std::span<const uint32_t>();
  }
  /// Orders people by surname. To be called once, when all tables are read.
  void IndexSurnames();

  /// True for a single word that is no name by itself: "best", "union", "reading".
  bool IsEverydayWord(std::string_view name) const;
  /// Values of the trie are indexes for name().
  const WordTrie& names() const { return names_; }
  const RegisterName& name(uint32_t index) const { return name_list_[index]; }
  /// Values of the trie are indexes for title().
  const WordTrie& titles() const { return titles_; }
  const Title& title(uint32_t index) const { return title_list_[index]; }

  /// A word that is no name unless the context proves it ("best", "reading"), or never one
  /// ("monday").
  bool IsTrap(WordId word) const { return HasBit(word, kTrap); }
  bool IsCommonWord(WordId word) const { return HasBit(word, kCommon); }
  bool IsGivenName(WordId word) const { return HasBit(word, kGivenName); }
  bool IsFemaleGivenName(WordId word) const { return HasBit(word, kFemaleGivenName); }
  RunKind KindOfFirst(WordId word) const {
    return word < run_kinds_.size() ? run_kinds_[word].as_first : RunKind::kUnknown;
  }
  RunKind KindOfLast(WordId word) const {
    return word < run_kinds_.size() ? run_kinds_[word].as_last : RunKind::kUnknown;
  }
  SpeechKind SpeechOf(WordId word) const {
    return word < speech_.size() ? speech_[word] : SpeechKind::kNoSpeech;
  }
  bool IsPlace(WordId word) const { return HasBit(word, kPlace); }

  void Read(ImageReader& image);
  void Write(ImageWriter& image) const;

 private:
  enum WordBit : uint8_t {
    kTrap = 1,
    kCommon = 2,
    kGivenName = 4,
    kFemaleGivenName = 8,
    kPlace = 16
  };
  /// An entry as an image holds it: texts by number, lists by where they begin.
  struct EntryRecord {
    uint32_t name;
    uint32_t country;
    uint32_t city;
    uint32_t affiliations;
    uint32_t years;
    uint32_t prominence;
    uint16_t affiliation_count;
    uint16_t year_count;
    int16_t birth_year;
    EntityType type;
    ClubKind kind;
    uint8_t female;
    uint8_t league;
    uint8_t international;
    uint8_t reserved = 0;  // There are no gaps.
  };
  struct TitleRecord {
    uint32_t phrase;
    uint32_t flags;
    EntityType type;
    Relation relation;
    uint8_t has_relation;
    uint8_t plural;
  };
  struct RivalPair {
    uint32_t club;
    uint32_t other;
  };
  struct RunKinds {
    RunKind as_first = RunKind::kUnknown;
    RunKind as_last = RunKind::kUnknown;
  };
  using Columns = std::span<const std::string_view>;

  bool HasBit(WordId word, WordBit bit) const {
    return word < word_bits_.size() && (word_bits_[word] & bit) != 0;
  }
  void SetBit(std::string_view word, WordBit bit);
  Result<void> LoadRow(std::string_view table, Columns columns);
  void LoadClub(Columns columns);
  Result<void> LoadNation(Columns columns);
  void LoadCompetition(Columns columns);
  void LoadNamed(EntityType type, Columns columns);
  Result<void> LoadPerson(Columns columns);
  Result<void> LoadTitle(Columns columns);
  Result<void> LoadNamePart(Columns columns);
  Result<void> LoadRivals(Columns columns);
  Result<void> LoadSeasons(EntityType type, Columns columns, SeasonTable& table);
  bool IsSameClub(uint32_t competition, std::string_view known, std::string_view club) const;
  bool WasElsewhere(uint32_t competition, std::string_view club, int season) const;
  Result<void> LoadSpeechVerb(Columns columns);
  void AddPlural(std::string_view name, uint32_t entry);
  void AddNames(std::string_view list, uint32_t entry, NameUse use);
  uint32_t AddText(std::string_view text);
  void FindBodies();
  /// What a body is told by.
  static std::string KeyOf(EntityType type, std::string_view name);
  /// The words of a name; until the next call.
  std::span<const WordId> Words(std::string_view text);
  /// Where a name ends in the trie; kNowhere if it is unknown, kRoot if it has no words.
  uint32_t NodeOf(std::string_view name) const;

  Vocabulary* vocabulary_;
  TextPool texts_;
  ImageVector<EntryRecord> entries_;
  ImageVector<uint32_t> affiliations_;  // Of all entries: texts.
  ImageVector<YearSpan> years_;         // Of all entries.
  ImageVector<RegisterName> name_list_;
  WordTrie names_;
  ImageVector<uint32_t> surnames_;        // Entries of people, by the last word of the name.
  ImageVector<uint32_t> surname_begins_;  // By word: where they begin in surnames_.
  std::vector<Title> title_list_;
  WordTrie titles_;
  ImageVector<uint8_t> word_bits_;
  ImageVector<SpeechKind> speech_;   // By word.
  ImageVector<RunKinds> run_kinds_;  // By word.
  ImageVector<RivalPair> rivals_;    // Of different cities.
  SeasonTable entrants_;             // Of competitions; "*" and its like tell how many are known.
  SeasonTable honours_;
  SeasonTable voices_;  // Of outlets.
  // What adding needs; made when the first entry is added.
  std::map<std::string, uint32_t> bodies_;                  // By KeyOf.
  std::unordered_map<std::string, uint32_t> text_numbers_;  // Of texts that were added.
  std::string folded_;                                      // Of Words(), to be used again.
  std::vector<WordId> words_;                               // The same.
};

}  // namespace rondo::articles
