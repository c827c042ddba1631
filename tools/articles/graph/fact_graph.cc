#include "tools/articles/graph/fact_graph.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/articles/graph/closings.h"
#include "tools/articles/graph/entity_mentions.h"
#include "tools/articles/graph/entity_nodes.h"
#include "tools/articles/graph/fact_edges.h"
#include "tools/articles/graph/fact_reports.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/graph/graph_access.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

/// A number that another text, title or date would hardly share (FNV-1a, 64 bits).
std::string Fingerprint(const Document& document) {
  std::string all = document.title + '\n' + document.outlet + '\n';
  all += document.date.has_value() ? IsoDay(*document.date) : std::string();
  all += '\n' + document.text;
  uint64_t hash = Vocabulary::Hash(all);
  std::string text(16, '0');
  for (size_t index = text.size(); index-- > 0; hash >>= 4) {
    text[index] = "0123456789abcdef"[hash & 15];
  }
  return text;
}

Value TextOrNull(std::string_view text) { return text.empty() ? Value() : Value(text); }

Result<std::optional<NodeId>> FindArticle(GraphAccess& graph, std::string_view name) {
  RONDO_TRY_ASSIGN(const std::vector<NodeId> nodes,
                   graph.FindNodes(evidence::kArticleLabel, evidence::kArticleName, Value(name)));
  return nodes.empty() ? std::nullopt : std::optional(nodes.front());
}

/// The marked words of somebody inside the fact's first sentence; empty if there are none.
std::string_view QuoteOf(const Document& document, const Fact& fact) {
  if (fact.evidence.empty()) {
    return {};
  }
  const TokenRange sentence = document.sentences[fact.evidence.front()].tokens;
  for (const Quote& quote : document.quotes) {
    const TokenRange shared{std::max(quote.tokens.begin, sentence.begin),
                            std::min(quote.tokens.end, sentence.end)};
    if (shared.begin < shared.end) {
      return document.TextOf(shared);
    }
  }
  return {};
}

std::string SentencesOf(const Document& document, const Fact& fact) {
  std::string text;
  for (SentenceIndex index : fact.evidence) {
    text += (text.empty() ? "" : " ") + std::string(document.TextOf(document.sentences[index]));
  }
  return text;
}

/// One article on its way into the graph.
class ArticleWriter {
 public:
  ArticleWriter(GraphAccess& graph, const Document& document, const LoadOptions& options)
      : graph_(graph), document_(document), options_(options), entities_(graph, document) {}

  Result<LoadSummary> Write() {
    RONDO_TRY_ASSIGN(article_, MakeArticle());
    for (const Fact& fact : document_.facts) {
      if (fact.confidence < options_.confidence_min) {
        ++summary_.facts_rejected;
        continue;
      }
      RONDO_TRY(WriteFact(fact));
    }
    RONDO_TRY(careers_.AddAllAt(graph_, entities_.changed_teams()));
    for (const auto& [person, change] : careers_.by_person()) {
      RONDO_TRY(RefreshClosings(graph_, person, change));
    }
    return summary_;
  }

 private:
  Result<NodeId> MakeArticle() {
    return graph_.CreateNode(
        evidence::kArticleLabel,
        {{evidence::kArticleName, document_.id},
         {evidence::kArticleTitle, TextOrNull(document_.title)},
         {evidence::kArticleDate, document_.date.has_value() ? Value(*document_.date) : Value()},
         {evidence::kArticleOutlet, TextOrNull(document_.outlet)},
         {kArticleText, document_.text},
         {kArticleFingerprint, Fingerprint(document_)},
         {kLearned, true}},
        &ArticlePlaces::articles);
  }

  Result<void> WriteFact(const Fact& fact) {
    FactKey key;
    key.type = schema::FindEdgeType(articles::InfoOf(fact.relation).name);
    RONDO_CHECK(key.type != nullptr);
    RONDO_TRY_ASSIGN(key.subject, entities_.NodeOf(fact.subject, article_));
    RONDO_TRY_ASSIGN(key.object, entities_.NodeOf(fact.object, article_));
    key.negative = IsNegative(fact.modality);
    key.period = ParseFactPeriod(fact.date.text);

    RONDO_TRY_ASSIGN(const bool contradicted, HasContradiction(graph_, key));
    summary_.facts_contradicted += contradicted ? 1 : 0;
    RONDO_TRY_ASSIGN(std::optional<EdgeId> edge, FindFactEdge(graph_, key));
    if (edge.has_value()) {
      ++summary_.facts_confirmed;
    } else {
      ++summary_.facts_new;
      RONDO_TRY_ASSIGN(edge, CreateFactEdge(graph_, key, fact.modality));
    }
    RONDO_TRY_ASSIGN(const NodeId node, WriteReport(fact, *edge));
    Report report;
    report.article = document_.id;
    report.reported = document_.date;
    report.begin = SpanOf(fact).begin;
    report.date_text = fact.date.text;
    report.modality = fact.modality;
    report.confidence = fact.confidence;
    report.attributes = fact.attributes;
    RONDO_TRY_ASSIGN(const FactChange change, AddReportToFactEdge(graph_, *edge, node, report));
    if (change.career_changed) {
      careers_.Add(key.subject, key.type->name, *edge, change.former_days,
                   ChangedCareers::Kind::kTold);
    }
    return {};
  }

  /// Of its first sentence.
  SourceSpan SpanOf(const Fact& fact) const {
    return fact.evidence.empty() ? fact.span : document_.sentences[fact.evidence.front()].span;
  }

  Result<NodeId> WriteReport(const Fact& fact, EdgeId edge) {
    std::string_view speaker = fact.speaker_unnamed ? "unnamed" : "";
    if (fact.speaker != kNone) {
      speaker = document_.entities[fact.speaker].name;
    }
    ListValue attributes;
    for (const auto& [name, value] : fact.attributes) {
      attributes.emplace_back(name + "=" + value);
    }
    const SourceSpan span = SpanOf(fact);
    RONDO_TRY_ASSIGN(
        const NodeId report,
        graph_.CreateNode(
            evidence::kReportLabel,
            {{evidence::kReportEdge, edge.value},
             {evidence::kReportSentence, SentencesOf(document_, fact)},
             {evidence::kReportQuote, TextOrNull(QuoteOf(document_, fact))},
             {evidence::kReportBegin, span.begin},
             {evidence::kReportEnd, span.end},
             {evidence::kReportSpeaker, TextOrNull(speaker)},
             {evidence::kReportModality, NameOf(fact.modality)},
             {evidence::kReportConfidence, fact.confidence},
             {evidence::kReportRule, TextOrNull(fact.rule)},
             {kReportDate, TextOrNull(fact.date.text)},
             {kReportReported, document_.date.has_value() ? Value(*document_.date) : Value()},
             {kReportArticle, document_.id},
             {kReportAttributes, attributes.empty() ? Value() : Value(std::move(attributes))},
             {kLearned, true}}));
    RONDO_TRY(graph_.CreateEdge(evidence::kReportedInType, report, article_, {{kLearned, true}}));
    return report;
  }

  GraphAccess& graph_;
  const Document& document_;
  const LoadOptions& options_;
  EntityNodes entities_;
  NodeId article_;
  LoadSummary summary_;
  ChangedCareers careers_;
};

Result<void> DeleteWithEdges(GraphAccess& graph, NodeId node) {
  RONDO_TRY_ASSIGN(const auto neighbors, graph.Neighbors(node, Direction::kBoth));
  for (const auto& neighbor : neighbors) {
    RONDO_TRY(graph.transaction().DeleteEdge(neighbor.edge));
  }
  return graph.transaction().DeleteNode(node);
}

/// One article on its way out: report by report, mention by mention, so that what remains is known
/// from what goes.
class ArticleRemover {
 public:
  ArticleRemover(GraphAccess& graph, NodeId article) : graph_(graph), article_(article) {}

  Result<RetractSummary> Remove() {
    RONDO_TRY(RemoveReports());
    RONDO_TRY(RemoveMentions());
    RONDO_TRY(DeleteWithEdges(graph_, article_));
    for (const auto& [person, change] : careers_.by_person()) {
      RONDO_TRY(RefreshClosings(graph_, person, change));
    }
    RetractSummary summary;
    for (const auto& [fact, removed] : facts_) {
      ++(removed ? summary.facts_removed : summary.facts_weakened);
    }
    return summary;
  }

 private:
  Result<void> RemoveReports() {
    RONDO_TRY_ASSIGN(const auto neighbors,
                     graph_.Neighbors(article_, Direction::kIncoming, evidence::kReportedInType));
    std::vector<NodeId> nodes;
    for (const auto& neighbor : neighbors) {
      nodes.push_back(neighbor.node);
    }
    RONDO_TRY_ASSIGN(const std::vector<Report> reports, ReadReports(graph_, nodes));
    for (size_t index = 0; index < nodes.size(); ++index) {
      RONDO_TRY_ASSIGN(const Value edge, graph_.Get(nodes[index], evidence::kReportEdge));
      RONDO_TRY(DeleteWithEdges(graph_, nodes[index]));
      if (edge.is(Value::Kind::kInteger)) {
        RONDO_TRY(Weaken(EdgeId(static_cast<uint64_t>(edge.integer())), reports[index]));
      }
    }
    return {};
  }

  Result<void> Weaken(EdgeId fact, const Report& report) {
    NodeId subject;
    EdgeTypeId type;
    RONDO_TRY(graph_.transaction().GatherEdgeEndpoints(std::span(&fact, 1), std::span(&subject, 1),
                                                       {}, std::span(&type, 1)));
    RONDO_TRY_ASSIGN(const FactChange change, RemoveReportFromFactEdge(graph_, fact, report));
    if (change.career_changed && type.valid()) {
      careers_.Add(subject, graph_.transaction().EdgeTypeName(type), fact, change.former_days);
    }
    facts_[fact] = facts_[fact] || change.removed;
    return {};
  }

  Result<void> RemoveMentions() {
    RONDO_TRY_ASSIGN(const auto mentions,
                     graph_.Neighbors(article_, Direction::kOutgoing, kMentionsType));
    std::vector<NodeId> teams;
    for (const auto& neighbor : mentions) {
      RONDO_TRY_ASSIGN(const std::vector<EntityMention> mention,
                       ReadMentions(graph_, std::span(&neighbor.edge, 1)));
      RONDO_TRY(graph_.transaction().DeleteEdge(neighbor.edge));
      RONDO_TRY_ASSIGN(const bool team_changed,
                       RemoveMentionOfEntity(graph_, neighbor.node, mention.front()));
      if (team_changed) {
        teams.push_back(neighbor.node);
      }
    }
    return careers_.AddAllAt(graph_, teams);
  }

  GraphAccess& graph_;
  const NodeId article_;
  ChangedCareers careers_;
  std::map<EdgeId, bool> facts_;  // Whether it went.
};

}  // namespace

Result<LoadSummary> WriteArticle(Transaction& transaction, const Document& document,
                                 const LoadOptions& options, ArticlePlaces* places) {
  GraphAccess graph(transaction, places, options.witnesses);
  RONDO_TRY_ASSIGN(const std::optional<NodeId> before, FindArticle(graph, document.id));
  LoadOutcome outcome = LoadOutcome::kLoaded;
  if (before.has_value()) {
    RONDO_TRY_ASSIGN(const Value fingerprint, graph.Get(*before, kArticleFingerprint));
    if (fingerprint.is(Value::Kind::kString) && fingerprint.string() == Fingerprint(document)) {
      return LoadSummary{.outcome = LoadOutcome::kUnchanged};
    }
    outcome = LoadOutcome::kReplaced;
    RONDO_TRY(ArticleRemover(graph, *before).Remove());
  }
  RONDO_TRY_ASSIGN(LoadSummary summary, ArticleWriter(graph, document, options).Write());
  summary.outcome = outcome;
  return summary;
}

Result<RetractSummary> RetractArticle(Transaction& transaction, std::string_view name) {
  GraphAccess graph(transaction);
  RONDO_TRY_ASSIGN(const std::optional<NodeId> article, FindArticle(graph, name));
  if (!article.has_value()) {
    return RuntimeError(ErrorCode::kEntityNotFound, "UnknownArticle",
                        "there is no article named `" + std::string(name) + "`");
  }
  return ArticleRemover(graph, *article).Remove();
}

namespace {

Result<std::vector<NodeId>> ArticlesNamed(const GraphView& view, std::string_view name) {
  std::vector<NodeId> nodes;
  const auto label = view.FindLabel(evidence::kArticleLabel);
  const auto name_key = view.FindPropertyKey(evidence::kArticleName);
  if (label.has_value() && name_key.has_value()) {
    RONDO_TRY(view.FindNodes(*label, *name_key, Value(name), nodes));
  }
  return nodes;
}

/// Whether the article of that name has `wanted` as its `property`.
Result<bool> ArticleHas(const GraphView& view, std::string_view name, std::string_view property,
                        std::string_view wanted) {
  const auto key = view.FindPropertyKey(property);
  if (!key.has_value()) {
    return false;
  }
  RONDO_TRY_ASSIGN(const std::vector<NodeId> nodes, ArticlesNamed(view, name));
  std::vector<Value> values(nodes.size());
  RONDO_TRY(view.GatherNodeProperty(*key, nodes, values));
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    return value.is(Value::Kind::kString) && value.string() == wanted;
  });
}

}  // namespace

Result<bool> HasArticleNamed(const GraphView& view, std::string_view name) {
  RONDO_TRY_ASSIGN(const std::vector<NodeId> nodes, ArticlesNamed(view, name));
  return !nodes.empty();
}

Result<bool> HasArticle(const GraphView& view, const Document& document) {
  return ArticleHas(view, document.id, kArticleFingerprint, Fingerprint(document));
}

Result<bool> HasArticleText(const GraphView& view, const Document& document) {
  return ArticleHas(view, document.id, kArticleText, document.text);
}

Result<void> PrepareFactGraph(Store& store) {
  const std::array<IndexDescription, 2> wanted = {
      IndexDescription{"article_name", std::string(evidence::kArticleLabel),
                       std::string(evidence::kArticleName), ConstraintKind::kUnique},
      IndexDescription{"report_edge", std::string(evidence::kReportLabel),
                       std::string(evidence::kReportEdge), std::nullopt}};
  const std::vector<IndexDescription> have = store.ListIndexes();
  for (const IndexDescription& index : wanted) {
    const bool exists = std::any_of(have.begin(), have.end(), [&](const IndexDescription& other) {
      return other.label == index.label && other.property == index.property;
    });
    if (!exists) {
      RONDO_TRY_ASSIGN(const std::unique_ptr<Transaction> transaction, store.BeginTransaction());
      RONDO_TRY(transaction->CreateIndex(index));
      RONDO_TRY(transaction->Commit());
    }
  }
  return {};
}

}  // namespace rondo::articles
