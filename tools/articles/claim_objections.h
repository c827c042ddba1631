#pragma once

// Why a claim of a rule that matched does not hold: what stands beside its mentions makes something
// else of them ("a World Cup warm-up", "returned to the Roma side", "scored, but it was
// disallowed").

#include "tools/articles/clause.h"
#include "tools/articles/extraction.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

class ClaimObjections {
 public:
  /// `clauses` holds those of the sentence that is being read. REQUIRES: all outlive this.
  ClaimObjections(const Document& document, const Knowledge& knowledge, const Clauses& clauses)
      : document_(document), knowledge_(knowledge), clauses_(clauses) {}

  /// Whether something speaks against the claim about `from` and `to`; `object` is the mention that
  /// fills the object's slot, or kNone.
  bool Forbid(const RuleMatch& match, const FactTemplate& claim, EntityIndex from, EntityIndex to,
              MentionIndex object) const;

  /// "scored for Roma in the victory at the Olimpico": the ground is the winner's own, and the
  /// loser is not named.
  bool IsAtHome(const RuleMatch& match) const;

 private:
  bool IsPartOfIt(MentionIndex competition) const;
  bool IsOpponentBeside(const RuleMatch& match, const FactTemplate& claim, MentionIndex club) const;
  bool IsWarmUp(MentionIndex competition) const;
  bool IsDisallowed(const RuleMatch& match) const;
  bool IsOwnerOnly(const RuleMatch& match, const FactTemplate& claim) const;
  bool IsWishedFor(const RuleMatch& match) const;
  bool IsNeutralGround(const RuleMatch& match, MentionIndex club) const;
  bool IsToDoSomething(MentionIndex person) const;
  bool IsSquadThere(MentionIndex club) const;
  bool IsForPeopleOnly(Relation relation, EntityIndex from) const;
  bool IsForClubsOnly(Relation relation, EntityIndex from, EntityIndex to) const;
  bool IsOwnMatch(Relation relation, EntityIndex person, MentionIndex club) const;

  const Document& document_;
  const Knowledge& knowledge_;
  const Clauses& clauses_;
};

}  // namespace rondo::articles
