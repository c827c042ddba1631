#pragma once

// Who belongs where: the club of a person by titles in the text and by the register, the clubs that
// somebody left, and the club that the article is about, for which people speak if nothing else is
// said.

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/club_counts.h"

namespace rondo::articles {

class Memberships : private ArticleView {
 public:
  /// Finds the club that the article is about, and who once was where.
  Memberships(Document& document, const Knowledge& knowledge);

  /// Gives people their affiliation, by current titles; then by the register, where the article
  /// names a club that it knows for them.
  void SettleByTitle();

  /// The club that the article names most; kNone if it names none.
  EntityIndex topic_club() const { return names_told_.topic_club; }
  /// How often the article names the entity.
  uint32_t TimesNamed(EntityIndex entity) const { return names_told_.by_entity[entity]; }
  /// A title in the text tells where the person is now.
  bool IsTold(EntityIndex person) const { return told_.contains(person); }
  /// A title in the text says that the person was there once.
  bool WasOnceAt(EntityIndex person, EntityIndex body) const {
    return former_members_.contains({person, body});
  }

  /// Whose "we" is: a club is its own, a person is of his club, else of the one that the article is
  /// about. Journalists are of none.
  EntityIndex ClubOf(EntityIndex person) const;
  /// The one club that the text says he was at once, else of those that the article names the one
  /// that the register knows for him besides his own; kNone if there are several, or none.
  EntityIndex FormerClubOf(EntityIndex person) const;
  /// By the register: at any time.
  bool WasAt(const Entity& person, std::string_view club) const;
  /// By the register: in the year of the article, or in one beside it.
  bool WasAtAboutNow(const Entity& person, std::string_view club) const;

 private:
  void FindFormerMembers();
  void SettleByLoan();
  bool TellsMembership(const Description& description) const;
  EntityIndex RegisterAffiliation(const Entity& person) const;
  EntityIndex SecondAffiliation(const Entity& person) const;
  bool MayBeAtTopicClub(const KnownEntry& entry, int years_max) const;
  bool IsNearer(EntityIndex left, EntityIndex right, MentionIndex from) const;
  EntityIndex EntityCalled(std::string_view name) const;

  Document& article_;                                             // Where affiliations are written.
  std::set<std::pair<EntityIndex, EntityIndex>> former_members_;  // Of the second.
  std::set<EntityIndex> told_;
  const NameCounts names_told_;
  /// Whoever is no person, by the head of the name: most are told apart by it.
  struct Body {
    uint64_t head = 0;
    EntityIndex entity = kNone;
  };
  std::vector<Body> bodies_;
};

}  // namespace rondo::articles
