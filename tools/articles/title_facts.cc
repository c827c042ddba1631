#include "tools/articles/title_facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

std::string_view TitleFlag(const Knowledge& knowledge, uint32_t title_entry) {
  return title_entry == kNone ? std::string_view()
                              : std::string_view(knowledge.names.title(title_entry).flags);
}

}  // namespace

void TitleFacts::AddTitles() {
  for (const Description& description : document_.descriptions) {
    AddTitle(description);
  }
}

/// "Everton's James Garner and Dan Burn from Newcastle": of a list, only the first is
/// theirs.
bool TitleFacts::HasOtherClubBehind(const Description& description) const {
  if (description.person == kNone) {
    return false;
  }
  const auto [begin, end] = document_.mentions[description.person].tokens;
  if (begin == 0 || end + 1 >= document_.tokens.size()) {
    return false;
  }
  const std::string_view before = document_.Folded(document_.tokens[begin - 1]);
  const std::string_view word = document_.Folded(document_.tokens[end]);
  const MentionIndex next = document_.tokens[end + 1].mention;
  return (before == "and" || before == ",") && (word == "from" || word == "of") && next != kNone &&
         document_.mentions[next].entity != description.body &&
         IsClub(document_.mentions[next].entity);
}

/// "Barcelona's La Masia", "Celtic's Lennoxtown training centre": what a club has may be no person.
/// A full name is one, and so is a word that the article uses again.
bool TitleFacts::IsDoubtfulName(EntityIndex holder) const {
  const Entity& entity = document_.entities[holder];
  if (entity.register_entry != kNone || entity.name.find(' ') != std::string::npos) {
    return false;
  }
  const auto is_his = [&](const Mention& mention) { return mention.entity == holder; };
  return std::count_if(document_.mentions.begin(), document_.mentions.end(), is_his) < 2;
}

/// "will be Roma manager", "set to become the next Roma manager": a post to come. "the favourite to
/// become", "could be": not even that.
TitleFacts::Outlook TitleFacts::OutlookOf(const Description& description) const {
  static constexpr WordList kLinks = {
      "be",        "become",    "becoming",  "appointed", "named",   "as",       "the",
      "new",       "next",      "their",     "its",       "an",      "a",        "first",
      "installed", "confirmed", "permanent", "full-time", "interim", "caretaker"};
  static constexpr WordList kPlans = {"set",   "due",    "poised", "expected", "close",
                                      "ready", "agreed", "about",  "going",    "line"};
  static constexpr WordList kMere = {"favourite",   "favourites", "frontrunner", "front-runner",
                                     "candidate",   "contender",  "chance",      "tipped",
                                     "opportunity", "race",       "running",     "wants",
                                     "hopes",       "hoping",     "keen",        "linked",
                                     "likely",      "odds-on",    "approached",  "interviewed"};
  static constexpr WordList kDoubts = {"would", "could", "may", "might", "should", "can"};
  const TokenIndex sentence = document_.sentences[description.sentence].tokens.begin;
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  TokenIndex at = description.begin;
  bool linked = false;
  while (at > sentence && kLinks.Has(word(at - 1))) {
    --at;
    linked = linked || word(at) == "be" || word(at) == "become";
  }
  if (!linked || at == sentence) {
    return Outlook::kNow;
  }
  const std::string_view before = word(at - 1);
  if (before == "will" || before == "'ll") {
    return Outlook::kToCome;
  }
  if (kDoubts.Has(before)) {
    return Outlook::kOpen;
  }
  if (before != "to" || at < sentence + 2) {
    return Outlook::kNow;
  }
  const std::string_view cue = word(at - 2);
  return kPlans.Has(cue) ? Outlook::kToCome : kMere.Has(cue) ? Outlook::kOpen : Outlook::kNow;
}

/// "poised to name Maurizio Sarri as their new manager": he is not yet. What will be is told by the
/// rules for the verb.
bool TitleFacts::IsToBeNamed(const Description& description) const {
  static constexpr WordList kNames = {"name",   "appoint", "hire",    "install",
                                      "unveil", "employ",  "confirm", "announce"};
  static constexpr WordList kYetToCome = {"to",  "will", "would", "could", "may",
                                          "can", "must", "might", "should"};
  if (description.person == kNone) {
    return false;
  }
  const TokenRange person = document_.mentions[description.person].tokens;
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  return person.begin >= 2 && person.end < document_.tokens.size() && word(person.end) == "as" &&
         kNames.Has(word(person.begin - 1)) && kYetToCome.Has(word(person.begin - 2));
}

/// "Everton want to close the gap to the Championship leaders": who those are, only a name beside
/// it tells.
bool TitleFacts::IsUnnamed(const Description& description) const {
  return description.person != kNone &&
         document_.mentions[description.person].kind != MentionKind::kName;
}

void TitleFacts::AddTitle(const Description& description) {
  if (description.holder == kNone || description.body == kNone ||
      description.holder == description.body ||
      (description.person != kNone && document_.mentions[description.person].doubtful)) {
    return;
  }
  if (HasOtherClubBehind(description) || IsToBeNamed(description)) {
    return;
  }
  if (description.former && description.body_inferred && description.possessor == kNone) {
    return;  // "former boss Carlo Ancelotti": whose, is not said.
  }
  const EntityType holder = document_.entities[description.holder].type;
  const EntityType body = document_.entities[description.body].type;
  if (holder == EntityType::kClub && body == EntityType::kCompetition) {
    AddTitleOfTeam(description);
    return;
  }
  const std::optional<Relation> relation = RelationOf(description);
  const bool may_be = relation && (*relation == Relation::kAgentOf
                                       ? IsHuman(body)
                                       : (InfoOf(*relation).objects & TypeBit(body)) != 0);
  if (!IsHuman(holder) || !may_be) {
    return;
  }
  if (description.body_inferred && body == EntityType::kClub && IsKnownElsewhere(description)) {
    return;
  }
  const Outlook outlook = OutlookOf(description);
  if (outlook == Outlook::kOpen ||
      (outlook == Outlook::kToCome && *relation == Relation::kPlaysFor)) {
    return;
  }
  AddTitleFact(description, *relation);
  if (outlook == Outlook::kToCome && candidates_.back().fact.modality <= Modality::kReported) {
    candidates_.back().fact.modality = Modality::kHoped;
  }
}

/// "The head coach Paul Fons", named in an article about Roma: not theirs, if the register knows
/// that he was with others in that year.
bool TitleFacts::IsKnownElsewhere(const Description& description) const {
  const Entity& holder = document_.entities[description.holder];
  if (holder.register_entry == kNone || document_.year == 0) {
    return false;
  }
  const KnownEntry entry = knowledge_.names.entry(holder.register_entry);
  const std::string& club = document_.entities[description.body].name;
  bool elsewhere = false;
  for (std::size_t at = 0; at < entry.years.size(); ++at) {
    const YearSpan span = entry.years[at];
    if (entry.affiliations[at] == club) {
      return false;
    }
    elsewhere = elsewhere || (span.begin != 0 && span.Covers(document_.year));
  }
  return elsewhere;
}

/// "the La Liga club", "Serie A side Roma"; champions of it are a matter of rules.
void TitleFacts::AddTitleOfTeam(const Description& description) {
  const std::string_view title = document_.Folded(document_.tokens[description.title.begin]);
  const TokenIndex end = description.title.end;
  const std::string_view behind =
      end < document_.tokens.size() ? document_.Folded(document_.tokens[end]) : std::string_view();
  if (behind.ends_with("elect") || (title == "team" && behind == "of") ||
      (title == "leaders" && IsUnnamed(description))) {
    return;  // "the champions elect" are not there yet; "the Championship team of the year".
  }
  const bool champions = title == "champions" || title == "holders" || title == "winners";
  AddTitleFact(description, champions            ? Relation::kWonCompetition
                            : title == "leaders" ? Relation::kLeads
                                                 : Relation::kPlaysIn);
}

/// What the title says of its holder and the body, by what both are; empty if it says nothing.
std::optional<Relation> TitleFacts::RelationOf(const Description& description) const {
  const EntityType holder = document_.entities[description.holder].type;
  const EntityType body = document_.entities[description.body].type;
  Relation relation = Relation::kPlaysFor;
  if (description.title_entry != kNone) {
    const Title& title = knowledge_.names.title(description.title_entry);
    if (!title.has_relation) {
      return std::nullopt;
    }
    relation = title.relation;
    if (relation == Relation::kWorksFor && holder == EntityType::kManager &&
        title.phrase == "chief") {
      return Relation::kManages;
    }
    if (relation == Relation::kWorksFor && body == EntityType::kOutlet &&
        title.phrase == "analyst") {
      return Relation::kWritesFor;  // "ESPN analyst Craig Burley": clubs have analysts too.
    }
  } else if (IsDoubtfulName(description.holder)) {
    return std::nullopt;
  } else if (body == EntityType::kOutlet) {
    // "Per MailOnline's Alvise Cagnazzo, Petrachi said": whose name is known otherwise is not told.
    if (holder != EntityType::kJournalist && holder != EntityType::kPerson) {
      return std::nullopt;
    }
    relation = Relation::kWritesFor;
  } else if (holder == EntityType::kManager) {
    relation = Relation::kManages;
  } else if (holder == EntityType::kOfficial) {
    relation = Relation::kWorksFor;
  }
  if (relation == Relation::kManages && body == EntityType::kClub &&
      holder == EntityType::kOfficial) {
    return Relation::kWorksFor;
  }
  if (relation == Relation::kPlaysFor && description.body_inferred && !description.former &&
      holder == EntityType::kManager) {
    return std::nullopt;  // "Dyche, a centre-half in his day": not for the club that he manages.
  }
  return relation;
}

void TitleFacts::AddTitleFact(const Description& description, Relation relation) {
  const bool has_title = description.title_entry != kNone;
  Candidate candidate;
  Fact& fact = candidate.fact;
  fact.relation = relation;
  fact.subject = description.holder;
  fact.object = description.body;
  fact.date.text =
      description.former && !dates_.today().empty() ? "/" + dates_.today() : dates_.today();
  if (const std::string year = dates_.YearBehind(description.person); !year.empty()) {
    fact.date.text = year;
    candidate.dated = true;
  }
  if (has_title && !description.title.empty()) {
    fact.attributes.emplace_back("role", document_.TextOf(description.title));
  }
  fact.evidence = {description.sentence};
  fact.span = document_.sentences[description.sentence].span;
  fact.rule = description.body_inferred ? "title/inferred-body" : "title";
  const std::string_view flags = TitleFlag(knowledge_, description.title_entry);
  fact.confidence = description.body_inferred ? 0.7 : 0.93;
  candidate.optional = description.body_inferred && flags.substr(0, 5) == "vague";
  candidate.ended = description.former;
  candidate.titled = true;
  candidate.trigger = description.begin;
  const QuoteIndex quote = document_.tokens[description.begin].quote;
  if (quote != kNone && !document_.quotes[quote].fragment) {
    fact.modality = Modality::kReported;
    fact.speaker = document_.quotes[quote].speaker;
    fact.speaker_unnamed = fact.speaker == kNone;
    candidate.quoted = true;
  }
  candidate.words = description.title.empty()
                        ? std::string(document_.entities[description.body].name)
                        : std::string(document_.TextOf(description.title));
  candidates_.push_back(std::move(candidate));
}

}  // namespace rondo::articles
