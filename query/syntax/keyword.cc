#include "query/syntax/keyword.h"

#include <algorithm>
#include <array>

#include "graph/base/check.h"

namespace rondo {
namespace {

constexpr std::array kKeywords = {
    KeywordInfo{Keyword::kAcyclic, "ACYCLIC", false},
    KeywordInfo{Keyword::kAll, "ALL", false},
    KeywordInfo{Keyword::kAllshortestpaths, "ALLSHORTESTPATHS", false},
    KeywordInfo{Keyword::kAnd, "AND", true},
    KeywordInfo{Keyword::kAny, "ANY", false},
    KeywordInfo{Keyword::kAs, "AS", true},
    KeywordInfo{Keyword::kAsc, "ASC", false},
    KeywordInfo{Keyword::kAscending, "ASCENDING", false},
    KeywordInfo{Keyword::kAssert, "ASSERT", false},
    KeywordInfo{Keyword::kBegin, "BEGIN", false},
    KeywordInfo{Keyword::kBy, "BY", false},
    KeywordInfo{Keyword::kCall, "CALL", false},
    KeywordInfo{Keyword::kCase, "CASE", true},
    KeywordInfo{Keyword::kCollect, "COLLECT", false},
    KeywordInfo{Keyword::kCommit, "COMMIT", false},
    KeywordInfo{Keyword::kConstraint, "CONSTRAINT", false},
    KeywordInfo{Keyword::kConstraints, "CONSTRAINTS", false},
    KeywordInfo{Keyword::kContains, "CONTAINS", true},
    KeywordInfo{Keyword::kCount, "COUNT", false},
    KeywordInfo{Keyword::kCreate, "CREATE", true},
    KeywordInfo{Keyword::kCsv, "CSV", false},
    KeywordInfo{Keyword::kDelete, "DELETE", true},
    KeywordInfo{Keyword::kDesc, "DESC", false},
    KeywordInfo{Keyword::kDescending, "DESCENDING", false},
    KeywordInfo{Keyword::kDetach, "DETACH", true},
    KeywordInfo{Keyword::kDistinct, "DISTINCT", true},
    KeywordInfo{Keyword::kDrop, "DROP", false},
    KeywordInfo{Keyword::kElse, "ELSE", true},
    KeywordInfo{Keyword::kEnd, "END", true},
    KeywordInfo{Keyword::kEnds, "ENDS", true},
    KeywordInfo{Keyword::kExists, "EXISTS", false},
    KeywordInfo{Keyword::kExplain, "EXPLAIN", false},
    KeywordInfo{Keyword::kFalse, "FALSE", true},
    KeywordInfo{Keyword::kFieldterminator, "FIELDTERMINATOR", false},
    KeywordInfo{Keyword::kFilter, "FILTER", false},
    KeywordInfo{Keyword::kFor, "FOR", false},
    KeywordInfo{Keyword::kForeach, "FOREACH", false},
    KeywordInfo{Keyword::kFrom, "FROM", false},
    KeywordInfo{Keyword::kFunction, "FUNCTION", false},
    KeywordInfo{Keyword::kFunctions, "FUNCTIONS", false},
    KeywordInfo{Keyword::kGroup, "GROUP", false},
    KeywordInfo{Keyword::kGroups, "GROUPS", false},
    KeywordInfo{Keyword::kHeaders, "HEADERS", false},
    KeywordInfo{Keyword::kIf, "IF", false},
    KeywordInfo{Keyword::kIn, "IN", true},
    KeywordInfo{Keyword::kIndex, "INDEX", false},
    KeywordInfo{Keyword::kIndexes, "INDEXES", false},
    KeywordInfo{Keyword::kIs, "IS", true},
    KeywordInfo{Keyword::kKey, "KEY", false},
    KeywordInfo{Keyword::kLet, "LET", false},
    KeywordInfo{Keyword::kLimit, "LIMIT", false},
    KeywordInfo{Keyword::kLoad, "LOAD", false},
    KeywordInfo{Keyword::kMatch, "MATCH", true},
    KeywordInfo{Keyword::kMerge, "MERGE", true},
    KeywordInfo{Keyword::kNode, "NODE", false},
    KeywordInfo{Keyword::kNodetach, "NODETACH", false},
    KeywordInfo{Keyword::kNone_, "NONE", false},
    KeywordInfo{Keyword::kNot, "NOT", true},
    KeywordInfo{Keyword::kNull, "NULL", true},
    KeywordInfo{Keyword::kOf, "OF", false},
    KeywordInfo{Keyword::kOn, "ON", false},
    KeywordInfo{Keyword::kOptional, "OPTIONAL", true},
    KeywordInfo{Keyword::kOr, "OR", true},
    KeywordInfo{Keyword::kOrder, "ORDER", true},
    KeywordInfo{Keyword::kPath, "PATH", false},
    KeywordInfo{Keyword::kPaths, "PATHS", false},
    KeywordInfo{Keyword::kProcedure, "PROCEDURE", false},
    KeywordInfo{Keyword::kProcedures, "PROCEDURES", false},
    KeywordInfo{Keyword::kProfile, "PROFILE", false},
    KeywordInfo{Keyword::kRange, "RANGE", false},
    KeywordInfo{Keyword::kReduce, "REDUCE", false},
    KeywordInfo{Keyword::kRelationship, "RELATIONSHIP", false},
    KeywordInfo{Keyword::kRemove, "REMOVE", true},
    KeywordInfo{Keyword::kReportedTime, "REPORTED_TIME", false},
    KeywordInfo{Keyword::kRequire, "REQUIRE", false},
    KeywordInfo{Keyword::kReturn, "RETURN", true},
    KeywordInfo{Keyword::kRollback, "ROLLBACK", false},
    KeywordInfo{Keyword::kRow, "ROW", false},
    KeywordInfo{Keyword::kRows, "ROWS", false},
    KeywordInfo{Keyword::kSet, "SET", true},
    KeywordInfo{Keyword::kShortest, "SHORTEST", false},
    KeywordInfo{Keyword::kShortestpath, "SHORTESTPATH", false},
    KeywordInfo{Keyword::kShow, "SHOW", false},
    KeywordInfo{Keyword::kSimple, "SIMPLE", false},
    KeywordInfo{Keyword::kSingle, "SINGLE", false},
    KeywordInfo{Keyword::kSkip, "SKIP", false},
    KeywordInfo{Keyword::kStarts, "STARTS", true},
    KeywordInfo{Keyword::kThen, "THEN", true},
    KeywordInfo{Keyword::kTrail, "TRAIL", false},
    KeywordInfo{Keyword::kTransaction, "TRANSACTION", false},
    KeywordInfo{Keyword::kTransactions, "TRANSACTIONS", false},
    KeywordInfo{Keyword::kTrue, "TRUE", true},
    KeywordInfo{Keyword::kTyped, "TYPED", false},
    KeywordInfo{Keyword::kUnion, "UNION", true},
    KeywordInfo{Keyword::kUnique, "UNIQUE", false},
    KeywordInfo{Keyword::kUnwind, "UNWIND", true},
    KeywordInfo{Keyword::kValidTime, "VALID_TIME", false},
    KeywordInfo{Keyword::kWalk, "WALK", false},
    KeywordInfo{Keyword::kWhen, "WHEN", true},
    KeywordInfo{Keyword::kWhere, "WHERE", true},
    KeywordInfo{Keyword::kWith, "WITH", true},
    KeywordInfo{Keyword::kXor, "XOR", true},
    KeywordInfo{Keyword::kYield, "YIELD", false},
};

static_assert(std::ranges::is_sorted(kKeywords, {}, &KeywordInfo::text));
// KeywordText indexes the table by the enumerator.
static_assert([] {
  for (size_t index = 0; index < kKeywords.size(); ++index) {
    if (static_cast<size_t>(kKeywords[index].keyword) != index + 1) {
      return false;
    }
  }
  return true;
}());

constexpr size_t kKeywordSizeMax = std::ranges::max(kKeywords, {}, [](const KeywordInfo& info) {
                                     return info.text.size();
                                   }).text.size();

}  // namespace

std::span<const KeywordInfo> AllKeywords() { return kKeywords; }

Keyword FindKeyword(std::string_view text) {
  if (text.size() > kKeywordSizeMax) {
    return Keyword::kNone;
  }
  std::array<char, kKeywordSizeMax> upper;
  std::ranges::transform(text, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  std::string_view key(upper.data(), text.size());
  auto position = std::ranges::lower_bound(kKeywords, key, {}, &KeywordInfo::text);
  if (position == kKeywords.end() || position->text != key) {
    return Keyword::kNone;
  }
  return position->keyword;
}

std::string_view KeywordText(Keyword keyword) {
  RONDO_CHECK(keyword != Keyword::kNone);
  return kKeywords[static_cast<size_t>(keyword) - 1].text;
}

bool IsReserved(Keyword keyword) {
  return keyword != Keyword::kNone && kKeywords[static_cast<size_t>(keyword) - 1].reserved;
}

}  // namespace rondo
