// The history file: entries of several lines, what is left out, two shells at once.

#include "tools/shell/editor/history.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

namespace rondo::shell {
namespace {

class HistoryTest : public testing::Test {
 protected:
  HistoryTest() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / ("rondo_history_" + std::string(6, 'X')))
            .string();
    folder_ = ::mkdtemp(pattern.data());
    path_ = (folder_ / "history").string();
  }
  ~HistoryTest() override { std::filesystem::remove_all(folder_); }

  History Open() const {
    Result<History> history = History::Open(path_);
    EXPECT_TRUE(history.ok());
    return std::move(history).value();
  }
  using Entries = std::vector<std::string>;

  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(HistoryTest, KeepsNewlinesAndBackslashesAcrossSessions) {
  const Entries entries = {"MATCH (n)\nRETURN n;", "RETURN '\\n \\\\';", "RETURN 'Ødegaard';"};
  {
    History history = Open();
    for (const std::string& entry : entries) {
      ASSERT_TRUE(history.Add(entry).ok());
    }
  }
  EXPECT_EQ(Open().entries(), entries);
}

TEST_F(HistoryTest, LeavesOutRepeatsBlanksAndWhatStartsWithASpace) {
  History history = Open();
  for (std::string_view entry : {"a;", "a;", " secret;", "  \n", "", "b;", "a;"}) {
    ASSERT_TRUE(history.Add(entry).ok());
  }
  EXPECT_EQ(history.entries(), (Entries{"a;", "b;", "a;"}));
  EXPECT_EQ(Open().entries(), (Entries{"a;", "b;", "a;"}));
}

TEST_F(HistoryTest, OnlyTheOwnerMayReadIt) {
  ASSERT_TRUE(Open().Add("a;").ok());
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(HistoryTest, ShellsSideBySideLoseNothing) {
  constexpr int kShellCount = 4;
  constexpr int kEntryCount = 200;
  std::vector<std::thread> shells;
  for (int shell = 0; shell < kShellCount; ++shell) {
    shells.emplace_back([this, shell] {
      History history = Open();
      for (int entry = 0; entry < kEntryCount; ++entry) {
        EXPECT_TRUE(
            history.Add("shell " + std::to_string(shell) + "\nentry " + std::to_string(entry))
                .ok());
      }
    });
  }
  for (std::thread& shell : shells) {
    shell.join();
  }
  EXPECT_EQ(Open().entries().size(), static_cast<size_t>(kShellCount * kEntryCount));
}

TEST_F(HistoryTest, AFileThatHasGrownTooLongIsShortened) {
  {
    History history = Open();
    for (size_t entry = 0; entry < 2 * History::kEntryCountMax + 1; ++entry) {
      ASSERT_TRUE(history.Add("entry " + std::to_string(entry)).ok());
    }
  }
  const History history = Open();
  EXPECT_EQ(history.entries().size(), History::kEntryCountMax);
  EXPECT_EQ(history.entries().back(), "entry " + std::to_string(2 * History::kEntryCountMax));
  EXPECT_EQ(Open().entries(), history.entries());
}

TEST_F(HistoryTest, SaysWhyItCannotBeRead) {
  const Result<History> history = History::Open((folder_ / "no/such/folder").string());
  ASSERT_FALSE(history.ok());
  EXPECT_NE(history.error().message.find("No such file"), std::string::npos);
}

TEST_F(HistoryTest, FindsByPrefixAndByPart) {
  History history = Open();
  for (std::string_view entry : {"RETURN 1;", "MATCH (n);", "RETURN 2;"}) {
    ASSERT_TRUE(history.Add(entry).ok());
  }
  EXPECT_EQ(history.FindByPrefix("RET"), "RETURN 2;");
  EXPECT_EQ(history.FindByPrefix("RETURN 2;"), "");
  EXPECT_EQ(history.FindByPrefix(""), "");
  EXPECT_EQ(history.FindBackward("return", 2), 0u);
  EXPECT_EQ(history.FindBackward("missing", 3), 3u);
  EXPECT_EQ(history.FindForward("return", 1), 2u);
}

}  // namespace
}  // namespace rondo::shell
