#pragma once

// Where the shell's text goes. Results go to standard output, everything else to standard error.
// Thread rule: belongs to the main thread, except Say, which any thread may call.

#include <string>
#include <string_view>

#include "tools/output/output.h"
#include "tools/shell/editor/terminal.h"

namespace rondo::shell {

class Streams {
 public:
  Streams(int out, int err, bool no_color);

  int out_descriptor() const { return out_descriptor_; }
  bool out_is_terminal() const { return out_is_terminal_; }
  bool err_is_terminal() const { return err_is_terminal_; }
  bool out_has_color() const { return out_is_terminal_ && !no_color_; }
  bool err_has_color() const { return err_is_terminal_ && !no_color_; }
  TerminalSize out_size() const { return SizeOfTerminal(out_descriptor_); }
  TerminalSize err_size() const { return SizeOfTerminal(err_descriptor_); }

  /// Standard output, buffered.
  Output& out() { return out_; }
  /// Text to standard error, at once. Flushes `out` before, so that both stand in order.
  void Complain(std::string_view text);
  /// Bytes to standard error, at once and as they are.
  void Say(std::string_view bytes) const;

 private:
  int out_descriptor_;
  int err_descriptor_;
  bool out_is_terminal_;
  bool err_is_terminal_;
  bool no_color_;
  Output out_;
};

}  // namespace rondo::shell
