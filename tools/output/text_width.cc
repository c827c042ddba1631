#include "tools/output/text_width.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>

namespace rondo {
namespace {

constexpr int32_t kVariationSelectorEmoji = 0xFE0F;

bool IsRegionalIndicator(int32_t code_point) {
  return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

/// Bytes of the code point at the front of `text`, or 0 where that is no UTF-8.
size_t Decode(std::string_view text, int32_t& code_point) {
  const utf8proc_ssize_t size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  return size > 0 ? static_cast<size_t>(size) : 0;
}

bool IsPrintableAscii(char c) { return c >= 0x20 && c < 0x7F; }

}  // namespace

Grapheme FirstGrapheme(std::string_view text) {
  if (IsPrintableAscii(text[0]) && (text.size() == 1 || IsPrintableAscii(text[1]))) {
    return {text.substr(0, 1), 1};
  }
  int32_t previous = 0;
  size_t size = Decode(text, previous);
  if (size == 0) {
    return {text.substr(0, 1), 1};
  }
  int width = utf8proc_charwidth(previous);
  int32_t state = 0;
  int32_t next = 0;
  while (size < text.size()) {
    const size_t next_size = Decode(text.substr(size), next);
    if (next_size == 0 || utf8proc_grapheme_break_stateful(previous, next, &state)) {
      break;
    }
    width = std::max(width, utf8proc_charwidth(next));
    if (next == kVariationSelectorEmoji || IsRegionalIndicator(next)) {
      width = 2;
    }
    size += next_size;
    previous = next;
  }
  return {text.substr(0, size), width};
}

size_t TextWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const Grapheme grapheme = FirstGrapheme(text);
    width += static_cast<size_t>(grapheme.width);
    text.remove_prefix(grapheme.bytes.size());
  }
  return width;
}

std::string CutToWidth(std::string_view text, size_t width) {
  size_t used = 0;
  size_t kept_size = 0;  // Bytes that leave room for the ellipsis.
  std::string_view rest = text;
  while (!rest.empty()) {
    const Grapheme grapheme = FirstGrapheme(rest);
    used += static_cast<size_t>(grapheme.width);
    if (used > width) {
      return width == 0 ? std::string() : std::string(text.substr(0, kept_size)) + "…";
    }
    rest.remove_prefix(grapheme.bytes.size());
    if (used + 1 <= width) {
      kept_size = text.size() - rest.size();
    }
  }
  return std::string(text);
}

}  // namespace rondo
