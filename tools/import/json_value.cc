#include "tools/import/json_value.h"

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/temporal_text.h"
#include "tools/import/header_layout.h"

namespace rondo::import {
namespace {

using Kind = Value::Kind;

constexpr int kDepthMax = 100;

std::optional<Value> ValueOf(const nlohmann::json& json);

std::optional<Value> ListOf(const nlohmann::json& json) {
  ListValue list;
  for (const auto& element : json) {
    auto value = ValueOf(element);
    if (!value.has_value()) {
      return std::nullopt;
    }
    list.push_back(std::move(*value));
  }
  return Value(std::move(list));
}

std::optional<Value> MapOf(const nlohmann::json& json) {
  std::vector<MapValue::Entry> entries;
  for (const auto& [key, element] : json.items()) {
    auto value = ValueOf(element);
    if (!value.has_value()) {
      return std::nullopt;
    }
    entries.emplace_back(key, std::move(*value));
  }
  return Value(MapValue(std::move(entries)));
}

/// Recurses no deeper than IsTooDeep lets through.
std::optional<Value> ValueOf(const nlohmann::json& json) {
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
    case nlohmann::json::value_t::array:
      return ListOf(json);
    case nlohmann::json::value_t::object:
      return MapOf(json);
    default:
      return std::nullopt;
  }
}

/// The parser of the library recurses, so depth is bounded before it sees the text.
bool IsTooDeep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    if (in_string) {
      index += c == '\\' ? 1 : 0;
      in_string = c != '"';
      continue;
    }
    in_string = c == '"';
    depth += c == '[' || c == '{' ? 1 : 0;
    depth -= c == ']' || c == '}' ? 1 : 0;
    if (depth > kDepthMax) {
      return true;
    }
  }
  return false;
}

std::optional<Kind> TemporalKind(ColumnType type) {
  switch (type) {
    case ColumnType::kDate:
      return Kind::kDate;
    case ColumnType::kLocalTime:
      return Kind::kLocalTime;
    case ColumnType::kTime:
      return Kind::kTime;
    case ColumnType::kLocalDateTime:
      return Kind::kLocalDateTime;
    case ColumnType::kDateTime:
      return Kind::kDateTime;
    case ColumnType::kDuration:
      return Kind::kDuration;
    default:
      return std::nullopt;
  }
}

/// A text as a value of the named type; "double" is for NaN and the infinities.
std::optional<Value> TypedText(std::string_view text, std::string_view type_name) {
  const auto type = FindColumnType(type_name);
  if (!type.has_value()) {
    return std::nullopt;
  }
  if (*type == ColumnType::kString) {
    return Value(text);
  }
  if (*type == ColumnType::kFloat) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(Value(number))
                                                                    : std::nullopt;
  }
  const auto kind = TemporalKind(*type);
  if (!kind.has_value()) {
    return std::nullopt;
  }
  auto value = ParseTemporal(*kind, text);
  return value.ok() ? std::optional(std::move(value).value()) : std::nullopt;
}

std::optional<Value> TypedList(const ListValue& list, std::string_view type_name) {
  ListValue typed;
  for (const Value& element : list) {
    auto value =
        element.is(Kind::kString) ? TypedText(element.string(), type_name) : std::optional(element);
    if (!value.has_value()) {
      return std::nullopt;
    }
    typed.push_back(std::move(*value));
  }
  return Value(std::move(typed));
}

std::optional<Value> ApplyTypeName(const Value& value, std::string_view name) {
  if (name.ends_with("[]")) {
    return value.is(Kind::kList) ? TypedList(value.list(), name.substr(0, name.size() - 2))
                                 : std::nullopt;
  }
  return value.is(Kind::kString) ? TypedText(value.string(), name) : std::nullopt;
}

}  // namespace

std::optional<Value> ApplyTypes(const Value& value, const Value& types) {
  if (types.is_null()) {
    return value;
  }
  if (types.is(Kind::kString)) {
    return ApplyTypeName(value, types.string());
  }
  if (types.is(Kind::kList) && value.is(Kind::kList) &&
      types.list().size() == value.list().size()) {
    ListValue list;
    for (size_t index = 0; index < value.list().size(); ++index) {
      auto element = ApplyTypes(value.list()[index], types.list()[index]);
      if (!element.has_value()) {
        return std::nullopt;
      }
      list.push_back(std::move(*element));
    }
    return Value(std::move(list));
  }
  if (types.is(Kind::kMap) && value.is(Kind::kMap)) {
    MapValue map = value.map();
    for (const auto& [key, type] : types.map()) {
      const Value* element = map.Find(key);
      auto typed = element == nullptr ? std::nullopt : ApplyTypes(*element, type);
      if (!typed.has_value()) {
        return std::nullopt;
      }
      map.Set(key, std::move(*typed));
    }
    return Value(std::move(map));
  }
  return std::nullopt;
}

std::optional<Value> ParseJsonValue(std::string_view text) {
  if (IsTooDeep(text)) {
    return std::nullopt;
  }
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  return json.is_discarded() ? std::nullopt : ValueOf(json);
}

std::optional<Value> ParseJsonCell(std::string_view text) {
  auto value = ParseJsonValue(text);
  if (!value.has_value() || !value->is(Kind::kMap) || value->map().size() != 2) {
    return value;
  }
  const Value* inner = value->map().Find("value");
  const Value* types = value->map().Find("types");
  return inner != nullptr && types != nullptr ? ApplyTypes(*inner, *types) : value;
}

}  // namespace rondo::import
