#pragma once

// On which side the players of a report stood. One decision over the whole article: what titles and
// the register say of each votes, as does whom his goals put ahead, whom he plays with and against,
// and which goal answered which; what is known of one tells of those whom the text ties to him.

#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"
#include "tools/articles/play_ties.h"

namespace rondo::articles {

class MatchTeams : private ArticleView {
 public:
  /// REQUIRES: both outlive the construction. Goals need no opponents as yet.
  MatchTeams(const Document& document, const Knowledge& knowledge,
             const std::vector<Candidate>& candidates);

  /// The club or nation that he played for in the match that the sentence tells of; kNone where too
  /// little speaks for either, or there is no such match.
  EntityIndex TeamOf(EntityIndex player, SentenceIndex sentence) const;
  /// The same, where the words of the report say so and not the register alone.
  EntityIndex ToldTeamOf(EntityIndex player, SentenceIndex sentence) const;
  /// The same of a match of nations, where his is one of them.
  EntityIndex NationOf(EntityIndex player, SentenceIndex sentence) const;
  /// One of the sides of the match told most.
  bool IsMain(EntityIndex team) const {
    return !matches_.empty() && matches_.front().SignOf(team) != 0.0;
  }
  /// For which of them he plays; kNone where too little speaks for either.
  EntityIndex MainTeamOf(EntityIndex player) const {
    return matches_.empty() ? kNone : TeamIn(matches_.front(), player);
  }
  /// The other side of that match; kNone if `team` had no part in it.
  EntityIndex OtherThan(EntityIndex team, SentenceIndex sentence) const;

 private:
  /// Of an entity: above zero for the match's `first`, below for its `second`.
  struct Votes {
    double known = 0;  // By titles and the register.
    double told = 0;   // By what the report tells him do.
    double all = 0;    // With what the others' votes add.
    double tied = 0;   // What those add that he plays with and against, lists not counted.
    bool elsewhere = false;
  };
  struct Tie {
    EntityIndex one = kNone;
    EntityIndex other = kNone;
    double weight = 0;  // Below zero: against each other.
    SentenceIndex sentence = 0;
  };
  struct Goal {
    EntityIndex scorer = kNone;
    TokenIndex trigger = 0;
    SentenceIndex sentence = 0;
  };
  struct Match {
    EntityIndex first = kNone;
    EntityIndex second = kNone;
    EntityIndex host = kNone;
    uint32_t weight = 0;
    std::vector<SentenceIndex> told;
    std::vector<Votes> votes;  // By entity.

    double SignOf(EntityIndex team) const {
      return team == first ? 1.0 : team == second ? -1.0 : 0.0;
    }
  };

  EntityIndex TeamIn(const Match& match, EntityIndex player) const;
  bool IsLongAgo(std::string_view date) const;
  void FindMatches(const std::vector<Candidate>& candidates);
  bool IsAtHome(TokenIndex begin, TokenIndex end) const;
  void FindHost(Match& match) const;
  void FindMatchOfSentences();
  bool IsOf(const Match& match, SentenceIndex sentence) const {
    return &match == &matches_[match_of_[sentence]];
  }
  EntityIndex TeamAt(const Match& match, MentionIndex index) const;
  void ReadKnown(const std::vector<Candidate>& candidates, Match& match) const;
  double KnownOf(const Match& match, EntityIndex player) const;
  void ReadGoals(const std::vector<Candidate>& candidates);
  EntityIndex TeamPutAhead(const Match& match, const Goal& goal) const;
  bool Answers(const Goal& goal) const;
  bool AddsTo(const Goal& goal) const;
  void ReadTies();
  void ReadSentence(const PlayTies& ties, const std::vector<MentionIndex>& places);
  void ReadClauses(const std::vector<MentionIndex>& places);
  EntityIndex OnlySideIn(const Match& match, const std::vector<MentionIndex>& places) const;
  bool NamesAnother(const Match& match, const std::vector<MentionIndex>& places) const;
  bool DoesSomething(MentionIndex player) const;
  bool IsSentOn(MentionIndex player) const;
  void Spread(Match& match) const;

  std::vector<Match> matches_;      // The one told most first.
  std::vector<uint32_t> match_of_;  // Of each sentence, into matches_.
  std::vector<Tie> ties_;
};

}  // namespace rondo::articles
