// Functions on text. Characters are code points.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/execute/expression/arithmetic.h"
#include "query/execute/function/function_call.h"
#include "query/execute/function/unicode_text.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

Result<Value> CharLength(const FunctionCall& call) {
  return Value(CharacterCount(call.argument(0).string()));
}

/// An argument that counts characters.
Result<size_t> Count(const FunctionCall& call, size_t argument_index, std::string_view what) {
  int64_t count = call.argument(argument_index).integer();
  if (count < 0) {
    return OutOfRange(call,
                      std::string(what) + " must not be negative, but is " + std::to_string(count));
  }
  return static_cast<size_t>(count);
}

Result<Value> Left(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(size_t count, Count(call, 1, "the length"));
  std::string_view text = call.argument(0).string();
  return Value(text.substr(0, OffsetOfCharacter(text, count)));
}

Result<Value> Right(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(size_t count, Count(call, 1, "the length"));
  std::string_view text = call.argument(0).string();
  size_t begin = text.size();
  for (size_t index = 0; index < count && begin > 0; ++index) {
    begin -= CharacterBefore(text, begin).size;
  }
  return Value(text.substr(begin));
}

Result<Value> Substring(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(size_t start, Count(call, 1, "the start"));
  std::string_view text = call.argument(0).string();
  std::string_view rest = text.substr(OffsetOfCharacter(text, start));
  if (!call.HasArgument(2)) {
    return Value(rest);
  }
  RONDO_TRY_ASSIGN(size_t length, Count(call, 2, "the length"));
  return Value(rest.substr(0, OffsetOfCharacter(rest, length)));
}

// ---------------------------------------------------------------- parts

/// The delimiter that begins at `offset`, the longest if there are several; empty if none does.
std::string_view DelimiterAt(std::string_view text, size_t offset,
                             std::span<const std::string_view> delimiters) {
  std::string_view longest;
  for (std::string_view delimiter : delimiters) {
    if (delimiter.size() > longest.size() && text.substr(offset).starts_with(delimiter)) {
      longest = delimiter;
    }
  }
  return longest;
}

ListValue SplitAtDelimiters(std::string_view text, std::span<const std::string_view> delimiters) {
  ListValue parts;
  size_t begin = 0;
  for (size_t offset = 0; offset < text.size();) {
    std::string_view delimiter = DelimiterAt(text, offset, delimiters);
    if (delimiter.empty()) {
      ++offset;
    } else {
      parts.emplace_back(text.substr(begin, offset - begin));
      offset += delimiter.size();
      begin = offset;
    }
  }
  parts.emplace_back(text.substr(begin));
  return parts;
}

/// One delimiter, which is found by the library's search.
ListValue SplitAt(std::string_view text, std::string_view delimiter) {
  ListValue parts;
  size_t begin = 0;
  for (size_t end = text.find(delimiter); end != std::string_view::npos;
       end = text.find(delimiter, begin)) {
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + delimiter.size();
  }
  parts.emplace_back(text.substr(begin));
  return parts;
}

ListValue SplitCharacters(std::string_view text) {
  ListValue parts;
  for (size_t offset = 0; offset < text.size();) {
    size_t size = CharacterAt(text, offset).size;
    parts.emplace_back(text.substr(offset, size));
    offset += size;
  }
  return parts;
}

Result<Value> Split(const FunctionCall& call) {
  std::string_view text = call.argument(0).string();
  const Value& separator = call.argument(1);
  if (separator.is(Kind::kString)) {
    return Value(separator.string().empty() ? SplitCharacters(text)
                                            : SplitAt(text, separator.string()));
  }
  std::vector<std::string_view> delimiters;
  for (const Value& element : separator.list()) {
    if (element.is_null()) {
      return Value();
    }
    if (!element.is(Kind::kString)) {
      return RuntimeError(
          ErrorCode::kType, "InvalidArgumentValue",
          "split() needs delimiters that are STRING, not " + std::string(KindName(element.kind())),
          call.span);
    }
    if (!element.string().empty()) {
      delimiters.push_back(element.string());
    }
  }
  return Value(SplitAtDelimiters(text, delimiters));
}

/// Replaces the empty text, which stands before each character and at the end.
Result<Value> ReplaceEmpty(const FunctionCall& call, std::string_view text,
                           std::string_view replacement, size_t count_max) {
  std::string replaced;
  size_t count = 0;
  for (size_t offset = 0; offset < text.size();) {
    size_t size = CharacterAt(text, offset).size;
    if (count < count_max) {
      replaced += replacement;
      ++count;
    }
    replaced += text.substr(offset, size);
    offset += size;
    RONDO_TRY(CheckSize(replaced.size(), call.context.list_size_max, call.span));
  }
  if (count < count_max) {
    replaced += replacement;
  }
  return Value(std::move(replaced));
}

Result<Value> Replace(const FunctionCall& call) {
  std::string_view text = call.argument(0).string();
  std::string_view searched = call.argument(1).string();
  std::string_view replacement = call.argument(2).string();
  size_t count_max = std::string_view::npos;
  if (call.HasArgument(3)) {
    RONDO_TRY_ASSIGN(count_max, Count(call, 3, "the limit"));
  }
  if (searched.empty()) {
    return ReplaceEmpty(call, text, replacement, count_max);
  }
  std::string replaced;
  size_t begin = 0;
  for (size_t count = 0; count < count_max; ++count) {
    size_t found = text.find(searched, begin);
    if (found == std::string_view::npos) {
      break;
    }
    replaced += text.substr(begin, found - begin);
    replaced += replacement;
    begin = found + searched.size();
    RONDO_TRY(CheckSize(replaced.size(), call.context.list_size_max, call.span));
  }
  replaced += text.substr(begin);
  return Value(std::move(replaced));
}

// ---------------------------------------------------------------- trimming

Result<Value> TrimWith(const FunctionCall& call, bool at_start, bool at_end) {
  TrimOptions options{.at_start = at_start, .at_end = at_end, .set = std::nullopt};
  if (call.HasArgument(1)) {
    options.set = call.argument(1).string();
  }
  return Value(TrimCharacters(call.argument(0).string(), options));
}

Result<Value> Trim(const FunctionCall& call) { return TrimWith(call, true, true); }
Result<Value> LeftTrim(const FunctionCall& call) { return TrimWith(call, true, false); }
Result<Value> RightTrim(const FunctionCall& call) { return TrimWith(call, false, true); }

// ---------------------------------------------------------------- case and form

Result<Value> ToUpper(const FunctionCall& call) {
  return Value(ToUpperCase(call.argument(0).string()));
}
Result<Value> ToLower(const FunctionCall& call) {
  return Value(ToLowerCase(call.argument(0).string()));
}

Result<Value> Normalize(const FunctionCall& call) {
  static constexpr std::array<std::pair<std::string_view, NormalForm>, 4> kForms = {
      {{"NFC", NormalForm::kNfc},
       {"NFD", NormalForm::kNfd},
       {"NFKC", NormalForm::kNfkc},
       {"NFKD", NormalForm::kNfkd}}};
  std::string_view text = call.argument(0).string();
  if (!call.HasArgument(1)) {
    return Value(NormalizeText(text, NormalForm::kNfc));
  }
  std::string wanted = ToUpperCase(call.argument(1).string());
  for (const auto& [name, form] : kForms) {
    if (name == wanted) {
      return Value(NormalizeText(text, form));
    }
  }
  Error error = RuntimeError(ErrorCode::kArgument, "InvalidArgumentValue",
                             "normalize() does not know the form `" + wanted + "`", call.span);
  error.hint = "forms are NFC, NFD, NFKC and NFKD";
  return error;
}

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kCharLength, CharLength},
    {FunctionId::kLeft, Left},
    {FunctionId::kRight, Right},
    {FunctionId::kSubstring, Substring},
    {FunctionId::kSplit, Split},
    {FunctionId::kReplace, Replace},
    {FunctionId::kTrim, Trim},
    {FunctionId::kBothTrim, Trim},
    {FunctionId::kLeftTrim, LeftTrim},
    {FunctionId::kRightTrim, RightTrim},
    {FunctionId::kToUpper, ToUpper},
    {FunctionId::kToLower, ToLower},
    {FunctionId::kNormalize, Normalize},
};

}  // namespace

std::span<const FunctionEntry> TextFunctionEntries() { return kEntries; }

}  // namespace rondo
