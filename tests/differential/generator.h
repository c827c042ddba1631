#pragma once

// Makes random statements that are well typed, never fail at run time and have one right answer, up
// to the order of rows where no order is asked for.

#include <string>
#include <vector>

#include "tests/differential/small_graph.h"
#include "tests/differential/statement.h"

namespace rondo::differential {

class Generator {
 public:
  explicit Generator(Random& random) : random_(random) {}

  Statement MakeStatement();
  /// One that writes. Rows come to the clauses that write in an order that is known; what it
  /// returns is counted only.
  Statement MakeUpdate();

 private:
  struct Variable {
    std::string name;
    Type type;
  };
  using Scope = std::vector<Variable>;

  // ---- Clauses: generator.cc.
  Query MakeQuery(size_t clause_count_max, size_t column_count, const std::string& prefix);
  Clause MakeClause(bool is_first);
  Clause MakeMatch();
  Expression MakeWhere();
  Clause MakeUnwind(Clause::Kind kind);
  Clause MakeLet();
  Clause MakeWith();
  Clause MakeCall();
  Clause MakeReturn(size_t column_count, const std::string& prefix);
  /// Orders, and cuts where that has one right answer. `before` is the scope before the projection.
  void MakeOrder(const std::vector<Type>& types, const Scope& before, Projection& projection);
  /// One or two parts over the scope as it is, with columns of the same names and types.
  Statement MakeParts(size_t clause_count_max, size_t column_count, const std::string& prefix);
  /// Some item over the scope, and its type.
  Item MakeItem(bool may_aggregate, Type& type);
  std::string NewName(const std::string& prefix) { return prefix + std::to_string(next_name_++); }
  size_t Pick(size_t count) { return differential::Pick(random_, count); }
  bool Once(size_t count) { return differential::Once(random_, count); }

  // ---- Clauses that write: generator_update.cc.
  /// WITH what is a node, an edge or an integer, in the order of ids and numbers.
  Clause MakeOrderedWith();
  Clause MakeCreate();
  Clause MakeMerge();
  Clause MakeSet(Clause::Kind kind);
  Clause MakeForeach();
  Clause MakeDelete();
  PathPattern MakeCreatedPath(bool is_merge);
  NodePattern MakeCreatedNode(bool is_merge, bool may_be_known);
  /// Properties of a value each, which are never null if `is_merge`.
  PropertyTests MakeCreatedProperties(bool is_merge, bool of_node);
  std::optional<Change> MakeChange(Clause::Kind kind);
  Expression MakeValueOf(const std::string& key);

  // ---- Expressions: generator_expression.cc.
  Expression MakeExpression(Type type, size_t depth);
  Expression MakeInteger(size_t depth);
  /// Of lists, functions, dates, subqueries; absent where the scope has nothing for it.
  std::optional<Expression> MakeIntegerOf(size_t depth);
  Expression MakeDate(size_t depth);
  Expression MakeAny(size_t depth);
  Expression MakeQueryExpression(Expression::Kind kind);
  Expression MakePatternSum();
  /// A pattern between nodes that are known already, as a condition.
  Expression MakePatternHolds();
  Expression MakeBoolean(size_t depth);
  Expression MakeComparison(size_t depth);
  Expression MakeString(size_t depth);
  Expression MakeIntegerList(size_t depth);
  Expression MakeListOf(size_t depth);
  Expression MakeScoped(Expression::Kind kind, size_t depth);
  Expression MakeSubquery(Expression::Kind kind);
  /// A variable of that type, if there is one.
  const Variable* PickVariable(Type type);
  Expression Literal(Value value);
  Expression VariableOf(const Variable& variable);

  // ---- Patterns: generator_pattern.cc.
  /// New variables are added to the scope and, unless null, to `made`.
  Pattern MakePattern(size_t path_count_max, std::vector<std::string>* made);
  PathPattern MakePath(bool is_alone);
  /// Three to five edges that come back to where they began.
  PathPattern MakeCycle();
  /// Leaves out nodes that say nothing and stand between groups.
  void HideNodes(PathPattern& path);
  /// Asks for what an index may answer: two equal values, a range, the beginning of a text.
  void MakeSought(NodePattern& node);
  Expression MakeRange(const Expression& property, Type type);
  /// Gives the step of a walk an upper bound.
  void EndWalk(Mode mode, PathStep& step);
  void MakeSelected(PathPattern& path);
  NodePattern MakeNode();
  EdgePattern MakeEdge(bool has_length);
  EdgePattern MakeEdgeWithoutVariable();
  void MakeLength(EdgePattern& edge);
  GroupPattern MakeGroup();
  LabelTest MakeLabels(size_t depth);
  PropertyTests MakeProperties();
  /// A condition on one element, which is `variable` of that type.
  std::optional<Expression> MakeElementCondition(const std::string& variable, Type type);
  void Declare(const std::string& name, Type type);

  Random& random_;
  size_t next_name_ = 0;
  Scope scope_;
  /// The scope as it was before the pattern: what the conditions of its elements may read.
  Scope outer_;
  std::vector<Variable> declared_;       // By the pattern that is being made.
  std::vector<std::string> edges_used_;  // Bound edges that stand in the pattern already.
  bool subqueries_allowed_ = true;
  bool may_be_null_ = false;  // Nodes that clauses before have bound.
  bool is_opaque_ = false;    // Only the ends of the path may have names.
};

}  // namespace rondo::differential
