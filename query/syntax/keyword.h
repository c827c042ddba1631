#pragma once

// The words of the language. One table serves the lexer, the parser, the printer, "did you mean"
// and whoever highlights or completes. Words are recognised in any case. Only the reserved ones
// cannot be variables without back-ticks; labels, types and property keys may be any word.

#include <cstdint>
#include <span>
#include <string_view>

namespace rondo {

enum class Keyword : uint8_t {
  kNone,  // Not a keyword.
  kAcyclic,
  kAll,
  kAllshortestpaths,
  kAnd,
  kAny,
  kAs,
  kAsc,
  kAscending,
  kAssert,
  kBegin,
  kBy,
  kCall,
  kCase,
  kCollect,
  kCommit,
  kConstraint,
  kConstraints,
  kContains,
  kCount,
  kCreate,
  kCsv,
  kDelete,
  kDesc,
  kDescending,
  kDetach,
  kDistinct,
  kDrop,
  kElse,
  kEnd,
  kEnds,
  kExists,
  kExplain,
  kFalse,
  kFieldterminator,
  kFilter,
  kFor,
  kForeach,
  kFrom,
  kFunction,
  kFunctions,
  kGroup,
  kGroups,
  kHeaders,
  kIf,
  kIn,
  kIndex,
  kIndexes,
  kIs,
  kKey,
  kLet,
  kLimit,
  kLoad,
  kMatch,
  kMerge,
  kNode,
  kNodetach,
  kNone_,  // NONE
  kNot,
  kNull,
  kOf,
  kOn,
  kOptional,
  kOr,
  kOrder,
  kPath,
  kPaths,
  kProcedure,
  kProcedures,
  kProfile,
  kRange,
  kReduce,
  kRelationship,
  kRemove,
  kReportedTime,
  kRequire,
  kReturn,
  kRollback,
  kRow,
  kRows,
  kSet,
  kShortest,
  kShortestpath,
  kShow,
  kSimple,
  kSingle,
  kSkip,
  kStarts,
  kThen,
  kTrail,
  kTransaction,
  kTransactions,
  kTrue,
  kTyped,
  kUnion,
  kUnique,
  kUnwind,
  kValidTime,
  kWalk,
  kWhen,
  kWhere,
  kWith,
  kXor,
  kYield,
};

struct KeywordInfo {
  Keyword keyword;
  std::string_view text;  // Upper case.
  bool reserved;          // Cannot name a variable.
};

/// All words, by text.
std::span<const KeywordInfo> AllKeywords();

/// The word, whatever its case, or kNone.
Keyword FindKeyword(std::string_view text);

/// Upper case. REQUIRES: not kNone.
std::string_view KeywordText(Keyword keyword);

bool IsReserved(Keyword keyword);

}  // namespace rondo
