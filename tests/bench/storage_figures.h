#pragma once

// The workload through the calls of the storage engine, without the language: what it could cost
// at best. Keys begin with `s_`.

#include "storage/store.h"
#include "tests/bench/figures.h"
#include "tests/bench/workload.h"

namespace rondo::bench {

void MeasureReads(const Store& store, const Workload& workload, Figures& figures);
/// Changes the store.
void MeasureWrites(Store& store, const Workload& workload, Figures& figures);
/// `count` durable commits of one edge each.
void CommitMany(Store& store, const Workload& workload, size_t count);
/// The clubs of the first player: the first question after an open.
int64_t CountFirstClubs(const Store& store, const Workload& workload);

}  // namespace rondo::bench
