// Stage 8, across sentences: who cannot play in the match that the article is about. A preview
// tells it in the present ("Small is suspended", "they are without Small"), a report in the past;
// which match it is stands in the opening, and whose players they are is known by then.

#include <algorithm>
#include <optional>
#include <vector>

#include "tools/articles/extraction.h"
#include "tools/articles/match_teams.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr WordList kAbsent = {"suspended", "unavailable", "absent",  "sidelined", "ineligible",
                              "cup-tied",  "missing",     "injured", "banned",    "out"};
constexpr WordList kDoubtful = {"doubtful", "doubt", "doubts", "test", "touch-and-go"};
constexpr WordList kNow = {"is",   "are",   "remain", "remains", "'s", "'re", "will",
                           "been", "faces", "face",   "wo",      "ca", "can", "cannot"};
constexpr WordList kThen = {"was", "were", "been", "did"};
// What somebody does who is there.
constexpr WordList kReady = {"available", "fit",     "ready",  "involved", "risked",   "part",
                             "play",      "feature", "travel", "squad",    "featured", "selected"};
constexpr WordList kNot = {"not", "n't", "no", "cannot"};
// Behind "play", of one match.
constexpr WordList kPlayEnds = {".",    ",",       "because", "at",      "on",       "against",
                                "and",  "due",     "after",   "tonight", "tomorrow", "this",
                                "with", "through", "but",     "sunday",  "saturday", "any"};
// Between a name and its state.
constexpr WordList kStill = {"still", "both", "all", "also", "already", "again", "currently"};
// Whose match it is, and from which squad.
constexpr WordList kMatches = {
    "game",    "match",     "clash",    "tie",        "trip",          "visit",     "win",
    "victory", "defeat",    "draw",     "loss",       "final",         "derby",     "opener",
    "leg",     "fixture",   "friendly", "squad",      "side",          "team",      "games",
    "matches", "encounter", "meeting",  "semi-final", "quarter-final", "qualifier", "success"};
// Behind "out".
constexpr WordList kOuts = {"injured", "with",  "through", "and", "but",   ",",     ".",
                            "due",     "after", "for",     "(",   "until", "again", "here"};
// What a manager did who did not want him there.
constexpr WordList kLeftOut = {"dropped", "omitted", "rested", "resting", "omitting"};
constexpr WordList kLeaves = {"left", "leaving", "leave", "leaves"};
// Beside the name: "the suspended Small".
constexpr WordList kStates = {"suspended", "injured",    "absent",      "ill",
                              "cup-tied",  "ineligible", "unavailable", "sidelined"};
constexpr WordList kStandsIn = {"place", "without",  "deputised", "deputising",  "filling",
                                "stood", "standing", "stand-in",  "alternative", "cover"};
// What goes on for longer than a match, or is about something else.
constexpr WordList kOtherwise = {"season",   "months",   "transfer", "contract", "summer",
                                 "goal",     "goals",    "million",  "world",    "career",
                                 "record",   "club",     "years",    "ago",      "last",
                                 "previous", "training", "trained",  "campaign"};
constexpr WordList kUnreal = {"if",       "could", "would", "return", "returns",
                              "returned", "may",   "might", "back"};
// Where another matter begins.
constexpr WordList kBreaks = {"while", "but",  ";",       "although", "after",
                              "as",    "when", "whereas", "though",   "because"};
// Of whom a preview is not sure.
constexpr WordList kConcerns = {"concerns", "doubts", "doubt", "worries", "worry", "concern"};
constexpr WordList kFitness = {"involvement", "fitness", "availability", "participation"};

// In front of "of": whom a side has lost for a match.
constexpr WordList kStripped = {"stripped", "deprived", "shorn", "robbed"};
// "the services of", of whoever is missing.
constexpr WordList kServices = {"services", "influence", "presence"};
constexpr WordList kLacks = {"missing", "without", "denied", "lacking", "lacked", "missed"};

// Every word that may tell an absence.
constexpr WordList kTriggers = {
    "without",    "missing",     "suspended", "injured",      "absent",    "ill",      "cup-tied",
    "ineligible", "unavailable", "sidelined", "banned",       "out",       "of",       "over",
    "whether",    "dropped",     "omitted",   "rested",       "resting",   "omitting", "doubtful",
    "doubt",      "doubts",      "test",      "touch-and-go", "available", "fit",      "ready",
    "involved",   "risked",      "part",      "play",         "feature",   "travel",   "squad",
    "featured",   "selected",    "misses",    "sits",         "miss",      "missed",   "sat",
    "serves",     "serving",     "begins",    "starts",       "completes"};

template <std::size_t kSize>
constexpr bool AreTriggers(const WordList<kSize>& words) {
  return std::all_of(words.begin(), words.end(),
                     [](std::string_view word) { return kTriggers.Has(word); });
}
static_assert(AreTriggers(kAbsent) && AreTriggers(kDoubtful) && AreTriggers(kReady) &&
              AreTriggers(kLeftOut) && AreTriggers(kStates));

/// Tells an absence only behind words of its own: "the absence of", "concerns over".
bool IsTie(std::string_view word) { return word == "of" || word == "over"; }

constexpr SentenceIndex kOpening = 4;

/// Of a match that is told in the opening.
bool IsOpening(const Candidate& match) {
  return IsMatch(match) && match.fact.modality != Modality::kHoped &&
         match.fact.subject != match.fact.object && match.fact.evidence.front() < kOpening;
}

class AbsenceReader : private ArticleView {
 public:
  AbsenceReader(const Document& document, const Knowledge& knowledge,
                std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {
    if (std::any_of(candidates.begin(), candidates.end(), IsOpening)) {
      teams_.emplace(document, knowledge, candidates);
    }
  }

  void Run() {
    const Candidate* const opening = MatchOfOpening();
    const Told main = opening == nullptr ? Told() : ToldBy(*opening, IsPlayed(*opening));
    CollectOthers(main);
    auto next = others_.begin();
    const Told* near = nullptr;
    for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
      match_ = main;
      beside_ = false;
      ReadSentence(sentence);
      for (; next != others_.end() && next->fact.evidence.front() <= sentence; ++next) {
        near = &*next;
      }
      if (near != nullptr && near->fact.evidence.front() + kNear >= sentence) {
        match_ = *near;
        beside_ = true;
        ReadSentence(sentence);
      }
    }
  }

 private:
  /// A match that is told.
  struct Told {
    Fact fact;
    bool dated = false;
    bool played = false;

    bool IsOf(EntityIndex team) const {
      return team != kNone && (fact.subject == team || fact.object == team);
    }
  };
  static constexpr SentenceIndex kNear = 3;

  static Told ToldBy(const Candidate& match, bool played) {
    return {.fact = match.fact, .dated = match.dated, .played = played};
  }
  void CollectOthers(const Told& main);
  EntityIndex TeamOf(const Entity& person, EntityIndex player) const;
  const Candidate* MatchOfOpening() const;
  bool IsPlayed(const Candidate& match) const;
  void ReadSentence(SentenceIndex sentence);
  void ReadAt(TokenIndex at);
  bool IsMain(EntityIndex team) const { return teams_ && teams_->IsMain(team); }
  bool IsSide(EntityIndex team) const { return beside_ ? match_.IsOf(team) : IsMain(team); }
  bool IsOfAnotherMatter(TokenIndex at) const;
  bool IsPlayerNext(TokenIndex at) const;
  bool IsReadiness(TokenIndex at) const;
  EntityIndex OpponentBehind(TokenIndex at) const;
  MentionIndex PlayerBehindWith(TokenIndex at) const;
  MentionIndex WhoMissesOut(TokenIndex at) const;
  bool TellsWhoIsMissing(TokenIndex at) const;
  bool IsOfServices(TokenIndex at) const;
  bool IsWithout(TokenIndex at) const;
  bool IsStateBeside(TokenIndex at) const;
  MentionIndex PlayerBefore(TokenIndex at, bool negated) const;
  bool IsUnreal() const;
  bool IsOpponent(const Mention& club) const;
  TokenIndex BeginOfBracket(TokenIndex end) const;
  void AddList(MentionIndex last, bool doubtful);
  void AddBehind(TokenIndex at, bool doubtful);
  MentionIndex PlayerAt(TokenIndex at) const;
  void Add(MentionIndex player, bool doubtful);

  std::vector<Candidate>& candidates_;
  std::optional<MatchTeams> teams_;  // Of the match that the article opens with.
  std::vector<Told> others_;         // But for the one that the article opens with, in their order.
  Told match_;                       // The one looked at; of nobody where there is none.
  bool beside_ = false;              // It is not the one that the article opens with.
  TokenRange range_;                 // Of the sentence that is being read.
  EntityIndex opponent_ = kNone;     // Named beside the absence that is being read.

  std::string_view WordAt(TokenIndex at) const {
    return range_.contains(at) ? Word(at) : std::string_view(".");
  }
};

/// Those whose absentees their own sentences tell: what lies ahead, or has a result.
void AbsenceReader::CollectOthers(const Told& main) {
  for (const Candidate& match : candidates_) {
    const bool result = match.fact.relation != Relation::kPlayedAgainst;
    if (IsMatch(match) && match.fact.modality != Modality::kHoped && (result || !match.past) &&
        match.fact.subject != match.fact.object &&
        !(main.IsOf(match.fact.subject) && main.IsOf(match.fact.object))) {
      others_.push_back(ToldBy(match, result));
    }
  }
  std::stable_sort(others_.begin(), others_.end(), [](const Told& one, const Told& other) {
    return one.fact.evidence.front() < other.fact.evidence.front();
  });
}

/// For whom he plays, of the two sides if they are known.
EntityIndex AbsenceReader::TeamOf(const Entity& person, EntityIndex player) const {
  if (opponent_ != kNone) {
    return person.affiliation;
  }
  if (!beside_) {
    return teams_->MainTeamOf(player);
  }
  return match_.IsOf(person.affiliation)          ? person.affiliation
         : match_.IsOf(person.second_affiliation) ? person.second_affiliation
                                                  : kNone;
}

/// The one match that the article opens with.
const Candidate* AbsenceReader::MatchOfOpening() const {
  const Candidate* found = nullptr;
  for (const Candidate& match : candidates_) {
    const Fact& fact = match.fact;
    if (!IsOpening(match)) {
      continue;
    }
    const bool same = found == nullptr || (IsMain(fact.subject) && IsMain(fact.object));
    found = same ? &match : found;
  }
  return found != nullptr && IsMain(found->fact.subject) && IsMain(found->fact.object) ? found
                                                                                       : nullptr;
}

bool AbsenceReader::IsPlayed(const Candidate& match) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const bool same =
        (other.fact.subject == match.fact.subject && other.fact.object == match.fact.object) ||
        (other.fact.subject == match.fact.object && other.fact.object == match.fact.subject);
    return same && IsMatch(other) && other.fact.evidence.front() < kOpening &&
           other.fact.relation != Relation::kPlayedAgainst;
  });
}

MentionIndex AbsenceReader::PlayerAt(TokenIndex at) const {
  const MentionIndex mention = range_.contains(at) ? At(at).mention : kNone;
  return mention != kNone && !MentionOf(mention).doubtful && MentionOf(mention).entity != kNone &&
                 document_.entities[MentionOf(mention).entity].type == EntityType::kPlayer
             ? mention
             : kNone;
}

/// "Small is still suspended": whose state it is.
MentionIndex AbsenceReader::PlayerBefore(TokenIndex at, bool negated) const {
  const TokenIndex kWordsMax = negated ? 7 : 5;
  bool be = false;
  bool no = false;
  for (TokenIndex before = at; before-- > range_.begin && at - before <= kWordsMax;) {
    const std::string_view word = Word(before);
    const bool any = opponent_ != kNone && (kThen.Has(word) || kNow.Has(word));
    be = be || any || (match_.played ? kThen.Has(word) : kNow.Has(word));
    no = no || kNot.Has(word);
    if (kUnreal.Has(word) || (no && !negated)) {
      return kNone;
    }
    if (const MentionIndex player = PlayerAt(before); player != kNone) {
      return be && no == negated && !MentionOf(player).possessive ? player : kNone;
    }
  }
  return kNone;
}

void AbsenceReader::ReadSentence(SentenceIndex sentence) {
  range_ = document_.sentences[sentence].tokens;
  if (!document_.sentences[sentence].Has(WordMark::kAbsence)) {
    return;
  }
  for (TokenIndex at = range_.begin; at < range_.end; ++at) {
    const bool behind = at > range_.begin && At(at - 1).Has(WordMark::kAbsence);
    if ((At(at).Has(WordMark::kAbsence) || (behind && IsTie(Word(at)))) &&
        kTriggers.Has(Word(at))) {
      ReadAt(at);
    }
  }
}

/// Around it the same clause names another opponent, or speaks of longer times.
bool AbsenceReader::IsOfAnotherMatter(TokenIndex at) const {
  constexpr TokenIndex kAround = 14;
  const auto is_other = [&](TokenIndex token) {
    const MentionIndex index = At(token).mention;
    const EntityIndex named = index == kNone ? kNone : MentionOf(index).entity;
    return kOtherwise.Has(Word(token)) ||
           (IsClub(named) && !IsSide(named) &&
            (IsOpponent(MentionOf(index)) ||
             (match_.played && !document_.entities[named].national_team)));
  };
  for (TokenIndex token = at; token < std::min(at + kAround, range_.end); ++token) {
    if (kBreaks.Has(Word(token)) && token > at) {
      break;
    }
    if (is_other(token)) {
      return true;
    }
  }
  for (TokenIndex token = at; token > range_.begin && at - token < kAround;) {
    --token;
    if (kBreaks.Has(Word(token))) {
      break;
    }
    if (is_other(token)) {
      return true;
    }
  }
  return false;
}

/// "They are without", "missing", "Without": whom, stands behind it.
bool AbsenceReader::IsWithout(TokenIndex at) const {
  const std::string_view before = at > range_.begin ? Word(at - 1) : std::string_view();
  const std::string_view behind = WordAt(at + 1);
  if (Word(at) == "without") {
    static constexpr WordList kGoesOn = {"be", "already", "still", "cope", "again", "even"};
    const bool now = (at == range_.begin && !IsUnreal()) || kNow.Has(before) || kGoesOn.Has(before);
    const bool then = kThen.Has(before) || kStates.Has(behind) || before == "even" ||
                      before == "already" || before == "still";
    return match_.played ? then : now;
  }
  return Word(at) == "missing" && behind != "," && (kNow.Has(before) || kThen.Has(before)) &&
         match_.played == kThen.Has(before);
}

/// "in place of the suspended Small".
bool AbsenceReader::IsStateBeside(TokenIndex at) const {
  constexpr TokenIndex kBefore = 5;
  if (!kStates.Has(Word(at))) {
    return false;
  }
  for (TokenIndex before = at; before-- > range_.begin && at - before <= kBefore;) {
    if (kStandsIn.Has(Word(before))) {
      return true;
    }
  }
  return false;
}

/// Whoever is not there is named behind it.
bool AbsenceReader::TellsWhoIsMissing(TokenIndex at) const {
  const std::string_view word = Word(at);
  const std::string_view before = at > range_.begin ? Word(at - 1) : std::string_view();
  if (IsWithout(at) || IsStateBeside(at)) {
    return true;
  }
  if (word == "of" && before == "absence") {
    const std::span<const Token> words = document_.Tokens(range_);
    return match_.played || std::none_of(words.begin(), words.end(), [&](const Token& token) {
             return kThen.Has(document_.Folded(token));
           });
  }
  if (word == "of" && (kStripped.Has(before) || IsOfServices(at))) {
    return true;
  }
  const bool out = match_.played && word == "out" && kLeaves.Has(before) && WordAt(at + 1) != "of";
  return out || (match_.played && kLeftOut.Has(word) && IsPlayerNext(at + 1));
}

/// "were missing the influence of Small".
bool AbsenceReader::IsOfServices(TokenIndex at) const {
  constexpr TokenIndex kBefore = 4;
  if (at == range_.begin || !kServices.Has(Word(at - 1))) {
    return false;
  }
  for (TokenIndex before = at - 1; before-- > range_.begin && at - before <= kBefore;) {
    if (kLacks.Has(Word(before))) {
      return true;
    }
  }
  return false;
}

/// Of "Roma defender Small" the player, but for words that are none of his titles.
bool AbsenceReader::IsPlayerNext(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 4;
  TokenIndex free = Word(at - 1) == "dropped" ? 1 : 0;  // "dropped to Small": the ball.
  for (TokenIndex token = at; token < std::min(at + kWordsMax, range_.end) && free < 2; ++token) {
    if (PlayerAt(token) != kNone) {
      return true;
    }
    free += At(token).mention == kNone ? 1 : 0;
  }
  return false;
}

/// "available", "play", "in the squad", where it can be of one match.
bool AbsenceReader::IsReadiness(TokenIndex at) const {
  const std::string_view word = Word(at);
  const std::string_view before = at > range_.begin ? Word(at - 1) : std::string_view();
  const std::string_view behind = WordAt(at + 1);
  if (word == "play" || word == "travel" || word == "feature") {
    return kPlayEnds.Has(behind) || (word != "play" && opponent_ != kNone);
  }
  return kReady.Has(word) && (word != "involved" || !match_.played || opponent_ != kNone) &&
         (word != "part" || before == "no");
}

/// "left out of the squad for the game against Roma".
EntityIndex AbsenceReader::OpponentBehind(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 16;
  constexpr TokenIndex kMatchWords = 4;
  TokenIndex match = kMatches.Has(Word(at)) ? at : kNone;
  for (TokenIndex token = at + 1; token < std::min(at + kWordsMax, range_.end); ++token) {
    if (kBreaks.Has(Word(token)) || Word(token) == "and" || kOtherwise.Has(Word(token))) {
      break;
    }
    match = kMatches.Has(Word(token)) ? token : match;
    const MentionIndex index = At(token).mention;
    if (index == kNone || match == kNone || token - match > kMatchWords ||
        MentionOf(index).tokens.begin != token || !IsClub(MentionOf(index).entity) ||
        MentionOf(index).possessive) {
      continue;
    }
    const Mention& club = MentionOf(index);
    const bool the = token > range_.begin && Word(token - 1) == "the";
    if (IsOpponent(club) || (the && token > range_.begin + 1 && kMatches.Has(Word(token - 2)))) {
      return club.entity;
    }
  }
  return kNone;
}

/// "With Small and Fons still out": the last of the list.
MentionIndex AbsenceReader::PlayerBehindWith(TokenIndex at) const {
  constexpr int kFreeMax = 4;
  TokenIndex end = at;
  while (end > range_.begin && kStill.Has(Word(end - 1))) {
    --end;
  }
  const MentionIndex player = end > range_.begin ? PlayerAt(end - 1) : kNone;
  if (player == kNone) {
    return kNone;
  }
  int free = 0;
  for (TokenIndex token = MentionOf(player).tokens.begin; token-- > range_.begin;) {
    if (Word(token) == "with") {
      return player;
    }
    free += At(token).mention == kNone && Word(token) != "," && Word(token) != "and" ? 1 : 0;
    if (free > kFreeMax || kBreaks.Has(Word(token))) {
      break;
    }
  }
  return kNone;
}

/// "Small misses out", "Small serves the last match of his ban".
MentionIndex AbsenceReader::WhoMissesOut(TokenIndex at) const {
  constexpr TokenIndex kBan = 8;
  constexpr TokenIndex kBefore = 3;
  static constexpr WordList kOutNow = {"misses", "sits", "miss"};
  static constexpr WordList kOutThen = {"missed", "sat"};
  static constexpr WordList kServes = {"serves", "serving", "begins", "starts", "completes"};
  static constexpr WordList kBans = {"ban", "suspension"};
  const std::string_view word = Word(at);
  bool out = (match_.played ? kOutThen.Has(word) : kOutNow.Has(word)) && WordAt(at + 1) == "out" &&
             WordAt(at + 2) != "on";
  for (TokenIndex token = at + 1; !match_.played && kServes.Has(word) && token < at + kBan;
       ++token) {
    out = out || kBans.Has(WordAt(token));
  }
  for (TokenIndex before = at; out && before-- > range_.begin && at - before <= kBefore;) {
    if (const MentionIndex player = PlayerAt(before); player != kNone) {
      return MentionOf(player).possessive ? kNone : player;
    }
  }
  return kNone;
}

void AbsenceReader::ReadAt(TokenIndex at) {
  const std::string_view word = Word(at);
  const std::string_view before = at > range_.begin ? Word(at - 1) : std::string_view();
  const std::string_view behind = WordAt(at + 1);
  const bool told = match_.fact.subject != kNone;
  opponent_ = kNone;
  const bool concern =
      !match_.played &&
      ((word == "over" && kConcerns.Has(before)) || (word == "of" && kFitness.Has(before)) ||
       (word == "whether" && (before == "unsure" || before == "sure")));
  if (TellsWhoIsMissing(at) || concern) {
    if (told && !IsOfAnotherMatter(at)) {
      AddBehind(at + 1, concern);
    }
    return;
  }
  if (const MentionIndex player = told ? WhoMissesOut(at) : kNone;
      player != kNone && !IsOfAnotherMatter(at)) {
    AddList(player, false);
    return;
  }
  const bool out = word == "out" && (before == "ruled" || before == "left");
  const bool may_name = kReady.Has(word) || kLeftOut.Has(word) || out ||
                        (kAbsent.Has(word) && (behind == "for" || behind == "from"));
  opponent_ = may_name ? OpponentBehind(at) : kNone;
  const bool doubtful = kDoubtful.Has(word);
  const bool absent = (kAbsent.Has(word) && behind != "by" &&
                       (word != "out" || out || kOuts.Has(behind) || kStill.Has(before))) ||
                      ((match_.played || opponent_ != kNone) && kLeftOut.Has(word));
  const bool not_ready = IsReadiness(at);
  if (!doubtful && !absent && !not_ready) {
    return;
  }
  MentionIndex player = PlayerBefore(at, not_ready);
  player = player == kNone && absent ? PlayerBehindWith(at) : player;
  if (player == kNone || (doubtful && match_.played) ||
      (opponent_ == kNone && (!told || IsOfAnotherMatter(at)))) {
    return;
  }
  AddList(player, doubtful);
  if (behind == "alongside" || behind == "with") {
    AddBehind(at + 2, doubtful);
  }
}

bool AbsenceReader::IsUnreal() const {
  const std::span<const Token> words = document_.Tokens(range_);
  return std::any_of(words.begin(), words.end(),
                     [&](const Token& word) { return kUnreal.Has(document_.Folded(word)); });
}

/// "doubtful for the final against Roma": another match.
bool AbsenceReader::IsOpponent(const Mention& club) const {
  static constexpr WordList kTies = {"against", "with", "v", "at", "to", "over"};
  const TokenIndex begin = club.tokens.begin;
  return begin > range_.begin && kTies.Has(Word(begin - 1));
}

/// "Small (knee) and Fons (calf) are out": where the bracket begins that ends there, if one does.
TokenIndex AbsenceReader::BeginOfBracket(TokenIndex end) const {
  constexpr TokenIndex kWordsMax = 6;
  if (end <= range_.begin || Word(end - 1) != ")") {
    return end;
  }
  for (TokenIndex at = end - 1; at > range_.begin && end - at <= kWordsMax; --at) {
    if (Word(at - 1) == "(") {
      return at - 1;
    }
  }
  return end;
}

/// "Small and Fons are suspended".
void AbsenceReader::AddList(MentionIndex last, bool doubtful) {
  constexpr int kPlayersMax = 6;
  Add(last, doubtful);
  TokenIndex at = MentionOf(last).tokens.begin;
  for (int count = 0; count < kPlayersMax; ++count) {
    while (at > range_.begin && (Word(at - 1) == "and" || Word(at - 1) == ",")) {
      --at;
    }
    at = BeginOfBracket(at);
    const MentionIndex player = at > range_.begin && At(at).mention != At(at - 1).mention &&
                                        at < MentionOf(last).tokens.begin
                                    ? PlayerAt(at - 1)
                                    : kNone;
    if (player == kNone) {
      return;
    }
    Add(player, doubtful);
    last = player;
    at = MentionOf(player).tokens.begin;
  }
}

/// "without the injured Small, Fons and Zed".
void AbsenceReader::AddBehind(TokenIndex at, bool doubtful) {
  constexpr TokenIndex kWordsMax = 6;
  TokenIndex free = 0;
  bool comma = false;  // The last word that joins.
  for (; at < range_.end && free < kWordsMax; ++at) {
    const MentionIndex player = PlayerAt(at);
    if (player != kNone) {
      // "In the absence of Small, Fons will start".
      const std::string_view behind = WordAt(MentionOf(player).tokens.end);
      const bool goes_on = behind == "," || behind == "and" || behind == "or" || behind == "(";
      if (comma && !goes_on) {
        return;
      }
      comma = false;
      Add(player, doubtful);
      at = MentionOf(player).tokens.end - 1;
      free = 0;
      continue;
    }
    const std::string_view word = Word(at);
    if (word == "but" || (word == "as" && Word(at - 1) != "such") || word == "who" ||
        word == "while" || word == ";" || word == "for" || word == "when") {
      return;
    }
    comma = (comma || word == ",") && word != "and" && word != "or";
    ++free;
  }
}

void AbsenceReader::Add(MentionIndex player, bool doubtful) {
  const Mention& mention = MentionOf(player);
  const Entity& person = document_.entities[mention.entity];
  const EntityIndex team = TeamOf(person, mention.entity);
  if (team == kNone || team == opponent_ ||
      (opponent_ != kNone && person.second_affiliation == opponent_)) {
    return;
  }
  const EntityIndex other = opponent_ != kNone            ? opponent_
                            : match_.fact.subject == team ? match_.fact.object
                                                          : match_.fact.subject;
  const bool told =
      std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& known) {
        const bool here =
            beside_ && opponent_ == kNone && known.fact.evidence.front() == mention.sentence;
        return known.fact.subject == mention.entity && (known.fact.object == other || here) &&
               (known.fact.relation == Relation::kMissedMatchAgainst ||
                (match_.played && known.fact.relation == Relation::kScoredAgainst));
      });
  if (told) {
    return;
  }
  candidates_.push_back(TodaysFact(document_, Relation::kMissedMatchAgainst, mention.entity, other,
                                   mention.sentence, "report/absent"));
  Candidate& absence = candidates_.back();
  if (opponent_ != kNone) {
    absence.fact.date.text.clear();
  } else {
    absence.fact.date = match_.fact.date;
    absence.dated = match_.dated;
  }
  if (doubtful) {
    absence.fact.modality = Modality::kHoped;
  }
}

}  // namespace

void MarkAbsenceWords(WordMarks& marks) {
  for (const std::string_view word : kTriggers) {
    if (!IsTie(word)) {
      marks.Add(WordMark::kAbsence, word);
    }
  }
  // In front of those.
  marks.AddAll(WordMark::kAbsence, kConcerns);
  marks.AddAll(WordMark::kAbsence, kFitness);
  marks.AddAll(WordMark::kAbsence, kStripped);
  marks.AddAll(WordMark::kAbsence, kServices);
  marks.Add(WordMark::kAbsence, "absence");
}

void FindAbsences(const Document& document, const Knowledge& knowledge,
                  std::vector<Candidate>& candidates) {
  AbsenceReader(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
