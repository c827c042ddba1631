// Whether an article is about football at all: words of the game and known clubs against words of
// other sports, politics, business and the arts. Clubs are called like towns and films like wins,
// so an article about something else must give no facts. The words are the classes topic-football
// and topic-other of rules/cues.rules.

#include <algorithm>
#include <utility>
#include <vector>

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

  ClassId id() const { return id_; }
  /// `tokens` is the text from some word on.
  void Add(std::span<const Token> tokens) {
    if (const uint32_t matched = lexicon_.MatchClass(id_, tokens); matched > 0) {
      found_.emplace_back(tokens[0].word, matched);
    }
  }
  uint32_t Weigh() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    uint32_t weight = 0;
    for (std::size_t at = 0; at < found_.size(); ++at) {
      const bool counts = at < kRepeatsMax || found_[at - kRepeatsMax].first != found_[at].first;
      weight += counts ? found_[at].second : 0;
    }
    return weight;
  }

 private:
  const Lexicon& lexicon_;
  const ClassId id_;
  std::vector<std::pair<WordId, uint32_t>> found_;  // First word and size of each phrase.
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

void MarkCues(Document& document, const RuleSet& rules) {
  const Lexicon& lexicon = rules.lexicon();
  for (Sentence& sentence : document.sentences) {
    uint64_t cues = 0;
    for (const Token& token : document.Tokens(sentence.tokens)) {
      cues |= lexicon.CuesOf(token.word);
    }
    sentence.cues = cues;
  }
}

bool IsAboutFootball(const Document& document, const RuleSet& rules) {
  const Lexicon& lexicon = rules.lexicon();
  ClassWeight football_words(lexicon, "topic-football");
  ClassWeight other_words(lexicon, "topic-other");
  const ClassSet begins = lexicon.SetOf({football_words.id(), other_words.id()});
  const std::span<const Token> tokens = document.tokens;
  for (const Sentence& sentence : document.sentences) {
    if (!Lexicon::MayHold(sentence.cues, begins)) {
      continue;
    }
    for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
      if (Lexicon::MayHold(lexicon.CuesOf(tokens[token].word), begins)) {
        football_words.Add(tokens.subspan(token));
        other_words.Add(tokens.subspan(token));
      }
    }
  }
  const uint32_t football = football_words.Weigh();
  const uint32_t other = other_words.Weigh();
  const uint32_t clubs = std::min(CountClubs(document), kClubsMax);
  if (document.tokens.size() < kShortTokensMax) {
    return football + clubs >= other;
  }
  return football + 2 * clubs >= kFootballMin && football + clubs > other;
}

}  // namespace rondo::articles
