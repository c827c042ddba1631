// `rondo extract` and `rondo rules`: what articles say, without storing it, and why.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <queue>
#include <span>
#include <string>
#include <vector>

#include "tools/articles/load/article_engine.h"
#include "tools/articles/load/ordered_reading.h"
#include "tools/articles/pipeline.h"
#include "tools/articles/rule_test.h"
#include "tools/export/markup_text.h"
#include "tools/main/argument_types.h"
#include "tools/main/command.h"
#include "tools/main/progress_line.h"
#include "tools/main/reading_arguments.h"
#include "tools/main/store_access.h"
#include "tools/output/text_width.h"

namespace rondo {
namespace {

struct ExtractArguments {
  std::vector<std::string> paths;
  std::string store;
  std::string format;
  std::string date;
  uint64_t job_count = DefaultJobCount();
  double confidence_min = 0.0;
  bool explain = false;
  ReadingArguments reading;
};

// ---------------------------------------------------------------- a table for people

constexpr size_t kFactColumnCount = 7;
using FactRow = std::array<std::string, kFactColumnCount>;

FactRow RowOf(const articles::Document& document, const articles::Fact& fact) {
  const auto name = [&](articles::EntityIndex entity) {
    return entity == articles::kNone ? std::string() : document.entities[entity].name;
  };
  return {name(fact.subject),
          std::string(articles::InfoOf(fact.relation).name),
          name(fact.object),
          fact.date.text,
          std::string(articles::NameOf(fact.modality)),
          fact.speaker_unnamed ? "unnamed" : name(fact.speaker),
          fmt::format("{:.2f}", fact.confidence)};
}

void AppendTable(const articles::Document& document, std::string& text) {
  std::vector<FactRow> rows = {{"who", "relation", "whom", "when", "modality", "speaker", "sure"}};
  for (const articles::Fact& fact : document.facts) {
    rows.push_back(RowOf(document, fact));
  }
  std::array<size_t, kFactColumnCount> widths = {};
  for (FactRow& row : rows) {
    for (size_t column = 0; column < row.size(); ++column) {
      row[column] = OneLine(row[column]);
      widths[column] = std::max(widths[column], TextWidth(row[column]));
    }
  }
  text += OneLine(document.id) + (document.title.empty() ? "" : ": " + OneLine(document.title));
  text += document.facts.empty() ? "\n  no facts\n" : "\n";
  for (size_t index = 0; index < (document.facts.empty() ? 0 : rows.size()); ++index) {
    std::string line = " ";
    for (size_t column = 0; column < kFactColumnCount; ++column) {
      line += ' ' + rows[index][column] +
              std::string(widths[column] - TextWidth(rows[index][column]) + 1, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
}

// ---------------------------------------------------------------- the command

class Extraction {
 public:
  Extraction(const ExtractArguments& arguments, const articles::ArticleEngine& engine,
             Console& console)
      : arguments_(arguments), engine_(engine), console_(console), progress_(console) {}

  ExitCode Run(Interruption& interruption) {
    articles::ArticleFiles files(arguments_.paths, ParseDay(arguments_.date));
    const auto finished = articles::ReadInOrder(
        files,
        {.job_count = arguments_.explain ? 1U : static_cast<unsigned>(arguments_.job_count),
         .should_stop = [&] { return interruption.happened(); }},
        [this](std::span<articles::Document* const> documents) { Read(documents); },
        [&](articles::ArticleFiles::Item& item) -> Result<void> {
          progress_.Show(files.consumed_size(), files.total_size(),
                         fmt::format("{} articles", ++article_count_));
          return Print(item);
        });
    progress_.Clear();
    if (!finished.ok()) {
      return IsClosedPipe(finished.error()) ? code_ : console_.Fail(finished.error());
    }
    return *finished ? code_ : ExitCode::kInterrupted;
  }

 private:
  void Read(std::span<articles::Document* const> documents) {
    if (arguments_.explain) {
      for (articles::Document* const document : documents) {
        explanations_.push(engine_.Explain(*document));  // On this thread: there is one job only.
      }
      return;
    }
    engine_.Read(documents);
    for (articles::Document* const document : documents) {
      std::erase_if(document->facts, [&](const articles::Fact& fact) {
        return fact.confidence < arguments_.confidence_min;
      });
    }
  }

  Result<void> Print(const articles::ArticleFiles::Item& item) {
    if (!item.document.ok()) {
      progress_.Clear();
      console_.Say("skipped " + item.path + ": " + item.document.error().message);
      code_ = ExitCode::kFailed;
      return {};
    }
    std::string text;
    if (arguments_.explain) {
      text = OneLine(item.document->id) + "\n" + explanations_.front();
      explanations_.pop();
    } else if (arguments_.format == "table") {
      AppendTable(*item.document, text);
    } else {
      text = articles::ToJson(*item.document) + "\n";
    }
    console_.out().Write(text);
    return console_.out().status();
  }

  const ExtractArguments& arguments_;
  const articles::ArticleEngine& engine_;
  Console& console_;
  ProgressLine progress_;
  std::queue<std::string> explanations_;  // Of articles that were read and wait to be printed.
  uint64_t article_count_ = 0;
  ExitCode code_ = ExitCode::kDone;
};

ExitCode RunExtract(ExtractArguments arguments, Console& console, Interruption& interruption) {
  if (arguments.format.empty()) {
    arguments.format = console.out_is_terminal() ? "table" : "json";
  }
  std::unique_ptr<Store> store;
  std::shared_ptr<const Snapshot> view;
  if (!arguments.store.empty()) {
    store = OpenStore(console, arguments.store, StoreUse::kRead);
    if (store == nullptr) {
      return ExitCode::kStore;
    }
    view = store->OpenSnapshot();
  }
  const auto engine = articles::ArticleEngine::Create({arguments.reading.knowledge.register_folder,
                                                       arguments.reading.knowledge.rules_folder,
                                                       view.get(), arguments.reading.Depth()});
  if (!engine.ok()) {
    return console.Fail(engine.error());
  }
  return Extraction(arguments, **engine, console).Run(interruption);
}

CommandRun DeclareExtract(ArgumentList& list) {
  auto arguments = std::make_shared<ExtractArguments>();
  list.Required("PATH", arguments->paths, "Files, folders, .jsonl dumps, or - for standard input");
  list.Text("--db", arguments->store, "A store whose names help reading");
  list.Text("--format", arguments->format,
            "json: one line a document; table: for people (default on a terminal)",
            {.choices = {"json", "table"}});
  list.Text("--date", arguments->date, "Day of articles that tell none, as 2020-01-30",
            {.check = CheckDay});
  list.Number("--jobs", arguments->job_count, "Threads that read", 1, kJobCountMax);
  list.Share("--min-confidence", arguments->confidence_min, "Leave out facts less sure than this");
  list.Flag("--explain", arguments->explain,
            "Show which rule fired on which words, and what became of it");
  arguments->reading.Declare(list);
  return [arguments](Console& console, Interruption& interruption) {
    return RunExtract(*arguments, console, interruption);
  };
}

constexpr Example kExtractExamples[] = {
    {"rondo extract news.txt", "the facts of one article as a table"},
    {"rondo extract articles/ --format json > facts.jsonl", "one line of JSON for each article"},
    {"rondo extract dump.jsonl --depth patterns", "a large dump in half the time, with less found"},
    {"rondo extract news.txt --explain", "why these facts and no others"},
    {"rondo extract news.txt --db football.db", "read with the names that a store knows"},
};

// ---------------------------------------------------------------- rules

ExitCode RunRulesTest(const KnowledgeArguments& arguments, Console& console) {
  const auto engine = articles::ArticleEngine::Create({.register_folder = arguments.register_folder,
                                                       .rules_folder = arguments.rules_folder,
                                                       .rule_examples = true});
  if (!engine.ok()) {
    return console.Fail(engine.error());
  }
  const articles::RuleTestReport report =
      articles::TestRules((*engine)->knowledge(), (*engine)->rules());
  for (const articles::RuleFailure& failure : report.failures) {
    console.out().Write(fmt::format("{}:{}: {} {}\n", failure.file, failure.line, failure.rule,
                                    OneLine(failure.message)));
  }
  for (const std::string& rule : report.rules_without_examples) {
    console.out().Write(rule + " has no examples\n");
  }
  console.out().Write(fmt::format("{} examples of {} rules, {} failed\n", report.example_count,
                                  (*engine)->rules().rules().size(), report.failures.size()));
  return report.failures.empty() ? ExitCode::kDone : ExitCode::kFailed;
}

CommandRun DeclareRules(ArgumentList& list) {
  auto arguments = std::make_shared<KnowledgeArguments>();
  ArgumentList test = list.Inner("test", "Run the examples that stand beside the rules");
  arguments->Declare(test);
  return [arguments](Console& console, Interruption&) { return RunRulesTest(*arguments, console); };
}

constexpr Example kRulesExamples[] = {
    {"rondo rules test", "run the examples of the rules that come with the program"},
    {"rondo rules test --rules my-rules/", "run those of your own rules too"},
};

}  // namespace

const Command kExtractCommand = {
    "extract", "Read articles and print their facts, without storing them",
    "JSON has one line for each document: its entities and its facts, each with date, modality, "
    "speaker, the sentence it was read from, a confidence and the rule that found it.",
    kExtractExamples, DeclareExtract};

const Command kRulesCommand = {
    "rules", "Test the rules by which articles are read",
    "Rules are text files; each carries examples of what it must find and must not find. Failures "
    "are printed with file and line.",
    kRulesExamples, DeclareRules};

}  // namespace rondo
