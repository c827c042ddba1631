#pragma once

// Stage 1: bytes in, Documents out. Takes any bytes: broken UTF-8 is replaced and offsets are kept,
// what is plainly no text is refused with a message that says so. Headline, date, bylines and
// picture credits are recognised; what is no part of the story is blanked out, byte for byte, so
// that offsets still hold. Thread rule: free functions are safe from any thread; an ArticleSource
// belongs to one.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "tools/articles/document.h"

namespace rondo::articles {

enum class ArticleFormat : uint8_t { kText, kMarkdown, kHtml, kJsonLines };

/// Four times the longest match report.
inline constexpr uint32_t kPartBytesMax = 1U << 18U;

struct ReadOptions {
  std::string id;            // Of the document, or prefix of the ids of a JSON-lines file's lines.
  std::optional<Date> date;  // Where the text tells none.
  std::string outlet;
  uint64_t bytes_max = uint64_t{512} << 20U;
};

/// The path that means standard input.
inline constexpr std::string_view kStandardInput = "-";

/// By the ending of the path, then by the first bytes. Standard input is JSON lines if it begins
/// like an object; a file says so by its ending.
ArticleFormat FormatOf(std::string_view path, std::string_view bytes);

/// Reads one article. InvalidData if the bytes are no text or hold no words, LimitExceeded beyond
/// `bytes_max`.
Result<Document> ReadArticle(std::string_view bytes, ArticleFormat format,
                             const ReadOptions& options);

/// The articles of a file, one after the other; a malformed line is an error of its own and the
/// rest goes on. What is longer than any article (kPartBytesMax) comes in parts, cut where a
/// paragraph or at least a word ends, as documents of their own ("ID#2"): the cost of a byte does
/// not grow with the length of its file.
class ArticleSource {
 public:
  /// `bytes` must outlive the source.
  ArticleSource(std::string_view bytes, ArticleFormat format, ReadOptions options)
      : bytes_(bytes), format_(format), options_(std::move(options)) {}

  /// The next article, the error that kept it from being read, or nothing at the end.
  std::optional<Result<Document>> Next();
  /// Bytes consumed so far, for progress.
  uint64_t position() const { return position_; }

 private:
  std::optional<Result<Document>> NextWhole();
  Result<Document> ReadLine(std::string_view line) const;
  Document CutPart();

  std::string_view bytes_;
  ArticleFormat format_;
  ReadOptions options_;
  uint64_t position_ = 0;
  uint64_t line_number_ = 0;
  std::optional<Document> whole_;  // Of which parts are still to come.
  uint32_t part_begin_ = 0;
  uint32_t part_number_ = 0;
};

}  // namespace rondo::articles
