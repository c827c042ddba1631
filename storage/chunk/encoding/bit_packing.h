#pragma once

// Frame-of-reference bit packing: integers as their distance from the least of them, in as few bits
// as the greatest distance needs.
//
//   minimum: zigzag varint | width: 1 byte (0-64) | the distances, `width` bits each, from the low
//   bit of each little-endian 64-bit word up, padded to a whole byte

#include <cstdint>
#include <span>
#include <vector>

#include "storage/codec/byte_io.h"

namespace rondo {

void PackIntegers(std::span<const int64_t> values, ByteWriter& writer);
/// Reads `count` integers. Fails `reader` on malformed bytes; then the result is empty.
std::vector<int64_t> UnpackIntegers(size_t count, ByteReader& reader);
/// Reads as many integers as `out` has room for. Fails `reader` on malformed bytes.
void UnpackIntegers(ByteReader& reader, std::span<int64_t> out);

}  // namespace rondo
