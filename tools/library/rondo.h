#pragma once

// Rondo as a library: everything that a program needs, in one include.
//
//   auto database = rondo::Database::Open("football.db").value();
//   auto connection = database.Connect();
//   rondo::LoadArticle(connection, text, {.date = "2020-01-30"}).value();
//   auto query = connection.Prepare("MATCH (p:Player)-[:loaned-to]->(c:Club {name: $club}) "
//                                   "RETURN p.name AS name").value();
//   auto result = query.Execute({{"club", "Roma"}}).value();
//   for (const auto& row : result) { std::puts(row.Get<std::string>("name").c_str()); }
//   rondo::ExportSubgraph(connection, {.around = "Chris Smalling", .hops = 2},
//                         rondo::ExportFormat::kHtml, "smalling.html").value();
//
// Every function that can fail returns a Result; nothing throws, prints or exits. Who outlives
// whom:
//
//   Database   outlives its connections; may be used from any thread.
//   Connection outlives its statements; belongs to one thread at a time, but for Interrupt.
//   Statement  may run many times; belongs to its connection's thread.
//   QueryResult, Row and Value own what they hold, and outlive everything.

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/model/value_json.h"
#include "graph/model/value_text.h"
#include "query/connection.h"
#include "query/database.h"
#include "query/error_text.h"
#include "query/parameters.h"
#include "query/result.h"
#include "tools/articles/load/article_engine.h"
#include "tools/articles/load/article_loading.h"
#include "tools/articles/load/load_article.h"
#include "tools/export/export_subgraph.h"
#include "tools/import/importer.h"
#include "tools/import/mapping.h"
