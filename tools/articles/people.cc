// Stage 4: titles. Finds "Roma sporting director Gianluca Petrachi" and its kin: which title stands
// with which name, and which club, outlet or body it is held at. A title without a name beside it
// ("the Liverpool player", "United boss") becomes a mention of its own that stage 6 resolves.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "tools/articles/pipeline.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kModifiersMax = 7;

template <std::size_t N>
bool IsOneOf(std::string_view word, const WordList<N>& list) {
  return list.Has(word);
}

constexpr WordList kFormerWords = {"former",    "ex",       "ex-",     "then",
                                   "then-",     "one-time", "former-", "onetime",
                                   "erstwhile", "previous", "late"};
constexpr WordList kDeterminers = {"the", "this", "that", "these", "your"};

constexpr WordList kIndefinites = {"a",     "an",     "another", "other", "any",  "no",    "every",
                                   "first", "second", "each",    "some",  "only", "which", "what"};

// Words that may stand between a club and a title and end no phrase. Everything small that is in
// none of these stops the search to the left.
constexpr WordList kStops = {
    "is",   "was",   "are",   "were", "be",    "been", "has", "have", "had",     "as",
    "to",   "of",    "in",    "on",   "at",    "for",  "by",  "with", "from",    "who",
    "that", "which", "while", "when", "where", "but",  "or",  "if",   "because", "than",
    "will", "would", "could", "can",  "may",   "said", "not", "like", "after",   "against"};

constexpr WordList kPlainVerbs = {
    "sign",    "want",    "eye",      "target", "beat",  "face", "need",   "plan",    "make",
    "open",    "agree",   "join",     "offer",  "weigh", "set",  "miss",   "lose",    "win",
    "buy",     "sell",    "loan",     "let",    "see",   "hope", "reject", "confirm", "appoint",
    "monitor", "prepare", "consider", "lead",   "keep",  "told", "bring",  "land",    "hire",
    "name",    "sack",    "drop",     "bid",    "held",  "made", "won",    "lost"};

bool IsAge(std::string_view word, int32_t& age) {
  if (word.size() < 11 || word.size() > 12 || !word.ends_with("-year-old")) {
    return false;
  }
  age = (word[0] - '0') * 10 + (word[1] - '0');
  return age >= 10 && age <= 99;
}

class DescriptionFinder {
 public:
  DescriptionFinder(Document& document, const Knowledge& knowledge)
      : document_(document), names_(knowledge.names) {}

  void Run() {
    found_.clear();
    FindShortClubs();
    const auto count = static_cast<TokenIndex>(document_.tokens.size());
    for (TokenIndex at = 0; at < count;) {
      at = Read(at);
    }
    InsertMentions();
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }
  const Sentence& SentenceOf(TokenIndex index) const {
    return document_.sentences[At(index).sentence];
  }
  const Mention& MentionAt(TokenIndex index) const { return document_.mentions[At(index).mention]; }
  bool InMention(TokenIndex index) const { return At(index).mention != kNone; }

  bool IsPersonMention(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    return mention.kind == MentionKind::kName && (!mention.typed || IsHuman(mention.type));
  }

  bool IsBodyMention(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    return mention.kind == MentionKind::kName &&
           (mention.typed ? !IsHuman(mention.type) : IsShortClub(mention));
  }

  /// The words that clubs of the article are called by for short: of "Aston Villa" the last, of
  /// "Newcastle United" both.
  void FindShortClubs() {
    for (const Mention& mention : document_.mentions) {
      if (mention.kind == MentionKind::kName && mention.typed &&
          mention.type == EntityType::kClub && mention.tokens.size() > 1) {
        short_clubs_.insert(Word(mention.tokens.begin));
        short_clubs_.insert(Word(mention.tokens.end - 1));
      }
    }
  }

  /// "the Villa striker", "United's Anthony Martial".
  bool IsShortClub(const Mention& mention) const {
    return mention.tokens.size() == 1 && short_clubs_.contains(Word(mention.tokens.begin));
  }

  TokenIndex Read(TokenIndex at) {
    if (InMention(at)) {
      ReadPossessive(at);
      return std::max(at + 1, MentionAt(at).tokens.end);
    }
    const TokenIndex end = At(at).Has(WordMark::kTitle) ? TitleEnd(at) : at;
    if (end != at) {
      ReadTitle({at, end});
      return end;
    }
    int32_t age = 0;
    if (At(at).Has(kNumberToken) && IsAge(Word(at), age)) {
      ReadAge(at, age);
    }
    return at + 1;
  }

  TokenIndex TitleEnd(TokenIndex at) {
    TokenIndex end = at;
    if (!names_.titles().MayBegin(At(at).word)) {
      return end;
    }
    uint32_t node = WordTrie::kRoot;
    const TokenIndex limit = SentenceOf(at).tokens.end;
    for (TokenIndex next = at; next < limit && !InMention(next); ++next) {
      node = names_.titles().Step(node, At(next).word);
      if (node == WordTrie::kNowhere) {
        break;
      }
      if (const auto values = names_.titles().ValuesAt(node); !values.empty()) {
        end = next + 1;
        title_entry_ = values.front();
      }
    }
    return end;
  }

  /// "Bleacher Report's Gianni Verschueren", "Chelsea's Eden Hazard".
  void ReadPossessive(TokenIndex at) {
    const MentionIndex body = At(at).mention;
    const Mention& mention = document_.mentions[body];
    if (mention.tokens.begin != at || !mention.possessive || !IsBodyMention(body)) {
      return;
    }
    TokenIndex next = mention.tokens.end + 1;
    const TokenIndex end = SentenceOf(at).tokens.end;
    if (next < end && InMention(next) && MentionAt(next).kind == MentionKind::kDemonym) {
      next = MentionAt(next).tokens.end;  // "Benfica's Brazilian Ederson"
    }
    if (next >= end || !InMention(next) || !IsPersonMention(At(next).mention)) {
      return;
    }
    Description description;
    description.person = At(next).mention;
    description.organisation = body;
    description.begin = at;
    description.sentence = At(at).sentence;
    found_.push_back(description);
    AddJoined(description);
  }

  /// "the 29-year-old" with no title behind it.
  void ReadAge(TokenIndex at, int32_t age) {
    const TokenIndex end = SentenceOf(at).tokens.end;
    const bool headed = at + 1 < end && (At(at + 1).Has(kWordToken) && !GoesOn(at + 1));
    const bool definite = at > 0 && IsOneOf(Word(at - 1), kDeterminers);
    if (headed || !definite) {
      return;
    }
    Description description;
    description.title = {at, at + 1};
    description.begin = at - 1;
    description.age = age;
    description.definite = true;
    description.sentence = At(at).sentence;
    found_.push_back(description);
  }

  /// A word that goes on with the sentence rather than with the noun phrase.
  bool GoesOn(TokenIndex at) const {
    static constexpr WordList kBehind = {
        "and",   "also",  "then",  "this",   "last",      "next",    "later",   "earlier", "since",
        "still", "now",   "again", "once",   "alongside", "himself", "herself", "over",    "before",
        "did",   "made",  "went",  "came",   "won",       "lost",    "left",    "spent",   "took",
        "told",  "spoke", "got",   "gave",   "kept",      "led",     "became",  "began",   "ran",
        "saw",   "set",   "found", "caught", "sought",    "burst",   "struck",  "hit",     "put"};
    const std::string_view word = Word(at);
    return IsOneOf(word, kStops) || IsOneOf(word, kBehind) || word.ends_with("ed") ||
           word.ends_with("ly") || word.ends_with("s");
  }

  struct Left {
    TokenIndex begin = 0;
    MentionIndex body = kNone;
    MentionIndex body_2 = kNone;
    MentionIndex first_body = kNone;  // Of a list the one read last.
    MentionIndex demonym = kNone;
    MentionIndex place = kNone;
    TokenIndex possessor = kNone;
    int32_t age = -1;
    bool former = false;
    bool definite = false;
    bool indefinite = false;
  };

  /// What stands before a title and belongs to it: "former Arsenal and France", "the club's new".
  Left ReadLeft(TokenIndex title) const {
    Left left;
    left.begin = title;
    const TokenIndex first = SentenceOf(title).tokens.begin;
    TokenIndex at = title;
    for (uint32_t step = 0; at > first && step < kModifiersMax; ++step) {
      const TokenIndex previous = at - 1;
      if (InMention(previous)) {
        if (!TakeMention(previous, left)) {
          break;
        }
        at = MentionAt(previous).tokens.begin;
        left.begin = at;
        if (left.definite) {
          break;
        }
        continue;
      }
      if (!TakeWord(previous, left)) {
        break;
      }
      at = previous;
      left.begin = at;
      if (left.definite || left.indefinite) {
        break;
      }
    }
    return left;
  }

  bool TakeMention(TokenIndex at, Left& left) const {
    const MentionIndex index = At(at).mention;
    const Mention& mention = document_.mentions[index];
    if (mention.kind == MentionKind::kDemonym) {
      left.demonym = index;
      return true;
    }
    if (mention.kind == MentionKind::kPronoun) {
      // "their Premier League opponents", but not "his Roma midfielder".
      const bool of_league =
          left.body != kNone && document_.mentions[left.body].type == EntityType::kCompetition;
      if (!mention.possessive || (left.body != kNone && !of_league)) {
        return false;
      }
      left.possessor = at;
      left.definite = true;
      return true;
    }
    if (mention.place && left.body == kNone) {
      left.place = index;  // "the Istanbul club", "the Merseyside club"
      return true;
    }
    if (!IsBodyMention(index) && !(mention.possessive && left.body == kNone)) {
      return false;
    }
    if (left.body == kNone) {
      left.body = index;
      left.first_body = index;
      return true;
    }
    // "Chelsea and England midfielder"
    const std::string_view joint = Word(mention.tokens.end);
    if (joint != "and" && joint != "," && joint != "/") {
      return false;
    }
    // "after the game at Molineux, Blackpool's manager", "to White Hart Lane and Inter boss".
    const bool listed = left.body_2 != kNone || joint != ",";
    if (!listed || IsPlaceOfPhrase(mention)) {
      return false;
    }
    // "former Leeds, Chelsea and England midfielder": of more than two the last two are kept.
    left.body_2 = left.body_2 == kNone ? index : left.body_2;
    left.first_body = index;
    return true;
  }

  /// "at Molineux", "to White Hart Lane": a ground, where something is or goes.
  bool IsPlaceOfPhrase(const Mention& mention) const {
    static constexpr WordList kPlaces = {"at", "to", "in", "from", "around", "near"};
    if (mention.tokens.begin == 0 || mention.candidate_begin == mention.candidate_end) {
      return false;
    }
    TokenIndex before = mention.tokens.begin - 1;
    before -= before > 0 && Word(before) == "the" ? 1 : 0;
    const NameUse use = names_.name(document_.candidates[mention.candidate_begin]).use;
    return use == NameUse::kMetonym && kPlaces.Has(Word(before));
  }

  bool TakeWord(TokenIndex at, Left& left) const {
    const Token& token = At(at);
    const std::string_view word = Word(at);
    if (token.Has(kPossessive)) {
      // "the club's", "Roma's": what is possessed by a name comes next.
      if (at > 0 && !InMention(at - 1)) {
        left.possessor = at - 1;
      }
      return true;
    }
    if (word == "then" && token.Has(kSentenceStart)) {
      return false;  // "Then Roma's coach ...".
    }
    if (IsOneOf(word, kFormerWords)) {
      left.former = true;
      return true;
    }
    if (IsOneOf(word, kDeterminers)) {
      left.definite = true;
      return true;
    }
    if (IsOneOf(word, kIndefinites) && !(word == "first" && Word(at + 1) == "choice")) {
      left.indefinite = true;
      return true;
    }
    int32_t age = 0;
    if (IsAge(word, age)) {
      left.age = age;
      return true;
    }
    if (word == "club" && left.possessor == kNone) {
      left.possessor = at;
      return true;
    }
    if (word == "and" || word == ",") {
      // Only between two bodies: "Chelsea and England midfielder".
      return left.body != kNone && at > 0 && InMention(at - 1) &&
             (left.body_2 == kNone || word == ",") && IsBodyMention(At(at - 1).mention) &&
             document_.mentions[left.first_body].tokens.begin == at + 1;
    }
    if (!token.Has(kWordToken) && !token.Has(kNumberToken)) {
      return false;
    }
    if (!token.Has(kPossessive) && IsVerbForm(at)) {
      return false;
    }
    if (left.body != kNone) {
      // Beyond the body only adjectives of the whole phrase: "new Barcelona manager".
      return word == "new" || word == "current" || word == "fellow";
    }
    return !IsOneOf(word, kStops) && !word.ends_with("ly") && !token.Has(kCapitalised);
  }

  /// "Galatasaray faces German club Schalke", "Liverpool want striker ...": a verb ends the phrase.
  /// Only behind a name without 's does such a word stand as a verb: "Arsenal's injured striker"
  /// has none.
  bool IsVerbForm(TokenIndex at) const {
    if (at == 0 || !InMention(at - 1) || MentionAt(at - 1).kind == MentionKind::kPronoun) {
      return false;
    }
    const std::string_view word = Word(at);
    const bool ending =
        (word.ends_with("s") || word.ends_with("ed")) && word.find('-') == std::string_view::npos;
    return ending || IsOneOf(word, kPlainVerbs);
  }

  /// "of Roma", "at Chelsea", "for Sky Sports" behind a title: the end of the phrase, or `at`.
  /// Only people hold something "at" or "with" a body: "an exit from the club with Real watching".
  TokenIndex ReadRight(TokenIndex at, bool human, MentionIndex& body) const {
    const TokenIndex end = SentenceOf(at - 1).tokens.end;
    if (at + 1 >= end) {
      return at;
    }
    const std::string_view word = Word(at);
    if (word != "of" && (!human || (word != "at" && word != "for" && word != "with"))) {
      return at;
    }
    TokenIndex next = at + 1;
    if (Word(next) == "the" && next + 1 < end) {
      ++next;
    }
    if (InMention(next) && IsBodyMention(At(next).mention)) {
      body = At(next).mention;
      return MentionAt(next).tokens.end;
    }
    return at;
  }

  void ReadTitle(TokenRange title) {
    const Title& entry = names_.title(title_entry_);
    const Left left = ReadLeft(title.begin);
    if (IsOtherUse(entry, title)) {
      return;
    }
    const TokenIndex end = SentenceOf(title.begin).tokens.end;
    Description description;
    description.title = title;
    description.title_entry = title_entry_;
    description.begin = left.begin;
    description.organisation = left.body;
    description.demonym = left.demonym;
    description.place = left.place;
    description.possessor = left.possessor;
    description.age = left.age;
    description.former = left.former || entry.HasFlag("past");
    description.definite = left.definite;
    description.another = left.indefinite && Word(left.begin) == "another";
    description.sentence = At(title.begin).sentence;
    TokenIndex behind = title.end;
    if (description.organisation == kNone) {
      behind = ReadRight(title.end, IsHuman(entry.type), description.organisation);
    }
    description.elsewhere =
        description.organisation == kNone &&
        (entry.phrase == "chief" || IsHeldElsewhere(left.begin, title.end, end));
    if (!FindHolder(entry, left, behind, end, description)) {
      return;
    }
    const std::size_t added = found_.size();
    ShareHolder(description);
    found_.push_back(description);
    if (left.demonym != kNone && entry.phrase.ends_with("international")) {
      // "Spanish international": Spain's, whatever club stands before it.
      if (found_.back().organisation != kNone) {
        found_.push_back(description);
      }
      found_.back().organisation = left.demonym;
    }
    if (entry.plural && description.person != kNone) {
      AddJoined(description);
    }
    if (left.body_2 != kNone && found_.size() == added + 2 && IsClubOnly(left.body) &&
        IsClubOnly(left.body_2)) {
      found_[added].organisation = left.body_2;  // "Liverpool and City bosses Klopp and Guardiola".
      return;
    }
    if (left.body_2 != kNone) {
      const std::size_t last = found_.size();
      for (std::size_t index = added; index < last; ++index) {
        Description second = found_[index];
        second.organisation = left.body_2;
        found_.push_back(second);
      }
    }
  }

  /// "Roma manager and former Lazio midfielder Zed Small": who was that once is the manager as
  /// well.
  void ShareHolder(const Description& later) {
    if (later.definite || later.person == kNone || later.begin < 2 ||
        Word(later.begin - 1) != "and" || found_.empty()) {
      return;
    }
    Description& before = found_.back();
    // "Wales international and Leeds winger Zed Small": without an article the first needs a name.
    const bool bare = !before.definite && before.organisation != kNone &&
                      before.title_entry != kNone && later.organisation != kNone &&
                      !names_.title(before.title_entry).plural;
    if ((later.former || bare) && before.person == kNone && before.title.end == later.begin - 1) {
      before.person = later.person;
    }
  }

  /// A club, and no national team.
  bool IsClubOnly(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    return mention.type == EntityType::kClub && mention.candidate_begin != mention.candidate_end &&
           names_.entry(names_.name(document_.candidates[mention.candidate_begin]).entry).kind !=
               ClubKind::kNation;
  }

  /// A whole title, and not merely its first word: "boss left Roma" has no left back in it.
  bool BeginsTitle(TokenIndex at) {
    const uint32_t entry = title_entry_;
    const bool begins = TitleEnd(at) != at;
    title_entry_ = entry;
    return begins;
  }

  bool SpeaksOfKeepers(TokenRange range) const {
    for (TokenIndex at = range.begin; at < range.end; ++at) {
      if (Word(at) == "goalkeeper" || Word(at) == "keeper" || Word(at) == "goalkeepers") {
        return true;
      }
    }
    return false;
  }

  bool IsClubHere(TokenIndex at) const {
    return InMention(at) && IsBodyMention(At(at).mention) &&
           MentionAt(at).type == EntityType::kClub;
  }

  /// "this great club", "take the club forward": the word is no title there.
  bool IsOtherUse(const Title& entry, TokenRange title) {
    const TokenIndex end = SentenceOf(title.begin).tokens.end;
    if (title.end < end && !InMention(title.end) && !entry.plural && IsHuman(entry.type) &&
        BeginsTitle(title.end)) {
      return true;
    }
    // "the league's official site", "captain's armband".
    static constexpr WordList kOfficial = {
        "site",    "website", "account", "statement", "channel",  "twitter",
        "report",  "word",    "page",    "website's", "app",      "partner",
        "sponsor", "store",   "line",    "media",     "approach", "announcement"};
    if (entry.phrase == "official" && title.end < end && kOfficial.Has(Word(title.end))) {
      return true;
    }
    // "the international stage".
    static constexpr WordList kPlayed = {
        "stage",    "game",     "football",   "matches",   "match", "break", "duty",
        "level",    "fixtures", "window",     "career",    "debut", "scene", "retirement",
        "side",     "squad",    "goal",       "goals",     "cap",   "caps",  "team",
        "friendly", "clash",    "tournament", "football's"};
    if (entry.phrase == "international" && title.end < end && kPlayed.Has(Word(title.end))) {
      return true;
    }
    // "the prospect of a move", "the executive board".
    if (title.end < end && ((entry.phrase == "prospect" && Word(title.end) == "of") ||
                            (entry.phrase == "executive" &&
                             (Word(title.end) == "board" || Word(title.end) == "committee")))) {
      return true;
    }
    // "Ederson could be rested, with number two Stefan Ortega in goal": a keeper, no assistant.
    if (entry.phrase == "number two" && SpeaksOfKeepers(SentenceOf(title.begin).tokens)) {
      return true;
    }
    // "when Celtic host Dundee United": between two clubs it is what the first one does.
    if (title.begin > 0 && title.end < end && !entry.plural && IsHuman(entry.type) &&
        IsClubHere(title.begin - 1) && IsClubHere(title.end)) {
      return true;
    }
    const std::string_view before = title.begin > 0 ? Word(title.begin - 1) : std::string_view();
    // "Juve threw everything forward", "put his name forward": a direction.
    static constexpr WordList kThrown = {
        "everything", "men",     "bodies", "players", "numbers", "everybody", "push",
        "pushed",     "pushing", "step",   "stepped", "move",    "moved",     "drove",
        "driving",    "name",    "put",    "come",    "came",    "way",       "brought",
        "carried",    "steps",   "him",    "them",    "it",      "going",     "looking",
        "bring",      "brings",  "throw",  "threw",   "charged", "surged",    "stepping"};
    if (entry.phrase == "forward" && kThrown.Has(before)) {
      return true;
    }
    // "Arsenal's striker hunt": they have none.
    static constexpr WordList kSought = {"hunt",    "search",  "crisis",   "role",     "position",
                                         "problem", "options", "shortage", "pursuit",  "dilemma",
                                         "targets", "target",  "signing",  "situation"};
    if (entry.flags.starts_with("position") && title.end < end && kSought.Has(Word(title.end))) {
      return true;
    }
    return entry.flags.starts_with("position") &&
           (before == "club" || before == "team" || before == "side" || before == "going" ||
            before == "go" || before == "look" || before == "looking" || before == "moving");
  }

  /// "Altyn Asyr goalkeeper Batyr Babayew", "president of the disciplinary committee": at a body
  /// that is named, but by no name that is known.
  bool IsHeldElsewhere(TokenIndex begin, TokenIndex behind, TokenIndex end) const {
    const bool of = behind + 1 < end && (Word(behind) == "of" || Word(behind) == "at");
    const bool before = begin > SentenceOf(begin).tokens.begin && InMention(begin - 1) &&
                        MentionAt(begin - 1).kind == MentionKind::kName &&
                        !MentionAt(begin - 1).possessive && !MentionAt(begin - 1).place;
    return of || before;
  }

  bool FindHolder(const Title& entry, const Left& left, TokenIndex behind, TokenIndex end,
                  Description& description) const {
    const bool human = IsHuman(entry.type);
    // "Roma sporting director Gianluca Petrachi", "sporting director of Roma, Gianluca Petrachi".
    TokenIndex next = behind;
    if (IsInBrackets(left.begin, next, end)) {
      behind = ++next;  // "(former United chief executive) David Gill"
    } else if (const TokenIndex past = BehindBrackets(next, end); past != next) {
      behind = next = past;  // "manager (and once a striker) David Gill"
    } else if (next < end && Word(next) == ",") {
      ++next;
    } else if (next < end && !human && Word(next) == "the") {
      behind = ++next;  // "minnows the Faroe Islands"
    }
    if (next < end && InMention(next) && Fits(At(next).mention, human) &&
        (next == behind || IsApposed(next, end))) {
      description.person = At(next).mention;
      return true;
    }
    // "Gianluca Petrachi, the sporting director of Roma,", "Potter as the club's new head coach"
    const TokenIndex first = SentenceOf(left.begin).tokens.begin;
    if (left.begin > first + 1 && !InMention(left.begin - 1) && human) {
      // "Paul Fons, now Roma coach,".
      static constexpr WordList kAdverbs = {"now", "currently", "still", "once", "also", "today"};
      const TokenIndex mark_at = left.begin - (kAdverbs.Has(Word(left.begin - 1)) ? 2 : 1);
      const std::string_view mark = Word(mark_at);
      const bool opens =
          mark == "," || mark == "(" || mark == "-" || mark == "as" || mark == "\xE2\x80\x94";
      if (opens && mark_at > first && InMention(mark_at - 1) &&
          Fits(At(mark_at - 1).mention, human)) {
        description.person = At(mark_at - 1).mention;
        return true;
      }
    }
    // No name beside it: it refers to somebody if it says who.
    return !left.indefinite && (left.definite || left.body != kNone || left.demonym != kNone ||
                                description.organisation != kNone);
  }

  bool IsInBrackets(TokenIndex begin, TokenIndex behind, TokenIndex end) const {
    const TokenIndex first = SentenceOf(begin).tokens.begin;
    if (begin <= first || behind >= end) {
      return false;
    }
    const bool joined = Word(begin - 1) == "and" && begin > first + 1;
    const std::string_view mark = Word(begin - (joined ? 2 : 1));
    return (mark == "(" && Word(behind) == ")") || (mark == "[" && Word(behind) == "]");
  }

  /// Behind the brackets that begin at the token; the token itself if none do.
  TokenIndex BehindBrackets(TokenIndex at, TokenIndex end) const {
    constexpr TokenIndex kWordsMax = 9;
    if (at >= end || Word(at) != "(") {
      return at;
    }
    for (TokenIndex next = at + 1; next < std::min(end, at + kWordsMax); ++next) {
      if (Word(next) == ")") {
        return next + 1;
      }
    }
    return at;
  }

  bool Fits(MentionIndex index, bool human) const {
    return human ? IsPersonMention(index)
                 : IsBodyMention(index) || !document_.mentions[index].typed;
  }

  /// "..., Gianluca Petrachi, ...": a name between commas, not the next member of a list.
  bool IsApposed(TokenIndex name, TokenIndex end) const {
    const TokenIndex behind = MentionAt(name).tokens.end;
    return behind < end && (Word(behind) == "," || Word(behind) == ".");
  }

  /// "strikers Shane Long and Graziano Pelle": one description each.
  void AddJoined(const Description& description) {
    const TokenIndex end = SentenceOf(description.begin).tokens.end;
    TokenIndex at = document_.mentions[description.person].tokens.end;
    while (at + 1 < end && (Word(at) == "," || Word(at) == "and")) {
      TokenIndex next = at + 1;
      if (Word(at) == "," && Word(next) == "and") {
        ++next;
      }
      if (next >= end || !InMention(next) || !IsPersonMention(At(next).mention)) {
        return;
      }
      Description joined = description;
      joined.person = At(next).mention;
      found_.push_back(joined);
      at = MentionAt(next).tokens.end;
    }
  }

  /// Titles without a name become mentions; mentions stay in text order, so all indexes are
  /// renewed.
  void InsertMentions() {
    std::vector<Mention> merged;
    std::vector<MentionIndex> moved(document_.mentions.size(), kNone);
    merged.reserve(document_.mentions.size() + found_.size());
    std::size_t old = 0;
    const auto take_until = [&](TokenIndex at) {
      while (old < document_.mentions.size() && document_.mentions[old].tokens.begin < at) {
        moved[old] = static_cast<MentionIndex>(merged.size());
        merged.push_back(document_.mentions[old++]);
      }
    };
    std::vector<std::size_t> own;
    for (std::size_t index = 0; index < found_.size(); ++index) {
      if (found_[index].person == kNone) {
        own.push_back(index);
      }
    }
    std::stable_sort(own.begin(), own.end(), [&](std::size_t left, std::size_t right) {
      return found_[left].title.begin < found_[right].title.begin;
    });
    std::vector<MentionIndex> fresh(found_.size(), kNone);
    for (const std::size_t index : own) {
      const Description& description = found_[index];
      take_until(description.title.begin);
      if (!merged.empty() && merged.back().tokens == description.title) {
        fresh[index] = static_cast<MentionIndex>(merged.size() - 1);
        continue;  // The second body of one title.
      }
      Mention mention;
      mention.tokens = description.title;
      mention.sentence = description.sentence;
      mention.kind = MentionKind::kDescription;
      mention.typed = description.title_entry != kNone;
      mention.type =
          mention.typed ? names_.title(description.title_entry).type : EntityType::kPlayer;
      mention.plural = mention.typed && names_.title(description.title_entry).plural;
      mention.possessive = description.title.end < document_.tokens.size() &&
                           At(description.title.end).Has(kPossessive);
      fresh[index] = static_cast<MentionIndex>(merged.size());
      merged.push_back(mention);
    }
    take_until(static_cast<TokenIndex>(document_.tokens.size()));
    const auto renew = [&](MentionIndex& index) {
      if (index != kNone) {
        index = moved[index];
      }
    };
    for (std::size_t index = 0; index < found_.size(); ++index) {
      Description& description = found_[index];
      renew(description.organisation);
      renew(description.demonym);
      renew(description.place);
      renew(description.person);
      if (fresh[index] != kNone) {
        description.person = fresh[index];
      }
    }
    document_.mentions = std::move(merged);
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const TokenRange range = document_.mentions[index].tokens;
      for (TokenIndex at = range.begin; at < range.end; ++at) {
        document_.tokens[at].mention = index;
      }
    }
    MentionIndex next = 0;
    for (SentenceIndex number = 0; number < document_.sentences.size(); ++number) {
      Sentence& sentence = document_.sentences[number];
      sentence.mention_begin = next;
      while (next < document_.mentions.size() && document_.mentions[next].sentence == number) {
        ++next;
      }
      sentence.mention_end = next;
    }
    document_.descriptions = std::move(found_);
  }

  std::set<std::string_view> short_clubs_;
  Document& document_;
  const NameRegister& names_;
  std::vector<Description> found_;
  uint32_t title_entry_ = 0;
};

}  // namespace

void FindDescriptions(Document& document, const Knowledge& knowledge) {
  DescriptionFinder(document, knowledge).Run();
}

}  // namespace rondo::articles
