#include <gtest/gtest.h>

#include <atomic>

#include "graph/model/value_text.h"
#include "tests/query/memory_graph.h"
#include "tests/query/procedure_call.h"

namespace rondo {
namespace {

class SchemaProcedure : public testing::Test {
 protected:
  SchemaProcedure() {
    const NodeId ada = graph_.AddNode({"Player"}, {{"name", "Ada"}, {"born", 1990}});
    const NodeId bo = graph_.AddNode({"Player", "Coach"}, {{"name", "Bo"}});
    const NodeId cy = graph_.AddNode({"Player"}, {{"name", "Cy"}, {"born", 1991.5}});
    const NodeId town = graph_.AddNode({"Club"});
    graph_.AddEdge(ada, "plays-for", town, {{"tags", ListValue{"a", "b"}}});
    graph_.AddEdge(cy, "plays-for", town);
    graph_.AddEdge(bo, "coaches", town);
    graph_.RemoveEdge(graph_.AddEdge(bo, "left", town));
  }

  std::string Rows(std::string_view name, const std::vector<Value>& arguments = {}) {
    std::string text;
    for (const std::vector<Value>& row :
         CallProcedure(graph_, name, arguments, settings_).value()) {
      text += ValueText(ListValue(row)) + "\n";
    }
    return text;
  }

  MemoryGraph graph_;
  std::atomic<bool> interrupted_ = false;
  ProcedureCallSettings settings_;
};

TEST_F(SchemaProcedure, NamesInUse) {
  EXPECT_EQ(Rows("db.labels"), "['Player']\n['Coach']\n['Club']\n");
  EXPECT_EQ(Rows("db.relationshipTypes"), "['plays-for']\n['coaches']\n");
  EXPECT_EQ(Rows("db.propertyKeys"), "['name']\n['born']\n['tags']\n");
  EXPECT_EQ(Rows("db.info"), "[4, 3, 3, 2, 3, 0]\n");
  settings_.row_count_max = 1;
  EXPECT_EQ(Rows("db.labels"), "['Player']\n");
}

TEST_F(SchemaProcedure, PropertiesAndTheirTypes) {
  EXPECT_EQ(Rows("db.schema.nodeTypeProperties"),
            "[':`Club`', ['Club'], null, null, false]\n"
            "[':`Coach`:`Player`', ['Coach', 'Player'], 'name', ['String'], true]\n"
            "[':`Player`', ['Player'], 'born', ['Double', 'Long'], true]\n"
            "[':`Player`', ['Player'], 'name', ['String'], true]\n");
  EXPECT_EQ(Rows("db.schema.relTypeProperties"),
            "[':`coaches`', null, null, false]\n"
            "[':`plays-for`', 'tags', ['StringArray'], false]\n");
}

TEST_F(SchemaProcedure, WhatJoinsWhichLabels) {
  settings_.indexes = {{"players", "Player", "name", std::nullopt}};
  const ProcedureRows rows =
      CallProcedure(graph_, "db.schema.visualization", {}, settings_).value();
  ASSERT_EQ(rows.size(), 1u);
  ASSERT_EQ(rows[0][0].list().size(), 3u);
  EXPECT_EQ(ValueText(Value(rows[0][0].list()[0].node_record()->properties)),
            "{constraints: [], indexes: ['players'], name: 'Player'}");
  std::vector<std::string> joins;
  for (const Value& value : rows[0][1].list()) {
    const EdgeRecord& edge = *value.edge_record();
    joins.push_back(edge.type + " " + std::to_string(static_cast<int64_t>(edge.source.value)) +
                    " " + std::to_string(static_cast<int64_t>(edge.target.value)));
  }
  EXPECT_EQ(joins, (std::vector<std::string>{"plays-for -2 -4", "coaches -2 -4", "coaches -3 -4"}));
}

TEST_F(SchemaProcedure, IndexesAndConstraints) {
  settings_.indexes = {{"one", "Player", "name", ConstraintKind::kUnique},
                       {"has", "Player", "born", ConstraintKind::kExists},
                       {"born", "Odd label", "a b", std::nullopt}};
  EXPECT_EQ(Rows("db.indexes"),
            "['born', 'ONLINE', 100.0, 'NONUNIQUE', 'RANGE', 'NODE', ['Odd label'], ['a b']]\n"
            "['one', 'ONLINE', 100.0, 'UNIQUE', 'RANGE', 'NODE', ['Player'], ['name']]\n");
  EXPECT_EQ(Rows("db.constraints"),
            "['has', 'NODE_PROPERTY_EXISTENCE', 'NODE', ['Player'], ['born'], 'CREATE CONSTRAINT "
            "has FOR (e:Player) REQUIRE (e.born) IS NOT NULL']\n"
            "['one', 'UNIQUENESS', 'NODE', ['Player'], ['name'], 'CREATE CONSTRAINT one FOR "
            "(e:Player) REQUIRE (e.name) IS UNIQUE']\n");
  EXPECT_EQ(Rows("db.awaitIndexes", {}), "");
  EXPECT_EQ(Rows("db.awaitIndex", {"one"}), "");
  EXPECT_EQ(CallProcedure(graph_, "db.awaitIndex", {"two"}, settings_).error().code,
            ErrorCode::kEntityNotFound);
}

TEST_F(SchemaProcedure, WhatCanBeCalled) {
  EXPECT_NE(Rows("dbms.procedures")
                .find("['db.labels', 'db.labels() :: (label :: STRING)', "
                      "'Labels that nodes have.', 'READ']"),
            std::string::npos);
  EXPECT_NE(Rows("dbms.functions").find("['left', 'left(STRING, INTEGER) :: STRING', 'String', "),
            std::string::npos);
  EXPECT_EQ(Rows("db.ping"), "[true]\n");
  EXPECT_EQ(Rows("dbms.components").substr(0, 9), "['Rondo',");
}

TEST_F(SchemaProcedure, StopsWhenItShould) {
  interrupted_ = true;
  settings_.interrupt.interrupted = &interrupted_;
  for (const char* name :
       {"db.schema.nodeTypeProperties", "db.schema.relTypeProperties", "db.schema.visualization"}) {
    EXPECT_EQ(CallProcedure(graph_, name, {}, settings_).error().code, ErrorCode::kCancelled)
        << name;
  }
}

}  // namespace
}  // namespace rondo
