#pragma once

// Scopes: which variable a name means at one place of a statement. A scope sees its own variables
// and, through its parent, those around it. Private to the binder.

#include <map>
#include <string_view>
#include <vector>

#include "query/bind/bound_expression.h"
#include "query/bind/inferred_type.h"

namespace rondo {

struct Variable {
  SlotIndex slot = kNoSlot;
  InferredType type;
  /// Bound to graph elements by a pattern, and never to another value.
  bool from_pattern = false;
};

/// Names are views into the syntax tree.
class Scope {
 public:
  /// `parent` may be null. `before` is the scope that this one takes the place of after a WITH or
  /// RETURN, or null. Both must outlive this scope.
  explicit Scope(const Scope* parent, const Scope* before = nullptr)
      : parent_(parent), before_(before) {}

  struct Found {
    const Variable* variable = nullptr;
    const Scope* owner = nullptr;
  };
  /// The variable of that name in this scope or the nearest one around it; nulls if there is none.
  Found Find(std::string_view name) const;
  /// Only in this scope.
  Variable* FindOwn(std::string_view name);

  /// Replaces what this scope has under `name`.
  void Declare(std::string_view name, Variable variable) {
    variables_.insert_or_assign(name, std::move(variable));
  }

  const Scope* parent() const { return parent_; }
  /// By name.
  const std::map<std::string_view, Variable>& variables() const { return variables_; }
  /// The names of this scope and of those around it.
  std::vector<std::string_view> VisibleNames() const;
  /// Whether a scope that ended before this one began had such a variable.
  bool HadBefore(std::string_view name) const;

 private:
  const Scope* parent_;
  const Scope* before_;
  std::map<std::string_view, Variable> variables_;
};

}  // namespace rondo
