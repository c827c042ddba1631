#pragma once

// Stage 8: who wants to leave a club, by a word of wishing ("keen", "reluctant"), words for going
// ("to move on", "a fresh start") and whoever stands before them. Rules know single ways to say it;
// this reads the rest, and takes the club at which somebody is where none is named. The words are
// classes of rules/wishes_to_leave.rules. Thread rule: only reads.

#include <vector>

#include "tools/articles/extraction.h"

namespace rondo::articles {

/// Appends a candidate for each wish, unless the candidates hold it already. They also tell at
/// which clubs people are. REQUIRES: mentions and speakers of `document` are resolved.
void FindWishesToLeave(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                       std::vector<Candidate>& candidates);

}  // namespace rondo::articles
