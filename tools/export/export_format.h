#pragma once

// The export formats, in one table: the command line, the shell, completion and documents read it.
// Thread rule: constant data.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tools/export/writer/writers.h"

namespace rondo {

enum class ExportFormat : uint8_t {
  kJson,
  kCytoscape,
  kJsonLines,
  kCsv,
  kGraphml,
  kGexf,
  kDot,
  kSvg,
  kPng,
  kHtml,
  kCypher,
  kTurtle,
  kNquads,
  kMarkdown,
  kParquet,
};

struct ExportFormatInfo {
  ExportFormat format;
  std::string_view name;       // "graphml", as people type it.
  std::string_view extension;  // ".graphml", by which a path tells its format.
  std::string_view description;
  /// Null for formats that are a folder of two files.
  Result<void> (*write)(const GraphSource& source, const WriterOptions& options, Output& output);
  // Of those: nodes and edges, each to its file in the folder ("nodes" with the extension).
  Result<void> (*write_nodes)(const GraphSource& source, Output& output) = nullptr;
  Result<void> (*write_edges)(const GraphSource& source, Output& output) = nullptr;

  bool is_folder() const { return write == nullptr; }
};

/// All formats, in the order of ExportFormat.
std::span<const ExportFormatInfo> ExportFormats();
const ExportFormatInfo& InfoOf(ExportFormat format);
/// By name or extension, with or without the dot; case does not matter.
std::optional<ExportFormat> FindExportFormat(std::string_view name);
/// By the end of a path.
std::optional<ExportFormat> ExportFormatOfPath(std::string_view path);

}  // namespace rondo
