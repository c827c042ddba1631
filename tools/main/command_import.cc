// `rondo import`: tables and dumps into a store, all or nothing.

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tools/articles/article_files.h"
#include "tools/articles/embedded_file.h"
#include "tools/import/header_layout.h"
#include "tools/import/importer.h"
#include "tools/import/json_lines_importer.h"
#include "tools/import/mapping.h"
#include "tools/main/argument_types.h"
#include "tools/main/command.h"
#include "tools/main/progress_line.h"
#include "tools/main/store_access.h"

namespace rondo::articles {
/// The mappings that were compiled into the program.
std::span<const EmbeddedFile> MappingFiles();
}  // namespace rondo::articles

namespace rondo {
namespace {

struct ImportArguments {
  std::string store;
  std::vector<std::string> nodes;
  std::vector<std::string> edges;
  std::string mapping;
  std::string from;
  std::string lines;
  std::string delimiter = ",";
  std::string list_delimiter = ";";
  std::string memory;
  bool skip_bad = false;
};

std::string CheckDelimiter(const std::string& text) {
  return text.size() == 1 || text == "\\t" || text == "tab"
             ? ""
             : "`" + text + "` is no delimiter; give one character, or tab";
}

char DelimiterOf(const std::string& text) { return text.size() == 1 ? text[0] : '\t'; }

/// A mapping of the user's, or one that comes with the program.
Result<std::string> ReadMappingText(const std::string& name) {
  std::error_code error;
  if (!std::filesystem::exists(name, error)) {
    for (const articles::EmbeddedFile& file : articles::MappingFiles()) {
      if (name == file.name || name + ".json" == file.name) {
        return std::string(file.contents);
      }
    }
  }
  RONDO_TRY_ASSIGN(const auto file, articles::FileBytes::Open(name));
  return std::string(file->bytes());
}

Result<import::ImportPlan> MakePlan(const ImportArguments& arguments) {
  if (!arguments.mapping.empty()) {
    RONDO_TRY_ASSIGN(const std::string text, ReadMappingText(arguments.mapping));
    return import::ReadMapping(text, arguments.mapping, arguments.from);
  }
  const char delimiter = DelimiterOf(arguments.delimiter);
  const char list_delimiter = DelimiterOf(arguments.list_delimiter);
  import::ImportPlan plan;
  for (const std::string& nodes : arguments.nodes) {
    RONDO_TRY_ASSIGN(auto source, import::PlanNodeFile(import::SplitFileArgument(nodes), delimiter,
                                                       list_delimiter));
    plan.nodes.push_back(std::move(source));
  }
  for (const std::string& edges : arguments.edges) {
    RONDO_TRY_ASSIGN(auto source, import::PlanEdgeFile(import::SplitFileArgument(edges), delimiter,
                                                       list_delimiter));
    plan.edges.push_back(std::move(source));
  }
  return plan;
}

Result<import::ImportSummary> Import(const ImportArguments& arguments, Store& store,
                                     const import::ImportOptions& options) {
  if (!arguments.lines.empty()) {
    return import::ImportJsonLines(store, arguments.lines, options);
  }
  RONDO_TRY_ASSIGN(const import::ImportPlan plan, MakePlan(arguments));
  return import::ImportFiles(store, plan, options);
}

/// What is wrong with the arguments together; empty if nothing is.
std::string CheckTogether(const ImportArguments& arguments) {
  const bool tables = !arguments.nodes.empty() || !arguments.edges.empty();
  const int ways =
      (tables ? 1 : 0) + (arguments.mapping.empty() ? 0 : 1) + (arguments.lines.empty() ? 0 : 1);
  if (ways != 1) {
    return "choose what to import: --nodes and --edges, --mapping, or --jsonl";
  }
  if (!arguments.mapping.empty() && arguments.from.empty()) {
    return "--mapping needs the folder of its files: --from DIR";
  }
  return {};
}

ExitCode RunImport(const ImportArguments& arguments, Console& console, Interruption& interruption) {
  if (const std::string wrong = CheckTogether(arguments); !wrong.empty()) {
    console.Say("rondo import: " + wrong);
    return ExitCode::kUsage;
  }
  StoreToFill store(console, arguments.store);
  if (store.get() == nullptr) {
    return ExitCode::kStore;
  }
  ProgressLine progress(console);
  import::ImportOptions options;
  options.skip_bad = arguments.skip_bad;
  options.load.memory_size_max =
      ParseByteSize(arguments.memory).value_or(options.load.memory_size_max);
  options.load.should_stop = [&] { return interruption.happened(); };
  options.on_progress = [&](const import::ImportProgress& state) {
    progress.Show(state.consumed_size, state.total_size,
                  fmt::format("{} rows, {}", state.row_count, state.path));
  };
  const auto imported = Import(arguments, *store.get(), options);
  progress.Clear();
  if (!imported.ok()) {
    return console.Fail(imported.error());
  }
  store.Keep();
  for (const std::string& row : imported->bad_rows) {
    console.Say(row);
  }
  console.Say(
      fmt::format("imported {} nodes and {} edges", imported->node_count, imported->edge_count) +
      (imported->bad_row_count == 0
           ? std::string()
           : fmt::format(", passed over {} bad rows", imported->bad_row_count)));
  return ExitCode::kDone;
}

CommandRun DeclareImport(ArgumentList& list) {
  auto arguments = std::make_shared<ImportArguments>();
  list.Required("DB", arguments->store, "The store; made if it is missing");
  list.Several("--nodes", arguments->nodes, "Label=FILE.csv, or FILE.csv with a column :LABEL");
  list.Several("--edges", arguments->edges, "type=FILE.csv, or FILE.csv with a column :TYPE");
  list.Text("--mapping", arguments->mapping,
            "What the files of a folder mean: a JSON file, or `football`");
  list.Text("--from", arguments->from, "The folder of the files of the mapping");
  list.Text("--jsonl", arguments->lines, "What `rondo export --format jsonl` wrote; - reads it");
  list.Text("--delimiter", arguments->delimiter, "Between cells (,)", {.check = CheckDelimiter});
  list.Text("--array-delimiter", arguments->list_delimiter, "Between the elements of a list (;)",
            {.check = CheckDelimiter});
  list.Text("--memory", arguments->memory, "What rows may take before they go to disk (256M)",
            {.check = CheckByteSize});
  list.Flag("--skip-bad", arguments->skip_bad, "Pass over bad rows, naming the first of them");
  return [arguments](Console& console, Interruption& interruption) {
    return RunImport(*arguments, console, interruption);
  };
}

constexpr Example kImportExamples[] = {
    {"rondo import football.db --mapping football --from data/",
     "players, clubs, matches and moves"},
    {"rondo import new.db --nodes Player=players.csv --edges loaned-to=loans.csv",
     "tables with headers as neo4j-admin has them: :ID, :START_ID, name:type"},
    {"rondo import copy.db --nodes dump/nodes.csv --edges dump/edges.csv",
     "what `rondo export --all --format csv` wrote"},
    {"rondo export a.db --all --format jsonl | rondo import b.db --jsonl -", "copy a graph"},
};

}  // namespace

const Command kImportCommand = {
    "import", "Import tables or a dump, all or nothing",
    "Tables go into an empty store; a dump in JSON lines into any. Bad rows are named by file and "
    "line, and nothing is imported then, unless --skip-bad is given. A Cypher script is run by "
    "`rondo query DB --file SCRIPT`.",
    kImportExamples, DeclareImport};

}  // namespace rondo
