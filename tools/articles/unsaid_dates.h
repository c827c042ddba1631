#pragma once

// Stage 11: when that was which a fact's own sentence does not date, by the other facts of the
// article, by what the article reports and by the register.

#include <span>
#include <vector>

#include "tools/articles/extraction.h"
#include "tools/articles/time_expression.h"

namespace rondo::articles {

/// Whether such a fact is kept, and not denied; `object` may be kNone for any.
bool HasFact(const std::vector<Candidate>& kept, Relation relation, EntityIndex subject,
             EntityIndex object);

/// `times` are those of the document, `kept` what is kept of its facts.
void DateUnsaid(const Document& document, const Knowledge& knowledge,
                std::span<const TimeExpression> times, std::vector<Candidate>& kept);

}  // namespace rondo::articles
