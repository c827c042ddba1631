#include <algorithm>
#include <string>
#include <vector>

#include "tools/output/text_width.h"
#include "tools/output/visible_text.h"
#include "tools/shell/render/cell_text.h"
#include "tools/shell/render/renderers.h"

namespace rondo::shell {
namespace {

/// `name = value`, one value a line, an empty line between rows. Nothing is cut; the further lines
/// of a long text stand below its first.
class LineRenderer final : public Renderer {
 public:
  LineRenderer(const RenderOptions& options, Output& output) : options_(options), output_(output) {}

  void Begin(std::span<const std::string> columns) override {
    for (const std::string& column : columns) {
      names_.push_back(VisibleText(column));
      width_ = std::max(width_, TextWidth(names_.back()));
    }
  }

  void AddRow(std::span<const Value> values) override {
    if (total_count_++ >= options_.row_count_max) {
      return;
    }
    if (shown_count_++ > 0) {
      output_.Write("\n");
    }
    for (size_t index = 0; index < values.size(); ++index) {
      std::string line(width_ - TextWidth(names_[index]), ' ');
      line += names_[index] + " = ";
      for (char c : CellText(values[index], LineBreaks::kKept)) {
        line += c;
        if (c == '\n') {
          line.append(width_ + 3, ' ');
        }
      }
      line += '\n';
      output_.Write(line);
    }
  }

  void Finish(const ExecutionSummary&) override {}
  uint64_t shown_count() const override { return shown_count_; }
  uint64_t total_count() const override { return total_count_; }

 private:
  RenderOptions options_;
  Output& output_;
  std::vector<std::string> names_;
  size_t width_ = 0;
  uint64_t shown_count_ = 0;
  uint64_t total_count_ = 0;
};

}  // namespace

std::unique_ptr<Renderer> MakeLineRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<LineRenderer>(options, output);
}

}  // namespace rondo::shell
