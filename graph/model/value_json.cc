#include "graph/model/value_json.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>

#include "graph/base/byte_block.h"
#include "graph/model/temporal_text.h"

namespace rondo {

namespace {

/// The length of the well-formed UTF-8 sequence at the start of `text` (Unicode, table 3-7), or 0.
size_t Utf8SequenceSize(std::string_view text) {
  auto byte = [&](size_t index) {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
  };
  auto is_tail = [&](size_t index) { return (byte(index) & 0xc0U) == 0x80U; };
  unsigned first = byte(0);
  if (first < 0x80) {
    return 1;
  }
  if (first >= 0xc2 && first <= 0xdf) {
    return is_tail(1) ? 2 : 0;
  }
  if (first >= 0xe0 && first <= 0xef) {
    bool overlong = first == 0xe0 && byte(1) < 0xa0;
    bool surrogate = first == 0xed && byte(1) > 0x9f;
    return is_tail(1) && is_tail(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    bool overlong = first == 0xf0 && byte(1) < 0x90;
    bool too_large = first == 0xf4 && byte(1) > 0x8f;
    return is_tail(1) && is_tail(2) && is_tail(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

void AppendEscaped(char c, std::string& json) {
  switch (c) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      fmt::format_to(std::back_inserter(json), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

bool NeedsEscape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\' || c == 0x7f; }

/// How many bytes at the start of `text` are ASCII that stands for itself.
size_t PlainPrefixSize(std::string_view text) {
  size_t size = 0;
  while (size < text.size()) {
    if (size + sizeof(uint64_t) <= text.size()) {
      const uint64_t block = LoadBlock(text.data() + size);
      const uint64_t special = block | (block - kEachByte * 0x20) | BytesEqualTo(block, '"') |
                               BytesEqualTo(block, '\\') | BytesEqualTo(block, 0x7f);
      if ((special & kHighBits) == 0) {
        size += sizeof(block);
        continue;
      }
    }
    auto c = static_cast<unsigned char>(text[size]);
    if (c >= 0x80 || NeedsEscape(c)) {
      break;
    }
    ++size;
  }
  return size;
}

void AppendJsonFloat(double number, std::string& json) {
  if (!std::isfinite(number)) {
    json += "null";
    return;
  }
  char buffer[32];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), number);
  std::string_view digits(buffer, static_cast<size_t>(end.ptr - buffer));
  json += digits;
  // So that a float stays one for whoever reads it.
  json += digits.find_first_of(".e") == std::string_view::npos ? ".0" : "";
}

void AppendJsonList(const ListValue& list, std::string& json) {
  json += '[';
  for (size_t index = 0; index < list.size(); ++index) {
    json += index > 0 ? "," : "";
    AppendValueJson(list[index], json);
  }
  json += ']';
}

void AppendJsonMap(const MapValue& map, std::string& json) {
  json += '{';
  std::string_view separator;
  for (const auto& [key, value] : map) {
    json += separator;
    separator = ",";
    AppendJsonString(key, json);
    json += ':';
    AppendValueJson(value, json);
  }
  json += '}';
}

void AppendJsonNode(const Value& value, std::string& json) {
  fmt::format_to(std::back_inserter(json), "{{\"id\":{}", value.node().value);
  if (const NodeRecord* node = value.node_record()) {
    json += ",\"labels\":[";
    std::string_view separator;
    for (const std::string& label : node->labels) {
      json += separator;
      separator = ",";
      AppendJsonString(label, json);
    }
    json += "],\"properties\":";
    AppendJsonMap(node->properties, json);
  }
  json += '}';
}

void AppendJsonEdge(const Value& value, std::string& json) {
  fmt::format_to(std::back_inserter(json), "{{\"id\":{}", value.edge().value);
  if (const EdgeRecord* edge = value.edge_record()) {
    json += ",\"type\":";
    AppendJsonString(edge->type, json);
    fmt::format_to(std::back_inserter(json),
                   ",\"start\":{},\"end\":{},\"properties\":", edge->source.value,
                   edge->target.value);
    AppendJsonMap(edge->properties, json);
  }
  json += '}';
}

}  // namespace

void AppendJsonString(std::string_view text, std::string& json) {
  json += '"';
  size_t position = 0;
  while (position < text.size()) {
    size_t plain_size = PlainPrefixSize(text.substr(position));
    json += text.substr(position, plain_size);
    position += plain_size;
    if (position == text.size()) {
      break;
    }
    if (NeedsEscape(static_cast<unsigned char>(text[position]))) {
      AppendEscaped(text[position], json);
      ++position;
    } else if (size_t size = Utf8SequenceSize(text.substr(position)); size > 0) {
      json += text.substr(position, size);
      position += size;
    } else {
      json += "\xef\xbf\xbd";
      ++position;
    }
  }
  json += '"';
}

void AppendValueJson(const Value& value, std::string& json) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      json += "null";
      return;
    case Value::Kind::kBoolean:
      json += value.boolean() ? "true" : "false";
      return;
    case Value::Kind::kInteger:
      fmt::format_to(std::back_inserter(json), "{}", value.integer());
      return;
    case Value::Kind::kFloat:
      return AppendJsonFloat(value.floating(), json);
    case Value::Kind::kString:
      return AppendJsonString(value.string(), json);
    case Value::Kind::kList:
      return AppendJsonList(value.list(), json);
    case Value::Kind::kMap:
      return AppendJsonMap(value.map(), json);
    case Value::Kind::kNode:
      return AppendJsonNode(value, json);
    case Value::Kind::kEdge:
      return AppendJsonEdge(value, json);
    case Value::Kind::kPath:
      json += "{\"nodes\":";
      AppendJsonList(value.path().nodes, json);
      json += ",\"edges\":";
      AppendJsonList(value.path().edges, json);
      json += '}';
      return;
    default: {
      std::string text;
      AppendTemporalText(value, text);
      return AppendJsonString(text, json);
    }
  }
}

std::string ValueJson(const Value& value) {
  std::string json;
  AppendValueJson(value, json);
  return json;
}

}  // namespace rondo
