// Whether an article is about football at all: words of the game and known clubs against words of
// other sports, politics, business and the arts. Clubs are called like towns and films like wins,
// so an article about something else must give no facts. The words are the classes topic-football
// and topic-other of rules/cues.rules.

#include <algorithm>
#include <map>

#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

// A word counts a few times at most, so that one theme of an article does not decide.
constexpr uint32_t kRepeatsMax = 3;
constexpr uint32_t kClubsMax = 3;
// Short notes hardly hold more; what is about something else hardly reaches it.
constexpr uint32_t kFootballMin = 3;
// In fewer tokens than this nothing proves that football is not meant.
constexpr std::size_t kShortTokensMax = 60;

/// How much of a class a text holds: a phrase counts as often as it has words.
class ClassWeight {
 public:
  ClassWeight(const Lexicon& lexicon, std::string_view name)
      : lexicon_(lexicon), id_(lexicon.FindClass(name)) {}

  bool MayBegin(WordId word) const { return id_ != kNoClass && lexicon_.MayBegin(id_, word); }
  /// `tokens` is the text from a word on that may begin a phrase.
  void Add(std::span<const Token> tokens) {
    const uint32_t matched = lexicon_.MatchClass(id_, tokens);
    if (matched > 0 && ++seen_[tokens[0].word] <= kRepeatsMax) {
      weight_ += matched;
    }
  }
  uint32_t weight() const { return weight_; }

 private:
  const Lexicon& lexicon_;
  const ClassId id_;
  std::map<WordId, uint32_t> seen_;
  uint32_t weight_ = 0;
};

/// Clubs that the register knows, by how many the article names.
uint32_t CountClubs(const Document& document) {
  const auto count =
      std::count_if(document.entities.begin(), document.entities.end(), [](const Entity& entity) {
        return entity.type == EntityType::kClub && entity.register_entry != kNone &&
               !entity.national_team;
      });
  return static_cast<uint32_t>(count);
}

}  // namespace

bool IsAboutFootball(const Document& document, const RuleSet& rules) {
  ClassWeight football_words(rules.lexicon(), "topic-football");
  ClassWeight other_words(rules.lexicon(), "topic-other");
  const std::span<const Token> tokens = document.tokens;
  for (std::size_t token = 0; token < tokens.size(); ++token) {
    if (football_words.MayBegin(tokens[token].word)) {
      football_words.Add(tokens.subspan(token));
    }
    if (other_words.MayBegin(tokens[token].word)) {
      other_words.Add(tokens.subspan(token));
    }
  }
  const uint32_t football = football_words.weight();
  const uint32_t other = other_words.weight();
  const uint32_t clubs = std::min(CountClubs(document), kClubsMax);
  if (document.tokens.size() < kShortTokensMax) {
    return football + clubs >= other;
  }
  return football + 2 * clubs >= kFootballMin && football + clubs > other;
}

}  // namespace rondo::articles
