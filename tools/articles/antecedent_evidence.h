#pragma once

// Whether an entity can be what a pronoun or description stands for, and what speaks for it besides
// its place in the text: gender and number, age, nation, post and position, clubs now and once, as
// the article or the register tells them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/memberships.h"
#include "tools/articles/sentence_roles.h"

namespace rondo::articles {

/// What a mention asks of the one it refers to.
struct Wanted {
  bool human = false;
  bool body = false;
  bool plural = false;
  bool female = false;
  bool object = false;  // "him", "them": not the subject of its own clause.
  const Title* title = nullptr;
  bool former = false;
  std::string_view nation;
  std::string place;  // Folded.
  EntityIndex club = kNone;
  int32_t age = -1;
  EntityIndex except = kNone;
  EntityIndex subject = kNone;  // Of the clause that "him" stands in: somebody else.
};

/// Nobody younger plays in a senior team.
inline constexpr int32_t kPlayerAgeMin = 15;

/// The position that a title tells ("winger"); empty if it tells none.
std::string_view PositionIn(const Title& title);

class AntecedentEvidence : private ArticleView {
 public:
  AntecedentEvidence(const Document& document, const Knowledge& knowledge,
                     const SentenceRoles& roles, const Memberships& memberships);

  /// Whether nothing that is known of the entity forbids it.
  bool Fits(EntityIndex index, const Wanted& wanted) const;
  /// What is known of the entity for it, or against it.
  double DescriptionBonus(EntityIndex index, const Wanted& wanted) const;
  /// A player whose career was over before the article was written, so that he may be a coach now.
  bool HasRetired(const Entity& entity) const;

 private:
  enum class GivenName : uint8_t { kUnasked, kUnknown, kWoman, kMan };

  bool FitsPerson(EntityIndex index, const Wanted& wanted) const;
  bool FitsBody(EntityIndex index, const Wanted& wanted) const;
  bool WasElsewhere(const Entity& club, const Entity& competition) const;
  void FindGenders(const SentenceRoles& roles);
  bool AgeFits(const Entity& entity, int32_t age) const;
  std::optional<int32_t> AgeOfThisYear(const Entity& entity) const;
  double AgeBonus(const Entity& entity, int32_t age) const;
  bool ClubFits(EntityIndex person, EntityIndex club) const;
  bool PlayedOnce(const Entity& entity) const;
  bool TitleFits(const Entity& entity, const Title& title) const;
  bool PositionsClash(std::string_view position, const Title& title) const;
  bool NationFits(const Entity& entity, std::string_view nation) const;
  bool IsFemale(EntityIndex index) const;
  GivenName GivenNameOf(EntityIndex index) const;
  double FormerBonus(EntityIndex person, const Wanted& wanted) const;

  const Memberships& memberships_;
  std::vector<int32_t> she_or_he_;  // By entity: more than 0 for a woman, less for a man.
  mutable std::vector<GivenName> given_names_;  // By entity.
};

}  // namespace rondo::articles
