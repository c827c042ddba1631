#pragma once

// Values as text such that two values are the same to the suite if and only if their texts are
// equal: nodes and edges by content, labels as sets, integers apart from floats, temporal values as
// strings. Written apart from the product's own printer, which is among the things that are tested.

#include <string>

#include "graph/model/value.h"

namespace rondo::tck {

enum class ListOrder : uint8_t { kMatters, kIgnored };

std::string CanonicalText(const Value& value, ListOrder order);

}  // namespace rondo::tck
