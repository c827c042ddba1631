#include "tools/shell/streams.h"

#include <unistd.h>

namespace rondo::shell {

Streams::Streams(int out, int err, bool no_color)
    : out_descriptor_(out),
      err_descriptor_(err),
      out_is_terminal_(::isatty(out) == 1),
      err_is_terminal_(::isatty(err) == 1),
      no_color_(no_color),
      out_(DescriptorTarget(out, "standard output")) {}

void Streams::Complain(std::string_view text) {
  // A failure of the output is met where results are written.
  static_cast<void>(out_.Flush().ok());
  Say(text);
}

void Streams::Say(std::string_view bytes) const {
  // Nobody can be told that standard error is gone.
  static_cast<void>(DescriptorTarget(err_descriptor_, "standard error")(bytes).ok());
}

}  // namespace rondo::shell
