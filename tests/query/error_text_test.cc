#include "query/error_text.h"

#include <gtest/gtest.h>

#include "query/bind/binder.h"

namespace rondo {
namespace {

/// What a user sees who writes `text`.
std::string Shown(std::string_view text) {
  Result<Ast> ast = ParseStatement(text);
  if (!ast.ok()) {
    return ErrorText(ast.error(), text);
  }
  Result<BoundStatement> bound = Bind(*ast, {});
  return bound.ok() ? "no error" : ErrorText(bound.error(), text);
}

Error ErrorAt(uint32_t begin, uint32_t end) {
  Error error = CompileError(ErrorCode::kSyntax, "Detail", "message", {begin, end});
  return error;
}

TEST(ErrorText, PointsAtThePlaceAndShowsAWayOut) {
  EXPECT_EQ(Shown("MATCH (player:Player) RETURN plyer.name"),
            "error: unknown variable `plyer` (UndefinedVariable)\n"
            "  1 | MATCH (player:Player) RETURN plyer.name\n"
            "    |                              ^^^^^ did you mean `player`?");
}

TEST(ErrorText, NumbersTheLineOfThePlace) {
  EXPECT_EQ(Shown("MATCH (n)\nWHERE n.x = 1\nRETRUN n"),
            "error: unexpected `RETRUN` (UnexpectedSyntax)\n"
            "  3 | RETRUN n\n"
            "    | ^^^^^^ did you mean `RETURN`?");
}

TEST(ErrorText, EndOfTextIsBehindTheLastWord) {
  EXPECT_EQ(ErrorText(ErrorAt(16, 16), "MATCH (n)\n  \n   "),
            "error: message (Detail)\n"
            "  1 | MATCH (n)\n"
            "    |          ^");
}

TEST(ErrorText, SpansOfSeveralLinesEndWithTheFirst) {
  EXPECT_EQ(ErrorText(ErrorAt(3, 9), "ab cd\nefgh"),
            "error: message (Detail)\n"
            "  1 | ab cd\n"
            "    |    ^^");
}

TEST(ErrorText, CutsLongLinesAroundThePlace) {
  std::string text = std::string(300, 'a') + "HERE" + std::string(300, 'b');
  std::string shown = ErrorText(ErrorAt(300, 304), text);
  EXPECT_EQ(shown, "error: message (Detail)\n  1 | \u2026" + std::string(60, 'a') + "HERE" +
                       std::string(36, 'b') + "\u2026\n    | " + std::string(61, ' ') + "^^^^");
}

TEST(ErrorText, WideAndCombiningCharactersKeepTheCaretInPlace) {
  // Two columns for the ideograph, none for the combining accent.
  std::string text = "\u4E2D e\u0301 x";
  EXPECT_EQ(ErrorText(ErrorAt(8, 9), text),
            "error: message (Detail)\n  1 | " + text + "\n    |      ^");
}

TEST(ErrorText, MakesControlCharactersVisible) {
  EXPECT_EQ(ErrorText(ErrorAt(2, 3), "\x1B\tx\x7F"),
            "error: message (Detail)\n  1 | \u241B x\u2421\n    |   ^");
  EXPECT_EQ(ErrorText(ErrorAt(0, 1), "\xFF!"), "error: message (Detail)\n  1 | \uFFFD!\n    | ^");
}

TEST(ErrorText, CarriageReturnsAreNoPartOfTheLine) {
  EXPECT_EQ(ErrorText(ErrorAt(1, 2), "ab\r\nx"), "error: message (Detail)\n  1 | ab\n    |  ^");
}

TEST(ErrorText, WithoutAPlaceIsOneLine) {
  Error error = RuntimeError(ErrorCode::kConflict, "", "another writer was faster");
  EXPECT_EQ(ErrorText(error, "RETURN 1"), "error: another writer was faster (Conflict)");
  error.hint = "try again";
  EXPECT_EQ(ErrorText(error, "RETURN 1"), "error: another writer was faster (Conflict): try again");
}

TEST(ErrorText, PlacesBehindTheTextDoNoHarm) {
  EXPECT_EQ(ErrorText(ErrorAt(90, 95), "x"), "error: message (Detail)\n  1 | x\n    |  ^");
  EXPECT_EQ(ErrorText(ErrorAt(5, 2), ""), "error: message (Detail)\n  1 | \n    | ^");
}

TEST(TextPosition, CountsLinesAndCharactersFromOne) {
  EXPECT_EQ(PositionOf("a\n\u00E9x", 0).column, 1u);
  EXPECT_EQ(PositionOf("a\n\u00E9x", 4).line, 2u);
  EXPECT_EQ(PositionOf("a\n\u00E9x", 4).column, 2u);
  EXPECT_EQ(PositionOf("a", 99).column, 2u);
}

}  // namespace
}  // namespace rondo
