// `rondo export`: a part of a graph, or all of it, in any format.

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "tools/export/export_file.h"
#include "tools/export/select/neighborhood.h"
#include "tools/export/select/view_source.h"
#include "tools/export/stoppable_source.h"
#include "tools/main/argument_types.h"
#include "tools/main/command.h"
#include "tools/main/query_selection.h"
#include "tools/main/store_access.h"

namespace rondo {
namespace {

constexpr uint64_t kHopsMax = 16;
constexpr uint64_t kNodeCountMax = uint64_t{1} << 40;

struct ExportArguments {
  std::string store;
  std::string query;
  std::vector<std::string> parameters;
  std::string around;
  uint64_t hops = 1;
  bool all = false;
  std::string format;
  std::string path = "-";
  std::string as_of;
  std::string reported_as_of;
  std::vector<std::string> types;
  double confidence_min = 0.0;
  uint64_t node_count_max = 5000;
  bool with_articles = false;
  std::string title;
  bool rdf_star = false;
};

ExitCode Usage(Console& console, const std::string& message) {
  console.Say("rondo export: " + message);
  return ExitCode::kUsage;
}

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const ExportFormatInfo& info : ExportFormats()) {
    names.emplace_back(info.name);
  }
  return names;
}

std::string FormatList() {
  std::string list;
  for (const std::string& name : FormatNames()) {
    list += (list.empty() ? "" : ", ") + name;
  }
  return list;
}

std::string CheckFormat(const std::string& text) {
  return FindExportFormat(text) ? "" : "no format `" + text + "`; there are " + FormatList();
}

class Export {
 public:
  Export(const ExportArguments& arguments, ExportFormat format, Console& console,
         Interruption& interruption)
      : arguments_(arguments), format_(format), console_(console), interruption_(interruption) {
    filter_.valid_at = ParseDay(arguments.as_of);
    filter_.reported_at = ParseDay(arguments.reported_as_of);
    filter_.types = arguments.types;
    filter_.confidence_min = arguments.confidence_min;
    options_.title = arguments.title;
    options_.rdf_star = arguments.rdf_star;
  }

  Result<void> Run(const Store& store) {
    const auto view = store.OpenSnapshot();
    if (arguments_.all) {
      return Write(ViewSource(*view, filter_));
    }
    if (!arguments_.around.empty()) {
      RONDO_TRY_ASSIGN(options_.focus, FindByName(*view, arguments_.around));
      if (options_.title.empty()) {
        options_.title = arguments_.around;
      }
      NeighborhoodOptions neighborhood;
      neighborhood.hops = arguments_.hops;
      neighborhood.node_count_max = arguments_.node_count_max;
      neighborhood.filter = filter_;
      neighborhood.with_articles = arguments_.with_articles;
      RONDO_TRY_ASSIGN(const Subgraph part, SelectAround(*view, arguments_.around, neighborhood));
      return Write(part);
    }
    return {};
  }

  Result<void> RunQuery() {
    RONDO_TRY_ASSIGN(const Subgraph part,
                     SelectByQuery({arguments_.store, arguments_.query, arguments_.parameters},
                                   filter_, interruption_));
    return Write(part);
  }

 private:
  Result<void> Write(const GraphSource& whole) {
    const StoppableSource source(whole, [this] { return interruption_.happened(); });
    if (arguments_.path == "-") {
      return InfoOf(format_).write(source, options_, console_.out());
    }
    RONDO_TRY(ExportToFile(source, format_, options_, arguments_.path));
    console_.Say(fmt::format("wrote {} with {} nodes and {} edges", arguments_.path,
                             source.node_count(), source.edge_count()));
    return {};
  }

  const ExportArguments& arguments_;
  ExportFormat format_;
  Console& console_;
  Interruption& interruption_;
  EdgeCriteria filter_;
  WriterOptions options_;
};

/// What is wrong with the arguments together; empty if nothing is.
std::string CheckTogether(const ExportArguments& arguments, bool to_terminal) {
  const int chosen = (arguments.query.empty() ? 0 : 1) + (arguments.around.empty() ? 0 : 1) +
                     (arguments.all ? 1 : 0);
  if (chosen != 1) {
    return "choose what to export: one of --query, --around and --all";
  }
  const auto by_path = ExportFormatOfPath(arguments.path);
  if (arguments.format.empty() && !by_path.has_value()) {
    return "the path does not tell the format; add --format (" + FormatList() + ")";
  }
  const ExportFormat format =
      arguments.format.empty() ? *by_path : *FindExportFormat(arguments.format);
  if (arguments.path == "-" && InfoOf(format).is_folder()) {
    return std::string(InfoOf(format).name) + " is a folder of files; name it with -o";
  }
  if (arguments.path == "-" && format == ExportFormat::kPng && to_terminal) {
    return "a terminal shows no png; name a file with -o";
  }
  return {};
}

ExitCode RunExport(const ExportArguments& arguments, Console& console, Interruption& interruption) {
  if (const std::string wrong = CheckTogether(arguments, console.out_is_terminal());
      !wrong.empty()) {
    return Usage(console, wrong);
  }
  const ExportFormat format = arguments.format.empty() ? *ExportFormatOfPath(arguments.path)
                                                       : *FindExportFormat(arguments.format);
  Export task(arguments, format, console, interruption);
  Result<void> done;
  if (!arguments.query.empty()) {
    done = task.RunQuery();
  } else {
    const std::unique_ptr<Store> store = OpenStore(console, arguments.store, StoreUse::kRead);
    if (store == nullptr) {
      return ExitCode::kStore;
    }
    done = task.Run(*store);
  }
  if (done.ok() || IsClosedPipe(done.error())) {
    return ExitCode::kDone;
  }
  return FailQuery(console, done.error(), arguments.query);
}

void DeclareChoice(ArgumentList& list, ExportArguments& arguments) {
  list.Text("--query", arguments.query, "What a statement returns: paths, nodes, edges, rows");
  list.Repeated("-p,--param", arguments.parameters, "NAME=VALUE for the query: JSON, else text");
  list.Text("--around", arguments.around, "Everything near what has this name");
  list.Number("--hops", arguments.hops, "How near, in edges (1)", 0, kHopsMax);
  list.Flag("--all", arguments.all, "The whole graph");
  list.Text("--as-of", arguments.as_of, "Only what held on this day", {.check = CheckDay});
  list.Text("--reported-as-of", arguments.reported_as_of, "Only what was known on this day",
            {.check = CheckDay});
  list.Listed("--types", arguments.types, "Only edges of these types, separated by commas");
  list.Share("--min-confidence", arguments.confidence_min, "Only facts at least this sure");
  list.Number("--limit", arguments.node_count_max, "Nodes that --around may give (5000)", 1,
              kNodeCountMax);
  list.Flag("--with-articles", arguments.with_articles,
            "With --around: walk over articles and reports too");
}

CommandRun DeclareExport(ArgumentList& list) {
  auto arguments = std::make_shared<ExportArguments>();
  list.Required("DB", arguments->store, "The store");
  DeclareChoice(list, *arguments);
  list.Text("--format", arguments->format, "The format, where the path does not tell it",
            {.check = CheckFormat, .choices = FormatNames()});
  list.Text("-o,--output", arguments->path, "The file (- is standard output)");
  list.Text("--title", arguments->title, "What pictures and pages are headed with");
  list.Flag("--rdf-star", arguments->rdf_star, "Turtle, N-Quads: facts about edges as RDF-star");
  return [arguments](Console& console, Interruption& interruption) {
    return RunExport(*arguments, console, interruption);
  };
}

std::vector<Example> FormatWords() {
  std::vector<Example> words;
  for (const ExportFormatInfo& info : ExportFormats()) {
    words.push_back({info.name, info.description});
  }
  return words;
}

constexpr Example kExportExamples[] = {
    {"rondo export football.db --around \"Chris Smalling\" --hops 2 -o smalling.html",
     "a page to explore"},
    {"rondo export football.db --around Roma --as-of 2020-01-15 -o roma.svg",
     "a picture of one day"},
    {"rondo export football.db --around \"Chris Smalling\" -o smalling.md",
     "everything known about somebody, with sources"},
    {"rondo export football.db --query \"MATCH p = (:Player)-[:loaned-to]->(:Club) RETURN p\" "
     "--format graphml -o loans.graphml",
     "what a query returns, for Gephi"},
    {"rondo export football.db --all --format csv -o dump/", "the whole graph, to import again"},
};

}  // namespace

const Command kExportCommand = {
    "export",
    "Write a graph, or a part of it, as a picture, page or data",
    "The end of the path tells the format, or --format does. A file appears whole or not at all.",
    kExportExamples,
    DeclareExport,
    "Formats",
    FormatWords};

}  // namespace rondo
