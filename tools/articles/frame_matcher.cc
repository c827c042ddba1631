#include "tools/articles/frame_matcher.h"

#include <algorithm>

namespace rondo::articles {
namespace {

/// Prepositions are few: seldom do two share a bit.
uint64_t PhraseBit(WordId preposition) { return uint64_t{1} << (preposition % 64U); }

bool IsBehind(const FrameArgument& argument, const PrepositionalPhrase& phrase) {
  return std::find(argument.prepositions.begin(), argument.prepositions.end(),
                   phrase.preposition) != argument.prepositions.end();
}

}  // namespace

FrameRoom FrameMatcher::RoomFor(const Rule& rule) {
  FrameRoom wanted;
  unsigned& room = wanted.places;
  if (rule.voice != Voice::kAny) {
    room |= rule.voice == Voice::kActive ? kActiveRoom : kPassiveRoom;
  }
  for (const FrameArgument& argument : rule.arguments) {
    if (argument.optional || argument.absent) {
      continue;
    }
    room |= argument.place == ArgumentPlace::kSubject  ? kSubjectRoom
            : argument.place == ArgumentPlace::kObject ? kObjectRoom
                                                       : 0;
    if (argument.place == ArgumentPlace::kPreposition && !argument.or_object &&
        wanted.phrases == 0) {
      for (const WordId preposition : argument.prepositions) {
        wanted.phrases |= PhraseBit(preposition);
      }
    }
  }
  return wanted;
}

FrameRoom FrameMatcher::RoomAt(const Predicate& predicate) const {
  FrameRoom room;
  for (const PrepositionalPhrase& phrase : predicate.phrases) {
    room.phrases |= PhraseBit(phrase.preposition);
  }
  const bool subjects = !predicate.subjects.empty();
  if ((clauses_.chunks[predicate.chunk].flags & kPassive) == 0) {
    room.places = kActiveRoom | (subjects ? kSubjectRoom : 0U) |
                  (predicate.objects.empty() ? 0U : kObjectRoom);
    return room;
  }
  const auto by = std::find_if(
      predicate.phrases.begin(), predicate.phrases.end(),
      [&](const PrepositionalPhrase& phrase) { return phrase.preposition == lexicon_.by; });
  const bool doer = by != predicate.phrases.end() && !by->nouns.empty();
  room.places = kPassiveRoom | (doer ? kSubjectRoom : 0U) | (subjects ? kObjectRoom : 0U);
  return room;
}

bool FrameMatcher::ParticleFits(const Rule& rule, const Chunk& group) const {
  if (rule.particles.empty()) {
    return true;
  }
  const TokenRange after{group.tokens.end, std::min(group.tokens.end + 6, sentence_.tokens.end)};
  return std::any_of(rule.particles.begin(), rule.particles.end(),
                     [&](ClassId id) { return HoldsPhrase(after, id); });
}

bool FrameMatcher::HoldsPhrase(TokenRange range, ClassId id) const {
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    if (lexicon_.MatchClass(id, document_.Tokens({token, range.end})) > 0) {
      return true;
    }
  }
  return false;
}

/// With what hangs on it: "the heart and soul of the club", "one of the best players".
TokenRange FrameMatcher::WholePhrase(ChunkIndex noun) const {
  TokenRange range = clauses_.chunks[noun].tokens;
  bool joined = false;
  for (ChunkIndex at = noun + 1; at < clauses_.chunks.size(); ++at) {
    const Chunk& chunk = clauses_.chunks[at];
    const bool joins = chunk.kind == ChunkKind::kConjunction || chunk.kind == ChunkKind::kQuote ||
                       chunk.kind == ChunkKind::kAdverb ||
                       (chunk.kind == ChunkKind::kPreposition && chunk.word == lexicon_.of);
    if (!joins && !(chunk.kind == ChunkKind::kNounPhrase && joined && chunk.head == kNone)) {
      break;
    }
    joined = joins;
    range.end = chunk.tokens.end;
  }
  return range;
}

const NounList& FrameMatcher::NounsAt(const FrameArgument& argument, const Predicate& predicate,
                                      NounList& nouns) const {
  const bool passive = (clauses_.chunks[predicate.chunk].flags & kPassive) != 0;
  switch (argument.place) {
    case ArgumentPlace::kSubject:
      if (!passive) {
        return predicate.subjects;
      }
      for (const PrepositionalPhrase& phrase : predicate.phrases) {
        if (phrase.preposition == lexicon_.by) {
          return phrase.nouns;
        }
      }
      return nouns;
    case ArgumentPlace::kObject:
      return passive ? predicate.subjects : predicate.objects;
    case ArgumentPlace::kSecondObject:
      return passive ? predicate.objects : predicate.second_objects;
    case ArgumentPlace::kPossessor:
      for (const ChunkIndex chunk : passive ? predicate.subjects : predicate.objects) {
        if (clauses_.chunks[chunk].possessor != kNone) {
          nouns.push_back(chunk);
        }
      }
      return nouns;
    case ArgumentPlace::kSelf:
      nouns.push_back(predicate.chunk);
      return nouns;
    case ArgumentPlace::kPreposition:
      if (argument.or_object) {
        nouns = passive ? predicate.subjects : predicate.objects;
      }
      for (const PrepositionalPhrase& phrase : predicate.phrases) {
        if (IsBehind(argument, phrase)) {
          nouns.Append(phrase.nouns.begin(), phrase.nouns.end());
        }
      }
      return nouns;
  }
  return nouns;
}

/// False where the rule asks for something behind a preposition that the predicate does not have:
/// seen before a match is made.
bool FrameMatcher::HasPhrases(const Rule& rule, const Predicate& predicate) {
  return std::all_of(
      rule.arguments.begin(), rule.arguments.end(), [&](const FrameArgument& argument) {
        return argument.place != ArgumentPlace::kPreposition || argument.optional ||
               argument.absent || argument.or_object ||
               std::any_of(
                   predicate.phrases.begin(), predicate.phrases.end(),
                   [&](const PrepositionalPhrase& phrase) { return IsBehind(argument, phrase); });
      });
}

bool FrameMatcher::FillFrom(const FrameArgument& argument, const NounList& nouns,
                            RuleMatch& match) const {
  // "his desire to leave": he is to leave. But in "his goal came" it is not he who came.
  const bool owners_count =
      argument.place == ArgumentPlace::kSubject && match.predicate != kNone &&
      match.nominal == kNone &&
      (clauses_.chunks[clauses_.predicates[match.predicate].chunk].flags & kInfinitive) != 0;
  bool filled = false;
  for (const ChunkIndex chunk : nouns) {
    if (argument.noun != kNoClass) {
      filled = filled || HoldsPhrase(WholePhrase(chunk), argument.noun);
      continue;
    }
    MentionIndex mention = kNone;
    if (argument.place == ArgumentPlace::kPossessor || argument.owner) {
      const MentionIndex possessor = clauses_.chunks[chunk].possessor;
      mention =
          possessor != kNone && Fits(document_, possessor, argument.filter) ? possessor : kNone;
    } else {
      mention = FillerOf(document_, clauses_, chunk, argument.filter, owners_count);
    }
    if (mention == kNone && argument.place == ArgumentPlace::kPreposition &&
        argument.filter.types == TypeBit(EntityType::kCompetition)) {
      mention = CompetitionIn(document_, clauses_, chunk, argument.filter);
    }
    if (mention == kNone) {
      continue;
    }
    filled = true;
    Take(argument, mention, match);
  }
  return filled;
}

void FrameMatcher::Take(const FrameArgument& argument, MentionIndex mention,
                        RuleMatch& match) const {
  if (argument.slot < kSlotsMax) {
    match.slots[argument.slot].push_back(mention);
    match.reach.begin = std::min(match.reach.begin, document_.mentions[mention].tokens.begin);
    match.reach.end = std::max(match.reach.end, document_.mentions[mention].tokens.end);
  }
}

/// Whose the noun is: "Smalling's move", "his move", "the Chelsea bid", else whoever the verb says
/// it of: "Smalling completed a move".
bool FrameMatcher::FillOwner(const FrameArgument& argument, const Nominal& nominal,
                             RuleMatch& match) const {
  const Chunk& chunk = clauses_.chunks[nominal.phrase.chunk];
  if (chunk.possessor != kNone) {
    const bool fits = Fits(document_, chunk.possessor, argument.filter);
    if (fits) {
      Take(argument, chunk.possessor, match);
      return true;
    }
    const MentionIndex club = FillerOf(document_, clauses_, nominal.phrase.chunk, argument.filter,
                                       /*possessor_counts=*/true);
    if (club != kNone) {
      Take(argument, club, match);
    }
    return club != kNone;
  }
  for (TokenIndex token = chunk.tokens.begin; token < nominal.head; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (mention != kNone && document_.mentions[mention].kind == MentionKind::kName &&
        Fits(document_, mention, argument.filter)) {
      Take(argument, mention, match);
      return true;
    }
  }
  return argument.place == ArgumentPlace::kSubject &&
         FillFrom(argument, nominal.phrase.subjects, match);
}

/// Neither an owner nor a club as subject of the verb: whose it is must be looked for elsewhere.
bool FrameMatcher::IsNobodys(const Nominal& nominal) const {
  if (clauses_.chunks[nominal.phrase.chunk].possessor != kNone) {
    return false;
  }
  FrameArgument club;
  club.filter.types = TypeBit(EntityType::kClub);
  club.filter.via_manager = true;
  RuleMatch nobody;
  return !FillOwner(club, nominal, nobody);
}

bool FrameMatcher::FillArgument(const FrameArgument& argument, const Predicate& predicate,
                                RuleMatch& match) const {
  NounList scratch;
  const NounList& nouns = NounsAt(argument, predicate, scratch);
  if (argument.absent && argument.place == ArgumentPlace::kPreposition) {
    // "signed a deal with an option": with nobody.
    return std::all_of(nouns.begin(), nouns.end(), [&](ChunkIndex noun) {
      return clauses_.chunks[noun].head == kNone && clauses_.chunks[noun].possessor == kNone;
    });
  }
  if (argument.absent) {
    // "lost 2-1 to": a score is nothing that was lost.
    return std::all_of(nouns.begin(), nouns.end(), [&](ChunkIndex noun) {
      const TokenIndex word = clauses_.chunks[noun].head_word;
      return word != kNone && document_.tokens[word].Has(kScoreToken);
    });
  }
  return FillFrom(argument, nouns, match) || argument.optional;
}

void FrameMatcher::Match(const Rule& rule, uint32_t predicate_index,
                         std::vector<RuleMatch>& out) const {
  const Predicate& predicate = clauses_.predicates[predicate_index];
  const Chunk& group = clauses_.chunks[predicate.chunk];
  if (!HasPhrases(rule, predicate) || !ParticleFits(rule, group)) {
    return;
  }
  RuleMatch match;
  match.rule = &rule;
  match.sentence = document_.tokens[sentence_.tokens.begin].sentence;
  match.trigger = group.verb;
  match.reach = group.tokens;
  match.predicate = predicate_index;
  for (const FrameArgument& argument : rule.arguments) {
    if (!FillArgument(argument, predicate, match)) {
      return;
    }
  }
  if (Finish(rule, {std::min(predicate.reach_begin, group.tokens.begin), predicate.reach_end},
             match)) {
    out.push_back(std::move(match));
  }
}

/// "deserved TO BE ELIMINATED", "want him TO STAY": with the infinitive right behind.
TokenIndex FrameMatcher::EndOfPurpose(TokenIndex end) const {
  const auto behind = std::find_if(clauses_.chunks.begin(), clauses_.chunks.end(),
                                   [&](const Chunk& chunk) { return chunk.tokens.begin == end; });
  const bool purpose = behind != clauses_.chunks.end() && behind->kind == ChunkKind::kVerbGroup &&
                       (behind->flags & kInfinitive) != 0;
  return purpose ? behind->tokens.end : end;
}

/// The words around, and the score and money among them.
bool FrameMatcher::Finish(const Rule& rule, TokenRange reach, RuleMatch& match) const {
  const auto holds = [&](ClassId id) { return HoldsPhrase(reach, id); };
  if (!std::all_of(rule.wanted.begin(), rule.wanted.end(), holds)) {
    return false;
  }
  const TokenRange with_purpose =
      rule.unwanted.empty() ? reach : TokenRange{reach.begin, EndOfPurpose(reach.end)};
  const auto spoils = [&](ClassId id) { return HoldsPhrase(with_purpose, id); };
  if (std::any_of(rule.unwanted.begin(), rule.unwanted.end(), spoils)) {
    return false;
  }
  for (TokenIndex token = reach.begin; token < reach.end; ++token) {
    if (document_.tokens[token].Has(kScoreToken) && match.score == kNone) {
      match.score = token;
    }
    const std::string_view text = document_.Folded(document_.tokens[token]);
    const bool money = !text.empty() && (text[0] == '$' || text.substr(0, 2) == "\xC2\xA3" ||
                                         text.substr(0, 3) == "\xE2\x82\xAC");
    if (money && match.money == kNone) {
      match.money = token;
    }
  }
  return true;
}

void FrameMatcher::MatchNoun(const Rule& rule, uint32_t index, std::vector<RuleMatch>& out) const {
  const Nominal& nominal = clauses_.nominals[index];
  RuleMatch match;
  match.rule = &rule;
  match.sentence = document_.tokens[sentence_.tokens.begin].sentence;
  match.trigger = nominal.head;
  match.reach = clauses_.chunks[nominal.phrase.chunk].tokens;
  match.predicate = nominal.governor;
  match.nominal = index;
  for (const FrameArgument& argument : rule.arguments) {
    const bool owner =
        argument.place == ArgumentPlace::kSubject || argument.place == ArgumentPlace::kPossessor;
    const bool filled = owner && argument.absent ? IsNobodys(nominal)
                        : owner ? FillOwner(argument, nominal, match) || argument.optional
                                : FillArgument(argument, nominal.phrase, match);
    if (!filled) {
      return;
    }
  }
  if (Finish(rule, {nominal.phrase.reach_begin, nominal.phrase.reach_end}, match)) {
    out.push_back(std::move(match));
  }
}

}  // namespace rondo::articles
