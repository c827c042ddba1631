#include "tools/articles/match_sides.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr int32_t kNever = -1000;
// A club that speaks for itself, and a person who plays for it: measured on annotated articles.
constexpr int32_t kNamed = 7;
constexpr int32_t kPerson = 8;
constexpr int32_t kGuessed = 3;  // By a pronoun, or by what the register knows of a person.
constexpr int32_t kSubjectOfClause = 6;
constexpr int32_t kOwner = 4;
constexpr int32_t kWhereHeDidIt = 8;  // "his only Roma goal", "on loan at Roma".
constexpr int32_t kBehind = -4;       // Named only after the match.
constexpr int32_t kPlace = -9;        // "at Luton".
constexpr int32_t kDoubt = 0;         // No more than this, and the sentence tells nobody.
constexpr int32_t kTokensOfOne = 3;   // So many tokens off count as one.
constexpr TokenIndex kNearTokens = 3;
constexpr int32_t kOwnerTokens = 6;  // "Roma's first home win".
constexpr int32_t kDistanceMax = 5;

}  // namespace

/// A club for itself, a person for his club or, against a nation, for his country.
EntityIndex MatchSides::TeamOf(EntityIndex entity, bool nation) const {
  if (entity == kNone) {
    return kNone;
  }
  const Entity& of = document_.entities[entity];
  if (of.type == EntityType::kClub) {
    return entity;
  }
  if (!IsHuman(of.type) || of.type == EntityType::kJournalist) {
    return kNone;
  }
  if (nation && !(IsTeam(of.affiliation) && document_.entities[of.affiliation].national_team)) {
    for (EntityIndex team = 0; team < document_.entities.size(); ++team) {
      if (document_.entities[team].national_team && !of.nationality.empty() &&
          document_.entities[team].name == of.nationality) {
        return team;
      }
    }
    return kNone;
  }
  return IsTeam(of.borrower) ? of.borrower : IsTeam(of.affiliation) ? of.affiliation : kNone;
}

/// No opponent itself, and a team of their kind.
bool MatchSides::Fits(EntityIndex side) const {
  return IsTeam(side) &&
         std::none_of(opponents_.begin(), opponents_.end(), [&](EntityIndex opponent) {
           const Entity& other = document_.entities[opponent];
           return opponent == side || other.national_team != document_.entities[side].national_team;
         });
}

/// "against the Serie A leaders Roma".
bool MatchSides::IsCompetition(MentionIndex index) const {
  const EntityIndex entity = document_.mentions[index].entity;
  return entity != kNone && document_.entities[entity].type == EntityType::kCompetition;
}

/// How many words describe the club that begins at `at`: "for struggling Roma", "at the holders
/// Roma".
TokenIndex MatchSides::WordsBetween(TokenIndex at, TokenIndex first) const {
  static constexpr WordList kAhead = {"for", "against", "over", "past", "v",
                                      "vs",  "versus",  "at",   "with", "by"};
  static constexpr WordList kBreaks = {"and", "or", "but", "who", "which", "that", "as", "when"};
  constexpr TokenIndex kWordsMax = 4;
  for (TokenIndex words = 1; words <= kWordsMax && at > first + words; ++words) {
    const Token& token = document_.tokens[at - words];
    const bool name = token.mention != kNone && !IsCompetition(token.mention);
    if (name || !token.Has(kWordToken) || kBreaks.Has(document_.Folded(token)) ||
        kAhead.Has(document_.Folded(token))) {
      return 0;  // "for a match against Roma".
    }
    if (kAhead.Has(document_.Folded(document_.tokens[at - words - 1]))) {
      return words;
    }
  }
  return 0;
}

/// "on loan to Marseille", "his only Marseille goal": there he plays, whosever he is.
bool MatchSides::IsWhereHePlays(MentionIndex index) const {
  static constexpr WordList kTies = {"to", "at", "with"};
  static constexpr WordList kHis = {"his",   "her",  "first",  "second",
                                    "third", "only", "maiden", "final"};
  static constexpr WordList kDeeds = {"goal",  "goals",  "debut",     "appearance",
                                      "start", "outing", "hat-trick", "brace"};
  constexpr TokenIndex kHisMax = 3;
  const Mention& mention = document_.mentions[index];
  const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  const TokenIndex begin = mention.tokens.begin;
  if (begin >= first + 2 && word(begin - 2) == "loan" && kTies.Has(word(begin - 1))) {
    return true;
  }
  const TokenIndex end = mention.tokens.end;
  if (mention.possessive || end >= document_.tokens.size() || !kDeeds.Has(word(end))) {
    return false;
  }
  for (TokenIndex at = begin; at-- > first && begin - at <= kHisMax;) {
    if (kHis.Has(word(at))) {
      return true;
    }
  }
  return false;
}

/// The club that "and" joins with the one behind it: "wins over Roma in the league and Lyon".
MentionIndex MatchSides::TeamBefore(TokenIndex joint, TokenIndex first) const {
  static constexpr WordList kWhere = {"in", "on", "at", "the"};
  constexpr TokenIndex kTokensMax = 5;
  for (TokenIndex at = joint; at-- > first && joint - at <= kTokensMax;) {
    const Token& token = document_.tokens[at];
    const MentionIndex mention = token.mention;
    if (mention != kNone && IsTeam(document_.mentions[mention].entity)) {
      return mention;
    }
    const bool where = joint - at > 1 && kWhere.Has(document_.Folded(token));
    if (mention == kNone && joint - at > 1 && !where) {
      return kNone;
    }
  }
  return kNone;
}

/// What the words beside a club say: "against Roma" is the other side of another match, "the win at
/// Lyon" and "the Lyon game" most likely so, "a goal for Lille" its own.
int32_t MatchSides::WeightBeside(MentionIndex index) const {
  static constexpr WordList kAside = {
      "against",     "over",     "past",       "v",         "vs",       "versus",    "from",
      "beat",        "beating",  "defeated",   "defeating", "thrashed", "thrashing", "hammered",
      "hammering",   "facing",   "face",       "faced",     "faces",    "hosted",    "hosting",
      "visiting",    "met",      "meeting",    "edged",     "edging",   "stunned",   "eliminated",
      "eliminating", "overcame", "overcoming", "behind"};
  // "at the hands of Roma", "ahead of Roma".
  static constexpr WordList kOthers = {"hands", "ahead", "clear", "expense", "instead"};
  static constexpr WordList kTies = {"at", "with", "by", "to", "in", "of"};
  static constexpr WordList kMatches = {
      "win",   "tie",   "draw",    "defeat",   "game",      "victory", "loss",    "clash",
      "match", "games", "success", "trip",     "home",      "away",    "visit",   "start",
      "play",  "debut", "beaten",  "exit",     "losing",    "winning", "drawing", "thrashing",
      "leg",   "final", "playing", "starting", "encounter", "fixture", "lost",    "drew"};
  const Mention& mention = document_.mentions[index];
  const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  TokenIndex at = mention.tokens.begin;
  const bool the = at > first && word(at - 1) == "the";
  at -= the ? 1 : 0;
  const TokenIndex end = mention.tokens.end;
  if (end < document_.tokens.size() && !mention.possessive && kMatches.Has(word(end)) && the) {
    return kPlace;
  }
  if (at <= first) {
    return 0;
  }
  at -= the ? 0 : WordsBetween(at, first);
  if (IsWhereHePlays(index)) {
    return kWhereHeDidIt;
  }
  const std::string_view before = word(at - 1);
  const std::string_view behind = end < document_.tokens.size() ? word(end) : std::string_view();
  const bool listed = before == "," && (behind == "and" || behind == "or" || behind == ",");
  if (before == "and" || before == "or" || listed) {
    const MentionIndex other = TeamBefore(at - 1, first);
    return other != kNone ? WeightBeside(other) : 0;
  }
  if (kAside.Has(before) || (before == "of" && at > first + 1 && kOthers.Has(word(at - 2)))) {
    return kNever;
  }
  if (before == "for") {
    return kOwner;
  }
  if (mention.possessive && (before == "in" || before == "of")) {
    return 0;  // "a part in Roma's run".
  }
  const bool of_match = at > first + 1 && kMatches.Has(word(at - 2));
  return !kTies.Has(before) ? 0 : of_match ? kNever : kPlace / 2;
}

int32_t MatchSides::WeightAsSubject(MentionIndex index, TokenIndex trigger) const {
  const TokenRange tokens = document_.mentions[index].tokens;
  int32_t weight = 0;
  const auto holds = [&](const NounList& nouns) {
    return std::any_of(nouns.begin(), nouns.end(), [&](ChunkIndex chunk) {
      return clauses_.chunks[chunk].tokens.begin <= tokens.begin &&
             tokens.end <= clauses_.chunks[chunk].tokens.end;
    });
  };
  for (const Predicate& predicate : clauses_.predicates) {
    // "Defeat left Roma in the bottom three": whom it moved.
    const bool moved = tokens.begin > trigger && holds(predicate.objects);
    if (!moved && !holds(predicate.subjects)) {
      continue;
    }
    const bool reaches = predicate.reach_begin <= trigger && trigger < predicate.reach_end;
    weight = std::max(weight, reaches ? kSubjectOfClause : kSubjectOfClause / 2);
  }
  return weight;
}

int32_t MatchSides::WeightOf(MentionIndex index, TokenIndex trigger) const {
  const Mention& mention = document_.mentions[index];
  const bool club = document_.entities[mention.entity].type == EntityType::kClub;
  const bool former = std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                                  [&](const Description& description) {
                                    return description.organisation == index && description.former;
                                  });
  if (former || mention.doubtful) {
    return kNever;
  }
  const auto apart =
      static_cast<int32_t>(mention.tokens.end <= trigger ? trigger - mention.tokens.end
                                                         : mention.tokens.begin - trigger);
  const bool told = document_.entities[mention.entity].titled;  // By the text, not the register.
  int32_t weight = club ? kNamed : told ? kPerson : kPerson - kGuessed;
  weight -= club && mention.kind == MentionKind::kPronoun ? kGuessed : 0;
  const int32_t subject = WeightAsSubject(index, trigger);
  weight += subject;
  weight += mention.possessive && apart <= kOwnerTokens ? kOwner : 0;
  const int32_t beside = club ? WeightBeside(index) : 0;
  // "a win for Roma".
  const bool near = mention.tokens.begin - trigger <= kNearTokens && beside == kOwner;
  const bool behind = mention.tokens.begin > trigger && !near;
  weight += !behind ? 0 : subject > 0 ? kBehind : 2 * kBehind;
  weight += beside;
  return weight - std::min(apart / kTokensOfOne, kDistanceMax);
}

/// "wins over Roma and Lyon have lifted them": the sentence names the club only as the other side
/// of a match, so that a pronoun hardly means it.
bool MatchSides::IsAside(EntityIndex side, TokenRange sentence) const {
  bool aside = false;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex index = document_.tokens[token].mention;
    if (index == kNone || document_.mentions[index].tokens.begin != token ||
        document_.mentions[index].entity != side ||
        document_.mentions[index].kind == MentionKind::kPronoun) {
      continue;
    }
    if (WeightBeside(index) != kNever) {
      return false;
    }
    aside = true;
  }
  return aside;
}

MatchSides::Weighed MatchSides::BestInSentence(const RuleMatch& match) const {
  const bool nation = std::any_of(opponents_.begin(), opponents_.end(), [&](EntityIndex opponent) {
    return document_.entities[opponent].national_team;
  });
  Weighed best{kNone, kDoubt};
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex index = document_.tokens[token].mention;
    if (index == kNone || document_.mentions[index].tokens.begin != token) {
      continue;
    }
    const EntityIndex side = TeamOf(document_.mentions[index].entity, nation);
    if (!Fits(side) ||
        (document_.mentions[index].kind == MentionKind::kPronoun && IsAside(side, sentence))) {
      continue;
    }
    const int32_t weight = WeightOf(index, match.trigger);
    if (weight > best.weight) {
      best = {side, weight};
    }
  }
  return best;
}

uint32_t MatchSides::NamesOf(EntityIndex side) const {
  return static_cast<uint32_t>(
      std::count_if(document_.mentions.begin(), document_.mentions.end(),
                    [&](const Mention& mention) { return mention.entity == side; }));
}

/// Whom the sentences before are about, else the article; nobody where several clubs are named
/// there and none of them more often than all others.
EntityIndex MatchSides::BestInArticle(SentenceIndex here) const {
  constexpr SentenceIndex kNear = 2;
  constexpr uint32_t kNamedOften = 3;
  EntityIndex near = kNone;
  EntityIndex most = kNone;
  bool several = false;
  SentenceIndex most_last = 0;  // Where the club named most is named last.
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    if (mention.sentence >= here || !Fits(mention.entity)) {
      continue;
    }
    most = most == kNone || NamesOf(mention.entity) > NamesOf(most) ? mention.entity : most;
    most_last = mention.entity == most ? mention.sentence : most_last;
    if (here - mention.sentence <= kNear && WeightBeside(index) >= 0) {
      several = several || (near != kNone && near != mention.entity);
      near = mention.entity;
    }
  }
  if (near != kNone && !several) {
    return near;
  }
  const bool past = several && here - most_last > kNear;
  return most != kNone && !past && NamesOf(most) >= kNamedOften ? most : kNone;
}

EntityIndex MatchSides::SideOf(const RuleMatch& match) {
  opponents_.clear();
  for (const MentionList& slot : match.slots) {
    for (const MentionIndex mention : slot) {
      if (IsTeam(document_.mentions[mention].entity)) {
        opponents_.push_back(document_.mentions[mention].entity);
      }
    }
  }
  const Weighed best = BestInSentence(match);
  return best.side != kNone ? best.side : BestInArticle(match.sentence);
}

EntityIndex MatchSides::OtherOf(const RuleMatch& match, EntityIndex side) {
  static constexpr WordList kTies = {"against", "over", "at", "with", "by", "to", "in", "of"};
  constexpr TokenIndex kTokensMax = 12;
  opponents_.assign(1, side);
  EntityIndex only = kNone;
  bool several = false;
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex index = document_.tokens[token].mention;
    const Mention* mention = index == kNone ? nullptr : &document_.mentions[index];
    if (mention == nullptr || mention->tokens.begin != token || !Fits(mention->entity)) {
      continue;
    }
    TokenIndex before = token > sentence.begin ? token - 1 : token;
    before -=
        before > sentence.begin && document_.Folded(document_.tokens[before]) == "the" ? 1 : 0;
    // "Altyn Asyr of Turkmenistan": where a club is from.
    const MentionIndex home =
        before > sentence.begin ? document_.tokens[before - 1].mention : kNone;
    if (home != kNone && IsTeam(document_.mentions[home].entity) &&
        document_.Folded(document_.tokens[before]) == "of") {
      continue;
    }
    if (token > match.trigger && token - match.trigger <= kTokensMax && !mention->possessive &&
        kTies.Has(document_.Folded(document_.tokens[before]))) {
      return mention->entity;
    }
    several = several || (only != kNone && only != mention->entity);
    only = mention->entity;
  }
  return several ? kNone : only;
}

}  // namespace rondo::articles
