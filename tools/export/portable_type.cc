#include "tools/export/portable_type.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "graph/model/temporal_text.h"
#include "graph/model/value_json.h"
#include "graph/model/value_text.h"

namespace rondo {
namespace {

/// Empty for kinds that have no column type of their own.
std::string_view ScalarTypeName(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::kBoolean:
      return "boolean";
    case Value::Kind::kInteger:
      return "long";
    case Value::Kind::kFloat:
      return "double";
    case Value::Kind::kString:
      return "string";
    case Value::Kind::kDate:
      return "date";
    case Value::Kind::kLocalTime:
      return "localtime";
    case Value::Kind::kTime:
      return "time";
    case Value::Kind::kLocalDateTime:
      return "localdatetime";
    case Value::Kind::kDateTime:
      return "datetime";
    case Value::Kind::kDuration:
      return "duration";
    default:
      return "";
  }
}

bool AllOfKind(const ListValue& list, Value::Kind kind) {
  return std::all_of(list.begin(), list.end(), [&](const Value& item) { return item.is(kind); });
}

constexpr char kListSeparator = ';';

/// Whether the elements can stand in one cell between separators and be told apart again.
bool FitsListCell(const ListValue& list) {
  if (list.empty() || !AllOfKind(list, list.front().kind()) ||
      ScalarTypeName(list.front().kind()).empty()) {
    return false;
  }
  if (!list.front().is(Value::Kind::kString)) {
    return true;
  }
  return std::all_of(list.begin(), list.end(), [](const Value& item) {
    // Neo4j trims the elements and takes an empty one for none.
    const std::string_view text = item.string();
    return !text.empty() && text.find(kListSeparator) == std::string_view::npos &&
           text.front() > ' ' && text.back() > ' ';
  });
}

void AppendFloat(double number, std::string& out) {
  if (std::isnan(number)) {
    out += "NaN";
  } else if (std::isinf(number)) {
    out += number > 0 ? "Infinity" : "-Infinity";
  } else {
    AppendValueText(Value(number), {}, out);
  }
}

void AppendScalarText(const Value& value, std::string& out) {
  switch (value.kind()) {
    case Value::Kind::kString:
      out += value.string();
      break;
    case Value::Kind::kFloat:
      AppendFloat(value.floating(), out);
      break;
    default:
      AppendValueText(value, {.quote_strings = false}, out);
  }
}

bool IsTemporal(const Value& value) {
  return value.is_temporal() || value.is(Value::Kind::kDuration);
}

}  // namespace

std::string PortableTypeName(const Value& value) {
  if (value.is(Value::Kind::kList)) {
    return FitsListCell(value.list())
               ? std::string(ScalarTypeName(value.list().front().kind())) + "[]"
               : "json";
  }
  const std::string_view name = ScalarTypeName(value.kind());
  return name.empty() ? "json" : std::string(name);
}

void AppendPortableText(const Value& value, std::string& out) {
  if (value.is(Value::Kind::kList) && FitsListCell(value.list())) {
    for (size_t index = 0; index < value.list().size(); ++index) {
      if (index > 0) {
        out += kListSeparator;
      }
      AppendScalarText(value.list()[index], out);
    }
  } else if (!ScalarTypeName(value.kind()).empty()) {
    AppendScalarText(value, out);
  } else if (IsPlainJson(value)) {
    AppendLosslessJson(value, out);
  } else {
    out += "{\"value\":";
    AppendLosslessJson(value, out);
    out += ",\"types\":";
    AppendTypeJson(value, out);
    out += '}';
  }
}

bool IsPlainJson(const Value& value) {
  if (value.is(Value::Kind::kFloat)) {
    return std::isfinite(value.floating());
  }
  if (value.is(Value::Kind::kList)) {
    return std::all_of(value.list().begin(), value.list().end(), IsPlainJson);
  }
  if (value.is(Value::Kind::kMap)) {
    return std::all_of(value.map().begin(), value.map().end(),
                       [](const MapValue::Entry& entry) { return IsPlainJson(entry.second); });
  }
  return !IsTemporal(value);
}

void AppendLosslessJson(const Value& value, std::string& json) {
  if (value.is(Value::Kind::kFloat)) {
    const bool quoted = !std::isfinite(value.floating());
    json += quoted ? "\"" : "";
    AppendFloat(value.floating(), json);
    json += quoted ? "\"" : "";
  } else if (value.is(Value::Kind::kList)) {
    json += '[';
    const char* separator = "";
    for (const Value& item : value.list()) {
      json += std::exchange(separator, ",");
      AppendLosslessJson(item, json);
    }
    json += ']';
  } else if (value.is(Value::Kind::kMap)) {
    json += '{';
    const char* separator = "";
    for (const auto& [key, item] : value.map()) {
      json += std::exchange(separator, ",");
      AppendJsonString(key, json);
      json += ':';
      AppendLosslessJson(item, json);
    }
    json += '}';
  } else {
    AppendValueJson(value, json);
  }
}

void AppendTypeJson(const Value& value, std::string& json) {
  if (IsPlainJson(value)) {
    json += "null";
  } else if (value.is(Value::Kind::kList)) {
    const ListValue& list = value.list();
    if (AllOfKind(list, list.front().kind()) && !ScalarTypeName(list.front().kind()).empty()) {
      json += '"';
      json += ScalarTypeName(list.front().kind());
      json += "[]\"";
      return;
    }
    json += '[';
    const char* separator = "";
    for (const Value& item : list) {
      json += std::exchange(separator, ",");
      AppendTypeJson(item, json);
    }
    json += ']';
  } else if (value.is(Value::Kind::kMap)) {
    json += '{';
    const char* separator = "";
    for (const auto& [key, item] : value.map()) {
      json += std::exchange(separator, ",");
      AppendJsonString(key, json);
      json += ':';
      AppendTypeJson(item, json);
    }
    json += '}';
  } else {
    json += '"';
    json += ScalarTypeName(value.kind());
    json += '"';
  }
}

}  // namespace rondo
