// Graphviz. Properties stand in tooltips and never as attributes: one called `height` would change
// the picture.

#include "tools/export/caption.h"
#include "tools/export/markup_text.h"
#include "tools/export/palette.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

/// Above this many nodes only sfdp finishes in reasonable time.
constexpr uint64_t kNeatoNodesMax = 300;

/// A quoted string. Graphviz reads entities inside strings (&lt;) and sequences like \N, so both
/// are written as what stands for themselves.
void AppendQuoted(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '&':
        out += "&amp;";
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        out += c;
    }
  }
  out += '"';
}

std::string Tooltip(std::string_view head, const MapValue& properties) {
  std::string text(head);
  for (const auto& [key, value] : properties) {
    text += '\n' + OneLine(key) + ": " + PropertyText(value);
  }
  return text;
}

void AppendNode(const NodeRecord& node, std::string& text) {
  text += "  n" + std::to_string(node.id.value) + " [label=";
  AppendQuoted(NodeCaption(node), text);
  text += ", fillcolor=\"";
  text += LabelColor(MainLabel(node));
  text += "\", class=";
  std::string labels;
  for (const std::string& label : node.labels) {
    labels += (labels.empty() ? "" : " ") + OneLine(label);
  }
  AppendQuoted(labels, text);
  text += ", tooltip=";
  AppendQuoted(Tooltip(labels, node.properties), text);
  text += "];\n";
}

void AppendEdge(const EdgeRecord& edge, std::string& text) {
  text += "  n" + std::to_string(edge.source.value) + " -> n" + std::to_string(edge.target.value) +
          " [label=";
  AppendQuoted(EdgeCaption(edge), text);
  text += ", tooltip=";
  AppendQuoted(Tooltip(OneLine(edge.type), edge.properties), text);
  text += "];\n";
}

}  // namespace

Result<void> WriteDot(const GraphSource& source, const WriterOptions& options, Output& output) {
  std::string text = "digraph ";
  AppendQuoted(options.title.empty() ? "rondo" : OneLine(options.title), text);
  text += " {\n  graph [layout=";
  text += source.node_count() <= kNeatoNodesMax ? "neato" : "sfdp";
  text +=
      ", overlap=prism, overlap_scaling=-2, splines=true, outputorder=edgesfirst, "
      "fontname=\"Helvetica\"];\n"
      "  node [shape=box, style=\"rounded,filled\", color=\"#00000022\", fontcolor=white, "
      "fontname=\"Helvetica\", fontsize=11, margin=\"0.12,0.06\", height=0.3];\n"
      "  edge [color=\"#8a94a3\", fontcolor=\"#5b6675\", fontname=\"Helvetica\", fontsize=9, "
      "arrowsize=0.7, len=2];\n";
  output.Write(text);
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    text.clear();
    AppendNode(node, text);
    output.Write(text);
    return output.status();
  }));
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    text.clear();
    AppendEdge(edge, text);
    output.Write(text);
    return output.status();
  }));
  output.Write("}\n");
  return output.status();
}

}  // namespace rondo
