// rondo_tck PATH [--report F.tsv] [--filter TEXT] [--jobs N] [--timeout SECONDS]
//           [--expected-failures FILE] [--verbose]
// Runs openCypher's conformance scenarios against the engine. Exit codes: 0 all pass (or fail just
// as expected), 1 some do not, 2 usage, 4 PATH does not exist.

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tck/report.h"
#include "tests/tck/scenario_file.h"
#include "tests/tck/session.h"
#include "tests/tck/worker_pool.h"

namespace rondo::tck {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;
constexpr int kExitMissing = 4;

struct Options {
  std::filesystem::path path;
  std::optional<std::filesystem::path> report;
  std::optional<std::filesystem::path> expected_failures;
  std::string filter;
  WorkerPoolOptions workers;
  bool verbose = false;
};

bool ReadNumber(std::string_view text, size_t& number) {
  auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0;
}

/// Reads `--name VALUE`; false if it is unknown or its value is missing or wrong.
bool ReadOption(std::string_view name, std::string_view value, Options& options) {
  if (name == "--report") {
    options.report = value;
    return !value.empty();
  }
  if (name == "--expected-failures") {
    options.expected_failures = value;
    return !value.empty();
  }
  if (name == "--filter") {
    options.filter = std::string(value);
    return true;
  }
  if (name == "--jobs") {
    return ReadNumber(value, options.workers.worker_count);
  }
  size_t seconds = 0;
  if (name == "--timeout" && ReadNumber(value, seconds)) {
    options.workers.timeout = std::chrono::seconds(seconds);
    return true;
  }
  return false;
}

std::optional<Options> ReadArguments(const std::vector<std::string_view>& arguments) {
  Options options;
  for (size_t index = 0; index < arguments.size(); ++index) {
    std::string_view argument = arguments[index];
    if (argument == "--verbose") {
      options.verbose = true;
    } else if (argument.starts_with("--")) {
      if (++index == arguments.size() || !ReadOption(argument, arguments[index], options)) {
        return std::nullopt;
      }
    } else if (options.path.empty()) {
      options.path = argument;
    } else {
      return std::nullopt;
    }
  }
  return options.path.empty() ? std::nullopt : std::optional<Options>(std::move(options));
}

bool Wanted(const Scenario& scenario, const std::string& filter) {
  return scenario.id.find(filter) != std::string::npos ||
         (scenario.file + " " + scenario.name + " " + scenario.example).find(filter) !=
             std::string::npos;
}

// An outcome on its way out of a worker: status, two flags, message.
std::string Pack(const Outcome& outcome) {
  std::string packed;
  packed += static_cast<char>(outcome.verdict.status);
  packed += static_cast<char>(outcome.expected_error);
  packed += static_cast<char>(outcome.raised_error);
  return packed + outcome.verdict.message;
}

Outcome Unpack(TaskEnd end, const std::string& packed) {
  Outcome outcome;
  if (end == TaskEnd::kTimedOut) {
    outcome.verdict = {Status::kTimeout, "no answer in time"};
  } else if (end == TaskEnd::kCrashed || packed.size() < 3) {
    outcome.verdict = {Status::kCrash, "the process died"};
  } else {
    outcome.verdict = {static_cast<Status>(packed[0]), packed.substr(3)};
    outcome.expected_error = packed[1] != 0;
    outcome.raised_error = packed[2] != 0;
  }
  return outcome;
}

int Run(const Options& options) {
  std::error_code error;
  if (!std::filesystem::exists(options.path, error)) {
    std::cerr << options.path.string() << " does not exist\n";
    return kExitMissing;
  }
  Result<std::vector<Scenario>> loaded = LoadScenarios(options.path);
  if (!loaded.ok()) {
    std::cerr << loaded.error().message << "\n";
    return kExitUsage;
  }
  std::vector<Scenario> scenarios = std::move(loaded).value();
  std::erase_if(scenarios,
                [&](const Scenario& scenario) { return !Wanted(scenario, options.filter); });

  SessionOptions session{FindGraphsFolder(options.path)};
  std::vector<Outcome> outcomes(scenarios.size());
  Result<void> run = RunInWorkers(
      scenarios.size(), options.workers,
      [&](size_t index) { return Pack(RunScenario(scenarios[index], session)); },
      [&](size_t index, TaskEnd end, const std::string& answer) {
        outcomes[index] = Unpack(end, answer);
        const Verdict& verdict = outcomes[index].verdict;
        if (options.verbose && !verdict.passed()) {
          std::cerr << fmt::format("{} {}\n  {}: {}\n", scenarios[index].id, scenarios[index].name,
                                   StatusName(verdict.status), verdict.message);
        }
      });
  if (!run.ok()) {
    std::cerr << run.error().message << "\n";
    return kExitFailed;
  }
  if (options.report) {
    if (Result<void> written = WriteReport(*options.report, scenarios, outcomes); !written.ok()) {
      std::cerr << written.error().message << "\n";
      return kExitFailed;
    }
  }
  std::map<std::string, std::string> expected;
  if (options.expected_failures) {
    Result<std::map<std::string, std::string>> read =
        ReadExpectedFailures(*options.expected_failures);
    if (!read.ok()) {
      std::cerr << read.error().message << "\n";
      return kExitUsage;
    }
    expected = std::move(read).value();
  }
  WriteSummary(scenarios, outcomes, std::cout);
  return CheckAgainstExpected(expected, scenarios, outcomes, std::cerr) ? 0 : kExitFailed;
}

}  // namespace
}  // namespace rondo::tck

int main(int argument_count, char** arguments) {
  std::optional<rondo::tck::Options> options =
      rondo::tck::ReadArguments({arguments + 1, arguments + argument_count});
  if (!options) {
    std::cerr << "usage: rondo_tck PATH [--report F.tsv] [--filter TEXT] [--jobs N] "
                 "[--timeout SECONDS] [--expected-failures FILE] [--verbose]\n";
    return rondo::tck::kExitUsage;
  }
  return rondo::tck::Run(*options);
}
