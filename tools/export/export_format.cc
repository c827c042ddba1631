#include "tools/export/export_format.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "graph/base/check.h"

namespace rondo {
namespace {

constexpr std::array<ExportFormatInfo, 15> kFormats = {{
    {ExportFormat::kJson, "json", ".json", "node-link JSON for d3, networkx and programs",
     WriteNodeLinkJson},
    {ExportFormat::kCytoscape, "cytoscape", ".cyjs", "JSON for Cytoscape and cytoscape.js",
     WriteCytoscapeJson},
    {ExportFormat::kJsonLines, "jsonl", ".jsonl", "one node or edge a line; reads back unchanged",
     WriteJsonLines},
    {ExportFormat::kCsv, "csv", ".csv",
     "a folder with nodes.csv and edges.csv in neo4j-admin's layout; reads back unchanged", nullptr,
     WriteCsvNodes, WriteCsvEdges},
    {ExportFormat::kGraphml, "graphml", ".graphml", "GraphML for Gephi, yEd, networkx and igraph",
     WriteGraphml},
    {ExportFormat::kGexf, "gexf", ".gexf", "GEXF with time for Gephi's timeline", WriteGexf},
    {ExportFormat::kDot, "dot", ".dot", "Graphviz", WriteDot},
    {ExportFormat::kSvg, "svg", ".svg", "a picture; needs no other program", WriteSvg},
    {ExportFormat::kPng, "png", ".png", "the same picture in pixels (uses rsvg-convert)", WritePng},
    {ExportFormat::kHtml, "html", ".html",
     "a page to explore offline: search, filter, time, evidence", WriteHtml},
    {ExportFormat::kCypher, "cypher", ".cypher",
     "a script for Neo4j, Memgraph and Rondo; reads back unchanged", WriteCypher},
    {ExportFormat::kTurtle, "turtle", ".ttl", "RDF with schema.org, PROV and Wikidata terms",
     WriteTurtle},
    {ExportFormat::kNquads, "nquads", ".nq", "RDF with one named graph for each article",
     WriteNquads},
    {ExportFormat::kMarkdown, "markdown", ".md",
     "a report about one thing: timeline, relations, quotes with sources", WriteMarkdown},
    {ExportFormat::kParquet, "parquet", ".parquet",
     "a folder with nodes.parquet and edges.parquet for DuckDB, Spark and pandas", nullptr,
     WriteParquetNodes, WriteParquetEdges},
}};

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

}  // namespace

std::span<const ExportFormatInfo> ExportFormats() { return kFormats; }

const ExportFormatInfo& InfoOf(ExportFormat format) {
  const ExportFormatInfo& info = kFormats[static_cast<size_t>(format)];
  RONDO_CHECK(info.format == format);
  return info;
}

std::optional<ExportFormat> FindExportFormat(std::string_view name) {
  const std::string wanted = LowerCase(name);
  for (const ExportFormatInfo& info : kFormats) {
    if (wanted == info.name || wanted == info.extension || '.' + wanted == info.extension) {
      return info.format;
    }
  }
  return std::nullopt;
}

std::optional<ExportFormat> ExportFormatOfPath(std::string_view path) {
  const std::string lower = LowerCase(path);
  for (const ExportFormatInfo& info : kFormats) {
    if (lower.ends_with(info.extension)) {
      return info.format;
    }
  }
  return std::nullopt;
}

}  // namespace rondo
