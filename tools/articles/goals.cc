// Stage 8, across sentences: goals that a report tells in whatever words. A verb that ends in a
// goal ("headed in", "made no mistake", "put Roma ahead") has its scorer before it, a lead or a
// goal itself ("took the lead through", "a header from") behind it. Against whom it was is settled
// when the match and the sides of the players are known.

#include <algorithm>
#include <span>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"
#include "tools/articles/small_list.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// These alone tell a goal.
constexpr WordList kScores = {"scored",    "scores",     "scoring",   "netted",     "nets",
                              "netting",   "equalised",  "equalises", "equalising", "equalized",
                              "equalizes", "equalizing", "levelled",  "levelling",  "leveled",
                              "leveling",  "score",      "equalise",  "equalize",   "goaling"};
// These tell one where the ball goes in.
constexpr WordList kShoots = {
    "head",     "heads",    "headed",   "heading",  "fire",     "fires",     "fired",
    "firing",   "slot",     "slots",    "slotted",  "slotting", "tap",       "taps",
    "tapped",   "tapping",  "nod",      "nods",     "nodded",   "nodding",   "poke",
    "poked",    "poking",   "rifle",    "rifled",   "rifling",  "drill",     "drilled",
    "drilling", "curl",     "curled",   "curling",  "sweep",    "swept",     "sweeping",
    "smash",    "smashed",  "smashing", "volley",   "volleyed", "volleying", "lash",
    "lashed",   "lashing",  "bundle",   "bundled",  "bundling", "stab",      "stabbed",
    "stabbing", "prod",     "prodded",  "prodding", "roll",     "rolled",    "rolling",
    "slide",    "slid",     "sliding",  "turn",     "turned",   "turning",   "tuck",
    "tucked",   "tucking",  "steer",    "steered",  "steering", "glance",    "glanced",
    "glancing", "blast",    "blasted",  "blasting", "hammer",   "hammered",  "hammering",
    "thump",    "thumped",  "thumping", "power",    "powered",  "powering",  "stroke",
    "stroked",  "stroking", "dink",     "dinked",   "dinking",  "chip",      "chipped",
    "chipping", "lift",     "lifted",   "lifting",  "plant",    "planted",   "planting"};
constexpr WordList kShootsToo = {
    "knock",       "knocked",    "squeeze",    "squeezed",  "squeezing", "crash",
    "crashed",     "crashing",   "lob",        "lobbed",    "lobbing",   "drive",
    "drove",       "driving",    "slam",       "slammed",   "slamming",  "thunder",
    "thundered",   "thundering", "struck",     "strike",    "striking",  "convert",
    "converts",    "converted",  "converting", "finish",    "finished",  "finishing",
    "buried",      "bury",       "burying",    "clip",      "clipped",   "clipping",
    "guide",       "guided",     "guiding",    "flick",     "flicked",   "flicking",
    "side-footed", "sidefooted", "backheeled", "scrambled", "forced",    "walloped",
    "cracked",     "pumping",    "pumped",     "placed",    "placing",   "passed",
    "toe-poked",   "arrowed",    "ripple",     "rippled",   "curls",     "rammed",
    "pounced",     "dispatched", "despatched"};
// Behind them.
constexpr WordList kNets = {"net", "nets", "goal", "corner", "roof"};
constexpr WordList kGoals = {"equaliser", "equalizer", "leveller",  "opener", "winner",
                             "brace",     "double",    "hat-trick", "treble", "consolation"};
constexpr WordList kNumbers = {"second", "third", "fourth", "fifth", "sixth"};
// A shot at least, a goal where the words around it say so.
constexpr WordList kAttempts = {"strike",    "header",    "penalty",  "volley",      "spot-kick",
                                "finish",    "goal",      "goals",    "effort",      "efforts",
                                "free-kick", "tap-in",    "strikes",  "shot",        "rocket",
                                "drive",     "back-heel", "backheel", "back-header", "piledriver",
                                "screamer",  "headers",   "penalties"};
constexpr WordList kGets = {
    "got",      "gets",     "get",        "getting",     "grabbed",    "grabs",     "grab",
    "grabbing", "bagged",   "bags",       "bagging",     "hit",        "hits",      "hitting",
    "notched",  "notches",  "notching",   "added",       "adds",       "adding",    "claimed",
    "claiming", "snatched", "snatching",  "completed",   "completing", "completes", "found",
    "finds",    "find",     "registered", "registering", "struck",     "headed",    "fired",
    "scored",   "netted",   "scoring",    "volleyed",    "produced",   "supplied",  "plundered"};
constexpr WordList kPuts = {"put",     "puts",    "putting", "fired",  "fire",     "firing",
                            "headed",  "heading", "head",    "sent",   "send",     "sending",
                            "shot",    "gave",    "give",    "gives",  "giving",   "handed",
                            "handing", "edged",   "nudged",  "volley", "volleyed", "brought",
                            "drew",    "draw",    "hauled",  "fires"};
constexpr WordList kAhead = {"ahead", "front", "lead", "level", "terms", "advantage", "parity"};
constexpr WordList kChanges = {
    "doubled",  "doubling",  "doubles",  "double",    "extended",   "extending", "extends",
    "extend",   "halved",    "halving",  "halve",     "cut",        "cutting",   "reduced",
    "reducing", "reduces",   "reduce",   "restored",  "restoring",  "restores",  "restore",
    "regained", "cancelled", "canceled", "increased", "increasing", "stretched", "trebled",
    "tripled",  "opened",    "opening",  "opens",     "broke",      "breaking",  "rounded",
    "settled",  "sealed",    "wrapped",  "sealing"};
constexpr WordList kChanged = {"lead",    "advantage", "deficit", "arrears", "parity",
                               "scoring", "deadlock",  "margin",  "account"};

// What speaks against it, in front of the verb and behind it.
constexpr WordList kUnreal = {
    "not",     "n't",     "never",     "denied",     "denying",     "failed",    "failing",
    "nearly",  "almost",  "could",     "should",     "might",       "would",     "may",
    "cannot",  "unable",  "chance",    "chances",    "hoping",      "trying",    "tried",
    "looking", "wanted",  "want",      "wants",      "need",        "needs",     "thought",
    "yet",     "if",      "without",   "attempt",    "attempted",   "hopes",     "will",
    "can",     "close",   "closest",   "threatened", "opportunity", "needed",    "missed",
    "able",    "ability", "likely",    "must",       "expected",    "how",       "refused",
    "wo",      "ca",      "struggled", "stop",       "stopped",     "prevented", "help",
    "helped",  "needing", "seeking",   "hoped",      "seemed",      "appeared",  "attempting"};
constexpr WordList kMissed = {
    "wide",    "over",   "crossbar", "woodwork", "upright", "side-netting", "saved",    "blocked",
    "cleared", "tipped", "parried",  "inches",   "palmed",  "own",          "straight", "narrowly",
    "bar",     "save",   "against",  "arms",     "pushed",  "goalwards",    "goalward", "towards"};
constexpr WordList kUndone = {"disallowed", "offside",  "chalked",    "var",
                              "shoot-out",  "shootout", "spot-kicks", "ruled"};
// Of other matches than the one told.
constexpr WordList kElsewhen = {"season",  "seasons",  "career",  "games", "appearances",
                                "tally",   "campaign", "term",    "ago",   "previous",
                                "matches", "month",    "outings", "year",  "years",
                                "debut",   "record",   "times"};

// In front of whoever does something.
constexpr WordList kOpens = {
    "and",     "but",       "when",   "before",  "after",    "as",       "until",   "while",
    "with",    "then",      "where",  "that",    "because",  "since",    "once",    "later",
    "minutes", "minute",    "midway", "moments", "seconds",  "again",    "soon",    "eventually",
    "finally", "half-time", "time",   "break",   "interval", "although", "though",  "only",
    "also",    "if",        "yet",    "so",      "which",    "however",  "whereas", "meanwhile"};
// Of IsGoalAt and IsPenaltyConverted, besides the lists.
constexpr WordList kOthers = {"made",    "makes", "make",   "making",     "pulled",
                              "pulling", "pull",  "target", "scoresheet", "score-sheet"};
constexpr WordList kConverted = {"converted", "dispatched", "despatched", "buried"};
constexpr WordList kTitles = {"substitute",  "striker",
                              "defender",    "midfielder",
                              "winger",      "forward",
                              "captain",     "skipper",
                              "centre-back", "left-back",
                              "right-back",  "full-back",
                              "wing-back",   "teenager",
                              "youngster",   "debutant",
                              "veteran",     "international",
                              "frontman",    "playmaker",
                              "ace",         "star",
                              "man",         "hitman",
                              "marksman",    "talisman",
                              "sub",         "centre-half",
                              "fellow",      "team-mate",
                              "compatriot",  "unmarked",
                              "former",      "ex",
                              "loanee",      "signing",
                              "the",         "a",
                              "an",          "his",
                              "their",       "young",
                              "industrious", "experienced",
                              "impressive",  "on-loan",
                              "attacker",    "scorer",
                              "goalscorer",  "centre-forward",
                              "full-back",   "half-time",
                              "top",         "in-form",
                              "fit-again",   "returning"};
constexpr WordList kBehindLead = {"through", "courtesy", "via", "thanks", "from"};
constexpr WordList kLeads = {"lead",      "ahead",    "front",   "level",     "equalised",
                             "equalized", "levelled", "leveled", "advantage", "rallied",
                             "responded", "parity",   "scored",  "opener",    "equaliser",
                             "deadlock",  "arrears",  "deficit", "scoring",   "equaliser",
                             "winner",    "led",      "leading", "back"};

class GoalReader : private ArticleView {
 public:
  GoalReader(const Document& document, const Knowledge& knowledge,
             std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {}

  void Run() {
    for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
      range_ = document_.sentences[sentence].tokens;
      sentence_ = sentence;
      const Sentence& whole = document_.sentences[sentence];
      if (whole.Has(WordMark::kGoal) && !whole.Has(WordMark::kUndoneGoal) &&
          range_.size() >= kWordsMin) {
        ReadSentence();
      }
    }
  }

 private:
  using Scorers = SmallList<MentionIndex, 4>;
  static constexpr uint32_t kWordsMin = 4;

  std::string_view WordAt(TokenIndex at) const {
    return range_.contains(at) ? Word(at) : std::string_view();
  }
  bool IsElsewhen(TokenIndex at) const;
  void ReadSentence();
  bool IsGoalAt(TokenIndex at) const;
  bool EndsInNet(TokenIndex at) const;
  bool PutsAhead(TokenIndex at) const;
  bool GetsGoal(TokenIndex at) const;
  bool ChangesScore(TokenIndex at) const;
  bool IsUndone(TokenIndex begin, TokenIndex at) const;
  bool IsPlayer(MentionIndex index) const;
  TokenIndex BeginOfPhrase(MentionIndex index) const;
  std::string_view WordBeside(MentionIndex index) const;
  bool IsPassive(TokenIndex at) const;
  bool IsSubject(MentionIndex index) const;
  MentionIndex ScorerBefore(TokenIndex at) const;
  Scorers WithOthers(MentionIndex scorer) const;
  bool IsHisShot(MentionIndex index) const;
  bool IsPenaltyConverted(TokenIndex at) const;
  MentionIndex ScorerBy(TokenIndex at) const;
  MentionIndex ScorerBehind(TokenIndex at) const;
  MentionIndex OwnerOfGoal(TokenIndex at) const;
  bool BringsGoal(TokenIndex at) const;
  bool IsLeadBefore(TokenIndex at) const;
  bool IsGoalsFrom(TokenIndex at) const;
  void AddListed(TokenIndex at);
  void AddWithMinutes(TokenIndex at);
  void Add(MentionIndex scorer, TokenIndex trigger, std::string_view rule);

  std::vector<Candidate>& candidates_;
  TokenRange range_;  // Of the sentence that is being read.
  SentenceIndex sentence_ = 0;
};

/// What the clause tells is of seasons.
bool GoalReader::IsElsewhen(TokenIndex at) const {
  static constexpr WordList kBreaks = {"as", "after", "before", "while", "but", ";", "when"};
  constexpr TokenIndex kAround = 12;
  const auto is_of_seasons = [&](TokenIndex token) {
    const bool year = At(token).Has(kNumberToken) && Word(token).size() == 4 &&
                      (Word(token).starts_with("19") || Word(token).starts_with("20"));
    return year || kElsewhen.Has(Word(token));
  };
  const TokenIndex end = std::min(at + kAround, range_.end);
  for (TokenIndex token = at; token < end && !(token > at && kBreaks.Has(Word(token))); ++token) {
    if (is_of_seasons(token)) {
      return true;
    }
  }
  for (TokenIndex token = at; token-- > range_.begin && !kBreaks.Has(Word(token));) {
    if (is_of_seasons(token)) {
      return true;
    }
  }
  return false;
}

/// "slotted home", "turning in Small's cross", "fired past Small", "converted from the spot".
bool GoalReader::EndsInNet(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 9;
  static constexpr WordList kBreaks = {"but",  "before", "when",  "while", "who", "which", ";",
                                       "only", "as",     "after", "for",   "to",  "and"};
  static constexpr WordList kEnds = {"bottom",      "top",          "far",       "near",
                                     "right",       "right-hand",   "left-hand", "left",
                                     "bottom-left", "bottom-right", "top-left",  "top-right"};
  static constexpr WordList kParts = {"home", "goalkeeper", "keeper"};
  const TokenIndex end = std::min(at + kWordsMax, range_.end);
  for (TokenIndex next = at + 1; next < end; ++next) {
    const std::string_view word = Word(next);
    if (kBreaks.Has(word) || kMissed.Has(word)) {
      return false;
    }
    const std::string_view behind = WordAt(next + 1);
    if (word == "corner" && !kEnds.Has(WordAt(next - 1))) {
      continue;  // "headed on Small's corner".
    }
    if ((word == "home" && WordAt(next - 1) != "the" && behind != "side") || kGoals.Has(word) ||
        (kNets.Has(word) && word != "goal")) {
      return true;
    }
    if (word == "in" && next <= at + 2) {
      // "headed in", "turned in Small's cross", but not "headed in the direction of".
      const bool noun = behind == "the" || behind == "a" || behind == "an" || behind == "his";
      const std::string_view noun_word = WordAt(next + 2);
      return !noun || kGoals.Has(noun_word) || kNumbers.Has(noun_word) || noun_word == "rebound" ||
             noun_word == "cross" || noun_word == "corner" || noun_word == "loose";
    }
    if (word == "past" || word == "beyond") {
      for (TokenIndex him = next + 1; him < std::min(next + 4, range_.end); ++him) {
        const MentionIndex keeper = At(him).mention;
        if (kParts.Has(Word(him)) || (keeper != kNone && IsPlayer(keeper))) {
          return true;
        }
      }
    }
    if ((word == "spot" || word == "range") && WordAt(next - 2) == "from") {
      return kScores.Has(WordAt(at)) || WordAt(at).starts_with("convert") ||
             WordAt(at).starts_with("finish");
    }
    if ((word == "penalty" || word == "spot-kick") && WordAt(at).starts_with("convert")) {
      return true;
    }
  }
  return false;
}

/// "put Roma ahead", "gave them a deserved lead", "fired the hosts back in front".
bool GoalReader::PutsAhead(TokenIndex at) const {
  constexpr TokenIndex kTeamMax = 3;
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex end = std::min(at + 1 + kTeamMax, range_.end);
  for (TokenIndex next = at + 1; next < end; ++next) {
    const MentionIndex mention = At(next).mention;
    const bool team = mention != kNone && IsClub(MentionOf(mention).entity);
    const bool side = Word(next) == "side" || Word(next) == "team" || Word(next) == "them" ||
                      Word(next) == "hosts" || Word(next) == "visitors";
    if (!team && !side) {
      continue;
    }
    const TokenIndex behind = team ? MentionOf(mention).tokens.end : next + 1;
    for (TokenIndex ahead = behind; ahead < std::min(behind + kWordsMax, range_.end); ++ahead) {
      if (kAhead.Has(Word(ahead)) || At(ahead).Has(kScoreToken)) {
        return true;
      }
      if (At(ahead).Has(kPunctuationToken)) {
        break;
      }
    }
  }
  return false;
}

/// "grabbed the equaliser", "added a late third", "found the net", "completed his hat-trick".
bool GoalReader::GetsGoal(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 5;
  const TokenIndex end = std::min(at + 1 + kWordsMax, range_.end);
  bool one = false;
  for (TokenIndex next = at + 1; next < end; ++next) {
    const std::string_view word = Word(next);
    if (At(next).Has(kPunctuationToken) || kMissed.Has(word)) {
      return false;
    }
    one = one || word == "a" || word == "the" || word == "his" || word == "an";
    const bool finds =
        WordAt(at).starts_with("f") && WordAt(at) != "fired" && (word == "net" || word == "target");
    if (one && (kGoals.Has(word) || finds)) {
      return true;
    }
    if (one && kNumbers.Has(word)) {
      const std::string_view behind = WordAt(next + 1);
      return behind != "half" && behind != "leg" && behind != "yellow" && behind != "booking" &&
             behind != "time" && behind != "spell" && behind != "successive" &&
             behind != "straight" && behind != "consecutive" && behind != "place";
    }
  }
  return false;
}

/// "doubled the lead", "opened the scoring", "broke the deadlock".
bool GoalReader::ChangesScore(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex end = std::min(at + 1 + kWordsMax, range_.end);
  for (TokenIndex next = at + 1; next < end && !At(next).Has(kPunctuationToken); ++next) {
    if (kChanged.Has(Word(next))) {
      return true;
    }
  }
  return false;
}

bool GoalReader::IsGoalAt(TokenIndex at) const {
  static constexpr WordList kBare = {
      "head",   "fire",   "slot",   "tap",   "nod",    "poke", "volley", "strike", "double",
      "finish", "drive",  "power",  "chip",  "curl",   "turn", "roll",   "slide",  "lift",
      "plant",  "hit",    "get",    "find",  "send",   "cut",  "sweep",  "rifle",  "drill",
      "smash",  "lash",   "bundle", "stab",  "prod",   "tuck", "steer",  "glance", "blast",
      "hammer", "thump",  "stroke", "dink",  "lob",    "slam", "clip",   "guide",  "flick",
      "score",  "reduce", "extend", "halve", "restore"};
  const std::string_view word = Word(at);
  const MentionIndex doer = at > range_.begin ? At(at - 1).mention : kNone;
  const bool hit = word == "hit" && doer != kNone && IsPlayer(doer);  // In the past tense.
  if (kBare.Has(word) && WordAt(at - 1) != "to" && WordAt(at - 1) != "and" && !hit) {
    return false;  // "nodded his head in approval".
  }
  if (kScores.Has(word)) {
    // "the scoring", "the score".
    const std::string_view before = WordAt(at - 1);
    // "the equalising goal".
    const bool adjective = word.ends_with("ing") && kAttempts.Has(WordAt(at + 1));
    return !adjective && before != "the" && before != "a" && before != "of" && before != "from";
  }
  if ((kShoots.Has(word) || kShootsToo.Has(word)) && EndsInNet(at)) {
    return true;
  }
  if (kPuts.Has(word) && PutsAhead(at)) {
    return true;
  }
  if (kGets.Has(word) && GetsGoal(at)) {
    return true;
  }
  if (kChanges.Has(word) && ChangesScore(at)) {
    return true;
  }
  if ((word == "made" || word == "makes" || word == "make" || word == "making") &&
      (WordAt(at + 1) == "it" || WordAt(at + 1) == "no")) {
    return WordAt(at + 1) == "no" ? WordAt(at + 2) == "mistake"
                                  : At(std::min(at + 2, range_.end - 1)).Has(kScoreToken);
  }
  if (word == "pulled" || word == "pulling" || word == "pull") {
    return (WordAt(at + 1) == "one" || WordAt(at + 1) == "a") &&
           (WordAt(at + 2) == "back" || WordAt(at + 3) == "back");
  }
  static constexpr WordList kWas = {"was", "were", "also", "be", "been", "both", "all", "and"};
  const MentionIndex who = at >= range_.begin + 2 ? At(at - 2).mention : kNone;
  const bool beside = who != kNone && IsPlayer(who);  // "with Small on target".
  return (word == "target" && WordAt(at - 1) == "on" && (kWas.Has(WordAt(at - 2)) || beside)) ||
         word == "scoresheet" || word == "score-sheet";
}

bool GoalReader::IsPlayer(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  return mention.entity != kNone && !mention.doubtful &&
         document_.entities[mention.entity].type == EntityType::kPlayer;
}

/// Where the phrase of a name begins: its titles, its club and "the" belong to it.
TokenIndex GoalReader::BeginOfPhrase(MentionIndex index) const {
  TokenIndex begin = MentionOf(index).tokens.begin;
  while (begin > range_.begin) {
    const MentionIndex before = At(begin - 1).mention;
    const bool body = before != kNone && IsClub(MentionOf(before).entity) && before != index;
    const bool demonym = before != kNone && MentionOf(before).kind == MentionKind::kDemonym;
    if (!kTitles.Has(Word(begin - 1)) && !body && !demonym && !At(begin - 1).Has(kPossessive)) {
      break;
    }
    --begin;
  }
  return begin;
}

std::string_view GoalReader::WordBeside(MentionIndex index) const {
  return WordAt(BeginOfPhrase(index) - 1);
}

/// "was swept home by": whoever stands before it did not.
bool GoalReader::IsPassive(TokenIndex at) const {
  static constexpr WordList kBe = {"was", "were", "is", "been", "being"};
  return kBe.Has(WordAt(at - 1)) || (kBe.Has(WordAt(at - 2)) && WordAt(at - 1).ends_with("ly"));
}

/// Nobody's object: at the beginning of a clause, but for his titles.
bool GoalReader::IsSubject(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  if (mention.possessive || document_.entities[mention.entity].position == "goalkeeper") {
    return false;
  }
  if (mention.kind == MentionKind::kPronoun) {
    const std::string_view word = Word(mention.tokens.begin);
    return word == "he" || word == "she" || word == "who";
  }
  const TokenIndex begin = BeginOfPhrase(index);
  // "ahead of Small and Fons": neither does anything.
  const MentionIndex other =
      begin > range_.begin + 1 && Word(begin - 1) == "and" ? At(begin - 2).mention : kNone;
  if (other != kNone && IsPlayer(other)) {
    return IsSubject(other);
  }
  return begin == range_.begin || At(begin - 1).Has(kPunctuationToken) ||
         At(begin - 1).Has(kNumberToken) || kOpens.Has(Word(begin - 1)) ||
         (Word(begin - 1) == "was" && WordAt(begin - 2) == "there");
}

/// Whom the verb is said of; kNone where it is a club or nobody is named as doing something.
MentionIndex GoalReader::ScorerBefore(TokenIndex at) const {
  static constexpr WordList kSends = {"for",     "up",   "allowed", "allowing", "enabled",
                                      "leaving", "left", "found",   "finding",  "teed",
                                      "in",      "out",  "saw",     "find"};
  static constexpr WordList kAside = {"for",  "against", "to",   "at",   "over", "of", "put",
                                      "gave", "past",    "give", "from", "in",   "by", "with"};
  constexpr TokenIndex kWordsMax = 30;
  if (WordAt(at - 1) == "former" || WordAt(at - 1) == "latter") {
    return kNone;
  }
  const TokenIndex first = at - std::min(at - range_.begin, kWordsMax);
  for (TokenIndex token = at; token-- > first;) {
    const MentionIndex index = At(token).mention;
    if (index == kNone || MentionOf(index).tokens.end != token + 1) {
      continue;
    }
    const Mention& mention = MentionOf(index);
    // "for Small to slot home".
    const bool to = WordAt(token + 1) == "to" && token + 2 == at && kSends.Has(WordBeside(index));
    if (IsPlayer(index) && !mention.possessive && (to || token + 1 == at || IsSubject(index))) {
      return index;
    }
    const bool human = mention.entity != kNone && !IsClub(mention.entity) &&
                       IsHuman(document_.entities[mention.entity].type) && !IsPlayer(index);
    const bool titled =
        token + 1 < range_.end && (At(token + 1).mention != kNone || kTitles.Has(Word(token + 1)));
    const bool aside = kAside.Has(WordBeside(index)) && token + 1 < at;
    const bool nobody = mention.entity == kNone && mention.kind == MentionKind::kDescription;
    if (!mention.possessive && !aside && !titled && (IsClub(mention.entity) || human || nobody)) {
      return kNone;
    }
  }
  return kNone;
}

/// "Small and Fons scored": both did.
GoalReader::Scorers GoalReader::WithOthers(MentionIndex scorer) const {
  Scorers scorers{scorer};
  MentionIndex last = scorer;
  bool list = false;
  while (scorers.size() < 4) {
    TokenIndex at = MentionOf(last).tokens.begin;
    const bool joint =
        at > range_.begin && (Word(at - 1) == "and" || (list && Word(at - 1) == ","));
    if (!joint || at < range_.begin + 2) {
      break;
    }
    --at;
    while (at > range_.begin && (Word(at - 1) == "," || Word(at - 1) == "(" ||
                                 Word(at - 1) == ")" || At(at - 1).Has(kNumberToken))) {
      --at;
    }
    const MentionIndex other = at > range_.begin ? At(at - 1).mention : kNone;
    if (other == kNone || !IsPlayer(other) || MentionOf(other).possessive || !IsSubject(other)) {
      break;
    }
    scorers.push_back(other);
    last = other;
    list = true;
  }
  return scorers;
}

/// "from Small", "from Small's deflected shot", but not "from Small's corner".
bool GoalReader::IsHisShot(MentionIndex index) const {
  static constexpr WordList kSetUps = {
      "cross",     "pass",  "corner", "assist",       "throw", "delivery",  "knock-down",
      "knockback", "flick", "centre", "through-ball", "ball",  "free-kick", "long"};
  constexpr TokenIndex kWordsMax = 5;
  const Mention& mention = MentionOf(index);
  if (!mention.possessive) {
    return !kSetUps.Has(WordAt(mention.tokens.end));
  }
  for (TokenIndex at = mention.tokens.end; at < mention.tokens.end + kWordsMax; ++at) {
    if (kAttempts.Has(WordAt(at)) || kGoals.Has(WordAt(at))) {
      return true;
    }
  }
  return false;
}

/// Of "through the industrious Small" the player.
MentionIndex GoalReader::ScorerBehind(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex end = std::min(at + 1 + kWordsMax, range_.end);
  for (TokenIndex next = at + 1; next < end; ++next) {
    const MentionIndex mention = At(next).mention;
    if (mention != kNone && IsPlayer(mention) && MentionOf(mention).kind == MentionKind::kName) {
      return IsHisShot(mention) ? mention : kNone;
    }
    if (At(next).Has(kPunctuationToken)) {
      break;
    }
  }
  return kNone;
}

/// "A penalty was duly converted".
bool GoalReader::IsPenaltyConverted(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 8;
  if (!kConverted.Has(Word(at)) || !IsPassive(at)) {
    return false;
  }
  for (TokenIndex before = at; before-- > range_.begin && at - before <= kWordsMax;) {
    if (Word(before) == "penalty" || Word(before) == "spot-kick") {
      return true;
    }
  }
  return false;
}

/// "was duly converted by Small".
MentionIndex GoalReader::ScorerBy(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 8;
  for (TokenIndex by = at + 1; by < std::min(at + kWordsMax, range_.end); ++by) {
    if (Word(by) == "by") {
      return ScorerBehind(by);
    }
  }
  return kNone;
}

/// "took the lead through", "were level courtesy of".
bool GoalReader::IsLeadBefore(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 8;
  constexpr TokenIndex kUnsure = 3;
  for (TokenIndex before = at; before-- > range_.begin && at - before <= kWordsMax;) {
    if (kLeads.Has(Word(before))) {
      for (TokenIndex token = before; token-- > range_.begin && before - token <= kUnsure;) {
        if (kUnreal.Has(Word(token))) {
          return false;  // "almost took the lead".
        }
      }
      return true;
    }
    if (kUnreal.Has(Word(before)) || kMissed.Has(Word(before))) {
      return false;
    }
  }
  return false;
}

/// "cancelled out" before it, or a lead behind it.
bool GoalReader::BringsGoal(TokenIndex at) const {
  static constexpr WordList kDone = {"ahead",   "front",  "lead",     "level",     "levelled",
                                     "parity",  "sealed", "secured",  "cancelled", "cancelling",
                                     "put",     "gave",   "rescued",  "equalised", "restored",
                                     "doubled", "halved", "canceled", "earned",    "settled"};
  constexpr TokenIndex kWordsMax = 9;
  for (TokenIndex next = at + 1; next < std::min(at + kWordsMax, range_.end); ++next) {
    if (kMissed.Has(Word(next)) || Word(next) == "to") {
      return false;
    }
    if (kDone.Has(Word(next))) {
      return true;
    }
  }
  return false;
}

/// "Small's header", "a Small tap-in", "a rocket from Small", where the words around say that it
/// went in.
MentionIndex GoalReader::OwnerOfGoal(TokenIndex at) const {
  constexpr TokenIndex kWordsMax = 4;
  const std::string_view noun = Word(at);
  if (!kAttempts.Has(noun) && !kGoals.Has(noun)) {
    return kNone;
  }
  MentionIndex owner = kNone;
  TokenIndex begin = at;
  for (TokenIndex before = at; before-- > range_.begin && at - before <= kWordsMax + 1;) {
    const MentionIndex mention = At(before).mention;
    if (mention != kNone && IsPlayer(mention)) {
      const bool own = MentionOf(mention).possessive || before + 1 == at;
      owner = own && MentionOf(mention).kind == MentionKind::kName ? mention : kNone;
      begin = MentionOf(mention).tokens.begin;
      break;
    }
  }
  TokenIndex end = at;
  if (owner == kNone && WordAt(at + 1) == "from") {
    owner = ScorerBehind(at + 1);
    end = owner == kNone ? at : MentionOf(owner).tokens.end - 1;
  }
  if (owner == kNone || document_.entities[MentionOf(owner).entity].position == "goalkeeper") {
    return kNone;
  }
  constexpr TokenIndex kBehind = 7;
  for (TokenIndex next = end + 1; next < std::min(end + kBehind, range_.end); ++next) {
    if (kMissed.Has(Word(next)) || (Word(next) == "off" && WordAt(next + 1) == "target")) {
      return kNone;
    }
  }
  const bool cancelled =
      begin > range_.begin + 1 && Word(begin - 1) == "out" && Word(begin - 2).starts_with("cancel");
  return cancelled || IsLeadBefore(begin) || BringsGoal(end) ? owner : kNone;
}

/// "thought he had scored", "headed in but offside", "could have fired home".
bool GoalReader::IsUndone(TokenIndex begin, TokenIndex at) const {
  constexpr TokenIndex kBefore = 3;
  const TokenIndex from = begin - std::min(begin - range_.begin, kBefore);
  for (TokenIndex token = from; token < at; ++token) {
    if (kUnreal.Has(Word(token))) {
      return true;
    }
  }
  constexpr TokenIndex kBehind = 8;
  for (TokenIndex token = at + 1; token < std::min(at + kBehind, range_.end); ++token) {
    if (Word(token) == "own" || Word(token) == "wide" || Word(token) == "goals") {
      return true;
    }
  }
  return false;
}

/// "goals from", but not "further goals from" that were denied.
bool GoalReader::IsGoalsFrom(TokenIndex at) const {
  constexpr TokenIndex kBefore = 8;
  static constexpr WordList kFrom = {"from", "by", "through", "courtesy"};
  static constexpr WordList kPlural = {"goals", "strikes", "headers", "efforts", "penalties"};
  if (!kFrom.Has(Word(at)) || !kPlural.Has(WordAt(at - 1))) {
    return false;
  }
  for (TokenIndex token = at; token-- > range_.begin && at - token <= kBefore;) {
    if (kUnreal.Has(Word(token)) || kMissed.Has(Word(token)) || Word(token) == "deny") {
      return false;
    }
  }
  return true;
}

/// "goals from substitute Small, former Roma striker Fons and teenager Zed".
void GoalReader::AddListed(TokenIndex at) {
  constexpr TokenIndex kFreeMax = 3;
  TokenIndex free = 0;
  bool joined = true;  // By "and" or a comma to the one before.
  for (TokenIndex token = at + 1; token < range_.end && free <= kFreeMax; ++token) {
    const MentionIndex index = At(token).mention;
    if (index != kNone && IsPlayer(index)) {
      if (!joined || MentionOf(index).possessive) {
        return;
      }
      Add(index, at, "report/goals-from");
      token = MentionOf(index).tokens.end - 1;
      joined = false;
      free = 0;
      continue;
    }
    const std::string_view word = Word(token);
    if (word == "and" || word == "," || word == "plus") {
      joined = true;
    } else if (!joined || (At(token).Has(kPunctuationToken) && word != "-")) {
      return;
    } else {
      free += index == kNone && !kTitles.Has(word) ? 1 : 0;
    }
  }
}

/// "Small scored in the 4th minute, Fons in the 47th and Zed in the 86th".
void GoalReader::AddWithMinutes(TokenIndex at) {
  for (TokenIndex token = at + 1; token < range_.end; ++token) {
    const MentionIndex index = At(token).mention;
    if (index == kNone || MentionOf(index).tokens.begin != token || !IsPlayer(index)) {
      continue;
    }
    const std::string_view before = Word(token - 1);
    TokenIndex next = MentionOf(index).tokens.end;
    const std::string_view in = WordAt(next);
    next += WordAt(next + 1) == "the" ? 2 : 1;
    const bool minute = (in == "in" || in == "on" || in == "after" || in == "(") &&
                        range_.contains(next) && At(next).Has(kNumberToken);
    if (minute && (before == "," || before == "and")) {
      Add(index, at, "report/with-minutes");
    }
  }
}

void GoalReader::ReadSentence() {
  for (TokenIndex at = range_.begin; at < range_.end; ++at) {
    // What stands behind a goal may tell whose they are.
    const bool behind = at > range_.begin && At(at - 1).Has(WordMark::kGoal);
    if (!At(at).Has(WordMark::kGoal) && !behind) {
      continue;
    }
    const QuoteIndex quote = At(at).quote;
    if (quote != kNone && !document_.quotes[quote].fragment) {
      continue;
    }
    if (IsGoalsFrom(at)) {
      AddListed(at);
      continue;
    }
    if (kBehindLead.Has(Word(at))) {
      const MentionIndex scorer = IsLeadBefore(at) && Word(at) != "from" ? ScorerBehind(at) : kNone;
      if (scorer != kNone) {
        Add(scorer, at, "report/through-him");
      }
      continue;
    }
    if (const MentionIndex owner = OwnerOfGoal(at); owner != kNone) {
      Add(owner, at, "report/his-goal");
      continue;
    }
    if (!IsGoalAt(at) && !IsPenaltyConverted(at)) {
      continue;
    }
    const MentionIndex scorer = IsPassive(at) ? ScorerBy(at) : ScorerBefore(at);
    if (scorer == kNone || IsUndone(std::min(MentionOf(scorer).tokens.begin, at), at)) {
      continue;
    }
    for (const MentionIndex one : WithOthers(scorer)) {
      Add(one, at, "report/scores");
    }
    if (kScores.Has(Word(at))) {
      AddWithMinutes(at);
    }
  }
}

void GoalReader::Add(MentionIndex scorer, TokenIndex trigger, std::string_view rule) {
  const EntityIndex player = MentionOf(scorer).entity;
  if (IsElsewhen(trigger)) {
    return;
  }
  if (std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
        return other.fact.relation == Relation::kScoredAgainst && other.fact.subject == player &&
               other.fact.evidence.front() == sentence_;
      })) {
    return;
  }
  candidates_.push_back(
      TodaysFact(document_, Relation::kScoredAgainst, player, player, sentence_, rule));
  candidates_.back().trigger = trigger;
  candidates_.back().words =
      document_.TextOf(TokenRange{std::min(MentionOf(scorer).tokens.begin, trigger),
                                  std::max(trigger + 1, MentionOf(scorer).tokens.end)});
}

}  // namespace

void MarkGoalWords(WordMarks& marks) {
  for (const std::string_view word : kBehindLead) {
    if (word != "from") {  // Tells of no goal, and stands everywhere.
      marks.Add(WordMark::kGoal, word);
    }
  }
  marks.AddAll(WordMark::kGoal, kAttempts);
  marks.AddAll(WordMark::kGoal, kGoals);
  marks.AddAll(WordMark::kGoal, kScores);
  marks.AddAll(WordMark::kGoal, kShoots);
  marks.AddAll(WordMark::kGoal, kShootsToo);
  marks.AddAll(WordMark::kGoal, kPuts);
  marks.AddAll(WordMark::kGoal, kGets);
  marks.AddAll(WordMark::kGoal, kChanges);
  marks.AddAll(WordMark::kGoal, kOthers);
  marks.AddAll(WordMark::kGoal, kConverted);
  marks.AddAll(WordMark::kUndoneGoal, kUndone);
}

void FindGoals(const Document& document, const Knowledge& knowledge,
               std::vector<Candidate>& candidates) {
  GoalReader(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
