#pragma once

// The shell: reads statements and meta commands, from a person at a terminal or from a script, and
// prints what they give. The door of this folder.
// Thread rule: one shell at a time, on the main thread; it takes SIGINT and SIGWINCH meanwhile.

#include <string>
#include <string_view>

#include "query/database.h"

namespace rondo::shell {

/// What the shell wants to know of the world around the program. Empty texts: none.
struct ShellEnvironment {
  bool no_color = false;
  bool dumb_terminal = false;  // Knows no escape sequences: then there is no line editor.
  std::string editor;          // For `:edit` and Ctrl-X Ctrl-E.
  std::string pager;           // For output that is taller than the terminal.
  std::string history_file;    // Kept for the session only without one.
  std::string rc_file;         // Meta commands and statements that run before the first prompt.
};

/// Reads the environment through `get`, which is getenv or a test's: NO_COLOR, TERM, VISUAL and
/// EDITOR, RONDO_PAGER and PAGER, RONDO_HISTORY, RONDO_RC, HOME, PATH.
ShellEnvironment EnvironmentFrom(const char* (*get)(const char* name));

struct ShellOptions {
  std::string store_name = ":memory:";  // As the banner calls it.
  /// In scripts: go on behind a statement that fails.
  bool keep_going = false;
  /// Name of an output mode; empty: box on a terminal, csv elsewhere.
  std::string mode;
  ShellEnvironment environment = {};
};

/// Runs until the input ends. If standard input is a terminal: line editor, history, banner; else
/// the input is a script that stops at the first error. Returns the exit code: 0, or of scripts 1
/// where a statement failed, 130 where it was interrupted.
int RunShell(Database& database, const ShellOptions& options);

}  // namespace rondo::shell
