#include "tools/output/visible_text.h"

#include <utf8proc.h>

#include <cstdint>

namespace rondo {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

bool IsJoiner(int32_t code_point) { return code_point == 0x200C || code_point == 0x200D; }

/// Emoji flags of England, Scotland and Wales are spelled with these.
bool IsEmojiTag(int32_t code_point) { return code_point >= 0xE0020 && code_point <= 0xE007F; }

bool SteersTheTerminal(int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    case UTF8PROC_CATEGORY_CF:
      return !IsJoiner(code_point) && !IsEmojiTag(code_point);
    default:
      return false;
  }
}

void AppendControlPicture(unsigned char c, std::string& out) {
  // U+2400 to U+241F, and U+2421 for DEL: E2 90 80 and on.
  out += "\xE2\x90";
  out += static_cast<char>(0x80 + (c == 0x7F ? 0x21 : c));
}

}  // namespace

void AppendVisibleText(std::string_view text, LineBreaks line_breaks, std::string& out) {
  for (size_t offset = 0; offset < text.size();) {
    const auto c = static_cast<unsigned char>(text[offset]);
    if (c < 0x80) {
      if (c == '\t' || (c == '\n' && line_breaks == LineBreaks::kKept)) {
        out += c == '\t' ? ' ' : '\n';
      } else if (c < 0x20 || c == 0x7F) {
        AppendControlPicture(c, out);
      } else {
        out += static_cast<char>(c);
      }
      ++offset;
      continue;
    }
    int32_t code_point = -1;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset),
                         static_cast<utf8proc_ssize_t>(text.size() - offset), &code_point);
    if (size <= 0) {
      out += kReplacement;
      ++offset;
      continue;
    }
    out += SteersTheTerminal(code_point) ? kReplacement
                                         : text.substr(offset, static_cast<size_t>(size));
    offset += static_cast<size_t>(size);
  }
}

std::string VisibleText(std::string_view text, LineBreaks line_breaks) {
  std::string out;
  AppendVisibleText(text, line_breaks, out);
  return out;
}

}  // namespace rondo
