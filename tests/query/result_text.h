#pragma once

// A result as one line, for expectations.
// Thread rule: a free function without state.

#include <string>

#include "graph/base/result.h"
#include "graph/model/value_text.h"
#include "query/result.h"

namespace rondo::test {

/// Rows with ` / ` between them, columns with `, `; or what went wrong: "Code/Detail".
inline std::string ResultText(const Result<QueryResult>& result) {
  if (!result.ok()) {
    return std::string(ErrorCodeName(result.error().code)) + "/" + result.error().detail;
  }
  std::string rows;
  for (const Row& row : *result) {
    rows += rows.empty() ? "" : " / ";
    for (size_t column = 0; column < row.size(); ++column) {
      rows += (column == 0 ? "" : ", ") + ValueText(row[column], {.canonical = true});
    }
  }
  return rows;
}

}  // namespace rondo::test
