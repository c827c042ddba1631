// Any bytes are either a statement or an error with a place inside the text; what was printed from
// a statement parses again and prints the same.

#include <string>
#include <string_view>

#include "graph/base/check.h"
#include "query/syntax/parser.h"
#include "query/syntax/print_statement.h"

namespace rondo {
namespace {

void CheckSplit(std::string_view text) {
  uint32_t end = 0;
  for (const SourceSpan span : SplitStatements(text)) {
    RONDO_CHECK(span.begin >= end && span.end > span.begin && span.end <= text.size());
    end = span.end;
  }
  RONDO_CHECK(FindStatementEnd(text).offset <= text.size());
}

void CheckRoundTrip(std::string_view text) {
  const Result<Ast> parsed = ParseStatement(text);
  if (!parsed.ok()) {
    const Error& error = parsed.error();
    RONDO_CHECK(error.span.has_value() && error.span->begin <= error.span->end);
    RONDO_CHECK(error.span->end <= text.size());
    RONDO_CHECK(!error.detail.empty() && !error.message.empty());
    return;
  }
  const std::string printed = PrintStatement(parsed->statement());
  const Result<Ast> again = ParseStatement(printed);
  if (!again.ok() && again.error().code == ErrorCode::kLimitExceeded) {
    return;  // Brackets that the printer adds count as levels.
  }
  RONDO_CHECK(again.ok());
  RONDO_CHECK(PrintStatement(again->statement()) == printed);
}

}  // namespace
}  // namespace rondo

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  rondo::CheckSplit(text);
  rondo::CheckRoundTrip(text);
  return 0;
}
