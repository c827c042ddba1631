#pragma once

// CrashScript: the workload of the crash tests. Transaction number n is drawn from the seed, n and
// the graph that the transactions before it left, and from nothing else: so whoever knows the seed
// and n knows the graph. Every transaction leaves its number in the property `last` of node 0.

#include <cstdint>
#include <random>

#include "storage/store.h"
#include "tests/storage/graph_model.h"

namespace rondo::crash {

class CrashScript {
 public:
  explicit CrashScript(uint64_t seed) : seed_(seed) {}

  uint64_t transaction_count() const { return transaction_count_; }
  const GraphModel& model() const { return model_; }

  /// Draws the next transaction and changes the model; with `transaction` that too, where ids must
  /// come as the model says.
  void RunNext(Transaction* transaction);
  /// Runs transactions on the model alone until there were `count`.
  void SkipTo(uint64_t count);

  /// The number of the last transaction that `view` shows; 0 for an empty graph.
  static uint64_t LastOf(const GraphView& view);

 private:
  void CreateNode(Transaction* transaction);
  void CreateEdge(Transaction* transaction);
  void SetProperty(Transaction* transaction);
  void DeleteEdge(Transaction* transaction);
  void DeleteNode(Transaction* transaction);
  uint64_t Below(uint64_t bound) { return random_() % bound; }
  uint64_t RandomNode();

  const uint64_t seed_;
  std::mt19937_64 random_;
  GraphModel model_;
  uint64_t next_node_id_ = 0;
  uint64_t next_edge_id_ = 0;
  uint64_t transaction_count_ = 0;
};

}  // namespace rondo::crash
