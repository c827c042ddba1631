#include "query/plan/statement_planner.h"

#include <algorithm>
#include <utility>

#include "query/plan/expression_parts.h"
#include "query/plan/merge_values.h"

namespace rondo {

namespace {

bool IsUpdate(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::kCreate:
    case ClauseKind::kMerge:
    case ClauseKind::kSet:
    case ClauseKind::kRemove:
    case ClauseKind::kDelete:
    case ClauseKind::kForeach:
      return true;
    default:
      return false;
  }
}

std::vector<SlotIndex> SlotsOf(const std::vector<BoundColumn>& columns) {
  std::vector<SlotIndex> slots;
  for (const BoundColumn& column : columns) {
    slots.push_back(column.slot);
  }
  return slots;
}

/// No step looks at more than one row, so rows of several outer rows may be mixed.
bool IsRowWise(const PlanNode& plan) {
  return plan.kind == PlanKind::kArgument ||
         (TakesRowsOneByOne(plan.kind) && IsRowWise(*plan.input));
}

}  // namespace

bool TakesRowsOneByOne(PlanKind kind) {
  switch (kind) {
    case PlanKind::kNodeScan:
    case PlanKind::kNodeSeek:
    case PlanKind::kNodeRangeSeek:
    case PlanKind::kIdSeek:
    case PlanKind::kEdgeScan:
    case PlanKind::kExpand:
    case PlanKind::kIntersect:
    case PlanKind::kVariableExpand:
    case PlanKind::kQuantifiedExpand:
    case PlanKind::kShortestPath:
    case PlanKind::kPath:
    case PlanKind::kPathModeFilter:
    case PlanKind::kFilter:
    case PlanKind::kUnwind:
    case PlanKind::kProject:
      return true;
    default:
      return false;
  }
}

// ---------------------------------------------------------------- queries

PlanNodePtr StatementPlanner::PlanQuery(BoundQuery& query) {
  if (query.parts.size() == 1) {
    return PlanPart(query.parts[0].clauses);
  }
  auto all = std::make_unique<UnionPlan>();
  all->slots = SlotsOf(query.columns);
  for (BoundQueryPart& part : query.parts) {
    all->parts.push_back(PlanPart(part.clauses));
    all->part_slots.push_back(SlotsOf(part.columns));
    all->estimated_rows += all->parts.back()->estimated_rows;
  }
  if (query.union_all || query.columns.empty()) {
    return all;
  }
  auto distinct = std::make_unique<DistinctPlan>();
  distinct->slots = all->slots;
  distinct->estimated_rows = all->estimated_rows;
  distinct->input = std::move(all);
  return distinct;
}

PlanNodePtr StatementPlanner::PlanPart(std::vector<BoundClausePtr>& clauses) {
  Chain chain;
  chain.last = std::make_unique<ArgumentPlan>();
  for (size_t index = 0; index < clauses.size(); ++index) {
    chain.next_clause = index + 1 < clauses.size() ? clauses[index + 1].get() : nullptr;
    AppendClause(*clauses[index], chain);
  }
  return std::move(chain.last);
}

void StatementPlanner::PlanSubqueries(BoundQuery& query) {
  // Planning moves the parts of patterns, so all are found first; inner ones come first.
  std::vector<const BoundExpression*> found;
  ForEachSubquery(query, [&](const BoundExpression& subquery) { found.push_back(&subquery); });
  for (const BoundExpression* subquery : found) {
    PlanSubquery(*subquery);
  }
}

void StatementPlanner::PlanSubquery(const BoundExpression& subquery) {
  BoundQuery& query = QueryOf(subquery);
  SubqueryPlan made;
  made.imported = subquery.kind == ExpressionKind::kSubquery
                      ? subquery.As<BoundSubqueryExpression>().imported
                      : subquery.As<BoundPatternComprehension>().imported;
  bool gives_values = subquery.kind == ExpressionKind::kPatternComprehension ||
                      subquery.As<BoundSubqueryExpression>().subquery == SubqueryKind::kCollect;
  made.column = gives_values ? query.columns[0].slot : kNoSlot;
  made.root = PlanQuery(query);
  made.row_wise = IsRowWise(*made.root);
  made.row_tag = context_.NewSlot();
  context_.plan.subqueries.emplace(&subquery, std::move(made));
}

// ---------------------------------------------------------------- clauses

void StatementPlanner::Append(PlanNodePtr node, Chain& chain) {
  node->estimated_rows = chain.last->estimated_rows;
  node->input = std::move(chain.last);
  chain.last = std::move(node);
}

void StatementPlanner::AppendEager(Chain& chain) {
  PlanKind kind = chain.last->kind;
  if (kind != PlanKind::kEager && kind != PlanKind::kArgument) {
    Append(std::make_unique<EagerPlan>(), chain);
  }
  chain.is_update_last = false;
}

void StatementPlanner::AppendFilter(BoundExpressionPtr condition, Chain& chain) {
  std::vector<BoundExpressionPtr> parts;
  SplitConjunction(std::move(condition), parts);
  if (parts.empty()) {
    return;
  }
  auto filter = std::make_unique<FilterPlan>();
  for (BoundExpressionPtr& part : parts) {
    filter->conditions.push_back(context_.Keep(std::move(part)));
  }
  Append(std::move(filter), chain);
}

void StatementPlanner::AppendClause(BoundClause& clause, Chain& chain) {
  if (IsUpdate(clause.kind)) {
    AppendUpdate(clause, chain);
    return;
  }
  // What comes after a change sees the graph with all of it.
  if (chain.is_update_last) {
    AppendEager(chain);
  }
  AppendReading(clause, chain);
}

void StatementPlanner::AppendReading(BoundClause& clause, Chain& chain) {
  switch (clause.kind) {
    case ClauseKind::kMatch:
      AppendMatch(static_cast<BoundMatch&>(clause), chain);
      break;
    case ClauseKind::kUnwind: {
      auto unwind = std::make_unique<UnwindPlan>();
      unwind->list = clause.As<BoundUnwind>().list.get();
      unwind->slot = clause.As<BoundUnwind>().slot;
      Append(std::move(unwind), chain);
      chain.last->estimated_rows *= 10;
      break;
    }
    case ClauseKind::kProjection:
      AppendProjection(static_cast<BoundProjection&>(clause), chain);
      break;
    case ClauseKind::kFilter:
      AppendFilter(std::move(static_cast<BoundFilter&>(clause).condition), chain);
      break;
    case ClauseKind::kCallSubquery:
      AppendCallSubquery(static_cast<BoundCallSubquery&>(clause), chain);
      break;
    case ClauseKind::kCallProcedure: {
      auto call = std::make_unique<CallProcedurePlan>();
      call->call = &clause.As<BoundCallProcedure>();
      Append(std::move(call), chain);
      AppendFilter(std::move(static_cast<BoundCallProcedure&>(clause).where), chain);
      chain.reads = true;
      break;
    }
    case ClauseKind::kLoadCsv: {
      auto load = std::make_unique<LoadCsvPlan>();
      load->load = &clause.As<BoundLoadCsv>();
      Append(std::move(load), chain);
      break;
    }
    default:
      RONDO_CHECK(false);
  }
}

namespace {

/// Counting what is never null is counting rows.
void CountRowsForValues(const std::set<SlotIndex>& certain, BoundProjection& projection) {
  for (BoundAggregate& made : projection.aggregates) {
    bool counts_slot = made.function->id == FunctionId::kCount && !made.distinct && !made.star &&
                       made.arguments[0]->kind == ExpressionKind::kSlot;
    if (counts_slot && certain.contains(made.arguments[0]->As<BoundSlot>().slot)) {
      made.star = true;
      made.arguments.clear();
    }
  }
}

/// If the projection only counts rows, the slots that it groups them by.
std::optional<std::set<SlotIndex>> NeededToCount(const BoundProjection& projection) {
  bool only_counts = std::ranges::all_of(projection.aggregates, [](const BoundAggregate& made) {
    return made.star && !made.distinct;
  });
  if (!projection.is_grouping || !only_counts) {
    return std::nullopt;
  }
  std::set<SlotIndex> needed;
  for (const BoundProjection::Item& group : projection.groups) {
    AddSlots(*group.expression, needed);
  }
  return needed;
}

}  // namespace

void StatementPlanner::AppendMatch(BoundMatch& match, Chain& chain) {
  MatchPlanner planner(context_, match.pattern, std::move(match.where), &match.time);
  chain.reads = true;
  if (!match.optional) {
    for (SlotIndex slot : planner.made_slots()) {
      chain.certain.insert(slot);
    }
    for (const BoundNodePattern& node : match.pattern.nodes) {
      if (!node.bound_before) {
        chain.certain_nodes.insert(node.slot);
      }
    }
    if (chain.next_clause != nullptr && chain.next_clause->kind == ClauseKind::kProjection) {
      auto& projection = static_cast<BoundProjection&>(*chain.next_clause);
      if (context_.optimise) {
        CountRowsForValues(chain.certain, projection);
      }
      if (std::optional<std::set<SlotIndex>> needed = NeededToCount(projection)) {
        planner.CountRows(std::move(*needed));
      }
    }
    chain.last = planner.Plan(std::move(chain.last));
    return;
  }
  auto optional = std::make_unique<OptionalPlan>();
  optional->made = planner.made_slots();
  optional->row_tag = context_.NewSlot();
  auto argument = std::make_unique<ArgumentPlan>();
  argument->estimated_rows = chain.last->estimated_rows;
  optional->inner = planner.Plan(std::move(argument));
  double rows = std::max(chain.last->estimated_rows, optional->inner->estimated_rows);
  Append(std::move(optional), chain);
  chain.last->estimated_rows = rows;
}

void StatementPlanner::AppendCallSubquery(BoundCallSubquery& call, Chain& chain) {
  if (call.query->updates && chain.reads) {
    AppendEager(chain);
  }
  auto made = std::make_unique<CallSubqueryPlan>();
  made->inner = PlanQuery(*call.query);
  if (call.returns_rows) {
    made->made = SlotsOf(call.query->columns);
  }
  made->optional = call.optional;
  made->returns_rows = call.returns_rows;
  made->in_transactions = call.in_transactions;
  made->keyword = call.keyword;
  made->batch_row_count = call.batch_row_count.get();
  double rows = made->returns_rows ? made->inner->estimated_rows : 1.0;
  Append(std::move(made), chain);
  chain.last->estimated_rows *= rows;
  chain.reads = true;
  if (call.query->updates) {
    chain.writes = true;
    chain.is_update_last = true;
    chain.last_update = ClauseKind::kCallSubquery;
  }
}

// ---------------------------------------------------------------- projections

void StatementPlanner::AppendProjection(BoundProjection& projection, Chain& chain) {
  if (projection.is_grouping) {
    auto aggregate = std::make_unique<AggregatePlan>();
    for (const BoundProjection::Item& group : projection.groups) {
      aggregate->groups.push_back({group.expression.get(), group.slot, group.name});
    }
    for (const BoundAggregate& made : projection.aggregates) {
      aggregate->aggregates.push_back(&made);
    }
    if (!CountInsteadOfScanning(*aggregate, chain)) {
      CountInsteadOfExpanding(*aggregate, chain);
    }
    AppendDistinctNodes(*aggregate, chain);
    double rows = projection.groups.empty() ? 1.0 : chain.last->estimated_rows * 0.2;
    Append(std::move(aggregate), chain);
    chain.last->estimated_rows = rows;
  }
  auto project = std::make_unique<ProjectPlan>();
  for (const BoundProjection::Item& item : projection.items) {
    project->items.push_back({item.expression.get(), item.slot, item.name});
  }
  if (!project->items.empty()) {
    Append(std::move(project), chain);
  }
  if (projection.distinct) {
    auto distinct = std::make_unique<DistinctPlan>();
    for (const BoundProjection::Item& item : projection.items) {
      distinct->slots.push_back(item.slot);
    }
    Append(std::move(distinct), chain);
  }
  AppendSortAndLimit(projection, chain);
  AppendFilter(std::move(projection.where), chain);
  chain.certain.clear();  // Slots may be given new values.
  chain.certain_nodes.clear();
}

namespace {

/// The label that `condition` asks of the node in `slot`, if that is all it asks.
const std::string* OnlyLabelOf(const BoundExpression& condition, SlotIndex slot) {
  if (condition.kind != ExpressionKind::kHasLabels) {
    return nullptr;
  }
  const auto& labels = condition.As<BoundHasLabels>();
  bool fits = labels.names.kind == NameExpression::Kind::kName &&
              labels.operand->kind == ExpressionKind::kSlot &&
              labels.operand->As<BoundSlot>().slot == slot;
  return fits ? &labels.names.name : nullptr;
}

bool OnlyCountsRows(const AggregatePlan& aggregate) {
  return std::ranges::all_of(aggregate.aggregates, [](const BoundAggregate* made) {
    return made->star && !made->distinct;
  });
}

}  // namespace

bool StatementPlanner::CountInsteadOfScanning(AggregatePlan& aggregate, Chain& chain) {
  PlanNode& last = *chain.last;
  bool scans =
      last.kind == PlanKind::kNodeScan ||
      (last.kind == PlanKind::kEdgeScan && last.As<EdgeScanPlan>().step.distinct_from.empty());
  if (!context_.optimise || !scans || !OnlyCountsRows(aggregate)) {
    return false;
  }
  std::set<SlotIndex> read;
  for (const ProjectPlan::Item& group : aggregate.groups) {
    AddSlots(*group.expression, read);
  }
  auto count = std::make_unique<StoredCountPlan>();
  if (last.kind == PlanKind::kNodeScan) {
    count->node = last.As<NodeScanPlan>().slot;
    count->label = last.As<NodeScanPlan>().label;
    if (read.contains(count->node)) {
      return false;
    }
  } else {
    count->step = last.As<EdgeScanPlan>().step;
    if (read.contains(count->step->from) || read.contains(count->step->edge) ||
        read.contains(count->step->to)) {
      return false;
    }
  }
  count->weight = context_.NewSlot();
  aggregate.weight = count->weight;
  PlanNodePtr input = std::move(last.input);
  count->estimated_rows = input->estimated_rows;
  count->input = std::move(input);
  chain.last = std::move(count);
  return true;
}

void StatementPlanner::CountInsteadOfExpanding(AggregatePlan& aggregate, Chain& chain) {
  PlanNode* last = chain.last.get();
  const FilterPlan* filter = nullptr;
  if (last->kind == PlanKind::kFilter) {
    filter = &last->As<FilterPlan>();
    last = last->input.get();
  }
  if (!context_.optimise || last->kind != PlanKind::kExpand || !OnlyCountsRows(aggregate)) {
    return;
  }
  const EdgeStep& step = last->As<ExpandPlan>().step;
  if (!step.from_is_bound || step.to_is_bound || step.edge_is_bound) {
    return;
  }
  std::set<SlotIndex> read;
  for (const ProjectPlan::Item& group : aggregate.groups) {
    AddSlots(*group.expression, read);
  }
  if (read.contains(step.to) || read.contains(step.edge)) {
    return;
  }
  auto degree = std::make_unique<DegreePlan>();
  if (filter != nullptr) {
    for (const BoundExpression* condition : filter->conditions) {
      const std::string* label = OnlyLabelOf(*condition, step.to);
      if (label == nullptr) {
        return;
      }
      degree->labels.push_back(*label);
    }
  }
  degree->step = step;
  degree->weight = context_.NewSlot();
  aggregate.weight = degree->weight;
  PlanNodePtr input = std::move(last->input);
  degree->estimated_rows = input->estimated_rows;
  degree->input = std::move(input);
  chain.last = std::move(degree);
}

namespace {

bool MindsRepetition(const BoundAggregate& aggregate) {
  return !aggregate.distinct && aggregate.function->id != FunctionId::kMin &&
         aggregate.function->id != FunctionId::kMax;
}

/// The slot whose property, or which itself, the expression is; else none.
SlotIndex SlotOfProperty(const BoundExpression& expression) {
  const BoundExpression* base = &expression;
  if (base->kind == ExpressionKind::kProperty) {
    base = base->As<BoundProperty>().base.get();
  }
  return base->kind == ExpressionKind::kSlot ? base->As<BoundSlot>().slot : kNoSlot;
}

}  // namespace

void StatementPlanner::AppendDistinctNodes(const AggregatePlan& aggregate, Chain& chain) {
  const PlanNode* last = chain.last.get();
  if (last->kind == PlanKind::kFilter) {
    last = last->input.get();
  }
  if (!context_.optimise || last->kind != PlanKind::kExpand || !aggregate.groups.empty() ||
      aggregate.aggregates.empty()) {
    return;
  }
  SlotIndex node = kNoSlot;
  for (const BoundAggregate* made : aggregate.aggregates) {
    SlotIndex slot = made->arguments.size() == 1 ? SlotOfProperty(*made->arguments[0]) : kNoSlot;
    if (slot == kNoSlot || MindsRepetition(*made) || (node != kNoSlot && node != slot)) {
      return;
    }
    node = slot;
  }
  if (!chain.certain_nodes.contains(node)) {
    return;
  }
  if (chain.last->kind == PlanKind::kExpand) {
    auto& expand = chain.last->As<ExpandPlan>();
    const EdgeStep& step = expand.step;
    expand.only_new =
        step.to == node && step.from_is_bound && !step.to_is_bound && !step.edge_is_bound;
    if (expand.only_new) {
      return;
    }
  }
  auto distinct = std::make_unique<DistinctNodesPlan>();
  distinct->slot = node;
  Append(std::move(distinct), chain);
}

void StatementPlanner::AppendSortAndLimit(BoundProjection& projection, Chain& chain) {
  if (!projection.order_by.empty()) {
    auto sort = std::make_unique<SortPlan>();
    for (const BoundProjection::SortKey& key : projection.order_by) {
      sort->keys.push_back({key.expression.get(), key.ascending});
    }
    sort->limit = projection.limit.get();
    sort->skip = projection.skip.get();
    Append(std::move(sort), chain);
  }
  if (projection.skip != nullptr) {
    auto skip = std::make_unique<SkipPlan>();
    skip->count = projection.skip.get();
    Append(std::move(skip), chain);
  }
  if (projection.limit != nullptr) {
    auto limit = std::make_unique<LimitPlan>();
    limit->count = projection.limit.get();
    limit->exhausts_input = chain.writes;
    double rows = chain.last->estimated_rows;
    if (projection.limit->kind == ExpressionKind::kLiteral) {
      const Value& count = projection.limit->As<BoundLiteral>().value;
      rows = count.is_number() ? std::min(rows, count.number()) : rows;
    }
    Append(std::move(limit), chain);
    chain.last->estimated_rows = rows;
  }
}

// ---------------------------------------------------------------- updates

void StatementPlanner::AppendUpdate(BoundClause& clause, Chain& chain) {
  // No row may be changed by what another row wrote, but for CREATE, which touches nothing that is
  // there.
  bool creates_only = clause.kind == ClauseKind::kCreate &&
                      chain.last_update == ClauseKind::kCreate && chain.is_update_last;
  if (!creates_only && (chain.reads || chain.is_update_last)) {
    AppendEager(chain);
  }
  switch (clause.kind) {
    case ClauseKind::kCreate: {
      auto create = std::make_unique<CreatePlan>();
      create->pattern = &clause.As<BoundCreate>().pattern;
      Append(std::move(create), chain);
      break;
    }
    case ClauseKind::kMerge:
      AppendMerge(static_cast<BoundMerge&>(clause), chain);
      break;
    case ClauseKind::kSet: {
      auto set = std::make_unique<SetPlan>();
      set->items = &clause.As<BoundSet>().items;
      Append(std::move(set), chain);
      break;
    }
    case ClauseKind::kRemove: {
      auto remove = std::make_unique<RemovePlan>();
      remove->items = &clause.As<BoundRemove>().items;
      Append(std::move(remove), chain);
      break;
    }
    case ClauseKind::kDelete: {
      auto remove = std::make_unique<DeletePlan>();
      remove->targets = &clause.As<BoundDelete>().targets;
      remove->detach = clause.As<BoundDelete>().detach;
      Append(std::move(remove), chain);
      break;
    }
    default:
      AppendForeach(static_cast<BoundForeach&>(clause), chain);
  }
  chain.writes = true;
  chain.is_update_last = true;
  chain.last_update = clause.kind;
}

/// Moves the values of properties out of the pattern, which reads them from slots then.
std::vector<ProjectPlan::Item> StatementPlanner::TakePropertyValues(BoundPattern& pattern) {
  std::vector<ProjectPlan::Item> values;
  auto move_out = [&](BoundPatternProperties& properties) {
    for (auto& [key, value] : properties.entries) {
      SlotIndex slot = context_.NewSlot();
      SourceSpan span = value->span;
      values.push_back({context_.Keep(std::move(value)), slot, key});
      value = MakeSlotExpression(slot, key, span);
    }
  };
  for (BoundNodePattern& node : pattern.nodes) {
    move_out(node.properties);
  }
  for (BoundEdgePattern& edge : pattern.edges) {
    move_out(edge.properties);
  }
  return values;
}

PlanNodePtr StatementPlanner::PlanMergeMatch(const BoundPattern& pattern) {
  // A copy for matching; what is created is made from the original.
  BoundPattern wanted;
  auto copy_properties = [](const BoundPatternProperties& from, BoundPatternProperties& to) {
    for (const auto& [key, value] : from.entries) {
      const auto& slot = value->As<BoundSlot>();
      to.entries.emplace_back(key, MakeSlotExpression(slot.slot, slot.name, slot.span));
    }
  };
  for (const BoundNodePattern& node : pattern.nodes) {
    BoundNodePattern& copy = wanted.nodes.emplace_back();
    copy.slot = node.slot;
    copy.name = node.name;
    copy.bound_before = node.bound_before;
    copy.labels = node.labels;
    copy.span = node.span;
    copy_properties(node.properties, copy.properties);
  }
  for (const BoundEdgePattern& edge : pattern.edges) {
    BoundEdgePattern& copy = wanted.edges.emplace_back();
    copy.slot = edge.slot;
    copy.name = edge.name;
    copy.left_node = edge.left_node;
    copy.right_node = edge.right_node;
    copy.direction = edge.direction;
    copy.types = edge.types;
    copy.span = edge.span;
    copy_properties(edge.properties, copy.properties);
  }
  for (const BoundPathPattern& path : pattern.paths) {
    BoundPathPattern& copy = wanted.paths.emplace_back();
    copy.slot = path.slot;
    copy.name = path.name;
    copy.first_node = path.first_node;
    copy.steps = path.steps;
    copy.span = path.span;
  }
  MatchPlanner planner(context_, wanted, nullptr, nullptr);
  return planner.Plan(std::make_unique<ArgumentPlan>());
}

void StatementPlanner::AppendMerge(BoundMerge& merge, Chain& chain) {
  auto made = std::make_unique<MergePlan>();
  auto ahead = std::make_unique<ProjectPlan>();
  for (ProjectPlan::Item& value : TakePropertyValues(merge.pattern)) {
    bool row_by_row = MayBeChangedBy(merge, *value.expression);
    (row_by_row ? made->values : ahead->items).push_back(std::move(value));
  }
  if (!ahead->items.empty()) {
    Append(std::move(ahead), chain);
  }
  made->merge = &merge;
  made->match = PlanMergeMatch(merge.pattern);
  Append(std::move(made), chain);
  chain.reads = true;
}

void StatementPlanner::AppendForeach(BoundForeach& foreach, Chain& chain) {
  auto made = std::make_unique<ForeachPlan>();
  made->list = foreach.list.get();
  made->slot = foreach.slot;
  made->inner = PlanPart(foreach.clauses);
  Append(std::move(made), chain);
}

}  // namespace rondo
