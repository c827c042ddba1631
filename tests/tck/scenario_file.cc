#include "tests/tck/scenario_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "tests/tck/gherkin.h"

namespace rondo::tck {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

Error Unreadable(const fs::path& path) {
  return RuntimeError(ErrorCode::kIo, "Unreadable", path.string() + " cannot be read");
}

Error Malformed(std::string what) {
  return RuntimeError(ErrorCode::kSyntax, "MalformedScenario", std::move(what));
}

Result<std::string> ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) {
    return Unreadable(path);
  }
  return text;
}

/// Text as it is; whatever else stands there in JSON's own words; nothing for null.
std::string TextOf(const Json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end() || found->is_null()) {
    return {};
  }
  return found->is_string() ? found->get<std::string>() : found->dump();
}

Result<Step> ReadStep(const Json& json) {
  if (!json.is_object() || !json.contains("text")) {
    return Malformed("a step without text");
  }
  Step step;
  step.text = TextOf(json, "text");
  if (json.contains("doc") && !json["doc"].is_null()) {
    step.document = TextOf(json, "doc");
  }
  auto table = json.find("table");
  if (table == json.end() || table->is_null()) {
    return step;
  }
  step.table.emplace();
  for (const Json& row : *table) {
    std::vector<std::string> cells;
    for (const Json& cell : row) {
      if (!cell.is_string()) {
        return Malformed("a cell that is no string");
      }
      cells.push_back(cell.get<std::string>());
    }
    step.table->push_back(std::move(cells));
  }
  return step;
}

Result<std::vector<Scenario>> LoadLines(const fs::path& path) {
  RONDO_TRY_ASSIGN(std::string text, ReadFile(path));
  std::vector<Scenario> scenarios;
  std::string_view rest = text;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      RONDO_TRY_ASSIGN(Scenario scenario, ParseScenarioLine(line));
      scenarios.push_back(std::move(scenario));
    }
  }
  return scenarios;
}

Result<std::vector<fs::path>> ListFeatures(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".feature") {
      files.push_back(entry->path());
    }
  }
  if (error) {
    return Unreadable(folder);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<Scenario> ParseScenarioLine(std::string_view line) {
  Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("steps") || !json["steps"].is_array()) {
    return Malformed("a line that is no scenario: " + std::string(line.substr(0, 60)));
  }
  Scenario scenario;
  scenario.id = TextOf(json, "id");
  scenario.file = TextOf(json, "file");
  scenario.feature = TextOf(json, "feature");
  scenario.name = TextOf(json, "scenario");
  scenario.example = TextOf(json, "example");
  for (const Json& step_json : json["steps"]) {
    RONDO_TRY_ASSIGN(Step step, ReadStep(step_json));
    scenario.steps.push_back(std::move(step));
  }
  return scenario;
}

Result<std::vector<Scenario>> LoadScenarios(const fs::path& path) {
  std::error_code error;
  if (path.extension() == ".jsonl") {
    return LoadLines(path);
  }
  bool is_folder = fs::is_directory(path, error);
  std::vector<fs::path> files = {path};
  if (is_folder) {
    RONDO_TRY_ASSIGN(files, ListFeatures(path));
  }
  std::vector<Scenario> scenarios;
  for (const fs::path& file : files) {
    RONDO_TRY_ASSIGN(std::string text, ReadFile(file));
    std::string name =
        is_folder ? file.lexically_relative(path).string() : file.filename().string();
    RONDO_TRY_ASSIGN(std::vector<Scenario> more, ParseFeature(text, name));
    std::move(more.begin(), more.end(), std::back_inserter(scenarios));
  }
  return scenarios;
}

fs::path FindGraphsFolder(const fs::path& path) {
  std::error_code error;
  fs::path folder = fs::absolute(path, error).lexically_normal();
  while (!folder.empty()) {
    if (fs::is_directory(folder / "graphs", error)) {
      return folder / "graphs";
    }
    if (folder == folder.parent_path()) {
      break;
    }
    folder = folder.parent_path();
  }
  return {};
}

}  // namespace rondo::tck
