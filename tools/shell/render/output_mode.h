#pragma once

// The ways to print a result, in one table: `:mode`, `--format`, help and completion read it.
// Thread rule: constant data.

#include <memory>
#include <span>
#include <string_view>

#include "tools/output/output.h"
#include "tools/shell/render/renderer.h"

namespace rondo::shell {

struct OutputMode {
  std::string_view name;
  std::string_view description;  // One line.
  /// For programs: exact values, every row, never cut.
  bool for_programs = false;
  std::unique_ptr<Renderer> (*make_renderer)(const RenderOptions& options,
                                             Output& output) = nullptr;
};

/// All modes; the first is the default on a terminal.
std::span<const OutputMode> OutputModes();

/// The mode of that name, or null.
const OutputMode* FindOutputMode(std::string_view name);

/// "box", what people want to see.
const OutputMode& DefaultTerminalMode();
/// "csv", what programs want to read.
const OutputMode& DefaultPipeMode();

}  // namespace rondo::shell
