// Stage 8: matches of rules become candidate facts, with their time (stage 9) and modality (stage
// 10). Whom a slot stands for that no mention fills, what speaks against a claim, which date is
// meant and what titles say are told by classes of their own.

#include <algorithm>

#include "tools/articles/claim_objections.h"
#include "tools/articles/extraction.h"
#include "tools/articles/fact_dates.h"
#include "tools/articles/implied_arguments.h"
#include "tools/articles/match_sides.h"
#include "tools/articles/modality.h"
#include "tools/articles/pair_facts.h"
#include "tools/articles/sentence_readings.h"
#include "tools/articles/title_facts.h"

namespace rondo::articles {
namespace {

/// What the writer knows as well as whoever he quotes: squads, posts, tables, results.
bool IsBackground(Relation relation) {
  switch (relation) {
    case Relation::kPlaysFor:
    case Relation::kManages:
    case Relation::kWorksFor:
    case Relation::kWritesFor:
    case Relation::kPlaysIn:
    case Relation::kLeads:
    case Relation::kWonCompetition:
    case Relation::kRivalOf:
    case Relation::kBeat:
    case Relation::kDrewWith:
    case Relation::kPlayedAgainst:
    case Relation::kScoredAgainst:
    case Relation::kLoanedTo:
    case Relation::kLoanedFrom:
      return true;
    default:
      return false;
  }
}

bool IsOfMatch(Relation relation) {
  return relation == Relation::kBeat || relation == Relation::kDrewWith ||
         relation == Relation::kPlayedAgainst;
}

/// What is said of a fact of the claim: whether it is so, was denied, is hoped for, ...
Modality ModalityOf(const FactTemplate& claim, const StageReading& stage, const Voucher& said) {
  StageReading reading = stage;
  Voucher voucher = said;
  // "were denied a penalty in their defeat": nobody disputes the result.
  voucher.denied = said.denied && !IsOfMatch(claim.relation);
  // "He had no confidence" is criticism itself, not criticism that was not made.
  const bool lack = IsJudgement(claim.relation) || claim.relation == Relation::kMissedMatchAgainst;
  reading.negated = stage.negated && !(lack && claim.stages == StageBit(Stage::kFail));
  Modality modality = Judge(reading, voucher, claim.relation);
  if (claim.modality) {
    // What the rule says replaces what the words around the verb say, but not who vouches for it.
    const bool stronger = *claim.modality == Modality::kAsserted;
    modality = stronger && voucher.reported && !IsJudgement(claim.relation) ? Modality::kReported
                                                                            : *claim.modality;
    if (voucher.denied) {
      modality = Modality::kDenied;
    } else if (stronger && reading.negated) {
      // A bid that was turned down was made.
      const bool made = stage.spurned && claim.relation == Relation::kWantsToSign;
      modality = made ? modality : Modality::kNegated;
    } else if (stronger && stage.conditional) {
      modality = Modality::kHoped;
    } else if (*claim.modality == Modality::kHoped && stage.stage == Stage::kWant &&
               reading.negated) {
      modality = Modality::kNegated;  // "they are not looking to sell him".
    }
  }
  const bool background = modality == Modality::kReported && !voucher.quoted;
  return background && IsBackground(claim.relation) ? Modality::kAsserted : modality;
}

/// One, or the two of a pair.
using EntityList = SmallList<EntityIndex, 2>;

/// Whom a claim is about.
struct Pair {
  EntityIndex subject = kNone;
  EntityIndex object = kNone;
  MentionIndex object_mention = kNone;
};

class CandidateFinder {
 public:
  CandidateFinder(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                  SentenceReadings& readings)
      : document_(document),
        knowledge_(knowledge),
        rules_(rules),
        readings_(readings),
        cues_(rules.lexicon()),
        dates_(document, rules, readings.times(), clauses_),
        implied_(document, knowledge, rules, clauses_),
        sides_(document, clauses_),
        objections_(document, knowledge, clauses_) {}

  std::vector<Candidate> Run();
  std::vector<Candidate> AddPairsTo(std::vector<Candidate> candidates, bool explained);

 private:
  void ReadSentence(const Sentence& sentence, std::span<const TimeExpression> times);
  void AddPair(const PairClaim& pair, const ModalityReader& modality);
  EntityList EntitiesOf(MentionIndex mention) const;
  void AddMatch(const RuleMatch& match, const ModalityReader& modality);
  bool IsWishOfAnother(const RuleMatch& match, const MentionList& persons) const;
  void Vouch(const Voucher& voucher, Fact& fact) const;
  bool HoldsWord(SentenceIndex sentence, std::string_view word) const;
  bool IsOneOfTwo(const MentionList& list) const;
  EntityList SlotEntities(const RuleMatch& match, const FactTemplate& claim, const Voucher& voucher,
                          uint8_t slot, MentionIndex mention, MentionIndex subject);
  void AddFact(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
               const Voucher& voucher, MentionIndex subject, MentionIndex object);
  void AddResult(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
                 const Voucher& voucher);
  Candidate CandidateOf(const RuleMatch& match, const FactTemplate& claim,
                        const StageReading& stage, const Voucher& voucher, const Pair& pair) const;
  void AddAttributes(const RuleMatch& match, const FactTemplate& claim, Fact& fact) const;

  const Document& document_;
  const Knowledge& knowledge_;
  const RuleSet& rules_;
  SentenceReadings& readings_;
  const CueClasses cues_;
  Clauses clauses_;  // Of the sentence that is being read, as are the matches.
  SentenceTraits traits_;
  std::vector<RuleMatch> matches_;
  FactDates dates_;
  ImpliedArguments implied_;
  MatchSides sides_;
  const ClaimObjections objections_;
  std::vector<Candidate> candidates_;
};

std::vector<Candidate> CandidateFinder::Run() {
  for (SentenceIndex index = 0; index < document_.sentences.size(); ++index) {
    const Sentence& sentence = document_.sentences[index];
    const std::span<const TimeExpression> times = dates_.Enter(sentence);
    if (rules_.MayMatch(document_, sentence, times, traits_)) {
      ReadSentence(sentence, times);
      readings_.Keep(index, clauses_);
    }
  }
  TitleFacts(document_, knowledge_, dates_, candidates_).AddTitles();
  return std::move(candidates_);
}

/// What no rule found, and the model is sure enough of.
std::vector<Candidate> CandidateFinder::AddPairsTo(std::vector<Candidate> candidates,
                                                   bool explained) {
  candidates_ = std::move(candidates);
  PairFacts facts(document_, knowledge_, rules_, candidates_, explained);
  for (SentenceIndex index = 0; index < document_.sentences.size(); ++index) {
    facts.Read(index, dates_.Enter(document_.sentences[index]), readings_.Find(index));
  }
  const std::vector<PairClaim> claims = facts.Claims();
  for (auto claim = claims.begin(); claim != claims.end();) {
    const SentenceIndex index = claim->pair.sentence;
    const Sentence& sentence = document_.sentences[index];
    const std::span<const TimeExpression> times = dates_.Enter(sentence);
    if (const Clauses* const known = readings_.Find(index); known != nullptr) {
      clauses_ = *known;
    } else {
      ReadClauses(document_, rules_.lexicon(), sentence, times, clauses_);
    }
    const ModalityReader modality(document_, rules_.lexicon(), cues_, sentence, clauses_);
    for (; claim != claims.end() && claim->pair.sentence == index; ++claim) {
      AddPair(*claim, modality);
    }
  }
  return std::move(candidates_);
}

/// The predicate whose reach holds the token; kNone if none does.
uint32_t PredicateAt(const Clauses& clauses, TokenIndex token) {
  const auto found = std::find_if(
      clauses.predicates.begin(), clauses.predicates.end(), [&](const Predicate& predicate) {
        return predicate.reach_begin <= token && token < predicate.reach_end;
      });
  return found == clauses.predicates.end()
             ? kNone
             : static_cast<uint32_t>(found - clauses.predicates.begin());
}

void CandidateFinder::AddPair(const PairClaim& pair, const ModalityReader& modality) {
  const PairLabel& label = rules_.pairs().labels()[pair.label];
  const TokenRange first = document_.mentions[pair.pair.first].tokens;
  const bool apart = document_.mentions[pair.pair.second].sentence != pair.pair.sentence;
  const TokenRange second = apart ? first : document_.mentions[pair.pair.second].tokens;
  RuleMatch match;
  match.rule = &rules_.pairs().RuleOf(pair.label);
  match.sentence = pair.pair.sentence;
  match.reach = {std::min(first.begin, second.begin), std::max(first.end, second.end)};
  match.trigger = std::max(first.begin, second.begin);
  match.predicate = PredicateAt(clauses_, match.trigger);
  match.slots[0] = {label.turned ? pair.pair.second : pair.pair.first};
  match.slots[1] = {label.turned ? pair.pair.first : pair.pair.second};
  FactTemplate claim = match.rule->facts.front();
  claim.ended = pair.sense == PairSense::kOver;
  if (pair.sense == PairSense::kHoped) {
    claim.modality = Modality::kHoped;
  } else if (IsBackground(label.relation)) {
    claim.modality = Modality::kAsserted;
  }
  const std::size_t before = candidates_.size();
  AddFact(match, claim, modality.StageOf(match.predicate), modality.VoucherOf(match.trigger, false),
          match.slots[0].front(), match.slots[1].front());
  for (std::size_t at = before; at < candidates_.size(); ++at) {
    candidates_[at].fact.confidence = ConfidenceOf(pair.score);
    // The model was taught by what holds: it knows nothing of what is denied.
    candidates_[at].optional = IsNegative(candidates_[at].fact.modality);
    if (!pair.reasons.empty()) {
      candidates_[at].words += " (" + pair.reasons + ")";
    }
  }
}

void CandidateFinder::ReadSentence(const Sentence& sentence,
                                   std::span<const TimeExpression> times) {
  if (rules_.reads_clauses()) {
    ReadClauses(document_, rules_.lexicon(), sentence, times, clauses_);
  }
  matches_.clear();
  rules_.Match(document_, sentence, clauses_, times, traits_, matches_);
  const ModalityReader modality(document_, rules_.lexicon(), cues_, sentence, clauses_);
  for (const RuleMatch& match : matches_) {
    AddMatch(match, modality);
  }
}

EntityList CandidateFinder::EntitiesOf(MentionIndex mention) const {
  const Mention& at = document_.mentions[mention];
  EntityList entities{at.entity};
  if (at.entity_2 != kNone) {
    entities.push_back(at.entity_2);
  }
  return entities;
}

/// Tells chances from plans, or what was not done from what failed.
bool Knows(const Rule& rule, Stage stage) {
  return std::any_of(rule.facts.begin(), rule.facts.end(),
                     [&](const FactTemplate& claim) { return claim.stages == StageBit(stage); });
}

void CandidateFinder::AddMatch(const RuleMatch& match, const ModalityReader& modality) {
  const Rule& rule = *match.rule;
  const StageReading stage =
      match.nominal != kNone && rule.writers_own ? StageReading()
      : match.nominal != kNone
          ? modality.StageOfNoun(clauses_.nominals[match.nominal])
          : modality.StageOf(rule.is_frame || !rule.writers_own ? match.predicate : kNone);
  // "agreed a move, but it reportedly fell through": what is said stands at the end.
  const bool undoes = std::any_of(rule.facts.begin(), rule.facts.end(),
                                  [](const FactTemplate& claim) { return claim.undoes; });
  const TokenIndex said = undoes ? match.reach.end - 1 : match.trigger;
  const Voucher voucher = modality.VoucherOf(said, rule.writers_own);
  if (rule.quoted_only && !voucher.reported) {
    return;
  }
  StageReading reading = stage;
  if (!rule.is_frame) {
    // A noun ("the win over Spal") holds whatever the verb around it is about, but for plain
    // modals.
    reading.stage = Stage::kDone;
    reading.conditional = stage.conditional;
    reading.negated = stage.negated;
    const bool planned = stage.future || stage.stage == Stage::kPlan;
    if (stage.conditional || stage.stage == Stage::kWant || (planned && !stage.bare_infinitive)) {
      reading.stage = Stage::kPlan;
    }
  }
  if (reading.counterfactual && match.nominal == kNone) {
    return;
  }
  Stage effective = reading.stage;
  if (reading.negated && (reading.stage == Stage::kDone || reading.stage == Stage::kPlan)) {
    if (reading.condition || reading.open) {
      return;  // "if he does not sign", "he may not sign": neither said nor denied.
    }
    // "did not sign", "will not sign".
    effective = Knows(rule, Stage::kNot) ? Stage::kNot : Stage::kFail;
  }
  if (effective == Stage::kPlan && reading.chance && Knows(rule, Stage::kChance)) {
    effective = Stage::kChance;
  }
  for (const FactTemplate& claim : rule.facts) {
    const bool own_wish =
        claim.relation == Relation::kWantsToJoin || claim.relation == Relation::kWantsToLeave;
    if ((claim.stages & StageBit(effective)) == 0 || (own_wish && reading.others_wish)) {
      continue;
    }
    const auto fillers = [&](uint8_t slot) {
      return slot >= kSlotsMax ? MentionList{kNone} : match.slots[slot];
    };
    if (own_wish && effective == Stage::kWant && IsWishOfAnother(match, fillers(claim.subject))) {
      continue;
    }
    const MentionList subjects = fillers(claim.subject);
    const MentionList objects = fillers(claim.object);
    const bool paired = subjects.size() > 1 && subjects.size() == objects.size() &&
                        HoldsWord(match.sentence, "respectively");
    for (const MentionIndex& subject : subjects) {
      for (const MentionIndex& object : objects) {
        if (!paired || &subject - subjects.begin() == &object - objects.begin()) {
          AddFact(match, claim, reading, voucher, subject, object);
        }
      }
    }
  }
}

/// "Barcelona want to force Smalling's transfer to Roma": the wish is theirs, not his.
bool CandidateFinder::IsWishOfAnother(const RuleMatch& match, const MentionList& persons) const {
  if (match.nominal == kNone || match.predicate == kNone) {
    return false;
  }
  SlotFilter filter;
  filter.types = static_cast<EntityTypeSet>(kHumanTypes | TypeBit(EntityType::kClub));
  for (const ChunkIndex subject : clauses_.predicates[match.predicate].subjects) {
    const MentionIndex wisher = FillerOf(document_, clauses_, subject, filter, false);
    const bool himself =
        wisher == kNone || std::any_of(persons.begin(), persons.end(), [&](MentionIndex person) {
          return person != kNone &&
                 document_.mentions[person].entity == document_.mentions[wisher].entity;
        });
    if (!himself) {
      return true;
    }
  }
  return false;
}

void CandidateFinder::Vouch(const Voucher& voucher, Fact& fact) const {
  if (fact.modality == Modality::kReported || fact.modality == Modality::kDenied ||
      ((fact.modality == Modality::kHoped || fact.modality == Modality::kNegated) &&
       voucher.reported)) {
    fact.speaker = voucher.speaker;
    fact.speaker_unnamed = voucher.speaker == kNone;
    if (!voucher.relays.empty() && voucher.relays.front() < document_.entities.size()) {
      fact.attributes.emplace_back("via", document_.entities[voucher.relays.front()].name);
    }
  }
}

bool CandidateFinder::HoldsWord(SentenceIndex sentence, std::string_view word) const {
  const TokenRange range = document_.sentences[sentence].tokens;
  const std::span<const Token> tokens = document_.Tokens(range);
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return document_.Folded(token) == word; });
}

/// "will play Roma or Lyon": which of them is open.
bool CandidateFinder::IsOneOfTwo(const MentionList& list) const {
  for (const MentionIndex mention : list) {
    TokenIndex at = document_.mentions[mention].tokens.begin;
    at -= at > 0 && document_.Folded(document_.tokens[at - 1]) == "the" ? 1 : 0;
    if (list.size() > 1 && at > 0 && document_.Folded(document_.tokens[at - 1]) == "or") {
      return true;
    }
  }
  return false;
}

/// Whom a slot of the claim stands for: the mention that fills it, or what a slot without a mention
/// (SPEAKER, CLUB, TEAM ...) means here. `subject` fills the claim's subject.
EntityList CandidateFinder::SlotEntities(const RuleMatch& match, const FactTemplate& claim,
                                         const Voucher& voucher, uint8_t slot, MentionIndex mention,
                                         MentionIndex subject) {
  switch (slot) {
    case kSpeakerSlot: {
      // "According to the Echo, they are the best": the Echo judges nobody, but its writer does.
      const bool paper = IsJudgement(claim.relation) && !voucher.quoted &&
                         voucher.speaker != kNone &&
                         document_.entities[voucher.speaker].type == EntityType::kOutlet;
      return EntityList{paper ? kNone : voucher.speaker};
    }
    case kLeagueSlot:
      return EntityList{implied_.LeagueAt(match.trigger, subject)};
    case kClubSlot: {
      if (objections_.IsAtHome(match)) {
        return EntityList{kNone};
      }
      EntityIndex club = IsOfMatch(claim.relation) ? sides_.SideOf(match) : implied_.ClubAt(match);
      club = club == kNone && voucher.quoted ? implied_.ClubOfSpeaker(voucher) : club;
      const bool nation = club != kNone && document_.entities[club].national_team;
      if (claim.relation == Relation::kTransferredTo && (club == kNone || nation)) {
        club = implied_.TeamOfMove(match, claim.relation, subject);  // Of a newcomer: his own.
      }
      return EntityList{club};
    }
    case kTeamSlot:
      return EntityList{implied_.TeamOfMove(match, claim.relation, subject)};
    case kVacancySlot:
      return EntityList{implied_.VacancyAt(match)};
    case kOursSlot:
      return EntityList{implied_.ClubOfSpeaker(voucher)};
    case kTopicSlot:
      return EntityList{implied_.TopicClub()};
    case kPersonSlot:
      return EntityList{implied_.PersonBefore(match, IsMove(claim.relation))};
    default:
      return EntitiesOf(mention);
  }
}

void CandidateFinder::AddFact(const RuleMatch& match, const FactTemplate& claim,
                              const StageReading& stage, const Voucher& voucher,
                              MentionIndex subject, MentionIndex object) {
  const auto is_doubtful = [&](MentionIndex mention) {
    return mention != kNone && document_.mentions[mention].doubtful;
  };
  if (is_doubtful(subject) || is_doubtful(object)) {
    return;
  }
  const auto entities = [&](uint8_t slot, MentionIndex mention) {
    return SlotEntities(match, claim, voucher, slot, mention, subject);
  };
  if (IsOfMatch(claim.relation) &&
      (claim.subject == kOpponentSlot || claim.object == kOpponentSlot)) {
    AddResult(match, claim, stage, voucher);
    return;
  }
  for (const EntityIndex from : entities(claim.subject, subject)) {
    const auto objects =
        claim.object == kOpponentSlot ? EntityList{from} : entities(claim.object, object);
    for (const EntityIndex to : objects) {
      // With OPPONENT as object the fact points at itself until the match is known.
      const bool itself = from == to && claim.object != kOpponentSlot;
      if (from != kNone && to != kNone && !itself &&
          !objections_.Forbid(match, claim, from, to, object)) {
        candidates_.push_back(CandidateOf(match, claim, stage, voucher, {from, to, object}));
      }
    }
  }
}

/// "They lost 2-0", "a point was enough": the rule names a result, the sentence or the article both
/// sides.
void CandidateFinder::AddResult(const RuleMatch& match, const FactTemplate& claim,
                                const StageReading& stage, const Voucher& voucher) {
  const EntityIndex side = sides_.SideOf(match);
  if (side == kNone) {
    return;
  }
  const bool lost = claim.subject == kOpponentSlot;
  const EntityIndex other = sides_.OtherOf(match, side);
  // Without an opponent it points at itself until the match is known.
  const EntityIndex object = other == kNone ? side : other;
  candidates_.push_back(CandidateOf(match, claim, stage, voucher,
                                    {lost ? object : side, lost ? side : object, kNone}));
  candidates_.back().sides_implied = true;
  candidates_.back().lost = lost;
}

/// The fact of a claim, with all that the words around it tell.
Candidate CandidateFinder::CandidateOf(const RuleMatch& match, const FactTemplate& claim,
                                       const StageReading& stage, const Voucher& voucher,
                                       const Pair& pair) const {
  Candidate candidate;
  Fact& fact = candidate.fact;
  fact.relation = claim.relation;
  fact.subject = pair.subject;
  fact.object = pair.object;
  fact.modality = ModalityOf(claim, stage, voucher);
  if (fact.relation == Relation::kPlayedAgainst && claim.object < kSlotsMax &&
      IsOneOfTwo(match.slots[claim.object]) && !IsNegative(fact.modality)) {
    fact.modality = Modality::kHoped;
  }
  Vouch(voucher, fact);
  if (claim.object == kSpeakerSlot ||
      (IsJudgement(claim.relation) && IsHuman(document_.entities[pair.object].type))) {
    fact.speaker = pair.object;
    fact.speaker_unnamed = false;
  }
  AddAttributes(match, claim, fact);
  dates_.AddUntil(match, fact);
  if (match.score != kNone) {
    fact.attributes.emplace_back("score", document_.Folded(document_.tokens[match.score]));
  }
  if (match.money != kNone) {
    fact.attributes.emplace_back("fee", document_.TextOf(document_.tokens[match.money]));
  }
  const bool listed = claim.object < kSlotsMax && match.slots[claim.object].size() > 1;
  candidate.dated = dates_.SetDate(match, claim, stage, listed ? pair.object_mention : kNone, fact);
  dates_.AddReturn(claim, fact);
  fact.evidence = {match.sentence};
  const Sentence& sentence = document_.sentences[match.sentence];
  fact.span = sentence.span;
  fact.rule = match.rule->id;
  fact.confidence = match.rule->confidence;
  candidate.trigger = match.trigger;
  candidate.optional = claim.optional;
  candidate.ended = claim.ended;
  candidate.begun = claim.begun;
  candidate.undoes = claim.undoes;
  candidate.past = dates_.IsPast(match);
  // "will face them on Sunday": whatever result is told, it is of another day.
  candidate.another = fact.relation == Relation::kPlayedAgainst && !voucher.quoted &&
                      dates_.IsYetToCome(match, stage);
  candidate.opponent = claim.subject == kClubSlot || claim.subject == kTeamSlot ? pair.object
                       : claim.object == kClubSlot                              ? pair.subject
                                                                                : kNone;
  candidate.season = dates_.SeasonIn();
  candidate.years = dates_.YearsAt(sentence, pair.object);
  candidate.person = fact.relation == Relation::kWonCompetition ? implied_.HeroOf(match) : kNone;
  candidate.quoted = voucher.quoted;
  candidate.words = document_.TextOf(match.reach);
  return candidate;
}

void CandidateFinder::AddAttributes(const RuleMatch& match, const FactTemplate& claim,
                                    Fact& fact) const {
  for (const auto& [key, value] : claim.attributes) {
    if (value.empty() || value[0] != '@') {
      fact.attributes.emplace_back(key, value);
      continue;
    }
    const std::vector<std::string>& names = match.rule->slots;
    const auto slot = std::find(names.begin(), names.end(), std::string_view(value).substr(1));
    if (slot != names.end() &&
        !match.slots[static_cast<std::size_t>(slot - names.begin())].empty()) {
      const MentionIndex mention =
          match.slots[static_cast<std::size_t>(slot - names.begin())].front();
      const EntityIndex entity = document_.mentions[mention].entity;
      fact.attributes.emplace_back(key, document_.entities[entity].name);
      fact.attributes.emplace_back(key + "-entity", std::to_string(entity));
    }
  }
}

}  // namespace

std::vector<Candidate> FindCandidates(const Document& document, const Knowledge& knowledge,
                                      const RuleSet& rules) {
  SentenceReadings readings(document, rules, /*keeps_clauses=*/false);
  return FindCandidates(document, knowledge, rules, readings);
}

std::vector<Candidate> FindCandidates(const Document& document, const Knowledge& knowledge,
                                      const RuleSet& rules, SentenceReadings& readings) {
  return CandidateFinder(document, knowledge, rules, readings).Run();
}

void FindPairs(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
               SentenceReadings& readings, std::vector<Candidate>& candidates, bool explained) {
  candidates = CandidateFinder(document, knowledge, rules, readings)
                   .AddPairsTo(std::move(candidates), explained);
}

}  // namespace rondo::articles
