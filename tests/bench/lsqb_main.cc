// rondo_lsqb FOLDER SCALE [RUNS]: the nine queries of the Labelled Subgraph Query Benchmark, each
// prepared once and run RUNS times (9 unless said); one line per query as JSON, with its count and
// its fastest and median run.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "query/database.h"
#include "tests/query/lsqb_graph.h"

namespace rondo::bench {
namespace {

Result<void> Measure(const std::filesystem::path& folder, const std::string& scale, int run_count) {
  RONDO_TRY_ASSIGN(Database database, Database::Open(":memory:"));
  RONDO_TRY(test::LoadLsqb(database.store(),
                           folder / "data" / ("social-network-sf" + scale + "-projected-fk")));
  Connection connection = database.Connect();
  for (int number = 1; number <= 9; ++number) {
    RONDO_TRY_ASSIGN(Statement statement,
                     connection.Prepare(test::ReadLsqbQuery(folder / "cypher", number)));
    std::vector<double> times;
    int64_t count = 0;
    for (int run = 0; run < run_count; ++run) {
      auto began = std::chrono::steady_clock::now();
      RONDO_TRY_ASSIGN(QueryResult result, statement.Execute());
      std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - began;
      times.push_back(elapsed.count());
      count = result.rows()[0].Get<int64_t>("count");
    }
    std::ranges::sort(times);
    fmt::print(R"({{"peer":"rondo","query":{},"count":{},"min_ms":{:.3f},"median_ms":{:.3f}}})"
               "\n",
               number, count, times.front(), times[times.size() / 2]);
  }
  return {};
}

}  // namespace
}  // namespace rondo::bench

int main(int argument_count, char** arguments) {
  if (argument_count < 3) {
    fmt::print(stderr, "usage: rondo_lsqb FOLDER SCALE [RUNS]\n");
    return 2;
  }
  const int run_count = argument_count > 3 ? std::max(1, std::atoi(arguments[3])) : 9;
  const auto measured = rondo::bench::Measure(arguments[1], arguments[2], run_count);
  if (!measured.ok()) {
    fmt::print(stderr, "{}\n", measured.error().message);
    return 1;
  }
  return 0;
}
