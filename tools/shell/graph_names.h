#pragma once

// What is called what in a graph: labels and types with their counts, property keys by label or
// type, names of nodes. What completion and `:schema` show.
// Thread rule: free functions without state; they read the view.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"

namespace rondo::shell {

struct NamedCount {
  std::string name;
  uint64_t count = 0;
};

/// Labels that some node has, by name.
std::vector<NamedCount> LabelsOf(const GraphView& view);
/// Types that some edge has, by name.
std::vector<NamedCount> EdgeTypesOf(const GraphView& view);
/// All property keys, by name.
std::vector<std::string> PropertyKeysOf(const GraphView& view);

/// The property keys of the first few hundred nodes with that label, by name.
Result<std::vector<std::string>> PropertyKeysOfLabel(const GraphView& view, std::string_view label);
/// The same for edges of that type.
Result<std::vector<std::string>> PropertyKeysOfType(const GraphView& view, std::string_view type);

/// "Player -> Club" for the first few hundred edges of that type, each pair of labels once, the
/// most frequent first.
Result<std::vector<std::string>> EndpointsOfType(const GraphView& view, std::string_view type);

/// The node's name, or the next best of its properties; "" where it has none.
Result<std::string> NameOfNode(const GraphView& view, NodeId node);

/// The names, each once, of nodes that have a name or alias starting with `prefix`, case and
/// accents aside; with that label unless it is empty. At most `count_max`.
Result<std::vector<std::string>> NamesByPrefix(const GraphView& view, std::string_view prefix,
                                               std::string_view label, size_t count_max);

/// More names for `names`, which has those by prefix: of nodes with that label one of whose later
/// words starts with `prefix`. Looks at a bounded number of nodes, to stay quick.
Result<void> AppendNamesByWord(const GraphView& view, std::string_view prefix,
                               std::string_view label, size_t count_max,
                               std::vector<std::string>& names);

/// Where values are looked for.
struct PropertyOwner {
  std::string name = {};  // Of a label or type; empty for all nodes.
  bool is_edge = false;
};

/// The texts, each once and in order, that the property has there and that start with `prefix`,
/// case and accents aside. Looks at a bounded number of nodes or edges, to stay quick.
Result<std::vector<std::string>> ValuesByPrefix(const GraphView& view, const PropertyOwner& owner,
                                                std::string_view property, std::string_view prefix,
                                                size_t count_max);

/// The name as the language writes it: in back-ticks where it needs them.
std::string QuotedName(std::string_view name);

}  // namespace rondo::shell
