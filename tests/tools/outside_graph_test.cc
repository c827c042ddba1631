// Every format that programs from npm can read, read back by them: oxigraph, graphology,
// cytoscape.js, DuckDB, the parser of Neo4j's editors, and commonmark. The graph holds hostile
// texts, and both counts and values must be those that went in.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "tests/tools/outside_reader.h"
#include "tests/tools/sample_graph.h"

namespace rondo {
namespace {

using Json = nlohmann::json;

struct RdfFormat {
  const char* name;
  WriteFunction write;
};

class OutsideGraph : public testing::Test {
 protected:
  void SetUp() override {
    RONDO_NEEDS("node", RONDO_SOURCE_DIR "/tests/tools/readers/read.mjs", RONDO_OUTSIDE_READERS,
                "check");
  }

  static Json Read(const std::string& format, const std::string& input,
                   const std::vector<std::string>& paths = {}) {
    std::vector<std::string> command = {"node", RONDO_SOURCE_DIR "/tests/tools/readers/read.mjs",
                                        RONDO_OUTSIDE_READERS, format};
    command.insert(command.end(), paths.begin(), paths.end());
    return Json::parse(ReadBack(command, input));
  }

  static std::string WrittenTable(Result<void> (*write)(const GraphSource&, Output&),
                                  const GraphSource& graph) {
    std::string text;
    Output output(StringTarget(text));
    EXPECT_TRUE(write(graph, output).ok());
    EXPECT_TRUE(output.Flush().ok());
    return text;
  }

  /// `texts`, once each, as the values of `key` among `records`, in any order.
  static void ExpectTexts(const Json& records, const std::string& key,
                          std::vector<std::string> texts) {
    std::vector<std::string> found;
    for (const Json& record : records) {
      if (record.contains(key) && record[key].is_string()) {
        found.push_back(record[key]);
      }
    }
    std::sort(found.begin(), found.end());
    std::sort(texts.begin(), texts.end());
    EXPECT_EQ(found, texts) << key;
  }

  static std::vector<std::string> TextsInXml() {
    std::vector<std::string> texts;
    for (const std::string& text : HostileTexts()) {
      texts.push_back(WithoutControls(text));
    }
    return texts;
  }

  const size_t text_count_ = HostileTexts().size();
};

TEST_F(OutsideGraph, GraphologyReadsGexf) {
  const Json read = Read("gexf", Written(WriteGexf, HostileGraph()));
  ASSERT_EQ(read["nodes"].size(), text_count_ + 1);
  ASSERT_EQ(read["edges"].size(), text_count_);
  ExpectTexts(read["nodes"], "name", TextsInXml());
  ExpectTexts(read["edges"], "note", TextsInXml());
  for (const Json& edge : read["edges"]) {
    const size_t index = edge["number"];
    EXPECT_EQ(edge["source"], "n" + std::to_string(index));
    EXPECT_EQ(edge["target"], "n" + std::to_string((index + 1) % text_count_));
    EXPECT_EQ(edge["type"], "type " + TextsInXml()[index]);
  }
}

TEST_F(OutsideGraph, CytoscapeReadsItsJson) {
  const Json read =
      Read("cytoscape", Written(WriteCytoscapeJson, HostileGraph(), HostileTexts()[1]));
  EXPECT_EQ(read["title"], HostileTexts()[1]);
  ASSERT_EQ(read["nodes"].size(), text_count_ + 1);
  ASSERT_EQ(read["edges"].size(), text_count_);
  ExpectTexts(read["nodes"], "name", HostileTexts());
  ExpectTexts(read["edges"], "note", HostileTexts());
}

TEST_F(OutsideGraph, OxigraphReadsTurtleAndNquads) {
  for (const auto& [format, write] :
       {RdfFormat{"turtle", WriteTurtle}, RdfFormat{"nquads", WriteNquads}}) {
    const Json read = Read(format, Written(write, HostileGraph()));
    ExpectTexts(read["names"], "name", HostileTexts());
    ExpectTexts(read["notes"], "note", HostileTexts());
    ASSERT_EQ(read["edges"].size(), text_count_) << format;
    for (const Json& edge : read["edges"]) {
      const std::string start = edge["start"].get<std::string>().substr(15);
      EXPECT_EQ(edge["end"],
                "urn:rondo:node:" + std::to_string((std::stoul(start) + 1) % text_count_));
    }
  }
  const Json turtle = Read("turtle", Written(WriteTurtle, HostileGraph()));
  const Json nquads = Read("nquads", Written(WriteNquads, HostileGraph()));
  EXPECT_EQ(turtle["size"], nquads["size"]);
}

TEST_F(OutsideGraph, OxigraphFindsTheGraphOfEachArticle) {
  const Json read = Read("nquads", Written(WriteNquads, SmallingGraph()));
  EXPECT_EQ(read["graphs"], Json({"urn:rondo:article:smalling-praise"}));
}

TEST_F(OutsideGraph, OxigraphReadsRdfStar) {
  for (const auto& [format, write] :
       {RdfFormat{"turtle", WriteTurtle}, RdfFormat{"nquads", WriteNquads}}) {
    std::string text;
    Output output(StringTarget(text));
    ASSERT_TRUE(write(HostileGraph(), {.title = "", .rdf_star = true}, output).ok());
    ASSERT_TRUE(output.Flush().ok());
    const Json read = Read(format, text);
    EXPECT_EQ(read["edges"].size(), text_count_) << format;
    EXPECT_EQ(read["notes"].size(), text_count_) << format;
  }
}

TEST_F(OutsideGraph, Neo4jParsesTheScript) {
  const Json read = Read("cypher", Written(WriteCypher, HostileGraph()));
  EXPECT_EQ(read["errors"], Json::array());
  // Every text is the name of a node and the note of an edge.
  const std::vector<std::string> strings = read["strings"];
  for (const std::string& text : HostileTexts()) {
    EXPECT_EQ(std::count(strings.begin(), strings.end(), text), 2) << text;
  }
  // Each node is a map; each edge a map with a map in it, and two that find its ends.
  EXPECT_EQ(read["map_count"], (text_count_ + 1) + 4 * text_count_);
}

TEST_F(OutsideGraph, DuckDbReadsParquetAndCsv) {
  struct Case {
    const char* format;
    const char* type_suffix;
    Result<void> (*nodes)(const GraphSource&, Output&);
    Result<void> (*edges)(const GraphSource&, Output&);
  };
  for (const Case& test : {Case{"parquet", "", WriteParquetNodes, WriteParquetEdges},
                           Case{"csv", ":string", WriteCsvNodes, WriteCsvEdges}}) {
    const TemporaryFile nodes("nodes", WrittenTable(test.nodes, HostileGraph()));
    const TemporaryFile edges("edges", WrittenTable(test.edges, HostileGraph()));
    const Json read = Read(test.format, "", {nodes.path(), edges.path()});
    ASSERT_EQ(read["nodes"].size(), text_count_ + 1) << test.format;
    ASSERT_EQ(read["edges"].size(), text_count_) << test.format;
    ExpectTexts(read["nodes"], std::string("name") + test.type_suffix, HostileTexts());
    ExpectTexts(read["edges"], std::string("note") + test.type_suffix, HostileTexts());
    for (size_t index = 0; index < text_count_; ++index) {
      EXPECT_EQ(read["edges"][index][":START_ID"], std::to_string(index));
      EXPECT_EQ(read["edges"][index][":TYPE"], "type " + HostileTexts()[index]);
    }
  }
}

TEST_F(OutsideGraph, CommonmarkReadsTheReport) {
  std::string text;
  Output output(StringTarget(text));
  for (size_t index = 0; index < text_count_; ++index) {
    ASSERT_TRUE(
        WriteMarkdown(HostileGraph(), {.title = "", .focus = {NodeId(index)}}, output).ok());
  }
  ASSERT_TRUE(output.Flush().ok());
  const Json read = Read("markdown", text);
  std::vector<std::string> titles = read["titles"];
  std::vector<std::string> names = HostileTexts();
  ASSERT_EQ(titles.size(), names.size());
  // A heading is one line, with blanks for what breaks or controls it.
  for (size_t index = 0; index < names.size(); ++index) {
    for (std::string* name : {&titles[index], &names[index]}) {
      for (const char* sign : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
        const size_t at = name->find(sign);
        name->erase(std::min(at, name->size()), at == std::string::npos ? 0 : std::strlen(sign));
      }
      std::erase_if(*name,
                    [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
    }
    EXPECT_EQ(titles[index], names[index]);
  }
  // Nothing of the names has become markup.
  for (const char* kind : {"html_inline", "html_block", "link", "code", "code_block", "emph"}) {
    EXPECT_FALSE(read["counts"].contains(kind)) << kind;
  }
}

}  // namespace
}  // namespace rondo
