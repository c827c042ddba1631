// PNG: the SVG picture, turned into pixels by librsvg's program, so that both look the same.

#include <cerrno>
#include <cstring>

#include "tools/export/child_process.h"
#include "tools/export/writer/writers.h"

namespace rondo {

Result<void> WritePng(const GraphSource& source, const WriterOptions& options, Output& output) {
  std::string svg;
  Output svg_output(StringTarget(svg));
  RONDO_TRY(WriteSvg(source, options, svg_output));
  RONDO_TRY(svg_output.Flush());
  Result<std::string> png =
      RunFilter({"rsvg-convert", "--format=png", "--zoom=2", "--background-color=white"}, svg);
  if (!png.ok()) {
    Error error = std::move(png).error();
    if (error.detail == "ProgramMissing") {
      error.hint = "install Debian's package librsvg2-bin, or export as svg";
    }
    return error;
  }
  output.Write(*png);
  return output.status();
}

}  // namespace rondo
