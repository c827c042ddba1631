#include <gtest/gtest.h>

#include "query/execute/function/function_call.h"
#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

using namespace build;  // NOLINT: the builder's names are the test's vocabulary
using Kind = Value::Kind;
using Lines = std::vector<std::string>;

class EntityFunction : public ExpressionTest {
 protected:
  EntityFunction() {
    smalling = graph.AddNode({"Player", "Captain"}, {{"name", "Smalling"}, {"age", 30}});
    roma = graph.AddNode({"Club"}, {{"name", "Roma"}});
    nobody = graph.AddNode({});
    loan = graph.AddEdge(smalling, "loaned-to", roma, {{"fee", 3}});
    praise = graph.AddEdge(nobody, "praised-by", smalling);
    context.deleted = &deleted;
  }

  /// Columns: 0 the nodes and a null, 1 the edges and a null.
  Batch Entities() {
    Batch batch(2);
    batch.Reset(3);
    std::span<NodeId> nodes = batch.Set(0).ResetToNodes(3);
    nodes[0] = smalling;
    nodes[1] = nobody;
    nodes[2] = NodeId();
    std::span<EdgeId> edges = batch.Set(1).ResetToEdges(3);
    edges[0] = loan;
    edges[1] = praise;
    edges[2] = EdgeId();
    return batch;
  }

  static NameExpression Name(std::string name) {
    NameExpression expression;
    expression.name = std::move(name);
    return expression;
  }
  static NameExpression Join(NameExpression::Kind kind, std::vector<NameExpression> operands) {
    NameExpression expression;
    expression.kind = kind;
    expression.operands = std::move(operands);
    return expression;
  }
  Lines HasLabels(SlotIndex slot, NameExpression names) {
    BoundHasLabels expression;
    expression.operand = Slot(slot);
    expression.names = std::move(names);
    return Lanes(expression, Entities());
  }

  NodeId smalling;
  NodeId roma;
  NodeId nobody;
  EdgeId loan;
  EdgeId praise;
  DeletedEntities deleted;
};

TEST_F(EntityFunction, EveryScalarFunctionHasABody) {
  for (const FunctionSignature& signature : AllFunctions()) {
    bool lazy = signature.id == FunctionId::kCoalesce;
    EXPECT_EQ(FindFunctionEntry(signature.id) != nullptr, !signature.is_aggregate && !lazy)
        << signature.name;
  }
}

TEST_F(EntityFunction, NumbersTypesAndEnds) {
  EXPECT_EQ(Lanes(Call("id", Slot(0)), Entities()), (Lines{"0", "2", "null"}));
  EXPECT_EQ(Lanes(Call("id", Slot(1)), Entities()), (Lines{"0", "1", "null"}));
  EXPECT_EQ(Lanes(Call("elementId", Slot(0)), Entities()), (Lines{"'0'", "'2'", "null"}));
  EXPECT_EQ(Lanes(Call("type", Slot(1)), Entities()),
            (Lines{"'loaned-to'", "'praised-by'", "null"}));
  EXPECT_EQ(Lanes(Call("id", Call("startNode", Slot(1))), Entities()), (Lines{"0", "2", "null"}));
  EXPECT_EQ(Lanes(Call("id", Call("endNode", Slot(1))), Entities()), (Lines{"1", "0", "null"}));
  EXPECT_EQ(Lanes(Call("type", Slot(0)), Entities()), (Lines{"TypeError/InvalidArgumentValue"}));
}

TEST_F(EntityFunction, LabelsAndProperties) {
  EXPECT_EQ(Lanes(Call("labels", Slot(0)), Entities()),
            (Lines{"['Player', 'Captain']", "[]", "null"}));
  EXPECT_EQ(Lanes(Call("properties", Slot(0)), Entities()),
            (Lines{"{age: 30, name: 'Smalling'}", "{}", "null"}));
  EXPECT_EQ(Lanes(Call("keys", Slot(1)), Entities()), (Lines{"['fee']", "[]", "null"}));
  EXPECT_EQ(Apply("keys", {MapValue({{"b", 1}, {"a", Value()}})}), "['a', 'b']");
  EXPECT_EQ(Apply("properties", {MapValue({{"b", 1}})}), "{b: 1}");
  EXPECT_EQ(Apply("labels", {1}), "TypeError/InvalidArgumentValue");
}

TEST_F(EntityFunction, Paths) {
  PathValue path{.nodes = {Value(smalling), Value(roma)}, .edges = {Value(loan)}};
  EXPECT_EQ(Apply("length", {path}), "1");
  EXPECT_EQ(Apply("nodes", {path}), "[(#0), (#1)]");
  EXPECT_EQ(Apply("length", {ListValue{}}), "TypeError/InvalidArgumentValue");
}

TEST_F(EntityFunction, PropertiesAreGatheredByColumn) {
  EXPECT_EQ(Lanes(PropertyOf(Slot(0), "name"), Entities()), (Lines{"'Smalling'", "null", "null"}));
  EXPECT_EQ(Lanes(PropertyOf(Slot(1), "fee"), Entities()), (Lines{"3", "null", "null"}));
  EXPECT_EQ(Lanes(PropertyOf(Slot(0), "unheard"), Entities()), (Lines{"null", "null", "null"}));
  Batch constant(1);
  constant.Reset(2);
  constant.Set(0).ResetToConstant(Value(roma), 2);
  EXPECT_EQ(Lanes(PropertyOf(Slot(0), "name"), constant), (Lines{"'Roma'", "'Roma'"}));
  Batch mixed = MakeBatch({{Value(roma), MapValue(std::vector<MapValue::Entry>{{"name", "map"}}),
                            Value(loan), Value()}});
  EXPECT_EQ(Lanes(PropertyOf(Slot(0), "name"), mixed), (Lines{"'Roma'", "'map'", "null", "null"}));
  EXPECT_EQ(Text(PropertyOf(Literal("text"), "name")), "TypeError/InvalidArgumentType");
}

TEST_F(EntityFunction, PropertiesOfManyNodes) {
  std::vector<Value> nodes;
  for (size_t index = 0; index <= kBatchCapacity; ++index) {
    nodes.emplace_back(graph.AddNode({}, {{"number", index}}));
  }
  Lines lanes = Lanes(PropertyOf(Slot(0), "number"), MakeBatch({nodes}));
  EXPECT_EQ(lanes.back(), std::to_string(kBatchCapacity));
}

TEST_F(EntityFunction, NamesThatTheStatementBringsInAreFound) {
  auto expression = PropertyOf(Slot(0), "fresh");
  EXPECT_EQ(Lanes(expression, Entities()).front(), "null");
  NodeId node = graph.AddNode({}, {{"fresh", 1}});
  Batch batch = MakeBatch({{Value(node)}});
  EXPECT_EQ(Lanes(expression, batch).front(), "1");
}

TEST_F(EntityFunction, PropertiesByComputedName) {
  BoundIndex index;
  index.base = Slot(0);
  index.index = Literal("name");
  EXPECT_EQ(Lanes(index, Entities()), (Lines{"'Smalling'", "null", "null"}));
  index.base = Slot(1);
  index.index = Literal("fee");
  EXPECT_EQ(Lanes(index, Entities()), (Lines{"3", "null", "null"}));
  index.index = Literal(1);
  EXPECT_EQ(Lanes(index, Entities()), (Lines{"TypeError/MapElementAccessByNonString"}));
}

TEST_F(EntityFunction, MapProjections) {
  BoundMap map;
  map.all_of = Slot(0);
  map.projected = Slot(0);
  map.entries.emplace_back("name", Literal("other"));
  EXPECT_EQ(Lanes(map, Entities()), (Lines{"{age: 30, name: 'other'}", "{name: 'other'}", "null"}));
}

TEST_F(EntityFunction, LabelExpressions) {
  using NK = NameExpression::Kind;
  EXPECT_EQ(HasLabels(0, Name("Player")), (Lines{"true", "false", "null"}));
  EXPECT_EQ(HasLabels(0, Name("Unheard")), (Lines{"false", "false", "null"}));
  EXPECT_EQ(HasLabels(0, Join(NK::kAny, {})), (Lines{"true", "false", "null"}));
  EXPECT_EQ(HasLabels(0, Join(NK::kNot, {Name("Player")})), (Lines{"false", "true", "null"}));
  EXPECT_EQ(HasLabels(0, Join(NK::kAnd, {Name("Player"), Name("Club")})),
            (Lines{"false", "false", "null"}));
  EXPECT_EQ(HasLabels(0, Join(NK::kOr, {Name("Club"), Join(NK::kNot, {Name("Player")})})),
            (Lines{"false", "true", "null"}));
}

TEST_F(EntityFunction, TypeExpressionsOnEdges) {
  using NK = NameExpression::Kind;
  EXPECT_EQ(HasLabels(1, Name("loaned-to")), (Lines{"true", "false", "null"}));
  EXPECT_EQ(HasLabels(1, Join(NK::kNot, {Name("loaned-to")})), (Lines{"false", "true", "null"}));
  EXPECT_EQ(HasLabels(1, Join(NK::kAny, {})), (Lines{"true", "true", "null"}));
  BoundHasLabels expression;
  expression.operand = Literal(1);
  expression.names = Name("Player");
  EXPECT_EQ(Text(expression), "TypeError/InvalidArgumentType");
}

TEST_F(EntityFunction, DeletedEntitiesCannotBeReadButTheirTypeCan) {
  deleted.nodes.try_emplace(smalling);
  deleted.edges.emplace(loan, "loaned-to");
  graph.RemoveEdge(loan);
  graph.RemoveNode(smalling);
  const Lines error{"EntityNotFound/DeletedEntityAccess"};
  Batch batch = Entities();
  EXPECT_EQ(Lanes(PropertyOf(Slot(0), "name"), batch), error);
  EXPECT_EQ(Lanes(PropertyOf(Slot(1), "fee"), batch), error);
  EXPECT_EQ(Lanes(Call("labels", Slot(0)), batch), error);
  EXPECT_EQ(Lanes(Call("keys", Slot(1)), batch), error);
  EXPECT_EQ(Lanes(Call("startNode", Slot(1)), batch), error);
  EXPECT_EQ(HasLabels(0, Name("Player")), error);
  EXPECT_EQ(Lanes(Call("type", Slot(1)), batch), (Lines{"'loaned-to'", "'praised-by'", "null"}));
  EXPECT_EQ(Lanes(Call("id", Slot(0)), batch), (Lines{"0", "2", "null"}));
}

}  // namespace
}  // namespace rondo
