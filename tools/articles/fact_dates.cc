#include "tools/articles/fact_dates.h"

#include <algorithm>

#include "tools/articles/iso_date.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How far from the verb of saying its time may stand.
constexpr uint32_t kSayingTokensMax = 12;
// A finite verb between a fact and a time counts as so many words.
constexpr uint32_t kVerbDistance = 20;

/// The article's date. Where it has none, the month of the latest full date that it names together
/// with the weekday, as only news does.
std::string DayOfWriting(const Document& document, const std::vector<TimeExpression>& times) {
  if (document.date) {
    return DayText(*document.date);
  }
  std::string latest;
  for (const TimeExpression& time : times) {
    if (time.meaning != TimeMeaning::kDay || time.year == 0 || time.weekday < 0) {
      continue;
    }
    latest = std::max(latest, ResolveTime(time, std::nullopt, false).substr(0, 7));
  }
  return latest;
}

/// A day in the month in which an undated article was written: that of its latest full date, or
/// what "earlier in December" tells, in the latest year that the text names.
std::optional<Date> MonthOfWriting(const std::string& today,
                                   const std::vector<TimeExpression>& times) {
  constexpr std::string_view kMiddle = "-15";
  if (today.size() == 7) {
    return ParseIsoDay(today + std::string(kMiddle));
  }
  int32_t year = 0;
  int32_t month = 0;
  for (const TimeExpression& time : times) {
    const bool season = time.meaning == TimeMeaning::kSeason ||
                        (time.meaning == TimeMeaning::kEndOfSeason && time.year != 0);
    if (!time.deadline && (season || time.meaning == TimeMeaning::kYear)) {
      year = std::max(year, time.year + (season ? 1 : 0));
    }
    if (time.meaning == TimeMeaning::kMonth && time.year == 0 && time.now) {
      month = time.month;
    }
  }
  if (year == 0 || month == 0) {
    return std::nullopt;
  }
  return ParseIsoDay(MonthText(year, month) + std::string(kMiddle));
}

}  // namespace

FactDates::FactDates(const Document& document, const RuleSet& rules,
                     const std::vector<TimeExpression>& times, const Clauses& clauses)
    : document_(document),
      rules_(rules),
      clauses_(clauses),
      ahead_(rules.lexicon().FindClass("cue-ahead")),
      times_(times),
      today_(DayOfWriting(document, times_)),
      anchor_(document.date ? std::nullopt : MonthOfWriting(today_, times_)) {}

std::span<const TimeExpression> FactDates::Enter(const Sentence& sentence) {
  sentence_times_ = TimesIn(sentence);
  return sentence_times_;
}

std::span<const TimeExpression> FactDates::TimesIn(const Sentence& sentence) const {
  const auto before = [](const TimeExpression& time, TokenIndex token) {
    return time.tokens.begin < token;
  };
  const auto first = std::lower_bound(times_.begin(), times_.end(), sentence.tokens.begin, before);
  const auto last = std::lower_bound(first, times_.end(), sentence.tokens.end, before);
  return {first, last};
}

void FactDates::AddUntil(const RuleMatch& match, Fact& fact) const {
  if (!IsLoan(fact.relation) && fact.relation != Relation::kContractedTo) {
    return;
  }
  static constexpr WordList kEnds = {"expires", "expire", "expiring", "ends",
                                     "end",     "runs",   "expired"};
  for (const TimeExpression& time : sentence_times_) {
    const TokenIndex before = time.tokens.begin;
    const std::string_view verb =
        before == 0 ? std::string_view() : document_.Folded(document_.tokens[before - 1]);
    const bool ends = kEnds.Has(verb) && fact.relation == Relation::kContractedTo;
    if ((!time.deadline && !ends) || before < match.reach.begin) {
      continue;
    }
    std::string until(LastOf(Resolve(time, true)));
    if (!until.empty()) {
      fact.attributes.emplace_back("until", std::move(until));
      return;
    }
  }
  const TokenIndex end = document_.sentences[match.sentence].tokens.end;
  const ClassId season = rules_.lexicon().FindClass("season-long");
  for (TokenIndex at = match.reach.begin; IsLoan(fact.relation) && at < end; ++at) {
    if (season != kNoClass &&
        rules_.lexicon().MatchClass(season, document_.Tokens({at, end})) > 0) {
      fact.attributes.emplace_back("duration", "season-long");
      return;
    }
  }
}

void FactDates::AddReturn(const FactTemplate& claim, Fact& fact) const {
  const std::string& date = fact.date.text;
  if (!claim.ended || !IsLoan(fact.relation) || fact.modality > Modality::kReported ||
      date.empty()) {
    return;
  }
  fact.attributes.emplace_back("until", std::string(LastOf(date)));
}

/// The date that the words mean; empty if nothing tells when the article was written.
std::string FactDates::Resolve(const TimeExpression& time, bool future) const {
  if (document_.date || !anchor_) {
    return ResolveTime(time, document_.date, future);
  }
  switch (time.meaning) {
    case TimeMeaning::kWeekday:
    case TimeMeaning::kWeekend:
    case TimeMeaning::kAgo:
    case TimeMeaning::kFromNow:
    case TimeMeaning::kOffsetDay:
    case TimeMeaning::kOffsetWeek:
      return ResolveTime(time, std::nullopt, future);  // The month alone does not tell.
    default:
      return ResolveTime(time, anchor_, future);
  }
}

/// "MADRID, Nov. 4 (Agency) -- Real Madrid welcome ...": when it was written.
bool FactDates::IsDateline(const TimeExpression& time) const {
  constexpr TokenIndex kOpeningTokensMax = 4;
  const TokenIndex end = time.tokens.end;
  if (end >= document_.tokens.size() ||
      document_.tokens[end].sentence != document_.tokens[time.tokens.begin].sentence) {
    return false;
  }
  const Sentence& sentence = document_.sentences[document_.tokens[end].sentence];
  const std::string_view mark = document_.TextOf(document_.tokens[end]);
  return document_.tokens[sentence.tokens.begin].Has(kAllCapitals) &&
         time.tokens.begin - sentence.tokens.begin <= kOpeningTokensMax &&
         (mark == "(" || mark == "-" || mark == "--" || mark == "\xE2\x80\x93" ||
          mark == "\xE2\x80\x94");
}

/// The time expression that belongs to the match, or to one `member` of a list in it: in its own
/// clause, else the nearest with no other finite verb between. `event`: no state.
const TimeExpression* FactDates::TimeFor(const RuleMatch& match, MentionIndex member,
                                         bool event) const {
  // "loaned him to Heerenveen in 2017 and to Vitesse in 2018": each has its own.
  for (const TimeExpression& time : sentence_times_) {
    if (member != kNone && !time.deadline &&
        time.tokens.begin == document_.mentions[member].tokens.end &&
        !Resolve(time, false).empty()) {
      return &time;
    }
  }
  const TimeExpression* best = nullptr;
  uint32_t best_distance = kNone;
  const TokenRange reach{std::min(match.reach.begin, match.trigger),
                         std::max(match.reach.end, match.trigger + 1)};
  for (const TimeExpression& time : sentence_times_) {
    if (time.deadline || IsDateline(time) || IsOfThatYear(time)) {
      continue;  // "until 2025" says how long, not when.
    }
    const bool inside = reach.contains(time.tokens.begin);
    const bool before = time.tokens.begin < match.trigger;
    if (before ? HangsOnOther(time, match.trigger) : IsAheadOf(match.trigger, time)) {
      continue;
    }
    const TokenIndex from = before ? time.tokens.end : reach.end;
    const TokenIndex to = !before ? time.tokens.begin : inside ? match.trigger : reach.begin;
    const auto [words, verbs] = Between(from, to, match.trigger);
    // What another verb inside the match says ("was top scorer last season before joining") is its.
    const uint32_t others = verbs + ClauseBounds(from, to, before, event);
    const uint32_t distance =
        inside && (!before || others == 0) ? 0 : words + kVerbDistance * others + (before ? 2 : 0);
    if ((others <= 1 || inside) && distance < best_distance && !Resolve(time, false).empty()) {
      best = &time;
      best_distance = distance;
    }
  }
  // "his spell at Roma": a time further on is the verb's.
  return best_distance < (IsAside(match) ? 6U : 30U) ? best : nullptr;
}

/// How many words and finite verbs stand between, without what stands between dashes or brackets.
std::pair<uint32_t, uint32_t> FactDates::Between(TokenIndex from, TokenIndex to,
                                                 TokenIndex trigger) const {
  const auto dashes =
      std::count_if(clauses_.chunks.begin(), clauses_.chunks.end(), [&](const Chunk& chunk) {
        return chunk.kind == ChunkKind::kDash && chunk.tokens.begin >= from &&
               chunk.tokens.end <= to;
      });
  uint32_t words = 0;
  uint32_t verbs = 0;
  bool aside = false;
  for (const Chunk& chunk : clauses_.chunks) {
    if (chunk.tokens.begin < from || chunk.tokens.begin >= to) {
      continue;
    }
    if (chunk.kind == ChunkKind::kOpen || chunk.kind == ChunkKind::kClose ||
        (chunk.kind == ChunkKind::kDash && dashes == 2)) {
      aside = chunk.kind == ChunkKind::kOpen || (chunk.kind == ChunkKind::kDash && !aside);
    } else if (!aside) {
      words += chunk.tokens.size();
      verbs += (chunk.flags & kFinite) != 0 && !chunk.tokens.contains(trigger) ? 1 : 0;
    }
  }
  return {words, verbs};
}

/// "on September 11 of that year": of which, another sentence says.
bool FactDates::IsOfThatYear(const TimeExpression& time) const {
  const TokenIndex at = time.tokens.end;
  return at + 2 < document_.tokens.size() && document_.Folded(document_.tokens[at]) == "of" &&
         document_.Folded(document_.tokens[at + 1]) == "that" &&
         document_.Folded(document_.tokens[at + 2]) == "year";
}

/// "after a defeat by Roma ahead of a visit to Lyon on Sunday".
bool FactDates::IsAheadOf(TokenIndex trigger, const TimeExpression& time) const {
  for (TokenIndex token = trigger + 1; token + 1 < time.tokens.begin; ++token) {
    if (document_.Folded(document_.tokens[token]) == "ahead" &&
        document_.Folded(document_.tokens[token + 1]) == "of") {
      return true;
    }
  }
  return false;
}

/// "since joining Roma in 2018 he has won the cup": the year is that of the joining.
bool FactDates::HangsOnOther(const TimeExpression& time, TokenIndex trigger) const {
  static constexpr WordList kOpeners = {"since", "after", "before", "when", "while"};
  for (auto chunk = clauses_.chunks.rbegin(); chunk != clauses_.chunks.rend(); ++chunk) {
    if (chunk->tokens.begin >= time.tokens.begin) {
      continue;
    }
    if (chunk->kind == ChunkKind::kComma || chunk->kind == ChunkKind::kStop) {
      return false;
    }
    if (chunk->kind == ChunkKind::kVerbGroup) {
      const TokenIndex begin = chunk->tokens.begin;
      return (chunk->flags & kFinite) == 0 && !chunk->tokens.contains(trigger) && begin > 0 &&
             kOpeners.Has(document_.Folded(document_.tokens[begin - 1]));
    }
  }
  return false;
}

/// "after SPENDING a year there": what goes on is a clause of its own. But who wins a cup after
/// beating somebody does both at once.
bool FactDates::OpensOtherMatter(TokenIndex token) const {
  static constexpr WordList kSameOccasion = {"beating",    "defeating", "thrashing", "edging",
                                             "overcoming", "seeing",    "losing",    "drawing"};
  if (token >= document_.tokens.size() ||
      kSameOccasion.Has(document_.Folded(document_.tokens[token]))) {
    return false;
  }
  return std::any_of(clauses_.chunks.begin(), clauses_.chunks.end(), [&](const Chunk& chunk) {
    return chunk.tokens.begin == token && chunk.kind == ChunkKind::kVerbGroup;
  });
}

/// What parts two clauses without a finite verb: "last season AFTER joining", "released from a
/// contract SIGNED in January", "signed AFTER SPENDING last season there": that is another matter.
uint32_t FactDates::ClauseBounds(TokenIndex from, TokenIndex to, bool before, bool event) const {
  constexpr uint32_t kAnotherMatter = 2;
  uint32_t bounds = 0;
  for (const Chunk& chunk : clauses_.chunks) {
    if (chunk.tokens.begin < from || chunk.tokens.end > to) {
      continue;
    }
    const std::string_view word = document_.Folded(document_.tokens[chunk.tokens.begin]);
    const bool opens = word == "after" || word == "before" || word == "since";
    if (!before && chunk.kind == ChunkKind::kRelative && word != "whom") {
      bounds += kAnotherMatter;  // "a bid for Smalling, WHO played with him in 2014".
    } else if (before) {
      // "were kept up last season BUT suffered a defeat on Saturday".
      bounds += opens || word == "but" || word == "while" || word == "yet" ? 1 : 0;
    } else if (opens && (event || word != "before") && OpensOtherMatter(chunk.tokens.end)) {
      // "was there before leaving in 2011": a state lasted until then.
      bounds += kAnotherMatter;
    } else {
      bounds += (chunk.flags & kBareParticiple) != 0 ? 1 : 0;
    }
  }
  return bounds;
}

/// A noun that the sentence only mentions: neither subject nor object of the verb.
bool FactDates::IsAside(const RuleMatch& match) const {
  return match.nominal != kNone && (clauses_.nominals[match.nominal].governor == kNone ||
                                    clauses_.nominals[match.nominal].preposition != kUnknownWord);
}

bool FactDates::IsPast(const RuleMatch& match) const {
  if (match.predicate == kNone) {
    return false;
  }
  const Predicate* predicate = &clauses_.predicates[match.predicate];
  if ((clauses_.chunks[predicate->chunk].flags & kFinite) == 0 && predicate->governor != kNone) {
    predicate = &clauses_.predicates[predicate->governor];
  }
  const uint16_t flags = clauses_.chunks[predicate->chunk].flags;
  return (flags & (kPast | kPerfect | kHadPerfect)) != 0;
}

int32_t FactDates::YearsAt(const Sentence& sentence, EntityIndex club) const {
  for (TokenIndex token = sentence.tokens.begin + 2; token < sentence.tokens.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    const std::string_view at = document_.Folded(document_.tokens[token - 1]);
    if (mention == kNone || document_.mentions[mention].entity != club ||
        document_.mentions[mention].tokens.begin != token ||
        (at != "at" && at != "with" && at != "for" && at != "in")) {
      continue;
    }
    const std::string_view noun = document_.Folded(document_.tokens[token - 2]);
    const bool plain = noun == "years" || noun == "seasons";
    const bool spell = noun == "spell" || noun == "stint" || noun == "stay" || noun == "reign";
    if ((plain || spell) && token >= sentence.tokens.begin + 3) {
      return rules_.times().CountOfYears(document_, token - 3, spell);
    }
  }
  return 0;
}

std::string FactDates::SeasonIn() const {
  for (const TimeExpression& time : sentence_times_) {
    const bool since = document_.Folded(document_.tokens[time.tokens.begin]) == "since";
    if (!since &&
        (time.meaning == TimeMeaning::kRelativeSeason || time.meaning == TimeMeaning::kSeason)) {
      return Resolve(time, false);
    }
  }
  return {};
}

/// "praised him ahead of Monday's clash": yet to come, in whatever tense the sentence is.
bool FactDates::IsAhead(const RuleMatch& match) const {
  constexpr TokenIndex kWordsMax = 8;
  const TokenIndex first = document_.sentences[match.sentence].tokens.begin;
  const TokenIndex begin = match.trigger - std::min(match.trigger - first, kWordsMax);
  // "hopes to sign him before Monday's game", but "said before Monday's game".
  const bool before =
      std::none_of(clauses_.chunks.begin(), clauses_.chunks.end(), [](const Chunk& chunk) {
        return chunk.kind == ChunkKind::kVerbGroup &&
               (chunk.flags & (kPast | kPerfect | kHadPerfect)) != 0;
      });
  for (TokenIndex token = begin; token < match.trigger; ++token) {
    if ((ahead_ != kNoClass &&
         rules_.lexicon().MatchClass(ahead_, document_.Tokens({token, match.trigger})) > 0) ||
        (before && document_.Folded(document_.tokens[token]) == "before")) {
      return true;
    }
  }
  return false;
}

/// "sealed a trip there", "their reward is a tie with them": what the match told before leads to.
bool FactDates::IsEarned(const RuleMatch& match) const {
  static constexpr WordList kEarns = {"earned",  "earn",    "earning", "sealed",  "seal",
                                      "sealing", "booked",  "book",    "booking", "secured",
                                      "secure",  "set",     "setting", "reward",  "await",
                                      "awaits",  "awaiting"};
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex first = document_.sentences[match.sentence].tokens.begin;
  const TokenIndex begin = match.trigger - std::min(match.trigger - first, kWordsMax);
  for (TokenIndex token = match.trigger; token-- > begin;) {
    if (kEarns.Has(document_.Folded(document_.tokens[token]))) {
      return true;
    }
    if (document_.tokens[token].Has(kPunctuationToken)) {
      return false;
    }
  }
  return false;
}

bool FactDates::IsYetToCome(const RuleMatch& match, const StageReading& stage) const {
  return stage.future || IsAhead(match) || IsEarned(match);
}

bool FactDates::IsFuture(const RuleMatch& match, const StageReading& stage, Relation relation,
                         Modality modality) const {
  const bool title = relation == Relation::kWonCompetition;
  if (title && modality <= Modality::kReported) {
    return false;  // "beat Roma to win the cup in May": won, whatever the form of the verb.
  }
  if (stage.future || (modality == Modality::kHoped && IsMove(relation))) {
    return true;
  }
  const bool result = relation == Relation::kBeat || relation == Relation::kDrewWith ||
                      relation == Relation::kScoredAgainst;
  if (relation == Relation::kPlayedAgainst && IsAhead(match)) {
    return true;
  }
  if (match.predicate == kNone || result || document_.sentences[match.sentence].headline) {
    return false;
  }
  const uint16_t flags = clauses_.chunks[clauses_.predicates[match.predicate].chunk].flags;
  return (flags & kFinite) != 0 && (flags & (kPast | kPerfect | kHadPerfect)) == 0;
}

/// The news of the day: told in the present perfect, or in the headline.
bool FactDates::IsNews(const RuleMatch& match, const StageReading& stage) const {
  if (!match.rule->is_frame || stage.stage != Stage::kDone || stage.negated ||
      match.predicate == kNone || document_.tokens[match.trigger].quote != kNone ||
      IsAside(match)) {
    return false;
  }
  const uint16_t flags = clauses_.chunks[clauses_.predicates[match.predicate].chunk].flags;
  const bool headline = document_.sentences[match.sentence].headline && (flags & kPast) == 0;
  return (flags & kFinite) != 0 && ((flags & kPerfect) != 0 || headline);
}

/// What the text says of when it was; empty if nothing.
std::string FactDates::TimeOf(const RuleMatch& match, const FactTemplate& claim,
                              const StageReading& stage, MentionIndex member,
                              const Fact& fact) const {
  const bool title_won = fact.relation == Relation::kWonCompetition;
  const bool event = InfoOf(fact.relation).event || title_won;
  const TimeExpression* time = TimeFor(match, member, event);
  if (time == nullptr) {
    return {};
  }
  if (InfoOf(fact.relation).event &&
      document_.Folded(document_.tokens[time->tokens.begin]) == "since") {
    return {};  // "their first win there since 2016".
  }
  if (IsMove(fact.relation) && (IsHowLong(*time) || IsBeforeThen(*time, match.trigger))) {
    return {};
  }
  const bool near = time->tokens.begin <= match.reach.end + 3;
  const bool fixed = time->meaning == TimeMeaning::kYear || time->meaning == TimeMeaning::kSummer ||
                     (time->meaning == TimeMeaning::kMonth && time->year != 0);
  const bool once = fixed && near && IsPast(match);
  // "turns 33 before next season, when his contract ends": a contract holds now.
  const bool season = time->meaning == TimeMeaning::kSeason ||
                      (time->meaning == TimeMeaning::kRelativeSeason && near);
  const bool period = once || time->meaning == TimeMeaning::kBetween ||
                      time->meaning == TimeMeaning::kSince ||
                      (season && fact.relation != Relation::kContractedTo);
  if (!event && !period && !claim.begun) {
    return {};
  }
  const bool coming = IsComing(*time);
  if (coming && (fact.relation == Relation::kBeat || fact.relation == Relation::kDrewWith ||
                 fact.relation == Relation::kScoredAgainst)) {
    return {};  // "went off in the draw with Roma and will miss Sunday's trip to Lyon".
  }
  const bool future = coming || IsFuture(match, stage, fact.relation, fact.modality);
  std::string date = Resolve(*time, future);
  const bool done = IsMove(fact.relation) && fact.modality <= Modality::kReported;
  if (future && !coming && !stage.future && done && !today_.empty() && date > today_) {
    date = Resolve(*time, false);  // "the players signed in the summer".
  }
  return date;
}

/// "has signed until at least the end of the season": that is how long he stays.
bool FactDates::IsHowLong(const TimeExpression& time) const {
  constexpr TokenIndex kTokensMax = 3;
  const TokenIndex begin = time.tokens.begin - std::min(time.tokens.begin, kTokensMax);
  for (TokenIndex token = begin; token <= time.tokens.begin; ++token) {
    const std::string_view word = document_.Folded(document_.tokens[token]);
    if (word == "until" || word == "till") {
      return true;
    }
  }
  return false;
}

/// "turned professional in 1991 before moving to Juventus two years later": not in 1991.
bool FactDates::IsBeforeThen(const TimeExpression& time, TokenIndex trigger) const {
  if (time.meaning == TimeMeaning::kDay || time.meaning == TimeMeaning::kWeekday) {
    return false;
  }
  for (TokenIndex token = time.tokens.end; token < trigger; ++token) {
    if (document_.Folded(document_.tokens[token]) == "before" &&
        document_.Folded(document_.tokens[token + 1]).ends_with("ing")) {
      return true;
    }
  }
  return false;
}

/// "ahead of Sunday's trip", "ruled out of Sunday's game", "for Sunday's visit": still to come.
bool FactDates::IsComing(const TimeExpression& time) const {
  if (time.meaning != TimeMeaning::kWeekday && time.meaning != TimeMeaning::kWeekend) {
    return false;
  }
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  const TokenIndex begin = time.tokens.begin;
  if (begin < 2 || !document_.tokens[time.tokens.end - 1].Has(kPossessive)) {
    return false;
  }
  // "the squad for Sunday's 5-2 win": that is over.
  static constexpr WordList kResults = {"win", "defeat", "draw", "loss", "victory", "thrashing"};
  constexpr TokenIndex kResultTokensMax = 5;
  const TokenIndex last = std::min<TokenIndex>(time.tokens.end + kResultTokensMax,
                                               static_cast<TokenIndex>(document_.tokens.size()));
  for (TokenIndex token = time.tokens.end; token < last; ++token) {
    if (kResults.Has(word(token))) {
      return false;
    }
  }
  const std::string_view before = word(begin - 1);
  const std::string_view earlier = word(begin - 2);
  return (before == "of" && (earlier == "ahead" || earlier == "out")) || before == "for" ||
         (before == "before" && earlier != "week") || before == "miss";
}

/// When somebody judged: told beside the verb of saying ("said on Sunday"), or in the sentence that
/// tells of the judgement.
std::string FactDates::TimeOfJudgement(const RuleMatch& match) const {
  const TimeExpression* time = nullptr;
  const QuoteIndex quote = document_.tokens[match.trigger].quote;
  if (quote == kNone) {
    time = TimeFor(match, kNone, true);
  } else if (const Quote& words = document_.quotes[quote]; words.cue != kNone) {
    for (const TimeExpression& each : times_) {
      const TokenIndex at = each.tokens.begin;
      const uint32_t apart = at > words.cue ? at - words.cue : words.cue - at;
      if (document_.tokens[at].sentence == document_.tokens[words.cue].sentence &&
          document_.tokens[at].quote == kNone && apart <= kSayingTokensMax) {
        time = &each;
      }
    }
  }
  if (time == nullptr || time->deadline) {
    return {};
  }
  switch (time->meaning) {
    case TimeMeaning::kDay:
    case TimeMeaning::kWeekday:
    case TimeMeaning::kWeekend:
    case TimeMeaning::kMonth:
    case TimeMeaning::kOffsetDay:
    case TimeMeaning::kAgo:
      return Resolve(*time, false);
    default:
      return {};
  }
}

bool FactDates::SetDate(const RuleMatch& match, const FactTemplate& claim,
                        const StageReading& stage, MentionIndex member, Fact& fact) const {
  const RelationInfo& info = InfoOf(fact.relation);
  const bool judgement = IsJudgement(fact.relation);
  if (judgement) {
    fact.date.text = TimeOfJudgement(match);
  } else if (!claim.undated) {
    fact.date.text = TimeOf(match, claim, stage, member, fact);
  }
  if (!fact.date.text.empty()) {
    const bool open = fact.date.text.find('/') == std::string::npos;
    fact.date.text += claim.begun && open ? "/" : "";
    fact.date.text.insert(0, claim.ended && open ? "/" : "");
    return true;
  }
  const bool title_won = fact.relation == Relation::kWonCompetition;
  if (claim.ended || title_won) {
    fact.date.text = today_.empty() ? std::string() : "/" + today_;
  } else if (!info.event || judgement) {
    const bool over = !judgement && !today_.empty() && IsYearsEarlier(match.sentence);
    fact.date.text = (over ? "/" : "") + today_;
  } else if (!today_.empty() && IsNews(match, stage)) {
    fact.date.text = today_.substr(0, 7);
  } else if (!today_.empty() && IsAside(match) && IsMove(fact.relation) &&
             fact.modality <= Modality::kReported) {
    fact.date.text = "/" + today_;  // "after his loan spells at Roma": some time before.
  }
  return false;
}

/// "Three years earlier, Rijkaard had picked him": not what holds now.
bool FactDates::IsYearsEarlier(SentenceIndex sentence) const {
  static constexpr WordList kUnits = {"years", "year", "months", "seasons", "decade", "decades"};
  constexpr TokenIndex kOpening = 4;
  const TokenRange tokens = document_.sentences[sentence].tokens;
  const TokenIndex end = std::min(tokens.begin + kOpening, tokens.end);
  for (TokenIndex token = tokens.begin + 1; token < end; ++token) {
    const std::string_view word = document_.Folded(document_.tokens[token]);
    if ((word == "earlier" || word == "later") &&
        kUnits.Has(document_.Folded(document_.tokens[token - 1]))) {
      return true;
    }
  }
  return false;
}

std::string FactDates::YearBehind(MentionIndex person) const {
  if (person == kNone) {
    return {};
  }
  const TokenIndex end = document_.mentions[person].tokens.end;
  for (const TimeExpression& time : times_) {
    if (time.tokens.begin == end && time.meaning == TimeMeaning::kYear) {
      return Resolve(time, false);
    }
  }
  return {};
}

}  // namespace rondo::articles
