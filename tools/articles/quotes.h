#pragma once

// Stage 7 in its three steps, between which stage 6 resolves the mentions that speak.

#include <vector>

#include "tools/articles/pipeline.h"

namespace rondo::articles {

/// Marks the quotations; `speakers` holds for each the mention that speaks, or kNone.
void FindQuotes(Document& document, const Knowledge& knowledge,
                std::vector<MentionIndex>& speakers);

/// Gives each quotation its speaker. REQUIRES: the mentions in `speakers` are resolved as far as
/// they can be.
void SettleSpeakers(Document& document, const std::vector<MentionIndex>& speakers);

/// Finds words of others that stand without marks.
void FindAttributions(Document& document, const Knowledge& knowledge);

}  // namespace rondo::articles
