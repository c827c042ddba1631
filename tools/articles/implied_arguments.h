#pragma once

// Whom a slot of a claim stands for that no mention fills: the club that the sentence is about, the
// league, the vacancy, the speaker's club.

#include <optional>

#include "tools/articles/clause.h"
#include "tools/articles/extraction.h"
#include "tools/articles/modality.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

/// All of its answers are kNone where the text tells nobody.
class ImpliedArguments {
 public:
  /// `clauses` holds those of the sentence that is being read. REQUIRES: all outlive this.
  ImpliedArguments(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                   const Clauses& clauses)
      : document_(document), knowledge_(knowledge), rules_(rules), clauses_(clauses) {}

  /// The competition named last before the token, else first after it, that the club can be in;
  /// `club` may be kNone.
  EntityIndex LeagueAt(TokenIndex token, MentionIndex club) const;
  /// The club that the sentence is about: the subject before the match, else the last club named
  /// before it. A manager or player as subject stands for his club.
  EntityIndex ClubAt(const RuleMatch& match) const;
  /// The club of the person in the match: of `member`, or of the first one if it is kNone.
  EntityIndex TeamIn(const RuleMatch& match, MentionIndex member) const;
  /// The same of somebody who left a club or came to one: not the club at the other end of the
  /// move.
  EntityIndex TeamOfMove(const RuleMatch& match, Relation relation, MentionIndex member) const;
  /// The club that the article names most.
  EntityIndex TopicClub() const;
  /// The player or manager named last before the match, in its sentence or the one before.
  EntityIndex PersonBefore(const RuleMatch& match, bool only_player) const;
  /// The club that wants a new manager, as far as the sentence or the article tells.
  EntityIndex VacancyAt(const RuleMatch& match);
  /// "We", "the lads", "my team" in somebody's words.
  EntityIndex ClubOfSpeaker(const Voucher& voucher) const;
  /// Who won it with the club: the player or manager named last before the words of the match.
  EntityIndex HeroOf(const RuleMatch& match) const;

 private:
  bool IsIn(const Entity& club, const Entity& league) const;
  EntityIndex TeamOfHead(ChunkIndex noun) const;
  EntityIndex ClubLeft(const RuleMatch& match) const;
  EntityIndex KnownClubBeside(const RuleMatch& match, Relation relation, MentionIndex member,
                              EntityIndex team) const;
  bool IsWhereHeWas(const RuleMatch& match, EntityIndex club) const;
  bool IsClubJoined(const RuleMatch& match) const;
  bool IsOtherEnd(const RuleMatch& match, Relation relation, EntityIndex club) const;
  EntityIndex ClubAfter(const RuleMatch& match) const;
  EntityIndex ClubMovedBy(const Predicate& predicate) const;
  EntityIndex ClubWithin(TokenRange phrase) const;
  bool StandsAside(MentionIndex index) const;
  bool IsOfOtherMatch(MentionIndex index) const;
  EntityIndex ClubBesideObject(const RuleMatch& match) const;
  EntityIndex FindVacancy() const;
  uint32_t PhraseAt(ClassId id, TokenIndex token, TokenIndex end) const;
  bool IsClub(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kClub;
  }
  bool IsCup(const Entity& competition) const {
    return competition.register_entry != kNone &&
           !knowledge_.names.entry(competition.register_entry).league;
  }

  const Document& document_;
  const Knowledge& knowledge_;
  const RuleSet& rules_;
  const Clauses& clauses_;
  std::optional<EntityIndex> vacancy_;  // The club without a manager; looked for when asked.
};

}  // namespace rondo::articles
