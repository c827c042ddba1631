#include "tools/articles/modality.h"
#include "tools/articles/word_list.h"

#include <algorithm>

namespace rondo::articles {
namespace {

// How far back from an infinitive its governing words are looked for.
constexpr uint32_t kRegionTokensMax = 14;

bool IsWanting(Relation relation) {
  return relation == Relation::kWantsToSign || relation == Relation::kWantsToJoin ||
         relation == Relation::kWantsToLeave;
}

}  // namespace

CueClasses::CueClasses(const Lexicon& lexicon)
    : want(lexicon.FindClass("cue-want")),
      plan(lexicon.FindClass("cue-plan")),
      fail(lexicon.FindClass("cue-fail")),
      done(lexicon.FindClass("cue-done")),
      chance(lexicon.FindClass("cue-chance")),
      maybe(lexicon.FindClass("cue-maybe")),
      deny(lexicon.FindClass("cue-deny")),
      condition(lexicon.FindClass("cue-condition")),
      hearsay(lexicon.FindClass("cue-hearsay")),
      matter(lexicon.FindClass("cue-matter")),
      noun_plan(lexicon.FindClass("cue-noun-plan")),
      noun_near(lexicon.FindClass("cue-noun-near")),
      verb_miss(lexicon.FindClass("cue-verb-miss")),
      noun_fail(lexicon.FindClass("cue-noun-fail")),
      verb_want(lexicon.FindClass("cue-verb-want")),
      verb_fail(lexicon.FindClass("cue-verb-fail")),
      verb_spurn(lexicon.FindClass("cue-verb-spurn")),
      verb_drop(lexicon.FindClass("cue-verb-drop")),
      verb_end(lexicon.FindClass("cue-verb-end")),
      verb_spoil(lexicon.FindClass("cue-verb-spoil")) {}

bool ModalityReader::Holds(TokenRange range, ClassId id) const {
  if (id == kNoClass) {
    return false;
  }
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    if (lexicon_.MatchClass(id, document_.Tokens({token, range.end})) > 0) {
      return true;
    }
  }
  return false;
}

ModalityReader::Cue ModalityReader::LastCue(TokenRange range) const {
  const std::array<std::pair<ClassId, Stage>, 4> classes = {{{cues_.want, Stage::kWant},
                                                             {cues_.plan, Stage::kPlan},
                                                             {cues_.fail, Stage::kFail},
                                                             {cues_.done, Stage::kDone}}};
  Cue cue;
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    const std::span<const Token> tokens = document_.Tokens({token, range.end});
    uint32_t longest = 0;
    for (const auto& [id, stage] : classes) {
      const uint32_t length = id == kNoClass ? 0 : lexicon_.MatchClass(id, tokens);
      if (length > longest) {
        longest = length;
        cue = {token, stage};
      }
    }
    token += longest > 0 ? longest - 1 : 0;
  }
  return cue;
}

/// Where the words that govern the predicate begin.
TokenIndex ModalityReader::RegionBegin(const Predicate& predicate) const {
  const Chunk& group = clauses_.chunks[predicate.chunk];
  TokenIndex begin = group.tokens.begin;
  if ((group.flags & kFinite) == 0) {
    if (predicate.governor != kNone) {
      begin = clauses_.chunks[clauses_.predicates[predicate.governor].chunk].tokens.begin;
    } else if (!predicate.subjects.empty() && predicate.subjects.front() < predicate.chunk) {
      begin = clauses_.chunks[predicate.subjects.front()].tokens.begin;
    } else {
      begin = sentence_.tokens.begin;
    }
  }
  // "has made an effort to address this, bringing in X": no effort to do what he did.
  const bool result = (group.flags & kGerund) != 0 && predicate.chunk > 0 &&
                      clauses_.chunks[predicate.chunk - 1].kind == ChunkKind::kComma &&
                      predicate.governor != kNone &&
                      (clauses_.chunks[clauses_.predicates[predicate.governor].chunk].flags &
                       (kConditional | kFuture)) == 0;
  if (result) {
    begin = group.tokens.begin;
  }
  const TokenIndex limit =
      group.tokens.begin - std::min(group.tokens.begin - sentence_.tokens.begin, kRegionTokensMax);
  return std::max(begin, limit);
}

bool ModalityReader::InCondition(const Predicate& predicate) const {
  uint32_t steps = 0;
  for (ChunkIndex index = predicate.chunk; index-- > 0 && steps < 8; ++steps) {
    const Chunk& chunk = clauses_.chunks[index];
    if (chunk.kind == ChunkKind::kSubordinator) {
      return cues_.condition != kNoClass && lexicon_.InClass(cues_.condition, chunk.word);
    }
    // "if they were to wait and sign him later".
    const bool same = chunk.kind == ChunkKind::kVerbGroup && chunk.predicate != kNone &&
                      !predicate.subjects.empty() &&
                      clauses_.predicates[chunk.predicate].subjects == predicate.subjects;
    if (same) {
      continue;
    }
    if ((chunk.kind == ChunkKind::kVerbGroup && (chunk.flags & kFinite) != 0) ||
        chunk.kind == ChunkKind::kStop || chunk.kind == ChunkKind::kColon ||
        chunk.kind == ChunkKind::kRelative) {
      return false;
    }
  }
  return false;
}

/// "Had Smalling joined Roma, ...": a condition without "if".
bool ModalityReader::IsInverted(const Predicate& predicate) const {
  if (predicate.chunk < 2 || clauses_.chunks[predicate.chunk - 1].kind != ChunkKind::kNounPhrase) {
    return false;
  }
  const Chunk& first = clauses_.chunks[predicate.chunk - 2];
  const bool opens =
      predicate.chunk == 2 || clauses_.chunks[predicate.chunk - 3].kind == ChunkKind::kComma;
  const std::string_view word = document_.Folded(document_.tokens[first.tokens.begin]);
  return opens && first.kind == ChunkKind::kVerbGroup && first.tokens.size() == 1 &&
         (word == "had" || word == "should");
}

/// "would have joined", "should have signed".
bool ModalityReader::IsCounterfactual(const Chunk& group) const {
  if ((group.flags & kConditional) == 0 || (group.flags & (kPerfect | kHadPerfect)) == 0) {
    return false;
  }
  const std::string_view modal = document_.Folded(document_.tokens[group.tokens.begin]);
  return modal == "would" || modal == "should" || modal == "could" || modal == "'d";
}

/// "never wanted", "almost joined": the word stands in front of the verb group.
bool ModalityReader::IsNegatedBefore(const Predicate& predicate) const {
  static constexpr WordList kBefore = {"never", "almost", "nearly", "hardly"};
  if (predicate.chunk == 0 || clauses_.chunks[predicate.chunk - 1].kind != ChunkKind::kAdverb) {
    return false;
  }
  const TokenIndex last = clauses_.chunks[predicate.chunk - 1].tokens.end - 1;
  const std::string_view word = document_.Folded(document_.tokens[last]);
  const bool finite = (clauses_.chunks[predicate.chunk].flags & kFinite) != 0;
  return finite ? kBefore.Has(word) : word == "not";  // "for not backing him".
}

/// "I never said (that) I wanted", "nobody must think he will leave": the clause hangs on a saying
/// or thinking that is negated.
bool ModalityReader::IsNotSaid(const Predicate& predicate) const {
  static constexpr WordList kSaying = {"say",  "think",   "believe", "claim",
                                       "mean", "suggest", "expect",  "imagine"};
  if (predicate.subjects.empty() || predicate.subjects.front() >= predicate.chunk ||
      predicate.subjects.front() == 0) {
    return false;
  }
  ChunkIndex before = predicate.subjects.front() - 1;
  if (before > 0 && clauses_.chunks[before].kind == ChunkKind::kSubordinator) {
    const TokenIndex word = clauses_.chunks[before].tokens.begin;
    if (document_.Folded(document_.tokens[word]) != "that") {
      return false;
    }
    --before;
  }
  const Chunk& saying = clauses_.chunks[before];
  if (saying.kind != ChunkKind::kVerbGroup || saying.predicate == kNone ||
      !kSaying.Has(lexicon_.vocabulary().WordOf(saying.lemma))) {
    return false;
  }
  return (saying.flags & kNegated) != 0 || IsNegatedBefore(clauses_.predicates[saying.predicate]);
}

/// "rejected a move", "ruled out a move": the verb, with its particle, is one of the class.
bool ModalityReader::IsVerbOf(ClassId id, TokenIndex verb, TokenIndex noun) const {
  if (id == kNoClass || !lexicon_.MayBegin(id, document_.tokens[verb].word)) {
    return false;
  }
  if (lexicon_.InClass(id, document_.tokens[verb].word)) {
    return true;
  }
  return noun > verb + 1 && lexicon_.MatchClass(id, document_.Tokens({verb, noun})) == noun - verb;
}

/// "did not pick the squad to face Roma": they do face Roma.
bool ModalityReader::HangsOnNoun(const Predicate& predicate) const {
  if (predicate.chunk == 0 || clauses_.chunks[predicate.chunk - 1].kind != ChunkKind::kNounPhrase ||
      (clauses_.chunks[predicate.chunk].flags & kInfinitive) == 0) {
    return false;
  }
  const Chunk& noun = clauses_.chunks[predicate.chunk - 1];
  return noun.head == kNone && !Holds(noun.tokens, cues_.matter);
}

/// "This COULD SEE Smalling leave Roma": the doubt is about the leaving.
uint16_t ModalityReader::FlagsOfSeeing(const Predicate& predicate) const {
  constexpr uint16_t kNoInfinitive = kPast | kPerfect | kHadPerfect | kGerund | kInfinitive;
  if (predicate.subjects.empty() || predicate.subjects.front() == 0 ||
      predicate.subjects.front() >= predicate.chunk ||
      (clauses_.chunks[predicate.chunk].flags & kNoInfinitive) != 0) {
    return 0;
  }
  const Chunk& seeing = clauses_.chunks[predicate.subjects.front() - 1];
  const bool sees =
      seeing.kind == ChunkKind::kVerbGroup && lexicon_.vocabulary().WordOf(seeing.lemma) == "see";
  return sees ? static_cast<uint16_t>(seeing.flags & (kConditional | kFuture)) : uint16_t{0};
}

/// "Winning the cup would change little": not won yet.
bool ModalityReader::IsSubjectOfDoubt(const Predicate& predicate) const {
  const uint16_t flags = clauses_.chunks[predicate.chunk].flags;
  if ((flags & (kFinite | kInfinitive)) != 0) {
    return false;
  }
  return std::any_of(clauses_.chunks.begin() + predicate.chunk + 1, clauses_.chunks.end(),
                     [&](const Chunk& chunk) {
                       return chunk.tokens.begin == predicate.reach_end &&
                              chunk.kind == ChunkKind::kVerbGroup &&
                              (chunk.flags & (kConditional | kFuture)) != 0;
                     });
}

/// "fought off competition to sign him": told of the past, so it was more than a chance.
bool ModalityReader::BehindPast(const Predicate& predicate) const {
  if (predicate.governor == kNone) {
    return false;
  }
  const Predicate& governor = clauses_.predicates[predicate.governor];
  const Chunk& governing = clauses_.chunks[governor.chunk];
  // "urged the club to sign him": nobody says that it did.
  return governor.subjects == predicate.subjects &&
         (governing.flags & (kPast | kPerfect | kHadPerfect)) != 0 && !HangsOnNoun(predicate);
}

/// "fought back from 3-1 down to earn a draw", "scored late to beat Roma": the outcome, no purpose.
bool ModalityReader::IsOutcome(const Predicate& predicate) const {
  static constexpr WordList kEfforts = {
      "fight",   "come", "battle", "rally",   "recover", "rise",   "hold",     "bounce",
      "dig",     "claw", "scrape", "survive", "score",   "strike", "overturn", "return",
      "produce", "hang", "roar",   "storm",   "net",     "cruise", "ease"};
  static constexpr WordList kResults = {
      "beat",      "defeat",   "draw",  "win",      "earn",    "secure",  "rescue",  "snatch",
      "claim",     "salvage",  "edge",  "overcome", "take",    "reach",   "lift",    "clinch",
      "seal",      "level",    "knock", "force",    "grab",    "triumph", "condemn", "sink",
      "eliminate", "equalise", "deny",  "stun",     "inflict", "see"};
  const Vocabulary& vocabulary = lexicon_.vocabulary();
  if (predicate.governor == kNone ||
      !kResults.Has(vocabulary.WordOf(clauses_.chunks[predicate.chunk].lemma))) {
    return false;
  }
  const Predicate& governor = clauses_.predicates[predicate.governor];
  const Chunk& governing = clauses_.chunks[governor.chunk];
  return (governing.flags & (kFuture | kConditional | kNegated | kInfinitive)) == 0 &&
         governor.subjects == predicate.subjects && !HangsOnNoun(predicate) &&
         kEfforts.Has(vocabulary.WordOf(governing.lemma));
}

/// "needed a late goal to beat Roma 2-1": the score tells how it went.
bool ModalityReader::HasScore(const Predicate& predicate) const {
  static constexpr WordList kWins = {"beat", "defeat", "win",    "draw",   "earn",     "secure",
                                     "edge", "claim",  "snatch", "seal",   "overcome", "see",
                                     "take", "sink",   "thrash", "stun",   "grab",     "rescue",
                                     "down", "lose",   "go",     "clinch", "eliminate"};
  static constexpr WordList kNoResults = {"deficit", "lead", "hole", "advantage", "prediction"};
  static constexpr WordList kOpen = {"want", "hope",    "try",  "fail",  "bid",     "aim",
                                     "seek", "plan",    "have", "tip",   "predict", "back",
                                     "like", "attempt", "be",   "fancy", "use",     "expect"};
  constexpr TokenIndex kTokensMax = 8;
  const Vocabulary& vocabulary = lexicon_.vocabulary();
  const Chunk& group = clauses_.chunks[predicate.chunk];
  if (predicate.governor == kNone || !kWins.Has(vocabulary.WordOf(group.lemma))) {
    return false;
  }
  const Predicate& governor = clauses_.predicates[predicate.governor];
  const Chunk& governing = clauses_.chunks[governor.chunk];
  const std::string_view effort = vocabulary.WordOf(governing.lemma);
  if ((governing.flags & (kFuture | kConditional | kNegated | kInfinitive)) != 0 ||
      (governing.flags & (kPast | kPerfect | kHadPerfect)) == 0 || kOpen.Has(effort) ||
      (effort == "need" && governor.objects.empty())) {
    return false;
  }
  const TokenIndex end =
      std::min({group.tokens.end + kTokensMax, predicate.reach_end, sentence_.tokens.end});
  for (TokenIndex token = group.tokens.end; token < end; ++token) {
    if (document_.tokens[token].Has(kScoreToken)) {
      return token + 1 >= sentence_.tokens.end ||
             !kNoResults.Has(document_.Folded(document_.tokens[token + 1]));
    }
  }
  return false;
}

StageReading ModalityReader::StageOf(uint32_t predicate_index) const {
  StageReading reading;
  if (predicate_index == kNone) {
    return reading;
  }
  const Predicate& predicate = clauses_.predicates[predicate_index];
  const Chunk& group = clauses_.chunks[predicate.chunk];
  const TokenRange region{RegionBegin(predicate), group.verb};
  const Cue cue = LastCue(region);
  uint16_t flags = group.flags;
  bool condition = InCondition(predicate);
  bool never = false;
  if ((group.flags & kFinite) == 0 && predicate.governor != kNone) {
    const Predicate& governor = clauses_.predicates[predicate.governor];
    const Chunk& governing = clauses_.chunks[governor.chunk];
    // "since leaving", ", having only featured once": what he did, whatever he did not do besides.
    const bool complement =
        (group.flags & kInfinitive) != 0 || (cue.begin != kNone && cue.stage != Stage::kDone);
    if (complement && !HangsOnNoun(predicate)) {
      flags =
          static_cast<uint16_t>(flags | (governing.flags & (kNegated | kFuture | kConditional)));
      condition = condition || InCondition(governor);
      never = IsNegatedBefore(governor);  // "never showed interest in signing him".
    }
  }
  flags = static_cast<uint16_t>(flags | FlagsOfSeeing(predicate));
  // "would love to": the modal is part of the wish, not a doubt about it.
  if (cue.begin != kNone && cue.stage == Stage::kWant &&
      document_.Folded(document_.tokens[cue.begin]) == "would") {
    flags = static_cast<uint16_t>(flags & ~kConditional);
  }
  reading.stage = cue.begin != kNone ? cue.stage : Stage::kDone;
  reading.others_wish = reading.stage == Stage::kWant && !predicate.subjects.empty() &&
                        clauses_.chunks[predicate.subjects.front()].tokens.begin > cue.begin;
  if ((group.flags & kInfinitive) != 0 && HasScore(predicate)) {
    reading.stage = Stage::kDone;
  } else if (cue.begin == kNone && (group.flags & kInfinitive) != 0 && !IsOutcome(predicate)) {
    reading.stage = Stage::kPlan;  // "the deal to sign him": nobody says that it happened.
    reading.bare_infinitive = true;
  }
  const bool agreed = cue.begin != kNone && cue.stage == Stage::kPlan &&
                      !Holds({cue.begin, group.verb}, cues_.chance);
  reading.chance =
      !agreed && (flags & kFuture) == 0 && !(reading.bare_infinitive && BehindPast(predicate));
  reading.future = (flags & kFuture) != 0 || reading.stage == Stage::kPlan;
  reading.condition = condition || IsInverted(predicate);
  reading.conditional = (flags & kConditional) != 0 || reading.condition;
  reading.conditional = reading.conditional || IsSubjectOfDoubt(predicate);
  const std::string_view first = document_.Folded(document_.tokens[group.tokens.begin]);
  reading.open = first == "may" || first == "might";
  reading.counterfactual = IsCounterfactual(group);
  reading.negated =
      (flags & kNegated) != 0 || never || IsNegatedBefore(predicate) || IsNotSaid(predicate);
  if (reading.stage == Stage::kFail) {
    reading.negated = !reading.negated;  // "did not fail to".
  }
  if (reading.stage == Stage::kDone && ((flags & kFuture) != 0 || reading.conditional)) {
    reading.stage = Stage::kPlan;
  }
  const Token& last = document_.tokens[sentence_.tokens.end - 1];
  const bool dash_between = std::any_of(
      clauses_.chunks.begin() + predicate.chunk, clauses_.chunks.end(), [](const Chunk& chunk) {
        return chunk.kind == ChunkKind::kDash || chunk.kind == ChunkKind::kColon;
      });
  if (document_.Folded(last) == "?" && !dash_between) {
    reading.conditional = true;
    reading.stage = reading.stage == Stage::kDone ? Stage::kPlan : reading.stage;
  }
  return reading;
}

// How far behind the verb may stand what it says of its subject.
constexpr TokenIndex kNearTokensMax = 3;

/// "can build on Friday's 1-0 win", "may regret the 3-1 defeat": it has been played, whatever the
/// verb says. "a 1-0 win would do" has not.
bool ModalityReader::IsKnownResult(TokenRange phrase) const {
  static constexpr WordList kAnyOne = {"a", "an", "another", "any", "no"};
  const std::span<const Token> tokens = document_.Tokens(phrase);
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.Has(kScoreToken); }) &&
         !kAnyOne.Has(document_.Folded(tokens.front()));
}

bool ModalityReader::IsMatchWord(TokenIndex noun) const {
  static constexpr WordList kMatches = {
      "game",       "match", "clash",     "tie",       "trip",         "visit",    "meeting",
      "fixture",    "leg",   "encounter", "derby",     "opener",       "showdown", "final",
      "semi-final", "games", "matches",   "semifinal", "quarter-final"};
  return kMatches.Has(document_.Folded(document_.tokens[noun]));
}

/// "cannot be patient in Sunday's game": the game takes place, whatever happens in it.
bool ModalityReader::IsFixture(const Nominal& nominal) const {
  return IsMatchWord(nominal.head) && !SaysAny(nominal);
}

/// "a win", "another draw": none that is known yet.
bool ModalityReader::SaysAny(const Nominal& nominal) const {
  static constexpr WordList kAnyOne = {"a", "an", "another", "any"};
  const TokenRange phrase = clauses_.chunks[nominal.phrase.chunk].tokens;
  return kAnyOne.Has(document_.Folded(document_.tokens[phrase.begin]));
}

/// "would benefit from the arrival of Smalling", "will go top with a win": that has yet to be.
bool ModalityReader::IsMeans(const Nominal& nominal, std::string_view tie, uint16_t flags) const {
  static constexpr WordList kMeans = {"from", "with", "by"};
  static constexpr WordList kNewcomers = {"addition", "signing",     "arrival",
                                          "capture",  "acquisition", "recruitment"};
  // "are set to bolster their midfield with the addition of Smalling".
  const TokenIndex begin = clauses_.chunks[nominal.phrase.chunk].tokens.begin;
  const bool aside = begin >= 2 && document_.Folded(document_.tokens[begin - 2]) == ",";
  if (tie == "with" && !aside && kNewcomers.Has(document_.Folded(document_.tokens[nominal.head])) &&
      StageOf(nominal.governor).stage == Stage::kPlan) {
    return true;
  }
  return kMeans.Has(tie) && !IsMatchWord(nominal.head) &&
         ((flags & kConditional) != 0 || ((flags & kFuture) != 0 && SaysAny(nominal)));
}

/// "talks are ongoing over his move": nobody says that he went.
bool ModalityReader::IsUnderTalks(TokenRange phrase) const {
  static constexpr WordList kTies = {"over", "about", "regarding", "concerning"};
  static constexpr WordList kTalks = {"talks",       "negotiations", "discussions", "formalities",
                                      "speculation", "uncertainty",  "rumours",     "contacted",
                                      "contact",     "talking",      "discussing"};
  constexpr TokenIndex kTokensBackMax = 6;
  const TokenIndex tie = phrase.begin - 1;
  if (phrase.begin <= sentence_.tokens.begin ||
      !kTies.Has(document_.Folded(document_.tokens[tie]))) {
    return false;
  }
  const TokenIndex begin = std::max(sentence_.tokens.begin, tie - std::min(tie, kTokensBackMax));
  for (TokenIndex token = begin; token < tie; ++token) {
    if (kTalks.Has(document_.Folded(document_.tokens[token]))) {
      return true;
    }
  }
  return false;
}

/// "his move from Roma, yet to be completed".
bool ModalityReader::IsYetToBe(const Nominal& nominal) const {
  constexpr TokenIndex kTokensMax = 7;
  const TokenIndex end = std::min(nominal.head + kTokensMax, sentence_.tokens.end);
  for (TokenIndex token = nominal.head + 1; token + 2 < end; ++token) {
    if (document_.Folded(document_.tokens[token]) == "yet" &&
        document_.Folded(document_.tokens[token + 1]) == "to" &&
        document_.Folded(document_.tokens[token + 2]) == "be") {
      return true;
    }
  }
  return false;
}

StageReading ModalityReader::StageOfNoun(const Nominal& nominal) const {
  StageReading reading;
  const TokenRange phrase = clauses_.chunks[nominal.phrase.chunk].tokens;
  if (Holds({phrase.begin, nominal.head}, cues_.noun_fail)) {
    reading.stage = Stage::kFail;
    reading.negated = true;
    // "a failed bid" was made; "no bid" was not.
    reading.spurned = document_.Folded(document_.tokens[phrase.begin]) != "no";
    return reading;
  }
  if (Holds({phrase.begin, nominal.head}, cues_.noun_plan) || IsUnderTalks(phrase) ||
      IsYetToBe(nominal)) {
    reading.stage = Stage::kPlan;
  }
  if (nominal.governor == kNone || IsKnownResult(phrase)) {
    return reading;
  }
  const NounTie tie = TieOf(nominal, phrase);
  if (SaysHowItTurnsOut(nominal, tie)) {
    return reading;
  }
  const bool spoiled = IsSpoiled(tie);
  if (spoiled && tie.before && (tie.flags & (kConditional | kFuture)) != 0) {
    reading.stage = Stage::kPlan;  // "could block his dream move".
    reading.conditional = true;
    return reading;
  }
  if (spoiled || IsUndone(nominal, phrase, tie)) {
    // "linked with a move", "his header was saved", "he was in goal".
    reading.stage = Stage::kFail;
    reading.negated = true;
    return reading;
  }
  if (tie.before && IsMeans(nominal, tie.word, tie.flags)) {
    reading.stage = Stage::kPlan;
    reading.conditional = true;
    reading.chance = true;
    return reading;
  }
  static constexpr WordList kWithinMatter = {"of", "to",    "for", "over",
                                             "on", "about", "in",  "into"};
  const bool part = tie.direct || kWithinMatter.Has(tie.word);
  const bool beside = tie.word == "in" || tie.word == "for" || tie.word == "on";
  if (!part || (beside && IsFixture(nominal))) {
    return reading;  // "after his move": that is over, whatever the verb is about.
  }
  return StageWithGovernor(nominal, phrase, reading.stage);
}

/// How the noun hangs on the verb that governs it.
ModalityReader::NounTie ModalityReader::TieOf(const Nominal& nominal, TokenRange phrase) const {
  const Chunk& governing = clauses_.chunks[clauses_.predicates[nominal.governor].chunk];
  NounTie tie;
  tie.verb = document_.tokens[governing.verb].word;
  tie.lemma = governing.lemma;
  tie.flags = governing.flags;
  tie.before = governing.tokens.begin < phrase.begin;
  tie.direct = nominal.preposition == kUnknownWord;
  tie.word = lexicon_.vocabulary().WordOf(nominal.preposition);
  return tie;
}

bool ModalityReader::IsVerbIn(ClassId verbs, WordId verb) const {
  return verbs != kNoClass && lexicon_.InClass(verbs, verb);
}

/// What it is has been made: the verb tells what came of it.
bool ModalityReader::SaysHowItTurnsOut(const Nominal& nominal, const NounTie& tie) const {
  // "his contract does not expire until June", "will end in June".
  static constexpr WordList kContracts = {"contract", "contracts", "deal", "deals", "terms"};
  const bool runs_out = !tie.before && tie.direct && IsVerbIn(cues_.verb_end, tie.verb) &&
                        kContracts.Has(document_.Folded(document_.tokens[nominal.head]));
  // "his move has not worked out": it has been made.
  static constexpr WordList kEffects = {"work",    "surprise", "please",  "help",   "pay",
                                        "impress", "last",     "suit",    "bring",  "change",
                                        "improve", "stop",     "prevent", "affect", "live"};
  const bool effect = !tie.before && tie.direct && (tie.flags & kNegated) != 0 &&
                      (tie.flags & (kFuture | kConditional)) == 0 &&
                      kEffects.Has(lexicon_.vocabulary().WordOf(tie.lemma));
  return runs_out || effect;
}

/// "blocked his move", "saving well from his header".
bool ModalityReader::IsSpoiled(const NounTie& tie) const {
  const bool saved_from = tie.before && tie.word == "from";
  return (tie.direct || saved_from) && IsVerbIn(cues_.verb_spoil, tie.verb);
}

/// The verb takes it back.
bool ModalityReader::IsUndone(const Nominal& nominal, TokenRange phrase, const NounTie& tie) const {
  const std::string_view noun = document_.Folded(document_.tokens[nominal.head]);
  // "missed a penalty": no goal, unlike a match that somebody missed.
  static constexpr WordList kKicks = {"penalty", "spot-kick", "header", "free-kick", "penalties"};
  const bool missed =
      tie.before && tie.direct && kKicks.Has(noun) && IsVerbIn(cues_.verb_miss, tie.verb);
  const bool merely_linked =
      tie.before && tie.word == "with" && IsVerbIn(cues_.verb_fail, tie.verb);
  const bool in_goal = tie.word == "in" && phrase.size() == 1 && noun == "goal";
  // "a goal on his return to Everton": as a guest, more often than not.
  const bool on_return = tie.word == "on" && noun == "return";
  return missed || merely_linked || in_goal || on_return;
}

/// What the governing verb makes of it. `own`: what its phrase alone does.
StageReading ModalityReader::StageWithGovernor(const Nominal& nominal, TokenRange phrase,
                                               Stage own) const {
  StageReading reading = StageOf(nominal.governor);
  const Chunk& group = clauses_.chunks[clauses_.predicates[nominal.governor].chunk];
  if (reading.stage == Stage::kDone && group.tokens.begin < phrase.begin) {
    const Cue cue = LastCue({group.tokens.begin, phrase.begin});
    const WordId verb = document_.tokens[group.verb].word;
    if (cue.begin != kNone) {
      reading.stage = cue.stage;
    } else if (IsVerbIn(cues_.verb_want, verb)) {
      reading.stage = Stage::kWant;
    } else if (nominal.preposition == kUnknownWord &&
               clauses_.chunks[nominal.phrase.chunk].possessor != kNone &&
               IsVerbOf(cues_.verb_drop, group.verb, phrase.begin)) {
      reading.stage = Stage::kFail;
    } else if (IsVerbOf(cues_.verb_fail, group.verb, phrase.begin)) {
      reading.stage = Stage::kFail;
      reading.spurned = IsVerbOf(cues_.verb_spurn, group.verb, phrase.begin);
    }
    reading.negated = reading.negated != (reading.stage == Stage::kFail);
  }
  // "would prefer a move", "would welcome a return": the modal is part of the wish.
  const bool would = document_.Folded(document_.tokens[group.tokens.begin]) == "would";
  if (would && reading.stage == Stage::kPlan && group.tokens.begin < phrase.begin &&
      IsVerbIn(cues_.verb_want, document_.tokens[group.verb].word)) {
    reading.stage = Stage::kWant;
    reading.conditional = InCondition(clauses_.predicates[nominal.governor]);
    reading.chance = false;
  }
  // "his move to Roma is getting closer".
  const bool is_near =
      reading.stage == Stage::kDone && nominal.preposition == kUnknownWord &&
      group.tokens.begin >= phrase.end && !reading.negated &&
      Holds({group.verb, std::min(group.tokens.end + kNearTokensMax, sentence_.tokens.end)},
            cues_.noun_near);
  if (own != Stage::kDone && reading.stage == Stage::kDone) {
    reading.stage = own;
  } else if (is_near) {
    reading.stage = Stage::kPlan;
  }
  return reading;
}

Voucher ModalityReader::VoucherOf(TokenIndex token, bool writers_own) const {
  Voucher voucher;
  const QuoteIndex quote = document_.tokens[token].quote;
  if (quote != kNone) {
    const Quote& words = document_.quotes[quote];
    voucher.reported = true;
    voucher.quoted = true;
    voucher.speaker = words.speaker;
    voucher.unnamed = words.speaker == kNone;
    voucher.relays = words.relays;
    return voucher;
  }
  if (writers_own) {
    return voucher;
  }
  for (const Attribution& attribution : document_.attributions) {
    if (!attribution.scope.contains(token)) {
      continue;
    }
    voucher.reported = true;
    voucher.speaker = attribution.speaker;
    voucher.unnamed = attribution.unnamed || attribution.speaker == kNone;
    voucher.relays = attribution.relays;
    voucher.denied =
        attribution.cue != kNone &&
        Holds({attribution.cue, std::min(attribution.cue + 3, sentence_.tokens.end)}, cues_.deny);
  }
  return voucher;
}

Modality Judge(const StageReading& stage, const Voucher& voucher, Relation relation) {
  if (voucher.denied) {
    return Modality::kDenied;
  }
  if (stage.negated) {
    return Modality::kNegated;
  }
  if (relation == Relation::kPraisedBy || relation == Relation::kCriticisedBy) {
    return Modality::kAsserted;
  }
  const bool hoped =
      IsWanting(relation) ? stage.conditional : stage.stage != Stage::kDone || stage.conditional;
  if (hoped) {
    return Modality::kHoped;
  }
  return voucher.reported ? Modality::kReported : Modality::kAsserted;
}

}  // namespace rondo::articles
