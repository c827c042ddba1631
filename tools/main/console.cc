#include "tools/main/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "tools/export/markup_text.h"

namespace rondo {
namespace {

constexpr size_t kDefaultWidth = 80;

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

Console::Console()
    : out_(DescriptorTarget(STDOUT_FILENO, "standard output")),
      err_(DescriptorTarget(STDERR_FILENO, "standard error")),
      out_is_terminal_(::isatty(STDOUT_FILENO) == 1),
      err_is_terminal_(::isatty(STDERR_FILENO) == 1),
      in_is_terminal_(::isatty(STDIN_FILENO) == 1),
      no_color_(IsSet("NO_COLOR")) {}

size_t Console::width() const {
  winsize size = {};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ||
                     ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0;
  return known && size.ws_col > 0 ? size.ws_col : kDefaultWidth;
}

// Nothing can be done about a standard error that takes nothing.
void Console::SayRaw(std::string_view text) {
  err_.Write(text);
  static_cast<void>(err_.Flush().ok());
}

void Console::SayText(std::string_view text) { SayRaw(std::string(text) + "\n"); }

void Console::Say(std::string_view line) { SayRaw(OneLine(line) + "\n"); }

ExitCode Console::Fail(const Error& error) {
  // Messages of several lines (bad rows of an import) keep their lines.
  std::string_view rest = error.message;
  std::string prefix = "rondo: ";
  while (true) {
    const size_t end = rest.find('\n');
    Say(prefix + std::string(rest.substr(0, end)));
    if (end == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(end + 1);
    prefix = "  ";
  }
  if (!error.hint.empty()) {
    Say("  " + error.hint);
  }
  return ExitCodeOf(error);
}

ExitCode Console::Finish(ExitCode code) {
  const Result<void> flushed = out_.Flush();
  if (flushed.ok() || IsClosedPipe(flushed.error())) {
    return code;
  }
  Fail(flushed.error());
  return code == ExitCode::kDone ? ExitCode::kFailed : code;
}

}  // namespace rondo
