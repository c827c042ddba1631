#include "storage/chunk/encoding/bitmap_coding.h"

#include <algorithm>
#include <cstring>

namespace rondo {
namespace {

/// On disk: never change or reuse a number.
enum class BitmapForm : uint8_t { kPrefix = 0, kList = 1, kWords = 2 };

// A list of more lanes than this is hardly shorter than the 256 bytes of words.
constexpr uint32_t kListMax = 160;

}  // namespace

void EncodeBitmap(const GroupBitmap& bitmap, ByteWriter& writer) {
  const uint32_t count = bitmap.Count();
  if (bitmap.NextAbsent(0) == count) {
    writer.U8(static_cast<uint8_t>(BitmapForm::kPrefix));
    writer.Varint(count);
  } else if (count <= kListMax) {
    writer.U8(static_cast<uint8_t>(BitmapForm::kList));
    writer.Varint(count);
    Lane next = 0;
    bitmap.ForEach([&](Lane lane) {
      writer.Varint(lane - next);
      next = lane + 1;
    });
  } else {
    writer.U8(static_cast<uint8_t>(BitmapForm::kWords));
    writer.Raw(bitmap.words().data(), sizeof(bitmap.words()));
  }
}

GroupBitmap DecodeBitmap(ByteReader& reader) {
  GroupBitmap bitmap;
  switch (static_cast<BitmapForm>(reader.U8())) {
    case BitmapForm::kPrefix: {
      const uint64_t count = reader.BoundedVarint(kGroupSize);
      std::fill_n(bitmap.words().begin(), count / 64, ~uint64_t{0});
      if (count % 64 != 0) bitmap.words()[count / 64] = (uint64_t{1} << count % 64) - 1;
      break;
    }
    case BitmapForm::kList: {
      const uint64_t count = reader.BoundedVarint(kGroupSize);
      uint64_t next = 0;
      for (uint64_t i = 0; i < count && reader.ok(); ++i) {
        const uint64_t lane = next + reader.BoundedVarint(kGroupSize);
        if (lane >= kGroupSize) {
          reader.Fail();
          break;
        }
        bitmap.Set(static_cast<Lane>(lane));
        next = lane + 1;
      }
      break;
    }
    case BitmapForm::kWords: {
      const std::string_view raw = reader.Bytes(sizeof(bitmap.words()));
      if (reader.ok()) std::memcpy(bitmap.words().data(), raw.data(), raw.size());
      break;
    }
    default:
      reader.Fail();
  }
  return bitmap;
}

}  // namespace rondo
