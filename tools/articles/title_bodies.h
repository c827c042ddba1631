#pragma once

// Which club a title means that stands without one: "Chairman Freddy Shepherd", "captain Steven
// Gerrard", "their manager". Fills in holder and body of the document's descriptions.

#include "tools/articles/memberships.h"
#include "tools/articles/sentence_roles.h"

namespace rondo::articles {

class TitleBodies : private ArticleView {
 public:
  TitleBodies(Document& document, const Knowledge& knowledge, const SentenceRoles& roles,
              const Memberships& memberships)
      : ArticleView(document, knowledge),
        article_(document),
        roles_(roles),
        memberships_(memberships) {}

  /// Those who hold an office at a club that goes without saying belong there.
  void SettleStaff();
  /// REQUIRES: all mentions are resolved as far as they can be.
  void SettleDescriptions();

 private:
  bool IsStaffTitle(const Description& description) const;
  EntityIndex InferBody(const Description& description, EntityIndex holder = kNone) const;
  bool IsBeatenKeeper(const Description& description) const;
  bool IsLeftToBeat(const Description& description) const;
  EntityIndex AttackersBefore(const Description& description) const;
  EntityIndex ClubStoodFor(MentionIndex index) const;
  EntityIndex EmployerOf(const Description& description, EntityIndex body) const;
  EntityIndex PossessorBody(const Description& description) const;

  Document& article_;  // Where descriptions are completed.
  const SentenceRoles& roles_;
  const Memberships& memberships_;
};

}  // namespace rondo::articles
