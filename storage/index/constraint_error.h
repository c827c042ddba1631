#pragma once

// What breaks a constraint, in words.

#include <cstdint>
#include <span>

#include "graph/base/error.h"
#include "graph/model/value.h"
#include "storage/store.h"

namespace rondo {

/// "node 3 with label `Club`", "edge 5 of type `loaned-to`".
std::string DescribeEntity(const IndexDescription& index, uint64_t id);

/// `holder` already has the values.
Error NotUniqueError(const IndexDescription& index, uint64_t holder, std::span<const Value> values);
Error MissingPropertyError(const IndexDescription& index, uint64_t id);
Error WrongTypeError(const IndexDescription& index, uint64_t id, const Value& value);

}  // namespace rondo
