#include "tools/articles/time_expression.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <span>
#include <utility>

#include "graph/base/error.h"
#include "tools/articles/lexicon.h"

namespace rondo::articles {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::pair<std::string_view, int32_t>, 26> kNumbers = {{
    {"a", 1},         {"an", 1},       {"one", 1},      {"two", 2},        {"three", 3},
    {"four", 4},      {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},
    {"nine", 9},      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13},
    {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
    {"nineteen", 19}, {"twenty", 20},  {"couple", 2},   {"thirty", 30},    {"forty", 40},
    {"fifty", 50},
}};
constexpr std::array<std::pair<std::string_view, int32_t>, 12> kUnits = {{
    {"day", 1},
    {"days", 1},
    {"week", 2},
    {"weeks", 2},
    {"month", 3},
    {"months", 3},
    {"year", 4},
    {"years", 4},
    {"season", 5},
    {"seasons", 5},
    {"summers", 4},
    {"campaigns", 5},
}};
constexpr std::array<std::pair<std::string_view, TimeMeaning>, 27> kMeanings = {{
    {"day", TimeMeaning::kDay},
    {"month", TimeMeaning::kMonth},
    {"year", TimeMeaning::kYear},
    {"season", TimeMeaning::kSeason},
    {"weekday", TimeMeaning::kWeekday},
    {"weekend", TimeMeaning::kWeekend},
    {"ago", TimeMeaning::kAgo},
    {"from-now", TimeMeaning::kFromNow},
    {"offset-day", TimeMeaning::kOffsetDay},
    {"offset-week", TimeMeaning::kOffsetWeek},
    {"offset-month", TimeMeaning::kOffsetMonth},
    {"offset-year", TimeMeaning::kOffsetYear},
    {"relative-season", TimeMeaning::kRelativeSeason},
    {"end-of-season", TimeMeaning::kEndOfSeason},
    {"start-of-season", TimeMeaning::kStartOfSeason},
    {"summer", TimeMeaning::kSummer},
    {"winter", TimeMeaning::kWinter},
    {"window-summer", TimeMeaning::kWindowSummer},
    {"window-winter", TimeMeaning::kWindowWinter},
    {"since", TimeMeaning::kSince},
    {"until", TimeMeaning::kUntil},
    {"between", TimeMeaning::kBetween},
    {"decade", TimeMeaning::kDecade},
    {"first-half-season", TimeMeaning::kFirstHalfSeason},
    {"second-half-season", TimeMeaning::kSecondHalfSeason},
    {"first-half-year", TimeMeaning::kFirstHalfYear},
    {"second-half-year", TimeMeaning::kSecondHalfYear},
}};
constexpr std::array<std::string_view, 3> kDeadlineWords = {"until", "till", "through"};

/// Reads a whole number from the front of `text`; the rest of it stays.
bool TakeNumber(std::string_view& text, int32_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc()) {
    return false;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool IsYear(int32_t value) { return value >= 1860 && value <= 2099; }

/// "2018-19", "2018/19", "2018-2019": sets the first year. "1996-2001" is no season.
bool ReadSeason(std::string_view text, int32_t& first) {
  int32_t second = 0;
  if (text.size() < 7 || !TakeNumber(text, first) || !IsYear(first) || text.empty() ||
      (text[0] != '-' && text[0] != '/')) {
    return false;
  }
  text.remove_prefix(1);
  const std::size_t size = text.size();
  if (!TakeNumber(text, second) || !text.empty()) {
    return false;
  }
  return size == 2 ? second == (first + 1) % 100 : second == first + 1;
}

/// "1996-2001", "2010-14"; "2010-11" is a season.
bool ReadSpan(std::string_view text, int32_t& first, int32_t& second) {
  if (!TakeNumber(text, first) || !IsYear(first) || text.empty() || text[0] != '-') {
    return false;
  }
  text.remove_prefix(1);
  const std::size_t size = text.size();
  if (!TakeNumber(text, second) || !text.empty()) {
    return false;
  }
  if (size == 2) {
    second += first / 100 * 100;
  }
  return IsYear(second) && second > first + 1;
}

bool ReadDay(std::string_view text, int32_t& day) {
  if (!TakeNumber(text, day) || day < 1 || day > 31) {
    return false;
  }
  return text.empty() || text == "st" || text == "nd" || text == "rd" || text == "th";
}

}  // namespace

void TimeRules::LearnWords(Vocabulary& vocabulary) {
  for (const std::string_view word : kDeadlineWords) {
    deadline_words_.push_back(vocabulary.Intern(word));
  }
  for (std::size_t index = 0; index < kWeekdays.size(); ++index) {
    const auto value = static_cast<int32_t>(index);
    weekdays_.emplace_back(vocabulary.Intern(kWeekdays[index]), value);
    weekdays_.emplace_back(vocabulary.Intern(std::string(kWeekdays[index]) + "s"), value);
    weekdays_.emplace_back(vocabulary.Intern(kWeekdays[index].substr(0, 3)), value);
  }
  for (std::size_t index = 0; index < kMonths.size(); ++index) {
    const auto value = static_cast<int32_t>(index + 1);
    months_.emplace_back(vocabulary.Intern(kMonths[index]), value);
    if (kMonths[index].size() > 4) {
      const std::string abbreviation(kMonths[index].substr(0, index == 8 ? 4 : 3));
      months_.emplace_back(vocabulary.Intern(abbreviation), value);
      months_.emplace_back(vocabulary.Intern(abbreviation + "."), value);
    }
  }
  for (const auto& [word, value] : kNumbers) {
    numbers_.emplace_back(vocabulary.Intern(word), value);
  }
  for (const auto& [word, value] : kUnits) {
    units_.emplace_back(vocabulary.Intern(word), value);
  }
}

int32_t TimeRules::ValueOf(const std::vector<std::pair<WordId, int32_t>>& table,
                           WordId word) const {
  if (word != kUnknownWord) {
    for (const auto& [known, value] : table) {
      if (known == word) {
        return value;
      }
    }
  }
  return -1;
}

Result<TimeRules> TimeRules::Load(std::string_view file_name, std::string_view contents,
                                  Vocabulary& vocabulary) {
  TimeRules rules;
  rules.LearnWords(vocabulary);
  std::size_t number = 0;
  while (!contents.empty()) {
    const std::size_t end = contents.find('\n');
    const std::string_view line = contents.substr(0, end);
    contents.remove_prefix(end == std::string_view::npos ? contents.size() : end + 1);
    ++number;
    if (line.empty() || line[0] == '#') {
      if (line.empty() || line.size() < 2 || line[1] == ' ') {
        continue;  // A comment; "#weekday" begins a rule.
      }
    }
    if (auto added = rules.AddLine(line, vocabulary); !added.ok()) {
      Error error = std::move(added).error();
      error.message =
          std::string(file_name) + " line " + std::to_string(number) + ": " + error.message;
      return error;
    }
  }
  rules.IndexRules();
  return rules;
}

namespace {

Error BadTimeRule(std::string what) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedRules", std::move(what));
}

}  // namespace

TimeRules::Element TimeRules::ParseElement(std::string part, Vocabulary& vocabulary) {
  static constexpr std::array<std::pair<std::string_view, ElementKind>, 10> kTypes = {{
      {"#weekday", ElementKind::kWeekday},
      {"#month", ElementKind::kMonth},
      {"#year", ElementKind::kYear},
      {"#season", ElementKind::kSeason},
      {"#day", ElementKind::kDay},
      {"#number", ElementKind::kNumber},
      {"#unit", ElementKind::kUnit},
      {"#span", ElementKind::kSpan},
      {"#decade", ElementKind::kDecade},
      {"#competition", ElementKind::kCompetition},
  }};
  Element element;
  if (part.size() > 1 && part.front() == '&') {
    element.ahead = true;
    part.erase(0, 1);
  }
  if (part.size() > 1 && part.back() == '?') {
    element.optional = true;
    part.pop_back();
  }
  const auto* type = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const auto& known) { return known.first == part; });
  if (type != kTypes.end()) {
    element.kind = type->second;
    return element;
  }
  std::string_view rest = part;
  while (!rest.empty()) {
    const std::size_t end = rest.find('|');
    element.words.push_back(vocabulary.Intern(rest.substr(0, end)));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return element;
}

Result<void> TimeRules::ParseMeaning(const std::vector<std::string>& meaning, Rule& rule) {
  const auto* known = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const auto& entry) {
    return !meaning.empty() && entry.first == meaning[0];
  });
  if (known == kMeanings.end() || rule.elements.empty()) {
    return BadTimeRule("no such meaning: " + (meaning.empty() ? std::string() : meaning[0]));
  }
  rule.result.meaning = known->second;
  for (std::size_t index = 1; index < meaning.size(); ++index) {
    std::string_view word = meaning[index];
    if (word == "past") {
      rule.result.direction = TimeDirection::kPast;
    } else if (word == "future") {
      rule.result.direction = TimeDirection::kFuture;
    } else if (word == "within") {
      rule.result.within = true;
    } else if (word == "now") {
      rule.result.now = true;
    } else if (TakeNumber(word, rule.result.offset) && word.empty()) {
      rule.result.has_offset = true;
    } else {
      return BadTimeRule("neither a direction nor an offset: " + meaning[index]);
    }
  }
  return {};
}

Result<void> TimeRules::AddLine(std::string_view line, Vocabulary& vocabulary) {
  const std::size_t equals = line.find(" = ");
  if (equals == std::string_view::npos) {
    return BadTimeRule("expected `words = meaning`");
  }
  Rule rule;
  for (std::string& part : FoldedWords(line.substr(0, equals))) {
    rule.elements.push_back(ParseElement(std::move(part), vocabulary));
  }
  RONDO_TRY(ParseMeaning(FoldedWords(line.substr(equals + 3)), rule));
  for (Element& element : rule.elements) {
    for (const WordId word : element.words) {
      element.word_bits |= uint64_t{1} << (word % 64U);
    }
  }
  rules_.push_back(std::move(rule));
  return {};
}

template <typename VisitWord, typename VisitOther>
void TimeRules::VisitStarts(const Element& element, const VisitWord& visit_word,
                            const VisitOther& visit_other) const {
  const auto visit_all = [&](const std::vector<std::pair<WordId, int32_t>>& table) {
    for (const auto& entry : table) {
      visit_word(entry.first);
    }
  };
  switch (element.kind) {
    case ElementKind::kWords:
      std::for_each(element.words.begin(), element.words.end(), visit_word);
      break;
    case ElementKind::kWeekday:
      visit_all(weekdays_);
      break;
    case ElementKind::kMonth:
      visit_all(months_);
      break;
    case ElementKind::kUnit:
      visit_all(units_);
      break;
    case ElementKind::kNumber:
      visit_all(numbers_);
      visit_other(kNumberStarter);
      break;
    case ElementKind::kCompetition:
      visit_other(kMentionStarter);
      break;
    default:
      visit_other(kNumberStarter);
      break;
  }
}

void TimeRules::NumberWord(WordId word) {
  if (word >= starters_.size()) {
    starters_.resize(word + 1U, kNoStarter);
  }
  if (starters_[word] == kNoStarter) {
    starters_[word] = starter_count_++;
  }
}

void TimeRules::AddStarters(const Element& element, std::size_t rule, RuleRows& rows) const {
  const auto add = [&](uint16_t starter) {
    rows[starter * row_size_ + rule / 64U] |= uint64_t{1} << (rule % 64U);
  };
  VisitStarts(
      element, [&](WordId word) { add(StarterOf(word)); }, add);
}

void TimeRules::NumberWords() {
  for (const auto* table : {&weekdays_, &months_, &numbers_, &units_}) {
    for (const auto& entry : *table) {
      NumberWord(entry.first);
    }
  }
  for (const Rule& rule : rules_) {
    for (const Element& element : rule.elements) {
      std::for_each(element.words.begin(), element.words.end(),
                    [&](WordId word) { NumberWord(word); });
    }
  }
}

void TimeRules::IndexRules() {
  NumberWords();
  row_size_ = (rules_.size() + 63U) / 64U;
  firsts_.assign(starter_count_ * row_size_, 0);
  seconds_.assign(starter_count_ * row_size_, 0);
  any_second_.assign(row_size_, 0);
  for (std::size_t index = 0; index < rules_.size(); ++index) {
    IndexRule(index);
  }
  IndexNeeds();
}

void TimeRules::IndexNeeds() {
  std::vector<uint32_t> uses(starter_count_);  // By starter: in how many elements it stands.
  const auto count = [&](uint16_t starter) { ++uses[starter]; };
  for (const Rule& rule : rules_) {
    for (const Element& element : rule.elements) {
      VisitStarts(
          element, [&](WordId word) { count(StarterOf(word)); }, count);
    }
  }
  const auto uses_of = [&](const Element& element) {
    uint32_t most = 0;
    const auto compare = [&](uint16_t starter) { most = std::max(most, uses[starter]); };
    VisitStarts(
        element, [&](WordId word) { compare(StarterOf(word)); }, compare);
    return most;
  };
  needed_by_.assign(starter_count_ * row_size_, 0);
  needs_nothing_.assign(row_size_, 0);
  for (std::size_t index = 0; index < rules_.size(); ++index) {
    const Element* rarest = nullptr;
    for (const Element& element : rules_[index].elements) {
      if (!element.optional && (rarest == nullptr || uses_of(element) < uses_of(*rarest))) {
        rarest = &element;
      }
    }
    if (rarest == nullptr) {
      needs_nothing_[index / 64U] |= uint64_t{1} << (index % 64U);
    } else {
      AddStarters(*rarest, index, needed_by_);
    }
  }
}

void TimeRules::IndexRule(std::size_t index) {
  const std::vector<Element>& elements = rules_[index].elements;
  for (std::size_t first = 0; first < elements.size(); ++first) {
    AddStarters(elements[first], index, firsts_);
    std::size_t next = first + 1;
    while (next < elements.size()) {
      AddStarters(elements[next], index, seconds_);
      if (!elements[next].optional) {
        break;
      }
      ++next;
    }
    if (next == elements.size() || elements[first].ahead) {
      any_second_[index / 64U] |= uint64_t{1} << (index % 64U);
    }
    if (!elements[first].optional) {
      break;
    }
  }
}

/// "Girona v Getafe (1900)": the time of day at which it begins.
bool IsKickOff(const Document& document, TokenIndex token) {
  constexpr TokenIndex kTokensMax = 8;
  const auto word = [&](TokenIndex at) { return document.Folded(document.tokens[at]); };
  if (token == 0 || token + 1 >= document.tokens.size() || word(token - 1) != "(" ||
      word(token + 1) != ")") {
    return false;
  }
  const TokenIndex begin = token > kTokensMax ? token - kTokensMax : 0;
  for (TokenIndex at = begin; at < token; ++at) {
    if (word(at) == "v" || word(at) == "vs") {
      return true;
    }
  }
  return false;
}

bool TimeRules::MatchElement(const Document& document, const Element& element, TokenIndex token,
                             TimeExpression& out) const {
  const Token& at = document.tokens[token];
  std::string_view text = document.Folded(at);
  switch (element.kind) {
    case ElementKind::kWords:
      return at.word != kUnknownWord && MayStand(at, element) &&
             std::find(element.words.begin(), element.words.end(), at.word) != element.words.end();
    case ElementKind::kWeekday:
      out.weekday = ValueOf(weekdays_, at.word);
      return out.weekday >= 0 && at.Has(kCapitalised);
    case ElementKind::kMonth:
      out.month = ValueOf(months_, at.word);
      return out.month > 0 && at.Has(kCapitalised);
    case ElementKind::kYear: {
      int32_t& year = out.year == 0 ? out.year : out.year_2;  // "from 1996 to 2001".
      return at.Has(kNumberToken) && TakeNumber(text, year) && text.empty() && IsYear(year) &&
             !IsKickOff(document, token);
    }
    case ElementKind::kSeason:
      return at.Has(kNumberToken) && ReadSeason(text, out.year);
    case ElementKind::kDay:
      return at.Has(kNumberToken) && ReadDay(text, out.day);
    case ElementKind::kSpan:
      return at.Has(kNumberToken) && ReadSpan(text, out.year, out.year_2);
    case ElementKind::kDecade:
      return at.Has(kNumberToken) && TakeNumber(text, out.year) && text == "s" && IsYear(out.year);
    case ElementKind::kUnit: {
      const int32_t unit = ValueOf(units_, at.word);
      out.unit = static_cast<uint8_t>(std::max(unit, 0));
      return unit > 0;
    }
    case ElementKind::kNumber:
      if (at.Has(kNumberToken)) {
        return TakeNumber(text, out.number) && text.empty() && out.number < 200;
      }
      out.number = ValueOf(numbers_, at.word);
      return out.number > 0;
    case ElementKind::kCompetition:
      return at.mention != kNone && document.mentions[at.mention].tokens.begin == token &&
             document.mentions[at.mention].type == EntityType::kCompetition;
  }
  return false;
}

/// Whether an element may match there: a look that costs next to nothing.
bool TimeRules::MayStand(const Token& token, const Element& element) {
  switch (element.kind) {
    case ElementKind::kWords:
      return ((element.word_bits >> (token.word % 64U)) & 1U) != 0;
    case ElementKind::kWeekday:
    case ElementKind::kMonth:
      return token.Has(kCapitalised);
    case ElementKind::kUnit:
      return token.word != kUnknownWord;
    case ElementKind::kNumber:
      return token.Has(kNumberToken) || token.word != kUnknownWord;
    case ElementKind::kCompetition:
      return token.mention != kNone;
    default:
      return token.Has(kNumberToken);
  }
}

/// False where one of the rule's first words, if it must be there, cannot stand within its reach.
bool TimeRules::MayGoOn(const Document& document, const Rule& rule, TokenIndex token,
                        TokenIndex end) {
  constexpr std::size_t kElementsMax = 4;
  TokenIndex least = token;
  for (std::size_t index = 0; index < std::min(rule.elements.size(), kElementsMax); ++index) {
    const Element& element = rule.elements[index];
    if (element.optional) {
      continue;
    }
    const auto most = std::min(token + static_cast<TokenIndex>(index) + 1, end);
    TokenIndex at = least;
    while (at < most && !MayStand(document.tokens[at], element)) {
      ++at;
    }
    if (at >= most) {
      return false;
    }
    least += element.ahead ? 0 : 1;
  }
  return true;
}

bool TimeRules::Match(const Document& document, const Rule& rule, std::size_t element,
                      TokenIndex token, TokenIndex end, TimeExpression& out) const {
  if (element == rule.elements.size()) {
    out.tokens.end = token;
    return true;
  }
  const Element& wanted = rule.elements[element];
  if (token < end && wanted.kind == ElementKind::kWords) {
    // Words give nothing: there is nothing to take back.
    if (MatchElement(document, wanted, token, out) &&
        Match(document, rule, element + 1, wanted.ahead ? token : token + 1, end, out)) {
      return true;
    }
  } else if (token < end && MayStand(document.tokens[token], wanted)) {
    TimeExpression attempt = out;
    if (MatchElement(document, wanted, token, attempt) &&
        Match(document, rule, element + 1, wanted.ahead ? token : token + 1, end, attempt)) {
      out = attempt;
      return true;
    }
  }
  return wanted.optional && Match(document, rule, element + 1, token, end, out);
}

int32_t TimeRules::CountOfYears(const Document& document, TokenIndex token, bool hyphenated) const {
  std::string_view text = document.Folded(document.tokens[token]);
  if (hyphenated) {
    const std::size_t hyphen = text.find('-');
    const std::string_view unit =
        hyphen == std::string_view::npos ? std::string_view() : text.substr(hyphen + 1);
    if (unit != "year" && unit != "season") {
      return 0;
    }
    text = text.substr(0, hyphen);
  }
  int32_t count = 0;
  if (TakeNumber(text, count)) {
    return text.empty() && count < 40 ? count : 0;
  }
  const auto* known = std::find_if(kNumbers.begin(), kNumbers.end(),
                                   [&](const auto& number) { return number.first == text; });
  return known == kNumbers.end() ? 0 : known->second;
}

bool TimeRules::FindPossible(const Document& document, const Sentence& sentence,
                             RuleBits& possible) const {
  possible = needs_nothing_;
  const auto add = [&](uint16_t starter) {
    const uint64_t* const row = RowOf(needed_by_, starter);
    for (std::size_t place = 0; place < row_size_; ++place) {
      possible[place] |= row[place];
    }
  };
  for (const Token& token : document.Tokens(sentence.tokens)) {
    if (const uint16_t starter = StarterOf(token.word); starter != kNoStarter) {
      add(starter);
    }
  }
  if (sentence.Has(kNumberToken)) {
    add(kNumberStarter);
  }
  if (sentence.mention_begin != sentence.mention_end) {
    add(kMentionStarter);
  }
  return std::any_of(possible.begin(), possible.end(), [](uint64_t rules) { return rules != 0; });
}

TimeExpression TimeRules::BestAt(const Document& document, TokenIndex token, TokenIndex end,
                                 const RuleBits& rules) const {
  TimeExpression best;
  const Token& at = document.tokens[token];
  const Token* const next = token + 1 < end ? &document.tokens[token + 1] : nullptr;
  const auto try_rules = [&](std::size_t place, uint64_t left) {
    for (; left != 0; left &= left - 1) {
      const Rule& rule = rules_[place * 64U + static_cast<uint32_t>(std::countr_zero(left))];
      if (!MayGoOn(document, rule, token, end)) {
        continue;
      }
      TimeExpression candidate = rule.result;
      candidate.tokens = {token, token};
      if (Match(document, rule, 0, token, end, candidate) &&
          candidate.tokens.size() > best.tokens.size()) {
        best = candidate;
      }
    }
  };
  const auto attempt = [&](uint16_t starter) {
    const uint64_t* const firsts = RowOf(firsts_, starter);
    for (std::size_t place = 0; place < row_size_; ++place) {
      if (const uint64_t begun = rules[place] & firsts[place]; begun != 0) {
        try_rules(place, begun & SecondsAt(next, place));
      }
    }
  };
  if (const uint16_t starter = StarterOf(at.word); starter != kNoStarter) {
    attempt(starter);
  }
  if (at.Has(kNumberToken)) {
    attempt(kNumberStarter);
  }
  return best;
}

/// Rules that may go on with the token behind their first word, or end before it.
uint64_t TimeRules::SecondsAt(const Token* token, std::size_t place) const {
  uint64_t rules = any_second_[place];
  if (token != nullptr) {
    rules |= RowOf(seconds_, StarterOf(token->word))[place];
    rules |= token->Has(kNumberToken) ? RowOf(seconds_, kNumberStarter)[place] : 0;
    rules |= token->mention != kNone ? RowOf(seconds_, kMentionStarter)[place] : 0;
  }
  return rules;
}

std::vector<TimeExpression> TimeRules::Find(const Document& document) const {
  std::vector<TimeExpression> found;
  RuleBits possible;
  for (const Sentence& sentence : document.sentences) {
    if (!FindPossible(document, sentence, possible)) {
      continue;
    }
    TokenIndex token = sentence.tokens.begin;
    while (token < sentence.tokens.end) {
      const Token& at = document.tokens[token];
      if (!MayBegin(StarterOf(at.word), possible) &&
          !(at.Has(kNumberToken) && MayBegin(kNumberStarter, possible))) {
        ++token;
        continue;
      }
      TimeExpression best = BestAt(document, token, sentence.tokens.end, possible);
      if (best.tokens.empty() ||
          (at.mention != kNone && document.mentions[at.mention].entity != kNone)) {
        ++token;
        continue;
      }
      best.deadline = std::find(deadline_words_.begin(), deadline_words_.end(), at.word) !=
                      deadline_words_.end();
      found.push_back(best);
      token = best.tokens.end;
    }
  }
  return found;
}

namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

sys_days DaysOf(Date date) { return sys_days{std::chrono::days{date.epoch_days}}; }
year_month_day CalendarOf(Date date) { return year_month_day{DaysOf(date)}; }
int32_t YearOf(Date date) {
  return static_cast<int32_t>(static_cast<int>(CalendarOf(date).year()));
}
int32_t MonthOf(Date date) {
  return static_cast<int32_t>(static_cast<unsigned>(CalendarOf(date).month()));
}

std::string Padded(int32_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// The last digits of the number, as many as there is room for.
void WriteDigits(int32_t value, std::span<char> digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, value /= 10) {
    *digit = static_cast<char>('0' + value % 10);
  }
}
}  // namespace

std::string MonthText(int32_t year, int32_t month) {
  return Padded(year, 4) + "-" + Padded(month, 2);
}

namespace {

std::string CivilText(int32_t year, int32_t month, int32_t day) {
  if (year < 0 || year > 9999) {
    return MonthText(year, month) + "-" + Padded(day, 2);
  }
  // Nearly every fact has such a date.
  std::string text = "0000-00-00";
  const std::span<char> digits = text;
  WriteDigits(year, digits.subspan(0, 4));
  WriteDigits(month, digits.subspan(5, 2));
  WriteDigits(day, digits.subspan(8, 2));
  return text;
}
std::string SeasonText(int32_t first) {
  return MonthText(first, 7) + "/" + MonthText(first + 1, 6);
}
std::string HalfYearText(int32_t year, int32_t month) {
  return MonthText(year, month) + "/" + MonthText(year, month + 5);
}
std::string SummerText(int32_t year) { return MonthText(year, 6) + "/" + MonthText(year, 8); }

/// The month `offset` months away.
std::string MonthAway(Date article, int32_t offset) {
  const year_month_day then = CalendarOf(article) + months{offset};
  return MonthText(static_cast<int32_t>(static_cast<int>(then.year())),
                   static_cast<int32_t>(static_cast<unsigned>(then.month())));
}

/// An article dated that very weekday means its own day, unless it says "last" or "next".
std::string ResolveWeekday(const TimeExpression& expression, Date article, bool future) {
  const std::chrono::weekday today{DaysOf(article)};
  const auto today_index = static_cast<int32_t>(today.iso_encoding()) - 1;
  const int32_t back = (today_index - expression.weekday + 7) % 7;
  const int32_t same_day = expression.direction == TimeDirection::kByTense ? 0 : 7;
  if (future) {
    return DayText(Date{article.epoch_days + (back == 0 ? same_day : 7 - back)});
  }
  return DayText(Date{article.epoch_days - (back == 0 ? same_day : back)});
}

std::string ResolveWeekend(Date article, bool future) {
  const std::chrono::weekday today{DaysOf(article)};
  const auto index = static_cast<int32_t>(today.iso_encoding()) - 1;  // Saturday is 5.
  int64_t saturday = article.epoch_days - index + 5;
  if (!future && saturday > article.epoch_days - 1) {
    saturday -= index == 6 ? 0 : 7;
  }
  return DayText(Date{saturday}) + "/" + DayText(Date{saturday + 1});
}

std::string ResolveDay(const TimeExpression& expression, std::optional<Date> article, bool future) {
  if (expression.year != 0) {
    return CivilText(expression.year, expression.month, expression.day);
  }
  if (!article) {
    return {};
  }
  int32_t year = YearOf(*article);
  const std::string same_year = CivilText(year, expression.month, expression.day);
  const std::string today = DayText(*article);
  if (!future && same_year > today) {
    // The tense misleads more often than the distance: a date just ahead is a coming fixture.
    const int32_t months_ahead = expression.month - MonthOf(*article);
    year -= months_ahead > 2 ? 1 : 0;
  } else if (future && same_year < today) {
    ++year;
  }
  return CivilText(year, expression.month, expression.day);
}

std::string ResolveMonth(const TimeExpression& expression, std::optional<Date> article,
                         bool future) {
  if (expression.year != 0) {
    return MonthText(expression.year, expression.month);
  }
  if (!article) {
    return {};
  }
  int32_t year = YearOf(*article);
  if (future) {
    year += expression.month < MonthOf(*article) ? 1 : 0;
  } else {
    year -= expression.month > MonthOf(*article) ? 1 : 0;
    if (expression.direction == TimeDirection::kPast && expression.month == MonthOf(*article)) {
      --year;
    }
  }
  return MonthText(year, expression.month);
}

/// The year of the latest (or next, or current) summer.
int32_t SummerYear(const TimeExpression& expression, Date article, bool future) {
  if (expression.year != 0) {
    return expression.year;
  }
  const int32_t year = YearOf(article);
  const int32_t month = MonthOf(article);
  if (expression.has_offset) {
    return year;
  }
  if (future) {
    return month > 8 || expression.direction == TimeDirection::kFuture ? year + (month >= 6 ? 1 : 0)
                                                                       : year;
  }
  if (expression.direction == TimeDirection::kPast && !expression.within) {
    // In September, with the window just shut, the last summer is still the one a year ago.
    return month > 9 ? year : year - 1;
  }
  return month >= 6 ? year : year - 1;  // "summer signing" in July: of this one.
}

std::string ResolveWinterWindow(const TimeExpression& expression, Date article, bool future) {
  const int32_t year = YearOf(article);
  // In February the winter window is the one just over.
  constexpr int32_t kJustOver = 3;
  if (future && MonthOf(article) > kJustOver) {
    return MonthText(year + 1, 1);
  }
  const bool completed_only = expression.direction == TimeDirection::kPast;
  return MonthText(completed_only && MonthOf(article) == 1 ? year - 1 : year, 1);
}

std::string ResolveAgo(const TimeExpression& expression, Date article, int32_t sign) {
  const int32_t count = expression.number * sign;
  switch (expression.unit) {
    case 1:
      return DayText(Date{article.epoch_days + count});
    case 2: {
      const Date then{article.epoch_days + 7LL * count};
      return MonthText(YearOf(then), MonthOf(then));
    }
    case 3:
      return MonthAway(article, count);
    case 4:
      return Padded(YearOf(article) + count, 4);
    default:
      return SeasonText(SeasonOf(article) + count);
  }
}

std::string ResolveSeasonEdge(const TimeExpression& expression, Date article, bool future,
                              bool end) {
  if (expression.year != 0) {  // "the end of the 2024-25 season"
    return MonthText(expression.year + (end ? 1 : 0), end ? 6 : 7);
  }
  int32_t first = SeasonOf(article) + expression.offset;
  const int32_t month = MonthOf(article);
  if (end && !expression.has_offset && !future && month >= 7 && month <= 8) {
    --first;  // In July, what happened at the end of the season belongs to the one before.
  }
  // A season starts between its first training and the end of its first transfer window.
  return end ? MonthText(first + 1, 6) : MonthText(first, 7) + "/" + MonthText(first, 9);
}

std::string ResolveAnchored(const TimeExpression& expression, Date article, bool future) {
  switch (expression.meaning) {
    case TimeMeaning::kWeekday:
      return ResolveWeekday(expression, article, future);
    case TimeMeaning::kWeekend:
      return ResolveWeekend(article, future);
    case TimeMeaning::kAgo:
      return ResolveAgo(expression, article, -1);
    case TimeMeaning::kFromNow:
      return ResolveAgo(expression, article, 1);
    case TimeMeaning::kOffsetDay:
      return DayText(Date{article.epoch_days + expression.offset});
    case TimeMeaning::kOffsetWeek: {
      const std::chrono::weekday today{DaysOf(article)};
      const int64_t monday = article.epoch_days - (static_cast<int64_t>(today.iso_encoding()) - 1) +
                             7LL * expression.offset;
      return DayText(Date{monday}) + "/" + DayText(Date{monday + 6});
    }
    case TimeMeaning::kOffsetMonth:
      return MonthAway(article, expression.offset);
    case TimeMeaning::kOffsetYear:
      return Padded(YearOf(article) + expression.offset, 4);
    case TimeMeaning::kRelativeSeason:
      return SeasonText(SeasonOf(article) + expression.offset);
    case TimeMeaning::kEndOfSeason:
      return ResolveSeasonEdge(expression, article, future, true);
    case TimeMeaning::kStartOfSeason:
      return ResolveSeasonEdge(expression, article, future, false);
    case TimeMeaning::kFirstHalfSeason:
      return HalfYearText(SeasonOf(article) + expression.offset, 7);
    case TimeMeaning::kSecondHalfSeason:
      return HalfYearText(SeasonOf(article) + expression.offset + 1, 1);
    case TimeMeaning::kFirstHalfYear:
      return HalfYearText(YearOf(article) + expression.offset, 1);
    case TimeMeaning::kSecondHalfYear:
      return HalfYearText(YearOf(article) + expression.offset, 7);
    case TimeMeaning::kSummer:
    case TimeMeaning::kWindowSummer:
      return SummerText(SummerYear(expression, article, future));
    case TimeMeaning::kWinter:
    case TimeMeaning::kWindowWinter:
      return ResolveWinterWindow(expression, article, future);
    default:
      return {};
  }
}

}  // namespace

std::string DayText(Date date) {
  const year_month_day day = CalendarOf(date);
  return CivilText(static_cast<int32_t>(static_cast<int>(day.year())),
                   static_cast<int32_t>(static_cast<unsigned>(day.month())),
                   static_cast<int32_t>(static_cast<unsigned>(day.day())));
}

int32_t SeasonOf(Date date) { return MonthOf(date) >= 7 ? YearOf(date) : YearOf(date) - 1; }

std::string ResolveTime(const TimeExpression& expression, std::optional<Date> article,
                        bool future) {
  if (expression.direction != TimeDirection::kByTense) {
    future = expression.direction == TimeDirection::kFuture;
  }
  switch (expression.meaning) {
    case TimeMeaning::kDay:
      return ResolveDay(expression, article, future);
    case TimeMeaning::kMonth:
      return ResolveMonth(expression, article, future);
    case TimeMeaning::kYear:
      return Padded(expression.year, 4);
    case TimeMeaning::kSeason:
      return SeasonText(expression.year);
    case TimeMeaning::kSince:
      return Padded(expression.year, 4) + "/";
    case TimeMeaning::kUntil:
      return "/" + Padded(expression.year, 4);
    case TimeMeaning::kBetween: {
      const int32_t last = expression.year_2 != 0 ? expression.year_2 : expression.number;
      return Padded(expression.year, 4) + "/" + (last != 0 ? Padded(last, 4) : std::string());
    }
    case TimeMeaning::kDecade:
      return Padded(expression.year, 4) + "/" + Padded(expression.year + 9, 4);
    case TimeMeaning::kSummer:
      if (expression.year != 0) {
        return SummerText(expression.year);
      }
      break;
    default:
      break;
  }
  return article ? ResolveAnchored(expression, *article, future) : std::string();
}

}  // namespace rondo::articles
