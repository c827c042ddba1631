#include "tools/articles/pair_features.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// Beyond these a sentence is a list, and tells little of any two of it.
constexpr TokenIndex kDistanceMax = 40;
constexpr std::size_t kMentionsMax = 16;
// How many words before the first and behind the second.
constexpr std::size_t kWordsBefore = 4;
constexpr std::size_t kWordsBehind = 5;
// Pairs apart of one article and kind.
constexpr std::size_t kApartMax = 200;

using Piece = FeatureList::Piece;

constexpr Piece kPersonSymbol = "PERSON";
constexpr Piece kClubSymbol = "CLUB";

/// What stands for a mention among words.
Piece SymbolOf(EntityType type) {
  switch (type) {
    case EntityType::kClub:
      return kClubSymbol;
    case EntityType::kCompetition:
      return "CUP";
    case EntityType::kOutlet:
      return "OUTLET";
    case EntityType::kOrganisation:
      return "BODY";
    default:
      return kPersonSymbol;
  }
}

Piece NameOfMention(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::kName:
      return mention.possessive ? Piece("name's") : Piece("name");
    case MentionKind::kDemonym:
      return "demonym";
    case MentionKind::kDescription:
      return mention.possessive ? Piece("description's") : Piece("description");
    case MentionKind::kPronoun:
      return mention.possessive ? Piece("his") : Piece("he");
  }
  return {};
}

// Of words around a pair: how far away, the nearest alone.
constexpr std::array<Piece, 5> kPlaces = {Piece("1"), Piece("2"), Piece(), Piece(), Piece()};

/// What a flag of a verb group (VerbGroupFlag) is called.
struct NamedFlag {
  uint16_t bit;
  Piece name;
};

Piece NameOfOrder(bool ordered) { return ordered ? Piece("before") : Piece("behind"); }

/// Names as pieces, so that each is hashed once.
Piece PieceOf(EntityType type) {
  static const auto kPieces = [] {
    std::array<Piece, kEntityTypeCount> pieces;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
      pieces[at] = NameOf(static_cast<EntityType>(at));
    }
    return pieces;
  }();
  return kPieces[static_cast<std::size_t>(type)];
}

Piece PieceOf(Relation relation) {
  static const auto kPieces = [] {
    std::array<Piece, kRelationCount> pieces;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
      pieces[at] = InfoOf(static_cast<Relation>(at)).name;
    }
    return pieces;
  }();
  return kPieces[static_cast<std::size_t>(relation)];
}

/// A count, coarser the larger it is.
Piece Coarse(std::size_t count) {
  static constexpr std::array<Piece, 4> kFew = {Piece("0"), Piece("1"), Piece("2"), Piece("3")};
  return count < kFew.size() ? kFew[count]
         : count <= 6        ? Piece("6")
         : count <= 12       ? Piece("12")
         : count <= 20       ? Piece("20")
                             : Piece("40");
}

uint64_t PairKey(EntityIndex one, EntityIndex other) {
  return (static_cast<uint64_t>(std::min(one, other)) << 32U) | std::max(one, other);
}

}  // namespace

void FeatureList::Spell(const Piece& form, const Piece& word, const Piece& word_2,
                        const Piece& word_3) {
  std::string name(form.text);
  for (const Piece* const piece : {&word, &word_2, &word_3}) {
    name += ' ';
    name += piece->text;
  }
  name.resize(name.find_last_not_of(' ') + 1);
  names_.push_back(std::move(name));
}

PairReader::PairReader(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                       const ClaimIndex& claims, PairKindSet kinds)
    : ArticleView(document, knowledge),
      rules_(rules),
      claims_(claims),
      kinds_(kinds),
      named_(articles::CountNames(document)) {
  FindHeadlined();
}

/// Who is named in a headline.
void PairReader::FindHeadlined() {
  in_headline_.assign(document_.entities.size(), false);
  for (const Mention& mention : document_.mentions) {
    if (mention.entity != kNone && document_.sentences[mention.sentence].headline) {
      in_headline_[mention.entity] = true;
    }
  }
}

const std::vector<MentionPair>& PairReader::PairsOf(SentenceIndex index,
                                                    std::span<const TimeExpression> times,
                                                    const Clauses* clauses) {
  sentence_ = index;
  pairs_.clear();
  mentions_.clear();
  const Sentence& sentence = document_.sentences[index];
  for (MentionIndex at = sentence.mention_begin; at < sentence.mention_end; ++at) {
    const Mention& mention = MentionOf(at);
    if (mention.entity != kNone && !mention.doubtful && mentions_.size() < kMentionsMax) {
      mentions_.push_back(at);
    }
  }
  for (std::size_t left = 0; left < mentions_.size(); ++left) {
    for (std::size_t right = 0; right < mentions_.size(); ++right) {
      AddPair(left, right);
    }
  }
  if (!pairs_.empty()) {
    if (clauses == nullptr) {
      ReadClauses(document_, rules_.lexicon(), sentence, times, own_clauses_);
    }
    clauses_ = clauses == nullptr ? &own_clauses_ : clauses;
    FindRoles();
    FindSymbols(sentence, times);
  }
  return pairs_;
}

void PairReader::AddPair(std::size_t left, std::size_t right) {
  const Mention& first = MentionOf(mentions_[left]);
  const Mention& second = MentionOf(mentions_[right]);
  if (first.entity == second.entity) {
    return;
  }
  together_.push_back(PairKey(first.entity, second.entity));
  const TokenIndex distance = first.tokens.begin < second.tokens.begin
                                  ? second.tokens.begin - first.tokens.begin
                                  : first.tokens.begin - second.tokens.begin;
  if (distance > kDistanceMax || IsDoubtBetween(mentions_[left], mentions_[right])) {
    return;
  }
  const EntityType type = document_.entities[first.entity].type;
  const EntityType other = document_.entities[second.entity].type;
  const auto add = [&](PairKind kind) {
    if ((kinds_ & PairKindBit(kind)) != 0) {
      pairs_.push_back({kind, sentence_, mentions_[left], mentions_[right]});
    }
  };
  if (IsHuman(type) && IsHuman(other)) {
    add(PairKind::kPersonPerson);
  } else if (IsHuman(type) && other == EntityType::kClub) {
    if (!IsOfKin(mentions_[left])) {
      add(PairKind::kPersonClub);
    }
  } else if (IsHuman(type) && other == EntityType::kOutlet) {
    add(PairKind::kPersonOutlet);
  } else if (type == EntityType::kClub && other == EntityType::kClub) {
    add(PairKind::kClubClub);
  } else if (type == EntityType::kClub && other == EntityType::kCompetition) {
    add(PairKind::kClubCompetition);
  }
}

/// "His father, Hugo Blank, played for Lyon": he did not.
bool PairReader::IsOfKin(MentionIndex index) const {
  static constexpr WordList kKin = {
      "father",  "dad",      "mother", "mum",        "brother", "brothers",       "sister",
      "son",     "daughter", "wife",   "girlfriend", "partner", "uncle",          "cousin",
      "nephew",  "parents",  "family", "agent",      "agents",  "representative", "representatives",
      "adviser", "lawyer",   "lawyers"};
  const Mention& mention = MentionOf(index);
  const TokenIndex behind = mention.tokens.end;
  const TokenIndex end = document_.sentences[mention.sentence].tokens.end;
  if (!mention.possessive || behind + 1 >= end) {
    return false;
  }
  return kKin.Has(Word(behind)) || kKin.Has(Word(behind + 1));
}

/// "Zed Small met Paul Fons before he joined Roma": who did is not known.
bool PairReader::IsDoubtBetween(MentionIndex one, MentionIndex other) const {
  for (MentionIndex at = std::min(one, other) + 1; at < std::max(one, other); ++at) {
    if (MentionOf(at).doubtful) {
      return true;
    }
  }
  return false;
}

/// In which sentences each entity is, in order.
void PairReader::FindMentionsOfEntities() {
  sentences_begin_.assign(document_.entities.size() + 1, 0);
  for (const Mention& mention : document_.mentions) {
    if (mention.entity != kNone) {
      ++sentences_begin_[mention.entity + 1];
    }
  }
  for (std::size_t entity = 1; entity < sentences_begin_.size(); ++entity) {
    sentences_begin_[entity] += sentences_begin_[entity - 1];
  }
  sentences_of_.resize(sentences_begin_.back());
  std::vector<uint32_t> next(sentences_begin_.begin(), sentences_begin_.end() - 1);
  for (const Mention& mention : document_.mentions) {
    if (mention.entity != kNone) {
      sentences_of_[next[mention.entity]++] = mention.sentence;
    }
  }
}

std::vector<MentionPair> PairReader::PairsApart() {
  FindMentionsOfEntities();
  std::sort(together_.begin(), together_.end());
  std::vector<EntityIndex> people;
  std::vector<EntityIndex> clubs;
  std::vector<EntityIndex> cups;
  for (EntityIndex entity = 0; entity < document_.entities.size(); ++entity) {
    const Entity& known = document_.entities[entity];
    if (known.first_mention == kNone) {
      continue;
    }
    if (IsHuman(known.type)) {
      people.push_back(entity);
    } else if (known.type == EntityType::kClub) {
      clubs.push_back(entity);
    } else if (known.type == EntityType::kCompetition) {
      cups.push_back(entity);
    }
  }
  std::vector<MentionPair> apart;
  std::array<std::size_t, kPairKindCount> counts{};
  const auto add = [&](PairKind kind, EntityIndex first, EntityIndex second) {
    std::size_t& count = counts[static_cast<std::size_t>(kind)];
    if ((kinds_ & PairKindBit(kind)) != 0 && count < kApartMax &&
        !std::binary_search(together_.begin(), together_.end(), PairKey(first, second))) {
      ++count;
      const MentionIndex mention = document_.entities[first].first_mention;
      apart.push_back(
          {kind, MentionOf(mention).sentence, mention, document_.entities[second].first_mention});
    }
  };
  for (const EntityIndex club : clubs) {
    for (const EntityIndex person : people) {
      add(PairKind::kPersonClubApart, person, club);
    }
    for (const EntityIndex cup : cups) {
      add(PairKind::kClubCompetitionApart, club, cup);
    }
  }
  return apart;
}

std::size_t PairReader::PlaceOf(MentionIndex mention) const {
  return static_cast<std::size_t>(std::find(mentions_.begin(), mentions_.end(), mention) -
                                  mentions_.begin());
}

/// What each mention of the sentence is in its clause.
void PairReader::FindRoles() {
  roles_.assign(mentions_.size(), {});
  const Vocabulary& words = rules_.lexicon().vocabulary();
  const auto give = [&](uint32_t index, ChunkIndex noun, Piece place, Piece place_inside,
                        Piece preposition) {
    const Chunk& chunk = clauses_->chunks[noun];
    const Chunk& verb = clauses_->chunks[clauses_->predicates[index].chunk];
    for (std::size_t at = 0; at < mentions_.size(); ++at) {
      if (chunk.tokens.contains(MentionOf(mentions_[at]).tokens.begin)) {
        roles_[at] = {index, chunk.head == mentions_[at] ? place : place_inside, preposition,
                      words.WordOf(verb.lemma)};
      }
    }
  };
  for (uint32_t index = 0; index < clauses_->predicates.size(); ++index) {
    const Predicate& predicate = clauses_->predicates[index];
    for (const ChunkIndex noun : predicate.subjects) {
      give(index, noun, "subject", "in-subject", {});
    }
    for (const ChunkIndex noun : predicate.objects) {
      give(index, noun, "object", "in-object", {});
    }
    for (const ChunkIndex noun : predicate.second_objects) {
      give(index, noun, "second-object", "in-object", {});
    }
    for (const PrepositionalPhrase& phrase : predicate.phrases) {
      for (const ChunkIndex noun : phrase.nouns) {
        give(index, noun, "behind", "in-phrase", words.WordOf(phrase.preposition));
      }
    }
  }
}

/// What each token of the sentence says: of a mention what it is, of a verb the verb.
void PairReader::FindSymbols(const Sentence& sentence, std::span<const TimeExpression> times) {
  const Lexicon& lexicon = rules_.lexicon();
  token_symbols_.assign(sentence.tokens.size(), {});
  for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    const Token& token = At(at);
    Piece& symbol = token_symbols_[at - sentence.tokens.begin];
    if (token.mention != kNone && MentionOf(token.mention).entity != kNone) {
      if (MentionOf(token.mention).tokens.begin == at) {
        symbol = SymbolOf(document_.entities[MentionOf(token.mention).entity].type);
      }
    } else if (token.Has(kScoreToken)) {
      symbol = "SCORE";
    } else if (token.Has(kNumberToken)) {
      symbol = "NUMBER";
    } else {
      const VerbForm* verb = lexicon.FindVerb(token.word);
      symbol =
          verb != nullptr && !verb->noun_too ? lexicon.vocabulary().WordOf(verb->lemma) : Word(at);
    }
  }
  for (const TimeExpression& time : times) {
    for (TokenIndex at = time.tokens.begin; at < std::min(time.tokens.end, sentence.tokens.end);
         ++at) {
      token_symbols_[at - sentence.tokens.begin] =
          at == time.tokens.begin ? Piece("TIME") : Piece();
    }
  }
  symbols_.clear();
  symbols_before_.clear();
  for (const Piece& symbol : token_symbols_) {
    symbols_before_.push_back(static_cast<uint32_t>(symbols_.size()));
    if (!symbol.text.empty()) {
      symbols_.push_back(symbol);
    }
  }
  symbols_before_.push_back(static_cast<uint32_t>(symbols_.size()));
}

void PairReader::Describe(const MentionPair& pair, FeatureList& features) const {
  const bool ordered = IsOrdered(pair);
  features.Clear();
  DescribeFirst(pair.kind, pair.first, ordered, features);
  DescribeSecond(pair.kind, pair.second, ordered, features);
  if (!IsApart(pair.kind)) {
    const SymbolRange between = SymbolsBetween(pair);
    if (between.size() <= kWordsBetweenMax) {
      for (uint32_t symbol = between.begin; symbol < between.end; ++symbol) {
        DescribeSymbol(symbol, ordered, features);
        if (symbol != between.begin) {
          DescribeTwoSymbols(symbol, ordered, features);
        }
      }
    }
  }
  DescribeTogether(pair, features);
  DescribeClaims(pair.first, pair.second, features);
}

void PairReader::DescribeTogether(const MentionPair& pair, FeatureList& features) const {
  if (IsApart(pair.kind)) {
    DescribeDistanceApart(pair, features);
  } else {
    DescribeWordsBetween(pair, features);
    DescribeClause(pair, features);
    DescribeNeighbours(pair, features);
  }
  DescribeKnown(pair, features);
  DescribeWeakClaims(pair, features);
  DescribeClaimsHere(pair, features);
}

void PairReader::DescribeFirst(PairKind kind, MentionIndex index, bool ordered,
                               FeatureList& features) const {
  const Mention& first = MentionOf(index);
  features.Add("all");
  features.Add("order", NameOfOrder(ordered));
  features.Add("first-type", PieceOf(document_.entities[first.entity].type));
  features.Add("first-is", NameOfMention(first));
  if (document_.sentences[first.sentence].headline) {
    features.Add("headline");
  }
  if (IsQuoted(first)) {
    features.Add("quoted");
  }
  if (in_headline_[first.entity]) {
    features.Add("first-in-headline");
  }
  features.Add("first-named", Coarse(named_.by_entity[first.entity]));
  if (IsApart(kind)) {
    DescribeFirstApart(kind, index, features);
    return;
  }
  if (ordered) {
    DescribeWordsLeft(index, ordered, features);
  } else {
    DescribeWordsRight(index, ordered, features);
  }
  const Role& role = roles_[PlaceOf(index)];
  features.Add("first-role", role.place, role.preposition);
  features.Add("first-verb", role.verb, role.place, role.preposition);
  DescribeTense(role, "first-clause", features);
}

void PairReader::DescribeSecond(PairKind kind, MentionIndex index, bool ordered,
                                FeatureList& features) const {
  const Mention& second = MentionOf(index);
  const Entity& other = document_.entities[second.entity];
  features.Add("second-is", NameOfMention(second), NameOfOrder(ordered));
  if (other.type == EntityType::kClub && other.national_team) {
    features.Add("nation");
  }
  if (in_headline_[second.entity]) {
    features.Add("second-in-headline");
  }
  const uint32_t named = named_.by_entity[second.entity];
  features.Add("second-named", Coarse(named));
  if (IsApart(kind)) {
    std::size_t rivals = 0;
    for (EntityIndex entity = 0; entity < document_.entities.size(); ++entity) {
      rivals +=
          document_.entities[entity].type == other.type && named_.by_entity[entity] > named ? 1 : 0;
    }
    features.Add("named-more", Coarse(rivals));
    return;
  }
  if (ordered) {
    DescribeWordsRight(index, ordered, features);
  } else {
    DescribeWordsLeft(index, ordered, features);
  }
  const Role& role = roles_[PlaceOf(index)];
  features.Add("second-role", role.place, role.preposition);
  features.Add("second-verb", role.verb, role.place, role.preposition);
  DescribeTense(role, "second-clause", features);
}

PairReader::SymbolRange PairReader::SymbolsBetween(const MentionPair& pair) const {
  const TokenRange first = MentionOf(pair.first).tokens;
  const TokenRange second = MentionOf(pair.second).tokens;
  const TokenIndex base = document_.sentences[pair.sentence].tokens.begin;
  const bool ordered = first.begin < second.begin;
  return {symbols_before_[(ordered ? first.end : second.end) - base],
          symbols_before_[(ordered ? second.begin : first.begin) - base]};
}

void PairReader::DescribeSymbol(uint32_t symbol, bool ordered, FeatureList& features) const {
  features.Add("between", symbols_[symbol]);
  features.Add("between", symbols_[symbol], NameOfOrder(ordered));
}

void PairReader::DescribeTwoSymbols(uint32_t symbol, bool ordered, FeatureList& features) const {
  features.Add("between-two", symbols_[symbol - 1], symbols_[symbol], NameOfOrder(ordered));
}

void PairReader::DescribeWordsBetween(const MentionPair& pair, FeatureList& features) const {
  const bool ordered = IsOrdered(pair);
  const Piece order = NameOfOrder(ordered);
  const SymbolRange range = SymbolsBetween(pair);
  const std::span<const Piece> between = std::span(symbols_).subspan(range.begin, range.size());
  const std::size_t count = between.size();
  std::size_t people = 0;
  std::size_t clubs = 0;
  for (const Piece& symbol : between) {
    people += symbol.hash == kPersonSymbol.hash ? 1 : 0;
    clubs += symbol.hash == kClubSymbol.hash ? 1 : 0;
  }
  features.Add("distance", Coarse(count), order);
  features.Add("people-between", Coarse(people));
  features.Add("clubs-between", Coarse(clubs));
  if (count > kWordsBetweenMax) {
    return;
  }
  constexpr std::size_t kWhole = 3;
  if (count <= kWhole) {
    features.Add(ordered ? Piece("whole-before") : Piece("whole-behind"),
                 count > 0 ? between[0] : Piece(), count > 1 ? between[1] : Piece(),
                 count > 2 ? between[2] : Piece());
  }
  if (count > 0) {
    features.Add("next", between.front(), order);
    features.Add("last", between.back(), order);
  }
}

/// Outside of the pair, before its left mention.
void PairReader::DescribeWordsLeft(MentionIndex mention, bool ordered,
                                   FeatureList& features) const {
  const TokenIndex base = document_.sentences[sentence_].tokens.begin;
  const Piece order = NameOfOrder(ordered);
  const std::size_t end = symbols_before_[MentionOf(mention).tokens.begin - base];
  for (std::size_t away = 0; away < std::min(end, kWordsBefore); ++away) {
    const Piece& symbol = symbols_[end - 1 - away];
    features.Add("left", symbol, order, kPlaces[away]);
    if (away == 1) {
      features.Add("left-two", symbol, symbols_[end - 1], order);
    }
  }
}

/// Behind its right mention.
void PairReader::DescribeWordsRight(MentionIndex mention, bool ordered,
                                    FeatureList& features) const {
  const TokenIndex base = document_.sentences[sentence_].tokens.begin;
  const Piece order = NameOfOrder(ordered);
  const std::size_t begin = symbols_before_[MentionOf(mention).tokens.end - base];
  for (std::size_t away = 0; away < std::min(symbols_.size() - begin, kWordsBehind); ++away) {
    const Piece& symbol = symbols_[begin + away];
    features.Add("right", symbol, order, kPlaces[away]);
    if (away == 1) {
      features.Add("right-two", symbols_[begin], symbol, order);
    }
  }
}

PairReader::Piece PairReader::TenseOf(uint32_t predicate) const {
  static constexpr std::array<NamedFlag, 7> kTenses = {{{kConditional, "may"},
                                                        {kFuture, "will"},
                                                        {kHadPerfect, "had"},
                                                        {kPerfect, "perfect"},
                                                        {kPast, "past"},
                                                        {kInfinitive, "to"},
                                                        {kGerund, "gerund"}}};
  const uint16_t bits = clauses_->chunks[clauses_->predicates[predicate].chunk].flags;
  const auto* const tense = std::find_if(
      kTenses.begin(), kTenses.end(), [&](const auto& known) { return (bits & known.bit) != 0; });
  return tense == kTenses.end() ? Piece("present") : tense->name;
}

/// How the verb of a mention stands.
void PairReader::DescribeTense(const Role& role, Piece whose, FeatureList& features) const {
  static constexpr std::array<NamedFlag, 7> kFlags = {{{kNegated, "not"},
                                                       {kConditional, "may"},
                                                       {kFuture, "will"},
                                                       {kPast, "past"},
                                                       {kPerfect, "perfect"},
                                                       {kPassive, "passive"},
                                                       {kBareParticiple, "participle"}}};
  if (role.predicate == kNone) {
    return;
  }
  const uint16_t bits = clauses_->chunks[clauses_->predicates[role.predicate].chunk].flags;
  for (const auto& [bit, name] : kFlags) {
    if ((bits & bit) != 0) {
      features.Add(whose, name);
    }
  }
}

void PairReader::DescribeClause(const MentionPair& pair, FeatureList& features) const {
  const Role& first = roles_[PlaceOf(pair.first)];
  const Role& second = roles_[PlaceOf(pair.second)];
  features.Add("roles", first.place, second.place, second.preposition);
  if (first.predicate == second.predicate && first.predicate != kNone) {
    features.Add("same-clause");
    features.Add("verb", first.verb);
    features.Add("verb-tense", first.verb, TenseOf(first.predicate));
    features.Add("verb-roles", first.verb, first.place, second.place);
  } else if (first.predicate != kNone && second.predicate != kNone) {
    features.Add("verbs", first.verb, second.verb);
  }
}

/// Who else of their kind stands nearer.
void PairReader::DescribeNeighbours(const MentionPair& pair, FeatureList& features) const {
  const Mention& first = MentionOf(pair.first);
  const Mention& second = MentionOf(pair.second);
  const auto away = [](const Mention& one, const Mention& other) {
    return one.tokens.begin < other.tokens.begin ? other.tokens.begin - one.tokens.begin
                                                 : one.tokens.begin - other.tokens.begin;
  };
  const Piece kind = SymbolOf(document_.entities[first.entity].type);
  const Piece other_kind = SymbolOf(document_.entities[second.entity].type);
  const TokenIndex distance = away(first, second);
  std::size_t like_first = 0;
  std::size_t like_second = 0;
  std::size_t nearer_first = 0;
  std::size_t nearer_second = 0;
  for (const MentionIndex index : mentions_) {
    const Mention& mention = MentionOf(index);
    if (mention.entity == first.entity || mention.entity == second.entity) {
      continue;
    }
    const Piece is = SymbolOf(document_.entities[mention.entity].type);
    if (is.hash == kind.hash) {
      ++like_first;
      nearer_first += away(second, mention) < distance ? 1 : 0;
    }
    if (is.hash == other_kind.hash) {
      ++like_second;
      nearer_second += away(first, mention) < distance ? 1 : 0;
    }
  }
  features.Add("nearer-first", Coarse(nearer_first), Coarse(like_first));
  features.Add("nearer-second", Coarse(nearer_second), Coarse(like_second));
}

/// What the register knows of the person's years at the club.
PairReader::Piece PairReader::KnownMembership(const Entity& person, const Entity& club) const {
  if (person.register_entry == kNone) {
    return "unknown";
  }
  const KnownEntry entry = names_.entry(person.register_entry);
  if (club.national_team && !person.nationality.empty()) {
    if (entry.affiliations.Contains(club.name)) {
      return "capped";
    }
    return person.nationality == club.nationality ? Piece("citizen") : Piece("foreigner");
  }
  bool elsewhere = false;
  enum { kNever, kLater, kOnce, kUndated, kNow } here = kNever;
  for (std::size_t at = 0; at < entry.affiliations.size(); ++at) {
    const bool dated = at < entry.years.size() && entry.years[at].begin != 0;
    const bool now = dated && document_.year != 0 && entry.years[at].Covers(document_.year, 0, 1);
    if (entry.affiliations[at] != club.name) {
      // His country's team is no other club.
      elsewhere =
          elsewhere ||
          (now && (entry.country.empty() || !entry.affiliations[at].starts_with(entry.country)));
    } else {
      here = std::max(here, now                                      ? kNow
                            : !dated                                 ? kUndated
                            : entry.years[at].begin > document_.year ? kLater
                                                                     : kOnce);
    }
  }
  static constexpr std::array<std::array<Piece, 2>, 5> kNames = {
      {{Piece("never"), Piece("never-elsewhere")},
       {Piece("later"), Piece("later-elsewhere")},
       {Piece("once"), Piece("once-elsewhere")},
       {Piece("undated"), Piece("undated-elsewhere")},
       {Piece("now"), Piece("now-elsewhere")}}};
  return kNames[static_cast<std::size_t>(here)][elsewhere ? 1 : 0];
}

/// Whether the register has the person come or go in the article's year, or beside it.
PairReader::Piece PairReader::KnownTurn(const Entity& person, const Entity& club) const {
  if (person.register_entry == kNone || document_.year == 0 || club.national_team) {
    return {};
  }
  const KnownEntry entry = names_.entry(person.register_entry);
  const auto is_near = [&](int year) { return year != 0 && std::abs(year - document_.year) <= 1; };
  const bool came =
      AnySpellAt(entry, club.name, [&](YearSpan years) { return is_near(years.begin); });
  const bool went =
      AnySpellAt(entry, club.name, [&](YearSpan years) { return is_near(years.end); });
  return came && went ? Piece("came-and-went")
         : came       ? Piece("came")
         : went       ? Piece("went")
                      : Piece();
}

/// Whether the register has the club in the competition in the article's season.
PairReader::Piece PairReader::KnownSeason(const Entity& club, const Entity& competition) const {
  if (document_.year == 0) {
    return "no-year";
  }
  const int year = document_.year;
  const uint32_t contest = competition.register_entry;
  if (IsKnownIn(document_, names_, club, competition)) {
    return "in";
  }
  const YearSpan seasons{static_cast<int16_t>(year - 1), static_cast<int16_t>(year + 1)};
  if (names_.WasNotIn(contest, club.name, club.nationality, seasons)) {
    return "out";
  }
  return names_.WasIn(contest, club.name, year - 1) || names_.WasIn(contest, club.name, year + 1)
             ? Piece("near")
             : Piece("unknown");
}

/// Whether the register has the club win the competition in about the article's year, or before.
PairReader::Piece PairReader::KnownTitle(const Entity& club, const Entity& competition) const {
  const auto won = [&](int first, int last) {
    return names_.HasWon(competition.register_entry, club.name,
                         {static_cast<int16_t>(first), static_cast<int16_t>(last)});
  };
  const int year = document_.year;
  return year == 0                                           ? Piece("no-year")
         : won(year - 1, year + 1)                           ? Piece("now")
         : won(0, year)                                      ? Piece("once")
         : names_.KnowsWinnersOf(competition.register_entry) ? Piece("never")
                                                             : Piece("unknown");
}

void PairReader::DescribeKnown(const MentionPair& pair, FeatureList& features) const {
  const EntityIndex first = MentionOf(pair.first).entity;
  const EntityIndex second = MentionOf(pair.second).entity;
  const Entity& one = document_.entities[first];
  const Entity& other = document_.entities[second];
  if (other.type == EntityType::kClub) {
    const Piece topic = second == named_.topic_club ? Piece("topic") : Piece("aside");
    features.Add(topic);
    if (IsHuman(one.type)) {
      const Piece type = PieceOf(one.type);
      const Piece known = KnownMembership(one, other);
      const Piece here = one.affiliation == second  ? Piece("here")
                         : one.affiliation == kNone ? Piece("nowhere")
                                                    : Piece("elsewhere");
      features.Add("known", known);
      features.Add("known", known, type);
      features.Add("known", known, topic);
      if (const Piece turn = KnownTurn(one, other); !turn.text.empty()) {
        features.Add("turn", turn);
        features.Add("turn", turn, type);
      }
      features.Add("belongs", here);
      features.Add("belongs", here, type, topic);
    }
  }
  if (other.type == EntityType::kCompetition && one.type == EntityType::kClub) {
    const Piece topic = first == named_.topic_club ? Piece("topic") : Piece("aside");
    features.Add(topic);
    features.Add("may-enter", MayEnter(names_, one, other) ? Piece("yes") : Piece("no"));
    if (other.register_entry != kNone) {
      const Piece season = KnownSeason(one, other);
      features.Add("season", season);
      features.Add("season", season, topic);
      features.Add("title", KnownTitle(one, other));
      const KnownEntry cup = names_.entry(other.register_entry);
      features.Add("season", season, cup.league ? Piece("league") : Piece("cup"));
      features.Add("cup-is", cup.league ? Piece("league") : Piece("cup"),
                   cup.country.empty() ? Piece("of-many") : Piece("of-one"),
                   one.national_team ? Piece("nation") : Piece("club"));
    }
  }
}

/// Of a pair that no sentence names together: the sentence of the first.
void PairReader::DescribeFirstApart(PairKind kind, MentionIndex index,
                                    FeatureList& features) const {
  const Mention& first = MentionOf(index);
  const EntityType other =
      kind == PairKind::kPersonClubApart ? EntityType::kClub : EntityType::kCompetition;
  std::size_t others = 0;
  const Sentence& whole = document_.sentences[first.sentence];
  for (MentionIndex at = whole.mention_begin; at < whole.mention_end; ++at) {
    const EntityIndex entity = MentionOf(at).entity;
    others += entity != kNone && document_.entities[entity].type == other ? 1 : 0;
  }
  features.Add("others", Coarse(others));
  const TokenRange sentence = whole.tokens;
  constexpr TokenIndex kBefore = kWordsBefore;
  const TokenIndex begin =
      std::max<TokenIndex>(sentence.begin + kBefore, first.tokens.begin) - kBefore;
  for (TokenIndex at = begin; at < first.tokens.begin; ++at) {
    features.Add("left", Word(at));
  }
  const TokenIndex end = std::min<TokenIndex>(sentence.end, first.tokens.end + kWordsBehind);
  for (TokenIndex at = first.tokens.end; at < end; ++at) {
    features.Add("right", Word(at));
  }
}

/// And how far the second is.
void PairReader::DescribeDistanceApart(const MentionPair& pair, FeatureList& features) const {
  const EntityIndex second = MentionOf(pair.second).entity;
  const auto begin = sentences_of_.begin() + sentences_begin_[second];
  const auto end = sentences_of_.begin() + sentences_begin_[second + 1];
  const auto behind = std::lower_bound(begin, end, pair.sentence);
  std::size_t nearest = document_.sentences.size();
  bool before = false;
  if (behind != end) {
    nearest = *behind - pair.sentence;
  }
  if (behind != begin && pair.sentence - behind[-1] <= nearest) {
    nearest = pair.sentence - behind[-1];
    before = true;
  }
  features.Add("sentences", Coarse(nearest), NameOfOrder(before));
}

void PairReader::DescribeClaims(MentionIndex first_mention, MentionIndex second_mention,
                                FeatureList& features) const {
  const EntityIndex first = MentionOf(first_mention).entity;
  // What they found of the two is left out: there is nothing to be found any more.
  ClaimIndex::Counts counts = claims_.CountsOf(first);
  if (second_mention != kNone) {
    for (const uint32_t number : claims_.OfPair(first, MentionOf(second_mention).entity)) {
      const Fact& fact = claims_.candidate(number).fact;
      auto& role = fact.subject == first ? counts.as_subject : counts.as_object;
      --role[static_cast<std::size_t>(fact.relation)];
    }
  }
  for (std::size_t relation = 0; relation < kRelationCount; ++relation) {
    if (counts.as_subject[relation] != 0) {
      features.Add("first-also", PieceOf(static_cast<Relation>(relation)));
    }
    if (counts.as_object[relation] != 0) {
      features.Add("first-also-object", PieceOf(static_cast<Relation>(relation)));
    }
  }
}

void PairReader::DescribeWeakClaims(const MentionPair& pair, FeatureList& features) const {
  const EntityIndex first = MentionOf(pair.first).entity;
  const EntityIndex second = MentionOf(pair.second).entity;
  for (const uint32_t number : claims_.WeakOfPair(first, second)) {
    const Fact& fact = claims_.candidate(number).fact;
    const Piece name = PieceOf(fact.relation);
    const Piece order = fact.subject == first ? Piece("first") : Piece("second");
    features.Add("weak", name, order);
    if (fact.evidence.front() == pair.sentence) {
      features.Add("weak-here", name, order);
    }
  }
}

/// What the rules found in the sentence of either with somebody else.
void PairReader::DescribeClaimsHere(const MentionPair& pair, FeatureList& features) const {
  const EntityIndex first = MentionOf(pair.first).entity;
  const EntityIndex second = MentionOf(pair.second).entity;
  constexpr std::array<Piece, 4> kForms = {Piece("first-here"), Piece("first-here-object"),
                                           Piece("second-here"), Piece("second-here-object")};
  std::array<uint32_t, kForms.size()> said{};  // A bit for each relation.
  for (const uint32_t number : claims_.OfSentence(pair.sentence)) {
    const Fact& fact = claims_.candidate(number).fact;
    const bool of_first = fact.subject == first || fact.object == first;
    const bool of_second = fact.subject == second || fact.object == second;
    if (of_first != of_second) {
      const bool subject = fact.subject == (of_first ? first : second);
      said[(of_first ? 0U : 2U) + (subject ? 0U : 1U)] |= 1U
                                                          << static_cast<uint32_t>(fact.relation);
    }
  }
  for (std::size_t form = 0; form < kForms.size(); ++form) {
    uint32_t bits = said[form];
    for (uint32_t relation = 0; bits != 0; ++relation, bits >>= 1U) {
      if ((bits & 1U) != 0) {
        features.Add(kForms[form], PieceOf(static_cast<Relation>(relation)));
      }
    }
  }
}

}  // namespace rondo::articles
