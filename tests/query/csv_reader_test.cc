#include "query/execute/operator/csv_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace rondo {
namespace {

class CsvReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("rondo_csv_") + testing::UnitTest::GetInstance()->current_test_info()->name());
  }
  void TearDown() override { std::filesystem::remove(path_); }

  CsvReader Open(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
    return CsvReader::Open(path_.string()).value();
  }

  /// All records of a file without errors, fields joined by '|', records by '/'.
  std::string ReadAll(const std::string& content) {
    CsvReader reader = Open(content);
    std::vector<CsvField> fields;
    std::string text;
    while (reader.Next(fields).value()) {
      for (size_t index = 0; index < fields.size(); ++index) {
        text += (index == 0 ? "" : "|") + std::string(fields[index].text);
      }
      text += "/";
    }
    return text;
  }

  std::filesystem::path path_;
};

TEST_F(CsvReaderTest, SplitsFieldsAndRecords) {
  EXPECT_EQ(ReadAll("a,b,c\n1,,3\n"), "a|b|c/1||3/");
  EXPECT_EQ(ReadAll("a,b\n1,2"), "a|b/1|2/");        // No line break at the end.
  EXPECT_EQ(ReadAll("a,b\r\n1,2\r\n"), "a|b/1|2/");  // Windows line ends.
  EXPECT_EQ(ReadAll("a\n\n\r\n1\n"), "a/1/");        // Blank lines.
  EXPECT_EQ(ReadAll("a,\n"), "a|/");                 // A last empty field.
  EXPECT_EQ(ReadAll(""), "");
}

TEST_F(CsvReaderTest, PassesOverTheByteOrderMark) {
  EXPECT_EQ(ReadAll("\xEF\xBB\xBFid\n1\n"), "id/1/");
}

TEST_F(CsvReaderTest, QuotedFieldsKeepDelimitersQuotesAndLineBreaks) {
  EXPECT_EQ(ReadAll("\"a,b\",\"c\nd\",\"say \"\"hi\"\"\"\nx,y,z\n"), "a,b|c\nd|say \"hi\"/x|y|z/");
  EXPECT_EQ(ReadAll("\"\"\r\n\"\"\"\"\n"), "/\"/");
}

TEST_F(CsvReaderTest, QuotedNothingIsAnEmptyTextUnquotedNothingIsMissing) {
  CsvReader reader = Open("\"\",\n");
  std::vector<CsvField> fields;
  ASSERT_TRUE(reader.Next(fields).value());
  EXPECT_TRUE(fields[0].quoted);
  EXPECT_FALSE(fields[1].quoted);
}

TEST_F(CsvReaderTest, LinesCountThroughQuotedLineBreaks) {
  CsvReader reader = Open("a\n\"x\ny\nz\"\nlast\n");
  std::vector<CsvField> fields;
  ASSERT_TRUE(reader.Next(fields).value());
  EXPECT_EQ(reader.line(), 1u);
  ASSERT_TRUE(reader.Next(fields).value());
  EXPECT_EQ(reader.line(), 2u);
  ASSERT_TRUE(reader.Next(fields).value());
  EXPECT_EQ(reader.line(), 5u);
}

TEST_F(CsvReaderTest, TextAfterAClosingQuoteNamesTheLineAndReadingGoesOn) {
  CsvReader reader = Open("a\n\"x\"y\nnext\n");
  std::vector<CsvField> fields;
  ASSERT_TRUE(reader.Next(fields).value());
  const auto bad = reader.Next(fields);
  ASSERT_FALSE(bad.ok());
  EXPECT_NE(bad.error().message.find(":2: text follows a closing quote"), std::string::npos)
      << bad.error().message;
  ASSERT_TRUE(reader.Next(fields).value());
  EXPECT_EQ(fields[0].text, "next");
  EXPECT_EQ(reader.line(), 3u);
}

TEST_F(CsvReaderTest, UnclosedQuoteNamesWhereItBegan) {
  CsvReader reader = Open("a\nb,\"never closed\nc\n");
  std::vector<CsvField> fields;
  ASSERT_TRUE(reader.Next(fields).value());
  const auto bad = reader.Next(fields);
  ASSERT_FALSE(bad.ok());
  EXPECT_NE(bad.error().message.find(":2: a quote is opened here"), std::string::npos)
      << bad.error().message;
  EXPECT_FALSE(reader.Next(fields).value());
}

TEST_F(CsvReaderTest, BinaryFilesAreNamedAsSuch) {
  CsvReader reader = Open(std::string("a\nx\0y\n", 6));
  std::vector<CsvField> fields;
  ASSERT_TRUE(reader.Next(fields).value());
  EXPECT_EQ(reader.Next(fields).error().code, ErrorCode::kInvalidData);
}

// Records that begin in one read of the file and end in a later one, at every possible place.
TEST_F(CsvReaderTest, RecordsMayCrossReadBoundaries) {
  constexpr size_t kReadSize = size_t{1} << 20;
  const std::string record = "one,\"tw\"\"o\",three\r\n";
  for (size_t shift = 0; shift < record.size(); ++shift) {
    const std::string padding = std::string(kReadSize - shift - 1, 'p') + "\n";
    CsvReader reader = Open(padding + record + record);
    std::vector<CsvField> fields;
    ASSERT_TRUE(reader.Next(fields).value());
    for (int repeat = 0; repeat < 2; ++repeat) {
      ASSERT_TRUE(reader.Next(fields).value());
      ASSERT_EQ(fields.size(), 3u) << "shift " << shift;
      EXPECT_EQ(fields[0].text, "one");
      EXPECT_EQ(fields[1].text, "tw\"o");
      EXPECT_EQ(fields[2].text, "three");
    }
    EXPECT_FALSE(reader.Next(fields).value());
    EXPECT_EQ(reader.consumed_size(), reader.file_size());
  }
}

TEST_F(CsvReaderTest, MissingFilesAndFoldersAreNamed) {
  EXPECT_NE(CsvReader::Open("/no/such/file.csv").error().message.find("/no/such/file.csv"),
            std::string::npos);
  EXPECT_NE(CsvReader::Open(testing::TempDir()).error().message.find("folder"), std::string::npos);
}

}  // namespace
}  // namespace rondo
