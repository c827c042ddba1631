#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "graph/model/value.h"

namespace rondo {

/// The values of a statement's `$parameters`, by name without the `$`.
class Parameters {
 public:
  Parameters() = default;
  Parameters(std::initializer_list<std::pair<std::string_view, Value>> entries) {
    for (const auto& [name, value] : entries) {
      Set(name, value);
    }
  }

  void Set(std::string_view name, Value value) {
    if (auto position = values_.find(name); position != values_.end()) {
      position->second = std::move(value);
    } else {
      values_.emplace(name, std::move(value));
    }
  }
  void Erase(std::string_view name) {
    if (auto position = values_.find(name); position != values_.end()) {
      values_.erase(position);
    }
  }
  /// The value, or null if there is none of that name.
  const Value* Find(std::string_view name) const {
    auto position = values_.find(name);
    return position == values_.end() ? nullptr : &position->second;
  }
  const std::map<std::string, Value, std::less<>>& values() const { return values_; }

 private:
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace rondo
