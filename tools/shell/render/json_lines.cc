#include <string>
#include <vector>

#include "graph/model/value_json.h"
#include "tools/shell/render/renderers.h"
#include "tools/shell/render/streaming_renderer.h"

namespace rondo::shell {
namespace {

/// {"column": value, ...}, one row a line.
class JsonLinesRenderer final : public StreamingRenderer {
 public:
  using StreamingRenderer::StreamingRenderer;

  void Begin(std::span<const std::string> columns) override {
    for (const std::string& column : columns) {
      std::string& key = keys_.emplace_back(keys_.empty() ? "{" : ",");
      AppendJsonString(column, key);
      key += ':';
    }
  }

  void AddRow(std::span<const Value> values) override {
    std::string line;
    for (size_t index = 0; index < values.size(); ++index) {
      line += keys_[index];
      AppendValueJson(values[index], line);
    }
    line += "}\n";
    Write(line);
    CountRow();
  }

  void Finish(const ExecutionSummary&) override {}

 private:
  std::vector<std::string> keys_;  // What stands before each value.
};

}  // namespace

std::unique_ptr<Renderer> MakeJsonLinesRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<JsonLinesRenderer>(options, output);
}

}  // namespace rondo::shell
