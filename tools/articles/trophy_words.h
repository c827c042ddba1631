#pragma once

// Words that tell whether a competition's name means a title won: for trophies.cc and
// known_titles.cc; and which cups are one match.

#include "tools/articles/word_list.h"

namespace rondo::articles {

// Behind a name it is no trophy: "won three league games", "won the cup tie".
inline constexpr WordList kNoTrophy = {
    "third-round", "fourth-round", "fifth-round", "first-round",   "second-round",
    "thriller",    "victory",      "win",         "wins",          "victories",
    "header",      "last-16",      "game",        "games",         "match",
    "matches",     "tie",          "ties",        "clash",         "debut",
    "goal",        "qualifier",    "qualifiers",  "qualification", "group",
    "round",       "place",        "spot",        "semi-final",    "semi-finals",
    "semifinal",   "award",        "awards",      "quarter-final", "quarter-finals",
    "play-off",    "golden",       "player",      "points",        "fixture",
    "fixtures",    "opener",       "appearances", "berth",         "manager",
    "young",       "football",     "play-offs",   "quarterfinals", "home",
    "away",        "race",         "leg",         "hat-trick"};

// What is merely wished, feared or denied.
inline constexpr WordList kHypothetical = {
    "desperate", "motivated",  "assured",    "virtually",   "wrestle",  "close",     "closing",
    "poised",    "could",      "would",      "want",        "wants",    "wanted",    "hope",
    "hopes",     "hoping",     "bid",        "never",       "not",      "n't",       "failed",
    "without",   "if",         "chance",     "chances",     "dream",    "chase",     "chasing",
    "race",      "contenders", "favourites", "might",       "may",      "should",    "can",
    "challenge", "aim",        "aiming",     "quest",       "ambition", "ambitions", "pursuit",
    "will",      "until",      "unless",     "set",         "needs",    "need",      "desire",
    "fight",     "push",       "hunt",       "potentially", "likely",   "expected",  "contention",
    "battle",    "priority",   "trying",     "eager",       "target",   "targets",   "ca",
    "cannot",    "believe",    "believes",   "no",          "nor",      "neither",   "favourite",
    "keen",      "look",       "looking",    "attempt",     "missed",   "missing",   "instead",
    "rather"};

// The Community Shield, the UEFA Super Cup: whoever wins the match has it.
inline constexpr WordList kOneMatchCups = {
    "Community Shield",    "UEFA Super Cup",       "German Super Cup", "Trophee des Champions",
    "Johan Cruyff Shield", "Portuguese Super Cup", "CAF Super Cup",    "Turkish Super Cup",
    "Recopa Sudamericana", "Campeones Cup",        "Finalissima",      "Women's Community Shield"};

}  // namespace rondo::articles
