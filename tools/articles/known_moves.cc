// Stage 8, across sentences: loans and moves that the register knows, where the article speaks of
// them in whatever words. "On-loan striker Zed Small struck again" names neither club beside the
// word, and "signings such as Zed Small" no club that he came from; who was where in that year is
// known. Only what has happened can be known so: nothing is said of whom somebody still wants.

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/club_counts.h"
#include "tools/articles/extraction.h"
#include "tools/articles/small_list.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr TokenIndex kWordTokensMax = 8;  // From a word for a move to whose it is.

constexpr WordList kLoans = {"loan", "on-loan", "loanee", "loaned", "loan-move"};
constexpr WordList kMoves = {"signing",  "signed",   "joined",   "joining",   "arrival",  "arrived",
                             "arriving", "move",     "moved",    "switch",    "transfer", "recruit",
                             "newcomer", "recruits", "signings", "departure", "departed", "exit",
                             "sale",     "sold",     "left",     "bought"};

class KnownMoves : private ArticleView {
 public:
  KnownMoves(const Document& document, const Knowledge& knowledge,
             std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates), club_mentions_(document) {}

  void Run() {
    if (document_.year != 0) {
      ForEachMarked(BitOf(WordMark::kLoan), [&](TokenIndex at) {
        if (kLoans.Has(Word(at))) {
          ReadLoan(at);
        }
      });
      ForEachMarked(BitOf(WordMark::kMove), [&](TokenIndex at) {
        if (kMoves.Has(Word(at))) {
          ReadMove(at);
        }
      });
    }
  }

 private:
  void ReadLoan(TokenIndex at);
  void ReadMove(TokenIndex at);
  struct KnownMove {
    EntityIndex from = kNone;
    EntityIndex to = kNone;
  };
  KnownMove MoveOf(EntityIndex player) const;
  bool IsUnreal(SentenceIndex sentence) const;
  bool IsNamedAround(EntityIndex club, SentenceIndex sentence) const;
  EntityIndex PlayerBeside(TokenIndex loan) const;
  bool IsAwaited(EntityIndex player, EntityIndex club = kNone) const;
  struct KnownLoan {
    EntityIndex borrower = kNone;
    EntityIndex lender = kNone;
  };
  KnownLoan LoanOf(EntityIndex player) const;

  std::vector<Candidate>& candidates_;
  const ClubMentions club_mentions_;
  std::set<EntityIndex> lent_;   // Of whom a loan was looked for.
  std::set<EntityIndex> moved_;  // Of whom a move was.
};

/// Whose loan it is, by the name nearest before or behind.
EntityIndex KnownMoves::PlayerBeside(TokenIndex loan) const {
  const TokenRange sentence = document_.sentences[At(loan).sentence].tokens;
  const auto player_at = [&](TokenIndex at) {
    const MentionIndex index = At(at).mention;
    const EntityIndex entity =
        index == kNone || MentionOf(index).doubtful ? kNone : MentionOf(index).entity;
    const bool player = entity != kNone && document_.entities[entity].type == EntityType::kPlayer;
    return player ? entity : kNone;
  };
  for (TokenIndex gap = 1; gap <= kWordTokensMax; ++gap) {
    const EntityIndex before =
        loan >= sentence.begin + gap ? player_at(loan - gap) : EntityIndex{kNone};
    const EntityIndex behind =
        loan + gap < sentence.end ? player_at(loan + gap) : EntityIndex{kNone};
    if (before != kNone || behind != kNone) {
      return before != kNone ? before : behind;
    }
  }
  return kNone;
}

/// Who is wanted, or is to come, is not there yet; kNone: whichever club it is.
bool KnownMoves::IsAwaited(EntityIndex player, EntityIndex club) const {
  const auto is_there = [&](EntityIndex there) { return club == kNone || there == club; };
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    const bool wanted =
        fact.relation == Relation::kWantsToSign && fact.object == player && is_there(fact.subject);
    const bool planned = IsMove(fact.relation) && fact.subject == player && is_there(fact.object) &&
                         fact.modality > Modality::kReported;
    return wanted || planned;
  });
}

/// Where the register has him within a longer spell elsewhere, in the year of the article or the
/// one before, if the article names both clubs.
KnownMoves::KnownLoan KnownMoves::LoanOf(EntityIndex player) const {
  const KnownEntry known = names_.entry(document_.entities[player].register_entry);
  const std::size_t count = std::min(known.years.size(), known.affiliations.size());
  KnownLoan loan;
  YearSpan lent;
  YearSpan owned;
  for (EntityIndex club = 0; club < document_.entities.size(); ++club) {
    if (!IsClub(club) || document_.entities[club].national_team) {
      continue;
    }
    for (std::size_t at = 0; at < count; ++at) {
      if (known.affiliations[at] != document_.entities[club].name ||
          !known.years[at].Covers(document_.year) || !club_mentions_.IsToldNear(player, club)) {
        continue;
      }
      const bool brief = known.years[at].end - known.years[at].begin <= 1;
      EntityIndex& end = brief ? loan.borrower : loan.lender;
      if (end != kNone && end != club) {
        return {};
      }
      end = club;
      (brief ? lent : owned) = known.years[at];
    }
  }
  const bool moved = lent.begin == owned.end && lent.end > owned.end;  // For good.
  return moved ? KnownLoan() : loan;
}

/// "On-loan striker Zed Small struck again": where to and from the register knows.
void KnownMoves::ReadLoan(TokenIndex at) {
  const EntityIndex player = PlayerBeside(at);
  if (player == kNone || document_.entities[player].register_entry == kNone ||
      !lent_.insert(player).second) {
    return;
  }
  const KnownLoan loan = LoanOf(player);
  if (loan.borrower == kNone || loan.lender == kNone || IsAwaited(player, loan.borrower)) {
    return;
  }
  const SentenceIndex sentence = At(at).sentence;
  if (!Tells(candidates_, Relation::kLoanedTo, player)) {
    candidates_.push_back(TodaysFact(document_, Relation::kLoanedTo, player, loan.borrower,
                                     sentence, "document/known-loan-to"));
  }
  if (!Tells(candidates_, Relation::kLoanedFrom, player)) {
    candidates_.push_back(TodaysFact(document_, Relation::kLoanedFrom, player, loan.lender,
                                     sentence, "document/known-loan-from"));
  }
}

/// Where the register has him go from and to in the year of the article or the one before, if the
/// article names both clubs.
KnownMoves::KnownMove KnownMoves::MoveOf(EntityIndex player) const {
  const KnownEntry known = names_.entry(document_.entities[player].register_entry);
  const std::size_t count = std::min(known.years.size(), known.affiliations.size());
  const auto named = [&](std::size_t at) {
    for (EntityIndex club = 0; club < document_.entities.size(); ++club) {
      if (IsClub(club) && !document_.entities[club].national_team &&
          known.affiliations[at] == document_.entities[club].name &&
          club_mentions_.IsToldNear(player, club)) {
        return club;
      }
    }
    return EntityIndex{kNone};
  };
  KnownMove move;
  for (std::size_t at = 0; at < count; ++at) {
    const YearSpan there = known.years[at];
    if (there.begin == 0 || there.begin > document_.year || there.begin + 1 < document_.year ||
        there.end <= there.begin) {
      continue;
    }
    const EntityIndex to = named(at);
    for (std::size_t back = 0; back < count && to != kNone; ++back) {
      const YearSpan before = known.years[back];
      const EntityIndex from = before.end == there.begin && before.begin < there.begin
                                   ? named(back)
                                   : EntityIndex{kNone};
      if (from == kNone || from == to) {
        continue;
      }
      if (move.to != kNone) {
        return {};
      }
      move = {from, to};
    }
  }
  return move;
}

/// Of what may come, the register cannot tell whether it has come already.
bool KnownMoves::IsUnreal(SentenceIndex sentence) const {
  static constexpr WordList kWords = {"could",  "would", "hopeful", "sights",     "want",   "wants",
                                      "linked", "hope",  "hopes",   "interested", "target", "talks",
                                      "bid",    "might", "may",     "interest",   "if"};
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex at = range.begin; at < range.end; ++at) {
    if (kWords.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// In that sentence, the one before or the one behind it.
bool KnownMoves::IsNamedAround(EntityIndex club, SentenceIndex sentence) const {
  const SentenceIndex first = sentence == 0 ? 0 : sentence - 1;
  const auto last = std::min<SentenceIndex>(
      sentence + 1, static_cast<SentenceIndex>(document_.sentences.size() - 1));
  for (TokenIndex at = document_.sentences[first].tokens.begin;
       at < document_.sentences[last].tokens.end; ++at) {
    const MentionIndex index = At(at).mention;
    if (index != kNone && MentionOf(index).entity == club) {
      return true;
    }
  }
  return false;
}

/// "The signing of Zed Small": where to and from the register knows.
void KnownMoves::ReadMove(TokenIndex at) {
  const SentenceIndex sentence = At(at).sentence;
  const EntityIndex player = PlayerBeside(at);
  if (player == kNone || document_.entities[player].register_entry == kNone ||
      document_.sentences[sentence].headline || IsUnreal(sentence) ||
      !moved_.insert(player).second) {
    return;
  }
  const KnownMove move = MoveOf(player);
  if (move.to == kNone || IsAwaited(player) || Tells(candidates_, Relation::kLoanedTo, player)) {
    return;
  }
  if (!Tells(candidates_, Relation::kTransferredTo, player)) {
    candidates_.push_back(TodaysFact(document_, Relation::kTransferredTo, player, move.to, sentence,
                                     "document/known-move-to"));
  }
  if (!Tells(candidates_, Relation::kLeft, player) && IsNamedAround(move.from, sentence)) {
    candidates_.push_back(TodaysFact(document_, Relation::kLeft, player, move.from, sentence,
                                     "document/known-move-from"));
  }
}

}  // namespace

void MarkMoveWords(WordMarks& marks) {
  marks.AddAll(WordMark::kLoan, kLoans);
  marks.AddAll(WordMark::kMove, kMoves);
}

void FindKnownMoves(const Document& document, const Knowledge& knowledge,
                    std::vector<Candidate>& candidates) {
  KnownMoves(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
