// Buffered output, files that appear whole or not at all, width of text.

#include "tools/output/output.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tools/output/atomic_file.h"
#include "tools/output/text_width.h"

namespace rondo {
namespace {

class AtomicFileTest : public testing::Test {
 protected:
  AtomicFileTest() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / ("rondo_output_" + std::string(6, 'X'))).string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~AtomicFileTest() override { std::filesystem::remove_all(folder_); }

  std::string Content(const std::string& name) const {
    std::ifstream file(folder_ / name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  size_t FileCount() const {
    return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

  std::filesystem::path folder_;
};

TEST_F(AtomicFileTest, AppearsOnlyWhenCommitted) {
  const std::string path = (folder_ / "graph.json").string();
  Result<AtomicFile> file = AtomicFile::Create(path);
  ASSERT_TRUE(file.ok());
  file->output().Write("new");
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(Content("graph.json"), "new");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(AtomicFileTest, LeavesTheOldFileWhenGivenUp) {
  const std::string path = (folder_ / "graph.json").string();
  std::ofstream(path) << "old";
  {
    Result<AtomicFile> file = AtomicFile::Create(path);
    ASSERT_TRUE(file.ok());
    file->output().Write(std::string(1 << 20, 'x'));
  }
  EXPECT_EQ(Content("graph.json"), "old");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(AtomicFileTest, KeepsModeAndLink) {
  std::ofstream(folder_ / "target") << "old";
  ASSERT_EQ(::chmod((folder_ / "target").c_str(), 0640), 0);
  std::filesystem::create_symlink("target", folder_ / "link");
  Result<AtomicFile> file = AtomicFile::Create((folder_ / "link").string());
  ASSERT_TRUE(file.ok());
  file->output().Write("new");
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "link"));
  EXPECT_EQ(Content("target"), "new");
  struct stat status {};
  ASSERT_EQ(::stat((folder_ / "target").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
}

TEST_F(AtomicFileTest, SaysWhyAFileCannotBeWritten) {
  const Result<AtomicFile> missing = AtomicFile::Create((folder_ / "no/such/folder.json").string());
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().message.find("No such file or directory"), std::string::npos);
  const Result<AtomicFile> folder = AtomicFile::Create(folder_.string());
  ASSERT_FALSE(folder.ok());
  EXPECT_NE(folder.error().message.find("Is a directory"), std::string::npos);
}

TEST_F(AtomicFileTest, AFullDiskIsAnErrorAndLeavesNothing) {
  if (::access("/dev/full", W_OK) != 0) {
    GTEST_SKIP() << "no /dev/full";
  }
  Result<AtomicFile> file = AtomicFile::Create("/dev/full");
  ASSERT_TRUE(file.ok());
  file->output().Write("text");
  const Result<void> committed = file->Commit();
  ASSERT_FALSE(committed.ok());
  EXPECT_NE(committed.error().message.find("No space left on device"), std::string::npos);
}

TEST(Output, AClosedPipeIsToldApartFromOtherErrors) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ::close(ends[0]);
  auto* before = std::signal(SIGPIPE, SIG_IGN);
  Output output(DescriptorTarget(ends[1], "standard output"));
  output.Write("text");
  const Result<void> flushed = output.Flush();
  std::signal(SIGPIPE, before);
  ::close(ends[1]);
  ASSERT_FALSE(flushed.ok());
  EXPECT_TRUE(IsClosedPipe(flushed.error()));
}

TEST(Output, KeepsTheFirstErrorAndDropsTheRest) {
  int calls = 0;
  Output output([&](std::string_view) -> Result<void> {
    ++calls;
    return RuntimeError(ErrorCode::kIo, "WriteFailed", "number " + std::to_string(calls));
  });
  for (int round = 0; round < 3; ++round) {
    output.Write(std::string(100'000, 'x'));
  }
  ASSERT_FALSE(output.Flush().ok());
  EXPECT_EQ(output.status().error().message, "number 1");
  EXPECT_EQ(calls, 1);
}

TEST(TextWidth, CountsCellsByGraphemes) {
  EXPECT_EQ(TextWidth("abc"), 3u);
  EXPECT_EQ(TextWidth("\xC3\xA9"), 1u);                                      // é
  EXPECT_EQ(TextWidth("e\xCC\x81"), 1u);                                     // e + accent
  EXPECT_EQ(TextWidth("\xE6\xB0\xB4"), 2u);                                  // 水
  EXPECT_EQ(TextWidth("\xF0\x9F\x87\xAE\xF0\x9F\x87\xB9"), 2u);              // a flag
  EXPECT_EQ(TextWidth("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"), 2u);  // a family
  EXPECT_EQ(TextWidth("\xFF"), 1u);
}

TEST(TextWidth, CutsBetweenGraphemes) {
  EXPECT_EQ(CutToWidth("Smalling", 8), "Smalling");
  EXPECT_EQ(CutToWidth("Smalling", 5), "Smal\xE2\x80\xA6");
  EXPECT_EQ(CutToWidth("\xE6\xB0\xB4\xE6\xB0\xB4", 3), "\xE6\xB0\xB4\xE2\x80\xA6");
  EXPECT_EQ(CutToWidth("ab", 0), "");
}

}  // namespace
}  // namespace rondo
