#pragma once

// What went wrong, as data. The code says what the caller can do about it; code, phase and detail
// mirror the triple that openCypher's conformance suite compares, so nothing has to parse prose.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/source_span.h"

namespace rondo {

enum class ErrorCode : uint8_t {
  // Fix the text.
  kSyntax,
  kSemantic,
  kType,
  kArgument,
  kArithmetic,
  kParameterMissing,
  kProcedure,
  // Fix the data.
  kConstraint,
  kEntityNotFound,
  kAlreadyExists,
  kInvalidData,
  // Retry.
  kConflict,
  // Ask for less.
  kLimitExceeded,
  // Stop.
  kCancelled,
  // Call for help.
  kIo,
  kCorruption,
  kUnavailable,  // The store is locked, foreign, or of a newer format.
};

enum class ErrorPhase : uint8_t { kCompile, kRuntime };

struct Error {
  ErrorCode code = ErrorCode::kSyntax;
  ErrorPhase phase = ErrorPhase::kRuntime;
  /// Which error of its code, in openCypher's words ("UndefinedVariable"), or our own where it has
  /// none.
  std::string detail;
  /// One line for a person: lower case, no full stop.
  std::string message;
  /// Where in the text; absent where no text is to blame.
  std::optional<SourceSpan> span;
  /// A way out ("did you mean `player`?"), or empty.
  std::string hint;
};

/// The name of the code as openCypher writes it ("SyntaxError", "TypeError", ...).
std::string_view ErrorCodeName(ErrorCode code);

/// An error about the text of a statement, found before any row is produced.
Error CompileError(ErrorCode code, std::string detail, std::string message, SourceSpan span);

/// An error met while rows are produced. `span` is the expression to blame, if one is known.
Error RuntimeError(ErrorCode code, std::string detail, std::string message,
                   std::optional<SourceSpan> span = std::nullopt);

}  // namespace rondo
