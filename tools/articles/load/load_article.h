#pragma once

// One article into the graph behind a connection: what a program embeds. For many articles see
// article_loading.h.
// Thread rule: as the connection; the reading itself is shared by all threads of the process.

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "query/connection.h"
#include "tools/articles/graph/fact_graph.h"

namespace rondo {

namespace articles {
class ArticleEngine;
}  // namespace articles

struct LoadArticleOptions {
  /// Day of publication as 2020-01-30, where the text does not tell it; may be empty.
  std::string date = {};
  /// What the article is named in the graph; empty: after its bytes. Another text under the same
  /// name replaces the old one.
  std::string name = {};
  /// Facts that are less sure are left out.
  double confidence_min = 0.0;
  /// Who reads; null: the tables and rules of the program, loaded once per process. One made with
  /// the view of a graph knows its names too.
  const articles::ArticleEngine* engine = nullptr;
};

/// Reads a text (or HTML, or Markdown) and writes its facts, in one transaction or as one step of
/// the open one. InvalidData if it is no text, Argument for a date that is none; else the errors of
/// Connection::Write.
Result<articles::LoadSummary> LoadArticle(Connection& connection, std::string_view text,
                                          const LoadArticleOptions& options = {});

}  // namespace rondo
