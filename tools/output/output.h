#pragma once

// Output: where writers and renderers put their bytes. Buffered; the first failure is kept and
// everything after it is dropped, so a writer can check once per record instead of once per piece.
// Thread rule: belongs to one thread.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace rondo {

/// Detail of the Io error of a pipe whose reader went away: no fault, the reader has had enough.
inline constexpr std::string_view kClosedPipe = "ClosedPipe";

bool IsClosedPipe(const Error& error);

class Output {
 public:
  /// Takes a full buffer somewhere.
  using Target = std::function<Result<void>(std::string_view bytes)>;

  explicit Output(Target target) : target_(std::move(target)) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void Write(std::string_view text) {
    buffer_.append(text);
    if (buffer_.size() >= kBufferSize) {
      Drain();
    }
  }

  /// Hands on what is buffered. The first error of all writes so far, if there was one.
  Result<void> Flush();

  /// The first error so far; does not flush. O(1).
  Result<void> status() const;
  bool failed() const { return error_.has_value(); }

 private:
  static constexpr size_t kBufferSize = size_t{64} << 10;

  void Drain();

  Target target_;
  std::string buffer_;
  std::optional<Error> error_;
};

/// Writes to an open file descriptor, which stays open. Io("ClosedPipe") where the reader is gone,
/// Io("WriteFailed") otherwise; `name` is what messages call it.
Output::Target DescriptorTarget(int descriptor, std::string name);

/// Appends to `text`, which must outlive the output.
Output::Target StringTarget(std::string& text);

}  // namespace rondo
