// From a plan to its operators.

#include <chrono>

#include "query/execute/operator/operator.h"
#include "query/execute/operator/parallel_input.h"

namespace rondo {

namespace {

/// Counts the rows and the time of another operator.
class ProfiledOperator final : public Operator {
 public:
  ProfiledOperator(ExecutionState& state, OperatorPtr measured, StepProfile& profile)
      : Operator(state), measured_(std::move(measured)), profile_(profile) {}

  Result<void> Open() override {
    Clock::time_point began = Clock::now();
    Result<void> opened = measured_->Open();
    AddTime(began);
    return opened;
  }

  Result<void> Next(Batch& out) override {
    Clock::time_point began = Clock::now();
    Result<void> made = measured_->Next(out);
    AddTime(began);
    profile_.row_count += out.lane_count();
    return made;
  }

 private:
  using Clock = std::chrono::steady_clock;

  void AddTime(Clock::time_point began) {
    auto elapsed = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - began);
    profile_.elapsed_ns += static_cast<uint64_t>(elapsed.count());
  }

  OperatorPtr measured_;
  StepProfile& profile_;
};

}  // namespace

OperatorPtr OperatorBuilder::Build(const PlanNode& plan) {
  OperatorPtr made = BuildPlain(plan);
  // An Argument is known to its plan by its address.
  if (profile_ == nullptr || plan.kind == PlanKind::kArgument) {
    return made;
  }
  return std::make_unique<ProfiledOperator>(state_, std::move(made), (*profile_)[&plan]);
}

OperatorPtr OperatorBuilder::BuildPlain(const PlanNode& plan) {
  if (plan.kind == PlanKind::kArgument) {
    return MakeArgument(state_, plan.As<ArgumentPlan>(), arguments_);
  }
  if (plan.kind == PlanKind::kUnion) {
    std::vector<OperatorPtr> parts;
    for (const PlanNodePtr& part : plan.As<UnionPlan>().parts) {
      parts.push_back(Build(*part));
    }
    return MakeUnion(state_, plan.As<UnionPlan>(), std::move(parts));
  }
  OperatorPtr input = Build(*plan.input);
  if (plan.kind < PlanKind::kFilter) {
    return BuildSearch(plan, std::move(input));
  }
  if (plan.kind < PlanKind::kCreate) {
    return BuildRows(plan, std::move(input));
  }
  return BuildUpdate(plan, std::move(input));
}

InnerPlan OperatorBuilder::BuildInner(const PlanNode& plan) {
  OperatorBuilder builder(state_, profile_);
  OperatorPtr root = builder.Build(plan);
  return InnerPlan(std::move(root), std::move(builder.arguments_));
}

OperatorPtr OperatorBuilder::BuildSearch(const PlanNode& plan, OperatorPtr input) {
  switch (plan.kind) {
    case PlanKind::kNodeScan:
      return MakeNodeScan(state_, plan.As<NodeScanPlan>(), std::move(input));
    case PlanKind::kNodeSeek:
      return MakeNodeSeek(state_, plan.As<NodeSeekPlan>(), std::move(input));
    case PlanKind::kNodeRangeSeek:
      return MakeNodeRangeSeek(state_, plan.As<NodeRangeSeekPlan>(), std::move(input));
    case PlanKind::kIdSeek:
      return MakeIdSeek(state_, plan.As<IdSeekPlan>(), std::move(input));
    case PlanKind::kEdgeScan:
      return MakeEdgeScan(state_, plan.As<EdgeScanPlan>(), std::move(input));
    case PlanKind::kStoredCount:
      return MakeStoredCount(state_, plan.As<StoredCountPlan>(), std::move(input));
    case PlanKind::kExpand:
      return MakeExpand(state_, plan.As<ExpandPlan>(), std::move(input));
    case PlanKind::kIntersect:
      return MakeIntersect(state_, plan.As<IntersectPlan>(), std::move(input));
    case PlanKind::kDegree:
      return MakeDegree(state_, plan.As<DegreePlan>(), std::move(input));
    case PlanKind::kVariableExpand:
      return MakeVariableExpand(state_, plan.As<VariableExpandPlan>(), std::move(input));
    case PlanKind::kQuantifiedExpand: {
      const auto& expand = plan.As<QuantifiedExpandPlan>();
      return MakeQuantifiedExpand(state_, expand, std::move(input), BuildInner(*expand.inner));
    }
    case PlanKind::kShortestPath:
      return MakeShortestPath(state_, plan.As<ShortestPathPlan>(), std::move(input));
    case PlanKind::kPathSelection: {
      const auto& selection = plan.As<PathSelectionPlan>();
      return MakePathSelection(state_, selection, std::move(input), BuildInner(*selection.inner));
    }
    case PlanKind::kPath:
      return MakePath(state_, plan.As<PathPlan>(), std::move(input));
    case PlanKind::kPathModeFilter:
      return MakePathModeFilter(state_, plan.As<PathModeFilterPlan>(), std::move(input));
    default:
      break;
  }
  RONDO_CHECK(false);
  return nullptr;
}

OperatorPtr OperatorBuilder::BuildRows(const PlanNode& plan, OperatorPtr input) {
  switch (plan.kind) {
    case PlanKind::kFilter:
      return MakeFilter(state_, plan.As<FilterPlan>(), std::move(input));
    case PlanKind::kOptional: {
      const auto& optional = plan.As<OptionalPlan>();
      return MakeOptional(state_, optional, std::move(input), BuildInner(*optional.inner));
    }
    case PlanKind::kUnwind:
      return MakeUnwind(state_, plan.As<UnwindPlan>(), std::move(input));
    case PlanKind::kProject:
      return MakeProject(state_, plan.As<ProjectPlan>(), std::move(input));
    case PlanKind::kAggregate: {
      const auto& aggregate = plan.As<AggregatePlan>();
      std::unique_ptr<ParallelInput> parallel;
      if (aggregate.shared_scan != nullptr) {
        parallel = std::make_unique<ParallelInput>(state_, aggregate, profile_);
      }
      return MakeAggregate(state_, aggregate, std::move(input), std::move(parallel));
    }
    case PlanKind::kDistinctNodes:
      return MakeDistinctNodes(state_, plan.As<DistinctNodesPlan>(), std::move(input));
    case PlanKind::kDistinct:
      return MakeDistinct(state_, plan.As<DistinctPlan>(), std::move(input));
    case PlanKind::kSort:
      return MakeSort(state_, plan.As<SortPlan>(), std::move(input));
    case PlanKind::kSkip:
      return MakeSkip(state_, plan.As<SkipPlan>(), std::move(input));
    case PlanKind::kLimit:
      return MakeLimit(state_, plan.As<LimitPlan>(), std::move(input));
    case PlanKind::kEager:
      return MakeEager(state_, plan.As<EagerPlan>(), std::move(input));
    case PlanKind::kCallSubquery: {
      const auto& call = plan.As<CallSubqueryPlan>();
      return MakeCallSubquery(state_, call, std::move(input), BuildInner(*call.inner));
    }
    case PlanKind::kCallProcedure:
      return MakeCallProcedure(state_, plan.As<CallProcedurePlan>(), std::move(input));
    case PlanKind::kLoadCsv:
      return MakeLoadCsv(state_, plan.As<LoadCsvPlan>(), std::move(input));
    default:
      break;
  }
  RONDO_CHECK(false);
  return nullptr;
}

OperatorPtr OperatorBuilder::BuildUpdate(const PlanNode& plan, OperatorPtr input) {
  switch (plan.kind) {
    case PlanKind::kCreate:
      return MakeCreate(state_, plan.As<CreatePlan>(), std::move(input));
    case PlanKind::kMerge: {
      const auto& merge = plan.As<MergePlan>();
      return MakeMerge(state_, merge, std::move(input), BuildInner(*merge.match));
    }
    case PlanKind::kSet:
      return MakeSet(state_, plan.As<SetPlan>(), std::move(input));
    case PlanKind::kRemove:
      return MakeRemove(state_, plan.As<RemovePlan>(), std::move(input));
    case PlanKind::kDelete:
      return MakeDelete(state_, plan.As<DeletePlan>(), std::move(input));
    case PlanKind::kForeach: {
      const auto& foreach = plan.As<ForeachPlan>();
      return MakeForeach(state_, foreach, std::move(input), BuildInner(*foreach.inner));
    }
    default:
      break;
  }
  RONDO_CHECK(false);
  return nullptr;
}

}  // namespace rondo
