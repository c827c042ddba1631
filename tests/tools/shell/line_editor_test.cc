// The line editor without a terminal: bytes in, screens out.

#include "tools/shell/editor/line_editor.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query/syntax/parser.h"
#include "tests/tools/shell/screen_model.h"
#include "tools/shell/editor/key_decoder.h"

namespace rondo::shell {
namespace {

constexpr std::string_view kUp = "\x1b[A";
constexpr std::string_view kDown = "\x1b[B";
constexpr std::string_view kRight = "\x1b[C";
constexpr std::string_view kLeft = "\x1b[D";
constexpr std::string_view kWordLeft = "\x1b[1;5D";
constexpr std::string_view kShiftTab = "\x1b[Z";

CompletionList CompleteClubs(std::string_view text, size_t cursor) {
  const size_t begin = text.substr(0, cursor).find_last_of(" '") + 1;
  const std::string typed(text.substr(begin, cursor - begin));
  CompletionList list{begin, cursor, {}};
  for (std::string name : {"Málaga", "Mainz", "Mallorca", "Roma"}) {
    if (name.starts_with(typed)) {
      list.items.push_back({name, name});
    }
  }
  return list;
}

/// An editor with a screen: keys are typed as the bytes that a terminal sends.
class EditorTest : public testing::Test {
 protected:
  explicit EditorTest(bool colored = false)
      : editor_(
            {.is_complete = [](std::string_view text) { return FindStatementEnd(text).complete; },
             .complete = CompleteClubs,
             .colored = colored},
            history_) {
    editor_.Start("> ");
    Paint();
  }

  /// The last event other than kNone, if there was one.
  EditorEvent Type(std::string_view bytes) {
    std::vector<Key> keys;
    decoder_.Feed(bytes, keys);
    EditorEvent last = EditorEvent::kNone;
    for (const Key& key : keys) {
      const EditorEvent event = editor_.HandleKey(key);
      last = event == EditorEvent::kNone ? last : event;
      Paint();
    }
    return last;
  }

  std::string Submit(std::string_view bytes) {
    EXPECT_EQ(Type(bytes), EditorEvent::kSubmitted);
    std::string text = editor_.text();
    EXPECT_TRUE(history_.Add(text).ok());
    screen_.Write(painter_.Leave());
    editor_.Start("> ");
    Paint();
    return text;
  }

  void Paint() { screen_.Write(painter_.Paint(editor_.Compose(kWidth, kHeight))); }

  std::vector<std::string> Rows() const { return screen_.Rows(); }
  using Lines = std::vector<std::string>;

  static constexpr size_t kWidth = 30;
  static constexpr size_t kHeight = 8;
  History history_;
  LineEditor editor_;
  KeyDecoder decoder_;
  FramePainter painter_;
  ScreenModel screen_{kWidth, kHeight};
};

class ColoredEditorTest : public EditorTest {
 protected:
  ColoredEditorTest() : EditorTest(true) {}
};

TEST_F(EditorTest, EnterBreaksTheLineUntilTheStatementEnds) {
  EXPECT_EQ(Type("MATCH (n)\r  WHERE n.x = ';'\rRETURN n"), EditorEvent::kNone);
  EXPECT_EQ(Rows(), (Lines{"> MATCH (n)", "->   WHERE n.x = ';'", "->   RETURN n"}));
  EXPECT_EQ(Type(";\r"), EditorEvent::kSubmitted);
  EXPECT_EQ(editor_.text(), "MATCH (n)\n  WHERE n.x = ';'\n  RETURN n;");
}

TEST_F(EditorTest, UpAndDownMoveInsideTheTextBeforeTheHistory) {
  Submit("RETURN 1;\r");
  Submit("RETURN\r2;\r");
  Type("draft\rx");
  Type(kUp);
  EXPECT_EQ(editor_.text(), "draft\nx");
  Type(kUp);
  EXPECT_EQ(editor_.text(), "RETURN\n2;");
  Type(kUp);
  Type(kUp);
  EXPECT_EQ(editor_.text(), "RETURN 1;");
  Type(kUp);
  EXPECT_EQ(editor_.text(), "RETURN 1;");
  Type(kDown);
  Type(kDown);
  EXPECT_EQ(editor_.text(), "draft\nx");
}

TEST_F(EditorTest, VerticalMovesKeepTheirColumn) {
  Type("abcdef\rx\rabcdef");
  Type(kLeft);
  Type(kUp);
  Type(kUp);
  Type("|");
  EXPECT_EQ(editor_.text(), "abcde|f\nx\nabcdef");
}

TEST_F(EditorTest, MovesByWhatAPersonTakesForCharacters) {
  Type("a👩‍👩‍👧e\u0301遠");
  EXPECT_EQ(screen_.cursor_column(), 2u + 1 + 2 + 1 + 2);
  Type("\x7f");
  EXPECT_EQ(editor_.text(), "a👩‍👩‍👧e\u0301");
  Type("\x7f");
  EXPECT_EQ(editor_.text(), "a👩‍👩‍👧");
  Type(kLeft);
  Type("b");
  EXPECT_EQ(editor_.text(), "ab👩‍👩‍👧");
}

TEST_F(EditorTest, KillsAndYanks) {
  Type("one two three\x17\x17");
  EXPECT_EQ(editor_.text(), "one ");
  Type("\x19");
  EXPECT_EQ(editor_.text(), "one two three");
  Type("\x01\x0b");
  EXPECT_EQ(editor_.text(), "");
  Type(
      "\x19\x1b"
      "y");
  EXPECT_EQ(editor_.text(), "two three");
  Type(kWordLeft);
  Type("\x1b\x7f");
  EXPECT_EQ(editor_.text(), "three");
  Type("\x1f");
  EXPECT_EQ(editor_.text(), "two three");
}

TEST_F(EditorTest, APasteIsOneTextWhateverItHolds) {
  std::string paste;
  std::string expected;
  for (int index = 0; index < 400; ++index) {
    paste += "CREATE (:P {i: " + std::to_string(index) + "});\r\n";
    expected += "CREATE (:P {i: " + std::to_string(index) + "});\n";
  }
  const std::string bytes = "\x1b[200~" + paste + "\ttab\x1b[201~";
  // In pieces, as terminals deliver it, and with no key of it doing what the key does.
  for (size_t begin = 0; begin < bytes.size(); begin += 1000) {
    EXPECT_EQ(Type(std::string_view(bytes).substr(begin, 1000)), EditorEvent::kNone);
  }
  EXPECT_EQ(editor_.text(), expected + "\ttab");
  EXPECT_EQ(Rows().size(), kHeight);
  EXPECT_EQ(Rows().back(), "->  tab");
}

TEST_F(EditorTest, ControlCDropsAndControlDCloses) {
  Type("RETURN");
  EXPECT_EQ(Type("\x04"), EditorEvent::kNone);
  EXPECT_EQ(Type("\x03"), EditorEvent::kDropped);
  editor_.Start("> ");
  EXPECT_EQ(Type("\x04"), EditorEvent::kClosed);
}

TEST_F(EditorTest, CompletesTheCommonPartThenShowsAMenu) {
  Type("x 'M\t");
  EXPECT_EQ(editor_.text(), "x 'M");
  EXPECT_EQ(Rows(), (Lines{"> x 'M", "Málaga    Mainz     Mallorca"}));
  Type("\t");
  EXPECT_EQ(editor_.text(), "x 'Málaga");
  Type(kShiftTab);
  EXPECT_EQ(editor_.text(), "x 'Mallorca");
  EXPECT_EQ(Type("\r"), EditorEvent::kNone);
  EXPECT_EQ(Rows(), (Lines{"> x 'Mallorca"}));
  Type(" Ma\t");
  EXPECT_EQ(editor_.text(), "x 'Mallorca Ma");
  Type("\t");
  std::vector<Key> keys;
  decoder_.Feed("\x1b", keys);
  EXPECT_TRUE(decoder_.waiting());
  decoder_.Pause(keys);
  ASSERT_EQ(keys.size(), 1u);
  editor_.HandleKey(keys[0]);
  EXPECT_EQ(editor_.text(), "x 'Mallorca Ma");
  Type("l\t");
  EXPECT_EQ(editor_.text(), "x 'Mallorca Mallorca");
}

TEST_F(EditorTest, SearchesTheHistory) {
  Submit("RETURN 'Roma';\r");
  Submit("RETURN 'Bari';\r");
  Submit("RETURN 'roma', 2;\r");
  Type("draft");
  Type("\x12ROMA");
  EXPECT_EQ(editor_.text(), "RETURN 'roma', 2;");
  EXPECT_EQ(Rows().back(), "search backwards: ROMA");
  Type("\x12");
  EXPECT_EQ(editor_.text(), "RETURN 'Roma';");
  Type("\x12");
  EXPECT_EQ(editor_.text(), "RETURN 'Roma';");
  EXPECT_EQ(Rows().back(), "no statement holds: ROMA");
  Type("\x07");
  EXPECT_EQ(editor_.text(), "draft");
  Type(
      "\x12"
      "bari");
  EXPECT_EQ(Type("\r"), EditorEvent::kSubmitted);
  EXPECT_EQ(editor_.text(), "RETURN 'Bari';");
}

TEST_F(EditorTest, LongLinesAreBrokenAtTheWidthAndRepaintedWhole) {
  Type(std::string(28, 'a'));
  EXPECT_EQ(screen_.cursor_row(), 1u);
  EXPECT_EQ(screen_.cursor_column(), 2u);
  Type("b");
  EXPECT_EQ(Rows(), (Lines{"> " + std::string(28, 'a'), "  b"}));
  Type(
      "\x01"
      "c");
  EXPECT_EQ(Rows(), (Lines{"> c" + std::string(27, 'a'), "  ab"}));
  Type("\x0b");
  EXPECT_EQ(Rows(), (Lines{"> c"}));
}

TEST_F(EditorTest, TextsThatAreTallerThanTheTerminalShowWhereTheCursorIs) {
  for (int line = 0; line < 20; ++line) {
    Type("line" + std::to_string(line) + "\r");
  }
  EXPECT_EQ(Rows().front(), "-> line13");
  for (int line = 0; line < 20; ++line) {
    Type(kUp);
  }
  EXPECT_EQ(Rows().front(), "> line0");
  EXPECT_EQ(screen_.cursor_row(), 0u);
}

TEST_F(EditorTest, PastedControlCharactersCannotSteerTheTerminal) {
  Type("\x1b[200~a\x1b[2Jb\x1b[201~");
  EXPECT_EQ(Rows(), (Lines{"> a␛[2Jb"}));
  EXPECT_EQ(editor_.text(), "a\x1b[2Jb");
}

TEST_F(ColoredEditorTest, SuggestsTheLatestStatementThatBeginsLikeThis) {
  Submit("RETURN 1 AS first;\r");
  Type("RET");
  EXPECT_EQ(Rows().back(), "> RETURN 1 AS first;");
  EXPECT_EQ(screen_.cursor_column(), 5u);
  Type("\x1b[1;5C");
  EXPECT_EQ(editor_.text(), "RETURN");
  Type(kRight);
  EXPECT_EQ(editor_.text(), "RETURN 1 AS first;");
}

TEST_F(ColoredEditorTest, WhatIsSubmittedIsShownWithoutTheSuggestion) {
  Submit("RETURN 1;// more\r");
  Type("RETURN 1;\r");
  EXPECT_EQ(Rows().back(), "> RETURN 1;");
}

TEST_F(EditorTest, NoSuggestionWithoutColour) {
  Submit("RETURN 1;\r");
  Type("RET");
  EXPECT_EQ(Rows().back(), "> RET");
}

TEST(Resize, FramesAreRepaintedWhereTheTerminalBrokeThem) {
  History history;
  LineEditor editor({.is_complete = [](std::string_view) { return false; }}, history);
  editor.Start("> ");
  editor.HandleKey({KeyCode::kText, 0, std::string(40, 'a')});
  FramePainter painter;
  painter.Paint(editor.Compose(80, 24));
  // The row of 42 cells now takes three of 20, the cursor stands in the third.
  painter.Resize(20);
  ScreenModel screen(20, 10);
  screen.Write("> aaaaaaaaaaaaaaaaaa\r\naaaaaaaaaaaaaaaaaaaa\r\naa");
  screen.Write(painter.Paint(editor.Compose(20, 10)));
  EXPECT_EQ(screen.Rows(),
            (std::vector<std::string>{"> aaaaaaaaaaaaaaaaaa", "  aaaaaaaaaaaaaaaaaa", "  aaaa"}));
}

// ---------------------------------------------------------------- keys

std::vector<KeyCode> Codes(std::string_view bytes) {
  KeyDecoder decoder;
  std::vector<Key> keys;
  decoder.Feed(bytes, keys);
  std::vector<KeyCode> codes;
  for (const Key& key : keys) {
    codes.push_back(key.code);
  }
  return codes;
}

TEST(KeyDecoder, KnowsTheSequencesOfTerminals) {
  EXPECT_EQ(Codes("\x1bOA\x1b[1;5C\x1b[3~\x1b[99;99x\x1b\r\x1b"
                  "b"),
            (std::vector{KeyCode::kUp, KeyCode::kWordRight, KeyCode::kDelete, KeyCode::kUnknown,
                         KeyCode::kAltEnter, KeyCode::kAlt}));
}

TEST(KeyDecoder, BytesMayBeCutAnywhere) {
  const std::string bytes =
      "Ødegaard\x1b[A\x1b[200~x\x1b[201\x1b[201~\x1b\x1b[C\x03"
      "遠\x1bOF\r";
  std::vector<Key> whole;
  KeyDecoder decoder;
  decoder.Feed(bytes, whole);
  std::vector<Key> pieces;
  KeyDecoder slow;
  for (char byte : bytes) {
    slow.Feed(std::string_view(&byte, 1), pieces);
  }
  EXPECT_FALSE(slow.waiting());
  // Runs of text come in other pieces; joined they are the same.
  auto joined = [](const std::vector<Key>& keys) {
    std::string text;
    for (const Key& key : keys) {
      text += key.code == KeyCode::kText
                  ? key.text
                  : "<" + std::to_string(static_cast<int>(key.code)) + key.text + ">";
    }
    return text;
  };
  EXPECT_EQ(joined(pieces), joined(whole));
  EXPECT_NE(joined(whole).find("x\x1b[201>"), std::string::npos);
}

TEST(KeyDecoder, HalfACharacterIsForgottenAfterAPause) {
  KeyDecoder decoder;
  std::vector<Key> keys;
  decoder.Feed("\xc3", keys);
  EXPECT_TRUE(decoder.waiting());
  decoder.Pause(keys);
  EXPECT_FALSE(decoder.waiting());
  EXPECT_TRUE(keys.empty());
}

// ---------------------------------------------------------------- colours

/// The text with one letter a byte for its style.
std::string Styles(std::string_view text) {
  constexpr std::string_view kLetters = ".KSNLPFCME";
  std::string letters(text.size(), '.');
  size_t previous_end = 0;
  for (const StyledSpan& span : Highlight(text)) {
    EXPECT_GE(span.begin, previous_end);
    previous_end = span.end;
    letters.replace(span.begin, span.end - span.begin, span.end - span.begin,
                    kLetters[static_cast<size_t>(span.style)]);
  }
  return letters;
}

TEST(Highlight, ColoursStatements) {
  EXPECT_EQ(Styles("MATCH (p:Player)-[:loaned-to|joined]->() WHERE p.age > $a RETURN 'x', 1"),
            "KKKKK....LLLLLL....LLLLLLLLL.LLLLLL......KKKKK.........PP.KKKKKK.SSS..N");
}

TEST(Highlight, MarksWhatNothingCloses) {
  EXPECT_EQ(Styles("RETURN (1"), "KKKKKK.EN");
  EXPECT_EQ(Styles("RETURN 1)"), "KKKKKK.NE");
  EXPECT_EQ(Styles("RETURN 'abc; x"), "KKKKKK.EEEEEEE");
  EXPECT_EQ(Styles("RETURN [1}]"), "KKKKKK..NE.");
}

TEST(Highlight, ColoursCommentsMapsAndMetaCommands) {
  EXPECT_EQ(Styles("RETURN {a: b} // no"), "KKKKKK........CCCCC");
  EXPECT_EQ(Styles(":mode csv"), "MMMMM....");
  EXPECT_EQ(Styles("RETURN count(x), toUpper(y)"), "KKKKKK.FFFFF.....FFFFFFF...");
}

}  // namespace
}  // namespace rondo::shell
