#pragma once

// Completion for shells, made from the table of commands.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

#include "tools/main/command_line_grammar.h"

namespace rondo {

/// The completion file for "bash", "zsh" or "fish"; empty for any other shell.
std::string CompletionScript(const CommandGrammar& program, std::string_view shell);

}  // namespace rondo
