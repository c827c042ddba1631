#include "tools/main/command_line_grammar.h"

#include <CLI/CLI.hpp>

namespace rondo {
namespace {

/// The values in "TEXT:{json,table}", which is how the parser describes a choice.
std::vector<std::string> ChoicesIn(const std::string& type_name) {
  std::vector<std::string> choices;
  const size_t open = type_name.find('{');
  const size_t close = type_name.find('}', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) {
    return choices;
  }
  size_t begin = open + 1;
  while (begin < close) {
    const size_t end = std::min(type_name.find(',', begin), close);
    choices.push_back(type_name.substr(begin, end - begin));
    begin = end + 1;
  }
  return choices;
}

OptionGrammar GrammarOf(const CLI::Option& option) {
  OptionGrammar grammar;
  for (const std::string& name : option.get_lnames()) {
    grammar.names.push_back("--" + name);
  }
  for (const std::string& name : option.get_snames()) {
    grammar.names.push_back("-" + name);
  }
  if (grammar.names.empty()) {
    grammar.argument = option.get_name();
  }
  grammar.description = option.get_description();
  grammar.choices = ChoicesIn(option.get_type_name());
  grammar.takes_value = option.get_items_expected_max() > 0;
  return grammar;
}

}  // namespace

CommandGrammar GrammarOf(const CLI::App& app) {
  CommandGrammar grammar;
  grammar.name = app.get_name();
  grammar.summary = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    grammar.options.push_back(GrammarOf(*option));
  }
  for (const CLI::App* command : app.get_subcommands({})) {
    grammar.commands.push_back(GrammarOf(*command));
  }
  return grammar;
}

}  // namespace rondo
