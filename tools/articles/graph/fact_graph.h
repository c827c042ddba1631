#pragma once

// Facts of articles in the graph (last stage). One Article node per text, one Report node per
// (article, fact), the entities that the text names, the facts as edges. What loading made carries
// `learned`; everything on it is recomputed from the articles that are still there, so that
// retracting an article takes back exactly what only it supported. Nodes and edges that came from
// elsewhere are used and never changed.
//
//   (:Article {name, title, date, outlet, text, fingerprint})
//   (:Article)-[:mentions {label, aliases, ...}]->(entity)
//   (:Report {edge, sentence, ...})-[:`reported-in`]->(:Article)          see
//   graph/model/evidence_schema.h

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "storage/store.h"
#include "tools/articles/document.h"

namespace rondo::articles {

struct ArticlePlaces;
class MentionWitnesses;

enum class LoadOutcome : uint8_t {
  kLoaded,     // The article is new.
  kReplaced,   // An article of that name was there with another text; it was retracted first.
  kUnchanged,  // The same article was there already; nothing was changed.
};

struct LoadSummary {
  LoadOutcome outcome = LoadOutcome::kLoaded;
  uint64_t facts_new = 0;
  uint64_t facts_confirmed = 0;     // Had support before.
  uint64_t facts_contradicted = 0;  // Say the opposite of what another report says.
  uint64_t facts_rejected = 0;      // Below the confidence asked for.
};

struct LoadOptions {
  /// Facts with less are not loaded.
  double confidence_min = 0.0;
  /// What a load of many articles remembers, else null.
  MentionWitnesses* witnesses = nullptr;
};

struct RetractSummary {
  uint64_t facts_removed = 0;   // Had no other support.
  uint64_t facts_weakened = 0;  // Others support them still.
};

/// Writes the facts of a document that went through all stages. Everything happens in
/// `transaction`. `places`: of a load of many articles, else null.
Result<LoadSummary> WriteArticle(Transaction& transaction, const Document& document,
                                 const LoadOptions& options = {}, ArticlePlaces* places = nullptr);

/// Takes the article of that name back out. EntityNotFound if there is none.
Result<RetractSummary> RetractArticle(Transaction& transaction, std::string_view name);

/// Whether there is an article of that name in the graph.
Result<bool> HasArticleNamed(const GraphView& view, std::string_view name);

/// Whether that article is in the graph with exactly this text.
Result<bool> HasArticle(const GraphView& view, const Document& document);

/// Whether the article of that name is in the graph with this text, whatever its title and date.
Result<bool> HasArticleText(const GraphView& view, const Document& document);

/// Makes the indexes that loading and evidence need, where they are missing.
Result<void> PrepareFactGraph(Store& store);

}  // namespace rondo::articles
