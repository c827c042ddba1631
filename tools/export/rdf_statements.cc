#include "tools/export/rdf_statements.h"

#include <algorithm>
#include <array>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/export/caption.h"

namespace rondo {
namespace {

struct SchemaOrgClass {
  schema::NodeLabel label;
  std::string_view name;
};
constexpr std::array kSchemaOrgClasses = {
    SchemaOrgClass{schema::NodeLabel::kPlayer, "Person"},
    SchemaOrgClass{schema::NodeLabel::kClub, "SportsTeam"},
    SchemaOrgClass{schema::NodeLabel::kJournalist, "Person"},
    SchemaOrgClass{schema::NodeLabel::kManager, "Person"},
    SchemaOrgClass{schema::NodeLabel::kOfficial, "Person"},
    SchemaOrgClass{schema::NodeLabel::kOutlet, "NewsMediaOrganization"},
    SchemaOrgClass{schema::NodeLabel::kCompetition, "EventSeries"},
    SchemaOrgClass{schema::NodeLabel::kOrganisation, "Organization"},
    SchemaOrgClass{schema::NodeLabel::kPerson, "Person"},
    SchemaOrgClass{schema::NodeLabel::kMatch, "SportsEvent"},
    SchemaOrgClass{schema::NodeLabel::kArticle, "NewsArticle"},
    SchemaOrgClass{schema::NodeLabel::kReport, "Claim"},
};

bool IsWikidataItem(std::string_view text) {
  return text.size() > 1 && text.front() == 'Q' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void EmitLabel(std::string_view label, const std::string& subject, const RdfTerms& terms,
               const TripleSink& sink) {
  const std::string type = terms.Name(RdfNamespace::kRdf, "type");
  sink(subject, type, terms.Name(RdfNamespace::kLabel, label));
  const schema::NodeLabelInfo* info = schema::FindNodeLabel(label);
  if (info == nullptr) {
    return;
  }
  const auto* position =
      std::find_if(kSchemaOrgClasses.begin(), kSchemaOrgClasses.end(),
                   [&](const SchemaOrgClass& entry) { return entry.label == info->label; });
  if (position != kSchemaOrgClasses.end()) {
    sink(subject, type, terms.Name(RdfNamespace::kSchema, position->name));
  }
}

/// A list gives one triple for each of its elements.
void EmitProperty(const std::string& subject, const std::string& key, const Value& value,
                  const RdfTerms& terms, const TripleSink& sink) {
  const std::string predicate = terms.Name(RdfNamespace::kProperty, key);
  if (!value.is(Value::Kind::kList)) {
    sink(subject, predicate, terms.Literal(value));
    return;
  }
  for (const Value& item : value.list()) {
    if (!item.is_null()) {
      sink(subject, predicate, terms.Literal(item));
    }
  }
}

bool IsDenied(const EdgeRecord& edge) {
  const Value* modality = edge.properties.Find(evidence::kFactModality);
  return modality != nullptr && modality->is(Value::Kind::kString) &&
         (modality->string() == "denied" || modality->string() == "negated");
}

}  // namespace

std::vector<std::string> ArticleNames(const ListValue& evidence) {
  std::vector<std::string> names;
  for (const Value& report : evidence) {
    if (!report.is(Value::Kind::kMap)) {
      continue;
    }
    const Value* name = report.map().Find("article");
    if (name != nullptr && name->is(Value::Kind::kString) &&
        std::find(names.begin(), names.end(), name->string()) == names.end()) {
      names.emplace_back(name->string());
    }
  }
  return names;
}

void EmitNode(const NodeRecord& node, const RdfTerms& terms, const TripleSink& sink) {
  const std::string subject = terms.Name(RdfNamespace::kNode, node.id.value);
  for (const std::string& label : node.labels) {
    EmitLabel(label, subject, terms, sink);
  }
  sink(subject, terms.Name(RdfNamespace::kRdfs, "label"), terms.Literal(Value(NodeCaption(node))));
  const Value* wikidata = node.properties.Find("wikidata");
  if (wikidata != nullptr && wikidata->is(Value::Kind::kString) &&
      IsWikidataItem(wikidata->string())) {
    sink(subject, terms.Name(RdfNamespace::kOwl, "sameAs"),
         terms.Name(RdfNamespace::kWikidataItem, wikidata->string()));
  }
  const bool is_article = std::find(node.labels.begin(), node.labels.end(),
                                    evidence::kArticleLabel) != node.labels.end();
  const Value* name = node.properties.Find(evidence::kArticleName);
  if (is_article && name != nullptr && name->is(Value::Kind::kString)) {
    sink(subject, terms.Name(RdfNamespace::kOwl, "sameAs"), terms.Article(name->string()));
  }
  for (const auto& [key, value] : node.properties) {
    EmitProperty(subject, key, value, terms, sink);
  }
}

void EmitEdge(const EdgeRecord& edge, const ListValue& evidence, const RdfTerms& terms,
              bool quoted_triples, const TripleSink& sink) {
  const std::string source = terms.Name(RdfNamespace::kNode, edge.source.value);
  const std::string target = terms.Name(RdfNamespace::kNode, edge.target.value);
  const std::string type = terms.Name(RdfNamespace::kType, edge.type);
  if (!IsDenied(edge)) {
    sink(source, type, target);
    const schema::EdgeTypeInfo* info = schema::FindEdgeType(edge.type);
    if (info != nullptr && !info->wikidata_property.empty()) {
      sink(source, terms.Name(RdfNamespace::kWikidataProperty, info->wikidata_property), target);
    }
  }
  std::string statement = terms.Name(RdfNamespace::kEdge, edge.id.value);
  if (quoted_triples) {
    statement = "<< " + source + ' ' + type + ' ' + target + " >>";
  } else {
    sink(statement, terms.Name(RdfNamespace::kRdf, "type"),
         terms.Name(RdfNamespace::kRdf, "Statement"));
    sink(statement, terms.Name(RdfNamespace::kRdf, "subject"), source);
    sink(statement, terms.Name(RdfNamespace::kRdf, "predicate"), type);
    sink(statement, terms.Name(RdfNamespace::kRdf, "object"), target);
  }
  for (const auto& [key, value] : edge.properties) {
    EmitProperty(statement, key, value, terms, sink);
  }
  for (const std::string& article : ArticleNames(evidence)) {
    sink(statement, terms.Name(RdfNamespace::kProv, "wasDerivedFrom"), terms.Article(article));
  }
}

}  // namespace rondo
