#include "tools/articles/load/article_loading.h"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "tools/articles/graph/article_places.h"
#include "tools/articles/graph/mention_witnesses.h"
#include "tools/articles/load/article_engine.h"
#include "tools/articles/load/ordered_reading.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

Error NameTaken(const std::string& id) {
  return RuntimeError(ErrorCode::kInvalidData, "ArticleNameTaken",
                      "another article of this load is named `" + id +
                          "` and has another text; rename one, or give the folder of both");
}

void Add(const LoadSummary& article, ArticleLoadSummary& sum) {
  sum.facts.facts_new += article.facts_new;
  sum.facts.facts_confirmed += article.facts_confirmed;
  sum.facts.facts_contradicted += article.facts_contradicted;
  sum.facts.facts_rejected += article.facts_rejected;
}

/// So many articles lie together, whatever they make; those after them fill groups of their own.
constexpr uint64_t kArticlesTogether = 256;
/// So many articles are one transaction: waiting for the disk takes longer than writing one, and
/// neighbours touch the same chunks. Fewer where they touch very much.
constexpr size_t kArticlesPerCommit = 16;

class ArticleLoader {
 public:
  ArticleLoader(Store& store, const ArticleEngine& engine, const ArticleLoadOptions& options)
      : store_(store), engine_(engine), options_(options), before_(store.OpenSnapshot()) {}

  Result<ArticleLoadSummary> Load(const std::vector<std::string>& paths) {
    ArticleFiles files(paths, options_.date);
    const Result<bool> finished = ReadInOrder(
        files, {.job_count = options_.job_count, .should_stop = options_.should_stop},
        [this](std::span<Document* const> documents) { Read(documents); },
        [&](ArticleFiles::Item& item) -> Result<void> {
          RONDO_TRY(Take(item));
          Report(files);
          return {};
        });
    // What came before an error stays.
    RONDO_TRY(Commit());
    if (!finished.ok()) {
      return finished.error();
    }
    summary_.interrupted = !*finished;
    return summary_;
  }

 private:
  /// An article that is in the graph already need not be read again.
  void Read(std::span<Document* const> documents) const {
    std::vector<Document*> fresh;
    for (Document* const document : documents) {
      const Result<bool> known = HasArticle(*before_, *document);
      if (!known.ok() || !*known) {
        fresh.push_back(document);
      }
    }
    engine_.Read(fresh);
  }

  Result<void> Take(const ArticleFiles::Item& item) {
    if (!item.document.ok()) {
      Skip(item.path, item.document.error());
      return {};
    }
    const Document& document = *item.document;
    RONDO_TRY_ASSIGN(const bool came_before, CameBefore(document.id));
    if (came_before) {
      RONDO_TRY_ASSIGN(const bool same, HasText(document));
      if (!same) {
        Skip(item.path, NameTaken(document.id));
        return {};
      }
    }
    RONDO_TRY_ASSIGN(const LoadSummary written, Write(document));
    Add(written, summary_);
    switch (written.outcome) {
      case LoadOutcome::kLoaded:
        ++summary_.loaded_count;
        break;
      case LoadOutcome::kReplaced:
        ++summary_.replaced_count;
        break;
      case LoadOutcome::kUnchanged:
        ++summary_.unchanged_count;
        return {};
    }
    summary_.factless_count += document.facts.empty() ? 1 : 0;
    return {};
  }

  /// Whether an article of that name was in this load: two files of one name must not replace each
  /// other. The graph knows it of all that are new, so nothing of them is kept here.
  Result<bool> CameBefore(const std::string& name) {
    RONDO_TRY_ASSIGN(const bool is_there, transaction_ != nullptr
                                              ? HasArticleNamed(*transaction_, name)
                                              : HasArticleNamed(*store_.OpenSnapshot(), name));
    if (!is_there) {
      return false;
    }
    RONDO_TRY_ASSIGN(const bool was_there, HasArticleNamed(*before_, name));
    return !was_there || !old_names_.insert(Vocabulary::Hash(name)).second;
  }

  /// Whether the article of that name has this text now.
  Result<bool> HasText(const Document& document) const {
    if (transaction_ != nullptr) {
      return HasArticleText(*transaction_, document);
    }
    return HasArticleText(*store_.OpenSnapshot(), document);
  }

  Result<LoadSummary> Write(const Document& document) {
    if (transaction_ == nullptr) {
      RONDO_TRY_ASSIGN(transaction_, store_.BeginTransaction());
    }
    const Savepoint before = transaction_->SetSavepoint();
    Result<LoadSummary> written =
        WriteArticle(*transaction_, document,
                     {.confidence_min = options_.confidence_min, .witnesses = &witnesses_},
                     written_count() < kArticlesTogether ? nullptr : &places_);
    if (!written.ok()) {
      RONDO_TRY(transaction_->RollbackTo(before));
      return written;
    }
    article_count_ += written->outcome == LoadOutcome::kUnchanged ? 0 : 1;
    if (article_count_ >= kArticlesPerCommit || transaction_->IsLarge()) {
      RONDO_TRY(Commit());
    }
    return written;
  }

  /// What was written since the last time. A dry run never gets there.
  Result<void> Commit() {
    article_count_ = 0;
    if (transaction_ == nullptr || options_.dry_run) {
      return {};
    }
    const std::unique_ptr<Transaction> transaction = std::move(transaction_);
    return transaction->Commit();
  }

  uint64_t written_count() const { return summary_.loaded_count + summary_.replaced_count; }

  void Skip(const std::string& path, const Error& error) {
    ++summary_.skipped_count;
    if (options_.on_skipped) {
      options_.on_skipped(path, error);
    }
  }

  void Report(const ArticleFiles& files) const {
    if (options_.on_progress) {
      options_.on_progress(
          {.consumed_size = files.consumed_size(),
           .total_size = files.total_size(),
           .article_count = summary_.loaded_count + summary_.replaced_count +
                            summary_.unchanged_count + summary_.skipped_count,
           .fact_count = summary_.facts.facts_new + summary_.facts.facts_confirmed});
    }
  }

  Store& store_;
  const ArticleEngine& engine_;
  const ArticleLoadOptions& options_;
  std::shared_ptr<const Snapshot> before_;
  std::unique_ptr<Transaction> transaction_;  // Rolled back when the loader goes.
  size_t article_count_ = 0;                  // That it changes.
  ArticlePlaces places_;
  MentionWitnesses witnesses_;
  std::unordered_set<uint64_t> old_names_;  // Hashes; of this load, and in the graph before it.
  ArticleLoadSummary summary_;
};

}  // namespace

Result<ArticleLoadSummary> LoadArticles(Store& store, const std::vector<std::string>& paths,
                                        const ArticleLoadOptions& options) {
  const auto view = store.OpenSnapshot();
  RONDO_TRY_ASSIGN(const auto engine,
                   ArticleEngine::Create(
                       {options.register_folder, options.rules_folder, view.get(), options.depth}));
  if (!options.dry_run) {
    RONDO_TRY(PrepareFactGraph(store));
  }
  return ArticleLoader(store, *engine, options).Load(paths);
}

}  // namespace rondo::articles
