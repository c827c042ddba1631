// Between stages 4 and 5: clubs that no register knows. Nearly every run of capitals without an
// entry is somebody's name; what a team won over, lost to or drew with is a team.

#include <algorithm>
#include <set>
#include <string>

#include "tools/articles/pipeline.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How far before the preposition the match may be named: "lost 1-0 at home to".
constexpr TokenIndex kMatchTokensMax = 5;
// Longer runs are mostly something else.
constexpr TokenIndex kNameTokensMax = 3;

class UnknownClubs {
 public:
  UnknownClubs(Document& document, const NameRegister& names)
      : document_(document), names_(names) {}

  void Mark() {
    std::set<std::string> opponents;
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const Mention& mention = document_.mentions[index];
      if (IsUnknown(mention) && !IsTitled(index) &&
          (IsOpponent(mention) || IsBeaten(mention) || IsCalledClub(mention))) {
        opponents.insert(Fold(std::string(document_.TextOf(mention.tokens))));
      }
    }
    if (opponents.empty()) {
      return;
    }
    for (Mention& mention : document_.mentions) {
      if (IsUnknown(mention) &&
          opponents.contains(Fold(std::string(document_.TextOf(mention.tokens))))) {
        mention.typed = true;
        mention.type = EntityType::kClub;
      }
    }
  }

 private:
  std::string_view Word(TokenIndex token) const {
    return document_.Folded(document_.tokens[token]);
  }

  bool IsUnknown(const Mention& mention) const {
    const WordId first = document_.tokens[mention.tokens.begin].word;
    return mention.kind == MentionKind::kName && !mention.typed && !mention.place &&
           mention.candidate_begin == mention.candidate_end &&
           mention.tokens.size() <= kNameTokensMax && !names_.IsGivenName(first) &&
           !names_.IsCommonWord(first);
  }

  /// "keeper Zorb": somebody.
  bool IsTitled(MentionIndex index) const {
    return std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                       [&](const Description& description) { return description.person == index; });
  }

  /// "a 2-0 win over", "lost 1-0 to", "drew with", "beaten by": then comes the other side.
  bool IsOpponent(const Mention& mention) const {
    const TokenIndex begin = mention.tokens.begin;
    const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
    if (begin < first + 2) {
      return false;
    }
    const std::string_view tie = Word(begin - 1);
    const TokenIndex limit = begin - std::min(begin - first, kMatchTokensMax + 1);
    for (TokenIndex token = begin - 1; token-- > limit;) {
      if (document_.tokens[token].Has(kPunctuationToken)) {
        return false;
      }
      if (Names(Word(token), tie)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the word names a match whose other side the preposition tells.
  static bool Names(std::string_view word, std::string_view tie) {
    static constexpr WordList kWon = {"win", "wins", "victory", "triumph", "thrashing", "success"};
    static constexpr WordList kLost = {"loss", "defeat", "lost", "losing", "trip", "defeats"};
    static constexpr WordList kDrawn = {"draw", "drew", "stalemate", "drawn"};
    static constexpr WordList kBeaten = {"beaten",   "held",    "thrashed",
                                         "defeated", "knocked", "eliminated"};
    static constexpr WordList kPlayed = {"game",  "match",      "tie",      "clash",  "fixture",
                                         "leg",   "qualifier",  "friendly", "scored", "play-off",
                                         "final", "semi-final", "opener",   "played"};
    if (tie == "against" || tie == "v" || tie == "vs") {
      return kWon.Has(word) || kLost.Has(word) || kDrawn.Has(word) || kPlayed.Has(word);
    }
    return (tie == "over" && kWon.Has(word)) || (tie == "to" && kLost.Has(word)) ||
           (tie == "with" && (kDrawn.Has(word) || word == "clash")) ||
           (tie == "by" && (kBeaten.Has(word) || word == "defeat"));
  }

  /// "the Slovenian side Zorbania", "on loan at Zorbania".
  bool IsCalledClub(const Mention& mention) const {
    static constexpr WordList kClubs = {"side", "club", "outfit", "minnows", "strugglers"};
    static constexpr WordList kPlaces = {"at", "to", "with", "from"};
    const TokenIndex begin = mention.tokens.begin;
    const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
    if (begin < first + 3) {
      return false;
    }
    const bool loan =
        kPlaces.Has(Word(begin - 1)) && Word(begin - 2) == "loan" && Word(begin - 3) == "on";
    // But "the club captain Zorb".
    return loan || (kClubs.Has(Word(begin - 1)) && !mention.possessive);
  }

  /// "Roma beat Zorbania 3-0".
  bool IsBeaten(const Mention& mention) const {
    static constexpr WordList kBeats = {"beat",  "beats",  "defeated", "thrashed", "hammered",
                                        "edged", "face",   "faces",    "faced",    "hosted",
                                        "visit", "visits", "overcame", "beating"};
    const TokenIndex begin = mention.tokens.begin;
    if (begin < document_.sentences[mention.sentence].tokens.begin + 2 ||
        !kBeats.Has(Word(begin - 1))) {
      return false;
    }
    const MentionIndex winner = document_.tokens[begin - 2].mention;
    return winner != kNone && document_.mentions[winner].type == EntityType::kClub &&
           document_.mentions[winner].candidate_begin != document_.mentions[winner].candidate_end;
  }

  Document& document_;
  const NameRegister& names_;
};

}  // namespace

void MarkUnknownClubs(Document& document, const Knowledge& knowledge) {
  UnknownClubs(document, knowledge.names).Mark();
}

}  // namespace rondo::articles
