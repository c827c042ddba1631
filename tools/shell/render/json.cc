#include <array>
#include <string>

#include "graph/model/value_json.h"
#include "tools/shell/render/renderers.h"
#include "tools/shell/render/streaming_renderer.h"

namespace rondo::shell {
namespace {

/// {"columns": [...], "rows": [[...]], "stats": {...}}, one row a line.
class JsonRenderer final : public StreamingRenderer {
 public:
  using StreamingRenderer::StreamingRenderer;

  void Begin(std::span<const std::string> columns) override {
    text_ = "{\"columns\":[";
    for (size_t index = 0; index < columns.size(); ++index) {
      text_ += index > 0 ? "," : "";
      AppendJsonString(columns[index], text_);
    }
    text_ += "],\"rows\":[";
    Drain();
  }

  void AddRow(std::span<const Value> values) override {
    text_ += total_count() > 0 ? ",\n[" : "\n[";
    for (size_t index = 0; index < values.size(); ++index) {
      text_ += index > 0 ? "," : "";
      AppendValueJson(values[index], text_);
    }
    text_ += ']';
    Drain();
    CountRow();
  }

  void Finish(const ExecutionSummary& summary) override {
    struct Counter {
      std::string_view name;
      uint64_t ChangeCounters::*count;
    };
    constexpr std::array kCounters = {
        Counter{"nodes_created", &ChangeCounters::nodes_created},
        Counter{"nodes_deleted", &ChangeCounters::nodes_deleted},
        Counter{"edges_created", &ChangeCounters::edges_created},
        Counter{"edges_deleted", &ChangeCounters::edges_deleted},
        Counter{"properties_set", &ChangeCounters::properties_set},
        Counter{"labels_added", &ChangeCounters::labels_added},
        Counter{"labels_removed", &ChangeCounters::labels_removed},
        Counter{"indexes_added", &ChangeCounters::indexes_added},
        Counter{"indexes_removed", &ChangeCounters::indexes_removed},
    };
    text_ += total_count() > 0 ? "\n],\"stats\":{" : "],\"stats\":{";
    std::string_view separator;
    for (const Counter& counter : kCounters) {
      text_ += separator;
      separator = ",";
      AppendJsonString(counter.name, text_);
      text_ += ':' + std::to_string(summary.changes.*counter.count);
    }
    text_ += "}}\n";
    Drain();
  }

 private:
  void Drain() {
    Write(text_);
    text_.clear();
  }

  std::string text_;
};

}  // namespace

std::unique_ptr<Renderer> MakeJsonRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<JsonRenderer>(options, output);
}

}  // namespace rondo::shell
