// Stage 8, across sentences: managers whose club no sentence names beside them. "Klopp dropped him
// in midweek" says it all to whoever knows Klopp and reads of Liverpool.

#include <algorithm>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

class Coaches : private ArticleView {
 public:
  Coaches(const Document& document, const Knowledge& knowledge, std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {}

  void Run() {
    for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
      const Entity& entity = document_.entities[index];
      if (entity.type == EntityType::kManager && entity.first_mention != kNone &&
          IsKnownAt(entity, entity.affiliation) && !IsSpokenOf(index, entity.affiliation)) {
        Settle(index, entity.affiliation);
      }
    }
  }

 private:
  bool IsKnownAt(const Entity& coach, EntityIndex club) const;
  bool IsSpokenOf(EntityIndex coach, EntityIndex club) const;
  void Settle(EntityIndex coach, EntityIndex club);
  SentenceIndex SentenceOfBoth(EntityIndex coach, EntityIndex club) const;
  bool IsAbout(EntityIndex club);

  std::vector<Candidate>& candidates_;
  std::vector<uint32_t> club_mentions_;  // By entity; empty until somebody asks.
};

/// The register has him as a manager of the club that the reading puts him at.
bool Coaches::IsKnownAt(const Entity& coach, EntityIndex club) const {
  if (!IsClub(club) || coach.register_entry == kNone) {
    return false;
  }
  const KnownEntry known = names_.entry(coach.register_entry);
  return known.type == EntityType::kManager &&
         known.affiliations.Contains(document_.entities[club].name);
}

/// The article itself says whom he manages, or that the club only wants him to.
bool Coaches::IsSpokenOf(EntityIndex coach, EntityIndex club) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    return !IsNegative(fact.modality) &&
           ((fact.relation == Relation::kManages && fact.subject == coach) ||
            (fact.relation == Relation::kWantsToSign && fact.subject == club &&
             fact.object == coach));
  });
}

/// Where both are named first; kNone if they are named apart.
SentenceIndex Coaches::SentenceOfBoth(EntityIndex coach, EntityIndex club) const {
  const auto& mentions = document_.mentions;
  for (const Mention& of_coach : mentions) {
    if (of_coach.entity != coach || of_coach.kind != MentionKind::kName) {
      continue;
    }
    const bool beside = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& of_club) {
      return of_club.entity == club && of_club.sentence == of_coach.sentence &&
             of_club.kind == MentionKind::kName;
    });
    if (beside) {
      return of_coach.sentence;
    }
  }
  return kNone;
}

/// One of the two clubs that the article speaks of most.
bool Coaches::IsAbout(EntityIndex club) {
  constexpr std::ptrdiff_t kTopicClubs = 2;
  if (club_mentions_.empty()) {
    club_mentions_.assign(document_.entities.size(), 0);
    for (const Mention& mention : document_.mentions) {
      if (IsClub(mention.entity)) {
        ++club_mentions_[mention.entity];
      }
    }
  }
  return std::count_if(club_mentions_.begin(), club_mentions_.end(),
                       [&](uint32_t count) { return count > club_mentions_[club]; }) < kTopicClubs;
}

void Coaches::Settle(EntityIndex coach, EntityIndex club) {
  const SentenceIndex both = SentenceOfBoth(coach, club);
  if (both == kNone && !IsAbout(club)) {
    return;  // What the register knows is no news in an article about others.
  }
  const MentionIndex first = document_.entities[coach].first_mention;
  candidates_.push_back(GuessedMembership(document_, coach, club,
                                          both == kNone ? MentionOf(first).sentence : both,
                                          "document/coach-of-the-club"));
  candidates_.back().fact.relation = Relation::kManages;
}

}  // namespace

void FindCoaches(const Document& document, const Knowledge& knowledge,
                 std::vector<Candidate>& candidates) {
  Coaches(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
