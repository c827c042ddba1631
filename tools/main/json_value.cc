#include "tools/main/json_value.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace rondo {
namespace {

constexpr int kDepthMax = 100;

std::optional<Value> ValueOf(const nlohmann::json& json, int depth) {
  if (depth > kDepthMax) {
    return std::nullopt;
  }
  switch (json.type()) {
    case nlohmann::json::value_t::null:
      return Value();
    case nlohmann::json::value_t::boolean:
      return Value(json.get<bool>());
    case nlohmann::json::value_t::number_integer:
      return Value(json.get<int64_t>());
    case nlohmann::json::value_t::number_unsigned: {
      const auto number = json.get<uint64_t>();
      return number <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max())
                 ? std::optional(Value(static_cast<int64_t>(number)))
                 : std::nullopt;
    }
    case nlohmann::json::value_t::number_float:
      return Value(json.get<double>());
    case nlohmann::json::value_t::string:
      return Value(json.get<std::string>());
    case nlohmann::json::value_t::array: {
      ListValue list;
      for (const auto& element : json) {
        auto value = ValueOf(element, depth + 1);
        if (!value.has_value()) {
          return std::nullopt;
        }
        list.push_back(std::move(*value));
      }
      return Value(std::move(list));
    }
    case nlohmann::json::value_t::object: {
      std::vector<MapValue::Entry> entries;
      for (const auto& [key, element] : json.items()) {
        auto value = ValueOf(element, depth + 1);
        if (!value.has_value()) {
          return std::nullopt;
        }
        entries.emplace_back(key, std::move(*value));
      }
      return Value(MapValue(std::move(entries)));
    }
    default:
      return std::nullopt;
  }
}

/// The parser of the library recurses, so depth is bounded before it sees the text.
bool IsTooDeep(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    depth += c == '[' || c == '{' ? 1 : 0;
    depth -= c == ']' || c == '}' ? 1 : 0;
    if (depth > kDepthMax) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<Value> ParseJsonValue(std::string_view text) {
  if (IsTooDeep(text)) {
    return std::nullopt;
  }
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  return json.is_discarded() ? std::nullopt : ValueOf(json, 0);
}

}  // namespace rondo
