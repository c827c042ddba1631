// DOT, SVG, PNG and HTML.

#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "tests/tools/outside_reader.h"
#include "tests/tools/sample_graph.h"

namespace rondo {
namespace {

using Json = nlohmann::json;

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Dot, GraphvizReadsBackEveryHostileText) {
  RONDO_NEEDS("dot", "-V");
  const Json read = Json::parse(
      ReadBack({"dot", "-Tjson0"}, Written(WriteDot, HostileGraph(), HostileTexts()[1])));
  EXPECT_EQ(read["name"], HostileTexts()[1]);
  const std::vector<std::string> texts = HostileTexts();
  ASSERT_EQ(read["objects"].size(), texts.size() + 1);
  ASSERT_EQ(read["edges"].size(), texts.size());
  // Graphviz keeps strings as they were written, which for the plain ones is as they are.
  EXPECT_EQ(read["objects"][0]["label"], "plain");
  EXPECT_EQ(read["objects"][1]["label"], texts[1]);
  EXPECT_EQ(read["objects"][6]["label"], texts[6]);
  EXPECT_EQ(read["objects"][7]["label"], texts[7]);
  EXPECT_EQ(read["edges"][1]["label"], "type " + texts[1]);
}

/// Pictures show a text on one line, with blanks for what breaks or controls it.
std::string OnOneLine(std::string text) {
  for (const char* sign : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    for (size_t at = text.find(sign); at != std::string::npos; at = text.find(sign)) {
      text.replace(at, std::strlen(sign), " ");
    }
  }
  for (char& c : text) {
    c = static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
  }
  return text;
}

/// A string of a DOT file as Graphviz shows it.
std::string DotText(const std::string& written) {
  std::string text;
  for (size_t index = 0; index < written.size(); ++index) {
    if (written.compare(index, 5, "&amp;") == 0) {
      text += '&';
      index += 4;
    } else if (written[index] == '\\' && index + 1 < written.size()) {
      ++index;
      text += written[index] == 'n' ? '\n' : written[index];
    } else {
      text += written[index];
    }
  }
  return text;
}

TEST(Dot, GraphvizKeepsEveryPropertyInTooltips) {
  RONDO_NEEDS("dot", "-V");
  const Json read = Json::parse(ReadBack({"dot", "-Tjson0"}, Written(WriteDot, HostileGraph())));
  const std::vector<std::string> texts = HostileTexts();
  for (size_t index = 0; index < texts.size(); ++index) {
    const std::string node = DotText(read["objects"][index]["tooltip"]);
    EXPECT_TRUE(Contains(node + "\n", "\nname: " + OnOneLine(texts[index]) + "\n")) << node;
    const std::string edge = DotText(read["edges"][index]["tooltip"]);
    EXPECT_TRUE(
        Contains(edge, "\nnote: " + OnOneLine(texts[index]) + "\nnumber: " + std::to_string(index)))
        << edge;
  }
}

TEST(Dot, GraphvizDrawsIt) {
  RONDO_NEEDS("dot", "-V");
  RONDO_NEEDS("xmllint", "--version");
  const std::string svg = ReadBack({"dot", "-Tsvg"}, Written(WriteDot, HostileGraph()));
  ReadBack({"xmllint", "--noout", "-"}, svg);
  EXPECT_TRUE(Contains(svg, "&amp;amp; &lt;b&gt;")) << "entities must come out as they went in";
}

TEST(Dot, APropertyNeverBecomesAnAttribute) {
  const Subgraph graph({{NodeId(0), {}, MapValue({{"height", Value(185)}, {"name", Value("x")}})}},
                       {});
  EXPECT_TRUE(Contains(Written(WriteDot, graph), R"(tooltip="\nheight: 185\nname: x")"))
      << Written(WriteDot, graph);
  EXPECT_FALSE(Contains(Written(WriteDot, graph), "height=185"));
}

TEST(Svg, XmllintAcceptsHostileTexts) {
  RONDO_NEEDS("xmllint", "--version");
  const std::string svg = Written(WriteSvg, HostileGraph(), HostileTexts()[4]);
  EXPECT_EQ(ReadBack({"xmllint", "--xpath",
                      "string(/*[local-name()='svg']/*[local-name()='title'])", "-"},
                     svg),
            HostileTexts()[4] + "\n");
}

TEST(Svg, HoldsEveryNodeAndEdgeWithItsTexts) {
  const Json read = Json::parse(ReadWithPython(R"(
import sys, json, xml.etree.ElementTree as tree
svg = "{http://www.w3.org/2000/svg}"
root = tree.fromstring(sys.stdin.buffer.read())
titles = lambda group: [part.find(svg + "title").text for part in group if part.find(svg + "title") is not None]
groups = {group.get("class"): group for group in root.iter(svg + "g")}
print(json.dumps({"nodes": titles(groups["nodes"]), "edges": titles(groups["edges"])}))
)",
                                               Written(WriteSvg, HostileGraph())));
  const std::vector<std::string> texts = HostileTexts();
  ASSERT_EQ(read["nodes"].size(), texts.size() + 1);
  ASSERT_EQ(read["edges"].size(), texts.size());
  const std::string nodes = read["nodes"].dump(-1, ' ', false);
  const std::string edges = read["edges"].dump(-1, ' ', false);
  for (const std::string& text : texts) {
    const std::string quoted = Json("\nname: " + OnOneLine(text)).dump();
    EXPECT_TRUE(Contains(nodes, quoted.substr(1, quoted.size() - 2))) << quoted;
    const std::string note = Json("\nnote: " + OnOneLine(text)).dump();
    EXPECT_TRUE(Contains(edges, note.substr(1, note.size() - 2))) << note;
  }
}

TEST(Svg, ShowsNamesTypesTimesAndLegend) {
  const std::string svg = Written(WriteSvg, SmallingGraph(), "Chris Smalling, 1 hop");
  for (const char* text : {">Chris Smalling<", ">loaned-to 2019-08-30..2020-06-30<", ">Club 2<",
                           "class=\"edge denied\"", ">Chris Smalling, 1 hop<"}) {
    EXPECT_TRUE(Contains(svg, text)) << text;
  }
}

TEST(Svg, TheSameGraphGivesTheSameBytes) {
  EXPECT_EQ(Written(WriteSvg, SmallingGraph()), Written(WriteSvg, SmallingGraph()));
}

TEST(Svg, SaysWhenAGraphIsTooLargeToDraw) {
  std::string text;
  Output output(StringTarget(text));
  const Result<void> written = WriteSvg(RingGraph(3001), {}, output);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kLimitExceeded);
  EXPECT_EQ(written.error().message, "SVG can show at most 3000 nodes");
}

TEST(Png, IsAPictureOfTwiceTheSize) {
  RONDO_NEEDS("rsvg-convert", "--version");
  const std::string png = Written(WritePng, SmallingGraph());
  ASSERT_GT(png.size(), 24u);
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1A\n");
}

/// What stands in the page between the tags of the graph's JSON.
std::string GraphJson(const std::string& page) {
  const std::string open = R"(<script type="application/json" id="graph">)";
  const size_t begin = page.find(open) + open.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

TEST(Html, HoldsTheGraphWithoutEndingItsScript) {
  const std::string page = Written(WriteHtml, HostileGraph(), HostileTexts()[4]);
  const Json graph = Json::parse(GraphJson(page));
  EXPECT_EQ(graph["title"], HostileTexts()[4]);
  const std::vector<std::string> texts = HostileTexts();
  ASSERT_EQ(graph["nodes"].size(), texts.size() + 1);
  for (size_t index = 0; index < texts.size(); ++index) {
    const Json& properties = graph["nodes"][index][4];
    EXPECT_NE(std::find(properties.begin(), properties.end(), Json(texts[index])),
              properties.end());
    EXPECT_EQ(graph["types"][graph["edges"][index][2].get<size_t>()]["name"],
              "type " + texts[index]);
  }
  EXPECT_TRUE(Contains(page, "<title>&lt;/script&gt;"));
}

TEST(Html, EdgesCarryTimeConfidenceAndEvidence) {
  const Json graph = Json::parse(GraphJson(Written(WriteHtml, SmallingGraph())));
  const Json& loan = graph["edges"][0];
  EXPECT_EQ(loan[3], 18138);  // 2019-08-30
  EXPECT_EQ(loan[4], 18443);  // 2020-06-30
  const Json& praise = graph["edges"][2];
  EXPECT_EQ(praise[5], 0.93);
  EXPECT_EQ(praise[6], "asserted");
  EXPECT_EQ(praise[8][0]["speaker"], "Gianluca Petrachi");
  EXPECT_EQ(praise[8][0]["outlet"], "RomaPress");
}

TEST(Html, AsksForNothingFromOutside) {
  const std::string page = Written(WriteHtml, SmallingGraph());
  EXPECT_TRUE(Contains(page, "default-src 'none'"));
  for (const char* part : {"src=\"http", "href=\"http", "url(http", "@import"}) {
    EXPECT_FALSE(Contains(page, part)) << part;
  }
}

}  // namespace
}  // namespace rondo
