#include "tools/articles/rule_set.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "graph/base/error.h"
#include "tools/articles/frame_matcher.h"
#include "tools/articles/pattern_matcher.h"
#include "tools/articles/rule_parser.h"

namespace rondo::articles {
namespace {

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

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
  const Vocabulary& vocabulary = lexicon_.vocabulary();
  for (uint32_t index = 0; index < rules_.size(); ++index) {
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
      continue;
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
          AddTo(patterns_by_word_, vocabulary.Find(form), index);
        }
      }
    } else {
      patterns_by_mention_.push_back(index);
    }
  }
  patterns_by_word_.resize(vocabulary.size());
  frames_by_verb_.resize(vocabulary.size());
  frames_by_noun_.resize(vocabulary.size());
  triggers_.assign(vocabulary.size(), false);
  for (WordId word = 1; word < vocabulary.size(); ++word) {
    const VerbForm* form = lexicon_.FindVerb(word);
    triggers_[word] = !patterns_by_word_[word].empty() || !frames_by_noun_[word].empty() ||
                      (form != nullptr &&
                       (!frames_of_any_verb_.empty() || !frames_by_verb_[form->lemma].empty()));
  }
}

bool RuleSet::MayMatch(const Document& document, const Sentence& sentence) const {
  bool mention = false;
  bool trigger = !patterns_by_mention_.empty();
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const Token& at = document.tokens[token];
    mention = mention || at.mention != kNone;
    trigger = trigger || (at.word < triggers_.size() && triggers_[at.word]);
  }
  return mention && trigger;
}

void RuleSet::Match(const Document& document, const Sentence& sentence, const Clauses& clauses,
                    std::span<const TimeExpression> times, std::vector<RuleMatch>& out) const {
  FrameMatcher frames(document, lexicon_, clauses, sentence);
  for (uint32_t index = 0; index < clauses.predicates.size(); ++index) {
    const WordId lemma = clauses.chunks[clauses.predicates[index].chunk].lemma;
    for (const uint32_t rule : frames_of_any_verb_) {
      frames.Match(rules_[rule], index, out);
    }
    if (lemma >= frames_by_verb_.size()) {
      continue;
    }
    for (const uint32_t rule : frames_by_verb_[lemma]) {
      frames.Match(rules_[rule], index, out);
    }
  }
  for (uint32_t index = 0; index < clauses.nominals.size(); ++index) {
    const WordId noun = document.tokens[clauses.nominals[index].head].word;
    if (noun < frames_by_noun_.size()) {
      for (const uint32_t rule : frames_by_noun_[noun]) {
        frames.MatchNoun(rules_[rule], index, out);
      }
    }
  }
  PatternMatcher patterns(document, lexicon_, clauses, sentence, times);
  for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
    const Token& at = document.tokens[token];
    if (at.word < patterns_by_word_.size()) {
      for (const uint32_t rule : patterns_by_word_[at.word]) {
        patterns.Match(rules_[rule], token, out);
      }
    }
    if (at.mention != kNone && document.mentions[at.mention].tokens.begin == token) {
      for (const uint32_t rule : patterns_by_mention_) {
        patterns.Match(rules_[rule], token, out);
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

// "the Roma squad", "Chelsea's academy", "Koeman's men": the body stands for its people.
constexpr std::array<std::string_view, 37> kTeamWords = {
    "side",    "team",       "squad",   "club",     "academy",   "ranks",    "outfit",
    "giants",  "bench",      "men",     "board",    "hierarchy", "bosses",   "officials",
    "camp",    "management", "players", "lineup",   "line-up",   "boys",     "defence",
    "defense", "midfield",   "attack",  "backline", "line",      "xi",       "rearguard",
    "flank",   "job",        "vacancy", "post",     "hotseat",   "hot-seat", "dugout",
    "coaches", "chiefs"};

// "his signature", "Oblak's representatives": the person is meant.
constexpr std::array<std::string_view, 12> kServiceWords = {
    "signature", "services",  "representatives", "representative", "agent",   "agents",
    "camp",      "entourage", "advisers",        "signing",        "capture", "signatures"};

// "the Premiership table", "a Champions League group": where one plays is the competition.
constexpr std::array<std::string_view, 34> kLeagueWords = {
    "table",          "standings", "season",    "campaign",   "matches",     "games",
    "match",          "game",      "final",     "semi-final", "semi-finals", "quarter-final",
    "quarter-finals", "group",     "stage",     "stages",     "qualifying",  "qualifiers",
    "qualifier",      "action",    "fixture",   "fixtures",   "tie",         "places",
    "place",          "spot",      "spots",     "finals",     "opener",      "clash",
    "football",       "knockout",  "knockouts", "round"};

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
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
    return chunk.possessor;
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
