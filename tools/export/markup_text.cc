#include "tools/export/markup_text.h"

#include <utf8proc.h>

#include <cstdint>

namespace rondo {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD.

struct Character {
  int32_t code_point = 0;
  std::string_view bytes;  // Of the text itself, or kReplacement where that is no UTF-8.
  size_t size = 0;         // How many bytes of the text were used up.
};

Character FirstCharacter(std::string_view text) {
  Character character;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) {
    return {first, text.substr(0, 1), 1};
  }
  const utf8proc_ssize_t size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &character.code_point);
  if (size <= 0) {
    return {0xFFFD, kReplacement, 1};
  }
  character.size = static_cast<size_t>(size);
  character.bytes = text.substr(0, character.size);
  return character;
}

/// XML 1.0, production 2, less the C1 controls that it discourages.
bool IsMarkupCharacter(int32_t code_point) {
  if (code_point < 0x20) {
    return code_point == '\t' || code_point == '\n' || code_point == '\r';
  }
  if (code_point >= 0x7F && code_point < 0xA0) {
    return code_point == 0x85;
  }
  return (code_point & 0xFFFE) != 0xFFFE && !(code_point >= 0xFDD0 && code_point <= 0xFDEF);
}

void AppendMarkupCharacter(const Character& character, std::string& out) {
  switch (character.code_point) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    // Readers turn bare white space inside attributes into blanks.
    case '\t':
      out += "&#9;";
      break;
    case '\n':
      out += "&#10;";
      break;
    case '\r':
      out += "&#13;";
      break;
    // Some readers take these for line breaks, as XML 1.1 does.
    case 0x85:
      out += "&#133;";
      break;
    case 0x2028:
      out += "&#8232;";
      break;
    default:
      if (IsMarkupCharacter(character.code_point)) {
        out += character.bytes;
      }
  }
}

}  // namespace

void AppendMarkupText(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const Character character = FirstCharacter(text);
    AppendMarkupCharacter(character, out);
    text.remove_prefix(character.size);
  }
}

std::string MarkupText(std::string_view text) {
  std::string out;
  AppendMarkupText(text, out);
  return out;
}

void AppendScriptJson(std::string_view json, std::string& out) {
  for (size_t index = 0; index < json.size(); ++index) {
    const char c = json[index];
    if (c == '<') {
      out += "\\u003c";
    } else if (json.substr(index, 3) == "\xE2\x80\xA8") {
      out += "\\u2028";
      index += 2;
    } else if (json.substr(index, 3) == "\xE2\x80\xA9") {
      out += "\\u2029";
      index += 2;
    } else {
      out += c;
    }
  }
}

std::string ValidUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character character = FirstCharacter(text);
    out += character.bytes;
    text.remove_prefix(character.size);
  }
  return out;
}

std::string OneLine(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character character = FirstCharacter(text);
    const int32_t code_point = character.code_point;
    const bool is_break = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
                          code_point == 0x2028 || code_point == 0x2029;
    if (is_break) {
      out += ' ';
    } else {
      out += character.bytes;
    }
    text.remove_prefix(character.size);
  }
  return out;
}

}  // namespace rondo
