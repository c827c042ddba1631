#include "tools/articles/article_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <utility>

#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kArticleEndings = {".txt", ".md", ".html", ".htm",
                                                             ".jsonl"};
constexpr int kNameDigits = 8;
constexpr size_t kReadSize = size_t{1} << 16;
// A mapped file gives its pages back in pieces of this size; a multiple of any page.
constexpr size_t kReleaseSize = size_t{1} << 20;

Error CannotRead(const std::string& path, std::string_view why) {
  return RuntimeError(ErrorCode::kIo, "CannotReadFile",
                      "cannot read " + path + ": " + std::string(why));
}

class MappedFile final : public FileBytes {
 public:
  MappedFile(void* begin, size_t size) : begin_(begin), size_(size) {}
  ~MappedFile() override {
    if (size_ > 0) {
      munmap(begin_, size_);
    }
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const override { return {static_cast<const char*>(begin_), size_}; }
  void Release(size_t end) override {
    const size_t whole = std::min(end, size_) / kReleaseSize * kReleaseSize;
    if (whole > released_) {
      madvise(static_cast<char*>(begin_) + released_, whole - released_, MADV_DONTNEED);
      released_ = whole;
    }
  }

 private:
  void* begin_;
  size_t size_;
  size_t released_ = 0;
};

class OwnedBytes final : public FileBytes {
 public:
  explicit OwnedBytes(std::string text) : text_(std::move(text)) {}
  std::string_view bytes() const override { return text_; }

 private:
  std::string text_;
};

/// A pipe, a device or standard input: read to its end.
Result<std::unique_ptr<FileBytes>> ReadToEnd(int descriptor, const std::string& path) {
  std::string text;
  std::array<char, kReadSize> buffer;
  while (true) {
    const ssize_t size = read(descriptor, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) {
      continue;
    }
    if (size < 0) {
      return CannotRead(path, std::strerror(errno));
    }
    if (size == 0) {
      return std::unique_ptr<FileBytes>(std::make_unique<OwnedBytes>(std::move(text)));
    }
    text.append(buffer.data(), static_cast<size_t>(size));
  }
}

Result<std::unique_ptr<FileBytes>> MapDescriptor(int descriptor, const std::string& path) {
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) {
    return CannotRead(path, std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    return ReadToEnd(descriptor, path);
  }
  const auto size = static_cast<size_t>(status.st_size);
  if (size == 0) {
    return std::unique_ptr<FileBytes>(std::make_unique<OwnedBytes>(std::string()));
  }
  void* begin = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (begin == MAP_FAILED) {
    return CannotRead(path, std::strerror(errno));
  }
  return std::unique_ptr<FileBytes>(std::make_unique<MappedFile>(begin, size));
}

bool IsArticleFile(const fs::path& path) {
  const std::string ending = path.extension().string();
  const std::string name = path.filename().string();
  return !name.starts_with('.') && path.stem() != "README" &&
         std::find(kArticleEndings.begin(), kArticleEndings.end(), ending) != kArticleEndings.end();
}

}  // namespace

std::string NameOfBytes(std::string_view prefix, std::string_view bytes) {
  std::string name = std::string(prefix) + "-";
  uint64_t hash = Vocabulary::Hash(bytes);
  for (int digit = 0; digit < kNameDigits; ++digit, hash >>= 4U) {
    name += "0123456789abcdef"[hash & 15U];
  }
  return name;
}

Result<std::unique_ptr<FileBytes>> FileBytes::Open(const std::string& path) {
  if (path == kStandardInput) {
    return ReadToEnd(STDIN_FILENO, "standard input");
  }
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return CannotRead(path, std::strerror(errno));
  }
  auto mapped = MapDescriptor(descriptor, path);
  close(descriptor);  // A mapping outlives its descriptor.
  return mapped;
}

ArticleFiles::ArticleFiles(const std::vector<std::string>& paths, std::optional<Date> date)
    : date_(date) {
  for (const std::string& path : paths) {
    AddPath(path);
  }
}

ArticleFiles::~ArticleFiles() = default;

void ArticleFiles::AddPath(const std::string& path) {
  std::error_code error;
  if (path != kStandardInput && fs::is_directory(path, error)) {
    AddFolder(path);
    return;
  }
  AddFile(path, fs::path(path).stem().string());
}

void ArticleFiles::AddFile(const std::string& path, std::string id) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  total_size_ += error ? 0 : size;
  entries_.push_back({path, std::move(id), std::nullopt});
}

void ArticleFiles::AddFolder(const std::string& path) {
  std::error_code error;
  std::vector<std::string> files;
  auto entry =
      fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored) && IsArticleFile(entry->path())) {
      files.push_back(entry->path().string());
    }
  }
  if (error || files.empty()) {
    const std::string why =
        error ? error.message() : "the folder holds no .txt, .md, .html or .jsonl file";
    entries_.push_back({path, "", CannotRead(path, why)});
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    AddFile(file, fs::path(file).lexically_relative(path).replace_extension().generic_string());
  }
}

std::optional<ArticleFiles::Item> ArticleFiles::OpenNext() {
  Entry entry = std::move(entries_.front());
  entries_.pop_front();
  path_ = entry.path;
  if (entry.problem.has_value()) {
    return Item{path_, std::move(*entry.problem)};
  }
  auto opened = FileBytes::Open(path_);
  if (!opened.ok()) {
    return Item{path_, std::move(opened).error()};
  }
  file_ = std::move(opened).value();
  ReadOptions options;
  options.id =
      path_ == kStandardInput ? NameOfBytes("standard-input", file_->bytes()) : std::move(entry.id);
  options.date = date_;
  source_.emplace(file_->bytes(), FormatOf(path_, file_->bytes()), std::move(options));
  return std::nullopt;
}

std::optional<ArticleFiles::Item> ArticleFiles::Next() {
  while (true) {
    if (source_.has_value()) {
      if (auto document = source_->Next()) {
        file_->Release(source_->position());
        return Item{path_, std::move(*document)};
      }
      consumed_size_ += file_->bytes().size();
      source_.reset();
      file_.reset();
    }
    if (entries_.empty()) {
      return std::nullopt;
    }
    if (auto problem = OpenNext()) {
      return problem;
    }
  }
}

}  // namespace rondo::articles
