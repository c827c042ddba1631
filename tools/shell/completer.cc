#include "tools/shell/completer.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

#include "graph/model/schema.h"
#include "query/bind/function_signature.h"
#include "query/syntax/lexer.h"
#include "query/syntax/parser.h"
#include "tools/shell/graph_names.h"
#include "tools/shell/render/renderer.h"

namespace rondo::shell {
namespace {

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_';
}

bool StartsWithFolded(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](unsigned char a, unsigned char b) {
                                                      return std::tolower(a) == std::tolower(b);
                                                    });
}

/// Where the statement that holds `cursor` begins.
size_t StatementBegin(std::string_view text, size_t cursor) {
  size_t begin = 0;
  while (true) {
    const StatementEnd end = FindStatementEnd(text.substr(begin, cursor - begin));
    if (!end.complete) {
      return begin;
    }
    begin += end.offset;
  }
}

bool IsName(const Token& token) {
  return token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kQuotedIdentifier;
}

bool IsOpening(TokenKind kind) {
  return kind == TokenKind::kLeftParenthesis || kind == TokenKind::kLeftBracket ||
         kind == TokenKind::kLeftBrace;
}

bool IsClosing(TokenKind kind) {
  return kind == TokenKind::kRightParenthesis || kind == TokenKind::kRightBracket ||
         kind == TokenKind::kRightBrace;
}

/// What a variable or a pair of braces belongs to.
struct Owner {
  std::string name;  // Of the label or type; empty where it is not known.
  bool is_edge = false;
};

/// The statement around the cursor, seen through its tokens.
class Context {
 public:
  Context(std::string_view statement, size_t word_begin, const CompletionSources& sources)
      : text_(statement), sources_(sources), all_(Tokenize(statement).tokens) {
    for (const Token& token : all_) {
      if (token.kind == TokenKind::kEnd || token.kind == TokenKind::kError ||
          token.span.end > word_begin) {
        break;
      }
      before_.push_back(token);
    }
    for (size_t index = 0; index < before_.size(); ++index) {
      if (IsOpening(before_[index].kind)) {
        open_.push_back(index);
      } else if (IsClosing(before_[index].kind) && !open_.empty()) {
        open_.pop_back();
      }
    }
  }

  TokenKind last() const { return before_.empty() ? TokenKind::kEnd : before_.back().kind; }
  Keyword last_keyword() const { return before_.empty() ? Keyword::kNone : before_.back().keyword; }
  TokenKind bracket() const { return open_.empty() ? TokenKind::kEnd : before_[open_.back()].kind; }
  std::string_view TextOf(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }

  /// Whether the statement begins here.
  bool AtStart() const { return before_.empty(); }

  /// Whether names of labels or types go on here: behind a colon, or behind the `|`, `&` or `!` of
  /// a list that a colon began.
  bool InNames() const {
    if (bracket() == TokenKind::kLeftBrace) {
      return false;
    }
    for (size_t index = before_.size(); index > 0; --index) {
      const Token& token = before_[index - 1];
      switch (token.kind) {
        case TokenKind::kColon:
          return true;
        case TokenKind::kPipe:
        case TokenKind::kAmpersand:
        case TokenKind::kExclamation:
        case TokenKind::kMinus:
          continue;
        case TokenKind::kIdentifier:
        case TokenKind::kQuotedIdentifier:
          // A name must be followed by something that joins it to the next one.
          if (index == before_.size() || IsName(before_[index])) {
            return false;
          }
          continue;
        default:
          return false;
      }
    }
    return false;
  }

  /// Whether the braces around the cursor are a map of properties, not a subquery.
  bool InMap() const {
    if (bracket() != TokenKind::kLeftBrace || open_.back() == 0) {
      return false;
    }
    switch (before_[open_.back() - 1].keyword) {
      case Keyword::kExists:
      case Keyword::kCount:
      case Keyword::kCollect:
      case Keyword::kCall:
        return false;
      default:
        return true;
    }
  }

  /// The label or type that stands before the braces around the cursor.
  Owner OwnerOfMap() const {
    if (!InMap() || open_.size() < 2) {
      return {};
    }
    const size_t outer = open_[open_.size() - 2];
    return OwnerIn(before_, outer, open_.back());
  }

  /// The label or type with which the variable is first bound in the statement.
  Owner OwnerOfVariable(std::string_view variable) const {
    for (size_t index = 0; index + 2 < all_.size(); ++index) {
      const bool opens = all_[index].kind == TokenKind::kLeftParenthesis ||
                         all_[index].kind == TokenKind::kLeftBracket;
      if (opens && IsName(all_[index + 1]) && TextOf(all_[index + 1]) == variable &&
          all_[index + 2].kind == TokenKind::kColon) {
        size_t end = index + 3;
        while (end < all_.size() && (IsName(all_[end]) || all_[end].kind == TokenKind::kMinus)) {
          ++end;
        }
        return OwnerIn(all_, index, end);
      }
    }
    return {};
  }

  /// The property that a text right before the cursor is compared with, and whose it is:
  /// `{country: '`, `c.country = '`, `c.country IN ['Italy', '`. Nothing where that is not to see.
  std::optional<std::pair<PropertyOwner, std::string>> ComparedProperty() const {
    const size_t size = before_.size();
    if (size >= 2 && InMap() && last() == TokenKind::kColon && IsName(before_[size - 2])) {
      const Owner owner = OwnerOfMap();
      return std::pair(PropertyOwner{owner.name, owner.is_edge},
                       UnquoteIdentifier(TextOf(before_[size - 2])));
    }
    for (size_t index = size; index-- > 2;) {
      const Token& token = before_[index];
      if (IsName(token) && before_[index - 1].kind == TokenKind::kDot &&
          IsName(before_[index - 2])) {
        const Owner owner = OwnerOfVariable(TextOf(before_[index - 2]));
        return std::pair(PropertyOwner{owner.name, owner.is_edge},
                         UnquoteIdentifier(TextOf(token)));
      }
      if (IsClosing(token.kind) || (IsName(token) && token.keyword == Keyword::kNone)) {
        break;
      }
    }
    return std::nullopt;
  }

  /// The names joined by dots right before the cursor: "date." of `date.tr`.
  std::string DottedPrefix() const {
    std::string prefix;
    for (size_t index = before_.size();
         index >= 2 && before_[index - 1].kind == TokenKind::kDot && IsName(before_[index - 2]);
         index -= 2) {
      prefix = std::string(TextOf(before_[index - 2])) + "." + prefix;
    }
    return prefix;
  }
  /// Whether CALL stands before those names.
  bool BehindCall() const {
    size_t index = before_.size();
    while (index >= 2 && before_[index - 1].kind == TokenKind::kDot) {
      index -= 2;
    }
    return index > 0 && before_[index - 1].keyword == Keyword::kCall;
  }

  /// Variables of the statement: names behind an opening bracket of a pattern, AS, FOR, UNWIND ...
  std::vector<std::string> Variables() const {
    std::set<std::string> names;
    for (size_t index = 1; index < all_.size(); ++index) {
      const Token& token = all_[index];
      const Token& previous = all_[index - 1];
      const bool in_pattern =
          previous.kind == TokenKind::kLeftParenthesis || previous.kind == TokenKind::kLeftBracket;
      const bool follows_colon =
          index + 1 < all_.size() && (all_[index + 1].kind == TokenKind::kColon ||
                                      all_[index + 1].kind == TokenKind::kRightParenthesis ||
                                      all_[index + 1].kind == TokenKind::kRightBracket ||
                                      all_[index + 1].kind == TokenKind::kLeftBrace);
      if (token.kind == TokenKind::kIdentifier && !IsReserved(token.keyword) &&
          ((in_pattern && follows_colon) || previous.keyword == Keyword::kAs)) {
        names.emplace(TextOf(token));
      }
    }
    return {names.begin(), names.end()};
  }

  const CompletionSources& sources() const { return sources_; }

 private:
  /// The name behind the colon between two tokens, hyphens included.
  Owner OwnerIn(const std::vector<Token>& tokens, size_t begin, size_t end) const {
    size_t index = begin;
    while (index < end && tokens[index].kind != TokenKind::kColon) {
      ++index;
    }
    if (index + 1 >= end || !IsName(tokens[index + 1])) {
      return {};
    }
    Owner owner;
    owner.is_edge = tokens[begin].kind == TokenKind::kLeftBracket;
    for (++index; index < end; ++index) {
      if (!IsName(tokens[index]) && tokens[index].kind != TokenKind::kMinus) {
        break;
      }
      owner.name += UnquoteIdentifier(TextOf(tokens[index]));
    }
    return owner;
  }

  std::string_view text_;
  const CompletionSources& sources_;
  std::vector<Token> all_;
  std::vector<Token> before_;  // Tokens that end before the word at the cursor.
  std::vector<size_t> open_;   // Indexes in before_ of brackets that are open there.
};

// ---------------------------------------------------------------- what can stand where

/// Live names with their counts, then those of the football vocabulary that the graph lacks.
std::vector<Completion> NameItems(const std::vector<NamedCount>& live,
                                  std::span<const std::string_view> vocabulary,
                                  std::string_view typed) {
  std::vector<Completion> items;
  for (const NamedCount& entry : live) {
    if (StartsWithFolded(entry.name, typed)) {
      items.push_back(
          {QuotedName(entry.name), entry.name + " (" + GroupedNumber(entry.count) + ")"});
    }
  }
  for (std::string_view name : vocabulary) {
    const bool is_live = std::ranges::find(live, name, &NamedCount::name) != live.end();
    if (!is_live && StartsWithFolded(name, typed)) {
      items.push_back({QuotedName(name), std::string(name)});
    }
  }
  return items;
}

std::vector<Completion> LabelItems(const Context& context, std::string_view typed) {
  std::vector<std::string_view> vocabulary;
  for (const schema::NodeLabelInfo& info : schema::NodeLabels()) {
    vocabulary.push_back(info.name);
  }
  const GraphView* graph = context.sources().graph;
  return NameItems(graph == nullptr ? std::vector<NamedCount>() : LabelsOf(*graph), vocabulary,
                   typed);
}

std::vector<Completion> TypeItems(const Context& context, std::string_view typed) {
  std::vector<std::string_view> vocabulary;
  for (const schema::EdgeTypeInfo& info : schema::EdgeTypes()) {
    vocabulary.push_back(info.name);
  }
  const GraphView* graph = context.sources().graph;
  return NameItems(graph == nullptr ? std::vector<NamedCount>() : EdgeTypesOf(*graph), vocabulary,
                   typed);
}

std::vector<Completion> PropertyItems(const Context& context, const Owner& owner,
                                      std::string_view typed) {
  const GraphView* graph = context.sources().graph;
  if (graph == nullptr) {
    return {};
  }
  std::vector<std::string> keys;
  if (!owner.name.empty()) {
    Result<std::vector<std::string>> found = owner.is_edge
                                                 ? PropertyKeysOfType(*graph, owner.name)
                                                 : PropertyKeysOfLabel(*graph, owner.name);
    keys = found.ok() ? std::move(found).value() : keys;
  }
  if (keys.empty()) {
    keys = PropertyKeysOf(*graph);
  }
  std::vector<Completion> items;
  for (const std::string& key : keys) {
    if (StartsWithFolded(key, typed)) {
      items.push_back({QuotedName(key), key});
    }
  }
  return items;
}

void AppendFunctions(std::string_view typed, size_t dotted_size, std::vector<Completion>& items) {
  for (const FunctionSignature& function : AllFunctions()) {
    if (StartsWithFolded(function.name, typed)) {
      items.push_back({std::string(function.name.substr(dotted_size)) + "(",
                       std::string(function.name) + "()"});
    }
  }
}

std::vector<Completion> ProcedureItems(const Context& context, const std::string& dotted,
                                       std::string_view typed) {
  std::vector<Completion> items;
  for (const std::string& procedure : context.sources().procedures) {
    if (StartsWithFolded(procedure, dotted + std::string(typed))) {
      items.push_back({procedure.substr(dotted.size()), procedure});
    }
  }
  return items;
}

/// Behind a dot: a function or procedure whose name has dots, else a property.
std::vector<Completion> DottedItems(const Context& context, std::string_view typed) {
  const std::string dotted = context.DottedPrefix();
  if (context.BehindCall()) {
    return ProcedureItems(context, dotted, typed);
  }
  std::vector<Completion> items;
  if (!dotted.empty()) {
    AppendFunctions(dotted + std::string(typed), dotted.size(), items);
  }
  if (items.empty()) {
    const std::string variable = dotted.substr(0, dotted.empty() ? 0 : dotted.size() - 1);
    items = PropertyItems(context, context.OwnerOfVariable(variable), typed);
  }
  return items;
}

std::vector<Completion> WordItems(const Context& context, std::string_view typed) {
  std::vector<Completion> items;
  for (const std::string& variable : context.Variables()) {
    if (variable != typed && StartsWithFolded(variable, typed)) {
      items.push_back({variable, variable});
    }
  }
  for (const KeywordInfo& keyword : AllKeywords()) {
    if (!typed.empty() && StartsWithFolded(keyword.text, typed)) {
      items.push_back({std::string(keyword.text), std::string(keyword.text)});
    }
  }
  if (!typed.empty() && !context.AtStart()) {
    AppendFunctions(typed, 0, items);
  }
  return items;
}

std::vector<Completion> ItemsFor(const Context& context, std::string_view typed) {
  if (context.InNames()) {
    return context.bracket() == TokenKind::kLeftBracket ? TypeItems(context, typed)
                                                        : LabelItems(context, typed);
  }
  if (context.last() == TokenKind::kDot) {
    return DottedItems(context, typed);
  }
  if (context.last_keyword() == Keyword::kCall) {
    return ProcedureItems(context, "", typed);
  }
  if (context.InMap() &&
      (context.last() == TokenKind::kLeftBrace || context.last() == TokenKind::kComma)) {
    return PropertyItems(context, context.OwnerOfMap(), typed);
  }
  return WordItems(context, typed);
}

// ---------------------------------------------------------------- quotes, parameters

std::string InQuotes(std::string_view name, char quote, bool closes) {
  std::string text;
  for (char c : name) {
    if (c == quote || c == '\\') {
      text += '\\';
    }
    text += c;
  }
  return closes ? text + quote : text;
}

/// Where an open quote begins in the text, if its end is inside one.
std::optional<size_t> OpenQuote(std::string_view text) {
  const TokenList list = Tokenize(text);
  for (const Token& token : list.tokens) {
    if (token.kind == TokenKind::kError && token.span.begin < text.size() &&
        (text[token.span.begin] == '\'' || text[token.span.begin] == '"')) {
      return token.span.begin;
    }
  }
  return std::nullopt;
}

/// What may stand in quotes: values of the property that they are compared with, or names.
Result<std::vector<std::string>> TextsFor(const Context& context, std::string_view typed) {
  const GraphView& graph = *context.sources().graph;
  const auto compared = context.ComparedProperty();
  const PropertyOwner owner = compared ? compared->first : PropertyOwner();
  if (compared &&
      (owner.is_edge || (compared->second != "name" && compared->second != "aliases"))) {
    return ValuesByPrefix(graph, owner, compared->second, typed, kNameCountMax);
  }
  RONDO_TRY_ASSIGN(std::vector<std::string> names,
                   NamesByPrefix(graph, typed, owner.name, kNameCountMax));
  RONDO_TRY(AppendNamesByWord(graph, typed, owner.name, kNameCountMax, names));
  return names;
}

CompletionList CompleteName(std::string_view statement, std::string_view text, size_t quote,
                            size_t cursor, const CompletionSources& sources) {
  CompletionList list{quote + 1, cursor, {}};
  if (sources.graph == nullptr) {
    return list;
  }
  const size_t statement_begin = text.size() - statement.size();
  const Context context(statement.substr(0, quote - statement_begin), quote - statement_begin,
                        sources);
  const Result<std::vector<std::string>> names =
      TextsFor(context, text.substr(quote + 1, cursor - quote - 1));
  if (!names.ok()) {
    return list;  // Whoever runs the statement will hear of it.
  }
  const bool closes = cursor == text.size() || text[cursor] != text[quote];
  for (const std::string& name : *names) {
    list.items.push_back({InQuotes(name, text[quote], closes), name});
  }
  return list;
}

}  // namespace

std::vector<Completion> MatchingItems(std::span<const std::string> names, std::string_view typed) {
  std::vector<Completion> items;
  for (const std::string& name : names) {
    if (StartsWithFolded(name, typed)) {
      items.push_back({name, name});
    }
  }
  return items;
}

CompletionList CompleteStatement(std::string_view text, size_t cursor,
                                 const CompletionSources& sources) {
  const size_t statement_begin = StatementBegin(text, cursor);
  const std::string_view statement = text.substr(statement_begin);
  const std::string_view before = text.substr(statement_begin, cursor - statement_begin);
  if (const std::optional<size_t> quote = OpenQuote(before)) {
    return CompleteName(statement, text, statement_begin + *quote, cursor, sources);
  }
  size_t begin = cursor;
  while (begin > statement_begin && IsWordByte(text[begin - 1])) {
    --begin;
  }
  if (begin > statement_begin && text[begin - 1] == '$') {
    return {begin, cursor, MatchingItems(sources.parameters, text.substr(begin, cursor - begin))};
  }
  // Names of types have hyphens; behind a hyphen the word that counts began earlier.
  size_t hyphenated = begin;
  while (hyphenated > statement_begin &&
         (IsWordByte(text[hyphenated - 1]) || text[hyphenated - 1] == '-')) {
    --hyphenated;
  }
  if (hyphenated < begin) {
    const Context context(statement, hyphenated - statement_begin, sources);
    if (context.InNames()) {
      return {hyphenated, cursor, ItemsFor(context, text.substr(hyphenated, cursor - hyphenated))};
    }
  }
  const Context context(statement, begin - statement_begin, sources);
  return {begin, cursor, ItemsFor(context, text.substr(begin, cursor - begin))};
}

}  // namespace rondo::shell
