#pragma once

// Stage 8: praise and blame in what somebody says, by words that judge ("a fantastic club", "has
// been poor") and whom they are about. Rules know single ways to say it; this reads any sentence
// that is somebody's own. The words are classes of rules/verdicts.rules. Thread rule: only reads.

#include <vector>

#include "tools/articles/extraction.h"

namespace rondo::articles {

/// Appends a candidate for each verdict that somebody gives on another person or on a club. Moves
/// and posts among `candidates` tell which club the speaker means by "we" and "such a great club".
/// REQUIRES: mentions and speakers of `document` are resolved.
void FindVerdicts(const Document& document, const RuleSet& rules,
                  std::vector<Candidate>& candidates);

}  // namespace rondo::articles
