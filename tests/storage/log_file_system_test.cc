#include "storage/rocks/log_file_system.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>

#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// With and without the system's cache; on a disk that cannot do without, twice with it.
class LogFileSystemTest : public testing::TestWithParam<bool> {
 protected:
  std::unique_ptr<rocksdb::FSWritableFile> Create(const std::string& path) {
    std::unique_ptr<rocksdb::FSWritableFile> file;
    const rocksdb::IOStatus status =
        system_->NewWritableFile(path, rocksdb::FileOptions(), &file, nullptr);
    EXPECT_TRUE(status.ok()) << status.ToString();
    return file;
  }
  static void Append(rocksdb::FSWritableFile& file, const std::string& data) {
    const rocksdb::IOStatus status = file.Append(data, rocksdb::IOOptions(), nullptr);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

  TemporaryFolder folder_;
  std::shared_ptr<rocksdb::FileSystem> system_ =
      MakeLogFileSystem(rocksdb::FileSystem::Default(), GetParam());
};

TEST_P(LogFileSystemTest, HoldsWhatWasAppendedAndThenZeros) {
  std::mt19937 random(5);
  const std::string path = folder_ / "1.log";
  const std::unique_ptr<rocksdb::FSWritableFile> file = Create(path);
  std::string wanted;
  // Small ones within a page, up to its end, over it, and some that are written in pieces.
  for (const size_t size : {1, 4095, 1, 4096, 0, 300, 5000, 100, 3 << 20, 7, 40000, 1 << 20, 9}) {
    std::string data(size, '\0');
    for (char& c : data) c = static_cast<char>(random());
    Append(*file, data);
    wanted += data;
    // Another process sees it before it is synced, as the next one must if this one dies.
    const std::string before = ReadFile(path);
    ASSERT_EQ(before.substr(0, wanted.size()), wanted) << size;
    ASSERT_EQ(before.find_first_not_of('\0', wanted.size()), std::string::npos);
    ASSERT_TRUE(file->Sync(rocksdb::IOOptions(), nullptr).ok());
    ASSERT_GT(std::filesystem::file_size(path), wanted.size());
    ASSERT_EQ(file->GetFileSize(rocksdb::IOOptions(), nullptr), wanted.size());
  }
  ASSERT_TRUE(file->Close(rocksdb::IOOptions(), nullptr).ok());
  EXPECT_EQ(ReadFile(path), wanted);
}

TEST_P(LogFileSystemTest, LeavesOtherFilesAlone) {
  const std::string path = folder_ / "table.sst";
  const std::unique_ptr<rocksdb::FSWritableFile> file = Create(path);
  Append(*file, "abc");
  ASSERT_TRUE(file->Sync(rocksdb::IOOptions(), nullptr).ok());
  EXPECT_EQ(ReadFile(path), "abc");
  ASSERT_TRUE(file->Close(rocksdb::IOOptions(), nullptr).ok());
}

INSTANTIATE_TEST_SUITE_P(Cache, LogFileSystemTest, testing::Bool(), [](const auto& mode) {
  return mode.param ? std::string("Past") : std::string("Through");
});

}  // namespace
}  // namespace rondo
