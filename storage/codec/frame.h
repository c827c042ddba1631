#pragma once

// Frames: how every record is wrapped, so that its length and checksum are verified before anything
// decodes it. A stored value is one frame or several, one after the other: at most one base, first,
// then deltas in the order of their commits (the store appends them; see ordered_store.h).
//
//   kind: 1 byte | payload length: varint | CRC-32C of kind, length and payload: 4 bytes | payload

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace rondo {

/// Never change or reuse a number.
enum class FrameKind : uint8_t {
  kBase = 1,
  kDelta = 2,
};

void AppendFrame(FrameKind kind, std::string_view payload, std::string& out);
/// What stands before the payload of a frame.
std::string FrameHead(FrameKind kind, std::string_view payload);

struct Frame {
  FrameKind kind = FrameKind::kBase;
  std::string_view payload;
};

/// Takes a stored value apart. Borrows its bytes.
class FrameReader {
 public:
  explicit FrameReader(std::string_view bytes) : bytes_(bytes) {}

  /// The next frame, or std::nullopt at the end. Corruption if the length, the checksum or the
  /// order of frames is wrong.
  Result<std::optional<Frame>> Next();

 private:
  std::string_view bytes_;
  bool at_begin_ = true;
};

/// The payload of a value that is exactly one base frame.
Result<std::string_view> UnwrapFrame(std::string_view bytes);

}  // namespace rondo
