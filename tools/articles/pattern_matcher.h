#pragma once

// Matches the patterns of rule.h: words and entities in the order in which they stand. Backtracks
// within a bounded window around the trigger word. Lives for one sentence.

#include <span>
#include <vector>

#include "tools/articles/clause.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

/// What can be told of a pattern before the clauses of the sentence are read.
class PatternGlance {
 public:
  PatternGlance(const Document& document, const Lexicon& lexicon, const Sentence& sentence,
                std::span<const TimeExpression> times)
      : document_(document), lexicon_(lexicon), sentence_(sentence), times_(times) {}

  /// False where what must stand beside the trigger, or on the other side of the gap beside it,
  /// does not: most attempts end here.
  bool MayStandAround(const Rule& rule, TokenIndex trigger) const;
  /// False where the phrase of which the token is a word does not stand there.
  bool MayStandThere(const PatternUse& use, TokenIndex token) const {
    const TokenIndex at = token + static_cast<TokenIndex>(use.neighbour_at);
    return use.neighbour_at == 0 ||
           (sentence_.tokens.contains(at) && document_.tokens[at].word == use.neighbour);
  }

 protected:
  /// Whether an element may match there if the trigger stands at `trigger`: a look that costs
  /// nothing, before anything is copied.
  bool MayMatch(const Rule& rule, uint32_t element, TokenIndex token, TokenIndex trigger) const;
  /// Tokens that a simple element takes at `token`; 0 if it does not fit.
  uint32_t Length(const PatternElement& element, TokenIndex token) const;

 private:
  bool MayStandBehind(const Rule& rule, TokenIndex trigger, TokenIndex first) const;
  bool MayStandBefore(const Rule& rule, TokenIndex trigger) const;

 protected:
  const Document& document_;
  const Lexicon& lexicon_;
  const Sentence& sentence_;
  std::span<const TimeExpression> times_;
};

class PatternMatcher : private PatternGlance {
 public:
  PatternMatcher(const Document& document, const Lexicon& lexicon, const Clauses& clauses,
                 const Sentence& sentence, std::span<const TimeExpression> times)
      : PatternGlance(document, lexicon, sentence, times), clauses_(clauses) {}

  /// Appends the matches of `rule` whose trigger element stands at `trigger`.
  /// REQUIRES: MayStandAround(rule, trigger).
  void Match(const Rule& rule, TokenIndex trigger, std::vector<RuleMatch>& out);

 private:
  /// Adds to `match` what the elements from `element` on give; leaves it as it was if they do not
  /// fit, so that nothing needs to be copied before an attempt.
  bool MatchFrom(const Rule& rule, uint32_t element, TokenIndex token, RuleMatch& match);
  bool MatchSimple(const Rule& rule, uint32_t element, TokenIndex token, RuleMatch& match);
  TokenIndex AfterAside(TokenIndex token) const;
  bool IsPartOfTitle(const PatternElement& wanted, TokenIndex token) const;
  TokenIndex AfterTitle(const PatternElement& wanted, TokenIndex token) const;
  bool MatchMention(const Rule& rule, uint32_t element, TokenIndex token, RuleMatch& match);
  bool IsSetAside(const Rule& rule, TokenIndex start) const;
  bool WordsFit(const Rule& rule, TokenRange range) const;
  bool IsOwnerOfOther(const Rule& rule, uint32_t element, MentionIndex mention) const;
  bool MatchGap(const Rule& rule, uint32_t element, TokenIndex token, RuleMatch& match);
  bool MayCross(const PatternElement& element, TokenIndex token) const;
  const Chunk* ChunkAt(TokenIndex token) const;

  const Clauses& clauses_;
  TokenIndex trigger_ = 0;
  uint32_t steps_left_ = 0;
};

}  // namespace rondo::articles
