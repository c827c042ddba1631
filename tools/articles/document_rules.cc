// Stage 8, across sentences: facts that no single sentence tells. The parent club of a loan is
// found anywhere in the article; the competition of a match belongs to both sides; a scorer scored
// against the other side.

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <span>
#include <utility>

#include "tools/articles/club_counts.h"
#include "tools/articles/extraction.h"
#include "tools/articles/match_teams.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

class Joiner {
 public:
  Joiner(const Document& document, const Knowledge& knowledge, std::vector<Candidate>& candidates)
      : document_(document),
        knowledge_(knowledge),
        names_(knowledge.names),
        candidates_(candidates),
        club_mentions_(document) {}

  /// What is to be done, in order.
  using Step = void (Joiner::*)();
  static std::span<const Step> Steps();

 private:
  bool Has(Relation relation, EntityIndex subject, EntityIndex object) const;
  bool IsOnLoan(const Candidate& loan) const;
  EntityIndex TeamOf(EntityIndex person) const;
  bool MovesTo(EntityIndex player, EntityIndex club) const;
  std::pair<EntityIndex, const Candidate*> LenderOf(const Candidate& loan) const;
  void JoinCompetitions() { FindCompetitions(document_, names_, candidates_); }
  void JoinParticipants() { FindParticipants(document_, knowledge_, candidates_); }
  void JoinTrophies() { FindTrophies(document_, names_, candidates_); }
  void JoinRivals() { FindRivals(document_, knowledge_, candidates_); }
  void DropLoansOfOthers();
  bool MayLend(EntityIndex player, EntityIndex lender, EntityIndex borrower) const;
  void FindLenders();
  void FindBorrowers();
  bool IsMerelyAimedAt(const Fact& fact) const;
  bool EndsLoan(const Candidate& move) const;
  void DropReturns();
  bool IsOldContract(const Candidate& contract) const;
  void DropOldContracts();
  EntityIndex HomeOf(EntityIndex player) const;
  void MendExits();
  void DropUnnamedWinners();
  void DropForeignCompetitions();
  bool IsFutureTitle(const Candidate& candidate) const;
  bool IsUnlikelyPost(const Fact& fact) const;
  bool IsLoanCalledReturn(const Fact& fact) const;
  bool PlaysNoMore(const Candidate& candidate) const;
  bool IsTheirCoach(const Fact& fact) const;
  bool IsTheirPlayer(const Fact& fact) const;
  bool IsContractElsewhere(const Candidate& candidate) const;
  bool IsRivalOfSomebody(const Fact& fact) const;
  bool IsLoanAfterAll(const Candidate& candidate) const;
  void DropUnlikely();
  bool IsNamedIn(EntityIndex club, SentenceIndex sentence) const;
  EntityIndex OpponentNamedIn(SentenceIndex sentence, EntityIndex team) const;
  EntityIndex OpponentBeside(const Candidate& goal, EntityIndex team, const Candidate* match) const;
  bool IsReported(const Candidate& match) const;
  bool IsOfReport(const Candidate& goal, const Candidate& match, bool report) const;
  bool DoesNotCount(const Candidate& goal) const;
  SentenceIndex FirstWithBoth(EntityIndex one, EntityIndex other) const;
  void AddMatchOfReport();
  void FindOpponents();
  void AddOpponents();
  struct NearMatch {
    const Candidate* match = nullptr;
    uint32_t distance = kNone;
  };
  NearMatch MatchNear(const Candidate& part, EntityIndex team, EntityIndex other) const;
  EntityIndex OtherScorersTeam(EntityIndex team) const;
  bool IsKnownAt(EntityIndex person, EntityIndex club) const;
  void FindExits();
  void EndTitledSpells();
  void FindMemberships();
  bool PlaysElsewhere(EntityIndex player, EntityIndex team) const;
  bool IsRatherAtAnother(EntityIndex player, EntityIndex team) const;
  bool IsYetToCome(EntityIndex player, EntityIndex team, SentenceIndex sentence) const;
  bool IsMoveSpokenOf(EntityIndex player, EntityIndex team) const;
  bool IsToldToHaveGone(EntityIndex player) const;
  bool HasLeft(EntityIndex player, EntityIndex team) const;
  bool IsLongThere(EntityIndex index, EntityIndex team) const;
  bool IsGuessedAt(EntityIndex index, EntityIndex team) const;
  void AddGuessedMembership(EntityIndex index, EntityIndex team);
  void FindPlayers();

  const Document& document_;
  const Knowledge& knowledge_;
  const NameRegister& names_;
  std::vector<Candidate>& candidates_;
  const ClubMentions club_mentions_;
};

std::span<const Joiner::Step> Joiner::Steps() {
  static constexpr Step kSteps[] = {&Joiner::DropLoansOfOthers,
                                    &Joiner::FindLenders,
                                    &Joiner::FindBorrowers,
                                    &Joiner::DropReturns,
                                    &Joiner::DropOldContracts,
                                    &Joiner::MendExits,
                                    &Joiner::JoinCompetitions,
                                    &Joiner::JoinParticipants,
                                    &Joiner::JoinTrophies,
                                    &Joiner::JoinRivals,
                                    &Joiner::FindOpponents,
                                    &Joiner::FindExits,
                                    &Joiner::EndTitledSpells,
                                    &Joiner::FindMemberships,
                                    &Joiner::FindPlayers,
                                    &Joiner::DropUnnamedWinners,
                                    &Joiner::DropForeignCompetitions,
                                    &Joiner::DropUnlikely};
  return kSteps;
}

// As near as the sentence before: nearer is only what the same sentence tells.
constexpr uint32_t kMainMatchDistance = 2;

// How much farther off a meeting of others counts than one of the scorer's own club.
constexpr uint32_t kOthersMatch = 6;

bool Joiner::Has(Relation relation, EntityIndex subject, EntityIndex object) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    return candidate.fact.relation == relation && candidate.fact.subject == subject &&
           (object == kNone || candidate.fact.object == object) &&
           !IsNegative(candidate.fact.modality);
  });
}

/// A loan that the article tells, and not to be over.
bool Joiner::IsOnLoan(const Candidate& loan) const {
  const std::string_view date = loan.fact.date.text;
  const std::size_t slash = date.find('/');
  const std::string today = document_.date ? DayText(*document_.date) : std::string();
  const bool over = slash != std::string_view::npos && slash + 1 < date.size() &&
                    date.substr(slash + 1) < std::string_view(today);
  return loan.fact.relation == Relation::kLoanedTo && !loan.optional && !loan.ended && !over &&
         loan.fact.modality <= Modality::kReported;
}

/// The club that somebody plays for now: what the article says, else the best guess of the reading.
EntityIndex Joiner::TeamOf(EntityIndex person) const {
  const auto loan =
      std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
        return candidate.fact.subject == person && IsOnLoan(candidate);
      });
  if (loan != candidates_.end()) {
    return loan->fact.object;
  }
  for (const Candidate& candidate : candidates_) {
    const Relation relation = candidate.fact.relation;
    if (candidate.fact.subject == person && !candidate.optional &&
        (relation == Relation::kPlaysFor || relation == Relation::kManages) &&
        candidate.fact.rule != "title/inferred-body" &&
        candidate.fact.modality <= Modality::kReported &&
        candidate.fact.date.text.substr(0, 1) != "/" &&
        !document_.entities[candidate.fact.object].national_team && !candidate.ended) {
      return candidate.fact.object;
    }
  }
  return document_.entities[person].affiliation;
}

/// By a rule for whatever a club does where a bid or a deal is spoken of: those who sell do so too.
bool IsWideWish(const Fact& fact) { return fact.rule.starts_with("suitor/any-"); }

/// The club that somebody is about to join, or that wants him, is not the one that lends him.
bool Joiner::MovesTo(EntityIndex player, EntityIndex club) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    const bool move =
        fact.relation == Relation::kTransferredTo || fact.relation == Relation::kLoanedTo;
    return (move && fact.subject == player && fact.object == club &&
            fact.modality > Modality::kReported) ||
           (fact.relation == Relation::kWantsToSign && fact.subject == club &&
            fact.object == player && !IsWideWish(fact));
  });
}

/// Whether the one begins after the other has ended; false if either is unknown or open.
bool IsAfter(std::string_view date, std::string_view other) {
  const std::string_view begin = date.substr(0, date.find('/'));
  const std::size_t slash = other.find('/');
  const std::string_view end = slash == std::string_view::npos ? other : other.substr(slash + 1);
  const std::size_t size = std::min(begin.size(), end.size());
  return size > 0 && begin.substr(0, size) > end.substr(0, size);
}

/// The lender of a loan, with the candidate that tells of him; the club is kNone if
/// nothing does. A contract tells most, then an offer to him, then where else a title puts the
/// player, in the end where the reading has him; of the last no candidate tells.
std::pair<EntityIndex, const Candidate*> Joiner::LenderOf(const Candidate& loan) const {
  const EntityIndex player = loan.fact.subject;
  const EntityIndex borrower = loan.fact.object;
  const auto other_club = [&](EntityIndex club) {
    return club != borrower && club != kNone &&
           document_.entities[club].type == EntityType::kClub &&
           !document_.entities[club].national_team && !MovesTo(player, club) &&
           !Has(Relation::kLoanedTo, player, club);
  };
  for (const Candidate& other : candidates_) {
    if (other.fact.relation == Relation::kContractedTo && other.fact.subject == player &&
        other.fact.modality <= Modality::kReported && other_club(other.fact.object) &&
        !IsAfter(other.fact.date.text, loan.fact.date.text)) {
      return {other.fact.object, &other};
    }
    if (other.fact.relation == Relation::kWantsToSign && other.fact.object == player &&
        other.fact.subject == borrower) {
      for (const auto& [key, value] : other.fact.attributes) {
        if (key == "from-entity") {
          return {static_cast<EntityIndex>(std::stoul(value)), &other};
        }
      }
    }
  }
  for (const Candidate& other : candidates_) {
    if (other.fact.relation == Relation::kPlaysFor && other.fact.subject == player &&
        other.titled && !other.ended && !other.optional &&
        other.fact.modality <= Modality::kReported && other_club(other.fact.object)) {
      return {other.fact.object, &other};
    }
  }
  const Candidate* source = nullptr;
  for (const Candidate& other : candidates_) {
    const bool permanent =
        other.fact.relation == Relation::kTransferredTo && other.fact.subject == player &&
        !other.optional && other.fact.modality <= Modality::kReported &&
        (!other.fact.date.text.empty() || other.fact.modality == Modality::kAsserted) &&
        !IsAfter(other.fact.date.text, loan.fact.date.text);
    if (permanent && other_club(other.fact.object)) {
      source = source == nullptr ? &other : nullptr;
      if (source == nullptr) {
        break;  // Of several clubs any may have lent him.
      }
    }
  }
  if (source != nullptr) {
    return {source->fact.object, source};
  }
  const EntityIndex own = document_.entities[player].affiliation;
  const bool newcomer = Has(Relation::kTransferredTo, player, own);  // He came after the loan.
  return {other_club(own) && !newcomer && MayLend(player, own, borrower) ? own : kNone, nullptr};
}

/// False if the register has him at both clubs, but come to the lender after the loan.
bool Joiner::MayLend(EntityIndex player, EntityIndex lender, EntityIndex borrower) const {
  const uint32_t entry = document_.entities[player].register_entry;
  if (entry == kNone) {
    return true;
  }
  const KnownEntry known = names_.entry(entry);
  bool at_both = false;
  const bool before = AnySpellAt(known, document_.entities[borrower].name, [&](YearSpan lent) {
    return lent.begin != 0 &&
           AnySpellAt(known, document_.entities[lender].name, [&](YearSpan owned) {
             at_both = true;
             return owned.begin < lent.end || owned.begin <= lent.begin;
           });
  });
  return before || !at_both;
}

/// "replaced Smalling, who left. Loan spells at Lyon and Lille followed": of the other, if the
/// register has had only him there.
void Joiner::DropLoansOfOthers() {
  std::erase_if(candidates_, [&](const Candidate& loan) {
    const uint32_t entry = document_.entities[loan.fact.subject].register_entry;
    return loan.fact.rule == "loan/spells-there" && entry != kNone &&
           !names_.entry(entry).affiliations.Contains(document_.entities[loan.fact.object].name);
  });
}

/// loaned-to P C, and elsewhere whose player P is: loaned-from P D.
void Joiner::FindLenders() {
  std::vector<Candidate> found;
  for (const Candidate& loan : candidates_) {
    const EntityIndex player = loan.fact.subject;
    if (loan.fact.relation != Relation::kLoanedTo || IsNegative(loan.fact.modality) ||
        loan.optional || Has(Relation::kLoanedFrom, player, kNone)) {
      continue;
    }
    const auto [lender, source] = LenderOf(loan);
    if (lender != kNone) {
      found.push_back(
          DerivedCandidate(loan, Relation::kLoanedFrom, player, lender, "document/lender"));
      if (source != nullptr) {
        found.back().fact.evidence.push_back(source->fact.evidence.front());
      }
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// loaned-from P D, and elsewhere that P plays for C: loaned-to P C.
void Joiner::FindBorrowers() {
  std::vector<Candidate> found;
  for (const Candidate& loan : candidates_) {
    const EntityIndex player = loan.fact.subject;
    if (loan.fact.relation != Relation::kLoanedFrom || loan.fact.modality > Modality::kReported ||
        loan.optional || Has(Relation::kLoanedTo, player, kNone)) {
      continue;
    }
    for (const Candidate& other : candidates_) {
      const Fact& fact = other.fact;
      if (fact.relation == Relation::kPlaysFor && fact.subject == player && !other.optional &&
          !other.ended && fact.modality <= Modality::kReported && fact.object != loan.fact.object &&
          !document_.entities[fact.object].national_team) {
        found.push_back(
            DerivedCandidate(loan, Relation::kLoanedTo, player, fact.object, "document/borrower"));
        found.back().fact.evidence.push_back(fact.evidence.front());
        break;
      }
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// "he had already returned to Madrid", said of somebody whom Madrid had lent: no new move.
bool Joiner::EndsLoan(const Candidate& move) const {
  const Fact& fact = move.fact;
  if (fact.relation != Relation::kTransferredTo) {
    return false;
  }
  constexpr std::array<std::string_view, 4> kComesBack = {"return", "rejoin", "go back",
                                                          "went back"};
  const bool back = std::any_of(kComesBack.begin(), kComesBack.end(), [&](std::string_view word) {
    return move.words.find(word) != std::string::npos;
  });
  if (!back) {
    return false;
  }
  return Has(Relation::kLoanedFrom, fact.subject, fact.object) ||
         std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
           return other.fact.relation == Relation::kLoanedTo &&
                  other.fact.subject == fact.subject && other.fact.object != fact.object &&
                  other.fact.modality <= Modality::kReported && !other.optional &&
                  !Has(Relation::kTransferredTo, fact.subject, other.fact.object);
         });
}

void Joiner::DropReturns() {
  std::vector<bool> ends(candidates_.size());
  for (std::size_t index = 0; index < candidates_.size(); ++index) {
    ends[index] = EndsLoan(candidates_[index]);
  }
  std::size_t index = 0;
  std::erase_if(candidates_, [&](const Candidate&) { return ends[index++]; });
}

/// "his contract having expired", said of somebody who has just joined the club: it was another's.
bool Joiner::IsOldContract(const Candidate& contract) const {
  constexpr uint32_t kTokensMax = 6;
  const Fact& fact = contract.fact;
  if (fact.relation != Relation::kContractedTo || contract.trigger == kNone ||
      IsNamedIn(fact.object, fact.evidence.front()) ||
      !Has(Relation::kTransferredTo, fact.subject, fact.object) ||
      Has(Relation::kLeft, fact.subject, fact.object)) {
    return false;
  }
  const TokenIndex end = std::min(document_.sentences[fact.evidence.front()].tokens.end,
                                  contract.trigger + kTokensMax);
  for (TokenIndex token = contract.trigger; token < end; ++token) {
    const std::string_view word = document_.Folded(document_.tokens[token]);
    if (word == "expired" || word == "ended" || word == "lapsed" || word == "done") {
      return true;
    }
  }
  return false;
}

void Joiner::DropOldContracts() {
  std::vector<bool> old(candidates_.size());
  for (std::size_t index = 0; index < candidates_.size(); ++index) {
    old[index] = IsOldContract(candidates_[index]);
  }
  std::size_t index = 0;
  std::erase_if(candidates_, [&](const Candidate&) { return old[index++]; });
}

/// The one club that the article puts the player at and that he is not about to join.
EntityIndex Joiner::HomeOf(EntityIndex player) const {
  EntityIndex home = kNone;
  for (const Candidate& candidate : candidates_) {
    const Fact& fact = candidate.fact;
    const bool tells = (fact.relation == Relation::kPlaysFor && candidate.titled) ||
                       fact.relation == Relation::kContractedTo ||
                       fact.relation == Relation::kLoanedFrom;
    if (!tells || fact.subject != player || candidate.optional || candidate.ended ||
        fact.modality > Modality::kReported || document_.entities[fact.object].national_team ||
        MovesTo(player, fact.object) || Has(Relation::kLoanedTo, player, fact.object) ||
        fact.object == home) {
      continue;
    }
    if (home != kNone) {
      return kNone;
    }
    home = fact.object;
  }
  return home;
}

/// "Son confirmed his desire to depart, with Los Angeles leading the race for him": nobody leaves
/// the club that he is about to join, but the one where he is.
void Joiner::MendExits() {
  std::erase_if(candidates_, [&](Candidate& exit) {
    Fact& fact = exit.fact;
    const bool open = fact.relation == Relation::kWantsToLeave ||
                      (fact.relation == Relation::kLeft && fact.modality == Modality::kHoped);
    if (!open || !MovesTo(fact.subject, fact.object) ||
        IsNamedIn(fact.object, fact.evidence.front())) {
      return false;
    }
    const EntityIndex home = HomeOf(fact.subject);
    if (home != kNone) {
      fact.object = home;
      return false;
    }
    return Has(Relation::kTransferredTo, fact.subject, fact.object) ||
           Has(Relation::kLoanedTo, fact.subject, fact.object);
  });
}

bool Joiner::IsNamedIn(EntityIndex club, SentenceIndex sentence) const {
  return std::any_of(document_.mentions.begin(), document_.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.entity == club && mention.sentence == sentence &&
                              mention.kind == MentionKind::kName;
                     });
}

/// "With Inter he won the Champions League": not with the club that he coaches now.
void Joiner::DropUnnamedWinners() {
  const auto same_title = [](const Candidate& left, const Candidate& right) {
    return left.fact.relation == Relation::kWonCompetition &&
           right.fact.relation == Relation::kWonCompetition &&
           left.fact.object == right.fact.object && left.fact.subject != right.fact.subject &&
           left.fact.evidence.front() == right.fact.evidence.front();
  };
  std::erase_if(candidates_, [&](const Candidate& title) {
    const SentenceIndex sentence = title.fact.evidence.front();
    return title.fact.relation == Relation::kWonCompetition &&
           !IsNamedIn(title.fact.subject, sentence) &&
           std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
             return same_title(title, other) && IsNamedIn(other.fact.subject, sentence);
           });
  });
}

/// "moved into a Champions League position": in the race for it, and not in it.
bool Joiner::IsMerelyAimedAt(const Fact& fact) const {
  static constexpr WordList kAims = {"position", "positions",   "contention", "hopes", "race",
                                     "chase",    "aspirations", "ambitions",  "spots", "places"};
  if (fact.relation != Relation::kPlaysIn) {
    return false;
  }
  bool aimed_at = false;
  for (const Mention& mention : document_.mentions) {
    if (mention.entity != fact.object || mention.sentence != fact.evidence.front()) {
      continue;
    }
    const TokenIndex end = mention.tokens.end;
    if (end >= document_.tokens.size() || !kAims.Has(document_.Folded(document_.tokens[end]))) {
      return false;
    }
    aimed_at = true;
  }
  return aimed_at;
}

/// "Napoli won the league" in an article about the Premier League: whatever was meant, it was not
/// that one. A sentence that names another competition is read wrongly as often.
void Joiner::DropForeignCompetitions() {
  std::erase_if(candidates_, [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    return (fact.relation == Relation::kPlaysIn || fact.relation == Relation::kLeads ||
            fact.relation == Relation::kWonCompetition) &&
           (IsMerelyAimedAt(fact) ||
            !MayEnter(names_, document_.entities[fact.subject], document_.entities[fact.object]));
  });
}

/// "Roma try to close a deal for defender Chris Smalling": whose defender he is, is not said; the
/// club that he is to join is a poor guess.
bool Joiner::IsFutureTitle(const Candidate& candidate) const {
  const Fact& fact = candidate.fact;
  return fact.relation == Relation::kPlaysFor && fact.rule == "title/inferred-body" &&
         (MovesTo(fact.subject, fact.object) ||
          IsYetToCome(fact.subject, fact.object, fact.evidence.front()));
}

/// That somebody coaches a club which does not name itself beside him is a guess; no good one where
/// the register knows his clubs, and it is none of them.
bool Joiner::IsUnlikelyPost(const Fact& fact) const {
  const Entity& coach = document_.entities[fact.subject];
  if (fact.relation != Relation::kManages) {
    return false;
  }
  if (coach.register_entry == kNone) {
    return fact.rule == "noun/coach-of" && coach.affiliation == kNone;  // "Hugo Blank's men".
  }
  const KnownEntry known = names_.entry(coach.register_entry);
  const bool guessed = fact.rule == "title/inferred-body" || fact.rule == "noun/coach-of" ||
                       fact.rule == "document/managed-until-he-left" ||
                       !IsNamedIn(fact.object, fact.evidence.front());
  return guessed && known.type == EntityType::kManager && !known.affiliations.empty() &&
         !known.affiliations.Contains(document_.entities[fact.object].name);
}

/// "set to join on loan after the clubs agreed a deal for him": the deal is the loan.
bool Joiner::IsLoanAfterAll(const Candidate& candidate) const {
  const Fact& fact = candidate.fact;
  if (fact.modality != Modality::kHoped || fact.rule != "move/clubs-agree") {
    return false;
  }
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    return other.fact.subject == fact.subject && !IsNegative(other.fact.modality) &&
           other.fact.relation == Relation::kLoanedTo &&
           (fact.relation == Relation::kLeft || other.fact.object == fact.object);
  });
}

/// "Real Madrid want their striker Zed Small to stay": he is theirs, and not on loan.
bool Joiner::IsTheirPlayer(const Fact& fact) const {
  if (fact.relation != Relation::kWantsToSign || IsNegative(fact.modality) ||
      Has(Relation::kLoanedTo, fact.object, fact.subject)) {
    return false;
  }
  if (IsWideWish(fact) && document_.entities[fact.object].affiliation == fact.subject &&
      !Has(Relation::kTransferredTo, fact.object, fact.subject) &&
      !IsYetToCome(fact.object, fact.subject, fact.evidence.front())) {
    return true;
  }
  return !Has(Relation::kLeft, fact.object, fact.subject) &&
         std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
           return other.fact.relation == Relation::kPlaysFor && other.fact.rule == "title" &&
                  other.fact.subject == fact.object && other.fact.object == fact.subject &&
                  !other.ended && other.fact.modality <= Modality::kReported;
         });
}

/// "Leipzig's striker signed a new deal", said where Real Madrid want him, or where he has gone to
/// another club: with whom he signed was a guess.
bool Joiner::IsContractElsewhere(const Candidate& candidate) const {
  const Fact& fact = candidate.fact;
  if (candidate.dated || fact.rule != "contract/signs-with-nobody" ||
      Has(Relation::kTransferredTo, fact.subject, fact.object)) {
    return false;
  }
  return Has(Relation::kWantsToSign, fact.object, fact.subject) ||
         std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
           const bool left =
               other.fact.relation == Relation::kLeft && other.fact.object == fact.object;
           const bool moved = other.fact.relation == Relation::kTransferredTo && !other.dated;
           return (left || moved) && other.fact.subject == fact.subject && !other.optional &&
                  other.fact.modality <= Modality::kReported;
         });
}

/// "an edge over rivals Chelsea and Arsenal": whose rivals they are, the sentence itself must say.
bool Joiner::IsRivalOfSomebody(const Fact& fact) const {
  return fact.relation == Relation::kRivalOf && fact.rule == "rival/with-rivals" &&
         std::none_of(
             document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
               return mention.entity == fact.subject && mention.sentence == fact.evidence.front();
             });
}

/// "is returning to Tottenham", said of somebody whom they borrow: no move for good.
bool Joiner::IsLoanCalledReturn(const Fact& fact) const {
  return fact.relation == Relation::kTransferredTo &&
         (fact.rule == "move/player-returns" || fact.rule == "move/player-moves") &&
         Has(Relation::kLoanedTo, fact.subject, fact.object);
}

/// "Peter Crouch says the Chelsea star may leave": a pundit plays for nobody now, and nobody plays
/// for the club that he manages.
bool Joiner::PlaysNoMore(const Candidate& candidate) const {
  const Fact& fact = candidate.fact;
  return fact.relation == Relation::kPlaysFor && !candidate.ended &&
         ((candidate.titled && document_.entities[fact.subject].type == EntityType::kJournalist) ||
          (document_.date && Has(Relation::kManages, fact.subject, fact.object) &&
           fact.date.text == DayText(*document_.date)));
}

/// "Koeman's Barcelona made a bid to sign him": not Koeman, who is there.
bool Joiner::IsTheirCoach(const Fact& fact) const {
  if (fact.relation != Relation::kWantsToSign || IsNegative(fact.modality)) {
    return false;
  }
  // Of candidates for the post one may get it.
  const bool of_a_move = fact.rule.starts_with("move/club-signs") || IsWideWish(fact) ||
                         (fact.rule.starts_with("wish/") && fact.rule != "wish/joins-the-race");
  return of_a_move &&
         std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
           return other.fact.relation == Relation::kManages && other.fact.subject == fact.object &&
                  other.fact.object == fact.subject && !other.ended &&
                  other.fact.modality <= Modality::kReported;
         });
}

void Joiner::DropUnlikely() {
  std::vector<bool> unlikely(candidates_.size());
  for (std::size_t index = 0; index < candidates_.size(); ++index) {
    const Fact& fact = candidates_[index].fact;
    unlikely[index] = IsFutureTitle(candidates_[index]) || PlaysNoMore(candidates_[index]) ||
                      IsLoanAfterAll(candidates_[index]) || IsLoanCalledReturn(fact) ||
                      IsTheirCoach(fact) || IsContractElsewhere(candidates_[index]) ||
                      IsTheirPlayer(fact) || IsRivalOfSomebody(fact) || IsUnlikelyPost(fact);
  }
  std::size_t index = 0;
  std::erase_if(candidates_, [&](const Candidate&) { return unlikely[index++]; });
}

/// The match that the article opens with: what a report goes on to tell belongs to it, not to
/// others that it mentions in passing.
bool Joiner::IsReported(const Candidate& match) const {
  constexpr SentenceIndex kOpening = 3;
  return match.fact.evidence.front() < kOpening && match.fact.relation != Relation::kPlayedAgainst;
}

/// "In his first start against Roma, Smalling scored twice": the one club behind "against".
EntityIndex Joiner::OpponentNamedIn(SentenceIndex sentence, EntityIndex team) const {
  static constexpr WordList kAgainst = {"against", "v", "vs", "versus"};
  static constexpr WordList kRouts = {"thrashing", "demolition", "rout",   "hammering",  "beating",
                                      "mauling",   "drubbing",   "defeat", "destruction"};
  EntityIndex found = kNone;
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex token = range.begin + 2; token < range.end; ++token) {
    const MentionIndex index = document_.tokens[token].mention;
    const std::string_view before = document_.Folded(document_.tokens[token - 1]);
    const bool rout = before == "of" && kRouts.Has(document_.Folded(document_.tokens[token - 2]));
    if (index == kNone || document_.mentions[index].tokens.begin != token ||
        (!kAgainst.Has(before) && !rout)) {
      continue;
    }
    const EntityIndex club = document_.mentions[index].entity;
    if (club == kNone || document_.entities[club].type != EntityType::kClub || club == found) {
      continue;
    }
    if (found != kNone) {
      return kNone;
    }
    found = club;
  }
  return found == team ? kNone : found;
}

/// "former Roma striker", "Roma's rivals": told of somebody, not of a match.
bool IsAside(const Document& document, const Mention& club) {
  static constexpr WordList kFormer = {"former", "ex", "ex-"};
  const TokenIndex begin = club.tokens.begin;
  return club.possessive || (begin > 0 && kFormer.Has(document.Folded(document.tokens[begin - 1])));
}

/// Told beside the match, or in a report that names no others there.
bool Joiner::IsOfReport(const Candidate& goal, const Candidate& match, bool report) const {
  const SentenceIndex here = goal.fact.evidence.front();
  return match.fact.evidence.front() == here ||
         (report &&
          std::none_of(document_.mentions.begin(), document_.mentions.end(),
                       [&](const Mention& mention) {
                         return mention.sentence == here && mention.kind == MentionKind::kName &&
                                mention.entity != kNone && mention.entity != match.fact.subject &&
                                mention.entity != match.fact.object &&
                                document_.entities[mention.entity].type == EntityType::kClub &&
                                !IsAside(document_, mention);
                       }));
}

/// What goes in there, or was not given, is no goal.
bool Joiner::DoesNotCount(const Candidate& goal) const {
  static constexpr WordList kShootOuts = {"shoot-out",  "shootout", "shoot-outs",
                                          "disallowed", "offside",  "chalked"};
  const TokenRange tokens = document_.sentences[goal.fact.evidence.front()].tokens;
  const std::span<const Token> words = document_.Tokens(tokens);
  return std::any_of(words.begin(), words.end(),
                     [&](const Token& word) { return kShootOuts.Has(document_.Folded(word)); });
}

/// Whom a goal was against by what stands beside it, `match` (or none) being the nearest told;
/// kNone where that match says it.
EntityIndex Joiner::OpponentBeside(const Candidate& goal, EntityIndex team,
                                   const Candidate* match) const {
  const EntityIndex named = OpponentNamedIn(goal.fact.evidence.front(), team);
  const bool here = match != nullptr && match->fact.evidence.front() == goal.fact.evidence.front();
  if (here) {
    return match->fact.subject == named || match->fact.object == named ? named : kNone;
  }
  return match == nullptr && named == kNone && team != kNone ? OtherInReport(document_, team)
                                                             : named;
}

/// Somebody scored, or missed a match, and the opponent is named elsewhere.
bool LacksOpponent(const Candidate& part) {
  const Fact& fact = part.fact;
  return fact.subject == fact.object && (fact.relation == Relation::kScoredAgainst ||
                                         fact.relation == Relation::kMissedMatchAgainst);
}

/// How far off a match is told in the same sentence; rather before the part that somebody took.
TokenIndex TokensBetween(TokenIndex match, TokenIndex part) {
  constexpr TokenIndex kBehind = 3;
  return match == kNone || part == kNone ? 0
         : match <= part                 ? part - match
                                         : kBehind * (match - part);
}

/// The match told in the same sentence, else the one of his team, or with `other` if that is known,
/// that is nearest before or after.
Joiner::NearMatch Joiner::MatchNear(const Candidate& part, EntityIndex team,
                                    EntityIndex other) const {
  const bool scored = part.fact.relation == Relation::kScoredAgainst;
  const SentenceIndex here = part.fact.evidence.front();
  NearMatch best;
  TokenIndex best_tokens = 0;  // Of two in one sentence the nearer one.
  for (const Candidate& match : candidates_) {
    if (!IsMatch(match) || (scored && match.fact.modality == Modality::kHoped)) {
      continue;
    }
    const bool inside = match.fact.subject == team || match.fact.object == team;
    const SentenceIndex there = match.fact.evidence.front();
    uint32_t distance = 2 * (std::max(here, there) - std::min(here, there));
    distance += there > here ? 1 : 0;
    const bool his = other == kNone || match.fact.subject == other || match.fact.object == other;
    if (here != there && (!inside || !his)) {
      continue;
    }
    // "His goal sends Roma top, ahead of Lyon, who meet Lille": rather the match of his own club.
    const bool result = match.fact.relation != Relation::kPlayedAgainst;
    distance += inside ? 0 : result ? 1 : kOthersMatch;
    distance += scored && match.another ? kOthersMatch : 0;
    if (inside && scored && IsReported(match)) {
      distance = std::min(distance, kMainMatchDistance);
    }
    const TokenIndex tokens = here == there ? TokensBetween(match.trigger, part.trigger) : 0;
    if (distance < best.distance || (distance == best.distance && tokens < best_tokens)) {
      best = {&match, distance};
      best_tokens = tokens;
    }
  }
  return best;
}

/// By the register, in the year of the article.
bool Joiner::IsKnownAt(EntityIndex person, EntityIndex club) const {
  const uint32_t index = document_.entities[person].register_entry;
  if (index == kNone || document_.year == 0) {
    return false;
  }
  return AnySpellAt(names_.entry(index), document_.entities[club].name, [&](YearSpan years) {
    return years.begin != 0 && years.Covers(document_.year);
  });
}

/// "Two goals from Small; Fons got a late consolation": of a report that tells no match, the other
/// of the two clubs whose players scored.
EntityIndex Joiner::OtherScorersTeam(EntityIndex team) const {
  EntityIndex other = kNone;
  if (team == kNone || std::any_of(candidates_.begin(), candidates_.end(), IsMatch)) {
    return kNone;
  }
  for (const Candidate& goal : candidates_) {
    if (!LacksOpponent(goal) || goal.fact.relation != Relation::kScoredAgainst) {
      continue;
    }
    const EntityIndex his = TeamOf(goal.fact.subject);
    if (his == kNone || his == team || his == other) {
      continue;
    }
    if (other != kNone) {
      return kNone;
    }
    other = his;
  }
  return other;
}

/// A report whose match no rule reads, full of goals by players of the two clubs that it names
/// most: those two met.
void Joiner::AddMatchOfReport() {
  constexpr uint32_t kGoalsMin = 4;
  const EntityIndex side = CountNames(document_).topic_club;
  const EntityIndex other = side == kNone ? kNone : OtherInReport(document_, side);
  if (other == kNone) {
    return;
  }
  uint32_t goals = 0;
  uint32_t by_others = 0;
  for (const Candidate& candidate : candidates_) {
    const Fact& fact = candidate.fact;
    const bool of_side = fact.subject == side || fact.object == side;
    const bool of_other = fact.subject == other || fact.object == other;
    const bool result = fact.relation != Relation::kPlayedAgainst;
    if (IsMatch(candidate) && ((of_side && of_other) || (result && (of_side || of_other)))) {
      return;  // Their match is told, or it is another one that is reported.
    }
    if (fact.relation == Relation::kScoredAgainst && LacksOpponent(candidate)) {
      const EntityIndex team = TeamOf(fact.subject);
      ++goals;
      by_others += team != side && team != other ? 1 : 0;
    }
  }
  const SentenceIndex sentence = FirstWithBoth(side, other);
  if (goals >= kGoalsMin && by_others <= 1 && sentence != kNone) {
    candidates_.push_back(TodaysFact(document_, Relation::kPlayedAgainst, side, other, sentence,
                                     "document/match-of-report"));
  }
}

/// The first sentence that speaks of both; kNone if none does.
SentenceIndex Joiner::FirstWithBoth(EntityIndex one, EntityIndex other) const {
  SentenceIndex last_one = kNone;
  SentenceIndex last_other = kNone;
  for (const Mention& mention : document_.mentions) {
    last_one = mention.entity == one ? mention.sentence : last_one;
    last_other = mention.entity == other ? mention.sentence : last_other;
    if (last_one == last_other && last_one != kNone) {
      return last_one;
    }
  }
  return kNone;
}

void Joiner::FindOpponents() {
  if (std::any_of(candidates_.begin(), candidates_.end(), LacksOpponent)) {
    AddMatchOfReport();
    AddOpponents();
  }
  std::erase_if(candidates_, [](const Candidate& candidate) {
    return candidate.fact.subject == candidate.fact.object;
  });
}

void Joiner::AddOpponents() {
  std::vector<Candidate> found;
  const MatchTeams teams(document_, knowledge_, candidates_);
  const bool report = IsReportText(document_);
  for (const Candidate& part : candidates_) {
    const bool scored = part.fact.relation == Relation::kScoredAgainst;
    if (!LacksOpponent(part) || (scored && DoesNotCount(part))) {
      continue;
    }
    const SentenceIndex here = part.fact.evidence.front();
    const EntityIndex known = TeamOf(part.fact.subject);
    const EntityIndex placed = scored ? teams.TeamOf(part.fact.subject, here) : kNone;
    const EntityIndex team = placed != kNone ? placed : known;
    // Whose side only the report tells, he played in that match.
    const EntityIndex other = placed == known ? kNone : teams.OtherThan(placed, here);
    const auto [best, distance] = MatchNear(part, team, other);
    EntityIndex named = scored ? OpponentBeside(part, team, best) : kNone;
    named = scored && named == kNone && best == nullptr ? OtherScorersTeam(team) : named;
    if (named != kNone) {
      Candidate candidate = part;
      candidate.fact.object = named;
      candidate.fact.rule += "+opponent";
      found.push_back(std::move(candidate));
      continue;
    }
    // An absence is from the match told there, not from another one further on.
    const bool preview = !scored && best != nullptr && best->fact.evidence.front() < 4 &&
                         best->fact.relation == Relation::kPlayedAgainst && !part.past;
    const uint32_t far = preview || (scored && report) ? 40U : scored ? 4U : 5U;
    if (best == nullptr || distance > far || (!scored && report) ||
        (part.fact.rule.starts_with("report/") && !IsOfReport(part, *best, report))) {
      continue;
    }
    // Without a team of his own the scorer belongs to the winner.
    const bool second_side = best->fact.object == team;
    Candidate candidate = part;
    candidate.fact.object = second_side ? best->fact.subject : best->fact.object;
    const EntityIndex own = second_side ? best->fact.object : best->fact.subject;
    if (IsKnownAt(part.fact.subject, candidate.fact.object) && !IsKnownAt(part.fact.subject, own)) {
      candidate.fact.object = own;  // Nobody meets his own.
    }
    candidate.fact.rule += "+opponent";
    const std::string today = document_.date ? DayText(*document_.date) : std::string();
    if (!scored || !IsAfter(best->fact.date.text, today)) {
      candidate.fact.date = best->fact.date;
      candidate.dated = best->dated;
    }
    candidate.fact.confidence *= best->fact.evidence.front() == here ? 0.95 : 0.8;
    found.push_back(std::move(candidate));
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// A manager who left a club managed it. Who moves leaves the club that a title puts him at.
void Joiner::FindExits() {
  std::vector<Candidate> found;
  for (const Candidate& exit : candidates_) {
    const Fact& fact = exit.fact;
    if (fact.relation == Relation::kLeft && fact.modality <= Modality::kReported &&
        document_.entities[fact.subject].type == EntityType::kManager && !exit.optional &&
        !Has(Relation::kManages, fact.subject, fact.object)) {
      found.push_back(DerivedCandidate(exit, Relation::kManages, fact.subject, fact.object,
                                       "document/managed-until-he-left"));
      found.back().ended = true;
      found.back().dated = false;  // What is dated is the end.
      found.back().fact.modality = Modality::kAsserted;
    }
    if (fact.relation != Relation::kTransferredTo || IsNegative(fact.modality) || exit.optional ||
        Has(Relation::kLeft, fact.subject, kNone)) {
      continue;
    }
    for (const Candidate& contract : candidates_) {
      const bool other = contract.fact.relation == Relation::kContractedTo &&
                         contract.fact.subject == fact.subject &&
                         contract.fact.object != fact.object &&
                         contract.fact.modality <= Modality::kReported &&
                         HomeOf(fact.subject) == contract.fact.object &&
                         !IsAfter(contract.fact.date.text, exit.fact.date.text);
      if (other && !Has(Relation::kTransferredTo, fact.subject, contract.fact.object)) {
        found.push_back(DerivedCandidate(exit, Relation::kLeft, fact.subject, contract.fact.object,
                                         "document/leaves-his-contract"));
        break;
      }
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// "since the arrival of Ajax midfielder Zed Small": there he was until then, and from there he
/// came.
void Joiner::EndTitledSpells() {
  std::vector<Candidate> found;
  for (Candidate& spell : candidates_) {
    Fact& fact = spell.fact;
    if (fact.rule != "title" || fact.relation != Relation::kPlaysFor || spell.ended ||
        spell.dated || document_.entities[fact.object].national_team || IsNegative(fact.modality)) {
      continue;
    }
    const auto move =
        std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
          return other.fact.relation == Relation::kTransferredTo &&
                 other.fact.modality <= Modality::kReported && !other.optional &&
                 (other.fact.rule.starts_with("move/") ||
                  other.fact.rule.starts_with("noun/signing") ||
                  other.fact.rule.starts_with("arrival/")) &&
                 other.fact.subject == fact.subject && other.fact.object != fact.object &&
                 other.fact.evidence.front() == fact.evidence.front();
        });
    if (move == candidates_.end() || Has(Relation::kTransferredTo, fact.subject, fact.object)) {
      continue;
    }
    spell.ended = true;
    fact.date.text.insert(0, fact.date.text.empty() || fact.date.text[0] == '/' ? "" : "/");
    if (!Has(Relation::kLeft, fact.subject, kNone) &&
        !Has(Relation::kLoanedTo, fact.subject, fact.object)) {
      found.push_back(DerivedCandidate(*move, Relation::kLeft, fact.subject, fact.object,
                                       "document/leaves-his-title"));
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// Who signs again with his club plays for it.
void Joiner::FindMemberships() {
  std::vector<Candidate> found;
  for (const Candidate& contract : candidates_) {
    const Fact& fact = contract.fact;
    if (fact.relation == Relation::kContractedTo && fact.modality <= Modality::kReported &&
        !contract.optional && document_.entities[fact.subject].type == EntityType::kPlayer &&
        !Has(Relation::kTransferredTo, fact.subject, fact.object) &&
        !Has(Relation::kLeft, fact.subject, fact.object)) {
      found.push_back(DerivedCandidate(contract, Relation::kPlaysFor, fact.subject, fact.object,
                                       "document/contract"));
      found.back().fact.modality = Modality::kAsserted;
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// "Nacho Novo of Rangers": no other guess is needed.
bool Joiner::PlaysElsewhere(EntityIndex player, EntityIndex team) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    return fact.relation == Relation::kPlaysFor && fact.subject == player && fact.object != team &&
           !candidate.optional && !candidate.ended && !candidate.past &&
           fact.modality <= Modality::kReported && !document_.entities[fact.object].national_team;
  });
}

/// "Arsenal won with goals from Smalling": where the register knows him at that club, too, it is no
/// worse a guess than the other, which the sentence does not name.
bool Joiner::IsRatherAtAnother(EntityIndex player, EntityIndex team) const {
  const Entity& entity = document_.entities[player];
  if (document_.date || entity.register_entry == kNone || entity.titled || entity.lined_up) {
    return false;  // Where the year is known, so is the club.
  }
  static constexpr WordList kOthers = {"from", "against", "by", "to", "v", "old"};
  const SentenceIndex sentence = document_.mentions[entity.first_mention].sentence;
  const KnownEntry known = names_.entry(entity.register_entry);
  bool another = false;
  for (const Mention& mention : document_.mentions) {
    if (mention.sentence != sentence || mention.entity == kNone ||
        document_.entities[mention.entity].type != EntityType::kClub) {
      continue;
    }
    const TokenIndex begin = mention.tokens.begin;
    const std::string_view before =
        begin > 0 ? document_.Folded(document_.tokens[begin - 1]) : std::string_view();
    const bool aside = kOthers.Has(before);
    if (mention.entity == team) {
      if (!aside && before != "at") {
        return false;
      }
      continue;  // "a win at Fulham": where the match was.
    }
    another = another || (!aside && !document_.entities[mention.entity].national_team &&
                          known.affiliations.Contains(document_.entities[mention.entity].name));
  }
  return another;
}

/// The register has him there from this year on: before the summer that is yet to come, and so it
/// may be in a sentence that speaks of suitors.
bool Joiner::IsYetToCome(EntityIndex player, EntityIndex team, SentenceIndex sentence) const {
  const Entity& entity = document_.entities[player];
  if (!document_.date || entity.register_entry == kNone) {
    return false;
  }
  const std::string today = DayText(*document_.date);
  const KnownEntry known = names_.entry(entity.register_entry);
  bool begins = false;
  for (std::size_t club = 0; club < std::min(known.years.size(), known.affiliations.size());
       ++club) {
    if (known.affiliations[club] == document_.entities[team].name) {
      // Who came and went in one year came in January.
      begins = std::to_string(known.years[club].begin) == today.substr(0, 4) &&
               known.years[club].end != known.years[club].begin;
    }
  }
  const bool came =
      std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
        const Fact& fact = candidate.fact;
        return (fact.relation == Relation::kTransferredTo ||
                fact.relation == Relation::kLoanedTo) &&
               fact.subject == player && fact.object == team &&
               fact.modality <= Modality::kReported && !candidate.optional;
      });
  if (!begins || came) {
    return false;
  }
  static constexpr WordList kSuitors = {"targets", "linked", "hopeful", "interest", "talks",
                                        "want",    "wants",  "bid",     "poised",   "pursuit",
                                        "move",    "moved",  "medical"};
  static constexpr WordList kCame = {"signed",  "arrived", "arrival",  "arrivals", "joined",
                                     "signing", "bought",  "signings", "arrive"};
  const std::span<const Token> tokens = document_.Tokens(document_.sentences[sentence].tokens);
  const auto has = [&](const auto& words) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return words.Has(document_.Folded(token)); });
  };
  constexpr std::string_view kSummer = "06";
  return !has(kCame) && (today.substr(5, 2) <= kSummer || has(kSuitors));
}

/// "Pellistri's loan move to Granada has stalled": he is not there yet.
bool Joiner::IsMoveSpokenOf(EntityIndex player, EntityIndex team) const {
  static constexpr WordList kMoves = {"move", "transfer", "switch"};
  constexpr TokenIndex kTokensMax = 4;
  if (Has(Relation::kTransferredTo, player, team) || Has(Relation::kLoanedTo, player, team)) {
    return false;
  }
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  const std::span<const MentionIndex> mentions = club_mentions_.mentions().Of(player);
  return std::any_of(mentions.begin(), mentions.end(), [&](MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (!mention.possessive) {
      return false;
    }
    const TokenIndex end = std::min<TokenIndex>(
        mention.tokens.end + kTokensMax, static_cast<TokenIndex>(document_.tokens.size()) - 1);
    for (TokenIndex at = mention.tokens.end; at + 1 < end; ++at) {
      const MentionIndex club = document_.tokens[at + 2].mention;
      if (kMoves.Has(word(at)) && word(at + 1) == "to" && club != kNone) {
        return document_.mentions[club].entity == team;
      }
    }
    return false;
  });
}

/// "the departures of Smalling and Fons", "Smalling and Fons have all departed".
bool Joiner::IsToldToHaveGone(EntityIndex player) const {
  static constexpr WordList kGoing = {"departure", "departures", "sale", "sales",
                                      "exit",      "exits",      "loss"};
  static constexpr WordList kGone = {"departed", "left", "gone", "cleared"};
  static constexpr WordList kHave = {"have", "has", "having", "had", "were"};
  static constexpr WordList kJoints = {",", "and", "all",     "both", "also",
                                       "(", ")",   "already", "who",  "-"};
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  const auto in_list = [&](TokenIndex at) {
    return document_.tokens[at].mention != kNone || kJoints.Has(word(at));
  };
  const std::span<const MentionIndex> mentions = club_mentions_.mentions().Of(player);
  return std::any_of(mentions.begin(), mentions.end(), [&](MentionIndex index) {
    const Mention& mention = document_.mentions[index];
    if (mention.kind != MentionKind::kName) {
      return false;
    }
    const TokenRange sentence = document_.sentences[mention.sentence].tokens;
    TokenIndex at = mention.tokens.begin;
    while (at > sentence.begin && in_list(at - 1)) {
      --at;
    }
    if (at > sentence.begin + 1 && word(at - 1) == "of" && kGoing.Has(word(at - 2))) {
      return true;
    }
    // "have already lost Van de Beek and Ziyech", but not "lost Nubel to Bayern".
    const bool lost = at > sentence.begin + 1 && word(at - 1) == "lost" &&
                      (kHave.Has(word(at - 2)) || word(at - 2) == "already");
    TokenIndex end = mention.tokens.end;
    while (end < sentence.end && in_list(end)) {
      ++end;
    }
    if (lost && (end == sentence.end || word(end) != "to")) {
      return true;
    }
    at = mention.tokens.end;
    bool have = false;
    while (at < sentence.end && (in_list(at) || kHave.Has(word(at)))) {
      have = have || kHave.Has(word(at));
      ++at;
    }
    return have && at < sentence.end && kGone.Has(word(at)) &&
           document_.tokens[at - 1].mention == kNone;
  });
}

/// Whoever is merely to leave is still there; of whom it is told that he is gone, he was there.
bool Joiner::HasLeft(EntityIndex player, EntityIndex team) const {
  return std::any_of(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& candidate) {
                       const Fact& fact = candidate.fact;
                       return fact.relation == Relation::kLeft && fact.subject == player &&
                              fact.object == team && fact.modality <= Modality::kReported;
                     }) &&
         !IsToldToHaveGone(player);
}

/// A player of whom the article says nothing else plays for the club that the reading puts him at.
void Joiner::FindPlayers() {
  for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
    const Entity& entity = document_.entities[index];
    if (entity.type != EntityType::kPlayer || entity.first_mention == kNone) {
      continue;
    }
    for (const EntityIndex team : {entity.affiliation, entity.second_affiliation}) {
      if (team != kNone && IsGuessedAt(index, team)) {
        AddGuessedMembership(index, team);
      }
    }
  }
}

/// The register has him there since the year before, and for some time to come: what seems to be
/// his move there is another matter.
bool Joiner::IsLongThere(EntityIndex index, EntityIndex team) const {
  const Entity& entity = document_.entities[index];
  if (entity.register_entry == kNone || document_.year == 0) {
    return false;
  }
  const int misses = document_.date ? 0 : 1;
  return AnySpellAt(
      names_.entry(entity.register_entry), document_.entities[team].name, [&](YearSpan years) {
        return years.begin + misses < document_.year && years.end > document_.year + misses;
      });
}

bool Joiner::IsGuessedAt(EntityIndex index, EntityIndex team) const {
  const Entity& entity = document_.entities[index];
  // A name that neither the register nor a title explains may be no player's at all.
  const bool known = entity.register_entry != kNone || !entity.role.empty() ||
                     !entity.position.empty() || entity.age >= 0 || entity.lined_up;
  const bool second = team == entity.second_affiliation;
  return known && document_.entities[team].type == EntityType::kClub &&
         !Has(Relation::kManages, index, team) && !HasLeft(index, team) &&
         !Has(Relation::kScoredAgainst, index, team) &&
         (!MovesTo(index, team) || IsLongThere(index, team)) &&
         (document_.entities[team].national_team || !PlaysElsewhere(index, team)) &&
         club_mentions_.IsToldNear(index, team) && !IsRatherAtAnother(index, team) &&
         !IsMoveSpokenOf(index, team) &&
         ((entity.titled && !second) ||
          !IsYetToCome(index, team, document_.mentions[entity.first_mention].sentence));
}

void Joiner::AddGuessedMembership(EntityIndex index, EntityIndex team) {
  const Entity& entity = document_.entities[index];
  Candidate candidate =
      GuessedMembership(document_, index, team, document_.mentions[entity.first_mention].sentence,
                        "document/affiliation");
  if (IsToldToHaveGone(index) && document_.date) {
    candidate.fact.date.text.insert(0, "/");
    candidate.ended = true;
  }
  candidates_.push_back(std::move(candidate));
}

}  // namespace

Candidate DerivedCandidate(const Candidate& from, Relation relation, EntityIndex subject,
                           EntityIndex object, std::string_view rule) {
  Candidate derived;
  derived.fact = from.fact;
  derived.fact.relation = relation;
  derived.fact.subject = subject;
  derived.fact.object = object;
  derived.fact.attributes.clear();
  derived.fact.rule = rule;
  derived.fact.confidence = from.fact.confidence * 0.9;
  derived.trigger = from.trigger;
  derived.words = from.words;
  derived.dated = from.dated;
  return derived;
}

bool Tells(const std::vector<Candidate>& candidates, Relation relation, EntityIndex person) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return candidate.fact.relation == relation && candidate.fact.subject == person &&
           !candidate.optional && !IsNegative(candidate.fact.modality);
  });
}

bool IsClaimed(const std::vector<Candidate>& candidates, Relation relation, EntityIndex subject,
               EntityIndex object) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return candidate.fact.relation == relation && candidate.fact.subject == subject &&
           candidate.fact.object == object && !candidate.optional;
  });
}

bool IsMatch(const Candidate& candidate) {
  const Relation relation = candidate.fact.relation;
  return !candidate.optional && !IsNegative(candidate.fact.modality) &&
         (relation == Relation::kBeat || relation == Relation::kDrewWith ||
          relation == Relation::kPlayedAgainst);
}

namespace {

/// The quotation in which the sentence names the entity; kNone if the writer does.
QuoteIndex QuoteNaming(const Document& document, EntityIndex entity, SentenceIndex sentence) {
  const auto named =
      std::find_if(document.mentions.begin(), document.mentions.end(), [&](const Mention& mention) {
        return mention.sentence == sentence && mention.entity == entity;
      });
  if (named == document.mentions.end()) {
    return kNone;
  }
  const QuoteIndex quote = document.tokens[named->tokens.begin].quote;
  return quote == kNone || document.quotes[quote].fragment ? kNone : quote;
}

}  // namespace

Candidate TodaysFact(const Document& document, Relation relation, EntityIndex subject,
                     EntityIndex object, SentenceIndex sentence, std::string_view rule) {
  Candidate candidate;
  candidate.fact.relation = relation;
  candidate.fact.subject = subject;
  candidate.fact.object = object;
  candidate.fact.date.text = document.date ? DayText(*document.date) : std::string();
  candidate.fact.rule = rule;
  candidate.fact.confidence = 0.6;
  candidate.fact.evidence = {sentence};
  candidate.fact.span = document.sentences[sentence].span;
  if (const QuoteIndex quote = QuoteNaming(document, subject, sentence); quote != kNone) {
    candidate.fact.modality = Modality::kReported;
    candidate.fact.speaker = document.quotes[quote].speaker;
    candidate.fact.speaker_unnamed = candidate.fact.speaker == kNone;
  }
  return candidate;
}

Candidate GuessedMembership(const Document& document, EntityIndex player, EntityIndex club,
                            SentenceIndex sentence, std::string_view rule) {
  return TodaysFact(document, Relation::kPlaysFor, player, club, sentence, rule);
}

bool MayEnter(const NameRegister& names, const Entity& club, const Entity& competition) {
  if (club.register_entry == kNone || competition.register_entry == kNone) {
    return true;
  }
  const KnownEntry body = names.entry(club.register_entry);
  const KnownEntry contest = names.entry(competition.register_entry);
  if (club.national_team || contest.international) {
    return club.national_team && (contest.international || contest.country == "international");
  }
  if (contest.country.empty() || contest.country == "international" || body.country.empty() ||
      contest.country == body.country) {
    return true;
  }
  struct Guest {
    std::string_view from;
    std::string_view in;
  };
  static constexpr std::array<Guest, 6> kGuests = {{{"Wales", "England"},
                                                    {"Monaco", "France"},
                                                    {"Canada", "United States"},
                                                    {"New Zealand", "Australia"},
                                                    {"Ireland", "Northern Ireland"},
                                                    {"Northern Ireland", "Ireland"}}};
  return std::any_of(kGuests.begin(), kGuests.end(), [&](const Guest& guest) {
    return guest.from == body.country && guest.in == contest.country;
  });
}

void JoinCandidates(const Document& document, const Knowledge& knowledge,
                    std::vector<Candidate>& candidates) {
  const ToldArticle article{document, candidates};
  JoinCandidates({&article, 1}, knowledge);
}

void JoinCandidates(std::span<const ToldArticle> articles, const Knowledge& knowledge) {
  for (const auto& [document, candidates] : articles) {
    SettleMatches(document, candidates);
  }
  for (const auto& [document, candidates] : articles) {
    FindGoals(document, knowledge, candidates);
  }
  std::deque<Joiner> joiners;
  for (const auto& [document, candidates] : articles) {
    joiners.emplace_back(document, knowledge, candidates);
  }
  for (const Joiner::Step step : Joiner::Steps()) {
    for (Joiner& joiner : joiners) {
      (joiner.*step)();
    }
  }
  for (const auto step : {FindTeamMates, FindAbsences, FindPosts}) {
    for (const auto& [document, candidates] : articles) {
      step(document, knowledge, candidates);
    }
  }
}

}  // namespace rondo::articles
