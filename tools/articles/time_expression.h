#pragma once

// Stage 9: words that say when, and the date they mean. What counts as such an expression is data
// (rules/time.rules); here is the calendar: weekdays by tense, seasons from July to June, transfer
// windows. Everything is anchored at the article's own date; without one only absolute dates have a
// value. Thread rule: load from one thread, then use from any.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/temporal.h"
#include "tools/articles/document.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {

enum class TimeMeaning : uint8_t {
  kDay,
  kMonth,
  kYear,
  kSeason,
  kWeekday,
  kWeekend,
  kAgo,
  kFromNow,
  kOffsetDay,
  kOffsetWeek,
  kOffsetMonth,
  kOffsetYear,
  kRelativeSeason,
  kEndOfSeason,
  kStartOfSeason,
  kSummer,
  kWinter,
  kWindowSummer,
  kWindowWinter,
  kSince,
  kUntil,
  kBetween,
  kDecade,
  kFirstHalfSeason,
  kSecondHalfSeason,
  kFirstHalfYear,
  kSecondHalfYear,
};

enum class TimeDirection : uint8_t { kByTense, kPast, kFuture };

/// One expression in the text with what its words gave.
struct TimeExpression {
  TokenRange tokens;
  TimeMeaning meaning = TimeMeaning::kDay;
  TimeDirection direction = TimeDirection::kByTense;
  bool has_offset = false;
  int32_t offset = 0;
  int32_t day = 0;    // 1 to 31; 0: not said.
  int32_t month = 0;  // 1 to 12.
  int32_t year = 0;
  int32_t year_2 = 0;
  int32_t weekday = -1;  // 0 Monday to 6 Sunday.
  int32_t number = 0;
  uint8_t unit = 0;       // 1 day, 2 week, 3 month, 4 year, 5 season.
  bool deadline = false;  // "until 2025": how long something lasts, not when it happens.
  bool within = false;    // "his summer move": part of a noun phrase.
  bool now = false;       // "earlier in December": said in that very month.

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.tokens, self.meaning, self.direction, self.has_offset, self.offset, self.day,
            self.month, self.year, self.year_2, self.weekday, self.number, self.unit, self.deadline,
            self.within, self.now);
  }
};

class TimeRules {
 public:
  /// Reads rules/time.rules. InvalidData with file and line if a line is malformed.
  static Result<TimeRules> Load(std::string_view file_name, std::string_view contents,
                                Vocabulary& vocabulary);

  /// The expressions of a document, in text order, none overlapping another.
  std::vector<TimeExpression> Find(const Document& document) const;
  /// "eight" (years), or, hyphenated, "eight-year" (spell); 0 for anything else.
  int32_t CountOfYears(const Document& document, TokenIndex token, bool hyphenated) const;

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.rules_, self.weekdays_, self.months_, self.numbers_, self.units_,
            self.deadline_words_, self.starters_, self.starter_count_, self.row_size_);
    archive(self.firsts_, self.seconds_, self.any_second_, self.needed_by_, self.needs_nothing_);
  }

 private:
  enum class ElementKind : uint8_t {
    kWords,
    kWeekday,
    kMonth,
    kYear,
    kSeason,
    kDay,
    kNumber,
    kUnit,
    kSpan,
    kDecade,
    kCompetition,
  };
  struct Element {
    ElementKind kind = ElementKind::kWords;
    bool optional = false;
    bool ahead = false;  // Must follow, but is no part of the expression.
    std::vector<WordId> words;
    uint64_t word_bits = 0;  // A bit for each of the words, modulo 64.

    template <typename Archive, typename Self>
    static void VisitFields(Archive& archive, Self& self) {
      archive(self.kind, self.optional, self.ahead, self.words, self.word_bits);
    }
  };
  struct Rule {
    std::vector<Element> elements;
    TimeExpression result;

    template <typename Archive, typename Self>
    static void VisitFields(Archive& archive, Self& self) {
      archive(self.elements, self.result);
    }
  };
  /// Numbers that stand for what a token may be to an element; those of words follow.
  enum Starter : uint16_t { kNoStarter, kNumberStarter, kMentionStarter, kFirstWordStarter };
  /// A bit for each rule.
  using RuleBits = std::vector<uint64_t>;
  /// For each starter a row of them.
  using RuleRows = std::vector<uint64_t>;

  Result<void> AddLine(std::string_view line, Vocabulary& vocabulary);
  /// One word of a rule's left side: a kind, or words to choose from.
  static Element ParseElement(std::string part, Vocabulary& vocabulary);
  static Result<void> ParseMeaning(const std::vector<std::string>& meaning, Rule& rule);
  /// Once all rules are read.
  void IndexRules();
  void NumberWords();
  void NumberWord(WordId word);
  /// What the rule may begin with, and what may stand behind its first word.
  void IndexRule(std::size_t index);
  /// Of what the rule needs, that which the fewest rules use: few sentences hold it.
  void IndexNeeds();
  /// Calls visit_word for each word that the element may begin with, visit_other for what else.
  template <typename VisitWord, typename VisitOther>
  void VisitStarts(const Element& element, const VisitWord& visit_word,
                   const VisitOther& visit_other) const;
  void AddStarters(const Element& element, std::size_t rule, RuleRows& rows) const;
  uint16_t StarterOf(WordId word) const {
    return word < starters_.size() ? starters_[word] : uint16_t{kNoStarter};
  }
  const uint64_t* RowOf(const RuleRows& rows, uint16_t starter) const {
    return rows.data() + starter * row_size_;
  }
  /// Sets the bits of the rules whose rarest part stands in the sentence; false if there are none.
  bool FindPossible(const Document& document, const Sentence& sentence, RuleBits& possible) const;
  /// Whether one of the rules may begin with the starter.
  bool MayBegin(uint16_t starter, const RuleBits& rules) const {
    uint64_t begun = 0;
    const uint64_t* const firsts = RowOf(firsts_, starter);
    for (std::size_t place = 0; place < row_size_ && starter != kNoStarter; ++place) {
      begun |= rules[place] & firsts[place];
    }
    return begun != 0;
  }
  /// The longest expression at a token that one of the rules gives; empty if there is none.
  TimeExpression BestAt(const Document& document, TokenIndex token, TokenIndex end,
                        const RuleBits& rules) const;
  uint64_t SecondsAt(const Token* token, std::size_t place) const;
  bool Match(const Document& document, const Rule& rule, std::size_t element, TokenIndex token,
             TokenIndex end, TimeExpression& out) const;
  bool MatchElement(const Document& document, const Element& element, TokenIndex token,
                    TimeExpression& out) const;
  static bool MayStand(const Token& token, const Element& element);
  static bool MayGoOn(const Document& document, const Rule& rule, TokenIndex token, TokenIndex end);
  void LearnWords(Vocabulary& vocabulary);
  int32_t ValueOf(const std::vector<std::pair<WordId, int32_t>>& table, WordId word) const;

  std::vector<Rule> rules_;
  std::vector<std::pair<WordId, int32_t>> weekdays_, months_, numbers_, units_;
  std::vector<WordId> deadline_words_;
  std::vector<uint16_t> starters_;  // By word.
  uint16_t starter_count_ = kFirstWordStarter;
  std::size_t row_size_ = 0;
  RuleRows firsts_;         // Rules that may begin with the starter.
  RuleRows seconds_;        // Rules that may go on with it behind their first word.
  RuleBits any_second_;     // Rules that may end there, or of which it is hard to tell.
  RuleRows needed_by_;      // Rules whose rarest part it may be.
  RuleBits needs_nothing_;  // Rules whose every part may be left out.
};

/// The value in the notation of FactDate. `future` is the tense of the sentence. Empty if the
/// expression needs the article's date and there is none.
std::string ResolveTime(const TimeExpression& expression, std::optional<Date> article, bool future);

/// "2020-01-30".
std::string DayText(Date date);
/// "2020-01".
std::string MonthText(int32_t year, int32_t month);
/// The season that `date` falls into, as its first year.
int32_t SeasonOf(Date date);

}  // namespace rondo::articles
