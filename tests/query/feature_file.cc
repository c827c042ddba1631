#include "tests/query/feature_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

namespace rondo::test {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::string_view Trim(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string> ReadLines(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') {
      line.pop_back();
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> ReadCells(std::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  for (size_t index = 1; index < line.size(); ++index) {
    char c = line[index];
    char next = index + 1 < line.size() ? line[index + 1] : '\0';
    if (c == '\\' && (next == '|' || next == '\\' || next == 'n')) {
      cell += next == 'n' ? '\n' : next;
      ++index;
    } else if (c == '|') {
      cells.emplace_back(Trim(cell));
      cell.clear();
    } else {
      cell += c;
    }
  }
  return cells;
}

void ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

FeatureScenario Expanded(const FeatureScenario& outline, const Table& examples, size_t row) {
  FeatureScenario scenario = outline;
  scenario.name += " #" + std::to_string(row);
  for (size_t column = 0; column < examples[0].size(); ++column) {
    std::string placeholder = "<" + examples[0][column] + ">";
    const std::string& value = examples[row][column];
    for (FeatureStep& step : scenario.steps) {
      ReplaceAll(step.text, placeholder, value);
      ReplaceAll(step.document, placeholder, value);
      for (std::vector<std::string>& cells : step.table) {
        for (std::string& cell : cells) {
          ReplaceAll(cell, placeholder, value);
        }
      }
    }
  }
  return scenario;
}

class FeatureReader {
 public:
  explicit FeatureReader(const std::filesystem::path& path)
      : file_name_(path.filename().string()), lines_(ReadLines(path)) {}

  std::vector<FeatureScenario> Run() && {
    for (; line_index_ < lines_.size(); ++line_index_) {
      ReadLine(Trim(lines_[line_index_]));
    }
    Flush();
    return std::move(scenarios_);
  }

 private:
  void ReadLine(std::string_view line) {
    if (line.empty() || line[0] == '#' || line[0] == '@') {
      return;
    }
    if (line.starts_with("Background:")) {
      Flush();
      current_.emplace();
      in_background_ = true;
    } else if (line.starts_with("Scenario")) {
      Flush();
      current_.emplace();
      current_->name = file_name_ + ": " + std::string(Trim(line.substr(line.find(':') + 1)));
      current_->steps = background_;
    } else if (line.starts_with("Examples:")) {
      in_examples_ = true;
    } else if (line[0] == '|') {
      (in_examples_ ? examples_ : current_->steps.back().table).push_back(ReadCells(line));
    } else if (line.starts_with("\"\"\"")) {
      ReadDocument();
    } else if (current_ && !line.starts_with("Feature:")) {
      size_t blank = line.find(' ');
      std::string_view word = line.substr(0, blank);
      if (word == "Given" || word == "When" || word == "Then" || word == "And" || word == "But") {
        current_->steps.push_back({std::string(Trim(line.substr(blank))), {}, {}});
      }
    }
  }

  void ReadDocument() {
    size_t indent = lines_[line_index_].find('"');
    std::string& document = current_->steps.back().document;
    for (++line_index_; Trim(lines_[line_index_]) != "\"\"\""; ++line_index_) {
      const std::string& line = lines_[line_index_];
      size_t blank = std::min(line.find_first_not_of(' '), line.size());
      document += (document.empty() ? "" : "\n") + line.substr(std::min(indent, blank));
    }
  }

  void Flush() {
    if (current_ && in_background_) {
      background_ = current_->steps;
    } else if (current_ && examples_.empty()) {
      scenarios_.push_back(*current_);
    } else if (current_) {
      for (size_t row = 1; row < examples_.size(); ++row) {
        scenarios_.push_back(Expanded(*current_, examples_, row));
      }
    }
    current_.reset();
    examples_.clear();
    in_examples_ = false;
    in_background_ = false;
  }

  std::string file_name_;
  std::vector<std::string> lines_;
  size_t line_index_ = 0;
  std::vector<FeatureScenario> scenarios_;
  std::vector<FeatureStep> background_;
  std::optional<FeatureScenario> current_;
  Table examples_;
  bool in_examples_ = false;
  bool in_background_ = false;
};

}  // namespace

std::string FeatureScenario::Document(const std::string& step_prefix) const {
  for (const FeatureStep& step : steps) {
    if (step.text.starts_with(step_prefix)) {
      return step.document;
    }
  }
  return {};
}

FeatureScenario::ExpectedError FeatureScenario::Error() const {
  for (const FeatureStep& step : steps) {
    std::istringstream words(step.text);
    std::string article;
    ExpectedError error;
    words >> article >> error.type;
    size_t raised = step.text.find(" should be raised at ");
    size_t colon = step.text.rfind(": ");
    if (raised != std::string::npos && colon != std::string::npos) {
      size_t phase = raised + std::string(" should be raised at ").size();
      error.phase = step.text.substr(phase, colon - phase);
      error.detail = step.text.substr(colon + 2);
      return error;
    }
  }
  return {};
}

std::vector<FeatureScenario> ReadFeatures(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".feature") {
        paths.push_back(entry.path());
      }
    }
  }
  std::ranges::sort(paths);
  std::vector<FeatureScenario> all;
  for (const std::filesystem::path& path : paths) {
    for (FeatureScenario& scenario : FeatureReader(path).Run()) {
      all.push_back(std::move(scenario));
    }
  }
  return all;
}

}  // namespace rondo::test
