#include "storage/codec/format_version.h"

#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/storage_error.h"

namespace rondo {

std::string EncodeFormatRecord(uint32_t version) {
  std::string payload;
  ByteWriter(payload).Varint(version);
  std::string out;
  AppendFrame(FrameKind::kBase, payload, out);
  return out;
}

Result<uint32_t> DecodeFormatRecord(std::string_view record) {
  RONDO_TRY_ASSIGN(const std::string_view payload, UnwrapFrame(record));
  ByteReader reader(payload);
  const auto version = static_cast<uint32_t>(reader.BoundedVarint(UINT32_MAX));
  if (!reader.Finished()) {
    return CorruptionError("MalformedRecord", "the format record is malformed");
  }
  return version;
}

}  // namespace rondo
