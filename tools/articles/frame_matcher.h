#pragma once

// Matches the frames of rule.h: a verb and what stands as its subject, object and behind
// prepositions. In a passive the places are turned round, so that a frame is written once. Lives
// for one sentence.

#include <vector>

#include "tools/articles/clause.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

/// What a verb must be and have in its sentence for a frame to fit it, as bits: something that does
/// it, something that it is done to (whatever the voice), the voice.
inline constexpr unsigned kSubjectRoom = 1U << 0U;
inline constexpr unsigned kObjectRoom = 1U << 1U;
inline constexpr unsigned kActiveRoom = 1U << 2U;
inline constexpr unsigned kPassiveRoom = 1U << 3U;

/// Whether a verb has what a frame wants, in bits.
struct FrameRoom {
  unsigned places = 0;
  uint64_t phrases = 0;  // Prepositions of one phrase that is wanted; of all that there are.

  bool Holds(const FrameRoom& wanted) const {
    return (wanted.places & ~places) == 0 &&
           (wanted.phrases == 0 || (wanted.phrases & phrases) != 0);
  }
};

class FrameMatcher {
 public:
  FrameMatcher(const Document& document, const Lexicon& lexicon, const Clauses& clauses,
               const Sentence& sentence)
      : document_(document), lexicon_(lexicon), clauses_(clauses), sentence_(sentence) {}

  /// What the rule asks for, and what there is. Most rules end here.
  static FrameRoom RoomFor(const Rule& rule);
  FrameRoom RoomAt(const Predicate& predicate) const;

  /// Appends the match of `rule` at the predicate, if there is one.
  /// REQUIRES: the predicate has all the room that the rule asks for.
  void Match(const Rule& rule, uint32_t predicate, std::vector<RuleMatch>& out) const;
  /// The same at a noun.
  void MatchNoun(const Rule& rule, uint32_t nominal, std::vector<RuleMatch>& out) const;

 private:
  bool ParticleFits(const Rule& rule, const Chunk& group) const;
  bool HoldsPhrase(TokenRange range, ClassId id) const;
  TokenRange WholePhrase(ChunkIndex noun) const;
  bool FillArgument(const FrameArgument& argument, const Predicate& predicate,
                    RuleMatch& match) const;
  bool FillOwner(const FrameArgument& argument, const Nominal& nominal, RuleMatch& match) const;
  bool IsNobodys(const Nominal& nominal) const;
  void Take(const FrameArgument& argument, MentionIndex mention, RuleMatch& match) const;
  TokenIndex EndOfPurpose(TokenIndex end) const;
  bool Finish(const Rule& rule, TokenRange reach, RuleMatch& match) const;
  bool FillFrom(const FrameArgument& argument, const NounList& nouns, RuleMatch& match) const;
  /// Where the argument's fillers stand; `scratch`, empty when given, holds them if need be.
  const NounList& NounsAt(const FrameArgument& argument, const Predicate& predicate,
                          NounList& scratch) const;
  static bool HasPhrases(const Rule& rule, const Predicate& predicate);

  const Document& document_;
  const Lexicon& lexicon_;
  const Clauses& clauses_;
  const Sentence& sentence_;
};

}  // namespace rondo::articles
