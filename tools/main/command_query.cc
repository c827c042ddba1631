// `rondo query`: statements from the command line, a file or standard input, results to standard
// output.

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/database.h"
#include "query/error_text.h"
#include "query/syntax/parser.h"
#include "tools/articles/article_files.h"
#include "tools/main/argument_types.h"
#include "tools/main/command.h"
#include "tools/main/query_selection.h"
#include "tools/shell/render/output_mode.h"

namespace rondo {
namespace {

struct QueryArguments {
  std::string store;
  std::string query;
  std::string file;
  std::vector<std::string> parameters;
  std::string format;
  std::string timeout;
  std::string memory;
  uint64_t row_count_max = std::numeric_limits<uint64_t>::max();
  bool keep_going = false;
  bool read_only = false;
  std::string as_of;
  std::string reported_as_of;
};

std::vector<std::string> ModeNames() {
  std::vector<std::string> names;
  for (const shell::OutputMode& mode : shell::OutputModes()) {
    names.emplace_back(mode.name);
  }
  return names;
}

/// The statements, wherever they come from.
Result<std::string> ReadScript(const QueryArguments& arguments) {
  if (!arguments.query.empty()) {
    return arguments.query;
  }
  RONDO_TRY_ASSIGN(const auto file,
                   articles::FileBytes::Open(arguments.file.empty() ? "-" : arguments.file));
  return std::string(file->bytes());
}

const shell::OutputMode& ModeOf(const QueryArguments& arguments, const Console& console) {
  if (!arguments.format.empty()) {
    return *shell::FindOutputMode(arguments.format);
  }
  return console.out_is_terminal() ? shell::DefaultTerminalMode() : shell::DefaultPipeMode();
}

class Script {
 public:
  Script(const QueryArguments& arguments, Console& console, Interruption& interruption,
         Connection connection)
      : mode_(ModeOf(arguments, console)),
        arguments_(arguments),
        console_(console),
        interruption_(interruption),
        connection_(std::move(connection)) {
    ExecutionLimits limits = connection_.limits();
    limits.timeout = ParseTimeSpan(arguments.timeout);
    limits.buffered_memory_size_max =
        ParseByteSize(arguments.memory).value_or(limits.buffered_memory_size_max);
    limits.row_count_max = arguments.row_count_max;
    connection_.set_limits(limits);
    connection_.set_time(
        {.valid_at = ParseDay(arguments.as_of), .reported_at = ParseDay(arguments.reported_as_of)});
  }

  ExitCode Run(const std::string& script, const Parameters& parameters) {
    interruption_.OnInterrupt([this] { connection_.Interrupt(); });
    const ExitCode code = RunAll(script, parameters);
    interruption_.OnInterrupt({});
    if (connection_.in_transaction()) {
      console_.Say("rondo: the transaction was not committed and is rolled back");
    }
    return code;
  }

 private:
  ExitCode RunAll(const std::string& script, const Parameters& parameters) {
    ExitCode code = ExitCode::kDone;
    for (const SourceSpan span : SplitStatements(script)) {
      if (interruption_.happened()) {
        return ExitCode::kInterrupted;
      }
      const Result<void> done = RunOne(script, span, parameters);
      if (done.ok()) {
        continue;
      }
      if (IsClosedPipe(done.error())) {
        return code;
      }
      Error error = done.error();
      if (error.span.has_value()) {  // Places are told in the script, not in the statement.
        error.span = Shifted(*error.span, span.begin);
      }
      // What came before the failure is seen before the failure.
      static_cast<void>(console_.out().Flush().ok());
      code = FailQuery(console_, error, script);
      if (!arguments_.keep_going || code == ExitCode::kInterrupted) {
        return code;
      }
    }
    return code;
  }

  Result<void> RunOne(std::string_view script, SourceSpan span, const Parameters& parameters) {
    const std::string_view text = script.substr(span.begin, span.end - span.begin);
    RONDO_TRY_ASSIGN(Statement statement, connection_.Prepare(text));
    shell::RenderOptions options;
    options.to_terminal = console_.out_is_terminal();
    options.colored = console_.out_has_color();
    options.width_max = console_.out_is_terminal() ? console_.width() : 0;
    options.node_name = [this](NodeId node) { return NameOf(node); };
    const auto renderer = mode_.make_renderer(options, console_.out());
    // What returns nothing prints nothing, but for JSON, where the counts are part of the result.
    const bool shown = !statement.columns().empty() || mode_.name == "json";
    bool begun = false;  // Not before there is something to print: a statement may yet fail.
    const auto begin = [&] {
      if (shown && !begun) {
        renderer->Begin(statement.columns());
        begun = true;
      }
    };
    RONDO_TRY_ASSIGN(const ExecutionSummary summary,
                     statement.ExecuteStreaming(parameters, [&](const Row& row) -> Result<bool> {
                       begin();
                       renderer->AddRow(row.values());
                       RONDO_TRY(console_.out().status());
                       return true;
                     }));
    if (!summary.plan.empty()) {
      console_.out().Write(summary.plan);
    }
    if (shown) {
      begin();
      renderer->Finish(summary);
    }
    if (console_.out_is_terminal()) {
      const std::string footer = shell::FooterText(*renderer, statement.columns().size(), summary);
      console_.out().Write(footer.empty() ? "" : footer + "\n");
    }
    if (!summary.notifications.empty()) {
      RONDO_TRY(console_.out().Flush());
    }
    for (Notification notification : summary.notifications) {
      notification.span = Shifted(notification.span, span.begin);  // Places are told in the script.
      console_.SayText(NotificationText(notification, script));
    }
    return console_.out().status();
  }

  std::string NameOf(NodeId node) {
    std::string name;
    static_cast<void>(
        connection_
            .Read([&](const GraphView& view) -> Result<void> {
              Value value;
              if (const auto key = view.FindPropertyKey("name"); key.has_value()) {
                RONDO_TRY(view.GatherNodeProperty(*key, std::span(&node, 1), std::span(&value, 1)));
              }
              name = value.is(Value::Kind::kString) ? value.string() : std::string_view();
              return {};
            })
            .ok());
    return name;
  }

  const shell::OutputMode& mode_;
  const QueryArguments& arguments_;
  Console& console_;
  Interruption& interruption_;
  Connection connection_;
};

ExitCode RunQuery(const QueryArguments& arguments, Console& console, Interruption& interruption) {
  if (!arguments.query.empty() && !arguments.file.empty()) {
    console.Say("rondo query: give the statements as an argument or with --file, not both");
    return ExitCode::kUsage;
  }
  const auto parameters = ReadParameters(arguments.parameters);
  if (!parameters.ok()) {
    console.Fail(parameters.error());
    return ExitCode::kUsage;
  }
  const auto script = ReadScript(arguments);
  if (!script.ok()) {
    return console.Fail(script.error());
  }
  StoreOptions options;
  options.read_only = arguments.read_only;
  options.create_if_missing = !arguments.read_only;
  auto database = Database::Open(arguments.store, options);
  if (!database.ok()) {
    console.Fail(database.error());
    return ExitCode::kStore;
  }
  return Script(arguments, console, interruption, database->Connect()).Run(*script, *parameters);
}

CommandRun DeclareQuery(ArgumentList& list) {
  auto arguments = std::make_shared<QueryArguments>();
  list.Required("DB", arguments->store, "The store, or :memory:");
  list.Optional("QUERY", arguments->query,
                "Statements, separated by ; (without: from standard input)");
  list.Text("-f,--file", arguments->file, "Statements from a file");
  list.Repeated("-p,--param", arguments->parameters, "NAME=VALUE: JSON, else text");
  list.Text("--format", arguments->format, "How results are printed", {.choices = ModeNames()});
  list.Text("--timeout", arguments->timeout, "Longest time of a statement: 5s, 500ms, 2m",
            {.check = CheckTimeSpan});
  list.Text("--memory", arguments->memory, "What a statement may keep: 512M, 2G (4G)",
            {.check = CheckByteSize});
  list.Number("--max-rows", arguments->row_count_max, "Fail where a statement returns more rows", 0,
              std::numeric_limits<uint64_t>::max());
  list.Text("--as-of", arguments->as_of, "Read the graph as it held on this day",
            {.check = CheckDay});
  list.Text("--reported-as-of", arguments->reported_as_of,
            "Read the graph as it was known on this day", {.check = CheckDay});
  list.Flag("--keep-going", arguments->keep_going, "Go on after a statement that fails");
  list.Flag("--read-only", arguments->read_only, "Refuse changes; works beside a writer");
  return [arguments](Console& console, Interruption& interruption) {
    return RunQuery(*arguments, console, interruption);
  };
}

constexpr Example kQueryExamples[] = {
    {"rondo query football.db \"MATCH (p:Player)-[:loaned-to]->(c:Club) RETURN p.name, c.name\"",
     "one question"},
    {"rondo query football.db \"MATCH (c:Club {name: $club}) RETURN c\" -p club=Roma",
     "with a parameter"},
    {"rondo query football.db --file questions.cypher --format markdown",
     "many questions out of a file"},
    {"echo \"MATCH (n) RETURN count(n)\" | rondo query football.db --format json",
     "from standard input, for a program"},
    {"rondo query football.db \"MATCH (p)-[r:praised-by]->(j) RETURN p.name, j.name, quote(r)\" "
     "--format table",
     "who praised whom, in which words"},
};

}  // namespace

const Command kQueryCommand = {
    "query", "Run statements and print their results",
    "Each statement commits by itself unless BEGIN and COMMIT stand around it. The first one that "
    "fails ends the run with exit code 1, unless --keep-going is given; the message names line and "
    "column. Values of parameters are JSON (17, true, [1, 2]) or else text.",
    kQueryExamples, DeclareQuery};

}  // namespace rondo
