#pragma once

// The best antecedent of a pronoun or description. Candidates are the entities of the last
// mentions; nearness, being a subject, whom the article is about and what is known of them decide.

#include <set>
#include <utility>
#include <vector>

#include "tools/articles/antecedent_evidence.h"
#include "tools/articles/sentence_roles.h"

namespace rondo::articles {

/// By how much one is better where nobody else is near, or where the sentence says who it is.
inline constexpr double kUncontested = 1.0e3;

struct Antecedent {
  EntityIndex entity = kNone;
  double margin = 0.0;  // By how much it is better than the second.

  /// Another is as good, so that it would be a guess.
  bool IsTie() const { return margin < 0.5; }
};

class AntecedentSearch : private ArticleView {
 public:
  /// REQUIRES: the arguments outlive this.
  AntecedentSearch(const Document& document, const Knowledge& knowledge, const SentenceRoles& roles,
                   const Memberships& memberships, const AntecedentEvidence& evidence);

  /// The mention does not stand for the entity, whatever speaks for it.
  void Exclude(MentionIndex index, EntityIndex entity) { others_named_.emplace(index, entity); }

  /// Entity kNone if there is nobody whom the mention may well stand for.
  Antecedent Best(MentionIndex index, const Wanted& wanted);

 private:
  /// Of an entity, in one search.
  struct Verdict {
    uint32_t search = 0;
    bool fits = false;
    // What is said for it wherever it is named:
    double described = 0.0;  // By the words of the mention.
    double placed = 0.0;     // By where it is and what it does.
  };
  struct Score {
    EntityIndex entity = kNone;
    double value = 0.0;
    uint32_t count = 0;
  };
  /// Of the mention that is asked for.
  struct Surroundings {
    EntityIndex last_voice = kNone;         // Who spoke right before, if it speaks.
    EntityType role = EntityType::kPerson;  // What it is said to be.
    bool speaks = false;
    EntityIndex spell_club = kNone;
    EntityIndex squad_club = kNone;
    EntityIndex focus_club = kNone;
    double focus_weight = 0.0;  // How much is to be said for it.
  };

  Surroundings SurroundingsOf(MentionIndex index, const Wanted& wanted) const;
  Antecedent BestOfScores(MentionIndex index, const Wanted& wanted) const;
  void FindTopicPerson();
  EntityIndex Ahead(MentionIndex index, const Wanted& wanted) const;
  EntityIndex OwnersClub(MentionIndex index) const;
  EntityIndex FocusClub(MentionIndex index) const;
  bool IsWhereItWas(const Mention& mention) const;
  bool IsCoachsTeam(const Mention& mention, const Wanted& wanted) const;
  bool IsMeantMaybe(MentionIndex index, EntityIndex entity, const Wanted& wanted);
  void Judge(MentionIndex index, EntityIndex entity, const Wanted& wanted, Verdict& verdict) const;
  EntityIndex TeamLedBy(MentionIndex index, MentionIndex back) const;
  void Consider(MentionIndex index, MentionIndex back, EntityIndex entity, const Wanted& wanted);
  double RoleBonus(MentionIndex index, EntityIndex entity, const Wanted& wanted) const;
  EntityType RoleBehind(MentionIndex index) const;
  bool IsSigned(MentionIndex index) const;
  bool IsPlayersAge(TokenIndex at) const;
  bool SpeaksBehind(MentionIndex index) const;
  double SquadBonus(EntityIndex index, const Wanted& wanted) const;
  double SpellBonus(EntityIndex index) const;
  EntityIndex SpellBehind(MentionIndex index) const;
  EntityIndex SquadBehind(MentionIndex index) const;
  double SameSentenceBonus(MentionIndex index, MentionIndex back, const Wanted& wanted) const;
  bool SpeaksOfHimself(MentionIndex index, MentionIndex back) const;

  const SentenceRoles& roles_;
  const Memberships& memberships_;
  const AntecedentEvidence& evidence_;
  EntityIndex topic_person_ = kNone;
  EntityIndex second_person_ = kNone;  // Of whom the first one speaks.
  std::set<std::pair<MentionIndex, EntityIndex>> others_named_;
  Surroundings around_;
  std::vector<Score> scores_;
  std::vector<Verdict> verdicts_;  // By entity.
  uint32_t search_ = 0;            // Number of the search.
};

/// Base of those who give mentions their entities: what they work with.
class MentionResolver : protected ArticleView {
 public:
  /// REQUIRES: the arguments outlive this.
  MentionResolver(Document& document, const Knowledge& knowledge, const SentenceRoles& roles,
                  const Memberships& memberships, const AntecedentEvidence& evidence,
                  AntecedentSearch& search)
      : ArticleView(document, knowledge),
        article_(document),
        roles_(roles),
        memberships_(memberships),
        evidence_(evidence),
        search_(search) {}

 protected:
  Document& article_;  // Where mentions get their entities.
  const SentenceRoles& roles_;
  const Memberships& memberships_;
  const AntecedentEvidence& evidence_;
  AntecedentSearch& search_;
};

}  // namespace rondo::articles
