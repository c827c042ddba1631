#pragma once

// The Merge operator of the store: a key's value is its base followed by every operand, in order.
// Associative, so RocksDB may join operands whenever it likes.

#include <memory>

namespace rocksdb {
class MergeOperator;
}

namespace rondo {

std::shared_ptr<rocksdb::MergeOperator> MakeAppendOperator();

}  // namespace rondo
