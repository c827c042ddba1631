#include "tools/articles/club_counts.h"

#include <algorithm>
#include <numeric>

namespace rondo::articles {
namespace {

bool IsOfClub(const Document& document, const Mention& mention) {
  return document.entities[mention.entity].type == EntityType::kClub;
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

MentionsOfEntities::MentionsOfEntities(const Document& document)
    : begins_(document.entities.size() + 2, 0) {
  // Counted one place further on, so that filling moves each begin to where it belongs.
  for (const Mention& mention : document.mentions) {
    if (mention.entity != kNone) {
      ++begins_[mention.entity + 2];
    }
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  mentions_.resize(begins_.back());
  for (MentionIndex index = 0; index < document.mentions.size(); ++index) {
    if (const EntityIndex entity = document.mentions[index].entity; entity != kNone) {
      mentions_[begins_[entity + 1]++] = index;
    }
  }
}

ClubMentions::ClubMentions(const Document& document)
    : document_(document), mentions_(document), counts_(document.entities.size(), 0) {
  for (EntityIndex entity = 0; entity < document.entities.size(); ++entity) {
    if (document.entities[entity].type == EntityType::kClub) {
      counts_[entity] = static_cast<uint32_t>(mentions_.Of(entity).size());
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
  // Both are in the order of the text.
  const std::span<const MentionIndex> of_person = mentions_.Of(person);
  auto at = of_person.begin();
  for (const MentionIndex of_club : mentions_.Of(club)) {
    const SentenceIndex sentence = document_.mentions[of_club].sentence;
    while (at != of_person.end() && document_.mentions[*at].sentence < sentence) {
      ++at;
    }
    if (at != of_person.end() && document_.mentions[*at].sentence == sentence) {
      return true;
    }
  }
  return false;
}

}  // namespace rondo::articles
