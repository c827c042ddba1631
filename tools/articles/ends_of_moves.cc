// Stage 8, across sentences: the other end of a move of which only one is told. "Xhaka has agreed
// to join Leverkusen" says it all where the article has told that he plays for Arsenal; "since
// arriving from Leipzig" does where it is plain whose he is now. When somebody was at which of the
// clubs that the article names, the register may know. Loans have two ends as well, and a contract
// told with a move is with the club at its end.

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/club_counts.h"
#include "tools/articles/extraction.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

class EndsOfMoves : private ArticleView {
 public:
  EndsOfMoves(const Document& document, const Knowledge& knowledge,
              std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates), club_mentions_(document) {}

  void Run() {
    FindFormerClubs();
    FindNewClubs();
    FindContracts();
    FindLoans();
  }

 private:
  void FindFormerClubs();
  void FindNewClubs();
  void FindContracts();
  void FindLoans();
  EntityIndex LenderOf(const Candidate& loan) const;
  EntityIndex BorrowerOf(const Candidate& loan) const;
  bool IsUnderContract(EntityIndex person, EntityIndex club) const;
  bool SpeaksOfContract(SentenceIndex sentence) const;
  bool IsMeantIn(EntityIndex person, SentenceIndex sentence) const;
  bool TellsOfArrival(const Candidate& exit, EntityIndex club) const;
  bool IsMoveItself(const Candidate& move) const;
  bool ComesFromThere(const Candidate& exit) const;
  bool MayBeOtherEnd(EntityIndex club, const Candidate& move) const {
    return club != move.fact.object && IsClub(club) && !document_.entities[club].national_team;
  }
  EntityIndex HomeOf(const Candidate& move) const;
  int YearOfMove(const Candidate& move, const KnownEntry& known) const;
  EntityIndex FormerClubOf(const Candidate& move) const;
  EntityIndex NewClubOf(const Candidate& exit) const;
  /// The one club named in the article where a known spell of the person satisfies `fits`, other
  /// than the told end of the move; kNone if there is none, or several.
  template <class Fits>
  EntityIndex ClubOfSpell(const Candidate& move, const KnownEntry& known, Fits fits) const;

  std::vector<Candidate>& candidates_;
  const ClubMentions club_mentions_;
};

template <class Fits>
EntityIndex EndsOfMoves::ClubOfSpell(const Candidate& move, const KnownEntry& known,
                                     Fits fits) const {
  const std::size_t spells = std::min(known.years.size(), known.affiliations.size());
  EntityIndex found = kNone;
  for (EntityIndex club = 0; club < document_.entities.size(); ++club) {
    if (!MayBeOtherEnd(club, move)) {
      continue;
    }
    for (std::size_t spell = 0; spell < spells; ++spell) {
      if (known.affiliations[spell] == document_.entities[club].name && club != found &&
          fits(known.years[spell], club)) {
        if (found != kNone) {
          return kNone;
        }
        found = club;
      }
    }
  }
  return found;
}

/// Where he came to is told of that club, or in the same sentence.
bool EndsOfMoves::TellsOfArrival(const Candidate& exit, EntityIndex club) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const Fact& fact = other.fact;
    return (fact.relation == Relation::kTransferredTo || fact.relation == Relation::kLoanedTo) &&
           fact.subject == exit.fact.subject && !other.optional &&
           (fact.object == club || fact.evidence.front() == exit.fact.evidence.front());
  });
}

/// "joined Roma", "is bound for Roma": the move itself is told. "Roma's new signing", "were willing
/// to sign him" speak of something else, and less is known of the move.
bool EndsOfMoves::IsMoveItself(const Candidate& move) const {
  const std::string& rule = move.fact.rule;
  const bool of_the_club = rule.starts_with("move/club-signs");
  return rule == "arrival/fee-agreed-for-him" || rule == "arrival/bound-for-a-club" ||
         (rule.starts_with("move/") && rule != "move/signing-from" && rule != "move/brought-in" &&
          (!of_the_club || move.fact.modality <= Modality::kReported));
}

/// The one club where the article has him now; kNone if there is none, or another one.
EntityIndex EndsOfMoves::HomeOf(const Candidate& move) const {
  EntityIndex home = kNone;
  for (const Candidate& candidate : candidates_) {
    const Fact& fact = candidate.fact;
    const bool tells =
        fact.relation == Relation::kPlaysFor || fact.relation == Relation::kContractedTo ||
        fact.relation == Relation::kManages || fact.relation == Relation::kLoanedFrom;
    if (!tells || fact.subject != move.fact.subject || candidate.optional || candidate.ended ||
        fact.modality > Modality::kReported || !MayBeOtherEnd(fact.object, move) ||
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

/// When he came: as the text dates it, else when the register has him come there; 0 if unknown.
int EndsOfMoves::YearOfMove(const Candidate& move, const KnownEntry& known) const {
  const int year = YearIn(move.fact.date.text);
  if (move.dated && year != 0) {
    return year;
  }
  const std::string& club = document_.entities[move.fact.object].name;
  for (std::size_t spell = 0; spell < std::min(known.years.size(), known.affiliations.size());
       ++spell) {
    if (known.affiliations[spell] == club) {
      return known.years[spell].begin;
    }
  }
  return document_.year;
}

/// The one club that the register has him at until the move.
EntityIndex EndsOfMoves::FormerClubOf(const Candidate& move) const {
  const Entity& person = document_.entities[move.fact.subject];
  if (person.register_entry == kNone) {
    return kNone;
  }
  const KnownEntry known = names_.entry(person.register_entry);
  const int year = YearOfMove(move, known);
  return year == 0 ? kNone : ClubOfSpell(move, known, [&](YearSpan years, EntityIndex club) {
    return years.begin < year && years.end == year &&
           club_mentions_.IsToldNear(move.fact.subject, club);
  });
}

void EndsOfMoves::FindFormerClubs() {
  std::vector<Candidate> found;
  std::set<std::pair<EntityIndex, EntityIndex>> seen;
  for (const Candidate& move : candidates_) {
    const Fact& fact = move.fact;
    if (fact.relation != Relation::kTransferredTo || move.optional || IsNegative(fact.modality) ||
        !IsMoveItself(move) || !seen.emplace(fact.subject, fact.object).second ||
        Tells(candidates_, Relation::kLeft, fact.subject) ||
        Tells(candidates_, Relation::kLoanedTo, fact.subject)) {
      continue;
    }
    const bool to_come = fact.modality == Modality::kHoped;
    const EntityIndex club = to_come ? HomeOf(move) : FormerClubOf(move);
    if (club != kNone) {
      found.push_back(
          DerivedCandidate(move, Relation::kLeft, fact.subject, club,
                           to_come ? "document/leaves-his-home" : "document/left-for-his-club"));
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// "since arriving from Roma", "following his £20m move from Roma": told of the club that he came
/// to. "his departure from Roma" is not.
bool EndsOfMoves::ComesFromThere(const Candidate& exit) const {
  static constexpr std::array<std::string_view, 4> kGone = {"departure", "exit", "depart",
                                                            "release"};
  const bool gone = std::any_of(kGone.begin(), kGone.end(), [&](std::string_view word) {
    return exit.words.find(word) != std::string::npos;
  });
  if (gone) {
    return false;
  }
  const TokenRange sentence = document_.sentences[exit.fact.evidence.front()].tokens;
  for (TokenIndex token = sentence.begin + 1; token < sentence.end; ++token) {
    const MentionIndex mention = At(token).mention;
    if (mention != kNone && MentionOf(mention).entity == exit.fact.object &&
        MentionOf(mention).tokens.begin == token && Word(token - 1) == "from") {
      return true;
    }
  }
  return false;
}

/// Where he has been since: the one club where the register has him from that year on, else the one
/// where the article has him.
EntityIndex EndsOfMoves::NewClubOf(const Candidate& exit) const {
  const Entity& person = document_.entities[exit.fact.subject];
  if (person.register_entry == kNone) {
    return HomeOf(exit);
  }
  const KnownEntry known = names_.entry(person.register_entry);
  if (!known.affiliations.Contains(document_.entities[exit.fact.object].name)) {
    return kNone;  // Rather somebody else than he.
  }
  const int year = exit.dated ? YearIn(exit.fact.date.text) : 0;
  const EntityIndex club =
      year == 0 ? kNone : ClubOfSpell(exit, known, [&](YearSpan years, EntityIndex /*club*/) {
        return years.begin == year;
      });
  if (club != kNone) {
    return club;
  }
  // "a Barcelona academy graduate": he has been elsewhere since.
  const EntityIndex home = HomeOf(exit);
  const EntityIndex long_gone = ClubOfSpell(exit, known, [&](YearSpan years, EntityIndex at) {
    return at == home && years.end != 0 && years.end < document_.year;
  });
  return home == long_gone ? kNone : home;
}

void EndsOfMoves::FindNewClubs() {
  std::vector<Candidate> found;
  std::set<std::pair<EntityIndex, EntityIndex>> seen;
  for (const Candidate& exit : candidates_) {
    const Fact& fact = exit.fact;
    if (fact.relation != Relation::kLeft || exit.optional || fact.modality > Modality::kReported ||
        !ComesFromThere(exit) || !seen.emplace(fact.subject, fact.object).second) {
      continue;
    }
    const EntityIndex club = NewClubOf(exit);
    if (club != kNone && !TellsOfArrival(exit, club)) {
      found.push_back(DerivedCandidate(exit, Relation::kTransferredTo, fact.subject, club,
                                       "document/came-to-his-club"));
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// "on a four-year contract", "a deal until 2027".
bool EndsOfMoves::SpeaksOfContract(SentenceIndex sentence) const {
  static constexpr WordList kContracts = {"contract", "deal", "agreement", "terms"};
  static constexpr WordList kLengths = {"long-term", "short-term", "year", "18-month", "years"};
  static constexpr WordList kUntil = {"until", "till", "through", "running", "lasting"};
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex token = range.begin + 1; token < range.end; ++token) {
    if (!kContracts.Has(Word(token))) {
      continue;
    }
    const std::string_view before = Word(token - 1);
    if (before == "loan" || before == "season-long") {
      return false;
    }
    if (before.ends_with("-year") || kLengths.Has(before) ||
        (token + 1 < range.end && kUntil.Has(Word(token + 1)))) {
      return true;
    }
  }
  return false;
}

bool EndsOfMoves::IsMeantIn(EntityIndex person, SentenceIndex sentence) const {
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    if (At(token).mention != kNone && IsPerson(At(token).mention)) {
      return MentionOf(At(token).mention).entity == person;  // Whom it names first.
    }
  }
  return false;
}

bool EndsOfMoves::IsUnderContract(EntityIndex person, EntityIndex club) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    return candidate.fact.relation == Relation::kContractedTo && candidate.fact.subject == person &&
           candidate.fact.object == club && !candidate.optional;
  });
}

/// "signed him from Roma on a four-year contract", "... He has agreed a deal until 2027": with the
/// club that he came to.
void EndsOfMoves::FindContracts() {
  std::vector<Candidate> found;
  std::set<std::pair<EntityIndex, EntityIndex>> seen;
  for (const Candidate& move : candidates_) {
    const Fact& fact = move.fact;
    if (fact.relation != Relation::kTransferredTo || move.optional ||
        fact.modality > Modality::kReported || IsUnderContract(fact.subject, fact.object)) {
      continue;
    }
    const SentenceIndex here = fact.evidence.front();
    const SentenceIndex next = here + 1;
    const bool further = next < document_.sentences.size() && IsMeantIn(fact.subject, next) &&
                         SpeaksOfContract(next);
    if ((SpeaksOfContract(here) || further) && seen.emplace(fact.subject, fact.object).second) {
      found.push_back(DerivedCandidate(move, Relation::kContractedTo, fact.subject, fact.object,
                                       "document/contract-of-the-move"));
      found.back().fact.evidence = {SpeaksOfContract(here) ? here : next};
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

/// The one club that the register has him at before, during and after the loan.
EntityIndex EndsOfMoves::LenderOf(const Candidate& loan) const {
  const Entity& person = document_.entities[loan.fact.subject];
  if (person.register_entry == kNone) {
    return kNone;
  }
  const KnownEntry known = names_.entry(person.register_entry);
  const std::string& borrower = document_.entities[loan.fact.object].name;
  const int told = loan.dated ? YearIn(loan.fact.date.text) : 0;
  YearSpan spell;
  for (std::size_t at = 0; at < std::min(known.years.size(), known.affiliations.size()); ++at) {
    const YearSpan years = known.years[at];
    if (known.affiliations[at] == borrower && (told == 0 || years.Covers(told, 1, 1))) {
      spell = years;
    }
  }
  if (spell.begin == 0) {
    spell.begin = spell.end = static_cast<int16_t>(told != 0 ? told : document_.year);
  }
  return spell.begin == 0
             ? kNone
             : ClubOfSpell(loan, known, [&](YearSpan years, EntityIndex /*club*/) {
                 return years.begin != 0 && years.begin <= spell.begin && years.end >= spell.end &&
                        years.end - years.begin > spell.end - spell.begin;
               });
}

/// The one club of the article that the register has him at for a while within his spell with the
/// lender.
EntityIndex EndsOfMoves::BorrowerOf(const Candidate& loan) const {
  const Entity& person = document_.entities[loan.fact.subject];
  const int told = loan.dated ? YearIn(loan.fact.date.text) : 0;
  const int year = told != 0 ? told : document_.year;
  if (person.register_entry == kNone || year == 0) {
    return kNone;
  }
  const KnownEntry known = names_.entry(person.register_entry);
  const std::string& lender = document_.entities[loan.fact.object].name;
  YearSpan spell;
  for (std::size_t at = 0; at < std::min(known.years.size(), known.affiliations.size()); ++at) {
    if (known.affiliations[at] == lender && known.years[at].Covers(year)) {
      spell = known.years[at];
    }
  }
  return spell.begin == 0 ? kNone : ClubOfSpell(loan, known, [&](YearSpan years, EntityIndex club) {
    return years.begin >= spell.begin && years.end <= spell.end && years.Covers(year) &&
           years.end - years.begin < spell.end - spell.begin &&
           club_mentions_.IsToldNear(loan.fact.subject, club);
  });
}

void EndsOfMoves::FindLoans() {
  std::vector<Candidate> found;
  std::set<std::pair<EntityIndex, EntityIndex>> seen;
  for (const Candidate& loan : candidates_) {
    const Fact& fact = loan.fact;
    const bool to = fact.relation == Relation::kLoanedTo;
    if ((!to && fact.relation != Relation::kLoanedFrom) || loan.optional ||
        IsNegative(fact.modality) || !seen.emplace(fact.subject, fact.object).second) {
      continue;
    }
    if (to && !Tells(candidates_, Relation::kLoanedFrom, fact.subject)) {
      const EntityIndex lender = LenderOf(loan);
      if (lender != kNone) {
        found.push_back(DerivedCandidate(loan, Relation::kLoanedFrom, fact.subject, lender,
                                         "document/known-lender"));
      }
    } else if (!to && fact.modality <= Modality::kReported &&
               !Tells(candidates_, Relation::kLoanedTo, fact.subject)) {
      const EntityIndex known = BorrowerOf(loan);
      const EntityIndex borrower = known == kNone ? HomeOf(loan) : known;
      if (borrower != kNone) {
        found.push_back(DerivedCandidate(loan, Relation::kLoanedTo, fact.subject, borrower,
                                         "document/plays-for-his-borrower"));
      }
    }
  }
  candidates_.insert(candidates_.end(), found.begin(), found.end());
}

}  // namespace

void FindEndsOfMoves(const Document& document, const Knowledge& knowledge,
                     std::vector<Candidate>& candidates) {
  EndsOfMoves(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
