// Confidence from how often a rule was right.

#include "tools/articles/rule_measures.h"

#include <gtest/gtest.h>

#include "graph/base/error.h"
#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

TEST(RuleMeasures, FewFactsMoveWhatWasWrittenALittleAndManyMoveItFar) {
  RuleMeasures measures;
  ASSERT_TRUE(measures.Load("t", "# rule, right, wrong\nfew\t0\t1\nmany\t190\t5\n").ok());
  EXPECT_DOUBLE_EQ(measures.ConfidenceOf("few", 0.8), 4.0 / 6.0);
  EXPECT_DOUBLE_EQ(measures.ConfidenceOf("many", 0.8), 194.0 / 200.0);
  EXPECT_DOUBLE_EQ(measures.ConfidenceOf("unseen", 0.8), 0.8);
}

TEST(RuleMeasures, ALaterTableReplacesAnEarlierOne) {
  RuleMeasures measures;
  ASSERT_TRUE(measures.Load("first", "b\t5\t0\na\t1\t0\n").ok());
  ASSERT_TRUE(measures.Load("second", "b\t0\t5\n").ok());
  EXPECT_DOUBLE_EQ(measures.ConfidenceOf("b", 0.8), 0.4);
  EXPECT_DOUBLE_EQ(measures.ConfidenceOf("a", 0.8), 5.0 / 6.0);
}

TEST(RuleMeasures, AMalformedLineIsNamed) {
  for (const char* line : {"rule\t1\n", "rule\tone\t2\n", "rule\t1\t-2\n"}) {
    RuleMeasures measures;
    const auto loaded = measures.Load("mine.tsv", std::string("a\t1\t0\n") + line);
    ASSERT_FALSE(loaded.ok()) << line;
    EXPECT_NE(loaded.error().message.find("mine.tsv line 2"), std::string::npos) << line;
  }
}

TEST(RuleMeasures, TheShippedTableMakesRightRulesSurerThanWrongOnes) {
  const RuleMeasures& measures = SharedRules().measures();
  EXPECT_GT(measures.ConfidenceOf("title", 0.8), 0.9);
  EXPECT_LT(measures.ConfidenceOf("move/is-leaving", 0.8), 0.7);
}

}  // namespace
}  // namespace rondo::articles
