// The shipped football mapping makes the graph that it promises. Needs the outside football data.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "storage/store.h"
#include "tests/storage/temporary_folder.h"
#include "tools/import/importer.h"
#include "tools/import/mapping.h"

namespace rondo::import {
namespace {

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(FootballImport, MakesThePromisedGraphWithinItsLimits) {
  const std::string data = std::string(RONDO_SHARED_DATA) + "/football";
  if (!std::filesystem::exists(data + "/players.csv")) GTEST_SKIP() << "no football data";
  const std::string mapping_path =
      std::string(RONDO_SOURCE_DIR) + "/tools/import/mappings/football.json";
  const ImportPlan plan = ReadMapping(ReadText(mapping_path), mapping_path, data).value();

  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {}).value();
  const auto summary = ImportFiles(*store, plan, {});
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(summary->node_count, 328713);
  EXPECT_EQ(summary->edge_count, 1407832);
  EXPECT_EQ(summary->bad_row_count, 0);

  const StoreStatistics statistics = store->Statistics().value();
  std::map<std::string, uint64_t> counts;
  for (const auto& [name, count] : statistics.labels) counts[name] = count;
  for (const auto& [name, count] : statistics.edge_types) counts[name] = count;
  const std::map<std::string, uint64_t> promised = {
      {"Player", 53790},         {"Club", 7044},        {"Competition", 30},
      {"Match", 267849},         {"loaned-to", 29428},  {"loaned-from", 29435},
      {"transferred-to", 71231}, {"left", 75587},       {"plays-for", 100734},
      {"side-of", 537},          {"scored-in", 297147}, {"home-side", 267849},
      {"away-side", 267849},     {"part-of", 267849},   {"rival-of", 186}};
  EXPECT_EQ(counts, promised);
  EXPECT_LT(statistics.disk_size, uint64_t{60} << 20);
  const auto problems = store->Check();
  ASSERT_TRUE(problems.ok()) << problems.error().message;
  for (const IntegrityProblem& problem : *problems) {
    ADD_FAILURE() << problem.place << ": " << problem.message;
  }
}

}  // namespace
}  // namespace rondo::import
