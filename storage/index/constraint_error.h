#pragma once

// What breaks a constraint, in words.

#include "graph/base/error.h"
#include "graph/model/ids.h"
#include "graph/model/value.h"
#include "storage/store.h"

namespace rondo {

/// `holder` already has the value.
Error NotUniqueError(const IndexDescription& index, NodeId holder, const Value& value);
Error MissingPropertyError(const IndexDescription& index, NodeId node);

}  // namespace rondo
