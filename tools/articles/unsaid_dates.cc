// What the sentence of a fact does not date, others of the article's facts do: who left was there
// until then, who scored did so when the two sides met. So do the day of which a report tells, the
// heading of a list of fixtures, and the register: who had gone long before is there no more.

#include "tools/articles/unsaid_dates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

bool IsBetween(const Fact& fact, EntityIndex one, EntityIndex other) {
  return (fact.subject == one && fact.object == other) ||
         (fact.subject == other && fact.object == one);
}

// Sentences of which a report opens.
constexpr SentenceIndex kOpening = 6;

bool IsDay(TimeMeaning meaning) {
  return meaning == TimeMeaning::kDay || meaning == TimeMeaning::kWeekday ||
         meaning == TimeMeaning::kOffsetDay;
}

bool IsMembership(Relation relation) {
  return relation == Relation::kPlaysFor || relation == Relation::kManages ||
         relation == Relation::kWorksFor;
}

bool IsResult(const Fact& fact) {
  return fact.relation == Relation::kBeat || fact.relation == Relation::kDrewWith;
}

class UnsaidDates : private ArticleView {
 public:
  UnsaidDates(const Document& document, const Knowledge& knowledge,
              std::span<const TimeExpression> times, std::vector<Candidate>& kept)
      : ArticleView(document, knowledge), times_(times), kept_(kept) {}

  void Run() {
    BoundMemberships();
    EndKnownSpells();
    DateTitles();
    DateMoves();
    DateResults();
    DateReports();
    DateFixtures();
    DateGoals();
  }

 private:
  void BoundMemberships();
  bool IsOver(const Fact& fact) const;
  bool IsElsewhere(const Fact& membership) const;
  bool IsAnothersPost(const Fact& post) const;
  std::string BeginOf(EntityIndex person, EntityIndex club) const;
  std::string EndOf(EntityIndex person, EntityIndex club, bool on_loan) const;
  void EndKnownSpells();
  bool IsKnownToBeOver(const Fact& membership) const;
  void DateTitles();
  std::string TimeOfTitle(const Fact& title) const;
  bool IsOfTitle(const TimeExpression& time, EntityIndex competition) const;
  std::string YearInName(EntityIndex competition, SentenceIndex sentence) const;
  void DateMoves();
  std::string DateOfOtherEnd(const Fact& move) const;
  std::string YearKnown(const Candidate& move) const;
  void DateResults();
  void DateReports();
  std::vector<const Fact*> ReportedResults() const;
  bool IsInHeadline(EntityIndex club) const;
  bool IsReportOfToday() const;
  bool IsUndated(const Candidate& part) const;
  bool IsOfAnotherTime(SentenceIndex sentence) const;
  std::string DayOfReport() const;
  bool IsDayOfMatch(const TimeExpression& time) const;
  void DateFixtures();
  bool IsFixtureLine(SentenceIndex sentence) const;
  std::string DayAbove(SentenceIndex sentence) const;
  void DateGoals();
  std::string DayOfMatch(EntityIndex club, EntityIndex other) const;

  const std::span<const TimeExpression> times_;
  std::vector<Candidate>& kept_;
};

/// When somebody came to a club, as far as the text dates it; empty if it does not.
std::string UnsaidDates::BeginOf(EntityIndex person, EntityIndex club) const {
  for (const Candidate& candidate : kept_) {
    const Fact& fact = candidate.fact;
    const bool state = fact.relation == Relation::kPlaysFor || fact.relation == Relation::kManages;
    const bool came = fact.relation == Relation::kTransferredTo && candidate.dated;
    if ((came || (state && candidate.begun)) && fact.subject == person && fact.object == club &&
        fact.modality <= Modality::kReported) {
      return std::string(FirstOf(fact.date.text));
    }
  }
  return {};
}

/// "confirmed that he would leave at the end of the season", told when that is past.
bool UnsaidDates::IsOver(const Fact& fact) const {
  return fact.modality == Modality::kHoped && fact.speaker != kNone && document_.date &&
         !fact.date.text.empty() && LastOf(fact.date.text) <= DayText(*document_.date);
}

/// `on_loan`: a loan counts as the end, too.
std::string UnsaidDates::EndOf(EntityIndex person, EntityIndex club, bool on_loan) const {
  for (const Candidate& exit : kept_) {
    const Fact& fact = exit.fact;
    const bool gone = fact.relation == Relation::kLeft ||
                      (fact.relation == Relation::kLoanedFrom && on_loan && exit.dated);
    if (gone && fact.subject == person && fact.object == club &&
        (fact.modality <= Modality::kReported || IsOver(fact))) {
      return std::string(LastOf(fact.date.text));
    }
  }
  return {};
}

/// "his 35 appearances for Roma": said of those who are there as of those who were.
bool TellsOfSpell(const Fact& fact) {
  static constexpr std::array<std::string_view, 4> kRules = {
      "noun/time-at", "noun/appearances-for", "career/had-career", "career/starts-at"};
  return std::find(kRules.begin(), kRules.end(), fact.rule) != kRules.end();
}

/// The article puts somebody at another club now: by what it is taken to call him, or since he
/// moved there, and not back.
bool UnsaidDates::IsElsewhere(const Fact& membership) const {
  const EntityIndex now = document_.entities[membership.subject].affiliation;
  const auto another = [&](EntityIndex club) {
    return club != kNone && club != membership.object && !document_.entities[club].national_team;
  };
  if (HasFact(kept_, Relation::kContractedTo, membership.subject, membership.object)) {
    return false;  // "the Bay FC striker has signed for Al Hilal".
  }
  if (another(now)) {
    return true;
  }
  return membership.relation == Relation::kPlaysFor &&
         !HasFact(kept_, Relation::kLoanedTo, membership.subject, kNone) &&
         !HasFact(kept_, Relation::kTransferredTo, membership.subject, membership.object) &&
         std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
           const Fact& fact = other.fact;
           return fact.relation == Relation::kTransferredTo &&
                  fact.modality == Modality::kAsserted && fact.subject == membership.subject &&
                  another(fact.object);
         });
}

/// "four goals under Maurizio Sarri", where the manager is Frank Lampard.
bool UnsaidDates::IsAnothersPost(const Fact& post) const {
  return std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
    return other.fact.relation == Relation::kManages && other.titled && !other.ended &&
           !other.dated && other.fact.object == post.object && other.fact.subject != post.subject &&
           other.fact.modality <= Modality::kReported;
  });
}

/// Whoever has left was there until then: "former Portsmouth manager X, who left in December"; and
/// since he came, where the text dates that. What somebody did for a club that is not his is over.
void UnsaidDates::BoundMemberships() {
  for (Candidate& membership : kept_) {
    Fact& fact = membership.fact;
    if (!IsMembership(fact.relation) || membership.dated || IsNegative(fact.modality) ||
        document_.entities[fact.object].national_team) {
      continue;
    }
    std::string begin = BeginOf(fact.subject, fact.object);
    const std::string end = EndOf(fact.subject, fact.object, membership.past || membership.ended);
    if (begin.empty() && membership.years > 0 && end.size() >= 4) {
      begin = std::to_string(std::stoi(end.substr(0, 4)) - membership.years);
      membership.begun = true;
    }
    if (!end.empty() && begin >= end) {
      continue;  // He came back.
    }
    if (!end.empty()) {
      fact.date.text = (begin < end ? begin : std::string()) + "/" + end;
      continue;
    }
    if (fact.relation == Relation::kManages && membership.past && !membership.titled &&
        document_.date && IsAnothersPost(fact)) {
      fact.date.text = "/" + DayText(*document_.date);
      membership.ended = true;
      continue;
    }
    const bool over =
        membership.past ||
        (TellsOfSpell(fact) && !HasFact(kept_, Relation::kLoanedTo, fact.subject, fact.object));
    if (over && !membership.titled && document_.date && IsElsewhere(fact)) {
      fact.date.text = "/" + DayText(*document_.date);
      membership.ended = true;
    }
  }
}

/// The register has him at the body until some year before the article, and elsewhere since; or
/// nowhere for some time.
bool UnsaidDates::IsKnownToBeOver(const Fact& membership) const {
  constexpr int kYearsUnknown = 3;
  const uint32_t person = document_.entities[membership.subject].register_entry;
  if (person == kNone) {
    return false;
  }
  const KnownEntry known = names_.entry(person);
  const std::string_view body = document_.entities[membership.object].name;
  const int year = YearIn(membership.date.text);
  bool elsewhere = false;
  int end = 0;
  for (std::size_t at = 0; at < std::min(known.years.size(), known.affiliations.size()); ++at) {
    const YearSpan years = known.years[at];
    if (known.affiliations[at] == body) {
      if (years.end == 0 || years.end >= year) {
        return false;
      }
      end = std::max<int>(end, years.end);
    } else {
      const std::optional<uint32_t> other = names_.Find(known.affiliations[at]);
      elsewhere = elsewhere ||
                  (years.Covers(year) && other && names_.entry(*other).kind != ClubKind::kNation);
    }
  }
  return end != 0 && (elsewhere || year - end >= kYearsUnknown);
}

/// "his relationship with Ferguson", told years after: a post or membership that the article only
/// mentions, and that is over by all that is known.
void UnsaidDates::EndKnownSpells() {
  if (!document_.date) {
    return;
  }
  const std::string today = DayText(*document_.date);
  for (Candidate& membership : kept_) {
    Fact& fact = membership.fact;
    if (IsMembership(fact.relation) && !membership.dated && !membership.ended &&
        fact.date.text == today && !membership.titled && fact.modality <= Modality::kReported &&
        IsKnownToBeOver(fact)) {
      fact.date.text = "/" + today;
      membership.ended = true;
    }
  }
}

/// "won the cup last season", "the 2012 European Championship": the one time that the sentence
/// names, if the register has nothing against it.
std::string UnsaidDates::TimeOfTitle(const Fact& title) const {
  const SentenceIndex sentence = title.evidence.front();
  std::string found = YearInName(title.object, sentence);
  const bool named = !found.empty();
  for (const TimeExpression& time : times_) {
    if (named || At(time.tokens.begin).sentence > sentence) {
      break;
    }
    if (At(time.tokens.begin).sentence != sentence || !IsOfTitle(time, title.object)) {
      continue;
    }
    std::string date = ResolveTime(time, document_.date, false);
    if (!found.empty() && found != date) {
      return {};
    }
    found = std::move(date);
  }
  const auto year = static_cast<int16_t>(YearIn(found));
  const uint32_t competition = document_.entities[title.object].register_entry;
  if (year == 0 || competition == kNone || !names_.KnowsWinnersOf(competition)) {
    return found;
  }
  const bool season = found.find('/') != std::string::npos;
  const auto end = static_cast<int16_t>(year + (season ? 1 : 0));
  return names_.HasWon(competition, document_.entities[title.subject].name, {end, end})
             ? found
             : std::string();
}

/// "last season", wherever the sentence says it; "in 2018" behind the name, not "since 2018".
bool UnsaidDates::IsOfTitle(const TimeExpression& time, EntityIndex competition) const {
  static constexpr WordList kOther = {"since", "until", "till", "before", "after", "by", "from"};
  constexpr TokenIndex kTokensMax = 6;
  const TokenIndex begin = time.tokens.begin;
  if (time.deadline || time.direction == TimeDirection::kFuture || kOther.Has(Word(begin)) ||
      (begin > 0 && kOther.Has(Word(begin - 1)))) {
    return false;
  }
  if (time.meaning == TimeMeaning::kYear) {
    return std::any_of(
        document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
          return mention.entity == competition && mention.tokens.end <= begin &&
                 mention.tokens.end + kTokensMax >= begin && mention.sentence == At(begin).sentence;
        });
  }
  return time.meaning == TimeMeaning::kSeason ||
         (document_.date && time.meaning == TimeMeaning::kRelativeSeason);
}

/// Of "Euro 2012", where the sentence names it so; empty if it does not.
std::string UnsaidDates::YearInName(EntityIndex competition, SentenceIndex sentence) const {
  constexpr std::size_t kYearDigits = 4;
  for (const Mention& mention : document_.mentions) {
    if (mention.entity != competition || mention.sentence != sentence) {
      continue;
    }
    for (const TokenIndex at : {mention.tokens.end - 1, mention.tokens.end}) {
      if (at < document_.tokens.size() && At(at).Has(kNumberToken) &&
          Word(at).size() == kYearDigits &&
          (Word(at).starts_with("19") || Word(at).starts_with("20"))) {
        return std::string(Word(at));
      }
    }
  }
  return {};
}

/// Titles told in somebody's career were won while he was there: "winning the league during his
/// time".
void UnsaidDates::DateTitles() {
  for (Candidate& title : kept_) {
    if (title.fact.relation != Relation::kWonCompetition || title.dated) {
      continue;
    }
    std::string time = TimeOfTitle(title.fact);
    if (!time.empty()) {
      title.fact.date.text = std::move(time);
      continue;
    }
    if (title.person == kNone) {
      continue;
    }
    const EntityIndex club = title.fact.subject;
    const std::string begin = BeginOf(title.person, club);
    const std::string end = EndOf(title.person, club, false);
    if (!begin.empty() || !end.empty()) {
      title.fact.date.text = (end.empty() || begin < end ? begin : std::string()) + "/" + end;
    } else if (document_.date) {
      title.fact.date.text = "/" + DayText(*document_.date);
    }
  }
}

/// "left Roma to join Milan in 2019": both ends of a move are of one time.
std::string UnsaidDates::DateOfOtherEnd(const Fact& move) const {
  for (const Candidate& other : kept_) {
    const Fact& fact = other.fact;
    if (!fact.date.text.empty() && !fact.date.text.starts_with('/') &&
        fact.subject == move.subject && fact.object != move.object && IsMove(fact.relation) &&
        fact.relation != move.relation && IsLoan(fact.relation) == IsLoan(move.relation) &&
        fact.modality <= Modality::kReported && fact.evidence.front() == move.evidence.front()) {
      return fact.date.text;
    }
  }
  return {};
}

/// The year in which he came or went, by the only spell there that the register knows. Moves of
/// other years may be others, unless the past is told.
std::string UnsaidDates::YearKnown(const Candidate& move) const {
  const uint32_t person = document_.entities[move.fact.subject].register_entry;
  if (person == kNone || IsLoan(move.fact.relation)) {
    return {};
  }
  const KnownEntry known = names_.entry(person);
  const std::string_view body = document_.entities[move.fact.object].name;
  int year = 0;
  for (std::size_t at = 0; at < std::min(known.years.size(), known.affiliations.size()); ++at) {
    if (known.affiliations[at] != body) {
      continue;
    }
    if (year != 0) {
      return {};
    }
    year = move.fact.relation == Relation::kLeft ? known.years[at].end : known.years[at].begin;
  }
  const bool fits =
      year < document_.year ? move.past : year == document_.year && move.fact.date.text.empty();
  return year != 0 && fits ? std::to_string(year) : std::string();
}

/// Moves that the article tells as done without saying when.
void UnsaidDates::DateMoves() {
  for (Candidate& candidate : kept_) {
    Fact& fact = candidate.fact;
    if (!IsMove(fact.relation) || candidate.dated || fact.modality > Modality::kReported ||
        !(fact.date.text.empty() || fact.date.text.starts_with('/'))) {
      continue;
    }
    std::string date = DateOfOtherEnd(fact);
    if (date.empty()) {
      date = YearKnown(candidate);
    }
    if (!date.empty()) {
      fact.date.text = std::move(date);
    }
  }
}

/// A result that nothing dates is of the day on which the two sides are said to have met.
void UnsaidDates::DateResults() {
  for (Candidate& result : kept_) {
    if (!IsResult(result.fact) || !result.fact.date.text.empty()) {
      continue;
    }
    for (const Candidate& meeting : kept_) {
      const Fact& fact = meeting.fact;
      const bool sides = IsBetween(fact, result.fact.subject, result.fact.object);
      if (meeting.another) {
        continue;
      }
      if (fact.relation == Relation::kPlayedAgainst && sides && meeting.dated && document_.date &&
          fact.date.text.substr(0, 10) > DayText(*document_.date)) {
        continue;  // The return fixture.
      }
      if (fact.relation == Relation::kPlayedAgainst && sides && meeting.dated) {
        result.fact.date = fact.date;
        result.dated = true;
        break;
      }
    }
  }
}

/// "Leeds v Hull (3pm)", by itself.
bool UnsaidDates::IsFixtureLine(SentenceIndex sentence) const {
  static constexpr WordList kVersus = {"v", "vs", "v.", "vs."};
  constexpr std::size_t kTokensMost = 40;
  const TokenRange tokens = document_.sentences[sentence].tokens;
  for (TokenIndex at = tokens.begin + 1; at + 1 < tokens.end && tokens.size() <= kTokensMost;
       ++at) {
    if (kVersus.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// The day that heads a list of fixtures: the last that is named before, not far away.
std::string UnsaidDates::DayAbove(SentenceIndex sentence) const {
  constexpr SentenceIndex kLinesMost = 12;
  std::string day;
  for (const TimeExpression& time : times_) {
    const SentenceIndex above = At(time.tokens.begin).sentence;
    if (above > sentence) {
      break;
    }
    if (IsDay(time.meaning) && !time.deadline && above + kLinesMost >= sentence) {
      day = ResolveTime(time, document_.date, true);
    }
  }
  return day;
}

/// Lists of matches to come.
void UnsaidDates::DateFixtures() {
  for (Candidate& match : kept_) {
    Fact& fact = match.fact;
    if (document_.date && fact.relation == Relation::kPlayedAgainst && fact.date.text.empty() &&
        !IsNegative(fact.modality) && IsFixtureLine(fact.evidence.front())) {
      fact.date.text = DayAbove(fact.evidence.front());
    }
  }
}

/// Whether it is a match of the club against the other, or against anybody if that is kNone.
bool IsMatchOf(const Fact& fact, EntityIndex club, EntityIndex other) {
  const bool played = IsResult(fact) || fact.relation == Relation::kPlayedAgainst;
  return played && !IsNegative(fact.modality) &&
         (other == kNone ? fact.subject == club || fact.object == club
                         : IsBetween(fact, club, other));
}

/// The day of the one such match that has a day; empty if there is none, or more.
std::string UnsaidDates::DayOfMatch(EntityIndex club, EntityIndex other) const {
  constexpr std::size_t kDaySize = std::string_view("2020-01-30").size();
  std::string day;
  for (const Candidate& match : kept_) {
    const Fact& fact = match.fact;
    if (!IsMatchOf(fact, club, other) || fact.date.text.size() != kDaySize ||
        fact.date.text == day) {
      continue;
    }
    if (!day.empty()) {
      return {};
    }
    day = fact.date.text;
  }
  return day;
}

/// A goal that nothing dates fell, and a match that nothing dates was missed, when the player's
/// club met the other; or, where his club is not known, when anybody did.
void UnsaidDates::DateGoals() {
  for (Candidate& part : kept_) {
    Fact& fact = part.fact;
    const bool takes_part =
        fact.relation == Relation::kScoredAgainst || fact.relation == Relation::kMissedMatchAgainst;
    if (!takes_part || !fact.date.text.empty() || fact.modality > Modality::kReported) {
      continue;
    }
    const EntityIndex club = document_.entities[fact.subject].affiliation;
    const bool unknown = club == kNone && IsOfAnotherTime(fact.evidence.front());
    const std::string day = unknown ? std::string() : DayOfMatch(fact.object, club);
    const bool is_past = !document_.date || day <= DayText(*document_.date);
    if (!day.empty() && (is_past || fact.relation == Relation::kMissedMatchAgainst)) {
      fact.date.text = day;
      part.dated = true;
    }
  }
}

/// "on Saturday", "Saturday's", "last night"; not "until Saturday", "ahead of Saturday's game".
bool UnsaidDates::IsDayOfMatch(const TimeExpression& time) const {
  static constexpr WordList kOther = {"until", "till", "before", "since",
                                      "next",  "for",  "by",     "of"};
  const TokenIndex begin = time.tokens.begin;
  return IsDay(time.meaning) && !time.deadline && time.direction != TimeDirection::kFuture &&
         At(begin).quote == kNone && !kOther.Has(Word(begin)) &&
         (begin == 0 || At(begin - 1).sentence != At(begin).sentence ||
          !kOther.Has(Word(begin - 1)));
}

/// The day of which a report tells: the first that its opening names, else that of the article;
/// empty if it is no report.
std::string UnsaidDates::DayOfReport() const {
  constexpr int kDaysMost = 4;
  const int64_t today = document_.date->epoch_days;
  for (const TimeExpression& time : times_) {
    if (At(time.tokens.begin).sentence >= kOpening) {
      break;
    }
    const std::optional<Date> day =
        IsDayOfMatch(time) ? ParseIsoDay(ResolveTime(time, document_.date, false)) : std::nullopt;
    if (day && day->epoch_days <= today && day->epoch_days >= today - kDaysMost) {
      return DayText(*day);
    }
  }
  return IsReportOfToday() ? DayText(*document_.date) : std::string();
}

/// "when they last met, in 1990", "last season": the sentence says when, if not of which of its
/// facts.
bool UnsaidDates::IsOfAnotherTime(SentenceIndex sentence) const {
  return std::any_of(times_.begin(), times_.end(), [&](const TimeExpression& time) {
    return At(time.tokens.begin).sentence == sentence && !IsDay(time.meaning) && !time.deadline;
  });
}

/// Nothing says when that was, and nothing that it was at another time.
bool UnsaidDates::IsUndated(const Candidate& part) const {
  return part.fact.date.text.empty() && part.fact.modality <= Modality::kReported &&
         !part.another && !IsOfAnotherTime(part.fact.evidence.front());
}

/// The results that the article reports: those told in its opening, or all where it tells of many.
std::vector<const Fact*> UnsaidDates::ReportedResults() const {
  constexpr std::size_t kManyMin = 4;
  std::vector<const Fact*> all;
  std::vector<const Fact*> opening;
  for (const Candidate& result : kept_) {
    if (!IsResult(result.fact) || !IsUndated(result)) {
      continue;
    }
    all.push_back(&result.fact);
    if (result.fact.evidence.front() < kOpening ||
        (IsInHeadline(result.fact.subject) && IsInHeadline(result.fact.object))) {
      opening.push_back(&result.fact);
    }
  }
  return all.size() >= kManyMin ? all : opening;
}

bool UnsaidDates::IsInHeadline(EntityIndex club) const {
  return std::any_of(
      document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
        return mention.entity == club && document_.sentences[mention.sentence].headline;
      });
}

/// It has the words of a report, a result for headline, or tells of goals one after the other.
bool UnsaidDates::IsReportOfToday() const {
  constexpr std::ptrdiff_t kGoalsMin = 3;
  const bool result = std::any_of(
      document_.sentences.begin(), document_.sentences.end(),
      [](const Sentence& sentence) { return sentence.headline && sentence.Has(kScoreToken); });
  const auto goals = std::count_if(kept_.begin(), kept_.end(), [&](const Candidate& goal) {
    return goal.fact.relation == Relation::kScoredAgainst && IsUndated(goal);
  });
  return result || goals >= kGoalsMin || HasWordsOfReport(document_);
}

/// Matches that the article reports and that nothing dates.
void UnsaidDates::DateReports() {
  if (!document_.date || !IsReportText(document_)) {
    return;
  }
  const std::vector<const Fact*> reported = ReportedResults();
  const std::string day = reported.empty() ? std::string() : DayOfReport();
  if (day.empty()) {
    return;
  }
  std::vector<Fact*> undated;
  for (Candidate& match : kept_) {
    const bool told = std::any_of(reported.begin(), reported.end(), [&](const Fact* result) {
      return IsMatchOf(match.fact, result->subject, result->object);
    });
    if (told && IsUndated(match)) {
      undated.push_back(&match.fact);
    }
  }
  for (Fact* const match : undated) {
    match->date.text = day;
  }
}

}  // namespace

bool HasFact(const std::vector<Candidate>& kept, Relation relation, EntityIndex subject,
             EntityIndex object) {
  return std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
    const Fact& fact = other.fact;
    if (fact.relation != relation || IsNegative(fact.modality)) {
      return false;
    }
    return (fact.subject == subject && (object == kNone || fact.object == object)) ||
           (InfoOf(relation).symmetric && fact.subject == object && fact.object == subject);
  });
}

void DateUnsaid(const Document& document, const Knowledge& knowledge,
                std::span<const TimeExpression> times, std::vector<Candidate>& kept) {
  UnsaidDates(document, knowledge, times, kept).Run();
}

}  // namespace rondo::articles
