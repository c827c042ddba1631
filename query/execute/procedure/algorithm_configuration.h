#pragma once

// AlgorithmConfiguration: the map that tells an algorithm which part of the graph to run on and
// how:
// `{labels: ['Player'], types: ['loaned-to'], direction: 'both', damping: 0.9}`.
//
// Thread rule: one thread at a time. Borrows the call that it was read from.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graph/algorithms/algorithm_control.h"
#include "graph/view/csr_graph.h"
#include "query/execute/procedure/csr_cache.h"
#include "query/execute/procedure/procedure.h"

namespace rondo {

/// A call of an algorithm, with the graphs that were loaded before.
struct AlgorithmCall : ProcedureCall {
  CsrCache& graphs;
};

class AlgorithmConfiguration {
 public:
  /// Options that some algorithms have beside labels, types and direction, which all have.
  using Options = std::span<const std::string_view>;

  /// Reads the argument at `index`: a map, or null for none. Type("InvalidArgumentType") for
  /// anything else; Argument("UnknownOption", "InvalidOption", "UnknownLabel", ...) with a way out
  /// for what does not fit.
  static Result<AlgorithmConfiguration> Read(const AlgorithmCall& call, size_t index,
                                             Options options);

  /// Options of one algorithm; the default where absent or null. Argument("InvalidOption") for
  /// another type or beyond the bounds.
  Result<double> Number(std::string_view option, double otherwise, double min, double max) const;
  Result<int64_t> Integer(std::string_view option, int64_t otherwise, int64_t min,
                          int64_t max = std::numeric_limits<int32_t>::max()) const;
  /// The name of a property, or nothing. Argument("UnknownPropertyKey") if nothing has ever had it.
  Result<std::optional<std::string>> PropertyKey(std::string_view option) const;
  bool Has(std::string_view option) const;

  const CsrSelection& selection() const { return selection_; }
  /// The option `weight`, if the algorithm has it.
  Result<void> ReadWeight();

  /// The part of the graph to run on.
  Result<std::shared_ptr<const CsrGraph>> LoadGraph() const;
  AlgorithmControl control() const;

 private:
  explicit AlgorithmConfiguration(const AlgorithmCall& call) : call_(&call) {}
  const Value* Find(std::string_view option) const;
  Result<void> CheckOptions(Options options) const;
  Result<std::vector<std::string>> Names(std::string_view option) const;
  Result<void> ReadSelection();

  const AlgorithmCall* call_;
  MapValue map_;
  CsrSelection selection_;
};

/// The position of the node in argument `index` in `graph`. Argument("NodeNotSelected") if the
/// graph was loaded without it, Type("InvalidArgumentType") if the argument is no node.
Result<NodeIndex> SelectedNode(const ProcedureCall& call, size_t index, const CsrGraph& graph);

}  // namespace rondo
