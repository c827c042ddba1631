// rondo_differential [--statements N] [--seed S]: random statements over random small graphs, run
// by Rondo in all ways there are (optimiser on and off, batches of two lanes and of the default,
// in memory and on disk with indexes, by several threads, printed from its tree) and by the
// brute-force evaluator. Exit 0 if all agree. Where an order of steps makes Rondo enumerate
// millions of paths, the statement is replaced by another one, as where brute force is too long;
// that must stay rare.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "query/syntax/parser.h"
#include "query/syntax/print_statement.h"
#include "tests/differential/generator.h"
#include "tests/differential/reference.h"
#include "tests/query/query_runner.h"
#include "tests/storage/temporary_folder.h"

namespace rondo::differential {
namespace {

constexpr size_t kStatementsPerGraph = 100;
constexpr size_t kUpdatesPerGraph = 10;
constexpr size_t kStepCountMax = 60'000;
constexpr size_t kReportCountMax = 10;
constexpr std::chrono::milliseconds kTimeMax{500};
/// One statement in so many may take Rondo longer than that.
constexpr size_t kStatementsPerSlowOne = 100;

/// A result as it is compared: rows in their order where there is one, else sorted; and the cells
/// that rows are sorted by, where several orders are right.
struct Outcome {
  std::vector<std::string> rows;
  std::vector<std::string> keys;
  bool operator==(const Outcome&) const = default;
};

Outcome OutcomeOf(const ResultRows& rows, const Statement& statement) {
  Outcome outcome;
  for (const std::vector<Value>& row : rows) {
    std::string& line = outcome.rows.emplace_back();
    for (const Value& value : row) {
      line += ExactKeyOf(value) + " | ";
    }
    if (statement.parts.size() == 1 && !statement.is_ordered()) {
      std::string& keys = outcome.keys.emplace_back();
      for (const SortKey& key : statement.result().order) {
        keys += ExactKeyOf(row[key.item_index]) + " | ";
      }
    }
  }
  if (!statement.is_ordered()) {
    std::ranges::sort(outcome.rows);
  }
  return outcome;
}

/// One of the ways to run a statement.
struct Way {
  const GraphView* view = nullptr;
  const char* place = "";
  bool optimise = true;
  size_t batch_capacity = kBatchCapacity;
  uint32_t thread_count = 1;
};

std::string ListText(const char* title, const std::vector<std::string>& lines) {
  std::string text = std::string(title) + " " + std::to_string(lines.size()) + " rows\n";
  for (size_t index = 0; index < std::min<size_t>(lines.size(), 12); ++index) {
    text += "  " + lines[index] + "\n";
  }
  return text;
}

/// Empty if Rondo, going that way, finds what is expected; absent if that takes too long.
std::optional<std::string> DifferenceOf(const Way& way, const std::string& text,
                                        const Statement& statement, const Outcome& expected) {
  Result<ResultRows> rows = test::RunQuery(*way.view, text,
                                           {.optimise = way.optimise,
                                            .batch_capacity = way.batch_capacity,
                                            .thread_count = way.thread_count,
                                            .time_max = kTimeMax});
  Outcome found;
  if (rows.ok()) {
    found = OutcomeOf(*rows, statement);
    if (found == expected) {
      return "";
    }
  } else if (rows.error().detail == "Timeout") {
    return std::nullopt;
  }
  std::string difference = std::string(way.place) + ", optimise " + (way.optimise ? "on" : "off") +
                           ", batches of " + std::to_string(way.batch_capacity) + ", threads " +
                           std::to_string(way.thread_count) + ":\n";
  if (!rows.ok()) {
    difference += "error " + rows.error().detail + ": " + rows.error().message + "\n";
    if (rows.error().span) {
      difference += "at: " + text.substr(rows.error().span->begin, 60) + "\n";
    }
  }
  return difference + ListText("expected", expected.rows) + ListText("found", found.rows);
}

/// What a statement gave and what it left behind.
struct UpdateRun {
  Result<ResultRows> rows;
  std::vector<std::string> shape;
};

/// Runs it on a fresh store; one on disk has indexes and is opened again before it is read.
Result<UpdateRun> RunUpdateOn(const SmallGraph& graph, const std::string& text, bool on_disk,
                              bool optimise) {
  TemporaryFolder folder;
  StoreOptions options;
  options.durability = Durability::kOff;
  std::string path = on_disk ? folder / "graph" : std::string(kInMemoryPath);
  RONDO_TRY_ASSIGN(std::unique_ptr<Store> store, Store::Open(path, options));
  RONDO_TRY(WriteTo(*store, graph));
  if (on_disk) {
    RONDO_TRY(AddIndexes(*store));
  }
  UpdateRun run{test::RunUpdate(*store, text,
                                {.optimise = optimise,
                                 .batch_capacity = optimise ? kBatchCapacity : 2,
                                 .time_max = kTimeMax}),
                {}};
  if (on_disk) {
    store.reset();
    RONDO_TRY_ASSIGN(store, Store::Open(path, options));
  }
  RONDO_TRY_ASSIGN(SmallGraph left, ReadFrom(*store->OpenSnapshot()));
  run.shape = ShapeOf(left);
  return run;
}

std::vector<std::string> Without(const std::vector<std::string>& lines,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> rest;
  std::ranges::copy_if(lines, std::back_inserter(rest), [&](const std::string& line) {
    return std::ranges::find(others, line) == others.end();
  });
  return rest;
}

/// Whether a node that is gone has edges left: then the statement fails.
bool LeavesEdges(const SmallGraph& graph) {
  return std::ranges::any_of(graph.edges, [&](const SmallEdge& edge) {
    return !edge.is_deleted &&
           (graph.nodes[edge.source].is_deleted || graph.nodes[edge.target].is_deleted);
  });
}

class Differential {
 public:
  explicit Differential(uint64_t seed) : random_(seed) {}

  Result<void> Run(size_t statement_count);
  bool all_agree() const {
    return disagreement_count_ == 0 && slow_count_ * kStatementsPerSlowOne <= run_count_;
  }

 private:
  Result<void> RunOnGraph(size_t statement_count);
  /// Some statements that write, one after the other.
  Result<void> UpdateGraph(SmallGraph graph);
  Result<void> JudgeUpdate(SmallGraph& graph, const Statement& statement);
  /// False if the brute-force evaluator gave up, or Rondo is too slow.
  bool Judge(SmallGraph& graph, const Statement& statement, std::span<const Way> ways);

  Random random_;
  size_t run_count_ = 0;
  size_t update_count_ = 0;
  size_t given_up_count_ = 0;
  size_t slow_count_ = 0;  // Took Rondo too long.
  size_t row_count_ = 0;
  size_t disagreement_count_ = 0;
};

Result<void> Differential::Run(size_t statement_count) {
  while (run_count_ < statement_count && disagreement_count_ < kReportCountMax) {
    RONDO_TRY(RunOnGraph(std::min(kStatementsPerGraph, statement_count - run_count_)));
  }
  std::printf(
      "%zu statements compared, %zu rows; %zu updates; %zu more were too long to try, "
      "%zu took Rondo too long; %zu disagree\n",
      run_count_, row_count_, update_count_, given_up_count_, slow_count_, disagreement_count_);
  return {};
}

Result<void> Differential::RunOnGraph(size_t statement_count) {
  SmallGraph graph = MakeRandomGraph(random_);
  TemporaryFolder folder;
  StoreOptions options;
  options.durability = Durability::kOff;
  {
    RONDO_TRY_ASSIGN(std::unique_ptr<Store> made, Store::Open(folder / "graph", options));
    RONDO_TRY(WriteTo(*made, graph));
    RONDO_TRY(AddIndexes(*made));
  }
  RONDO_TRY_ASSIGN(std::unique_ptr<Store> disk, Store::Open(folder / "graph", options));
  RONDO_TRY_ASSIGN(std::unique_ptr<Store> memory, Store::Open(std::string(kInMemoryPath), {}));
  RONDO_TRY(WriteTo(*memory, graph));
  std::shared_ptr<const Snapshot> disk_view = disk->OpenSnapshot();
  std::shared_ptr<const Snapshot> memory_view = memory->OpenSnapshot();
  std::vector<Way> ways;
  for (bool optimise : {true, false}) {
    for (size_t batch_capacity : {size_t{2}, kBatchCapacity}) {
      ways.push_back({memory_view.get(), "in memory", optimise, batch_capacity});
      ways.push_back({disk_view.get(), "on disk, with indexes", optimise, batch_capacity});
    }
  }
  ways.push_back({memory_view.get(), "in memory", true, 2, 3});
  Generator generator(random_);
  for (size_t count = 0; count < statement_count && disagreement_count_ < kReportCountMax;) {
    count += Judge(graph, generator.MakeStatement(), ways) ? 1 : 0;
  }
  return UpdateGraph(std::move(graph));
}

Result<void> Differential::UpdateGraph(SmallGraph graph) {
  Generator generator(random_);
  for (size_t count = 0; count < kUpdatesPerGraph && disagreement_count_ < kReportCountMax;
       ++count) {
    RONDO_TRY(JudgeUpdate(graph, generator.MakeUpdate()));
  }
  return {};
}

Result<void> Differential::JudgeUpdate(SmallGraph& graph, const Statement& statement) {
  SmallGraph after = graph;
  std::optional<ResultRows> rows = Reference(after, kStepCountMax).Run(statement);
  constexpr size_t kNodeCountMax = 40;
  constexpr size_t kEdgeCountMax = 300;
  if (!rows || after.nodes.size() > kNodeCountMax || after.edges.size() > kEdgeCountMax) {
    ++given_up_count_;
    return {};
  }
  bool fails = LeavesEdges(after);
  SmallGraph expected = fails ? graph : WithoutDeleted(after);
  std::vector<std::string> shape = ShapeOf(expected);
  std::string text = TextOf(statement);
  for (bool on_disk : {false, true}) {
    for (bool optimise : {true, false}) {
      RONDO_TRY_ASSIGN(UpdateRun run, RunUpdateOn(graph, text, on_disk, optimise));
      if (!run.rows.ok() && run.rows.error().detail == "Timeout") {
        ++slow_count_;
        return {};
      }
      bool is_right =
          fails ? !run.rows.ok() && run.rows.error().detail == "DeleteConnectedNode"
                : run.rows.ok() && OutcomeOf(*run.rows, statement) == OutcomeOf(*rows, statement);
      if (is_right && run.shape == shape) {
        continue;
      }
      ++disagreement_count_;
      std::printf(
          "---- update after %zu\n%s\n%s\n%s, optimise %d: %s, %s instead of %s\n%s%s\n",
          update_count_, TextOf(graph).c_str(), text.c_str(), on_disk ? "on disk" : "in memory",
          optimise ? 1 : 0, run.rows.ok() ? "done" : run.rows.error().message.c_str(),
          run.rows.ok() ? KeyOf((*run.rows)[0][0]).c_str() : "nothing",
          KeyOf((*rows)[0][0]).c_str(), ListText("missing,", Without(shape, run.shape)).c_str(),
          ListText("too many,", Without(run.shape, shape)).c_str());
      std::fflush(stdout);
      return {};
    }
  }
  ++update_count_;
  graph = std::move(expected);
  return {};
}

bool Differential::Judge(SmallGraph& graph, const Statement& statement, std::span<const Way> ways) {
  std::optional<ResultRows> rows = Reference(graph, kStepCountMax).Run(statement);
  if (!rows) {
    ++given_up_count_;
    return false;
  }
  std::string text = TextOf(statement);
  Outcome expected = OutcomeOf(*rows, statement);
  std::optional<std::string> difference = "";
  for (auto way = ways.begin(); way != ways.end() && difference && difference->empty(); ++way) {
    difference = DifferenceOf(*way, text, statement, expected);
  }
  if (Result<Ast> parsed = ParseStatement(text); difference && difference->empty() && parsed.ok()) {
    std::string printed = PrintStatement(parsed->statement());
    difference = DifferenceOf(ways[0], printed, statement, expected);
    if (difference && !difference->empty()) {
      *difference += "printed: " + printed + "\n";
    }
  }
  if (!difference) {
    ++slow_count_;
    return false;
  }
  ++run_count_;
  row_count_ += rows->size();
  if (!difference->empty()) {
    ++disagreement_count_;
    std::printf("---- statement %zu\n%s\n%s\n%s\n", run_count_, TextOf(graph).c_str(), text.c_str(),
                difference->c_str());
    std::fflush(stdout);
  }
  return true;
}

}  // namespace
}  // namespace rondo::differential

int main(int argument_count, char** arguments) {
  size_t statement_count = 3000;
  uint64_t seed = 1;
  for (int index = 1; index + 1 < argument_count; index += 2) {
    std::string_view name = arguments[index];
    uint64_t value = std::strtoull(arguments[index + 1], nullptr, 10);
    if (name == "--statements") {
      statement_count = value;
    } else if (name == "--seed") {
      seed = value;
    } else {
      std::fprintf(stderr, "usage: rondo_differential [--statements N] [--seed S]\n");
      return 2;
    }
  }
  rondo::differential::Differential differential(seed);
  rondo::Result<void> result = differential.Run(statement_count);
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return 3;
  }
  return differential.all_agree() ? 0 : 1;
}
