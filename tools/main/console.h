#pragma once

// The console of one run of the program: where results and everything else go, and what each stream
// is. Results go to `out`; messages, progress and summaries to `err`. What is printed cannot steer
// the terminal: control characters in messages become visible.
// Thread rule: belongs to the main thread.

#include <string>
#include <string_view>

#include "graph/base/error.h"
#include "tools/main/exit_code.h"
#include "tools/output/output.h"

namespace rondo {

class Console {
 public:
  Console();

  Output& out() { return out_; }
  bool out_is_terminal() const { return out_is_terminal_; }
  bool err_is_terminal() const { return err_is_terminal_; }
  bool in_is_terminal() const { return in_is_terminal_; }
  /// Whether `out` may carry colours: a terminal, and NO_COLOR is not set.
  bool out_has_color() const { return out_is_terminal_ && !no_color_; }
  bool err_has_color() const { return err_is_terminal_ && !no_color_; }
  /// Columns of the terminal; 80 where there is none.
  size_t width() const;

  /// A line for people, on standard error.
  void Say(std::string_view line);
  /// "rondo: MESSAGE", with the hint behind it; returns the exit code that goes with the error.
  ExitCode Fail(const Error& error);
  /// Text that is complete as it is, such as an error with its caret.
  void SayText(std::string_view text);
  /// Text without a line break, at once; for progress.
  void SayRaw(std::string_view text);

  /// Flushes `out`. A reader that went away is no error; anything else is said and gives kFailed.
  ExitCode Finish(ExitCode code);

 private:
  Output out_;
  Output err_;
  bool out_is_terminal_;
  bool err_is_terminal_;
  bool in_is_terminal_;
  bool no_color_;
};

}  // namespace rondo
