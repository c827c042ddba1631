#pragma once

// EvaluationContext: all that expressions need besides the row: the graph, the parameters, the
// clocks, a way to run subqueries, and memory to reuse. `execution` makes one per running statement
// (and per worker thread) and keeps it for the whole run.
//
// Thread rule: one thread at a time.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "graph/model/temporal_construction.h"
#include "graph/view/graph_view.h"
#include "query/execute/expression/batch.h"
#include "query/execute/expression/regular_expression.h"

namespace rondo {

/// One row as an expression sees it: a lane of a batch, and before it the variables of the
/// comprehensions around the expression. Borrows everything; lives on the stack.
class RowView {
 public:
  RowView(const Batch& batch, size_t lane) : batch_(&batch), lane_(lane) {}
  /// `outer` with one more variable. `outer` and `value` must outlive the view.
  RowView(const RowView& outer, SlotIndex slot, const Value& value)
      : outer_(&outer), slot_(slot), value_(&value) {}
  /// A row without variables, for constants.
  RowView() = default;

  /// The value of a slot; null where it is unset.
  Value Get(SlotIndex slot) const {
    const RowView* row = this;
    while (row->outer_ != nullptr) {
      if (row->slot_ == slot) {
        return *row->value_;
      }
      row = row->outer_;
    }
    return row->batch_ == nullptr ? Value() : row->batch_->Get(slot, row->lane_);
  }

 private:
  const Batch* batch_ = nullptr;
  size_t lane_ = 0;
  const RowView* outer_ = nullptr;
  SlotIndex slot_ = kNoSlot;
  const Value* value_ = nullptr;
};

/// Runs EXISTS { }, COUNT { }, COLLECT { } and pattern comprehensions. Implemented by the
/// operators.
class SubqueryRunner {
 public:
  virtual ~SubqueryRunner() = default;

  /// The value of a BoundSubqueryExpression or BoundPatternComprehension for one row.
  virtual Result<Value> Run(const BoundExpression& subquery, const RowView& row) = 0;
  /// The same for all lanes of `batch`. This body asks Run for each.
  virtual Result<void> RunAll(const BoundExpression& subquery, const Batch& batch, Vector& out);
};

/// Nodes and edges that the statement has deleted so far while rows still name them.
struct DeletedEntities {
  std::unordered_map<NodeId, SourceSpan> nodes;   // With what the DELETE named.
  std::unordered_map<EdgeId, std::string> edges;  // With the type that they had.

  bool empty() const { return nodes.empty() && edges.empty(); }
};

/// The clocks that stand still.
struct StatementClocks {
  Instant transaction;  // When the transaction began.
  Instant statement;    // When the statement began.
};

/// What the clock of the machine shows.
Instant ReadSystemClock();

/// The wish to stop a statement: from another thread, or because its time is up.
class InterruptSource {
 public:
  const std::atomic<bool>* interrupted = nullptr;  // May be absent.
  std::optional<std::chrono::steady_clock::time_point> deadline;

  /// Cancelled("Interrupted") or LimitExceeded("Timeout") if it is time to stop. Cheap enough for
  /// every batch (and every few thousand elements of a loop).
  Result<void> Check() const;
};

/// Numbers for rand() and randomUUID(): xorshift-like, good enough to sample, not for secrets.
class RandomSource {
 public:
  explicit RandomSource(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  /// In [0, 1).
  double NextFraction();

 private:
  uint64_t state_;
};

/// From names to the ids of the view, remembered. A name that is still unknown is asked for again,
/// since the statement itself may bring it in.
class NameResolver {
 public:
  explicit NameResolver(const GraphView& view) : view_(&view) {}
  void Rebind(const GraphView& view, bool keeps_names);
  /// As long as it stays the same, so do the ids of the names that were found.
  uint64_t generation() const { return generation_; }

  std::optional<LabelId> Label(std::string_view name);
  std::optional<EdgeTypeId> EdgeType(std::string_view name);
  std::optional<PropertyKeyId> PropertyKey(std::string_view name);

  /// The name of a type or label as a value, made once and then shared.
  const Value& EdgeTypeName(EdgeTypeId id);
  const Value& LabelName(LabelId id);

 private:
  /// A direct-mapped cache: a statement speaks of a handful of names.
  template <typename Id>
  class Cache {
   public:
    /// The id of `name`, from `find` (an optional id) if it is not remembered.
    template <typename Find>
    std::optional<Id> Get(std::string_view name, const Find& find);

   private:
    struct Entry {
      std::string name;
      Id id;
    };
    std::array<Entry, 16> entries_;
  };

  const GraphView* view_;
  uint64_t generation_ = 0;
  Cache<LabelId> labels_;
  Cache<EdgeTypeId> edge_types_;
  Cache<PropertyKeyId> property_keys_;
  std::vector<Value> edge_type_names_;
  std::vector<Value> label_names_;
};

/// Vectors for intermediate results. Borrow one with ScratchVector.
class VectorPool {
 private:
  friend class ScratchVector;
  std::vector<std::unique_ptr<Vector>> free_;
};

/// A vector of the pool, empty, given back at the end of the scope.
class ScratchVector {
 public:
  explicit ScratchVector(VectorPool& pool);
  ~ScratchVector();
  ScratchVector(const ScratchVector&) = delete;
  ScratchVector& operator=(const ScratchVector&) = delete;

  Vector& operator*() { return *vector_; }
  Vector* operator->() { return vector_.get(); }

 private:
  VectorPool& pool_;
  std::unique_ptr<Vector> vector_;
};

/// The values of a statement's `$parameters`, by name without the `$`.
using ParameterValues = std::map<std::string, Value, std::less<>>;

struct EvaluationContext {
  EvaluationContext(const GraphView& graph_view, const ParameterValues& statement_parameters,
                    uint64_t random_seed)
      : view(&graph_view),
        parameters(&statement_parameters),
        names(graph_view),
        random(random_seed) {}
  EvaluationContext(const EvaluationContext&) = delete;
  EvaluationContext& operator=(const EvaluationContext&) = delete;

  /// For the next execution. What was remembered of names stays if `keeps_names`: they must mean
  /// the same in the new view.
  void Rebind(const GraphView& graph_view, const ParameterValues& statement_parameters,
              uint64_t random_seed, bool keeps_names) {
    view = &graph_view;
    parameters = &statement_parameters;
    names.Rebind(graph_view, keeps_names);
    random = RandomSource(random_seed);
  }

  const GraphView* view;
  const ParameterValues* parameters;
  StatementClocks clocks;
  InterruptSource interrupt;
  SubqueryRunner* subqueries = nullptr;        // Needed where the statement has any.
  const DeletedEntities* deleted = nullptr;    // Absent: nothing was deleted.
  size_t list_size_max = size_t{100'000'000};  // Elements of one list, bytes of one string.

  NameResolver names;
  RandomSource random;
  VectorPool vectors;
  RegularExpressionCache regular_expressions;

  bool IsDeleted(NodeId node) const {
    return deleted != nullptr && !deleted->nodes.empty() && deleted->nodes.contains(node);
  }
  bool IsDeleted(EdgeId edge) const {
    return deleted != nullptr && !deleted->edges.empty() && deleted->edges.contains(edge);
  }
};

}  // namespace rondo
