// Stage 8, across sentences: players whose club nobody names are known by those they play with.
// Whoever crosses for a team-mate plays for the team-mate's club, whoever saves his shot for the
// other side, and who stands in a list of one club's players is one of them.

#include <algorithm>
#include <optional>
#include <utility>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"
#include "tools/articles/match_teams.h"
#include "tools/articles/play_ties.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// Said of those who are there no more, some of whom talk on television now.
constexpr WordList kGone = {"left",       "departed",  "sold",  "sell",    "selling",  "sale",
                            "sales",      "former",    "ex",    "prime",   "legends",  "legendary",
                            "departures", "departure", "exits", "exit",    "retired",  "loss",
                            "lost",       "greats",    "era",   "replace", "replaced", "pundit",
                            "pundits",    "punditry",  "studio"};

class TeamMates : private ArticleView {
 public:
  TeamMates(const Document& document, const Knowledge& knowledge,
            std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates), ties_(document, knowledge) {}

  void Run() {
    FindTeams();
    if (std::find(asked_.begin(), asked_.end(), true) == asked_.end()) {
      return;
    }
    constexpr int kRounds = 3;
    bool grows = true;
    for (int round = 0; round < kRounds && grows; ++round) {
      grows = ReadSentences();
    }
    PlaceBySides();
  }

 private:
  struct Place {
    MentionIndex mention = kNone;
    EntityIndex player = kNone;
  };

  void FindTeams();
  void PlaceBySides();
  bool IsAsked(EntityIndex player) const;
  bool HasFullName(EntityIndex player) const;
  bool ReadSentences();
  bool ReadPair(const Place& first, const Place& second);
  bool ReadList(const std::vector<Place>& places, std::size_t begin, std::size_t end);
  bool IsBracketed(const Place& first, const Place& second) const;
  bool IsSentOff(const Place& first, const Place& second) const;
  bool IsJoined(const Place& first, const Place& second) const;
  bool IsSaid(SentenceIndex sentence) const;
  bool IsOfThePast(SentenceIndex sentence) const;
  bool NamesAnother(SentenceIndex sentence, EntityIndex team, EntityIndex opponent) const;
  EntityIndex OpponentOf(EntityIndex team, SentenceIndex sentence) const;
  bool MayPlayFor(EntityIndex player, EntityIndex team) const;
  bool Settle(EntityIndex player, EntityIndex team, SentenceIndex sentence, std::string_view rule);

  std::vector<Candidate>& candidates_;
  const PlayTies ties_;
  std::vector<EntityIndex> team_;  // Of each entity; kNone where unknown or told twice.
  std::vector<bool> asked_;        // Players of whom nothing is told.
};

/// Where the article puts each player now, and of whom it says nothing.
void TeamMates::FindTeams() {
  team_.assign(document_.entities.size(), kNone);
  asked_.assign(document_.entities.size(), false);
  std::vector<bool> twice(document_.entities.size(), false);
  std::vector<bool> told(document_.entities.size(), false);
  for (const Candidate& candidate : candidates_) {
    const Fact& fact = candidate.fact;
    if (fact.relation == Relation::kWantsToSign) {
      told[fact.object] = true;
    }
    told[fact.subject] = told[fact.subject] || (fact.relation != Relation::kScoredAgainst &&
                                                fact.relation != Relation::kPraisedBy &&
                                                fact.relation != Relation::kCriticisedBy &&
                                                fact.relation != Relation::kMissedMatchAgainst);
    const bool here = fact.relation == Relation::kPlaysFor && !candidate.ended &&
                      !candidate.optional && !candidate.past &&
                      fact.modality <= Modality::kReported && fact.date.text.substr(0, 1) != "/";
    if (here && team_[fact.subject] != fact.object) {
      twice[fact.subject] = team_[fact.subject] != kNone;
      team_[fact.subject] = fact.object;
    }
  }
  for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
    team_[index] = IsClub(index) ? index : twice[index] ? kNone : team_[index];
    asked_[index] = !told[index] && IsAsked(index);
  }
}

bool TeamMates::IsAsked(EntityIndex player) const {
  const Entity& entity = document_.entities[player];
  return entity.type == EntityType::kPlayer && entity.first_mention != kNone;
}

/// One of the register, or with a first name: a single word may be no player's.
bool TeamMates::HasFullName(EntityIndex player) const {
  const Entity& entity = document_.entities[player];
  return entity.register_entry != kNone || entity.name.find(' ') != std::string::npos;
}

/// Where all that the report tells of both sides puts those that no one pair does.
void TeamMates::PlaceBySides() {
  if (!IsReportText(document_)) {
    return;
  }
  const MatchTeams teams(document_, knowledge_, candidates_);
  std::vector<bool> capped(document_.entities.size(), false);
  for (const Mention& mention : document_.mentions) {
    const EntityIndex player = mention.entity;
    if (player != kNone && mention.kind == MentionKind::kName && !IsQuoted(mention) &&
        !mention.doubtful && IsAsked(player)) {
      const EntityIndex nation = teams.NationOf(player, mention.sentence);
      if (nation != kNone && team_[player] != nation && !capped[player]) {
        capped[player] = true;
        candidates_.push_back(GuessedMembership(document_, player, nation, mention.sentence,
                                                "document/nation-of-match"));
      }
    }
    if (player == kNone || !asked_[player] || team_[player] != kNone || mention.doubtful ||
        mention.kind != MentionKind::kName || IsQuoted(mention)) {
      continue;
    }
    const EntityIndex team = teams.ToldTeamOf(player, mention.sentence);
    if (team != kNone) {
      Settle(player, team, mention.sentence, "document/side-of-match");
    }
  }
}

bool TeamMates::ReadSentences() {
  bool grows = false;
  std::vector<Place> places;
  SentenceIndex sentence = kNone;
  const auto read = [&] {
    for (std::size_t at = 0; at + 1 < places.size(); ++at) {
      grows = ReadPair(places[at], places[at + 1]) || grows;
    }
    for (std::size_t begin = 0; begin < places.size();) {
      std::size_t end = begin + 1;
      while (end < places.size() && IsJoined(places[end - 1], places[end])) {
        ++end;
      }
      if (end - begin > 1) {
        grows = ReadList(places, begin, end) || grows;
      }
      begin = end;
    }
    places.clear();
  };
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.sentence != sentence) {
      read();
      sentence = mention.sentence;
    }
    if (ties_.MayBeTied(mention)) {
      places.push_back({index, mention.entity});
    }
  }
  read();
  return grows;
}

/// "Smalling, Fons and Zed", "Smalling alongside new boy Fons".
bool TeamMates::IsJoined(const Place& first, const Place& second) const {
  static constexpr WordList kJoints = {",", "and", "alongside", "plus", "&"};
  constexpr TokenIndex kWordsMax = 4;
  const TokenIndex begin = MentionOf(first.mention).tokens.end;
  const TokenIndex end = MentionOf(second.mention).tokens.begin;
  if (IsClub(first.player) || IsClub(second.player) || end <= begin || end - begin > kWordsMax) {
    return false;
  }
  const bool doubled =
      end == begin + 2 && (Word(begin + 1) == "and" || Word(begin + 1) == "alongside");
  return kJoints.Has(Word(begin)) && (end == begin + 1 || doubled || Word(begin) == "alongside");
}

/// "He did the same at Lyon, where nobody could get past Smalling": that was another match.
bool TeamMates::NamesAnother(SentenceIndex sentence, EntityIndex team, EntityIndex opponent) const {
  return std::any_of(document_.mentions.begin(), document_.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.sentence == sentence && IsClub(mention.entity) &&
                              mention.entity != team && mention.entity != opponent;
                     });
}

/// "Roma: Smalling, Fons, Zed (Small 70)." says nothing: line-ups are read by themselves.
bool TeamMates::IsSaid(SentenceIndex sentence) const {
  constexpr uint32_t kWordsMin = 5;
  const TokenRange tokens = document_.sentences[sentence].tokens;
  uint32_t words = 0;
  for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
    words += At(at).Has(kWordToken) && !At(at).Has(kCapitalised) ? 1 : 0;
  }
  return words >= kWordsMin;
}

bool TeamMates::IsOfThePast(SentenceIndex sentence) const {
  const TokenRange tokens = document_.sentences[sentence].tokens;
  for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
    if (kGone.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "Smalling (Roma)".
bool TeamMates::IsBracketed(const Place& first, const Place& second) const {
  const TokenIndex begin = MentionOf(first.mention).tokens.end;
  const TokenRange club = MentionOf(second.mention).tokens;
  return IsClub(second.player) && !document_.entities[second.player].national_team &&
         club.begin == begin + 1 && Word(begin) == "(" && club.end < document_.tokens.size() &&
         Word(club.end) == ")" && MentionOf(second.mention).kind == MentionKind::kName &&
         HasFullName(first.player);
}

/// "Roma were reduced to ten men when Smalling was sent off".
bool TeamMates::IsSentOff(const Place& first, const Place& second) const {
  static constexpr WordList kTen = {"10", "ten", "nine", "9"};
  static constexpr WordList kThen = {"when", "after", "as", "following"};
  constexpr TokenIndex kThenMax = 6;
  const TokenIndex begin = MentionOf(first.mention).tokens.end;
  const TokenIndex end = MentionOf(second.mention).tokens.begin;
  if (!IsClub(first.player) || IsClub(second.player)) {
    return false;
  }
  for (TokenIndex at = begin; at + 3 < end; ++at) {
    if (Word(at) != "to" || !kTen.Has(Word(at + 1)) || !Word(at + 2).starts_with("m")) {
      continue;
    }
    for (TokenIndex then = at + 3; then < end; ++then) {
      if (kThen.Has(Word(then))) {
        return end - then <= kThenMax;
      }
    }
  }
  return false;
}

bool TeamMates::ReadPair(const Place& first, const Place& second) {
  const bool forward = asked_[second.player] && team_[second.player] == kNone;
  const bool backward = asked_[first.player] && team_[first.player] == kNone;
  if (first.player == second.player || forward == backward) {
    return false;
  }
  const EntityIndex known = team_[forward ? first.player : second.player];
  if (known == kNone) {
    return false;
  }
  const Mention& mention = MentionOf(second.mention);
  const EntityIndex unknown = forward ? second.player : first.player;
  if (IsBracketed(first, second)) {
    return Settle(unknown, known, mention.sentence, "document/club-in-brackets");
  }
  if (IsSentOff(first, second)) {
    return Settle(unknown, known, mention.sentence, "document/sent-off");
  }
  const std::optional<Side> side = ties_.SideTold(first.mention, second.mention);
  if (!side) {
    return false;
  }
  const EntityIndex opponent = OpponentOf(known, mention.sentence);
  if (IsQuoted(mention) ||
      (*side == Side::kOther && NamesAnother(mention.sentence, known, opponent))) {
    return false;
  }
  if (opponent == kNone && !PlayTies::IsMate(Word(mention.tokens.begin - 1))) {
    return false;
  }
  return *side == Side::kSame
             ? Settle(unknown, known, mention.sentence, "document/plays-with")
             : Settle(unknown, opponent, mention.sentence, "document/plays-against");
}

/// "Pires, Cygan and Fons": where all others are of one club.
bool TeamMates::ReadList(const std::vector<Place>& places, std::size_t begin, std::size_t end) {
  EntityIndex team = kNone;
  std::size_t known = 0;
  std::size_t unknown = 0;
  for (std::size_t at = begin; at < end; ++at) {
    const EntityIndex player = places[at].player;
    if (team_[player] == kNone) {
      if (!asked_[player]) {
        return false;
      }
      ++unknown;
      continue;
    }
    if (team != kNone && team_[player] != team) {
      return false;
    }
    team = team_[player];
    ++known;
  }
  constexpr std::size_t kPlayersMax = 7;  // A line-up tells it better, or is one of dreams.
  if (known == 0 || unknown == 0 || known < unknown || known + unknown > kPlayersMax ||
      !IsSaid(MentionOf(places[begin].mention).sentence) ||
      IsOfThePast(MentionOf(places[begin].mention).sentence)) {
    return false;
  }
  bool grows = false;
  for (std::size_t at = begin; at < end; ++at) {
    const EntityIndex player = places[at].player;
    if (team_[player] == kNone && (known > 1 || HasFullName(player))) {
      grows =
          Settle(player, team, MentionOf(places[at].mention).sentence, "document/listed-with") ||
          grows;
    }
  }
  return grows;
}

/// The other side of the match told nearest, of those that the club played in the article.
EntityIndex TeamMates::OpponentOf(EntityIndex team, SentenceIndex sentence) const {
  EntityIndex opponent = kNone;
  uint32_t nearest = kNone;
  for (const Candidate& match : candidates_) {
    const Fact& fact = match.fact;
    const bool hoped =
        fact.relation == Relation::kPlayedAgainst && fact.modality == Modality::kHoped;
    if (!IsMatch(match) || hoped || (fact.subject != team && fact.object != team)) {
      continue;
    }
    constexpr SentenceIndex kOpening = 3;
    constexpr SentenceIndex kFar = 6;
    const SentenceIndex there = fact.evidence.front();
    const uint32_t away = there < kOpening   ? 1
                          : there > sentence ? there - sentence
                                             : sentence - there;
    if (away < std::min(nearest, kFar)) {
      nearest = away;
      opponent = fact.subject == team ? fact.object : fact.subject;
    }
  }
  return opponent;
}

/// What the register knows of him speaks for it, or it knows too little.
bool TeamMates::MayPlayFor(EntityIndex player, EntityIndex team) const {
  const Entity& entity = document_.entities[player];
  if (entity.register_entry == kNone) {
    return true;
  }
  const KnownEntry known = names_.entry(entity.register_entry);
  const Entity& club = document_.entities[team];
  if (club.national_team) {
    return entity.nationality.empty() || entity.nationality == club.nationality;
  }
  for (std::size_t at = 0; at < known.affiliations.size(); ++at) {
    if (known.affiliations[at] == club.name) {
      return true;
    }
  }
  for (const YearSpan span : known.years) {
    if (document_.year == 0 || span.end >= document_.year) {
      return false;
    }
  }
  return true;
}

bool TeamMates::Settle(EntityIndex player, EntityIndex team, SentenceIndex sentence,
                       std::string_view rule) {
  if (!IsClub(team) || !MayPlayFor(player, team)) {
    return false;
  }
  team_[player] = team;
  candidates_.push_back(GuessedMembership(document_, player, team, sentence, rule));
  return true;
}

}  // namespace

void FindTeamMates(const Document& document, const Knowledge& knowledge,
                   std::vector<Candidate>& candidates) {
  TeamMates(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
