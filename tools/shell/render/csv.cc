#include <string>

#include "tools/shell/render/cell_text.h"
#include "tools/shell/render/renderers.h"
#include "tools/shell/render/streaming_renderer.h"

namespace rondo::shell {
namespace {

/// RFC 4180 with plain newlines. Null is nothing at all, the empty string is "".
class CsvRenderer final : public StreamingRenderer {
 public:
  using StreamingRenderer::StreamingRenderer;

  void Begin(std::span<const std::string> columns) override {
    for (size_t index = 0; index < columns.size(); ++index) {
      line_ += index > 0 ? "," : "";
      AppendField(columns[index]);
    }
    if (!columns.empty()) {
      EndLine();
    }
  }

  void AddRow(std::span<const Value> values) override {
    for (size_t index = 0; index < values.size(); ++index) {
      line_ += index > 0 ? "," : "";
      if (!values[index].is_null()) {
        AppendField(ExactText(values[index]));
      }
    }
    EndLine();
    CountRow();
  }

  void Finish(const ExecutionSummary&) override {}

 private:
  void AppendField(std::string_view text) {
    if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos &&
        text.front() != ' ' && text.back() != ' ') {
      line_ += text;
      return;
    }
    line_ += '"';
    for (char c : text) {
      line_ += c;
      if (c == '"') {
        line_ += c;
      }
    }
    line_ += '"';
  }

  void EndLine() {
    line_ += '\n';
    Write(line_);
    line_.clear();
  }

  std::string line_;
};

}  // namespace

std::unique_ptr<Renderer> MakeCsvRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<CsvRenderer>(options, output);
}

}  // namespace rondo::shell
