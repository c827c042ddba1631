#include "tools/export/select/neighborhood.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "graph/model/evidence_schema.h"
#include "tools/export/caption.h"
#include "tools/export/select/record_reader.h"
#include "tools/export/select/subgraph_builder.h"

namespace rondo {
namespace {

constexpr size_t kSuggestionCountMax = 3;
constexpr size_t kShortestPrefixSize = 3;

/// Names that begin as `name` does, or as its last word does: "Did you mean".
Result<std::string> SuggestNames(const GraphView& view, std::string_view name) {
  const size_t space = name.rfind(' ');
  std::vector<std::string_view> beginnings = {name};
  if (space != std::string_view::npos) {
    beginnings.push_back(name.substr(0, space));
    beginnings.push_back(name.substr(space + 1));
  }
  for (std::string_view beginning : beginnings) {
    for (size_t size = beginning.size(); size >= kShortestPrefixSize; --size) {
      std::vector<NodeId> nodes;
      RONDO_TRY(view.FindNodesByNamePrefix(beginning.substr(0, size), kSuggestionCountMax, nodes));
      if (nodes.empty()) {
        continue;
      }
      std::string hint;
      RecordReader reader(view);
      for (NodeId node : nodes) {
        RONDO_TRY_ASSIGN(const NodeRecord record, reader.ReadNode(node));
        hint += (hint.empty() ? "did you mean `" : ", `") + NodeCaption(record) + "`";
      }
      return hint + "?";
    }
  }
  return std::string();
}

Error TooLarge(std::string_view name, const NeighborhoodOptions& options) {
  Error error =
      RuntimeError(ErrorCode::kLimitExceeded, "GraphTooLarge",
                   "more than " + std::to_string(options.node_count_max) + " nodes lie within " +
                       std::to_string(options.hops) + " steps of `" + std::string(name) + "`");
  error.hint = "ask for fewer --hops, for some --types of edges only, or raise --limit";
  return error;
}

class Neighborhood {
 public:
  Neighborhood(const GraphView& view, const NeighborhoodOptions& options)
      : view_(view), options_(options), builder_(view, options.filter) {}

  Result<bool> Grow(const std::vector<NodeId>& start) {
    std::vector<NodeId> front = start;
    seen_.insert(start.begin(), start.end());
    RONDO_TRY_ASSIGN(const auto types, TypeIds());
    if (!types.has_value()) {
      return true;  // No edge is of any type that was asked for.
    }
    for (size_t hop = 0; hop < options_.hops && !front.empty(); ++hop) {
      RONDO_TRY_ASSIGN(front, Step(front, *types));
      if (seen_.size() > options_.node_count_max) {
        return false;
      }
    }
    return true;
  }

  Result<Subgraph> Build() {
    for (NodeId node : seen_) {
      builder_.AddNode(node);
    }
    RONDO_TRY(builder_.AddEdgesBetween());
    return builder_.Build();
  }

 private:
  /// Absent if types were asked for and the graph has none of them.
  Result<std::optional<std::vector<EdgeTypeId>>> TypeIds() const {
    std::vector<EdgeTypeId> ids;
    for (const std::string& type : options_.filter.types) {
      if (const auto id = view_.FindEdgeType(type); id.has_value()) {
        ids.push_back(*id);
      }
    }
    const bool none = ids.empty() && !options_.filter.types.empty();
    return none ? std::nullopt : std::optional(std::move(ids));
  }

  Result<std::vector<NodeId>> Step(const std::vector<NodeId>& front,
                                   const std::vector<EdgeTypeId>& types) {
    AdjacencyBatch adjacency;
    RONDO_TRY(view_.Expand({.direction = Direction::kBoth, .types = types}, front, adjacency));
    std::vector<NodeId> next;
    for (size_t index = 0; index < adjacency.edges.size(); ++index) {
      if (seen_.contains(adjacency.neighbors[index])) {
        continue;
      }
      RONDO_TRY_ASSIGN(const bool taken, LeadsOn(adjacency.edges[index]));
      if (taken) {
        next.push_back(adjacency.neighbors[index]);
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    RONDO_TRY(DropArticles(next));
    seen_.insert(next.begin(), next.end());
    return next;
  }

  Result<bool> LeadsOn(EdgeId edge) {
    if (options_.filter.takes_all()) {
      return true;
    }
    RONDO_TRY_ASSIGN(const EdgeRecord record, RecordReader(view_).ReadEdge(edge));
    return Takes(options_.filter, record);
  }

  Result<void> DropArticles(std::vector<NodeId>& nodes) const {
    for (std::string_view name : {evidence::kArticleLabel, evidence::kReportLabel}) {
      const auto label = view_.FindLabel(name);
      if (options_.with_articles || !label.has_value() || nodes.empty()) {
        continue;
      }
      const auto has = std::make_unique<bool[]>(nodes.size());
      RONDO_TRY(view_.GatherHasLabel(*label, nodes, std::span(has.get(), nodes.size())));
      size_t kept = 0;
      for (size_t index = 0; index < nodes.size(); ++index) {
        if (!has[index]) {
          nodes[kept++] = nodes[index];
        }
      }
      nodes.resize(kept);
    }
    return {};
  }

  const GraphView& view_;
  const NeighborhoodOptions& options_;
  SubgraphBuilder builder_;
  std::set<NodeId> seen_;
};

}  // namespace

Result<std::vector<NodeId>> FindByName(const GraphView& view, std::string_view name) {
  std::vector<NodeId> nodes;
  RONDO_TRY(view.FindNodesByName(name, nodes));
  if (nodes.empty()) {
    Error error = RuntimeError(ErrorCode::kEntityNotFound, "UnknownName",
                               "nothing in the graph is named `" + std::string(name) + "`");
    RONDO_TRY_ASSIGN(error.hint, SuggestNames(view, name));
    return error;
  }
  return nodes;
}

Result<Subgraph> SelectAround(const GraphView& view, std::string_view name,
                              const NeighborhoodOptions& options) {
  RONDO_TRY_ASSIGN(const std::vector<NodeId> start, FindByName(view, name));
  Neighborhood neighborhood(view, options);
  RONDO_TRY_ASSIGN(const bool complete, neighborhood.Grow(start));
  if (!complete) {
    return TooLarge(name, options);
  }
  return neighborhood.Build();
}

}  // namespace rondo
