#pragma once

// The command line as plain data, read off the parser: what completion scripts and the manual are
// made of.
// Thread rule: plain values.

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rondo {

struct OptionGrammar {
  std::vector<std::string> names;  // "--format", "-o", as typed; empty for an argument.
  std::string argument;            // "DB" for an argument.
  std::string description;
  std::vector<std::string> choices;  // The values that it takes, where they are few.
  bool takes_value = false;
};

struct CommandGrammar {
  std::string name;  // Empty for the program itself.
  std::string summary;
  std::vector<OptionGrammar> options;
  std::vector<CommandGrammar> commands;
};

CommandGrammar GrammarOf(const CLI::App& app);

}  // namespace rondo
