#pragma once

// Articles out of files, folders and standard input, one after the other; a file that cannot be
// read is one problem and the rest goes on. Files are mapped, not loaded, so memory stays flat over
// a dump of any size. Thread rule: one thread at a time.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/reader.h"

namespace rondo::articles {

/// The bytes of a file while this object lives.
class FileBytes {
 public:
  /// Io naming the path if it cannot be opened or is no file. "-" reads standard input to its end;
  /// what is long and cannot be mapped, as a pipe, goes to a file without a name in TMPDIR first.
  static Result<std::unique_ptr<FileBytes>> Open(const std::string& path);
  virtual ~FileBytes() = default;
  virtual std::string_view bytes() const = 0;
  /// Gives the memory of the bytes before `end` back, as far as that can be done: they stay
  /// readable, at the price of another look at the file.
  virtual void Release(size_t /*end*/) {}
};

/// A name for an article without a file: `prefix` and a number that other bytes would hardly share.
std::string NameOfBytes(std::string_view prefix, std::string_view bytes);

class ArticleFiles {
 public:
  struct Item {
    std::string path;
    Result<Document> document;  // Or what is wrong with this article or file.
  };

  /// `paths`: files, folders (read through in the order of their names; .txt, .md, .html, .htm and
  /// .jsonl count, but for README) and "-". `date` is for articles that tell none. An article is
  /// named after its file, by its path below the folder that was given; one from standard input
  /// after its bytes, the first megabyte of them.
  ArticleFiles(const std::vector<std::string>& paths, std::optional<Date> date);
  ~ArticleFiles();

  /// The next article; nothing at the end.
  std::optional<Item> Next();

  uint64_t consumed_size() const {
    return consumed_size_ + (source_.has_value() ? source_->position() : 0);
  }
  /// Bytes of all files together, as far as they can be told beforehand.
  uint64_t total_size() const { return total_size_; }

 private:
  struct Entry {
    std::string path;
    std::string id;
    std::optional<Error> problem;  // Set where the path itself is wrong.
  };
  void AddPath(const std::string& path);
  void AddFile(const std::string& path, std::string id);
  void AddFolder(const std::string& path);
  /// Opens the file in front of the queue; an Item if that fails.
  std::optional<Item> OpenNext();

  std::deque<Entry> entries_;
  std::optional<Date> date_;
  std::string path_;  // Being read.
  std::unique_ptr<FileBytes> file_;
  std::optional<ArticleSource> source_;
  uint64_t consumed_size_ = 0;
  uint64_t total_size_ = 0;
};

}  // namespace rondo::articles
