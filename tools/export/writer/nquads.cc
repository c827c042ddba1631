// N-Quads: what an article says stands in a graph named after the article, everything else in the
// default graph. A fact that several articles report stands in the graph of each.

#include "tools/export/rdf_statements.h"
#include "tools/export/rdf_terms.h"
#include "tools/export/writer/writers.h"

namespace rondo {

Result<void> WriteNquads(const GraphSource& source, const WriterOptions& options, Output& output) {
  const RdfTerms terms(/*prefixed=*/false);
  std::string graph;  // With the space before it, or empty for the default graph.
  const TripleSink sink = [&](const std::string& subject, const std::string& predicate,
                              const std::string& object) {
    output.Write(subject + ' ' + predicate + ' ' + object + graph + " .\n");
  };
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    EmitNode(node, terms, sink);
    return output.status();
  }));
  return source.ForEachEdgeWithEvidence(
      [&](const EdgeRecord& edge, const ListValue& evidence) -> Result<void> {
        const std::vector<std::string> articles = ArticleNames(evidence);
        graph.clear();
        if (articles.empty()) {
          EmitEdge(edge, evidence, terms, options.rdf_star, sink);
        }
        for (const std::string& article : articles) {
          graph = ' ' + terms.Article(article);
          EmitEdge(edge, evidence, terms, options.rdf_star, sink);
        }
        return output.status();
      });
}

}  // namespace rondo
