// Stage 8, across sentences: managers and officials whose club no sentence names beside them.
// "Klopp dropped him in midweek" says it all to whoever knows Klopp and reads of Liverpool; so does
// "Southgate's squad" to whoever reads of England besides.

#include <algorithm>
#include <optional>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/club_counts.h"
#include "tools/articles/extraction.h"
#include "tools/articles/word_list.h"

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
      if (!post || entity.first_mention == kNone) {
        continue;
      }
      if (entity.register_entry == kNone) {
        if (entity.type == EntityType::kManager && !IsSpokenOf(index, kNone)) {
          SettleUnknownCoach(index);
        }
        continue;
      }
      const bool known = IsKnownAt(entity, entity.affiliation);
      if (known && IsSpokenOf(index, entity.affiliation)) {
        continue;
      }
      if (!(known && Settle(index, entity.affiliation, *post)) &&
          entity.type == EntityType::kManager && !IsSpokenOf(index, kNone)) {
        SettleCoach(index);
      }
    }
  }

 private:
  static std::optional<Relation> PostOf(EntityType type);
  bool IsKnownAt(const Entity& person, EntityIndex body) const;
  bool IsSpokenOf(EntityIndex person, EntityIndex body) const;
  bool Settle(EntityIndex person, EntityIndex body, Relation post);
  struct KnownTeams {
    EntityIndex now = kNone;
    EntityIndex once = kNone;
  };
  KnownTeams TeamsOf(const KnownEntry& known) const;
  void SettleCoach(EntityIndex person);
  void SettleUnknownCoach(EntityIndex person);
  EntityIndex ClubSpokenOfIn(SentenceIndex sentence) const;
  SentenceIndex ToldAsCoachAt(EntityIndex person) const;
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

/// The article itself says where he is, or that the club only wants him; without a body, whom he
/// manages.
bool Posts::IsSpokenOf(EntityIndex person, EntityIndex body) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    const bool holds = fact.relation == Relation::kManages || fact.relation == Relation::kWorksFor;
    return !IsNegative(fact.modality) &&
           ((holds && fact.subject == person &&
             (body != kNone || fact.relation == Relation::kManages)) ||
            (fact.relation == Relation::kWantsToSign && fact.subject == body &&
             fact.object == person));
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

/// False if the article is about others.
bool Posts::Settle(EntityIndex person, EntityIndex body, Relation post) {
  const SentenceIndex both = SentenceOfBoth(person, body);
  if (both == kNone && !(IsClub(body) && club_mentions_.IsAbout(body))) {
    return false;  // What the register knows is no news in an article about others.
  }
  const MentionIndex first = document_.entities[person].first_mention;
  candidates_.push_back(GuessedMembership(document_, person, body,
                                          both == kNone ? MentionOf(first).sentence : both,
                                          "document/known-post"));
  candidates_.back().fact.relation = post;
  return true;
}

/// Where the words around him say that he has a team: "Southgate's squad", "under Southgate",
/// "coach Gareth Southgate"; kNone if nowhere.
SentenceIndex Posts::ToldAsCoachAt(EntityIndex person) const {
  static constexpr WordList kHis = {
      "men",       "side",        "team",      "squad",  "players", "lads",    "boys",
      "charges",   "troops",      "plans",     "reign",  "tenure",  "system",  "eleven",
      "starting",  "era",         "preferred", "set-up", "setup",   "line-up", "lineup",
      "successor", "predecessor", "assistant", "first",  "national"};
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  for (const Mention& mention : document_.mentions) {
    if (mention.entity != person || mention.kind != MentionKind::kName) {
      continue;
    }
    const auto [begin, end] = mention.tokens;
    if ((begin > 0 && Word(begin - 1) == "under") ||
        (mention.possessive && end + 1 < count && kHis.Has(Word(end + 1)))) {
      return mention.sentence;
    }
  }
  for (const Description& description : document_.descriptions) {
    if (description.holder == person && description.title_entry != kNone &&
        names_.title(description.title_entry).relation == Relation::kManages) {
      return description.sentence;
    }
  }
  return kNone;
}

/// The team that he has by the register, of those that the article names, and the last one that he
/// had of those that it is about.
Posts::KnownTeams Posts::TeamsOf(const KnownEntry& known) const {
  constexpr int kYearsFar = 2;
  const NameCounts named = CountNames(document_);
  KnownTeams teams;
  int years_off = kYearsFar;
  int last_year = 0;
  for (EntityIndex body = 0; body < document_.entities.size(); ++body) {
    if (!IsClub(body) || named.by_entity[body] == 0) {
      continue;
    }
    for (std::size_t at = 0; at < known.years.size(); ++at) {
      const YearSpan span = known.years[at];
      if (span.begin == 0 || known.affiliations[at] != document_.entities[body].name) {
        continue;
      }
      const int off = span.Covers(document_.year) ? 0 : 1;
      if (span.Covers(document_.year, off, off) && off < years_off) {
        teams.now = body;
        years_off = off;
      }
      if (span.end < document_.year - 1 && span.end > last_year && club_mentions_.IsAbout(body)) {
        teams.once = body;
        last_year = span.end;
      }
    }
  }
  return teams;
}

/// "Southgate's squad", "signed under Ten Hag": his team, where it is named elsewhere.
void Posts::SettleCoach(EntityIndex person) {
  const KnownEntry known = names_.entry(document_.entities[person].register_entry);
  if (known.type != EntityType::kManager || document_.year == 0) {
    return;
  }
  const KnownTeams teams = TeamsOf(known);
  const SentenceIndex told = ToldAsCoachAt(person);
  const bool over = teams.now == kNone;
  const EntityIndex body = over ? teams.once : teams.now;
  const SentenceIndex both = body == kNone ? kNone : SentenceOfBoth(person, body);
  if (body == kNone || (told == kNone && (over || both == kNone))) {
    return;
  }
  candidates_.push_back(GuessedMembership(document_, person, body, told == kNone ? both : told,
                                          over            ? "document/known-former-coach"
                                          : told == kNone ? "document/known-coach-beside"
                                                          : "document/known-coach"));
  candidates_.back().fact.relation = Relation::kManages;
  if (over) {
    candidates_.back().ended = true;
    candidates_.back().fact.date.text = '/' + candidates_.back().fact.date.text;
  }
}

/// The one club that the article is about which the sentence names, or the one before it.
EntityIndex Posts::ClubSpokenOfIn(SentenceIndex sentence) const {
  EntityIndex found = kNone;
  for (const Mention& mention : document_.mentions) {
    if (mention.sentence + 1 < sentence || mention.sentence > sentence || !IsClub(mention.entity) ||
        mention.entity == found) {
      continue;
    }
    if (found != kNone) {
      return kNone;
    }
    found = mention.entity;
  }
  return found != kNone && club_mentions_.IsAbout(found) ? found : kNone;
}

/// "played 18 games under Hugo Blank", of whom no more is known: the club spoken of is his.
void Posts::SettleUnknownCoach(EntityIndex person) {
  const SentenceIndex told = ToldAsCoachAt(person);
  const EntityIndex club = told == kNone ? kNone : ClubSpokenOfIn(told);
  if (club != kNone) {
    candidates_.push_back(
        GuessedMembership(document_, person, club, told, "document/unknown-coach"));
    candidates_.back().fact.relation = Relation::kManages;
  }
}

}  // namespace

void FindPosts(const Document& document, const Knowledge& knowledge,
               std::vector<Candidate>& candidates) {
  Posts(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
