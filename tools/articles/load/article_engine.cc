#include "tools/articles/load/article_engine.h"

#include <utility>

#include "tools/articles/extraction.h"
#include "tools/articles/load/graph_names.h"

namespace rondo::articles {

Result<std::unique_ptr<ArticleEngine>> ArticleEngine::Create(const EngineOptions& options) {
  std::unique_ptr<ArticleEngine> engine(new ArticleEngine());
  RONDO_TRY_ASSIGN(engine->knowledge_, LoadKnowledge(options.register_folder));
  if (options.view != nullptr) {
    RONDO_TRY_ASSIGN(engine->graph_name_count_,
                     AddGraphNames(*options.view, engine->knowledge_->names));
  }
  // After the names: rules look their words up in the vocabulary that the names have filled.
  RONDO_TRY_ASSIGN(engine->rules_,
                   RuleSet::Load(engine->knowledge_->vocabulary, options.rules_folder,
                                 options.depth, options.rule_examples));
  return engine;
}

void ArticleEngine::Read(Document& document) const {
  Document* const only = &document;
  Read({&only, 1});
}

void ArticleEngine::Read(std::span<Document* const> documents) const {
  Understand(documents, *knowledge_);
  ExtractFacts(documents, *knowledge_, *rules_);
}

std::string ArticleEngine::Explain(Document& document) const {
  Understand(document, *knowledge_);
  return ExplainFacts(document, *knowledge_, *rules_);
}

}  // namespace rondo::articles
