#include "tools/articles/json_line.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "graph/base/byte_block.h"

namespace rondo::articles {
namespace {

/// Bytes of a string that stand for themselves: no quote, backslash, control or beyond ASCII.
constexpr std::array<bool, 256> MakePlain() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) {
    plain[byte] = byte != '"' && byte != '\\';
  }
  return plain;
}
constexpr std::array<bool, 256> kPlain = MakePlain();

/// Of one article: so much is made room for at once, if the line has it.
constexpr std::size_t kTextBytesUsually = 8192;

class FlatReader {
 public:
  explicit FlatReader(std::string_view line) : line_(line) {}

  std::optional<ArticleLine> Run() {
    if (!Take('{')) {
      return std::nullopt;
    }
    do {
      if (!ReadField()) {
        return std::nullopt;
      }
    } while (Take(','));
    if (!Take('}')) {
      return std::nullopt;
    }
    SkipSpace();
    return at_ == line_.size() ? std::optional(std::move(read_)) : std::nullopt;
  }

 private:
  void SkipSpace() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r')) {
      ++at_;
    }
  }

  bool Take(char mark) {
    SkipSpace();
    const bool there = at_ < line_.size() && line_[at_] == mark;
    at_ += there ? 1 : 0;
    return there;
  }

  bool ReadField() {
    if (!Take('"')) {
      return false;
    }
    key_.clear();
    if (!ReadString(key_) || !Take(':')) {
      return false;
    }
    const auto* const known = std::find(ArticleLine::kKeys.begin(), ArticleLine::kKeys.end(), key_);
    const auto index = static_cast<std::size_t>(known - ArticleLine::kKeys.begin());
    const bool wanted = known != ArticleLine::kKeys.end();
    if (wanted && seen_[index]) {
      return false;
    }
    other_.clear();
    std::string& value = wanted ? read_.values[index] : other_;
    if (wanted) {
      seen_[index] = true;
    }
    if (Take('"')) {
      return ReadString(value);
    }
    return ReadWord("null") || (!wanted && (ReadWord("true") || ReadWord("false")));
  }

  bool ReadWord(std::string_view word) {
    SkipSpace();
    const bool there = line_.substr(at_, word.size()) == word;
    at_ += there ? word.size() : 0;
    return there;
  }

  /// Behind the opening mark, to behind the closing one.
  bool ReadString(std::string& out) {
    while (at_ < line_.size()) {
      const std::size_t begin = at_;
      SkipPlainBlocks();
      while (at_ < line_.size() && kPlain[static_cast<unsigned char>(line_[at_])]) {
        ++at_;
      }
      if (out.empty() && at_ < line_.size() && line_[at_] != '"') {
        out.reserve(std::min(line_.size() - begin, kTextBytesUsually));
      }
      out.append(line_, begin, at_ - begin);
      if (at_ == line_.size()) {
        return false;
      }
      const char mark = line_[at_];
      if (mark == '"') {
        ++at_;
        return true;
      }
      if (mark == '\\' ? !ReadEscape(out) : !ReadWide(out)) {
        return false;
      }
    }
    return false;
  }

  /// Goes on by eight bytes as long as all of them are plain.
  void SkipPlainBlocks() {
    for (; at_ + sizeof(uint64_t) <= line_.size(); at_ += sizeof(uint64_t)) {
      const uint64_t block = LoadBlock(line_.data() + at_);
      const uint64_t special =
          block | (block - kEachByte * 0x20) | BytesEqualTo(block, '"') | BytesEqualTo(block, '\\');
      if ((special & kHighBits) != 0) {
        return;
      }
    }
  }

  bool ReadWide(std::string& out) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(line_.data() + at_),
                         static_cast<utf8proc_ssize_t>(line_.size() - at_), &code_point);
    if (size < 2) {
      return false;  // Broken, or a control.
    }
    out.append(line_, at_, static_cast<std::size_t>(size));
    at_ += static_cast<std::size_t>(size);
    return true;
  }

  bool ReadEscape(std::string& out) {
    if (at_ + 1 >= line_.size()) {
      return false;
    }
    static constexpr std::string_view kNames = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const char name = line_[at_ + 1];
    at_ += 2;
    if (name == 'u') {
      return ReadCodePoint(out);
    }
    const std::size_t place = kNames.find(name);
    if (place == std::string_view::npos) {
      return false;
    }
    out += kMeanings[place];
    return true;
  }

  bool ReadCodePoint(std::string& out) {
    if (line_.size() - at_ < 4) {
      return false;
    }
    int32_t code_point = 0;
    for (const std::size_t end = at_ + 4; at_ < end; ++at_) {
      const char digit = line_[at_];
      const bool letter = (digit | 0x20) >= 'a' && (digit | 0x20) <= 'f';
      if (!letter && (digit < '0' || digit > '9')) {
        return false;
      }
      code_point = code_point * 16 + (letter ? (digit | 0x20) - 'a' + 10 : digit - '0');
    }
    if (code_point >= 0xD800 && code_point < 0xE000) {
      return false;  // Half of a pair.
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t size = utf8proc_encode_char(code_point, bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
    return true;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  ArticleLine read_;
  std::array<bool, ArticleLine::kKeys.size()> seen_{};
  std::string key_;
  std::string other_;
};

}  // namespace

std::optional<ArticleLine> ReadFlat(std::string_view line) { return FlatReader(line).Run(); }

}  // namespace rondo::articles
