#include <gtest/gtest.h>

#include "graph/model/calendar.h"
#include "graph/model/evidence_schema.h"
#include "query/execute/function/fact_time.h"
#include "tests/query/expression_builder.h"

namespace rondo {
namespace {

Date Day(int64_t year, int64_t month, int64_t day) { return *MakeDate(year, month, day); }

class FactFunction : public ExpressionTest {
 protected:
  FactFunction() {
    player = graph.AddNode({"Player"});
    club = graph.AddNode({"Club"});
  }

  EdgeId Fact(const MemoryGraph::Properties& properties) {
    return graph.AddEdge(player, "plays-for", club, properties);
  }

  void Report(EdgeId fact, const std::string& article, Date date, Value quote, double confidence) {
    NodeId article_node = graph.AddNode({std::string(evidence::kArticleLabel)},
                                        {{"name", article}, {"title", "T"}, {"date", date}});
    NodeId report =
        graph.AddNode({std::string(evidence::kReportLabel)}, {{"edge", fact.value},
                                                              {"sentence", "S."},
                                                              {"quote", std::move(quote)},
                                                              {"confidence", confidence},
                                                              {"rule", "loan"}});
    graph.AddEdge(report, std::string(evidence::kReportedInType), article_node);
  }

  NodeId player;
  NodeId club;
};

TEST_F(FactFunction, EvidenceListsReportsByDate) {
  EdgeId fact = Fact({});
  EdgeId other = Fact({});
  Report(fact, "second", Day(2020, 2, 1), "hello", 0.5);
  Report(fact, "first", Day(2020, 1, 1), Value(), 0.9);
  Report(other, "third", Day(2020, 1, 1), "no", 0.9);
  EXPECT_EQ(Apply("evidence", {fact}),
            "[{article: 'first', confidence: 0.9, date: '2020-01-01', modality: null, "
            "quote: null, rule: 'loan', sentence: 'S.', speaker: null, title: 'T'}, "
            "{article: 'second', confidence: 0.5, date: '2020-02-01', modality: null, "
            "quote: 'hello', rule: 'loan', sentence: 'S.', speaker: null, title: 'T'}]");
  EXPECT_EQ(Apply("quote", {fact}), "'hello'");
  EXPECT_EQ(Apply("confidence", {fact}), "0.9");
}

TEST_F(FactFunction, FactsWithoutReportsHaveNone) {
  EdgeId fact = Fact({});
  EXPECT_EQ(Apply("evidence", {fact}), "[]");
  EXPECT_EQ(Apply("quote", {fact}), "null");
  EXPECT_EQ(Apply("confidence", {fact}), "null");
  EXPECT_EQ(Apply("confidence", {Fact({{"confidence", 1}})}), "1.0");
  EXPECT_EQ(Apply("evidence", {Value()}), "null");
  EXPECT_EQ(Apply("evidence", {player}), "TypeError/InvalidArgumentValue");
}

TEST_F(FactFunction, ReportsWithoutArticlesAreListed) {
  EdgeId fact = Fact({});
  graph.AddNode({"Report"}, {{"edge", fact.value}, {"quote", "alone"}});
  EXPECT_EQ(Apply("quote", {fact}), "'alone'");
}

TEST_F(FactFunction, FactsHoldFromTheirStartUntilBeforeTheirEnd) {
  EdgeId spell = Fact({{"from", Day(2019, 8, 30)}, {"until", Day(2020, 6, 30)}});
  EXPECT_EQ(Apply("valid_at", {spell, Day(2019, 8, 29)}), "false");
  EXPECT_EQ(Apply("valid_at", {spell, Day(2019, 8, 30)}), "true");
  EXPECT_EQ(Apply("valid_at", {spell, Day(2020, 6, 29)}), "true");
  EXPECT_EQ(Apply("valid_at", {spell, Day(2020, 6, 30)}), "false");
  EXPECT_EQ(Apply("valid_at", {spell, Value()}), "null");
  EXPECT_EQ(Apply("valid_at", {spell, "2020"}), "TypeError/InvalidArgumentValue");
  EXPECT_EQ(Apply("valid_at", {spell, AtTime(Day(2020, 1, 1), LocalTime{1})}), "true");
}

TEST_F(FactFunction, OpenEndsHoldForever) {
  EXPECT_EQ(Apply("valid_at", {Fact({}), Day(1, 1, 1)}), "true");
  EXPECT_EQ(Apply("valid_at", {Fact({{"from", Day(2020, 1, 1)}}), Day(9999, 1, 1)}), "true");
  EXPECT_EQ(Apply("valid_at", {Fact({{"until", Day(2020, 1, 1)}}), Day(1, 1, 1)}), "true");
  EXPECT_EQ(Apply("valid_at", {Fact({{"date", Day(2020, 1, 1)}}), Day(2019, 12, 31)}), "false");
  EXPECT_EQ(Apply("valid_at", {Fact({{"date", Day(2020, 1, 1)}}), Day(2020, 12, 31)}), "true");
  EXPECT_EQ(Apply("valid_at", {Fact({{"from", "2020-01-01"}}), Day(2019, 12, 31)}), "false");
  EXPECT_EQ(Apply("valid_at", {Fact({{"from", "soon"}}), Day(2019, 12, 31)}), "true");
}

TEST_F(FactFunction, OverlapNeedsACommonDay) {
  EdgeId early = Fact({{"from", Day(2019, 1, 1)}, {"until", Day(2020, 1, 1)}});
  EdgeId late = Fact({{"from", Day(2020, 1, 1)}});
  EdgeId middle = Fact({{"from", Day(2019, 12, 31)}, {"until", Day(2020, 1, 2)}});
  EdgeId empty = Fact({{"from", Day(2019, 12, 31)}, {"until", Day(2019, 12, 31)}});
  EXPECT_EQ(Apply("overlaps", {early, late}), "false");
  EXPECT_EQ(Apply("overlaps", {early, middle}), "true");
  EXPECT_EQ(Apply("overlaps", {middle, late}), "true");
  EXPECT_EQ(Apply("overlaps", {early, empty}), "false");
  EXPECT_EQ(Apply("overlaps", {Fact({}), Fact({})}), "true");
  EXPECT_EQ(Apply("overlaps", {Fact({}), Value()}), "null");
}

TEST_F(FactFunction, ReportedFactsAreKnownFromThatDay) {
  const EdgeId edges[] = {Fact({{"reported", Day(2020, 1, 1)}}),
                          Fact({{"reported", Day(2020, 1, 2)}}), Fact({})};
  bool known[3];
  ASSERT_TRUE(GatherReportedAt(graph, Day(2020, 1, 1), edges, known).ok());
  EXPECT_TRUE(known[0]);
  EXPECT_FALSE(known[1]);
  EXPECT_TRUE(known[2]);
  ASSERT_TRUE(GatherReportedAt(graph, Day(2020, 1, 1), {}, {}).ok());
}

}  // namespace
}  // namespace rondo
