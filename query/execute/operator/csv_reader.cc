#include "query/execute/operator/csv_reader.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "graph/base/byte_block.h"

namespace rondo {
namespace {

constexpr size_t kReadSize = size_t{1} << 20;
constexpr size_t kRecordSizeMax = size_t{64} << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

uint64_t CountLineBreaks(std::string_view text) {
  return static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

static_assert(std::endian::native == std::endian::little, "words are read from their first byte");

// Where the delimiter or a line feed comes first, or `end`. Eight bytes at a time, which is what
// the speed of an import hangs on. Sets `may_hold_nul` if one of the bytes it met is NUL.
size_t FindFieldEnd(const char* text, size_t begin, size_t end, char delimiter,
                    bool& may_hold_nul) {
  size_t position = begin;
  for (; position + sizeof(uint64_t) <= end; position += sizeof(uint64_t)) {
    const uint64_t word = LoadBlock(text + position);
    may_hold_nul = may_hold_nul || ZeroBytes(word) != 0;
    const uint64_t found = BytesEqualTo(word, delimiter) | BytesEqualTo(word, '\n');
    if (found != 0) return position + static_cast<size_t>(std::countr_zero(found)) / 8;
  }
  while (position < end && text[position] != delimiter && text[position] != '\n') {
    may_hold_nul = may_hold_nul || text[position] == '\0';
    ++position;
  }
  return position;
}

}  // namespace

std::string PlaceInFile(std::string_view path, uint64_t line, std::string_view message) {
  return std::string(path) + ":" + std::to_string(line) + ": " + std::string(message);
}

Result<CsvReader> CsvReader::Open(const std::string& path, char delimiter) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return RuntimeError(ErrorCode::kIo, "CannotOpenFile",
                        "cannot read " + path + ": it is a folder");
  }
  CsvReader reader;
  reader.path_ = path;
  reader.delimiter_ = delimiter;
  reader.file_.reset(std::fopen(path.c_str(), "rb"));
  if (reader.file_ == nullptr) {
    return RuntimeError(ErrorCode::kIo, "CannotOpenFile",
                        "cannot read " + path + ": " + std::strerror(errno));
  }
  const auto size = std::filesystem::file_size(path, ignored);
  reader.file_size_ = ignored ? 0 : size;
  RONDO_TRY(reader.Refill());
  if (std::string_view(reader.buffer_).substr(0, reader.end_).starts_with(kByteOrderMark)) {
    reader.begin_ = kByteOrderMark.size();
    reader.consumed_size_ = kByteOrderMark.size();
  }
  return reader;
}

Result<bool> CsvReader::Refill() {
  if (file_at_end_) {
    return false;
  }
  buffer_.erase(0, begin_);
  end_ -= begin_;
  begin_ = 0;
  buffer_.resize(end_ + std::max(kReadSize, end_));
  const size_t read_size = std::fread(buffer_.data() + end_, 1, buffer_.size() - end_, file_.get());
  if (read_size < buffer_.size() - end_ && std::ferror(file_.get()) != 0) {
    return RuntimeError(ErrorCode::kIo, "CannotReadFile",
                        "reading " + path_ + " failed: " + std::strerror(errno));
  }
  file_at_end_ = read_size < buffer_.size() - end_;
  end_ += read_size;
  return read_size > 0;
}

void CsvReader::SkipBlankLines() {
  while (begin_ < end_ && (buffer_[begin_] == '\n' || buffer_[begin_] == '\r')) {
    next_line_ += buffer_[begin_] == '\n' ? 1 : 0;
    ++begin_;
    ++consumed_size_;
  }
}

Result<bool> CsvReader::Next(std::vector<CsvField>& fields) {
  while (true) {
    SkipBlankLines();
    record_line_ = next_line_;
    if (begin_ < end_) {
      RONDO_TRY_ASSIGN(const bool whole, SplitRecord(fields, file_at_end_));
      if (whole) {
        return true;
      }
    } else if (file_at_end_) {
      return false;
    }
    if (end_ - begin_ > kRecordSizeMax) {
      return BadRecord("this record is longer than 64 MiB; is a quote missing?", end_);
    }
    RONDO_TRY(Refill());
  }
}

Result<bool> CsvReader::SplitRecord(std::vector<CsvField>& fields, bool at_end_of_file) {
  // Written over those of the last record, which mostly has as many.
  size_t field_count = 0;
  unescaped_.clear();
  size_t position = begin_;
  bool has_quotes = false;
  bool may_hold_nul = false;
  while (true) {
    if (position < end_ && buffer_[position] == '"') {
      has_quotes = true;
      fields.resize(field_count);
      RONDO_TRY_ASSIGN(const bool whole, SplitQuotedField(position, fields, at_end_of_file));
      if (!whole) {
        return false;
      }
      field_count = fields.size();
    } else {
      const size_t field_begin = position;
      position = FindFieldEnd(buffer_.data(), position, end_, delimiter_, may_hold_nul);
      if (position == end_ && !at_end_of_file) {
        return false;
      }
      size_t field_end = position;
      const bool ends_record = position == end_ || buffer_[position] == '\n';
      if (ends_record && field_end > field_begin && buffer_[field_end - 1] == '\r') {
        --field_end;
      }
      if (field_count == fields.size()) {
        fields.emplace_back();
      }
      fields[field_count++] = {
          std::string_view(buffer_).substr(field_begin, field_end - field_begin), false};
    }
    if (position < end_ && buffer_[position] == delimiter_) {
      ++position;
      continue;
    }
    break;
  }
  fields.resize(field_count);
  const size_t record_end = position < end_ ? position + 1 : position;
  const std::string_view record = std::string_view(buffer_).substr(begin_, record_end - begin_);
  if ((has_quotes || may_hold_nul) && std::memchr(record.data(), '\0', record.size()) != nullptr) {
    return BadRecord("this record holds a NUL byte; is this a text file?", record_end);
  }
  next_line_ += has_quotes ? CountLineBreaks(record) : record_end - position;
  consumed_size_ += record.size();
  begin_ = record_end;
  return true;
}

Result<bool> CsvReader::SplitQuotedField(size_t& position, std::vector<CsvField>& fields,
                                         bool at_end_of_file) {
  const size_t field_begin = position + 1;
  size_t read = field_begin;
  size_t doubled_count = 0;
  while (true) {
    read = buffer_.find('"', read);
    if (read == std::string::npos || read >= end_) {
      if (at_end_of_file) {
        return BadRecord("a quote is opened here and never closed", end_);
      }
      return false;
    }
    if (read + 1 == end_ && !at_end_of_file) {
      return false;
    }
    if (read + 1 < end_ && buffer_[read + 1] == '"') {
      ++doubled_count;
      read += 2;
      continue;
    }
    break;
  }
  size_t after = read + 1;
  if (after < end_ && buffer_[after] == '\r' && (after + 1 == end_ || buffer_[after + 1] == '\n')) {
    if (after + 1 == end_ && !at_end_of_file) {
      return false;
    }
    ++after;
  }
  if (after < end_ && buffer_[after] != delimiter_ && buffer_[after] != '\n') {
    const size_t line_end = std::min(buffer_.find('\n', after), end_ - 1);
    return BadRecord("text follows a closing quote; quotes inside a field are written twice",
                     line_end + 1);
  }
  const std::string_view raw = std::string_view(buffer_).substr(field_begin, read - field_begin);
  if (doubled_count == 0) {
    fields.push_back({raw, true});
  } else {
    std::string text;
    text.reserve(raw.size() - doubled_count);
    for (size_t index = 0; index < raw.size(); ++index) {
      text.push_back(raw[index]);
      index += raw[index] == '"' ? 1 : 0;
    }
    unescaped_.push_back(std::make_unique<std::string>(std::move(text)));
    fields.push_back({*unescaped_.back(), true});
  }
  position = after;
  return true;
}

Error CsvReader::BadRecord(std::string_view what, size_t resume_at) {
  resume_at = std::min(resume_at, end_);
  next_line_ += CountLineBreaks(std::string_view(buffer_).substr(begin_, resume_at - begin_));
  consumed_size_ += resume_at - begin_;
  begin_ = resume_at;
  return RuntimeError(ErrorCode::kInvalidData, "MalformedCsv",
                      PlaceInFile(path_, record_line_, what));
}

}  // namespace rondo
