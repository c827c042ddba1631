// A script that makes the same graph in Neo4j, Memgraph or Rondo. Nodes get a passing label with a
// unique id by which edges find their ends; the last statements take it away again. Records are
// gathered in batches per label set and per type, so that each statement makes many.

#include <map>

#include "tools/export/cypher_literal.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

constexpr std::string_view kHead =
    "CREATE CONSTRAINT _rondo_export FOR (n:_RondoExport) REQUIRE n._rondo_id IS UNIQUE;\n";
constexpr std::string_view kFoot =
    "MATCH (n:_RondoExport) REMOVE n:_RondoExport, n._rondo_id;\n"
    "DROP CONSTRAINT _rondo_export;\n";

constexpr size_t kRowsPerStatement = 500;
constexpr size_t kStatementSizeMax = size_t{1} << 20;
/// All unfinished batches together.
constexpr size_t kPendingSizeMax = size_t{32} << 20;

/// Rows on their way into UNWIND statements, one batch for each way that a statement can end.
class Batches {
 public:
  explicit Batches(Output& output) : output_(output) {}

  /// `ending` is what follows "UNWIND [...] AS row".
  void Add(const std::string& ending, std::string_view row) {
    Batch& batch = batches_[ending];
    batch.rows += batch.row_count == 0 ? "\n  " : ",\n  ";
    batch.rows += row;
    pending_size_ += row.size();
    if (++batch.row_count >= kRowsPerStatement || batch.rows.size() >= kStatementSizeMax) {
      pending_size_ -= std::min(pending_size_, batch.rows.size());
      Write(ending, batch);
    } else if (pending_size_ >= kPendingSizeMax) {
      Finish();
    }
  }

  void Finish() {
    for (auto& [ending, batch] : batches_) {
      Write(ending, batch);
    }
    batches_.clear();
    pending_size_ = 0;
  }

 private:
  struct Batch {
    std::string rows;
    size_t row_count = 0;
  };

  void Write(const std::string& ending, Batch& batch) {
    if (batch.row_count > 0) {
      output_.Write("UNWIND [" + batch.rows + "\n] AS row\n" + ending + ";\n");
    }
    batch = Batch{};
  }

  Output& output_;
  std::map<std::string, Batch> batches_;
  size_t pending_size_ = 0;
};

std::string NodeEnding(const NodeRecord& node) {
  std::string ending = "CREATE (n:_RondoExport";
  for (const std::string& label : node.labels) {
    ending += ':';
    AppendCypherName(label, ending);
  }
  return ending + ") SET n = row";
}

std::string EdgeEnding(const EdgeRecord& edge) {
  std::string ending =
      "MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})\n"
      "CREATE (a)-[r:";
  AppendCypherName(edge.type, ending);
  return ending + "]->(b) SET r = row.p";
}

}  // namespace

Result<void> WriteCypher(const GraphSource& source, const WriterOptions& /*options*/,
                         Output& output) {
  output.Write(kHead);
  Batches batches(output);
  std::string row;
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    MapValue properties = node.properties;
    properties.Set("_rondo_id", Value(static_cast<int64_t>(node.id.value)));
    row.clear();
    AppendCypherLiteral(Value(std::move(properties)), row);
    batches.Add(NodeEnding(node), row);
    return output.status();
  }));
  batches.Finish();
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    row = "{a: " + std::to_string(edge.source.value) + ", b: " + std::to_string(edge.target.value) +
          ", p: ";
    AppendCypherLiteral(Value(edge.properties), row);
    row += '}';
    batches.Add(EdgeEnding(edge), row);
    return output.status();
  }));
  batches.Finish();
  output.Write(kFoot);
  return output.status();
}

}  // namespace rondo
