#include "query/bind/scope.h"

namespace rondo {

Scope::Found Scope::Find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent_) {
    auto position = scope->variables_.find(name);
    if (position != scope->variables_.end()) {
      return {&position->second, scope};
    }
  }
  return {};
}

Variable* Scope::FindOwn(std::string_view name) {
  auto position = variables_.find(name);
  return position == variables_.end() ? nullptr : &position->second;
}

bool Scope::HadBefore(std::string_view name) const {
  for (const Scope* scope = before_; scope != nullptr; scope = scope->before_) {
    if (scope->variables_.contains(name)) {
      return true;
    }
  }
  return parent_ != nullptr && parent_->HadBefore(name);
}

std::vector<std::string_view> Scope::VisibleNames() const {
  std::vector<std::string_view> names;
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent_) {
    for (const auto& [name, variable] : scope->variables_) {
      names.push_back(name);
    }
  }
  return names;
}

}  // namespace rondo
