// SVG, drawn by ourselves: named boxes in the colour of their label, arrows with their type and
// time, a legend. Needs no other program, follows the reader's light or dark mode, and shows
// properties as tooltips.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/export/caption.h"
#include "tools/export/layout/graph_layout.h"
#include "tools/export/markup_text.h"
#include "tools/export/palette.h"
#include "tools/export/writer/writers.h"
#include "tools/output/text_width.h"

namespace rondo {
namespace {

constexpr SubgraphLimits kLimits = {.node_count_max = 3'000, .edge_count_max = 10'000};

constexpr double kMargin = 28;
constexpr double kHeaderHeight = 34;
constexpr double kLegendHeight = 34;
constexpr double kNodeHeight = 28;
constexpr double kNodePadding = 13;
constexpr double kNodeTextSize = 13;
constexpr double kEdgeTextSize = 10;
constexpr double kParallelGap = 30;  // Between edges that join the same two nodes.
constexpr double kArrowLength = 7;
constexpr double kWidthMin = 320;
constexpr size_t kCaptionWidthMax = 30;
/// Beyond this, types on every edge would only blacken the picture; tooltips still tell them.
constexpr size_t kNamedEdgesMax = 250;

constexpr std::string_view kStyle = R"(
  svg { --paper: #ffffff; --ink: #1c2430; --line: #8b96a5; --soft: #5c6878;
        background: var(--paper);
        font-family: Inter, "Helvetica Neue", Helvetica, Arial, "DejaVu Sans", sans-serif; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #14181f; --ink: #e8ecf2; --line: #6f7b8c; --soft: #a3adbb; }
  }
  .paper { fill: #ffffff; fill: var(--paper); }
  .names .paper { fill-opacity: 0.85; }
  .title { font-size: 16px; font-weight: 600; fill: #1c2430; fill: var(--ink); }
  .legend { font-size: 12px; fill: #5c6878; fill: var(--soft); }
  .node text { font-size: 13px; font-weight: 500; text-anchor: middle; fill: #1c2430; fill: var(--ink); }
  .node .tint { fill-opacity: 0.16; stroke-width: 1.5; }
  .edge path { fill: none; stroke: #8b96a5; stroke: var(--line); stroke-width: 1.3; }
  .edge .head { fill: #8b96a5; fill: var(--line); stroke: none; }
  .unsure path { stroke-dasharray: 6 4; }
  .denied path { stroke-dasharray: 1.5 4; stroke-linecap: round; }
  .names text { font-size: 10px; text-anchor: middle; fill: #5c6878; fill: var(--soft); }
)";

/// How wide text of one size comes out, on the generous side: which font the reader has is unknown.
double EstimatedWidth(std::string_view text, double font_size) {
  constexpr std::string_view kNarrow = "ijlItfr.,:;'!|()[]- ";
  constexpr std::string_view kWide = "mwMW@%";
  double width = 0;
  while (!text.empty()) {
    const Grapheme grapheme = FirstGrapheme(text);
    const char c = grapheme.bytes.front();
    if (grapheme.bytes.size() > 1) {
      width += 0.62 * grapheme.width + (grapheme.width > 1 ? 0.0 : 0.02);
    } else if (kNarrow.find(c) != std::string_view::npos) {
      width += 0.38;
    } else if (kWide.find(c) != std::string_view::npos) {
      width += 0.94;
    } else {
      width += c >= 'A' && c <= 'Z' ? 0.70 : 0.60;
    }
    text.remove_prefix(grapheme.bytes.size());
  }
  return width * font_size;
}

struct Box {
  LayoutPoint center;
  double half_width = 0;
  double half_height = kNodeHeight / 2;
  std::string caption;
};

/// Where the way from the middle of `box` towards `point` leaves it.
LayoutPoint Border(const Box& box, LayoutPoint point) {
  const double dx = point.x - box.center.x;
  const double dy = point.y - box.center.y;
  const double scale = std::min(dx == 0 ? 1e9 : box.half_width / std::abs(dx),
                                dy == 0 ? 1e9 : box.half_height / std::abs(dy));
  if (scale >= 1) {
    return point;  // The box holds it already.
  }
  return {box.center.x + dx * scale, box.center.y + dy * scale};
}

LayoutPoint Towards(LayoutPoint from, LayoutPoint to, double distance) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double length = std::max(std::hypot(dx, dy), 1e-9);
  return {from.x + dx / length * distance, from.y + dy / length * distance};
}

/// How the picture shows the modality of a fact: firm facts as solid lines.
std::string_view EdgeClass(const EdgeRecord& edge) {
  const Value* modality = edge.properties.Find(evidence::kFactModality);
  if (modality == nullptr || !modality->is(Value::Kind::kString)) {
    return "edge";
  }
  if (modality->string() == "reported" || modality->string() == "hoped") {
    return "edge unsure";
  }
  return modality->string() == "denied" || modality->string() == "negated" ? "edge denied" : "edge";
}

bool IsSymmetric(const EdgeRecord& edge) {
  const schema::EdgeTypeInfo* info = schema::FindEdgeType(edge.type);
  return info != nullptr && info->symmetric;
}

/// A quadratic Bezier curve.
struct Curve {
  LayoutPoint start;
  LayoutPoint control;
  LayoutPoint end;

  LayoutPoint At(double t) const {
    const double u = 1 - t;
    return {u * u * start.x + 2 * u * t * control.x + t * t * end.x,
            u * u * start.y + 2 * u * t * control.y + t * t * end.y};
  }
};

/// Finds for each edge's name the place along the edge where it covers least.
class EdgeNamePlaces {
 public:
  struct Place {
    LayoutPoint center;
    double angle = 0;  // Degrees; never upside down.
  };

  void AddNode(const Box& box) {
    for (double x = -box.half_width; x <= box.half_width; x += kSpacing) {
      taken_.push_back({box.center.x + x, box.center.y});
    }
  }

  Place Choose(const Curve& curve, double width) {
    Place best;
    size_t best_cost = std::numeric_limits<size_t>::max();
    for (const double t : {0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74}) {
      const Place place = PlaceAt(curve, t);
      const size_t cost = CountTaken(Spots(place, width));
      if (cost < best_cost) {
        best = place;
        best_cost = cost;
      }
    }
    for (const LayoutPoint spot : Spots(best, width)) {
      taken_.push_back(spot);
    }
    return best;
  }

 private:
  static constexpr double kSpacing = 9;
  static constexpr double kReach = 11;  // Spots closer than this would touch.

  static Place PlaceAt(const Curve& curve, double t) {
    const LayoutPoint before = curve.At(t - 0.05);
    const LayoutPoint after = curve.At(t + 0.05);
    double angle = std::atan2(after.y - before.y, after.x - before.x) * 180 / std::acos(-1.0);
    angle += angle > 90 ? -180 : 0;
    angle += angle < -90 ? 180 : 0;
    return {curve.At(t), angle};
  }

  /// Points along the text.
  static std::vector<LayoutPoint> Spots(const Place& place, double width) {
    std::vector<LayoutPoint> spots;
    const double radians = place.angle * std::acos(-1.0) / 180;
    for (double along = -width / 2; along <= width / 2; along += kSpacing) {
      spots.push_back(
          {place.center.x + std::cos(radians) * along, place.center.y + std::sin(radians) * along});
    }
    return spots;
  }

  size_t CountTaken(const std::vector<LayoutPoint>& spots) const {
    size_t count = 0;
    for (const LayoutPoint spot : spots) {
      count +=
          static_cast<size_t>(std::count_if(taken_.begin(), taken_.end(), [&](LayoutPoint other) {
            return std::hypot(spot.x - other.x, spot.y - other.y) < kReach;
          }));
    }
    return count;
  }

  std::vector<LayoutPoint> taken_;
};

class SvgWriter {
 public:
  SvgWriter(const Subgraph& graph, std::string_view title, Output& output)
      : graph_(graph), title_(title), output_(output) {}

  Result<void> Write() {
    LayOut();
    WriteHead();
    WriteEdges();
    WriteNodes();
    WriteLegend();
    output_.Write("</svg>\n");
    return output_.status();
  }

 private:
  void LayOut() {
    std::vector<LayoutBox> layout_boxes;
    for (const NodeRecord& node : graph_.nodes()) {
      Box box;
      box.caption = CutToWidth(NodeCaption(node), kCaptionWidthMax);
      box.half_width = EstimatedWidth(box.caption, kNodeTextSize) / 2 + kNodePadding;
      layout_boxes.push_back({box.half_width, box.half_height});
      boxes_.push_back(std::move(box));
    }
    std::vector<LayoutEdge> layout_edges;
    double name_width = 0;
    for (const Subgraph::Edge& edge : graph_.edges()) {
      layout_edges.push_back({static_cast<uint32_t>(graph_.IndexOf(edge.record.source)),
                              static_cast<uint32_t>(graph_.IndexOf(edge.record.target))});
      name_width = std::max(name_width, EstimatedWidth(EdgeCaption(edge.record), kEdgeTextSize));
    }
    names_edges_ = graph_.edges().size() <= kNamedEdgesMax;
    const LayoutOptions options{
        .edge_length = names_edges_ ? std::clamp(name_width + 90.0, 130.0, 230.0) : 110.0,
        .gap = 16};
    const std::vector<LayoutPoint> points = ComputeLayout(layout_boxes, layout_edges, options);
    for (size_t index = 0; index < boxes_.size(); ++index) {
      boxes_[index].center = {points[index].x + kMargin, points[index].y + kMargin + kHeaderHeight};
      width_ = std::max(width_, boxes_[index].center.x + boxes_[index].half_width + kMargin);
      height_ = std::max(height_, boxes_[index].center.y + boxes_[index].half_height + kMargin);
    }
    const double legend_width = 2 * kMargin + LegendWidth();
    width_ = std::max(
        {width_, legend_width, kWidthMin, EstimatedWidth(title_, kNodeTextSize + 4) + 2 * kMargin});
    height_ = std::max(height_, kMargin * 2 + kHeaderHeight) + kLegendHeight;
  }

  template <typename... Arguments>
  void Print(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_.clear();
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    output_.Write(text_);
  }

  void WriteHead() {
    Print(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
        "viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" aria-labelledby=\"title description\">\n"
        "<title id=\"title\">{2}</title>\n"
        "<desc id=\"description\">A graph of {3} nodes and {4} edges.</desc>\n"
        "<style>{5}</style>\n"
        "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n"
        "<text class=\"title\" x=\"{6}\" y=\"{7}\">{2}</text>\n",
        width_, height_, MarkupText(title_), graph_.nodes().size(), graph_.edges().size(), kStyle,
        kMargin, kMargin + 10);
  }

  void WriteTooltip(std::string_view head, const MapValue& properties) {
    std::string tooltip(head);
    for (const auto& [key, value] : properties) {
      tooltip += '\n' + OneLine(key) + ": " + PropertyText(value);
    }
    Print("<title>{}</title>", MarkupText(tooltip));
  }

  // ---- Edges

  void WriteEdges() {
    // Edges between the same two nodes, whichever way, share the room beside the straight line.
    std::map<std::pair<NodeId, NodeId>, std::vector<size_t>> bundles;
    for (size_t index = 0; index < graph_.edges().size(); ++index) {
      const EdgeRecord& edge = graph_.edges()[index].record;
      bundles[std::minmax(edge.source, edge.target)].push_back(index);
    }
    for (const Box& box : boxes_) {
      name_places_.AddNode(box);
    }
    output_.Write("<g class=\"edges\">\n");
    for (const auto& [ends, members] : bundles) {
      for (size_t position = 0; position < members.size(); ++position) {
        const EdgeRecord& edge = graph_.edges()[members[position]].record;
        if (edge.source == edge.target) {
          WriteLoop(edge, position);
          continue;
        }
        const double side =
            static_cast<double>(position) - static_cast<double>(members.size() - 1) / 2;
        WriteEdge(edge, (edge.source < edge.target ? 1 : -1) * side * kParallelGap);
      }
    }
    output_.Write("</g>\n<g class=\"names\">\n" + names_ + "</g>\n");
  }

  /// `bend` is how far the middle of the edge lies beside the straight line.
  void WriteEdge(const EdgeRecord& edge, double bend) {
    const Box& source = boxes_[graph_.IndexOf(edge.source)];
    const Box& target = boxes_[graph_.IndexOf(edge.target)];
    const double dx = target.center.x - source.center.x;
    const double dy = target.center.y - source.center.y;
    const double length = std::max(std::hypot(dx, dy), 1e-9);
    const LayoutPoint control = {(source.center.x + target.center.x) / 2 - dy / length * bend * 2,
                                 (source.center.y + target.center.y) / 2 + dx / length * bend * 2};
    const LayoutPoint start = Border(source, control);
    const LayoutPoint tip = Border(target, control);
    const bool has_arrow = !IsSymmetric(edge);
    const LayoutPoint end = has_arrow ? Towards(tip, control, kArrowLength - 1) : tip;
    Print("<g class=\"{}\">", EdgeClass(edge));
    WriteTooltip(OneLine(edge.type), edge.properties);
    Print("<path d=\"M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}\"/>", start.x, start.y, control.x,
          control.y, end.x, end.y);
    if (has_arrow) {
      WriteArrow(tip, control);
    }
    if (names_edges_) {
      AddEdgeName(EdgeCaption(edge), {start, control, tip});
    }
    output_.Write("</g>\n");
  }

  /// Names stand above all edges, on a strip of paper.
  void AddEdgeName(const std::string& name, const Curve& curve) {
    const double width = EstimatedWidth(name, kEdgeTextSize);
    const EdgeNamePlaces::Place place = name_places_.Choose(curve, width);
    fmt::format_to(std::back_inserter(names_),
                   "<g transform=\"translate({:.1f} {:.1f}) rotate({:.1f})\">"
                   "<rect class=\"paper\" x=\"{:.1f}\" y=\"-6\" width=\"{:.1f}\" height=\"12\" "
                   "rx=\"3\"/><text y=\"3.5\">{}</text></g>\n",
                   place.center.x, place.center.y, place.angle, -width / 2, width,
                   MarkupText(name));
  }

  void WriteArrow(LayoutPoint tip, LayoutPoint from) {
    const LayoutPoint base = Towards(tip, from, kArrowLength);
    const double wing = kArrowLength * 0.45;
    const double ux = (tip.x - base.x) / kArrowLength;
    const double uy = (tip.y - base.y) / kArrowLength;
    Print("<path class=\"head\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z\"/>", tip.x, tip.y,
          base.x - uy * wing, base.y + ux * wing, base.x + uy * wing, base.y - ux * wing);
  }

  void WriteLoop(const EdgeRecord& edge, size_t position) {
    const Box& box = boxes_[graph_.IndexOf(edge.source)];
    const double reach = 26 + 16 * static_cast<double>(position);
    const LayoutPoint start = {box.center.x - 8, box.center.y - box.half_height};
    const LayoutPoint tip = {box.center.x + 8, box.center.y - box.half_height};
    Print("<g class=\"{}\">", EdgeClass(edge));
    WriteTooltip(OneLine(edge.type), edge.properties);
    Print("<path d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\"/>", start.x,
          start.y, start.x - reach, start.y - reach, tip.x + reach, tip.y - reach, tip.x,
          tip.y - 4);
    WriteArrow(tip, {tip.x + reach, tip.y - reach});
    if (names_edges_) {
      const LayoutPoint top = {box.center.x, start.y - reach * 0.75};
      AddEdgeName(EdgeCaption(edge), {{top.x - 1, top.y}, top, {top.x + 1, top.y}});
    }
    output_.Write("</g>\n");
  }

  // ---- Nodes

  void WriteNodes() {
    output_.Write("<g class=\"nodes\">\n");
    for (size_t index = 0; index < boxes_.size(); ++index) {
      const NodeRecord& node = graph_.nodes()[index];
      const Box& box = boxes_[index];
      const std::string_view color = LabelColor(MainLabel(node));
      output_.Write("<g class=\"node\">");
      std::string labels;
      for (const std::string& label : node.labels) {
        labels += (labels.empty() ? "" : ", ") + OneLine(label);
      }
      WriteTooltip(labels, node.properties);
      for (const std::string_view kind : {"paper", "tint"}) {
        Print(
            "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
            "rx=\"{:.1f}\"",
            kind, box.center.x - box.half_width, box.center.y - box.half_height, 2 * box.half_width,
            2 * box.half_height, box.half_height);
        Print("{}{}{}{}/>", kind == "tint" ? " fill=\"" : "", kind == "tint" ? color : "",
              kind == "tint" ? "\" stroke=\"" : "",
              kind == "tint" ? std::string(color) + "\"" : "");
      }
      Print("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text></g>\n", box.center.x, box.center.y + 4.5,
            MarkupText(box.caption));
    }
    output_.Write("</g>\n");
  }

  // ---- Legend

  /// Labels with their numbers, the most frequent first.
  std::vector<std::pair<std::string, size_t>> LegendEntries() const {
    std::map<std::string, size_t> counts;
    for (const NodeRecord& node : graph_.nodes()) {
      ++counts[std::string(MainLabel(node))];
    }
    std::vector<std::pair<std::string, size_t>> entries(counts.begin(), counts.end());
    std::stable_sort(entries.begin(), entries.end(), [](const auto& left, const auto& right) {
      return left.second > right.second;
    });
    entries.resize(std::min(entries.size(), kLegendEntriesMax));
    return entries;
  }

  static std::string LegendText(const std::pair<std::string, size_t>& entry) {
    return (entry.first.empty() ? "no label" : OneLine(entry.first)) + ' ' +
           std::to_string(entry.second);
  }

  double LegendWidth() const {
    double width = 0;
    for (const auto& entry : LegendEntries()) {
      width += EstimatedWidth(LegendText(entry), 12) + kLegendGap;
    }
    return width;
  }

  void WriteLegend() {
    double x = kMargin;
    const double y = height_ - kMargin + 6;
    output_.Write("<g class=\"legend\">\n");
    for (const auto& entry : LegendEntries()) {
      const std::string text = LegendText(entry);
      Print("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" fill=\"{}\"/>", x + 5, y - 4,
            LabelColor(entry.first));
      Print("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x + 16, y, MarkupText(text));
      x += EstimatedWidth(text, 12) + kLegendGap;
    }
    output_.Write("</g>\n");
  }

  static constexpr double kLegendGap = 34;
  static constexpr size_t kLegendEntriesMax = 12;

  const Subgraph& graph_;
  std::string title_;
  Output& output_;
  std::vector<Box> boxes_;  // One for each node.
  EdgeNamePlaces name_places_;
  std::string names_;  // The finished names of edges.
  bool names_edges_ = true;
  double width_ = 0;
  double height_ = 0;
  std::string text_;
};

}  // namespace

Result<void> WriteSvg(const GraphSource& source, const WriterOptions& options, Output& output) {
  RONDO_TRY_ASSIGN(const Subgraph graph, ReadIntoMemory(source, kLimits, "SVG"));
  return SvgWriter(graph, OneLine(options.title), output).Write();
}

}  // namespace rondo
