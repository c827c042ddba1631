// After the model for pairs: what the register knows of leagues, cups and their winners against
// what was read. "Leeds beat Burnley" in an article that opens with the Champions League is no
// match of it where neither was in it, and nobody wins a title that another has.

#include <algorithm>
#include <charconv>
#include <string_view>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

// How long ago what is told of a career may have been.
constexpr int kCareerYears = 30;
// From then on the register does not know all winners.
constexpr int kWinnersKnownUntil = 2025;

/// From the first to the last year that a date names; 0 where it names none.
YearSpan YearsOf(std::string_view date) {
  constexpr std::size_t kYearDigits = 4;
  YearSpan years;
  for (std::size_t at = 0; at + kYearDigits <= date.size();) {
    int16_t year = 0;
    std::from_chars(date.data() + at, date.data() + at + kYearDigits, year);
    years.begin = years.begin == 0 ? year : years.begin;
    years.end = year;
    const std::size_t slash = date.find('/', at);
    at = slash == std::string_view::npos ? date.size() : slash + 1;
  }
  return years;
}

class SeasonObjections : private ArticleView {
 public:
  SeasonObjections(const Document& document, const Knowledge& knowledge)
      : ArticleView(document, knowledge), about_women_(IsAboutWomen()) {}

  bool Object(const Candidate& candidate) const {
    const Fact& fact = candidate.fact;
    const bool takes_part =
        fact.relation == Relation::kPlaysIn || fact.relation == Relation::kLeads;
    if (about_women_ || (!takes_part && fact.relation != Relation::kWonCompetition) ||
        fact.modality > Modality::kReported || document_.year == 0 ||
        document_.entities[fact.object].register_entry == kNone ||
        document_.entities[fact.subject].type != EntityType::kClub) {
      return false;
    }
    return takes_part ? WasNotIn(candidate) : WonByOthers(candidate);
  }

 private:
  /// In which seasons it may hold: what is told of matches holds about now, what is told of careers
  /// may be long past.
  YearSpan SeasonsOf(const Candidate& candidate) const {
    const std::string_view rule = candidate.fact.rule;
    const bool guessed = rule.starts_with("document/") || rule.starts_with("pair ") ||
                         candidate.fact.relation == Relation::kLeads;
    const YearSpan now = SeasonsAbout(document_);
    int begin = guessed && !candidate.ended ? now.begin : document_.year - kCareerYears;
    int end = now.end;
    const YearSpan told = YearsOf(candidate.fact.date.text);
    if (candidate.dated && told.begin != 0) {
      begin = std::min<int>(begin, told.begin);
      end = std::max(end, told.end + 1);
    }
    return {static_cast<int16_t>(begin), static_cast<int16_t>(end)};
  }

  bool WasNotIn(const Candidate& candidate) const {
    const Entity& club = document_.entities[candidate.fact.subject];
    return names_.WasNotIn(document_.entities[candidate.fact.object].register_entry, club.name,
                           club.nationality, SeasonsOf(candidate));
  }

  /// Who has never won it.
  bool WonByOthers(const Candidate& candidate) const {
    const uint32_t competition = document_.entities[candidate.fact.object].register_entry;
    const std::string_view club = document_.entities[candidate.fact.subject].name;
    const auto until = static_cast<int16_t>(document_.year + 1);
    return until <= kWinnersKnownUntil && names_.KnowsWinnersOf(competition) &&
           !names_.HasWon(competition, club, {0, until});
  }

  const bool about_women_;
};

}  // namespace

void DropKnownOthers(const Document& document, const Knowledge& knowledge,
                     std::vector<Candidate>& candidates) {
  const SeasonObjections objections(document, knowledge);
  std::erase_if(candidates,
                [&](const Candidate& candidate) { return objections.Object(candidate); });
}

}  // namespace rondo::articles
