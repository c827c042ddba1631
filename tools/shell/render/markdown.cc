#include <algorithm>
#include <string>
#include <vector>

#include "tools/output/text_width.h"
#include "tools/output/visible_text.h"
#include "tools/shell/render/cell_text.h"
#include "tools/shell/render/renderers.h"

namespace rondo::shell {
namespace {

/// Text as one cell of a table: nothing in it is markup, and it stays on its line.
std::string MarkdownText(std::string_view text) {
  std::string escaped;
  for (char c : VisibleText(text, LineBreaks::kKept)) {
    if (c == '\n') {
      escaped += "<br>";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else {
      escaped += std::string_view("\\`*_|[]~").find(c) != std::string_view::npos ? "\\" : "";
      escaped += c;
    }
  }
  return escaped;
}

/// A table of GitHub's Markdown, columns padded so that the text can be read, too.
class MarkdownRenderer final : public Renderer {
 public:
  MarkdownRenderer(const RenderOptions& options, Output& output)
      : options_(options), output_(output) {}

  void Begin(std::span<const std::string> columns) override {
    for (const std::string& column : columns) {
      header_.push_back(MarkdownText(column));
      widths_.push_back(std::max<size_t>(3, TextWidth(header_.back())));
    }
    right_.assign(columns.size(), true);
  }

  void AddRow(std::span<const Value> values) override {
    if (total_count_++ >= options_.row_count_max) {
      return;
    }
    std::vector<std::string>& row = rows_.emplace_back();
    for (size_t index = 0; index < values.size(); ++index) {
      row.push_back(
          values[index].is_null() ? "" : MarkdownText(CellText(values[index], LineBreaks::kKept)));
      widths_[index] = std::max(widths_[index], TextWidth(row.back()));
      right_[index] = right_[index] && (values[index].is_null() || IsAlignedRight(values[index]));
    }
  }

  void Finish(const ExecutionSummary&) override {
    if (header_.empty()) {
      return;
    }
    if (rows_.empty()) {
      right_.assign(header_.size(), false);
    }
    WriteCells(header_);
    std::string rule;
    for (size_t index = 0; index < widths_.size(); ++index) {
      rule += "| " + std::string(widths_[index] - 1, '-') + (right_[index] ? ": " : "- ");
    }
    output_.Write(rule + "|\n");
    for (const std::vector<std::string>& row : rows_) {
      WriteCells(row);
    }
  }

  uint64_t shown_count() const override { return rows_.size(); }
  uint64_t total_count() const override { return total_count_; }

 private:
  void WriteCells(const std::vector<std::string>& cells) {
    std::string line;
    for (size_t index = 0; index < cells.size(); ++index) {
      const std::string padding(widths_[index] - TextWidth(cells[index]), ' ');
      line += "| " + (right_[index] ? padding + cells[index] : cells[index] + padding) + " ";
    }
    output_.Write(line + "|\n");
  }

  RenderOptions options_;
  Output& output_;
  std::vector<std::string> header_;
  std::vector<size_t> widths_;
  std::vector<bool> right_;  // Columns of numbers.
  std::vector<std::vector<std::string>> rows_;
  uint64_t total_count_ = 0;
};

}  // namespace

std::unique_ptr<Renderer> MakeMarkdownRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<MarkdownRenderer>(options, output);
}

}  // namespace rondo::shell
