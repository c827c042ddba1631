#include "tools/shell/measure_text.h"

#include <gtest/gtest.h>

namespace rondo {
namespace {

using std::chrono::milliseconds;

TEST(MeasureText, ReadsSpansOfTime) {
  EXPECT_EQ(ParseTimeSpan("500ms"), milliseconds(500));
  EXPECT_EQ(ParseTimeSpan("1.5s"), milliseconds(1500));
  EXPECT_EQ(ParseTimeSpan("2m"), milliseconds(120'000));
  EXPECT_EQ(ParseTimeSpan("1h"), milliseconds(3'600'000));
  for (const char* wrong : {"", "5", "s", "-1s", "5 s", "5d", "nan s", "infs", "1e300h", "5ss"}) {
    EXPECT_FALSE(ParseTimeSpan(wrong)) << wrong;
  }
}

TEST(MeasureText, ReadsSizes) {
  EXPECT_EQ(ParseByteSize("1000"), 1000u);
  EXPECT_EQ(ParseByteSize("64K"), 64u << 10);
  EXPECT_EQ(ParseByteSize("512MB"), 512u << 20);
  EXPECT_EQ(ParseByteSize("1.5GiB"), uint64_t{3} << 29);
  for (const char* wrong : {"", "M", "-1M", "5X", "1e300G", "1e30", "nanM", "infK", "5MM", "5 M"}) {
    EXPECT_FALSE(ParseByteSize(wrong)) << wrong;
  }
}

TEST(MeasureText, WritesSizes) {
  EXPECT_EQ(ByteSizeText(1023), "1023 bytes");
  EXPECT_EQ(ByteSizeText(1536), "1.5 KiB");
  EXPECT_EQ(ByteSizeText(uint64_t{4} << 30), "4.0 GiB");
}

}  // namespace
}  // namespace rondo
