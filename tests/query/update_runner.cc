#include "tests/query/update_runner.h"

#include <algorithm>
#include <numeric>

#include "graph/model/value_order.h"
#include "graph/model/value_text.h"
#include "query/execute/operator/made_rows.h"
#include "query/execute/operator/statement_writer.h"
#include "query/syntax/parser.h"

namespace rondo::test {

namespace {

using Rows = std::vector<std::vector<Value>>;

/// For each row those that a function makes of it: the values of `slots`.
class FunctionOperator final : public ChainedOperator {
 public:
  using Function = std::function<Result<Rows>(const RowView& row)>;

  FunctionOperator(ExecutionState& state, OperatorPtr input, std::vector<SlotIndex> slots,
                   std::vector<SlotIndex> live, Function function)
      : ChainedOperator(state, std::move(input)),
        live_(std::move(live)),
        function_(std::move(function)),
        rows_(state.plan().slot_count),
        made_(std::move(slots)) {}

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    results_.clear();
    next_result_ = 0;
    made_.Clear();
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    out.Clear();
    while (made_.size() < state().batch_capacity()) {
      if (next_result_ < results_.size()) {
        made_.Add(static_cast<uint32_t>(lane_ - 1), results_[next_result_++]);
        continue;
      }
      if (lane_ == rows_.lane_count()) {
        if (!made_.empty()) {
          break;
        }
        RONDO_TRY(input().Next(rows_));
        lane_ = 0;
        if (rows_.empty()) {
          return {};
        }
      }
      RONDO_TRY_ASSIGN(results_, function_(RowView(rows_, lane_++)));
      next_result_ = 0;
    }
    made_.MoveTo(rows_, live_, out);
    return {};
  }

 private:
  std::vector<SlotIndex> live_;
  Function function_;
  Batch rows_;
  size_t lane_ = 0;
  Rows results_;
  size_t next_result_ = 0;
  MadeRows made_;
};

/// Tries all nodes and edges for the elements of a path, one after the other.
class Matcher {
 public:
  Matcher(const BoundPattern& pattern, const BoundExpression* where, ExecutionState& state)
      : pattern_(pattern), where_(where), state_(state) {
    const BoundPathPattern& path = pattern.paths.front();
    nodes_.push_back(path.first_node);
    for (const BoundPathPattern::Step& step : path.steps) {
      edges_.push_back(step.index);
      nodes_.push_back(pattern.edges[step.index].right_node);
    }
    for (uint32_t node : nodes_) {
      slots_.push_back(pattern.nodes[node].slot);
    }
    for (uint32_t edge : edges_) {
      slots_.push_back(pattern.edges[edge].slot);
    }
    slots_.push_back(path.slot);
  }

  /// Nodes, edges and the path, if it has a name.
  std::vector<SlotIndex> slots() const {
    std::vector<SlotIndex> slots = slots_;
    if (slots.back() == kNoSlot) {
      slots.pop_back();
    }
    return slots;
  }

  Result<Rows> Match(const RowView& row) {
    found_.clear();
    path_ = {};
    RONDO_TRY(TryNode(row, 0));
    return found_;
  }

 private:
  Result<bool> HasProperties(const BoundPatternProperties& properties, const RowView& row,
                             const Value& entity) {
    for (const auto& [key, expression] : properties.entries) {
      RONDO_TRY_ASSIGN(Value wanted, EvaluateLane(*expression, state_.context(), row));
      std::optional<PropertyKeyId> id = state_.view().FindPropertyKey(key);
      Value value;
      if (id && entity.is(Value::Kind::kNode)) {
        NodeId node = entity.node();
        RONDO_TRY(state_.view().GatherNodeProperty(*id, {&node, 1}, {&value, 1}));
      } else if (id) {
        EdgeId edge = entity.edge();
        RONDO_TRY(state_.view().GatherEdgeProperty(*id, {&edge, 1}, {&value, 1}));
      }
      if (Equal(value, wanted) != std::optional<bool>(true)) {
        return false;
      }
    }
    return true;
  }

  Result<void> TryNode(const RowView& row, size_t index) {
    const BoundNodePattern& node = pattern_.nodes[nodes_[index]];
    std::vector<NodeId> all(state_.view().NodeCount());
    ScanPosition position;
    RONDO_TRY_ASSIGN(size_t count, state_.view().ScanNodes(position, all));
    all.resize(count);
    for (NodeId id : all) {
      if (std::optional<Value> bound = BoundNode(node, row, index);
          bound && !(bound->is(Value::Kind::kNode) && bound->node() == id)) {
        continue;
      }
      RONDO_TRY_ASSIGN(bool matches, HasProperties(node.properties, row, Value(id)));
      if (matches && node.labels) {
        RONDO_TRY_ASSIGN(matches, NodeMatches(*node.labels, state_.context(), id));
      }
      if (!matches) {
        continue;
      }
      path_.nodes.push_back(Value(id));
      RONDO_TRY(index == edges_.size() ? Finish(row) : TryEdge(row, index));
      path_.nodes.pop_back();
    }
    return {};
  }

  /// The node that stands in the row, or earlier in the path.
  std::optional<Value> BoundNode(const BoundNodePattern& node, const RowView& row,
                                 size_t index) const {
    for (size_t before = 0; before < index; ++before) {
      if (nodes_[before] == nodes_[index]) {
        return path_.nodes[before];
      }
    }
    return node.bound_before ? std::optional<Value>(row.Get(node.slot)) : std::nullopt;
  }

  Result<void> TryEdge(const RowView& row, size_t index) {
    const BoundEdgePattern& edge = pattern_.edges[edges_[index]];
    NodeId from = path_.nodes.back().node();
    AdjacencyBatch adjacency;
    RONDO_TRY(state_.view().Expand({.direction = edge.direction, .with_types = true}, {&from, 1},
                                   adjacency));
    for (size_t entry = 0; entry < adjacency.edges.size(); ++entry) {
      EdgeId id = adjacency.edges[entry];
      std::string type(state_.view().EdgeTypeName(adjacency.types[entry]));
      bool is_used =
          std::ranges::any_of(path_.edges, [id](const Value& used) { return used.edge() == id; });
      if (is_used ||
          (!edge.types.empty() && std::ranges::find(edge.types, type) == edge.types.end())) {
        continue;
      }
      RONDO_TRY_ASSIGN(bool matches, HasProperties(edge.properties, row, Value(id)));
      if (matches) {
        path_.edges.push_back(Value(id));
        RONDO_TRY(TryNodeAt(row, index + 1, adjacency.neighbors[entry]));
        path_.edges.pop_back();
      }
    }
    return {};
  }

  Result<void> TryNodeAt(const RowView& row, size_t index, NodeId id) {
    size_t found_before = found_.size();
    RONDO_TRY(TryNode(row, index));
    // Of all nodes that were tried there, only the neighbor counts.
    auto elsewhere = [&](const std::vector<Value>& values) { return values[index].node() != id; };
    found_.erase(std::remove_if(found_.begin() + static_cast<std::ptrdiff_t>(found_before),
                                found_.end(), elsewhere),
                 found_.end());
    return {};
  }

  Result<void> Finish(const RowView& row) {
    std::vector<Value> values = path_.nodes;
    values.insert(values.end(), path_.edges.begin(), path_.edges.end());
    if (slots_.back() != kNoSlot) {
      values.push_back(Value(path_));
    }
    if (where_ != nullptr) {
      Batch batch(state_.plan().slot_count);
      batch.Reset(1);
      for (SlotIndex slot = 0; slot < batch.slot_count(); ++slot) {
        batch.Set(slot).ResetToConstant(row.Get(slot), 1);
      }
      std::vector<SlotIndex> made = slots();
      for (size_t index = 0; index < made.size(); ++index) {
        batch.Set(made[index]).ResetToConstant(values[index], 1);
      }
      RONDO_TRY_ASSIGN(Value holds, EvaluateLane(*where_, state_.context(), RowView(batch, 0)));
      if (!holds.is(Value::Kind::kBoolean) || !holds.boolean()) {
        return {};
      }
    }
    found_.push_back(std::move(values));
    return {};
  }

  const BoundPattern& pattern_;
  const BoundExpression* where_;
  ExecutionState& state_;
  std::vector<uint32_t> nodes_;
  std::vector<uint32_t> edges_;
  std::vector<SlotIndex> slots_;
  PathValue path_;
  Rows found_;
};

/// From bound clauses to operators, one for one.
class ClauseChain {
 public:
  explicit ClauseChain(ExecutionState& state) : state_(state) {
    live_.resize(state.plan().slot_count);
    std::iota(live_.begin(), live_.end(), 0U);
  }

  struct Chain {
    PlanNodePtr plan;
    OperatorPtr root;
    ArgumentOperator* argument = nullptr;
  };

  Chain Build(const std::vector<BoundClausePtr>& clauses) {
    Chain chain = BeginChain();
    for (const BoundClausePtr& clause : clauses) {
      Add(*clause, chain);
    }
    return chain;
  }

 private:
  Chain BeginChain() {
    Chain chain;
    auto plan = std::make_unique<ArgumentPlan>();
    plan->live = live_;
    auto argument = std::make_unique<ArgumentOperator>(state_, *plan);
    chain.argument = argument.get();
    chain.root = std::move(argument);
    chain.plan = std::move(plan);
    return chain;
  }

  template <typename T>
  std::unique_ptr<T> NewPlan(Chain& chain) {
    auto plan = std::make_unique<T>();
    plan->live = live_;
    plan->input = std::move(chain.plan);
    return plan;
  }

  template <typename T, typename Make>
  void Finish(Chain& chain, std::unique_ptr<T> plan, const Make& make) {
    chain.root = make(state_, *plan, std::move(chain.root));
    chain.plan = std::move(plan);
  }

  InnerPlan Inner(Chain inner, PlanNodePtr& plan) {
    plan = std::move(inner.plan);
    return InnerPlan(std::move(inner.root), {inner.argument});
  }

  void AddFunction(Chain& chain, std::vector<SlotIndex> slots,
                   FunctionOperator::Function function) {
    chain.root = std::make_unique<FunctionOperator>(state_, std::move(chain.root), std::move(slots),
                                                    live_, std::move(function));
  }

  void AddMatch(const BoundPattern& pattern, const BoundExpression* where, bool optional,
                Chain& chain) {
    auto matcher = std::make_shared<Matcher>(pattern, where, state_);
    size_t width = matcher->slots().size();
    AddFunction(chain, matcher->slots(),
                [matcher, optional, width](const RowView& row) -> Result<Rows> {
                  RONDO_TRY_ASSIGN(Rows rows, matcher->Match(row));
                  if (rows.empty() && optional) {
                    rows.emplace_back(width);
                  }
                  return rows;
                });
  }

  void AddUnwind(const BoundUnwind& unwind, Chain& chain) {
    AddFunction(chain, {unwind.slot}, [this, &unwind](const RowView& row) -> Result<Rows> {
      RONDO_TRY_ASSIGN(Value list, EvaluateLane(*unwind.list, state_.context(), row));
      Rows rows;
      for (const Value& element : list.list()) {
        rows.push_back({element});
      }
      return rows;
    });
  }

  void AddProjection(const BoundProjection& projection, Chain& chain) {
    std::vector<SlotIndex> slots;
    for (const BoundProjection::Item& item : projection.items) {
      slots.push_back(item.slot);
    }
    AddFunction(chain, slots, [this, &projection](const RowView& row) -> Result<Rows> {
      Rows rows(1);
      for (const BoundProjection::Item& item : projection.items) {
        RONDO_TRY_ASSIGN(rows[0].emplace_back(),
                         EvaluateLane(*item.expression, state_.context(), row));
      }
      return rows;
    });
  }

  void AddForeach(const BoundForeach& clause, Chain& chain) {
    auto plan = NewPlan<ForeachPlan>(chain);
    plan->list = clause.list.get();
    plan->slot = clause.slot;
    InnerPlan inner = Inner(Build(clause.clauses), plan->inner);
    chain.root = MakeForeach(state_, *plan, std::move(chain.root), std::move(inner));
    chain.plan = std::move(plan);
  }

  void AddMerge(const BoundMerge& clause, Chain& chain) {
    auto plan = NewPlan<MergePlan>(chain);
    plan->merge = &clause;
    Chain match = BeginChain();
    AddMatch(clause.pattern, nullptr, false, match);
    InnerPlan inner = Inner(std::move(match), plan->match);
    chain.root = MakeMerge(state_, *plan, std::move(chain.root), std::move(inner));
    chain.plan = std::move(plan);
  }

  void AddSubquery(const BoundCallSubquery& clause, Chain& chain) {
    auto plan = NewPlan<CallSubqueryPlan>(chain);
    for (const BoundColumn& column : clause.query->columns) {
      plan->made.push_back(column.slot);
    }
    plan->optional = clause.optional;
    plan->returns_rows = clause.returns_rows;
    plan->in_transactions = clause.in_transactions;
    plan->batch_row_count = clause.batch_row_count.get();
    InnerPlan inner = Inner(Build(clause.query->parts.front().clauses), plan->inner);
    chain.root = MakeCallSubquery(state_, *plan, std::move(chain.root), std::move(inner));
    chain.plan = std::move(plan);
  }

  void Add(const BoundClause& clause, Chain& chain) {
    switch (clause.kind) {
      case ClauseKind::kMatch: {
        const auto& match = clause.As<BoundMatch>();
        return AddMatch(match.pattern, match.where.get(), match.optional, chain);
      }
      case ClauseKind::kUnwind:
        return AddUnwind(clause.As<BoundUnwind>(), chain);
      case ClauseKind::kProjection:
        return AddProjection(clause.As<BoundProjection>(), chain);
      case ClauseKind::kForeach:
        return AddForeach(clause.As<BoundForeach>(), chain);
      case ClauseKind::kMerge:
        return AddMerge(clause.As<BoundMerge>(), chain);
      case ClauseKind::kCallSubquery:
        return AddSubquery(clause.As<BoundCallSubquery>(), chain);
      default:
        return AddSimple(clause, chain);
    }
  }

  void AddSimple(const BoundClause& clause, Chain& chain) {
    switch (clause.kind) {
      case ClauseKind::kCreate: {
        auto plan = NewPlan<CreatePlan>(chain);
        plan->pattern = &clause.As<BoundCreate>().pattern;
        return Finish(chain, std::move(plan), MakeCreate);
      }
      case ClauseKind::kSet: {
        auto plan = NewPlan<SetPlan>(chain);
        plan->items = &clause.As<BoundSet>().items;
        return Finish(chain, std::move(plan), MakeSet);
      }
      case ClauseKind::kRemove: {
        auto plan = NewPlan<RemovePlan>(chain);
        plan->items = &clause.As<BoundRemove>().items;
        return Finish(chain, std::move(plan), MakeRemove);
      }
      case ClauseKind::kDelete: {
        auto plan = NewPlan<DeletePlan>(chain);
        plan->targets = &clause.As<BoundDelete>().targets;
        plan->detach = clause.As<BoundDelete>().detach;
        return Finish(chain, std::move(plan), MakeDelete);
      }
      case ClauseKind::kCallProcedure: {
        auto plan = NewPlan<CallProcedurePlan>(chain);
        plan->call = &clause.As<BoundCallProcedure>();
        return Finish(chain, std::move(plan), MakeCallProcedure);
      }
      case ClauseKind::kLoadCsv: {
        auto plan = NewPlan<LoadCsvPlan>(chain);
        plan->load = &clause.As<BoundLoadCsv>();
        return Finish(chain, std::move(plan), MakeLoadCsv);
      }
      default:
        RONDO_CHECK(!"a clause that this runner does not know");
    }
  }

  ExecutionState& state_;
  std::vector<SlotIndex> live_;
};

}  // namespace

UpdateRunner::UpdateRunner() : store_(Store::Open(std::string(kInMemoryPath), {}).value()) {}

void UpdateRunner::AddProcedure(const Procedure& procedure) {
  procedures_[procedure.signature.name] = std::make_shared<const Procedure>(procedure);
}

Result<UpdateOutcome> UpdateRunner::Run(const std::string& text,
                                        const ParameterValues& parameters) {
  RONDO_TRY_ASSIGN(Ast ast, ParseStatement(text));
  std::map<const ProcedureSignature*, std::shared_ptr<const Procedure>> called;
  BindContext bind;
  bind.find_procedure = [&](std::string_view name) -> std::shared_ptr<const ProcedureSignature> {
    auto found = procedures_.find(name);
    if (found == procedures_.end()) {
      return nullptr;
    }
    called[&found->second->signature] = found->second;
    return {found->second, &found->second->signature};
  };
  Plan plan;
  RONDO_TRY_ASSIGN(plan.statement, Bind(ast, bind));
  plan.slot_count = plan.statement.slot_count;
  const BoundQueryPart& part = plan.statement.query.parts.front();

  ExecutionState state(plan);
  state.set_batch_capacity(batch_capacity_);
  ClauseChain clauses(state);
  ClauseChain::Chain chain = clauses.Build(part.clauses);
  RONDO_TRY_ASSIGN(std::unique_ptr<Transaction> transaction, store_->BeginTransaction());
  ExecutionState::Start start;
  start.view = transaction.get();
  start.transaction = transaction.get();
  start.parameters = &parameters;
  start.commit_batch = commit_batch_;
  start.procedures = &called;
  state.Begin(std::move(start));
  UpdateOutcome outcome;
  Batch batch(plan.slot_count);
  RONDO_TRY(chain.root->Open());
  do {
    RONDO_TRY(chain.root->Next(batch));
    for (size_t lane = 0; lane < batch.lane_count(); ++lane) {
      std::vector<Value>& row = outcome.rows.emplace_back();
      for (const BoundColumn& column : part.columns) {
        row.push_back(batch.Get(column.slot, lane));
      }
    }
  } while (!batch.empty());
  RONDO_TRY(CheckDeletedNodes(state));
  outcome.changes = state.changes();
  RONDO_TRY(transaction->Commit());
  state.End();
  return outcome;
}

std::string UpdateRunner::Text(const std::string& text, const ParameterValues& parameters) {
  Result<UpdateOutcome> outcome = Run(text, parameters);
  if (!outcome.ok()) {
    return outcome.error().detail;
  }
  std::string result;
  for (const std::vector<Value>& row : outcome->rows) {
    result += result.empty() ? "" : ";";
    for (size_t index = 0; index < row.size(); ++index) {
      result += (index == 0 ? "" : ",") + ValueText(row[index]);
    }
  }
  return result;
}

std::string UpdateRunner::Changes(const std::string& text, const ParameterValues& parameters) {
  Result<UpdateOutcome> outcome = Run(text, parameters);
  if (!outcome.ok()) {
    return outcome.error().detail;
  }
  const ChangeCounters& changes = outcome->changes;
  std::string result;
  auto add = [&](char sign, uint64_t count, const std::string& what) {
    if (count > 0) {
      result += (result.empty() ? "" : " ") + std::string(1, sign) + std::to_string(count) + what;
    }
  };
  add('+', changes.nodes_created, " nodes");
  add('-', changes.nodes_deleted, " nodes");
  add('+', changes.edges_created, " edges");
  add('-', changes.edges_deleted, " edges");
  add('=', changes.properties_set, " properties");
  add('+', changes.labels_added, " labels");
  add('-', changes.labels_removed, " labels");
  return result;
}

}  // namespace rondo::test
