#include "tools/export/export_file.h"

#include <filesystem>
#include <system_error>

#include "tools/output/atomic_file.h"

namespace rondo {
namespace {

namespace fs = std::filesystem;

/// Makes the folder; true if it is new.
Result<bool> MakeFolder(const std::string& path) {
  std::error_code error;
  const bool made = fs::create_directory(path, error);
  if (error || !fs::is_directory(path)) {
    return RuntimeError(
        ErrorCode::kIo, "OpenFailed",
        "cannot make the folder `" + path + "`: " + (error ? error.message() : "a file is there"));
  }
  return made;
}

Result<void> WriteFolder(const GraphSource& source, const ExportFormatInfo& info,
                         const std::string& path) {
  const std::string extension(info.extension);
  RONDO_TRY_ASSIGN(AtomicFile nodes,
                   AtomicFile::Create((fs::path(path) / ("nodes" + extension)).string()));
  RONDO_TRY_ASSIGN(AtomicFile edges,
                   AtomicFile::Create((fs::path(path) / ("edges" + extension)).string()));
  RONDO_TRY(info.write_nodes(source, nodes.output()));
  RONDO_TRY(info.write_edges(source, edges.output()));
  RONDO_TRY(nodes.Finish());
  RONDO_TRY(edges.Finish());
  RONDO_TRY(nodes.Commit());
  return edges.Commit();
}

}  // namespace

Result<void> ExportToFile(const GraphSource& source, ExportFormat format,
                          const WriterOptions& options, const std::string& path) {
  const ExportFormatInfo& info = InfoOf(format);
  if (info.is_folder()) {
    RONDO_TRY_ASSIGN(const bool made, MakeFolder(path));
    Result<void> written = WriteFolder(source, info, path);
    if (!written.ok() && made) {
      std::error_code ignored;
      fs::remove(path, ignored);  // Empty again, since no file in it was committed.
    }
    return written;
  }
  RONDO_TRY_ASSIGN(AtomicFile file, AtomicFile::Create(path));
  RONDO_TRY(info.write(source, options, file.output()));
  return file.Commit();
}

}  // namespace rondo
