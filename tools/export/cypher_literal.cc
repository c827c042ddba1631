#include "tools/export/cypher_literal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "graph/model/value_text.h"

namespace rondo {
namespace {

void AppendStringLiteral(std::string_view text, std::string& out) {
  out += '\'';
  for (const char c : text) {
    switch (c) {
      case '\'':
      case '\\':
        out += '\\';
        out += c;
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '\'';
}

void AppendFloatLiteral(double number, std::string& out) {
  if (std::isnan(number)) {
    out += "(0.0/0.0)";
  } else if (std::isinf(number)) {
    out += number > 0 ? "(1.0/0.0)" : "(-1.0/0.0)";
  } else {
    AppendValueText(Value(number), {}, out);
  }
}

std::string_view TemporalFunction(Value::Kind kind) {
  switch (kind) {
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

bool IsPlainName(std::string_view name) {
  auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

void AppendCypherName(std::string_view name, std::string& out) {
  if (IsPlainName(name)) {
    out += name;
    return;
  }
  out += '`';
  for (const char c : name) {
    out += c == '`' ? "``" : std::string(1, c);
  }
  out += '`';
}

void AppendCypherLiteral(const Value& value, std::string& out) {
  switch (value.kind()) {
    case Value::Kind::kString:
      AppendStringLiteral(value.string(), out);
      return;
    case Value::Kind::kFloat:
      AppendFloatLiteral(value.floating(), out);
      return;
    case Value::Kind::kList: {
      const char* separator = "[";
      for (const Value& item : value.list()) {
        out += std::exchange(separator, ", ");
        AppendCypherLiteral(item, out);
      }
      out += value.list().empty() ? "[]" : "]";
      return;
    }
    case Value::Kind::kMap: {
      const char* separator = "{";
      for (const auto& [key, item] : value.map()) {
        out += std::exchange(separator, ", ");
        AppendCypherName(key, out);
        out += ": ";
        AppendCypherLiteral(item, out);
      }
      out += value.map().empty() ? "{}" : "}";
      return;
    }
    default:
      break;
  }
  const std::string_view function = TemporalFunction(value.kind());
  if (function.empty()) {
    AppendValueText(value, {}, out);
    return;
  }
  out.append(function).append("('");
  AppendValueText(value, {.quote_strings = false}, out);
  out += "')";
}

}  // namespace rondo
