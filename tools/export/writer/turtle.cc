// Turtle: prefixes, and all that is said of one subject together.

#include "tools/export/rdf_statements.h"
#include "tools/export/rdf_terms.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

class TurtleWriter {
 public:
  explicit TurtleWriter(Output& output) : output_(output) {
    for (const RdfNamespaceInfo& info : kRdfNamespaces) {
      output_.Write("@prefix " + std::string(info.prefix) + ": <" + std::string(info.iri) +
                    "> .\n");
    }
  }

  void Triple(const std::string& subject, const std::string& predicate, const std::string& object) {
    if (subject == subject_) {
      output_.Write(predicate == predicate_ ? ", " + object : " ;\n  " + predicate + ' ' + object);
    } else {
      Finish();
      subject_ = subject;
      output_.Write("\n" + subject + ' ' + predicate + ' ' + object);
    }
    predicate_ = predicate;
  }

  void Finish() {
    if (!subject_.empty()) {
      output_.Write(" .\n");
    }
    subject_.clear();
  }

 private:
  Output& output_;
  std::string subject_;
  std::string predicate_;
};

}  // namespace

Result<void> WriteTurtle(const GraphSource& source, const WriterOptions& options, Output& output) {
  const RdfTerms terms(/*prefixed=*/true);
  TurtleWriter writer(output);
  const TripleSink sink = [&](const std::string& subject, const std::string& predicate,
                              const std::string& object) {
    writer.Triple(subject, predicate, object);
  };
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    EmitNode(node, terms, sink);
    return output.status();
  }));
  RONDO_TRY(source.ForEachEdgeWithEvidence(
      [&](const EdgeRecord& edge, const ListValue& evidence) -> Result<void> {
        EmitEdge(edge, evidence, terms, options.rdf_star, sink);
        return output.status();
      }));
  writer.Finish();
  return output.status();
}

}  // namespace rondo
