#pragma once

// Loads a data set of the Labelled Subgraph Query Benchmark: a file of ids per label and a file of
// pairs per edge type.
// Thread rule: free functions.

#include <filesystem>
#include <string>

#include "graph/base/result.h"
#include "storage/store.h"

namespace rondo::test {

/// Fills an empty store from the CSV files of `folder`. Posts and comments are messages too.
Result<void> LoadLsqb(Store& store, const std::filesystem::path& folder);

/// The text of query `number`; empty if there is none.
std::string ReadLsqbQuery(const std::filesystem::path& folder, int number);

}  // namespace rondo::test
