// Stage 8: matches of rules become candidate facts, with their time (stage 9) and modality (stage
// 10); titles
// ("Roma sporting director Gianluca Petrachi") become plays-for, manages, works-for and writes-for.

#include <algorithm>
#include <optional>

#include "tools/articles/extraction.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/modality.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How far from the verb of saying its time may stand.
constexpr uint32_t kSayingTokensMax = 12;
// A finite verb between a fact and a time counts as so many words.
constexpr uint32_t kVerbDistance = 20;

bool IsJudgement(Relation relation) {
  return relation == Relation::kPraisedBy || relation == Relation::kCriticisedBy;
}

std::string_view TitleFlag(const Knowledge& knowledge, uint32_t title_entry) {
  return title_entry == kNone ? std::string_view()
                              : std::string_view(knowledge.names.title(title_entry).flags);
}

/// The article's date. Where it has none, the month of the latest full date that it names together
/// with the weekday, as only news does.
std::string DayOfWriting(const Document& document, const std::vector<TimeExpression>& times) {
  if (document.date) {
    return DayText(*document.date);
  }
  std::string latest;
  for (const TimeExpression& time : times) {
    if (time.meaning != TimeMeaning::kDay || time.year == 0 || time.weekday < 0) {
      continue;
    }
    latest = std::max(latest, ResolveTime(time, std::nullopt, false).substr(0, 7));
  }
  return latest;
}

/// A day in the month in which an undated article was written: that of its latest full date, or
/// what "earlier in December" tells, in the latest year that the text names.
std::optional<Date> MonthOfWriting(const std::string& today,
                                   const std::vector<TimeExpression>& times) {
  constexpr std::string_view kMiddle = "-15";
  if (today.size() == 7) {
    return ParseIsoDay(today + std::string(kMiddle));
  }
  int32_t year = 0;
  int32_t month = 0;
  for (const TimeExpression& time : times) {
    const bool season = time.meaning == TimeMeaning::kSeason;
    if (!time.deadline && (season || time.meaning == TimeMeaning::kYear)) {
      year = std::max(year, time.year + (season ? 1 : 0));
    }
    if (time.meaning == TimeMeaning::kMonth && time.year == 0 && time.now) {
      month = time.month;
    }
  }
  if (year == 0 || month == 0) {
    return std::nullopt;
  }
  return ParseIsoDay(MonthText(year, month) + std::string(kMiddle));
}

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

/// What is said of a fact of the claim: whether it is so, was denied, is hoped for, ...
Modality ModalityOf(const FactTemplate& claim, const StageReading& stage, const Voucher& voucher) {
  StageReading reading = stage;
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

class CandidateFinder {
 public:
  CandidateFinder(const Document& document, const Knowledge& knowledge, const RuleSet& rules)
      : document_(document),
        knowledge_(knowledge),
        rules_(rules),
        cues_(rules.lexicon()),
        ahead_(rules.lexicon().FindClass("cue-ahead")),
        times_(rules.times().Find(document)),
        today_(DayOfWriting(document, times_)),
        anchor_(document.date ? std::nullopt : MonthOfWriting(today_, times_)) {}

  std::vector<Candidate> Run();

 private:
  void ReadSentence(const Sentence& sentence);
  void AddMatch(const RuleMatch& match, const ModalityReader& modality);
  void AddFact(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
               const Voucher& voucher, MentionIndex subject, MentionIndex object);
  bool IsWishOfAnother(const RuleMatch& match, const MentionList& persons) const;
  bool HoldsWord(SentenceIndex sentence, std::string_view word) const;
  bool IsOneOfTwo(const MentionList& list) const;
  EntityList SlotEntities(const RuleMatch& match, const FactTemplate& claim, const Voucher& voucher,
                          uint8_t slot, MentionIndex mention, MentionIndex subject);
  void AddAttributes(const RuleMatch& match, const FactTemplate& claim, Fact& fact) const;
  void AddUntil(const RuleMatch& match, Fact& fact) const;
  void AddReturn(const FactTemplate& claim, Fact& fact) const;
  void AddTitles();
  void AddTitle(const Description& description);
  bool IsDoubtfulName(EntityIndex holder) const;
  std::string YearBehind(MentionIndex person) const;
  bool HasOtherClubBehind(const Description& description) const;
  /// Whether somebody holds a post, will, or merely might.
  enum class Outlook : uint8_t { kNow, kToCome, kOpen };
  Outlook OutlookOf(const Description& description) const;
  bool IsToBeNamed(const Description& description) const;
  bool IsGapToLeaders(const Description& description) const;
  void AddTitleFact(const Description& description, Relation relation);
  bool SetDate(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
               MentionIndex member, Fact& fact) const;
  std::string TimeOf(const RuleMatch& match, const FactTemplate& claim, const StageReading& stage,
                     MentionIndex member, const Fact& fact) const;
  std::string TimeOfJudgement(const RuleMatch& match) const;
  bool IsNews(const RuleMatch& match, const StageReading& stage) const;
  std::pair<uint32_t, uint32_t> Between(TokenIndex from, TokenIndex to, TokenIndex trigger) const;
  bool OpensOtherMatter(TokenIndex token) const;
  uint32_t ClauseBounds(TokenIndex from, TokenIndex to, bool before) const;
  bool IsAside(const RuleMatch& match) const;
  bool IsPast(const RuleMatch& match) const;
  EntityIndex HeroOf(const RuleMatch& match) const;
  std::string SeasonIn() const;
  int32_t YearsAt(const Sentence& sentence, EntityIndex club) const;
  const TimeExpression* TimeFor(const RuleMatch& match, MentionIndex member = kNone) const;
  std::string Resolve(const TimeExpression& time, bool future) const;
  bool IsComing(const TimeExpression& time) const;
  bool IsDateline(const TimeExpression& time) const;
  bool IsAhead(const RuleMatch& match) const;
  bool IsFuture(const RuleMatch& match, const StageReading& stage, Relation relation,
                Modality modality) const;
  EntityList EntitiesOf(MentionIndex mention) const;
  EntityIndex LeagueAt(TokenIndex token, MentionIndex club) const;
  bool IsCup(const Entity& competition) const {
    return competition.register_entry != kNone &&
           !knowledge_.names.entry(competition.register_entry).league;
  }
  EntityIndex ClubAt(const RuleMatch& match) const;
  bool StandsAside(MentionIndex index) const;
  EntityIndex ClubAfter(const RuleMatch& match) const;
  EntityIndex ClubMovedBy(const Predicate& predicate) const;
  EntityIndex ClubWithin(TokenRange phrase) const;
  EntityIndex ClubOfPersonBefore(const RuleMatch& match) const;
  bool IsVisited(const RuleMatch& match, EntityIndex club) const;
  EntityIndex TeamOfHead(ChunkIndex noun) const;
  EntityIndex TopicClub() const;
  EntityIndex PersonBefore(const RuleMatch& match, bool only_player) const;
  bool IsPartOfIt(MentionIndex competition) const;
  bool IsOpponentBeside(const RuleMatch& match, const FactTemplate& claim, MentionIndex club) const;
  bool IsWarmUp(MentionIndex competition) const;
  bool IsDisallowed(const RuleMatch& match) const;
  bool IsNeutralGround(const RuleMatch& match, MentionIndex club) const;
  bool IsToDoSomething(MentionIndex person) const;
  bool IsSquadThere(MentionIndex club) const;
  bool IsForClubsOnly(Relation relation, EntityIndex from, EntityIndex to) const;
  bool IsAtHome(const RuleMatch& match) const;
  bool IsOwnMatch(Relation relation, EntityIndex person, MentionIndex club) const;
  EntityIndex ClubBesideObject(const RuleMatch& match) const;
  EntityIndex TeamIn(const RuleMatch& match, MentionIndex member) const;
  EntityIndex ClubOfSpeaker(const Voucher& voucher) const;
  EntityIndex VacancyAt(const RuleMatch& match);
  EntityIndex FindVacancy() const;
  uint32_t PhraseAt(ClassId id, TokenIndex token, TokenIndex end) const;
  bool IsClub(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kClub;
  }
  void Vouch(const Voucher& voucher, Fact& fact) const;
  std::span<const TimeExpression> TimesIn(const Sentence& sentence) const;

  const Document& document_;
  const Knowledge& knowledge_;
  const RuleSet& rules_;
  const CueClasses cues_;
  const ClassId ahead_;
  const std::vector<TimeExpression> times_;
  const std::string today_;           // When states hold that the text does not date; may be empty.
  const std::optional<Date> anchor_;  // Some day of the month of writing, if only that is known.
  std::optional<EntityIndex> vacancy_;  // The club without a manager; looked for when asked.
  SentenceTraits traits_;
  Clauses clauses_;
  std::span<const TimeExpression> sentence_times_;
  std::vector<RuleMatch> matches_;
  std::vector<Candidate> candidates_;
};

std::span<const TimeExpression> CandidateFinder::TimesIn(const Sentence& sentence) const {
  const auto before = [](const TimeExpression& time, TokenIndex token) {
    return time.tokens.begin < token;
  };
  const auto first = std::lower_bound(times_.begin(), times_.end(), sentence.tokens.begin, before);
  const auto last = std::lower_bound(first, times_.end(), sentence.tokens.end, before);
  return {first, last};
}

std::vector<Candidate> CandidateFinder::Run() {
  for (const Sentence& sentence : document_.sentences) {
    sentence_times_ = TimesIn(sentence);
    if (rules_.MayMatch(document_, sentence, sentence_times_, traits_)) {
      ReadSentence(sentence);
    }
  }
  AddTitles();
  return std::move(candidates_);
}

void CandidateFinder::ReadSentence(const Sentence& sentence) {
  ReadClauses(document_, rules_.lexicon(), sentence, sentence_times_, clauses_);
  matches_.clear();
  rules_.Match(document_, sentence, clauses_, sentence_times_, traits_, matches_);
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

/// The competition named last before the token, else first after it, that the club can be in;
/// `club` may be kNone.
EntityIndex CandidateFinder::LeagueAt(TokenIndex token, MentionIndex club) const {
  const EntityIndex member = club == kNone ? kNone : document_.mentions[club].entity;
  EntityIndex found = kNone;
  for (const Mention& mention : document_.mentions) {
    if (mention.entity == kNone ||
        document_.entities[mention.entity].type != EntityType::kCompetition ||
        IsCup(document_.entities[mention.entity]) ||
        (member != kNone && !MayEnter(knowledge_.names, document_.entities[member],
                                      document_.entities[mention.entity]))) {
      continue;
    }
    if (mention.tokens.begin > token && found != kNone) {
      break;
    }
    found = mention.entity;
  }
  return found;
}

/// The club of the player that a noun phrase names.
EntityIndex CandidateFinder::TeamOfHead(ChunkIndex noun) const {
  const MentionIndex head = clauses_.chunks[noun].head;
  if (head == kNone || document_.mentions[head].entity == kNone) {
    return kNone;
  }
  const Entity& entity = document_.entities[document_.mentions[head].entity];
  return entity.type == EntityType::kPlayer && IsClub(entity.affiliation) ? entity.affiliation
                                                                          : kNone;
}

/// The club that the sentence is about: the subject before the match, else the last club named
/// before it. A manager or player as subject stands for his club.
EntityIndex CandidateFinder::ClubAt(const RuleMatch& match) const {
  const auto used = [&](EntityIndex entity) {
    return std::any_of(match.slots.begin(), match.slots.end(), [&](const MentionList& slot) {
      return std::any_of(slot.begin(), slot.end(), [&](MentionIndex mention) {
        return document_.mentions[mention].entity == entity;
      });
    });
  };
  EntityIndex team = kNone;
  for (auto predicate = clauses_.predicates.rbegin(); predicate != clauses_.predicates.rend();
       ++predicate) {
    if (clauses_.chunks[predicate->chunk].tokens.begin > match.trigger) {
      continue;
    }
    // "his only strike for the Roma side came in a defeat": named with the subject.
    for (const Mention& mention : document_.mentions) {
      const bool inside =
          !predicate->subjects.empty() &&
          mention.tokens.begin >= clauses_.chunks[predicate->subjects.front()].tokens.begin &&
          mention.tokens.end <= clauses_.chunks[predicate->chunk].tokens.begin;
      const auto index = static_cast<MentionIndex>(&mention - document_.mentions.data());
      if (inside && IsClub(mention.entity) && !used(mention.entity) && !StandsAside(index)) {
        return mention.entity;
      }
    }
    for (const ChunkIndex subject : predicate->subjects) {
      SlotFilter filter;
      filter.types = TypeBit(EntityType::kClub);
      filter.via_manager = true;
      const MentionIndex mention = FillerOf(document_, clauses_, subject, filter, true);
      if (mention != kNone && !used(document_.mentions[mention].entity) && !StandsAside(mention)) {
        return document_.mentions[mention].entity;
      }
      if (const EntityIndex club = TeamOfHead(subject);
          team == kNone && club != kNone && !used(club)) {
        team = club;
      }
    }
  }
  EntityIndex found = kNone;
  bool here = false;
  const EntityIndex topic = TopicClub();
  const TokenIndex begin = document_.sentences[match.sentence].tokens.begin;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    if (mention.tokens.begin >= match.trigger) {
      break;
    }
    const bool near =
        mention.tokens.begin >= begin || (team == kNone && match.sentence - mention.sentence <= 2);
    if (near && IsClub(mention.entity) && !used(mention.entity) && !StandsAside(index)) {
      // Of the sentences before, whom the article is about comes before whoever was named last.
      here = mention.tokens.begin >= begin;
      found = here || found != topic ? mention.entity : found;
    }
  }
  if (!here && team == kNone) {
    // "Defeat at Lyon means that Roma are out": whom the rest of the sentence is about.
    const EntityIndex later = ClubAfter(match);
    found = later != kNone && !used(later) ? later : found;
  }
  return found != kNone ? found : team;
}

/// "against Roma", "from Roma", "the former Roma striker": another club than the one that the
/// sentence is about.
bool CandidateFinder::StandsAside(MentionIndex index) const {
  static constexpr WordList kBefore = {"against", "over", "past", "v", "vs", "versus", "from"};
  const Mention& mention = document_.mentions[index];
  TokenIndex at = mention.tokens.begin;
  if (at > 0 && document_.Folded(document_.tokens[at - 1]) == "the") {
    --at;
  }
  if (at > 0 && document_.tokens[at - 1].sentence == mention.sentence &&
      kBefore.Has(document_.Folded(document_.tokens[at - 1]))) {
    return true;
  }
  // "against Roma and Lazio": so does the rest of the list.
  const std::string_view joint = at > 1 ? document_.Folded(document_.tokens[at - 1]) : "";
  if (joint == "and" || joint == "," || joint == "or") {
    const MentionIndex first = document_.tokens[at - 2].mention;
    if (first != kNone && IsClub(document_.mentions[first].entity) &&
        document_.mentions[first].sentence == mention.sentence && StandsAside(first)) {
      return true;
    }
  }
  return std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                     [&](const Description& description) {
                       return description.organisation == index && description.former;
                     });
}

/// The club that the next verb behind the match has as its subject.
EntityIndex CandidateFinder::ClubAfter(const RuleMatch& match) const {
  SlotFilter filter;
  filter.types = TypeBit(EntityType::kClub);
  filter.via_manager = true;
  for (const Predicate& predicate : clauses_.predicates) {
    if (clauses_.chunks[predicate.chunk].tokens.begin < match.trigger ||
        (clauses_.chunks[predicate.chunk].flags & kFinite) == 0) {
      continue;
    }
    if (predicate.subjects.empty()) {
      continue;
    }
    if (clauses_.chunks[predicate.subjects.front()].tokens.begin <= match.trigger) {
      // "Defeat means ...": the match itself. "Defeat left Roma in the bottom three".
      const EntityIndex moved = ClubMovedBy(predicate);
      if (moved != kNone) {
        return moved;
      }
      continue;
    }
    const MentionIndex club =
        FillerOf(document_, clauses_, predicate.subjects.front(), filter, true);
    return club == kNone ? ClubWithin(clauses_.chunks[predicate.subjects.front()].tokens)
                         : document_.mentions[club].entity;
  }
  return kNone;
}

/// "the Roma coach": the club named in the phrase.
EntityIndex CandidateFinder::ClubWithin(TokenRange phrase) const {
  for (TokenIndex token = phrase.begin; token < phrase.end; ++token) {
    const MentionIndex club = document_.tokens[token].mention;
    if (club != kNone && IsClub(document_.mentions[club].entity) && !StandsAside(club)) {
      return document_.mentions[club].entity;
    }
  }
  return kNone;
}

/// "He is to start at Hull after the win over Leeds": a place to play at.
bool CandidateFinder::IsVisited(const RuleMatch& match, EntityIndex club) const {
  static constexpr WordList kMatch = {"start",  "starting", "play",  "playing", "win",
                                      "game",   "match",    "debut", "tie",     "trip",
                                      "defeat", "draw",     "clash", "feature", "line-up"};
  bool visited = false;
  for (TokenIndex token = document_.sentences[match.sentence].tokens.begin; token < match.trigger;
       ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (mention == kNone || document_.mentions[mention].entity != club ||
        document_.mentions[mention].tokens.begin != token) {
      continue;
    }
    visited = token > 1 && document_.Folded(document_.tokens[token - 1]) == "at" &&
              kMatch.Has(document_.Folded(document_.tokens[token - 2]));
    if (!visited) {
      return false;
    }
  }
  return visited;
}

/// The club of whoever the sentence spoke of before the match: "he sat out the win at Luton".
EntityIndex CandidateFinder::ClubOfPersonBefore(const RuleMatch& match) const {
  EntityIndex found = kNone;
  for (TokenIndex token = document_.sentences[match.sentence].tokens.begin; token < match.trigger;
       ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    const EntityIndex person = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (person == kNone || (document_.entities[person].type != EntityType::kPlayer &&
                            document_.entities[person].type != EntityType::kManager)) {
      continue;
    }
    const EntityIndex club = document_.entities[person].affiliation;
    const bool opponent =
        std::any_of(match.slots.begin(), match.slots.end(), [&](const MentionList& slot) {
          return std::any_of(slot.begin(), slot.end(), [&](MentionIndex other) {
            const EntityIndex entity = document_.mentions[other].entity;
            return entity == club || (IsClub(entity) && IsClub(club) &&
                                      document_.entities[entity].national_team !=
                                          document_.entities[club].national_team);
          });
        });
    found = IsClub(club) && !opponent ? club : found;
  }
  return found;
}

/// Whom a result leaves, lifts or sends somewhere.
EntityIndex CandidateFinder::ClubMovedBy(const Predicate& predicate) const {
  static constexpr WordList kMoves = {"leave", "lift", "take", "send", "put",
                                      "move",  "keep", "drop", "see",  "propel",
                                      "cost",  "push", "pull", "fire", "plunge"};
  const Vocabulary& vocabulary = rules_.lexicon().vocabulary();
  const std::string_view verb = vocabulary.WordOf(clauses_.chunks[predicate.chunk].lemma);
  if (verb == "be") {
    // "The win was a relief for Roma."
    for (const PrepositionalPhrase& phrase : predicate.phrases) {
      if (vocabulary.WordOf(phrase.preposition) == "for") {
        return ClubWithin(clauses_.chunks[phrase.nouns.front()].tokens);
      }
    }
  }
  if (!kMoves.Has(verb)) {
    return kNone;
  }
  for (const ChunkIndex object : predicate.objects) {
    const EntityIndex club = ClubWithin(clauses_.chunks[object].tokens);  // "left Roma fifth".
    if (club != kNone) {
      return club;
    }
  }
  return kNone;
}

/// The club that the article names most.
EntityIndex CandidateFinder::TopicClub() const {
  std::vector<uint32_t> count(document_.entities.size(), 0);
  EntityIndex topic = kNone;
  for (const Mention& mention : document_.mentions) {
    if (IsClub(mention.entity) && mention.kind == MentionKind::kName &&
        ++count[mention.entity] > (topic == kNone ? 0U : count[topic])) {
      topic = mention.entity;
    }
  }
  return topic;
}

/// The player or manager named last before the match, in its sentence or the one before.
EntityIndex CandidateFinder::PersonBefore(const RuleMatch& match, bool only_player) const {
  EntityIndex found = kNone;
  for (const Mention& mention : document_.mentions) {
    if (mention.tokens.begin >= match.reach.begin) {
      break;
    }
    if (mention.entity == kNone || match.sentence - mention.sentence > 1) {
      continue;
    }
    const EntityType type = document_.entities[mention.entity].type;
    if (type == EntityType::kPlayer || (type == EntityType::kManager && !only_player)) {
      found = mention.entity;
    }
  }
  return found;
}

/// "secured a Champions League spot": a place in it is not the cup.
bool CandidateFinder::IsPartOfIt(MentionIndex competition) const {
  static constexpr WordList kParts = {"spot",  "spots",   "place", "places", "qualification",
                                      "berth", "berths",  "slot",  "slots",  "football",
                                      "win",   "victory", "tie",   "group",  "qualifier"};
  const TokenIndex behind = competition == kNone ? 0 : document_.mentions[competition].tokens.end;
  return behind != 0 && behind < document_.tokens.size() &&
         kParts.Has(document_.Folded(document_.tokens[behind]));
}

/// "a debut FOR Roma in the tie WITH Lyon": of two clubs he plays for the one that he does it for.
bool CandidateFinder::IsOpponentBeside(const RuleMatch& match, const FactTemplate& claim,
                                       MentionIndex club) const {
  if (claim.object >= kSlotsMax || match.slots[claim.object].size() < 2) {
    return false;
  }
  const auto is_for = [&](MentionIndex mention) {
    const TokenIndex begin = document_.mentions[mention].tokens.begin;
    return begin > 0 && document_.Folded(document_.tokens[begin - 1]) == "for";
  };
  static constexpr WordList kBeside = {"with", "at", "in", "against"};
  const TokenIndex begin = document_.mentions[club].tokens.begin;
  const MentionList& clubs = match.slots[claim.object];
  return begin > 0 && kBeside.Has(document_.Folded(document_.tokens[begin - 1])) &&
         std::any_of(clubs.begin(), clubs.end(), is_for);
}

/// "a World Cup warm-up": not yet the cup.
bool CandidateFinder::IsWarmUp(MentionIndex competition) const {
  static constexpr WordList kBefore = {"warm-up", "warm-ups", "warmup"};
  const TokenIndex behind = competition == kNone ? 0 : document_.mentions[competition].tokens.end;
  return behind != 0 && behind < document_.tokens.size() &&
         kBefore.Has(document_.Folded(document_.tokens[behind]));
}

/// "scored, but it was disallowed": the goal does not count.
bool CandidateFinder::IsDisallowed(const RuleMatch& match) const {
  static constexpr WordList kUndone = {"disallowed", "chalked"};
  const TokenIndex end = document_.sentences[match.sentence].tokens.end;
  bool but = false;
  for (TokenIndex token = match.trigger; token < end; ++token) {
    const std::string_view word = document_.Folded(document_.tokens[token]);
    but = but || word == "but" || word == "only";
    if (but && kUndone.Has(word)) {
      return true;
    }
  }
  return false;
}

/// "a semi-final at Villa Park": the ground says nothing of who plays.
bool CandidateFinder::IsNeutralGround(const RuleMatch& match, MentionIndex club) const {
  static constexpr WordList kLateRounds = {"semi-final", "semi-finals", "semifinal", "final"};
  if (club == kNone || match.nominal == kNone ||
      !kLateRounds.Has(document_.Folded(document_.tokens[clauses_.nominals[match.nominal].head]))) {
    return false;
  }
  const Mention& mention = document_.mentions[club];
  const TokenRange sentence = document_.sentences[mention.sentence].tokens;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex other = document_.tokens[token].mention;
    if (other != kNone && other != club && document_.mentions[other].entity == mention.entity) {
      return false;  // Its own ground: the sentence names it besides.
    }
  }
  for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
    if (knowledge_.names.name(document_.candidates[at]).use == NameUse::kMetonym) {
      return true;
    }
  }
  return false;
}

/// "want Smalling to score more": not to have him.
bool CandidateFinder::IsToDoSomething(MentionIndex person) const {
  static constexpr WordList kToCome = {"stay",    "remain", "join",    "replace", "succeed",
                                       "sign",    "come",   "move",    "partner", "bolster",
                                       "fill",    "lead",   "compete", "boost",   "add",
                                       "provide", "become", "solve",   "take",    "strengthen"};
  const TokenIndex end = person == kNone ? 0 : document_.mentions[person].tokens.end;
  return end != 0 && end + 1 < document_.tokens.size() &&
         document_.Folded(document_.tokens[end]) == "to" &&
         document_.tokens[end].sentence == document_.mentions[person].sentence &&
         !kToCome.Has(document_.Folded(document_.tokens[end + 1]));
}

/// "returned to the Roma side": nobody joins the club by that.
bool CandidateFinder::IsSquadThere(MentionIndex club) const {
  static constexpr WordList kSquads = {"side",   "squad",  "team",   "line-up",  "lineup",
                                       "bench",  "fold",   "attack", "midfield", "defence",
                                       "dugout", "eleven", "xi",     "starting", "ranks"};
  if (club == kNone) {
    return false;
  }
  const Mention& mention = document_.mentions[club];
  const TokenIndex behind = mention.tokens.end;
  if (behind < document_.tokens.size() && document_.tokens[behind].sentence == mention.sentence &&
      kSquads.Has(document_.Folded(document_.tokens[behind]))) {
    return true;
  }
  return kSquads.Has(document_.Folded(document_.tokens[behind - 1])) &&
         std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                     [&](const Description& description) {
                       return description.person == club && description.organisation != kNone;
                     });
}

/// Nations buy nobody, and players have contracts with clubs.
bool CandidateFinder::IsForClubsOnly(Relation relation, EntityIndex from, EntityIndex to) const {
  const Entity& subject = document_.entities[from];
  if (relation == Relation::kWantsToSign) {
    return subject.national_team && document_.entities[to].type == EntityType::kPlayer;
  }
  const bool tied =
      IsDeal(relation) || relation == Relation::kWantsToJoin || relation == Relation::kWantsToLeave;
  return tied && subject.type == EntityType::kPlayer && document_.entities[to].national_team;
}

/// "scored for Roma in the victory at the Olimpico": the ground is the winner's own, and the loser
/// is not named.
bool CandidateFinder::IsAtHome(const RuleMatch& match) const {
  const auto used = [&](MentionIndex mention) {
    return std::any_of(match.slots.begin(), match.slots.end(), [&](const auto& slot) {
      return std::find(slot.begin(), slot.end(), mention) != slot.end();
    });
  };
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (const MentionList& slot : match.slots) {
    for (const MentionIndex club : slot) {
      const TokenIndex begin = document_.mentions[club].tokens.begin;
      const bool venue = begin > sentence.begin + 1 &&
                         document_.Folded(document_.tokens[begin - 1]) == "the" &&
                         document_.Folded(document_.tokens[begin - 2]) == "at";
      for (TokenIndex token = sentence.begin; venue && token < begin; ++token) {
        const MentionIndex other = document_.tokens[token].mention;
        if (other != kNone && !used(other) &&
            document_.mentions[other].entity == document_.mentions[club].entity) {
          return true;
        }
      }
    }
  }
  return false;
}

/// "He missed their win over Roma", "he scored in the win over Roma at Anfield": not a match
/// against his own club.
bool CandidateFinder::IsOwnMatch(Relation relation, EntityIndex person, MentionIndex club) const {
  if (club == kNone) {
    return false;
  }
  const Mention& named = document_.mentions[club];
  if (relation == Relation::kScoredAgainst) {
    const TokenIndex before = named.tokens.begin;
    return before > 0 && document_.Folded(document_.tokens[before - 1]) == "at" &&
           document_.entities[person].affiliation == named.entity;
  }
  if (relation != Relation::kMissedMatchAgainst) {
    return false;
  }
  const EntityIndex club_now = document_.entities[person].affiliation;
  const bool his =
      (club_now == named.entity && (document_.entities[person].titled || named.possessive)) ||
      (club_now == kNone && named.possessive);
  return his || (named.kind == MentionKind::kPronoun && named.possessive);
}

/// "terminated his Roma contract": the club stands in the phrase of what he terminated.
EntityIndex CandidateFinder::ClubBesideObject(const RuleMatch& match) const {
  if (match.nominal != kNone || match.predicate == kNone) {
    return kNone;
  }
  const Predicate& predicate = clauses_.predicates[match.predicate];
  const bool passive = (clauses_.chunks[predicate.chunk].flags & kPassive) != 0;
  for (const ChunkIndex noun : passive ? predicate.subjects : predicate.objects) {
    const Chunk& phrase = clauses_.chunks[noun];
    for (TokenIndex token = phrase.tokens.begin; token < phrase.tokens.end; ++token) {
      const MentionIndex mention = document_.tokens[token].mention;
      if (mention != kNone && phrase.possessor != kNone && mention != phrase.possessor &&
          document_.mentions[mention].kind == MentionKind::kName &&
          IsClub(document_.mentions[mention].entity)) {
        return document_.mentions[mention].entity;
      }
    }
  }
  return kNone;
}

/// The club of the person in the match: of `member`, or of the first one if it is kNone.
EntityIndex CandidateFinder::TeamIn(const RuleMatch& match, MentionIndex member) const {
  if (match.nominal != kNone) {
    // "his Manchester United contract": the club stands beside it.
    const TokenRange phrase = clauses_.chunks[clauses_.nominals[match.nominal].phrase.chunk].tokens;
    for (TokenIndex token = phrase.begin; token < phrase.end; ++token) {
      const MentionIndex mention = document_.tokens[token].mention;
      if (mention != kNone && document_.mentions[mention].kind == MentionKind::kName &&
          IsClub(document_.mentions[mention].entity)) {
        return document_.mentions[mention].entity;
      }
    }
  }
  if (const EntityIndex named = ClubBesideObject(match); named != kNone) {
    return named;
  }
  for (const MentionList& slot : match.slots) {
    for (const MentionIndex mention : slot) {
      const EntityIndex person = document_.mentions[mention].entity;
      if (person == kNone || !IsHuman(document_.entities[person].type) ||
          (member != kNone && mention != member)) {
        continue;
      }
      const EntityIndex club = document_.entities[person].affiliation;
      const bool coach = document_.entities[person].type == EntityType::kManager;
      return IsClub(club) && (coach || !document_.entities[club].national_team) ? club
                                                                                : ClubAt(match);
    }
  }
  return kNone;
}

uint32_t CandidateFinder::PhraseAt(ClassId id, TokenIndex token, TokenIndex end) const {
  return id == kNoClass ? 0 : rules_.lexicon().MatchClass(id, document_.Tokens({token, end}));
}

/// The club that the article says wants a new manager: named where it speaks of the vacancy, or the
/// club of whoever is to be replaced.
EntityIndex CandidateFinder::FindVacancy() const {
  const ClassId phrases = rules_.lexicon().FindClass("vacancy");
  std::vector<uint32_t> votes(document_.entities.size(), 0);
  EntityIndex best = kNone;
  for (const Sentence& sentence : document_.sentences) {
    for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
      if (PhraseAt(phrases, token, sentence.tokens.end) == 0) {
        continue;
      }
      for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
        const MentionIndex mention = document_.tokens[at].mention;
        if (mention == kNone || document_.mentions[mention].tokens.begin != at ||
            document_.mentions[mention].entity == kNone) {
          continue;
        }
        const EntityIndex entity = document_.mentions[mention].entity;
        const bool replaced = document_.entities[entity].type == EntityType::kManager && at > token;
        const EntityIndex club = replaced ? document_.entities[entity].affiliation : entity;
        if (IsClub(club)) {
          const uint32_t apart = at > token ? at - token : token - at;
          votes[club] += apart <= 3 && !replaced ? 4 : apart <= 12 ? 1 : 0;
          best = best == kNone || votes[club] > votes[best] ? club : best;
        }
      }
      break;
    }
  }
  return best;
}

EntityIndex CandidateFinder::VacancyAt(const RuleMatch& match) {
  const ClassId posts = rules_.lexicon().FindClass("post");
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = sentence.begin + 1; token < sentence.end; ++token) {
    const MentionIndex before = document_.tokens[token - 1].mention;
    if (before != kNone && PhraseAt(posts, token, sentence.end) > 0 &&
        IsClub(document_.mentions[before].entity)) {
      return document_.mentions[before].entity;  // "the Stoke City vacancy".
    }
  }
  if (!vacancy_) {
    vacancy_ = FindVacancy();
  }
  return *vacancy_;
}

/// "We", "the lads", "my team" in somebody's words.
EntityIndex CandidateFinder::ClubOfSpeaker(const Voucher& voucher) const {
  if (voucher.speaker == kNone) {
    return kNone;
  }
  const Entity& speaker = document_.entities[voucher.speaker];
  return IsHuman(speaker.type) && IsClub(speaker.affiliation) ? speaker.affiliation : kNone;
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
      return EntityList{LeagueAt(match.trigger, subject)};
    case kClubSlot: {
      if (IsAtHome(match)) {
        return EntityList{kNone};
      }
      EntityIndex club = ClubAt(match);
      club = club == kNone && voucher.quoted ? ClubOfSpeaker(voucher) : club;
      const bool of_match = claim.relation == Relation::kBeat ||
                            claim.relation == Relation::kDrewWith ||
                            claim.relation == Relation::kPlayedAgainst;
      if (of_match && !voucher.quoted && (club == kNone || IsVisited(match, club))) {
        const EntityIndex own = ClubOfPersonBefore(match);
        club = own == kNone ? club : own;
      }
      return EntityList{club};
    }
    case kTeamSlot:
      return EntityList{TeamIn(match, subject)};
    case kVacancySlot:
      return EntityList{VacancyAt(match)};
    case kOursSlot:
      return EntityList{ClubOfSpeaker(voucher)};
    case kTopicSlot:
      return EntityList{TopicClub()};
    case kPersonSlot:
      return EntityList{PersonBefore(match, IsMove(claim.relation))};
    default:
      return EntitiesOf(mention);
  }
}

void CandidateFinder::AddFact(const RuleMatch& match, const FactTemplate& claim,
                              const StageReading& stage, const Voucher& voucher,
                              MentionIndex subject, MentionIndex object) {
  const auto entities = [&](uint8_t slot, MentionIndex mention) {
    return SlotEntities(match, claim, voucher, slot, mention, subject);
  };
  for (const EntityIndex from : entities(claim.subject, subject)) {
    const auto objects =
        claim.object == kOpponentSlot ? EntityList{from} : entities(claim.object, object);
    for (const EntityIndex to : objects) {
      // With OPPONENT as object the fact points at itself until the match is known.
      if (from == kNone || to == kNone || (from == to && claim.object != kOpponentSlot) ||
          IsOwnMatch(claim.relation, from, object) || IsForClubsOnly(claim.relation, from, to) ||
          (claim.relation == Relation::kWonCompetition && IsPartOfIt(object)) ||
          ((match.rule->id == "move/player-returns" || match.rule->id == "noun/move") &&
           IsSquadThere(object)) ||
          (claim.relation == Relation::kPlayedAgainst && IsNeutralGround(match, object)) ||
          (claim.relation == Relation::kPlaysFor && IsOpponentBeside(match, claim, object)) ||
          (claim.relation == Relation::kPlaysIn && IsWarmUp(object)) ||
          (match.rule->id == "wish/club-wants" && IsToDoSomething(object)) ||
          (claim.relation == Relation::kScoredAgainst &&
           (IsAtHome(match) || IsDisallowed(match)))) {
        continue;
      }
      Candidate candidate;
      Fact& fact = candidate.fact;
      fact.relation = claim.relation;
      fact.subject = from;
      fact.object = to;
      fact.modality = ModalityOf(claim, stage, voucher);
      if (fact.relation == Relation::kPlayedAgainst && claim.object < kSlotsMax &&
          IsOneOfTwo(match.slots[claim.object]) && !IsNegative(fact.modality)) {
        fact.modality = Modality::kHoped;
      }
      Vouch(voucher, fact);
      if (claim.object == kSpeakerSlot ||
          (IsJudgement(claim.relation) && IsHuman(document_.entities[to].type))) {
        fact.speaker = to;
        fact.speaker_unnamed = false;
      }
      AddAttributes(match, claim, fact);
      AddUntil(match, fact);
      if (match.score != kNone) {
        fact.attributes.emplace_back("score", document_.Folded(document_.tokens[match.score]));
      }
      if (match.money != kNone) {
        fact.attributes.emplace_back("fee", document_.TextOf(document_.tokens[match.money]));
      }
      const bool listed = claim.object < kSlotsMax && match.slots[claim.object].size() > 1;
      candidate.dated = SetDate(match, claim, stage, listed ? object : kNone, fact);
      AddReturn(claim, fact);
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
      candidate.past = IsPast(match);
      candidate.season = SeasonIn();
      candidate.years = YearsAt(document_.sentences[match.sentence], to);
      candidate.person = fact.relation == Relation::kWonCompetition ? HeroOf(match) : kNone;
      candidate.quoted = voucher.quoted;
      candidate.words = document_.TextOf(match.reach);
      candidates_.push_back(std::move(candidate));
    }
  }
}

/// How long a loan or contract lasts: "until the end of the season", "expires in June 2028", "for
/// the season".
void CandidateFinder::AddUntil(const RuleMatch& match, Fact& fact) const {
  if (!IsLoan(fact.relation) && fact.relation != Relation::kContractedTo) {
    return;
  }
  static constexpr WordList kEnds = {"expires", "expire", "expiring", "ends",
                                     "end",     "runs",   "expired"};
  for (const TimeExpression& time : sentence_times_) {
    const TokenIndex before = time.tokens.begin;
    const std::string_view verb =
        before == 0 ? std::string_view() : document_.Folded(document_.tokens[before - 1]);
    const bool ends = kEnds.Has(verb) && fact.relation == Relation::kContractedTo;
    if ((!time.deadline && !ends) || before < match.reach.begin) {
      continue;
    }
    std::string until = Resolve(time, true);
    until = until.substr(until.rfind('/') == std::string::npos ? 0 : until.rfind('/') + 1);
    if (!until.empty()) {
      fact.attributes.emplace_back("until", std::move(until));
      return;
    }
  }
  const TokenIndex end = document_.sentences[match.sentence].tokens.end;
  const ClassId season = rules_.lexicon().FindClass("season-long");
  for (TokenIndex at = match.reach.begin; IsLoan(fact.relation) && at < end; ++at) {
    if (PhraseAt(season, at, end) > 0) {
      fact.attributes.emplace_back("duration", "season-long");
      return;
    }
  }
}

/// A loan that is over: its date is the day of its end.
void CandidateFinder::AddReturn(const FactTemplate& claim, Fact& fact) const {
  const std::string& date = fact.date.text;
  if (!claim.ended || !IsLoan(fact.relation) || fact.modality > Modality::kReported ||
      date.empty()) {
    return;
  }
  fact.attributes.emplace_back("until", date.substr(date.rfind('/') + 1));
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

/// The date that the words mean; empty if nothing tells when the article was written.
std::string CandidateFinder::Resolve(const TimeExpression& time, bool future) const {
  if (document_.date || !anchor_) {
    return ResolveTime(time, document_.date, future);
  }
  switch (time.meaning) {
    case TimeMeaning::kWeekday:
    case TimeMeaning::kWeekend:
    case TimeMeaning::kAgo:
    case TimeMeaning::kFromNow:
    case TimeMeaning::kOffsetDay:
    case TimeMeaning::kOffsetWeek:
      return ResolveTime(time, std::nullopt, future);  // The month alone does not tell.
    default:
      return ResolveTime(time, anchor_, future);
  }
}

/// "MADRID, Nov. 4 (Agency) -- Real Madrid welcome ...": when it was written.
bool CandidateFinder::IsDateline(const TimeExpression& time) const {
  constexpr TokenIndex kOpeningTokensMax = 4;
  const TokenIndex end = time.tokens.end;
  if (end >= document_.tokens.size() ||
      document_.tokens[end].sentence != document_.tokens[time.tokens.begin].sentence) {
    return false;
  }
  const Sentence& sentence = document_.sentences[document_.tokens[end].sentence];
  const std::string_view mark = document_.TextOf(document_.tokens[end]);
  return document_.tokens[sentence.tokens.begin].Has(kAllCapitals) &&
         time.tokens.begin - sentence.tokens.begin <= kOpeningTokensMax &&
         (mark == "(" || mark == "-" || mark == "--" || mark == "\xE2\x80\x93" ||
          mark == "\xE2\x80\x94");
}

/// The time expression that belongs to the match, or to one `member` of a list in it: in its own
/// clause, else the nearest with no other finite verb between.
const TimeExpression* CandidateFinder::TimeFor(const RuleMatch& match, MentionIndex member) const {
  // "loaned him to Heerenveen in 2017 and to Vitesse in 2018": each has its own.
  for (const TimeExpression& time : sentence_times_) {
    if (member != kNone && !time.deadline &&
        time.tokens.begin == document_.mentions[member].tokens.end &&
        !Resolve(time, false).empty()) {
      return &time;
    }
  }
  const TimeExpression* best = nullptr;
  uint32_t best_distance = kNone;
  const TokenRange reach{std::min(match.reach.begin, match.trigger),
                         std::max(match.reach.end, match.trigger + 1)};
  for (const TimeExpression& time : sentence_times_) {
    if (time.deadline || IsDateline(time)) {
      continue;  // "until 2025" says how long, not when.
    }
    const bool inside = reach.contains(time.tokens.begin);
    const bool before = time.tokens.begin < match.trigger;
    const TokenIndex from = before ? time.tokens.end : reach.end;
    const TokenIndex to = !before ? time.tokens.begin : inside ? match.trigger : reach.begin;
    const auto [words, verbs] = Between(from, to, match.trigger);
    // What another verb inside the match says ("was top scorer last season before joining") is its.
    const uint32_t others = verbs + ClauseBounds(from, to, before);
    const uint32_t distance =
        inside && (!before || others == 0) ? 0 : words + kVerbDistance * others + (before ? 2 : 0);
    if ((others <= 1 || inside) && distance < best_distance && !Resolve(time, false).empty()) {
      best = &time;
      best_distance = distance;
    }
  }
  // "his spell at Roma": a time further on is the verb's.
  return best_distance < (IsAside(match) ? 6U : 30U) ? best : nullptr;
}

/// How many words and finite verbs stand between, without what stands between dashes or brackets.
std::pair<uint32_t, uint32_t> CandidateFinder::Between(TokenIndex from, TokenIndex to,
                                                       TokenIndex trigger) const {
  const auto dashes =
      std::count_if(clauses_.chunks.begin(), clauses_.chunks.end(), [&](const Chunk& chunk) {
        return chunk.kind == ChunkKind::kDash && chunk.tokens.begin >= from &&
               chunk.tokens.end <= to;
      });
  uint32_t words = 0;
  uint32_t verbs = 0;
  bool aside = false;
  for (const Chunk& chunk : clauses_.chunks) {
    if (chunk.tokens.begin < from || chunk.tokens.begin >= to) {
      continue;
    }
    if (chunk.kind == ChunkKind::kOpen || chunk.kind == ChunkKind::kClose ||
        (chunk.kind == ChunkKind::kDash && dashes == 2)) {
      aside = chunk.kind == ChunkKind::kOpen || (chunk.kind == ChunkKind::kDash && !aside);
    } else if (!aside) {
      words += chunk.tokens.size();
      verbs += (chunk.flags & kFinite) != 0 && !chunk.tokens.contains(trigger) ? 1 : 0;
    }
  }
  return {words, verbs};
}

/// "after SPENDING a year there": what goes on is a clause of its own. But who wins a cup after
/// beating somebody does both at once.
bool CandidateFinder::OpensOtherMatter(TokenIndex token) const {
  static constexpr WordList kSameOccasion = {"beating",    "defeating", "thrashing", "edging",
                                             "overcoming", "seeing",    "losing",    "drawing"};
  if (token >= document_.tokens.size() ||
      kSameOccasion.Has(document_.Folded(document_.tokens[token]))) {
    return false;
  }
  return std::any_of(clauses_.chunks.begin(), clauses_.chunks.end(), [&](const Chunk& chunk) {
    return chunk.tokens.begin == token && chunk.kind == ChunkKind::kVerbGroup;
  });
}

/// What parts two clauses without a finite verb: "last season AFTER joining", "released from a
/// contract SIGNED in January", "signed AFTER SPENDING last season there": that is another matter.
uint32_t CandidateFinder::ClauseBounds(TokenIndex from, TokenIndex to, bool before) const {
  constexpr uint32_t kAnotherMatter = 2;
  uint32_t bounds = 0;
  for (const Chunk& chunk : clauses_.chunks) {
    if (chunk.tokens.begin < from || chunk.tokens.end > to) {
      continue;
    }
    const std::string_view word = document_.Folded(document_.tokens[chunk.tokens.begin]);
    const bool opens = word == "after" || word == "before" || word == "since";
    if (!before && chunk.kind == ChunkKind::kRelative && word != "whom") {
      bounds += kAnotherMatter;  // "a bid for Smalling, WHO played with him in 2014".
    } else if (before) {
      // "were kept up last season BUT suffered a defeat on Saturday".
      bounds += opens || word == "but" || word == "while" || word == "yet" ? 1 : 0;
    } else if (opens && word != "before" && OpensOtherMatter(chunk.tokens.end)) {
      bounds += kAnotherMatter;
    } else {
      bounds += (chunk.flags & kBareParticiple) != 0 ? 1 : 0;
    }
  }
  return bounds;
}

/// A noun that the sentence only mentions: neither subject nor object of the verb.
bool CandidateFinder::IsAside(const RuleMatch& match) const {
  return match.nominal != kNone && (clauses_.nominals[match.nominal].governor == kNone ||
                                    clauses_.nominals[match.nominal].preposition != kUnknownWord);
}

/// "played for Santos", "has played there before": over, unless the article puts him there now.
bool CandidateFinder::IsPast(const RuleMatch& match) const {
  if (match.predicate == kNone) {
    return false;
  }
  const Predicate* predicate = &clauses_.predicates[match.predicate];
  if ((clauses_.chunks[predicate->chunk].flags & kFinite) == 0 && predicate->governor != kNone) {
    predicate = &clauses_.predicates[predicate->governor];
  }
  const uint16_t flags = clauses_.chunks[predicate->chunk].flags;
  return (flags & (kPast | kPerfect | kHadPerfect)) != 0;
}

/// "eight years at Anfield", "a two-year spell with Porto": how many; 0 if it is not said.
int32_t CandidateFinder::YearsAt(const Sentence& sentence, EntityIndex club) const {
  for (TokenIndex token = sentence.tokens.begin + 2; token < sentence.tokens.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    const std::string_view at = document_.Folded(document_.tokens[token - 1]);
    if (mention == kNone || document_.mentions[mention].entity != club ||
        document_.mentions[mention].tokens.begin != token ||
        (at != "at" && at != "with" && at != "for" && at != "in")) {
      continue;
    }
    const std::string_view noun = document_.Folded(document_.tokens[token - 2]);
    const bool plain = noun == "years" || noun == "seasons";
    const bool spell = noun == "spell" || noun == "stint" || noun == "stay" || noun == "reign";
    if ((plain || spell) && token >= sentence.tokens.begin + 3) {
      return rules_.times().CountOfYears(document_, token - 3, spell);
    }
  }
  return 0;
}

/// The season that the sentence speaks of ("twice this campaign"); empty if it does not say.
std::string CandidateFinder::SeasonIn() const {
  for (const TimeExpression& time : sentence_times_) {
    const bool since = document_.Folded(document_.tokens[time.tokens.begin]) == "since";
    if (!since &&
        (time.meaning == TimeMeaning::kRelativeSeason || time.meaning == TimeMeaning::kSeason)) {
      return Resolve(time, false);
    }
  }
  return {};
}

/// Who won it with the club: the player or manager named last before the words of the match.
EntityIndex CandidateFinder::HeroOf(const RuleMatch& match) const {
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = match.trigger; token-- > sentence.begin;) {
    const MentionIndex mention = document_.tokens[token].mention;
    const EntityIndex entity = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (entity != kNone && (document_.entities[entity].type == EntityType::kPlayer ||
                            document_.entities[entity].type == EntityType::kManager)) {
      return entity;
    }
  }
  return kNone;
}

/// "praised him ahead of Monday's clash": yet to come, in whatever tense the sentence is.
bool CandidateFinder::IsAhead(const RuleMatch& match) const {
  constexpr TokenIndex kWordsMax = 8;
  const TokenIndex first = document_.sentences[match.sentence].tokens.begin;
  const TokenIndex begin = match.trigger - std::min(match.trigger - first, kWordsMax);
  // "hopes to sign him before Monday's game", but "said before Monday's game".
  const bool before =
      std::none_of(clauses_.chunks.begin(), clauses_.chunks.end(), [](const Chunk& chunk) {
        return chunk.kind == ChunkKind::kVerbGroup &&
               (chunk.flags & (kPast | kPerfect | kHadPerfect)) != 0;
      });
  for (TokenIndex token = begin; token < match.trigger; ++token) {
    if (PhraseAt(ahead_, token, match.trigger) > 0 ||
        (before && document_.Folded(document_.tokens[token]) == "before")) {
      return true;
    }
  }
  return false;
}

bool CandidateFinder::IsFuture(const RuleMatch& match, const StageReading& stage, Relation relation,
                               Modality modality) const {
  if (stage.future || (modality == Modality::kHoped && IsMove(relation))) {
    return true;
  }
  const bool result = relation == Relation::kBeat || relation == Relation::kDrewWith ||
                      relation == Relation::kScoredAgainst;
  if (relation == Relation::kPlayedAgainst && IsAhead(match)) {
    return true;
  }
  if (match.predicate == kNone || result || document_.sentences[match.sentence].headline) {
    return false;
  }
  const uint16_t flags = clauses_.chunks[clauses_.predicates[match.predicate].chunk].flags;
  return (flags & kFinite) != 0 && (flags & (kPast | kPerfect | kHadPerfect)) == 0;
}

/// The news of the day: told in the present perfect, or in the headline.
bool CandidateFinder::IsNews(const RuleMatch& match, const StageReading& stage) const {
  if (!match.rule->is_frame || stage.stage != Stage::kDone || stage.negated ||
      match.predicate == kNone || document_.tokens[match.trigger].quote != kNone ||
      IsAside(match)) {
    return false;
  }
  const uint16_t flags = clauses_.chunks[clauses_.predicates[match.predicate].chunk].flags;
  const bool headline = document_.sentences[match.sentence].headline && (flags & kPast) == 0;
  return (flags & kFinite) != 0 && ((flags & kPerfect) != 0 || headline);
}

/// What the text says of when it was; empty if nothing.
std::string CandidateFinder::TimeOf(const RuleMatch& match, const FactTemplate& claim,
                                    const StageReading& stage, MentionIndex member,
                                    const Fact& fact) const {
  const TimeExpression* time = TimeFor(match, member);
  if (time == nullptr) {
    return {};
  }
  const bool title_won = fact.relation == Relation::kWonCompetition;
  if (InfoOf(fact.relation).event &&
      document_.Folded(document_.tokens[time->tokens.begin]) == "since") {
    return {};  // "their first win there since 2016".
  }
  const bool near = time->tokens.begin <= match.reach.end + 3;
  const bool fixed = time->meaning == TimeMeaning::kYear || time->meaning == TimeMeaning::kSummer ||
                     (time->meaning == TimeMeaning::kMonth && time->year != 0);
  const bool once = fixed && near && IsPast(match);
  const bool period = once || time->meaning == TimeMeaning::kBetween ||
                      time->meaning == TimeMeaning::kSince ||
                      time->meaning == TimeMeaning::kSeason ||
                      (time->meaning == TimeMeaning::kRelativeSeason && near);
  if (!InfoOf(fact.relation).event && !title_won && !period && !claim.begun) {
    return {};
  }
  const bool coming = IsComing(*time);
  if (coming && (fact.relation == Relation::kBeat || fact.relation == Relation::kDrewWith ||
                 fact.relation == Relation::kScoredAgainst)) {
    return {};  // "went off in the draw with Roma and will miss Sunday's trip to Lyon".
  }
  return Resolve(*time, coming || IsFuture(match, stage, fact.relation, fact.modality));
}

/// "ahead of Sunday's trip", "ruled out of Sunday's game", "for Sunday's visit": still to come.
bool CandidateFinder::IsComing(const TimeExpression& time) const {
  if (time.meaning != TimeMeaning::kWeekday && time.meaning != TimeMeaning::kWeekend) {
    return false;
  }
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  const TokenIndex begin = time.tokens.begin;
  if (begin < 2 || !document_.tokens[time.tokens.end - 1].Has(kPossessive)) {
    return false;
  }
  // "the squad for Sunday's 5-2 win": that is over.
  static constexpr WordList kResults = {"win", "defeat", "draw", "loss", "victory", "thrashing"};
  constexpr TokenIndex kResultTokensMax = 5;
  const TokenIndex last = std::min<TokenIndex>(time.tokens.end + kResultTokensMax,
                                               static_cast<TokenIndex>(document_.tokens.size()));
  for (TokenIndex token = time.tokens.end; token < last; ++token) {
    if (kResults.Has(word(token))) {
      return false;
    }
  }
  const std::string_view before = word(begin - 1);
  const std::string_view earlier = word(begin - 2);
  return (before == "of" && (earlier == "ahead" || earlier == "out")) || before == "for" ||
         (before == "before" && earlier != "week") || before == "miss";
}

/// When somebody judged: told beside the verb of saying ("said on Sunday"), or in the sentence that
/// tells of the judgement.
std::string CandidateFinder::TimeOfJudgement(const RuleMatch& match) const {
  const TimeExpression* time = nullptr;
  const QuoteIndex quote = document_.tokens[match.trigger].quote;
  if (quote == kNone) {
    time = TimeFor(match);
  } else if (const Quote& words = document_.quotes[quote]; words.cue != kNone) {
    for (const TimeExpression& each : times_) {
      const TokenIndex at = each.tokens.begin;
      const uint32_t apart = at > words.cue ? at - words.cue : words.cue - at;
      if (document_.tokens[at].sentence == document_.tokens[words.cue].sentence &&
          document_.tokens[at].quote == kNone && apart <= kSayingTokensMax) {
        time = &each;
      }
    }
  }
  if (time == nullptr || time->deadline) {
    return {};
  }
  switch (time->meaning) {
    case TimeMeaning::kDay:
    case TimeMeaning::kWeekday:
    case TimeMeaning::kWeekend:
    case TimeMeaning::kMonth:
    case TimeMeaning::kOffsetDay:
    case TimeMeaning::kAgo:
      return Resolve(*time, false);
    default:
      return {};
  }
}

/// True if the text itself gives the date. `member`: the one of several objects that is meant.
bool CandidateFinder::SetDate(const RuleMatch& match, const FactTemplate& claim,
                              const StageReading& stage, MentionIndex member, Fact& fact) const {
  const RelationInfo& info = InfoOf(fact.relation);
  const bool judgement = IsJudgement(fact.relation);
  if (judgement) {
    fact.date.text = TimeOfJudgement(match);
  } else if (!claim.undated) {
    fact.date.text = TimeOf(match, claim, stage, member, fact);
  }
  if (!fact.date.text.empty()) {
    const bool open = fact.date.text.find('/') == std::string::npos;
    fact.date.text += claim.begun && open ? "/" : "";
    fact.date.text.insert(0, claim.ended && open ? "/" : "");
    return true;
  }
  const bool title_won = fact.relation == Relation::kWonCompetition && match.rule->is_frame;
  if (claim.ended || title_won) {
    fact.date.text = today_.empty() ? std::string() : "/" + today_;
  } else if (!info.event || judgement) {
    fact.date.text = today_;
  } else if (!today_.empty() && IsNews(match, stage)) {
    fact.date.text = today_.substr(0, 7);
  } else if (!today_.empty() && IsAside(match) && IsMove(fact.relation) &&
             fact.modality <= Modality::kReported) {
    fact.date.text = "/" + today_;  // "after his loan spells at Roma": some time before.
  }
  return false;
}

void CandidateFinder::AddTitles() {
  for (const Description& description : document_.descriptions) {
    AddTitle(description);
  }
}

/// "Barcelona's Ronald Araujo and Jonathan Tah from Leverkusen": of a list, only the first is
/// theirs.
bool CandidateFinder::HasOtherClubBehind(const Description& description) const {
  if (description.person == kNone) {
    return false;
  }
  const auto [begin, end] = document_.mentions[description.person].tokens;
  if (begin == 0 || end + 1 >= document_.tokens.size()) {
    return false;
  }
  const std::string_view before = document_.Folded(document_.tokens[begin - 1]);
  const std::string_view word = document_.Folded(document_.tokens[end]);
  const MentionIndex next = document_.tokens[end + 1].mention;
  return (before == "and" || before == ",") && (word == "from" || word == "of") && next != kNone &&
         document_.mentions[next].entity != description.body &&
         IsClub(document_.mentions[next].entity);
}

/// "Barcelona's La Masia", "Celtic's Lennoxtown training centre": what a club has may be no person.
/// A full name is one, and so is a word that the article uses again.
bool CandidateFinder::IsDoubtfulName(EntityIndex holder) const {
  const Entity& entity = document_.entities[holder];
  if (entity.register_entry != kNone || entity.name.find(' ') != std::string::npos) {
    return false;
  }
  const auto is_his = [&](const Mention& mention) { return mention.entity == holder; };
  return std::count_if(document_.mentions.begin(), document_.mentions.end(), is_his) < 2;
}

/// "will be Roma manager", "set to become the next Roma manager": a post to come. "the favourite to
/// become", "could be": not even that.
CandidateFinder::Outlook CandidateFinder::OutlookOf(const Description& description) const {
  static constexpr WordList kLinks = {
      "be",        "become",    "becoming",  "appointed", "named",   "as",       "the",
      "new",       "next",      "their",     "its",       "an",      "a",        "first",
      "installed", "confirmed", "permanent", "full-time", "interim", "caretaker"};
  static constexpr WordList kPlans = {"set",   "due",    "poised", "expected", "close",
                                      "ready", "agreed", "about",  "going",    "line"};
  static constexpr WordList kMere = {"favourite",   "favourites", "frontrunner", "front-runner",
                                     "candidate",   "contender",  "chance",      "tipped",
                                     "opportunity", "race",       "running",     "wants",
                                     "hopes",       "hoping",     "keen",        "linked",
                                     "likely",      "odds-on",    "approached",  "interviewed"};
  static constexpr WordList kDoubts = {"would", "could", "may", "might", "should", "can"};
  const TokenIndex sentence = document_.sentences[description.sentence].tokens.begin;
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  TokenIndex at = description.begin;
  bool linked = false;
  while (at > sentence && kLinks.Has(word(at - 1))) {
    --at;
    linked = linked || word(at) == "be" || word(at) == "become";
  }
  if (!linked || at == sentence) {
    return Outlook::kNow;
  }
  const std::string_view before = word(at - 1);
  if (before == "will" || before == "'ll") {
    return Outlook::kToCome;
  }
  if (kDoubts.Has(before)) {
    return Outlook::kOpen;
  }
  if (before != "to" || at < sentence + 2) {
    return Outlook::kNow;
  }
  const std::string_view cue = word(at - 2);
  return kPlans.Has(cue) ? Outlook::kToCome : kMere.Has(cue) ? Outlook::kOpen : Outlook::kNow;
}

/// "poised to name Maurizio Sarri as their new manager": he is not yet. What will be is told by the
/// rules for the verb.
bool CandidateFinder::IsToBeNamed(const Description& description) const {
  static constexpr WordList kNames = {"name",   "appoint", "hire",    "install",
                                      "unveil", "employ",  "confirm", "announce"};
  static constexpr WordList kYetToCome = {"to",  "will", "would", "could", "may",
                                          "can", "must", "might", "should"};
  if (description.person == kNone) {
    return false;
  }
  const TokenRange person = document_.mentions[description.person].tokens;
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  return person.begin >= 2 && person.end < document_.tokens.size() && word(person.end) == "as" &&
         kNames.Has(word(person.begin - 1)) && kYetToCome.Has(word(person.begin - 2));
}

/// "Everton want to close the gap to the Championship leaders": those are somebody else.
bool CandidateFinder::IsGapToLeaders(const Description& description) const {
  static constexpr WordList kDistance = {"gap",   "behind", "close",   "closing", "adrift",
                                         "chase", "below",  "chasing", "catch",   "within"};
  if (description.person == kNone ||
      document_.mentions[description.person].kind == MentionKind::kName) {
    return false;
  }
  const std::span<const Token> tokens =
      document_.Tokens(document_.sentences[description.sentence].tokens);
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return kDistance.Has(document_.Folded(token)); });
}

void CandidateFinder::AddTitle(const Description& description) {
  if (description.holder == kNone || description.body == kNone ||
      description.holder == description.body) {
    return;
  }
  if (HasOtherClubBehind(description) || IsToBeNamed(description)) {
    return;
  }
  if (description.former && description.body_inferred && description.possessor == kNone) {
    return;  // "former boss Carlo Ancelotti": whose, is not said.
  }
  const Entity& holder = document_.entities[description.holder];
  const Entity& body = document_.entities[description.body];
  if (holder.type == EntityType::kClub && body.type == EntityType::kCompetition) {
    // "the La Liga club", "Serie A side Roma"; champions of it are a matter of rules.
    const std::string_view title = document_.Folded(document_.tokens[description.title.begin]);
    const TokenIndex behind = description.title.end;
    if (behind < document_.tokens.size() &&
        document_.Folded(document_.tokens[behind]).ends_with("elect")) {
      return;  // "the champions elect" are not there yet.
    }
    if (title == "team" && behind < document_.tokens.size() &&
        document_.Folded(document_.tokens[behind]) == "of") {
      return;  // "the Championship team of the year".
    }
    const bool champions = title == "champions" || title == "holders" || title == "winners";
    if (title == "leaders" && IsGapToLeaders(description)) {
      return;
    }
    AddTitleFact(description, champions            ? Relation::kWonCompetition
                              : title == "leaders" ? Relation::kLeads
                                                   : Relation::kPlaysIn);
    return;
  }
  if (!IsHuman(holder.type)) {
    return;
  }
  Relation relation = Relation::kPlaysFor;
  const bool has_title = description.title_entry != kNone;
  if (has_title) {
    const Title& title = knowledge_.names.title(description.title_entry);
    if (!title.has_relation) {
      return;
    }
    relation = title.relation;
  } else if (IsDoubtfulName(description.holder)) {
    return;
  } else if (body.type == EntityType::kOutlet) {
    relation = Relation::kWritesFor;
  } else if (holder.type == EntityType::kManager) {
    relation = Relation::kManages;
  } else if (holder.type == EntityType::kOfficial) {
    relation = Relation::kWorksFor;
  }
  if (relation == Relation::kManages && body.type == EntityType::kClub &&
      holder.type == EntityType::kOfficial) {
    relation = Relation::kWorksFor;
  }
  if (relation == Relation::kWorksFor && holder.type == EntityType::kManager && has_title &&
      knowledge_.names.title(description.title_entry).phrase == "chief") {
    relation = Relation::kManages;
  }
  if (relation == Relation::kPlaysFor && description.body_inferred && !description.former &&
      holder.type == EntityType::kManager) {
    return;  // "Dyche, a centre-half in his day": not for the club that he manages.
  }
  if (relation == Relation::kAgentOf) {
    if (!IsHuman(body.type)) {
      return;
    }
  } else if ((InfoOf(relation).objects & TypeBit(body.type)) == 0) {
    return;
  }
  const Outlook outlook = OutlookOf(description);
  if (outlook == Outlook::kOpen ||
      (outlook == Outlook::kToCome && relation == Relation::kPlaysFor)) {
    return;
  }
  AddTitleFact(description, relation);
  if (outlook == Outlook::kToCome && candidates_.back().fact.modality <= Modality::kReported) {
    candidates_.back().fact.modality = Modality::kHoped;
  }
}

/// "Cameroon international Marc-Vivien Foe in 2003": when somebody was what his title says.
std::string CandidateFinder::YearBehind(MentionIndex person) const {
  if (person == kNone) {
    return {};
  }
  const TokenIndex end = document_.mentions[person].tokens.end;
  for (const TimeExpression& time : times_) {
    if (time.tokens.begin == end && time.meaning == TimeMeaning::kYear) {
      return Resolve(time, false);
    }
  }
  return {};
}

void CandidateFinder::AddTitleFact(const Description& description, Relation relation) {
  const bool has_title = description.title_entry != kNone;
  Candidate candidate;
  Fact& fact = candidate.fact;
  fact.relation = relation;
  fact.subject = description.holder;
  fact.object = description.body;
  fact.date.text = description.former && !today_.empty() ? "/" + today_ : today_;
  if (const std::string year = YearBehind(description.person); !year.empty()) {
    fact.date.text = year;
    candidate.dated = true;
  }
  if (has_title && !description.title.empty()) {
    fact.attributes.emplace_back("role", document_.TextOf(description.title));
  }
  fact.evidence = {description.sentence};
  fact.span = document_.sentences[description.sentence].span;
  fact.rule = description.body_inferred ? "title/inferred-body" : "title";
  const std::string_view flags = TitleFlag(knowledge_, description.title_entry);
  fact.confidence = description.body_inferred ? 0.7 : 0.93;
  candidate.optional = description.body_inferred && flags.substr(0, 5) == "vague";
  candidate.ended = description.former;
  candidate.titled = true;
  candidate.trigger = description.begin;
  const QuoteIndex quote = document_.tokens[description.begin].quote;
  if (quote != kNone && !document_.quotes[quote].fragment) {
    fact.modality = Modality::kReported;
    fact.speaker = document_.quotes[quote].speaker;
    fact.speaker_unnamed = fact.speaker == kNone;
    candidate.quoted = true;
  }
  candidate.words = description.title.empty()
                        ? std::string(document_.entities[description.body].name)
                        : std::string(document_.TextOf(description.title));
  candidates_.push_back(std::move(candidate));
}

}  // namespace

std::vector<Candidate> FindCandidates(const Document& document, const Knowledge& knowledge,
                                      const RuleSet& rules) {
  return CandidateFinder(document, knowledge, rules).Run();
}

}  // namespace rondo::articles
