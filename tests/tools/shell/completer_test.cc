// Completion by context, on a live graph; and where the pieces of a script begin and end.

#include "tools/shell/completer.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "storage/store.h"
#include "tools/shell/graph_names.h"
#include "tools/shell/script_piece.h"

namespace rondo::shell {
namespace {

using Texts = std::vector<std::string>;

class CompleterTest : public testing::Test {
 protected:
  CompleterTest() : store_(std::move(Store::Open(":memory:", {})).value()) {
    auto transaction = std::move(store_->BeginTransaction()).value();
    auto node = [&](std::string_view label, const std::map<std::string, Value>& properties) {
      std::vector<Property> list;
      for (const auto& [key, value] : properties) {
        list.push_back({transaction->InternPropertyKey(key).value(), value});
      }
      const LabelId id = transaction->InternLabel(label).value();
      return transaction->CreateNode({&id, 1}, list).value();
    };
    const NodeId smalling = node("Player", {{"name", "Chris Smalling"}, {"born", 1989}});
    node("Player", {{"name", "Málaga-Fan"}});
    const NodeId roma = node("Club", {{"name", "Roma"}, {"city", "Rome"}});
    node("Club", {{"name", "Málaga"}, {"city", "Málaga"}});
    node("Club", {{"name", "L'Aquila"}});
    node("Odd Label", {{"strange key", 1}});
    const EdgeTypeId type = transaction->InternEdgeType("loaned-to").value();
    const std::vector<Property> loan = {{transaction->InternPropertyKey("until").value(), 2020},
                                        {transaction->InternPropertyKey("kind").value(), "option"}};
    EXPECT_TRUE(transaction->CreateEdge(type, smalling, roma, loan).ok());
    EXPECT_TRUE(transaction->Commit().ok());
    snapshot_ = store_->OpenSnapshot();
  }

  /// What stands at the `@` of the text.
  CompletionList Complete(std::string text) {
    const size_t cursor = text.find('@');
    text.erase(cursor, 1);
    return CompleteStatement(text, cursor, {snapshot_.get(), procedures_, parameters_});
  }
  Texts Items(const std::string& text) {
    Texts texts;
    for (const Completion& item : Complete(text).items) {
      texts.push_back(item.text);
    }
    return texts;
  }
  /// The texts after the only item is taken.
  std::string Taken(std::string text) {
    const CompletionList list = Complete(text);
    EXPECT_EQ(list.items.size(), 1u) << text;
    text.erase(text.find('@'), 1);
    return list.items.empty() ? text
                              : text.replace(list.begin, list.end - list.begin, list.items[0].text);
  }

  std::unique_ptr<Store> store_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::string> procedures_ = {"algo.pagerank", "algo.triangles", "db.labels"};
  std::vector<std::string> parameters_ = {"club", "clubs", "day"};
};

TEST_F(CompleterTest, LabelsStandBehindAColonInParentheses) {
  EXPECT_EQ(Taken("MATCH (p:Pl@"), "MATCH (p:Player");
  EXPECT_EQ(Taken("MATCH (p:Pl@) RETURN p"), "MATCH (p:Player) RETURN p");
  EXPECT_EQ(Taken("MATCH (:Club|Odd@"), "MATCH (:Club|`Odd Label`");
  EXPECT_EQ(Items("MATCH (p:odd@"), (Texts{"`Odd Label`"}));
  EXPECT_EQ(Taken("MATCH (p) WHERE p:Pl@"), "MATCH (p) WHERE p:Player");
}

TEST_F(CompleterTest, TypesStandBehindAColonInBrackets) {
  EXPECT_EQ(Items("MATCH (p)-[r:loaned@").front(), "loaned-to");
  EXPECT_EQ(Taken("MATCH (p)-[r:loaned-t@]->()"), "MATCH (p)-[r:loaned-to]->()");
  EXPECT_EQ(Items("MATCH (p)-[:loaned-to|loaned-@").front(), "loaned-to");
}

TEST_F(CompleterTest, LiveNamesComeBeforeTheVocabulary) {
  const CompletionList list = Complete("MATCH (:@");
  ASSERT_GT(list.items.size(), 3u);
  EXPECT_EQ(list.items[0].label, "Club (3)");
  EXPECT_EQ(list.items[1].label, "Odd Label (1)");
  EXPECT_EQ(list.items[2].label, "Player (2)");
  EXPECT_EQ(list.items[3].label, "Journalist");
}

TEST_F(CompleterTest, PropertiesAreThoseOfTheLabel) {
  EXPECT_EQ(Items("MATCH (c:Club) RETURN c.@"), (Texts{"city", "name"}));
  EXPECT_EQ(Items("MATCH (p:Player {@"), (Texts{"born", "name"}));
  EXPECT_EQ(Items("MATCH (p:Player {name: 'x', b@"), (Texts{"born"}));
  EXPECT_EQ(Items("MATCH ()-[r:loaned-to]->() RETURN r.@"), (Texts{"kind", "until"}));
  EXPECT_EQ(Items("MATCH (x) RETURN x.@"),
            (Texts{"born", "city", "kind", "name", "`strange key`", "until"}));
}

TEST_F(CompleterTest, ParametersStandBehindADollar) {
  EXPECT_EQ(Items("RETURN $cl@"), (Texts{"club", "clubs"}));
  EXPECT_EQ(Taken("RETURN $d@ + 1"), "RETURN $day + 1");
}

TEST_F(CompleterTest, NamesStandInQuotesWhateverTheirAccents) {
  EXPECT_EQ(Taken("MATCH (c:Club {name: 'mala@"), "MATCH (c:Club {name: 'Málaga'");
  EXPECT_EQ(Taken("MATCH (c:Club {name: 'mala@'})"), "MATCH (c:Club {name: 'Málaga'})");
  EXPECT_EQ(Items("MATCH (c) WHERE c.name = \"mala@"), (Texts{"Málaga\"", "Málaga-Fan\""}));
  EXPECT_EQ(Taken("MATCH (c {name: 'L@"), "MATCH (c {name: 'L\\'Aquila'");
}

TEST_F(CompleterTest, NamesAreFoundByTheirLaterWordsToo) {
  EXPECT_EQ(Taken("MATCH (p:Player {name: 'small@"), "MATCH (p:Player {name: 'Chris Smalling'");
  EXPECT_EQ(Taken("MATCH (p:Player) WHERE p.name = 'small@"),
            "MATCH (p:Player) WHERE p.name = 'Chris Smalling'");
  EXPECT_EQ(Items("MATCH (p:Player {name: 'malling@"), Texts());
  EXPECT_EQ(Items("MATCH (c:Club {name: 'small@"), Texts());
}

TEST_F(CompleterTest, OtherPropertiesAreCompletedWithTheirValues) {
  EXPECT_EQ(Items("MATCH (c:Club {city: '@"), (Texts{"Málaga'", "Rome'"}));
  EXPECT_EQ(Taken("MATCH (c:Club) WHERE c.city = 'r@"), "MATCH (c:Club) WHERE c.city = 'Rome'");
  EXPECT_EQ(Taken("MATCH (c:Club) WHERE c.city IN ['Rome', 'ma@"),
            "MATCH (c:Club) WHERE c.city IN ['Rome', 'Málaga'");
  EXPECT_EQ(Taken("MATCH ()-[r:loaned-to]->() WHERE r.kind = 'o@"),
            "MATCH ()-[r:loaned-to]->() WHERE r.kind = 'option'");
  EXPECT_EQ(Items("MATCH (p:Player {city: '@"), Texts());
  EXPECT_EQ(Items("MATCH (p:Nobody {city: '@"), Texts());
}

TEST_F(CompleterTest, ProceduresStandBehindCall) {
  EXPECT_EQ(Items("CALL al@"), (Texts{"algo.pagerank", "algo.triangles"}));
  EXPECT_EQ(Taken("CALL algo.pa@"), "CALL algo.pagerank");
}

TEST_F(CompleterTest, ElsewhereVariablesKeywordsAndFunctions) {
  EXPECT_EQ(Taken("MAT@"), "MATCH");
  EXPECT_EQ(Items("MATCH (player) RETURN pla@").front(), "player");
  EXPECT_EQ(Taken("RETURN toUpp@"), "RETURN toUpper(");
  EXPECT_EQ(Items("RETURN date.tr@"), (Texts{"transaction(", "truncate("}));
  EXPECT_EQ(Items("MATCH (a) RETURN 1; RET@"), (Texts{"RETURN"}));
}

TEST_F(CompleterTest, AnyPlaceOfAnyTextIsSafe) {
  const std::string text =
      "MATCH (p:Pl {n: 'Má'})-[:`x`|loaned-to*1..2]->() WHERE p.a > $p AND exists { (q) } "
      "CALL algo.x({}) YIELD `no'de` RETURN \"[\" // ; (\n; CALL ((]";
  for (size_t cursor = 0; cursor <= text.size(); ++cursor) {
    const CompletionList list =
        CompleteStatement(text, cursor, {snapshot_.get(), procedures_, parameters_});
    EXPECT_LE(list.begin, list.end);
    EXPECT_LE(list.end, text.size());
  }
}

TEST_F(CompleterTest, EndpointsAreNamedByTheirLabels) {
  EXPECT_EQ(EndpointsOfType(*snapshot_, "loaned-to").value(), (Texts{"Player -> Club"}));
}

// ---------------------------------------------------------------- pieces of scripts

Texts Pieces(std::string_view text) {
  Texts pieces;
  for (ScriptPiece piece = NextPiece(text, 0); piece.begin != piece.end;
       piece = NextPiece(text, piece.next)) {
    pieces.push_back((piece.is_meta ? "meta " : "") +
                     std::string(text.substr(piece.begin, piece.end - piece.begin)) +
                     (piece.complete ? "" : " ..."));
  }
  return pieces;
}

TEST(ScriptPiece, MetaCommandsEndWithTheirLineStatementsWithASemicolon) {
  EXPECT_EQ(Pieces("RETURN 1;\n:mode csv\n// no;\nRETURN\n ':x';; /* ; */ ;RETURN 3"),
            (Texts{"RETURN 1", "meta :mode csv", "RETURN\n ':x'", "RETURN 3 ..."}));
  EXPECT_EQ(Pieces(" \n// only a comment"), Texts());
  EXPECT_EQ(Pieces(":help"), (Texts{"meta :help ..."}));
}

TEST(ScriptPiece, InputIsCompleteWhenAllOfItIs) {
  for (std::string_view text :
       {"", "  ", "RETURN 1;", "RETURN 1; RETURN 2;  ", ":help", " :mode csv", "RETURN 1;\n:help",
        "quit", " exit ", "help;", "RETURN 1; // done"}) {
    EXPECT_TRUE(IsCompleteInput(text)) << text;
  }
  for (std::string_view text : {"RETURN 1", "RETURN ';'", "RETURN 1; RETURN 2", "/* open",
                                "RETURN (1", ":help\nRETURN 1"}) {
    EXPECT_FALSE(IsCompleteInput(text)) << text;
  }
}

}  // namespace
}  // namespace rondo::shell
