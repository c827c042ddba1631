#pragma once

// CsrCache: graphs that algorithms were run on, kept for the next one. Several algorithms are often
// run on one part of a graph that does not change meanwhile, and loading it costs as much as
// running one of them. Only what snapshots of the newest version show is kept; what a transaction
// shows is loaded anew each time.
//
// Thread rule: may be used from many threads at once. Belongs to one store.

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "graph/view/csr_graph.h"

namespace rondo {

class CsrCache {
 public:
  /// Bytes of all graphs that are kept. A larger graph is not kept at all.
  explicit CsrCache(size_t memory_size_max = size_t{256} << 20)
      : memory_size_max_(memory_size_max) {}

  /// The selected part of `view`. Errors as LoadCsrGraph.
  Result<std::shared_ptr<const CsrGraph>> Load(const GraphView& view, const CsrSelection& selection,
                                               const StopCheck& stop_check);

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const CsrGraph> graph;
  };
  std::shared_ptr<const CsrGraph> Find(uint64_t version, const std::string& key);
  void Keep(uint64_t version, std::string key, std::shared_ptr<const CsrGraph> graph);

  const size_t memory_size_max_;
  std::mutex mutex_;
  uint64_t version_ = 0;        // That all entries show.
  std::vector<Entry> entries_;  // The last used one stands last.
};

}  // namespace rondo
