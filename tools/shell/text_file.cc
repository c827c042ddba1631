#include "tools/shell/text_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace rondo::shell {

Result<std::string> ReadTextFile(const std::string& path) {
  const auto failed = [&path] {
    return RuntimeError(ErrorCode::kIo, "OpenFailed",
                        "cannot read `" + path + "`: " + std::strerror(errno));
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return failed();
  }
  std::string text;
  std::array<char, 65536> buffer{};
  ssize_t count = 0;
  while ((count = ::read(descriptor, buffer.data(), buffer.size())) != 0) {
    if (count > 0) {
      text.append(buffer.data(), static_cast<size_t>(count));
    } else if (errno != EINTR) {
      const Error error = failed();
      ::close(descriptor);
      return error;
    }
  }
  ::close(descriptor);
  return text;
}

}  // namespace rondo::shell
