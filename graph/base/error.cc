#include "graph/base/error.h"

#include <utility>

namespace rondo {

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kSyntax:
      return "SyntaxError";
    case ErrorCode::kSemantic:
      return "SemanticError";
    case ErrorCode::kType:
      return "TypeError";
    case ErrorCode::kArgument:
      return "ArgumentError";
    case ErrorCode::kArithmetic:
      return "ArithmeticError";
    case ErrorCode::kParameterMissing:
      return "ParameterMissing";
    case ErrorCode::kProcedure:
      return "ProcedureError";
    case ErrorCode::kConstraint:
      return "ConstraintVerificationFailed";
    case ErrorCode::kEntityNotFound:
      return "EntityNotFound";
    case ErrorCode::kAlreadyExists:
      return "AlreadyExists";
    case ErrorCode::kInvalidData:
      return "InvalidData";
    case ErrorCode::kConflict:
      return "Conflict";
    case ErrorCode::kLimitExceeded:
      return "LimitExceeded";
    case ErrorCode::kCancelled:
      return "Cancelled";
    case ErrorCode::kIo:
      return "IoError";
    case ErrorCode::kCorruption:
      return "Corruption";
    case ErrorCode::kUnavailable:
      return "Unavailable";
  }
  return "Error";
}

Error CompileError(ErrorCode code, std::string detail, std::string message, SourceSpan span) {
  return Error{code, ErrorPhase::kCompile, std::move(detail), std::move(message), span, {}};
}

Error RuntimeError(ErrorCode code, std::string detail, std::string message,
                   std::optional<SourceSpan> span) {
  return Error{code, ErrorPhase::kRuntime, std::move(detail), std::move(message), span, {}};
}

}  // namespace rondo
