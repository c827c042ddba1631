#include "graph/model/schema.h"

#include <array>

#include "graph/base/check.h"

namespace rondo::schema {

namespace {

using Label = NodeLabel;

/// In the order of NodeLabel.
constexpr std::array<NodeLabelInfo, kNodeLabelCount> kNodeLabels = {{
    {Label::kPlayer, "Player", "player", "Q937857", true,
     "A footballer, also one who is injured, on loan or without a club."},
    {Label::kClub, "Club", "club", "Q476028", false,
     "Any team: a club, a national team, a youth, women's or reserve side."},
    {Label::kJournalist, "Journalist", "journalist", "Q1930187", true,
     "A reporter, columnist, commentator or pundit."},
    {Label::kManager, "Manager", "manager", "Q628099", true,
     "A head coach or manager, also a caretaker."},
    {Label::kOfficial, "Official", "official", "", true,
     "A sporting director, president, owner, assistant, doctor, agent or referee."},
    {Label::kOutlet, "Outlet", "outlet", "Q1193236", false,
     "A newspaper, site, broadcaster, agency or a club's own channel."},
    {Label::kCompetition, "Competition", "competition", "Q13406554", false,
     "A league, cup or tournament."},
    {Label::kOrganisation, "Organisation", "org", "Q43229", false,
     "Another body: a federation, an agency, a sponsor."},
    {Label::kPerson, "Person", "person", "Q5", true, "Anyone else."},
    {Label::kMatch, "Match", "", "Q16466010", false, "A match of two clubs on a day."},
    {Label::kArticle, "Article", "", "Q5707594", false, "A text that was read."},
    {Label::kReport, "Report", "", "", false, "One article's support for one fact."},
}};

constexpr LabelSet kPlayer = {Label::kPlayer};
constexpr LabelSet kClub = {Label::kClub};
constexpr LabelSet kCompetition = {Label::kCompetition};
constexpr LabelSet kMatch = {Label::kMatch};
constexpr LabelSet kPlayerOrManager = {Label::kPlayer, Label::kManager};
constexpr LabelSet kStaff = {Label::kPlayer, Label::kManager, Label::kOfficial};
constexpr LabelSet kJudged = {Label::kPlayer, Label::kManager, Label::kOfficial, Label::kClub};
constexpr LabelSet kJudge = {Label::kJournalist, Label::kPlayer, Label::kManager,
                             Label::kOfficial,   Label::kClub,   Label::kOutlet};

constexpr FactKind kEvent = FactKind::kEvent;
constexpr FactKind kState = FactKind::kState;

/// The relations of articles in the order of the annotation guideline, then those of the football
/// data alone.
constexpr auto kEdgeTypes = std::to_array<EdgeTypeInfo>({
    {"plays-for", kPlayer, kClub, false, "", kState, true, "from", "until", "P54",
     "The player is or was in the team."},
    {"contracted-to", kPlayerOrManager, kClub, false, "", kState, true, "from", "until", "",
     "A contract binds the person to the club."},
    {"manages", LabelSet{Label::kManager}, kClub, false, "managed-by", kState, true, "from",
     "until", "P6087", "The person is head coach or manager of the team."},
    {"works-for", LabelSet{Label::kOfficial, Label::kManager, Label::kPerson},
     LabelSet{Label::kClub, Label::kOrganisation}, false, "", kState, true, "from", "until", "P108",
     "The person holds another post there."},
    {"agent-of", LabelSet{Label::kOfficial}, kPlayerOrManager, false, "represented-by", kState,
     true, "from", "until", "", "The agent represents the person."},
    {"writes-for", LabelSet{Label::kJournalist}, LabelSet{Label::kOutlet}, false, "", kState, true,
     "from", "until", "", "The journalist writes or speaks for the outlet."},
    {"plays-in", kClub, kCompetition, false, "", kState, true, "from", "until", "P118",
     "The club takes part in the competition."},
    {"leads", kClub, kCompetition, false, "", kState, true, "from", "until", "",
     "The club is top of the table."},
    {"won-competition", kClub, kCompetition, false, "", kState, true, "from", "until", "P2522",
     "The club holds the title or the cup."},
    {"loaned-to", kPlayer, kClub, false, "", kEvent, true, "from", "until", "",
     "The club borrows the player."},
    {"loaned-from", kPlayer, kClub, false, "", kEvent, true, "from", "until", "",
     "The club lends the player."},
    {"transferred-to", kPlayerOrManager, kClub, false, "", kEvent, true, "date", "", "",
     "The person moves to the club for good."},
    {"left", kStaff, kClub, false, "", kEvent, true, "date", "", "",
     "The person leaves the club for good."},
    {"wants-to-sign", kClub, kPlayerOrManager, false, "wanted-by", kState, true, "from", "until",
     "", "The club is after the person."},
    {"wants-to-join", kStaff, kClub, false, "", kState, true, "from", "until", "",
     "The person wishes to go to the club or to stay there."},
    {"wants-to-leave", kStaff, kClub, false, "", kState, true, "from", "until", "",
     "The person wishes to leave the club."},
    {"praised-by", kJudged, kJudge, false, "praised", kEvent, true, "date", "", "",
     "The second speaks well of the first."},
    {"criticised-by", kJudged, kJudge, false, "criticised", kEvent, true, "date", "", "",
     "The second speaks ill of the first."},
    {"rival-of", kClub, kClub, true, "", kState, true, "from", "until", "",
     "The two are rivals, as in a derby."},
    {"beat", kClub, kClub, false, "lost-to", kEvent, true, "date", "", "",
     "The first won a match against the second."},
    {"drew-with", kClub, kClub, true, "", kEvent, true, "date", "", "",
     "A match of the two ended level."},
    {"played-against", kClub, kClub, true, "", kEvent, true, "date", "", "",
     "The two met or will meet."},
    {"scored-against", kPlayer, kClub, false, "", kEvent, true, "date", "", "",
     "The player scored in a match against the club."},
    {"missed-match-against", kPlayer, kClub, false, "", kEvent, true, "date", "", "",
     "The player was absent from a match against the club."},
    {"scored-in", kPlayer, kMatch, false, "", kEvent, false, "", "", "",
     "The player scored in the match."},
    {"home-side", kMatch, kClub, false, "", kEvent, false, "", "", "",
     "The club played the match at home."},
    {"away-side", kMatch, kClub, false, "", kEvent, false, "", "", "",
     "The club played the match away."},
    {"part-of", kMatch, kCompetition, false, "has-part", kState, false, "", "", "P361",
     "The match belongs to the competition."},
    {"side-of", kClub, kClub, false, "", kState, false, "", "", "P831",
     "The team is a side of its parent club."},
});

template <typename Info, typename Matches>
const Info* FindIf(std::span<const Info> table, Matches matches) {
  for (const Info& info : table) {
    if (matches(info)) {
      return &info;
    }
  }
  return nullptr;
}

}  // namespace

std::span<const NodeLabelInfo> NodeLabels() { return kNodeLabels; }

const NodeLabelInfo& InfoOf(NodeLabel label) {
  auto index = static_cast<size_t>(label);
  RONDO_CHECK(index < kNodeLabels.size() && kNodeLabels[index].label == label);
  return kNodeLabels[index];
}

const NodeLabelInfo* FindNodeLabel(std::string_view name) {
  return FindIf(NodeLabels(), [&](const NodeLabelInfo& info) { return info.name == name; });
}

const NodeLabelInfo* FindArticleType(std::string_view article_type) {
  return FindIf(NodeLabels(), [&](const NodeLabelInfo& info) {
    return !info.article_type.empty() && info.article_type == article_type;
  });
}

std::span<const EdgeTypeInfo> EdgeTypes() { return kEdgeTypes; }

const EdgeTypeInfo* FindEdgeType(std::string_view name) {
  return FindIf(EdgeTypes(), [&](const EdgeTypeInfo& info) { return info.name == name; });
}

const EdgeTypeInfo* FindInverseEdgeType(std::string_view inverse) {
  return FindIf(EdgeTypes(), [&](const EdgeTypeInfo& info) {
    return !info.inverse.empty() && info.inverse == inverse;
  });
}

bool Accepts(const EdgeTypeInfo& type, NodeLabel source, NodeLabel target) {
  bool forwards = type.sources.contains(source) && type.targets.contains(target);
  bool backwards = type.symmetric && type.sources.contains(target) && type.targets.contains(source);
  return forwards || backwards;
}

}  // namespace rondo::schema
