#pragma once

// The integers of the lanes of a group that are present, on their way from a record to the places
// of those lanes. A load reads chunks again and again, so none of this asks for memory beside that
// of the result.

#include <cstdint>
#include <span>

#include "storage/chunk/group.h"
#include "storage/chunk/number_array.h"
#include "storage/codec/byte_io.h"

namespace rondo {

/// `values` at the lanes that are `present`, ascending, of which there are as many; in between is
/// any number.
NumberArray InLanes(const GroupBitmap& present, std::span<const int64_t> values);

/// The same of packed integers. Fails `reader` on malformed bytes, and on integers that are not in
/// [least, greatest]; then the result is any.
NumberArray UnpackLanes(const GroupBitmap& present, ByteReader& reader, int64_t least = INT64_MIN,
                        int64_t greatest = INT64_MAX);

}  // namespace rondo
