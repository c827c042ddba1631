#include "tools/articles/rule_set.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>
#include <utility>

#include "graph/base/error.h"
#include "tools/articles/frame_matcher.h"
#include "tools/articles/pattern_matcher.h"
#include "tools/articles/rule_parser.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// "the Roma squad", "Chelsea's academy", "Koeman's men": the body stands for its people.
constexpr WordList kTeamWords = {
    "side",    "team",       "squad",   "club",     "academy",   "ranks",    "outfit",
    "giants",  "bench",      "men",     "board",    "hierarchy", "bosses",   "officials",
    "camp",    "management", "players", "lineup",   "line-up",   "boys",     "defence",
    "defense", "midfield",   "attack",  "backline", "line",      "xi",       "rearguard",
    "flank",   "job",        "vacancy", "post",     "hotseat",   "hot-seat", "dugout",
    "coaches", "chiefs",     "regime"};

void AddTo(std::vector<std::vector<uint32_t>>& index, WordId word, uint32_t rule) {
  if (word >= index.size()) {
    index.resize(word + 1U);
  }
  index[word].push_back(rule);
}

Error CannotRead(const std::filesystem::path& path) {
  return RuntimeError(ErrorCode::kIo, "CannotReadFile", "cannot read " + path.string());
}

}  // namespace

Result<std::unique_ptr<RuleSet>> RuleSet::Load(Vocabulary& vocabulary, const std::string& folder) {
  std::unique_ptr<RuleSet> set(new RuleSet(&vocabulary));
  // Verbs and words first, then the files in the order of the build's list: a class precedes its
  // use.
  for (const std::string_view first : {"verbs.txt", "words.txt", "time.rules", "measured.tsv"}) {
    for (const EmbeddedFile& file : RuleFiles()) {
      if (file.name == first) {
        RONDO_TRY(set->LoadFile(file.name, file.contents));
      }
    }
  }
  for (const EmbeddedFile& file : RuleFiles()) {
    if (EndsWith(file.name, ".rules") && file.name != "time.rules") {
      RONDO_TRY(set->LoadFile(file.name, file.contents));
    }
  }
  if (!folder.empty()) {
    RONDO_TRY(set->LoadFolder(folder));
  }
  set->BuildIndex();
  return set;
}

Result<void> RuleSet::LoadFile(std::string_view name, std::string_view contents) {
  if (name == "verbs.txt") {
    return lexicon_.LoadVerbs(name, contents);
  }
  if (name == "words.txt") {
    return lexicon_.LoadWords(name, contents);
  }
  if (name == "time.rules") {
    RONDO_TRY_ASSIGN(TimeRules times, TimeRules::Load(name, contents, lexicon_.vocabulary()));
    times_ = std::make_unique<TimeRules>(std::move(times));
    return {};
  }
  if (name == "measured.tsv") {
    return measures_.Load(name, contents);
  }
  return ParseRules(name, contents, lexicon_, rules_);
}

Result<void> RuleSet::LoadFolder(const std::string& folder) {
  std::error_code failure;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->path().extension() == ".rules" || entry->path().filename() == "measured.tsv") {
      paths.push_back(entry->path());
    }
  }
  if (failure) {
    return CannotRead(folder);
  }
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    const std::string contents((std::istreambuf_iterator<char>(stream)),
                               std::istreambuf_iterator<char>());
    if (!stream) {
      return CannotRead(path);
    }
    RONDO_TRY(LoadFile(path.filename().string(), contents));
  }
  return {};
}

void RuleSet::BuildIndex() {
  for (uint32_t index = 0; index < rules_.size(); ++index) {
    IndexRule(index);
    needs_.push_back(NeedsOf(rules_[index]));
  }
  const std::size_t count = lexicon_.vocabulary().size();
  patterns_by_word_.resize(count);
  frames_by_verb_.resize(count);
  frames_by_noun_.resize(count);
  IndexClasses();
  team_words_.assign(count, false);
  for (const std::string_view word : kTeamWords) {
    if (const WordId id = lexicon_.vocabulary().Find(word); id != kUnknownWord) {
      team_words_[id] = true;
    }
  }
}

void RuleSet::IndexRule(uint32_t index) {
  const Rule& rule = rules_[index];
  if (rule.is_frame) {
    for (const WordId verb : rule.verbs) {
      AddTo(frames_by_verb_, verb, index);
    }
    for (const WordId noun : rule.nouns) {
      AddTo(frames_by_noun_, noun, index);
    }
    if (rule.any_verb) {
      frames_of_any_verb_.push_back(index);
    }
    return;
  }
  const PatternElement& trigger = rule.elements[rule.trigger];
  if (trigger.kind == ElementKind::kWords) {
    for (const WordId word : trigger.words) {
      AddTo(patterns_by_word_, word, index);
    }
  } else if (trigger.kind == ElementKind::kClass) {
    for (const WordId word : lexicon_.FirstWords(trigger.word_class)) {
      AddTo(patterns_by_word_, word, index);
    }
  } else if (trigger.kind == ElementKind::kVerb) {
    for (const WordId lemma : trigger.words) {
      for (const std::string& form : lexicon_.FormsOf(lemma)) {
        AddTo(patterns_by_word_, lexicon_.vocabulary().Find(form), index);
      }
    }
  } else {
    patterns_by_mention_.push_back(index);
  }
}

RuleSet::RuleNeeds RuleSet::NeedsOf(const Rule& rule) {
  RuleNeeds needs;
  needs.classes = rule.wanted;
  needs.particles = rule.particles;
  for (const FrameArgument& argument : rule.arguments) {
    if (argument.optional || argument.absent) {
      continue;
    }
    if (argument.noun != kNoClass) {
      needs.classes.push_back(argument.noun);
    } else {
      needs.fillers.push_back(argument.filter);
    }
  }
  for (const PatternElement& element : rule.elements) {
    if (element.optional) {
      continue;
    }
    if (element.kind == ElementKind::kClass) {
      needs.classes.push_back(element.word_class);
    } else if (element.kind == ElementKind::kMention) {
      needs.fillers.push_back(element.filter);
    }
  }
  return needs;
}

/// Words that begin the same classes share a row of bits; row 0 is that of most words: none.
void RuleSet::IndexClasses() {
  class_words_ = (lexicon_.class_count() + 63U) / 64U;
  std::map<WordId, std::vector<uint64_t>> bits;
  for (ClassId id = 0; id < lexicon_.class_count(); ++id) {
    for (const WordId word : lexicon_.FirstWords(id)) {
      std::vector<uint64_t>& row = bits[word];
      row.resize(class_words_);
      row[id / 64U] |= uint64_t{1} << (id % 64U);
    }
  }
  classes_of_.assign(lexicon_.vocabulary().size(), 0);
  class_bits_.assign(class_words_, 0);
  std::map<std::vector<uint64_t>, uint32_t> rows;
  for (const auto& [word, row] : bits) {
    const auto [known, fresh] = rows.try_emplace(row, static_cast<uint32_t>(class_bits_.size()));
    if (fresh) {
      class_bits_.insert(class_bits_.end(), row.begin(), row.end());
    }
    classes_of_[word] = known->second;
  }
}

void RuleSet::LookAt(const Document& document, const Sentence& sentence,
                     SentenceTraits& traits) const {
  traits.classes.assign(class_words_, 0);
  traits.types = 0;
  traits.mentions = false;
  traits.verdicts.assign(rules_.size(), 0);
  bool team = false;
  MentionIndex last = kNone;
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const Token& at = document.tokens[token];
    if (at.word < classes_of_.size() && classes_of_[at.word] != 0) {
      const uint32_t row = classes_of_[at.word];
      for (std::size_t index = 0; index < class_words_; ++index) {
        traits.classes[index] |= class_bits_[row + index];
      }
    }
    team = team || IsTeamWord(at.word);
    if (at.mention == kNone || at.mention == last) {
      continue;
    }
    last = at.mention;
    traits.mentions = true;
    if (const EntityIndex entity = document.mentions[last].entity; entity != kNone) {
      traits.types =
          static_cast<EntityTypeSet>(traits.types | TypeBit(document.entities[entity].type));
    }
  }
  traits.people_of_clubs = team && (traits.types & kHumanTypes) != 0;
}

bool RuleSet::MayFit(uint32_t rule, SentenceTraits& traits) const {
  uint8_t& verdict = traits.verdicts[rule];
  if (verdict != 0) {
    return verdict == 1;
  }
  const RuleNeeds& needs = needs_[rule];
  const auto begins = [&](ClassId id) {
    return ((traits.classes[id / 64U] >> (id % 64U)) & 1U) != 0;
  };
  constexpr EntityTypeSet kMayStandForClub =
      TypeBit(EntityType::kManager) | TypeBit(EntityType::kOfficial);
  const auto filled = [&](const SlotFilter& filter) {
    const bool club = (filter.types & TypeBit(EntityType::kClub)) != 0;
    return (traits.types & filter.types) != 0 || (club && traits.people_of_clubs) ||
           (filter.via_manager && (traits.types & kMayStandForClub) != 0);
  };
  const bool fits = std::all_of(needs.classes.begin(), needs.classes.end(), begins) &&
                    (needs.particles.empty() ||
                     std::any_of(needs.particles.begin(), needs.particles.end(), begins)) &&
                    std::all_of(needs.fillers.begin(), needs.fillers.end(), filled);
  verdict = fits ? 1 : 2;
  return fits;
}

bool RuleSet::AnyMayFit(std::span<const uint32_t> rules, SentenceTraits& traits) const {
  return std::any_of(rules.begin(), rules.end(),
                     [&](uint32_t rule) { return MayFit(rule, traits); });
}

bool RuleSet::MayMatch(const Document& document, const Sentence& sentence,
                       SentenceTraits& traits) const {
  LookAt(document, sentence, traits);
  if (!traits.mentions) {
    return false;
  }
  if (AnyMayFit(patterns_by_mention_, traits)) {
    return true;
  }
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const WordId word = document.tokens[token].word;
    if (word == kUnknownWord || word >= patterns_by_word_.size()) {
      continue;
    }
    const VerbForm* const form = lexicon_.FindVerb(word);
    if (AnyMayFit(patterns_by_word_[word], traits) || AnyMayFit(frames_by_noun_[word], traits) ||
        (form != nullptr && (AnyMayFit(frames_of_any_verb_, traits) ||
                             AnyMayFit(frames_by_verb_[form->lemma], traits)))) {
      return true;
    }
  }
  return false;
}

void RuleSet::Match(const Document& document, const Sentence& sentence, const Clauses& clauses,
                    std::span<const TimeExpression> times, SentenceTraits& traits,
                    std::vector<RuleMatch>& out) const {
  const FrameMatcher frames(document, lexicon_, clauses, sentence);
  for (uint32_t index = 0; index < clauses.predicates.size(); ++index) {
    const WordId lemma = clauses.chunks[clauses.predicates[index].chunk].lemma;
    for (const uint32_t rule : frames_of_any_verb_) {
      if (MayFit(rule, traits)) {
        frames.Match(rules_[rule], index, out);
      }
    }
    if (lemma >= frames_by_verb_.size()) {
      continue;
    }
    for (const uint32_t rule : frames_by_verb_[lemma]) {
      if (MayFit(rule, traits)) {
        frames.Match(rules_[rule], index, out);
      }
    }
  }
  for (uint32_t index = 0; index < clauses.nominals.size(); ++index) {
    const WordId noun = document.tokens[clauses.nominals[index].head].word;
    if (noun >= frames_by_noun_.size()) {
      continue;
    }
    for (const uint32_t rule : frames_by_noun_[noun]) {
      if (MayFit(rule, traits)) {
        frames.MatchNoun(rules_[rule], index, out);
      }
    }
  }
  PatternMatcher patterns(document, lexicon_, clauses, sentence, times);
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const Token& at = document.tokens[token];
    if (at.word < patterns_by_word_.size()) {
      for (const uint32_t rule : patterns_by_word_[at.word]) {
        if (MayFit(rule, traits)) {
          patterns.Match(rules_[rule], token, out);
        }
      }
    }
    if (at.mention != kNone && document.mentions[at.mention].tokens.begin == token) {
      for (const uint32_t rule : patterns_by_mention_) {
        if (MayFit(rule, traits)) {
          patterns.Match(rules_[rule], token, out);
        }
      }
    }
  }
}

bool Fits(const Document& document, MentionIndex mention, const SlotFilter& filter) {
  const Mention& at = document.mentions[mention];
  if (at.entity == kNone) {
    return false;
  }
  const Entity& entity = document.entities[at.entity];
  if ((filter.types & TypeBit(entity.type)) == 0) {
    return false;
  }
  if (entity.type == EntityType::kClub) {
    return !(filter.nation_only && !entity.national_team) &&
           !(filter.club_only && entity.national_team);
  }
  return true;
}

namespace {

/// The club that a person works or plays for, as a mention of it; kNone if the article tells none.
MentionIndex ClubOf(const Document& document, MentionIndex person, const SlotFilter& filter) {
  const EntityIndex entity = document.mentions[person].entity;
  if (entity == kNone || !IsHuman(document.entities[entity].type)) {
    return kNone;
  }
  const EntityIndex club = document.entities[entity].affiliation;
  if (club == kNone || document.entities[club].first_mention == kNone) {
    return kNone;
  }
  const MentionIndex mention = document.entities[club].first_mention;
  return Fits(document, mention, filter) ? mention : kNone;
}

// "his signature", "Oblak's representatives": the person is meant.
constexpr WordList kServiceWords = {
    "signature", "services",  "representatives", "representative", "agent",   "agents",
    "camp",      "entourage", "advisers",        "signing",        "capture", "signatures"};

// "the Premiership table", "a Champions League group": where one plays is the competition.
constexpr WordList kLeagueWords = {
    "table",          "standings", "season",    "campaign",   "matches",     "games",
    "match",          "game",      "final",     "semi-final", "semi-finals", "quarter-final",
    "quarter-finals", "group",     "stage",     "stages",     "qualifying",  "qualifiers",
    "qualifier",      "action",    "fixture",   "fixtures",   "tie",         "places",
    "place",          "spot",      "spots",     "finals",     "opener",      "clash",
    "football",       "knockout",  "knockouts", "round"};

template <std::size_t N>
bool IsOneOf(std::string_view word, const WordList<N>& list) {
  return list.Has(word);
}

}  // namespace

MentionIndex FillerOf(const Document& document, const Clauses& clauses, ChunkIndex chunk_index,
                      const SlotFilter& filter, bool possessor_counts) {
  const Chunk& chunk = clauses.chunks[chunk_index];
  if (chunk.head != kNone) {
    if (Fits(document, chunk.head, filter)) {
      return chunk.head;
    }
    const EntityIndex entity = document.mentions[chunk.head].entity;
    if (entity != kNone && filter.via_manager) {
      const EntityType type = document.entities[entity].type;
      if (type == EntityType::kManager || type == EntityType::kOfficial) {
        return ClubOf(document, chunk.head, filter);
      }
    }
  }
  const TokenIndex head =
      chunk.head == kNone ? chunk.head_word : document.mentions[chunk.head].tokens.end - 1;
  const std::string_view head_word = document.Folded(document.tokens[head]);
  const bool team_word = IsOneOf(head_word, kTeamWords);
  if (IsOneOf(head_word, kServiceWords) && chunk.possessor != kNone &&
      (filter.types & TypeBit(EntityType::kPlayer)) != 0 &&
      Fits(document, chunk.possessor, filter)) {
    return chunk.possessor;
  }
  if (chunk.head != kNone && !(team_word && document.mentions[chunk.head].entity == kNone)) {
    return kNone;
  }
  if (team_word && chunk.possessor != kNone) {
    if (const MentionIndex club = ClubOf(document, chunk.possessor, filter); club != kNone) {
      return club;
    }
  }
  if ((possessor_counts || team_word) && chunk.possessor != kNone &&
      Fits(document, chunk.possessor, filter)) {
    // "ripped into his club": into it, not into him.
    const EntityIndex owner = document.mentions[chunk.possessor].entity;
    const bool human = owner != kNone && IsHuman(document.entities[owner].type);
    return team_word && human && !possessor_counts ? kNone : chunk.possessor;
  }
  if (!team_word) {
    return kNone;
  }
  MentionIndex found = kNone;
  for (TokenIndex token = chunk.tokens.begin; token < chunk.tokens.end; ++token) {
    const MentionIndex mention = document.tokens[token].mention;
    if (mention != kNone && document.mentions[mention].kind != MentionKind::kDemonym &&
        Fits(document, mention, filter)) {
      found = mention;
    }
  }
  return found;
}

MentionIndex CompetitionIn(const Document& document, const Clauses& clauses, ChunkIndex chunk_index,
                           const SlotFilter& filter) {
  const Chunk& chunk = clauses.chunks[chunk_index];
  if (chunk.head_word == kNone ||
      !IsOneOf(document.Folded(document.tokens[chunk.head_word]), kLeagueWords)) {
    return kNone;
  }
  for (TokenIndex token = chunk.tokens.begin; token < chunk.tokens.end; ++token) {
    const MentionIndex mention = document.tokens[token].mention;
    if (mention != kNone && document.mentions[mention].kind == MentionKind::kName &&
        Fits(document, mention, filter)) {
      return mention;
    }
  }
  return kNone;
}

}  // namespace rondo::articles
