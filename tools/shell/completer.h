#pragma once

// Completion by context: what can stand at the cursor, from the statement around it and the live
// graph. Labels after `:` in parentheses, types after it in brackets, properties behind a dot or
// inside a pattern's braces, `$` parameters, names of nodes inside quotes, procedures behind CALL,
// else variables, keywords and functions.
// Thread rule: free functions without state.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/view/graph_view.h"
#include "tools/shell/editor/completion.h"

namespace rondo::shell {

/// Where names come from. Everything is borrowed for the call.
struct CompletionSources {
  const GraphView* graph = nullptr;  // May be null: then only the language is completed.
  std::span<const std::string> procedures = {};
  std::span<const std::string> parameters = {};
};

/// Names of nodes shown at most.
inline constexpr size_t kNameCountMax = 50;

CompletionList CompleteStatement(std::string_view text, size_t cursor,
                                 const CompletionSources& sources);

/// Items that start with `typed`, letter case aside, in their order.
std::vector<Completion> MatchingItems(std::span<const std::string> names, std::string_view typed);

}  // namespace rondo::shell
