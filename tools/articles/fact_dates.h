#pragma once

// Stage 9, of facts: which of an article's times belongs to a match of a rule, and what date it
// gives the fact; how long loans and contracts last. Which words mean a time is a matter of
// time_expression.h.

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tools/articles/clause.h"
#include "tools/articles/extraction.h"
#include "tools/articles/modality.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

class FactDates {
 public:
  /// `times` are those of the article, `clauses` those of the sentence that is being read.
  /// REQUIRES: all outlive this.
  FactDates(const Document& document, const RuleSet& rules,
            const std::vector<TimeExpression>& times, const Clauses& clauses);

  /// From here on all matches are of this sentence. Returns its times.
  std::span<const TimeExpression> Enter(const Sentence& sentence);

  /// When states hold that the text does not date: the article's date, or the month in which it
  /// seems to have been written; may be empty.
  const std::string& today() const { return today_; }

  /// True if the text itself gives the date. `member`: the one of several objects that is meant.
  bool SetDate(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
               MentionIndex member, Fact& fact) const;
  /// How long a loan or contract lasts: "until the end of the season", "expires in June 2028", "for
  /// the season".
  void AddUntil(const RuleMatch& match, Fact& fact) const;
  /// A loan that is over: its date is the day of its end.
  void AddReturn(const FactTemplate& claim, Fact& fact) const;
  /// The season that the sentence speaks of ("twice this campaign"); empty if it does not say.
  std::string SeasonIn() const;
  /// "eight years at Anfield", "a two-year spell with Porto": how many; 0 if it is not said.
  int32_t YearsAt(const Sentence& sentence, EntityIndex club) const;
  /// "played for Santos", "has played there before": over, unless the article puts him there now.
  bool IsPast(const RuleMatch& match) const;
  /// "will face them", "ahead of the trip there", "sealed a trip there": a match that is to follow.
  bool IsYetToCome(const RuleMatch& match, const StageReading& stage) const;
  /// "Cameroon international Marc-Vivien Foe in 2003": when somebody was what his title says.
  std::string YearBehind(MentionIndex person) const;

 private:
  std::span<const TimeExpression> TimesIn(const Sentence& sentence) const;
  std::string Resolve(const TimeExpression& time, bool future) const;
  std::string TimeOf(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
                     MentionIndex member, const Fact& fact) const;
  std::string TimeOfJudgement(const RuleMatch& match) const;
  const TimeExpression* TimeFor(const RuleMatch& match, MentionIndex member, bool event) const;
  std::pair<uint32_t, uint32_t> Between(TokenIndex from, TokenIndex to, TokenIndex trigger) const;
  bool OpensOtherMatter(TokenIndex token) const;
  bool HangsOnOther(const TimeExpression& time, TokenIndex trigger) const;
  uint32_t ClauseBounds(TokenIndex from, TokenIndex to, bool before, bool event) const;
  bool IsAside(const RuleMatch& match) const;
  bool IsNews(const RuleMatch& match, const StageReading& stage) const;
  bool IsAhead(const RuleMatch& match) const;
  bool IsEarned(const RuleMatch& match) const;
  bool IsFuture(const RuleMatch& match, const StageReading& stage, Relation relation,
                Modality modality) const;
  bool IsYearsEarlier(SentenceIndex sentence) const;
  bool IsOfThatYear(const TimeExpression& time) const;
  bool IsAheadOf(TokenIndex trigger, const TimeExpression& time) const;
  bool IsHowLong(const TimeExpression& time) const;
  bool IsBeforeThen(const TimeExpression& time, TokenIndex trigger) const;
  bool IsComing(const TimeExpression& time) const;
  bool IsDateline(const TimeExpression& time) const;

  const Document& document_;
  const RuleSet& rules_;
  const Clauses& clauses_;
  const ClassId ahead_;
  const std::vector<TimeExpression>& times_;
  const std::string today_;
  const std::optional<Date> anchor_;  // Some day of the month of writing, if only that is known.
  std::span<const TimeExpression> sentence_times_;
};

}  // namespace rondo::articles
