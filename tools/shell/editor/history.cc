#include "tools/shell/editor/history.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <utility>

namespace rondo::shell {
namespace {

Error HistoryError(const std::string& what, const std::string& path) {
  return RuntimeError(ErrorCode::kIo, "HistoryFailed",
                      "cannot " + what + " the history `" + path + "`: " + std::strerror(errno));
}

std::string Escaped(std::string_view entry) {
  std::string line;
  for (char c : entry) {
    if (c == '\n') {
      line += "\\n";
    } else {
      line += c == '\\' ? "\\" : "";
      line += c;
    }
  }
  return line + '\n';
}

std::string Unescaped(std::string_view line) {
  std::string entry;
  for (size_t index = 0; index < line.size(); ++index) {
    if (line[index] == '\\' && index + 1 < line.size()) {
      ++index;
      entry += line[index] == 'n' ? '\n' : line[index];
    } else {
      entry += line[index];
    }
  }
  return entry;
}

/// An open history file, locked until the end of its life.
class LockedFile {
 public:
  explicit LockedFile(const std::string& path) {
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor_ >= 0) {
      while (::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
      }
    }
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;
  ~LockedFile() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }

  bool is_open() const { return descriptor_ >= 0; }

  bool Read(std::string& text) const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) {
      return false;
    }
    text.resize(static_cast<size_t>(status.st_size));
    size_t size = 0;
    while (size < text.size()) {
      const ssize_t count =
          ::pread(descriptor_, text.data() + size, text.size() - size, static_cast<off_t>(size));
      if (count <= 0) {
        break;
      }
      size += static_cast<size_t>(count);
    }
    text.resize(size);
    return true;
  }

  bool Append(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t count = ::write(descriptor_, text.data(), text.size());
      if (count < 0 && errno != EINTR) {
        return false;
      }
      text.remove_prefix(static_cast<size_t>(std::max<ssize_t>(count, 0)));
    }
    return true;
  }

  bool Clear() const { return ::ftruncate(descriptor_, 0) == 0; }

 private:
  int descriptor_ = -1;
};

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

bool Holds(const std::string& entry, const std::string& lower_part) {
  return LowerAscii(entry).find(lower_part) != std::string::npos;
}

}  // namespace

Result<History> History::Open(std::string path) {
  History history;
  history.path_ = std::move(path);
  const LockedFile file(history.path_);
  std::string text;
  if (!file.is_open() || !file.Read(text)) {
    return HistoryError("read", history.path_);
  }
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      history.entries_.push_back(Unescaped(std::string_view(text).substr(begin, end - begin)));
    }
    begin = end + 1;
  }
  if (history.entries_.size() > 2 * kEntryCountMax) {
    history.entries_.erase(history.entries_.begin(), history.entries_.end() - kEntryCountMax);
    text.clear();
    for (const std::string& entry : history.entries_) {
      text += Escaped(entry);
    }
    if (!file.Clear() || !file.Append(text)) {
      return HistoryError("shorten", history.path_);
    }
  }
  return history;
}

Result<void> History::Add(std::string_view entry) {
  const bool blank = entry.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (blank || entry.front() == ' ' || (!entries_.empty() && entries_.back() == entry)) {
    return {};
  }
  entries_.emplace_back(entry);
  if (path_.empty()) {
    return {};
  }
  const LockedFile file(path_);
  if (!file.is_open() || !file.Append(Escaped(entry))) {
    return HistoryError("write", path_);
  }
  return {};
}

std::string_view History::FindByPrefix(std::string_view prefix) const {
  if (prefix.empty()) {
    return {};
  }
  auto position = std::find_if(entries_.rbegin(), entries_.rend(), [prefix](const auto& entry) {
    return entry.size() > prefix.size() && entry.starts_with(prefix);
  });
  return position == entries_.rend() ? std::string_view() : *position;
}

size_t History::FindBackward(std::string_view part, size_t end) const {
  const std::string lower = LowerAscii(part);
  for (size_t index = end; index > 0; --index) {
    if (Holds(entries_[index - 1], lower)) {
      return index - 1;
    }
  }
  return end;
}

size_t History::FindForward(std::string_view part, size_t begin) const {
  const std::string lower = LowerAscii(part);
  while (begin < entries_.size() && !Holds(entries_[begin], lower)) {
    ++begin;
  }
  return begin;
}

}  // namespace rondo::shell
