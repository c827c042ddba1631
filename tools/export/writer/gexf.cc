// GEXF 1.2draft for Gephi's timeline: edges carry start and end from `from`, `until` and `date`.
// Open ends are left out. Like GraphML, one type per attribute, so the source is walked twice.

#include <map>

#include "graph/model/temporal_text.h"
#include "graph/model/value_json.h"
#include "tools/export/caption.h"
#include "tools/export/edge_time.h"
#include "tools/export/markup_text.h"
#include "tools/export/property_profile.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

std::string_view AttributeType(const KindSet& kinds) {
  if (kinds.only(Value::Kind::kBoolean)) {
    return "boolean";
  }
  if (kinds.only(Value::Kind::kInteger)) {
    return "long";
  }
  if (kinds.only(Value::Kind::kFloat)) {
    return "double";
  }
  return "string";
}

using AttributeIds = std::map<std::string, size_t, std::less<>>;

class GexfWriter {
 public:
  explicit GexfWriter(Output& output) : output_(output) {}

  void Begin(const GraphProfile& profile, std::string_view title) {
    text_ = R"(<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta><creator>rondo</creator><description>)";
    AppendMarkupText(title, text_);
    text_ +=
        "</description></meta>\n<graph mode=\"dynamic\" timeformat=\"date\" "
        "defaultedgetype=\"directed\">\n";
    node_ids_ = AppendAttributes(profile.nodes, "node", "labels");
    edge_ids_ = AppendAttributes(profile.edges, "edge", "type");
    text_ += "<nodes>\n";
    output_.Write(text_);
  }

  Result<void> Node(const NodeRecord& node) {
    text_ = "<node id=\"n" + std::to_string(node.id.value) + "\" label=\"";
    AppendMarkupText(NodeCaption(node), text_);
    text_ += "\"><attvalues><attvalue for=\"0\" value=\"";
    for (const std::string& label : node.labels) {
      text_ += ':';
      AppendMarkupText(label, text_);
    }
    text_ += "\"/>";
    AppendValues(node.properties, node_ids_);
    text_ += "</attvalues></node>\n";
    output_.Write(text_);
    return output_.status();
  }

  void Between() { output_.Write("</nodes>\n<edges>\n"); }

  Result<void> Edge(const EdgeRecord& edge) {
    text_ = "<edge id=\"e" + std::to_string(edge.id.value) + "\" source=\"n" +
            std::to_string(edge.source.value) + "\" target=\"n" +
            std::to_string(edge.target.value) + "\" label=\"";
    AppendMarkupText(edge.type, text_);
    text_ += '"';
    AppendInterval(IntervalOf(edge));
    text_ += "><attvalues><attvalue for=\"0\" value=\"";
    AppendMarkupText(edge.type, text_);
    text_ += "\"/>";
    AppendValues(edge.properties, edge_ids_);
    text_ += "</attvalues></edge>\n";
    output_.Write(text_);
    return output_.status();
  }

  Result<void> End() {
    output_.Write("</edges>\n</graph>\n</gexf>\n");
    return output_.status();
  }

 private:
  /// `first` is the attribute that this writer adds itself, with id 0.
  AttributeIds AppendAttributes(const PropertyProfile& profile, std::string_view owner,
                                const std::string& first) {
    AttributeIds ids;
    text_.append("<attributes class=\"").append(owner);
    text_.append("\" mode=\"static\">\n<attribute id=\"0\" title=\"").append(first);
    text_ += "\" type=\"string\"/>\n";
    for (const auto& [name, kinds] : profile) {
      const size_t id = ids.size() + 1;
      text_ += "<attribute id=\"" + std::to_string(id) + "\" title=\"";
      // `label` is what readers keep the caption in.
      AppendMarkupText(name == first || name == "label" ? "property_" + name : name, text_);
      text_.append("\" type=\"").append(AttributeType(kinds)).append("\"/>\n");
      ids.emplace(name, id);
    }
    text_ += "</attributes>\n";
    return ids;
  }

  void AppendInterval(const EdgeInterval& interval) {
    if (interval.from.has_value()) {
      text_ += " start=\"" + TemporalText(*interval.from) + '"';
    }
    if (interval.until.has_value()) {
      // GEXF's end is the last day, ours the day behind it.
      Date last{interval.until->epoch_days - 1};
      if (interval.from.has_value() && last < *interval.from) {
        last = *interval.from;
      }
      text_ += " end=\"" + TemporalText(last) + '"';
    }
  }

  void AppendValues(const MapValue& properties, const AttributeIds& ids) {
    for (const auto& [name, value] : properties) {
      text_ += "<attvalue for=\"" + std::to_string(ids.find(name)->second) + "\" value=\"";
      if (value.is(Value::Kind::kString)) {
        AppendMarkupText(value.string(), text_);
      } else if (value.is(Value::Kind::kList)) {
        AppendMarkupText(ValueJson(value), text_);
      } else {
        AppendMarkupText(PropertyText(value), text_);
      }
      text_ += "\"/>";
    }
  }

  Output& output_;
  std::string text_;  // The record that is being put together.
  AttributeIds node_ids_;
  AttributeIds edge_ids_;
};

}  // namespace

Result<void> WriteGexf(const GraphSource& source, const WriterOptions& options, Output& output) {
  RONDO_TRY_ASSIGN(const GraphProfile profile, ProfileOf(source));
  GexfWriter writer(output);
  writer.Begin(profile, options.title);
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) { return writer.Node(node); }));
  writer.Between();
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) { return writer.Edge(edge); }));
  return writer.End();
}

}  // namespace rondo
