// Stage 8, across sentences: rivals and derbies. "Their London rivals", "the derby" name one side
// or none; readers know which clubs of the article are each other's rivals, and so does the
// register. Nothing is claimed of clubs that merely compete, unless they are called rivals for
// another reason than a league or a title.

#include <algorithm>
#include <utility>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"
#include "tools/articles/small_list.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr WordList kRivals = {"rivals",     "rival",     "arch-rivals",  "arch-rival",
                              "archrivals", "archrival", "arch-enemies", "arch-foes",
                              "neighbours", "neighbors", "foes",         "enemies"};
constexpr WordList kDerbies = {"derby", "clasico", "classique", "klassiker", "rivalry"};

using ClubList = SmallList<EntityIndex, 4>;

/// "their fierce London rivals Fulham", as far as it is there.
struct RivalPhrase {
  TokenIndex word = 0;        // "rivals".
  EntityIndex owner = kNone;  // Of "their", "Arsenal's".
  ClubList named;             // Behind it.
  bool close = false;         // Called so for more than playing in the same league.
  bool town = false;          // Of the same one.
  bool both = false;          // "the two rivals".
  bool other = false;         // Of people, or of those who compete for something.
};

class RivalReader : private ArticleView {
 public:
  RivalReader(const Document& document, const Knowledge& knowledge,
              std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {}

  void Run() {
    ForEachMarked(BitOf(WordMark::kRival), [&](TokenIndex at) {
      const std::string_view word = Word(at);
      if (kRivals.Has(word)) {
        ReadRivals(at);
      } else if (kDerbies.Has(word) && (ClubAt(at) == kNone || IsOfTown(at))) {
        ReadDerby(at);
      }
    });
  }

 private:
  const Sentence& SentenceAt(TokenIndex at) const { return document_.sentences[At(at).sentence]; }
  EntityIndex EntityAt(TokenIndex at) const {
    const MentionIndex index = At(at).mention;
    return index == kNone ? kNone : MentionOf(index).entity;
  }
  EntityIndex ClubAt(TokenIndex at) const {
    const EntityIndex entity = EntityAt(at);
    return IsClub(entity) ? entity : kNone;
  }
  /// "City rivals Real" is not said of Barcelona.
  bool AreOfTwoTowns(EntityIndex club, EntityIndex other) const {
    const uint32_t one = document_.entities[club].register_entry;
    const uint32_t two = document_.entities[other].register_entry;
    return one != kNone && two != kNone && !names_.entry(one).city.empty() &&
           !names_.entry(two).city.empty() && names_.entry(one).city != names_.entry(two).city;
  }
  bool AreKnown(EntityIndex club, EntityIndex other) const {
    const uint32_t one = document_.entities[club].register_entry;
    const uint32_t two = document_.entities[other].register_entry;
    return one != kNone && two != kNone && names_.AreRivals(one, two);
  }

  /// "the Barcelona Derby", which is no match of Derby County.
  bool IsOfTown(TokenIndex at) const {
    return at > SentenceAt(at).tokens.begin && At(at - 1).mention != kNone;
  }
  /// "can rival Arsenal for a place".
  bool IsVerb(TokenIndex at) const {
    static constexpr WordList kBeforeVerb = {"to",  "can",  "could", "will", "would", "might",
                                             "may", "must", "not",   "n't",  "yet",   "should"};
    return Word(at) == "rival" && at > 0 && kBeforeVerb.Has(Word(at - 1));
  }
  RivalPhrase PhraseAt(TokenIndex at) const;
  void ReadModifiers(TokenIndex first, RivalPhrase& phrase) const;
  void ReadNames(TokenIndex end, RivalPhrase& phrase) const;
  EntityIndex OwnerOf(const RivalPhrase& phrase, EntityIndex named) const;
  void ReadRivals(TokenIndex at);
  void ReadDerby(TokenIndex at);
  EntityIndex KnownRivalIn(TokenRange tokens, EntityIndex club, TokenIndex near) const;
  EntityIndex KnownRivalNear(EntityIndex club, TokenIndex at, bool anywhere) const;
  std::pair<EntityIndex, EntityIndex> KnownPairIn(TokenRange tokens) const;
  std::pair<EntityIndex, EntityIndex> KnownPairOfMatch(EntityIndex one = kNone) const;
  void Add(EntityIndex club, EntityIndex other, TokenIndex at);

  std::vector<Candidate>& candidates_;
};

constexpr uint32_t kModifiersMax = 5;  // "one of their fiercest North London rivals".
constexpr SentenceIndex kBackMax = 4;  // Sentences back to who is meant.

/// What stands in front of the noun says whose rivals they are, and in what.
void RivalReader::ReadModifiers(TokenIndex first, RivalPhrase& phrase) const {
  static constexpr WordList kClose = {
      "local",         "city",         "cross-city",  "cross-town",   "crosstown",   "fierce",
      "fiercest",      "bitter",       "bitterest",   "arch",         "great",       "greatest",
      "old",           "oldest",       "biggest",     "historic",     "hated",       "nearest",
      "closest",       "near",         "derby",       "coast",        "south-coast", "regional",
      "traditional",   "eternal",      "age-old",     "long-time",    "county",      "town",
      "noisy",         "neighbouring", "neighboring", "big",          "sworn",       "intense",
      "long-standing", "cross-river",  "inner-city",  "lancashire",   "merseyside",  "tyne-wear",
      "midlands",      "yorkshire",    "london",      "north-london", "manchester",  "glasgow",
      "catalan"};
  static constexpr WordList kTown = {"city", "cross-city", "cross-town", "crosstown", "inner-city"};
  static constexpr WordList kMere = {
      "title",       "league",       "premier",  "promotion",  "relegation",   "top-four",
      "european",    "domestic",     "division", "group",      "table",        "survival",
      "transfer",    "their-league", "midfield", "fellow",     "direct",       "english",
      "continental", "top-flight",   "tipsters", "bundesliga", "championship", "potential",
      "main",        "many",         "several",  "three",      "four",         "other"};
  static constexpr WordList kTheirs = {"their", "its", "our", "his", "her", "my", "your"};
  static constexpr WordList kBefore = {"since", "of", "with", "to",      "from", "by",
                                       "at",    "in", "over", "on",      "for",  "and",
                                       "than",  "as", "when", "against", "into", "after",
                                       "while", "or", "once", "before"};
  for (TokenIndex at = phrase.word; at > first && phrase.word - at < kModifiersMax;) {
    --at;
    if (kBefore.Has(Word(at))) {
      return;
    }
    const MentionIndex index = At(at).mention;
    const std::string_view word = Word(at);
    phrase.other = phrase.other || kMere.Has(word);
    phrase.close = phrase.close || kClose.Has(word);
    phrase.town = phrase.town || kTown.Has(word);
    phrase.both = phrase.both || word == "two" || word == "both";
    if (word == "'s" || word == "'" || kTheirs.Has(word)) {
      const TokenIndex whose = kTheirs.Has(word) || at == first ? at : at - 1;
      phrase.owner = ClubAt(whose);
      phrase.other = phrase.other || (EntityAt(whose) != kNone && phrase.owner == kNone);
      return;
    }
    if (index != kNone && !MentionOf(index).place && !kClose.Has(word)) {
      const EntityIndex entity = MentionOf(index).entity;
      phrase.other = phrase.other || (entity != kNone &&
                                      document_.entities[entity].type == EntityType::kCompetition);
      return;
    }
    if (At(at).Has(kPunctuationToken)) {
      return;
    }
  }
}

/// "rivals Roma and Lazio", "rivals in United".
void RivalReader::ReadNames(TokenIndex end, RivalPhrase& phrase) const {
  static constexpr WordList kLeadIn = {"in", "like", "fc"};
  TokenIndex at = phrase.word + 1;
  if (at < end && kLeadIn.Has(Word(at))) {
    ++at;
  }
  while (at < end && At(at).mention != kNone) {
    const Mention& mention = MentionOf(At(at).mention);
    if (mention.kind != MentionKind::kName || !IsClub(mention.entity) || mention.possessive) {
      phrase.other = phrase.other || phrase.named.size() == 0;
      return;
    }
    phrase.named.push_back(mention.entity);
    at = mention.tokens.end;
    if (at + 1 >= end || (Word(at) != "and" && Word(at) != ",")) {
      return;
    }
    ++at;
  }
}

RivalPhrase RivalReader::PhraseAt(TokenIndex at) const {
  RivalPhrase phrase;
  phrase.word = at;
  phrase.close = Word(at).starts_with("arch");
  const TokenRange sentence = SentenceAt(at).tokens;
  ReadModifiers(sentence.begin, phrase);
  ReadNames(sentence.end, phrase);
  return phrase;
}

/// The rival of the club that is named nearest.
EntityIndex RivalReader::KnownRivalIn(TokenRange tokens, EntityIndex club, TokenIndex near) const {
  EntityIndex found = kNone;
  uint32_t nearest = kNone;
  for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
    const EntityIndex other = ClubAt(at);
    const uint32_t distance = at < near ? near - at : at - near;
    if (other != kNone && other != club && distance < nearest && AreKnown(club, other)) {
      found = other;
      nearest = distance;
    }
  }
  return found;
}

EntityIndex RivalReader::KnownRivalNear(EntityIndex club, TokenIndex at, bool anywhere) const {
  const SentenceIndex here = At(at).sentence;
  const EntityIndex beside = KnownRivalIn(document_.sentences[here].tokens, club, at);
  if (beside != kNone) {
    return beside;
  }
  const auto [one, two] = KnownPairOfMatch(club);
  if (one != kNone) {
    return one == club ? two : one;
  }
  if (!anywhere) {
    return kNone;
  }
  const SentenceIndex first = here > kBackMax ? here - kBackMax : 0;
  const EntityIndex before = KnownRivalIn({document_.sentences[first].tokens.begin, at}, club, at);
  return before != kNone
             ? before
             : KnownRivalIn({0, static_cast<TokenIndex>(document_.tokens.size())}, club, at);
}

std::pair<EntityIndex, EntityIndex> RivalReader::KnownPairIn(TokenRange tokens) const {
  EntityIndex last = kNone;
  for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
    const EntityIndex club = ClubAt(at);
    if (club == kNone || club == last) {
      continue;
    }
    const EntityIndex rival = KnownRivalIn({tokens.begin, at}, club, at);
    if (rival != kNone) {
      return {rival, club};
    }
    last = club;
  }
  return {kNone, kNone};
}

/// The one match of known rivals that the article tells of, or the one that `one` played.
std::pair<EntityIndex, EntityIndex> RivalReader::KnownPairOfMatch(EntityIndex one) const {
  std::pair<EntityIndex, EntityIndex> found(kNone, kNone);
  for (const Candidate& candidate : candidates_) {
    const EntityIndex club = candidate.fact.subject;
    const EntityIndex other = candidate.fact.object;
    if (!IsMatch(candidate) || (one != kNone && one != club && one != other) ||
        !AreKnown(club, other)) {
      continue;
    }
    const std::pair<EntityIndex, EntityIndex> pair(std::min(club, other), std::max(club, other));
    if (found.first != kNone && found != pair) {
      return {kNone, kNone};
    }
    found = pair;
  }
  return found;
}

/// Whose rival `named` is: his who is known to be, rather than whom "their" was taken for.
EntityIndex RivalReader::OwnerOf(const RivalPhrase& phrase, EntityIndex named) const {
  const bool owned = phrase.owner != kNone && phrase.owner != named;
  if (owned && AreKnown(phrase.owner, named)) {
    return phrase.owner;
  }
  const EntityIndex known = KnownRivalNear(named, phrase.word, phrase.close && !owned);
  const bool listed =
      std::find(phrase.named.begin(), phrase.named.end(), known) != phrase.named.end();
  return known != kNone && !listed ? known : owned ? phrase.owner : kNone;
}

void RivalReader::ReadRivals(TokenIndex at) {
  static constexpr WordList kUnclear = {"neighbours", "neighbors", "foes", "enemies"};
  const RivalPhrase phrase = PhraseAt(at);
  if (phrase.other || IsVerb(at) || (kUnclear.Has(Word(at)) && !phrase.close)) {
    return;
  }
  if (phrase.named.size() > 0) {
    for (const EntityIndex named : phrase.named) {
      const EntityIndex owner = OwnerOf(phrase, named);
      if (owner != kNone && (phrase.close || AreKnown(owner, named)) &&
          !(phrase.town && AreOfTwoTowns(owner, named))) {
        Add(owner, named, at);
      }
    }
    return;
  }
  if (phrase.owner != kNone) {
    const EntityIndex rival = KnownRivalNear(phrase.owner, at, phrase.close);
    if (rival != kNone) {
      Add(phrase.owner, rival, at);
    }
    return;
  }
  auto pair = KnownPairIn(SentenceAt(at).tokens);
  const bool surely = phrase.close || phrase.both;
  if (pair.first == kNone && surely) {
    pair = KnownPairOfMatch();
  }
  if (pair.first == kNone && surely) {
    const SentenceIndex here = At(at).sentence;
    const SentenceIndex first = here > kBackMax ? here - kBackMax : 0;
    pair = KnownPairIn({document_.sentences[first].tokens.begin, at});
  }
  if (pair.first != kNone) {
    Add(pair.first, pair.second, at);
  }
}

void RivalReader::ReadDerby(TokenIndex at) {
  auto pair = KnownPairIn(SentenceAt(at).tokens);
  if (pair.first == kNone) {
    pair = KnownPairOfMatch();
  }
  if (pair.first != kNone) {
    Add(pair.first, pair.second, at);
  }
}

void RivalReader::Add(EntityIndex club, EntityIndex other, TokenIndex at) {
  // What a rule took for the other side, knowing nobody.
  const SentenceIndex sentence = At(at).sentence;
  std::erase_if(candidates_, [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    return fact.relation == Relation::kRivalOf && fact.rule == "rival/with-rivals" &&
           fact.evidence.front() == sentence && (fact.object == other || fact.object == club) &&
           fact.subject != club && fact.subject != other;
  });
  candidates_.push_back(
      TodaysFact(document_, Relation::kRivalOf, club, other, sentence, "document/known-rivals"));
  Candidate& candidate = candidates_.back();
  candidate.trigger = at;
  candidate.words = document_.TextOf(At(at));
  const QuoteIndex quote = At(at).quote;
  const bool said = quote != kNone && !document_.quotes[quote].fragment;
  candidate.fact.modality = said ? Modality::kReported : Modality::kAsserted;
  candidate.fact.speaker = said ? document_.quotes[quote].speaker : kNone;
  candidate.fact.speaker_unnamed = said && candidate.fact.speaker == kNone;
}

}  // namespace

void MarkRivalWords(WordMarks& marks) {
  marks.AddAll(WordMark::kRival, kRivals);
  marks.AddAll(WordMark::kRival, kDerbies);
}

void FindRivals(const Document& document, const Knowledge& knowledge,
                std::vector<Candidate>& candidates) {
  RivalReader(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
