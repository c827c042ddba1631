#include "tests/tools/sample_graph.h"

#include <gtest/gtest.h>

#include <limits>

#include "graph/model/temporal_text.h"

namespace rondo {
namespace {

Value DateValue(const char* text) { return Value(ParseDate(text).value()); }

NodeRecord Node(uint64_t id, std::vector<std::string> labels,
                std::vector<MapValue::Entry> entries) {
  return {NodeId(id), std::move(labels), MapValue(std::move(entries))};
}

Subgraph::Edge Edge(uint64_t id, std::string type, uint64_t source, uint64_t target,
                    std::vector<MapValue::Entry> entries, ListValue evidence = {}) {
  return {
      {EdgeId(id), std::move(type), NodeId(source), NodeId(target), MapValue(std::move(entries))},
      std::move(evidence)};
}

/// A value of every type that a property can have.
std::vector<MapValue::Entry> EveryType() {
  return {
      {"boolean", Value(true)},
      {"integer", Value(std::numeric_limits<int64_t>::min())},
      {"float", Value(1.0)},
      {"not_a_number", Value(std::numeric_limits<double>::quiet_NaN())},
      {"infinite", Value(-std::numeric_limits<double>::infinity())},
      {"empty", Value("")},
      {"date", DateValue("2019-08-30")},
      {"local_time", Value(ParseLocalTime("21:40:32.142").value())},
      {"time", Value(ParseTime("21:40:32+01:00").value())},
      {"local_date_time", Value(ParseLocalDateTime("2019-08-30T21:40:32").value())},
      {"date_time", Value(ParseDateTime("2019-08-30T21:40:32+02:00[Europe/Rome]").value())},
      {"duration", Value(ParseDuration("P1Y2M3DT4H5.5S").value())},
      {"texts", Value(ListValue{Value("a"), Value("b c")})},
      {"texts_with_separator", Value(ListValue{Value("a;b"), Value("")})},
      {"dates", Value(ListValue{DateValue("2019-08-30"), DateValue("2020-06-30")})},
      {"mixed", Value(ListValue{Value(1), Value("two"), DateValue("2019-08-30"), Value()})},
      {"empty_list", Value(ListValue{})},
  };
}

}  // namespace

Subgraph SmallingGraph() {
  const MapValue report(std::vector<MapValue::Entry>{
      {"article", Value("smalling-praise")},
      {"title", Value("Petrachi: <Smalling> is \"brilliant\"")},
      {"date", DateValue("2020-01-30")},
      {"outlet", Value("RomaPress")},
      {"sentence", Value("Petrachi said that Smalling has been \"brilliant\" since he came.")},
      {"quote", Value("brilliant")},
      {"speaker", Value("Gianluca Petrachi")},
      {"modality", Value("asserted")},
      {"confidence", Value(0.93)},
  });
  return Subgraph(
      {
          Node(7, {"Official"}, {{"name", Value("Gianluca Petrachi")}}),
          Node(1, {"Player"},
               {{"name", Value("Chris Smalling")},
                {"aliases", Value(ListValue{Value("Smalling"), Value("Smalldini")})},
                {"birth_date", DateValue("1989-11-22")}}),
          Node(2, {"Club"}, {{"name", Value("Roma")}, {"wikidata", Value("Q2739")}}),
          Node(3, {"Club"}, {{"name", Value("Manchester United")}, {"founded", Value(1878)}}),
      },
      {
          Edge(10, "loaned-to", 1, 2,
               {{"from", DateValue("2019-08-30")}, {"until", DateValue("2020-06-30")}}),
          Edge(11, "plays-for", 1, 3,
               {{"from", DateValue("2010-07-01")}, {"confidence", Value(0.5)}}),
          Edge(12, "praised-by", 1, 7,
               {{"reported", DateValue("2020-01-30")},
                {"modality", Value("asserted")},
                {"confidence", Value(0.93)}},
               {Value(report)}),
          Edge(13, "wants-to-sign", 2, 1,
               {{"modality", Value("denied")}, {"date", DateValue("2020-07-01")}}),
          Edge(14, "rival-of", 2, 3, {}),
      });
}

std::vector<std::string> HostileTexts() {
  return {
      "plain",
      "double \" single ' back ` tick",
      "back\\slash and trailing \\",
      "line\nbreak\r\nand\ttab",
      "</script><script>alert(1)</script><!-- ]]> -->",
      "&amp; <b> &#60; %41 {{x}} ${y}",
      "\xE2\x80\xAEright-to-left\xE2\x80\xAC \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D "
      "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7",
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 "
      "\xF0\x9F\x87\xAE\xF0\x9F\x87\xB9 \xE2\x9A\xBD",
      std::string("control \x01 \x1B[31m \x7F \xC2\x85 end"),
      "separators \xE2\x80\xA8 and \xE2\x80\xA9; comma, semicolon; pipe|",
      "=1+1",
      " spaces around ",
      "\xCE\x95\xCE\xBB\xCE\xBB\xCE\xB7\xCE\xBD\xCE\xB9\xCE\xBA\xCE\xAC \xE6\xB0\xB4\xE6\xBB\xB8 "
      "\xC3\x98"
      "degaard",
  };
}

Subgraph HostileGraph() {
  const std::vector<std::string> texts = HostileTexts();
  std::vector<NodeRecord> nodes;
  std::vector<Subgraph::Edge> edges;
  for (size_t index = 0; index < texts.size(); ++index) {
    const std::string& text = texts[index];
    std::string label = "Label " + text;
    for (char& c : label) {
      c = c == ';' ? ',' : c;  // The one thing that CSV refuses in a label.
    }
    nodes.push_back(
        Node(index, {"Club", label},
             {{"name", Value(text)}, {"key " + text, Value(static_cast<int64_t>(index))}}));
    edges.push_back(Edge(index, "type " + text, index, (index + 1) % texts.size(),
                         {{"note", Value(text)}, {"number", Value(static_cast<int64_t>(index))}}));
  }
  nodes.push_back(Node(texts.size(), {}, EveryType()));
  return Subgraph(std::move(nodes), std::move(edges));
}

Subgraph RingGraph(size_t node_count) {
  std::vector<NodeRecord> nodes;
  std::vector<Subgraph::Edge> edges;
  for (size_t index = 0; index < node_count; ++index) {
    nodes.push_back(Node(index, {"Player"}, {{"name", Value("Player " + std::to_string(index))}}));
    edges.push_back(Edge(2 * index, "plays-for", index, (index + 1) % node_count, {}));
    edges.push_back(Edge(2 * index + 1, "rival-of", index, (index * 7 + 3) % node_count, {}));
  }
  return Subgraph(std::move(nodes), std::move(edges));
}

Subgraph CrowdGraph(size_t node_count) {
  constexpr size_t kGroupSize = 50;
  constexpr size_t kEdgesPerNode = 3;
  std::vector<NodeRecord> nodes;
  std::vector<Subgraph::Edge> edges;
  for (size_t index = 0; index < node_count; ++index) {
    nodes.push_back(Node(index, {index % kGroupSize == 0 ? "Club" : "Player"},
                         {{"name", Value("Person " + std::to_string(index))}}));
  }
  for (size_t index = 0; index < kEdgesPerNode * node_count; ++index) {
    const size_t source = index / kEdgesPerNode;
    const size_t group = source / kGroupSize * kGroupSize;
    const size_t inside = std::min(group + index * 31 % kGroupSize, node_count - 1);
    const size_t target = index % 5 == 0 ? index * 7919 % node_count : inside;
    const auto day = static_cast<int64_t>(16000 + index % 3000);
    edges.push_back(Edge(index, index % 2 == 0 ? "plays-for" : "loaned-to", source, target,
                         {{"from", Value(Date{day})},
                          {"until", Value(Date{day + 300})},
                          {"confidence", Value(0.5 + static_cast<double>(index % 50) / 100)}}));
  }
  return Subgraph(std::move(nodes), std::move(edges));
}

std::string Written(WriteFunction write, const GraphSource& source, const std::string& title) {
  std::string text;
  Output output(StringTarget(text));
  const Result<void> written = write(source, {.title = title}, output);
  EXPECT_TRUE(written.ok()) << (written.ok() ? "" : written.error().message);
  EXPECT_TRUE(output.Flush().ok());
  return text;
}

std::string WithoutControls(std::string text) {
  std::erase_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  return text;
}

}  // namespace rondo
