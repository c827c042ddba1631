#pragma once

// A graph as RDF: which triples nodes and edges become. An edge is one plain triple, and a
// rdf:Statement of its own that carries its properties and the articles it was derived from. Plain
// triples of facts that their sources deny are left out. Words that schema.org or Wikidata have are
// used beside our own.
// Thread rule: free functions without state.

#include <functional>
#include <string>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "tools/export/rdf_terms.h"

namespace rondo {

/// Three terms, already in the notation of RdfTerms.
using TripleSink = std::function<void(const std::string& subject, const std::string& predicate,
                                      const std::string& object)>;

void EmitNode(const NodeRecord& node, const RdfTerms& terms, const TripleSink& sink);

/// `quoted_triples`: properties stand on << subject predicate object >> (RDF-star).
void EmitEdge(const EdgeRecord& edge, const ListValue& evidence, const RdfTerms& terms,
              bool quoted_triples, const TripleSink& sink);

/// The names of the articles in a list of evidence, each once, in order.
std::vector<std::string> ArticleNames(const ListValue& evidence);

}  // namespace rondo
