#pragma once

// ReportEdges: keeps reports pointing at their facts while both get new ids. A report names its
// fact by the id of an edge (graph/model/evidence_schema.h); whoever reads a dump tells the ids
// that edges have in it, the ids that they get, and the reports, in any order.
//
// Thread rule: one thread at a time, but NumberEdge may be called by another than the rest.

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/ids.h"
#include "graph/model/value.h"
#include "storage/store.h"

namespace rondo::import {

class ReportEdges {
 public:
  /// A node with the report's label. `edge` is its property of that name; others than integers name
  /// no edge.
  void AddReport(NodeId report, const Value& edge);
  bool has_reports() const { return !reports_.empty(); }

  /// An edge that `id` names in the dump.
  void AddEdge(int64_t id, EdgeId edge);

  /// The same for edges whose ids come later: each is the next of its type, and NumberEdge then
  /// gives the id of the `number`-th. Edges that no report named so far are not remembered.
  void AddNextEdge(std::string_view type, std::optional<int64_t> id);
  void NumberEdge(std::string_view type, uint64_t number, EdgeId edge);

  /// Gives every report the new id of its edge, or none where the dump lacks the edge: the old id
  /// would name another. Makes the index by which evidence is found, unless `store` has it.
  Result<void> Redirect(const Store& store, Transaction& transaction) const;

 private:
  struct EdgesOfType {
    uint64_t count = 0;
    std::unordered_map<uint64_t, int64_t> ids;  // In the dump, by number.
  };

  mutable std::mutex mutex_;                         // Guards edges_ and types_.
  std::vector<std::pair<NodeId, int64_t>> reports_;  // With the id in the dump.
  std::unordered_map<int64_t, EdgeId> edges_;        // By the id in the dump; invalid: not known.
  std::map<std::string, EdgesOfType, std::less<>> types_;
};

}  // namespace rondo::import
