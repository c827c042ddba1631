// Stage 8, across sentences: what a club has won where no rule says so in one clause. The lists of
// trophies in which careers are told ("won two league titles, three cups and ... at Roma"), the
// holders and champions of the competition spoken of, and who won its final.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tools/articles/extraction.h"
#include "tools/articles/trophy_words.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// Words that stand in a list of trophies between their names.
constexpr WordList kListWords = {"the",
                                 "a",
                                 "an",
                                 "his",
                                 "their",
                                 "its",
                                 "our",
                                 "first",
                                 "second",
                                 "third",
                                 "fourth",
                                 "fifth",
                                 "sixth",
                                 "titles",
                                 "title",
                                 "and",
                                 ",",
                                 "&",
                                 "in",
                                 "(",
                                 ")",
                                 "both",
                                 "as",
                                 "well",
                                 "plus",
                                 "two",
                                 "three",
                                 "four",
                                 "five",
                                 "six",
                                 "seven",
                                 "eight",
                                 "nine",
                                 "ten",
                                 "times",
                                 "twice",
                                 "league",
                                 "cup",
                                 "trophies",
                                 "trophy",
                                 "season",
                                 "last",
                                 "straight",
                                 "record",
                                 "crown",
                                 "crowns",
                                 "double",
                                 "treble",
                                 "of",
                                 "another",
                                 "domestic",
                                 "also",
                                 "medal",
                                 "medals",
                                 "once",
                                 "at",
                                 "with",
                                 "one",
                                 "major",
                                 "honours",
                                 "silverware",
                                 "final",
                                 "her",
                                 "famous",
                                 "same",
                                 "seventh",
                                 "eighth",
                                 "ninth",
                                 "tenth",
                                 "11th",
                                 "unprecedented",
                                 "historic",
                                 "thrice",
                                 "maiden",
                                 "year",
                                 "'s",
                                 "consecutive",
                                 "successive",
                                 "including",
                                 "includes",
                                 "included",
                                 "back-to-back",
                                 "championship",
                                 "championships",
                                 "for",
                                 "prestigious",
                                 "then",
                                 "my"};

// Of titles, in words.
constexpr WordList kNumbers = {"two",   "three", "four", "five", "six",
                               "seven", "eight", "nine", "ten"};

// Of who wins.
constexpr WordList kWins = {"won",      "winning",   "lifted",    "lifting",  "claimed",
                            "claiming", "clinched",  "clinching", "retained", "retaining",
                            "captured", "collected", "landed",    "bagged",   "scooped",
                            "regained", "winners"};
constexpr WordList kBareWins = {"win", "lift", "claim", "clinch", "retain", "wins", "land"};
// Of what somebody has won.
constexpr WordList kIncludes = {"including", "includes", "included", "include"};
// To a title.
constexpr WordList kLeads = {
    "led",     "guided",    "guiding", "leading", "coached",   "took",      "taken",     "taking",
    "steered", "steering",  "fired",   "helped",  "helping",   "inspired",  "inspiring", "managed",
    "guide",   "captained", "lead",    "firing",  "skippered", "propelled", "carried"};
constexpr WordList kTrebles = {"treble", "double", "quadruple", "hat-trick"};

class TrophyReader {
 public:
  TrophyReader(const Document& document, const NameRegister& names,
               std::vector<Candidate>& candidates)
      : document_(document), names_(names), candidates_(candidates) {}

  void Run() {
    bool just_named = false;
    for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
      const bool names = NamesCompetition(document_.sentences[sentence]);
      if (names || just_named) {
        ReadSentence(sentence);
      }
      just_named = names;
    }
    DropOtherWinners();
    FindHolders();
    FindChampions();
    FindFinals();
    candidates_.insert(candidates_.end(), found_.begin(), found_.end());
  }

 private:
  std::string_view Word(TokenIndex token) const {
    return document_.Folded(document_.tokens[token]);
  }
  EntityIndex EntityAt(TokenIndex token, EntityType type) const;
  bool IsCompetition(MentionIndex mention) const {
    const EntityIndex entity = document_.mentions[mention].entity;
    return entity != kNone && document_.entities[entity].type == EntityType::kCompetition;
  }
  bool NamesCompetition(const Sentence& sentence) const;
  bool IsLeague(EntityIndex competition) const;
  bool IsHypothetical(TokenIndex trigger) const;
  bool WouldWin(TokenIndex win) const;
  bool IsWin(TokenIndex token) const;
  bool IsOpponent(MentionIndex club) const;
  std::vector<MentionIndex> ListBehind(TokenIndex trigger) const;
  EntityIndex ClubBehind(TokenIndex begin, TokenIndex end) const;
  EntityIndex ClubBefore(TokenIndex trigger) const;
  EntityIndex OnlyClub(SentenceIndex sentence) const;
  EntityIndex ClubOfWinner(TokenIndex trigger, MentionIndex competition) const;
  bool IsMerelyThoughtOf(TokenIndex behind) const;
  bool IsHaul(TokenIndex token) const;
  void ReadSentence(SentenceIndex sentence);
  void FindLists(SentenceIndex sentence);
  bool IsLedTo(TokenIndex to, EntityIndex& club) const;
  void AddLed(TokenIndex to, EntityIndex club);
  bool IsTitle(MentionIndex competition) const;
  bool IsTreble(TokenIndex token) const;
  void FindWonBefore(TokenIndex token);
  std::string YearBehind(TokenIndex token) const;
  MentionIndex LastBefore(TokenIndex token) const;
  bool IsOneMatch(EntityIndex competition) const;
  void FindChampions();
  EntityIndex ChampionsOf(const Description& description) const;
  void FindGlory(MentionIndex competition);
  void DropOtherWinners();
  void FindHolders();
  EntityIndex HeldAt(MentionIndex club, bool cup) const;
  bool IsReached(TokenIndex competition) const;
  void FindFinals();
  void Add(EntityIndex club, MentionIndex competition, TokenIndex trigger, std::string_view rule);

  const Document& document_;
  const NameRegister& names_;
  std::vector<Candidate>& candidates_;
  std::vector<Candidate> found_;
};

/// The entity of the type that a mention which covers the token stands for.
EntityIndex TrophyReader::EntityAt(TokenIndex token, EntityType type) const {
  const MentionIndex mention = document_.tokens[token].mention;
  const EntityIndex entity = mention == kNone ? kNone : document_.mentions[mention].entity;
  return entity != kNone && document_.entities[entity].type == type ? entity : kNone;
}

bool TrophyReader::NamesCompetition(const Sentence& sentence) const {
  for (MentionIndex index = sentence.mention_begin; index < sentence.mention_end; ++index) {
    if (IsCompetition(index)) {
      return true;
    }
  }
  return false;
}

bool TrophyReader::IsLeague(EntityIndex competition) const {
  const uint32_t entry = document_.entities[competition].register_entry;
  return entry != kNone && names_.entry(entry).league;
}

bool TrophyReader::IsHypothetical(TokenIndex trigger) const {
  constexpr TokenIndex kTokensMax = 7;
  const TokenRange range = document_.sentences[document_.tokens[trigger].sentence].tokens;
  const TokenIndex begin = trigger - std::min(trigger - range.begin, kTokensMax);
  for (TokenIndex token = begin; token < std::min(trigger + 2, range.end); ++token) {
    if (kHypothetical.Has(Word(token))) {
      return true;
    }
  }
  return false;
}

/// "winning the cup would change little".
bool TrophyReader::IsMerelyThoughtOf(TokenIndex behind) const {
  static constexpr WordList kWould = {"would", "could", "might", "will", "can", "may"};
  return behind < document_.tokens.size() && kWould.Has(Word(behind));
}

/// "He would win two league titles": told of what came to pass, for wishes count no titles.
bool TrophyReader::WouldWin(TokenIndex win) const {
  const TokenRange range = document_.sentences[document_.tokens[win].sentence].tokens;
  if (win + 1 >= range.end || !kNumbers.Has(Word(win + 1)) || win < range.begin + 1) {
    return false;
  }
  return Word(win - 1) == "would" ||
         (win >= range.begin + 4 && Word(win - 1) == "to" && Word(win - 2) == "on" &&
          Word(win - 3) == "go" && Word(win - 4) == "would");
}

/// "won", "winning"; "win" only behind what made it happen: "helped them to win", "saw us retain".
bool TrophyReader::IsWin(TokenIndex token) const {
  static constexpr WordList kCauses = {
      "helped",   "helping",   "help", "saw",   "led",  "leading", "guided",  "guiding",
      "inspired", "inspiring", "went", "first", "only", "fired",   "steered", "helps"};
  constexpr TokenIndex kTokensMax = 6;
  if (document_.tokens[token].mention != kNone) {
    return false;
  }
  if (kWins.Has(Word(token))) {
    return Word(token) != "winners" ||
           (token + 1 < document_.tokens.size() && Word(token + 1) == "of");
  }
  if (!kBareWins.Has(Word(token))) {
    return false;
  }
  if (WouldWin(token)) {
    return true;
  }
  const TokenRange range = document_.sentences[document_.tokens[token].sentence].tokens;
  const TokenIndex begin = token - std::min(token - range.begin, kTokensMax);
  for (TokenIndex at = begin; at < token; ++at) {
    if (kCauses.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "a haul of silverware that includes ...", "13 major trophies, including ...".
bool TrophyReader::IsHaul(TokenIndex token) const {
  static constexpr WordList kHauls = {"silverware", "trophies", "honours", "titles",
                                      "medals",     "haul",     "honors"};
  if (!kIncludes.Has(Word(token))) {
    return false;
  }
  constexpr TokenIndex kTokensMax = 8;
  const TokenRange range = document_.sentences[document_.tokens[token].sentence].tokens;
  for (TokenIndex at = token - std::min(token - range.begin, kTokensMax); at < token; ++at) {
    if (kHauls.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// The competitions listed right behind the trigger, up to the first word of another matter.
std::vector<MentionIndex> TrophyReader::ListBehind(TokenIndex trigger) const {
  std::vector<MentionIndex> list;
  const TokenIndex end = document_.sentences[document_.tokens[trigger].sentence].tokens.end;
  for (TokenIndex token = trigger + 1; token < end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (EntityAt(token, EntityType::kCompetition) != kNone) {
      const TokenIndex behind = document_.mentions[mention].tokens.end;
      if (behind < end && kNoTrophy.Has(Word(behind))) {
        break;
      }
      list.push_back(mention);
      token = behind - 1;
      continue;
    }
    const bool name = mention != kNone && document_.mentions[mention].kind == MentionKind::kName;
    constexpr std::size_t kScoreLettersMax = 4;
    if (document_.tokens[token].Has(kNumberToken) && Word(token).size() <= kScoreLettersMax &&
        Word(token).find('-') != std::string_view::npos) {
      break;  // "won 2-0 in the league": a match.
    }
    if (!name && !kListWords.Has(Word(token)) && !document_.tokens[token].Has(kNumberToken)) {
      break;
    }
  }
  return list;
}

/// "a 2-0 win over Roma", "joined from Lyon": not those who won.
bool TrophyReader::IsOpponent(MentionIndex club) const {
  static constexpr WordList kBefore = {"over", "against",  "beat",  "beating",  "beaten",
                                       "past", "v",        "from",  "defeated", "defeating",
                                       "by",   "overcame", "pipped"};
  TokenIndex at = document_.mentions[club].tokens.begin;
  const TokenIndex begin = document_.sentences[document_.mentions[club].sentence].tokens.begin;
  at -= at > begin && Word(at - 1) == "the" ? 1 : 0;
  return at > begin && kBefore.Has(Word(at - 1));
}

/// "with Roma", "at Roma", "during his time at Roma": the club with which all of it was won.
EntityIndex TrophyReader::ClubBehind(TokenIndex begin, TokenIndex end) const {
  static constexpr WordList kWith = {"with", "at", "for"};
  for (TokenIndex token = begin + 1; token < end; ++token) {
    const EntityIndex club = EntityAt(token, EntityType::kClub);
    if (club == kNone ||
        document_.mentions[document_.tokens[token].mention].tokens.begin != token) {
      continue;
    }
    const TokenIndex before = Word(token - 1) == "the" ? token - 2 : token - 1;
    if (before >= begin && kWith.Has(Word(before))) {
      return club;
    }
  }
  return kNone;
}

/// The club named last before the trigger in its sentence; a pronoun counts only where no name is.
EntityIndex TrophyReader::ClubBefore(TokenIndex trigger) const {
  const TokenIndex begin = document_.sentences[document_.tokens[trigger].sentence].tokens.begin;
  EntityIndex unnamed = kNone;
  for (TokenIndex token = trigger; token > begin; --token) {
    const EntityIndex club = EntityAt(token - 1, EntityType::kClub);
    if (club == kNone || document_.mentions[document_.tokens[token - 1].mention].doubtful ||
        IsOpponent(document_.tokens[token - 1].mention)) {
      continue;
    }
    if (document_.mentions[document_.tokens[token - 1].mention].kind == MentionKind::kName) {
      return club;
    }
    unnamed = unnamed == kNone ? club : unnamed;
  }
  return unnamed;
}

/// The one club of the sentence; kNone if it names none or several.
EntityIndex TrophyReader::OnlyClub(SentenceIndex sentence) const {
  EntityIndex found = kNone;
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    const EntityIndex club = EntityAt(token, EntityType::kClub);
    if (club == kNone || club == found) {
      continue;
    }
    if (found != kNone || IsOpponent(document_.tokens[token].mention)) {
      return kNone;
    }
    found = club;
  }
  return found;
}

/// "Mourinho won two league titles and a cup in his first three years": with the club where the
/// article has him.
EntityIndex TrophyReader::ClubOfWinner(TokenIndex trigger, MentionIndex competition) const {
  const TokenRange range = document_.sentences[document_.tokens[trigger].sentence].tokens;
  const Entity& contest = document_.entities[document_.mentions[competition].entity];
  if (contest.register_entry == kNone) {
    return kNone;  // "after winning the Kopa Trophy".
  }
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    if (EntityAt(token, EntityType::kClub) != kNone) {
      return kNone;
    }
  }
  for (TokenIndex token = trigger; token > range.begin; --token) {
    const MentionIndex mention = document_.tokens[token - 1].mention;
    const EntityIndex person = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (person == kNone || !IsHuman(document_.entities[person].type)) {
      continue;
    }
    const EntityIndex club = document_.entities[person].affiliation;
    return !document_.mentions[mention].doubtful && club != kNone &&
                   document_.entities[club].type == EntityType::kClub &&
                   MayEnter(names_, document_.entities[club], contest)
               ? club
               : kNone;
  }
  return kNone;
}

void TrophyReader::ReadSentence(SentenceIndex number) {
  const Sentence& sentence = document_.sentences[number];
  if (sentence.Has(WordMark::kTrophy)) {
    FindLists(number);
    return;
  }
  for (MentionIndex index = sentence.mention_begin; index < sentence.mention_end; ++index) {
    if (IsCompetition(index)) {
      FindGlory(index);
    }
  }
}

void TrophyReader::FindLists(SentenceIndex sentence) {
  const TokenRange range = document_.sentences[sentence].tokens;
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (EntityAt(token, EntityType::kCompetition) != kNone &&
        document_.mentions[mention].tokens.begin == token) {
      FindGlory(mention);
    }
    if (EntityIndex led = kNone; IsLedTo(token, led)) {
      AddLed(token, led);
      continue;
    }
    if (IsTreble(token)) {
      for (const MentionIndex competition : ListBehind(token)) {
        Add(ClubBefore(token), competition, token, "document/treble");
      }
      continue;
    }
    if ((!IsWin(token) && !IsHaul(token)) || (IsHypothetical(token) && !WouldWin(token))) {
      continue;
    }
    FindWonBefore(token);
    const std::vector<MentionIndex> list = ListBehind(token);
    if (!list.empty() && IsMerelyThoughtOf(document_.mentions[list.back()].tokens.end)) {
      continue;
    }
    constexpr TokenIndex kBehindMax = 10;
    EntityIndex club = kNone;
    for (auto competition = list.rbegin(); competition != list.rend(); ++competition) {
      // "the league with Roma and the cup with Lyon": each with its own.
      const TokenIndex end = document_.mentions[*competition].tokens.end;
      const TokenIndex until = competition == list.rbegin()
                                   ? std::min(end + kBehindMax, range.end)
                                   : document_.mentions[*(competition - 1)].tokens.begin;
      const EntityIndex behind = ClubBehind(end, until);
      club = behind != kNone ? behind : club;
      const EntityIndex before = club == kNone ? ClubBefore(token) : club;
      const EntityIndex winner = before == kNone ? OnlyClub(sentence) : before;
      if (winner != kNone) {
        Add(winner, *competition, token, "document/list-of-trophies");
      } else if (const EntityIndex own = ClubOfWinner(token, *competition); own != kNone) {
        Add(own, *competition, token, "document/list-of-his-trophies");
      }
    }
  }
}

/// "led the club to six league titles", "a club whom he took to a cup in 1974": the "to", and whom.
bool TrophyReader::IsLedTo(TokenIndex to, EntityIndex& club) const {
  constexpr TokenIndex kTokensMax = 5;
  const TokenIndex first = document_.sentences[document_.tokens[to].sentence].tokens.begin;
  if (Word(to) != "to") {
    return false;
  }
  for (TokenIndex at = to; at > first && to - at < kTokensMax; --at) {
    if (document_.tokens[at - 1].Has(kPunctuationToken)) {
      return false;
    }
    if (kLeads.Has(Word(at - 1)) && !IsHypothetical(at - 1)) {
      club = kNone;
      for (TokenIndex behind = at; behind < to && club == kNone; ++behind) {
        club = EntityAt(behind, EntityType::kClub);
      }
      club = club == kNone && at == to ? ClubBefore(at - 1) : club;
      return club != kNone;
    }
  }
  return false;
}

/// To a league or cup alone is no title: "led Everton to the Champions League".
void TrophyReader::AddLed(TokenIndex to, EntityIndex club) {
  const std::vector<MentionIndex> list = ListBehind(to);
  const bool titles = std::any_of(list.begin(), list.end(),
                                  [&](MentionIndex competition) { return IsTitle(competition); });
  for (const MentionIndex competition : list) {
    if (titles && MayEnter(names_, document_.entities[club],
                           document_.entities[document_.mentions[competition].entity])) {
      Add(club, competition, to, "document/led-to-titles");
    }
  }
}

/// "six league titles", "five FA Cups", "a Spanish title", "European Cup glory".
bool TrophyReader::IsTitle(MentionIndex competition) const {
  static constexpr WordList kTitles = {"title",        "titles",   "crown",   "crowns",  "trophy",
                                       "glory",        "success",  "triumph", "double",  "treble",
                                       "championship", "trophies", "victory", "triumphs"};
  const TokenRange tokens = document_.mentions[competition].tokens;
  const TokenRange range = document_.sentences[document_.mentions[competition].sentence].tokens;
  return (tokens.end < range.end && kTitles.Has(Word(tokens.end))) ||
         kTitles.Has(Word(tokens.end - 1)) ||
         (tokens.begin > range.begin && kNumbers.Has(Word(tokens.begin - 1)));
}

/// "their 1999 treble of league and cups": what is chased now was won then.
bool TrophyReader::IsTreble(TokenIndex token) const {
  const TokenRange range = document_.sentences[document_.tokens[token].sentence].tokens;
  if (!kTrebles.Has(Word(token)) || token + 1 >= range.end || token == range.begin ||
      (Word(token + 1) != "of" && Word(token + 1) != ":")) {
    return false;
  }
  return document_.tokens[token - 1].Has(kNumberToken) ||
         (Word(token - 1) == "historic" && !IsHypothetical(token));
}

/// "won it with Roma in 2000", "won the tournament last season": the one spoken of last.
void TrophyReader::FindWonBefore(TokenIndex token) {
  static constexpr WordList kThings = {"trophy", "tournament", "competition", "cup", "title"};
  static constexpr WordList kWhen = {"in",   "last", "twice", "three", "four", "since", "before",
                                     "once", "for",  "with",  "at",    "five", "two",   "against"};
  const TokenRange range = document_.sentences[document_.tokens[token].sentence].tokens;
  TokenIndex behind = token + 1;
  if (behind >= range.end || document_.tokens[token].mention != kNone || Word(token) == "winners") {
    return;
  }
  if (Word(behind) == "the" && behind + 1 < range.end && kThings.Has(Word(behind + 1))) {
    behind += 2;
  } else if (Word(behind) == "it") {
    behind += 1;
  } else {
    return;
  }
  const MentionIndex competition = LastBefore(token);
  if (competition == kNone || behind >= range.end || !kWhen.Has(Word(behind)) ||
      (Word(behind) == "in" &&
       !(behind + 1 < range.end && document_.tokens[behind + 1].Has(kNumberToken)))) {
    return;
  }
  constexpr TokenIndex kBehindMax = 5;
  EntityIndex club = ClubBehind(behind, std::min(behind + kBehindMax, range.end));
  club = club == kNone ? ClubBefore(token) : club;
  if (club == kNone || !MayEnter(names_, document_.entities[club],
                                 document_.entities[document_.mentions[competition].entity])) {
    return;
  }
  const std::size_t before = found_.size();
  Add(club, competition, token, "document/won-it");
  if (found_.size() != before) {
    const SentenceIndex sentence = document_.tokens[token].sentence;
    Fact& fact = found_.back().fact;
    fact.evidence = {sentence};
    fact.span = document_.sentences[sentence].span;
    const std::string year = YearBehind(behind);
    found_.back().dated = !year.empty();
    fact.date.text = year.empty() ? fact.date.text : year;
  }
}

/// "with Roma in 2000", "back in 2000".
std::string TrophyReader::YearBehind(TokenIndex token) const {
  constexpr TokenIndex kTokensMax = 6;
  constexpr std::size_t kYearDigits = 4;
  const TokenIndex end = std::min(token + kTokensMax,
                                  document_.sentences[document_.tokens[token].sentence].tokens.end);
  for (TokenIndex at = token + 1; at < end; ++at) {
    if (Word(at - 1) == "in" && document_.tokens[at].Has(kNumberToken) &&
        Word(at).size() == kYearDigits) {
      return std::string(Word(at));
    }
  }
  return {};
}

/// The competition named last before the token, in its sentence or in the one before.
MentionIndex TrophyReader::LastBefore(TokenIndex token) const {
  const SentenceIndex sentence = document_.tokens[token].sentence;
  const TokenIndex first = document_.sentences[sentence == 0 ? 0 : sentence - 1].tokens.begin;
  for (TokenIndex at = token; at > first; --at) {
    if (EntityAt(at - 1, EntityType::kCompetition) != kNone) {
      return document_.tokens[at - 1].mention;
    }
  }
  return kNone;
}

/// "moved to Dundee and then to Rangers, where he won three cups": the list knows with whom better
/// than the guess where he plays.
void TrophyReader::DropOtherWinners() {
  std::erase_if(candidates_, [&](const Candidate& title) {
    return title.fact.rule == "honour/player-wins-with" &&
           std::any_of(found_.begin(), found_.end(), [&](const Candidate& listed) {
             return listed.fact.object == title.fact.object &&
                    listed.fact.subject != title.fact.subject &&
                    listed.fact.evidence.front() == title.fact.evidence.front();
           });
  });
}

/// "their cup triumph", "four league titles", "league and cup glory".
void TrophyReader::FindGlory(MentionIndex competition) {
  static constexpr WordList kGlory = {"triumph", "triumphs", "glory",  "success",
                                      "crown",   "crowns",   "double", "treble"};
  static constexpr WordList kVictories = {"victory", "victories", "win", "wins"};
  const Mention& mention = document_.mentions[competition];
  const TokenRange range = document_.sentences[mention.sentence].tokens;
  const TokenIndex behind = mention.tokens.end;
  if (behind >= range.end) {
    return;
  }
  const bool final = Word(behind) == "final" && behind + 1 < range.end;
  const TokenIndex count = mention.tokens.begin - 1;
  const bool counted =
      mention.tokens.begin > range.begin && (kNumbers.Has(Word(count)) || Word(count) == "first" ||
                                             document_.tokens[count].Has(kNumberToken));
  const bool twice = Word(behind) == "double" && behind + 1 < range.end &&
                     kNoTrophy.Has(Word(behind + 1));  // "a double header".
  const bool defence = (Word(behind) == "title" || Word(behind) == "crown") &&
                       behind + 1 < range.end &&
                       (Word(behind + 1) == "defence" || Word(behind + 1) == "defense");
  const bool won = (kGlory.Has(Word(behind)) && !twice) || defence ||
                   (kVictories.Has(Word(behind)) && IsOneMatch(mention.entity)) ||
                   (final && kVictories.Has(Word(behind + 1))) ||
                   (counted && Word(behind) == "titles");
  if (!won || IsHypothetical(behind)) {
    return;
  }
  constexpr TokenIndex kBehindMax = 8;
  // "their title defence at Leeds": there it begins.
  EntityIndex club = defence ? kNone : ClubBehind(behind, std::min(behind + kBehindMax, range.end));
  club = club == kNone ? ClubBefore(mention.tokens.begin) : club;
  Add(club == kNone ? OnlyClub(mention.sentence) : club, competition, behind,
      "document/trophy-told");
}

/// The Community Shield, the UEFA Super Cup: whoever wins the match has it.
bool TrophyReader::IsOneMatch(EntityIndex competition) const {
  const uint32_t entry = document_.entities[competition].register_entry;
  return entry != kNone && kOneMatchCups.Has(names_.NameOfEntry(entry));
}

/// "the European champions", "the Italian champions", "world champions Argentina": of what, only
/// the word in front tells.
EntityIndex TrophyReader::ChampionsOf(const Description& description) const {
  const Entity& club = document_.entities[description.holder];
  std::string_view country;
  if (description.demonym != kNone) {
    const Mention& demonym = document_.mentions[description.demonym];
    if (demonym.candidate_begin != demonym.candidate_end) {
      country =
          names_.entry(names_.name(document_.candidates[demonym.candidate_begin]).entry).country;
    }
  }
  const std::string_view before =
      description.title.begin > 0 ? Word(description.title.begin - 1) : std::string_view();
  static constexpr WordList kOfClubs = {"Champions League", "European Cup",
                                        "Women's Champions League"};
  static constexpr WordList kOfNations = {
      "European Championship", "Euro 2024", "Euro 2020", "Euro 2016", "Euro 2012", "Euro 2008",
      "Women's Euro"};
  static constexpr WordList kOfWorld = {"World Cup", "Women's World Cup"};
  for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
    const Entity& entity = document_.entities[index];
    if (entity.type != EntityType::kCompetition || entity.register_entry == kNone) {
      continue;
    }
    const KnownEntry contest = names_.entry(entity.register_entry);
    const bool is_it = before == "european" ? (club.national_team ? kOfNations.Has(contest.name)
                                                                  : kOfClubs.Has(contest.name))
                       : before == "world"  ? club.national_team && kOfWorld.Has(contest.name)
                                            : !country.empty() && contest.league &&
                                                 contest.country == country && !club.national_team;
    if (is_it && MayEnter(names_, club, entity)) {
      return index;
    }
  }
  return kNone;
}

void TrophyReader::FindChampions() {
  static constexpr WordList kTitles = {"champions", "champion"};
  for (const Description& description : document_.descriptions) {
    if (description.holder == kNone || description.title.empty() || description.former ||
        description.organisation != kNone || !kTitles.Has(Word(description.title.begin)) ||
        document_.entities[description.holder].type != EntityType::kClub ||
        (description.person != kNone && document_.mentions[description.person].doubtful)) {
      continue;
    }
    const EntityIndex competition = ChampionsOf(description);
    if (competition != kNone) {
      found_.push_back(TodaysFact(document_, Relation::kWonCompetition, description.holder,
                                  competition, description.sentence, "document/champions-of"));
      found_.back().trigger = description.title.begin;
    }
  }
}

/// The league, or the cup, that the article spoke of last before the club's name; a cup counts
/// also if its own sentence names it behind.
EntityIndex TrophyReader::HeldAt(MentionIndex club, bool cup) const {
  constexpr MentionIndex kMentionsMax = 200;
  const Mention& at = document_.mentions[club];
  EntityIndex found = kNone;
  const MentionIndex end = std::min<MentionIndex>(
      club + kMentionsMax, static_cast<MentionIndex>(document_.mentions.size()));
  for (MentionIndex index = club - std::min(club, kMentionsMax); index < end; ++index) {
    const Mention& mention = document_.mentions[index];
    if (mention.entity == kNone ||
        document_.entities[mention.entity].type != EntityType::kCompetition ||
        IsLeague(mention.entity) == cup ||
        !MayEnter(names_, document_.entities[at.entity], document_.entities[mention.entity])) {
      continue;
    }
    if (mention.sentence > at.sentence && found != kNone) {
      break;
    }
    found = mention.entity;
  }
  return found;
}

/// "holders Roma", "reigning champions Roma".
void TrophyReader::FindHolders() {
  static constexpr WordList kHolders = {"holders", "holder", "champions", "champion"};
  static constexpr WordList kBefore = {
      "reigning", "defending", "the",   "cup",   "title",  "to",    "against", "by",     "when",
      "over",     "with",      "while", "where", "and",    "as",    "current", "league", "beat",
      "beating",  "face",      "send",  "meet",  "behind", "leads", "at"};
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    const TokenIndex begin = mention.tokens.begin;
    const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
    if (begin == first || mention.kind != MentionKind::kName || !kHolders.Has(Word(begin - 1)) ||
        EntityAt(begin, EntityType::kClub) == kNone) {
      continue;
    }
    // "the Croatian champions", "the former champions": of another competition, or once.
    if (begin - 1 > first && !kBefore.Has(Word(begin - 2))) {
      continue;
    }
    const bool holders =
        Word(begin - 1).starts_with("holder") && !(begin - 1 > first && Word(begin - 2) == "title");
    EntityIndex held = HeldAt(index, holders);
    if (held == kNone && !holders) {
      held = HeldAt(index, true);  // National teams have no league.
    }
    if (held != kNone) {
      found_.push_back(TodaysFact(document_, Relation::kWonCompetition, mention.entity, held,
                                  mention.sentence, "document/holders"));
      found_.back().trigger = begin - 1;
    }
  }
}

/// "beat Roma to reach the cup final": that is yet to come.
bool TrophyReader::IsReached(TokenIndex competition) const {
  static constexpr WordList kReaches = {
      "reach", "reached", "reaching", "into", "book",    "booked", "for",  "of",
      "until", "before",  "make",     "made", "towards", "toward", "from", "near"};
  constexpr TokenIndex kTokensMax = 4;
  const TokenIndex first = document_.sentences[document_.tokens[competition].sentence].tokens.begin;
  for (TokenIndex at = competition - std::min(competition - first, kTokensMax); at < competition;
       ++at) {
    if (kReaches.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "beat Roma in the cup final": the winner has the cup.
void TrophyReader::FindFinals() {
  constexpr TokenIndex kTokensMax = 8;
  for (const Candidate& match : candidates_) {
    if (match.fact.relation != Relation::kBeat || match.optional || match.trigger == kNone ||
        match.fact.modality > Modality::kReported) {
      continue;
    }
    const TokenRange range = document_.sentences[match.fact.evidence.front()].tokens;
    for (TokenIndex token = range.begin; token + 1 < range.end; ++token) {
      const EntityIndex competition = EntityAt(token, EntityType::kCompetition);
      const uint32_t away = token > match.trigger ? token - match.trigger : match.trigger - token;
      if (competition != kNone && away <= kTokensMax &&
          (Word(token + 1) == "final" || IsOneMatch(competition)) && !IsLeague(competition) &&
          !IsReached(token)) {
        found_.push_back(DerivedCandidate(match, Relation::kWonCompetition, match.fact.subject,
                                          competition, "document/won-the-final"));
      }
    }
  }
}

void TrophyReader::Add(EntityIndex club, MentionIndex competition, TokenIndex trigger,
                       std::string_view rule) {
  const Mention& mention = document_.mentions[competition];
  if (club == kNone || mention.doubtful) {
    return;
  }
  Candidate candidate = TodaysFact(document_, Relation::kWonCompetition, club, mention.entity,
                                   mention.sentence, rule);
  candidate.trigger = trigger;
  const QuoteIndex quote = document_.tokens[trigger].quote;
  if (quote != kNone) {
    candidate.quoted = true;
    candidate.fact.modality = Modality::kReported;
    candidate.fact.speaker = document_.quotes[quote].speaker;
    candidate.fact.speaker_unnamed = candidate.fact.speaker == kNone;
  }
  // "the cup in 2019", "the cup (2019)".
  TokenIndex behind = mention.tokens.end;
  const TokenIndex end = document_.sentences[mention.sentence].tokens.end;
  behind += behind < end && (Word(behind) == "in" || Word(behind) == "(") ? 1 : 0;
  constexpr std::size_t kYearDigits = 4;
  if (behind < end && document_.tokens[behind].Has(kNumberToken) &&
      Word(behind).size() == kYearDigits) {
    candidate.fact.date.text = Word(behind);
    candidate.dated = true;
  }
  found_.push_back(std::move(candidate));
}

}  // namespace

void MarkTrophyWords(WordMarks& marks) {
  marks.AddAll(WordMark::kTrophy, kWins);
  marks.AddAll(WordMark::kTrophy, kBareWins);
  marks.AddAll(WordMark::kTrophy, kIncludes);
  marks.AddAll(WordMark::kTrophy, kLeads);
  marks.AddAll(WordMark::kTrophy, kTrebles);
}

void FindTrophies(const Document& document, const NameRegister& names,
                  std::vector<Candidate>& candidates) {
  TrophyReader(document, names, candidates).Run();
}

}  // namespace rondo::articles
