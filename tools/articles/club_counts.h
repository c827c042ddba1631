#pragma once

// How often an article names whom, and which clubs it is about. Pure functions of a document whose
// entities are resolved; linear in its mentions.

#include <cstdint>
#include <span>
#include <vector>

#include "tools/articles/document.h"

namespace rondo::articles {

/// How often entities are named, pronouns and descriptions not counted.
struct NameCounts {
  std::vector<uint32_t> by_entity;
  EntityIndex topic_club = kNone;  // The club named most; of several the one that was so first.
};
NameCounts CountNames(const Document& document);

/// Where each entity is mentioned, in whatever words.
class MentionsOfEntities {
 public:
  explicit MentionsOfEntities(const Document& document);
  /// In order. REQUIRES: an entity of the document.
  std::span<const MentionIndex> Of(EntityIndex entity) const {
    return std::span(mentions_).subspan(begins_[entity], begins_[entity + 1] - begins_[entity]);
  }

 private:
  std::vector<uint32_t> begins_;  // By entity: where its mentions begin in mentions_.
  std::vector<MentionIndex> mentions_;
};

/// The clubs that an article speaks of, in whatever words.
class ClubMentions {
 public:
  /// REQUIRES: the document outlives this.
  explicit ClubMentions(const Document& document);
  const MentionsOfEntities& mentions() const { return mentions_; }
  /// One of the two clubs that it speaks of most. REQUIRES: an entity of the document.
  bool IsAbout(EntityIndex club) const;
  /// It is about the club, or a sentence has both of them: what the register knows of somebody is
  /// no news in an article about others.
  bool IsToldNear(EntityIndex person, EntityIndex club) const;

 private:
  const Document& document_;
  const MentionsOfEntities mentions_;
  std::vector<uint32_t> counts_;  // Of mentions, by entity; of those that are no clubs none.
};

}  // namespace rondo::articles
