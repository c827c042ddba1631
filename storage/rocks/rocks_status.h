#pragma once

// What RocksDB says, in our words.

#include <rocksdb/status.h>

#include <string_view>

#include "graph/base/error.h"
#include "graph/base/result.h"

namespace rondo {

/// REQUIRES: !status.ok(). `what` says what was tried ("reading", "opening the store").
Error ErrorOf(const rocksdb::Status& status, std::string_view what);

/// Nothing if `status` is ok, else ErrorOf.
Result<void> ToResult(const rocksdb::Status& status, std::string_view what);

}  // namespace rondo
