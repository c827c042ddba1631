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
  Clause MakeUnwind(Clause::Kind kind);
  Clause MakeWith();
  Clause MakeCall();
  Clause MakeReturn(size_t column_count, const std::string& prefix);
  /// Orders and cuts where that has one right answer.
  void MakeOrder(const std::vector<Type>& types, Projection& projection);
  /// Some item over the scope, and its type.
  Item MakeItem(bool may_aggregate, Type& type);
  std::string NewName(const std::string& prefix) { return prefix + std::to_string(next_name_++); }
  size_t Pick(size_t count) { return differential::Pick(random_, count); }
  bool Once(size_t count) { return differential::Once(random_, count); }

  // ---- Expressions: generator_expression.cc.
  Expression MakeExpression(Type type, size_t depth);
  Expression MakeInteger(size_t depth);
  Expression MakeBoolean(size_t depth);
  Expression MakeComparison(size_t depth);
  Expression MakeString(size_t depth);
  Expression MakeIntegerList(size_t depth);
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
  bool is_opaque_ = false;  // Only the ends of the path may have names.
};

}  // namespace rondo::differential
