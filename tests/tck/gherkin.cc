#include "tests/tck/gherkin.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rondo::tck {

namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view Trim(std::string_view text) {
  size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::vector<std::string_view> SplitLines(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) {
    text.remove_prefix(3);
  }
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    lines.push_back(line);
  }
  return lines;
}

/// `| a | b\|c |` as {"a", "b|c"}. Blanks around a cell go, except those that it escapes.
std::vector<std::string> SplitCells(std::string_view row) {
  std::vector<std::string> cells;
  std::string cell;
  bool inside = false;  // Nothing before the first bar or behind the last is a cell.
  for (size_t index = 0; index < row.size(); ++index) {
    char c = row[index];
    char next = index + 1 < row.size() ? row[index + 1] : '\0';
    if (c == '|') {
      if (inside) {
        cells.emplace_back(Trim(cell));
      }
      inside = true;
      cell.clear();
    } else if (c == '\\' && (next == '|' || next == '\\' || next == 'n')) {
      cell += next == 'n' ? '\n' : next;
      ++index;
    } else {
      cell += c;
    }
  }
  return cells;
}

/// Replaces every `<name>` whose name heads a column of the examples.
std::string Substitute(std::string text, const std::vector<std::string>& names,
                       const std::vector<std::string>& cells) {
  std::string result;
  size_t position = 0;
  while (position < text.size()) {
    size_t open = text.find('<', position);
    size_t close = open == std::string::npos ? open : text.find('>', open);
    if (close == std::string::npos) {
      break;
    }
    std::string_view name = std::string_view(text).substr(open + 1, close - open - 1);
    auto found = std::find(names.begin(), names.end(), name);
    result += text.substr(position, open - position);
    if (found != names.end()) {
      result += cells[static_cast<size_t>(found - names.begin())];
      position = close + 1;
    } else {
      result += '<';
      position = open + 1;
    }
  }
  return result + text.substr(position);
}

Step Substitute(const Step& step, const std::vector<std::string>& names,
                const std::vector<std::string>& cells) {
  Step result = step;
  result.text = Substitute(result.text, names, cells);
  if (result.document) {
    result.document = Substitute(*result.document, names, cells);
  }
  if (result.table) {
    for (std::vector<std::string>& row : *result.table) {
      for (std::string& cell : row) {
        cell = Substitute(cell, names, cells);
      }
    }
  }
  return result;
}

class FeatureParser {
 public:
  FeatureParser(std::string_view text, const std::string& file)
      : lines_(SplitLines(text)), file_(file) {}

  Result<std::vector<Scenario>> Parse() {
    for (; line_index_ < lines_.size(); ++line_index_) {
      std::string_view line = Trim(lines_[line_index_]);
      if (!line.empty() && !line.starts_with('#') && !line.starts_with('@')) {
        RONDO_TRY(ReadLine(line));
      }
    }
    RONDO_TRY(FinishScenario());
    return std::move(scenarios_);
  }

 private:
  enum class Part : uint8_t { kNone, kFeature, kBackground, kScenario, kOutline, kExamples };

  Error Malformed(std::string_view what) const {
    return RuntimeError(ErrorCode::kSyntax, "MalformedFeature",
                        file_ + ":" + std::to_string(line_index_ + 1) + ": " + std::string(what));
  }

  /// A line that opens a part of the file ("Scenario: name").
  bool TakeHeader(std::string_view line, std::string_view keyword, Part part) {
    if (!line.starts_with(keyword) || line.substr(keyword.size(), 1) != ":") {
      return false;
    }
    part_ = part;
    header_ = std::string(Trim(line.substr(keyword.size() + 1)));
    return true;
  }

  Result<void> ReadLine(std::string_view line) {
    if (TakeHeader(line, "Feature", Part::kFeature)) {
      feature_ = header_;
      return {};
    }
    if (TakeHeader(line, "Examples", Part::kExamples) ||
        TakeHeader(line, "Scenarios", Part::kExamples)) {
      examples_header_.clear();
      return {};
    }
    bool is_outline =
        line.starts_with("Scenario Outline:") || line.starts_with("Scenario Template:");
    bool is_scenario = line.starts_with("Scenario:") || line.starts_with("Example:");
    if (is_outline || is_scenario || line.starts_with("Background:")) {
      RONDO_TRY(FinishScenario());
      part_ = is_outline ? Part::kOutline : is_scenario ? Part::kScenario : Part::kBackground;
      current_.name = std::string(Trim(line.substr(line.find(':') + 1)));
      is_open_ = true;
      is_outline_ = is_outline;
      is_background_ = part_ == Part::kBackground;
      return {};
    }
    if (line.starts_with('|')) {
      return ReadRow(line);
    }
    if (line.starts_with("\"\"\"")) {
      return ReadDocument();
    }
    return ReadStep(line);
  }

  Result<void> ReadStep(std::string_view line) {
    static constexpr std::array<std::string_view, 6> kKeywords = {"Given ", "When ", "Then ",
                                                                  "And ",   "But ",  "* "};
    for (std::string_view keyword : kKeywords) {
      if (line.starts_with(keyword) && is_open_ && part_ != Part::kExamples) {
        current_.steps.push_back(
            {std::string(Trim(line.substr(keyword.size()))), std::nullopt, std::nullopt});
        return {};
      }
    }
    // Prose may stand below a header.
    bool prose = part_ == Part::kFeature || part_ == Part::kExamples || current_.steps.empty();
    if (!prose) {
      return Malformed("neither a step nor a part of one");
    }
    return {};
  }

  Result<void> ReadRow(std::string_view line) {
    std::vector<std::string> cells = SplitCells(line);
    if (part_ == Part::kExamples) {
      if (examples_header_.empty()) {
        examples_header_ = std::move(cells);
        return {};
      }
      if (cells.size() != examples_header_.size()) {
        return Malformed("an example with another number of cells than its header");
      }
      examples_.push_back({examples_header_, std::move(cells)});
      return {};
    }
    if (current_.steps.empty()) {
      return Malformed("a table without a step");
    }
    std::optional<Table>& table = current_.steps.back().table;
    if (!table) {
      table.emplace();
    }
    if (!table->empty() && table->front().size() != cells.size()) {
      return Malformed("a row with another number of cells than the first");
    }
    table->push_back(std::move(cells));
    return {};
  }

  /// Takes the lines up to the closing quotes; as many blanks as stand before the opening quotes go
  /// from the front of each.
  Result<void> ReadDocument() {
    if (current_.steps.empty() || current_.steps.back().document) {
      return Malformed("a doc string without a step");
    }
    size_t indentation = lines_[line_index_].find('"');
    std::string document;
    bool first = true;
    for (++line_index_; line_index_ < lines_.size(); ++line_index_) {
      std::string_view line = lines_[line_index_];
      if (Trim(line).starts_with("\"\"\"")) {
        current_.steps.back().document = std::move(document);
        return {};
      }
      document += first ? "" : "\n";
      first = false;
      size_t blanks = std::min(line.find_first_not_of(kBlanks), line.size());
      document += line.substr(std::min(blanks, indentation));
    }
    return Malformed("a doc string without an end");
  }

  Result<void> FinishScenario() {
    if (!is_open_) {
      return {};
    }
    is_open_ = false;
    Scenario finished = std::exchange(current_, Scenario{});
    std::vector<ExampleRow> examples = std::exchange(examples_, {});
    if (is_background_) {
      background_ = std::move(finished.steps);
      return {};
    }
    ++scenario_count_;
    finished.file = file_;
    finished.feature = feature_;
    finished.id = file_.substr(0, file_.rfind('.')) + ":" + std::to_string(scenario_count_);
    finished.steps.insert(finished.steps.begin(), background_.begin(), background_.end());
    if (!is_outline_) {
      scenarios_.push_back(std::move(finished));
      return {};
    }
    for (size_t index = 0; index < examples.size(); ++index) {
      const ExampleRow& row = examples[index];
      Scenario scenario = finished;
      scenario.example = std::to_string(index + 1);
      scenario.id += "#" + scenario.example;
      scenario.name = Substitute(scenario.name, row.names, row.cells);
      for (Step& step : scenario.steps) {
        step = Substitute(step, row.names, row.cells);
      }
      scenarios_.push_back(std::move(scenario));
    }
    return {};
  }

  struct ExampleRow {
    std::vector<std::string> names;
    std::vector<std::string> cells;
  };

  std::vector<std::string_view> lines_;
  const std::string& file_;
  size_t line_index_ = 0;

  Part part_ = Part::kNone;
  std::string header_;
  std::string feature_;
  std::vector<Step> background_;
  std::vector<Scenario> scenarios_;
  size_t scenario_count_ = 0;

  // The scenario (or background) that is being read.
  bool is_open_ = false;
  bool is_outline_ = false;
  bool is_background_ = false;
  Scenario current_;
  std::vector<std::string> examples_header_;
  std::vector<ExampleRow> examples_;
};

}  // namespace

Result<std::vector<Scenario>> ParseFeature(std::string_view text, const std::string& file) {
  return FeatureParser(text, file).Parse();
}

}  // namespace rondo::tck
