#include "tools/main/manual.h"

#include <span>
#include <string_view>

#include "tools/main/command.h"

namespace rondo {
namespace {

/// Text that troff takes as it is: a leading dot or quote is a request, `-` would be a hyphen.
std::string Roff(std::string_view text) {
  std::string out;
  if (!text.empty() && (text.front() == '.' || text.front() == '\'')) {
    out += "\\&";
  }
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

void AppendSynopsis(const CommandGrammar& command, std::string& text) {
  text += ".B rondo " + Roff(command.name) + "\n";
  std::string arguments;
  for (const OptionGrammar& option : command.options) {
    if (!option.argument.empty()) {
      arguments += (arguments.empty() ? "" : " ") + Roff(option.argument);
    }
  }
  for (const CommandGrammar& inner : command.commands) {
    arguments += (arguments.empty() ? "" : "|") + Roff(inner.name);
  }
  text += arguments.empty() ? "" : ".I " + arguments + "\n";
  text += "[\\fIoptions\\fR]\n.br\n";
}

void AppendOptions(const CommandGrammar& command, std::string& text) {
  for (const OptionGrammar& option : command.options) {
    std::string names = option.argument.empty() ? "" : "\\fI" + Roff(option.argument) + "\\fR";
    for (const std::string& name : option.names) {
      names += (names.empty() ? "\\fB" : ", \\fB") + Roff(name) + "\\fR";
    }
    std::string values;
    for (const std::string& choice : option.choices) {
      values += (values.empty() ? " One of " : ", ") + choice;
    }
    values += values.empty() ? "" : ".";
    text += ".TP\n" + names + "\n" + Roff(option.description) + "." + Roff(values) + "\n";
  }
}

void AppendExamples(std::span<const Example> examples, std::string& text) {
  for (const Example& example : examples) {
    text +=
        ".PP\n" + Roff(example.what) + ":\n.PP\n.RS 4\n.nf\n" + Roff(example.line) + "\n.fi\n.RE\n";
  }
}

const Command* FindCommand(std::string_view name) {
  for (const Command& command : Commands()) {
    if (command.name == name) {
      return &command;
    }
  }
  return nullptr;
}

}  // namespace

std::string Manual(const CommandGrammar& program) {
  std::string text = ".TH RONDO 1 \"\" \"rondo " RONDO_VERSION "\" \"User Commands\"\n";
  text += ".SH NAME\nrondo \\- " + Roff(program.summary) + "\n";
  text += ".SH SYNOPSIS\n.B rondo\n[\\fIDB\\fR]\n.br\n";
  for (const CommandGrammar& command : program.commands) {
    AppendSynopsis(command, text);
  }
  text +=
      ".SH DESCRIPTION\nWithout a command, rondo opens the store in the folder \\fIDB\\fR, or "
      "one in memory, and answers questions until Ctrl\\-D. Results go to standard output, "
      "everything else to standard error.\n";
  text += ".SH COMMANDS\n";
  for (const CommandGrammar& grammar : program.commands) {
    text += ".SS rondo " + Roff(grammar.name) + "\n" + Roff(grammar.summary) + ".\n";
    const Command* command = FindCommand(grammar.name);
    if (command != nullptr && !command->description.empty()) {
      text += ".PP\n" + Roff(command->description) + "\n";
    }
    AppendOptions(grammar, text);
    if (command != nullptr && command->words != nullptr) {
      text += ".PP\n" + Roff(command->words_heading) + ":\n";
      for (const Example& word : command->words()) {
        text += ".TP\n\\fB" + Roff(word.line) + "\\fR\n" + Roff(word.what) + "\n";
      }
    }
    for (const CommandGrammar& inner : grammar.commands) {
      text += ".PP\n\\fBrondo " + Roff(grammar.name + " " + inner.name) +
              "\\fR: " + Roff(inner.summary) + ".\n";
      AppendOptions(inner, text);
    }
    if (command != nullptr) {
      AppendExamples(command->examples, text);
    }
  }
  text +=
      ".SH EXIT STATUS\n.TP\n0\nDone.\n.TP\n1\nThe query or the data is wrong, or the result "
      "could not be written.\n.TP\n2\nThe command line is wrong.\n.TP\n3\nThe store cannot be "
      "opened or is damaged.\n.TP\n130\nInterrupted.\n";
  text += ".SH ENVIRONMENT\n.TP\nNO_COLOR\nNo colours and no progress where it is set.\n";
  return text;
}

}  // namespace rondo
