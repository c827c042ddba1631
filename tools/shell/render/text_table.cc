#include "tools/shell/render/text_table.h"

#include <algorithm>
#include <vector>

#include "tools/output/text_width.h"
#include "tools/output/visible_text.h"
#include "tools/shell/render/cell_text.h"
#include "tools/shell/render/column_widths.h"

namespace rondo::shell {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

struct Cell {
  std::string text;
  size_t width = 0;
  bool right = false;
  bool is_null = false;
};

class TextTable final : public Renderer {
 public:
  TextTable(const TableStyle& style, const RenderOptions& options, Output& output)
      : style_(style), options_(options), output_(output) {}

  void Begin(std::span<const std::string> columns) override {
    for (const std::string& column : columns) {
      std::string text = VisibleText(column);
      const size_t width = TextWidth(text);
      header_.push_back({std::move(text), width});
      natural_widths_.push_back(std::max<size_t>(width, 1));
    }
  }

  void AddRow(std::span<const Value> values) override {
    if (total_count_++ >= options_.row_count_max) {
      return;
    }
    std::vector<Cell>& row = rows_.emplace_back();
    row.reserve(values.size());
    for (size_t index = 0; index < values.size(); ++index) {
      std::string text = CellText(values[index]);
      // What is wider than the whole terminal need not be kept.
      if (options_.width_max > 0) {
        text = CutToWidth(text, options_.width_max);
      }
      const size_t width = TextWidth(text);
      natural_widths_[index] = std::max(natural_widths_[index], width);
      row.push_back(
          {std::move(text), width, IsAlignedRight(values[index]), values[index].is_null()});
    }
  }

  void Finish(const ExecutionSummary&) override {
    if (header_.empty()) {
      return;
    }
    widths_ =
        FitColumns(natural_widths_,
                   {.room = options_.width_max,
                    .overhead = 2 + TextWidth(style_.between),
                    .overhead_once = TextWidth(style_.left) + TextWidth(style_.right) -
                                     TextWidth(style_.between),
                    .overhead_cut = 2 + TextWidth(style_.between) + TextWidth(style_.ellipsis)});
    WriteRule(style_.top);
    WriteCells(header_, kBold);
    WriteRule(style_.middle);
    for (const std::vector<Cell>& row : rows_) {
      WriteCells(row, {});
    }
    WriteRule(style_.bottom);
  }

  std::string remark() const override {
    return widths_.size() == header_.size() ? std::string()
                                            : std::to_string(widths_.size()) + " of " +
                                                  std::to_string(header_.size()) + " columns shown";
  }
  uint64_t shown_count() const override { return rows_.size(); }
  uint64_t total_count() const override { return total_count_; }

 private:
  bool is_cut() const { return widths_.size() < header_.size(); }

  void WriteRule(const TableRule& rule) {
    line_.clear();
    line_ += rule.left;
    auto fill = [&](size_t width) {
      for (size_t cell = 0; cell < width + 2; ++cell) {
        line_ += rule.line;
      }
    };
    for (size_t index = 0; index < widths_.size(); ++index) {
      line_ += index > 0 ? rule.crossing : "";
      fill(widths_[index]);
    }
    if (is_cut()) {
      line_ += rule.crossing;
      fill(TextWidth(style_.ellipsis));
    }
    line_ += rule.right;
    EndLine();
  }

  void WriteCells(const std::vector<Cell>& cells, std::string_view color) {
    line_.clear();
    line_ += style_.left;
    for (size_t index = 0; index < widths_.size(); ++index) {
      line_ += index > 0 ? style_.between : "";
      line_ += ' ';
      AppendCell(cells[index], widths_[index], cells[index].is_null ? kDim : color);
      line_ += ' ';
    }
    if (is_cut()) {
      line_ += style_.between;
      line_ += ' ';
      line_ += style_.ellipsis;
      line_ += ' ';
    }
    line_ += style_.right;
    EndLine();
  }

  void AppendCell(const Cell& cell, size_t width, std::string_view color) {
    const std::string cut = cell.width > width ? CutToWidth(cell.text, width) : std::string();
    const std::string_view text = cell.width > width ? std::string_view(cut) : cell.text;
    const size_t padding = width - std::min(width, TextWidth(text));
    line_.append(cell.right ? padding : 0, ' ');
    if (options_.colored && !color.empty()) {
      line_ += color;
      line_ += text;
      line_ += kPlain;
    } else {
      line_ += text;
    }
    line_.append(cell.right ? 0 : padding, ' ');
  }

  void EndLine() {
    line_ += '\n';
    output_.Write(line_);
  }

  TableStyle style_;
  RenderOptions options_;
  Output& output_;
  std::vector<Cell> header_;
  std::vector<size_t> natural_widths_;
  std::vector<size_t> widths_;
  std::vector<std::vector<Cell>> rows_;
  uint64_t total_count_ = 0;
  std::string line_;
};

}  // namespace

std::unique_ptr<Renderer> MakeTextTable(const TableStyle& style, const RenderOptions& options,
                                        Output& output) {
  return std::make_unique<TextTable>(style, options, output);
}

}  // namespace rondo::shell
