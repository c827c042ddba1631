// How libFuzzer changes statements: by tokens and by bracketed parts, so that many still parse, and
// now and then by bytes.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "query/syntax/lexer.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t size_max);

namespace rondo {
namespace {

using Random = std::minstd_rand;
using Pieces = std::vector<std::string>;

constexpr std::array kWords = {"MATCH",
                               "OPTIONAL MATCH",
                               "RETURN",
                               "WITH",
                               "WHERE",
                               "UNWIND",
                               "CREATE",
                               "MERGE",
                               "SET",
                               "DELETE",
                               "DETACH DELETE",
                               "REMOVE",
                               "ORDER BY",
                               "SKIP",
                               "LIMIT",
                               "DISTINCT",
                               "AS",
                               "UNION",
                               "UNION ALL",
                               "CALL",
                               "YIELD",
                               "FOREACH",
                               "FOR",
                               "IN",
                               "LET",
                               "FILTER",
                               "AND",
                               "OR",
                               "XOR",
                               "NOT",
                               "IS NULL",
                               "STARTS WITH",
                               "CONTAINS",
                               "=~",
                               "EXISTS {",
                               "COUNT {",
                               "COLLECT {",
                               "}",
                               "CASE WHEN",
                               "THEN",
                               "ELSE",
                               "END",
                               "all(",
                               "any(",
                               "single(",
                               "reduce(",
                               "(",
                               ")",
                               "[",
                               "]",
                               "{",
                               "}",
                               "*",
                               "+",
                               "-",
                               "/",
                               "%",
                               "^",
                               "=",
                               "<>",
                               "<",
                               ">=",
                               ",",
                               ".",
                               "..",
                               ":",
                               "|",
                               "&",
                               "!",
                               "->",
                               "<-",
                               "--",
                               "-->",
                               "{1,2}",
                               "(n)",
                               "-[r]->",
                               "-[r:R*1..2]-",
                               "n",
                               "n.x",
                               "n.s",
                               "r",
                               "p =",
                               "0",
                               "1",
                               "-1",
                               "9223372036854775807",
                               "-9223372036854775808",
                               "1.5",
                               "1e308",
                               "null",
                               "true",
                               "'a'",
                               "''",
                               "[1, 2]",
                               "{x: 1}",
                               "$list",
                               "$map",
                               "$a",
                               "count(*)",
                               "collect(",
                               "sum(",
                               "avg(",
                               "min(",
                               "percentileCont(",
                               "range(",
                               "size(",
                               "nodes(",
                               "relationships(",
                               "labels(",
                               "type(",
                               "id(",
                               "properties(",
                               "keys(",
                               "coalesce(",
                               "toString(",
                               "toInteger(",
                               "substring(",
                               "split(",
                               "replace(",
                               "date(",
                               "datetime(",
                               "duration(",
                               "localtime(",
                               "time(",
                               "date.truncate(",
                               "duration.between(",
                               "shortestPath(",
                               "allShortestPaths(",
                               "ANY SHORTEST",
                               "ALL SHORTEST",
                               "SHORTEST 2",
                               "SHORTEST 2 GROUPS",
                               "TRAIL",
                               "WALK",
                               "ACYCLIC",
                               "SIMPLE",
                               "db.labels()",
                               "algo.pagerank()",
                               "algo.bfs(",
                               "FOR VALID_TIME AS OF",
                               "IN TRANSACTIONS OF 1 ROWS",
                               "EXPLAIN",
                               "PROFILE",
                               "ON CREATE SET",
                               "ON MATCH SET",
                               "CREATE INDEX FOR (n:A) ON (n.x)",
                               "CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE",
                               "SHOW INDEXES",
                               "evidence(",
                               "valid_at("};

size_t Pick(Random& random, size_t count) { return random() % count; }

Pieces PiecesOf(std::string_view text) {
  Pieces pieces;
  for (const Token& token : Tokenize(text).tokens) {
    if (token.span.end > token.span.begin) {
      pieces.emplace_back(text.substr(token.span.begin, token.span.end - token.span.begin));
    }
  }
  return pieces;
}

/// The piece behind the bracket that the piece at `begin` opens, or behind that piece itself.
size_t EndOf(const Pieces& pieces, size_t begin) {
  size_t depth = 0;
  for (size_t index = begin; index < pieces.size(); ++index) {
    const char first = pieces[index][0];
    depth += first == '(' || first == '[' || first == '{' ? 1 : 0;
    depth -= depth > 0 && (first == ')' || first == ']' || first == '}') ? 1 : 0;
    if (depth == 0) {
      return index + 1;
    }
  }
  return pieces.size();
}

Pieces PartOf(const Pieces& pieces, Random& random) {
  if (pieces.empty()) {
    return {};
  }
  const size_t begin = Pick(random, pieces.size());
  size_t end = EndOf(pieces, begin);
  for (size_t more = Pick(random, 4); more > 0 && end < pieces.size(); --more) {
    end = EndOf(pieces, end);
  }
  return {pieces.begin() + static_cast<std::ptrdiff_t>(begin),
          pieces.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// Puts `part` somewhere, in place of a bracketed part or of nothing.
void Place(const Pieces& part, Pieces& pieces, Random& random) {
  const size_t begin = Pick(random, pieces.size() + 1);
  const size_t end = begin == pieces.size() || Pick(random, 2) == 0 ? begin : EndOf(pieces, begin);
  pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
               pieces.begin() + static_cast<std::ptrdiff_t>(end));
  pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(begin), part.begin(), part.end());
}

size_t Write(const Pieces& pieces, uint8_t* data, size_t size_max) {
  std::string text;
  for (const std::string& piece : pieces) {
    // Hyphens stay where they stood: `loaned-to` is one name, and so are arrows.
    const bool is_tight = piece == "-" || piece == ">" || piece == ".";
    text += (text.empty() || is_tight || text.back() == '-' || text.back() == '.' ? "" : " ");
    text += piece;
  }
  const size_t size = std::min(text.size(), size_max);
  std::memcpy(data, text.data(), size);
  return size;
}

}  // namespace
}  // namespace rondo

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t size_max,
                                          unsigned int seed) {
  using namespace rondo;
  Random random(seed + 1);
  if (Pick(random, 8) == 0) {
    return LLVMFuzzerMutate(data, size, size_max);
  }
  Pieces pieces = PiecesOf({reinterpret_cast<const char*>(data), size});
  for (size_t count = 1 + Pick(random, 3); count > 0; --count) {
    switch (Pick(random, 4)) {
      case 0:
        Place({}, pieces, random);
        break;
      case 1:
        Place(PartOf(pieces, random), pieces, random);
        break;
      default:
        Place({kWords[Pick(random, kWords.size())]}, pieces, random);
    }
  }
  return Write(pieces, data, size_max);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first, size_t first_size,
                                            const uint8_t* second, size_t second_size, uint8_t* out,
                                            size_t out_size_max, unsigned int seed) {
  using namespace rondo;
  Random random(seed + 1);
  Pieces pieces = PiecesOf({reinterpret_cast<const char*>(first), first_size});
  const Pieces other = PiecesOf({reinterpret_cast<const char*>(second), second_size});
  Place(PartOf(other, random), pieces, random);
  return Write(pieces, out, out_size_max);
}
