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
#include "tools/articles/image_fields.h"
#include "tools/articles/pair_model.h"
#include "tools/articles/pattern_matcher.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {

/// What the build made of the files in rules/: a RuleBook, then a PairModel.
std::string_view RulesImage();

namespace {

// The model for pairs: a folder's stands in the place of the program's.
constexpr const char* kPairs = "pairs.tsv";

Error CannotRead(const std::filesystem::path& path) {
  return RuntimeError(ErrorCode::kIo, "CannotReadFile", "cannot read " + path.string());
}

std::string_view PairsTable() {
  const auto files = RuleFiles();
  const auto found = std::find_if(files.begin(), files.end(),
                                  [](const EmbeddedFile& file) { return file.name == kPairs; });
  return found == files.end() ? std::string_view() : found->contents;
}

}  // namespace

std::optional<ReadingDepth> ReadingDepthByName(std::string_view name) {
  return name == "patterns" ? std::optional(ReadingDepth::kPatterns)
         : name == "rules"  ? std::optional(ReadingDepth::kRules)
         : name == "all"    ? std::optional(ReadingDepth::kAll)
                            : std::nullopt;
}

RuleSet::RuleSet(Vocabulary* vocabulary, ReadingDepth depth)
    : depth_(depth), book_(vocabulary), pairs_(std::make_unique<PairModel>()) {}

RuleSet::~RuleSet() = default;

Result<std::unique_ptr<RuleSet>> RuleSet::Load(Vocabulary& vocabulary, const std::string& folder,
                                               ReadingDepth depth, bool with_examples) {
  std::unique_ptr<RuleSet> set(new RuleSet(&vocabulary, depth));
  if (folder.empty() && !with_examples) {
    set->ReadImage();
  } else {
    RONDO_TRY(set->LoadTexts(folder));
  }
  for (const Rule& rule : set->rules()) {
    set->rooms_.push_back(FrameMatcher::RoomFor(rule));
  }
  return set;
}

void RuleSet::ReadImage() {
  ImageReader image(RulesImage());
  book_.Read(image, reads_clauses());
  if (depth_ == ReadingDepth::kAll) {
    FieldReader fields(image.Next<char>());
    fields(*pairs_);
  }
}

Result<void> RuleSet::LoadTexts(const std::string& folder) {
  RONDO_TRY(book_.Load(RuleFiles()));
  std::error_code failure;
  const bool own_pairs =
      !folder.empty() && std::filesystem::exists(std::filesystem::path(folder) / kPairs, failure);
  if (!own_pairs) {
    RONDO_TRY(LoadFile(kPairs, PairsTable()));
  }
  if (!folder.empty()) {
    RONDO_TRY(LoadFolder(folder));
  }
  book_.Settle(reads_clauses());
  return {};
}

Result<void> RuleSet::LoadFile(std::string_view name, std::string_view contents) {
  if (name != kPairs) {
    return book_.LoadFile(name, contents);
  }
  if (depth_ == ReadingDepth::kAll) {
    RONDO_TRY_ASSIGN(*pairs_, PairModel::Load(name, contents));
  }
  return {};
}

Result<void> RuleSet::LoadFolder(const std::string& folder) {
  std::error_code failure;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    const std::filesystem::path name = entry->path().filename();
    if (name.extension() == ".rules" || name == "measured.tsv" || name == kPairs) {
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

bool RuleSet::MayMatch(const Document& document, const Sentence& sentence,
                       std::span<const TimeExpression> times, SentenceTraits& traits) const {
  book_.index.LookAt(document, sentence, traits);
  if (!traits.mentions) {
    return false;
  }
  FindStarts(PatternGlance(document, book_.lexicon, sentence, times), sentence.tokens.begin,
             traits);
  if (!traits.starts.empty()) {
    return true;
  }
  bool verbs = false;
  const auto any = [&](ListRange rules) {
    return book_.index.AnyMayFit(book_.index.RulesIn(rules), traits);
  };
  for (const WordId word : traits.frame_words) {
    const WordUse& use = book_.index.UseOf(word);
    verbs = verbs || use.verb;
    if (any(use.noun_frames) || any(use.verb_frames)) {
      return true;
    }
  }
  return verbs && book_.index.AnyMayFit(book_.index.any_verb_frames(), traits);
}

/// Fills the starts of `traits` for a sentence that begins with the token.
void RuleSet::FindStarts(const PatternGlance& glance, TokenIndex begin,
                         SentenceTraits& traits) const {
  traits.starts.clear();
  traits.mention_patterns.clear();
  for (const MentionPattern& pattern : book_.index.mention_patterns()) {
    if (book_.index.MayFit(pattern.rule, traits)) {
      traits.mention_patterns.push_back(pattern);
    }
  }
  for (const TriggerToken& trigger : traits.triggers) {
    for (const PatternUse& use : book_.index.PatternsIn(trigger.patterns)) {
      if (glance.MayStandThere(use, trigger.token) && book_.index.MayFit(use.rule, traits) &&
          trigger.token - begin >= use.offset &&
          glance.MayStandAround(book_.rules[use.rule], trigger.token - use.offset)) {
        traits.starts.push_back({trigger.token - use.offset, false, use.rule});
      }
    }
    for (const auto& [rule, types, reserved] : traits.mention_patterns) {
      if ((types & trigger.types) != 0 && glance.MayStandAround(book_.rules[rule], trigger.token)) {
        traits.starts.push_back({trigger.token, true, rule});
      }
    }
  }
  // A phrase may have been found by several of its words, and behind what begins after it.
  std::sort(traits.starts.begin(), traits.starts.end());
  traits.starts.erase(std::unique(traits.starts.begin(), traits.starts.end()), traits.starts.end());
}

void RuleSet::Match(const Document& document, const Sentence& sentence, const Clauses& clauses,
                    std::span<const TimeExpression> times, SentenceTraits& traits,
                    std::vector<RuleMatch>& out) const {
  const FrameMatcher frames(document, book_.lexicon, clauses, sentence);
  const auto match_frames = [&](std::span<const RuleNumber> rules, uint32_t predicate) {
    const FrameRoom room = frames.RoomAt(clauses.predicates[predicate]);
    for (const RuleNumber rule : rules) {
      if (room.Holds(rooms_[rule]) && book_.index.MayFit(rule, traits)) {
        frames.Match(book_.rules[rule], predicate, out);
      }
    }
  };
  for (uint32_t index = 0; index < clauses.predicates.size(); ++index) {
    const WordId lemma = clauses.chunks[clauses.predicates[index].chunk].lemma;
    match_frames(book_.index.any_verb_frames(), index);
    match_frames(book_.index.RulesIn(book_.index.UseOf(lemma).lemma_frames), index);
  }
  for (uint32_t index = 0; index < clauses.nominals.size(); ++index) {
    const WordId noun = document.tokens[clauses.nominals[index].head].word;
    for (const RuleNumber rule : book_.index.RulesIn(book_.index.UseOf(noun).noun_frames)) {
      if (book_.index.MayFit(rule, traits)) {
        frames.MatchNoun(book_.rules[rule], index, out);
      }
    }
  }
  PatternMatcher patterns(document, book_.lexicon, clauses, sentence, times);
  for (const PatternStart& start : traits.starts) {
    patterns.Match(book_.rules[start.rule], start.trigger, out);
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
  const bool team_word = IsTeamWord(head_word);
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
