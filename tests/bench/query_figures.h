#pragma once

// The workload through prepared statements of the language.

#include <string>

#include "tests/bench/figures.h"
#include "tests/bench/workload.h"

namespace rondo::bench {

void MeasureQueries(const std::string& database, const Workload& workload, Figures& figures);
/// Changes the store.
void MeasureInsertions(const std::string& database, const Workload& workload, Figures& figures);

}  // namespace rondo::bench
