#pragma once

// What Rondo knows before it reads: names of clubs, nations, competitions, outlets and people,
// titles of office, words that are no names. Loaded from the tables described in
// register/README.md; a graph may add its own names through AddName. Names are kept as a trie over
// word ids, so that the longest name at a token is found without touching its letters. Thread rule:
// load from one thread, then read from any.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/embedded_file.h"
#include "tools/articles/relation.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {

/// A map from sequences of words to lists of 32-bit values.
class WordTrie {
 public:
  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNowhere = 0xFFFFFFFFU;

  WordTrie();
  /// Adds `value` under `words`; the same pair twice counts once. REQUIRES: `words` is not empty.
  void Add(std::span<const WordId> words, uint32_t value);

  /// One step down from `node`, or kNowhere.
  uint32_t Step(uint32_t node, WordId word) const;
  /// True if some entry begins with `word`: one bit test for most tokens of a text.
  bool MayBegin(WordId word) const { return word < begins_.size() && begins_[word]; }
  std::span<const uint32_t> ValuesAt(uint32_t node) const { return values_[node]; }

 private:
  struct Slot {
    uint64_t key = 0;  // node and word; 0 is free, since word 0 is never stored.
    uint32_t target = 0;
  };
  void Grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<std::vector<uint32_t>> values_;  // By node.
  std::vector<bool> begins_;                   // By word.
};

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
};

struct RegisterEntry {
  EntityType type = EntityType::kPerson;
  ClubKind kind = ClubKind::kFirstTeam;
  std::string name;
  std::string country;
  std::string city;
  std::string parent;
  std::vector<std::string> affiliations;  // Of people: clubs or outlets.
  std::vector<YearSpan> years;            // When at each of them, as far as known.
  int16_t birth_year = 0;
  bool female = false;
  bool league = false;         // A league, not a cup.
  bool international = false;  // A competition of national teams.
  uint32_t prominence = 0;     // How much is heard of it: more wins where nothing else decides.
};

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

  const RegisterEntry& entry(uint32_t index) const { return entries_[index]; }
  std::size_t entry_count() const { return entries_.size(); }
  /// The national team of a country, under whatever name of it; nothing if there is none.
  std::optional<uint32_t> FindNation(std::string_view country) const;
  /// Some entry of that name, whatever it is; nothing if the name is unknown.
  std::optional<uint32_t> Find(std::string_view name) const;
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
    return word < run_kinds_.size() ? run_kinds_[word].first : RunKind::kUnknown;
  }
  RunKind KindOfLast(WordId word) const {
    return word < run_kinds_.size() ? run_kinds_[word].second : RunKind::kUnknown;
  }
  SpeechKind SpeechOf(WordId word) const {
    return word < speech_.size() ? speech_[word] : SpeechKind::kNoSpeech;
  }
  bool IsPlace(WordId word) const { return HasBit(word, kPlace); }

 private:
  enum WordBit : uint8_t {
    kTrap = 1,
    kCommon = 2,
    kGivenName = 4,
    kFemaleGivenName = 8,
    kPlace = 16
  };
  using Columns = std::span<const std::string_view>;

  bool HasBit(WordId word, WordBit bit) const {
    return word < word_bits_.size() && (word_bits_[word] & bit) != 0;
  }
  void SetBit(std::string_view word, WordBit bit);
  Result<void> LoadRow(std::string_view table, Columns columns);
  void LoadClub(Columns columns);
  void LoadNation(Columns columns);
  void LoadCompetition(Columns columns);
  void LoadNamed(EntityType type, Columns columns);
  Result<void> LoadPerson(Columns columns);
  Result<void> LoadTitle(Columns columns);
  Result<void> LoadNamePart(Columns columns);
  Result<void> LoadSpeechVerb(Columns columns);
  void AddNames(std::string_view list, uint32_t entry, NameUse use);
  /// The words of a name; until the next call.
  std::span<const WordId> Words(std::string_view text);
  /// Where a name ends in the trie; kNowhere if it is unknown, kRoot if it has no words.
  uint32_t NodeOf(std::string_view name) const;

  Vocabulary* vocabulary_;
  std::vector<RegisterEntry> entries_;
  std::map<std::string, uint32_t> bodies_;  // By type and name.
  std::vector<RegisterName> name_list_;
  WordTrie names_;
  std::vector<Title> title_list_;
  WordTrie titles_;
  std::vector<uint8_t> word_bits_;
  std::vector<SpeechKind> speech_;                      // By word.
  std::vector<std::pair<RunKind, RunKind>> run_kinds_;  // By word: as first and as last of a run.
  std::string folded_;                                  // Of Words(), to be used again.
  std::vector<WordId> words_;                           // The same.
};

/// The tables that were compiled into the program.
std::span<const EmbeddedFile> RegisterFiles();

}  // namespace rondo::articles
