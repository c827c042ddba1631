#include "tests/tck/notation.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

namespace rondo::tck {

namespace {

class NotationParser {
 public:
  explicit NotationParser(std::string_view text) : text_(text), rest_(text) {}

  Result<Value> ParseAll() {
    RONDO_TRY_ASSIGN(Value value, ParseValue());
    SkipBlanks();
    if (!rest_.empty()) {
      return Malformed("something behind the value");
    }
    return value;
  }

 private:
  Error Malformed(std::string_view what) const {
    return RuntimeError(ErrorCode::kSyntax, "MalformedNotation",
                        std::string(what) + " in `" + std::string(text_) + "` at " +
                            std::to_string(text_.size() - rest_.size()));
  }

  void SkipBlanks() {
    size_t blanks = rest_.find_first_not_of(" \t\n");
    rest_.remove_prefix(blanks == std::string_view::npos ? rest_.size() : blanks);
  }

  /// Takes `wanted` if it comes next, after blanks.
  bool Take(std::string_view wanted) {
    SkipBlanks();
    if (!rest_.starts_with(wanted)) {
      return false;
    }
    rest_.remove_prefix(wanted.size());
    return true;
  }

  Result<Value> ParseValue() {
    SkipBlanks();
    switch (rest_.empty() ? '\0' : rest_.front()) {
      case '(':
        return ParseNode();
      case '[':
        return rest_.starts_with("[:") ? ParseEdge() : ParseList();
      case '<':
        return ParsePath();
      case '{': {
        RONDO_TRY_ASSIGN(MapValue map, ParseMap());
        return Value(std::move(map));
      }
      case '\'':
        return ParseString();
      default:
        return ParseWord();
    }
  }

  /// Letters, digits, $ and _, as in labels, types and keys; also - and what is not ASCII.
  std::string TakeName() {
    size_t size = 0;
    while (size < rest_.size()) {
      auto c = static_cast<unsigned char>(rest_[size]);
      bool belongs = std::isalnum(c) != 0 || c == '_' || c == '$' || c == '-' || c >= 0x80;
      if (!belongs) {
        break;
      }
      ++size;
    }
    std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return name;
  }

  Result<Value> ParseNode() {
    NodeRecord node;
    node.id = NodeId(next_id_++);
    if (!Take("(")) {
      return Malformed("no node");
    }
    while (Take(":")) {
      node.labels.push_back(TakeName());
    }
    RONDO_TRY_ASSIGN(node.properties, ParseOptionalMap());
    if (!Take(")")) {
      return Malformed("a node without an end");
    }
    return Value(std::move(node));
  }

  Result<EdgeRecord> ParseEdgeRecord() {
    EdgeRecord edge;
    edge.id = EdgeId(next_id_++);
    if (!Take("[:")) {
      return Malformed("no relationship");
    }
    edge.type = TakeName();
    RONDO_TRY_ASSIGN(edge.properties, ParseOptionalMap());
    if (!Take("]")) {
      return Malformed("a relationship without an end");
    }
    return edge;
  }

  Result<Value> ParseEdge() {
    RONDO_TRY_ASSIGN(EdgeRecord edge, ParseEdgeRecord());
    return Value(std::move(edge));
  }

  Result<Value> ParsePath() {
    PathValue path;
    Take("<");
    RONDO_TRY_ASSIGN(Value node, ParseNode());
    path.nodes.push_back(node);
    while (!Take(">")) {
      bool backwards = Take("<-");
      if (!backwards && !Take("-")) {
        return Malformed("a path without an end");
      }
      RONDO_TRY_ASSIGN(EdgeRecord edge, ParseEdgeRecord());
      if (!Take(backwards ? "-" : "->")) {
        return Malformed("an arrow without an end");
      }
      RONDO_TRY_ASSIGN(node, ParseNode());
      edge.source = path.nodes.back().node();
      edge.target = node.node();
      if (backwards) {
        std::swap(edge.source, edge.target);
      }
      path.edges.emplace_back(std::move(edge));
      path.nodes.push_back(node);
    }
    return Value(std::move(path));
  }

  Result<Value> ParseList() {
    ListValue list;
    Take("[");
    if (Take("]")) {
      return Value(std::move(list));
    }
    do {
      RONDO_TRY_ASSIGN(Value element, ParseValue());
      list.push_back(std::move(element));
    } while (Take(","));
    if (!Take("]")) {
      return Malformed("a list without an end");
    }
    return Value(std::move(list));
  }

  Result<MapValue> ParseOptionalMap() {
    SkipBlanks();
    return rest_.starts_with('{') ? ParseMap() : Result<MapValue>(MapValue());
  }

  Result<MapValue> ParseMap() {
    std::vector<MapValue::Entry> entries;
    Take("{");
    if (Take("}")) {
      return MapValue();
    }
    do {
      SkipBlanks();
      std::string key = TakeName();
      if (key.empty() || !Take(":")) {
        return Malformed("an entry without a key");
      }
      RONDO_TRY_ASSIGN(Value value, ParseValue());
      entries.emplace_back(std::move(key), std::move(value));
    } while (Take(","));
    if (!Take("}")) {
      return Malformed("a map without an end");
    }
    return MapValue(std::move(entries));
  }

  Result<Value> ParseString() {
    std::string content;
    for (size_t index = 1; index < rest_.size(); ++index) {
      char c = rest_[index];
      if (c == '\'') {
        rest_.remove_prefix(index + 1);
        return Value(std::move(content));
      }
      bool escape = c == '\\' && index + 1 < rest_.size() &&
                    (rest_[index + 1] == '\'' || rest_[index + 1] == '\\');
      content += escape ? rest_[++index] : c;
    }
    return Malformed("a string without an end");
  }

  /// null, true, false, NaN and numbers.
  Result<Value> ParseWord() {
    size_t size = std::min(rest_.find_first_of(",]}) \t\n"), rest_.size());
    std::string_view word = rest_.substr(0, size);
    Result<Value> value = ReadWord(word);
    if (value.ok()) {
      rest_.remove_prefix(size);
    }
    return value;
  }

  Result<Value> ReadWord(std::string_view word) const {
    if (word == "null") {
      return Value();
    }
    if (word == "true" || word == "false") {
      return Value(word == "true");
    }
    if (word == "NaN") {
      return Value(std::numeric_limits<double>::quiet_NaN());
    }
    const char* end = word.data() + word.size();
    int64_t integer = 0;
    auto read = std::from_chars(word.data(), end, integer);
    if (read.ec == std::errc() && read.ptr == end) {
      return Value(integer);
    }
    double number = 0;
    bool looks_like_float = word.find_first_of(".eE") != std::string_view::npos;
    read = std::from_chars(word.data(), end, number);
    if (looks_like_float && read.ec == std::errc() && read.ptr == end) {
      return Value(number);
    }
    return Malformed("no value");
  }

  std::string_view text_;
  std::string_view rest_;
  uint64_t next_id_ = 0;
};

}  // namespace

Result<Value> ParseNotation(std::string_view text) { return NotationParser(text).ParseAll(); }

}  // namespace rondo::tck
