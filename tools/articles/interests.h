#pragma once

// Stage 8: whom clubs want, by words of interest ("tracking", "linked", "on their radar") and the
// clubs and people around them, in whatever order and lists. Rules know single ways to say it; this
// reads the rest, and fills in whom the article goes on about where only one side is named. The
// words are classes of rules/interests.rules. Thread rule: only reads.

#include <vector>

#include "tools/articles/extraction.h"

namespace rondo::articles {

/// Appends a candidate for each club and person that words of interest tie, unless the candidates
/// hold the pair already. They also tell whose future the article is about.
/// REQUIRES: mentions and speakers of `document` are resolved.
void FindInterests(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                   std::vector<Candidate>& candidates);

}  // namespace rondo::articles
