#include "storage/store_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "storage/codec/format_version.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarkerName = "RONDO";
constexpr std::string_view kUnfinishedMarkerName = "RONDO.new";
constexpr std::string_view kHolderName = "LOCK-holder";
constexpr std::string_view kDataName = "data";
constexpr std::string_view kLoadName = "bulk-load";
constexpr std::string_view kMarkerText = "rondo store, format ";

fs::path In(const std::string& path, std::string_view name) { return fs::path(path) / name; }

Error NoAccess(const std::string& path, std::string_view what, const std::error_code& code) {
  if (code == std::errc::permission_denied || code == std::errc::read_only_file_system) {
    return UnavailableError("NoPermission",
                            fmt::format("cannot {} `{}`: {}", what, path, code.message()));
  }
  return IoError("DiskFailed", fmt::format("cannot {} `{}`: {}", what, path, code.message()));
}

// The format that the marker names, or 0 if it is no marker.
uint32_t ReadMarker(const std::string& path) {
  std::ifstream file(In(path, kMarkerName), std::ios::binary);
  std::string line;
  std::getline(file, line);
  if (!std::string_view(line).starts_with(kMarkerText)) return 0;
  uint32_t version = 0;
  const char* end = line.data() + line.size();
  const auto [rest, error] = std::from_chars(line.data() + kMarkerText.size(), end, version);
  return error == std::errc() && rest == end ? version : 0;
}

// Whether nothing is in the folder, or only a marker that was not finished.
bool IsEmptyFolder(const std::string& path, std::error_code& error) {
  fs::directory_iterator entries(path, error);
  return !error && std::all_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
    return entry.path().filename() == kUnfinishedMarkerName;
  });
}

Result<void> CreateFolder(const std::string& path) {
  std::error_code error;
  const fs::path parent = fs::absolute(path, error).parent_path();
  if (!error && !fs::is_directory(parent, error)) {
    return UnavailableError(
        "NoSuchFolder",
        fmt::format("cannot create `{}`: the folder `{}` does not exist", path, parent.string()));
  }
  fs::create_directory(path, error);
  if (error) return NoAccess(path, "create", error);
  return MarkStoreFolder(path);
}

}  // namespace

std::string DataFolder(const std::string& path) { return In(path, kDataName).string(); }
std::string LoadFolder(const std::string& path) { return In(path, kLoadName).string(); }

// Under another name until it is whole and durable, so that whatever ends the process or the
// machine leaves either no marker or one that can be read.
Result<void> MarkStoreFolder(const std::string& path) {
  const std::string file = In(path, kUnfinishedMarkerName).string();
  const std::string marker = In(path, kMarkerName).string();
  const std::string text = fmt::format("{}{}\n", kMarkerText, kFormatVersion);
  const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  const bool written =
      descriptor >= 0 &&
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(descriptor) == 0 && ::rename(file.c_str(), marker.c_str()) == 0;
  const std::error_code error(errno, std::generic_category());
  if (descriptor >= 0) ::close(descriptor);
  if (!written) return NoAccess(marker, "write", error);
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

Result<void> PrepareStoreFolder(const std::string& path, const FolderOptions& options) {
  std::error_code error;
  const bool may_create = options.create_if_missing && !options.read_only;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    if (may_create) return CreateFolder(path);
    return UnavailableError("NoSuchStore", fmt::format("there is no store at `{}`", path));
  }
  if (status.type() == fs::file_type::none) return NoAccess(path, "open", error);
  if (status.type() != fs::file_type::directory) {
    return UnavailableError("ForeignFolder",
                            fmt::format("`{}` is a file, not the folder of a store", path));
  }
  const bool is_empty = IsEmptyFolder(path, error);
  if (error) return NoAccess(path, "read", error);
  if (is_empty && may_create) return MarkStoreFolder(path);
  const uint32_t version = ReadMarker(path);
  if (version == 0) {
    return UnavailableError(
        "ForeignFolder",
        fmt::format("`{}` is not a store{}", path,
                    is_empty ? "" : "; name another folder, or one that is empty"));
  }
  if (version > kFormatVersion) {
    return UnavailableError(
        "NewerFormat",
        fmt::format(
            "`{}` was written by a newer Rondo (format {}, this program knows {}); use that "
            "version",
            path, version, kFormatVersion));
  }
  return {};
}

LockHolderNote::LockHolderNote(std::string path) : file_(In(path, kHolderName).string()) {
  std::ofstream(file_, std::ios::trunc) << ::getpid() << '\n';
}

LockHolderNote::~LockHolderNote() {
  std::error_code ignored;
  fs::remove(file_, ignored);
}

Error LockedError(const std::string& path) {
  long holder = 0;
  std::ifstream(In(path, kHolderName)) >> holder;
  if (holder == ::getpid()) {
    return UnavailableError("Locked",
                            fmt::format("`{}` is already open for writing in this process", path));
  }
  const std::string who = holder > 0 ? fmt::format("process {}", holder) : "another process";
  return UnavailableError(
      "Locked",
      fmt::format("`{}` is open for writing in {}; close it there, or open read-only", path, who));
}

Result<void> CopyStoreFolder(const std::string& from, const std::string& to) {
  RONDO_TRY(PrepareStoreFolder(from, {.create_if_missing = false, .read_only = true}));
  std::error_code error;
  if (fs::exists(to, error)) {
    return UnavailableError("FolderExists", fmt::format("`{}` already exists", to));
  }
  // Under another name until it is whole, so that a copy that broke off is never taken for a store.
  const std::string unfinished = to + ".unfinished";
  fs::remove_all(unfinished, error);
  fs::copy(from, unfinished, fs::copy_options::recursive, error);
  if (!error) fs::remove(In(unfinished, kHolderName), error);
  if (!error) fs::rename(unfinished, to, error);
  if (error) {
    std::error_code ignored;
    fs::remove_all(unfinished, ignored);
    // The library's copy says no more than this where a write falls short.
    if (error == std::errc::io_error) error = std::make_error_code(std::errc::no_space_on_device);
    return NoAccess(to, "copy the store to", error);
  }
  return {};
}

}  // namespace rondo
