#include "tests/tck/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <ostream>

namespace rondo::tck {

namespace {

/// Tabs and line ends are what separates, so no field may have them.
std::string Field(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

struct Share {
  size_t passed = 0;
  size_t all = 0;

  double percent() const {
    return all == 0 ? 100.0 : 100.0 * static_cast<double>(passed) / static_cast<double>(all);
  }
};

std::string FolderOf(const Scenario& scenario) {
  return std::filesystem::path(scenario.file).parent_path().string();
}

void WriteErrorRates(const std::vector<Outcome>& outcomes, std::ostream& stream) {
  Share strict;
  Share lenient;
  Share any;
  for (const Outcome& outcome : outcomes) {
    if (!outcome.expected_error) {
      continue;
    }
    bool exact = outcome.verdict.passed() || outcome.verdict.status == Status::kFailSideEffects;
    strict.passed += exact ? 1 : 0;
    lenient.passed += exact || outcome.verdict.status == Status::kFailErrorStrict ? 1 : 0;
    any.passed += outcome.raised_error ? 1 : 0;
    strict.all = lenient.all = any.all = strict.all + 1;
  }
  if (strict.all > 0) {
    stream << fmt::format(
        "errors expected: {}; type, phase and detail right {:.1f} %, type and phase {:.1f} %, "
        "some error {:.1f} %\n",
        strict.all, strict.percent(), lenient.percent(), any.percent());
  }
}

}  // namespace

Result<void> WriteReport(const std::filesystem::path& path, const std::vector<Scenario>& scenarios,
                         const std::vector<Outcome>& outcomes) {
  std::ofstream stream(path, std::ios::binary);
  for (size_t index = 0; index < scenarios.size(); ++index) {
    const Scenario& scenario = scenarios[index];
    stream << fmt::format("{}\t{}\t{}\t{}\t{}\n", Field(scenario.id), Field(scenario.file),
                          Field(scenario.name), Field(scenario.example),
                          StatusName(outcomes[index].verdict.status));
  }
  stream.close();
  if (!stream) {
    return RuntimeError(ErrorCode::kIo, "Unwritable", path.string() + " cannot be written");
  }
  return {};
}

void WriteSummary(const std::vector<Scenario>& scenarios, const std::vector<Outcome>& outcomes,
                  std::ostream& stream) {
  std::map<std::string, Share> folders;
  std::map<Status, size_t> statuses;
  Share total;
  for (size_t index = 0; index < scenarios.size(); ++index) {
    const Verdict& verdict = outcomes[index].verdict;
    Share& folder = folders[FolderOf(scenarios[index])];
    for (Share* share : {&folder, &total}) {
      share->passed += verdict.passed() ? 1 : 0;
      ++share->all;
    }
    ++statuses[verdict.status];
  }
  double folder_sum = 0;
  for (const auto& [name, share] : folders) {
    folder_sum += share.percent();
    stream << fmt::format("{:<44} {:>5} of {:>5}  {:>5.1f} %\n", name, share.passed, share.all,
                          share.percent());
  }
  for (const auto& [status, count] : statuses) {
    if (status != Status::kPass) {
      stream << fmt::format("{}: {}\n", StatusName(status), count);
    }
  }
  WriteErrorRates(outcomes, stream);
  if (!folders.empty()) {
    stream << fmt::format("of all scenarios {:.2f} %, mean of the folders {:.2f} %\n",
                          total.percent(), folder_sum / static_cast<double>(folders.size()));
  }
  stream << fmt::format("{} passed, {} failed\n", total.passed, total.all - total.passed);
}

Result<std::map<std::string, std::string>> ReadExpectedFailures(const std::filesystem::path& path) {
  std::ifstream stream(path);
  if (!stream) {
    return RuntimeError(ErrorCode::kIo, "Unreadable", path.string() + " cannot be read");
  }
  std::map<std::string, std::string> expected;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    size_t tab = line.find('\t');
    if (tab == std::string::npos || tab + 1 == line.size()) {
      return RuntimeError(ErrorCode::kInvalidData, "MissingReason",
                          "a failure is expected without a reason: " + line);
    }
    expected[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return expected;
}

bool CheckAgainstExpected(const std::map<std::string, std::string>& expected,
                          const std::vector<Scenario>& scenarios,
                          const std::vector<Outcome>& outcomes, std::ostream& stream) {
  bool as_expected = true;
  for (size_t index = 0; index < scenarios.size(); ++index) {
    bool passed = outcomes[index].verdict.passed();
    if (passed == expected.contains(scenarios[index].id)) {
      as_expected = false;
      stream << (passed ? "passes now, take it off the list: " : "fails unexpectedly: ")
             << scenarios[index].id << " " << scenarios[index].name << "\n";
    }
  }
  return as_expected;
}

}  // namespace rondo::tck
