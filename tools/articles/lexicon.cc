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
  while (!phrase.empty()) {
    const std::size_t begin = phrase.find_first_not_of(" \t");
    if (begin == std::string_view::npos) {
      break;
    }
    phrase.remove_prefix(begin);
    const std::size_t end = phrase.find_first_of(" \t");
    words.push_back(Fold(phrase.substr(0, end)));
    phrase.remove_prefix(end == std::string_view::npos ? phrase.size() : end);
  }
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
  if (word >= verb_of_word_.size()) {
    verb_of_word_.resize(std::max<std::size_t>(word + 1U, verb_of_word_.size() * 2), 0);
  }
  if (verb_of_word_[word] == 0) {
    verbs_.push_back({lemma, bit, noun_too});
    verb_of_word_[word] = static_cast<uint32_t>(verbs_.size());
    return;
  }
  VerbForm& known = verbs_[verb_of_word_[word] - 1];
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
        const uint64_t verb = vocabulary_->Intern(std::string_view(pair).substr(0, plus));
        phrasal_.insert((verb << 32U) |
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
      const WordId id = vocabulary_->Intern(word);
      if (id >= kinds_.size()) {
        kinds_.resize(std::max<std::size_t>(id + 1U, kinds_.size() * 2), WordKind::kOpen);
      }
      kinds_[id] = entry->second;
    }
    return {};
  });
}

ClassId Lexicon::AddToClass(std::string_view name, std::string_view phrases) {
  const auto [found, is_new] =
      class_by_name_.try_emplace(std::string(name), static_cast<ClassId>(classes_.size()));
  if (is_new) {
    classes_.push_back({std::string(name), {}, {}, {}});
  }
  WordClass& target = classes_[found->second];
  while (!phrases.empty()) {
    const std::size_t end = phrases.find('|');
    std::vector<WordId> words;
    for (const std::string& word : FoldedWords(phrases.substr(0, end))) {
      words.push_back(vocabulary_->Intern(word));
    }
    phrases.remove_prefix(end == std::string_view::npos ? phrases.size() : end + 1);
    if (!words.empty()) {
      begins_.resize(std::max<std::size_t>(begins_.size(), words[0] + 1U));
      begins_[words[0]] |= uint64_t{1} << (found->second % 64U);
      target.phrases.push_back(std::move(words));
    }
  }
  Order(target);
  return found->second;
}

void Lexicon::Order(WordClass& known) {
  std::stable_sort(known.phrases.begin(), known.phrases.end(),
                   [](const std::vector<WordId>& left, const std::vector<WordId>& right) {
                     return left[0] != right[0] ? left[0] < right[0] : left.size() > right.size();
                   });
  known.first_words.clear();
  known.groups.clear();
  for (uint32_t index = 0; index < known.phrases.size(); ++index) {
    if (known.first_words.empty() || known.first_words.back() != known.phrases[index][0]) {
      known.first_words.push_back(known.phrases[index][0]);
      known.groups.push_back(index);
    }
  }
  known.groups.push_back(static_cast<uint32_t>(known.phrases.size()));
}

ClassId Lexicon::FindClass(std::string_view name) const {
  const auto found = class_by_name_.find(std::string(name));
  return found == class_by_name_.end() ? kNoClass : found->second;
}

std::span<const std::vector<WordId>> Lexicon::PhrasesOf(ClassId id, WordId word) const {
  const WordClass& known = classes_[id];
  const auto found = std::lower_bound(known.first_words.begin(), known.first_words.end(), word);
  if (found == known.first_words.end() || *found != word) {
    return {};
  }
  const auto index = static_cast<std::size_t>(found - known.first_words.begin());
  return std::span(known.phrases)
      .subspan(known.groups[index], known.groups[index + 1] - known.groups[index]);
}

uint32_t Lexicon::LongestPhrase(ClassId id, std::span<const Token> tokens) const {
  for (const std::vector<WordId>& phrase : PhrasesOf(id, tokens[0].word)) {
    if (phrase.size() <= tokens.size() &&
        std::equal(phrase.begin() + 1, phrase.end(), tokens.begin() + 1,
                   [](WordId word, const Token& token) { return word == token.word; })) {
      return static_cast<uint32_t>(phrase.size());
    }
  }
  return 0;
}

bool Lexicon::InClass(ClassId id, WordId word) const {
  if (!MayBegin(id, word)) {
    return false;
  }
  const auto phrases = PhrasesOf(id, word);
  return !phrases.empty() && phrases.back().size() == 1;
}

}  // namespace rondo::articles
