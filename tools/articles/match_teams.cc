#include "tools/articles/match_teams.h"

#include <algorithm>
#include <cmath>

#include "tools/articles/iso_date.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How much says what; three make it sure.
constexpr double kTitled = 6.0;
constexpr double kLinedUp = 5.0;
constexpr double kInferred = 1.0;      // By a title that names no club.
constexpr double kRegister = 3.0;      // In the year of the article, or the year is not known.
constexpr double kRegisterOnce = 1.0;  // In other years, or in some.
constexpr double kPutAhead = 4.0;      // "Small put Roma ahead".
constexpr double kPlaysWith = 2.0;
constexpr double kSentOn = 2.0;    // "Roma brought on Small".
constexpr double kInClause = 1.0;  // "Roma began well, with Small heading wide".
constexpr double kListed = 1.5;
constexpr double kAnswer = 2.0;  // "Small equalised": of the goal before.
constexpr double kNeeded = 1.0;
constexpr double kToldNeeded = 1.0;
constexpr double kSure = 3.0;

constexpr WordList kBenefits = {"ahead",     "front",    "lead",      "level",     "equalised",
                                "equalized", "levelled", "advantage", "parity",    "deadlock",
                                "deficit",   "arrears",  "scoring",   "leveled",   "terms",
                                "goal",      "opener",   "equaliser", "equalizer", "winner"};
constexpr WordList kVia = {"through", "when", "via",  "courtesy", "thanks",
                           "after",   "as",   "with", "from",     "for"};
constexpr WordList kLevels = {"equalised",   "equalise", "equaliser", "equalizer", "equalized",
                              "equalising",  "levelled", "level",     "levelling", "leveller",
                              "parity",      "deficit",  "arrears",   "cancelled", "cancelling",
                              "consolation", "back",     "reply"};
constexpr WordList kAdds = {"doubled", "extended", "doubling", "extending", "stretched"};

}  // namespace

MatchTeams::MatchTeams(const Document& document, const Knowledge& knowledge,
                       const std::vector<Candidate>& candidates)
    : ArticleView(document, knowledge) {
  FindMatches(candidates);
  if (matches_.empty()) {
    return;
  }
  FindMatchOfSentences();
  for (Match& match : matches_) {
    FindHost(match);
    match.votes.assign(document_.entities.size(), Votes());
    ReadKnown(candidates, match);
  }
  ReadGoals(candidates);
  ReadTies();
  for (Match& match : matches_) {
    Spread(match);
  }
}

/// Of a year that the article has long left behind.
bool MatchTeams::IsLongAgo(std::string_view date) const {
  const std::size_t slash = date.find('/');
  const std::string_view last = slash == std::string_view::npos ? date : date.substr(slash + 1);
  return document_.date && last.size() >= 4 && document_.year - YearIn(last) > 1;
}

/// The matches that it tells, a result in the opening before all others.
void MatchTeams::FindMatches(const std::vector<Candidate>& candidates) {
  constexpr SentenceIndex kOpening = 4;
  constexpr std::size_t kMatchesMax = 8;
  for (const Candidate& told : candidates) {
    const Fact& fact = told.fact;
    if (!IsMatch(told) || fact.modality == Modality::kHoped || fact.subject == fact.object ||
        IsLongAgo(fact.date.text)) {
      continue;
    }
    const EntityIndex one = std::min(fact.subject, fact.object);
    const EntityIndex other = std::max(fact.subject, fact.object);
    const SentenceIndex sentence = fact.evidence.front();
    const bool result = fact.relation != Relation::kPlayedAgainst;
    auto match = std::find_if(matches_.begin(), matches_.end(), [&](const Match& known) {
      return known.first == one && known.second == other;
    });
    if (match == matches_.end()) {
      matches_.emplace_back();
      match = matches_.end() - 1;
      match->first = one;
      match->second = other;
    }
    if (std::find(match->told.begin(), match->told.end(), sentence) == match->told.end()) {
      match->told.push_back(sentence);
      match->weight += (result ? 2 : 1) + (sentence >= kOpening ? 0 : result ? 8 : 2);
    }
  }
  std::stable_sort(matches_.begin(), matches_.end(), [](const Match& left, const Match& right) {
    return left.weight > right.weight;
  });
  matches_.resize(std::min(matches_.size(), kMatchesMax));
}

/// Which match a sentence tells of: its own, else the one told most; in a round-up the one before.
void MatchTeams::FindMatchOfSentences() {
  constexpr std::size_t kRoundUp = 4;
  constexpr SentenceIndex kNear = 2;
  match_of_.assign(document_.sentences.size(), 0);
  std::vector<bool> told(document_.sentences.size(), false);
  for (uint32_t index = static_cast<uint32_t>(matches_.size()); index-- > 0;) {
    for (const SentenceIndex sentence : matches_[index].told) {
      match_of_[sentence] = index;
      told[sentence] = true;
    }
  }
  if (matches_.size() < kRoundUp) {
    return;
  }
  SentenceIndex last = kNone;
  for (SentenceIndex sentence = 0; sentence < match_of_.size(); ++sentence) {
    last = told[sentence] ? sentence : last;
    if (!told[sentence] && last != kNone && sentence - last <= kNear) {
      match_of_[sentence] = match_of_[last];
    }
  }
}

/// "drew at home", said of whoever is named first.
bool MatchTeams::IsAtHome(TokenIndex begin, TokenIndex end) const {
  for (TokenIndex at = begin; at + 2 < end; ++at) {
    if (Word(at) == "at" && Word(at + 1) == "home") {
      return Word(at + 2) != "to";
    }
  }
  return false;
}

/// "at Roma", "Roma 2-1 Lyon": who was at home.
void MatchTeams::FindHost(Match& match) const {
  constexpr SentenceIndex kOpening = 3;
  for (const SentenceIndex sentence : match.told) {
    const TokenRange range = document_.sentences[sentence].tokens;
    EntityIndex last = kNone;
    for (TokenIndex at = range.begin; at < range.end; ++at) {
      const MentionIndex index = At(at).mention;
      if (index == kNone || MentionOf(index).tokens.begin != at ||
          match.SignOf(MentionOf(index).entity) == 0.0) {
        continue;
      }
      const EntityIndex club = MentionOf(index).entity;
      const EntityIndex other = club == match.first ? match.second : match.first;
      const auto word = [&](TokenIndex token) {
        return range.contains(token) ? Word(token) : std::string_view();
      };
      const bool between = range.contains(at - 1) && sentence < kOpening && last == other &&
                           (At(at - 1).Has(kScoreToken) || word(at - 1) == "v") &&
                           At(at - 2).mention != kNone;
      const bool home_win = (word(at - 1) == "over" || word(at - 1) == "against") &&
                            (word(at - 3) == "home" || word(at - 4) == "home");
      if (word(at - 1) == "at") {
        match.host = club;
      } else if ((word(at - 1) == "to" && word(at - 2) == "home") || word(at - 1) == "hosted" ||
                 word(at - 1) == "hosting" || word(at - 1) == "welcomed" || between || home_win ||
                 (word(at - 1) == "of" && word(at - 2) == "visit")) {
        match.host = other;
      } else if (last == kNone && IsAtHome(MentionOf(index).tokens.end, range.end)) {
        match.host = club;
      }
      last = club;
      if (match.host != kNone) {
        return;
      }
    }
  }
}

/// The side of the match that a name means; "the visitors" by who was at home.
EntityIndex MatchTeams::TeamAt(const Match& match, MentionIndex index) const {
  static constexpr WordList kHome = {"hosts", "home"};
  static constexpr WordList kAway = {"visitors", "away", "visiting", "guests"};
  const Mention& mention = MentionOf(index);
  if (mention.kind != MentionKind::kName) {
    for (TokenIndex at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      if (kHome.Has(Word(at)) || kAway.Has(Word(at))) {
        return match.host == kNone                                  ? kNone
               : kHome.Has(Word(at)) == (match.host == match.first) ? match.first
                                                                    : match.second;
      }
    }
  }
  return mention.doubtful || match.SignOf(mention.entity) == 0.0 ? kNone : mention.entity;
}

/// Where the reading has him, else what the register knows.
double MatchTeams::KnownOf(const Match& match, EntityIndex player) const {
  const Entity& entity = document_.entities[player];
  const double sign = IsClub(entity.affiliation) ? match.SignOf(entity.affiliation) : 0.0;
  if (sign != 0.0) {
    const bool known = entity.register_entry != kNone &&
                       names_.entry(entity.register_entry)
                           .affiliations.Contains(document_.entities[entity.affiliation].name);
    return sign * (entity.lined_up ? kLinedUp : known && !entity.titled ? kRegister : kInferred);
  }
  if (document_.entities[match.first].national_team) {
    const auto is_of = [&](EntityIndex team) {
      return !entity.nationality.empty() && entity.nationality == document_.entities[team].name;
    };
    return kRegister * ((is_of(match.first) ? 1.0 : 0.0) - (is_of(match.second) ? 1.0 : 0.0));
  }
  if (entity.register_entry == kNone) {
    return 0.0;
  }
  const KnownEntry known = names_.entry(entity.register_entry);
  double votes = 0.0;
  for (std::size_t at = 0; at < known.affiliations.size(); ++at) {
    const bool dated = at < known.years.size() && document_.year != 0;
    const bool then = dated && known.years[at].Covers(document_.year, 1, 1);
    const double weight = then ? kRegister : kRegisterOnce;
    votes += known.affiliations[at] == document_.entities[match.first].name    ? weight
             : known.affiliations[at] == document_.entities[match.second].name ? -weight
                                                                               : 0.0;
  }
  return std::clamp(votes, -kRegister, kRegister);
}

void MatchTeams::ReadKnown(const std::vector<Candidate>& candidates, Match& match) const {
  const bool nations = document_.entities[match.first].national_team;
  for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
    const Entity& entity = document_.entities[index];
    Votes& votes = match.votes[index];
    if (entity.type == EntityType::kPlayer) {
      votes.known = KnownOf(match, index);
      votes.elsewhere = IsClub(entity.affiliation) && match.SignOf(entity.affiliation) == 0.0 &&
                        document_.entities[entity.affiliation].national_team == nations;
    } else if (IsClub(index)) {
      votes.known = kTitled * match.SignOf(index);
    }
  }
  for (const Candidate& candidate : candidates) {
    const Fact& fact = candidate.fact;
    if (fact.relation != Relation::kPlaysFor || candidate.optional ||
        fact.modality > Modality::kReported ||
        document_.entities[fact.object].national_team != nations) {
      continue;
    }
    Votes& votes = match.votes[fact.subject];
    const double sign = match.SignOf(fact.object);
    if (candidate.ended || candidate.past || fact.date.text.substr(0, 1) == "/") {
      votes.known -= candidate.ended ? kRegister * sign : 0.0;  // "the former Roma striker".
      continue;
    }
    if (fact.rule == "title/inferred-body") {
      continue;
    }
    votes.elsewhere = votes.elsewhere || sign == 0.0;
    votes.known += kTitled * sign;
  }
}

/// "put Roma ahead", "Roma took the lead through", "scored for Roma", "Roma's opener".
EntityIndex MatchTeams::TeamPutAhead(const Match& match, const Goal& goal) const {
  constexpr TokenIndex kWordsMax = 14;
  const TokenRange range = document_.sentences[goal.sentence].tokens;
  const TokenIndex begin = goal.trigger - std::min(goal.trigger - range.begin, kWordsMax);
  const TokenIndex end = std::min(goal.trigger + kWordsMax, range.end);
  EntityIndex found = kNone;
  for (TokenIndex at = begin; at < end; ++at) {
    const MentionIndex index = At(at).mention;
    if (index == kNone || MentionOf(index).tokens.begin != at) {
      continue;
    }
    const Mention& mention = MentionOf(index);
    const EntityIndex team = TeamAt(match, index);
    if (team == kNone) {
      continue;
    }
    const auto word = [&](TokenIndex token) {
      return range.contains(token) ? Word(token) : std::string_view();
    };
    const bool the = word(at - 1) == "the";
    const std::string_view before = word(at - (the ? 2 : 1));
    const TokenIndex behind = mention.tokens.end;
    bool benefits = false;
    if (at > goal.trigger) {
      // "put Roma ahead", "scored for Roma".
      const bool next = at - goal.trigger <= 3;
      benefits = before == "for" && at - goal.trigger <= 10;
      for (TokenIndex token = behind; next && token < std::min(behind + 6, range.end); ++token) {
        benefits = benefits || kBenefits.Has(Word(token)) || At(token).Has(kScoreToken);
      }
    } else {
      // "Roma took the lead when Small scored", "Roma went ahead through".
      bool lead = false;
      for (TokenIndex token = behind; token < goal.trigger + 1; ++token) {
        lead = lead || kBenefits.Has(Word(token));
        benefits = benefits || (lead && kVia.Has(Word(token)));
      }
      benefits = benefits && before != "against" && before != "at" && before != "to";
    }
    if (mention.possessive && range.contains(behind + 2)) {
      const bool own = kBenefits.Has(Word(behind)) || kBenefits.Has(Word(behind + 1)) ||
                       kBenefits.Has(Word(behind + 2));
      benefits =
          benefits ||
          (own && std::abs(static_cast<int32_t>(at) - static_cast<int32_t>(goal.trigger)) <= 6);
    }
    if (benefits && found != kNone && found != team) {
      return kNone;
    }
    found = benefits ? team : found;
  }
  return found;
}

/// "equalised", "pulled one back".
bool MatchTeams::Answers(const Goal& goal) const {
  constexpr TokenIndex kWordsMax = 6;
  const TokenRange range = document_.sentences[goal.sentence].tokens;
  const TokenIndex end = std::min(goal.trigger + kWordsMax, range.end);
  for (TokenIndex at = goal.trigger - std::min<TokenIndex>(goal.trigger - range.begin, 1); at < end;
       ++at) {
    if (kLevels.Has(Word(at))) {
      const std::string_view before = at > range.begin ? Word(at - 1) : std::string_view();
      return Word(at) != "back" || before == "one" || before == "goal";
    }
    if (At(at).Has(kPunctuationToken)) {
      return false;
    }
  }
  return false;
}

bool MatchTeams::AddsTo(const Goal& goal) const {
  const TokenRange range = document_.sentences[goal.sentence].tokens;
  return range.contains(goal.trigger) && kAdds.Has(Word(goal.trigger));
}

void MatchTeams::ReadGoals(const std::vector<Candidate>& candidates) {
  std::vector<Goal> goals;
  for (const Candidate& candidate : candidates) {
    if (candidate.fact.relation == Relation::kScoredAgainst && candidate.trigger != kNone &&
        !IsNegative(candidate.fact.modality)) {
      goals.push_back({candidate.fact.subject, candidate.trigger, candidate.fact.evidence.front()});
      const bool guessed = candidate.fact.rule.ends_with("+opponent");
      for (Match& match : matches_) {
        const double sign = guessed ? 0.0 : match.SignOf(candidate.fact.object);
        match.votes[candidate.fact.subject].told -= sign * kPlaysWith;
      }
    }
  }
  std::stable_sort(goals.begin(), goals.end(), [](const Goal& left, const Goal& right) {
    return left.trigger < right.trigger;
  });
  constexpr SentenceIndex kNear = 3;
  for (std::size_t at = 0; at < goals.size(); ++at) {
    const Goal& goal = goals[at];
    Match& match = matches_[match_of_[goal.sentence]];
    const EntityIndex team = TeamPutAhead(match, goal);
    if (team != kNone) {
      match.votes[goal.scorer].told += kPutAhead * match.SignOf(team);
    }
    const bool answers = Answers(goal);
    if (at == 0 || (!answers && !AddsTo(goal)) || goals[at - 1].scorer == goal.scorer ||
        goal.sentence - goals[at - 1].sentence > kNear || !IsOf(match, goals[at - 1].sentence)) {
      continue;
    }
    ties_.push_back(
        {goal.scorer, goals[at - 1].scorer, answers ? -kAnswer : kAnswer, goal.sentence});
  }
}

/// The one side that a sentence names and that does something in it; kNone if it names both.
EntityIndex MatchTeams::OnlySideIn(const Match& match,
                                   const std::vector<MentionIndex>& places) const {
  static constexpr WordList kAside = {"against", "at", "over", "past", "to",
                                      "from",    "by", "of",   "for",  "in"};
  // "Roma conceded when Small broke clear": what others do.
  static constexpr WordList kSuffers = {"conceded",  "concede", "conceding", "trailed",   "behind",
                                        "punished",  "beaten",  "denied",    "undone",    "stunned",
                                        "exposed",   "caught",  "lost",      "lose",      "sent",
                                        "dismissed", "red",     "lifeline",  "vulnerable"};
  const TokenRange range = document_.sentences[MentionOf(places.front()).sentence].tokens;
  const std::span<const Token> words = document_.Tokens(range);
  if (std::any_of(words.begin(), words.end(),
                  [&](const Token& word) { return kSuffers.Has(document_.Folded(word)); })) {
    return kNone;
  }
  EntityIndex side = kNone;
  for (const MentionIndex index : places) {
    const Mention& mention = MentionOf(index);
    if (!IsClub(mention.entity)) {
      continue;
    }
    const EntityIndex team = TeamAt(match, index);
    const TokenIndex begin = mention.tokens.begin;
    const TokenIndex before = begin > 1 && Word(begin - 1) == "the" ? begin - 2 : begin - 1;
    if (team == kNone || (side != kNone && team != side) ||
        (begin > 0 && At(before).sentence == mention.sentence && kAside.Has(Word(before)))) {
      return kNone;
    }
    side = team;
  }
  return side;
}

/// "He did the same at Lyon": that was another match.
bool MatchTeams::NamesAnother(const Match& match, const std::vector<MentionIndex>& places) const {
  return std::any_of(places.begin(), places.end(), [&](MentionIndex index) {
    return IsClub(MentionOf(index).entity) && TeamAt(match, index) == kNone;
  });
}

/// "with Small drilling wide", "when Small broke clear", but not "when Small saved".
bool MatchTeams::DoesSomething(MentionIndex player) const {
  static constexpr WordList kOpens = {"with", "as", "when", "through", "while", "and"};
  constexpr TokenIndex kWordsMax = 5;
  const Mention& mention = MentionOf(player);
  const TokenRange range = document_.sentences[mention.sentence].tokens;
  if (mention.possessive || mention.tokens.begin == range.begin ||
      !kOpens.Has(Word(mention.tokens.begin - 1))) {
    return false;
  }
  for (TokenIndex at = mention.tokens.end; at < std::min(mention.tokens.end + kWordsMax, range.end);
       ++at) {
    if (PlayTies::IsStop(Word(at))) {
      return false;
    }
  }
  return true;
}

/// "brought on Small", "introduced the young Small".
bool MatchTeams::IsSentOn(MentionIndex player) const {
  static constexpr WordList kSends = {"introduced", "introducing", "substituted",
                                      "withdrew",   "introduce",   "withdrawing"};
  static constexpr WordList kBrings = {"brought",  "bringing", "sent", "sending", "threw",
                                       "throwing", "bring",    "took", "taking",  "hauled"};
  constexpr TokenIndex kWordsMax = 4;
  const Mention& mention = MentionOf(player);
  const TokenRange range = document_.sentences[mention.sentence].tokens;
  for (TokenIndex at = mention.tokens.begin;
       at > range.begin && mention.tokens.begin - at < kWordsMax; --at) {
    const bool brings = kBrings.Has(Word(at - 1)) && (Word(at) == "on" || Word(at) == "off");
    if (kSends.Has(Word(at - 1)) || brings) {
      return true;
    }
  }
  return false;
}

/// "The hosts began well, with Small drilling wide": what a side does its players do.
void MatchTeams::ReadClauses(const std::vector<MentionIndex>& places) {
  Match& match = matches_[match_of_[MentionOf(places.front()).sentence]];
  const EntityIndex side = OnlySideIn(match, places);
  bool begun = false;
  for (const MentionIndex index : places) {
    const Mention& mention = MentionOf(index);
    if (side == kNone || IsQuoted(mention) || IsClub(mention.entity)) {
      begun = begun || IsClub(mention.entity);
      continue;
    }
    const double votes = !begun                 ? 0.0
                         : IsSentOn(index)      ? kSentOn
                         : DoesSomething(index) ? kInClause
                                                : 0.0;
    match.votes[mention.entity].told += votes * match.SignOf(side);
  }
}

/// Players and clubs that follow each other in a sentence.
void MatchTeams::ReadSentence(const PlayTies& ties, const std::vector<MentionIndex>& places) {
  static constexpr WordList kJoints = {",", "and", "alongside", "&"};
  if (places.empty()) {
    return;
  }
  ReadClauses(places);
  const Match& match = matches_[match_of_[MentionOf(places.front()).sentence]];
  const bool another = NamesAnother(match, places);
  const auto body = [&](MentionIndex index) {
    const EntityIndex entity = MentionOf(index).entity;
    return IsClub(entity) ? TeamAt(match, index) : entity;
  };
  for (std::size_t at = 0; at + 1 < places.size(); ++at) {
    const Mention& one = MentionOf(places[at]);
    const Mention& other = MentionOf(places[at + 1]);
    if (one.entity == other.entity || IsQuoted(one) || IsQuoted(other) ||
        body(places[at]) == kNone || body(places[at + 1]) == kNone) {
      continue;
    }
    const bool players = !IsClub(one.entity) && !IsClub(other.entity);
    const bool joined =
        players && other.tokens.begin == one.tokens.end + 1 && kJoints.Has(Word(one.tokens.end));
    if (joined) {
      ties_.push_back({one.entity, other.entity, kListed, one.sentence});
      continue;
    }
    const std::optional<Side> side = ties.SideTold(places[at], places[at + 1]);
    if (side && (*side == Side::kSame || !another)) {
      ties_.push_back({body(places[at]), body(places[at + 1]),
                       *side == Side::kSame ? kPlaysWith : -kPlaysWith, one.sentence});
    }
  }
}

void MatchTeams::ReadTies() {
  const PlayTies ties(document_, knowledge_);
  std::vector<MentionIndex> places;
  SentenceIndex sentence = kNone;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.sentence != sentence) {
      ReadSentence(ties, places);
      places.clear();
      sentence = mention.sentence;
    }
    if (ties.MayBeTied(mention)) {
      places.push_back(index);
    }
  }
  ReadSentence(ties, places);
}

/// What is known of one tells of the others, in few rounds.
void MatchTeams::Spread(Match& match) const {
  constexpr int kRounds = 4;
  std::vector<Votes>& votes = match.votes;
  for (Votes& of : votes) {
    of.elsewhere = of.elsewhere && std::abs(of.told) < kPutAhead;
    of.all = of.elsewhere ? 0.0 : of.known + of.told;
  }
  const auto says = [&](const Tie& tie, EntityIndex from) {
    return tie.weight * std::clamp(votes[from].all / kSure, -1.0, 1.0);
  };
  std::vector<double> next(votes.size());
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t at = 0; at < votes.size(); ++at) {
      next[at] = votes[at].known + votes[at].told;
    }
    for (const Tie& tie : ties_) {
      if (IsOf(match, tie.sentence)) {
        next[tie.one] += says(tie, tie.other);
        next[tie.other] += says(tie, tie.one);
      }
    }
    for (std::size_t at = 0; at < votes.size(); ++at) {
      votes[at].all = votes[at].elsewhere ? 0.0 : next[at];
    }
  }
  for (const Tie& tie : ties_) {
    if (IsOf(match, tie.sentence) && tie.weight != kListed) {
      votes[tie.one].tied += says(tie, tie.other);
      votes[tie.other].tied += says(tie, tie.one);
    }
  }
}

EntityIndex MatchTeams::TeamIn(const Match& match, EntityIndex player) const {
  const double votes = match.votes[player].all;
  return std::abs(votes) < kNeeded ? kNone : votes > 0 ? match.first : match.second;
}

EntityIndex MatchTeams::TeamOf(EntityIndex player, SentenceIndex sentence) const {
  return matches_.empty() ? kNone : TeamIn(matches_[match_of_[sentence]], player);
}

EntityIndex MatchTeams::ToldTeamOf(EntityIndex player, SentenceIndex sentence) const {
  const EntityIndex team = TeamOf(player, sentence);
  if (team == kNone) {
    return kNone;
  }
  const Match& match = matches_[match_of_[sentence]];
  const double told = match.votes[player].told + match.votes[player].tied;
  return told * match.SignOf(team) >= kToldNeeded ? team : kNone;
}

EntityIndex MatchTeams::NationOf(EntityIndex player, SentenceIndex sentence) const {
  const EntityIndex team = TeamOf(player, sentence);
  return team != kNone && document_.entities[team].national_team &&
                 document_.entities[player].nationality == document_.entities[team].name
             ? team
             : kNone;
}

EntityIndex MatchTeams::OtherThan(EntityIndex team, SentenceIndex sentence) const {
  if (matches_.empty() || team == kNone) {
    return kNone;
  }
  const Match& match = matches_[match_of_[sentence]];
  return team == match.first ? match.second : team == match.second ? match.first : kNone;
}

}  // namespace rondo::articles
