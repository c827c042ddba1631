#pragma once

// The binder of one statement. Private to query/bind; binder.h is the door. Spread over files by
// subject: statement_binder.cc (slots, scopes, names, errors), bind_query.cc, bind_projection.cc,
// bind_clause.cc, bind_update.cc, bind_procedure.cc, bind_pattern.cc, bind_created_pattern.cc,
// bind_expression.cc, bind_operator.cc, bind_function.cc, bind_list.cc, bind_subquery.cc,
// bind_command.cc.
//
// Invariants: slots are numbered in the order in which variables come into being, so a slot below a
// subquery's first one belongs to a row outside of it. `scope_` is the scope of the clause that is
// being bound; nested scopes live on the C++ stack of the function that opened them.

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/bind/binder.h"
#include "query/bind/bound_statement.h"
#include "query/bind/inferred_type.h"
#include "query/bind/scope.h"

namespace rondo {

class StatementBinder {
 public:
  StatementBinder(const Ast& ast, const BindContext& context) : ast_(ast), context_(context) {}

  Result<BoundStatement> Run() &&;

 private:
  struct Typed {
    BoundExpressionPtr expression;
    InferredType type;
  };

  /// Sets a member for the length of a block.
  template <typename T>
  class Restore {
   public:
    Restore(T& place, T value) : place_(place), old_(std::exchange(place, std::move(value))) {}
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;
    ~Restore() { place_ = std::move(old_); }

   private:
    T& place_;
    T old_;
  };

  /// A query inside an expression or CALL; collects what it reads from outside.
  struct SubqueryFrame {
    SlotIndex first_slot = 0;
    std::set<SlotIndex> imported;
  };

  /// What may be read where rows have been grouped or made distinct: not the variables of `base`,
  /// but whole expressions that have become slots.
  struct Grouping {
    struct Key {
      const ast::Expression* expression = nullptr;  // Null: the variable `name`.
      std::string_view name;
      SlotIndex slot = kNoSlot;
      InferredType type;
    };
    const Scope* base = nullptr;
    Grouping* outer = nullptr;  // Of the query around this one.
    BoundProjection* projection = nullptr;
    std::vector<Key> keys;
    std::vector<Key> aggregates;
    /// ORDER BY and WHERE, after the items: keys are the items' slots, and any part of an
    /// expression may be one of them. `scope` holds the items' names then.
    bool after_items = false;
    const Scope* scope = nullptr;
    bool expression_aggregates = false;  // The sort key being bound contains an aggregate.
  };

  /// WHERE after WITH may read variables that do not go on: they are carried over by hidden items.
  struct Carrying {
    BoundProjection* projection = nullptr;
    const Scope* scope = nullptr;  // The scope before the WITH.
    size_t frame_count = 0;        // Frames around the WITH.
    Carrying* outer = nullptr;
  };

  // ---- Names, slots, errors (statement_binder.cc).
  SlotIndex NewSlot() { return next_slot_++; }
  /// Notes that an expression or pattern reads a slot.
  void UseSlot(SlotIndex slot) { UseSlot(slot, frames_.size()); }
  void UseSlot(SlotIndex slot, size_t frame_count);
  /// The variable that `name` means here, as a slot that may be read. UndefinedVariable,
  /// AmbiguousAggregationExpression.
  Result<Variable> ResolveVariable(std::string_view name, SourceSpan span);
  /// As ResolveVariable; nullopt if there is no such variable.
  Result<std::optional<Variable>> FindVariable(std::string_view name, SourceSpan span);
  Typed ReadSlot(SlotIndex slot, std::string_view name, const InferredType& type, SourceSpan span);
  Scope* NewScope(const Scope* parent, const Scope* before = nullptr) {
    return &scopes_.emplace_back(parent, before);
  }
  /// A pattern has shown that the variable can only be of that kind.
  void RefineType(std::string_view name, Value::Kind kind);
  /// Declares a new variable in the current scope. VariableAlreadyBound.
  Result<SlotIndex> DeclareNew(const ast::Name& name, InferredType type, bool from_pattern = false);
  /// `hint` is the way out, where there is one.
  Error SyntaxError(std::string detail, std::string message, SourceSpan span,
                    std::string hint = {}) const;
  Error UndefinedVariable(std::string_view name, SourceSpan span) const;
  Error AlreadyBound(const ast::Name& name) const;
  Error TypeConflict(const ast::Name& name, std::string_view wanted,
                     const InferredType& type) const;
  Error AmbiguousAggregation(std::string_view name, SourceSpan span) const;
  Error WrongType(SourceSpan span, std::string_view wanted, TypeSet kinds,
                  const InferredType& type) const;
  void Notify(std::string_view what, std::string_view name, SourceSpan span,
              std::span<const std::string> known);

  // ---- Queries (bind_query.cc).
  /// `outer` is what every clause of the query sees. A WITH that begins a part sees `importable`
  /// too, where that is given.
  Result<BoundQuery> BindQuery(const ast::Query& query, const Scope* outer,
                               const Scope* importable = nullptr);
  Result<BoundQueryPart> BindSingleQuery(const ast::SingleQuery& query);
  Result<void> CheckComposition(const ast::SingleQuery& query) const;
  Result<void> BindClauses(std::span<const ast::Clause* const> clauses, BoundQueryPart& part);
  Result<BoundClausePtr> BindClause(const ast::Clause& clause, BoundQueryPart& part);
  Result<void> JoinUnion(const ast::Query& query, BoundQuery& bound);
  void AddReturnColumns(const BoundProjection& projection, BoundQueryPart& part);

  // ---- WITH, RETURN, LET (bind_projection.cc).
  Result<BoundClausePtr> BindProjection(const ast::Projection& projection);
  Result<BoundClausePtr> BindLet(const ast::Let& let, BoundQueryPart& part);
  struct ItemPlan;  // An item with what is known of it before it is bound.
  Result<std::vector<ItemPlan>> PlanItems(const ast::Projection& projection);
  Result<void> CheckAliases(const ast::Projection& projection) const;
  Result<void> BindItems(std::vector<ItemPlan>& items, BoundProjection& bound, Grouping& grouping);
  Result<void> BindGroups(std::vector<ItemPlan>& items, BoundProjection& bound, Grouping& grouping);
  Result<void> BindSortKeys(const ast::Projection& projection, BoundProjection& bound);
  Result<BoundExpressionPtr> BindRowCount(const ast::Expression* expression, std::string_view word);
  SlotIndex CarriedSlot(Carrying& carrying, const Variable& variable, std::string_view name);

  // ---- Reading clauses (bind_clause.cc).
  Result<BoundClausePtr> BindMatch(const ast::Match& match);
  Result<BoundClausePtr> BindUnwind(const ast::Unwind& unwind);
  Result<BoundClausePtr> BindFilter(const ast::Filter& filter);
  Result<BoundClausePtr> BindLoadCsv(const ast::LoadCsv& load);
  Result<BoundClausePtr> BindCallSubquery(const ast::CallSubquery& call);
  Result<void> BindSubqueryColumns(const ast::CallSubquery& call, BoundCallSubquery& bound);
  Result<BoundExpressionPtr> BindDay(const ast::Expression* expression);

  // ---- Procedures (bind_procedure.cc).
  Result<BoundClausePtr> BindCallProcedure(const ast::CallProcedure& call, BoundQueryPart& part);
  Result<std::shared_ptr<const ProcedureSignature>> FindProcedure(
      const ast::CallProcedure& call) const;
  Result<void> BindProcedureArguments(const ast::CallProcedure& call, BoundCallProcedure& bound);
  Result<void> BindImplicitArguments(const ast::CallProcedure& call, BoundCallProcedure& bound);
  Result<void> BindYields(const ast::CallProcedure& call, BoundCallProcedure& bound);
  Result<void> AddYield(const ast::Name& name, uint32_t output, BoundCallProcedure& bound);

  // ---- Writing clauses (bind_update.cc).
  Result<BoundClausePtr> BindCreate(const ast::Create& create);
  Result<BoundClausePtr> BindMerge(const ast::Merge& merge);
  Result<BoundClausePtr> BindSet(const ast::Set& set);
  Result<BoundClausePtr> BindRemove(const ast::Remove& remove);
  Result<BoundClausePtr> BindDelete(const ast::Delete& clause);
  Result<BoundClausePtr> BindForeach(const ast::Foreach& foreach);
  Result<std::vector<BoundSetItem>> BindSetItems(std::span<const ast::SetItem> items);
  Result<BoundSetItem> BindSetItem(const ast::SetItem& item);
  void NoteWrittenNames(const ast::SetItem& item);
  Result<BoundExpressionPtr> BindUpdateTarget(const ast::Expression& target);
  std::vector<std::string> LabelNames(std::span<const ast::Name> labels);

  // ---- Patterns (bind_pattern.cc, bind_created_pattern.cc).
  /// What is being bound: the pattern, and what WHERE has to add to it.
  struct PatternTarget {
    BoundPattern* pattern = nullptr;
    BoundExpressionPtr* where = nullptr;
    SlotIndex first_new_slot = 0;     // Slots before were there before the pattern ...
    SlotIndex clause_first_slot = 0;  // ... and, of a pattern inside a group, before the clause.
    bool may_declare = true;          // False for patterns as predicates.
    bool inside_group = false;        // The inner pattern of a quantified one.
    /// What the second pass has to bind: an element with its index among the nodes or edges ...
    std::vector<std::pair<const ast::PatternElement*, uint32_t>> pending;
    /// ... conditions in parentheses around a path, before its selector picks or without one.
    std::vector<std::pair<size_t, const ast::Expression*>> path_conditions;
    std::vector<std::pair<size_t, const ast::Expression*>> conditions;
  };
  Result<void> BindPattern(std::span<const ast::PathPattern* const> paths, bool may_declare,
                           BoundPattern& pattern, BoundExpressionPtr& where);
  Result<void> DeclarePath(const ast::PathPattern& path, PatternTarget& target);
  Result<void> DeclareElements(const ast::PathPattern& path, BoundPathPattern& bound,
                               PatternTarget& target);
  Result<uint32_t> DeclareNode(const ast::NodePattern& node, PatternTarget& target);
  uint32_t DeclareAnonymousNode(SourceSpan span, PatternTarget& target);
  Result<uint32_t> DeclareEdge(const ast::EdgePattern& edge, PatternTarget& target);
  Result<uint32_t> DeclareGroup(const ast::GroupPattern& group, PatternTarget& target);
  Result<void> CheckPathShape(const ast::PathPattern& path, const BoundPathPattern& bound,
                              const PatternTarget& target) const;
  Result<void> BindElementConditions(PatternTarget& target);
  Result<void> BindNodeConditions(const ast::NodePattern& node, BoundNodePattern& bound);
  Result<void> BindEdgeConditions(const ast::EdgePattern& edge, BoundEdgePattern& bound);
  Result<void> BindPatternProperties(const ast::Expression* properties,
                                     BoundPatternProperties& bound);
  Result<void> AddCondition(const ast::Expression* condition, BoundExpressionPtr& where);
  NameExpression BindLabels(const ast::LabelExpression& labels, bool of_edges);
  void SetEdgeTypes(const ast::LabelExpression& types, BoundEdgePattern& bound);

  /// CREATE and MERGE.
  struct CreatedPattern {
    BoundPattern* pattern = nullptr;
    Scope* value_scope = nullptr;  // What properties may speak of.
    bool is_merge = false;
  };
  Result<void> BindCreatedPattern(std::span<const ast::PathPattern* const> paths, bool is_merge,
                                  BoundPattern& pattern);
  Result<void> CheckCreatedPath(const ast::PathPattern& path) const;
  Result<void> DeclareCreatedPath(const ast::PathPattern& path, CreatedPattern& target);
  Result<uint32_t> DeclareCreatedNode(const ast::NodePattern& node, bool alone,
                                      CreatedPattern& target);
  Result<uint32_t> DeclareCreatedEdge(const ast::EdgePattern& edge, CreatedPattern& target);
  Result<void> BindCreatedProperties(const ast::Expression* properties, CreatedPattern& target,
                                     BoundPatternProperties& bound);

  // ---- Expressions (bind_expression.cc and others).
  /// A value; patterns as predicates are not allowed.
  Result<Typed> BindValue(const ast::Expression& expression);
  Result<BoundExpressionPtr> BindExpression(const ast::Expression& expression);
  /// A boolean: WHERE and the operands of AND, OR, XOR, NOT.
  Result<BoundExpressionPtr> BindCondition(const ast::Expression& expression);
  /// The slot of a grouping key that is written like the expression.
  std::optional<Typed> BindGroupedValue(const ast::Expression& expression);
  Result<Typed> BindNode(const ast::Expression& expression);
  Result<Typed> BindLiteral(const ast::Literal& literal);
  Result<Typed> BindParameter(const ast::Parameter& parameter);
  Result<Typed> BindVariable(const ast::Variable& variable);
  Result<Typed> BindProperty(const ast::Property& property);
  Result<Typed> BindHasLabels(const ast::HasLabels& has_labels);
  Result<Typed> BindCase(const ast::Case& expression);
  Result<Typed> BindMap(const ast::Map& map);
  Result<Typed> BindMapProjection(const ast::MapProjection& projection);
  Result<Typed> BindUnary(const ast::Unary& unary);
  Result<Typed> BindBinary(const ast::Binary& binary);
  Result<Typed> BindJunction(const ast::Binary& binary);
  Result<Typed> BindArithmetic(const ast::Binary& binary);
  Result<Typed> BindMembership(const ast::Binary& binary);
  Result<Typed> BindTextPredicate(const ast::Binary& binary);
  Result<Typed> BindComparison(const ast::Comparison& comparison);
  Result<Typed> BindFunctionCall(const ast::FunctionCall& call);
  Result<const FunctionSignature*> FindCalledFunction(const ast::FunctionCall& call) const;
  Result<void> CheckArgumentCount(const ast::FunctionCall& call,
                                  const FunctionSignature& function) const;
  Result<std::vector<Typed>> BindArguments(const ast::FunctionCall& call,
                                           const FunctionSignature& function);
  Result<Typed> BindAggregate(const ast::FunctionCall& call, const FunctionSignature& function);
  Result<Typed> ReadAggregate(const Grouping::Key& aggregate, SourceSpan span);
  Result<Typed> BindList(const ast::List& list);
  Result<Typed> BindIndex(const ast::Index& index);
  Result<Typed> BindSlice(const ast::Slice& slice);
  Result<Typed> BindListOperand(const ast::Expression& list);
  Result<Typed> BindListComprehension(const ast::ListComprehension& comprehension);
  Result<Typed> BindQuantifier(const ast::Quantifier& quantifier);
  Result<Typed> BindReduce(const ast::Reduce& reduce);
  Result<Typed> BindSubquery(const ast::Subquery& subquery);
  Result<Typed> BindPatternPredicate(const ast::PatternPredicate& predicate);
  Result<Typed> BindShortestPathValue(const ast::PathPattern& path, SourceSpan span);
  Result<Typed> BindPatternComprehension(const ast::PatternComprehension& comprehension);
  /// MATCH `paths` WHERE `where` as a query of one part, bound in a scope of its own. `projection`
  /// may be null; it is bound in that scope.
  struct PatternQuery {
    std::unique_ptr<BoundQuery> query;
    std::vector<SlotIndex> imported;
    InferredType column_type;
  };
  Result<PatternQuery> BindPatternQuery(std::span<const ast::PathPattern* const> paths,
                                        const ast::Expression* where,
                                        const ast::Expression* projection, bool may_declare);

  // ---- Commands (bind_command.cc).
  BoundCommand BindCommand(const ast::Command& command) const;

  /// Stands for the path of shortestPath(...) as a value; no text can write it.
  static constexpr std::string_view kPathName = "\n";

  const Ast& ast_;
  const BindContext& context_;
  SlotIndex next_slot_ = 0;
  std::deque<Scope> scopes_;  // Those of clauses; addresses stay.
  Scope* scope_ = nullptr;
  std::vector<SubqueryFrame*> frames_;
  std::map<std::string, SourceSpan, std::less<>> parameters_;  // With their first place.
  std::vector<BoundNotification> notifications_;
  bool writes_names_ = false;  // In a pattern that is created, where new names are no surprise.
  std::set<std::string, std::less<>> written_names_;  // What the statement itself may make.

  // Where the binder stands.
  Grouping* grouping_ = nullptr;     // Aggregates are allowed where this is set.
  bool aggregates_allowed_ = false;  // And this.
  bool inside_aggregate_ = false;
  bool patterns_allowed_ = false;   // For the next BindValue only.
  bool updates_forbidden_ = false;  // Inside EXISTS, COUNT and COLLECT.
  bool updates_ = false;            // A writing clause was met.
  bool is_standalone_call_ = false;
  bool is_subquery_ = false;  // RETURN may be missing.
  Carrying* carrying_ = nullptr;
  std::deque<std::string> column_names_;  // Names in scopes that stand nowhere in the tree.
  std::map<SlotIndex, InferredType> column_types_;  // Of what queries return.
};

}  // namespace rondo
