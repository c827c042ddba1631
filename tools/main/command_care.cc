// `rondo check`, `stats`, `compact`, `backup` and `restore`: the care of a store.

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

#include "graph/model/value_json.h"
#include "tools/export/markup_text.h"
#include "tools/main/command.h"
#include "tools/main/store_access.h"
#include "tools/shell/measure_text.h"

namespace rondo {
namespace {

struct CareArguments {
  std::string store;
  std::string directory;
  std::string format = "table";
};

ExitCode RunCheck(const CareArguments& arguments, Console& console) {
  const std::unique_ptr<Store> store = OpenStore(console, arguments.store, StoreUse::kRead);
  if (store == nullptr) {
    return ExitCode::kStore;
  }
  const auto problems = store->Check();
  if (!problems.ok()) {
    console.Fail(problems.error());
    return ExitCode::kStore;
  }
  for (const IntegrityProblem& problem : *problems) {
    console.out().Write(OneLine(problem.place + ": " + problem.message) + "\n");
  }
  if (!problems->empty()) {
    console.Say(
        fmt::format("rondo: {} is damaged in {} places; restore a backup, or export what "
                    "can still be read",
                    arguments.store, problems->size()));
    return ExitCode::kStore;
  }
  console.out().Write("sound\n");
  return ExitCode::kDone;
}

void AppendCounts(std::string_view heading, const std::vector<StoreStatistics::NamedCount>& counts,
                  std::string& text) {
  text += counts.empty() ? "" : fmt::format("{}\n", heading);
  for (const auto& [name, count] : counts) {
    text += fmt::format("  {:>12}  {}\n", count, OneLine(name));
  }
}

void AppendCountsJson(std::string_view key, const std::vector<StoreStatistics::NamedCount>& counts,
                      std::string& json) {
  json += fmt::format(",\"{}\":{{", key);
  for (size_t index = 0; index < counts.size(); ++index) {
    json += index == 0 ? "" : ",";
    AppendJsonString(counts[index].name, json);
    json += fmt::format(":{}", counts[index].count);
  }
  json += '}';
}

ExitCode RunStats(const CareArguments& arguments, Console& console) {
  const std::unique_ptr<Store> store = OpenStore(console, arguments.store, StoreUse::kRead);
  if (store == nullptr) {
    return ExitCode::kStore;
  }
  auto statistics = store->Statistics();
  if (!statistics.ok()) {
    return console.Fail(statistics.error());
  }
  for (auto* counts : {&statistics->labels, &statistics->edge_types}) {
    std::erase_if(*counts, [](const auto& entry) { return entry.count == 0; });
    std::sort(counts->begin(), counts->end(), [](const auto& left, const auto& right) {
      return left.count != right.count ? left.count > right.count : left.name < right.name;
    });
  }
  std::string text;
  if (arguments.format == "json") {
    text = fmt::format("{{\"nodes\":{},\"edges\":{},\"disk_size\":{},\"format_version\":{}",
                       statistics->node_count, statistics->edge_count, statistics->disk_size,
                       statistics->format_version);
    AppendCountsJson("labels", statistics->labels, text);
    AppendCountsJson("types", statistics->edge_types, text);
    text += "}\n";
  } else {
    text = fmt::format("nodes {}, edges {}, {} on disk, format {}\n", statistics->node_count,
                       statistics->edge_count, ByteSizeText(statistics->disk_size),
                       statistics->format_version);
    AppendCounts("labels", statistics->labels, text);
    AppendCounts("types", statistics->edge_types, text);
  }
  console.out().Write(text);
  return ExitCode::kDone;
}

ExitCode RunCompact(const CareArguments& arguments, Console& console) {
  const std::unique_ptr<Store> store = OpenStore(console, arguments.store, StoreUse::kWrite);
  if (store == nullptr) {
    return ExitCode::kStore;
  }
  const auto before = store->Statistics();
  if (const auto compacted = store->Compact(); !compacted.ok()) {
    return console.Fail(compacted.error());
  }
  const auto after = store->Statistics();
  if (before.ok() && after.ok()) {
    console.Say(fmt::format("compacted {}: {} before, {} now", arguments.store,
                            ByteSizeText(before->disk_size), ByteSizeText(after->disk_size)));
  }
  return ExitCode::kDone;
}

ExitCode RunBackup(const CareArguments& arguments, Console& console) {
  const std::unique_ptr<Store> store = OpenStore(console, arguments.store, StoreUse::kWrite);
  if (store == nullptr) {
    return ExitCode::kStore;
  }
  if (const auto saved = store->Backup(arguments.directory); !saved.ok()) {
    return console.Fail(saved.error());
  }
  console.Say("backed up " + arguments.store + " to " + arguments.directory);
  return ExitCode::kDone;
}

ExitCode RunRestore(const CareArguments& arguments, Console& console) {
  if (const auto restored = Store::Restore(arguments.directory, arguments.store); !restored.ok()) {
    return console.Fail(restored.error());
  }
  console.Say("restored " + arguments.store + " from " + arguments.directory);
  return ExitCode::kDone;
}

using Run = ExitCode (*)(const CareArguments&, Console&);

CommandRun Bind(std::shared_ptr<CareArguments> arguments, Run run) {
  return [arguments = std::move(arguments), run](Console& console, Interruption&) {
    return run(*arguments, console);
  };
}

CommandRun DeclareCheck(ArgumentList& list) {
  auto arguments = std::make_shared<CareArguments>();
  list.Required("DB", arguments->store, "The store");
  return Bind(arguments, RunCheck);
}

CommandRun DeclareStats(ArgumentList& list) {
  auto arguments = std::make_shared<CareArguments>();
  list.Required("DB", arguments->store, "The store");
  list.Text("--format", arguments->format, "How it is printed", {.choices = {"table", "json"}});
  return Bind(arguments, RunStats);
}

CommandRun DeclareCompact(ArgumentList& list) {
  auto arguments = std::make_shared<CareArguments>();
  list.Required("DB", arguments->store, "The store");
  return Bind(arguments, RunCompact);
}

CommandRun DeclareBackup(ArgumentList& list) {
  auto arguments = std::make_shared<CareArguments>();
  list.Required("DB", arguments->store, "The store");
  list.Required("DIR", arguments->directory, "A folder that must not exist yet");
  return Bind(arguments, RunBackup);
}

CommandRun DeclareRestore(ArgumentList& list) {
  auto arguments = std::make_shared<CareArguments>();
  list.Required("DIR", arguments->directory, "The backup");
  list.Required("DB", arguments->store, "The store to make; must not exist yet");
  return Bind(arguments, RunRestore);
}

constexpr Example kCheckExamples[] = {{"rondo check football.db", "read everything, compare all"}};
constexpr Example kStatsExamples[] = {
    {"rondo stats football.db", "how many nodes of each label, edges of each type"},
    {"rondo stats football.db --format json", "the same for programs"}};
constexpr Example kCompactExamples[] = {{"rondo compact football.db", "give space back"}};
constexpr Example kBackupExamples[] = {
    {"rondo backup football.db saved/2020-01-30", "copy a store that may be in use"}};
constexpr Example kRestoreExamples[] = {
    {"rondo restore saved/2020-01-30 football.db", "make a store from a backup"}};

}  // namespace

const Command kCheckCommand = {"check", "Check every record of a store",
                               "Prints `sound`, or one line for each problem with exit code 3.",
                               kCheckExamples, DeclareCheck};
const Command kStatsCommand = {"stats", "Count what is in a store", "", kStatsExamples,
                               DeclareStats};
const Command kCompactCommand = {"compact", "Tidy a store up and give space back", "",
                                 kCompactExamples, DeclareCompact};
const Command kBackupCommand = {"backup", "Copy a store, consistently, into a new folder", "",
                                kBackupExamples, DeclareBackup};
const Command kRestoreCommand = {"restore", "Make a store from a backup", "", kRestoreExamples,
                                 DeclareRestore};

}  // namespace rondo
