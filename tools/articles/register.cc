#include "tools/articles/register.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <utility>

#include "graph/base/error.h"
#include "tools/articles/token_scanner.h"

namespace rondo::articles {
namespace {

constexpr std::size_t kColumnsMax = 16;

/// Calls `visit` for each part of `text` between separators.
template <typename Visit>
void ForEachPart(std::string_view text, char separator, Visit visit) {
  while (true) {
    const std::size_t end = text.find(separator);
    visit(text.substr(0, end));
    if (end == std::string_view::npos) {
      return;
    }
    text.remove_prefix(end + 1);
  }
}

std::string_view At(std::span<const std::string_view> columns, std::size_t index) {
  return index < columns.size() ? columns[index] : std::string_view();
}

std::vector<std::string> List(std::string_view text) {
  std::vector<std::string> out;
  if (!text.empty()) {
    out.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '|')) + 1U);
  }
  ForEachPart(text, '|', [&](std::string_view part) {
    if (!part.empty()) {
      out.emplace_back(part);
    }
  });
  return out;
}

Error BadRow(std::string message) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedRegister", std::move(message));
}

uint32_t Number(std::string_view text) {
  uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<YearSpan> YearSpans(std::string_view text) {
  std::vector<YearSpan> spans;
  if (text.empty()) {
    return spans;
  }
  ForEachPart(text, '|', [&](std::string_view part) {
    const std::size_t hyphen = part.find('-');
    YearSpan span;
    span.begin = static_cast<int16_t>(Number(part.substr(0, hyphen)));
    if (hyphen != std::string_view::npos) {
      span.end = static_cast<int16_t>(Number(part.substr(hyphen + 1)));
    }
    spans.push_back(span);
  });
  return spans;
}

std::string_view TableOf(std::string_view file_name) {
  const std::size_t dot = file_name.find('.');
  return file_name.substr(0, dot);
}

ClubKind ClubKindByName(std::string_view name) {
  if (name == "women") return ClubKind::kWomen;
  if (name == "youth") return ClubKind::kYouth;
  if (name == "reserve") return ClubKind::kReserve;
  return ClubKind::kFirstTeam;
}

}  // namespace

YearSpan CareerOf(const KnownEntry& entry) {
  YearSpan career;
  for (const YearSpan& span : entry.years) {
    if (span.begin != 0 && (career.begin == 0 || span.begin < career.begin)) {
      career.begin = span.begin;
    }
    career.end = std::max({career.end, span.begin, span.end});
  }
  return career;
}

bool Title::HasFlag(std::string_view flag) const {
  bool found = false;
  ForEachPart(flags, ' ', [&](std::string_view part) { found = found || part == flag; });
  return found;
}

Result<void> NameRegister::LoadTable(std::string_view file_name, std::string_view contents) {
  const std::string_view table = TableOf(file_name);
  std::size_t line_number = 0;
  Result<void> result;
  ForEachPart(contents, '\n', [&](std::string_view line) {
    ++line_number;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    if (line.empty() || line.front() == '#' || !result.ok()) {
      return;
    }
    std::array<std::string_view, kColumnsMax> columns;
    std::size_t count = 0;
    ForEachPart(line, '\t', [&](std::string_view part) {
      if (count < columns.size()) {
        columns[count++] = part;
      }
    });
    if (auto row = LoadRow(table, std::span(columns).first(count)); !row.ok()) {
      Error error = std::move(row).error();
      error.message =
          std::string(file_name) + " line " + std::to_string(line_number) + ": " + error.message;
      result = std::move(error);
    }
  });
  entrants_.Sort();
  honours_.Sort();
  voices_.Sort();
  return result;
}

Result<void> NameRegister::LoadRow(std::string_view table, Columns columns) {
  if (columns[0].empty()) {
    return BadRow("the first column is empty");
  }
  if (table == "clubs") {
    LoadClub(columns);
  } else if (table == "nations") {
    return LoadNation(columns);
  } else if (table == "competitions") {
    LoadCompetition(columns);
  } else if (table == "outlets") {
    LoadNamed(EntityType::kOutlet, columns);
  } else if (table == "organisations") {
    LoadNamed(EntityType::kOrganisation, columns);
  } else if (table == "people") {
    return LoadPerson(columns);
  } else if (table == "titles") {
    return LoadTitle(columns);
  } else if (table == "rivals") {
    return LoadRivals(columns);
  } else if (table == "entrants") {
    return LoadSeasons(EntityType::kCompetition, columns, entrants_);
  } else if (table == "honours") {
    return LoadSeasons(EntityType::kCompetition, columns, honours_);
  } else if (table == "voices") {
    return LoadSeasons(EntityType::kOutlet, columns, voices_);
  } else if (table == "traps") {
    SetBit(columns[0], kTrap);
  } else if (table == "common_words") {
    SetBit(columns[0], kCommon);
  } else if (table == "places") {
    SetBit(columns[0], kPlace);
  } else if (table == "speech_verbs") {
    return LoadSpeechVerb(columns);
  } else if (table == "name_parts") {
    return LoadNamePart(columns);
  } else if (table == "given_names") {
    SetBit(columns[0], At(columns, 1) == "f" ? kFemaleGivenName : kGivenName);
    SetBit(columns[0], kGivenName);
  } else {
    return BadRow("no such table: " + std::string(table));
  }
  return {};
}

void NameRegister::SetBit(std::string_view word, WordBit bit) {
  uint8_t& bits = word_bits_.Place(vocabulary_->Intern(Fold(word)));
  bits = static_cast<uint8_t>(bits | bit);
}

std::span<const WordId> NameRegister::Words(std::string_view text) {
  words_.clear();
  TokenScanner scanner(text, &folded_);
  uint32_t line_breaks = 0;
  for (Token token; scanner.Next(token, line_breaks); token = {}) {
    const auto folded = std::string_view(folded_).substr(token.folded_begin, token.folded_size);
    const WordId known = vocabulary_->Find(folded, scanner.key());
    words_.push_back(known != kUnknownWord ? known : vocabulary_->Intern(folded));
  }
  return words_;
}

uint32_t NameRegister::NodeOf(std::string_view name) const {
  std::string folded;
  TokenScanner scanner(name, &folded);
  uint32_t line_breaks = 0;
  uint32_t node = WordTrie::kRoot;
  for (Token token; node != WordTrie::kNowhere && scanner.Next(token, line_breaks); token = {}) {
    node = names_.Step(node, vocabulary_->Find(std::string_view(folded).substr(token.folded_begin,
                                                                               token.folded_size)));
  }
  return node;
}

std::optional<uint32_t> NameRegister::Find(std::string_view name) const {
  const uint32_t node = NodeOf(name);
  if (node == WordTrie::kNowhere || names_.ValuesAt(node).empty()) {
    return std::nullopt;
  }
  return name_list_[names_.ValuesAt(node).front()].entry;
}

bool NameRegister::IsEverydayWord(std::string_view name) const {
  const WordId word = vocabulary_->Find(Fold(name));
  return IsTrap(word) || IsCommonWord(word) || IsPlace(word) || IsGivenName(word);
}

std::optional<uint32_t> NameRegister::FindNation(std::string_view country) const {
  const uint32_t node = NodeOf(country);
  if (node == WordTrie::kNowhere) {
    return std::nullopt;
  }
  for (const uint32_t value : names_.ValuesAt(node)) {
    if (entry(name_list_[value].entry).kind == ClubKind::kNation) {
      return name_list_[value].entry;
    }
  }
  return std::nullopt;
}

uint32_t NameRegister::AddText(std::string_view text) {
  const auto [place, fresh] = text_numbers_.try_emplace(std::string(text), 0);
  if (fresh) {
    place->second = texts_.Add(text);
  }
  return place->second;
}

std::string NameRegister::KeyOf(EntityType type, std::string_view name) {
  return std::string(NameOf(type)).append("|").append(name);
}

void NameRegister::FindBodies() {
  for (uint32_t index = 0; index < entries_.size(); ++index) {
    const KnownEntry known = entry(index);
    if (!IsHuman(known.type)) {
      bodies_.try_emplace(KeyOf(known.type, known.name), index);
    }
  }
}

uint32_t NameRegister::AddEntry(RegisterEntry entry) {
  const auto index = static_cast<uint32_t>(entries_.size());
  // A second line for the same thing adds names to it; people may be namesakes.
  if (!IsHuman(entry.type)) {
    if (bodies_.empty()) {
      FindBodies();
    }
    const auto [place, fresh] = bodies_.try_emplace(KeyOf(entry.type, entry.name), index);
    if (!fresh) {
      return place->second;
    }
  }
  EntryRecord record;
  record.type = entry.type;
  record.kind = entry.kind;
  record.name = AddText(entry.name);
  record.country = AddText(entry.country);
  record.city = AddText(entry.city);
  record.affiliations = static_cast<uint32_t>(affiliations_.size());
  record.affiliation_count = static_cast<uint16_t>(entry.affiliations.size());
  for (const std::string& body : entry.affiliations) {
    affiliations_.push_back(AddText(body));
  }
  record.years = static_cast<uint32_t>(years_.size());
  record.year_count = static_cast<uint16_t>(entry.years.size());
  years_.Append(entry.years);
  record.birth_year = entry.birth_year;
  record.prominence = entry.prominence;
  record.female = entry.female ? 1 : 0;
  record.league = entry.league ? 1 : 0;
  record.international = entry.international ? 1 : 0;
  entries_.push_back(record);
  AddName(entry.name, index, NameUse::kCanonical);
  return index;
}

void NameRegister::IndexSurnames() {
  std::vector<std::pair<WordId, uint32_t>> people;
  for (uint32_t index = 0; index < entries_.size(); ++index) {
    const EntityType type = entries_[index].type;
    if (type == EntityType::kPlayer || type == EntityType::kManager) {
      const std::span<const WordId> words = Words(texts_[entries_[index].name]);
      if (words.size() > 1) {
        people.emplace_back(words.back(), index);
      }
    }
  }
  std::sort(people.begin(), people.end());
  std::vector<uint32_t> entries;
  std::vector<uint32_t> begins(vocabulary_->size() + 1, 0);
  for (const auto& [word, entry] : people) {
    entries.push_back(entry);
    ++begins[word + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  surnames_.Append(entries);
  surname_begins_.Append(begins);
}

void NameRegister::Read(ImageReader& image) {
  texts_.Read(image);
  entries_.Read(image);
  affiliations_.Read(image);
  years_.Read(image);
  name_list_.Read(image);
  names_.Read(image);
  surnames_.Read(image);
  surname_begins_.Read(image);
  for (const TitleRecord& record : image.Next<TitleRecord>()) {
    title_list_.push_back({.phrase = std::string(texts_[record.phrase]),
                           .type = record.type,
                           .has_relation = record.has_relation != 0,
                           .relation = record.relation,
                           .plural = record.plural != 0,
                           .flags = std::string(texts_[record.flags])});
  }
  titles_.Read(image);
  word_bits_.Read(image);
  speech_.Read(image);
  run_kinds_.Read(image);
  rivals_.Read(image);
  entrants_.Read(image);
  honours_.Read(image);
  voices_.Read(image);
}

void NameRegister::Write(ImageWriter& image) const {
  TextPool texts;
  for (std::size_t number = 0; number < texts_.size(); ++number) {
    texts.Add(texts_[number]);
  }
  std::vector<TitleRecord> titles;
  for (const Title& title : title_list_) {
    titles.push_back({.phrase = texts.Add(title.phrase),
                      .flags = texts.Add(title.flags),
                      .type = title.type,
                      .relation = title.relation,
                      .has_relation = title.has_relation ? uint8_t{1} : uint8_t{0},
                      .plural = title.plural ? uint8_t{1} : uint8_t{0}});
  }
  texts.Write(image);
  entries_.Write(image);
  affiliations_.Write(image);
  years_.Write(image);
  name_list_.Write(image);
  names_.Write(image);
  surnames_.Write(image);
  surname_begins_.Write(image);
  image.Add(std::span<const TitleRecord>(titles));
  titles_.Write(image);
  word_bits_.Write(image);
  speech_.Write(image);
  run_kinds_.Write(image);
  rivals_.Write(image);
  entrants_.Write(image);
  honours_.Write(image);
  voices_.Write(image);
}

void NameRegister::AddName(std::string_view name, uint32_t entry, NameUse use) {
  const std::span<const WordId> words = Words(name);
  if (words.empty()) {
    return;
  }
  names_.Add(words, static_cast<uint32_t>(name_list_.size()));
  name_list_.push_back({entry, use, entries_[entry].type});
}

void NameRegister::AddNames(std::string_view list, uint32_t entry, NameUse use) {
  ForEachPart(list, '|', [&](std::string_view part) {
    if (!part.empty()) {
      AddName(part, entry, use);
    }
  });
}

void NameRegister::LoadClub(Columns columns) {
  RegisterEntry entry;
  entry.type = EntityType::kClub;
  entry.kind = ClubKindByName(At(columns, 1));
  entry.name = columns[0];
  entry.country = At(columns, 2);
  entry.city = At(columns, 3);
  entry.prominence = Number(At(columns, 8));
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 4), index, NameUse::kAlias);
  AddNames(At(columns, 5), index, NameUse::kNickname);
  AddNames(At(columns, 6), index, NameUse::kMetonym);
}

Result<void> NameRegister::LoadNation(Columns columns) {
  RegisterEntry entry;
  entry.type = EntityType::kClub;
  entry.kind = ClubKind::kNation;
  entry.name = columns[0];
  entry.country = columns[0];
  const uint32_t index = AddEntry(std::move(entry));
  if (entries_[index].kind != ClubKind::kNation) {
    return BadRow("a club is called so: " + std::string(columns[0]));
  }
  AddNames(At(columns, 1), index, NameUse::kAdjective);
  AddNames(At(columns, 2), index, NameUse::kPeople);
  AddNames(At(columns, 3), index, NameUse::kAlias);
  AddNames(At(columns, 4), index, NameUse::kNickname);
  return {};
}

Result<void> NameRegister::LoadRivals(Columns columns) {
  if (bodies_.empty()) {
    FindBodies();
  }
  const auto body = [&](std::string_view name) {
    return bodies_.find(KeyOf(EntityType::kClub, name));
  };
  const auto club = body(columns[0]);
  Result<void> result;
  ForEachPart(At(columns, 1), '|', [&](std::string_view part) {
    const auto other = body(part);
    if (club == bodies_.end() || other == bodies_.end()) {
      result = BadRow("no such club: " + std::string(columns[0]) + " or " + std::string(part));
    } else {
      rivals_.push_back({club->second, other->second});
    }
  });
  return result;
}

bool NameRegister::AreRivals(uint32_t club, uint32_t other) const {
  const EntryRecord& one = entries_[club];
  const EntryRecord& two = entries_[other];
  if (club == other || one.type != EntityType::kClub || two.type != EntityType::kClub ||
      one.kind != two.kind) {
    return false;
  }
  const bool of_one_city = texts_[one.city] == texts_[two.city] &&
                           texts_[one.country] == texts_[two.country] && !texts_[one.city].empty();
  return of_one_city || std::any_of(rivals_.begin(), rivals_.end(), [&](const RivalPair& pair) {
           return (pair.club == club && pair.other == other) ||
                  (pair.club == other && pair.other == club);
         });
}

Result<void> NameRegister::LoadSeasons(EntityType type, Columns columns, SeasonTable& table) {
  if (bodies_.empty()) {
    FindBodies();
  }
  const auto competition = bodies_.find(KeyOf(type, columns[0]));
  if (competition == bodies_.end() || At(columns, 1).empty()) {
    return BadRow("no such competition or outlet, or nobody in it: " + std::string(columns[0]));
  }
  // People are looked for by what the text calls them.
  const std::string_view name = At(columns, 1);
  const uint32_t club = AddText(type == EntityType::kOutlet ? Fold(name) : std::string(name));
  for (const YearSpan& span : YearSpans(At(columns, 2))) {
    table.Add({.competition = competition->second,
               .club = club,
               .first = span.begin,
               .last = span.end == 0 ? span.begin : span.end});
  }
  return {};
}

namespace {

/// "Chelsea Women" are called "Chelsea" where women's football is spoken of.
std::string_view WithoutWomen(std::string_view club) {
  constexpr std::string_view kWomen = " Women";
  return club.ends_with(kWomen) ? club.substr(0, club.size() - kWomen.size()) : club;
}

}  // namespace

bool NameRegister::IsSameClub(uint32_t competition, std::string_view known,
                              std::string_view club) const {
  return known == club ||
         (entries_[competition].female != 0 && WithoutWomen(known) == WithoutWomen(club));
}

bool NameRegister::HasWon(uint32_t competition, std::string_view club, YearSpan seasons) const {
  const std::span<const SeasonTable::Row> rows = honours_.Of(competition);
  return std::any_of(rows.begin(), rows.end(), [&](const SeasonTable::Row& row) {
    return row.first <= seasons.end && seasons.begin <= row.last &&
           IsSameClub(competition, texts_[row.club], club);
  });
}

bool NameRegister::SpokeFor(uint32_t outlet, std::string_view name, YearSpan years) const {
  const std::span<const SeasonTable::Row> rows = voices_.Of(outlet);
  return std::any_of(rows.begin(), rows.end(), [&](const SeasonTable::Row& row) {
    return row.first <= years.end && years.begin <= row.last && texts_[row.club] == name;
  });
}

std::string_view NameRegister::WinnerOf(uint32_t competition, int season) const {
  for (const SeasonTable::Row& row : honours_.Of(competition)) {
    if (row.Covers(season)) {
      return texts_[row.club];
    }
  }
  return {};
}

bool NameRegister::WasIn(uint32_t competition, std::string_view club, int season) const {
  const std::span<const SeasonTable::Row> rows = entrants_.Of(competition);
  return std::any_of(rows.begin(), rows.end(), [&](const SeasonTable::Row& row) {
    return row.Covers(season) && IsSameClub(competition, texts_[row.club], club);
  });
}

/// In another league of that country.
bool NameRegister::WasElsewhere(uint32_t competition, std::string_view club, int season) const {
  const std::span<const SeasonTable::Row> rows = entrants_.All();
  return std::any_of(rows.begin(), rows.end(), [&](const SeasonTable::Row& row) {
    return row.Covers(season) && row.competition != competition && texts_[row.club] == club &&
           entries_[row.competition].league != 0 &&
           texts_[entries_[row.competition].country] == texts_[entries_[competition].country];
  });
}

bool NameRegister::WasNotIn(uint32_t competition, std::string_view club, std::string_view country,
                            YearSpan seasons) const {
  const std::span<const SeasonTable::Row> rows = entrants_.Of(competition);
  if (rows.empty()) {
    return false;
  }
  for (int season = seasons.begin; season <= seasons.end; ++season) {
    bool all_known = false;
    bool of_lower = false;
    for (const SeasonTable::Row& row : rows) {
      const std::string_view known = row.Covers(season) ? texts_[row.club] : std::string_view();
      all_known = all_known ||
                  (known.starts_with('*') && (known.size() == 1 || known.substr(1) == country));
      of_lower = of_lower || known == "-";
    }
    if (WasIn(competition, club, season) ||
        !(all_known || (of_lower && WasElsewhere(competition, club, season)))) {
      return false;
    }
  }
  return true;
}

void NameRegister::LoadCompetition(Columns columns) {
  RegisterEntry entry;
  entry.type = EntityType::kCompetition;
  entry.name = columns[0];
  entry.country = At(columns, 1);
  entry.international = At(columns, 2) == "national-teams";
  entry.league = At(columns, 2) == "league";
  entry.female = At(columns, 5) == "f";
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 3), index, NameUse::kAlias);
  AddNames(At(columns, 4), index, NameUse::kDescription);
  // "won six European Cups".
  AddPlural(columns[0], index);
  ForEachPart(At(columns, 3), '|', [&](std::string_view part) { AddPlural(part, index); });
}

void NameRegister::AddPlural(std::string_view name, uint32_t entry) {
  if (name.ends_with(" Cup") || name.ends_with(" League")) {
    AddName(std::string(name) + "s", entry, NameUse::kAlias);
  }
}

void NameRegister::LoadNamed(EntityType type, Columns columns) {
  RegisterEntry entry;
  entry.type = type;
  entry.name = columns[0];
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 1), index, NameUse::kAlias);
}

Result<void> NameRegister::LoadPerson(Columns columns) {
  const auto type = EntityTypeByName(At(columns, 1));
  if (!type || !IsHuman(*type)) {
    return BadRow("no type of person: " + std::string(At(columns, 1)));
  }
  RegisterEntry entry;
  entry.type = *type;
  entry.name = columns[0];
  entry.affiliations = List(At(columns, 2));
  entry.country = At(columns, 4);
  entry.female = At(columns, 5) == "f";
  entry.birth_year = static_cast<int16_t>(Number(At(columns, 6)));
  entry.prominence = Number(At(columns, 7));
  entry.years = YearSpans(At(columns, 8));
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 3), index, NameUse::kAlias);
  return {};
}

Result<void> NameRegister::LoadSpeechVerb(Columns columns) {
  const std::string_view kind = At(columns, 1);
  SpeechKind speech = SpeechKind::kNoSpeech;
  if (kind == "say") {
    speech = SpeechKind::kSay;
  } else if (kind == "think") {
    speech = SpeechKind::kThink;
  } else if (kind == "ask") {
    speech = SpeechKind::kAsk;
  } else {
    return BadRow("no such kind of verb: " + std::string(kind));
  }
  speech_.Place(vocabulary_->Intern(Fold(columns[0]))) = speech;
  return {};
}

Result<void> NameRegister::LoadNamePart(Columns columns) {
  constexpr std::array<std::pair<std::string_view, RunKind>, 6> kKinds = {{
      {"club", RunKind::kClub},
      {"competition", RunKind::kCompetition},
      {"outlet", RunKind::kOutlet},
      {"org", RunKind::kOrganisation},
      {"place", RunKind::kPlace},
      {"none", RunKind::kNothing},
  }};
  const auto* const kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& candidate) {
    return candidate.first == At(columns, 2);
  });
  if (kind == kKinds.end()) {
    return BadRow("no such kind of name: " + std::string(At(columns, 2)));
  }
  RunKinds& kinds = run_kinds_.Place(vocabulary_->Intern(Fold(columns[0])));
  (At(columns, 1) == "first" ? kinds.as_first : kinds.as_last) = kind->second;
  return {};
}

Result<void> NameRegister::LoadTitle(Columns columns) {
  const auto type = EntityTypeByName(At(columns, 2));
  if (!type) {
    return BadRow("no type of entity: " + std::string(At(columns, 2)));
  }
  Title title;
  title.phrase = columns[0];
  title.type = *type;
  if (const std::string_view name = At(columns, 3); name != "-" && !name.empty()) {
    const auto relation = RelationByName(name);
    if (!relation) {
      return BadRow("no such relation: " + std::string(name));
    }
    title.has_relation = true;
    title.relation = *relation;
  }
  title.flags = At(columns, 4);
  const auto add = [&](std::string_view phrase, bool plural) {
    const std::span<const WordId> words = Words(phrase);
    if (words.empty()) {
      return;
    }
    title.plural = plural;
    titles_.Add(words, static_cast<uint32_t>(title_list_.size()));
    title_list_.push_back(title);
  };
  add(columns[0], false);
  ForEachPart(At(columns, 1), '|', [&](std::string_view plural) { add(plural, true); });
  return {};
}

}  // namespace rondo::articles
