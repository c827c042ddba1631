#include "graph/model/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

#include "graph/model/temporal_text.h"

namespace rondo {

namespace {

/// Whether labels, types and keys of these characters are read without quotes. Bytes beyond ASCII
/// are taken for letters.
bool IsPlainName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  });
}

void AppendName(std::string_view name, std::string& text) {
  if (IsPlainName(name)) {
    text += name;
    return;
  }
  text += '`';
  for (char c : name) {
    text += c;
    if (c == '`') {
      text += c;
    }
  }
  text += '`';
}

void AppendQuoted(std::string_view content, std::string& text) {
  text += '\'';
  for (char c : content) {
    if (c == '\'' || c == '\\') {
      text += '\\';
    }
    text += c;
  }
  text += '\'';
}

class Writer {
 public:
  Writer(bool canonical, std::string& text) : canonical_(canonical), text_(text) {}

  void Write(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::kNull:
        text_ += "null";
        return;
      case Value::Kind::kBoolean:
        text_ += value.boolean() ? "true" : "false";
        return;
      case Value::Kind::kInteger:
        fmt::format_to(std::back_inserter(text_), "{}", value.integer());
        return;
      case Value::Kind::kFloat:
        return AppendFloatText(value.floating(), text_);
      case Value::Kind::kString:
        return AppendQuoted(value.string(), text_);
      case Value::Kind::kList:
        return WriteList(value.list());
      case Value::Kind::kMap:
        return WriteMap(value.map());
      case Value::Kind::kNode:
        return WriteNode(value);
      case Value::Kind::kEdge:
        return WriteEdge(value);
      case Value::Kind::kPath:
        return WritePath(value.path());
      default:
        text_ += '\'';
        AppendTemporalText(value, text_);
        text_ += '\'';
        return;
    }
  }

 private:
  void WriteList(const ListValue& list) {
    text_ += '[';
    for (size_t index = 0; index < list.size(); ++index) {
      text_ += index > 0 ? ", " : "";
      Write(list[index]);
    }
    text_ += ']';
  }

  // The entries of a map are sorted by key already.
  void WriteMap(const MapValue& map) {
    text_ += '{';
    std::string_view separator;
    for (const auto& [key, value] : map) {
      text_ += separator;
      separator = ", ";
      AppendName(key, text_);
      text_ += ": ";
      Write(value);
    }
    text_ += '}';
  }

  void WriteProperties(const MapValue& properties, bool blank_before) {
    if (!properties.empty()) {
      text_ += blank_before ? " " : "";
      WriteMap(properties);
    }
  }

  void WriteNode(const Value& value) {
    text_ += '(';
    if (const NodeRecord* node = value.node_record()) {
      WriteLabels(node->labels);
      WriteProperties(node->properties, !node->labels.empty());
    } else {
      fmt::format_to(std::back_inserter(text_), "#{}", value.node().value);
    }
    text_ += ')';
  }

  void WriteLabels(const std::vector<std::string>& labels) {
    std::vector<std::string_view> names(labels.begin(), labels.end());
    if (canonical_) {
      std::sort(names.begin(), names.end());
    }
    for (std::string_view name : names) {
      text_ += ':';
      AppendName(name, text_);
    }
  }

  void WriteEdge(const Value& value) {
    text_ += '[';
    if (const EdgeRecord* edge = value.edge_record()) {
      text_ += ':';
      AppendName(edge->type, text_);
      WriteProperties(edge->properties, true);
    } else {
      fmt::format_to(std::back_inserter(text_), "#{}", value.edge().value);
    }
    text_ += ']';
  }

  void WritePath(const PathValue& path) {
    text_ += '<';
    for (size_t index = 0; index < path.nodes.size(); ++index) {
      if (index > 0) {
        const Value& edge = path.edges[index - 1];
        const EdgeRecord* record = edge.edge_record();
        // Arrows show the direction of the edge, not of the walk.
        bool backwards = record != nullptr && record->source != path.nodes[index - 1].node();
        text_ += backwards ? "<-" : "-";
        WriteEdge(edge);
        text_ += backwards ? "-" : "->";
      }
      WriteNode(path.nodes[index]);
    }
    text_ += '>';
  }

  bool canonical_;
  std::string& text_;
};

}  // namespace

void AppendFloatText(double number, std::string& text) {
  if (std::isnan(number)) {
    text += "NaN";
    return;
  }
  if (std::isinf(number)) {
    text += number > 0 ? "Infinity" : "-Infinity";
    return;
  }
  // 1e16 is where a float stops telling neighbouring integers apart.
  double size = std::fabs(number);
  bool plain = size == 0.0 || (size >= 1e-5 && size < 1e16);
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), number,
                           plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string_view digits(buffer, static_cast<size_t>(end.ptr - buffer));
  if (plain) {
    text += digits;
    text += digits.find('.') == std::string_view::npos ? ".0" : "";
    return;
  }
  // The language writes exponents without a plus sign and leading zeros: 1e100, 2.5e-7.
  size_t exponent = digits.find('e');
  text += digits.substr(0, exponent + 1);
  digits.remove_prefix(exponent + 1);
  text += digits.front() == '-' ? "-" : "";
  digits.remove_prefix(1);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  text += digits;
}

void AppendValueText(const Value& value, const ValueTextOptions& options, std::string& text) {
  if (!options.quote_strings) {
    if (value.is(Value::Kind::kString)) {
      text += value.string();
      return;
    }
    if (value.is_temporal() || value.is(Value::Kind::kDuration)) {
      AppendTemporalText(value, text);
      return;
    }
  }
  Writer(options.canonical, text).Write(value);
}

std::string ValueText(const Value& value, const ValueTextOptions& options) {
  std::string text;
  AppendValueText(value, options, text);
  return text;
}

}  // namespace rondo
