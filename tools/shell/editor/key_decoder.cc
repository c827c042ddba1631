#include "tools/shell/editor/key_decoder.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace rondo::shell {
namespace {

constexpr char kEscapeByte = '\x1b';
constexpr std::string_view kPasteBegin = "\x1b[200~";
constexpr std::string_view kPasteEnd = "\x1b[201~";
// Longer than any sequence that terminals send for keys.
constexpr size_t kSequenceSizeMax = 32;

struct Sequence {
  std::string_view bytes;  // Behind ESC.
  KeyCode code;
};

constexpr std::array kSequences = {
    Sequence{"[A", KeyCode::kUp},
    Sequence{"[B", KeyCode::kDown},
    Sequence{"[C", KeyCode::kRight},
    Sequence{"[D", KeyCode::kLeft},
    Sequence{"[H", KeyCode::kHome},
    Sequence{"[F", KeyCode::kEnd},
    Sequence{"[Z", KeyCode::kBackTab},
    Sequence{"OA", KeyCode::kUp},
    Sequence{"OB", KeyCode::kDown},
    Sequence{"OC", KeyCode::kRight},
    Sequence{"OD", KeyCode::kLeft},
    Sequence{"OH", KeyCode::kHome},
    Sequence{"OF", KeyCode::kEnd},
    Sequence{"OM", KeyCode::kEnter},
    Sequence{"[1~", KeyCode::kHome},
    Sequence{"[7~", KeyCode::kHome},
    Sequence{"[3~", KeyCode::kDelete},
    Sequence{"[4~", KeyCode::kEnd},
    Sequence{"[8~", KeyCode::kEnd},
    Sequence{"[5~", KeyCode::kPageUp},
    Sequence{"[6~", KeyCode::kPageDown},
    Sequence{"[1;5C", KeyCode::kWordRight},
    Sequence{"[1;5D", KeyCode::kWordLeft},
    Sequence{"[1;3C", KeyCode::kWordRight},
    Sequence{"[1;3D", KeyCode::kWordLeft},
    Sequence{"[1;2A", KeyCode::kUp},
    Sequence{"[1;2B", KeyCode::kDown},
    Sequence{"[1;2C", KeyCode::kRight},
    Sequence{"[1;2D", KeyCode::kLeft},
    Sequence{"Oc", KeyCode::kWordRight},
    Sequence{"Od", KeyCode::kWordLeft},
    Sequence{"\x1b[C", KeyCode::kWordRight},
    Sequence{"\x1b[D", KeyCode::kWordLeft},
    Sequence{"[13;2u", KeyCode::kAltEnter},
    Sequence{"[13;3u", KeyCode::kAltEnter},
    Sequence{"[27;2;13~", KeyCode::kAltEnter},
    Sequence{"\r", KeyCode::kAltEnter},
    Sequence{"\n", KeyCode::kAltEnter},
    Sequence{"\x7f", KeyCode::kAltBackspace},
    Sequence{"\b", KeyCode::kAltBackspace},
};

/// Bytes of the character that starts with `first`, or 1 where none can.
size_t CharacterSize(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte >= 0xF0 && byte <= 0xF4) {
    return 4;
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    return 3;
  }
  return byte >= 0xC2 && byte <= 0xDF ? 2 : 1;
}

bool IsTextByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7F;
}

std::string WithPlainNewlines(std::string_view text) {
  std::string result;
  for (size_t index = 0; index < text.size(); ++index) {
    if (text[index] != '\r') {
      result += text[index];
    } else if (index + 1 == text.size() || text[index + 1] != '\n') {
      result += '\n';
    }
  }
  return result;
}

/// Size of the escape sequence at the front of `bytes` (ESC included), or 0 where it goes on.
size_t SequenceSize(std::string_view bytes) {
  if (bytes.size() < 2) {
    return 0;
  }
  size_t begin = 1;
  if (bytes[1] == kEscapeByte) {  // Alt with a key that sends a sequence.
    if (bytes.size() < 3) {
      return 0;
    }
    if (bytes[2] != '[' && bytes[2] != 'O') {
      return 1;
    }
    begin = 2;
  }
  if (bytes[begin] == 'O') {
    return bytes.size() > begin + 1 ? begin + 2 : 0;
  }
  if (bytes[begin] != '[') {
    return begin + CharacterSize(bytes[begin]);
  }
  for (size_t index = begin + 1; index < bytes.size(); ++index) {
    if (bytes[index] >= 0x40 && bytes[index] <= 0x7E) {
      return index + 1;
    }
    if (index >= kSequenceSizeMax) {
      return index;
    }
  }
  return 0;
}

}  // namespace

void KeyDecoder::Feed(std::string_view bytes, std::vector<Key>& keys) {
  buffer_ += bytes;
  while (!buffer_.empty()) {
    std::optional<Key> key = Next();
    if (!key) {
      return;
    }
    keys.push_back(*std::move(key));
  }
}

void KeyDecoder::Pause(std::vector<Key>& keys) {
  if (!waiting()) {
    return;
  }
  if (buffer_.front() == kEscapeByte) {
    keys.push_back({KeyCode::kEscape});
    const std::string rest = buffer_.substr(1);
    buffer_.clear();
    // What followed the Escape so closely is nothing that a person typed: drop it if it is the
    // start of a sequence.
    if (!rest.empty() && rest.front() != '[' && rest.front() != 'O') {
      Feed(rest, keys);
    }
  } else {
    buffer_.clear();  // Half a character.
  }
}

std::optional<Key> KeyDecoder::Next() {
  if (in_paste_) {
    return NextPaste();
  }
  const char first = buffer_.front();
  if (first == kEscapeByte) {
    return NextEscape();
  }
  if (!IsTextByte(first)) {
    return TakeControl();
  }
  size_t size = 0;
  while (size < buffer_.size() && IsTextByte(buffer_[size])) {
    const size_t character_size = CharacterSize(buffer_[size]);
    if (size + character_size > buffer_.size()) {
      break;
    }
    size += character_size;
  }
  if (size == 0) {
    return std::nullopt;
  }
  return NextText(size);
}

Key KeyDecoder::NextText(size_t size) {
  Key key{KeyCode::kText, 0, buffer_.substr(0, size)};
  buffer_.erase(0, size);
  return key;
}

Key KeyDecoder::TakeControl() {
  const char c = buffer_.front();
  buffer_.erase(0, 1);
  switch (c) {
    case '\r':
    case '\n':
      return {KeyCode::kEnter};
    case '\t':
      return {KeyCode::kTab};
    case '\b':
    case '\x7f':
      return {KeyCode::kBackspace};
    default: {
      const char upper = static_cast<char>(c | 0x40);
      return {KeyCode::kControl, static_cast<char>(std::tolower(upper))};
    }
  }
}

std::optional<Key> KeyDecoder::NextEscape() {
  if (buffer_.starts_with(kPasteBegin)) {
    buffer_.erase(0, kPasteBegin.size());
    in_paste_ = true;
    paste_searched_ = 0;
    return NextPaste();
  }
  const size_t size = SequenceSize(buffer_);
  if (size == 0 || size > buffer_.size()) {
    return std::nullopt;
  }
  const std::string sequence = buffer_.substr(1, size - 1);
  buffer_.erase(0, size);
  if (sequence.empty()) {
    return Key{KeyCode::kEscape};
  }
  const auto* known = std::ranges::find(kSequences, sequence, &Sequence::bytes);
  if (known != kSequences.end()) {
    return Key{known->code};
  }
  if (sequence.size() == 1 && IsTextByte(sequence[0])) {
    const auto letter = static_cast<unsigned char>(sequence[0]);
    return Key{KeyCode::kAlt, static_cast<char>(std::tolower(letter))};
  }
  return Key{KeyCode::kUnknown};
}

std::optional<Key> KeyDecoder::NextPaste() {
  const size_t end = buffer_.find(kPasteEnd, paste_searched_);
  if (end == std::string::npos) {
    const size_t kept = std::min(buffer_.size(), kPasteEnd.size() - 1);
    paste_searched_ = buffer_.size() - kept;
    return std::nullopt;
  }
  Key key{KeyCode::kPaste, 0, WithPlainNewlines(std::string_view(buffer_).substr(0, end))};
  buffer_.erase(0, end + kPasteEnd.size());
  in_paste_ = false;
  return key;
}

}  // namespace rondo::shell
