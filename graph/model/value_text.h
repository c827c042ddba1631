#pragma once

// Values as text, in the notation of openCypher's conformance suite, which is what shells print
// too:
// (:Player {name: 'Ada'}), [:loaned-to {from: '2019-08-01'}], <(:A)-[:R]->(:B)>, [1, 'two', null],
// {a: 1}.

#include <string>

#include "graph/model/value.h"

namespace rondo {

struct ValueTextOptions {
  /// Quotes around a string or temporal value (which the suite writes as strings) that stands
  /// alone. Inside lists, maps, nodes and edges they always have quotes.
  bool quote_strings = true;
  /// Sort labels and map keys, so that equal values have equal text.
  bool canonical = false;
};

/// Appends `value` to `text`. Floats are written with the fewest digits that read back the same and
/// always show that they are floats (1.0, 1e100, NaN, Infinity). A node without its record prints
/// as (#id).
void AppendValueText(const Value& value, const ValueTextOptions& options, std::string& text);

/// Appends a float as AppendValueText does.
void AppendFloatText(double number, std::string& text);

std::string ValueText(const Value& value, const ValueTextOptions& options = {});

}  // namespace rondo
