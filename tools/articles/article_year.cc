// Between stages 4 and 5: the year in which an article was written, if it does not say. Known
// people vote for the years that they spent at clubs which the article names, for their careers
// with less weight; years in the text and things that only some years knew ("Carling Cup") vote,
// too.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "tools/articles/article_view.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr int kYearFirst = 1985;
constexpr int kYearLast = 2035;
constexpr int kYears = kYearLast - kYearFirst + 1;
// The last season of which the register tells who was in which league.
constexpr int kEntrantsKnownUntil = 2026;
// How many years the estimate mostly misses at most.
constexpr int kYearMisses = 1;
constexpr unsigned kSeasonBegins = 7;

// Weights of votes: those of people at clubs of the article decide, the others where there are
// none.
constexpr double kSpellWeight = 3.0;
constexpr double kSurnameWeight = 1.0;
constexpr double kCareerWeight = 0.5;
constexpr double kYearWeight = 1.0;
constexpr double kBeforeCareerWeight = 3.0;
// So many years before his first known club somebody may have been heard of.
constexpr int kYearsUnknown = 2;
constexpr double kEraWeight = 3.0;
// A surname that more players had tells nothing.
constexpr std::size_t kNamesakesMost = 64;

/// A word that was in the papers of some years only; behind `before`, if that is not empty.
struct EraWord {
  std::string_view before;
  std::string_view word;
  int16_t first;
  int16_t last;
};

constexpr std::array<EraWord, 22> kEraWords = {{
    {"uefa", "cup", kYearFirst, 2009},
    {"carling", "cup", 2003, 2012},
    {"worthington", "cup", 1998, 2003},
    {"one", "cup", 2012, 2016},  // Capital One.
    {"carabao", "cup", 2017, kYearLast},
    {"europa", "league", 2009, kYearLast},
    {"conference", "league", 2021, kYearLast},
    {"nations", "league", 2018, kYearLast},
    {"super", "league", 2011, kYearLast},  // Women's Super League; the other one is as young.
    {"", "coronavirus", 2020, 2022},
    {"", "covid", 2020, 2023},
    {"", "covid-19", 2020, 2023},
    {"", "lockdown", 2020, 2022},
    {"", "instagram", 2012, kYearLast},
    {"", "twitter", 2009, 2024},
    {"", "tweeted", 2009, 2024},
    {"", "wsl", 2011, kYearLast},
    {"", "var", 2017, kYearLast},
    {"", "ffp", 2010, kYearLast},
    {"", "psr", 2022, kYearLast},
    {"", "npower", 2010, 2013},
    {"", "highbury", kYearFirst, 2006},
}};

/// Their last words: most words are none of them.
constexpr WordList kEraEnds = {"cup",       "league",  "coronavirus", "covid",  "covid-19",
                               "lockdown",  "twitter", "tweeted",     "wsl",    "var",
                               "instagram", "ffp",     "psr",         "npower", "highbury"};
static_assert(std::all_of(kEraWords.begin(), kEraWords.end(),
                          [](const EraWord& era) { return kEraEnds.Has(era.word); }));

using Votes = std::array<double, kYears>;

class YearEstimator : private ArticleView {
 public:
  YearEstimator(const Document& document, const Knowledge& knowledge)
      : ArticleView(document, knowledge) {}

  /// 0 if nothing tells.
  int Estimate() {
    CollectClubs();
    VoteByPeople();
    VoteByWords();
    const auto best = std::max_element(votes_.begin() + (first_ - kYearFirst), votes_.end());
    if (*best <= 0.0) {
      return 0;
    }
    const auto last = std::find_if(best, votes_.end(), [&](double value) { return value < *best; });
    return kYearFirst + static_cast<int>((best - votes_.begin()) + (last - best - 1) * 2 / 3);
  }

 private:
  struct Told {
    bool former = false;
    bool coach = false;
  };

  void CollectClubs();
  std::vector<Told> ReadTitles() const;
  void VoteByPeople();
  void VoteByNamesakes(const Mention& mention, const Told& told);
  void VoteByEntry(const KnownEntry& entry, double weight);
  void VoteBySurname(WordId surname);
  void VoteByWords();

  KnownEntry CandidateAt(uint32_t at) const {
    return names_.entry(names_.name(document_.candidates[at]).entry);
  }
  static void Vote(Votes& votes, int begin, int end, double weight) {
    for (int year = std::max(begin, kYearFirst); year <= std::min(end, kYearLast); ++year) {
      votes[static_cast<std::size_t>(year - kYearFirst)] += weight;
    }
  }

  std::unordered_set<std::string_view> clubs_;  // That the article names.
  Votes votes_{};
  int first_ = kYearFirst;  // The article is no older.
};

void YearEstimator::CollectClubs() {
  for (const Mention& mention : document_.mentions) {
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      if (const KnownEntry entry = CandidateAt(at); entry.type == EntityType::kClub) {
        clubs_.insert(entry.name);
      }
    }
  }
}

void YearEstimator::VoteByPeople() {
  std::unordered_set<uint32_t> seen;
  std::unordered_set<WordId> surnames;
  const std::vector<Told> titles = ReadTitles();
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.kind != MentionKind::kName || mention.tokens.empty()) {
      continue;
    }
    const uint32_t candidates = mention.candidate_end - mention.candidate_begin;
    const WordId last = At(mention.tokens.end - 1).word;
    if (candidates == 0) {
      if (last != kUnknownWord && surnames.insert(last).second) {
        VoteBySurname(last);
      }
    } else if (mention.tokens.size() > 1 &&
               seen.insert(document_.candidates[mention.candidate_begin]).second) {
      surnames.insert(last);
      VoteByNamesakes(mention, titles[index]);
    }
  }
}

/// What titles beside the names tell: who is something else now than he once was.
std::vector<YearEstimator::Told> YearEstimator::ReadTitles() const {
  std::vector<Told> told(document_.mentions.size());
  for (const Description& description : document_.descriptions) {
    if (description.person == kNone) {
      continue;
    }
    Told& of_person = told[description.person];
    of_person.former = of_person.former || description.former;
    if (!description.former && description.title_entry != kNone) {
      of_person.coach = names_.title(description.title_entry).type == EntityType::kManager;
    }
  }
  return told;
}

/// All who bear the name, those who coach only if it is a coach's. "The former Arsenal midfielder"
/// was there some time before. Nobody writes of a player before he has played.
void YearEstimator::VoteByNamesakes(const Mention& mention, const Told& told) {
  int earliest = kYearLast;
  uint32_t coaches = 0;
  for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
    const KnownEntry entry = CandidateAt(at);
    coaches += entry.type == EntityType::kManager ? 1 : 0;
    if (entry.type == EntityType::kPlayer) {
      earliest = std::min<int>(earliest, CareerOf(entry).begin);
    }
  }
  if (earliest < kYearLast) {
    Vote(votes_, kYearFirst, earliest - kYearsUnknown, -kBeforeCareerWeight);
  }
  const bool coach = told.coach && coaches > 0;
  const uint32_t voters = coach ? coaches : mention.candidate_end - mention.candidate_begin;
  for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
    const KnownEntry entry = CandidateAt(at);
    if ((!coach && !told.former) || (coach && entry.type == EntityType::kManager)) {
      VoteByEntry(entry, 1.0 / voters);
    }
  }
}

/// His years at clubs of the article; his career, where he was at none of them.
void YearEstimator::VoteByEntry(const KnownEntry& entry, double weight) {
  if (!IsHuman(entry.type) || entry.years.empty()) {
    return;
  }
  Votes own{};
  bool told = false;
  for (std::size_t at = 0; at < entry.years.size(); ++at) {
    const YearSpan span = entry.years[at];
    if (span.begin == 0) {
      continue;
    }
    if (clubs_.contains(entry.affiliations[at])) {
      Vote(own, span.begin, span.end, kSpellWeight);
      told = true;
    }
  }
  if (entry.type == EntityType::kPlayer) {
    const YearSpan career = CareerOf(entry);
    Vote(votes_, career.begin, career.end + 1, kCareerWeight * weight);
  }
  for (std::size_t year = 0; told && year < own.size(); ++year) {
    votes_[year] += std::min(own[year], kSpellWeight) * weight;
  }
}

/// Years in which one of that name was at a club of the article.
void YearEstimator::VoteBySurname(WordId surname) {
  const std::span<const uint32_t> people = names_.WithSurname(surname);
  if (people.size() > kNamesakesMost) {
    return;
  }
  Votes own{};
  bool told = false;
  for (const uint32_t index : people) {
    const KnownEntry entry = names_.entry(index);
    for (std::size_t at = 0; at < entry.years.size(); ++at) {
      if (entry.years[at].begin != 0 && clubs_.contains(entry.affiliations[at])) {
        Vote(own, entry.years[at].begin, entry.years[at].end, kSurnameWeight);
        told = true;
      }
    }
  }
  for (std::size_t year = 0; told && year < own.size(); ++year) {
    votes_[year] += std::min(own[year], kSurnameWeight);
  }
}

int YearOf(std::string_view word) {
  if (word.size() != 4 || (word[0] != '1' && word[0] != '2')) {
    return 0;
  }
  int year = 0;
  for (const char digit : word) {
    if (digit < '0' || digit > '9') {
      return 0;
    }
    year = year * 10 + (digit - '0');
  }
  return year >= kYearFirst && year <= kYearLast ? year : 0;
}

void YearEstimator::VoteByWords() {
  for (TokenIndex at = 0; at < document_.tokens.size(); ++at) {
    if (!At(at).Has(kNumberToken) && !At(at).Has(WordMark::kEra)) {
      continue;
    }
    const std::string_view word = Word(at);
    const std::string_view before = at > 0 ? Word(at - 1) : std::string_view();
    if (!At(at).Has(kNumberToken) && kEraEnds.Has(word)) {
      for (const EraWord& era : kEraWords) {
        if (word == era.word && (era.before.empty() || before == era.before)) {
          Vote(votes_, era.first, era.last, kEraWeight);
        }
      }
    }
    const int year = At(at).Has(kNumberToken) ? YearOf(word) : 0;
    if (year == 0 || before == "until" || before == "by") {
      continue;
    }
    Vote(votes_, year, year + 1, kYearWeight);
    if (before == "in") {
      first_ = std::max(first_, year);  // "in 2009": the article is no older.
    }
  }
}

}  // namespace

void MarkEraWords(WordMarks& marks) { marks.AddAll(WordMark::kEra, kEraEnds); }

void EstimateYear(Document& document, const Knowledge& knowledge) {
  document.year = document.date ? YearIn(IsoDay(*document.date))
                                : YearEstimator(document, knowledge).Estimate();
}

YearSpan SeasonsAbout(const Document& document) {
  const int misses = document.date ? 0 : kYearMisses;
  const int begin = document.year - misses;
  int end = document.year + 1 + misses;
  // Of what nobody knows as yet, the season before tells; but for who is in the next one already.
  const bool autumn = document.date && MonthOf(*document.date) >= kSeasonBegins;
  if (document.year + (autumn ? 1 : 0) <= kEntrantsKnownUntil) {
    end = std::min(end, kEntrantsKnownUntil);
  }
  return {static_cast<int16_t>(begin), static_cast<int16_t>(end)};
}

bool IsKnownIn(const Document& document, const NameRegister& names, const Entity& club,
               const Entity& competition) {
  const uint32_t contest = competition.register_entry;
  // Without a date, either of the seasons of its year may be meant.
  const bool autumn = document.date && MonthOf(*document.date) >= kSeasonBegins;
  const bool spring = document.date && !autumn;
  return contest != kNone && document.year != 0 &&
         ((!autumn && names.WasIn(contest, club.name, document.year)) ||
          (!spring && names.WasIn(contest, club.name, document.year + 1)));
}

}  // namespace rondo::articles
