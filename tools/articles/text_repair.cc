#include "tools/articles/text_repair.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "graph/base/byte_block.h"

namespace rondo::articles {
namespace {

constexpr std::size_t kBinarySampleBytes = 8192;

// Windows-1252, 0x80 to 0x9F; the rest is Latin-1.
constexpr std::array<uint16_t, 32> kWindows1252 = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void AppendCodePoint(int32_t value, std::string& text) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t size = utf8proc_encode_char(value, bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

/// U+0080 to U+009F are no characters of any text: who wrote them took Windows-1252 for Latin-1,
/// and "He\u0092s" is "He's". The character that was meant, or 0 where none was.
int32_t MeantByControl(utf8proc_int32_t value) {
  const bool control = value >= 0x80 && value < 0xA0;
  const int32_t meant = control ? kWindows1252[static_cast<std::size_t>(value) - 0x80] : 0;
  return meant == 0xFFFD ? 0 : meant;
}

/// The end of the valid UTF-8 that begins at `from` and means what it says.
std::size_t ValidUntil(std::string_view bytes, std::size_t from) {
  std::size_t at = from;
  while (at < bytes.size()) {
    uint64_t block = 0;
    if (at + 8 <= bytes.size()) {
      std::memcpy(&block, bytes.data() + at, 8);
      if ((block & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t value = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data() + at),
                         static_cast<utf8proc_ssize_t>(bytes.size() - at), &value);
    if (size <= 0 || MeantByControl(value) != 0) {
      return at;
    }
    at += static_cast<std::size_t>(size);
  }
  return at;
}

bool HasMultiByteSequence(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (static_cast<unsigned char>(bytes[at]) < 0xC2) {
      continue;
    }
    utf8proc_int32_t value = 0;
    if (utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data() + at),
                         static_cast<utf8proc_ssize_t>(bytes.size() - at), &value) > 1) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool LooksBinary(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kBinarySampleBytes);
  std::size_t control = 0;
  std::size_t at = 0;
  while (at < sample.size()) {
    if (const std::size_t end = at + sizeof(uint64_t); end <= sample.size()) {
      const uint64_t block = LoadBlock(sample.data() + at);
      if (((block - kEachByte * 0x20) & ~block & kHighBits) == 0) {
        at = end;  // None of them below a space.
        continue;
      }
    }
    const auto byte = static_cast<unsigned char>(sample[at++]);
    if (byte == 0) {
      return true;
    }
    control +=
        byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' ? 1U : 0U;
  }
  return control * 20 > sample.size();
}

void RepairText(std::string_view bytes, std::string& text, OffsetMap& offsets) {
  std::size_t valid = ValidUntil(bytes, 0);
  if (valid == bytes.size()) {
    text.assign(bytes);
    return;
  }
  const bool windows = !HasMultiByteSequence(bytes);
  text.reserve(bytes.size() + bytes.size() / 8);
  std::size_t at = 0;
  while (at < bytes.size()) {
    text.append(bytes.substr(at, valid - at));
    at = valid;
    if (at == bytes.size()) {
      break;
    }
    const auto byte = static_cast<unsigned char>(bytes[at]);
    int32_t value = 0xFFFD;
    utf8proc_int32_t control = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data() + at),
                         static_cast<utf8proc_ssize_t>(bytes.size() - at), &control);
    if (size > 1) {
      value = MeantByControl(control);
    } else if (windows) {
      value = byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte;
    }
    AppendCodePoint(value, text);
    at += size > 1 ? static_cast<std::size_t>(size) : 1;
    offsets.Add(static_cast<uint32_t>(text.size()), at);
    valid = ValidUntil(bytes, at);
  }
}

}  // namespace rondo::articles
