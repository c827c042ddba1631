#pragma once

// Output to a terminal that goes through a pager as soon as it is taller than the terminal, and is
// written plainly if it never is.
// Thread rule: belongs to the main thread.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tools/output/output.h"
#include "tools/shell/outside_program.h"

namespace rondo::shell {

struct PagerOptions {
  std::string command;  // Empty: no pager, everything is written at once.
  size_t line_count_max = 0;
  size_t width = 80;
  int descriptor = 1;  // Of the terminal.
  /// Called before the pager starts: leaves the terminal to it.
  std::function<void()> before_start = {};
};

class PagedOutput {
 public:
  explicit PagedOutput(PagerOptions options);

  Output& output() { return output_; }
  /// Writes what is left and waits until the person has closed the pager.
  Result<void> Finish();
  bool used_pager() const { return used_pager_; }

 private:
  Result<void> Take(std::string_view bytes);

  PagerOptions options_;
  std::string held_;  // Until it is clear whether it fits.
  size_t line_count_ = 0;
  bool used_pager_ = false;
  std::optional<PipedProgram> pager_;
  Output output_;
};

}  // namespace rondo::shell
