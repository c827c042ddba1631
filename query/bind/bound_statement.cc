#include "query/bind/bound_statement.h"

namespace rondo {

// Here, where the pointed-to types are complete.
BoundSubqueryExpression::~BoundSubqueryExpression() = default;
BoundPatternComprehension::~BoundPatternComprehension() = default;
BoundQuantifiedPattern::BoundQuantifiedPattern() = default;
BoundQuantifiedPattern::~BoundQuantifiedPattern() = default;
BoundQuantifiedPattern::BoundQuantifiedPattern(BoundQuantifiedPattern&&) noexcept = default;
BoundQuantifiedPattern& BoundQuantifiedPattern::operator=(BoundQuantifiedPattern&&) noexcept =
    default;

}  // namespace rondo
