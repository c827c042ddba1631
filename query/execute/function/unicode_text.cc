#include "query/execute/function/unicode_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace rondo {

namespace {

/// The longest character has four bytes.
constexpr size_t kCharacterSizeMax = 4;

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Unicode's White_Space: the separators, and the controls that move the cursor.
bool IsWhitespace(int32_t code_point) {
  if (code_point < 0) {
    return false;
  }
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x85;
  }
}

template <typename Map>
std::string MapCharacters(std::string_view text, const Map& map) {
  std::string mapped;
  mapped.reserve(text.size());
  for (size_t offset = 0; offset < text.size();) {
    Character character = CharacterAt(text, offset);
    if (character.code_point < 0) {
      mapped += text[offset];
    } else {
      utf8proc_uint8_t bytes[kCharacterSizeMax];
      auto size = utf8proc_encode_char(map(character.code_point), bytes);
      mapped.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
    }
    offset += character.size;
  }
  return mapped;
}

/// Whether a character is to be trimmed away.
bool IsTrimmed(std::string_view character, int32_t code_point, const TrimOptions& options) {
  if (!options.set) {
    return IsWhitespace(code_point);
  }
  for (size_t offset = 0; offset < options.set->size();) {
    size_t size = CharacterAt(*options.set, offset).size;
    if (options.set->substr(offset, size) == character) {
      return true;
    }
    offset += size;
  }
  return false;
}

}  // namespace

Character CharacterAt(std::string_view text, size_t offset) {
  auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) {
    return {.code_point = first, .size = 1};
  }
  utf8proc_int32_t code_point = -1;
  size_t rest = std::min(text.size() - offset, kCharacterSizeMax);
  auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset),
                               static_cast<utf8proc_ssize_t>(rest), &code_point);
  if (size <= 0) {
    return {.code_point = -1, .size = 1};
  }
  return {.code_point = code_point, .size = static_cast<size_t>(size)};
}

Character CharacterBefore(std::string_view text, size_t end) {
  size_t begin = end - 1;
  size_t begin_min = end >= kCharacterSizeMax ? end - kCharacterSizeMax : 0;
  while (begin > begin_min && IsContinuation(text[begin])) {
    --begin;
  }
  Character character = CharacterAt(text, begin);
  if (begin + character.size == end) {
    return character;
  }
  return {.code_point = -1, .size = 1};
}

size_t CharacterCount(std::string_view text) {
  if (IsAscii(text)) {
    return text.size();
  }
  size_t count = 0;
  for (size_t offset = 0; offset < text.size(); ++count) {
    offset += CharacterAt(text, offset).size;
  }
  return count;
}

size_t OffsetOfCharacter(std::string_view text, size_t character_index) {
  size_t offset = 0;
  for (size_t index = 0; index < character_index && offset < text.size(); ++index) {
    offset += CharacterAt(text, offset).size;
  }
  return offset;
}

std::string ReverseCharacters(std::string_view text) {
  if (IsAscii(text)) {
    return {text.rbegin(), text.rend()};
  }
  std::string reversed(text.size(), '\0');
  size_t end = text.size();
  for (size_t offset = 0; offset < text.size();) {
    size_t size = CharacterAt(text, offset).size;
    end -= size;
    text.copy(reversed.data() + end, size, offset);
    offset += size;
  }
  return reversed;
}

std::string ToUpperCase(std::string_view text) { return MapCharacters(text, utf8proc_toupper); }
std::string ToLowerCase(std::string_view text) { return MapCharacters(text, utf8proc_tolower); }

std::string_view TrimCharacters(std::string_view text, const TrimOptions& options) {
  while (options.at_start && !text.empty()) {
    Character first = CharacterAt(text, 0);
    if (!IsTrimmed(text.substr(0, first.size), first.code_point, options)) {
      break;
    }
    text.remove_prefix(first.size);
  }
  while (options.at_end && !text.empty()) {
    Character last = CharacterBefore(text, text.size());
    if (!IsTrimmed(text.substr(text.size() - last.size), last.code_point, options)) {
      break;
    }
    text.remove_suffix(last.size);
  }
  return text;
}

std::string NormalizeText(std::string_view text, NormalForm form) {
  int composing =
      form == NormalForm::kNfc || form == NormalForm::kNfkc ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
  int compatibility = form == NormalForm::kNfkc || form == NormalForm::kNfkd ? UTF8PROC_COMPAT : 0;
  utf8proc_uint8_t* bytes = nullptr;
  auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | composing | compatibility));
  if (size < 0) {
    return std::string(text);  // Not UTF-8: there is nothing to normalise.
  }
  std::string normalized(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
  std::free(bytes);  // NOLINT: utf8proc hands over memory from malloc.
  return normalized;
}

}  // namespace rondo
