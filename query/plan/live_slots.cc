// Which slots each step has to hand on: those that a later step reads.

#include <algorithm>
#include <set>

#include "query/plan/expression_parts.h"
#include "query/plan/statement_planner.h"

namespace rondo {

namespace {

using Slots = std::set<SlotIndex>;

void Read(const BoundExpression* expression, Slots& wanted) {
  if (expression != nullptr) {
    AddSlots(*expression, wanted);
  }
}

void ReadAll(const std::vector<const BoundExpression*>& expressions, Slots& wanted) {
  for (const BoundExpression* expression : expressions) {
    Read(expression, wanted);
  }
}

void ReadSlots(const std::vector<SlotIndex>& slots, Slots& wanted) {
  wanted.insert(slots.begin(), slots.end());
}

/// What a step with `step` reads, and of `wanted` what it makes.
void PassStep(const EdgeStep& step, Slots& wanted) {
  if (!step.to_is_bound) {
    wanted.erase(step.to);
  }
  if (!step.edge_is_bound) {
    wanted.erase(step.edge);
  }
  if (!step.from_is_bound) {
    wanted.erase(step.from);
  } else {
    wanted.insert(step.from);
  }
  if (step.to_is_bound) {
    wanted.insert(step.to);
  }
  if (step.edge_is_bound) {
    wanted.insert(step.edge);
  }
  ReadSlots(step.distinct_from, wanted);
}

void Visit(PlanNode& plan, Slots wanted);

/// Visits an inner plan, whose last rows must hold `wanted`; gives what its argument must hold.
Slots VisitInner(PlanNode& plan, const Slots& wanted) {
  Visit(plan, wanted);
  const PlanNode* first = &plan;
  Slots needed;
  std::vector<const PlanNode*> pending = {&plan};
  while (!pending.empty()) {
    first = pending.back();
    pending.pop_back();
    if (first->kind == PlanKind::kArgument) {
      needed.insert(first->live.begin(), first->live.end());
    } else if (first->kind == PlanKind::kUnion) {
      for (const PlanNodePtr& part : first->As<UnionPlan>().parts) {
        pending.push_back(part.get());
      }
    } else {
      pending.push_back(first->input.get());
    }
  }
  return needed;
}

void ReadProperties(const BoundPatternProperties& properties, Slots& wanted) {
  for (const auto& [key, value] : properties.entries) {
    Read(value.get(), wanted);
  }
  Read(properties.map.get(), wanted);
}

/// A pattern that is created: properties and bound elements are read, the others made.
void PassCreatedPattern(const BoundPattern& pattern, Slots& wanted) {
  for (const BoundPathPattern& path : pattern.paths) {
    wanted.erase(path.slot);
  }
  for (const BoundNodePattern& node : pattern.nodes) {
    ReadProperties(node.properties, wanted);
  }
  for (const BoundEdgePattern& edge : pattern.edges) {
    ReadProperties(edge.properties, wanted);
    wanted.erase(edge.slot);
  }
  for (const BoundNodePattern& node : pattern.nodes) {
    if (node.bound_before) {
      wanted.insert(node.slot);
    } else {
      wanted.erase(node.slot);
    }
  }
}

void ReadSetItems(const std::vector<BoundSetItem>& items, Slots& wanted) {
  for (const BoundSetItem& item : items) {
    Read(item.target.get(), wanted);
    Read(item.dynamic_key.get(), wanted);
    Read(item.value.get(), wanted);
  }
}

void ReadProjection(const PlanNode& plan, Slots& wanted) {
  if (plan.kind == PlanKind::kProject) {
    const auto& project = plan.As<ProjectPlan>();
    for (const ProjectPlan::Item& item : project.items) {
      wanted.erase(item.slot);
    }
    for (const ProjectPlan::Item& item : project.items) {
      Read(item.expression, wanted);
    }
    return;
  }
  const auto& aggregate = plan.As<AggregatePlan>();
  wanted.clear();  // Groups are all that is left of the rows.
  for (const ProjectPlan::Item& group : aggregate.groups) {
    Read(group.expression, wanted);
  }
  for (const BoundAggregate* made : aggregate.aggregates) {
    for (const BoundExpressionPtr& argument : made->arguments) {
      Read(argument.get(), wanted);
    }
  }
  if (aggregate.weight != kNoSlot) {
    wanted.insert(aggregate.weight);
  }
}

void ReadWalk(PlanNode& plan, Slots& wanted) {
  switch (plan.kind) {
    case PlanKind::kEdgeScan: {
      const EdgeStep& step = plan.As<EdgeScanPlan>().step;
      for (SlotIndex slot : {step.from, step.edge, step.to}) {
        wanted.erase(slot);
      }
      ReadSlots(step.distinct_from, wanted);
      break;
    }
    case PlanKind::kStoredCount:
      wanted.erase(plan.As<StoredCountPlan>().weight);
      break;
    case PlanKind::kExpand:
      PassStep(plan.As<ExpandPlan>().step, wanted);
      break;
    case PlanKind::kIntersect:
      for (const EdgeStep& step : plan.As<IntersectPlan>().steps) {
        wanted.erase(step.edge);
        wanted.erase(step.to);
      }
      for (const EdgeStep& step : plan.As<IntersectPlan>().steps) {
        wanted.insert(step.from);
        for (SlotIndex slot : step.distinct_from) {
          wanted.insert(slot);
        }
      }
      break;
    case PlanKind::kDegree:
      wanted.erase(plan.As<DegreePlan>().weight);
      PassStep(plan.As<DegreePlan>().step, wanted);
      break;
    case PlanKind::kVariableExpand:
      PassStep(plan.As<VariableExpandPlan>().step, wanted);
      ReadAll(plan.As<VariableExpandPlan>().edge_conditions, wanted);
      if (!plan.As<VariableExpandPlan>().step.edge_is_bound) {
        wanted.erase(plan.As<VariableExpandPlan>().step.edge);
      }
      break;
    case PlanKind::kShortestPath:
      PassStep(plan.As<ShortestPathPlan>().step, wanted);
      ReadAll(plan.As<ShortestPathPlan>().edge_conditions, wanted);
      wanted.erase(plan.As<ShortestPathPlan>().step.edge);
      break;
    case PlanKind::kQuantifiedExpand: {
      auto& expand = plan.As<QuantifiedExpandPlan>();
      wanted.erase(expand.edges);
      for (const auto& variable : expand.group_variables) {
        wanted.erase(variable.outer);
      }
      if (!expand.to_is_bound) {
        wanted.erase(expand.to);
      }
      Slots inner = {expand.inner_to};
      ReadSlots(expand.inner_edges, inner);
      for (const auto& variable : expand.group_variables) {
        inner.insert(variable.inner);
      }
      inner = VisitInner(*expand.inner, inner);
      inner.erase(expand.inner_from);
      wanted.insert(inner.begin(), inner.end());
      wanted.insert(expand.from);
      if (expand.to_is_bound) {
        wanted.insert(expand.to);
      }
      ReadSlots(expand.distinct_from, wanted);
      break;
    }
    case PlanKind::kPathSelection: {
      auto& selection = plan.As<PathSelectionPlan>();
      Slots inner = wanted;
      inner.insert(selection.first_node);
      inner.insert(selection.last_node);
      ReadSlots(selection.edges, inner);
      wanted = VisitInner(*selection.inner, inner);
      break;
    }
    case PlanKind::kPath:
      wanted.erase(plan.As<PathPlan>().slot);
      wanted.insert(plan.As<PathPlan>().first_node);
      ReadSlots(plan.As<PathPlan>().edges, wanted);
      break;
    default:
      wanted.insert(plan.As<PathModeFilterPlan>().first_node);
      ReadSlots(plan.As<PathModeFilterPlan>().edges, wanted);
  }
}

void ReadCall(PlanNode& plan, Slots& wanted) {
  if (plan.kind == PlanKind::kCallSubquery) {
    auto& call = plan.As<CallSubqueryPlan>();
    for (SlotIndex slot : call.made) {
      wanted.erase(slot);
    }
    Slots inner = VisitInner(*call.inner, Slots(call.made.begin(), call.made.end()));
    wanted.insert(inner.begin(), inner.end());
    Read(call.batch_row_count, wanted);
    return;
  }
  if (plan.kind == PlanKind::kCallProcedure) {
    const BoundCallProcedure& call = *plan.As<CallProcedurePlan>().call;
    for (const auto& yield : call.yields) {
      wanted.erase(yield.slot);
    }
    for (const BoundExpressionPtr& argument : call.arguments) {
      Read(argument.get(), wanted);
    }
    return;
  }
  const BoundLoadCsv& load = *plan.As<LoadCsvPlan>().load;
  wanted.erase(load.slot);
  Read(load.location.get(), wanted);
}

void ReadUpdate(PlanNode& plan, Slots& wanted) {
  switch (plan.kind) {
    case PlanKind::kCreate:
      PassCreatedPattern(*plan.As<CreatePlan>().pattern, wanted);
      break;
    case PlanKind::kMerge: {
      auto& merge = plan.As<MergePlan>();
      ReadSetItems(merge.merge->on_create, wanted);
      ReadSetItems(merge.merge->on_match, wanted);
      Slots inner = VisitInner(*merge.match, wanted);
      PassCreatedPattern(merge.merge->pattern, wanted);
      wanted.insert(inner.begin(), inner.end());
      for (const ProjectPlan::Item& value : merge.values) {
        wanted.erase(value.slot);
      }
      for (const ProjectPlan::Item& value : merge.values) {
        Read(value.expression, wanted);
      }
      break;
    }
    case PlanKind::kSet:
      ReadSetItems(*plan.As<SetPlan>().items, wanted);
      break;
    case PlanKind::kRemove:
      for (const BoundRemoveItem& item : *plan.As<RemovePlan>().items) {
        Read(item.target.get(), wanted);
        Read(item.dynamic_key.get(), wanted);
      }
      break;
    case PlanKind::kDelete:
      for (const BoundExpressionPtr& target : *plan.As<DeletePlan>().targets) {
        Read(target.get(), wanted);
      }
      break;
    default: {
      auto& foreach = plan.As<ForeachPlan>();
      Slots inner = VisitInner(*foreach.inner, {});
      inner.erase(foreach.slot);
      wanted.insert(inner.begin(), inner.end());
      Read(foreach.list, wanted);
    }
  }
}

/// From what later steps want to what the input must hold.
void PassRows(PlanNode& plan, Slots& wanted) {
  switch (plan.kind) {
    case PlanKind::kNodeScan:
      wanted.erase(plan.As<NodeScanPlan>().slot);
      break;
    case PlanKind::kNodeSeek:
      wanted.erase(plan.As<NodeSeekPlan>().slot);
      Read(plan.As<NodeSeekPlan>().value, wanted);
      for (const auto& [key, value] : plan.As<NodeSeekPlan>().others) {
        Read(value, wanted);
      }
      break;
    case PlanKind::kNodeRangeSeek:
      wanted.erase(plan.As<NodeRangeSeekPlan>().slot);
      Read(plan.As<NodeRangeSeekPlan>().low, wanted);
      Read(plan.As<NodeRangeSeekPlan>().high, wanted);
      break;
    case PlanKind::kIdSeek:
      wanted.erase(plan.As<IdSeekPlan>().slot);
      Read(plan.As<IdSeekPlan>().id, wanted);
      break;
    case PlanKind::kFilter:
      ReadAll(plan.As<FilterPlan>().conditions, wanted);
      break;
    case PlanKind::kOptional: {
      auto& optional = plan.As<OptionalPlan>();
      Slots inner = wanted;
      inner.insert(optional.row_tag);
      Slots needed = VisitInner(*optional.inner, inner);
      for (SlotIndex slot : optional.made) {
        wanted.erase(slot);
      }
      wanted.insert(needed.begin(), needed.end());
      wanted.erase(optional.row_tag);
      break;
    }
    case PlanKind::kUnwind:
      wanted.erase(plan.As<UnwindPlan>().slot);
      Read(plan.As<UnwindPlan>().list, wanted);
      break;
    case PlanKind::kProject:
    case PlanKind::kAggregate:
      ReadProjection(plan, wanted);
      break;
    case PlanKind::kDistinctNodes:
      wanted.insert(plan.As<DistinctNodesPlan>().slot);
      break;
    case PlanKind::kDistinct:
      ReadSlots(plan.As<DistinctPlan>().slots, wanted);
      break;
    case PlanKind::kSort:
      for (const SortPlan::Key& key : plan.As<SortPlan>().keys) {
        Read(key.expression, wanted);
      }
      break;
    case PlanKind::kSkip:
    case PlanKind::kLimit:
    case PlanKind::kEager:
    case PlanKind::kArgument:
      break;
    case PlanKind::kUnion: {
      auto& all = plan.As<UnionPlan>();
      for (size_t part = 0; part < all.parts.size(); ++part) {
        Visit(*all.parts[part], Slots(all.part_slots[part].begin(), all.part_slots[part].end()));
      }
      break;
    }
    case PlanKind::kCallSubquery:
    case PlanKind::kCallProcedure:
    case PlanKind::kLoadCsv:
      ReadCall(plan, wanted);
      break;
    default:
      if (plan.kind >= PlanKind::kCreate) {
        ReadUpdate(plan, wanted);
      } else {
        ReadWalk(plan, wanted);
      }
  }
}

void Visit(PlanNode& first, Slots wanted) {
  for (PlanNode* plan = &first; plan != nullptr; plan = plan->input.get()) {
    plan->live.assign(wanted.begin(), wanted.end());
    PassRows(*plan, wanted);
  }
}

}  // namespace

void FindLiveSlots(Plan& plan) {
  for (auto& [expression, subquery] : plan.subqueries) {
    Slots wanted = {subquery.row_tag};
    if (subquery.column != kNoSlot) {
      wanted.insert(subquery.column);
    }
    Visit(*subquery.root, wanted);
  }
  Slots wanted;
  for (const BoundColumn& column : plan.columns) {
    wanted.insert(column.slot);
  }
  Visit(*plan.root, wanted);
}

}  // namespace rondo
