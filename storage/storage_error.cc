#include "storage/storage_error.h"

#include <utility>

namespace rondo {

Error CorruptionError(std::string detail, std::string message) {
  return RuntimeError(ErrorCode::kCorruption, std::move(detail), std::move(message));
}

Error IoError(std::string detail, std::string message) {
  return RuntimeError(ErrorCode::kIo, std::move(detail), std::move(message));
}

Error UnavailableError(std::string detail, std::string message) {
  return RuntimeError(ErrorCode::kUnavailable, std::move(detail), std::move(message));
}

}  // namespace rondo
