#pragma once

// What pronouns stand for: "I" and "we" for whoever speaks and for his club, "who" for the name in
// front, "he" and "they" for the best antecedent.

#include "tools/articles/antecedent_search.h"

namespace rondo::articles {

class PronounResolver : private MentionResolver {
 public:
  using MentionResolver::MentionResolver;

  /// Gives the mention its entities, if there are such. With `quoted` it stands in the words of
  /// others, whose speakers are known.
  void Resolve(MentionIndex index, bool quoted);

 private:
  bool DoesWhatTeamsDo(const Mention& mention) const;
  bool SpeaksOfOthers(const Mention& mention) const;
  bool IsPlayersWord(const Mention& mention) const;
  bool ArePlayers(const Mention& mention) const;
  bool AreOthers(MentionIndex index) const;
  bool BeginsWithPeople(MentionIndex index) const;
  void ExcludeNamesBehind(MentionIndex index);
  bool IsOneOfPair(MentionIndex index, EntityIndex entity) const;
  bool BracketBetween(MentionIndex left, MentionIndex right) const;
  EntityIndex SubjectAhead(MentionIndex index, const Wanted& wanted) const;
  EntityIndex FirstAntecedent(MentionIndex index) const;
  EntityIndex SecondAntecedent(MentionIndex index) const;
  bool OnlyMarksBetween(TokenIndex begin, TokenIndex end) const;
};

}  // namespace rondo::articles
