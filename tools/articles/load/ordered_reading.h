#pragma once

// Reads many articles with several threads, a few at once, and hands them on in the order in which
// they came, so that what becomes of them does not depend on the number of threads. A bounded
// number is on the way, so memory stays flat over any number of articles. Thread rule: call it from
// one thread, which also runs `sink`; `work` runs on several.

#include <functional>
#include <span>

#include "graph/base/result.h"
#include "tools/articles/article_files.h"

namespace rondo::articles {

struct ReadingOptions {
  /// Threads that run `work`; with 1 everything happens on the calling thread.
  unsigned job_count = 1;
  /// Asked before every article is handed on; true ends the reading early, without an error.
  std::function<bool()> should_stop;
};

/// Reads some documents; called from several threads at once.
using DocumentWork = std::function<void(std::span<Document* const> documents)>;
/// Takes one article, or what was wrong with it. An error ends the reading and is passed on.
using ItemSink = std::function<Result<void>(ArticleFiles::Item& item)>;

/// False if should_stop ended it.
Result<bool> ReadInOrder(ArticleFiles& files, const ReadingOptions& options,
                         const DocumentWork& work, const ItemSink& sink);

}  // namespace rondo::articles
