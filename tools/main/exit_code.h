#pragma once

// What the program tells its caller by how it ends.

#include <cstdint>

#include "graph/base/error.h"

namespace rondo {

enum class ExitCode : uint8_t {
  kDone = 0,
  kFailed = 1,  // The query or the data is wrong, or the result could not be written.
  kUsage = 2,
  kStore = 3,  // The store cannot be opened or is damaged.
  kInterrupted = 130,
};

constexpr ExitCode ExitCodeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kCorruption:
    case ErrorCode::kUnavailable:
      return ExitCode::kStore;
    case ErrorCode::kCancelled:
      return ExitCode::kInterrupted;
    default:
      return ExitCode::kFailed;
  }
}

}  // namespace rondo
