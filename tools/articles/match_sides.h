#pragma once

// Whose match it is where a sentence names the other side alone: "he missed the defeat at Luton".
// Every club of the sentence, and every club of a person in it, is weighed by what part it plays
// there; where none fits, the clubs of the article are.

#include "tools/articles/clause.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

class MatchSides {
 public:
  /// `clauses` holds those of the sentence that is being read. REQUIRES: both outlive this.
  MatchSides(const Document& document, const Clauses& clauses)
      : document_(document), clauses_(clauses) {}

  /// The club or national team that met those in the slots of the match; kNone where nobody fits.
  EntityIndex SideOf(const RuleMatch& match);
  /// Whom `side` met in the match whose result the trigger of `match` tells: the club that stands
  /// behind it ("a win at home to Parma"), else the only other one of the sentence; kNone if there
  /// is none, or several.
  EntityIndex OtherOf(const RuleMatch& match, EntityIndex side);

 private:
  struct Weighed {
    EntityIndex side = kNone;
    int32_t weight = 0;
  };

  bool IsTeam(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kClub;
  }
  EntityIndex TeamOf(EntityIndex entity, bool nation) const;
  bool Fits(EntityIndex side) const;
  bool IsCompetition(MentionIndex index) const;
  TokenIndex WordsBetween(TokenIndex at, TokenIndex first) const;
  bool IsWhereHePlays(MentionIndex index) const;
  MentionIndex TeamBefore(TokenIndex joint, TokenIndex first) const;
  int32_t WeightBeside(MentionIndex index) const;
  int32_t WeightOf(MentionIndex index, TokenIndex trigger) const;
  int32_t WeightAsSubject(MentionIndex index, TokenIndex trigger) const;
  bool IsAside(EntityIndex side, TokenRange sentence) const;
  Weighed BestInSentence(const RuleMatch& match) const;
  EntityIndex BestInArticle(SentenceIndex here) const;
  uint32_t NamesOf(EntityIndex side) const;

  const Document& document_;
  const Clauses& clauses_;
  std::vector<EntityIndex> opponents_;  // Of the match that is being looked at.
};

}  // namespace rondo::articles
