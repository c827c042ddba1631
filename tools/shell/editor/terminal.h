#pragma once

// The terminal of the session: its modes, its size, its bytes. Thin on purpose; whatever can be
// decided without a terminal stands elsewhere.
//
// Three modes: as it was found (kNormal, for other programs), while a statement is edited
// (kEditing: every key comes as bytes, Ctrl-C too), while one runs (kRunning: nothing is echoed,
// keys wait, Ctrl-C is a signal).
//
// Thread rule: belongs to one thread.

#include <termios.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rondo::shell {

struct TerminalSize {
  size_t width = 80;
  size_t height = 24;
};

/// The size of the terminal behind `descriptor`, or 80 x 24 where it does not tell.
TerminalSize SizeOfTerminal(int descriptor);

class Terminal {
 public:
  enum class Mode : uint8_t { kNormal, kEditing, kRunning };

  /// REQUIRES: both are terminals.
  Terminal(int input, int output);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  /// Leaves the terminal as it was found.
  ~Terminal();

  void Enter(Mode mode);
  TerminalSize size() const { return SizeOfTerminal(output_); }
  void Write(std::string_view bytes);

  struct Input {
    std::string bytes;
    bool closed = false;  // The terminal is gone.
    bool woken = false;   // `wake_descriptor` has something to read.
    bool timed_out = false;
  };
  /// Waits for bytes, for something on `wake_descriptor`, or for the end of the time.
  Input Read(int wake_descriptor, std::optional<std::chrono::milliseconds> timeout);

 private:
  int input_;
  int output_;
  termios found_ = {};
  Mode mode_ = Mode::kNormal;
};

}  // namespace rondo::shell
