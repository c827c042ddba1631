#pragma once

// Text by characters (code points of UTF-8). A byte that is not UTF-8 counts as one character and
// stays as it is. Pure functions.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rondo {

/// The next character of a text.
struct Character {
  int32_t code_point = 0;  // -1 for a byte that is not UTF-8.
  size_t size = 0;         // In bytes, at least 1.
};

/// The character at `offset`. REQUIRES: offset < text.size().
Character CharacterAt(std::string_view text, size_t offset);
/// The character that ends at `end`. REQUIRES: 0 < end <= text.size().
Character CharacterBefore(std::string_view text, size_t end);

size_t CharacterCount(std::string_view text);
/// The byte offset of the character with that index, or text.size() if there are fewer.
size_t OffsetOfCharacter(std::string_view text, size_t character_index);

std::string ReverseCharacters(std::string_view text);
std::string ToUpperCase(std::string_view text);
std::string ToLowerCase(std::string_view text);

/// `text` without the characters in `set` (or, if absent, whitespace) at its start or end.
struct TrimOptions {
  bool at_start = true;
  bool at_end = true;
  std::optional<std::string_view> set;
};
std::string_view TrimCharacters(std::string_view text, const TrimOptions& options);

enum class NormalForm : uint8_t { kNfc, kNfd, kNfkc, kNfkd };
std::string NormalizeText(std::string_view text, NormalForm form);

}  // namespace rondo
