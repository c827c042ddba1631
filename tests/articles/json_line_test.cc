// The quick reader of one line of a dump against a full parser: what it accepts, it reads alike.

#include "tools/articles/json_line.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace rondo::articles {
namespace {

constexpr std::string_view kLine =
    R"({"id": "a\u00e9\n1", "football": true, "title": "Zo\"e", "date": null, "text": "Müller – 3 \/ 2"})";

TEST(JsonLine, ReadsTheFieldsOfAnArticle) {
  const auto line = ReadFlat(kLine);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->id(), "a\xC3\xA9\n1");
  EXPECT_EQ(line->title(), "Zo\"e");
  EXPECT_EQ(line->date(), "");
  EXPECT_EQ(line->outlet(), "");
  EXPECT_EQ(line->text(), "Müller – 3 / 2");
}

TEST(JsonLine, LeavesWhatIsNotFlatToTheFullParser) {
  for (const std::string_view line :
       {R"({"id": 12, "text": "a"})", R"({"text": "a", "tags": ["b"]})",
        R"({"text": "\ud83d\ude00"})", R"({"text": "a", "text": "b"})", R"({"text": "a"} b)",
        R"({"text": "a")", R"(["a"])", "{}", "", R"({"text": "a",})", "{\"text\": \"a\xC3\"}",
        "{\"text\": \"a\tb\"}", R"({"text": "\u12g4"})", R"({"text": "\x"})", R"({"text" "a"})",
        R"({"text": true})"}) {
    EXPECT_FALSE(ReadFlat(line)) << line;
  }
}

/// Every byte of a line replaced by every kind of byte, and left out.
TEST(JsonLine, AgreesWithTheFullParser) {
  uint32_t accepted = 0;
  const auto compare = [&](const std::string& line) {
    const auto flat = ReadFlat(line);
    if (!flat) {
      return;
    }
    ++accepted;
    const nlohmann::json full = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(full.is_object()) << line;
    for (std::size_t index = 0; index < ArticleLine::kKeys.size(); ++index) {
      const auto field = full.find(std::string(ArticleLine::kKeys[index]));
      const std::string value =
          field != full.end() && field->is_string() ? field->get<std::string>() : std::string();
      EXPECT_EQ(flat->values[index], value) << line;
    }
  };
  for (std::size_t at = 0; at < kLine.size(); ++at) {
    std::string line(kLine);
    for (const char byte : {'"', '\\', '{', '}', ':', ',', 'u', 'e', '0', ' ', '\n', '\x01', '\x7F',
                            '\xC3', '\xA9', '\xFF'}) {
      line[at] = byte;
      compare(line);
    }
    line = std::string(kLine);
    line.erase(at, 1);
    compare(line);
  }
  EXPECT_GT(accepted, 100U);
}

}  // namespace
}  // namespace rondo::articles
