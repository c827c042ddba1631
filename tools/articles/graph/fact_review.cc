#include "tools/articles/graph/fact_review.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "graph/model/evidence_schema.h"
#include "graph/view/evidence.h"
#include "tools/articles/graph/closings.h"
#include "tools/articles/graph/fact_edges.h"
#include "tools/articles/graph/fact_reports.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/graph/graph_access.h"

namespace rondo::articles {
namespace {

constexpr size_t kBatchSize = 1024;

struct Doubt {
  double confidence = 0.0;
  EdgeId edge;
  friend auto operator<=>(const Doubt&, const Doubt&) = default;
};

/// The `count_max` most doubtful edges that articles made.
Result<std::vector<Doubt>> CollectDoubts(const GraphView& view, double confidence_below,
                                         size_t count_max) {
  std::vector<Doubt> doubts;
  const auto learned_key = view.FindPropertyKey(kLearned);
  const auto confidence_key = view.FindPropertyKey(evidence::kFactConfidence);
  if (!learned_key || !confidence_key) {
    return doubts;
  }
  ScanPosition position;
  std::vector<EdgeId> edges(kBatchSize);
  std::vector<Value> learned(kBatchSize);
  std::vector<Value> confidences(kBatchSize);
  while (!position.at_end) {
    RONDO_TRY_ASSIGN(const size_t count, view.ScanEdges(position, edges));
    const auto batch = std::span<const EdgeId>(edges).first(count);
    RONDO_TRY(view.GatherEdgeProperty(*learned_key, batch, std::span(learned).first(count)));
    RONDO_TRY(view.GatherEdgeProperty(*confidence_key, batch, std::span(confidences).first(count)));
    for (size_t index = 0; index < count; ++index) {
      if (!learned[index].is_null() && confidences[index].is_number() &&
          confidences[index].number() < confidence_below) {
        doubts.push_back({confidences[index].number(), edges[index]});
      }
    }
    if (doubts.size() > 2 * count_max + kBatchSize) {
      std::sort(doubts.begin(), doubts.end());
      doubts.resize(count_max);
    }
    if (count == 0) {
      break;
    }
  }
  std::sort(doubts.begin(), doubts.end());
  doubts.resize(std::min(doubts.size(), count_max));
  return doubts;
}

Result<std::string> NameOfNode(const GraphView& view, NodeId node) {
  Value name;
  if (const auto key = view.FindPropertyKey(kEntityName); key.has_value()) {
    RONDO_TRY(view.GatherNodeProperty(*key, std::span(&node, 1), std::span(&name, 1)));
  }
  return name.is(Value::Kind::kString) ? std::string(name.string()) : std::string();
}

std::string TextIn(const MapValue& map, std::string_view key) {
  const Value* value = map.Find(key);
  return value != nullptr && value->is(Value::Kind::kString) ? std::string(value->string())
                                                             : std::string();
}

Result<DoubtfulFact> Describe(const GraphView& view, const Doubt& doubt) {
  DoubtfulFact fact;
  fact.edge = doubt.edge;
  fact.confidence = doubt.confidence;
  NodeId source;
  NodeId target;
  EdgeTypeId type;
  RONDO_TRY(view.GatherEdgeEndpoints(std::span(&doubt.edge, 1), std::span(&source, 1),
                                     std::span(&target, 1), std::span(&type, 1)));
  fact.type = view.EdgeTypeName(type);
  RONDO_TRY_ASSIGN(fact.subject, NameOfNode(view, source));
  RONDO_TRY_ASSIGN(fact.object, NameOfNode(view, target));
  Value modality;
  if (const auto key = view.FindPropertyKey(evidence::kFactModality); key.has_value()) {
    RONDO_TRY(view.GatherEdgeProperty(*key, std::span(&doubt.edge, 1), std::span(&modality, 1)));
  }
  fact.modality = modality.is(Value::Kind::kString) ? modality.string() : std::string_view();
  RONDO_TRY_ASSIGN(const std::vector<MapValue> reports, ReadEvidence(view, doubt.edge));
  if (!reports.empty()) {
    fact.sentence = TextIn(reports.front(), evidence::kReportSentence);
    fact.article = TextIn(reports.front(), "article");
  }
  return fact;
}

/// Fails unless articles made the edge.
Result<void> CheckLearned(GraphAccess& graph, EdgeId edge) {
  bool exists = false;
  RONDO_TRY(graph.transaction().GatherEdgeExists(std::span(&edge, 1), std::span(&exists, 1)));
  Value learned;
  if (exists) {
    RONDO_TRY_ASSIGN(learned, graph.Get(edge, kLearned));
  }
  if (learned.is_null()) {
    return RuntimeError(ErrorCode::kEntityNotFound, "UnknownFact",
                        "no article told a fact with the id " + std::to_string(edge.value));
  }
  return {};
}

}  // namespace

Result<std::vector<DoubtfulFact>> FindDoubtfulFacts(const GraphView& view, double confidence_below,
                                                    size_t count_max) {
  RONDO_TRY_ASSIGN(const std::vector<Doubt> doubts,
                   CollectDoubts(view, confidence_below, count_max));
  std::vector<DoubtfulFact> facts;
  for (const Doubt& doubt : doubts) {
    RONDO_TRY_ASSIGN(DoubtfulFact fact, Describe(view, doubt));
    facts.push_back(std::move(fact));
  }
  return facts;
}

Result<void> AcceptFact(Transaction& transaction, EdgeId edge) {
  GraphAccess graph(transaction);
  RONDO_TRY(CheckLearned(graph, edge));
  RONDO_TRY(graph.Set(edge, kLearned, Value()));
  RONDO_TRY(graph.Set(edge, kReviewed, Value("accepted")));
  return graph.Set(edge, evidence::kFactConfidence, Value(1.0));
}

Result<void> RejectFact(Transaction& transaction, EdgeId edge) {
  GraphAccess graph(transaction);
  RONDO_TRY(CheckLearned(graph, edge));
  NodeId source;
  NodeId target;
  EdgeTypeId type;
  RONDO_TRY(transaction.GatherEdgeEndpoints(std::span(&edge, 1), std::span(&source, 1),
                                            std::span(&target, 1), std::span(&type, 1)));
  RONDO_TRY_ASSIGN(const std::vector<NodeId> reports, FindReports(graph, edge));
  for (NodeId report : reports) {
    RONDO_TRY_ASSIGN(const auto neighbors, graph.Neighbors(report, Direction::kBoth));
    for (const auto& neighbor : neighbors) {
      RONDO_TRY(transaction.DeleteEdge(neighbor.edge));
    }
    RONDO_TRY(transaction.DeleteNode(report));
  }
  RONDO_TRY_ASSIGN(const FactChange change, RefreshFactEdge(graph, edge));
  RONDO_CHECK(change.removed);
  ChangedCareers careers;
  careers.Add(source, graph.transaction().EdgeTypeName(type), edge, change.former_days);
  for (const auto& [person, career] : careers.by_person()) {
    RONDO_TRY(RefreshClosings(graph, person, career));
  }
  return {};
}

}  // namespace rondo::articles
