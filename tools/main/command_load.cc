// `rondo load` and `rondo retract`: articles into a store and back out.

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tools/articles/graph/fact_graph.h"
#include "tools/articles/load/article_loading.h"
#include "tools/main/argument_types.h"
#include "tools/main/command.h"
#include "tools/main/program_memory.h"
#include "tools/main/progress_line.h"
#include "tools/main/reading_arguments.h"
#include "tools/main/store_access.h"

namespace rondo {
namespace {

using articles::ArticleLoadSummary;

struct LoadArguments {
  std::string store;
  std::vector<std::string> paths;
  std::string date;
  uint64_t job_count = DefaultJobCount();
  bool dry_run = false;
  double confidence_min = 0.0;
  ReadingArguments reading;
  bool quiet = false;
};

std::string Count(uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "3 articles read: 12 facts new, 2 confirmed, 1 contradicted."
std::string SummaryText(const ArticleLoadSummary& summary, bool dry_run) {
  std::string text = Count(summary.loaded_count + summary.replaced_count, "article", "articles") +
                     (dry_run ? " would be loaded: " : " loaded: ") +
                     Count(summary.facts.facts_new, "new fact", "new facts");
  const auto add = [&](uint64_t count, std::string_view what) {
    text += count == 0 ? std::string() : fmt::format(", {} {}", count, what);
  };
  add(summary.facts.facts_confirmed, "confirmed");
  add(summary.facts.facts_contradicted, "contradicted");
  add(summary.facts.facts_rejected, "below --min-confidence");
  std::string rest;
  const auto add_rest = [&](uint64_t count, std::string_view what) {
    if (count > 0) {
      rest += fmt::format("{}{} {}", rest.empty() ? "; " : ", ", count, what);
    }
  };
  add_rest(summary.replaced_count, "replaced an older text");
  add_rest(summary.factless_count, "without facts");
  add_rest(summary.unchanged_count, "there already");
  add_rest(summary.skipped_count, "skipped");
  return text + rest + (summary.interrupted ? "; interrupted, what was loaded stays" : "");
}

// A load comes back to the same people and clubs: so much holds what is known of most of them for
// tens of thousands of articles. It is full after a thousand, and memory is to stay the same
// however many come.
constexpr size_t kLoadCacheSize = size_t{16} << 20;

constexpr uint64_t kArticlesPerTrim = 256;

ExitCode RunLoad(const LoadArguments& arguments, Console& console, Interruption& interruption) {
  KeepLittleUnused();
  // A dry run of a store that is not there yet reads into memory.
  std::error_code ignored;
  const bool in_memory = arguments.dry_run && !std::filesystem::exists(arguments.store, ignored);
  StoreToFill store(console, in_memory ? std::string(kInMemoryPath) : arguments.store,
                    kLoadCacheSize);
  if (store.get() == nullptr) {
    return ExitCode::kStore;
  }
  ProgressLine progress(console);
  const auto start = std::chrono::steady_clock::now();
  articles::ArticleLoadOptions options;
  options.date = ParseDay(arguments.date);
  options.job_count = static_cast<unsigned>(arguments.job_count);
  options.dry_run = arguments.dry_run;
  options.confidence_min = arguments.confidence_min;
  options.rules_folder = arguments.reading.knowledge.rules_folder;
  options.register_folder = arguments.reading.knowledge.register_folder;
  options.depth = arguments.reading.Depth();
  options.should_stop = [&] { return interruption.happened(); };
  options.on_progress = [&](const articles::ArticleProgress& state) {
    if (state.article_count % kArticlesPerTrim == 0) {
      GiveMemoryBack();
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    progress.Show(
        state.consumed_size, state.total_size,
        fmt::format("{} articles, {:.0f}/s, {} facts", state.article_count,
                    static_cast<double>(state.article_count) / elapsed.count(), state.fact_count));
  };
  options.on_skipped = [&](const std::string& path, const Error& error) {
    progress.Clear();
    console.Say("skipped " + path + ": " + error.message);
  };
  const auto loaded = articles::LoadArticles(*store.get(), arguments.paths, options);
  progress.Clear();
  if (!loaded.ok()) {
    return console.Fail(loaded.error());
  }
  if (!arguments.quiet) {
    console.Say(SummaryText(*loaded, arguments.dry_run));
  }
  if (loaded->interrupted) {
    return ExitCode::kInterrupted;
  }
  return loaded->skipped_count > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

CommandRun DeclareLoad(ArgumentList& list) {
  auto arguments = std::make_shared<LoadArguments>();
  list.Required("DB", arguments->store, "The store; made if it is missing");
  list.Required("PATH", arguments->paths, "Files, folders, .jsonl dumps, or - for standard input");
  list.Text("--date", arguments->date, "Day of articles that tell none, as 2020-01-30",
            {.check = CheckDay});
  list.Number("--jobs", arguments->job_count, "Threads that read", 1, kJobCountMax);
  list.Flag("--dry-run", arguments->dry_run, "Read and count, change nothing");
  list.Share("--min-confidence", arguments->confidence_min, "Leave out facts less sure than this");
  arguments->reading.Declare(list);
  list.Flag("-q,--quiet", arguments->quiet, "No summary");
  return [arguments](Console& console, Interruption& interruption) {
    return RunLoad(*arguments, console, interruption);
  };
}

constexpr Example kLoadExamples[] = {
    {"rondo load football.db articles/", "read every .txt, .md, .html and .jsonl file of a folder"},
    {"rondo load football.db news.txt --date 2020-01-30", "a text that does not tell its day"},
    {"curl -s URL | rondo load football.db -", "from standard input"},
    {"rondo load football.db dump.jsonl --jobs 4 --dry-run", "see what a dump would bring"},
};

struct RetractArguments {
  std::string store;
  std::vector<std::string> articles;
};

ExitCode RunRetract(const RetractArguments& arguments, Console& console) {
  GiveMemoryBack();
  std::unique_ptr<Store> store =
      OpenStore(console, arguments.store, StoreUse::kWrite, kLoadCacheSize);
  if (store == nullptr) {
    return ExitCode::kStore;
  }
  ExitCode code = ExitCode::kDone;
  for (const std::string& name : arguments.articles) {
    auto transaction = store->BeginTransaction();
    if (!transaction.ok()) {
      return console.Fail(transaction.error());
    }
    const auto retracted = articles::RetractArticle(**transaction, name);
    if (!retracted.ok()) {
      Error error = retracted.error();
      if (error.code == ErrorCode::kEntityNotFound) {
        error.hint =
            "articles are named after their files; MATCH (a:Article) RETURN a.name lists them";
      }
      code = console.Fail(error);
      continue;
    }
    if (const auto committed = (*transaction)->Commit(); !committed.ok()) {
      return console.Fail(committed.error());
    }
    console.Say(fmt::format("retracted {}: {} removed, {} supported by others", name,
                            Count(retracted->facts_removed, "fact", "facts"),
                            retracted->facts_weakened));
  }
  return code;
}

CommandRun DeclareRetract(ArgumentList& list) {
  auto arguments = std::make_shared<RetractArguments>();
  list.Required("DB", arguments->store, "The store");
  list.Required("ARTICLE", arguments->articles, "Names of articles: their files without ending");
  return [arguments](Console& console, Interruption&) { return RunRetract(*arguments, console); };
}

constexpr Example kRetractExamples[] = {
    {"rondo retract football.db smalling-on-loan", "take one article back"},
};

}  // namespace

const Command kLoadCommand = {
    "load", "Read articles into facts of a store",
    "Every article becomes one transaction: it is in the graph with all its facts or not at all. "
    "Loading the same article again changes nothing; another text under the same name replaces "
    "the old one. An article is named after its file. What cannot be read is skipped with a line "
    "that says why, and makes the exit code 1; the rest is loaded all the same.",
    kLoadExamples, DeclareLoad};

const Command kRetractCommand = {"retract",
                                 "Take an article back out, with all that only it supported",
                                 "Facts that other articles support stay, with what those say.",
                                 kRetractExamples, DeclareRetract};

}  // namespace rondo
