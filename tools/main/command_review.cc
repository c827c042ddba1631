// `rondo review`: doubtful facts for a person to accept or reject.

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/model/value_json.h"
#include "tools/articles/graph/fact_review.h"
#include "tools/export/markup_text.h"
#include "tools/main/command.h"
#include "tools/main/store_access.h"

namespace rondo {
namespace {

constexpr uint64_t kCountMax = 1'000'000;

struct ReviewArguments {
  std::string store;
  double confidence_below = 0.6;
  uint64_t count_max = 50;
  std::vector<uint64_t> accepted;
  std::vector<uint64_t> rejected;
  bool ask = false;
  std::string format = "table";
};

std::string FactText(const articles::DoubtfulFact& fact) {
  return OneLine(
      fmt::format("({})-[{}{}]->({})", fact.subject, fact.type,
                  fact.modality.empty() || fact.modality == "asserted" ? "" : " " + fact.modality,
                  fact.object));
}

std::string FactBlock(const articles::DoubtfulFact& fact) {
  return fmt::format("{}  {:.2f}  {}\n    {} [{}]\n", fact.edge.value, fact.confidence,
                     FactText(fact), OneLine(fact.sentence), OneLine(fact.article));
}

std::string FactJson(const articles::DoubtfulFact& fact) {
  std::string json =
      fmt::format("{{\"id\":{},\"confidence\":{:.3f}", fact.edge.value, fact.confidence);
  for (const auto& [key, text] : {std::pair("subject", &fact.subject),
                                  {"type", &fact.type},
                                  {"object", &fact.object},
                                  {"modality", &fact.modality},
                                  {"sentence", &fact.sentence},
                                  {"article", &fact.article}}) {
    json += fmt::format(",\"{}\":", key);
    AppendJsonString(*text, json);
  }
  return json + "}\n";
}

enum class Verdict : uint8_t { kAccept, kReject };

Result<void> Judge(Store& store, EdgeId edge, Verdict verdict) {
  RONDO_TRY_ASSIGN(const auto transaction, store.BeginTransaction());
  RONDO_TRY(verdict == Verdict::kAccept ? articles::AcceptFact(*transaction, edge)
                                        : articles::RejectFact(*transaction, edge));
  return transaction->Commit();
}

Result<void> JudgeAll(Store& store, const std::vector<uint64_t>& edges, Verdict verdict) {
  for (const uint64_t edge : edges) {
    RONDO_TRY(Judge(store, EdgeId(edge), verdict));
  }
  return {};
}

/// Shows one fact after the other and does what the person says.
Result<void> Ask(Store& store, const std::vector<articles::DoubtfulFact>& facts, Console& console,
                 const Interruption& interruption) {
  for (const articles::DoubtfulFact& fact : facts) {
    console.SayRaw(FactBlock(fact) + "  [a]ccept, [r]eject, [s]kip, [q]uit? ");
    std::string answer;
    if (!std::getline(std::cin, answer) || answer == "q" || interruption.happened()) {
      return {};
    }
    if (answer == "a" || answer == "r") {
      RONDO_TRY(Judge(store, fact.edge, answer == "a" ? Verdict::kAccept : Verdict::kReject));
    }
  }
  return {};
}

Result<void> Review(Store& store, const ReviewArguments& arguments, Console& console,
                    const Interruption& interruption) {
  if (!arguments.accepted.empty() || !arguments.rejected.empty()) {
    RONDO_TRY(JudgeAll(store, arguments.accepted, Verdict::kAccept));
    RONDO_TRY(JudgeAll(store, arguments.rejected, Verdict::kReject));
    console.Say(fmt::format("{} accepted, {} rejected", arguments.accepted.size(),
                            arguments.rejected.size()));
    return {};
  }
  RONDO_TRY_ASSIGN(const auto facts,
                   articles::FindDoubtfulFacts(*store.OpenSnapshot(), arguments.confidence_below,
                                               arguments.count_max));
  if (arguments.ask) {
    return Ask(store, facts, console, interruption);
  }
  for (const articles::DoubtfulFact& fact : facts) {
    console.out().Write(arguments.format == "json" ? FactJson(fact) : FactBlock(fact));
  }
  if (facts.size() == arguments.count_max) {
    console.Say("there may be more; --limit shows them");
  }
  return {};
}

ExitCode RunReview(const ReviewArguments& arguments, Console& console,
                   const Interruption& interruption) {
  const bool changes = arguments.ask || !arguments.accepted.empty() || !arguments.rejected.empty();
  const std::unique_ptr<Store> store =
      OpenStore(console, arguments.store, changes ? StoreUse::kWrite : StoreUse::kRead);
  if (store == nullptr) {
    return ExitCode::kStore;
  }
  const auto done = Review(*store, arguments, console, interruption);
  return done.ok() ? ExitCode::kDone : console.Fail(done.error());
}

CommandRun DeclareReview(ArgumentList& list) {
  auto arguments = std::make_shared<ReviewArguments>();
  list.Required("DB", arguments->store, "The store");
  list.Share("--below", arguments->confidence_below, "Facts less sure than this (0.6)");
  list.Number("--limit", arguments->count_max, "At most so many (50)", 1, kCountMax);
  list.Several("--accept", arguments->accepted, "Ids of facts that are right");
  list.Several("--reject", arguments->rejected, "Ids of facts that are wrong");
  list.Flag("--ask", arguments->ask, "Ask about one after the other");
  list.Text("--format", arguments->format, "How it is printed; json: one line a fact",
            {.choices = {"table", "json"}});
  return [arguments](Console& console, Interruption& interruption) {
    return RunReview(*arguments, console, interruption);
  };
}

constexpr Example kReviewExamples[] = {
    {"rondo review football.db", "list what is doubtful, with the sentence it was read from"},
    {"rondo review football.db --ask", "decide one after the other"},
    {"rondo review football.db --accept 17 --reject 23 31", "decide by id"},
};

}  // namespace

const Command kReviewCommand = {
    "review", "List doubtful facts, to accept or reject them",
    "An accepted fact is sure from then on, and no article changes it. A rejected one goes, with "
    "what supported it; the articles stay.",
    kReviewExamples, DeclareReview};

}  // namespace rondo
