#pragma once

// What pictures and reports call a node: its name, or the next best thing. And which of its labels
// gives it its colour.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

/// The first of the properties name, title, headline and id that is there, on one line; else the
/// label with the node's id. Never empty.
std::string NodeCaption(const NodeRecord& node);

/// The type and, where known, when: "loaned-to 2019-08-30..2020-06-30".
std::string EdgeCaption(const EdgeRecord& edge);

/// The label that says most: one of the football vocabulary rather than another, a role rather than
/// Person. "" for a node without labels.
std::string_view MainLabel(const NodeRecord& node);

/// One property for people: strings bare, everything else as the language writes it, on one line.
std::string PropertyText(const Value& value);

}  // namespace rondo
