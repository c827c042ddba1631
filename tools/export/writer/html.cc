// One HTML page that needs nothing else: the viewer of ../viewer with the graph as JSON in it.
// Positions are computed here, so the page shows the graph at once and always the same way.
//
//   {"title": "...", "labels": [{"name", "color"}], "types": [{"name", "symmetric"}],
//    "nodes": [[caption, [label indexes], x, y, [key, text, ...]], ...],
//    "edges": [[source, target, type index, from day, until day, confidence, modality,
//               [key, text, ...], [report, ...]], ...]}

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "graph/model/value_json.h"
#include "tools/export/caption.h"
#include "tools/export/edge_time.h"
#include "tools/export/layout/graph_layout.h"
#include "tools/export/markup_text.h"
#include "tools/export/palette.h"
#include "tools/export/viewer/viewer_page.h"
#include "tools/export/writer/writers.h"
#include "tools/output/text_width.h"

namespace rondo {
namespace {

constexpr SubgraphLimits kLimits = {.node_count_max = 20'000, .edge_count_max = 60'000};

/// Up to here the layout leaves room for every caption.
constexpr size_t kCaptionedNodesMax = 400;
constexpr double kCaptionCharacterWidth = 6.5;
constexpr size_t kCaptionWidthMax = 32;

/// Numbers names in the order in which they are first asked for.
class NameTable {
 public:
  size_t IndexOf(std::string_view name) {
    auto [position, is_new] = indexes_.try_emplace(std::string(name), names_.size());
    if (is_new) {
      names_.emplace_back(name);
    }
    return position->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, size_t, std::less<>> indexes_;
  std::vector<std::string> names_;
};

void AppendProperties(const MapValue& properties, std::string& json) {
  json += '[';
  const char* separator = "";
  for (const auto& [key, value] : properties) {
    json += std::exchange(separator, ",");
    AppendJsonString(key, json);
    json += ',';
    // Line breaks matter in quotes and notes, so text stays as it is.
    AppendJsonString(value.is(Value::Kind::kString) ? value.string() : PropertyText(value), json);
  }
  json += ']';
}

void AppendDay(std::optional<Date> day, std::string& json) {
  json += day.has_value() ? std::to_string(day->epoch_days) : "null";
}

class HtmlWriter {
 public:
  HtmlWriter(const Subgraph& graph, std::string_view title, Output& output)
      : graph_(graph), title_(title), output_(output) {}

  Result<void> Write() {
    const ViewerPage page = GetViewerPage();
    output_.Write(page.head);
    output_.Write(MarkupText(title_.empty() ? "Graph" : title_));
    output_.Write(page.middle);
    CountDegrees();
    // The tables of names come last: they are filled while nodes and edges are written.
    json_ = "{\"title\":";
    AppendJsonString(title_, json_);
    WriteNodes();
    WriteEdges();
    WriteNames();
    Emit();
    output_.Write(page.tail);
    return output_.status();
  }

 private:
  void Emit() {
    safe_.clear();
    AppendScriptJson(json_, safe_);
    output_.Write(safe_);
    json_.clear();
  }

  void CountDegrees() {
    degrees_.assign(graph_.nodes().size(), 0);
    for (const Subgraph::Edge& edge : graph_.edges()) {
      const size_t source = graph_.IndexOf(edge.record.source);
      const size_t target = graph_.IndexOf(edge.record.target);
      ends_.push_back({static_cast<uint32_t>(source), static_cast<uint32_t>(target)});
      ++degrees_[source];
      degrees_[target] += source == target ? 0 : 1;
    }
  }

  std::vector<LayoutPoint> LayOut() const {
    std::vector<LayoutBox> boxes;
    for (size_t index = 0; index < graph_.nodes().size(); ++index) {
      // The radius that the viewer draws.
      const double radius =
          std::min(4.5 + std::sqrt(static_cast<double>(degrees_[index])) * 1.5, 20.0);
      LayoutBox box{radius + 3, radius + 3};
      if (graph_.nodes().size() <= kCaptionedNodesMax) {
        const auto width = static_cast<double>(
            std::min(TextWidth(NodeCaption(graph_.nodes()[index])), kCaptionWidthMax));
        box = {std::max(box.half_width, width * kCaptionCharacterWidth / 2), radius + 10};
      }
      boxes.push_back(box);
    }
    const bool captioned = graph_.nodes().size() <= kCaptionedNodesMax;
    return ComputeLayout(boxes, ends_,
                         {.edge_length = captioned ? 110.0 : 48.0, .gap = captioned ? 10.0 : 4.0});
  }

  void WriteNodes() {
    const std::vector<LayoutPoint> points = LayOut();
    json_ += ",\"nodes\":[";
    for (size_t index = 0; index < graph_.nodes().size(); ++index) {
      const NodeRecord& node = graph_.nodes()[index];
      json_ += index == 0 ? "\n[" : ",\n[";
      AppendJsonString(NodeCaption(node), json_);
      json_ += ",[";
      AppendLabels(node);
      fmt::format_to(std::back_inserter(json_), "],{:.1f},{:.1f},", points[index].x,
                     points[index].y);
      AppendProperties(node.properties, json_);
      json_ += ']';
      Emit();
    }
    json_ += "]";
  }

  /// The label that gives the colour comes first.
  void AppendLabels(const NodeRecord& node) {
    const std::string_view main = MainLabel(node);
    if (node.labels.empty()) {
      return;
    }
    json_ += std::to_string(labels_.IndexOf(main));
    for (const std::string& label : node.labels) {
      if (label != main) {
        json_ += ',' + std::to_string(labels_.IndexOf(label));
      }
    }
  }

  void WriteEdges() {
    json_ += ",\"edges\":[";
    for (size_t index = 0; index < graph_.edges().size(); ++index) {
      json_ += index == 0 ? "\n" : ",\n";
      AppendEdge(graph_.edges()[index], ends_[index]);
      Emit();
    }
    json_ += "]";
  }

  void AppendEdge(const Subgraph::Edge& edge, LayoutEdge ends) {
    const EdgeRecord& record = edge.record;
    const EdgeInterval interval = IntervalOf(record);
    fmt::format_to(std::back_inserter(json_), "[{},{},{},", ends.source, ends.target,
                   types_.IndexOf(record.type));
    AppendDay(interval.from, json_);
    json_ += ',';
    AppendDay(interval.until, json_);
    json_ += ',';
    const Value* confidence = record.properties.Find(evidence::kFactConfidence);
    json_ += confidence != nullptr && confidence->is_number() ? ValueJson(*confidence) : "null";
    json_ += ',';
    const Value* modality = record.properties.Find(evidence::kFactModality);
    json_ +=
        modality != nullptr && modality->is(Value::Kind::kString) ? ValueJson(*modality) : "null";
    json_ += ',';
    AppendProperties(record.properties, json_);
    json_ += ',';
    AppendValueJson(Value(edge.evidence), json_);
    json_ += ']';
  }

  void WriteNames() {
    json_ += ",\"labels\":[";
    const char* separator = "";
    for (const std::string& label : labels_.names()) {
      json_ += std::exchange(separator, ",");
      json_ += "{\"name\":";
      AppendJsonString(label, json_);
      json_.append(",\"color\":\"").append(LabelColor(label)).append("\"}");
    }
    json_ += "],\"types\":[";
    separator = "";
    for (const std::string& type : types_.names()) {
      const schema::EdgeTypeInfo* info = schema::FindEdgeType(type);
      json_ += std::exchange(separator, ",");
      json_ += "{\"name\":";
      AppendJsonString(type, json_);
      json_ +=
          info != nullptr && info->symmetric ? ",\"symmetric\":true}" : ",\"symmetric\":false}";
    }
    json_ += "]}";
  }

  const Subgraph& graph_;
  std::string title_;
  Output& output_;
  NameTable labels_;
  NameTable types_;
  std::vector<LayoutEdge> ends_;  // One for each edge, as indexes of nodes.
  std::vector<size_t> degrees_;   // One for each node.
  std::string json_;              // What is not yet emitted.
  std::string safe_;
};

}  // namespace

Result<void> WriteHtml(const GraphSource& source, const WriterOptions& options, Output& output) {
  RONDO_TRY_ASSIGN(const Subgraph graph, ReadIntoMemory(source, kLimits, "HTML"));
  return HtmlWriter(graph, OneLine(options.title), output).Write();
}

}  // namespace rondo
