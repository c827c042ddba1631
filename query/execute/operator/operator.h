#pragma once

// Operator: one step of a plan at work. Batches are pulled: a parent asks its input for the next
// batch, transforms it and hands it on. Operators are built once per prepared statement and run
// many times; they keep their memory.
//
// Protocol: Open (again for each execution, and for each row that an inner plan is run for), then
// Next until it leaves the batch empty. A batch that is handed out has 1 to
// ExecutionState::batch_capacity lanes and holds at least the slots in PlanNode::live that are set
// so far.
// Thread rule: belongs to one thread.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "query/execute/expression/batch.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/execution_state.h"
#include "query/plan/plan.h"
#include "query/plan/plan_text.h"

namespace rondo {

class ParallelInput;  // parallel_input.h

class Operator {
 public:
  explicit Operator(ExecutionState& state) : state_(state) {}
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;
  virtual ~Operator() = default;

  /// Begins anew, inputs included; whatever was left is forgotten.
  virtual Result<void> Open() = 0;
  /// Replaces `out` with the next rows; no lanes at the end.
  virtual Result<void> Next(Batch& out) = 0;

 protected:
  ExecutionState& state() { return state_; }
  EvaluationContext& context() { return state_.context(); }

 private:
  ExecutionState& state_;
};
using OperatorPtr = std::unique_ptr<Operator>;

/// An operator with an input.
class ChainedOperator : public Operator {
 public:
  ChainedOperator(ExecutionState& state, OperatorPtr input)
      : Operator(state), input_(std::move(input)) {}

  Result<void> Open() override { return input_->Open(); }

 protected:
  Operator& input() { return *input_; }

 private:
  OperatorPtr input_;
};

/// An operator that hands on some of the rows of its input, as they are.
class RowFilter : public ChainedOperator {
 public:
  using ChainedOperator::ChainedOperator;

  Result<void> Next(Batch& out) final;

 private:
  /// Appends the lanes that go on, ascending.
  virtual Result<void> Choose(const Batch& rows, std::vector<uint32_t>& lanes) = 0;

  std::vector<uint32_t> lanes_;
};

/// Where a plan begins: hands out the rows that it was given, once per Open.
class ArgumentOperator : public Operator {
 public:
  ArgumentOperator(ExecutionState& state, const ArgumentPlan& plan)
      : Operator(state), plan_(plan) {}

  /// The rows to hand out from the next Open on; null for the one empty row. Borrowed.
  void Bind(const Batch* rows) { rows_ = rows; }

  Result<void> Open() override;
  Result<void> Next(Batch& out) override;

 private:
  const ArgumentPlan& plan_;
  const Batch* rows_ = nullptr;
  size_t next_lane_ = 0;
  std::vector<uint32_t> lanes_;
};

/// A plan of its own inside a step: run anew for rows of the step's input.
class InnerPlan {
 public:
  InnerPlan() = default;
  InnerPlan(OperatorPtr root, std::vector<ArgumentOperator*> arguments)
      : root_(std::move(root)), arguments_(std::move(arguments)) {}

  /// Begins with these rows, which must stay until the last Next.
  Result<void> Open(const Batch& rows) {
    for (ArgumentOperator* argument : arguments_) {
      argument->Bind(&rows);
    }
    return root_->Open();
  }
  Result<void> Next(Batch& out) { return root_->Next(out); }
  Operator& root() { return *root_; }

 private:
  OperatorPtr root_;
  std::vector<ArgumentOperator*> arguments_;  // One, but for unions and joins.
};

/// Builds operators for a plan. Everything must outlive what is built.
class OperatorBuilder {
 public:
  /// With `profile`, what each step does is measured into it.
  explicit OperatorBuilder(ExecutionState& state, PlanProfile* profile = nullptr)
      : state_(state), profile_(profile) {}

  /// The operator of `plan` with its inputs.
  OperatorPtr Build(const PlanNode& plan);
  InnerPlan BuildInner(const PlanNode& plan);

 private:
  OperatorPtr BuildPlain(const PlanNode& plan);
  OperatorPtr BuildSearch(const PlanNode& plan, OperatorPtr input);
  OperatorPtr BuildRows(const PlanNode& plan, OperatorPtr input);
  OperatorPtr BuildUpdate(const PlanNode& plan, OperatorPtr input);

  ExecutionState& state_;
  PlanProfile* profile_;
  std::vector<ArgumentOperator*> arguments_;
};

// ---------------------------------------------------------------- the operators, by family

OperatorPtr MakeArgument(ExecutionState& state, const ArgumentPlan& plan,
                         std::vector<ArgumentOperator*>& arguments);
OperatorPtr MakeNodeScan(ExecutionState& state, const NodeScanPlan& plan, OperatorPtr input);
OperatorPtr MakeNodeSeek(ExecutionState& state, const NodeSeekPlan& plan, OperatorPtr input);
OperatorPtr MakeNodeRangeSeek(ExecutionState& state, const NodeRangeSeekPlan& plan,
                              OperatorPtr input);
OperatorPtr MakeIdSeek(ExecutionState& state, const IdSeekPlan& plan, OperatorPtr input);
OperatorPtr MakeEdgeScan(ExecutionState& state, const EdgeScanPlan& plan, OperatorPtr input);
OperatorPtr MakeStoredCount(ExecutionState& state, const StoredCountPlan& plan, OperatorPtr input);
OperatorPtr MakeExpand(ExecutionState& state, const ExpandPlan& plan, OperatorPtr input);
OperatorPtr MakeIntersect(ExecutionState& state, const IntersectPlan& plan, OperatorPtr input);
OperatorPtr MakeDegree(ExecutionState& state, const DegreePlan& plan, OperatorPtr input);
OperatorPtr MakeVariableExpand(ExecutionState& state, const VariableExpandPlan& plan,
                               OperatorPtr input);
OperatorPtr MakeQuantifiedExpand(ExecutionState& state, const QuantifiedExpandPlan& plan,
                                 OperatorPtr input, InnerPlan inner);
OperatorPtr MakeShortestPath(ExecutionState& state, const ShortestPathPlan& plan,
                             OperatorPtr input);
OperatorPtr MakePathSelection(ExecutionState& state, const PathSelectionPlan& plan,
                              OperatorPtr input, InnerPlan inner);
OperatorPtr MakePath(ExecutionState& state, const PathPlan& plan, OperatorPtr input);
OperatorPtr MakePathModeFilter(ExecutionState& state, const PathModeFilterPlan& plan,
                               OperatorPtr input);

OperatorPtr MakeFilter(ExecutionState& state, const FilterPlan& plan, OperatorPtr input);
OperatorPtr MakeOptional(ExecutionState& state, const OptionalPlan& plan, OperatorPtr input,
                         InnerPlan inner);
OperatorPtr MakeUnwind(ExecutionState& state, const UnwindPlan& plan, OperatorPtr input);
OperatorPtr MakeProject(ExecutionState& state, const ProjectPlan& plan, OperatorPtr input);
/// `parallel` may be null.
OperatorPtr MakeAggregate(ExecutionState& state, const AggregatePlan& plan, OperatorPtr input,
                          std::unique_ptr<ParallelInput> parallel);
OperatorPtr MakeDistinctNodes(ExecutionState& state, const DistinctNodesPlan& plan,
                              OperatorPtr input);
OperatorPtr MakeDistinct(ExecutionState& state, const DistinctPlan& plan, OperatorPtr input);
OperatorPtr MakeSort(ExecutionState& state, const SortPlan& plan, OperatorPtr input);
OperatorPtr MakeSkip(ExecutionState& state, const SkipPlan& plan, OperatorPtr input);
OperatorPtr MakeLimit(ExecutionState& state, const LimitPlan& plan, OperatorPtr input);
OperatorPtr MakeUnion(ExecutionState& state, const UnionPlan& plan, std::vector<OperatorPtr> parts);
OperatorPtr MakeEager(ExecutionState& state, const EagerPlan& plan, OperatorPtr input);
OperatorPtr MakeCallSubquery(ExecutionState& state, const CallSubqueryPlan& plan, OperatorPtr input,
                             InnerPlan inner);
OperatorPtr MakeCallProcedure(ExecutionState& state, const CallProcedurePlan& plan,
                              OperatorPtr input);
OperatorPtr MakeLoadCsv(ExecutionState& state, const LoadCsvPlan& plan, OperatorPtr input);

OperatorPtr MakeCreate(ExecutionState& state, const CreatePlan& plan, OperatorPtr input);
OperatorPtr MakeMerge(ExecutionState& state, const MergePlan& plan, OperatorPtr input,
                      InnerPlan match);
OperatorPtr MakeSet(ExecutionState& state, const SetPlan& plan, OperatorPtr input);
OperatorPtr MakeRemove(ExecutionState& state, const RemovePlan& plan, OperatorPtr input);
OperatorPtr MakeDelete(ExecutionState& state, const DeletePlan& plan, OperatorPtr input);
OperatorPtr MakeForeach(ExecutionState& state, const ForeachPlan& plan, OperatorPtr input,
                        InnerPlan inner);

// ---------------------------------------------------------------- what operators share

/// The nodes (edges) of a column as ids: invalid for null. `span` is filled into `ids` unless the
/// column is of that form and not constant. Type("InvalidArgumentType") for any other value.
Result<std::span<const NodeId>> NodesOf(const Vector& column, std::vector<NodeId>& ids);
Result<std::span<const EdgeId>> EdgesOf(const Vector& column, std::vector<EdgeId>& ids);

/// Appends the edges that a lane of a column holds: one edge, or the elements of a list of them.
Result<void> AppendEdges(const Vector& column, size_t lane, std::vector<EdgeId>& edges);

/// The edge types of a step as ids of the graph.
class StepTypes {
 public:
  explicit StepTypes(const EdgeStep& step) : step_(step) {}

  /// Looks the names up that were not known yet: the statement itself may bring them in. False if
  /// no edge can be of a wanted type.
  bool Resolve(EvaluationContext& context);
  /// Empty: every type.
  std::span<const EdgeTypeId> ids() const { return ids_; }
  /// The same, each once and ascending, with every type of the graph spelt out.
  std::vector<EdgeTypeId> Distinct(const GraphView& view) const;
  bool Contains(EdgeTypeId type) const;
  ExpandOptions options() const { return {step_.direction, ids_, false}; }

 private:
  const EdgeStep& step_;
  std::vector<EdgeTypeId> ids_;
  bool any_type_ = false;
  bool complete_ = false;
  uint32_t known_type_count_ = 0;  // When a type expression was evaluated.
};

/// The edges that a step must differ from, for the lanes of a batch.
class ExcludedEdges {
 public:
  explicit ExcludedEdges(const std::vector<SlotIndex>& slots) : slots_(slots) {}

  /// The lanes of `rows` from now on; borrows single columns of edges from it.
  Result<void> Prepare(const Batch& rows);
  bool Contains(size_t lane, EdgeId edge) const;
  /// The column that holds all of them, as single edges; null where there is more than one.
  const Vector* OnlyColumn() const {
    return columns_.size() == 1 && list_count_ == 0 ? columns_[0] : nullptr;
  }

 private:
  struct Lists {
    std::vector<uint32_t> offsets;
    std::vector<EdgeId> edges;
  };
  const std::vector<SlotIndex>& slots_;
  std::vector<const Vector*> columns_;  // Single edges.
  std::vector<Lists> lists_;            // Anything else.
  size_t list_count_ = 0;
};

/// The clocks that a MATCH is read by: its clause's, else the session's.
class TimeFilter {
 public:
  /// Evaluates the clauses. Type("InvalidArgumentType") if one gives no day.
  Result<void> Open(const BoundTimeRestriction* restriction, ExecutionState& state);
  bool active() const { return valid_at_.has_value() || reported_at_.has_value(); }
  /// Clears `keep[i]` where edges[i] is not visible.
  Result<void> Apply(const GraphView& view, std::span<const EdgeId> edges,
                     std::span<bool> keep) const;

 private:
  std::optional<Date> valid_at_;
  std::optional<Date> reported_at_;
};

/// The entries at `places`, which ascend, and nothing else.
template <typename T>
void KeepPlaces(std::vector<T>& entries, std::span<const uint32_t> places) {
  for (size_t index = 0; index < places.size(); ++index) {
    entries[index] = entries[places[index]];
  }
  entries.resize(places.size());
}

/// Which edges of a step may be walked: those that its clocks let through and that its pattern has
/// not walked before.
class EdgeFilter {
 public:
  explicit EdgeFilter(const EdgeStep& step) : step_(step), excluded_(step.distinct_from) {}

  Result<void> Open(ExecutionState& state) { return time_.Open(step_.time, state); }
  /// The lanes of `rows` from now on, as ExcludedEdges has it.
  Result<void> Prepare(const Batch& rows) { return excluded_.Prepare(rows); }
  /// False: all may be walked.
  bool active() const { return !step_.distinct_from.empty() || time_.active(); }

  /// The places in `edges` of those that may be walked; edge i belongs to lane_of(i). Lives until
  /// the next call.
  template <typename LaneOf>
  Result<std::span<const uint32_t>> Choose(const GraphView& view, std::span<const EdgeId> edges,
                                           const LaneOf& lane_of) {
    const Vector* only = excluded_.OnlyColumn();
    if (only != nullptr && !time_.active()) {
      std::span<const EdgeId> others = only->edges();
      size_t step = only->constant() ? 0 : 1;
      return Collect(edges.size(),
                     [&](size_t index) { return edges[index] != others[lane_of(index) * step]; });
    }
    keep_.assign(edges.size(), 1);
    std::span<bool> keep(reinterpret_cast<bool*>(keep_.data()), keep_.size());
    if (time_.active()) {
      RONDO_TRY(time_.Apply(view, edges, keep));
    }
    return Collect(edges.size(), [&](size_t index) {
      return keep[index] && !excluded_.Contains(lane_of(index), edges[index]);
    });
  }

 private:
  template <typename Fits>
  std::span<const uint32_t> Collect(size_t count, const Fits& fits) {
    if (places_.size() < count) {
      places_.resize(count);
    }
    size_t kept = 0;
    for (size_t index = 0; index < count; ++index) {
      places_[kept] = static_cast<uint32_t>(index);
      kept += fits(index) ? 1 : 0;
    }
    return std::span<const uint32_t>(places_).first(kept);
  }

  const EdgeStep& step_;
  ExcludedEdges excluded_;
  TimeFilter time_;
  std::vector<uint8_t> keep_;
  std::vector<uint32_t> places_;
};

/// Rows in memory, batch by batch; counts its bytes against the statement's bound.
class RowBuffer {
 public:
  explicit RowBuffer(ExecutionState& state) : state_(state) {}
  ~RowBuffer() { Clear(); }

  void Clear();
  /// Takes over the rows of `batch`, which is left with other memory.
  Result<void> Add(Batch& batch);
  const std::vector<Batch>& batches() const { return batches_; }
  std::vector<Batch>& batches() { return batches_; }
  bool empty() const { return batches_.empty(); }
  size_t row_count() const { return row_count_; }

 private:
  ExecutionState& state_;
  std::vector<Batch> batches_;
  size_t row_count_ = 0;
  size_t memory_size_ = 0;
};

/// 0, 1, 2, ... count - 1.
std::span<const uint32_t> AllLanes(size_t count, std::vector<uint32_t>& lanes);

/// Bytes that a column holds, roughly.
size_t MemorySizeOf(const Batch& batch);

/// A count of rows (SKIP, LIMIT): Syntax("NegativeIntegerArgument"), Syntax("InvalidArgumentType").
Result<uint64_t> EvaluateRowCount(const BoundExpression& expression, EvaluationContext& context);

}  // namespace rondo
