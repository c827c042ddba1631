#include "tools/articles/line_ups.h"

#include <algorithm>
#include <map>
#include <vector>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr std::size_t kPlayersMin = 9;
constexpr std::size_t kPlayersMax = 30;
// An item of the list is no longer than this: "van der Sar", "Ricardo Carvalho".
constexpr uint32_t kNameTokensMax = 4;
// How many tokens a label before a colon may take: "Manchester United (4-4-2):".
constexpr uint32_t kLabelTokensMax = 8;
// How many votes make a club sure where nothing else does, and the share of them that must agree.
constexpr uint32_t kVotesMin = 3;
constexpr uint32_t kVotesShareOfTen = 7;
constexpr uint32_t kVotesByTitle = 2;

constexpr WordList kParticles = {"van", "der", "de",   "den", "da",  "di",  "del", "della", "el",
                                 "al",  "dos", "do",   "la",  "le",  "ter", "von", "and",   "sub",
                                 "gk",  "c",   "capt", "for", "min", "h-t", "ht",  "pen"};
constexpr WordList kSubstitutes = {"subs", "substitutes", "sub", "substitute", "bench"};

struct LineUp {
  TokenIndex begin = 0;
  EntityIndex club = kNone;
  std::vector<std::string_view> surnames;  // Folded.
};

class LineUpReader : private ArticleView {
 public:
  LineUpReader(Document& document, const Knowledge& knowledge, const Memberships& memberships)
      : ArticleView(document, knowledge), article_(document), memberships_(memberships) {}

  void Run() {
    for (const Sentence& sentence : document_.sentences) {
      ReadSentence(sentence.tokens);
    }
    if (line_ups_.empty()) {
      return;
    }
    for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
      if (IsHuman(document_.entities[index].type)) {
        people_[SurnameOf(document_.entities[index])].push_back(index);
      }
    }
    for (std::size_t at = 0; at < line_ups_.size(); ++at) {
      FindClub(at);
    }
    for (const LineUp& line_up : line_ups_) {
      if (line_up.club != kNone) {
        Settle(line_up);
      }
    }
  }

 private:
  using Votes = std::map<EntityIndex, uint32_t>;

  /// The names of a list between commas, with who came on for whom; none where the sentence says
  /// something.
  void ReadSentence(TokenRange tokens) {
    LineUp line_up;
    line_up.begin = tokens.begin;
    const TokenIndex begin = SkipLabel(tokens, line_up.club);
    const bool substitutes = begin > tokens.begin && kSubstitutes.Has(Word(tokens.begin));
    uint32_t name_size = 0;
    bool bracket = false;
    for (TokenIndex index = begin; index < tokens.end; ++index) {
      const Token& token = At(index);
      if (token.Has(kNumberToken) || token.Has(kPossessive)) {
        continue;
      }
      if (token.Has(kWordToken)) {
        if (!token.Has(kCapitalised) && !kParticles.Has(Word(index)) && !bracket) {
          return;
        }
        if (token.Has(kCapitalised) && IsLastOfName(index, tokens.end)) {
          line_up.surnames.push_back(Word(index));
        }
        if (++name_size > kNameTokensMax || line_up.surnames.size() > kPlayersMax) {
          return;
        }
        continue;
      }
      bracket = (bracket || Word(index) == "(") && Word(index) != ")";
      name_size = 0;
    }
    if (substitutes && !line_ups_.empty()) {
      line_ups_.back().surnames.insert(line_ups_.back().surnames.end(), line_up.surnames.begin(),
                                       line_up.surnames.end());
    } else if (line_up.surnames.size() >= kPlayersMin) {
      line_ups_.push_back(std::move(line_up));
    }
  }

  bool IsLastOfName(TokenIndex index, TokenIndex end) const {
    return index + 1 >= end || !At(index + 1).Has(kWordToken);
  }

  /// "Chelsea (4-3-3):", "Subs not used:"; the club if it names one.
  TokenIndex SkipLabel(TokenRange tokens, EntityIndex& club) const {
    if (!document_.sentences[At(tokens.begin).sentence].Has(WordMark::kColon)) {
      return tokens.begin;
    }
    const TokenIndex end = std::min(tokens.end, tokens.begin + kLabelTokensMax);
    for (TokenIndex index = tokens.begin; index < end; ++index) {
      if (Word(index) != ":") {
        continue;
      }
      const MentionIndex mention = At(tokens.begin).mention;
      if (mention != kNone && IsClub(MentionOf(mention).entity)) {
        club = MentionOf(mention).entity;
      }
      return index + 1;
    }
    return tokens.begin;
  }

  std::string_view SurnameOf(const Entity& entity) const {
    if (entity.first_mention == kNone) {
      return {};
    }
    const TokenRange name = MentionOf(entity.first_mention).tokens;
    return name.empty() ? std::string_view() : Word(name.end - 1);
  }

  /// The one person of that surname; kNone if there are none or several.
  EntityIndex PersonCalled(std::string_view surname) const {
    const auto found = people_.find(surname);
    return found == people_.end() || found->second.size() != 1 ? kNone : found->second.front();
  }

  Votes VotesOf(const LineUp& line_up) const {
    Votes votes;
    for (const std::string_view surname : line_up.surnames) {
      const EntityIndex person = PersonCalled(surname);
      if (person == kNone) {
        continue;
      }
      const EntityIndex club = document_.entities[person].affiliation;
      if (IsClub(club)) {
        votes[club] += memberships_.IsTold(person) ? kVotesByTitle : 1;
      }
    }
    return votes;
  }

  /// Two line-ups side by side are those of a match: the one is not the other's.
  void FindClub(std::size_t at) {
    LineUp& line_up = line_ups_[at];
    if (line_up.club != kNone) {
      return;
    }
    const Votes votes = VotesOf(line_up);
    uint32_t all = 0;
    uint32_t most = 0;
    EntityIndex best = kNone;
    for (const auto& [club, count] : votes) {
      const bool others = at > 0 && line_ups_[at - 1].club == club;
      all += others ? 0 : count;
      if (!others && count > most) {
        most = count;
        best = club;
      }
    }
    if (most >= kVotesMin && most * 10 >= all * kVotesShareOfTen) {
      line_up.club = best;
    }
  }

  void Settle(const LineUp& line_up) {
    const bool national = document_.entities[line_up.club].national_team;
    for (const std::string_view surname : line_up.surnames) {
      const EntityIndex person = PersonCalled(surname);
      if (person == kNone || InAnother(line_up, surname)) {
        continue;
      }
      Entity& entity = article_.entities[person];
      const bool told = memberships_.IsTold(person) && IsClub(entity.affiliation) &&
                        (national || !document_.entities[entity.affiliation].national_team);
      if (entity.type != EntityType::kPlayer || told) {
        continue;
      }
      entity.affiliation = line_up.club;
      entity.lined_up = MentionOf(entity.first_mention).tokens.begin < line_up.begin;
    }
  }

  bool InAnother(const LineUp& line_up, std::string_view surname) const {
    return std::any_of(line_ups_.begin(), line_ups_.end(), [&](const LineUp& other) {
      return other.begin != line_up.begin && std::find(other.surnames.begin(), other.surnames.end(),
                                                       surname) != other.surnames.end();
    });
  }

  Document& article_;  // Where affiliations are written.
  const Memberships& memberships_;
  std::vector<LineUp> line_ups_;
  std::map<std::string_view, std::vector<EntityIndex>> people_;
};

}  // namespace

void MarkLineUpWords(WordMarks& marks) { marks.Add(WordMark::kColon, ":"); }

void SettleByLineUps(Document& document, const Knowledge& knowledge,
                     const Memberships& memberships) {
  LineUpReader(document, knowledge, memberships).Run();
}

}  // namespace rondo::articles
