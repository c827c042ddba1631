#pragma once

// Values as tagged bytes: what columns of mixed types and deltas hold. Everything but graph
// elements can be stored.

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "storage/codec/byte_io.h"

namespace rondo {

/// Type("InvalidPropertyType") if the value is, or holds, a node, an edge or a path, or is nested
/// deeper than kValueDepthMax.
Result<void> CheckStorable(const Value& value);

inline constexpr int kValueDepthMax = 64;

/// REQUIRES: CheckStorable(value).
void EncodeValue(const Value& value, ByteWriter& writer);
/// Fails `reader` on bytes that are no value.
Value DecodeValue(ByteReader& reader);
/// Passes over one value; false for null. Fails `reader` where DecodeValue would.
bool SkipValue(ByteReader& reader);

}  // namespace rondo
