#include "tools/articles/rule_index.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "graph/base/check.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr WordList kTeamWords = {
    "side",    "team",       "squad",   "club",     "academy",   "ranks",    "outfit",
    "giants",  "bench",      "men",     "board",    "hierarchy", "bosses",   "officials",
    "camp",    "management", "players", "lineup",   "line-up",   "boys",     "defence",
    "defense", "midfield",   "attack",  "backline", "line",      "xi",       "rearguard",
    "flank",   "job",        "vacancy", "post",     "hotseat",   "hot-seat", "dugout",
    "coaches", "chiefs",     "regime"};

/// Clues that a token gives by its kind or place.
enum KindClue : uint16_t {
  kSentenceClue,  // Any does.
  kPossessiveClue,
  kScoreClue,
  kNumberClue,
  kReportedClue,  // It is somebody's words.
  kKindClueCount
};

/// Sorted and without repeats, so that equal sets compare equal.
std::vector<WordId> SetOf(std::vector<WordId> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// Every form of the verbs.
std::vector<WordId> FormsOf(std::span<const WordId> lemmas, const Lexicon& lexicon) {
  std::vector<WordId> words;
  for (const WordId lemma : lemmas) {
    for (const std::string& form : lexicon.FormsOf(lemma)) {
      words.push_back(lexicon.vocabulary().Find(form));
    }
  }
  return SetOf(std::move(words));
}

void Give(std::vector<uint64_t>& clues, uint16_t clue) {
  clues[clue / 64U] |= uint64_t{1} << (clue % 64U);
}

/// Puts `values` at the end of `lists`; returns where they stand.
template <typename T>
ListRange Append(std::vector<T>& lists, const std::vector<T>& values) {
  const auto begin = static_cast<uint32_t>(lists.size());
  lists.insert(lists.end(), values.begin(), values.end());
  return {begin, static_cast<uint32_t>(lists.size())};
}

/// Whether some word of the sentence is somebody else's than the writer's, without marks.
bool IsAttributed(const Document& document, const Sentence& sentence) {
  return std::any_of(document.attributions.begin(), document.attributions.end(),
                     [&](const Attribution& attribution) {
                       return attribution.scope.begin < sentence.tokens.end &&
                              sentence.tokens.begin < attribution.scope.end;
                     });
}

/// What an entity that fills the slot may be, as a set that the types of the sentence must meet.
EntityTypeSet TypesFor(const SlotFilter& filter) {
  constexpr EntityTypeSet kMayStandForClub =
      TypeBit(EntityType::kManager) | TypeBit(EntityType::kOfficial);
  return static_cast<EntityTypeSet>(filter.types | (filter.via_manager ? kMayStandForClub : 0));
}

}  // namespace

bool IsTeamWord(std::string_view folded) { return kTeamWords.Has(folded); }

struct RuleIndex::Wants {
  std::vector<std::vector<WordId>> sets;  // One word of each.
  std::vector<ClueId> clues;
  std::vector<EntityTypeSet> types;
};

struct RuleIndex::Draft {
  explicit Draft(const Lexicon& known) : lexicon(known) {
    for (ClassId id = 0; id < lexicon.class_count(); ++id) {
      for (const std::vector<WordId>& phrase : lexicon.PhrasesOf(id)) {
        for (const WordId word : phrase) {
          phrase_counts.resize(std::max<std::size_t>(phrase_counts.size(), word + 1U));
          ++phrase_counts[word];
        }
      }
    }
  }

  struct Word {
    std::vector<ClueId> clues;
    std::vector<PatternUse> patterns;
    std::vector<RuleNumber> noun_frames;
    std::vector<RuleNumber> lemma_frames;
    bool team = false;
  };

  /// True if texts hold `left` more seldom than `right`, as far as the rules let us guess: words of
  /// grammar stand everywhere, and what many phrases share is common.
  bool IsRarer(WordId left, WordId right) const {
    const auto rank = [&](WordId word) {
      const bool grammar = lexicon.KindOf(word) != WordKind::kOpen;
      return std::pair(grammar, phrase_counts[word]);
    };
    return rank(left) < rank(right);
  }
  /// Where the rarest word of the phrase stands in it.
  uint32_t RarestIn(const std::vector<WordId>& phrase) const {
    const auto rarest =
        std::min_element(phrase.begin(), phrase.end(),
                         [&](WordId left, WordId right) { return IsRarer(left, right); });
    return static_cast<uint32_t>(rarest - phrase.begin());
  }
  /// Of each phrase of the classes one word, so that few sentences hold any.
  std::vector<WordId> RareWordsOf(std::span<const ClassId> classes) const {
    std::vector<WordId> rare;
    for (const ClassId id : classes) {
      for (const std::vector<WordId>& phrase : lexicon.PhrasesOf(id)) {
        rare.push_back(phrase[RarestIn(phrase)]);
      }
    }
    return SetOf(std::move(rare));
  }
  /// The clue that one of the words gives.
  ClueId ClueOf(const std::vector<WordId>& set) {
    const auto next = static_cast<ClueId>(kKindClueCount + clues.size());
    const auto [known, fresh] = clues.try_emplace(set, next);
    RONDO_CHECK(next != 0xFFFF);
    return known->second;
  }

  const Lexicon& lexicon;
  std::map<WordId, Word> words;
  std::map<std::vector<WordId>, ClueId> clues;
  std::vector<uint32_t> phrase_counts;  // By word: in how many phrases of classes it stands.
};

void RuleIndex::Build(std::span<const Rule> rules, const Lexicon& lexicon) {
  Draft draft(lexicon);
  // Prepositions first: each is in many sets, whose clues then stand side by side.
  for (const Rule& rule : rules) {
    for (const FrameArgument& argument : rule.arguments) {
      if (!argument.prepositions.empty()) {
        draft.ClueOf(SetOf(argument.prepositions));
      }
    }
  }
  for (RuleNumber number = 0; number < rules.size(); ++number) {
    const Rule& rule = rules[number];
    if (rule.any_verb) {
      any_verb_frames_.push_back(number);
    }
    AddTriggers(rule, number, draft);
    AddNeeds(rule, draft);
  }
  for (const std::string_view word : kTeamWords) {
    if (const WordId id = lexicon.vocabulary().Find(word); id != kUnknownWord) {
      draft.words[id].team = true;
    }
  }
  Compile(draft);
}

void RuleIndex::AddTriggers(const Rule& rule, RuleNumber number, Draft& draft) {
  if (rule.is_frame) {
    for (const WordId verb : rule.verbs) {
      draft.words[verb].lemma_frames.push_back(number);
    }
    for (const WordId noun : rule.nouns) {
      draft.words[noun].noun_frames.push_back(number);
    }
    return;
  }
  const PatternElement& trigger = rule.elements[rule.trigger];
  if (trigger.kind == ElementKind::kMention) {
    mention_patterns_.push_back({number, trigger.filter.types});
    return;
  }
  if (trigger.kind == ElementKind::kClass) {
    // Most phrases begin with a common word: "the agent of".
    for (const std::vector<WordId>& phrase : draft.lexicon.PhrasesOf(trigger.word_class)) {
      const uint32_t rarest = draft.RarestIn(phrase);
      PatternUse use{number, static_cast<uint16_t>(rarest)};
      if (phrase.size() > 1) {
        use.neighbour_at = rarest > 0 ? -1 : 1;
        use.neighbour = rarest > 0 ? phrase[rarest - 1] : phrase[1];
      }
      std::vector<PatternUse>& known = draft.words[phrase[use.offset]].patterns;
      if (std::find(known.begin(), known.end(), use) == known.end()) {
        known.push_back(use);
      }
    }
    return;
  }
  const std::vector<WordId> words = trigger.kind == ElementKind::kVerb
                                        ? FormsOf(trigger.words, draft.lexicon)
                                        : SetOf(trigger.words);
  for (const WordId word : words) {
    draft.words[word].patterns.push_back({number, 0});
  }
}

/// What the arguments of a frame want.
void RuleIndex::AddArguments(const Rule& rule, const Draft& draft, Wants& wants) {
  for (const FrameArgument& argument : rule.arguments) {
    if (argument.optional || argument.absent) {
      continue;
    }
    if (argument.place == ArgumentPlace::kPreposition && !argument.or_object) {
      wants.sets.push_back(SetOf(argument.prepositions));
    }
    if (argument.noun != kNoClass) {
      wants.sets.push_back(draft.RareWordsOf({&argument.noun, 1}));
    } else {
      wants.types.push_back(TypesFor(argument.filter));
    }
  }
}

/// What the elements of a pattern want.
void RuleIndex::AddElements(const Rule& rule, const Draft& draft, Wants& wants) {
  for (const PatternElement& element : rule.elements) {
    // Where the trigger is words, a rule is asked for only where one of them stands.
    const bool stands =
        &element == &rule.elements[rule.trigger] && element.kind != ElementKind::kMention;
    if (element.optional || stands) {
      continue;
    }
    switch (element.kind) {
      case ElementKind::kClass:
        wants.sets.push_back(draft.RareWordsOf({&element.word_class, 1}));
        break;
      case ElementKind::kWords:
        wants.sets.push_back(SetOf(element.words));
        break;
      case ElementKind::kVerb:
        wants.sets.push_back(FormsOf(element.words, draft.lexicon));
        break;
      case ElementKind::kMention:
        wants.types.push_back(TypesFor(element.filter));
        break;
      case ElementKind::kPossessive:
        wants.clues.push_back(kPossessiveClue);
        break;
      case ElementKind::kScore:
        wants.clues.push_back(kScoreClue);
        break;
      case ElementKind::kNumber:
        wants.clues.push_back(kNumberClue);
        break;
      default:
        break;
    }
  }
}

void RuleIndex::AddNeeds(const Rule& rule, Draft& draft) {
  Wants wants;
  for (const ClassId& id : rule.wanted) {
    wants.sets.push_back(draft.RareWordsOf({&id, 1}));
  }
  if (!rule.particles.empty()) {
    wants.sets.push_back(draft.RareWordsOf(rule.particles));
  }
  if (rule.quoted_only) {
    wants.clues.push_back(kReportedClue);
  }
  AddArguments(rule, draft, wants);
  AddElements(rule, draft, wants);
  // What few words give is asked first: it is seldom there.
  std::stable_sort(wants.sets.begin(), wants.sets.end(),
                   [](const auto& left, const auto& right) { return left.size() < right.size(); });
  std::vector<ClueId> clues;
  for (const std::vector<WordId>& set : wants.sets) {
    clues.push_back(draft.ClueOf(set));
  }
  clues.insert(clues.end(), wants.clues.begin(), wants.clues.end());
  const ClueId rarest = clues.empty() ? ClueId{kSentenceClue} : clues.front();
  clues.erase(clues.begin(), clues.begin() + (clues.empty() ? 0 : 1));
  rarest_.push_back(rarest);
  needs_.push_back({Append(clue_lists_, clues), Append(type_lists_, wants.types)});
}

/// REQUIRES: `clues` are in order.
ListRange RuleIndex::AddMasks(std::span<const ClueId> clues) {
  const auto begin = static_cast<uint32_t>(clue_masks_.size());
  for (const ClueId clue : clues) {
    const std::size_t place = clue / 64U;
    if (clue_masks_.size() == begin || clue_masks_.back().place != place) {
      clue_masks_.push_back({place, 0});
    }
    clue_masks_.back().bits |= uint64_t{1} << (clue % 64U);
  }
  return {begin, static_cast<uint32_t>(clue_masks_.size())};
}

void RuleIndex::Compile(Draft& draft) {
  for (const auto& [set, clue] : draft.clues) {
    for (const WordId word : set) {
      std::vector<ClueId>& known = draft.words[word].clues;
      known.insert(std::upper_bound(known.begin(), known.end(), clue), clue);
    }
  }
  clue_words_ = (kKindClueCount + draft.clues.size() + 63U) / 64U;
  use_numbers_.assign(draft.lexicon.vocabulary().size(), 0);
  uses_.assign(1, WordUse());
  for (const auto& [word, drafted] : draft.words) {
    WordUse use;
    use.patterns = Append(pattern_uses_, drafted.patterns);
    use.noun_frames = Append(rule_lists_, drafted.noun_frames);
    use.lemma_frames = Append(rule_lists_, drafted.lemma_frames);
    use_numbers_[word] = static_cast<uint32_t>(uses_.size());
    uses_.push_back(use);
  }
  AddVerbs(draft.lexicon);
  // Most words have no use, those with the highest numbers least of all.
  const auto last = std::find_if(use_numbers_.rbegin(), use_numbers_.rend(),
                                 [](uint32_t number) { return number != 0; });
  use_numbers_.erase(last.base(), use_numbers_.end());
  AddGlances(draft);
}

void RuleIndex::AddGlances(const Draft& draft) {
  glances_.assign(std::max<std::size_t>(use_numbers_.size(), 1), WordGlance());
  for (WordId word = 0; word < use_numbers_.size(); ++word) {
    const WordUse& use = UseOf(word);
    glances_[word].patterns = use.patterns;
    glances_[word].frames = !use.noun_frames.empty() || !use.verb_frames.empty() ||
                            (use.verb && !any_verb_frames_.empty());
  }
  for (const auto& [word, drafted] : draft.words) {
    const ListRange clues = AddMasks(drafted.clues);
    RONDO_CHECK(clues.end - clues.begin <= 0xFF);
    glances_[word].clues = clues.begin;
    glances_[word].clue_count = static_cast<uint8_t>(clues.end - clues.begin);
    glances_[word].team = drafted.team;
  }
}

/// The frames of a verb belong to each of its forms.
void RuleIndex::AddVerbs(const Lexicon& lexicon) {
  for (WordId word = 0; word < use_numbers_.size(); ++word) {
    const VerbForm* const form = lexicon.FindVerb(word);
    if (form == nullptr) {
      continue;
    }
    if (use_numbers_[word] == 0) {
      use_numbers_[word] = static_cast<uint32_t>(uses_.size());
      uses_.emplace_back();
    }
    WordUse& use = uses_[use_numbers_[word]];
    use.verb = true;
    use.verb_frames = UseOf(form->lemma).lemma_frames;
  }
}

void RuleIndex::LookAt(const Document& document, const Sentence& sentence,
                       SentenceTraits& traits) const {
  traits.mentions = sentence.mention_begin != sentence.mention_end;
  if (!traits.mentions) {
    return;
  }
  traits.clues.assign(clue_words_, 0);
  traits.types = 0;
  traits.triggers.clear();
  traits.frame_words.clear();
  uint64_t* const clues = traits.clues.data();
  bool team = false;
  bool quoted = false;
  MentionIndex last = kNone;
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const Token& at = document.tokens[token];
    const bool begins = at.mention != kNone && at.mention != last;
    quoted |= at.quote != kNone;
    const WordGlance& glance = glances_[at.word < glances_.size() ? at.word : 0];
    team |= glance.team;
    const ClueMask* const masks = clue_masks_.data() + glance.clues;
    for (const ClueMask* mask = masks; mask != masks + glance.clue_count; ++mask) {
      clues[mask->place] |= mask->bits;
    }
    if (glance.frames) {
      traits.frame_words.push_back(at.word);
    }
    EntityTypeSet types = 0;
    if (begins) {
      last = at.mention;
      const EntityIndex entity = document.mentions[last].entity;
      types = entity == kNone ? EntityTypeSet{0} : TypeBit(document.entities[entity].type);
      traits.types = static_cast<EntityTypeSet>(traits.types | types);
    }
    if (types != 0 || !glance.patterns.empty()) {
      traits.triggers.push_back({token, glance.patterns, types});
    }
  }
  Give(traits.clues, kSentenceClue);
  constexpr std::pair<TokenFlag, KindClue> kKinds[] = {
      {kPossessive, kPossessiveClue}, {kScoreToken, kScoreClue}, {kNumberToken, kNumberClue}};
  for (const auto& [flag, clue] : kKinds) {
    if (sentence.Has(flag)) {
      Give(traits.clues, clue);
    }
  }
  if (quoted || IsAttributed(document, sentence)) {
    Give(traits.clues, kReportedClue);
  }
  if (team && (traits.types & kHumanTypes) != 0) {
    traits.types = static_cast<EntityTypeSet>(traits.types | TypeBit(EntityType::kClub));
  }
}

bool RuleIndex::HasOthers(const RuleNeeds& needs, const SentenceTraits& traits) const {
  for (uint32_t place = needs.others.begin; place < needs.others.end; ++place) {
    if (!HasClue(clue_lists_[place], traits)) {
      return false;
    }
  }
  for (uint32_t place = needs.types.begin; place < needs.types.end; ++place) {
    if ((traits.types & type_lists_[place]) == 0) {
      return false;
    }
  }
  return true;
}

bool RuleIndex::AnyMayFit(std::span<const RuleNumber> rules, const SentenceTraits& traits) const {
  return std::any_of(rules.begin(), rules.end(),
                     [&](RuleNumber rule) { return MayFit(rule, traits); });
}

}  // namespace rondo::articles
