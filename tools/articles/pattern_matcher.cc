#include "tools/articles/pattern_matcher.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How far before its trigger a match may begin, and how much work one attempt may take.
constexpr uint32_t kBackTokensMax = 24;
constexpr uint32_t kStepsMax = 2000;
// How long an aside inside a list of names may be.
constexpr uint32_t kAsideTokensMax = 12;
// How far before the match its `has` and `lacks` look.
constexpr uint32_t kWordsBackMax = 3;

// How far behind its words a pattern looks for what must not follow.
constexpr uint32_t kWordsBehindMax = 4;

bool IsMoney(std::string_view text) {
  return !text.empty() &&
         (text[0] == '$' || text.substr(0, 2) == "\xC2\xA3" || text.substr(0, 3) == "\xE2\x82\xAC");
}

bool IsGap(const PatternElement& element) {
  return element.kind == ElementKind::kGap || element.kind == ElementKind::kFill ||
         element.kind == ElementKind::kLeap;
}

/// Whether it takes one token wherever it fits.
bool IsOneToken(const PatternElement& element) {
  switch (element.kind) {
    case ElementKind::kWords:
    case ElementKind::kVerb:
    case ElementKind::kPossessive:
    case ElementKind::kScore:
    case ElementKind::kMoney:
    case ElementKind::kNumber:
      return true;
    default:
      return false;
  }
}

}  // namespace

const Chunk* PatternMatcher::ChunkAt(TokenIndex token) const {
  const auto after =
      std::upper_bound(clauses_.chunks.begin(), clauses_.chunks.end(), token,
                       [](TokenIndex at, const Chunk& chunk) { return at < chunk.tokens.begin; });
  return after == clauses_.chunks.begin() ? nullptr : &*(after - 1);
}

uint32_t PatternGlance::Length(const PatternElement& element, TokenIndex token) const {
  const Token& at = document_.tokens[token];
  switch (element.kind) {
    case ElementKind::kWords:
      return at.word != kUnknownWord && std::find(element.words.begin(), element.words.end(),
                                                  at.word) != element.words.end()
                 ? 1
                 : 0;
    case ElementKind::kVerb: {
      const VerbForm* form = lexicon_.FindVerb(at.word);
      return form != nullptr && std::find(element.words.begin(), element.words.end(),
                                          form->lemma) != element.words.end()
                 ? 1
                 : 0;
    }
    case ElementKind::kClass:
      return lexicon_.MatchClass(element.word_class,
                                 document_.Tokens({token, sentence_.tokens.end}));
    case ElementKind::kPossessive:
      return at.Has(kPossessive) ? 1 : 0;
    case ElementKind::kScore:
      return at.Has(kScoreToken) ? 1 : 0;
    case ElementKind::kNumber:
      return at.Has(kNumberToken) ? 1 : 0;
    case ElementKind::kMoney:
      return IsMoney(document_.Folded(at)) ? 1 : 0;
    case ElementKind::kTime:
      for (const TimeExpression& time : times_) {
        if (time.tokens.begin == token) {
          return time.tokens.size();
        }
      }
      return 0;
    default:
      return 0;
  }
}

/// Whether a gap may swallow the token.
bool PatternMatcher::MayCross(const PatternElement& element, TokenIndex token) const {
  const Token& at = document_.tokens[token];
  const Chunk* chunk = ChunkAt(token);
  if (chunk == nullptr || chunk->kind == ChunkKind::kStop || chunk->kind == ChunkKind::kColon) {
    return false;
  }
  if (element.kind == ElementKind::kLeap) {
    return true;
  }
  if (element.kind == ElementKind::kFill) {
    return at.mention == kNone &&
           (chunk->kind == ChunkKind::kNounPhrase || chunk->kind == ChunkKind::kAdverb) &&
           !at.Has(kPossessive);
  }
  return chunk->kind != ChunkKind::kSubordinator && chunk->kind != ChunkKind::kRelative &&
         (chunk->kind != ChunkKind::kVerbGroup || (chunk->flags & kFinite) == 0);
}

bool PatternGlance::MayMatch(const Rule& rule, uint32_t element, TokenIndex token,
                             TokenIndex trigger) const {
  if (element >= rule.elements.size()) {
    return true;
  }
  const PatternElement& wanted = rule.elements[element];
  if (wanted.optional || IsGap(wanted)) {
    return true;
  }
  if (token >= sentence_.tokens.end) {
    return false;
  }
  if (wanted.kind != ElementKind::kMention) {
    return (element != rule.trigger || token == trigger) && Length(wanted, token) > 0;
  }
  const MentionIndex mention = document_.tokens[token].mention;
  return mention != kNone && document_.mentions[mention].tokens.begin == token &&
         Fits(document_, mention, wanted.filter);
}

bool PatternMatcher::MatchGap(const Rule& rule, uint32_t element, TokenIndex token,
                              RuleMatch& match) {
  const PatternElement& gap = rule.elements[element];
  for (uint32_t taken = 0; taken <= gap.count; ++taken) {
    if (MayMatch(rule, element + 1, token + taken, trigger_) &&
        MatchFrom(rule, element + 1, token + taken, match)) {
      return true;
    }
    if (token + taken >= sentence_.tokens.end || !MayCross(gap, token + taken)) {
      return false;
    }
  }
  return false;
}

/// "a loan spell at Besiktas's rivals Fenerbahce": not at Besiktas, unless the rule asks for 's.
bool PatternMatcher::IsOwnerOfOther(const Rule& rule, uint32_t element,
                                    MentionIndex mention) const {
  const Mention& at = document_.mentions[mention];
  const bool last = element + 1 == rule.elements.size();
  const ElementKind next = last ? ElementKind::kMention : rule.elements[element + 1].kind;
  const bool asked = next == ElementKind::kPossessive || next == ElementKind::kGap ||
                     next == ElementKind::kLeap || next == ElementKind::kFill;
  return at.possessive && at.kind == MentionKind::kName && !asked;
}

/// "Kane (12, 45), Son": behind the brackets; "Stanisic - who is on loan - Grimaldo": behind the
/// dashes, if there are two.
TokenIndex PatternMatcher::AfterAside(TokenIndex token) const {
  const Chunk* opening = token < sentence_.tokens.end ? ChunkAt(token) : nullptr;
  if (opening == nullptr ||
      (opening->kind != ChunkKind::kOpen && opening->kind != ChunkKind::kDash)) {
    return token;
  }
  const ChunkKind closing =
      opening->kind == ChunkKind::kOpen ? ChunkKind::kClose : ChunkKind::kDash;
  const TokenIndex limit = std::min(sentence_.tokens.end, token + kAsideTokensMax);
  for (TokenIndex at = token + 1; at < limit; ++at) {
    if (ChunkAt(at)->kind == closing) {
      return at + 1;
    }
  }
  return token;
}

/// "two Premier League titles, the FA Cup and ...": behind what was won of the competition.
TokenIndex PatternMatcher::AfterTitle(const PatternElement& wanted, TokenIndex token) const {
  static constexpr WordList kTitles = {"title",  "titles",   "crown", "crowns",
                                       "trophy", "trophies", "medals"};
  const bool title = wanted.filter.types == TypeBit(EntityType::kCompetition) &&
                     token + 1 < sentence_.tokens.end &&
                     kTitles.Has(document_.Folded(document_.tokens[token]));
  const Chunk* behind = title ? ChunkAt(token + 1) : nullptr;
  return behind != nullptr &&
                 (behind->kind == ChunkKind::kComma || behind->kind == ChunkKind::kConjunction)
             ? token + 1
             : token;
}

/// A word before a name on a list, or the club of whoever is named.
bool PatternMatcher::IsPartOfTitle(const PatternElement& wanted, TokenIndex token) const {
  const MentionIndex mention = document_.tokens[token].mention;
  return mention == kNone || ((wanted.filter.types & TypeBit(EntityType::kPlayer)) != 0 &&
                              (wanted.filter.types & TypeBit(EntityType::kClub)) == 0 &&
                              document_.mentions[mention].type == EntityType::kClub);
}

bool PatternMatcher::MatchMention(const Rule& rule, uint32_t element, TokenIndex token,
                                  RuleMatch& match) {
  const PatternElement& wanted = rule.elements[element];
  const MentionIndex mention = document_.tokens[token].mention;
  if (mention == kNone || document_.mentions[mention].tokens.begin != token ||
      !Fits(document_, mention, wanted.filter) || IsOwnerOfOther(rule, element, mention)) {
    return false;
  }
  MentionList& slot = match.slots[wanted.slot];
  const std::size_t filled = slot.size();
  slot.push_back(mention);
  TokenIndex end = document_.mentions[mention].tokens.end;
  if (wanted.list) {
    // "A, B and C": as far as the list goes.
    bool joined = false;
    while (end < sentence_.tokens.end) {
      TokenIndex next = AfterAside(AfterTitle(wanted, end));
      const TokenIndex joint = next;
      while (next < sentence_.tokens.end && next < joint + 2) {
        const Chunk* chunk = ChunkAt(next);
        const bool joins =
            chunk != nullptr && (chunk->kind == ChunkKind::kComma ||
                                 (chunk->kind == ChunkKind::kConjunction &&
                                  document_.Folded(document_.tokens[next]) != "but"));
        if (!joins) {
          break;
        }
        joined = joined || chunk->kind == ChunkKind::kConjunction;
        ++next;
      }
      // Titles may stand between: "striker Kane and Leipzig winger Son".
      TokenIndex name = next;
      while (next != end && name < sentence_.tokens.end && name < next + 4 &&
             IsPartOfTitle(wanted, name) && ChunkAt(name) != nullptr &&
             ChunkAt(name)->kind == ChunkKind::kNounPhrase) {
        ++name;
      }
      if (next == end || name >= sentence_.tokens.end) {
        break;
      }
      const MentionIndex other = document_.tokens[name].mention;
      const bool owner = other != kNone && document_.mentions[other].possessive &&
                         document_.mentions[other].kind == MentionKind::kPronoun;
      if (other == kNone || owner || !Fits(document_, other, wanted.filter)) {
        break;  // "beat Roma and took their place" is no list.
      }
      slot.push_back(other);
      end = document_.mentions[other].tokens.end;
    }
    if (!joined && wanted.filter.types == TypeBit(EntityType::kClub)) {
      // "after the defeat by Lyon, Roma captain Totti spoke" is no list.
      slot.shrink(filled + 1);
      end = document_.mentions[mention].tokens.end;
    }
  }
  if (MatchFrom(rule, element + 1, end, match)) {
    return true;
  }
  slot.shrink(filled);
  return false;
}

/// Score and money are told where their element stands, and taken back if the rest does not fit.
bool PatternMatcher::MatchSimple(const Rule& rule, uint32_t element, TokenIndex token,
                                 RuleMatch& match) {
  const PatternElement& wanted = rule.elements[element];
  const uint32_t length = Length(wanted, token);
  if (length == 0) {
    return false;
  }
  const TokenIndex score = match.score;
  const TokenIndex money = match.money;
  if (wanted.kind == ElementKind::kScore) {
    match.score = token;
  } else if (wanted.kind == ElementKind::kMoney) {
    match.money = token;
  }
  if (MatchFrom(rule, element + 1, token + length, match)) {
    return true;
  }
  match.score = score;
  match.money = money;
  return false;
}

bool PatternMatcher::MatchFrom(const Rule& rule, uint32_t element, TokenIndex token,
                               RuleMatch& match) {
  if (steps_left_ == 0) {
    return false;
  }
  --steps_left_;
  if (element == rule.elements.size()) {
    match.reach.end = token;
    return true;
  }
  const PatternElement& wanted = rule.elements[element];
  if (IsGap(wanted)) {
    return MatchGap(rule, element, token, match);
  }
  const bool is_trigger = element == rule.trigger;
  if (token < sentence_.tokens.end && (!is_trigger || token == trigger_)) {
    if (wanted.kind == ElementKind::kMention ? MatchMention(rule, element, token, match)
                                             : MatchSimple(rule, element, token, match)) {
      return true;
    }
  }
  return wanted.optional && MatchFrom(rule, element + 1, token, match);
}

/// The classes that must and must not stand there or shortly before.
bool PatternMatcher::WordsFit(const Rule& rule, TokenRange range) const {
  const auto holds = [&](ClassId id) {
    for (TokenIndex token = range.begin; token < range.end; ++token) {
      if (lexicon_.MatchClass(id, document_.Tokens({token, range.end})) > 0) {
        return true;
      }
    }
    return false;
  };
  const TokenIndex behind = std::min(range.end + kWordsBehindMax, sentence_.tokens.end);
  const auto follows = [&](ClassId id) {
    for (TokenIndex token = range.end; token < behind; ++token) {
      if (lexicon_.MatchClass(id, document_.Tokens({token, sentence_.tokens.end})) > 0) {
        return true;
      }
    }
    return false;
  };
  return std::all_of(rule.wanted.begin(), rule.wanted.end(), holds) &&
         std::none_of(rule.unwanted.begin(), rule.unwanted.end(), holds) &&
         std::none_of(rule.unwanted_behind.begin(), rule.unwanted_behind.end(), follows);
}

/// "joined United from Fulham and won the league": what stands behind "from" does nothing further
/// on.
bool PatternMatcher::IsSetAside(const Rule& rule, TokenIndex start) const {
  if (rule.elements.size() < 2 || rule.elements[0].kind != ElementKind::kMention ||
      rule.elements[1].kind != ElementKind::kGap || start == sentence_.tokens.begin) {
    return false;
  }
  const std::string_view before = document_.Folded(document_.tokens[start - 1]);
  return before == "from" || before == "than";
}

/// Whether what the rule wants from `first` on, behind the trigger, gaps and what may be missing
/// left out, is there.
bool PatternGlance::MayStandBehind(const Rule& rule, TokenIndex trigger, TokenIndex first) const {
  TokenIndex last = first;
  uint32_t element = rule.trigger + 1;
  for (; element < rule.elements.size(); ++element) {
    const PatternElement& next = rule.elements[element];
    if (!IsGap(next) && !next.optional) {
      break;
    }
    if (!IsGap(next) && !IsOneToken(next)) {
      return true;  // However long it is.
    }
    last += IsGap(next) ? next.count : 1;
  }
  if (element == rule.elements.size()) {
    return true;
  }
  last = std::min(last, sentence_.tokens.end);
  for (TokenIndex token = first; token <= last; ++token) {
    if (MayMatch(rule, element, token, trigger)) {
      return true;
    }
  }
  return false;
}

/// The same of what stands before it.
bool PatternGlance::MayStandBefore(const Rule& rule, TokenIndex trigger) const {
  uint32_t reach = 1;
  uint32_t element = rule.trigger;
  for (; element > 0; --element) {
    const PatternElement& next = rule.elements[element - 1];
    if (!IsGap(next) && !next.optional) {
      break;
    }
    if (!IsGap(next) && !IsOneToken(next)) {
      return true;
    }
    reach += IsGap(next) ? next.count : 1;
  }
  if (element == 0) {
    return true;
  }
  const PatternElement& wanted = rule.elements[element - 1];
  if (wanted.kind != ElementKind::kMention && !IsOneToken(wanted)) {
    return true;
  }
  const TokenIndex first = trigger - std::min(trigger - sentence_.tokens.begin, reach);
  for (TokenIndex token = trigger; token-- > first;) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (wanted.kind == ElementKind::kMention
            ? mention != kNone && Fits(document_, mention, wanted.filter)
            : Length(wanted, token) > 0) {
      return true;
    }
  }
  return false;
}

bool PatternGlance::MayStandAround(const Rule& rule, TokenIndex trigger) const {
  const PatternElement& at = rule.elements[rule.trigger];
  if (at.optional) {
    return true;
  }
  if (at.kind == ElementKind::kMention) {
    return MayMatch(rule, rule.trigger, trigger, trigger) && MayStandBefore(rule, trigger);
  }
  const uint32_t size = Length(at, trigger);
  return size > 0 && MayStandBehind(rule, trigger, trigger + size) && MayStandBefore(rule, trigger);
}

void PatternMatcher::Match(const Rule& rule, TokenIndex trigger, std::vector<RuleMatch>& out) {
  trigger_ = trigger;
  // The rightmost start first: the closest words belong together.
  const TokenIndex first =
      rule.trigger == 0 ? trigger
                        : trigger - std::min(trigger - sentence_.tokens.begin, kBackTokensMax);
  const bool list_first = rule.elements.front().list;
  const std::size_t known = out.size();
  for (TokenIndex start = trigger + 1; start-- > first;) {
    if (!MayMatch(rule, 0, start, trigger) || IsSetAside(rule, start)) {
      continue;
    }
    RuleMatch match;
    match.rule = &rule;
    match.sentence = document_.tokens[trigger].sentence;
    match.trigger = trigger;
    match.reach = {start, trigger + 1};
    steps_left_ = kStepsMax;
    if (!MatchFrom(rule, 0, start, match)) {
      continue;
    }
    if (!WordsFit(rule, {start - std::min(start - sentence_.tokens.begin, kWordsBackMax),
                         match.reach.end})) {
      continue;
    }
    const uint8_t slot = rule.elements.front().slot;
    if (out.size() == known) {
      out.push_back(std::move(match));
    } else if (match.slots[slot].size() > out.back().slots[slot].size() &&
               match.reach.end == out.back().reach.end) {
      out.back() = std::move(match);
    }
    if (!list_first) {
      break;  // Otherwise the list may have begun further left.
    }
  }
  if (out.size() == known) {
    return;
  }
  for (uint32_t index = 0; index < clauses_.predicates.size(); ++index) {
    const Predicate& predicate = clauses_.predicates[index];
    if (predicate.reach_begin <= trigger && trigger < predicate.reach_end) {
      out.back().predicate = index;
    }
  }
}

}  // namespace rondo::articles
