#pragma once

// Reads CSV files (RFC 4180, with any one-byte delimiter) record by record in constant memory:
// quoted fields with doubled quotes and line breaks, LF or CRLF, with or without a byte-order mark.
// For LOAD CSV, and the first stage of an import. Thread rule: one thread at a time.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace rondo {

struct CsvField {
  std::string_view text;
  bool quoted = false;  // "" is an empty string where an unquoted nothing is a missing value.
};

class CsvReader {
 public:
  /// Io if the file cannot be opened or is a folder.
  static Result<CsvReader> Open(const std::string& path, char delimiter = ',');

  /// Reads the next record into `fields`; false at the end of the file. Blank lines are passed
  /// over. The views live until the next call. InvalidData with file and line for an unclosed
  /// quote, text after a closing quote, a NUL byte, or a record longer than 64 MiB; Io if reading
  /// fails. After an InvalidData error the next call goes on behind the bad record.
  Result<bool> Next(std::vector<CsvField>& fields);

  const std::string& path() const { return path_; }
  /// Line on which the record that Next read last begins, from 1.
  uint64_t line() const { return record_line_; }
  /// Bytes consumed so far, for progress.
  uint64_t consumed_size() const { return consumed_size_; }
  uint64_t file_size() const { return file_size_; }

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  CsvReader() = default;

  /// Makes more of the file visible behind `end_`; false at the end of the file. Offsets into the
  /// buffer change by `begin_`.
  Result<bool> Refill();
  /// Splits one record beginning at `begin_`; true if it was whole, false if more of the file is
  /// needed.
  Result<bool> SplitRecord(std::vector<CsvField>& fields, bool at_end_of_file);
  Result<bool> SplitQuotedField(size_t& position, std::vector<CsvField>& fields,
                                bool at_end_of_file);
  Error BadRecord(std::string_view what, size_t resume_at);
  void SkipBlankLines();

  std::string path_;
  std::unique_ptr<std::FILE, FileCloser> file_;
  char delimiter_ = ',';
  std::string buffer_;
  // Fields that held doubled quotes, without them; each at an address of its own, since views point
  // there.
  std::vector<std::unique_ptr<std::string>> unescaped_;
  size_t begin_ = 0;  // Of what is not yet consumed.
  size_t end_ = 0;    // Of what was read.
  bool file_at_end_ = false;
  uint64_t next_line_ = 1;
  uint64_t record_line_ = 0;
  uint64_t consumed_size_ = 0;
  uint64_t file_size_ = 0;
};

/// "FILE:LINE: message", the form in which every bad row is named.
std::string PlaceInFile(std::string_view path, uint64_t line, std::string_view message);

}  // namespace rondo
