// rondo_differential [--statements N] [--seed S]: random statements over random small graphs, run
// by Rondo in all ways there are (optimiser on and off, batches of two lanes and of the default,
// in memory and on disk) and by the brute-force evaluator. Exit 0 if all agree.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/differential/generator.h"
#include "tests/differential/reference.h"
#include "tests/query/query_runner.h"
#include "tests/storage/temporary_folder.h"

namespace rondo::differential {
namespace {

constexpr size_t kStatementsPerGraph = 100;
constexpr size_t kStepCountMax = 400'000;
constexpr size_t kReportCountMax = 10;

std::vector<std::string> Lines(const ResultRows& rows, bool is_ordered) {
  std::vector<std::string> lines;
  for (const std::vector<Value>& row : rows) {
    std::string& line = lines.emplace_back();
    for (const Value& value : row) {
      line += KeyOf(value) + " | ";
    }
  }
  if (!is_ordered) {
    std::ranges::sort(lines);
  }
  return lines;
}

class Differential {
 public:
  explicit Differential(uint64_t seed) : random_(seed) {}

  Result<void> Run(size_t statement_count);
  bool all_agree() const { return disagreement_count_ == 0; }

 private:
  Result<void> RunOnGraph(size_t statement_count);
  void Judge(const SmallGraph& graph, const Statement& statement, const GraphView& memory,
             const GraphView& disk);
  bool Agrees(const GraphView& view, const std::string& text, bool is_ordered,
              const std::vector<std::string>& expected, std::string& difference);

  Random random_;
  size_t run_count_ = 0;
  size_t given_up_count_ = 0;
  size_t row_count_ = 0;
  size_t disagreement_count_ = 0;
};

Result<void> Differential::Run(size_t statement_count) {
  while (run_count_ < statement_count && disagreement_count_ < kReportCountMax) {
    RONDO_TRY(RunOnGraph(std::min(kStatementsPerGraph, statement_count - run_count_)));
  }
  std::printf("%zu statements, %zu rows, %zu too long to try, %zu disagree\n", run_count_,
              row_count_, given_up_count_, disagreement_count_);
  return {};
}

Result<void> Differential::RunOnGraph(size_t statement_count) {
  SmallGraph graph = MakeRandomGraph(random_);
  TemporaryFolder folder;
  StoreOptions options;
  options.durability = Durability::kNormal;
  {
    RONDO_TRY_ASSIGN(std::unique_ptr<Store> made, Store::Open(folder / "graph", options));
    RONDO_TRY(WriteTo(*made, graph));
  }
  RONDO_TRY_ASSIGN(std::unique_ptr<Store> disk, Store::Open(folder / "graph", options));
  RONDO_TRY_ASSIGN(std::unique_ptr<Store> memory, Store::Open(std::string(kInMemoryPath), {}));
  RONDO_TRY(WriteTo(*memory, graph));
  std::shared_ptr<const Snapshot> disk_view = disk->OpenSnapshot();
  std::shared_ptr<const Snapshot> memory_view = memory->OpenSnapshot();
  Generator generator(random_);
  for (size_t count = 0; count < statement_count; ++count) {
    Judge(graph, generator.MakeStatement(), *memory_view, *disk_view);
    if (disagreement_count_ == kReportCountMax) {
      break;
    }
  }
  return {};
}

void Differential::Judge(const SmallGraph& graph, const Statement& statement,
                         const GraphView& memory, const GraphView& disk) {
  ++run_count_;
  std::optional<ResultRows> rows = Reference(graph, kStepCountMax).Run(statement);
  if (!rows) {
    ++given_up_count_;
    return;
  }
  row_count_ += rows->size();
  std::string text = TextOf(statement);
  std::vector<std::string> expected = Lines(*rows, statement.is_ordered());
  std::string difference;
  if (Agrees(memory, text, statement.is_ordered(), expected, difference) &&
      Agrees(disk, text, statement.is_ordered(), expected, difference)) {
    return;
  }
  ++disagreement_count_;
  std::printf("---- statement %zu\n%s\n%s\n%s\n", run_count_, TextOf(graph).c_str(), text.c_str(),
              difference.c_str());
  std::fflush(stdout);
}

bool Differential::Agrees(const GraphView& view, const std::string& text, bool is_ordered,
                          const std::vector<std::string>& expected, std::string& difference) {
  for (bool optimise : {true, false}) {
    for (size_t batch_capacity : {size_t{2}, kBatchCapacity}) {
      Result<ResultRows> rows =
          test::RunQuery(view, text, {.optimise = optimise, .batch_capacity = batch_capacity});
      std::vector<std::string> found;
      if (rows.ok()) {
        found = Lines(*rows, is_ordered);
        if (found == expected) {
          continue;
        }
      }
      difference = std::string("optimise ") + (optimise ? "on" : "off") + ", batches of " +
                   std::to_string(batch_capacity) + ":\n";
      if (!rows.ok()) {
        difference += "error " + rows.error().detail + ": " + rows.error().message + "\n";
        if (rows.error().span) {
          difference += "at: " + text.substr(rows.error().span->begin, 60) + "\n";
        }
      }
      auto list = [&](const char* title, const std::vector<std::string>& lines) {
        difference += std::string(title) + " " + std::to_string(lines.size()) + " rows\n";
        for (size_t index = 0; index < std::min<size_t>(lines.size(), 12); ++index) {
          difference += "  " + lines[index] + "\n";
        }
      };
      list("expected", expected);
      list("found", found);
      return false;
    }
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
