#include "tools/articles/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "tools/articles/html_text.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/json_line.h"
#include "tools/articles/text_cleaning.h"
#include "tools/articles/text_repair.h"

namespace rondo::articles {
namespace {

Error BadArticle(std::string detail, std::string message) {
  return RuntimeError(ErrorCode::kInvalidData, std::move(detail), std::move(message));
}

bool EndsWithIgnoringCase(std::string_view text, std::string_view ending) {
  if (text.size() < ending.size()) {
    return false;
  }
  const std::string_view tail = text.substr(text.size() - ending.size());
  return std::equal(tail.begin(), tail.end(), ending.begin(), [](char left, char right) {
    return (left >= 'A' && left <= 'Z' ? left + 32 : left) == right;
  });
}

Result<void> CheckBytes(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > options.bytes_max) {
    return RuntimeError(ErrorCode::kLimitExceeded, "ArticleTooLarge",
                        fmt::format("the article has {} bytes, more than the {} that one may have",
                                    bytes.size(), options.bytes_max));
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return BadArticle("WrongEncoding", "the text is UTF-16; convert it to UTF-8");
  }
  if (LooksBinary(bytes)) {
    return BadArticle("BinaryData", "the bytes are no text");
  }
  return {};
}

void FillFrom(const ReadOptions& options, Document& document) {
  document.id = options.id;
  if (!document.date) {
    document.date = options.date;
  }
  if (document.outlet.empty()) {
    document.outlet = options.outlet;
  }
}

Result<Document> ReadHtml(std::string_view bytes, const ReadOptions& options) {
  std::string page;
  OffsetMap page_offsets;
  RepairText(bytes, page, page_offsets);
  HtmlText html = ExtractHtmlText(page);
  Document document;
  document.text = std::move(html.text);
  document.offsets = std::move(html.offsets);
  document.offsets.Chain(page_offsets);
  document.title = std::move(html.title);
  document.date = html.date;
  document.outlet = std::move(html.site);
  if (!document.title.empty() && std::string_view(document.text).starts_with(document.title)) {
    document.title_span = {0, static_cast<uint32_t>(document.title.size())};
  }
  CleanBody(document, 0);
  FillFrom(options, document);
  return document;
}

Result<Document> ReadPlain(std::string_view bytes, bool markdown, const ReadOptions& options) {
  Document document;
  RepairText(bytes, document.text, document.offsets);
  std::size_t body = 0;
  if (markdown) {
    body = BlankMarkdown(document);
  }
  ReadHeader(document, body);
  FillFrom(options, document);
  return document;
}

std::string JsonText(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end()) {
    return {};
  }
  if (found->is_string()) {
    return found->get<std::string>();
  }
  return found->is_number() ? found->dump() : std::string();
}

/// nullopt if the line holds no JSON object.
std::optional<ArticleLine> ReadObject(std::string_view line) {
  if (std::optional<ArticleLine> flat = ReadFlat(line); flat) {
    return flat;
  }
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (object.is_discarded() || !object.is_object()) {
    return std::nullopt;
  }
  ArticleLine fields;
  for (std::size_t index = 0; index < ArticleLine::kKeys.size(); ++index) {
    fields.values[index] = JsonText(object, std::string(ArticleLine::kKeys[index]));
  }
  return fields;
}

/// Where the part that begins at `begin` ends: behind a paragraph, else a line, a sentence, a word,
/// else between two letters.
std::size_t EndOfPart(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kPartBytesMax) {
    return text.size();
  }
  const std::string_view part = text.substr(begin, kPartBytesMax);
  for (const std::string_view mark : {"\n\n", "\n", ". ", " "}) {
    const std::size_t found = part.rfind(mark);
    if (found != std::string_view::npos && found > kPartBytesMax / 2) {
      return begin + found + mark.size();
    }
  }
  std::size_t end = begin + kPartBytesMax;
  while (end > begin + 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return end;
}

bool IsJsonObject(std::string_view text) {
  const std::size_t inside = text.find_first_not_of(" \t\r\n", 1);
  return text.starts_with('{') && inside != std::string_view::npos && text[inside] == '"';
}

}  // namespace

ArticleFormat FormatOf(std::string_view path, std::string_view bytes) {
  if (EndsWithIgnoringCase(path, ".jsonl") || EndsWithIgnoringCase(path, ".ndjson")) {
    return ArticleFormat::kJsonLines;
  }
  if (EndsWithIgnoringCase(path, ".md") || EndsWithIgnoringCase(path, ".markdown")) {
    return ArticleFormat::kMarkdown;
  }
  if (EndsWithIgnoringCase(path, ".html") || EndsWithIgnoringCase(path, ".htm") ||
      EndsWithIgnoringCase(path, ".xhtml")) {
    return ArticleFormat::kHtml;
  }
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  std::string start(bytes.substr(std::min(first, bytes.size()), 16));
  std::transform(start.begin(), start.end(), start.begin(), [](char letter) {
    return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
  });
  if (start.starts_with("<!doctype html") || start.starts_with("<html")) {
    return ArticleFormat::kHtml;
  }
  return path == kStandardInput && IsJsonObject(start) ? ArticleFormat::kJsonLines
                                                       : ArticleFormat::kText;
}

Result<Document> ReadArticle(std::string_view bytes, ArticleFormat format,
                             const ReadOptions& options) {
  if (format == ArticleFormat::kJsonLines) {
    ArticleSource source(bytes, format, options);
    auto first = source.Next();
    if (!first) {
      return BadArticle("EmptyArticle", "there is no article in it");
    }
    return std::move(*first);
  }
  RONDO_TRY(CheckBytes(bytes, options));
  auto document = format == ArticleFormat::kHtml
                      ? ReadHtml(bytes, options)
                      : ReadPlain(bytes, format == ArticleFormat::kMarkdown, options);
  if (document.ok() && document->text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return BadArticle("EmptyArticle", "there is no text in it");
  }
  return document;
}

std::optional<Result<Document>> ArticleSource::Next() {
  if (whole_) {
    return CutPart();
  }
  auto next = NextWhole();
  if (!next || !next->ok() || (*next)->text.size() <= kPartBytesMax) {
    return next;
  }
  whole_ = std::move(*next).value();
  part_begin_ = 0;
  part_number_ = 0;
  return CutPart();
}

Document ArticleSource::CutPart() {
  const std::size_t end = EndOfPart(whole_->text, part_begin_);
  ++part_number_;
  Document part;
  part.id = part_number_ == 1 ? whole_->id : fmt::format("{}#{}", whole_->id, part_number_);
  part.outlet = whole_->outlet;
  part.date = whole_->date;
  part.text = whole_->text.substr(part_begin_, end - part_begin_);
  part.offsets = whole_->offsets.From(part_begin_);
  if (part_number_ == 1) {
    part.title = whole_->title;
    part.title_span = whole_->title_span;
  }
  part_begin_ = static_cast<uint32_t>(end);
  if (end == whole_->text.size()) {
    whole_.reset();
  }
  return part;
}

std::optional<Result<Document>> ArticleSource::NextWhole() {
  if (format_ != ArticleFormat::kJsonLines) {
    if (position_ != 0 || bytes_.empty()) {
      if (position_ == 0) {
        position_ = 1;
        return BadArticle("EmptyArticle", "there is no text in it");
      }
      return std::nullopt;
    }
    position_ = bytes_.size();
    return ReadArticle(bytes_, format_, options_);
  }
  while (position_ < bytes_.size()) {
    std::size_t end = bytes_.find('\n', position_);
    end = end == std::string_view::npos ? bytes_.size() : end;
    const std::string_view line = bytes_.substr(position_, end - position_);
    position_ = std::min<uint64_t>(bytes_.size(), end + 1);
    ++line_number_;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      return ReadLine(line);
    }
  }
  return std::nullopt;
}

Result<Document> ArticleSource::ReadLine(std::string_view line) const {
  if (line.size() > options_.bytes_max) {
    return RuntimeError(ErrorCode::kLimitExceeded, "ArticleTooLarge",
                        fmt::format("line {}: {} bytes, more than the {} that one article may have",
                                    line_number_, line.size(), options_.bytes_max));
  }
  const std::optional<ArticleLine> object = ReadObject(line);
  if (!object) {
    return BadArticle("MalformedJson", fmt::format("line {}: no JSON object", line_number_));
  }
  const std::string& text = object->text();
  if (text.empty()) {
    return BadArticle("EmptyArticle", fmt::format("line {}: no field \"text\"", line_number_));
  }
  ReadOptions options = options_;
  options.id =
      !object->id().empty() ? object->id() : fmt::format("{}:{}", options_.id, line_number_);
  if (const auto date = ParseIsoDay(object->date()); date) {
    options.date = date;
  }
  if (!object->outlet().empty()) {
    options.outlet = object->outlet();
  }
  std::string body;
  if (!object->title().empty()) {
    body = object->title() + "\n\n";
  }
  body += text;
  const ArticleFormat format = FormatOf("", text);
  auto document = ReadArticle(body, format, options);
  if (!document.ok()) {
    Error error = std::move(document).error();
    error.message = fmt::format("line {}: {}", line_number_, error.message);
    return error;
  }
  return document;
}

}  // namespace rondo::articles
