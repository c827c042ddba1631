// Stage 8, across sentences: titles that only those understand who know who has won what. "The
// Europa League winners", "added the cup in 2019", "a title winner at his old club": the register
// knows which of the article's clubs won it, then or ever, and with whom. Nothing is claimed of a
// club that never won the competition, nor where two clubs fit.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/trophy_words.h"

namespace rondo::articles {
namespace {

constexpr int kYearFirst = 1930;
constexpr int kYearLast = 2035;

// Behind the name of a competition, or one word farther on.
constexpr WordList kTitles = {"title",    "titles",  "crown",     "crowns",    "trophy",
                              "trophies", "triumph", "triumphs",  "glory",     "success",
                              "winner",   "winners", "champion",  "champions", "holders",
                              "holder",   "winning", "medal",     "conquest",  "title-winning",
                              "medals",   "victors", "successes", "double",    "winner's"};

// Behind one of those: not won yet, or not by them.
constexpr WordList kNotYet = {
    "race",       "hopes",      "challenge", "rivals",     "rival",   "challengers",
    "contenders", "bid",        "charge",    "push",       "tilt",    "credentials",
    "ambitions",  "fight",      "battle",    "favourites", "chances", "aspirations",
    "hunt",       "contention", "contender", "decider",    "picture", "run-in",
    "challenger", "odds",       "game",      "header",     "drought", "showdown",
    "clash",      "match",      "hopefuls",  "chase",      "quest",   "chasers"};

// Who has it now, unless he is a "former" one.
constexpr WordList kHolders = {"champions", "champion", "holders", "holder", "winners"};

// Before the name. What wins a match does not.
constexpr WordList kWins = {
    "won",     "winning",   "lifted",   "lifting",   "claimed",   "claiming",  "clinched",
    "lift",    "clinching", "retained", "retaining", "captured",  "landed",    "regained",
    "honours", "honors",    "crowned",  "delivered", "collected", "reclaimed", "added",
    "medal",   "medals",    "haul",     "scooped",   "bagged",    "titles"};

class KnownTitleReader : private ArticleView {
 public:
  KnownTitleReader(const Document& document, const Knowledge& knowledge,
                   std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {}

  void Run() {
    if (document_.year == 0) {
      return;
    }
    about_women_ = IsAboutWomen();
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const Mention& mention = MentionOf(index);
      if (mention.kind == MentionKind::kName && IsCompetition(mention.entity) &&
          !mention.doubtful) {
        ReadTitle(index);
      }
    }
    candidates_.insert(candidates_.end(), found_.begin(), found_.end());
  }

 private:
  struct Told {
    YearSpan seasons;  // In which the title was won; 0 if the text does not say.
    std::string date;  // The same as a date.
  };

  bool IsCompetition(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kCompetition &&
           document_.entities[entity].register_entry != kNone;
  }
  TokenRange SentenceAt(const Mention& mention) const {
    return document_.sentences[mention.sentence].tokens;
  }
  TokenIndex TriggerBehind(const Mention& competition) const;
  TokenIndex TriggerBefore(const Mention& competition) const;
  bool IsFor(const Mention& competition) const;
  bool IsHypothetical(TokenIndex begin, TokenIndex end) const;
  std::optional<YearSpan> SeasonAt(TokenIndex token) const;
  Told SeasonsTold(const Mention& competition, TokenIndex trigger) const;
  bool Won(EntityIndex club, EntityIndex competition, YearSpan seasons) const;
  std::size_t TimesWon(TokenIndex before) const;
  EntityIndex HolderOf(const Mention& competition, TokenIndex trigger) const;
  EntityIndex WinnerSoOften(EntityIndex competition, std::size_t times) const;
  int LastSeason(EntityIndex competition) const;
  EntityIndex OnlyWinner(EntityIndex competition, YearSpan seasons) const;
  EntityIndex WinnerBeside(const Mention& competition, TokenIndex trigger) const;
  EntityIndex ClubOfWinnerBeside(const Mention& competition, TokenIndex trigger) const;
  EntityIndex ClubOfWinner(EntityIndex person, EntityIndex competition) const;
  void ReadTitle(MentionIndex index);
  void Add(EntityIndex club, MentionIndex competition, TokenIndex trigger, const Told& told);

  std::vector<Candidate>& candidates_;
  std::vector<Candidate> found_;
  bool about_women_ = false;
};

/// "the cup winners", "their Champions League final triumph".
TokenIndex KnownTitleReader::TriggerBehind(const Mention& competition) const {
  static constexpr WordList kOfMatch = {"on", "against", "at", "over", "in"};
  constexpr TokenIndex kTokensMax = 2;
  const TokenIndex end = SentenceAt(competition).end;
  const TokenIndex first = competition.tokens.end;
  for (TokenIndex at = first; at < std::min(first + kTokensMax, end); ++at) {
    if (kTitles.Has(Word(at)) && At(at).mention == kNone) {
      const bool goal = Word(at) == "winner" && at + 1 < end && kOfMatch.Has(Word(at + 1));
      return goal || (at + 1 < end && kNotYet.Has(Word(at + 1))) ? kNone : at;
    }
    if (kNoTrophy.Has(Word(at)) || At(at).mention != kNone || At(at).Has(kPunctuationToken)) {
      break;
    }
  }
  return kNone;
}

/// "won two cups and the league": the word of winning nearest before, in the same clause. What is
/// won in a competition is a match, unless its year stands there.
TokenIndex KnownTitleReader::TriggerBefore(const Mention& competition) const {
  constexpr TokenIndex kTokensMax = 14;
  const TokenRange range = SentenceAt(competition);
  const TokenIndex behind = competition.tokens.end;
  if (behind < range.end && kNoTrophy.Has(Word(behind))) {
    return kNone;
  }
  static constexpr WordList kIn = {"in", "for", "to", "from", "into", "of"};
  const TokenIndex begin = competition.tokens.begin;
  const TokenIndex from = begin - std::min(begin - range.begin, kTokensMax);
  const bool article = begin > from && Word(begin - 1) == "the";
  if (begin > from + 1 && kIn.Has(Word(begin - (article ? 2 : 1)))) {
    return kNone;
  }
  for (TokenIndex at = begin; at > from; --at) {
    const bool list = (Word(at - 1) == "trophies" || Word(at - 1) == "honours") &&
                      (Word(at) == ":" || Word(at) == "including");
    if ((kWins.Has(Word(at - 1)) || list) && At(at - 1).mention == kNone) {
      return at - 1;
    }
    if (kNoTrophy.Has(Word(at - 1)) || Word(at - 1) == ";" || Word(at - 1) == "in") {
      break;
    }
  }
  return kNone;
}

/// "challenged for the league title".
bool KnownTitleReader::IsFor(const Mention& competition) const {
  const TokenIndex first = SentenceAt(competition).begin;
  TokenIndex at = competition.tokens.begin;
  at -= at > first && Word(at - 1) == "the" ? 1 : 0;
  return at > first && Word(at - 1) == "for";
}

bool KnownTitleReader::IsHypothetical(TokenIndex begin, TokenIndex end) const {
  for (TokenIndex at = begin; at < end; ++at) {
    if (kHypothetical.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "2016-17", "2016/17", "2016": by the years in which they end.
std::optional<YearSpan> KnownTitleReader::SeasonAt(TokenIndex token) const {
  constexpr std::size_t kYearDigits = 4;
  const std::string_view word = Word(token);
  if (!At(token).Has(kNumberToken) || word.size() < kYearDigits) {
    return std::nullopt;
  }
  int16_t year = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + kYearDigits, year);
  if (error != std::errc() || end != word.data() + kYearDigits || year < kYearFirst ||
      year > kYearLast) {
    return std::nullopt;
  }
  if (word.size() == kYearDigits) {
    return YearSpan{year, year};
  }
  const char joint = word[kYearDigits];
  if (joint != '-' && joint != '/') {
    return std::nullopt;
  }
  const auto next = static_cast<int16_t>(year + 1);
  return YearSpan{next, next};
}

/// The year right before the name or not far behind it: "the 2014 World Cup", "the cup in 2019",
/// "won the league last season".
KnownTitleReader::Told KnownTitleReader::SeasonsTold(const Mention& competition,
                                                     TokenIndex trigger) const {
  constexpr TokenIndex kBehindMax = 7;
  const TokenRange range = SentenceAt(competition);
  const TokenIndex begin = competition.tokens.begin;
  for (TokenIndex at = begin; at > range.begin && at + 2 > begin; --at) {
    if (const auto season = SeasonAt(at - 1)) {
      return {*season, std::string(Word(at - 1))};
    }
  }
  static constexpr WordList kOthers = {"before", "after", "since", "until", "when",
                                       "while",  "who",   "which", "then",  "prior"};
  const TokenIndex end = std::min(competition.tokens.end + kBehindMax, range.end);
  for (TokenIndex at = competition.tokens.end; at < end; ++at) {
    if (const auto season = SeasonAt(at)) {
      return {*season, std::string(Word(at))};
    }
    const bool another = At(at).mention != kNone && IsCompetition(MentionOf(At(at).mention).entity);
    if (another || kOthers.Has(Word(at))) {
      break;  // What comes behind it is of that.
    }
  }
  if (!document_.date) {
    return {};
  }
  static constexpr WordList kTimes = {"season", "year",  "term",  "campaign",
                                      "summer", "month", "spring"};
  const TokenIndex from = std::min(begin, trigger);
  const TokenIndex first = from - std::min<TokenIndex>(from - range.begin, 4);
  for (TokenIndex at = first; at + 1 < end; ++at) {
    if (Word(at) == "last" && kTimes.Has(Word(at + 1))) {
      const int last = LastSeason(competition.entity);
      return {{static_cast<int16_t>(last), static_cast<int16_t>(last)}, {}};
    }
  }
  return {};
}

bool KnownTitleReader::Won(EntityIndex club, EntityIndex competition, YearSpan seasons) const {
  return names_.HasWon(document_.entities[competition].register_entry,
                       document_.entities[club].name, seasons);
}

/// The last season that was over when the article was written.
int KnownTitleReader::LastSeason(EntityIndex competition) const {
  constexpr int kYearsBack = 4;
  constexpr unsigned kJune = 6;
  const bool over = document_.date && MonthOf(*document_.date) >= kJune;
  const uint32_t entry = document_.entities[competition].register_entry;
  const int last = document_.year - (over ? 0 : 1);
  for (int season = last; season > last - kYearsBack; --season) {
    if (!names_.WinnerOf(entry, season).empty()) {
      return season;
    }
  }
  return last;
}

/// The one club of the article that won it in those seasons; kNone if there are more or none.
EntityIndex KnownTitleReader::OnlyWinner(EntityIndex competition, YearSpan seasons) const {
  EntityIndex found = kNone;
  for (EntityIndex club = 0; club < document_.entities.size(); ++club) {
    if (document_.entities[club].type == EntityType::kClub && Won(club, competition, seasons)) {
      if (found != kNone) {
        return kNone;
      }
      found = club;
    }
  }
  return found;
}

/// "seven-time European Cup winners", "three-times champions": how often; 0 where nothing is said.
std::size_t KnownTitleReader::TimesWon(TokenIndex before) const {
  static constexpr std::array<std::string_view, 9> kNumbers = {
      "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  const std::string_view word = Word(before);
  const std::size_t hyphen = word.find("-time");
  if (hyphen == std::string_view::npos) {
    return 0;
  }
  const std::string_view number = word.substr(0, hyphen);
  for (std::size_t at = 0; at < kNumbers.size(); ++at) {
    if (kNumbers[at] == number) {
      return at + 2;
    }
  }
  std::size_t times = 0;
  std::from_chars(number.data(), number.data() + number.size(), times);
  return times;
}

/// Who "the cup winners" are: the club named right behind, the one that has won it so many times,
/// or the one that has it now.
EntityIndex KnownTitleReader::HolderOf(const Mention& competition, TokenIndex trigger) const {
  static constexpr WordList kPast = {"former", "ex",   "one-time", "past", "previous",
                                     "times",  "time", "only",     "of"};
  constexpr TokenIndex kTokensMax = 3;
  const TokenRange range = SentenceAt(competition);
  const YearSpan ever = {0, static_cast<int16_t>(document_.year)};
  const MentionIndex behind = trigger + 1 < range.end ? At(trigger + 1).mention : kNone;
  if (behind != kNone && IsClub(MentionOf(behind).entity)) {
    return Won(MentionOf(behind).entity, competition.entity, ever) ? MentionOf(behind).entity
                                                                   : kNone;
  }
  const TokenIndex begin = competition.tokens.begin;
  for (TokenIndex at = begin - std::min(begin - range.begin, kTokensMax); at < begin; ++at) {
    if (const std::size_t times = TimesWon(at); times != 0) {
      return WinnerSoOften(competition.entity, times);
    }
    if (kPast.Has(Word(at))) {
      return kNone;
    }
  }
  const int last = LastSeason(competition.entity);
  const int misses = document_.date ? 0 : kEstimateMisses;
  return OnlyWinner(competition.entity,
                    {static_cast<int16_t>(last - misses), static_cast<int16_t>(last + misses)});
}

EntityIndex KnownTitleReader::WinnerSoOften(EntityIndex competition, std::size_t times) const {
  const uint32_t entry = document_.entities[competition].register_entry;
  for (EntityIndex club = 0; club < document_.entities.size(); ++club) {
    std::size_t count = 0;
    for (int season = kYearFirst; season <= document_.year && IsClub(club); ++season) {
      count += names_.HasWon(entry, document_.entities[club].name,
                             {static_cast<int16_t>(season), static_cast<int16_t>(season)})
                   ? 1
                   : 0;
    }
    if (count == times) {
      return club;
    }
  }
  return kNone;
}

/// A club of the article with which the person won it, by the register; kNone if there are more or
/// none.
EntityIndex KnownTitleReader::ClubOfWinner(EntityIndex person, EntityIndex competition) const {
  const Entity& entity = document_.entities[person];
  if (entity.register_entry == kNone) {
    return kNone;
  }
  const KnownEntry known = names_.entry(entity.register_entry);
  EntityIndex found = kNone;
  for (EntityIndex club = 0; club < document_.entities.size(); ++club) {
    const bool won =
        IsClub(club) && AnySpellAt(known, document_.entities[club].name, [&](YearSpan years) {
          years.end = std::min<int16_t>(years.end, static_cast<int16_t>(document_.year));
          return years.begin != 0 && Won(club, competition, years);
        });
    if (won && found != kNone) {
      return kNone;
    }
    found = won ? club : found;
  }
  return found;
}

/// Who stands last before the word of winning, a winner or the club of one; else the club named
/// behind it.
EntityIndex KnownTitleReader::WinnerBeside(const Mention& competition, TokenIndex trigger) const {
  static constexpr WordList kOthers = {"over", "against", "beat", "beating", "from",
                                       "by",   "past",    "off",  "v"};
  const TokenRange range = SentenceAt(competition);
  const YearSpan ever = {0, static_cast<int16_t>(document_.year)};
  for (TokenIndex at = std::min(trigger, competition.tokens.begin); at > range.begin; --at) {
    const MentionIndex index = At(at - 1).mention;
    if (index == kNone || MentionOf(index).tokens.end != at || MentionOf(index).doubtful ||
        MentionOf(index).entity == kNone) {
      continue;
    }
    const EntityIndex entity = MentionOf(index).entity;
    const TokenIndex begin = MentionOf(index).tokens.begin;
    if (IsClub(entity)) {
      if (begin > range.begin && kOthers.Has(Word(begin - 1))) {
        continue;
      }
      if (Won(entity, competition.entity, ever)) {
        return entity;
      }
    } else if (IsHuman(document_.entities[entity].type)) {
      if (const EntityIndex club = ClubOfWinner(entity, competition.entity); club != kNone) {
        return club;
      }
    } else {
      continue;
    }
    if (MentionOf(index).kind == MentionKind::kName) {
      return kNone;
    }
  }
  constexpr TokenIndex kBehindMax = 8;
  const TokenIndex behind = std::max(trigger, competition.tokens.end);
  for (TokenIndex at = behind; at < std::min(behind + kBehindMax, range.end); ++at) {
    const MentionIndex index = At(at).mention;
    if (index != kNone && IsClub(MentionOf(index).entity)) {
      const bool other = kOthers.Has(Word(at - 1));
      return !other && Won(MentionOf(index).entity, competition.entity, ever)
                 ? MentionOf(index).entity
                 : kNone;
    }
  }
  return kNone;
}

/// "World Cup winner Zed Small", "the France World Cup winner", "He has a winner's medal".
EntityIndex KnownTitleReader::ClubOfWinnerBeside(const Mention& competition,
                                                 TokenIndex trigger) const {
  const TokenRange range = SentenceAt(competition);
  const YearSpan ever = {0, static_cast<int16_t>(document_.year)};
  const MentionIndex behind = trigger + 1 < range.end ? At(trigger + 1).mention : kNone;
  if (behind != kNone && IsPerson(behind)) {
    return ClubOfWinner(MentionOf(behind).entity, competition.entity);
  }
  const TokenIndex begin = competition.tokens.begin;
  const MentionIndex beside = begin > range.begin ? At(begin - 1).mention : kNone;
  if (beside != kNone && IsClub(MentionOf(beside).entity)) {
    return Won(MentionOf(beside).entity, competition.entity, ever) ? MentionOf(beside).entity
                                                                   : kNone;
  }
  for (TokenIndex at = begin; at > range.begin; --at) {
    const MentionIndex index = At(at - 1).mention;
    if (index != kNone && IsPerson(index)) {
      return ClubOfWinner(MentionOf(index).entity, competition.entity);
    }
  }
  return kNone;
}

void KnownTitleReader::ReadTitle(MentionIndex index) {
  const Mention& mention = MentionOf(index);
  const uint32_t entry = document_.entities[mention.entity].register_entry;
  if (!names_.KnowsWinnersOf(entry) || names_.entry(entry).female != about_women_) {
    return;
  }
  TokenIndex trigger = TriggerBehind(mention);
  trigger = trigger == kNone ? TriggerBefore(mention) : trigger;
  if (trigger == kNone || (IsFor(mention) && !kHolders.Has(Word(trigger)))) {
    return;
  }
  constexpr TokenIndex kTokensMax = 7;
  const TokenRange range = SentenceAt(mention);
  const TokenIndex begin = std::min(trigger, mention.tokens.begin);
  const TokenIndex from = begin - std::min(begin - range.begin, kTokensMax);
  if (IsHypothetical(from, std::max(trigger, mention.tokens.begin))) {
    return;
  }
  const Told told = SeasonsTold(mention, trigger);
  if (told.seasons.begin != 0) {
    Add(OnlyWinner(mention.entity, told.seasons), index, trigger, told);
    return;
  }
  if (trigger >= mention.tokens.end && kHolders.Has(Word(trigger))) {
    Add(HolderOf(mention, trigger), index, trigger, told);
    return;
  }
  static constexpr WordList kOfPeople = {"winner", "winner's", "medal", "medals"};
  Add(kOfPeople.Has(Word(trigger)) ? ClubOfWinnerBeside(mention, trigger)
                                   : WinnerBeside(mention, trigger),
      index, trigger, told);
}

void KnownTitleReader::Add(EntityIndex club, MentionIndex competition, TokenIndex trigger,
                           const Told& told) {
  const Mention& mention = MentionOf(competition);
  if (club == kNone || IsClaimed(candidates_, Relation::kWonCompetition, club, mention.entity)) {
    return;
  }
  Candidate candidate = TodaysFact(document_, Relation::kWonCompetition, club, mention.entity,
                                   mention.sentence, "document/known-title");
  candidate.trigger = trigger;
  const QuoteIndex quote = At(trigger).quote;
  candidate.fact.modality = Modality::kAsserted;
  if (quote != kNone) {
    candidate.quoted = true;
    candidate.fact.modality = Modality::kReported;
    candidate.fact.speaker = document_.quotes[quote].speaker;
    candidate.fact.speaker_unnamed = candidate.fact.speaker == kNone;
  }
  constexpr std::size_t kYearDigits = 4;
  if (told.date.size() == kYearDigits) {
    candidate.fact.date.text = told.date;
    candidate.dated = true;
  }
  found_.push_back(std::move(candidate));
}

}  // namespace

void FindKnownTitles(const Document& document, const Knowledge& knowledge,
                     std::vector<Candidate>& candidates) {
  KnownTitleReader(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
