#pragma once

// Matches the frames of rule.h: a verb and what stands as its subject, object and behind
// prepositions. In a passive the places are turned round, so that a frame is written once. Lives
// for one sentence.

#include <vector>

#include "tools/articles/clause.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

class FrameMatcher {
 public:
  FrameMatcher(const Document& document, const Lexicon& lexicon, const Clauses& clauses,
               const Sentence& sentence)
      : document_(document), lexicon_(lexicon), clauses_(clauses), sentence_(sentence) {}

  /// Appends the match of `rule` at the predicate, if there is one.
  void Match(const Rule& rule, uint32_t predicate, std::vector<RuleMatch>& out) const;
  /// The same at a noun.
  void MatchNoun(const Rule& rule, uint32_t nominal, std::vector<RuleMatch>& out) const;

 private:
  bool VoiceFits(const Rule& rule, const Chunk& group) const;
  bool ParticleFits(const Rule& rule, const Chunk& group) const;
  bool HoldsPhrase(TokenRange range, ClassId id) const;
  TokenRange WholePhrase(ChunkIndex noun) const;
  bool FillArgument(const FrameArgument& argument, const Predicate& predicate,
                    RuleMatch& match) const;
  bool FillOwner(const FrameArgument& argument, const Nominal& nominal, RuleMatch& match) const;
  bool IsNobodys(const Nominal& nominal) const;
  void Take(const FrameArgument& argument, MentionIndex mention, RuleMatch& match) const;
  bool Finish(const Rule& rule, TokenRange reach, RuleMatch& match) const;
  bool FillFrom(const FrameArgument& argument, const NounList& nouns, RuleMatch& match) const;
  /// Where the argument's fillers stand; `scratch`, empty when given, holds them if need be.
  const NounList& NounsAt(const FrameArgument& argument, const Predicate& predicate,
                          NounList& scratch) const;
  bool HasRoom(const Rule& rule, const Predicate& predicate) const;

  const Document& document_;
  const Lexicon& lexicon_;
  const Clauses& clauses_;
  const Sentence& sentence_;
};

}  // namespace rondo::articles
