#include "tools/articles/club_counts.h"

#include <algorithm>

namespace rondo::articles {
namespace {

bool IsOfClub(const Document& document, const Mention& mention) {
  return mention.entity != kNone && document.entities[mention.entity].type == EntityType::kClub;
}

}  // namespace

NameCounts CountNames(const Document& document) {
  NameCounts names{std::vector<uint32_t>(document.entities.size(), 0), kNone};
  for (const Mention& mention : document.mentions) {
    if (mention.entity == kNone || mention.kind != MentionKind::kName) {
      continue;
    }
    const uint32_t count = ++names.by_entity[mention.entity];
    if (IsOfClub(document, mention) &&
        (names.topic_club == kNone || count > names.by_entity[names.topic_club])) {
      names.topic_club = mention.entity;
    }
  }
  return names;
}

ClubMentions::ClubMentions(const Document& document)
    : document_(document), counts_(document.entities.size(), 0) {
  for (const Mention& mention : document.mentions) {
    if (IsOfClub(document, mention)) {
      ++counts_[mention.entity];
    }
  }
}

bool ClubMentions::IsAbout(EntityIndex club) const {
  constexpr std::ptrdiff_t kTopics = 2;
  return std::count_if(counts_.begin(), counts_.end(),
                       [&](uint32_t count) { return count > counts_[club]; }) < kTopics;
}

bool ClubMentions::IsToldNear(EntityIndex person, EntityIndex club) const {
  if (IsAbout(club)) {
    return true;
  }
  const auto& mentions = document_.mentions;
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& of_club) {
    return of_club.entity == club &&
           std::any_of(mentions.begin(), mentions.end(), [&](const Mention& of_person) {
             return of_person.entity == person && of_person.sentence == of_club.sentence;
           });
  });
}

}  // namespace rondo::articles
