// Stage 11: one fact per relation, subject, object and date, in its strongest reading; what other
// facts entail is dropped; a denial stands beside the claim that it denies. Also runs the stages 8
// to 11 in order.

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <span>
#include <tuple>

#include "tools/articles/extraction.h"
#include "tools/articles/interests.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/pair_model.h"
#include "tools/articles/sentence_readings.h"
#include "tools/articles/time_expression.h"
#include "tools/articles/unsaid_dates.h"
#include "tools/articles/verdicts.h"
#include "tools/articles/wishes_to_leave.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

/// Symmetric facts are written with the smaller index first.
void Canonicalise(Fact& fact) {
  if (InfoOf(fact.relation).symmetric && fact.subject > fact.object) {
    std::swap(fact.subject, fact.object);
  }
}

/// Nations play for other cups than clubs do.
bool MayPlayIn(const Entity& team, const Entity& competition, const Knowledge& knowledge) {
  if (team.type != EntityType::kClub || competition.register_entry == kNone) {
    return true;
  }
  return knowledge.names.entry(competition.register_entry).international == team.national_team;
}

/// "MORE: Arsenal star ruled out": of another article.
bool IsTeaser(const Document& document, SentenceIndex sentence) {
  const TokenRange tokens = document.sentences[sentence].tokens;
  return tokens.size() > 1 && document.Folded(document.tokens[tokens.begin]) == "more" &&
         document.Folded(document.tokens[tokens.begin + 1]) == ":";
}

/// Clubs meet clubs, and nations meet nations.
bool IsBetweenTeams(Relation relation) {
  return relation == Relation::kBeat || relation == Relation::kDrewWith ||
         relation == Relation::kPlayedAgainst || relation == Relation::kRivalOf;
}

bool TypesFit(const Document& document, const Knowledge& knowledge, const Fact& fact) {
  const RelationInfo& info = InfoOf(fact.relation);
  const EntityTypeSet subject = TypeBit(document.entities[fact.subject].type);
  const EntityTypeSet object = TypeBit(document.entities[fact.object].type);
  const bool person_plays = document.entities[fact.subject].type == EntityType::kPerson &&
                            (info.subjects & TypeBit(EntityType::kPlayer)) != 0;
  const bool person_object = document.entities[fact.object].type == EntityType::kPerson &&
                             (info.objects & TypeBit(EntityType::kPlayer)) != 0;
  const bool in_cup = fact.relation == Relation::kPlaysIn ||
                      fact.relation == Relation::kWonCompetition ||
                      fact.relation == Relation::kLeads;
  if (in_cup &&
      !MayPlayIn(document.entities[fact.subject], document.entities[fact.object], knowledge)) {
    return false;
  }
  if (IsBetweenTeams(fact.relation) && document.entities[fact.subject].national_team !=
                                           document.entities[fact.object].national_team) {
    return false;
  }
  if (document.entities[fact.subject].type != EntityType::kManager && IsDeal(fact.relation) &&
      document.entities[fact.object].national_team) {
    return false;  // Nobody signs for a nation.
  }
  return ((info.subjects & subject) != 0 || person_plays) &&
         ((info.objects & object) != 0 || person_object);
}

/// Whether `left` is the better account of the same fact. What the article itself says beats its
/// headline, however firm that is.
bool Stronger(const Document& document, const Candidate& left, const Candidate& right) {
  const bool left_headline = document.sentences[left.fact.evidence.front()].headline;
  const bool right_headline = document.sentences[right.fact.evidence.front()].headline;
  if (left_headline != right_headline) {
    return right_headline;
  }
  if (left.fact.modality != right.fact.modality) {
    return left.fact.modality < right.fact.modality;
  }
  return left.fact.confidence > right.fact.confidence;
}

using Key = std::tuple<Relation, EntityIndex, EntityIndex, bool>;

Key KeyOf(const Fact& fact) {
  return {fact.relation, fact.subject, fact.object, IsNegative(fact.modality)};
}

class Merger {
 public:
  Merger(Document& document, const Knowledge& knowledge, std::span<const TimeExpression> times,
         std::vector<Candidate> candidates)
      : document_(document),
        knowledge_(knowledge),
        times_(times),
        candidates_(std::move(candidates)) {}

  std::vector<Fact> Run();

 private:
  void ReadContractsElsewhere();
  bool CameThere(const Fact& exit) const;
  EntityIndex OriginOf(EntityIndex person, EntityIndex club) const;
  bool IsSuitor(const Fact& contract) const;
  void MendExits();
  void DropFallenThrough();
  void DateNothingAhead();
  void Group();
  void KeepBest(std::span<Candidate*> group);
  static void AddTo(Candidate& winner, const Candidate& other);
  void GiveTypes();
  bool IsNamedIn(EntityIndex club, SentenceIndex sentence) const;
  bool IsOnLoanThen(const Fact& move) const;
  bool IsLoanItself(const Fact& move) const;
  bool IsAtHisClub(EntityIndex coach, EntityIndex club) const;
  bool Entailed(const Fact& fact) const;
  bool PlaysThere(EntityIndex player, EntityIndex club) const;
  bool IsOwn(EntityIndex player, EntityIndex club) const;
  bool IsDoneAlready(const Fact& wish) const;

  Document& document_;
  const Knowledge& knowledge_;
  const std::span<const TimeExpression> times_;
  std::vector<Candidate> candidates_;
  std::vector<Candidate> kept_;
};

/// "had agreed a move to Fulham, but the deal fell apart": the first half of the sentence is
/// undone.
/// "close to signing a deal with Bayern", said of a player of Dortmund: he moves.
void Merger::ReadContractsElsewhere() {
  for (Candidate& contract : candidates_) {
    Fact& fact = contract.fact;
    if (fact.relation != Relation::kContractedTo || fact.modality != Modality::kHoped) {
      continue;
    }
    const bool elsewhere =
        std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
          return other.fact.relation == Relation::kPlaysFor && other.titled && !other.ended &&
                 other.fact.subject == fact.subject && other.fact.object != fact.object &&
                 !document_.entities[other.fact.object].national_team;
        });
    const bool here =
        std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
          return other.fact.relation == Relation::kPlaysFor && !other.optional &&
                 other.fact.subject == fact.subject && other.fact.object == fact.object;
        });
    if (elsewhere && !here) {
      fact.relation = Relation::kTransferredTo;
    }
  }
}

bool Merger::IsNamedIn(EntityIndex club, SentenceIndex sentence) const {
  return std::any_of(document_.mentions.begin(), document_.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.entity == club && mention.sentence == sentence &&
                              mention.kind == MentionKind::kName;
                     });
}

/// The article tells that he has just come to the club that he is said to leave, or is lent to it.
bool Merger::CameThere(const Fact& exit) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const Fact& fact = other.fact;
    if (fact.subject != exit.subject || fact.object != exit.object || other.optional ||
        IsNegative(fact.modality)) {
      return false;
    }
    const bool lately =
        fact.modality == Modality::kHoped || fact.date.text.empty() ||
        (document_.date && fact.date.text.starts_with(DayText(*document_.date).substr(0, 4)));
    return fact.relation == Relation::kLoanedTo ||
           (fact.relation == Relation::kTransferredTo && lately);
  });
}

/// The one other club that the article puts somebody at; kNone if there is none, or several.
EntityIndex Merger::OriginOf(EntityIndex person, EntityIndex club) const {
  EntityIndex origin = kNone;
  for (const Candidate& other : candidates_) {
    const Fact& fact = other.fact;
    const bool tells = fact.relation == Relation::kLeft || fact.relation == Relation::kLoanedFrom ||
                       fact.relation == Relation::kContractedTo ||
                       (fact.relation == Relation::kPlaysFor && other.titled);
    if (!tells || fact.subject != person || fact.object == club || fact.object == origin ||
        other.optional || other.ended || IsNegative(fact.modality) ||
        document_.entities[fact.object].national_team || CameThere(fact)) {
      continue;
    }
    if (origin != kNone) {
      return kNone;
    }
    origin = fact.object;
  }
  return origin;
}

/// The club wants somebody or is about to get him, and nothing tells that it has him.
bool Merger::IsSuitor(const Fact& contract) const {
  bool suitor = false;
  for (const Candidate& other : candidates_) {
    const Fact& fact = other.fact;
    if (other.optional || IsNegative(fact.modality)) {
      continue;
    }
    const bool same = fact.subject == contract.subject && fact.object == contract.object;
    const bool has = fact.relation == Relation::kTransferredTo ||
                     fact.relation == Relation::kLeft ||
                     (fact.relation == Relation::kPlaysFor && other.titled);
    if (same && has && fact.modality <= Modality::kReported) {
      return false;
    }
    suitor = suitor || (same && fact.relation == Relation::kTransferredTo) ||
             (fact.relation == Relation::kWantsToSign && fact.subject == contract.object &&
              fact.object == contract.subject);
  }
  return suitor;
}

/// "They are open to offers for Smalling", who is on loan at Roma or has just come there: where the
/// sentence does not name Roma, he leaves the club that he came from. And his contract runs there
/// and not at a club that would like to have him.
void Merger::MendExits() {
  for (Candidate& candidate : candidates_) {
    Fact& fact = candidate.fact;
    const bool exit = fact.relation == Relation::kLeft && !candidate.dated;
    const bool contract =
        fact.relation == Relation::kContractedTo && fact.modality <= Modality::kReported;
    if (candidate.optional || IsNegative(fact.modality) || !(exit || contract) ||
        IsNamedIn(fact.object, fact.evidence.front()) ||
        !(exit ? CameThere(fact) : IsSuitor(fact))) {
      continue;
    }
    const EntityIndex origin = OriginOf(fact.subject, fact.object);
    candidate.optional = origin == kNone;
    fact.object = origin == kNone ? fact.object : origin;
  }
}

void Merger::DropFallenThrough() {
  for (const Candidate& negative : candidates_) {
    if (!negative.undoes) {
      continue;
    }
    for (Candidate& other : candidates_) {
      const bool same = other.fact.relation == negative.fact.relation &&
                        other.fact.subject == negative.fact.subject &&
                        other.fact.object == negative.fact.object &&
                        other.fact.evidence.front() == negative.fact.evidence.front();
      if (same && !IsNegative(other.fact.modality)) {
        other.optional = true;
      }
    }
  }
}

/// What is told as done or as lasting is not of a day to come: "their win and Sunday's game".
void Merger::DateNothingAhead() {
  if (!document_.date) {
    return;
  }
  const std::string today = DayText(*document_.date);
  constexpr std::size_t kDaySize = 10;
  for (Candidate& candidate : candidates_) {
    Fact& fact = candidate.fact;
    const std::string_view begin = std::string_view(fact.date.text).substr(0, kDaySize);
    const std::string_view first = FirstOf(begin);
    if (fact.modality > Modality::kReported || first <= today.substr(0, first.size())) {
      continue;
    }
    switch (fact.relation) {
      case Relation::kBeat:
      case Relation::kDrewWith:
      case Relation::kScoredAgainst:
      case Relation::kLoanedTo:
      case Relation::kLoanedFrom:
        fact.date.text.clear();
        break;
      case Relation::kWonCompetition:
        if (first.size() == kDaySize) {
          fact.modality = Modality::kHoped;
          continue;
        }
        fact.date.text = "/" + today;
        break;
      case Relation::kPlaysIn:
        if (first.size() == kDaySize) {
          continue;
        }
        fact.date.text = today;
        break;
      case Relation::kPlaysFor:
      case Relation::kManages:
      case Relation::kWorksFor:
      case Relation::kPraisedBy:
      case Relation::kCriticisedBy:
      case Relation::kWantsToSign:
      case Relation::kWantsToJoin:
      case Relation::kWantsToLeave:
        fact.date.text = today;
        break;
      default:
        continue;
    }
    candidate.dated = false;
  }
}

void Merger::Group() {
  std::vector<Candidate*> fitting;
  for (Candidate& candidate : candidates_) {
    Canonicalise(candidate.fact);
    if (!candidate.optional && !IsTeaser(document_, candidate.fact.evidence.front()) &&
        TypesFit(document_, knowledge_, candidate.fact)) {
      fitting.push_back(&candidate);
    }
  }
  std::stable_sort(fitting.begin(), fitting.end(), [](const auto* left, const auto* right) {
    return KeyOf(left->fact) < KeyOf(right->fact);
  });
  std::vector<std::span<Candidate*>> groups;
  for (auto first = fitting.begin(); first != fitting.end();) {
    const auto last = std::find_if(first, fitting.end(), [&](const Candidate* other) {
      return KeyOf(other->fact) != KeyOf((*first)->fact);
    });
    groups.emplace_back(first, last);
    first = last;
  }
  // By where each fact is first told.
  std::sort(groups.begin(), groups.end(),
            [](const auto& left, const auto& right) { return left.front() < right.front(); });
  kept_.reserve(fitting.size());
  for (const std::span<Candidate*> group : groups) {
    KeepBest(group);
  }
}

/// By date: events on different known days are different facts; an unknown date joins any other.
void Merger::KeepBest(std::span<Candidate*> group) {
  if (group.size() > 1) {
    std::stable_sort(group.begin(), group.end(),
                     [&](const Candidate* left, const Candidate* right) {
                       return Stronger(document_, *left, *right);
                     });
  }
  const auto begin = kept_.size();
  for (Candidate* candidate : group) {
    const bool event = InfoOf(candidate->fact.relation).event;
    const auto same = std::find_if(kept_.begin() + static_cast<std::ptrdiff_t>(begin), kept_.end(),
                                   [&](const Candidate& winner) {
                                     return !event ||
                                            winner.fact.date.text == candidate->fact.date.text ||
                                            !candidate->dated || !winner.dated;
                                   });
    if (same == kept_.end()) {
      kept_.push_back(std::move(*candidate));
    } else {
      AddTo(*same, *candidate);
    }
  }
}

/// What a weaker account of the same fact adds.
void Merger::AddTo(Candidate& winner, const Candidate& other) {
  Fact& fact = winner.fact;
  fact.confidence = 1.0 - (1.0 - fact.confidence) * (1.0 - 0.5 * other.fact.confidence);
  // "Zidane's team last season" does not undo "Real Madrid manager Zidane".
  const bool holds_now = !InfoOf(fact.relation).event && winner.titled && !winner.ended;
  winner.years = std::max(winner.years, other.years);
  winner.another = winner.another || other.another;
  // Where a club plays at two times is two matters, and so is what each sentence tells of them.
  const bool better =
      other.dated && !winner.dated && (!holds_now || other.begun) &&
      (fact.relation != Relation::kPlaysIn || fact.evidence.front() == other.fact.evidence.front());
  if (fact.date.text.empty() || better) {
    winner.begun = other.begun;
    fact.date = other.fact.date;
    winner.dated = other.dated;
  }
  for (const auto& attribute : other.fact.attributes) {
    const bool has = std::any_of(fact.attributes.begin(), fact.attributes.end(),
                                 [&](const auto& known) { return known.first == attribute.first; });
    if (!has) {
      fact.attributes.push_back(attribute);
    }
  }
}

/// "Real Madrid striker Morientes", and nothing of a loan.
bool Merger::PlaysThere(EntityIndex player, EntityIndex club) const {
  return !HasFact(kept_, Relation::kLoanedTo, player, club) &&
         std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
           return other.fact.relation == Relation::kPlaysFor && other.titled && !other.ended &&
                  other.fact.rule == "title" && other.fact.subject == player &&
                  other.fact.object == club && other.fact.modality <= Modality::kReported;
         });
}

/// "Amorim watches Collyer", "the club could sign their own striker": he is theirs already.
bool Merger::IsOwn(EntityIndex player, EntityIndex club) const {
  const Entity& entity = document_.entities[player];
  return entity.type == EntityType::kPlayer && entity.titled && entity.affiliation == club &&
         !HasFact(kept_, Relation::kLoanedTo, player, club) &&
         !HasFact(kept_, Relation::kLoanedFrom, player, kNone);
}

/// "made a move to sign him", said where he has signed: that stage of the move is over. That they
/// "had long been interested" stays true.
bool Merger::IsDoneAlready(const Fact& wish) const {
  static constexpr WordList kOfTheWishAlone = {
      "suitor/any-hope-of-him", "wish/interested", "wish/interested-in", "wish/has-interest",
      "wish/keeps-tabs-on",     "wish/gives-up",   "noun/interest",      "pair ~wants-to-sign"};
  return !kOfTheWishAlone.Has(wish.rule) &&
         std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
           return other.fact.relation == Relation::kTransferredTo &&
                  other.fact.subject == wish.object && other.fact.object == wish.subject &&
                  other.fact.modality <= Modality::kReported;
         });
}

/// "Small hopes to complete a move to Roma", whom Small coaches: somebody else's move.
bool Merger::IsAtHisClub(EntityIndex coach, EntityIndex club) const {
  return std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
    const Fact& fact = other.fact;
    return fact.relation == Relation::kManages && fact.subject == coach && fact.object == club &&
           !other.ended && fact.modality <= Modality::kReported;
  });
}

/// A loan to the same club, and not one of a time before.
bool Merger::IsOnLoanThen(const Fact& move) const {
  return std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
    const Fact& loan = other.fact;
    const bool same = loan.relation == Relation::kLoanedTo && loan.subject == move.subject &&
                      loan.object == move.object && !IsNegative(loan.modality);
    const std::string_view end = LastOf(loan.date.text);
    const std::string_view begin = FirstOf(move.date.text);
    return same && (end.empty() || begin.empty() || begin <= end.substr(0, begin.size()));
  });
}

/// "joins Roma", said of somebody whom Roma borrow: no move of its own, if the sentence does not
/// speak of one for good.
bool Merger::IsLoanItself(const Fact& move) const {
  static constexpr WordList kForGood = {"permanent", "permanently", "outright", "contract", "sale",
                                        "sold",      "sell",        "selling",  "bought",   "buy",
                                        "buying",    "purchase",    "purchased"};
  if (move.modality > Modality::kReported || !IsOnLoanThen(move)) {
    return false;
  }
  const TokenRange sentence = document_.sentences[move.evidence.front()].tokens;
  for (TokenIndex at = sentence.begin; at < sentence.end; ++at) {
    if (kForGood.Has(document_.Folded(document_.tokens[at]))) {
      return false;
    }
  }
  return true;
}

/// Facts that another fact says already (a match won was played).
bool Merger::Entailed(const Fact& fact) const {
  const EntityIndex subject = fact.subject;
  const EntityIndex object = fact.object;
  switch (fact.relation) {
    case Relation::kPlayedAgainst:
      if (fact.modality == Modality::kHoped || !fact.date.text.empty()) {
        // A fixture with a date of its own may be another match.
        const bool same_day = std::any_of(kept_.begin(), kept_.end(), [&](const Candidate& other) {
          const bool result =
              other.fact.relation == Relation::kBeat || other.fact.relation == Relation::kDrewWith;
          const bool sides = (other.fact.subject == subject && other.fact.object == object) ||
                             (other.fact.subject == object && other.fact.object == subject);
          return result && sides && other.fact.date.text == fact.date.text;
        });
        return same_day;
      }
      return HasFact(kept_, Relation::kBeat, subject, object) ||
             HasFact(kept_, Relation::kBeat, object, subject) ||
             HasFact(kept_, Relation::kDrewWith, subject, object);
    case Relation::kWantsToSign:
      // Whom a club has, it need not sign.
      return (fact.modality != Modality::kReported && IsDoneAlready(fact)) ||
             PlaysThere(object, subject) || IsOwn(object, subject);
    case Relation::kTransferredTo:
      // "Everton sign Grealish", says the headline of a loan.
      return (fact.modality == Modality::kHoped && PlaysThere(subject, object)) ||
             (document_.sentences[fact.evidence.front()].headline &&
              HasFact(kept_, Relation::kLoanedTo, subject, object)) ||
             IsLoanItself(fact) ||
             (fact.modality == Modality::kHoped && IsAtHisClub(subject, object));
    default:
      return false;
  }
}

/// Whoever plays is a player: what the relations say completes what the names did not.
void Merger::GiveTypes() {
  for (const Candidate& candidate : kept_) {
    const RelationInfo& info = InfoOf(candidate.fact.relation);
    Entity& subject = document_.entities[candidate.fact.subject];
    Entity& object = document_.entities[candidate.fact.object];
    if (subject.type == EntityType::kPerson &&
        (info.subjects & TypeBit(EntityType::kPerson)) == 0) {
      subject.type = EntityType::kPlayer;
    }
    if (object.type == EntityType::kPerson && (info.objects & TypeBit(EntityType::kPerson)) == 0) {
      object.type = EntityType::kPlayer;
    }
  }
}

std::vector<Fact> Merger::Run() {
  ReadContractsElsewhere();
  MendExits();
  DropFallenThrough();
  DateNothingAhead();
  Group();
  GiveTypes();
  DateUnsaid(document_, knowledge_, times_, kept_);
  std::vector<Fact*> order;
  order.reserve(kept_.size());
  for (Candidate& candidate : kept_) {
    if (candidate.another || !Entailed(candidate.fact)) {
      order.push_back(&candidate.fact);
    }
  }
  std::stable_sort(order.begin(), order.end(), [](const Fact* left, const Fact* right) {
    return left->evidence.front() < right->evidence.front();
  });
  std::vector<Fact> facts;
  facts.reserve(order.size());
  for (Fact* const ordered : order) {
    Fact& fact = facts.emplace_back(std::move(*ordered));
    std::erase_if(fact.attributes,
                  [](const auto& attribute) { return attribute.first == "from-entity"; });
  }
  return facts;
}

}  // namespace

std::vector<Fact> MergeCandidates(Document& document, const Knowledge& knowledge,
                                  std::span<const TimeExpression> times,
                                  std::vector<Candidate> candidates) {
  return Merger(document, knowledge, times, std::move(candidates)).Run();
}

namespace {

/// An article on its way from sentences to facts.
struct Draft {
  Draft(const Document& read, const RuleSet& rules, bool keeps_clauses)
      : document(read), readings(read, rules, keeps_clauses) {}

  const Document& document;
  SentenceReadings readings;
  std::vector<Candidate> candidates;
};
using Drafts = std::deque<Draft>;

/// Each step of all of them before the next one, see Understand().
template <typename Step>
void ForEach(Drafts& drafts, Step step) {
  for (Draft& draft : drafts) {
    step(draft.document, draft.candidates, draft.readings);
  }
}

/// What rules say, alone and joined.
void FindByRules(const Knowledge& knowledge, const RuleSet& rules, Drafts& drafts) {
  ForEach(drafts, [&](const auto& document, auto& candidates, auto& readings) {
    candidates = FindCandidates(document, knowledge, rules, readings);
  });
  ForEach(drafts, [&](const auto& document, auto& candidates, auto&) {
    FindVerdicts(document, rules, candidates);
  });
  ForEach(drafts, [&](const auto& document, auto& candidates, auto&) {
    FindInterests(document, knowledge, rules, candidates);
  });
  std::vector<ToldArticle> told;
  ForEach(drafts, [&](const auto& document, auto& candidates, auto&) {
    told.push_back({document, candidates});
  });
  JoinCandidates(told, knowledge);
  ForEach(drafts, [&](const auto& document, auto& candidates, auto&) {
    FindWishesToLeave(document, knowledge, rules, candidates);
  });
}

/// How sure a fact is, by how often its rule was right.
void WeighCandidates(const RuleMeasures& measures, std::vector<Candidate>& candidates) {
  for (Candidate& candidate : candidates) {
    candidate.fact.confidence =
        measures.ConfidenceOf(candidate.fact.rule, candidate.fact.confidence);
  }
}

/// `pairs`: with the model for them, whose candidates may be `explained`.
void FindAll(const Knowledge& knowledge, const RuleSet& rules, bool pairs, Drafts& drafts,
             bool explained = false) {
  FindByRules(knowledge, rules, drafts);
  if (pairs) {
    ForEach(drafts, [&](const auto& document, auto& candidates, auto& readings) {
      FindPairs(document, knowledge, rules, readings, candidates, explained);
    });
  }
  for (const auto step :
       {DropKnownOthers, FindKnownTitles, FindVoices, FindEndsOfMoves, FindKnownMoves}) {
    ForEach(drafts, [&](const auto& document, auto& candidates, auto&) {
      step(document, knowledge, candidates);
    });
  }
  ForEach(drafts, [&](const auto&, auto& candidates, auto&) {
    WeighCandidates(rules.measures(), candidates);
  });
}

void Extract(std::span<Document* const> documents, const Knowledge& knowledge, const RuleSet& rules,
             bool pairs) {
  for (Document* const document : documents) {
    document->facts.clear();
    MarkCues(*document, rules);
  }
  std::vector<Document*> told;  // Those about football.
  std::copy_if(documents.begin(), documents.end(), std::back_inserter(told),
               [&](const Document* document) { return IsAboutFootball(*document, rules); });
  Drafts drafts;
  for (const Document* const document : told) {
    drafts.emplace_back(*document, rules, /*keeps_clauses=*/pairs);
  }
  FindAll(knowledge, rules, pairs, drafts);
  auto draft = drafts.begin();
  for (Document* const document : told) {
    document->facts = MergeCandidates(*document, knowledge, draft->readings.times(),
                                      std::move(draft->candidates));
    ++draft;
  }
}

}  // namespace

std::vector<Candidate> CandidatesOfRules(const Document& document, const Knowledge& knowledge,
                                         const RuleSet& rules) {
  Drafts drafts;
  drafts.emplace_back(document, rules, /*keeps_clauses=*/false);
  FindByRules(knowledge, rules, drafts);
  return std::move(drafts.front().candidates);
}

void ExtractFacts(std::span<Document* const> documents, const Knowledge& knowledge,
                  const RuleSet& rules) {
  Extract(documents, knowledge, rules, /*pairs=*/!rules.pairs().empty());
}

void ExtractFacts(Document& document, const Knowledge& knowledge, const RuleSet& rules) {
  Document* const only = &document;
  ExtractFacts({&only, 1}, knowledge, rules);
}

void ExtractFactsByRules(Document& document, const Knowledge& knowledge, const RuleSet& rules) {
  Document* const only = &document;
  Extract({&only, 1}, knowledge, rules, /*pairs=*/false);
}

std::string ExplainFacts(Document& document, const Knowledge& knowledge, const RuleSet& rules) {
  MarkCues(document, rules);
  const bool pairs = !rules.pairs().empty();
  Drafts drafts;
  drafts.emplace_back(document, rules, /*keeps_clauses=*/pairs);
  FindAll(knowledge, rules, pairs, drafts, /*explained=*/true);
  std::vector<Candidate>& candidates = drafts.front().candidates;
  std::string text;
  for (const Candidate& candidate : candidates) {
    const Fact& fact = candidate.fact;
    text += std::string(InfoOf(fact.relation).name) + "\t" + document.entities[fact.subject].name +
            "\t" + document.entities[fact.object].name + "\t" + std::string(NameOf(fact.modality)) +
            "\t" + fact.date.text + "\t" + fact.rule + (candidate.optional ? " (too weak)" : "") +
            "\t" + candidate.words + "\n";
  }
  document.facts =
      MergeCandidates(document, knowledge, drafts.front().readings.times(), std::move(candidates));
  return text;
}

}  // namespace rondo::articles
