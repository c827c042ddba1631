#include "tools/articles/lexicon.h"

#include <algorithm>
#include <utility>

#include "graph/base/error.h"

namespace rondo::articles {
namespace {

bool IsVowel(char letter) {
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// True for a consonant and y: carry, deny.
bool EndsInConsonantY(std::string_view base) {
  return base.size() > 1 && base.back() == 'y' && !IsVowel(base[base.size() - 2]);
}

std::string ThirdPerson(const std::string& base) {
  if (EndsInConsonantY(base)) {
    return base.substr(0, base.size() - 1) + "ies";
  }
  for (const std::string_view hiss : {"s", "x", "z", "ch", "sh", "o"}) {
    if (EndsWith(base, hiss)) {
      return base + "es";
    }
  }
  return base + "s";
}

std::string RegularPast(const std::string& base) {
  if (EndsInConsonantY(base)) {
    return base.substr(0, base.size() - 1) + "ied";
  }
  return base.back() == 'e' ? base + "d" : base + "ed";
}

std::string Gerund(const std::string& base, const std::string& past) {
  // A consonant that the past doubles is doubled here too: drop, dropped, dropping.
  if (past.size() == base.size() + 3 && EndsWith(past, "ed") && past[base.size()] == base.back()) {
    return past.substr(0, base.size() + 1) + "ing";
  }
  if (base.size() > 2 && base.back() == 'e' && !IsVowel(base[base.size() - 2])) {
    return base.substr(0, base.size() - 1) + "ing";
  }
  if (EndsWith(base, "ue")) {
    return base.substr(0, base.size() - 1) + "ing";
  }
  return base + "ing";
}

Error BadLine(std::string_view file, std::size_t line, std::string_view what) {
  return RuntimeError(
      ErrorCode::kInvalidData, "MalformedRules",
      std::string(file) + " line " + std::to_string(line) + ": " + std::string(what));
}

/// Calls `visit(line, number)` for each line that is not empty and no comment, until one fails.
template <typename Visit>
Result<void> ForEachLine(std::string_view contents, Visit visit) {
  std::size_t number = 0;
  while (!contents.empty()) {
    const std::size_t end = contents.find('\n');
    std::string_view line = contents.substr(0, end);
    contents.remove_prefix(end == std::string_view::npos ? contents.size() : end + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    if (line.empty() || line.front() == '#') {
      continue;
    }
    RONDO_TRY(visit(line, number));
  }
  return {};
}

template <typename Visit>
void ForEachWord(std::string_view phrase, Visit visit) {
  const auto is_space = [](char letter) { return letter == ' ' || letter == '\t'; };
  for (const auto* at = phrase.begin(); at != phrase.end();) {
    if (is_space(*at)) {
      ++at;
      continue;
    }
    const auto* const end = std::find_if(at, phrase.end(), is_space);
    visit(std::string_view(at, end));
    at = end;
  }
}

constexpr std::array<std::pair<std::string_view, WordKind>, 9> kKindNames = {{
    {"determiner", WordKind::kDeterminer},
    {"preposition", WordKind::kPreposition},
    {"conjunction", WordKind::kConjunction},
    {"subordinator", WordKind::kSubordinator},
    {"relative", WordKind::kRelative},
    {"modal", WordKind::kModal},
    {"negation", WordKind::kNegation},
    {"adverb", WordKind::kAdverb},
    {"to", WordKind::kTo},
}};

}  // namespace

std::vector<std::string> FoldedWords(std::string_view phrase) {
  std::vector<std::string> words;
  ForEachWord(phrase, [&](std::string_view word) { words.push_back(Fold(word)); });
  return words;
}

Lexicon::Lexicon(Vocabulary* vocabulary) : vocabulary_(vocabulary) {
  be = vocabulary_->Intern("be");
  have = vocabulary_->Intern("have");
  do_ = vocabulary_->Intern("do");
  get = vocabulary_->Intern("get");
  go = vocabulary_->Intern("go");
  and_ = vocabulary_->Intern("and");
  of = vocabulary_->Intern("of");
  by = vocabulary_->Intern("by");
  for_ = vocabulary_->Intern("for");
  who = vocabulary_->Intern("who");
  that = vocabulary_->Intern("that");
  not_ = vocabulary_->Intern("not");
}

Result<void> Lexicon::LoadVerbs(std::string_view file_name, std::string_view contents) {
  return ForEachLine(contents, [&](std::string_view line, std::size_t number) -> Result<void> {
    std::vector<std::string> forms = FoldedWords(line);
    if (forms.empty() || forms.size() > 4) {
      return BadLine(file_name, number, "a verb has one to four forms");
    }
    const bool noun_too = forms[0].back() == '*';
    if (noun_too) {
      forms[0].pop_back();
    }
    if (forms[0].empty()) {
      return BadLine(file_name, number, "the base form is empty");
    }
    AddVerb(forms, noun_too);
    return {};
  });
}

void Lexicon::AddVerb(std::span<const std::string> forms, bool noun_too) {
  const std::string& base = forms[0];
  const std::string past = forms.size() > 1 ? forms[1] : RegularPast(base);
  const std::string participle = forms.size() > 2 ? forms[2] : past;
  const std::string gerund = forms.size() > 3 ? forms[3] : Gerund(base, past);
  const WordId lemma = vocabulary_->Intern(base);
  AddForm(base, lemma, kBaseForm, noun_too);
  AddForm(ThirdPerson(base), lemma, kThirdPerson, noun_too);
  AddForm(past, lemma, kPastForm, noun_too && past == base);
  AddForm(participle, lemma, kParticipleForm, noun_too && participle == base);
  AddForm(gerund, lemma, kGerundForm, false);
  if (base == "be") {
    for (const std::string_view form : {"is", "'s", "am", "'m", "are", "'re"}) {
      AddForm(form, lemma, kThirdPerson, false);
    }
    AddForm("were", lemma, kPastForm, false);
  } else if (base == "have") {
    AddForm("has", lemma, kThirdPerson, false);
    AddForm("'ve", lemma, kBaseForm, false);
  }
}

void Lexicon::AddForm(std::string_view form, WordId lemma, VerbFormBit bit, bool noun_too) {
  const WordId word = vocabulary_->Intern(form);
  std::vector<WordId>& forms = forms_of_[lemma];
  if (const auto at = std::lower_bound(forms.begin(), forms.end(), word);
      at == forms.end() || *at != word) {
    forms.insert(at, word);
  }
  WordFacts& facts = Facts(word);
  if (facts.verb == 0) {
    verbs_.push_back({lemma, bit, noun_too});
    facts.verb = static_cast<uint32_t>(verbs_.size());
    return;
  }
  VerbForm& known = verbs_[facts.verb - 1];
  if (known.lemma == lemma) {
    known.forms = static_cast<uint8_t>(known.forms | bit);
    known.noun_too = known.noun_too || noun_too;
  } else if ((bit & kBaseForm) != 0 && (known.forms & kBaseForm) == 0) {
    known = {lemma, bit,
             noun_too};  // "found" is rather the past of find; a base form wins otherwise.
  }
}

std::vector<std::string> Lexicon::FormsOf(WordId lemma) const {
  std::vector<std::string> forms;
  const auto known = forms_of_.find(lemma);
  if (known == forms_of_.end()) {
    return forms;
  }
  for (const WordId word : known->second) {
    if (FindVerb(word)->lemma == lemma) {
      forms.emplace_back(vocabulary_->WordOf(word));
    }
  }
  return forms;
}

Result<void> Lexicon::LoadWords(std::string_view file_name, std::string_view contents) {
  return ForEachLine(contents, [&](std::string_view line, std::size_t number) -> Result<void> {
    const std::size_t colon = line.find(':');
    if (line.substr(0, colon) == "phrasal") {
      for (const std::string& pair : FoldedWords(line.substr(colon + 1))) {
        const std::size_t plus = pair.find('+');
        if (plus == std::string::npos) {
          return BadLine(file_name, number, "expected verb+particle, not " + pair);
        }
        const WordId verb = vocabulary_->Intern(std::string_view(pair).substr(0, plus));
        Facts(verb).phrasal = true;
        phrasal_.insert((static_cast<uint64_t>(verb) << 32U) |
                        vocabulary_->Intern(std::string_view(pair).substr(plus + 1)));
      }
      return {};
    }
    const auto* entry = std::find_if(kKindNames.begin(), kKindNames.end(), [&](const auto& known) {
      return known.first == line.substr(0, colon);
    });
    if (colon == std::string_view::npos || entry == kKindNames.end()) {
      return BadLine(file_name, number, "expected a kind of word and a colon");
    }
    for (const std::string& word : FoldedWords(line.substr(colon + 1))) {
      Facts(vocabulary_->Intern(word)).kind = entry->second;
    }
    return {};
  });
}

ClassId Lexicon::AddToClass(std::string_view name, std::string_view phrases) {
  const auto [found, is_new] =
      class_by_name_.try_emplace(std::string(name), static_cast<ClassId>(classes_.size()));
  if (is_new) {
    class_places_.push_back(PlaceFor(name));
    classes_.push_back({std::string(name), {}});
  }
  const std::string folded = Fold(phrases);
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    std::vector<WordId> words;
    ForEachWord(rest.substr(0, end),
                [&](std::string_view word) { words.push_back(vocabulary_->Intern(word)); });
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!words.empty()) {
      classes_[found->second].phrases.push_back(std::move(words));
    }
  }
  return found->second;
}

Lexicon::WordFacts& Lexicon::Facts(WordId word) {
  if (word >= words_.size()) {
    words_.resize(word + 1U);
  }
  return words_[word];
}

void Lexicon::SettleClasses() {
  groups_.clear();
  phrases_.clear();
  phrase_words_.clear();
  std::vector<std::pair<WordId, PhraseGroup>> groups;
  for (ClassId id = 0; id < classes_.size(); ++id) {
    const uint32_t rank = RankOf(id);
    const uint8_t place = class_places_[id];
    std::vector<std::vector<WordId>>& phrases = classes_[id].phrases;
    std::stable_sort(phrases.begin(), phrases.end(), [](const auto& left, const auto& right) {
      return left[0] != right[0] ? left[0] < right[0] : left.size() > right.size();
    });
    for (const std::vector<WordId>& phrase : phrases) {
      const auto number = static_cast<uint32_t>(phrases_.size());
      if (groups.empty() || groups.back().second.rank != rank || groups.back().first != phrase[0]) {
        groups.push_back({phrase[0], {rank, number, number}});
        WordFacts& facts = Facts(phrase[0]);
        facts.begins[place / 64U] |= uint64_t{1} << (place % 64U);
        ++facts.group_count;
      }
      groups.back().second.end = number + 1;
      phrases_.push_back({static_cast<uint32_t>(phrase_words_.size()),
                          static_cast<uint32_t>(phrase.size()),
                          phrase.size() > 1 ? phrase[1] : kUnknownWord});
      phrase_words_.insert(phrase_words_.end(), phrase.begin(), phrase.end());
    }
  }
  std::sort(groups.begin(), groups.end(), [](const auto& left, const auto& right) {
    return std::pair(left.first, left.second.rank) < std::pair(right.first, right.second.rank);
  });
  WordId last = kUnknownWord;
  for (const auto& [word, group] : groups) {
    if (word != last) {
      Facts(word).groups = static_cast<uint32_t>(groups_.size());
      last = word;
    }
    groups_.push_back(group);
  }
}

/// Classes that are asked of nearly every word share few bits with others, so that most words are
/// ruled out by them.
uint8_t Lexicon::PlaceFor(std::string_view class_name) {
  constexpr std::size_t kPlaces = std::min<std::size_t>(std::tuple_size_v<ClassSet> * 64, kNoPlace);
  const bool cue = class_name.starts_with("cue-") || class_name.starts_with("topic-") ||
                   class_name.starts_with("verdict-") || class_name.starts_with("interest-") ||
                   class_name.starts_with("unrest-");
  if (cue) {
    return static_cast<uint8_t>(cue_count_++ % kPlacesOfCues);
  }
  const std::size_t others = class_places_.size() - cue_count_;
  return static_cast<uint8_t>(kPlacesOfCues + others % (kPlaces - kPlacesOfCues));
}

ClassSet Lexicon::SetOf(std::initializer_list<ClassId> classes) const {
  ClassSet set{};
  for (const ClassId id : classes) {
    if (id != kNoClass) {
      set[class_places_[id] / 64U] |= uint64_t{1} << (class_places_[id] % 64U);
    }
  }
  return set;
}

ClassId Lexicon::FindClass(std::string_view name) const {
  const auto found = class_by_name_.find(name);
  return found == class_by_name_.end() ? kNoClass : found->second;
}

const Lexicon::PhraseGroup* Lexicon::FindGroup(ClassId id, WordId word) const {
  const WordFacts& facts = FactsOf(word);
  const PhraseGroup* const first = groups_.data() + facts.groups;
  const PhraseGroup* const last = first + facts.group_count;
  const uint32_t rank = RankOf(id);
  const auto is_before = [rank](const PhraseGroup& group) { return group.rank < rank; };
  // Most words begin phrases of few classes, and those asked for most come first.
  constexpr uint16_t kFew = 6;
  const PhraseGroup* found = first;
  const PhraseGroup* const few = first + std::min(facts.group_count, kFew);
  while (found != few && is_before(*found)) {
    ++found;
  }
  if (found == few) {
    found = std::partition_point(few, last, is_before);
  }
  return found == last || found->rank != rank ? nullptr : found;
}

uint32_t Lexicon::LongestPhrase(ClassId id, std::span<const Token> tokens) const {
  const PhraseGroup* const group = FindGroup(id, tokens[0].word);
  if (group == nullptr) {
    return 0;
  }
  for (uint32_t number = group->begin; number < group->end; ++number) {
    const Phrase& phrase = phrases_[number];
    if (phrase.size == 1) {
      return 1;
    }
    if (phrase.size > tokens.size() || phrase.second != tokens[1].word) {
      continue;
    }
    const WordId* const words = phrase_words_.data() + phrase.words;
    if (std::equal(words + 2, words + phrase.size, tokens.begin() + 2,
                   [](WordId word, const Token& token) { return word == token.word; })) {
      return phrase.size;
    }
  }
  return 0;
}

bool Lexicon::InClass(ClassId id, WordId word) const {
  const PhraseGroup* const group = MayBegin(id, word) ? FindGroup(id, word) : nullptr;
  return group != nullptr && phrases_[group->end - 1].size == 1;
}

}  // namespace rondo::articles
