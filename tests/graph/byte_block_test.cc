#include "graph/base/byte_block.h"

#include <gtest/gtest.h>

#include <string>

namespace rondo {
namespace {

// Every byte at every place, among others that are all the same: none, 'a', or above ASCII.
TEST(ByteBlock, AnswersForEachByteWhatAComparisonWouldSay) {
  for (const char other : {'\0', 'a', '\xff'}) {
    for (size_t place = 0; place < sizeof(uint64_t); ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(sizeof(uint64_t), other);
        text[place] = static_cast<char>(byte);
        const uint64_t block = LoadBlock(text.data());
        EXPECT_EQ(ZeroBytes(block) != 0, text.find('\0') != std::string::npos);
        EXPECT_EQ(BytesEqualTo(block, 'q') != 0, text.find('q') != std::string::npos);
        for (size_t i = 0; i < text.size(); ++i) {
          text[i] = text[i] >= 'a' && text[i] <= 'z' ? '\x80' : '\0';
        }
        EXPECT_EQ(BytesBetween(block, 'a', 'z'), LoadBlock(text.data()));
      }
    }
  }
}

}  // namespace
}  // namespace rondo
