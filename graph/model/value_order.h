#pragma once

// The three ways in which openCypher compares values (openCypher 9, "Comparability, equality,
// orderability and equivalence"; CIP2016-06-14):
//   equality       `=`, three-valued: null in, unknown out
//   comparability  `<` and friends, three-valued: unknown between incomparable types
//   orderability   ORDER BY, min, max: a total order over all values
// and equivalence, the relation of DISTINCT, grouping and UNION: equality where null is like null
// and NaN is like NaN.

#include <compare>
#include <cstddef>
#include <optional>

#include "graph/model/value.h"

namespace rondo {

/// `left = right`; std::nullopt is unknown. Lists and maps compare element by element.
std::optional<bool> Equal(const Value& left, const Value& right);

/// How `left` stands to `right` under `<`; std::nullopt is unknown (a null, or types without an
/// order in common). NaN against a number gives std::partial_ordering::unordered, which every
/// comparison answers with false.
std::optional<std::partial_ordering> CompareForInequality(const Value& left, const Value& right);

/// The total order of ORDER BY, ascending: Map < Node < Edge < List < Path < temporal (DateTime,
/// LocalDateTime, Date, Time, LocalTime, Duration) < String < Boolean < Number < NaN < null.
std::weak_ordering CompareForOrder(const Value& left, const Value& right);

/// Same group for DISTINCT, grouping and UNION. 1 and 1.0 are equivalent.
bool Equivalent(const Value& left, const Value& right);

/// Equivalent values have equal hashes; the same on every machine.
size_t HashForEquivalence(const Value& value);

}  // namespace rondo
