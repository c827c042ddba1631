#include "tools/articles/register.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "graph/base/error.h"
#include "tools/articles/token_scanner.h"

namespace rondo::articles {
namespace {

constexpr std::size_t kFirstTrieSlots = 1U << 16U;
constexpr std::size_t kColumnsMax = 16;

uint64_t MixKey(uint64_t key) {
  key *= 0x9E3779B97F4A7C15ULL;
  return key ^ (key >> 29U);
}

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

WordTrie::WordTrie() : slots_(kFirstTrieSlots), values_(1) {}

uint32_t WordTrie::Step(uint32_t node, WordId word) const {
  if (word == kUnknownWord) {
    return kNowhere;
  }
  const uint64_t key = (static_cast<uint64_t>(node) << 32U) | word;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = MixKey(key) & mask;; slot = (slot + 1) & mask) {
    if (slots_[slot].key == key) {
      return slots_[slot].target;
    }
    if (slots_[slot].key == 0) {
      return kNowhere;
    }
  }
}

void WordTrie::Add(std::span<const WordId> words, uint32_t value) {
  uint32_t node = kRoot;
  for (const WordId word : words) {
    uint32_t next = Step(node, word);
    if (next == kNowhere) {
      if ((used_ + 1) * 2 >= slots_.size()) {
        Grow();
      }
      next = static_cast<uint32_t>(values_.size());
      values_.emplace_back();
      const uint64_t key = (static_cast<uint64_t>(node) << 32U) | word;
      const std::size_t mask = slots_.size() - 1;
      std::size_t slot = MixKey(key) & mask;
      while (slots_[slot].key != 0) {
        slot = (slot + 1) & mask;
      }
      slots_[slot] = {key, next};
      ++used_;
    }
    node = next;
  }
  if (words.front() >= begins_.size()) {
    begins_.resize(words.front() + 1U, false);
  }
  begins_[words.front()] = true;
  if (std::find(values_[node].begin(), values_[node].end(), value) == values_[node].end()) {
    values_[node].push_back(value);
  }
}

void WordTrie::Grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& old : slots_) {
    if (old.key == 0) {
      continue;
    }
    std::size_t slot = MixKey(old.key) & mask;
    while (larger[slot].key != 0) {
      slot = (slot + 1) & mask;
    }
    larger[slot] = old;
  }
  slots_ = std::move(larger);
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
  return result;
}

Result<void> NameRegister::LoadRow(std::string_view table, Columns columns) {
  if (columns[0].empty()) {
    return BadRow("the first column is empty");
  }
  if (table == "clubs") {
    LoadClub(columns);
  } else if (table == "nations") {
    LoadNation(columns);
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
  const WordId id = vocabulary_->Intern(Fold(word));
  if (id >= word_bits_.size()) {
    word_bits_.resize(std::max<std::size_t>(id + 1U, word_bits_.size() * 2), 0);
  }
  word_bits_[id] = static_cast<uint8_t>(word_bits_[id] | bit);
}

std::span<const WordId> NameRegister::Words(std::string_view text) {
  words_.clear();
  folded_.clear();
  TokenScanner scanner(text, &folded_);
  Token token;
  uint32_t line_breaks = 0;
  while (scanner.Next(token, line_breaks)) {
    const auto folded = std::string_view(folded_).substr(token.folded_begin, token.folded_size);
    const WordId known = vocabulary_->FindHashed(folded, scanner.hash());
    words_.push_back(known != kUnknownWord ? known : vocabulary_->Intern(folded));
  }
  return words_;
}

uint32_t NameRegister::NodeOf(std::string_view name) const {
  std::string folded;
  TokenScanner scanner(name, &folded);
  Token token;
  uint32_t line_breaks = 0;
  uint32_t node = WordTrie::kRoot;
  while (node != WordTrie::kNowhere && scanner.Next(token, line_breaks)) {
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
    if (entries_[name_list_[value].entry].kind == ClubKind::kNation) {
      return name_list_[value].entry;
    }
  }
  return std::nullopt;
}

uint32_t NameRegister::AddEntry(RegisterEntry entry) {
  // A second line for the same thing adds names to it; people may be namesakes.
  if (!IsHuman(entry.type)) {
    const auto [place, fresh] = bodies_.try_emplace(
        std::string(NameOf(entry.type)) + "|" + entry.name, static_cast<uint32_t>(entries_.size()));
    if (!fresh) {
      return place->second;
    }
  }
  const auto index = static_cast<uint32_t>(entries_.size());
  const std::string name = entry.name;
  entries_.push_back(std::move(entry));
  AddName(name, index, NameUse::kCanonical);
  return index;
}

void NameRegister::AddName(std::string_view name, uint32_t entry, NameUse use) {
  const std::span<const WordId> words = Words(name);
  if (words.empty()) {
    return;
  }
  names_.Add(words, static_cast<uint32_t>(name_list_.size()));
  name_list_.push_back({entry, use});
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
  entry.parent = At(columns, 7);
  entry.prominence = Number(At(columns, 8));
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 4), index, NameUse::kAlias);
  AddNames(At(columns, 5), index, NameUse::kNickname);
  AddNames(At(columns, 6), index, NameUse::kMetonym);
}

void NameRegister::LoadNation(Columns columns) {
  RegisterEntry entry;
  entry.type = EntityType::kClub;
  entry.kind = ClubKind::kNation;
  entry.name = columns[0];
  entry.country = columns[0];
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 1), index, NameUse::kAdjective);
  AddNames(At(columns, 2), index, NameUse::kPeople);
  AddNames(At(columns, 3), index, NameUse::kAlias);
  AddNames(At(columns, 4), index, NameUse::kNickname);
}

void NameRegister::LoadCompetition(Columns columns) {
  RegisterEntry entry;
  entry.type = EntityType::kCompetition;
  entry.name = columns[0];
  entry.country = At(columns, 1);
  entry.international = At(columns, 2) == "national-teams";
  entry.league = At(columns, 2) == "league";
  const uint32_t index = AddEntry(std::move(entry));
  AddNames(At(columns, 3), index, NameUse::kAlias);
  AddNames(At(columns, 4), index, NameUse::kDescription);
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
  const WordId word = vocabulary_->Intern(Fold(columns[0]));
  if (word >= speech_.size()) {
    speech_.resize(word + 1U, SpeechKind::kNoSpeech);
  }
  speech_[word] = speech;
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
  const WordId word = vocabulary_->Intern(Fold(columns[0]));
  if (word >= run_kinds_.size()) {
    run_kinds_.resize(word + 1U, {RunKind::kUnknown, RunKind::kUnknown});
  }
  (At(columns, 1) == "first" ? run_kinds_[word].first : run_kinds_[word].second) = kind->second;
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
