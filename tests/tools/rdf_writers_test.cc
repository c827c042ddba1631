// Turtle and N-Quads, read back by rapper.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tools/outside_reader.h"
#include "tests/tools/sample_graph.h"

namespace rondo {
namespace {

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Turtle, RapperReadsBackEveryTriple) {
  RONDO_NEEDS("rapper", "--version");
  const std::string triples =
      ReadBack({"rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "urn:base"},
               Written(WriteTurtle, SmallingGraph()));
  EXPECT_TRUE(
      Contains(triples, "<urn:rondo:node:1> <urn:rondo:type:loaned-to> <urn:rondo:node:2> ."));
  EXPECT_TRUE(Contains(triples,
                       "<urn:rondo:edge:10> <urn:rondo:property:from> "
                       "\"2019-08-30\"^^<http://www.w3.org/2001/XMLSchema#date> ."));
  EXPECT_TRUE(Contains(triples,
                       "<urn:rondo:node:2> <http://www.w3.org/2002/07/owl#sameAs> "
                       "<http://www.wikidata.org/entity/Q2739> ."));
  EXPECT_TRUE(Contains(triples,
                       "<urn:rondo:node:2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                       "<https://schema.org/SportsTeam> ."));
  EXPECT_TRUE(Contains(triples,
                       "<urn:rondo:edge:12> <http://www.w3.org/ns/prov#wasDerivedFrom> "
                       "<urn:rondo:article:smalling-praise> ."));
}

TEST(Turtle, ADeniedFactIsNoTripleOfItsOwn) {
  const std::string text = Written(WriteTurtle, SmallingGraph());
  EXPECT_FALSE(Contains(text, "node:2 type:wants-to-sign"));
  EXPECT_TRUE(Contains(text, "rdf:predicate type:wants-to-sign"));
}

TEST(Turtle, RapperReadsHostileTexts) {
  RONDO_NEEDS("rapper", "--version");
  const std::string triples =
      ReadBack({"rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "urn:base"},
               Written(WriteTurtle, HostileGraph()));
  EXPECT_TRUE(Contains(triples, R"("</script><script>alert(1)</script><!-- ]]> -->")"));
  EXPECT_TRUE(Contains(triples, R"("double \" single ' back ` tick")"));
  EXPECT_TRUE(Contains(triples, R"("line\nbreak\r\nand\ttab")"));
  EXPECT_TRUE(Contains(triples, R"("back\\slash and trailing \\")"));
}

TEST(Nquads, RapperCountsTheSameInBothFormats) {
  RONDO_NEEDS("rapper", "--version");
  const std::string quads = Written(WriteNquads, HostileGraph());
  ReadBack({"rapper", "-q", "-i", "nquads", "-o", "ntriples", "-", "urn:base"}, quads);
  const std::string from_turtle =
      ReadBack({"rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "urn:base"},
               Written(WriteTurtle, HostileGraph()));
  EXPECT_EQ(std::count(quads.begin(), quads.end(), '\n'),
            std::count(from_turtle.begin(), from_turtle.end(), '\n'));
}

TEST(Nquads, WhatAnArticleSaysStandsInItsGraph) {
  const std::string quads = Written(WriteNquads, SmallingGraph());
  EXPECT_TRUE(Contains(quads,
                       "<urn:rondo:node:1> <urn:rondo:type:praised-by> <urn:rondo:node:7> "
                       "<urn:rondo:article:smalling-praise> ."));
  EXPECT_TRUE(
      Contains(quads, "<urn:rondo:node:1> <urn:rondo:type:loaned-to> <urn:rondo:node:2> ."));
}

TEST(Nquads, RdfStarPutsPropertiesOnTheTriple) {
  std::string text;
  Output output(StringTarget(text));
  ASSERT_TRUE(WriteNquads(SmallingGraph(), {.title = "", .rdf_star = true}, output).ok());
  ASSERT_TRUE(output.Flush().ok());
  EXPECT_TRUE(Contains(text,
                       "<< <urn:rondo:node:1> <urn:rondo:type:loaned-to> <urn:rondo:node:2> >> "
                       "<urn:rondo:property:from> \"2019-08-30\""));
  EXPECT_FALSE(Contains(text, "rdf-syntax-ns#Statement"));
}

}  // namespace
}  // namespace rondo
