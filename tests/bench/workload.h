#pragma once

// The data and the inputs that the benchmark runs on: CSV files and `q.txt` in one folder.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "storage/store.h"

namespace rondo::bench {

struct Workload {
  std::string scale;
  std::vector<int64_t> player_ids;
  std::vector<int64_t> club_ids;
  std::vector<std::string> player_names;
  std::vector<std::array<int64_t, 2>> player_pairs;
  std::vector<std::array<int64_t, 2>> insertions;  // Player and journalist.
};

/// InvalidData if the folder is none that the generator made.
Result<Workload> ReadWorkload(const std::string& directory);

/// Loads the CSV files of `directory`, with indexes on ids and on names of players.
Result<void> LoadFolder(Store& store, const std::string& directory);

}  // namespace rondo::bench
