#include "query/error_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace rondo {
namespace {

// Of the columns that are shown of a long line, how many stand before the place.
constexpr double kShareBeforePlace = 0.6;
constexpr size_t kShownColumnsMin = 20;
// Bytes of a line that are looked at on either side of the place.
constexpr size_t kBytesAroundPlace = 4096;
constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kReplacement = "\uFFFD";

/// One character of a source line as it is shown.
struct Glyph {
  std::string text;
  size_t width = 1;   // Columns on a terminal.
  size_t offset = 0;  // Of its first byte in the line.
};

Glyph NextGlyph(std::string_view line, size_t offset, size_t& size) {
  utf8proc_int32_t code_point = -1;
  utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(line.data() + offset),
                       static_cast<utf8proc_ssize_t>(line.size() - offset), &code_point);
  if (length <= 0) {
    size = 1;
    return {std::string(kReplacement), 1, offset};
  }
  size = static_cast<size_t>(length);
  if (code_point == '\t') {
    return {" ", 1, offset};
  }
  if (code_point < 0x20 || code_point == 0x7F) {
    // The picture of the control character.
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t count =
        utf8proc_encode_char(code_point == 0x7F ? 0x2421 : 0x2400 + code_point, bytes);
    return {std::string(reinterpret_cast<const char*>(bytes), static_cast<size_t>(count)), 1,
            offset};
  }
  utf8proc_category_t category = utf8proc_category(code_point);
  if (category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF) {
    return {std::string(kReplacement), 1, offset};  // C1 controls, direction marks.
  }
  int width = utf8proc_charwidth(code_point);
  return {std::string(line.substr(offset, size)), static_cast<size_t>(std::max(width, 0)), offset};
}

std::vector<Glyph> GlyphsOf(std::string_view line) {
  std::vector<Glyph> glyphs;
  for (size_t offset = 0; offset < line.size();) {
    size_t size = 0;
    glyphs.push_back(NextGlyph(line, offset, size));
    offset += size;
  }
  return glyphs;
}

/// The line around a place: its text, how far the carets are indented, and how many they are.
struct Excerpt {
  std::string text;
  size_t indent = 0;
  size_t caret_count = 1;
};

size_t WidthOf(const std::vector<Glyph>& glyphs, size_t begin, size_t end) {
  size_t width = 0;
  for (size_t index = begin; index < end; ++index) {
    width += glyphs[index].width;
  }
  return width;
}

Excerpt ExcerptOf(std::string_view line, size_t begin, size_t end, size_t columns_max) {
  size_t cut = begin > kBytesAroundPlace ? begin - kBytesAroundPlace : 0;
  while (cut < begin && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) {
    ++cut;
  }
  bool cut_behind = line.size() > begin + kBytesAroundPlace;
  std::vector<Glyph> glyphs = GlyphsOf(line.substr(cut, begin + kBytesAroundPlace - cut));
  begin -= cut;
  end -= cut;
  auto index_at = [&](size_t offset) {
    auto position = std::ranges::lower_bound(glyphs, offset, {}, &Glyph::offset);
    return static_cast<size_t>(position - glyphs.begin());
  };
  size_t place_begin = index_at(begin);
  size_t place_end = std::max(index_at(end), place_begin);
  // The first and the last glyph that are shown.
  size_t first = place_begin;
  size_t width = 0;
  const auto before_max = static_cast<size_t>(static_cast<double>(columns_max) * kShareBeforePlace);
  while (first > 0 && width + glyphs[first - 1].width <= before_max) {
    width += glyphs[--first].width;
  }
  size_t last = first;
  width = 0;
  while (last < glyphs.size() && width + glyphs[last].width <= columns_max) {
    width += glyphs[last++].width;
  }
  Excerpt excerpt;
  if (first > 0 || cut > 0) {
    excerpt.text += kEllipsis;
    excerpt.indent = 1;
  }
  for (size_t index = first; index < last; ++index) {
    excerpt.text += glyphs[index].text;
  }
  if (last < glyphs.size() || cut_behind) {
    excerpt.text += kEllipsis;
  }
  excerpt.indent += WidthOf(glyphs, first, place_begin);
  excerpt.caret_count =
      std::max<size_t>(1, WidthOf(glyphs, place_begin, std::min(place_end, last)));
  return excerpt;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

TextPosition PositionOf(std::string_view text, size_t offset) {
  TextPosition position;
  offset = std::min(offset, text.size());
  for (size_t index = 0; index < offset; ++index) {
    auto byte = static_cast<unsigned char>(text[index]);
    if (byte == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((byte & 0xC0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

namespace {

size_t TextWidth(std::string_view text) {
  const std::vector<Glyph> glyphs = GlyphsOf(text);
  return WidthOf(glyphs, 0, glyphs.size());
}

/// The two lines below a message: the source line, and carets below the place with the hint. A hint
/// that does not fit there has a line of its own.
std::string PlaceText(SourceSpan span, std::string_view hint, std::string_view text,
                      size_t width_max) {
  size_t begin = std::min<size_t>(span.begin, text.size());
  size_t end = std::min<size_t>(std::max(span.begin, span.end), text.size());
  // Behind the last word rather than on an empty line below it.
  if (begin == end) {
    while (begin > 0 && (begin == text.size() || IsBlank(text[begin])) &&
           IsBlank(text[begin - 1])) {
      --begin;
    }
    end = begin;
  }
  size_t newline = begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
  size_t line_begin = newline == std::string_view::npos ? 0 : newline + 1;
  size_t line_end = std::min(text.find('\n', begin), text.size());
  std::string_view line = text.substr(line_begin, line_end - line_begin);
  if (!line.empty() && line.back() == '\r') {
    line.remove_suffix(1);
  }
  std::string number = std::to_string(PositionOf(text, begin).line);
  // Besides the excerpt: the margin, and an ellipsis at either end.
  const size_t margin = number.size() + 7;
  const size_t columns_max = std::max(kShownColumnsMin, width_max - std::min(width_max, margin));
  Excerpt excerpt =
      ExcerptOf(line, begin - line_begin, std::min(end, line_end) - line_begin, columns_max);
  std::string result = "\n  " + number + " | " + excerpt.text;
  result += "\n  " + std::string(number.size(), ' ') + " | " + std::string(excerpt.indent, ' ') +
            std::string(excerpt.caret_count, '^');
  if (hint.empty()) {
    return result;
  }
  const size_t end_column = number.size() + 5 + excerpt.indent + excerpt.caret_count;
  if (end_column + 1 + TextWidth(hint) <= width_max) {
    return result + " " + std::string(hint);
  }
  // No room behind the carets.
  return result + "\n  " + std::string(number.size(), ' ') + " = " + std::string(hint);
}

}  // namespace

std::string ErrorText(const Error& error, std::string_view text, size_t width_max) {
  std::string result = "error: " + error.message;
  std::string_view name = error.detail;
  result += " (" + std::string(name.empty() ? ErrorCodeName(error.code) : name) + ")";
  if (!error.span) {
    return error.hint.empty() ? result : result + ": " + error.hint;
  }
  return result + PlaceText(*error.span, error.hint, text, width_max);
}

std::string NotificationText(const Notification& notification, std::string_view text,
                             size_t width_max) {
  return "warning: " + notification.message +
         PlaceText(notification.span, notification.hint, text, width_max);
}

}  // namespace rondo
