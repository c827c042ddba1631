#pragma once

// From the bytes that a terminal sends to keys: control characters, escape sequences of xterm and
// its kin, UTF-8, bracketed paste.
// Thread rule: belongs to one thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/shell/editor/key.h"

namespace rondo::shell {

class KeyDecoder {
 public:
  /// Takes the next bytes and appends the keys that they complete. Bytes may be cut anywhere.
  void Feed(std::string_view bytes, std::vector<Key>& keys);

  /// Call after a pause of about 50 ms while waiting(): what looked like the start of a sequence
  /// was a key of its own (Escape).
  void Pause(std::vector<Key>& keys);

  /// Whether bytes are held back that may be the start of something longer.
  bool waiting() const { return !buffer_.empty() && !in_paste_; }

 private:
  /// Takes one key off the front of the buffer, or says that it needs more bytes.
  std::optional<Key> Next();
  std::optional<Key> NextEscape();
  std::optional<Key> NextPaste();
  Key NextText(size_t size);
  Key TakeControl();

  std::string buffer_;
  bool in_paste_ = false;
  size_t paste_searched_ = 0;  // Bytes of the paste known not to hold its end.
};

}  // namespace rondo::shell
