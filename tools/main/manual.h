#pragma once

// The manual page rondo(1), made from the table of commands.
// Thread rule: free functions without state.

#include <string>

#include "tools/main/command_line_grammar.h"

namespace rondo {

/// troff text for man(1).
std::string Manual(const CommandGrammar& program);

}  // namespace rondo
