// Stage 8, across sentences: managers and officials whose club no sentence names beside them.
// "Klopp dropped him in midweek" says it all to whoever knows Klopp and reads of Liverpool.

#include <algorithm>
#include <optional>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/club_counts.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

class Posts : private ArticleView {
 public:
  Posts(const Document& document, const Knowledge& knowledge, std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates), club_mentions_(document) {}

  void Run() {
    for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
      const Entity& entity = document_.entities[index];
      const std::optional<Relation> post = PostOf(entity.type);
      if (post && entity.first_mention != kNone && IsKnownAt(entity, entity.affiliation) &&
          !IsSpokenOf(index, entity.affiliation)) {
        Settle(index, entity.affiliation, *post);
      }
    }
  }

 private:
  static std::optional<Relation> PostOf(EntityType type);
  bool IsKnownAt(const Entity& person, EntityIndex body) const;
  bool IsSpokenOf(EntityIndex person, EntityIndex body) const;
  void Settle(EntityIndex person, EntityIndex body, Relation post);
  SentenceIndex SentenceOfBoth(EntityIndex person, EntityIndex body) const;

  std::vector<Candidate>& candidates_;
  const ClubMentions club_mentions_;
};

std::optional<Relation> Posts::PostOf(EntityType type) {
  return type == EntityType::kManager    ? std::optional(Relation::kManages)
         : type == EntityType::kOfficial ? std::optional(Relation::kWorksFor)
                                         : std::nullopt;
}

/// The register has him in such a post there, where the reading puts him.
bool Posts::IsKnownAt(const Entity& person, EntityIndex body) const {
  if (body == kNone || IsHuman(document_.entities[body].type) || person.register_entry == kNone) {
    return false;
  }
  const KnownEntry known = names_.entry(person.register_entry);
  return known.type == person.type && known.affiliations.Contains(document_.entities[body].name);
}

/// The article itself says where he is, or that the club only wants him.
bool Posts::IsSpokenOf(EntityIndex person, EntityIndex body) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    const bool holds = fact.relation == Relation::kManages || fact.relation == Relation::kWorksFor;
    return !IsNegative(fact.modality) &&
           ((holds && fact.subject == person) || (fact.relation == Relation::kWantsToSign &&
                                                  fact.subject == body && fact.object == person));
  });
}

/// Where both are named first; kNone if they are named apart.
SentenceIndex Posts::SentenceOfBoth(EntityIndex person, EntityIndex body) const {
  const auto& mentions = document_.mentions;
  for (const Mention& of_person : mentions) {
    if (of_person.entity != person || of_person.kind != MentionKind::kName) {
      continue;
    }
    const bool beside = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& of_body) {
      return of_body.entity == body && of_body.sentence == of_person.sentence &&
             of_body.kind == MentionKind::kName;
    });
    if (beside) {
      return of_person.sentence;
    }
  }
  return kNone;
}

void Posts::Settle(EntityIndex person, EntityIndex body, Relation post) {
  const SentenceIndex both = SentenceOfBoth(person, body);
  if (both == kNone && !(IsClub(body) && club_mentions_.IsAbout(body))) {
    return;  // What the register knows is no news in an article about others.
  }
  const MentionIndex first = document_.entities[person].first_mention;
  candidates_.push_back(GuessedMembership(document_, person, body,
                                          both == kNone ? MentionOf(first).sentence : both,
                                          "document/known-post"));
  candidates_.back().fact.relation = post;
}

}  // namespace

void FindPosts(const Document& document, const Knowledge& knowledge,
               std::vector<Candidate>& candidates) {
  Posts(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
