#pragma once

// What a person pressed: the line editor's alphabet, free of terminals and their byte sequences.
// Thread rule: plain values.

#include <cstdint>
#include <string>

namespace rondo::shell {

enum class KeyCode : uint8_t {
  kText,     // Typed characters, in `text`.
  kPaste,    // A bracketed paste, in `text`, newlines as \n.
  kControl,  // With `letter`, lower case.
  kAlt,      // With `letter`, lower case.
  kEnter,
  kAltEnter,
  kTab,
  kBackTab,
  kBackspace,
  kAltBackspace,
  kDelete,
  kLeft,
  kRight,
  kWordLeft,
  kWordRight,
  kUp,
  kDown,
  kHome,
  kEnd,
  kPageUp,
  kPageDown,
  kEscape,
  kUnknown,  // A sequence that no key of ours sends.
};

struct Key {
  KeyCode code = KeyCode::kUnknown;
  char letter = 0;
  std::string text = {};
};

}  // namespace rondo::shell
