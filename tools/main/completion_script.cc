#include "tools/main/completion_script.h"

namespace rondo {
namespace {

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::string OptionNames(const CommandGrammar& command) {
  std::string text;
  for (const OptionGrammar& option : command.options) {
    for (const std::string& name : option.names) {
      text += (text.empty() ? "" : " ") + name;
    }
  }
  return text;
}

std::string CommandNames(const CommandGrammar& command) {
  std::string text;
  for (const CommandGrammar& inner : command.commands) {
    text += (text.empty() ? "" : " ") + inner.name;
  }
  return text;
}

/// In single quotes, for all three shells.
std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

// ---------------------------------------------------------------- bash

std::string BashScript(const CommandGrammar& program) {
  std::string values;
  std::string options = "      '') words=" + Quoted(OptionNames(program)) + " ;;\n";
  for (const CommandGrammar& command : program.commands) {
    options += "      " + command.name + ") words=" + Quoted(OptionNames(command)) + " ;;\n";
    for (const OptionGrammar& option : command.options) {
      for (const std::string& name : option.names) {
        if (!option.choices.empty()) {
          values += "    " + command.name + "/" + name + ") words=" + Quoted(Join(option.choices)) +
                    " ;;\n";
        }
      }
    }
    if (!command.commands.empty()) {
      values += "    " + command.name + "/" + command.name +
                ") words=" + Quoted(CommandNames(command)) + " ;;\n";
    }
  }
  return "# bash completion for rondo\n"
         "_rondo() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} words= command=\n"
         "  local previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  [ \"$COMP_CWORD\" -gt 1 ] && command=${COMP_WORDS[1]}\n"
         "  COMPREPLY=()\n"
         "  case $command/$previous in\n" +
         values +
         "  esac\n"
         "  if [ -z \"$words\" ] && [ \"${current:0:1}\" = - ]; then\n"
         "    case $command in\n" +
         options +
         "    esac\n"
         "  elif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    words=" +
         Quoted(CommandNames(program)) +
         "\n"
         "  fi\n"
         "  [ -n \"$words\" ] && COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -o default -F _rondo rondo\n";
}

// ---------------------------------------------------------------- zsh

/// Brackets and colons have a meaning of their own in the words of _arguments.
std::string ZshText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string ZshArguments(const CommandGrammar& command) {
  std::string text;
  for (const OptionGrammar& option : command.options) {
    for (const std::string& name : option.names) {
      std::string word = "*" + name + "[" + ZshText(option.description) + "]";
      if (!option.choices.empty()) {
        word += ":value:(" + Join(option.choices) + ")";
      } else if (option.takes_value) {
        word += ":value:_files";
      }
      text += " \\\n        " + Quoted(word);
    }
  }
  return text + " \\\n        '*:file:_files'";
}

std::string ZshScript(const CommandGrammar& program) {
  std::string commands;
  std::string cases;
  for (const CommandGrammar& command : program.commands) {
    commands += "    " + Quoted(command.name + ":" + ZshText(command.summary)) + "\n";
    cases += "    " + command.name + ")\n";
    if (!command.commands.empty()) {
      cases += "      (( CURRENT == 3 )) && compadd " + CommandNames(command) + " && return\n";
    }
    cases += "      _arguments" + ZshArguments(command) + " ;;\n";
  }
  return "#compdef rondo\n"
         "_rondo() {\n"
         "  local -a commands\n"
         "  commands=(\n" +
         commands +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe command commands\n"
         "    _files\n"
         "    return\n"
         "  fi\n"
         "  case $words[2] in\n" +
         cases +
         "    *) _files ;;\n"
         "  esac\n"
         "}\n"
         "_rondo \"$@\"\n";
}

// ---------------------------------------------------------------- fish

void AppendFishOptions(const CommandGrammar& command, const std::string& condition,
                       std::string& script) {
  for (const OptionGrammar& option : command.options) {
    if (option.names.empty()) {
      continue;
    }
    script += "complete -c rondo" + condition;
    for (const std::string& name : option.names) {
      script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (!option.choices.empty()) {
      script += " -x -a " + Quoted(Join(option.choices));
    } else if (option.takes_value) {
      script += " -r";
    }
    script += " -d " + Quoted(option.description) + "\n";
  }
}

std::string FishScript(const CommandGrammar& program) {
  std::string script = "# fish completion for rondo\n";
  AppendFishOptions(program, " -n __fish_use_subcommand", script);
  for (const CommandGrammar& command : program.commands) {
    script += "complete -c rondo -n __fish_use_subcommand -a " + command.name + " -d " +
              Quoted(command.summary) + "\n";
    const std::string condition = " -n " + Quoted("__fish_seen_subcommand_from " + command.name);
    AppendFishOptions(command, condition, script);
    for (const CommandGrammar& inner : command.commands) {
      script += "complete -c rondo" + condition + " -a " + inner.name + " -d " +
                Quoted(inner.summary) + "\n";
    }
  }
  return script;
}

}  // namespace

std::string CompletionScript(const CommandGrammar& program, std::string_view shell) {
  if (shell == "bash") {
    return BashScript(program);
  }
  if (shell == "zsh") {
    return ZshScript(program);
  }
  return shell == "fish" ? FishScript(program) : std::string();
}

}  // namespace rondo
