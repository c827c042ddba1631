// Stage 8, across sentences: who cannot play in the match that the article is about. A preview
// tells it in the present ("Small is suspended", "they are without Small"), a report in the past;
// which match it is stands in the opening, and whose players they are is known by then.

#include <algorithm>
#include <vector>

#include "tools/articles/extraction.h"
#include "tools/articles/match_teams.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr WordList kAbsent = {"suspended", "unavailable", "absent",  "sidelined", "ineligible",
                              "cup-tied",  "missing",     "injured", "banned",    "out"};
constexpr WordList kDoubtful = {"doubtful", "doubt", "doubts", "test", "touch-and-go"};
constexpr WordList kNow = {"is", "are", "remain", "remains", "'s", "'re", "will", "been"};
constexpr WordList kThen = {"was", "were", "been"};
constexpr WordList kReady = {"available", "fit", "ready", "involved", "risked", "part"};
constexpr WordList kNot = {"not", "n't", "no"};
// Behind "out".
constexpr WordList kOuts = {"injured", "with", "through", "and", "but", ",", ".", "due", "after"};
// What goes on for longer than a match, or is about something else.
constexpr WordList kOtherwise = {"season", "months",  "transfer", "contract", "summer", "goal",
                                 "goals",  "million", "world",    "career",   "record", "club",
                                 "years",  "ago",     "last",     "previous"};
constexpr WordList kUnreal = {"if",       "could", "would", "return", "returns",
                              "returned", "may",   "might", "back"};
// Of whom a preview is not sure.
constexpr WordList kConcerns = {"concerns", "doubts", "doubt", "worries", "worry", "concern"};
constexpr WordList kFitness = {"involvement", "fitness", "availability", "participation"};

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
      : ArticleView(document, knowledge),
        candidates_(candidates),
        teams_(document, knowledge, candidates) {}

  void Run() {
    const Candidate* const match = MatchOfOpening();
    if (match == nullptr) {
      return;
    }
    match_ = match->fact;
    dated_ = match->dated;
    played_ = IsPlayed(*match);
    for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
      ReadSentence(sentence);
    }
  }

 private:
  const Candidate* MatchOfOpening() const;
  bool IsPlayed(const Candidate& match) const;
  void ReadSentence(SentenceIndex sentence);
  MentionIndex PlayerBefore(TokenIndex at, bool negated) const;
  bool IsUnreal() const;
  bool IsOpponent(const Mention& club) const;
  void AddList(MentionIndex last, bool doubtful);
  void AddBehind(TokenIndex at, bool doubtful);
  MentionIndex PlayerAt(TokenIndex at) const;
  void Add(MentionIndex player, bool doubtful);

  std::vector<Candidate>& candidates_;
  const MatchTeams teams_;
  Fact match_;
  bool dated_ = false;
  bool played_ = false;
  TokenRange range_;  // Of the sentence that is being read.
};

/// The one match that the article opens with.
const Candidate* AbsenceReader::MatchOfOpening() const {
  const Candidate* found = nullptr;
  for (const Candidate& match : candidates_) {
    const Fact& fact = match.fact;
    if (!IsOpening(match)) {
      continue;
    }
    const bool same =
        found == nullptr || (teams_.IsMain(fact.subject) && teams_.IsMain(fact.object));
    found = same ? &match : found;
  }
  return found != nullptr && teams_.IsMain(found->fact.subject) && teams_.IsMain(found->fact.object)
             ? found
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
  constexpr TokenIndex kWordsMax = 5;
  bool be = false;
  bool no = false;
  for (TokenIndex before = at; before-- > range_.begin && at - before <= kWordsMax;) {
    const std::string_view word = Word(before);
    be = be || (played_ ? kThen.Has(word) : kNow.Has(word));
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
  const std::span<const Token> words = document_.Tokens(range_);
  const bool otherwise = std::any_of(words.begin(), words.end(), [&](const Token& word) {
    const EntityIndex named = word.mention == kNone ? kNone : MentionOf(word.mention).entity;
    return kOtherwise.Has(document_.Folded(word)) ||
           (IsClub(named) && !teams_.IsMain(named) &&
            (IsOpponent(MentionOf(word.mention)) ||
             (played_ && !document_.entities[named].national_team)));
  });
  if (otherwise) {
    return;
  }
  for (TokenIndex at = range_.begin; at < range_.end; ++at) {
    const std::string_view word = Word(at);
    const std::string_view before = at > range_.begin ? Word(at - 1) : std::string_view();
    const std::string_view behind = at + 1 < range_.end ? Word(at + 1) : std::string_view(".");
    const bool doubtful = kDoubtful.Has(word);
    if (word == "without" ||
        (word == "missing" && behind != "," && (kNow.Has(before) || kThen.Has(before)))) {
      const bool now = (at == range_.begin && !IsUnreal()) || kNow.Has(before) || before == "be" ||
                       before == "already" || before == "still";
      if (word == "without" ? (played_ ? kThen.Has(before) : now) : played_ == kThen.Has(before)) {
        AddBehind(at + 1, false);
        continue;
      }
    }
    const bool concern = (word == "over" && kConcerns.Has(before)) ||
                         (word == "of" && kFitness.Has(before)) ||
                         (word == "whether" && (before == "unsure" || before == "sure"));
    if (!played_ && concern) {
      AddBehind(at + 1, true);
      continue;
    }
    const bool absent = kAbsent.Has(word) && behind != "by" && (word != "out" || kOuts.Has(behind));
    const bool not_ready =
        kReady.Has(word) && (word != "involved" || !played_) && (word != "part" || before == "no");
    if (!doubtful && !absent && !not_ready) {
      continue;
    }
    const MentionIndex player = PlayerBefore(at, not_ready);
    if (player != kNone && !(doubtful && played_)) {
      AddList(player, doubtful);
    }
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

/// "Small and Fons are suspended".
void AbsenceReader::AddList(MentionIndex last, bool doubtful) {
  constexpr int kPlayersMax = 6;
  Add(last, doubtful);
  TokenIndex at = MentionOf(last).tokens.begin;
  for (int count = 0; count < kPlayersMax; ++count) {
    while (at > range_.begin && (Word(at - 1) == "and" || Word(at - 1) == ",")) {
      --at;
    }
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
  for (; at < range_.end && free < kWordsMax; ++at) {
    const MentionIndex player = PlayerAt(at);
    if (player != kNone) {
      Add(player, doubtful);
      at = MentionOf(player).tokens.end - 1;
      free = 0;
      continue;
    }
    const std::string_view word = Word(at);
    if (word == "but" || word == "as" || word == "who" || word == "while" || word == ";" ||
        word == "for" || word == "when") {
      return;
    }
    ++free;
  }
}

void AbsenceReader::Add(MentionIndex player, bool doubtful) {
  const Mention& mention = MentionOf(player);
  const EntityIndex team = teams_.MainTeamOf(mention.entity);
  if (team == kNone) {
    return;
  }
  const EntityIndex other = match_.subject == team ? match_.object : match_.subject;
  const bool told =
      std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& known) {
        return known.fact.subject == mention.entity && known.fact.object == other &&
               (known.fact.relation == Relation::kMissedMatchAgainst ||
                (played_ && known.fact.relation == Relation::kScoredAgainst));
      });
  if (told) {
    return;
  }
  candidates_.push_back(TodaysFact(document_, Relation::kMissedMatchAgainst, mention.entity, other,
                                   mention.sentence, "report/absent"));
  Candidate& absence = candidates_.back();
  absence.fact.date = match_.date;
  absence.dated = dated_;
  if (doubtful) {
    absence.fact.modality = Modality::kHoped;
  }
}

}  // namespace

void FindAbsences(const Document& document, const Knowledge& knowledge,
                  std::vector<Candidate>& candidates) {
  if (std::any_of(candidates.begin(), candidates.end(), IsOpening)) {
    AbsenceReader(document, knowledge, candidates).Run();
  }
}

}  // namespace rondo::articles
