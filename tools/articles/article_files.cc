#include "tools/articles/article_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
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
// More than this of what cannot be mapped goes to disk.
constexpr size_t kSpoolSize = size_t{4} << 20;
// So much of standard input gives it a name.
constexpr size_t kNamingSize = size_t{1} << 20;
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

/// Closes a descriptor at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) {
      close(number_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Result<std::unique_ptr<FileBytes>> MapFile(int descriptor, size_t size, const std::string& path) {
  void* begin = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (begin == MAP_FAILED) {
    return CannotRead(path, std::strerror(errno));
  }
  return std::unique_ptr<FileBytes>(std::make_unique<MappedFile>(begin, size));
}

/// Takes bytes into memory, and from a certain size on into a file that nobody else sees and that
/// goes with its mapping.
class Spool {
 public:
  explicit Spool(const std::string& path) : path_(path) {}

  Result<void> Append(std::string_view bytes) {
    size_ += bytes.size();
    if (file_ == nullptr && size_ <= kSpoolSize) {
      text_ += bytes;
      return {};
    }
    if (file_ == nullptr) {
      RONDO_TRY(OpenFile());
      RONDO_TRY(WriteAll(text_));
      text_ = {};
    }
    return WriteAll(bytes);
  }

  Result<std::unique_ptr<FileBytes>> Finish() {
    return file_ == nullptr
               ? std::unique_ptr<FileBytes>(std::make_unique<OwnedBytes>(std::move(text_)))
               : MapFile(file_->number(), size_, path_);
  }

 private:
  Result<void> OpenFile() {
    std::error_code error;
    const fs::path folder = fs::temp_directory_path(error);
    if (error) {
      return CannotKeep(error.message());
    }
    std::string name = (folder / "rondo-input-").string() + std::string(6, 'X');  // For mkostemp.
    file_ = std::make_unique<Descriptor>(mkostemp(name.data(), O_CLOEXEC));
    if (file_->number() < 0) {
      return CannotKeep(std::strerror(errno));
    }
    unlink(name.c_str());
    return {};
  }

  Result<void> WriteAll(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t size = write(file_->number(), bytes.data(), bytes.size());
      if (size < 0 && errno != EINTR) {
        return CannotKeep(std::strerror(errno));
      }
      bytes.remove_prefix(size < 0 ? 0 : static_cast<size_t>(size));
    }
    return {};
  }

  Error CannotKeep(std::string_view why) const {
    return CannotRead(path_, "it is long, and the folder for temporary files cannot take it (" +
                                 std::string(why) + "); set TMPDIR to one that can");
  }

  const std::string path_;
  uint64_t size_ = 0;
  std::string text_;
  std::unique_ptr<Descriptor> file_;
};

/// A pipe or a device: read to its end.
Result<std::unique_ptr<FileBytes>> ReadToEnd(int descriptor, const std::string& path) {
  Spool spool(path);
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
      return spool.Finish();
    }
    RONDO_TRY(spool.Append(std::string_view(buffer.data(), static_cast<size_t>(size))));
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
  return MapFile(descriptor, size, path);
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
    // A file behind `<` is mapped as any other, unless somebody has read some of it.
    const bool at_begin = lseek(STDIN_FILENO, 0, SEEK_CUR) == 0;
    return at_begin ? MapDescriptor(STDIN_FILENO, "standard input")
                    : ReadToEnd(STDIN_FILENO, "standard input");
  }
  const Descriptor descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0) {
    return CannotRead(path, std::strerror(errno));
  }
  return MapDescriptor(descriptor.number(), path);
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
  options.id = path_ == kStandardInput
                   ? NameOfBytes("standard-input", file_->bytes().substr(0, kNamingSize))
                   : std::move(entry.id);
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
