#include "storage/codec/frame.h"

#include "storage/codec/byte_io.h"
#include "storage/codec/checksum.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

uint32_t FrameChecksum(std::string_view head, std::string_view payload) {
  return Crc32c(payload, Crc32c(head));
}

}  // namespace

std::string FrameHead(FrameKind kind, std::string_view payload) {
  std::string head;  // Short: it needs no memory of its own.
  ByteWriter writer(head);
  writer.U8(static_cast<uint8_t>(kind));
  writer.Varint(payload.size());
  writer.U32(FrameChecksum(head, payload));
  return head;
}

void AppendFrame(FrameKind kind, std::string_view payload, std::string& out) {
  out.append(FrameHead(kind, payload)).append(payload);
}

Result<std::optional<Frame>> FrameReader::Next() {
  if (bytes_.empty()) return std::optional<Frame>();
  ByteReader reader(bytes_);
  const uint8_t kind = reader.U8();
  const uint64_t size = reader.Varint();
  const size_t head_size = bytes_.size() - reader.remaining();
  const uint32_t checksum = reader.U32();
  const std::string_view payload = reader.Bytes(size);
  if (!reader.ok()) return CorruptionError("TruncatedRecord", "a record is cut short");
  if (FrameChecksum(bytes_.substr(0, head_size), payload) != checksum) {
    return CorruptionError("ChecksumMismatch", "a record does not match its checksum");
  }
  const bool is_base = kind == static_cast<uint8_t>(FrameKind::kBase);
  if ((!is_base && kind != static_cast<uint8_t>(FrameKind::kDelta)) || (is_base && !at_begin_)) {
    return CorruptionError("MalformedRecord", "a record has a frame of an unexpected kind");
  }
  at_begin_ = false;
  bytes_.remove_prefix(bytes_.size() - reader.remaining());
  return std::optional<Frame>(Frame{static_cast<FrameKind>(kind), payload});
}

Result<std::string_view> UnwrapFrame(std::string_view bytes) {
  FrameReader reader(bytes);
  RONDO_TRY_ASSIGN(const std::optional<Frame> frame, reader.Next());
  if (!frame || frame->kind != FrameKind::kBase) {
    return CorruptionError("MalformedRecord", "a record has no base");
  }
  RONDO_TRY_ASSIGN(const std::optional<Frame> more, reader.Next());
  if (more) return CorruptionError("MalformedRecord", "a record has bytes after its end");
  return frame->payload;
}

}  // namespace rondo
