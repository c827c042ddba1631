// Stage 6: what pronouns and role nouns stand for. First everything outside quotations, then the
// speakers, then what stands inside them, where "we" is the speaker's club and "he" is not the
// speaker. The parts stand in files of their own; here they are called in the order in which one
// needs the other.

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/antecedent_evidence.h"
#include "tools/articles/antecedent_search.h"
#include "tools/articles/article_view.h"
#include "tools/articles/line_ups.h"
#include "tools/articles/memberships.h"
#include "tools/articles/pipeline.h"
#include "tools/articles/pronouns.h"
#include "tools/articles/quotes.h"
#include "tools/articles/role_nouns.h"
#include "tools/articles/sentence_roles.h"
#include "tools/articles/title_bodies.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

class ReferenceResolver : private ArticleView {
 public:
  ReferenceResolver(Document& document, const Knowledge& knowledge)
      : ArticleView(document, knowledge),
        article_(document),
        roles_(document, knowledge),
        memberships_(document, knowledge),
        title_bodies_(document, knowledge, roles_, memberships_),
        evidence_(document, knowledge, roles_, memberships_),
        search_(document, knowledge, roles_, memberships_, evidence_),
        pronouns_(document, knowledge, roles_, memberships_, evidence_, search_),
        role_nouns_(document, knowledge, roles_, memberships_, evidence_, search_) {}

  /// What is to be done, in order.
  using Step = void (ReferenceResolver::*)();
  static std::span<const Step> Steps();

 private:
  void FindSpeakers();
  void FindAges();
  void FindCoaches();
  void FindOwnersOfSides();
  bool IsClubItself(MentionIndex index) const;
  bool IsUnknownPlayer(EntityIndex person) const;
  void FindOthersNamed();
  void SettleAffiliations();
  void SettleVoices();
  void ResolveAll(bool quoted);
  void ResolveWritersOwn() { ResolveAll(false); }
  void ResolveQuoted() { ResolveAll(true); }
  void SettleDescriptions() { title_bodies_.SettleDescriptions(); }
  void AddAttributions() { FindAttributions(article_, knowledge_); }

  Document& article_;  // What the results are written into.
  SentenceRoles roles_;
  Memberships memberships_;
  TitleBodies title_bodies_;
  AntecedentEvidence evidence_;
  AntecedentSearch search_;
  PronounResolver pronouns_;
  RoleNounResolver role_nouns_;
  std::vector<MentionIndex> speakers_;  // Of the quotations.
};

std::span<const ReferenceResolver::Step> ReferenceResolver::Steps() {
  static constexpr Step kSteps[] = {
      &ReferenceResolver::FindAges,           &ReferenceResolver::FindSpeakers,
      &ReferenceResolver::FindCoaches,        &ReferenceResolver::FindOwnersOfSides,
      &ReferenceResolver::FindOthersNamed,    &ReferenceResolver::SettleAffiliations,
      &ReferenceResolver::ResolveWritersOwn,  &ReferenceResolver::SettleAffiliations,
      &ReferenceResolver::SettleVoices,       &ReferenceResolver::ResolveQuoted,
      &ReferenceResolver::SettleDescriptions, &ReferenceResolver::AddAttributions};
  return kSteps;
}

void ReferenceResolver::FindSpeakers() {
  FindQuotes(article_, knowledge_, speakers_);
  roles_.MarkSpeakers(speakers_);
}

void ReferenceResolver::SettleVoices() { SettleSpeakers(article_, speakers_); }

void ReferenceResolver::SettleAffiliations() {
  memberships_.SettleByTitle();
  SettleByLineUps(article_, knowledge_, memberships_);
  title_bodies_.SettleStaff();
}

/// "Burnley's Hugo Blank: "We were poor."": those whom a report hears after the match, and of
/// whom it says no more, are the managers.
void ReferenceResolver::FindCoaches() {
  for (const Description& description : document_.descriptions) {
    if (description.person == kNone || description.organisation == kNone ||
        description.title_entry != kNone || !MentionOf(description.organisation).possessive) {
      continue;
    }
    const Mention& mention = MentionOf(description.person);
    const TokenIndex behind = mention.tokens.end;
    const bool heard = behind + 1 < document_.tokens.size() && Word(behind) == ":" &&
                       At(behind + 1).quote != kNone;
    if (heard && mention.entity != kNone && IsUnknownPlayer(mention.entity)) {
      article_.entities[mention.entity].type = EntityType::kManager;
    }
  }
}

/// A player only because nobody says what else he is.
bool ReferenceResolver::IsUnknownPlayer(EntityIndex person) const {
  const Entity& entity = document_.entities[person];
  return entity.type == EntityType::kPlayer && entity.register_entry == kNone &&
         entity.role.empty() && entity.position.empty();
}

/// "Hugo Blank's side", "Hugo Blank's Roma", "under Hugo Blank": those of whom no more is known are
/// managers.
void ReferenceResolver::FindOwnersOfSides() {
  static constexpr WordList kSides = {"side", "men", "team", "charges", "troops", "squad", "reign"};
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  for (const Mention& mention : document_.mentions) {
    const auto [begin, end] = mention.tokens;
    if (mention.kind != MentionKind::kName || mention.entity == kNone ||
        !IsUnknownPlayer(mention.entity) ||
        document_.entities[mention.entity].name.find(' ') == std::string::npos) {
      continue;
    }
    const bool owns = mention.possessive && end + 1 < count && At(end).Has(kPossessive) &&
                      (kSides.Has(Word(end + 1)) || IsClubItself(At(end + 1).mention));
    const bool under = begin > 0 && Word(begin - 1) == "under" && !mention.possessive;
    if (owns || under) {
      article_.entities[mention.entity].type = EntityType::kManager;
    }
  }
}

/// A club's name, and not "Roma contract", "England career".
bool ReferenceResolver::IsClubItself(MentionIndex index) const {
  static constexpr WordList kGoingOn = {
      "in",  "at",  "to",   "on",   "and",  "or",   "is",   "are", "was",  "were", "have", "has",
      "had", "by",  "for",  "from", "who",  "as",   "with", "won", "lost", "beat", "will", "would",
      "can", "but", "when", "if",   "that", "then", "go",   "did", "do",   "came", "went", "a"};
  if (index == kNone || MentionOf(index).kind != MentionKind::kName ||
      !IsClub(MentionOf(index).entity)) {
    return false;
  }
  const TokenIndex behind = MentionOf(index).tokens.end;
  return behind >= document_.tokens.size() || !At(behind).Has(kWordToken) ||
         At(behind).sentence != MentionOf(index).sentence || kGoingOn.Has(Word(behind));
}

/// "Small, 22, ..."
void ReferenceResolver::FindAges() {
  for (const Mention& mention : document_.mentions) {
    const TokenIndex comma = mention.tokens.end;
    if (mention.kind != MentionKind::kName || mention.entity == kNone ||
        comma + 2 >= document_.tokens.size() || Word(comma) != "," || Word(comma + 2) != ",") {
      continue;
    }
    Entity& entity = article_.entities[mention.entity];
    const std::string_view number = Word(comma + 1);
    if (!IsHuman(entity.type) || entity.age >= 0 || number.size() != 2 || number[0] < '1' ||
        number[0] > '7' || number[1] < '0' || number[1] > '9') {
      continue;
    }
    const int32_t age = (number[0] - '0') * 10 + (number[1] - '0');
    entity.age = age >= kPlayerAgeMin ? age : entity.age;
  }
}

void ReferenceResolver::ResolveAll(bool quoted) {
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.entity != kNone || IsQuoted(mention) != quoted) {
      continue;
    }
    switch (mention.kind) {
      case MentionKind::kPronoun:
        pronouns_.Resolve(index, quoted);
        break;
      case MentionKind::kDescription:
        role_nouns_.Resolve(index, quoted);
        break;
      case MentionKind::kDemonym:
        role_nouns_.ResolveDemonym(index);
        break;
      case MentionKind::kName:
        break;
    }
  }
}

/// Nobody speaks of himself by name: whom the words name, the "he" of "he said" is not.
void ReferenceResolver::FindOthersNamed() {
  for (QuoteIndex index = 0; index < document_.quotes.size(); ++index) {
    if (speakers_[index] == kNone || MentionOf(speakers_[index]).kind == MentionKind::kName) {
      continue;
    }
    const TokenRange words = document_.quotes[index].tokens;
    for (TokenIndex at = words.begin; at < words.end; ++at) {
      const MentionIndex mention = At(at).mention;
      if (mention != kNone && MentionOf(mention).kind == MentionKind::kName && IsPerson(mention)) {
        search_.Exclude(speakers_[index], MentionOf(mention).entity);
      }
    }
  }
}

}  // namespace

void ResolveReferences(std::span<Document* const> documents, const Knowledge& knowledge) {
  std::deque<ReferenceResolver>
      resolvers;  // They stay where they are: their parts know each other.
  for (Document* const document : documents) {
    resolvers.emplace_back(*document, knowledge);
  }
  for (const ReferenceResolver::Step step : ReferenceResolver::Steps()) {
    for (ReferenceResolver& resolver : resolvers) {
      (resolver.*step)();
    }
  }
}

}  // namespace rondo::articles
