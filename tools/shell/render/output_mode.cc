#include "tools/shell/render/output_mode.h"

#include <algorithm>
#include <array>

#include "graph/base/check.h"
#include "tools/shell/render/renderers.h"

namespace rondo::shell {
namespace {

constexpr std::array kOutputModes = {
    OutputMode{"box", "a table drawn with lines", false, MakeBoxRenderer},
    OutputMode{"table", "a table drawn with ASCII characters only", false, MakeTableRenderer},
    OutputMode{"line", "one value a line, nothing cut", false, MakeLineRenderer},
    OutputMode{"graph", "one line an edge: (Smalling)-[loaned-to 2019-08..2020-06]->(Roma)", false,
               MakeGraphRenderer},
    OutputMode{"markdown", "a Markdown table", false, MakeMarkdownRenderer},
    OutputMode{"csv", "comma-separated values (RFC 4180), nested values as JSON", true,
               MakeCsvRenderer},
    OutputMode{"tsv", "tab-separated values, with \\t \\n \\\\ escaped", true, MakeTsvRenderer},
    OutputMode{"json", "one object: columns, rows, stats", true, MakeJsonRenderer},
    OutputMode{"jsonl", "one object a row", true, MakeJsonLinesRenderer},
};

}  // namespace

std::span<const OutputMode> OutputModes() { return kOutputModes; }

const OutputMode* FindOutputMode(std::string_view name) {
  const auto* position = std::ranges::find(kOutputModes, name, &OutputMode::name);
  return position == kOutputModes.end() ? nullptr : position;
}

const OutputMode& DefaultTerminalMode() { return kOutputModes.front(); }

const OutputMode& DefaultPipeMode() {
  const OutputMode* mode = FindOutputMode("csv");
  RONDO_CHECK(mode != nullptr);
  return *mode;
}

}  // namespace rondo::shell
