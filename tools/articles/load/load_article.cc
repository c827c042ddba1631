#include "tools/articles/load/load_article.h"

#include <memory>
#include <optional>
#include <utility>

#include "tools/articles/article_files.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/load/article_engine.h"
#include "tools/articles/reader.h"

namespace rondo {
namespace {

/// Loaded at the first article and kept, since loading takes longer than reading many articles.
const Result<std::unique_ptr<articles::ArticleEngine>>& SharedEngine() {
  static const Result<std::unique_ptr<articles::ArticleEngine>> engine =
      articles::ArticleEngine::Create();
  return engine;
}

Result<const articles::ArticleEngine*> EngineOf(const LoadArticleOptions& options) {
  if (options.engine != nullptr) {
    return options.engine;
  }
  const auto& shared = SharedEngine();
  if (!shared.ok()) {
    return shared.error();
  }
  return shared->get();
}

}  // namespace

Result<articles::LoadSummary> LoadArticle(Connection& connection, std::string_view text,
                                          const LoadArticleOptions& options) {
  articles::ReadOptions read;
  read.id = options.name.empty() ? articles::NameOfBytes("article", text) : options.name;
  if (!options.date.empty()) {
    read.date = articles::ParseIsoDay(options.date);
    if (!read.date.has_value()) {
      return RuntimeError(ErrorCode::kArgument, "InvalidDate",
                          "`" + options.date + "` is no day; write it as 2020-01-30");
    }
  }
  RONDO_TRY_ASSIGN(const articles::ArticleEngine* const engine, EngineOf(options));
  RONDO_TRY_ASSIGN(articles::Document document,
                   articles::ReadArticle(text, articles::FormatOf("", text), read));
  engine->Read(document);
  // Indexes are made beforehand, by a transaction of their own: not while one is open here.
  if (!connection.in_transaction()) {
    RONDO_TRY(articles::PrepareFactGraph(connection.store()));
  }
  articles::LoadSummary summary;
  RONDO_TRY(connection.Write([&](Transaction& transaction) -> Result<void> {
    RONDO_TRY_ASSIGN(summary, articles::WriteArticle(transaction, document,
                                                     {.confidence_min = options.confidence_min}));
    return {};
  }));
  return summary;
}

}  // namespace rondo
