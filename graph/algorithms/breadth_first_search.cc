#include "graph/algorithms/breadth_first_search.h"

#include "graph/base/parallel.h"

namespace rondo {
namespace {

/// One search; `depths` and `queue` keep their memory from call to call.
Result<void> Search(const CsrGraph& graph, NodeIndex source, const AlgorithmControl& control,
                    std::vector<int64_t>& depths, std::vector<NodeIndex>& queue) {
  depths.assign(graph.node_count(), kUnreachableDepth);
  queue.clear();
  queue.push_back(source);
  depths[source] = 0;
  for (size_t head = 0; head < queue.size(); ++head) {
    if (head % kNodesPerCheck == 0) {
      RONDO_TRY(control.Check());
    }
    const NodeIndex node = queue[head];
    for (NodeIndex neighbor : graph.Outgoing(node)) {
      if (depths[neighbor] == kUnreachableDepth) {
        depths[neighbor] = depths[node] + 1;
        queue.push_back(neighbor);
      }
    }
  }
  return {};
}

}  // namespace

Result<std::vector<int64_t>> BreadthFirstSearch(const CsrGraph& graph, NodeIndex source,
                                                const AlgorithmControl& control) {
  RONDO_CHECK(source < graph.node_count());
  std::vector<int64_t> depths;
  std::vector<NodeIndex> queue;
  RONDO_TRY(Search(graph, source, control, depths, queue));
  return depths;
}

Result<std::vector<double>> ClosenessCentrality(const CsrGraph& graph,
                                                const AlgorithmControl& control) {
  const NodeIndex node_count = graph.node_count();
  std::vector<double> closeness(node_count, 0.0);
  auto measure = [&](uint32_t, size_t begin, size_t end) -> Result<void> {
    std::vector<int64_t> depths;
    std::vector<NodeIndex> queue;
    for (size_t node = begin; node < end; ++node) {
      RONDO_TRY(Search(graph, static_cast<NodeIndex>(node), control, depths, queue));
      double distance_sum = 0;
      for (NodeIndex reached : queue) {
        distance_sum += static_cast<double>(depths[reached]);
      }
      if (distance_sum > 0) {
        const double reached_count = static_cast<double>(queue.size() - 1);
        closeness[node] =
            reached_count / static_cast<double>(node_count - 1) * (reached_count / distance_sum);
      }
    }
    return {};
  };
  const uint64_t step_count = node_count * (node_count + graph.edge_count());
  RONDO_TRY(RunStretches(EvenBounds(node_count, WorkerCountFor(step_count)), measure));
  return closeness;
}

}  // namespace rondo
