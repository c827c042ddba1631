// Stage 8, across sentences: who takes part in a competition where neither a clause nor a match
// says so. Lists of fixtures below a competition's name, clubs that are counted among those of a
// league, the other side of a match that is named by its competition, what a sentence that opens
// with a competition is about, and whom "the Championship club" means as the register knows.

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

class ParticipantReader : private ArticleView {
 public:
  ParticipantReader(const Document& document, const Knowledge& knowledge,
                    std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {}

  void Run() {
    ReadTitles();
    FindFixtures();
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      if (IsA(index, EntityType::kCompetition)) {
        FindClubsOf(index);
        FindOpponents(index);
        FindGroups(index);
        FindWhereItOpens(index);
      }
    }
    FindMeant();
    candidates_.insert(candidates_.end(), found_.begin(), found_.end());
  }

 private:
  static constexpr uint8_t kOwner = 1;
  static constexpr uint8_t kFormerOwner = 2;

  TokenRange SentenceAt(MentionIndex mention) const {
    return document_.sentences[MentionOf(mention).sentence].tokens;
  }
  bool IsA(MentionIndex mention, EntityType type) const;
  MentionIndex ClubAt(TokenIndex token) const;
  bool IsName(TokenIndex token) const;
  void ReadTitles();
  void Add(MentionIndex club, EntityIndex competition, std::string_view rule);

  EntityIndex HeadingOf(SentenceIndex sentence) const;
  std::optional<std::array<MentionIndex, 2>> FixtureIn(SentenceIndex sentence) const;
  void FindFixtures();

  TokenIndex AddList(TokenIndex begin, TokenIndex end, EntityIndex competition,
                     std::string_view rule);
  void AddListBefore(TokenIndex end, TokenIndex begin, EntityIndex competition,
                     std::string_view rule);
  void FindClubsOf(MentionIndex competition);
  void FindClubsBefore(MentionIndex competition);
  MentionIndex OpponentBehind(TokenIndex noun, TokenIndex end) const;
  void FindOpponents(MentionIndex competition);
  void FindGroups(MentionIndex competition);
  void FindWhereItOpens(MentionIndex competition);
  bool IsKnownElsewhere(EntityIndex club, EntityIndex league) const;
  std::vector<MentionIndex> KnownBefore(TokenIndex at, EntityIndex league) const;
  std::size_t CountOf(const Description& clubs) const;
  void FindMeant();

  std::vector<Candidate>& candidates_;
  std::vector<uint8_t> owners_;  // By mention: kOwner, kFormerOwner.
  std::vector<Candidate> found_;
};

bool ParticipantReader::IsA(MentionIndex mention, EntityType type) const {
  return mention != kNone && MentionOf(mention).entity != kNone && !MentionOf(mention).doubtful &&
         document_.entities[MentionOf(mention).entity].type == type;
}

/// The club whose name begins at the token; kNone if none does.
MentionIndex ParticipantReader::ClubAt(TokenIndex token) const {
  const MentionIndex mention = At(token).mention;
  return IsA(mention, EntityType::kClub) && MentionOf(mention).tokens.begin == token &&
                 MentionOf(mention).kind == MentionKind::kName
             ? mention
             : kNone;
}

bool ParticipantReader::IsName(TokenIndex token) const {
  const MentionIndex mention = At(token).mention;
  return mention != kNone && MentionOf(mention).kind == MentionKind::kName;
}

/// Marks clubs that only tell whose somebody is: "the Roma striker", "the former Roma striker".
void ParticipantReader::ReadTitles() {
  owners_.assign(document_.mentions.size(), 0);
  for (const Description& description : document_.descriptions) {
    if (description.organisation == kNone) {
      continue;
    }
    uint8_t& owner = owners_[description.organisation];
    owner = static_cast<uint8_t>(owner | (description.former ? kFormerOwner : 0));
    if (description.person != kNone && IsHuman(MentionOf(description.person).type)) {
      owner = static_cast<uint8_t>(owner | kOwner);
    }
  }
}

void ParticipantReader::Add(MentionIndex club, EntityIndex competition, std::string_view rule) {
  const Mention& mention = MentionOf(club);
  if (MayEnter(names_, document_.entities[mention.entity], document_.entities[competition])) {
    found_.push_back(TodaysFact(document_, Relation::kPlaysIn, mention.entity, competition,
                                mention.sentence, rule));
    found_.back().fact.modality = Modality::kAsserted;
  }
}

/// "League One", "Europa League round of 32:", "Latest Premier League results": a line that tells
/// nothing but what the lines below it are of.
EntityIndex ParticipantReader::HeadingOf(SentenceIndex index) const {
  static constexpr WordList kWords = {"fixtures",    "results", "result",
                                      "scores",      "latest",  "round",
                                      "of",          "last",    "16",
                                      "32",          "group",   "games",
                                      "matches",     "today",   "'s",
                                      ":",           "-",       "the",
                                      "in",          "sunday",  "saturday",
                                      "weekend",     "midweek", "draw",
                                      "full",        "third",   "fourth",
                                      "fifth",       "first",   "second",
                                      "leg",         "ties",    "quarter-finals",
                                      "semi-finals", "final",   "stage",
                                      "schedule",    "list",    "and",
                                      "round-up",    "table",   "matchday",
                                      "monday",      "tuesday", "wednesday",
                                      "thursday",    "friday",  "play-off",
                                      "play-offs"};
  constexpr uint32_t kTokensMax = 9;
  const Sentence& sentence = document_.sentences[index];
  if (sentence.tokens.size() > kTokensMax) {
    return kNone;
  }
  EntityIndex found = kNone;
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const MentionIndex mention = At(token).mention;
    if (IsA(mention, EntityType::kCompetition)) {
      const EntityIndex competition = MentionOf(mention).entity;
      if (found != kNone && found != competition) {
        return kNone;
      }
      found = competition;
    } else if (!kWords.Has(Word(token)) && !At(token).Has(kNumberToken)) {
      return kNone;
    }
  }
  return found;
}

/// "Leeds v Burnley (3pm)", "Leeds 2-1 Burnley", "Leeds 2 Burnley 1": the two sides.
std::optional<std::array<MentionIndex, 2>> ParticipantReader::FixtureIn(SentenceIndex index) const {
  static constexpr WordList kBetween = {"v", "vs", "versus", "-", "v.", "."};
  constexpr uint32_t kTokensMax = 16;
  constexpr uint32_t kBetweenMax = 3;
  const TokenRange range = document_.sentences[index].tokens;
  if (range.size() > kTokensMax) {
    return std::nullopt;
  }
  MentionIndex home = kNone;
  TokenIndex behind = 0;
  for (TokenIndex token = range.begin; token < range.end; ++token) {
    const MentionIndex club = ClubAt(token);
    if (club != kNone && home != kNone) {
      return token > behind && token - behind <= kBetweenMax
                 ? std::optional(std::array<MentionIndex, 2>{home, club})
                 : std::nullopt;
    }
    if (club != kNone) {
      home = club;
      behind = MentionOf(club).tokens.end;
      token = behind - 1;
    } else if (home != kNone && !kBetween.Has(Word(token)) && !At(token).Has(kNumberToken)) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

/// Fixtures below the name of their competition, up to the first line that is anything else but a
/// day or a note.
void ParticipantReader::FindFixtures() {
  constexpr uint32_t kNoteTokensMax = 12;
  EntityIndex competition = kNone;
  for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
    if (const EntityIndex heading = HeadingOf(sentence); heading != kNone) {
      competition = heading;
      continue;
    }
    if (competition == kNone) {
      continue;
    }
    if (const auto sides = FixtureIn(sentence)) {
      Add((*sides)[0], competition, "document/fixture-list");
      Add((*sides)[1], competition, "document/fixture-list");
    } else if (document_.sentences[sentence].tokens.size() > kNoteTokensMax) {
      competition = kNone;
    }
  }
}

/// Adds the clubs of the list that begins at `begin` and returns where it ends.
TokenIndex ParticipantReader::AddList(TokenIndex begin, TokenIndex end, EntityIndex competition,
                                      std::string_view rule) {
  static constexpr WordList kJoints = {",", "and", "or", "&", "the", "both", "as", "well", "plus"};
  TokenIndex token = begin;
  while (token < end) {
    if (const MentionIndex club = ClubAt(token); club != kNone && (owners_[club] & kOwner) == 0) {
      Add(club, competition, rule);
      token = MentionOf(club).tokens.end;
    } else if (kJoints.Has(Word(token))) {
      ++token;
    } else {
      break;
    }
  }
  return token;
}

/// The same for the list that ends before `end`.
void ParticipantReader::AddListBefore(TokenIndex end, TokenIndex begin, EntityIndex competition,
                                      std::string_view rule) {
  static constexpr WordList kJoints = {",", "and", "or", "&", "the", "both", "all"};
  TokenIndex token = end;
  while (token > begin) {
    const MentionIndex mention = At(token - 1).mention;
    const MentionIndex club = mention == kNone ? kNone : ClubAt(MentionOf(mention).tokens.begin);
    if (club != kNone) {
      Add(club, competition, rule);
      token = MentionOf(club).tokens.begin;
    } else if (kJoints.Has(Word(token - 1))) {
      --token;
    } else {
      break;
    }
  }
}

/// "Premier League trio Leeds, Everton and Burnley", "several Premier League clubs, including
/// Leeds", "Leeds and Everton are among the Premier League clubs linked".
void ParticipantReader::FindClubsOf(MentionIndex index) {
  static constexpr WordList kClubs = {
      "clubs",       "sides",       "teams",      "trio",       "duo",          "pair",
      "quartet",     "quintet",     "outfits",    "giants",     "heavyweights", "rivals",
      "suitors",     "strugglers",  "hopefuls",   "contenders", "counterparts", "newcomers",
      "big-hitters", "powerhouses", "neighbours", "hotshots",   "foes"};
  static constexpr WordList kIncluding = {"including", "like",    "as",       "with", "namely",
                                          ":",         "include", "includes", "are",  "were"};
  constexpr TokenIndex kBehindMax = 9;
  const Mention& mention = MentionOf(index);
  const TokenRange range = SentenceAt(index);
  TokenIndex noun = mention.tokens.end;
  noun += noun < range.end && !kClubs.Has(Word(noun)) ? 1 : 0;
  if (noun >= range.end || !kClubs.Has(Word(noun)) || IsName(noun)) {
    return;
  }
  FindClubsBefore(index);
  constexpr std::string_view kRule = "document/clubs-of-the-league";
  const EntityIndex competition = mention.entity;
  if (ClubAt(std::min(noun + 1, range.end - 1)) != kNone) {
    AddList(noun + 1, range.end, competition, kRule);
    return;
  }
  const TokenIndex until = std::min(noun + 1 + kBehindMax, range.end);
  for (TokenIndex token = noun + 1; token + 1 < until; ++token) {
    if (IsName(token)) {
      break;
    }
    if (kIncluding.Has(Word(token)) &&
        (ClubAt(token + 1) != kNone || Word(token + 1) == "the" || Word(token + 1) == "both")) {
      AddList(token + 1, range.end, competition, kRule);
      return;
    }
  }
}

/// "Leeds and Everton are among the several Premier League clubs to be linked".
void ParticipantReader::FindClubsBefore(MentionIndex index) {
  static constexpr WordList kCounted = {"the",   "several", "many", "three",   "four",  "those",
                                        "other", "some",    "five", "of",      "a",     "number",
                                        "six",   "these",   "host", "leading", "fellow"};
  static constexpr WordList kAmong = {"among", "amongst", "both", "all", "one", "two"};
  static constexpr WordList kAre = {"are", "were", "is", "was", "being"};
  constexpr TokenIndex kStepsMax = 6;
  const TokenIndex first = SentenceAt(index).begin;
  TokenIndex token = MentionOf(index).tokens.begin;
  bool among = false;
  for (TokenIndex step = 0; step < kStepsMax && token > first; ++step, --token) {
    const std::string_view before = Word(token - 1);
    if (among && kAre.Has(before)) {
      AddListBefore(token - 1, first, MentionOf(index).entity, "document/clubs-of-the-league");
      return;
    }
    if (!kCounted.Has(before) && !kAmong.Has(before)) {
      return;
    }
    among = among || kAmong.Has(before);
  }
}

/// Where the club begins that stands behind "against" and its like near the noun of a match.
MentionIndex ParticipantReader::OpponentBehind(TokenIndex noun, TokenIndex end) const {
  static constexpr WordList kTies = {"against", "with", "v",  "vs", "versus",
                                     "over",    "to",   "by", "at", "between"};
  constexpr TokenIndex kTieMax = 5;
  constexpr TokenIndex kWordsMax = 4;  // "the mighty", "their old rivals".
  const TokenIndex until = std::min(noun + 1 + kTieMax, end);
  for (TokenIndex token = noun + 1; token < until; ++token) {
    if (At(token).mention != kNone || At(token).Has(kPunctuationToken)) {
      return kNone;
    }
    if (!kTies.Has(Word(token))) {
      continue;
    }
    const TokenIndex last = std::min(token + 1 + kWordsMax, end);
    for (TokenIndex at = token + 1; at < last; ++at) {
      if (const MentionIndex club = ClubAt(at); club != kNone) {
        return MentionOf(club).possessive || (owners_[club] & kOwner) != 0 ? kNone : club;
      }
      if (At(at).Has(kPunctuationToken) || kTies.Has(Word(at))) {
        break;
      }
    }
  }
  return kNone;
}

/// "their League Cup tie at Leeds", "the Super Cup between Leeds and Roma": whoever that match is
/// with plays there.
void ParticipantReader::FindOpponents(MentionIndex index) {
  static constexpr WordList kMatches = {
      "match",       "game",     "tie",        "clash",       "fixture",       "meeting",
      "encounter",   "showdown", "win",        "victory",     "defeat",        "loss",
      "draw",        "exit",     "semi-final", "final",       "quarter-final", "qualifier",
      "opener",      "replay",   "leg",        "group",       "semifinal",     "quarterfinal",
      "round",       "shock",    "upset",      "elimination", "play-off",      "contest",
      "game-week",   "bout",     "stalemate",  "thriller",    "setback",       "humbling",
      "humiliation", "games",    "matches",    "fixtures",    "ties",          "goal",
      "goals",       "debut",    "hat-trick",  "first-leg",   "lead",          "last-16",
      "action",      "visit",    "trip",       "hosting"};
  // "Champions League qualification after a win over Leeds": that was another match.
  static constexpr WordList kJoints = {
      "after", "as", "and",    "but",   "for",   "when",    "while",     "with",  "in",
      "or",    "if", "before", "at",    "of",    "from",    "than",      "that",  "who",
      "to",    "by", "over",   "since", "until", "despite", "following", "thanks"};
  constexpr TokenIndex kNounMax = 5;
  const Mention& mention = MentionOf(index);
  const TokenRange range = SentenceAt(index);
  constexpr std::string_view kRule = "document/opponent-in";
  TokenIndex noun = mention.tokens.end;
  if (noun < range.end && Word(noun) == "between") {
    AddList(noun + 1, range.end, mention.entity, kRule);
    return;
  }
  const TokenIndex until = std::min(noun + kNounMax, range.end);
  for (; noun < until; ++noun) {
    if (IsName(noun) || At(noun).Has(kPunctuationToken) || kJoints.Has(Word(noun))) {
      return;
    }
    if (!kMatches.Has(Word(noun))) {
      continue;
    }
    if (const MentionIndex club = OpponentBehind(noun, range.end); club != kNone) {
      AddList(MentionOf(club).tokens.begin, range.end, mention.entity, kRule);
      return;
    }
  }
}

/// "a Champions League group with Leeds and Roma", "ahead of Leeds in Group A of the Champions
/// League", "the teams in its last 16 - Leeds, Roma": who is counted there.
void ParticipantReader::FindGroups(MentionIndex index) {
  static constexpr WordList kGroups = {"group", "section", "pool", "groups"};
  static constexpr WordList kCounts = {"with",      "including",  "included",   "alongside",
                                       "featuring", "comprising", "containing", "of",
                                       "above",     "behind",     "against",    "below"};
  static constexpr WordList kDashes = {"-", "\xE2\x80\x93", "\xE2\x80\x94", ":"};
  constexpr TokenIndex kGroupMax = 12;
  constexpr std::string_view kRule = "document/group-with";
  const Mention& mention = MentionOf(index);
  const TokenRange range = SentenceAt(index);
  const TokenIndex begin =
      mention.tokens.begin - std::min(mention.tokens.begin - range.begin, kGroupMax);
  const TokenIndex end = std::min(mention.tokens.end + kGroupMax, range.end);
  bool grouped = false;
  for (TokenIndex token = begin; token < end; ++token) {
    grouped = grouped || kGroups.Has(Word(token));
  }
  for (TokenIndex token = begin; token + 1 < range.end && token < end + kGroupMax; ++token) {
    const bool counts = grouped && kCounts.Has(Word(token));
    const bool dashed = token > mention.tokens.end && kDashes.Has(Word(token));
    if ((counts || dashed) && (ClubAt(token + 1) != kNone || Word(token + 1) == "the")) {
      const TokenIndex behind = AddList(token + 1, range.end, mention.entity, kRule);
      token = std::max(token, behind - 1);
    }
  }
}

/// "In the Bundesliga, Leverkusen kept up with Bayern": of nothing else until another is named.
void ParticipantReader::FindWhereItOpens(MentionIndex index) {
  static constexpr WordList kOpening = {"in",     "the",     "elsewhere", "meanwhile", "also",
                                        "and",    "but",     ",",         "over",      "earlier",
                                        "later",  "on",      "sunday",    "saturday",  "friday",
                                        "monday", "tuesday", "wednesday", "thursday",  "'s",
                                        "while",  "this",    "season",    "today",     "back"};
  static constexpr WordList kElsewhere = {"from", "signed", "sign", "join",   "joined", "leave",
                                          "left", "target", "sold", "former", "leaving"};
  const Mention& mention = MentionOf(index);
  const TokenRange range = SentenceAt(index);
  bool in = mention.tokens.begin == range.begin && mention.tokens.end < range.end &&
            Word(mention.tokens.end) == ":";
  for (TokenIndex token = range.begin; token < mention.tokens.begin; ++token) {
    if (!kOpening.Has(Word(token))) {
      return;
    }
    in = in || Word(token) == "in";
  }
  if (!in) {
    return;
  }
  for (TokenIndex token = mention.tokens.end; token < range.end; ++token) {
    if (IsA(At(token).mention, EntityType::kCompetition)) {
      return;
    }
    const MentionIndex club = ClubAt(token);
    if (club != kNone && (owners_[club] & kFormerOwner) == 0 && !kElsewhere.Has(Word(token - 1))) {
      Add(club, mention.entity, "document/opening-with-its-cup");
    }
  }
}

/// Certainly in no season about the article's.
bool ParticipantReader::IsKnownElsewhere(EntityIndex club, EntityIndex league) const {
  const uint32_t contest = document_.entities[league].register_entry;
  const Entity& known = document_.entities[club];
  return contest != kNone && document_.year != 0 &&
         (known.national_team ||
          names_.WasNotIn(contest, known.name, known.nationality, SeasonsAbout(document_)));
}

/// The clubs named in the sentence before the token and in the two before it that the register has
/// in the league, each once.
std::vector<MentionIndex> ParticipantReader::KnownBefore(TokenIndex at, EntityIndex league) const {
  constexpr SentenceIndex kSentences = 2;
  const SentenceIndex here = At(at).sentence;
  std::vector<MentionIndex> found;
  const MentionIndex begin = document_.sentences[here - std::min(here, kSentences)].mention_begin;
  for (MentionIndex index = begin; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.tokens.begin >= at) {
      break;
    }
    if (mention.kind != MentionKind::kName || !IsA(index, EntityType::kClub) ||
        (owners_[index] & kFormerOwner) != 0 ||
        !IsKnownIn(document_, names_, document_.entities[mention.entity],
                   document_.entities[league])) {
      continue;
    }
    std::erase_if(found,
                  [&](MentionIndex other) { return MentionOf(other).entity == mention.entity; });
    found.push_back(index);
  }
  return found;
}

/// How many are meant: "the Championship club", "both", "the two", "all three Premier League
/// sides", "the Ligue 1 rivals"; 0 where that is open.
std::size_t ParticipantReader::CountOf(const Description& clubs) const {
  constexpr TokenIndex kWordsMax = 3;
  const Title& title = names_.title(clubs.title_entry);
  const TokenIndex begin = MentionOf(clubs.organisation).tokens.begin;
  const TokenIndex first = document_.sentences[clubs.sentence].tokens.begin;
  const bool one = !title.plural && Word(clubs.title.begin) != "rivals";
  if (one) {
    return clubs.definite || clubs.possessor != kNone ? 1 : 0;
  }
  for (TokenIndex at = begin; at-- > first && begin - at <= kWordsMax;) {
    const std::string_view word = Word(at);
    if (word == "both" || word == "two") {
      return 2;
    }
    if (word == "three" || word == "four") {
      return word == "three" ? 3 : 4;
    }
  }
  return clubs.definite && Word(clubs.title.begin) == "rivals" ? 2 : 0;
}

/// "The Championship club have said", "both Premier League sides": whom the register has in that
/// league of those named before.
void ParticipantReader::FindMeant() {
  for (const Description& clubs : document_.descriptions) {
    if (clubs.organisation == kNone || clubs.former || clubs.another ||
        !IsA(clubs.organisation, EntityType::kCompetition) ||
        (clubs.holder != kNone && document_.entities[clubs.holder].type != EntityType::kClub) ||
        clubs.title_entry == kNone || names_.title(clubs.title_entry).type != EntityType::kClub) {
      continue;
    }
    const EntityIndex league = MentionOf(clubs.organisation).entity;
    if (clubs.holder != kNone && !IsKnownElsewhere(clubs.holder, league)) {
      continue;
    }
    const std::vector<MentionIndex> known =
        KnownBefore(MentionOf(clubs.organisation).tokens.begin, league);
    if (known.size() == CountOf(clubs)) {
      for (const MentionIndex club : known) {
        found_.push_back(TodaysFact(document_, Relation::kPlaysIn, MentionOf(club).entity, league,
                                    clubs.sentence, "document/meant-by-its-league"));
      }
    }
  }
}

}  // namespace

void FindParticipants(const Document& document, const Knowledge& knowledge,
                      std::vector<Candidate>& candidates) {
  ParticipantReader(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
