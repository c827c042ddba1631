#include <string>

#include "tools/shell/render/cell_text.h"
#include "tools/shell/render/renderers.h"
#include "tools/shell/render/streaming_renderer.h"

namespace rondo::shell {
namespace {

/// One row a line whatever the values hold: tab, newline, carriage return and backslash are written
/// as \t, \n, \r and \\. Null is \N, as PostgreSQL and MySQL write and read it.
class TsvRenderer final : public StreamingRenderer {
 public:
  using StreamingRenderer::StreamingRenderer;

  void Begin(std::span<const std::string> columns) override {
    for (size_t index = 0; index < columns.size(); ++index) {
      line_ += index > 0 ? "\t" : "";
      AppendField(columns[index]);
    }
    if (!columns.empty()) {
      EndLine();
    }
  }

  void AddRow(std::span<const Value> values) override {
    for (size_t index = 0; index < values.size(); ++index) {
      line_ += index > 0 ? "\t" : "";
      if (values[index].is_null()) {
        line_ += "\\N";
      } else {
        AppendField(ExactText(values[index]));
      }
    }
    EndLine();
    CountRow();
  }

  void Finish(const ExecutionSummary&) override {}

 private:
  void AppendField(std::string_view text) {
    for (char c : text) {
      switch (c) {
        case '\t':
          line_ += "\\t";
          break;
        case '\n':
          line_ += "\\n";
          break;
        case '\r':
          line_ += "\\r";
          break;
        case '\\':
          line_ += "\\\\";
          break;
        default:
          line_ += c;
      }
    }
  }

  void EndLine() {
    line_ += '\n';
    Write(line_);
    line_.clear();
  }

  std::string line_;
};

}  // namespace

std::unique_ptr<Renderer> MakeTsvRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<TsvRenderer>(options, output);
}

}  // namespace rondo::shell
