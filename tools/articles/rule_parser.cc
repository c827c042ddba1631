#include "tools/articles/rule_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include "graph/base/error.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

bool IsBlank(char letter) { return letter == ' ' || letter == '\t'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (IsBlank(text.front()) || text.front() == '\r')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (IsBlank(text.back()) || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string_view> SplitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    if (const std::string_view part = Trim(text.substr(0, end)); !part.empty()) {
      parts.push_back(part);
    }
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

/// Splits off the first word.
std::string_view TakeWord(std::string_view& text) {
  text = Trim(text);
  const auto* const end = std::find_if(text.begin(), text.end(), IsBlank);
  const std::string_view word(text.begin(), end);
  text.remove_prefix(word.size());
  text = Trim(text);
  return word;
}

constexpr std::array<std::pair<std::string_view, uint8_t>, 8> kStageWords = {{
    {"fact", kAnyStage},
    {"done", StageBit(Stage::kDone)},
    {"want", StageBit(Stage::kWant)},
    {"plan", StageBit(Stage::kPlan)},
    {"fail", StageBit(Stage::kFail)},
    {"chance", StageBit(Stage::kChance)},
    {"not", StageBit(Stage::kNot)},
    {"done-or-plan", StageBit(Stage::kDone) | StageBit(Stage::kPlan)},
}};

constexpr std::array<std::pair<std::string_view, uint8_t>, 9> kSpecialSlots = {{
    {"SPEAKER", kSpeakerSlot},
    {"LEAGUE", kLeagueSlot},
    {"OPPONENT", kOpponentSlot},
    {"CLUB", kClubSlot},
    {"TEAM", kTeamSlot},
    {"OURS", kOursSlot},
    {"VACANCY", kVacancySlot},
    {"TOPIC", kTopicSlot},
    {"PERSON", kPersonSlot},
}};

class RuleParser {
 public:
  RuleParser(std::string_view file, Lexicon& lexicon, std::vector<Rule>& rules)
      : file_(file), lexicon_(lexicon), rules_(rules) {
    for (const Rule& rule : rules) {
      hashes_.insert(Vocabulary::Hash(rule.id));
    }
  }

  Result<void> Parse(std::string_view contents);

 private:
  Error Bad(const std::string& what) const {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedRules",
                        std::string(file_) + " line " + std::to_string(line_) + ": " + what);
  }
  Result<void> ParseLine(std::string_view line);
  Result<void> ParseHeader(std::string_view keyword, std::string_view rest);
  Result<void> ParseClass(std::string_view rest);
  Result<void> ParseBody(std::string_view keyword, std::string_view rest);
  Result<void> ParseFrameLine(std::string_view keyword, std::string_view rest);
  Result<void> ParseFact(uint8_t stages, std::string_view rest);
  Result<void> ParseExample(bool positive, std::string_view rest);
  Result<void> ParsePattern(std::string_view rest);
  Result<PatternElement> ParseElement(std::string_view text);
  Result<void> ParseMentionElement(std::string_view text, PatternElement& element);
  Result<void> ParseArgument(FrameArgument argument, std::string_view rest);
  Result<SlotFilter> ParseFilter(std::string_view types) const;
  Result<ClassId> ClassNamed(std::string_view name) const;
  Result<uint8_t> SlotNamed(std::string_view name, bool may_be_new);
  bool IsEverywhere(WordId word) const;
  Result<void> FinishRule();

  std::string_view file_;
  Lexicon& lexicon_;
  std::vector<Rule>& rules_;
  std::unordered_set<uint64_t> hashes_;  // Of the ids of the rules.
  uint32_t line_ = 0;
  bool open_ = false;
};

/// Classes first, so that a rule may use one that is defined below it.
Result<void> RuleParser::Parse(std::string_view contents) {
  for (const bool classes : {true, false}) {
    std::string_view rest = contents;
    line_ = 0;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ++line_;
      if ((line.substr(0, 6) == "class ") == classes) {
        RONDO_TRY(ParseLine(line));
      }
    }
  }
  return FinishRule();
}

Result<void> RuleParser::ParseLine(std::string_view line) {
  const bool indented = !line.empty() && (line[0] == ' ' || line[0] == '\t');
  std::string_view rest = Trim(line);
  if (rest.empty() || rest[0] == '#') {
    return {};
  }
  const std::string_view keyword = TakeWord(rest);
  if (!indented) {
    RONDO_TRY(FinishRule());
    return ParseHeader(keyword, rest);
  }
  if (!open_) {
    return Bad("an indented line belongs to a rule, and there is none above");
  }
  return ParseBody(keyword, rest);
}

Result<void> RuleParser::ParseHeader(std::string_view keyword, std::string_view rest) {
  if (keyword == "class") {
    return ParseClass(rest);
  }
  if (keyword != "frame" && keyword != "pattern") {
    return Bad("expected `class`, `frame` or `pattern`, not `" + std::string(keyword) + "`");
  }
  if (rest.empty()) {
    return Bad("a rule needs a name");
  }
  const bool known =
      !hashes_.insert(Vocabulary::Hash(rest)).second &&
      std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.id == rest; });
  if (known) {
    return Bad("there is a rule " + std::string(rest) + " already");
  }
  Rule rule;
  rule.id = rest;
  rule.file = file_;
  rule.line = line_;
  rule.is_frame = keyword == "frame";
  rules_.push_back(std::move(rule));
  open_ = true;
  return {};
}

Result<void> RuleParser::ParseClass(std::string_view rest) {
  const std::size_t equals = rest.find('=');
  if (equals == std::string_view::npos || Trim(rest.substr(0, equals)).empty()) {
    return Bad("expected `class NAME = phrase | phrase`");
  }
  std::string phrases;
  for (const std::string_view phrase : SplitAt(rest.substr(equals + 1), '|')) {
    if (phrase[0] == '$') {
      return Bad("a class holds words only");
    }
    if (phrase[0] == '%') {  // %sign: every form of the verb.
      const WordId lemma = lexicon_.vocabulary().Intern(Fold(phrase.substr(1)));
      for (const std::string& form : lexicon_.FormsOf(lemma)) {
        phrases += form + "|";
      }
      continue;
    }
    phrases += std::string(phrase) + "|";
  }
  lexicon_.AddToClass(Trim(rest.substr(0, equals)), phrases);
  return {};
}

Result<void> RuleParser::ParseBody(std::string_view keyword, std::string_view rest) {
  for (const auto& [word, stages] : kStageWords) {
    if (keyword == word) {
      return ParseFact(stages, rest);
    }
  }
  Rule& rule = rules_.back();
  if (keyword == "yes" || keyword == "no") {
    return ParseExample(keyword == "yes", rest);
  }
  if (keyword == "writer") {
    rule.writers_own = true;
    return {};
  }
  if (keyword == "quoted") {
    rule.quoted_only = true;
    return {};
  }
  if (keyword == "confidence") {
    const auto [end, error] =
        std::from_chars(rest.data(), rest.data() + rest.size(), rule.confidence);
    if (error != std::errc() || rule.confidence <= 0 || rule.confidence > 1) {
      return Bad("a confidence lies between 0 and 1");
    }
    return {};
  }
  if (keyword == "match") {
    return rule.is_frame ? Result<void>(Bad("`match` belongs to a pattern")) : ParsePattern(rest);
  }
  const bool behind = keyword == "lacks-behind" && !rule.is_frame;
  if (keyword == "has" || keyword == "lacks" || behind) {
    for (const std::string_view name : SplitAt(rest, ' ')) {
      RONDO_TRY_ASSIGN(const ClassId id, ClassNamed(name));
      (behind             ? rule.unwanted_behind
       : keyword == "has" ? rule.wanted
                          : rule.unwanted)
          .push_back(id);
    }
    return {};
  }
  if (!rule.is_frame) {
    return Bad("a pattern has no `" + std::string(keyword) + "`");
  }
  return ParseFrameLine(keyword, rest);
}

Result<void> RuleParser::ParseFrameLine(std::string_view keyword, std::string_view rest) {
  Rule& rule = rules_.back();
  if (keyword == "noun") {
    for (const std::string& noun : FoldedWords(rest)) {
      rule.nouns.push_back(lexicon_.vocabulary().Intern(noun));
    }
    return {};
  }
  if (keyword == "verb" && rest == "*") {
    rule.any_verb = true;
    return {};
  }
  if (keyword == "verb") {
    for (const std::string& lemma : FoldedWords(rest)) {
      const WordId word = lexicon_.vocabulary().Intern(lemma);
      const VerbForm* form = lexicon_.FindVerb(word);
      if (form == nullptr || form->lemma != word) {
        return Bad("`" + lemma + "` is no base form of rules/verbs.txt");
      }
      rule.verbs.push_back(word);
    }
    return {};
  }
  if (keyword == "particle") {
    for (const std::string_view name : SplitAt(rest, ' ')) {
      RONDO_TRY_ASSIGN(const ClassId id, ClassNamed(name));
      rule.particles.push_back(id);
    }
    return {};
  }
  if (keyword == "voice") {
    if (rest != "active" && rest != "passive") {
      return Bad("a voice is active or passive");
    }
    rule.voice = rest == "active" ? Voice::kActive : Voice::kPassive;
    return {};
  }
  FrameArgument argument;
  if (keyword == "subject-of") {
    argument.place = ArgumentPlace::kSubject;
    argument.owner = true;
  } else if (keyword == "subject") {
    argument.place = ArgumentPlace::kSubject;
  } else if (keyword == "object") {
    argument.place = ArgumentPlace::kObject;
  } else if (keyword == "object2") {
    argument.place = ArgumentPlace::kSecondObject;
  } else if (keyword == "self") {
    argument.place = ArgumentPlace::kSelf;
  } else if (keyword == "object-of" || keyword == "owner") {
    argument.place = ArgumentPlace::kPossessor;
  } else {
    argument.place = ArgumentPlace::kPreposition;
    if (keyword.size() > 3 && keyword.substr(keyword.size() - 3) == "-of") {
      argument.owner = true;
      keyword.remove_suffix(3);
    }
    for (const std::string_view word : SplitAt(keyword, '|')) {
      argument.or_object = argument.or_object || word == "object";
      argument.prepositions.push_back(lexicon_.vocabulary().Intern(Fold(word)));
    }
  }
  return ParseArgument(std::move(argument), rest);
}

/// `club C`, `club C ?`, `$move`, `none`, several filters side by side: `player|manager P $move`.
Result<void> RuleParser::ParseArgument(FrameArgument argument, std::string_view rest) {
  if (!rest.empty() && rest.back() == '?') {
    argument.optional = true;
    rest = Trim(rest.substr(0, rest.size() - 1));
  }
  if (rest == "none") {
    argument.absent = true;
    rules_.back().arguments.push_back(std::move(argument));
    return {};
  }
  std::string_view first = TakeWord(rest);
  if (first.empty()) {
    return Bad("expected a type and a slot, a class, or `none`");
  }
  if (first[0] == '$') {
    RONDO_TRY_ASSIGN(argument.noun, ClassNamed(first));
    rules_.back().arguments.push_back(std::move(argument));
    return {};
  }
  RONDO_TRY_ASSIGN(argument.filter, ParseFilter(first));
  RONDO_TRY_ASSIGN(argument.slot, SlotNamed(TakeWord(rest), true));
  rules_.back().arguments.push_back(std::move(argument));
  return {};
}

Result<SlotFilter> RuleParser::ParseFilter(std::string_view types) const {
  SlotFilter filter;
  for (const std::string_view name : SplitAt(types, '|')) {
    if (name == "human") {
      filter.types = static_cast<EntityTypeSet>(filter.types | kHumanTypes);
    } else if (name == "nation" || name == "team") {
      filter.types = static_cast<EntityTypeSet>(filter.types | TypeBit(EntityType::kClub));
      (name == "nation" ? filter.nation_only : filter.club_only) = true;
    } else if (name == "side") {
      filter.types = static_cast<EntityTypeSet>(filter.types | TypeBit(EntityType::kClub));
      filter.via_manager = true;
    } else if (name == "any") {
      filter.types = 0x1FF;
    } else if (name == "player") {  // Whoever the article calls nothing else may be a player.
      filter.types = static_cast<EntityTypeSet>(filter.types | TypeBit(EntityType::kPlayer) |
                                                TypeBit(EntityType::kPerson));
    } else if (const auto type = EntityTypeByName(name)) {
      filter.types = static_cast<EntityTypeSet>(filter.types | TypeBit(*type));
    } else {
      return Bad("no type of entity: " + std::string(name));
    }
  }
  return filter;
}

Result<ClassId> RuleParser::ClassNamed(std::string_view name) const {
  if (!name.empty() && name[0] == '$') {
    name.remove_prefix(1);
  }
  const ClassId id = lexicon_.FindClass(name);
  if (id == kNoClass) {
    return Bad("no class " + std::string(name) + " is defined above");
  }
  return id;
}

Result<uint8_t> RuleParser::SlotNamed(std::string_view name, bool may_be_new) {
  for (const auto& [word, slot] : kSpecialSlots) {
    if (name == word) {
      return slot;
    }
  }
  std::vector<std::string>& slots = rules_.back().slots;
  const auto found = std::find(slots.begin(), slots.end(), name);
  if (found != slots.end()) {
    return static_cast<uint8_t>(found - slots.begin());
  }
  if (!may_be_new || name.empty() || slots.size() >= kSlotsMax) {
    return Bad("no slot " + std::string(name));
  }
  slots.emplace_back(name);
  return static_cast<uint8_t>(slots.size() - 1);
}

Result<void> RuleParser::ParseFact(uint8_t stages, std::string_view rest) {
  FactTemplate fact;
  fact.stages = stages;
  const std::string_view relation = TakeWord(rest);
  const auto known = RelationByName(relation);
  if (!known) {
    return Bad("no relation " + std::string(relation));
  }
  fact.relation = *known;
  RONDO_TRY_ASSIGN(fact.subject, SlotNamed(TakeWord(rest), false));
  RONDO_TRY_ASSIGN(fact.object, SlotNamed(TakeWord(rest), false));
  while (!rest.empty()) {
    const std::string_view word = TakeWord(rest);
    if (const auto modality = ModalityByName(word)) {
      fact.modality = *modality;
    } else if (word == "ended") {
      fact.ended = true;
    } else if (word == "begun") {
      fact.begun = true;
    } else if (word == "undoes") {
      fact.undoes = true;
    } else if (word == "undated") {
      fact.undated = true;
    } else if (word == "optional") {
      fact.optional = true;
    } else if (const std::size_t equals = word.find('='); equals != std::string_view::npos) {
      fact.attributes.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    } else {
      return Bad("what is `" + std::string(word) + "`?");
    }
  }
  rules_.back().facts.push_back(std::move(fact));
  return {};
}

Result<void> RuleParser::ParseExample(bool positive, std::string_view rest) {
  RuleExample example;
  example.positive = positive;
  example.line = line_;
  const std::size_t arrow = rest.find("=>");
  example.text = Trim(rest.substr(0, arrow));
  if (arrow != std::string_view::npos) {
    for (const std::string_view fact : SplitAt(rest.substr(arrow + 2), ';')) {
      example.facts.emplace_back(fact);
    }
  }
  if (example.text.empty() || (positive && example.facts.empty())) {
    return Bad("an example is a sentence, `=>` and the facts in it");
  }
  rules_.back().examples.push_back(std::move(example));
  return {};
}

Result<void> RuleParser::ParsePattern(std::string_view rest) {
  Rule& rule = rules_.back();
  if (!rule.elements.empty()) {
    return Bad("a pattern has one `match`");
  }
  while (!rest.empty()) {
    std::size_t end = rest.find(' ');
    if (rest[0] == '<') {
      end = rest.find('>');
      if (end == std::string_view::npos) {
        return Bad("a < without its >");
      }
      end = rest.find(' ', end);
    }
    RONDO_TRY_ASSIGN(PatternElement element, ParseElement(rest.substr(0, end)));
    rule.elements.push_back(std::move(element));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    rest = Trim(rest);
  }
  return {};
}

Result<PatternElement> RuleParser::ParseElement(std::string_view text) {
  PatternElement element;
  if (text.size() > 1 && text.back() == '?') {
    element.optional = true;
    text.remove_suffix(1);
  }
  if (text[0] == '<') {
    RONDO_TRY(ParseMentionElement(text, element));
    return element;
  }
  if (text[0] == '$') {
    element.kind = ElementKind::kClass;
    RONDO_TRY_ASSIGN(element.word_class, ClassNamed(text));
    return element;
  }
  if (text[0] == '%') {
    element.kind = ElementKind::kVerb;
    for (const std::string_view lemma : SplitAt(text.substr(1), '|')) {
      element.words.push_back(lexicon_.vocabulary().Intern(Fold(lemma)));
    }
    return element;
  }
  const bool gap = text.substr(0, 2) == "..";
  const bool leap = text[0] == '~';
  if (gap || leap || text[0] == '*') {
    element.kind = gap ? ElementKind::kGap : leap ? ElementKind::kLeap : ElementKind::kFill;
    element.count = gap ? 8 : 4;
    const std::string_view count = text.substr(gap ? 2 : 1);
    std::from_chars(count.data(), count.data() + count.size(), element.count);
    return element;
  }
  if (text == "'s") {
    element.kind = ElementKind::kPossessive;
  } else if (text == "#score") {
    element.kind = ElementKind::kScore;
  } else if (text == "#money") {
    element.kind = ElementKind::kMoney;
  } else if (text == "#number") {
    element.kind = ElementKind::kNumber;
  } else if (text == "#time") {
    element.kind = ElementKind::kTime;
  } else if (text[0] == '#') {
    return Bad("no such element: " + std::string(text));
  } else {
    for (const std::string_view word : SplitAt(text, '|')) {
      element.words.push_back(lexicon_.vocabulary().Intern(Fold(word)));
    }
  }
  return element;
}

/// <club C>, <player P+>
Result<void> RuleParser::ParseMentionElement(std::string_view text, PatternElement& element) {
  element.kind = ElementKind::kMention;
  std::string_view inside = text.substr(1, text.find('>') - 1);
  if (!inside.empty() && inside.back() == '+') {
    element.list = true;
    inside.remove_suffix(1);
  }
  RONDO_TRY_ASSIGN(element.filter, ParseFilter(TakeWord(inside)));
  RONDO_TRY_ASSIGN(element.slot, SlotNamed(inside, true));
  return {};
}

/// Little words (of, in, the), commas and forms of "be" and "have" stand in every other sentence.
bool RuleParser::IsEverywhere(WordId word) const {
  static constexpr WordList kAuxiliaries = {",",   "is",   "are", "was",  "were", "be",
                                            "has", "have", "had", "been", "being"};
  return lexicon_.KindOf(word) != WordKind::kOpen || word == lexicon_.be ||
         kAuxiliaries.Has(lexicon_.vocabulary().WordOf(word));
}

/// Checks the rule just read and chooses the element that triggers it.
Result<void> RuleParser::FinishRule() {
  if (!open_) {
    return {};
  }
  open_ = false;
  Rule& rule = rules_.back();
  if (rule.facts.empty()) {
    return Bad("the rule above claims no fact");
  }
  if (rule.is_frame) {
    const bool bare = rule.verbs.empty() && rule.nouns.empty() && !rule.any_verb;
    return bare ? Result<void>(Bad("the frame above has neither verb nor noun")) : Result<void>();
  }
  if (rule.elements.empty()) {
    return Bad("the pattern above has no `match`");
  }
  // The rarest kind of element that must be there: words before classes before mentions.
  std::size_t best = 0;
  for (uint32_t index = 0; index < rule.elements.size(); ++index) {
    const PatternElement& element = rule.elements[index];
    std::size_t rank = 0;
    if (element.kind == ElementKind::kWords || element.kind == ElementKind::kVerb) {
      const bool small = std::any_of(element.words.begin(), element.words.end(),
                                     [&](WordId word) { return IsEverywhere(word); });
      rank = small ? 2 : 5;
    } else if (element.kind == ElementKind::kClass) {
      // Of phrases it is the first word that is looked for.
      const auto& phrases = lexicon_.PhrasesOf(element.word_class);
      const bool small = std::any_of(
          phrases.begin(), phrases.end(),
          [&](const std::vector<WordId>& phrase) { return IsEverywhere(phrase.front()); });
      rank = small ? 3 : 4;
    } else if (element.kind == ElementKind::kMention) {
      rank = 1;
    }
    if (!element.optional && rank > best) {
      best = rank;
      rule.trigger = index;
    }
  }
  return best == 0 ? Result<void>(Bad("the pattern above has nothing to hold on to"))
                   : Result<void>();
}

}  // namespace

Result<void> ParseRules(std::string_view file_name, std::string_view contents, Lexicon& lexicon,
                        std::vector<Rule>& rules) {
  return RuleParser(file_name, lexicon, rules).Parse(contents);
}

}  // namespace rondo::articles
