#pragma once

// Which words the stages look for. Most stages that read an article word by word wait for a few
// words of their own and have nothing to do where none stands. So each word is looked up once, when
// the text is cut into tokens, and every token carries a bit for each list that its word is of;
// every sentence those of its tokens. Each stage gives its list in a function of its file
// (MarkGoalWords, ...). A filter: who finds a mark still asks what the word is, but where no mark
// is there is no word of the list. Thread rule: immutable once made.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tools/articles/word_head.h"

namespace rondo::articles {

/// A list of words that some stage looks for.
enum class WordMark : uint8_t {
  kGoal,        // goals.cc: that may tell a goal ...
  kUndoneGoal,  // ... and that tell of goals that did not count.
  kStage,       // competition_facts.cc: that may be part of the name of a round.
  kOtherMatch,  // competition_facts.cc: of other matches than those of a cup.
  kEarlier,     // competition_facts.cc: told in passing.
  kEra,         // article_year.cc: that the papers had in some years only.
  kRival,       // rivals.cc
  kAbsence,     // absences.cc: that may tell of players who are not there.
  kReport,      // told_matches.cc: of reports of matches.
  kTrophy,      // trophies.cc: that may tell who won something.
  kEnough,      // verdicts.cc: "enough", which judges where it is denied.
  kPronoun,     // names.cc
  kManOrWoman,  // womens_teams.cc: of men and of women.
  kSpeech,      // quotes.cc: of saying and of hearsay, those of the register too.
  kTitle,       // people.cc: that a title may begin with, by the register.
  kColon,       // line_ups.cc: behind the name of a team.
  kLoan,        // known_moves.cc: that may tell of loans ...
  kMove,        // ... and of moves.
};

/// A bit for each; there is room for so many.
using WordMarkSet = uint32_t;
inline constexpr unsigned kWordMarkBits = 20;
inline constexpr WordMarkSet kWordMarks = (WordMarkSet{1} << kWordMarkBits) - 1;

constexpr WordMarkSet BitOf(WordMark mark) { return WordMarkSet{1} << static_cast<unsigned>(mark); }

class WordMarks {
 public:
  /// All lists of all stages but for what the register knows.
  WordMarks();

  void Add(WordMark mark, std::string_view folded);
  template <typename Words>
  void AddAll(WordMark mark, const Words& words) {
    for (const std::string_view word : words) {
      Add(mark, word);
    }
  }

  /// The lists that the word of this key is of.
  WordMarkSet Of(const WordKey& key) const {
    const uint64_t place = key.hash >> (64U - kFilterBits);
    if (((filter_[place / 64U] >> (place % 64U)) & 1U) == 0) {
      return 0;
    }
    return Find(key);
  }

 private:
  // Two words in three are turned away by a bit of a table of two kilobytes.
  static constexpr unsigned kFilterBits = 14;

  struct Slot {
    uint32_t tag = 0;  // Part of the hash.
    WordMarkSet marks = 0;
  };

  static constexpr std::size_t kSlotCount = 1U << 12U;

  WordMarkSet Find(const WordKey& key) const {
    std::size_t at = key.hash % kSlotCount;
    while (slots_[at].marks != 0 && slots_[at].tag != TagOf(key)) {
      at = (at + 1) % kSlotCount;
    }
    return slots_[at].marks;
  }
  static uint32_t TagOf(const WordKey& key) { return static_cast<uint32_t>(key.hash >> 12U); }

  std::array<uint64_t, (std::size_t{1} << kFilterBits) / 64U> filter_{};
  std::array<Slot, kSlotCount> slots_{};  // Open addressing, at most half full.
  std::size_t count_ = 0;
};

// What each stage looks for; in its file.
void MarkGoalWords(WordMarks& marks);
void MarkCompetitionWords(WordMarks& marks);
void MarkEraWords(WordMarks& marks);
void MarkRivalWords(WordMarks& marks);
void MarkAbsenceWords(WordMarks& marks);
void MarkReportWords(WordMarks& marks);
void MarkTrophyWords(WordMarks& marks);
void MarkVerdictWords(WordMarks& marks);
void MarkPronouns(WordMarks& marks);
void MarkMenAndWomen(WordMarks& marks);
void MarkSpeechWords(WordMarks& marks);
void MarkLineUpWords(WordMarks& marks);
void MarkMoveWords(WordMarks& marks);

}  // namespace rondo::articles
