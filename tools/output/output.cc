#include "tools/output/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace rondo {

bool IsClosedPipe(const Error& error) {
  return error.code == ErrorCode::kIo && error.detail == kClosedPipe;
}

void Output::Drain() {
  if (!error_.has_value() && !buffer_.empty()) {
    if (Result<void> written = target_(buffer_); !written.ok()) {
      error_ = std::move(written).error();
    }
  }
  buffer_.clear();
}

Result<void> Output::Flush() {
  Drain();
  return status();
}

Result<void> Output::status() const {
  if (error_.has_value()) {
    return *error_;
  }
  return {};
}

Output::Target DescriptorTarget(int descriptor, std::string name) {
  return [descriptor, name = std::move(name)](std::string_view bytes) -> Result<void> {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
      if (written >= 0) {
        bytes.remove_prefix(static_cast<size_t>(written));
      } else if (errno == EPIPE) {
        return RuntimeError(ErrorCode::kIo, std::string(kClosedPipe),
                            "the reader of " + name + " has gone");
      } else if (errno != EINTR) {
        return RuntimeError(ErrorCode::kIo, "WriteFailed",
                            "cannot write " + name + ": " + std::strerror(errno));
      }
    }
    return {};
  };
}

Output::Target StringTarget(std::string& text) {
  return [&text](std::string_view bytes) -> Result<void> {
    text.append(bytes);
    return {};
  };
}

}  // namespace rondo
