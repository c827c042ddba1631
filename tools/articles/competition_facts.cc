// Stage 8, across sentences: in which competition a match was played, and who takes part in one.
// The competition named beside a match belongs to both sides; where none is, a stage ("the
// semi-final") means the cup spoken of last, and a match the cup that the article opens with.

#include <algorithm>
#include <optional>
#include <utility>

#include "tools/articles/extraction.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/trophy_words.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// One word of each stage: most words are none of them.
constexpr WordList kStageWords = {
    "semi-final",    "semi-finals",  "semifinal",      "semifinals",
    "quarter-final", "last-16",      "quarter-finals", "replay",
    "quarterfinals", "quarterfinal", "knockout",       "knockouts",
    "knock-out",     "aggregate",    "semi-finalists", "first-leg",
    "second-leg",    "tie",          "ties",           "replays",
    "third-round",   "fourth-round", "last-eight",     "semi-finalist",
    "last-four",     "second-round", "first-round",    "fifth-round",
    "group-stage",   "showpiece",    "final",          "leg",
    "round",         "16",           "eight",          "four",
    "sixteen",       "32",           "group",          "phase",
    "competition"};
// Of other matches than those of the cup that the article is about.
constexpr WordList kOtherMatches = {
    "friendly", "friendlies", "league", "pre-season", "points", "weekend",  "title",
    "cup",      "since",      "ago",    "years",      "decade", "earlier",  "debut",
    "injury",   "injured",    "missed", "month",      "months", "previous", "recent"};
// Told in passing.
constexpr WordList kEarlier = {"earlier", "already", "previously"};

/// What was spoken of last before a sentence.
struct Topics {
  EntityIndex last = kNone;  // Of all competitions, but for those told in passing.
  EntityIndex cup = kNone;
  EntityIndex cup_with_legs = kNone;
};

class CompetitionReader {
 public:
  CompetitionReader(const Document& document, const NameRegister& names,
                    std::vector<Candidate>& candidates)
      : document_(document), names_(names), candidates_(candidates) {}

  void Run() {
    first_with_cup_ = FirstWithCup();
    ReadWon();
    ReadTopics();
    opening_ = CupOfOpening();
    FindOfMatches();
    FindByStages();
    FindOwn();
    candidates_.insert(candidates_.end(), found_.begin(), found_.end());
  }

 private:
  std::string_view Word(TokenIndex token) const {
    return document_.Folded(document_.tokens[token]);
  }
  bool IsCompetition(MentionIndex mention) const;
  bool IsReward(MentionIndex competition) const;
  bool IsAttribute(MentionIndex competition) const;
  bool IsWonIn(EntityIndex competition, SentenceIndex sentence) const;
  bool IsLeague(const Entity& competition) const;
  bool IsTheFinal(TokenIndex token, TokenIndex end) const;
  bool IsStage(TokenIndex token, TokenRange sentence) const;
  bool HasStage(const Sentence& sentence) const;
  bool NamesCompetition(SentenceIndex sentence) const;
  EntityIndex CupBefore(SentenceIndex sentence) const;
  SentenceIndex FirstWithCup() const;
  EntityIndex CupOfStage(SentenceIndex sentence) const;
  void ReadWon();
  void ReadTopics();
  EntityIndex CupOfOpening() const;
  EntityIndex CupOfArticleAt(SentenceIndex sentence) const;
  bool IsPrize(const Mention& competition) const;
  bool IsAside(SentenceIndex sentence) const;
  bool IsAnotherMatch(const Candidate& match) const;
  bool IsLongAgo(const Candidate& match) const;
  bool TellsOfLongAgo(SentenceIndex sentence) const;
  template <typename Words>
  bool HasWord(TokenRange sentence, const Words& words) const {
    const std::span<const Token> tokens = document_.Tokens(sentence);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return words.Has(document_.Folded(token)) && token.mention == kNone;
    });
  }
  bool AndBetween(TokenIndex begin, TokenIndex end) const;
  bool IsOfOtherMatch(const Mention& competition, const Candidate& match) const;
  bool IsLaterMatter(TokenIndex match, TokenIndex competition) const;
  bool IsKnownOther(const Candidate& match, EntityIndex competition) const;
  EntityIndex CompetitionBeside(const Candidate& match, bool known_others) const;
  EntityIndex LeagueOfReport(const Candidate& match) const;
  void FindOfMatches();
  bool WasElsewhere(MentionIndex club) const;
  void FindByStages();
  bool IsOfOwnMatch(MentionIndex competition) const;
  EntityIndex ClubImplied(SentenceIndex sentence) const;
  bool IsOtherSide(MentionIndex club) const;
  void FindOwn();

  const Document& document_;
  const NameRegister& names_;
  std::vector<Candidate>& candidates_;
  std::vector<Candidate> found_;
  SentenceIndex first_with_cup_ = kNone;
  EntityIndex opening_ = kNone;                             // The cup that the article opens with.
  std::vector<Topics> topics_;                              // By sentence.
  std::vector<std::pair<SentenceIndex, EntityIndex>> won_;  // Sorted: what is told to be won where.
};

// How far from the verb or noun of a match its competition may stand.
constexpr uint32_t kCompetitionTokensMax = 30;

// By how many tokens a competition in another clause counts as farther off.
constexpr uint32_t kOtherClause = 6;

/// "sealed a return to the Champions League with a win over Leeds": what the match was for.
bool CompetitionReader::IsReward(MentionIndex competition) const {
  static constexpr WordList kRewards = {"return", "place",     "places",        "spot",
                                        "berth",  "promotion", "qualification", "qualify",
                                        "slot",   "qualified", "relegation",    "qualifying"};
  static constexpr WordList kTies = {"to", "for", "in", "into", "from"};
  constexpr TokenIndex kTokensMax = 3;  // "return to the ..."
  // "a place in the cup's last 16", "third place in the league": that is part of it.
  static constexpr WordList kParts = {
      "'s",          "last",      "knockout",      "final",          "semi-final", "group",
      "semi-finals", "finals",    "table",         "quarter-finals", "play-offs",  "round",
      "knockouts",   "standings", "last-16",       "match",          "tie",        "game",
      "clash",       "semifinal", "quarter-final", "against",        "meeting"};
  static constexpr WordList kPlaces = {"first", "second", "third",  "fourth", "fifth",
                                       "sixth", "top",    "bottom", "last"};
  const Mention& mention = document_.mentions[competition];
  const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
  const TokenIndex end = mention.tokens.end;
  if (end < document_.tokens.size() && kParts.Has(document_.Folded(document_.tokens[end]))) {
    return false;
  }
  TokenIndex at = mention.tokens.begin;
  bool tied = false;
  for (TokenIndex step = 0; step < kTokensMax && at > first; ++step) {
    const std::string_view word = document_.Folded(document_.tokens[--at]);
    if (tied) {
      const bool a_rank = at > first && (document_.tokens[at - 1].Has(kNumberToken) ||
                                         kPlaces.Has(document_.Folded(document_.tokens[at - 1])));
      return kRewards.Has(word) && !a_rank;
    }
    tied = kTies.Has(word);
    if (!tied && word != "the") {
      return false;
    }
  }
  return false;
}

/// "the La Liga outfit", "the World Cup winners": where one side comes from, not what the match was
/// played in.
bool CompetitionReader::IsAttribute(MentionIndex competition) const {
  static constexpr WordList kHolders = {"winners",       "winner",        "champions",
                                        "champion",      "holders",       "finalists",
                                        "finalist",      "runners-up",    "semi-finalists",
                                        "semi-finalist", "semifinalists", "quarter-finalists",
                                        "hopefuls",      "dropouts",      "drop-outs",
                                        "dropout",       "drop-out"};
  // "beat Leeds in the race for a Champions League place": that match was another's.
  static constexpr WordList kPrizes = {
      "qualification", "place", "places",      "spot", "spots", "football",  "berth",   "berths",
      "contention",    "hopes", "aspirations", "slot", "slots", "ambitions", "warm-up", "warm-ups"};
  const TokenIndex behind = document_.mentions[competition].tokens.end;
  if (IsReward(competition) || (behind < document_.tokens.size() &&
                                kPrizes.Has(document_.Folded(document_.tokens[behind])))) {
    return true;
  }
  if (behind < document_.tokens.size() &&
      kHolders.Has(document_.Folded(document_.tokens[behind]))) {
    return true;  // "the 1995 World Cup winners".
  }
  return std::any_of(
      document_.descriptions.begin(), document_.descriptions.end(),
      [&](const Description& description) { return description.organisation == competition; });
}

void CompetitionReader::ReadWon() {
  for (const Candidate& candidate : candidates_) {
    if (candidate.fact.relation == Relation::kWonCompetition &&
        candidate.fact.modality <= Modality::kReported) {
      won_.emplace_back(candidate.fact.evidence.front(), candidate.fact.object);
    }
  }
  std::sort(won_.begin(), won_.end());
}

bool CompetitionReader::IsWonIn(EntityIndex competition, SentenceIndex sentence) const {
  return std::binary_search(won_.begin(), won_.end(), std::pair(sentence, competition));
}

/// A league has no finals.
bool CompetitionReader::IsLeague(const Entity& competition) const {
  return competition.register_entry != kNone && names_.entry(competition.register_entry).league;
}

bool CompetitionReader::IsCompetition(MentionIndex mention) const {
  return mention != kNone && document_.mentions[mention].entity != kNone &&
         document_.entities[document_.mentions[mention].entity].type == EntityType::kCompetition;
}

/// "the final", but not "the final goal", "the final minutes": the last, and of no cup.
bool CompetitionReader::IsTheFinal(TokenIndex token, TokenIndex end) const {
  static constexpr WordList kLast = {
      "goal",   "minutes", "minute", "game",     "games", "match",    "third",  "whistle", "ball",
      "season", "day",     "year",   "time",     "word",  "weeks",    "months", "score",   "touch",
      "home",   "away",    "league", "fixtures", "straw", "decision", "two",    "three",   "few",
      "years",  "say",     "stages", "hurdle",   "four",  "five",     "10",     "20",      "push"};
  for (TokenIndex behind = token + 1; behind < std::min<TokenIndex>(token + 3, end); ++behind) {
    if (Word(behind) == "group") {
      return true;
    }
    if (kLast.Has(Word(behind))) {
      return false;  // "the final home games".
    }
  }
  return true;
}

/// A round of a cup, or a match in one: "the semi-final", "the second leg", "a replay".
bool CompetitionReader::IsStage(TokenIndex token, TokenRange sentence) const {
  static constexpr WordList kStages = {
      "semi-final",   "semi-finals",    "semifinal",   "semifinals",    "quarter-final",
      "last-16",      "quarter-finals", "replay",      "quarterfinals", "quarterfinal",
      "knockout",     "knockouts",      "knock-out",   "aggregate",     "semi-finalists",
      "first-leg",    "second-leg",     "tie",         "ties",          "replays",
      "third-round",  "fourth-round",   "last-eight",  "semi-finalist", "last-four",
      "second-round", "first-round",    "fifth-round", "group-stage",   "showpiece"};
  static constexpr WordList kNth = {"first",  "second",  "third", "fourth", "fifth", "sixth",
                                    "return", "opening", "away",  "home",   "last",  "previous"};
  static constexpr WordList kGroups = {
      "stage", "stages", "a",    "b", "c",   "d",   "e",     "f",    "g",    "h",
      "i",     "j",      "k",    "l", "one", "two", "three", "four", "five", "six",
      "seven", "eight",  "nine", "1", "2",   "3",   "4",     "5",    "6",    "7"};
  static_assert(std::all_of(kStages.begin(), kStages.end(),
                            [](std::string_view stage) { return kStageWords.Has(stage); }));
  const std::string_view word = Word(token);
  if (!kStageWords.Has(word)) {
    return false;
  }
  const std::string_view before = token > sentence.begin ? Word(token - 1) : "";
  const std::string_view behind = token + 1 < sentence.end ? Word(token + 1) : "";
  if (kStages.Has(word)) {
    // "to tie him down", "cup ties": of any cup.
    return before != "to" && before != "not" && !(word == "ties" && before == "cup");
  }
  if (word == "final") {
    static constexpr WordList kBefore = {"the", "a", "this", "cup", "'s", "grand", "our", "their"};
    return (kBefore.Has(before) ||
            (token > sentence.begin && document_.tokens[token - 1].Has(kNumberToken))) &&
           IsTheFinal(token, sentence.end);
  }
  if (word == "leg" || word == "round") {
    return kNth.Has(before) || (word == "round" && behind == "of");
  }
  if (before == "last") {
    // "the last eight", but not "the last four all ended 1-1", "the last eight years".
    static constexpr WordList kRounds = {"16", "eight", "four", "sixteen", "32"};
    static constexpr WordList kCounted = {"games",   "years", "matches",  "seasons",
                                          "all",     ",",     "fixtures", "months",
                                          "minutes", "of",    "weeks",    "have"};
    return kRounds.Has(word) && !kCounted.Has(behind);
  }
  return (word == "group" && kGroups.Has(behind)) || (word == "phase" && before == "league") ||
         (word == "competition" && before == "the" && behind != "for");
}

bool CompetitionReader::HasStage(const Sentence& sentence) const {
  const TokenRange range = sentence.tokens;
  for (TokenIndex token = range.begin; sentence.Has(WordMark::kStage) && token < range.end;
       ++token) {
    if (document_.tokens[token].Has(WordMark::kStage) && IsStage(token, range)) {
      return true;
    }
  }
  return false;
}

/// For each sentence the competitions spoken of last before it, in one pass over the article.
void CompetitionReader::ReadTopics() {
  topics_.assign(document_.sentences.size(), Topics());
  MentionIndex index = 0;
  Topics now;
  for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
    topics_[sentence] = now;
    for (; index < document_.mentions.size() && document_.mentions[index].sentence == sentence;
         ++index) {
      if (!IsCompetition(index) || IsAttribute(index)) {
        continue;
      }
      const EntityIndex competition = document_.mentions[index].entity;
      now.last = IsAside(sentence) ? now.last : competition;
      if (IsLeague(document_.entities[competition]) || IsWonIn(competition, sentence)) {
        continue;
      }
      now.cup = competition;
      // There are no legs in the FA Cup.
      const bool legs = document_.entities[competition].name != "FA Cup";
      now.cup_with_legs = legs ? competition : now.cup_with_legs;
    }
  }
}

/// The cup spoken of last before the sentence; kNone if there is none.
EntityIndex CompetitionReader::CupBefore(SentenceIndex sentence) const {
  static constexpr WordList kLegs = {"leg", "legs", "first-leg", "second-leg"};
  return HasWord(document_.sentences[sentence].tokens, kLegs) ? topics_[sentence].cup_with_legs
                                                              : topics_[sentence].cup;
}

/// The first sentence that names a cup: no stage before it is of any. kNone if none does.
SentenceIndex CompetitionReader::FirstWithCup() const {
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    if (IsCompetition(index) && !IsLeague(document_.entities[document_.mentions[index].entity])) {
      return document_.mentions[index].sentence;
    }
  }
  return kNone;
}

/// "In the other semi-final, Roma beat Lyon": of the cup spoken of last.
EntityIndex CompetitionReader::CupOfStage(SentenceIndex sentence) const {
  if (sentence <= first_with_cup_) {
    return kNone;
  }
  return HasStage(document_.sentences[sentence]) ? CupBefore(sentence) : kNone;
}

/// The cup that the article opens with: its headline, or one of the two sentences after it.
EntityIndex CompetitionReader::CupOfOpening() const {
  constexpr SentenceIndex kOpening = 3;
  EntityIndex one_match = kNone;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    if (mention.sentence >= kOpening) {
      break;
    }
    if (IsCompetition(index) && !IsAttribute(index) &&
        !IsLeague(document_.entities[mention.entity]) &&
        !IsWonIn(mention.entity, mention.sentence) && !IsPrize(mention) &&
        !TellsOfLongAgo(mention.sentence)) {
      if (!kOneMatchCups.Has(document_.entities[mention.entity].name)) {
        return mention.entity;
      }
      one_match = mention.entity;  // Other matches are of another cup, if one is named.
    }
  }
  return one_match;
}

/// The cup that the article opens with, if it still speaks of it where the sentence begins.
EntityIndex CompetitionReader::CupOfArticleAt(SentenceIndex sentence) const {
  const EntityIndex last = topics_[sentence].last;
  return last == kNone || last == opening_ ? opening_ : kNone;
}

/// "won the cup in 1995": told of what somebody has, and not of a match.
bool CompetitionReader::IsPrize(const Mention& competition) const {
  static constexpr WordList kWins = {"won",    "win",      "winning", "wins",
                                     "lifted", "lift",     "lifting", "claimed",
                                     "retain", "retained", "winner",  "reigning"};
  constexpr TokenIndex kTokensMax = 4;
  const TokenIndex begin = competition.tokens.begin;
  const TokenIndex first = document_.sentences[competition.sentence].tokens.begin;
  const TokenIndex from = begin - std::min(begin - first, kTokensMax);
  return HasWord({from, begin}, kWins);
}

/// "having already beaten them in the League Cup earlier this season": told in passing.
bool CompetitionReader::IsAside(SentenceIndex sentence) const {
  return document_.sentences[sentence].Has(WordMark::kEarlier) &&
         HasWord(document_.sentences[sentence].tokens, kEarlier);
}

/// "a friendly with Roma", "Sunday's league game", "scored on his debut against Roma": another
/// match than those of the cup that the article is about.
bool CompetitionReader::IsAnotherMatch(const Candidate& match) const {
  const Sentence& sentence = document_.sentences[match.fact.evidence.front()];
  return (sentence.Has(WordMark::kOtherMatch) && HasWord(sentence.tokens, kOtherMatches)) ||
         IsLongAgo(match);
}

/// More than some days before the article, or at a time that is no day.
bool CompetitionReader::IsLongAgo(const Candidate& match) const {
  constexpr int kDaysMax = 3;
  const std::string& date = match.fact.date.text;
  if (!match.dated || date.empty()) {
    return false;
  }
  const std::optional<Date> day = ParseIsoDay(date);
  return !day || !document_.date || document_.date->epoch_days - day->epoch_days > kDaysMax;
}

/// "scored in a defeat in the cup final in March": an old match, and no cup of today.
bool CompetitionReader::TellsOfLongAgo(SentenceIndex sentence) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& match) {
    return IsMatch(match) && match.fact.evidence.front() == sentence && IsLongAgo(match);
  });
}

bool CompetitionReader::NamesCompetition(SentenceIndex sentence) const {
  const Sentence& at = document_.sentences[sentence];
  for (MentionIndex mention = at.mention_begin; mention < at.mention_end; ++mention) {
    if (IsCompetition(mention) && !IsAttribute(mention)) {
      return true;
    }
  }
  return false;
}

/// "made 200 appearances in Serie A and helped to beat Juventus": another matter begins.
bool CompetitionReader::AndBetween(TokenIndex begin, TokenIndex end) const {
  for (TokenIndex token = begin; token < end; ++token) {
    const std::string_view word = document_.Folded(document_.tokens[token]);
    if (word == "and" || word == "but" || word == "while") {
      return true;
    }
  }
  return false;
}

/// "their FA Cup defeat by Leeds was followed by a defeat at Roma": the competition right in front
/// of one match's noun is not that of another.
bool CompetitionReader::IsOfOtherMatch(const Mention& competition, const Candidate& match) const {
  constexpr TokenIndex kWordsMax = 3;
  const TokenIndex end = competition.tokens.end;
  if (match.trigger >= end && match.trigger - end < kWordsMax) {
    return false;
  }
  // "their 5-1 Champions League win and last week's win over Roma": the next word's match has it.
  static constexpr WordList kMatchNouns = {"win",  "victory", "defeat", "draw",    "loss",
                                           "exit", "triumph", "match",  "matches", "game"};
  if (end < document_.tokens.size() && match.trigger != kNone && match.trigger > end &&
      !IsLeague(document_.entities[competition.entity]) &&
      kMatchNouns.Has(document_.Folded(document_.tokens[end])) && AndBetween(end, match.trigger)) {
    return true;
  }
  // "in eight La Liga matches since their draw with Inter".
  for (TokenIndex token = end; match.trigger != kNone && token < match.trigger; ++token) {
    if (document_.Folded(document_.tokens[token]) == "since") {
      return true;
    }
  }
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const bool same = std::minmax(other.fact.subject, other.fact.object) ==
                      std::minmax(match.fact.subject, match.fact.object);
    return IsMatch(other) && !same && other.trigger != kNone && other.trigger >= end &&
           other.trigger - end < kWordsMax && other.fact.rule.starts_with("noun/");
  });
}

/// "the game with Croatia but is ready for a cup tie": told of another match than the one before.
bool CompetitionReader::IsLaterMatter(TokenIndex match, TokenIndex competition) const {
  static constexpr WordList kThen = {"before", "but", "ahead"};
  constexpr TokenIndex kTokensMax = 16;
  return competition - match > kTokensMax || HasWord({match, competition}, kThen);
}

/// Of recent matches: one of the sides was not in it, as the register knows.
bool CompetitionReader::IsKnownOther(const Candidate& match, EntityIndex competition) const {
  const uint32_t contest = document_.entities[competition].register_entry;
  if (contest == kNone || document_.year == 0 || IsLongAgo(match)) {
    return false;
  }
  const YearSpan seasons = SeasonsAbout(document_);
  const auto was_not_in = [&](EntityIndex club) {
    const Entity& side = document_.entities[club];
    return !side.women && names_.WasNotIn(contest, side.name, side.nationality, seasons);
  };
  return was_not_in(match.fact.subject) || was_not_in(match.fact.object);
}

/// The competition named in the sentence of a match, if only one that a side is known not to have
/// been in (`known_others`); kNone if there is none.
EntityIndex CompetitionReader::CompetitionBeside(const Candidate& match, bool known_others) const {
  const Sentence& sentence = document_.sentences[match.fact.evidence.front()];
  EntityIndex competition = kNone;
  uint32_t distance = kCompetitionTokensMax;
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (!IsCompetition(mention) || IsAttribute(mention) ||
        IsOfOtherMatch(document_.mentions[mention], match) ||
        (!known_others && IsKnownOther(match, document_.mentions[mention].entity))) {
      continue;
    }
    // "won the FA Cup in 1995 and scored a winner against Wimbledon the year before".
    if (token < match.trigger && match.trigger != kNone && AndBetween(token, match.trigger) &&
        IsWonIn(document_.mentions[mention].entity, match.fact.evidence.front())) {
      continue;
    }
    if (token > match.trigger && IsLaterMatter(match.trigger, token)) {
      continue;
    }
    uint32_t away = token > match.trigger ? token - match.trigger : match.trigger - token;
    away += token < match.trigger && AndBetween(token, match.trigger) ? kOtherClause : 0;
    if (away < distance) {
      distance = away;
      competition = document_.mentions[mention].entity;
    }
  }
  return competition;
}

/// "Leeds beat Burnley", and far below "his first league goal": the one competition that the report
/// of a match names, if it is a league that both sides may be in.
EntityIndex CompetitionReader::LeagueOfReport(const Candidate& match) const {
  constexpr SentenceIndex kOpening = 3;
  const SentenceIndex sentence = match.fact.evidence.front();
  if (sentence >= kOpening || match.fact.relation == Relation::kPlayedAgainst ||
      HasStage(document_.sentences[sentence])) {
    return kNone;
  }
  EntityIndex found = kNone;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const EntityIndex competition = document_.mentions[index].entity;
    if (!IsCompetition(index) || IsAttribute(index) || competition == found) {
      continue;
    }
    if (found != kNone || !IsLeague(document_.entities[competition])) {
      return kNone;
    }
    found = competition;
  }
  const auto may_enter = [&](EntityIndex club) {
    return MayEnter(names_, document_.entities[club], document_.entities[found]);
  };
  return found != kNone && may_enter(match.fact.subject) && may_enter(match.fact.object) ? found
                                                                                         : kNone;
}

/// Both sides of a match play in its competition.
void CompetitionReader::FindOfMatches() {
  for (const Candidate& match : candidates_) {
    if (!IsMatch(match)) {
      continue;
    }
    const SentenceIndex sentence = match.fact.evidence.front();
    EntityIndex competition = kNone;
    std::string_view rule = "document/competition-of-match";
    if (match.fact.modality != Modality::kHoped) {
      competition = CompetitionBeside(match, /*known_others=*/false);
      competition = competition == kNone ? CupOfStage(sentence) : competition;
      competition =
          competition == kNone ? CompetitionBeside(match, /*known_others=*/true) : competition;
    }
    if (competition == kNone && !NamesCompetition(sentence) && !IsAnotherMatch(match)) {
      competition = CupOfArticleAt(sentence);
      rule = "document/cup-of-the-article";
    }
    if (competition == kNone && !IsAnotherMatch(match)) {
      competition = LeagueOfReport(match);
      rule = "document/league-of-the-report";
    }
    if (competition == kNone) {
      continue;
    }
    for (const EntityIndex side : {match.fact.subject, match.fact.object}) {
      found_.push_back(DerivedCandidate(match, Relation::kPlaysIn, side, competition, rule));
      found_.back().fact.modality = Modality::kAsserted;
      if (!match.season.empty()) {
        found_.back().fact.date.text = match.season;
        found_.back().dated = true;
      }
    }
  }
}

/// "the former Roma striker": that club has no part in what he does now.
bool CompetitionReader::WasElsewhere(MentionIndex club) const {
  return std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                     [&](const Description& description) {
                       return description.organisation == club && description.former;
                     });
}

/// "Roma await the winners of the replay between Lyon and Lille": whoever is named where a stage of
/// a cup is spoken of takes part in it.
void CompetitionReader::FindByStages() {
  if (first_with_cup_ == kNone) {
    return;
  }
  const auto end = static_cast<SentenceIndex>(document_.sentences.size());
  for (SentenceIndex sentence = first_with_cup_ + 1; sentence < end; ++sentence) {
    const EntityIndex cup = CupOfStage(sentence);
    if (cup == kNone || NamesCompetition(sentence)) {
      continue;
    }
    const TokenRange range = document_.sentences[sentence].tokens;
    for (TokenIndex token = range.begin; token < range.end; ++token) {
      const MentionIndex index = document_.tokens[token].mention;
      if (index == kNone || document_.mentions[index].tokens.begin != token ||
          document_.mentions[index].doubtful || WasElsewhere(index)) {
        continue;
      }
      const EntityIndex club = document_.mentions[index].entity;
      if (club != kNone && document_.entities[club].type == EntityType::kClub) {
        found_.push_back(TodaysFact(document_, Relation::kPlaysIn, club, cup, sentence,
                                    "document/stage-of-the-cup"));
      }
    }
  }
}

/// "the cup exit", "his first league goal": something that happens to whoever plays there.
bool CompetitionReader::IsOfOwnMatch(MentionIndex competition) const {
  static constexpr WordList kOwn = {
      "win",      "exit",       "tie",           "defeat",    "draw",        "game",      "games",
      "match",    "semi-final", "semi-finals",   "opener",    "clash",       "campaign",  "debut",
      "goal",     "appearance", "appearances",   "qualifier", "elimination", "fixture",   "victory",
      "loss",     "run",        "quarter-final", "play-off",  "last-16",     "round",     "outing",
      "fixtures", "matches",    "triumph",       "squad",     "semifinal",   "qualifiers"};
  const Mention& mention = document_.mentions[competition];
  const TokenIndex end = document_.sentences[mention.sentence].tokens.end;
  for (TokenIndex at = mention.tokens.end; at < std::min(mention.tokens.end + 2, end); ++at) {
    if (kOwn.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "against Roma", "a win over Roma": the other side of somebody's match.
bool CompetitionReader::IsOtherSide(MentionIndex club) const {
  static constexpr WordList kBefore = {"at", "with", "over", "against", "to", "by", "v"};
  const Mention& mention = document_.mentions[club];
  return mention.tokens.begin > document_.sentences[mention.sentence].tokens.begin &&
         kBefore.Has(Word(mention.tokens.begin - 1));
}

/// The club of the player or manager named last, in a sentence that names no club but an opponent.
EntityIndex CompetitionReader::ClubImplied(SentenceIndex sentence) const {
  EntityIndex found = kNone;
  EntityIndex opponent = kNone;
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    const EntityIndex entity = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (entity == kNone) {
      continue;
    }
    const EntityType type = document_.entities[entity].type;
    if (type == EntityType::kClub) {
      if (!IsOtherSide(mention) || (opponent != kNone && opponent != entity)) {
        return kNone;
      }
      opponent = entity;
    }
    const EntityIndex club = document_.entities[entity].affiliation;
    if ((type == EntityType::kPlayer || type == EntityType::kManager) && club != kNone &&
        document_.entities[club].type == EntityType::kClub) {
      found = club;
    }
  }
  return found == opponent ? kNone : found;
}

/// "Ward was booed after the cup exit": whose, is not said beside it.
void CompetitionReader::FindOwn() {
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    if (!IsCompetition(index) || IsAttribute(index) || !IsOfOwnMatch(index)) {
      continue;
    }
    const Mention& mention = document_.mentions[index];
    const EntityIndex club = ClubImplied(mention.sentence);
    if (club != kNone) {
      found_.push_back(TodaysFact(document_, Relation::kPlaysIn, club, mention.entity,
                                  mention.sentence, "document/own-match"));
    }
  }
}

}  // namespace

void MarkCompetitionWords(WordMarks& marks) {
  marks.AddAll(WordMark::kStage, kStageWords);
  marks.AddAll(WordMark::kOtherMatch, kOtherMatches);
  marks.AddAll(WordMark::kEarlier, kEarlier);
}

void FindCompetitions(const Document& document, const NameRegister& names,
                      std::vector<Candidate>& candidates) {
  CompetitionReader(document, names, candidates).Run();
}

}  // namespace rondo::articles
