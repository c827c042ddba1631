#pragma once

// How often an article names whom, and which clubs it is about. Pure functions of a document whose
// entities are resolved; linear in its mentions.

#include <cstdint>
#include <vector>

#include "tools/articles/document.h"

namespace rondo::articles {

/// How often entities are named, pronouns and descriptions not counted.
struct NameCounts {
  std::vector<uint32_t> by_entity;
  EntityIndex topic_club = kNone;  // The club named most; of several the one that was so first.
};
NameCounts CountNames(const Document& document);

/// The clubs that an article speaks of, in whatever words.
class ClubMentions {
 public:
  explicit ClubMentions(const Document& document);
  /// One of the two clubs that it speaks of most. REQUIRES: an entity of the document.
  bool IsAbout(EntityIndex club) const;

 private:
  std::vector<uint32_t> counts_;  // By entity.
};

}  // namespace rondo::articles
