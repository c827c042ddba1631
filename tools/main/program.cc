#include "tools/main/program.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <csignal>
#include <numeric>
#include <optional>
#include <utility>

#include "tools/main/completion_script.h"
#include "tools/main/manual.h"

#ifdef RONDO_HAS_SHELL
#include "tools/main/interactive.h"
#endif

namespace rondo {
namespace {

constexpr std::string_view kProgramSummary =
    "An embedded knowledge-graph database of football relations.";

constexpr Example kProgramExamples[] = {
    {"rondo football.db", "ask questions (Ctrl-D leaves)"},
    {"rondo load football.db articles/", "read articles into facts"},
    {"rondo query football.db \"MATCH (p:Player)-[:loaned-to]->(c:Club) RETURN p.name, c.name\"",
     "one question from the command line"},
    {"rondo export football.db --around \"Chris Smalling\" --hops 2 -o smalling.html",
     "a page to explore"},
    {"rondo COMMAND --help", "more about one command, with examples"},
};

// Not for people: what the build makes completion files and the manual with.
constexpr std::string_view kCompletionFlag = "--print-completion";
constexpr std::string_view kManualFlag = "--print-manual";

/// How many letters must be changed to make one word of the other.
size_t EditDistance(std::string_view left, std::string_view right) {
  std::vector<size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < left.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < right.size(); ++j) {
      const size_t change = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// The command that was meant, if a letter or two tell them apart.
const Command* FindSimilar(std::string_view word) {
  constexpr size_t kDistanceMax = 2;
  const Command* best = nullptr;
  size_t best_distance = kDistanceMax + 1;
  for (const Command& command : Commands()) {
    const size_t distance = EditDistance(word, command.name);
    if (distance < best_distance && distance < command.name.size() / 2 + 1) {
      best = &command;
      best_distance = distance;
    }
  }
  return best;
}

ExitCode FailUsage(Console& console, const CLI::App& app, const CLI::Error& error,
                   int argument_count, char** arguments) {
  const auto used = app.get_subcommands();
  std::string name = "rondo";
  if (!used.empty()) {
    name += " " + used.front()->get_name();
  } else if (argument_count > 2 && arguments[1][0] != '-') {
    const Command* similar = FindSimilar(arguments[1]);
    console.Say(fmt::format("rondo: there is no command `{}`{}", arguments[1],
                            similar == nullptr
                                ? std::string("; see rondo --help")
                                : fmt::format("; did you mean `rondo {}`?", similar->name)));
    return ExitCode::kUsage;
  }
  console.Say(name + ": " + error.what());
  console.Say("  see " + name + " --help");
  return ExitCode::kUsage;
}

ExitCode RunShell(const std::string& store, Console& console) {
#ifdef RONDO_HAS_SHELL
  return RunInteractive(store, console);
#else
  static_cast<void>(store);
  console.Say("rondo: this build has no shell; see rondo --help");
  return ExitCode::kUsage;
#endif
}

std::string ExamplesText(std::span<const Example> examples) {
  std::string text = examples.empty() ? "" : "Examples:\n";
  for (const Example& example : examples) {
    text += fmt::format("  {}\n      {}\n", example.line, example.what);
  }
  return text;
}

std::string WordsText(const Command& command) {
  constexpr size_t kWordWidth = 11;
  if (command.words == nullptr) {
    return {};
  }
  std::string text = std::string(command.words_heading) + ":\n";
  for (const Example& word : command.words()) {
    text += fmt::format("  {:<{}} {}\n", word.line, kWordWidth, word.what);
  }
  return text + "\n";
}

/// Folds a paragraph at spaces.
std::string Folded(std::string_view text, size_t width) {
  std::string folded;
  size_t line_size = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (line_size > 0 && line_size + 1 + end > width) {
      folded += '\n';
      line_size = 0;
    }
    folded += line_size > 0 ? " " : "";
    folded += text.substr(0, end);
    line_size += end + (line_size > 0 ? 1 : 0);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return folded;
}

}  // namespace

std::unique_ptr<CLI::App> MakeCommandLine(std::vector<CommandRun>& runs) {
  constexpr size_t kHelpWidth = 78;
  constexpr size_t kNameColumnWidth = 26;
  auto app = std::make_unique<CLI::App>(std::string(kProgramSummary), "rondo");
  app->get_formatter()->column_width(kNameColumnWidth);
  app->set_version_flag("--version", "rondo " RONDO_VERSION);
  app->require_subcommand(0, 1);
  for (const Command& command : Commands()) {
    CLI::App* sub = app->add_subcommand(std::string(command.name), std::string(command.summary));
    sub->footer((command.description.empty() ? std::string()
                                             : Folded(command.description, kHelpWidth) + "\n\n") +
                WordsText(command) + ExamplesText(command.examples));
    ArgumentList list(*sub);
    runs.push_back(command.declare(list));
  }
  app->footer(ExamplesText(kProgramExamples) +
              "\nExit codes: 0 done; 1 the query or the data is wrong; 2 usage;\n"
              "3 the store cannot be opened or is damaged; 130 interrupted.\n");
  return app;
}

ExitCode RunProgram(int argument_count, char** arguments) {
  // Writing to a pipe whose reader went away is told by write() then, and is no error.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is told by write() too.
  Console console;
  std::vector<CommandRun> runs;
  const std::unique_ptr<CLI::App> app = MakeCommandLine(runs);
  std::string store;
  app->add_option("DB", store, "The store to ask questions of; in memory without one");
  if (argument_count == 3 && arguments[1] == kCompletionFlag) {
    console.out().Write(CompletionScript(GrammarOf(*app), arguments[2]));
    return console.Finish(ExitCode::kDone);
  }
  if (argument_count == 2 && arguments[1] == kManualFlag) {
    console.out().Write(Manual(GrammarOf(*app)));
    return console.Finish(ExitCode::kDone);
  }
  try {
    app->parse(argument_count, arguments);
  } catch (const CLI::CallForVersion& version) {
    console.out().Write(std::string(version.what()) + "\n");
    return console.Finish(ExitCode::kDone);
  } catch (const CLI::CallForHelp&) {
    const auto used = app->get_subcommands();
    console.out().Write(used.empty() ? app->help() : used.front()->help("rondo"));
    return console.Finish(ExitCode::kDone);
  } catch (const CLI::ParseError& error) {
    return FailUsage(console, *app, error, argument_count, arguments);
  }
  const std::span<const Command> commands = Commands();
  for (size_t index = 0; index < commands.size(); ++index) {
    if (app->got_subcommand(std::string(commands[index].name))) {
      Interruption interruption;
      return console.Finish(runs[index](console, interruption));
    }
  }
  return console.Finish(RunShell(store, console));
}

}  // namespace rondo
