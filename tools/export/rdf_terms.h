#pragma once

// Names and values as RDF terms, for Turtle (with prefixes) and N-Quads (without).
// Thread rule: const methods may be called from many threads.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/model/value.h"

namespace rondo {

enum class RdfNamespace : uint8_t {
  // Our own: things and words of this graph.
  kNode,
  kEdge,
  kLabel,
  kType,
  kProperty,
  kArticle,
  // Others' vocabularies.
  kRdf,
  kRdfs,
  kXsd,
  kOwl,
  kProv,
  kSchema,
  kWikidataItem,
  kWikidataProperty,
};

struct RdfNamespaceInfo {
  RdfNamespace id;
  std::string_view prefix;
  std::string_view iri;
};

inline constexpr std::array<RdfNamespaceInfo, 14> kRdfNamespaces = {{
    {RdfNamespace::kNode, "node", "urn:rondo:node:"},
    {RdfNamespace::kEdge, "edge", "urn:rondo:edge:"},
    {RdfNamespace::kLabel, "label", "urn:rondo:label:"},
    {RdfNamespace::kType, "type", "urn:rondo:type:"},
    {RdfNamespace::kProperty, "property", "urn:rondo:property:"},
    {RdfNamespace::kArticle, "article", "urn:rondo:article:"},
    {RdfNamespace::kRdf, "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {RdfNamespace::kRdfs, "rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {RdfNamespace::kXsd, "xsd", "http://www.w3.org/2001/XMLSchema#"},
    {RdfNamespace::kOwl, "owl", "http://www.w3.org/2002/07/owl#"},
    {RdfNamespace::kProv, "prov", "http://www.w3.org/ns/prov#"},
    {RdfNamespace::kSchema, "schema", "https://schema.org/"},
    {RdfNamespace::kWikidataItem, "wd", "http://www.wikidata.org/entity/"},
    {RdfNamespace::kWikidataProperty, "wdt", "http://www.wikidata.org/prop/direct/"},
}};

class RdfTerms {
 public:
  /// `prefixed`: write `label:Player` where that is allowed, not the whole IRI.
  explicit RdfTerms(bool prefixed) : prefixed_(prefixed) {}

  /// A name; every byte that could not stand in an IRI is percent-encoded.
  std::string Name(RdfNamespace name_space, std::string_view local) const;
  std::string Name(RdfNamespace name_space, uint64_t number) const;

  /// Where an article is to be found: its own address if its name is one, else one of ours.
  std::string Article(std::string_view name) const;

  /// A literal of the matching XML Schema type. REQUIRES: `value` is a scalar.
  std::string Literal(const Value& value) const;

 private:
  std::string Typed(std::string_view text, std::string_view xsd_type) const;

  bool prefixed_;
};

}  // namespace rondo
