// A script that makes the same graph in Neo4j, Memgraph or Rondo. Nodes get a passing label with a
// unique id by which edges find their ends; the last statements take it away again. Records are
// gathered in batches per label set and per type, so that each statement makes many. Reports, which
// name an edge by its id, get the new id from the statement that makes the edge.

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "tools/export/cypher_literal.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

constexpr std::string_view kHead =
    "CREATE CONSTRAINT _rondo_export FOR (n:_RondoExport) REQUIRE n._rondo_id IS UNIQUE;\n";
constexpr std::string_view kFoot =
    "MATCH (n:_RondoExport) REMOVE n:_RondoExport, n._rondo_id;\n"
    "DROP CONSTRAINT _rondo_export;\n";
constexpr std::string_view kReportHead =
    "CREATE INDEX report_edge IF NOT EXISTS FOR (n:Report) ON (n.edge);\n"
    "CREATE INDEX _rondo_report FOR (n:_RondoExport) ON (n._rondo_edge);\n";
constexpr std::string_view kReportFoot =
    "MATCH (n:_RondoExport) REMOVE n:_RondoExport, n._rondo_id, n._rondo_edge;\n"
    "DROP INDEX _rondo_report;\n"
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

/// The edge that a report names; nullopt for other nodes.
std::optional<int64_t> ReportedEdge(const NodeRecord& node) {
  const Value* edge = node.properties.Find(evidence::kReportEdge);
  const bool is_report = std::find(node.labels.begin(), node.labels.end(),
                                   evidence::kReportLabel) != node.labels.end();
  return is_report && edge != nullptr && edge->is(Value::Kind::kInteger)
             ? std::optional(edge->integer())
             : std::nullopt;
}

std::string EdgeEnding(const EdgeRecord& edge, bool is_reported) {
  std::string ending =
      "MATCH (a:_RondoExport {_rondo_id: row.a}), (b:_RondoExport {_rondo_id: row.b})\n"
      "CREATE (a)-[r:";
  AppendCypherName(edge.type, ending);
  ending += "]->(b) SET r = row.p";
  if (is_reported) {
    ending += "\nWITH r, row MATCH (n:_RondoExport {_rondo_edge: row.e}) SET n.edge = id(r)";
  }
  return ending;
}

}  // namespace

Result<void> WriteCypher(const GraphSource& source, const WriterOptions& /*options*/,
                         Output& output) {
  output.Write(kHead);
  Batches batches(output);
  std::string row;
  std::vector<int64_t> reported_edges;  // All that grows with the graph: 8 bytes a report.
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    MapValue properties = node.properties;
    properties.Set("_rondo_id", Value(static_cast<int64_t>(node.id.value)));
    if (const std::optional<int64_t> edge = ReportedEdge(node)) {
      properties.Set("_rondo_edge", Value(*edge));
      properties.Erase(evidence::kReportEdge);
      reported_edges.push_back(*edge);
    }
    row.clear();
    AppendCypherLiteral(Value(std::move(properties)), row);
    batches.Add(NodeEnding(node), row);
    return output.status();
  }));
  batches.Finish();
  const bool has_reports = !reported_edges.empty();
  output.Write(has_reports ? kReportHead : "");
  std::sort(reported_edges.begin(), reported_edges.end());
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    const auto id = static_cast<int64_t>(edge.id.value);
    const bool is_reported = std::binary_search(reported_edges.begin(), reported_edges.end(), id);
    row = "{" + (is_reported ? "e: " + std::to_string(id) + ", " : "") +
          "a: " + std::to_string(edge.source.value) + ", b: " + std::to_string(edge.target.value) +
          ", p: ";
    AppendCypherLiteral(Value(edge.properties), row);
    row += '}';
    batches.Add(EdgeEnding(edge, is_reported), row);
    return output.status();
  }));
  batches.Finish();
  output.Write(has_reports ? kReportFoot : kFoot);
  return output.status();
}

}  // namespace rondo
