#include "tools/articles/pronouns.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// "the 20-year-old on loan who".
constexpr uint32_t kPhraseTokensMax = 4;

constexpr WordList kPeople = {"fans",     "supporters", "people",      "critics",
                              "police",   "reporters",  "journalists", "parents",
                              "referees", "pundits",    "staff"};

}  // namespace

void PronounResolver::Resolve(MentionIndex index, bool quoted) {
  Mention& mention = article_.mentions[index];
  const std::string_view word = Word(mention.tokens.begin);
  if (word == "i" || word == "me" || word == "my" || word == "mine" || word == "myself") {
    mention.entity = quoted ? SpeakerAt(mention) : kNone;
    return;
  }
  if (word == "we" || word == "us" || word == "our" || word == "ours" || word == "ourselves") {
    mention.entity = quoted ? memberships_.ClubOf(SpeakerAt(mention)) : kNone;
    return;
  }
  if (word == "who" || word == "whom" || word == "whose" || word == "which") {
    mention.entity = FirstAntecedent(index);
    if (word == "who") {
      mention.entity_2 = SecondAntecedent(index);
    }
    return;
  }
  Wanted wanted;
  wanted.except = quoted ? SpeakerAt(mention) : kNone;
  if (word.starts_with("it")) {
    // "It is ...", "it was ...": nothing is meant by most of them; its and itself have one.
    if (word == "it" && (quoted || !DoesWhatTeamsDo(mention))) {
      return;
    }
    wanted.body = true;
  } else if (mention.plural) {
    if (AreOthers(index)) {
      return;
    }
    wanted.plural = true;
    wanted.body = true;
  } else {
    wanted.human = true;
    wanted.female = word.starts_with("she") || word.starts_with("her");
  }
  wanted.object = word == "him" || word == "them";
  wanted.subject = wanted.object ? roles_.ClauseSubjectBefore(index) : kNone;
  if (wanted.human && !wanted.object && !mention.possessive) {
    ExcludeNamesBehind(index);
  }
  if (mention.plural && quoted && SpeaksOfOthers(mention)) {
    if (ArePlayers(mention)) {
      return;
    }
    wanted.except = memberships_.ClubOf(SpeakerAt(mention));
  }
  if (!wanted.object && !quoted && wanted.human) {
    mention.entity = SubjectAhead(index, wanted);
    if (mention.entity != kNone) {
      return;
    }
  }
  const Antecedent best = search_.Best(index, wanted);
  mention.entity = best.entity;
  mention.doubtful = best.IsTie() || (wanted.human && IsOneOfPair(index, best.entity));
}

/// "It faces Roma", "it must overturn a deficit", "it has signed two players", as American papers
/// write of a club.
bool PronounResolver::DoesWhatTeamsDo(const Mention& mention) const {
  static constexpr WordList kBetween = {"will", "has",  "had", "must", "also", "then",
                                        "just", "have", "now", "to",   "even", "since"};
  static constexpr WordList kDeeds = {
      "beat",     "beats",      "beaten",   "faces",    "face",     "hosts",      "host",
      "hosted",   "plays",      "play",     "lost",     "loses",    "lose",       "drew",
      "draws",    "visits",     "visit",    "visited",  "travels",  "travel",     "signed",
      "sold",     "bought",     "finished", "conceded", "overturn", "trails",     "qualified",
      "advanced", "trailed",    "overcame", "defeated", "meets",    "eliminated", "scored",
      "advances", "entertains", "sits",     "leads"};
  constexpr TokenIndex kWordsMax = 3;
  const TokenIndex end = document_.sentences[mention.sentence].tokens.end;
  for (TokenIndex at = mention.tokens.end; at < std::min(end, mention.tokens.end + kWordsMax);
       ++at) {
    if (kDeeds.Has(Word(at))) {
      return true;
    }
    if (!kBetween.Has(Word(at))) {
      return false;
    }
  }
  return false;
}

/// "We know that they are good". Coaches may call their players so, players say "we" of them.
bool PronounResolver::SpeaksOfOthers(const Mention& mention) const {
  return roles_.SaysWe(IsPlayersWord(mention)
                           ? document_.quotes[At(mention.tokens.begin).quote].tokens
                           : document_.sentences[mention.sentence].tokens,
                       true);
}

bool PronounResolver::IsPlayersWord(const Mention& mention) const {
  const EntityIndex speaker = SpeakerAt(mention);
  return speaker != kNone && document_.entities[speaker].type == EntityType::kPlayer;
}

/// "They are great players": those around him, and no club.
bool PronounResolver::ArePlayers(const Mention& mention) const {
  static constexpr WordList kPlayers = {"players", "lads", "boys", "guys", "fellas", "blokes"};
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex begin = mention.tokens.end;
  const TokenIndex end = document_.sentences[mention.sentence].tokens.end;
  bool is = false;
  for (TokenIndex at = begin; at < std::min(end, begin + kWordsMax); ++at) {
    is = is || Word(at) == "are" || Word(at) == "'re" || Word(at) == "were";
    if (is && kPlayers.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "I cannot thank the supporters enough, they were great": no club stands between.
bool PronounResolver::AreOthers(MentionIndex index) const {
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex comma = MentionOf(index).tokens.begin - 1;
  const TokenIndex begin = document_.sentences[MentionOf(index).sentence].tokens.begin;
  if (MentionOf(index).possessive) {
    return false;
  }
  if (BeginsWithPeople(index)) {
    return true;
  }
  if (comma <= begin || comma > document_.tokens.size() || Word(comma) != ",") {
    return false;
  }
  for (TokenIndex at = comma; at > begin && comma - at < kWordsMax; --at) {
    const MentionIndex between = At(at - 1).mention;
    if (kPeople.Has(Word(at - 1))) {
      return true;
    }
    if (between != kNone && MentionOf(between).entity != kNone) {
      return false;
    }
  }
  return false;
}

/// "The staff here help a lot. I have worked with them": the sentence before is about them, and no
/// club is named since.
bool PronounResolver::BeginsWithPeople(MentionIndex index) const {
  constexpr TokenIndex kWordsMax = 4;
  const SentenceIndex sentence = MentionOf(index).sentence;
  for (MentionIndex back = index; back > 0 && MentionOf(back - 1).sentence == sentence; --back) {
    if (IsClub(MentionOf(back - 1).entity)) {
      return false;
    }
  }
  if (sentence == 0) {
    return false;
  }
  auto [begin, end] = document_.sentences[sentence - 1].tokens;
  if (const QuoteIndex quote = At(end - 1).quote; quote != kNone) {
    begin = std::max(begin, document_.quotes[quote].tokens.begin);
  }
  for (TokenIndex at = begin; at < std::min(end, begin + kWordsMax); ++at) {
    if (kPeople.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "Small and Blank have met often since his arrival": of either.
bool PronounResolver::IsOneOfPair(MentionIndex index, EntityIndex entity) const {
  const auto are_joined = [&](MentionIndex left, MentionIndex right) {
    const Mention& first = MentionOf(left);
    const Mention& second = MentionOf(right);
    return first.kind == MentionKind::kName && second.kind == MentionKind::kName &&
           first.tokens.end + 1 == second.tokens.begin && Word(first.tokens.end) == "and" &&
           IsPerson(left) && IsPerson(right);
  };
  for (MentionIndex back = index;
       back > 0 && MentionOf(back - 1).sentence == MentionOf(index).sentence; --back) {
    if (MentionOf(back - 1).entity == entity) {
      return (back > 1 && are_joined(back - 2, back - 1)) ||
             (back < index && are_joined(back - 1, back));
    }
  }
  return false;
}

/// "He was absent from Fons's squad": whom the clause names behind its subject is another.
void PronounResolver::ExcludeNamesBehind(MentionIndex index) {
  for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
    const Mention& named = MentionOf(next);
    const bool apart = named.sentence != MentionOf(index).sentence ||
                       roles_.ClauseBetween(index, next) || BracketBetween(index, next);
    if (apart) {
      return;
    }
    if (named.kind == MentionKind::kName && named.entity != kNone) {
      search_.Exclude(index, named.entity);
    }
  }
}

/// "he [Small] is good": the same.
bool PronounResolver::BracketBetween(MentionIndex left, MentionIndex right) const {
  for (TokenIndex at = MentionOf(left).tokens.end; at < MentionOf(right).tokens.begin; ++at) {
    if (Word(at) == "[" || Word(at) == "(") {
      return true;
    }
  }
  return false;
}

/// "When asked about his future, Osimhen remained coy": the clause in front speaks of the subject
/// behind it.
EntityIndex PronounResolver::SubjectAhead(MentionIndex index, const Wanted& wanted) const {
  static constexpr WordList kOpeners = {
      "when",     "while",  "as",        "after", "before", "despite", "since",
      "although", "with",   "in",        "once",  "asked",  "having",  "if",
      "speaking", "during", "following", "upon",  "amid",   "given",   "ahead"};
  const Mention& mention = MentionOf(index);
  const TokenRange sentence = document_.sentences[mention.sentence].tokens;
  if (!kOpeners.Has(Word(sentence.begin))) {
    return kNone;
  }
  for (MentionIndex other = index; other > 0; --other) {
    const Mention& before = MentionOf(other - 1);
    if (before.sentence != mention.sentence) {
      break;
    }
    if (before.entity != kNone && IsHuman(document_.entities[before.entity].type)) {
      return kNone;
    }
  }
  bool comma = false;
  TokenIndex from = mention.tokens.end;
  for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
    const Mention& candidate = MentionOf(next);
    if (candidate.sentence != mention.sentence) {
      break;
    }
    for (; from < candidate.tokens.begin; ++from) {
      comma = comma || document_.TextOf(At(from)) == ",";
    }
    if (comma && candidate.kind != MentionKind::kName && roles_.IsClauseSubject(next)) {
      return kNone;  // "During his time there, he ..."
    }
    if (comma && candidate.kind == MentionKind::kName && roles_.IsClauseSubject(next) &&
        candidate.entity != kNone) {
      return evidence_.Fits(candidate.entity, wanted) ? candidate.entity : kNone;
    }
  }
  return kNone;
}

/// The name or description right before "who" or "whose".
EntityIndex PronounResolver::FirstAntecedent(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  const bool thing = Word(mention.tokens.begin) == "which";
  for (MentionIndex back = index; back > 0; --back) {
    const Mention& candidate = MentionOf(back - 1);
    if (candidate.sentence != mention.sentence ||
        !OnlyMarksBetween(candidate.tokens.end, mention.tokens.begin)) {
      break;
    }
    if (candidate.entity == kNone || candidate.kind == MentionKind::kDemonym) {
      continue;
    }
    const bool human = IsHuman(document_.entities[candidate.entity].type);
    if (thing && human) {
      continue;
    }
    if (!thing && !human && roles_.IsModifier(back - 1)) {
      continue;
    }
    return candidate.entity;
  }
  return kNone;
}

/// "David Weir and Alan Stubbs, who are ...": both of them.
EntityIndex PronounResolver::SecondAntecedent(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  const TokenIndex verb = mention.tokens.end;
  if (mention.entity == kNone || verb >= document_.tokens.size() || index < 2 ||
      (Word(verb) != "are" && Word(verb) != "were" && Word(verb) != "have")) {
    return kNone;
  }
  for (MentionIndex back = index; back > 1; --back) {
    const Mention& last = MentionOf(back - 1);
    const Mention& first = MentionOf(back - 2);
    if (first.sentence != mention.sentence) {
      break;
    }
    const bool joined = last.entity == mention.entity && first.entity != kNone &&
                        first.entity != last.entity && first.tokens.end < last.tokens.begin &&
                        Word(last.tokens.begin - 1) == "and" &&
                        first.tokens.end + 1 == last.tokens.begin;
    if (joined && IsHuman(document_.entities[first.entity].type)) {
      return first.entity;
    }
  }
  return kNone;
}

/// ", 26, who": commas, dashes, numbers and names, but no words that "who" could stand for
/// instead.
bool PronounResolver::OnlyMarksBetween(TokenIndex begin, TokenIndex end) const {
  bool phrase = false;  // "the 20-year-old on loan who".
  for (TokenIndex at = begin; at < end; ++at) {
    const bool preposition = IsPreposition(Word(at)) && Word(at) != "of";
    if (At(at).Has(kWordToken) && At(at).mention == kNone && !preposition && !phrase) {
      return false;
    }
    phrase = preposition && at == begin && end - begin <= kPhraseTokensMax;
  }
  return true;
}

}  // namespace rondo::articles
