// Stage 8, across sentences: several rules may read one match, each with another side where the
// sentence names only one. What a sentence says outright of the opponent beats what was implied.

#include <algorithm>

#include "tools/articles/extraction.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// A match that is told in so many first sentences is what the article opens with.
constexpr SentenceIndex kOpeningSentences = 2;
constexpr SentenceIndex kOpeningOfReport = 10;

// Of reports of matches.
constexpr WordList kReportWords = {
    "minute", "minutes",    "half-time", "interval", "visitors", "hosts", "equaliser", "substitute",
    "half",   "goalkeeper", "keeper",    "header",   "box",      "cross", "post",      "opener"};

EntityIndex OtherInOpening(const Document& document, EntityIndex side);

class Settler {
 public:
  Settler(const Document& document, std::vector<Candidate>& candidates)
      : document_(document), candidates_(candidates) {}

  void Run() {
    if (IsOfPredictions()) {
      for (Candidate& match : candidates_) {
        ForgetScore(match);
      }
    }
    for (Candidate& match : candidates_) {
      WinFinal(match);
    }
    Drop([&](const Candidate& match) { return IsToldOtherwise(match); });
    for (Candidate& result : candidates_) {
      if (IsOpen(result)) {
        FindOpponent(result);
      }
    }
    Drop([](const Candidate& match) { return IsOpen(match); });
    AddReturns();
  }

 private:
  static bool IsOpen(const Candidate& match) {
    return match.sides_implied && match.fact.subject == match.fact.object;
  }
  template <typename Test>
  void Drop(Test test);
  bool IsOfPredictions() const;
  static void ForgetScore(Candidate& match);
  bool IsToldOtherwise(const Candidate& implied) const;
  void FindOpponent(Candidate& result) const;
  void WinFinal(Candidate& match) const;
  bool HasWonCup(EntityIndex club, SentenceIndex here) const;
  TokenIndex ReturnIn(SentenceIndex sentence) const;
  const Candidate* MatchNear(SentenceIndex here) const;
  bool HasResult(const Fact& fact) const;
  void AddReturns();

  const Document& document_;
  std::vector<Candidate>& candidates_;
};

/// All are looked at before any goes.
template <typename Test>
void Settler::Drop(Test test) {
  std::vector<bool> dropped(candidates_.size());
  std::transform(candidates_.begin(), candidates_.end(), dropped.begin(), test);
  std::size_t index = 0;
  std::erase_if(candidates_, [&](const Candidate&) { return dropped[index++]; });
}

bool Meets(const Fact& fact, EntityIndex club) {
  return fact.subject == club || fact.object == club;
}

/// "Hull's defeat by Leeds was the third defeat by Leeds": the same sentence names who met them.
bool Settler::IsToldOtherwise(const Candidate& implied) const {
  if (!IsMatch(implied) || (implied.opponent == kNone && !implied.sides_implied)) {
    return false;
  }
  const Fact& fact = implied.fact;
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const bool told = IsMatch(other) && !other.sides_implied &&
                      other.fact.evidence.front() == fact.evidence.front();
    if (told && implied.sides_implied) {
      return Meets(other.fact, fact.subject) || Meets(other.fact, fact.object);
    }
    const bool same = Meets(other.fact, fact.subject) && Meets(other.fact, fact.object);
    return told && other.opponent == kNone && !same && Meets(other.fact, implied.opponent);
  });
}

/// That one of the sentences around says.
bool Settler::HasWonCup(EntityIndex club, SentenceIndex here) const {
  constexpr SentenceIndex kAroundMax = 4;
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& title) {
    const SentenceIndex there = title.fact.evidence.front();
    return title.fact.relation == Relation::kWonCompetition && title.fact.subject == club &&
           title.fact.modality <= Modality::kReported && !title.optional &&
           std::max(here, there) - std::min(here, there) <= kAroundMax;
  });
}

/// "helped Leeds win the cup, scoring in the final against Hull": who won the cup won the final.
void Settler::WinFinal(Candidate& match) const {
  Fact& fact = match.fact;
  const bool final = match.words.find(" final against") != std::string::npos ||
                     match.words.starts_with("final against");
  if (fact.relation != Relation::kPlayedAgainst || fact.modality > Modality::kReported || !final) {
    return;
  }
  const SentenceIndex here = fact.evidence.front();
  const bool first = HasWonCup(fact.subject, here);
  if (first == HasWonCup(fact.object, here)) {
    return;
  }
  fact.relation = Relation::kBeat;
  if (!first) {
    std::swap(fact.subject, fact.object);
  }
}

/// "Leeds face Hull on Sunday. ... They won 2-0": of the matches of that side the nearest.
void Settler::FindOpponent(Candidate& result) const {
  constexpr SentenceIndex kSentencesMax = 3;
  const EntityIndex side = result.fact.subject;
  const SentenceIndex here = result.fact.evidence.front();
  const Candidate* best = nullptr;
  SentenceIndex best_distance = kSentencesMax;
  for (const Candidate& match : candidates_) {
    if (!IsMatch(match) || IsOpen(match) || match.another || !Meets(match.fact, side)) {
      continue;
    }
    const SentenceIndex there = match.fact.evidence.front();
    const SentenceIndex distance = std::max(here, there) - std::min(here, there);
    if (distance < best_distance) {
      best = &match;
      best_distance = distance;
    }
  }
  if (best == nullptr) {
    EntityIndex other = OtherInReport(document_, side);
    other = other == kNone && here < kOpeningOfReport ? OtherInOpening(document_, side) : other;
    if (other != kNone) {
      (result.lost ? result.fact.subject : result.fact.object) = other;
    }
    return;
  }
  if (best->fact.relation != Relation::kPlayedAgainst) {
    return;  // A result already.
  }
  const EntityIndex other = best->fact.subject == side ? best->fact.object : best->fact.subject;
  (result.lost ? result.fact.subject : result.fact.object) = other;
}

/// "the second leg", "a replay": two sides meet twice.
TokenIndex Settler::ReturnIn(SentenceIndex sentence) const {
  static constexpr WordList kSecond = {"second", "return", "reverse", "other", "home", "away"};
  static constexpr WordList kPictures = {"tv",     "var",   "slow-mo", "slow-motion",
                                         "action", "video", "instant"};
  static constexpr WordList kMatches = {"second-leg", "replay", "leg", "fixture", "match",
                                        "game",       "clash",  "tie", "meeting"};
  if (!document_.sentences[sentence].Has(WordMark::kStage)) {
    return kNone;
  }
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex at = range.begin; at < range.end; ++at) {
    const std::string_view word = document_.Folded(document_.tokens[at]);
    if (!kMatches.Has(word)) {
      continue;
    }
    const std::string_view before =
        at > range.begin ? document_.Folded(document_.tokens[at - 1]) : std::string_view();
    const bool again = before == "return" || before == "reverse";
    if (word == "second-leg" || (word == "leg" && kSecond.Has(before)) || again ||
        (word == "replay" && !kPictures.Has(before))) {
      return at;
    }
  }
  return kNone;
}

/// The match told there, else nearest before, else right behind.
const Candidate* Settler::MatchNear(SentenceIndex here) const {
  constexpr SentenceIndex kBefore = 6;
  constexpr SentenceIndex kBehind = 2;
  const Candidate* best = nullptr;
  SentenceIndex best_distance = kNone;
  for (const Candidate& match : candidates_) {
    const SentenceIndex there = match.fact.evidence.front();
    if (!IsMatch(match) || there > here + kBehind || there + kBefore < here) {
      continue;
    }
    const SentenceIndex distance = there > here ? kBefore + there - here : here - there;
    if (distance < best_distance) {
      best_distance = distance;
      best = &match;
    }
  }
  return best;
}

/// "Premier League predictions": what the headline promises, the scores are.
bool Settler::IsOfPredictions() const {
  static constexpr WordList kGuesses = {"predictions", "tipsters", "tipster", "forecasts"};
  return std::any_of(document_.sentences.begin(), document_.sentences.end(),
                     [&](const Sentence& sentence) {
                       const std::span<const Token> tokens = document_.Tokens(sentence.tokens);
                       return sentence.headline &&
                              std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
                                return kGuesses.Has(document_.Folded(token));
                              });
                     });
}

/// "Leeds 2-1 Arsenal", foretold: they meet, and that is all.
void Settler::ForgetScore(Candidate& match) {
  if (match.fact.rule.starts_with("match/score-line-")) {
    match.fact.relation = Relation::kPlayedAgainst;
    match.fact.rule = "match/predicted-score";
    std::erase_if(match.fact.attributes,
                  [](const auto& attribute) { return attribute.first == "score"; });
  }
}

/// Their match is told with its result.
bool Settler::HasResult(const Fact& fact) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    return IsMatch(other) && other.fact.relation != Relation::kPlayedAgainst &&
           Meets(other.fact, fact.subject) && Meets(other.fact, fact.object);
  });
}

/// "They lost 2-0. The second leg is on Tuesday": the two meet again.
void Settler::AddReturns() {
  if (std::none_of(candidates_.begin(), candidates_.end(), IsMatch)) {
    return;
  }
  std::vector<Candidate> found;
  for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
    const TokenIndex trigger = ReturnIn(sentence);
    const Candidate* const told = trigger == kNone ? nullptr : MatchNear(sentence);
    if (told != nullptr && HasResult(told->fact)) {
      found.push_back(TodaysFact(document_, Relation::kPlayedAgainst, told->fact.subject,
                                 told->fact.object, sentence, "document/return-leg"));
      found.back().fact.date.text.clear();
      found.back().trigger = trigger;
      found.back().words = document_.TextOf(document_.tokens[trigger]);
      found.back().another = true;
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// The one other club that the first sentences name: an article that opens with a match.
EntityIndex OtherInOpening(const Document& document, EntityIndex side) {
  EntityIndex found = kNone;
  for (const Mention& mention : document.mentions) {
    if (mention.sentence >= kOpeningSentences) {
      break;
    }
    const EntityIndex club = mention.entity;
    if (club == kNone || club == side || mention.kind != MentionKind::kName ||
        document.entities[club].type != EntityType::kClub ||
        document.entities[club].national_team != document.entities[side].national_team) {
      continue;
    }
    if (found != kNone && found != club) {
      return kNone;
    }
    found = club;
  }
  return found;
}

}  // namespace

void MarkReportWords(WordMarks& marks) {
  marks.AddAll(WordMark::kReport, kReportWords);
  // Of return legs: these or the words in front of theirs.
  for (const std::string_view word : {"return", "reverse", "second-leg", "leg", "replay"}) {
    marks.Add(WordMark::kStage, word);
  }
}

bool HasWordsOfReport(const Document& document) {
  constexpr std::ptrdiff_t kWordsMin = 4;
  std::ptrdiff_t words = 0;
  for (const Sentence& sentence : document.sentences) {
    const std::span<const Token> tokens = document.Tokens(sentence.tokens);
    words += !sentence.Has(WordMark::kReport)
                 ? 0
                 : std::count_if(tokens.begin(), tokens.end(),
                                 [](const Token& token) { return token.Has(WordMark::kReport); });
  }
  return words >= kWordsMin;
}

bool IsReportText(const Document& document) {
  constexpr std::ptrdiff_t kOpening = 5;
  const auto& sentences = document.sentences;
  const auto opening =
      sentences.begin() + std::min<std::ptrdiff_t>(kOpening, std::ssize(sentences));
  return HasWordsOfReport(document) ||
         std::any_of(sentences.begin(), opening,
                     [](const Sentence& sentence) { return sentence.Has(kScoreToken); });
}

EntityIndex OtherInReport(const Document& document, EntityIndex side) {
  constexpr uint32_t kNamedMin = 3;
  if (!IsReportText(document)) {
    return kNone;
  }
  std::vector<uint32_t> names(document.entities.size(), 0);
  for (const Mention& mention : document.mentions) {
    const bool club =
        mention.entity != kNone && document.entities[mention.entity].type == EntityType::kClub &&
        document.entities[mention.entity].national_team == document.entities[side].national_team;
    names[club ? mention.entity : 0] += club ? 1 : 0;
  }
  const uint32_t own = names[side];
  names[side] = 0;
  const auto other = std::max_element(names.begin(), names.end());
  const uint32_t others = *other;
  const auto found = static_cast<EntityIndex>(other - names.begin());
  *other = 0;
  const uint32_t third = *std::max_element(names.begin(), names.end());
  return std::min(own, others) >= kNamedMin && std::min(own, others) >= 2 * third ? found : kNone;
}

void SettleMatches(const Document& document, std::vector<Candidate>& candidates) {
  Settler(document, candidates).Run();
}

}  // namespace rondo::articles
