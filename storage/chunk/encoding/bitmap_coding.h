#pragma once

// Bitmaps of a group as bytes.
//
//   form: 1 byte | kPrefix: varint n, the first n lanes are set | kWords: 32 little-endian words
//   kList: varint count, ascending lanes as varint gaps

#include "storage/chunk/group.h"
#include "storage/codec/byte_io.h"

namespace rondo {

void EncodeBitmap(const GroupBitmap& bitmap, ByteWriter& writer);
/// Fails `reader` on malformed bytes.
GroupBitmap DecodeBitmap(ByteReader& reader);

}  // namespace rondo
