#pragma once

// What descriptions stand for: role nouns ("the midfielder", "their boss", "the club", "his side"),
// ages ("the 29-year-old") and nationalities ("the Frenchman"). What they say of somebody is kept
// with him, and tells him from others further on.

#include "tools/articles/antecedent_search.h"

namespace rondo::articles {

class RoleNounResolver : private MentionResolver {
 public:
  using MentionResolver::MentionResolver;

  /// Gives a description its entity, if there is one. With `quoted` it stands in the words of
  /// others, whose speakers are known.
  void Resolve(MentionIndex index, bool quoted);
  /// The same for "the Frenchman", where no team is meant.
  void ResolveDemonym(MentionIndex index);

 private:
  void Settle(MentionIndex index, const Antecedent& best, const Wanted& wanted);
  void ResolvePerson(MentionIndex index, const Description& description, Wanted& wanted);
  void ResolveBody(MentionIndex index, const Description& description, bool quoted,
                   const Wanted& wanted);
  bool BeginsDefinite(TokenIndex at) const;
  Wanted WantedBy(const Description& description) const;
  EntityIndex SubjectOfPredicate(MentionIndex index, const Wanted& wanted) const;
  bool IsOtherTeam(const Description& description) const;
  bool IsAnyTeam(const Description& description) const;
  bool IsSquadOf(const Description& description, const Title& title) const;
  void Learn(const Antecedent& best, const Wanted& wanted);
  EntityIndex TeamOfOwner(const Description& description, EntityIndex named) const;
  EntityIndex NeighbourOf(EntityIndex club, const Description& description) const;
  bool IsOneOfCity(std::string_view city, EntityIndex club) const;
  bool IsNationalTeam(const Description& description) const;
  EntityIndex NationalTeamOf(std::string_view nation) const;
  bool IsFormerTeam(const Description& description) const;
  EntityIndex OtherSide(MentionIndex index, EntityIndex owner) const;
  bool IsPostItself(const Description& description) const;
  bool MayReferBack(const Description& description, const Title& title) const;
  std::string_view NationOf(const Mention& mention) const;
};

}  // namespace rondo::articles
