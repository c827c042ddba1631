#include "tools/shell/editor/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace rondo::shell {
namespace {

constexpr std::string_view kBracketedPasteOn = "\x1b[?2004h";
constexpr std::string_view kBracketedPasteOff = "\x1b[?2004l";

}  // namespace

TerminalSize SizeOfTerminal(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
    return {};
  }
  return {size.ws_col, size.ws_row};
}

Terminal::Terminal(int input, int output) : input_(input), output_(output) {
  ::tcgetattr(input_, &found_);
}

Terminal::~Terminal() { Enter(Mode::kNormal); }

void Terminal::Enter(Mode mode) {
  if (mode == mode_) {
    return;
  }
  termios wanted = found_;
  if (mode != Mode::kNormal) {
    wanted.c_iflag &= ~static_cast<tcflag_t>(ICRNL | INLCR | IXON | ISTRIP);
    wanted.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
    wanted.c_cc[VMIN] = 1;
    wanted.c_cc[VTIME] = 0;
  }
  if (mode == Mode::kEditing) {
    wanted.c_lflag &= ~static_cast<tcflag_t>(ISIG);
  }
  // Nothing that was typed ahead is thrown away.
  while (::tcsetattr(input_, TCSADRAIN, &wanted) != 0 && errno == EINTR) {
  }
  if (mode == Mode::kNormal) {
    Write(kBracketedPasteOff);
  } else if (mode_ == Mode::kNormal) {
    Write(kBracketedPasteOn);
  }
  mode_ = mode;
}

void Terminal::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(output_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR && errno != EAGAIN) {
      return;  // The terminal is gone; reading tells.
    }
    bytes.remove_prefix(count > 0 ? static_cast<size_t>(count) : 0);
  }
}

Terminal::Input Terminal::Read(int wake_descriptor,
                               std::optional<std::chrono::milliseconds> timeout) {
  Input input;
  std::array<pollfd, 2> waited = {pollfd{input_, POLLIN, 0}, pollfd{wake_descriptor, POLLIN, 0}};
  const int timeout_ms = timeout ? static_cast<int>(timeout->count()) : -1;
  const int ready = ::poll(waited.data(), waited.size(), timeout_ms);
  if (ready <= 0) {
    input.timed_out = ready == 0;
    return input;
  }
  input.woken = (waited[1].revents & POLLIN) != 0;
  if ((waited[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(input_, buffer.data(), buffer.size());
    if (count > 0) {
      input.bytes.assign(buffer.data(), static_cast<size_t>(count));
    } else {
      input.closed = count == 0 || (errno != EINTR && errno != EAGAIN);
    }
  }
  return input;
}

}  // namespace rondo::shell
