#pragma once

// Loading articles into a store: many read at once, written one after the other in their order, a
// few to a transaction, so that an article is in the graph with all its facts or not at all. Bad
// input is reported and the rest goes on.
// Thread rule: call it from one thread; the callbacks run on that thread.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "storage/store.h"
#include "tools/articles/graph/fact_graph.h"
#include "tools/articles/reader.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

struct ArticleProgress {
  uint64_t consumed_size = 0;  // Bytes of all files together.
  uint64_t total_size = 0;     // 0 where it cannot be told.
  uint64_t article_count = 0;
  uint64_t fact_count = 0;
};

/// Every input ends as one of these.
struct ArticleLoadSummary {
  uint64_t loaded_count = 0;
  uint64_t replaced_count = 0;
  uint64_t unchanged_count = 0;
  uint64_t skipped_count = 0;   // Could not be read.
  uint64_t factless_count = 0;  // Of those loaded or replaced: told nothing.
  LoadSummary facts;            // Sums over all; `outcome` means nothing here.
  bool interrupted = false;     // What was loaded until then stays.
};

struct ArticleLoadOptions {
  std::optional<Date> date;  // For articles that tell none.
  unsigned job_count = 1;
  /// Everything happens, and is then undone.
  bool dry_run = false;
  double confidence_min = 0.0;
  std::string register_folder;
  std::string rules_folder;
  ReadingDepth depth = ReadingDepth::kAll;
  std::function<bool()> should_stop;
  std::function<void(const ArticleProgress&)> on_progress;
  /// An input that could not be read, and why.
  std::function<void(const std::string& path, const Error& error)> on_skipped;
};

/// `paths` as ArticleFiles takes them. The names that the graph knew when loading began help
/// reading; those that it learns on the way help the next time. Errors: those of the store and of
/// making the engine; never those of single articles.
Result<ArticleLoadSummary> LoadArticles(Store& store, const std::vector<std::string>& paths,
                                        const ArticleLoadOptions& options = {});

}  // namespace rondo::articles
