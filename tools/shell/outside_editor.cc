#include "tools/shell/outside_editor.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "tools/output/output.h"
#include "tools/shell/outside_program.h"
#include "tools/shell/session.h"
#include "tools/shell/text_file.h"

namespace rondo::shell {
namespace {

/// A file for the editor, gone when the object is.
class DraftFile {
 public:
  static Result<DraftFile> Make(const std::string& text) {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    // Named .cypher, so that editors know what it holds.
    constexpr std::string_view kSuffix = ".cypher";
    std::string path = ((error ? "." : folder) / "rondo-").string() + std::string(6, 'X');
    path += kSuffix;
    const int descriptor = ::mkstemps(path.data(), static_cast<int>(kSuffix.size()));
    if (descriptor < 0) {
      return RuntimeError(ErrorCode::kIo, "OpenFailed", "cannot write `" + path + "`");
    }
    DraftFile file(path);
    Result<void> written = DescriptorTarget(descriptor, "`" + path + "`")(text);
    ::close(descriptor);
    RONDO_TRY(std::move(written));
    return file;
  }
  DraftFile(DraftFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  DraftFile& operator=(DraftFile&&) = delete;
  ~DraftFile() {
    if (!path_.empty()) {
      ::unlink(path_.c_str());
    }
  }
  const std::string& path() const { return path_; }

 private:
  explicit DraftFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace

Result<std::string> EditFile(Session& session, const std::string& path) {
  const std::string& editor = session.environment().editor;
  if (!session.interactive() || editor.empty()) {
    return RuntimeError(
        ErrorCode::kArgument, "NoEditor",
        session.interactive() ? "no editor is known; set EDITOR" : "there is nobody to edit");
  }
  session.LeaveTerminal();
  RONDO_TRY_ASSIGN(const int code, RunProgramInForeground(editor + " " + QuotedForSystem(path)));
  if (code != 0) {
    return RuntimeError(ErrorCode::kIo, "EditorFailed",
                        "the editor ended with code " + std::to_string(code));
  }
  RONDO_TRY_ASSIGN(std::string text, ReadTextFile(path));
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

Result<std::string> EditText(Session& session, const std::string& text) {
  RONDO_TRY_ASSIGN(const DraftFile file, DraftFile::Make(text + "\n"));
  return EditFile(session, file.path());
}

}  // namespace rondo::shell
