#include "tools/articles/play_ties.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// What one gives to his own side.
constexpr WordList kPasses = {"cross",    "crosses",   "corner",       "delivery",  "pass",
                              "ball",     "free-kick", "assist",       "cutback",   "cut-back",
                              "centre",   "flick",     "flick-on",     "knockdown", "knock-down",
                              "lay-off",  "layoff",    "through-ball", "throw",     "throw-in",
                              "backheel", "set-piece", "free"};  // "free kick".
// What the other side stops.
constexpr WordList kShots = {"shot",   "shots",     "effort",  "efforts",   "header",    "strike",
                             "volley", "drive",     "attempt", "penalty",   "spot-kick", "headers",
                             "run",    "free-kick", "drives",  "follow-up", "cross",     "corner"};
// How it does.
constexpr WordList kStops = {
    "save",      "saved",       "saves",   "saving",  "block",   "blocked",  "blocks",
    "blocking",  "clear",       "cleared", "parried", "parry",   "punched",  "claimed",
    "gathered",  "caught",      "halted",  "stopped", "stop",    "palmed",   "tipped",
    "smothered", "intercepted", "kept",    "keep",    "keeping", "repelled", "handled"};
// What it does to a player himself.
constexpr WordList kFells = {"denied",  "deny",    "denying", "foul",      "fouled",       "fouls",
                             "tackle",  "tackled", "tripped", "challenge", "dispossessed", "felled",
                             "upended", "bundled", "hauled",  "clattered", "brought",      "robbed",
                             "beat",    "beaten",  "foiled",  "thwarted",  "outpaced",     "pulled",
                             "skipped", "twisted", "tangled", "nutmegged", "shoved",       "pushed",
                             "floored"};
// Behind these somebody else may do something else.
constexpr WordList kBreaks = {"and",   "but",      "while",  "before", "after", "when",  "as",
                              "then",  "who",      "whose",  ";",      ":",     "until", "only",
                              "with",  "although", "though", "(",      ")",     "that",  "-",
                              "where", "like",     "or",     "own"};
// With "to" or "for" behind.
constexpr WordList kFeeds = {"crossed", "passed",  "squared", "laid",    "rolled",  "delivered",
                             "floated", "whipped", "pulled",  "flicked", "nodded",  "teed",
                             "set",     "picked",  "played",  "slipped", "slid",    "threaded",
                             "cut",     "swung",   "dinked",  "centred", "chipped", "lofted"};
constexpr WordList kFinds = {"found", "fed", "released", "finding", "feeding", "releasing"};
// Right in front of an opponent.
constexpr WordList kBeats = {"past",    "beyond",  "beat",   "beating",      "denied",
                             "denying", "fouled",  "tested", "dispossessed", "tripped",
                             "forced",  "forcing", "robbed"};

constexpr WordList kMates = {"team-mate", "team-mates", "teammate", "teammates"};
// "went close for Roma".
constexpr WordList kTries = {"wide",      "over",   "close",      "bar",      "post",    "chance",
                             "chances",   "shot",   "headed",     "fired",    "struck",  "hit",
                             "header",    "effort", "feature",    "featured", "starred", "scored",
                             "impressed", "shone",  "threatened", "crossbar", "debut"};
}  // namespace

bool PlayTies::MayBeTied(const Mention& mention) const {
  if (mention.entity == kNone || mention.doubtful) {
    return false;
  }
  const bool pronoun = mention.kind == MentionKind::kPronoun;
  if (IsClub(mention.entity)) {
    return !pronoun;
  }
  return document_.entities[mention.entity].type == EntityType::kPlayer &&
         (mention.kind == MentionKind::kName ||
          (pronoun && (Word(mention.tokens.begin) == "he" || Word(mention.tokens.begin) == "she")));
}

bool PlayTies::IsMate(std::string_view word) { return kMates.Has(word); }

bool PlayTies::IsStop(std::string_view word) { return kStops.Has(word) || kFells.Has(word); }

/// "Smalling's low cross", "Smalling's shot".
bool PlayTies::IsHis(const Mention& mention, bool pass) const {
  static constexpr WordList kBehind = {"from", "in", "after", "on", "to", "for",
                                       "with", "at", "and",   ",",  "by", "goal"};
  constexpr TokenIndex kWordsMax = 4;
  const TokenIndex end = std::min<TokenIndex>(mention.tokens.end + kWordsMax,
                                              document_.sentences[mention.sentence].tokens.end);
  for (TokenIndex at = mention.tokens.end; at < end; ++at) {
    if ((!mention.possessive && at > mention.tokens.end) || kBehind.Has(Word(at))) {
      return false;  // "a Smalling cross"; "Smalling's goal from a cross".
    }
    if (pass ? kPasses.Has(Word(at)) : kShots.Has(Word(at)) || kPasses.Has(Word(at))) {
      return true;
    }
  }
  return false;
}

/// "Small replaced Fons", "Small came on for Fons", "Small, in place of Fons".
bool PlayTies::Replaces(TokenIndex begin, TokenIndex end) const {
  static constexpr WordList kReplaces = {"replaced", "replaces", "replacing", "replace"};
  static constexpr WordList kWas = {"was", "were", "being", "been"};
  constexpr TokenIndex kWordsMax = 6;
  if (end - begin > kWordsMax) {
    return false;
  }
  const std::string_view last = Word(end - 1);
  const std::string_view before = end - begin > 1 ? Word(end - 2) : std::string_view();
  const bool by =
      last == "by" && kReplaces.Has(before) && end - begin > 2 && kWas.Has(Word(end - 3));
  return by || kReplaces.Has(last) || (last == "for" && before == "on") ||
         (last == "of" && before == "place") || (last == "for" && before == "way") ||
         (last == "to" && before == "way");
}

/// "past the stranded keeper Small": the words of the name's phrase do not count.
bool PlayTies::IsPast(TokenIndex begin, TokenIndex end) const {
  constexpr TokenIndex kWordsMax = 4;
  for (TokenIndex at = end; at > begin && end - at < kWordsMax; --at) {
    if (Word(at - 1) == "past" || Word(at - 1) == "beyond") {
      return true;
    }
    if (At(at - 1).Has(kPunctuationToken)) {
      return false;
    }
  }
  return false;
}

/// What stands between two players tells whether they play together.
std::optional<Side> PlayTies::SideTold(MentionIndex first_index, MentionIndex second_index) const {
  constexpr TokenIndex kWordsMax = 14;
  constexpr TokenIndex kTitleMax = 3;  // "by the young goalkeeper Fons".
  const Mention& mention = MentionOf(second_index);
  const TokenIndex begin = MentionOf(first_index).tokens.end;
  const TokenIndex end = mention.tokens.begin;
  if (end <= begin || end - begin > kWordsMax) {
    return std::nullopt;
  }
  if (!IsClub(MentionOf(first_index).entity) && !IsClub(mention.entity) && Replaces(begin, end)) {
    return Side::kSame;
  }
  bool stops = false;
  bool fells = false;
  bool feeds = false;
  bool tries = false;
  for (TokenIndex at = begin; at < end; ++at) {
    if (kBreaks.Has(Word(at))) {
      return std::nullopt;
    }
    stops = stops || kStops.Has(Word(at));
    fells = fells || kFells.Has(Word(at));
    feeds = feeds || kFeeds.Has(Word(at));
    tries = tries || kTries.Has(Word(at));
  }
  const std::string_view last = Word(end - 1);
  if (IsClub(MentionOf(second_index).entity)) {
    const bool tries_for =
        (last == "for" && tries) || last == "missed" || last == "miss" || IsHis(mention, true);
    return stops || fells ? std::nullopt : tries_for ? std::optional(Side::kSame) : std::nullopt;
  }
  for (TokenIndex at = end; (stops || fells) && at > begin && at + kTitleMax >= end; --at) {
    if (Word(at - 1) == "by") {
      return Side::kOther;
    }
    if (At(at - 1).Has(kPunctuationToken)) {
      break;
    }
  }
  const bool saved =
      last == "from" && !IsClub(MentionOf(first_index).entity) && !IsHis(mention, true);
  if (kBeats.Has(last) || IsPast(begin, end) || (fells && last == "with") ||
      (stops && (saved || IsHis(mention, false))) || (fells && last == "on")) {
    return Side::kOther;
  }
  if (stops || (fells && !IsHis(mention, true))) {
    return std::nullopt;
  }
  const bool hands_on = feeds && (last == "for" || last == "to" || last == "up" || last == "in" ||
                                  last == "out" || last == "through");
  static constexpr WordList kMeets = {"by", "for", "to", "found", "towards"};
  const bool met =
      MentionOf(first_index).possessive && kPasses.Has(Word(begin)) && kMeets.Has(last);
  const bool team_mates = end - begin == 2 && kMates.Has(last) && MentionOf(first_index).possessive;
  return !IsClub(MentionOf(first_index).entity) &&
                 (IsHis(mention, true) || hands_on || met || kFinds.Has(last) || team_mates)
             ? std::optional(Side::kSame)
             : std::nullopt;
}

}  // namespace rondo::articles
