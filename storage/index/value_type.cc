#include "storage/index/value_type.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

namespace rondo {
namespace {

struct NamedKind {
  std::string_view name;
  Value::Kind kind;
};

constexpr NamedKind kNames[] = {
    {"ANY", Value::Kind::kNull},
    {"ANY VALUE", Value::Kind::kNull},
    {"PROPERTY VALUE", Value::Kind::kNull},
    {"BOOL", Value::Kind::kBoolean},
    {"BOOLEAN", Value::Kind::kBoolean},
    {"INT", Value::Kind::kInteger},
    {"INTEGER", Value::Kind::kInteger},
    {"FLOAT", Value::Kind::kFloat},
    {"STRING", Value::Kind::kString},
    {"LIST", Value::Kind::kList},
    {"MAP", Value::Kind::kMap},
    {"DATE", Value::Kind::kDate},
    {"LOCAL TIME", Value::Kind::kLocalTime},
    {"TIME", Value::Kind::kTime},
    {"ZONED TIME", Value::Kind::kTime},
    {"LOCAL DATETIME", Value::Kind::kLocalDateTime},
    {"DATETIME", Value::Kind::kDateTime},
    {"ZONED DATETIME", Value::Kind::kDateTime},
    {"DURATION", Value::Kind::kDuration},
};

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Without " NOT NULL" at its end: a property that is there is not null, nor is an element.
std::string_view WithoutNotNull(std::string_view text) {
  constexpr std::string_view kNotNull = "NOT NULL";
  text = Trim(text);
  if (text.ends_with(kNotNull)) text.remove_suffix(kNotNull.size());
  return Trim(text);
}

}  // namespace

Result<ValueType::Alternative> ValueType::ParseOne(std::string_view text) {
  text = WithoutNotNull(text);
  const size_t open = text.find('<');
  const std::string_view name = Trim(text.substr(0, open));
  const auto* const found = std::ranges::find(kNames, name, &NamedKind::name);
  const bool takes_element = found != std::end(kNames) && found->kind == Value::Kind::kList;
  if (found == std::end(kNames) ||
      (open != std::string_view::npos && (!takes_element || !text.ends_with('>')))) {
    return RuntimeError(ErrorCode::kArgument, "UnknownType",
                        "`" + std::string(text) + "` is no type of a property");
  }
  Alternative alternative{found->kind, nullptr};
  if (open != std::string_view::npos) {
    RONDO_TRY_ASSIGN(ValueType element, Parse(text.substr(open + 1, text.size() - open - 2)));
    alternative.element = std::make_shared<const ValueType>(std::move(element));
  }
  return alternative;
}

Result<ValueType> ValueType::Parse(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  ValueType type;
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i <= upper.size(); ++i) {
    if (i < upper.size() && upper[i] == '<') ++depth;
    if (i < upper.size() && upper[i] == '>') --depth;
    if (i < upper.size() && (upper[i] != '|' || depth > 0)) continue;
    RONDO_TRY_ASSIGN(Alternative one, ParseOne(std::string_view(upper).substr(begin, i - begin)));
    type.alternatives_.push_back(std::move(one));
    begin = i + 1;
  }
  return type;
}

bool ValueType::EqualsItself() const {
  if (alternatives_.size() != 1) return false;
  switch (alternatives_[0].kind) {
    case Value::Kind::kNull:  // Anything.
    case Value::Kind::kFloat:
    case Value::Kind::kList:
    case Value::Kind::kMap:
      return false;
    default:
      return true;
  }
}

bool ValueType::Matches(const Value& value) const {
  if (value.is_null()) return true;
  return std::ranges::any_of(alternatives_, [&](const Alternative& one) {
    if (one.kind == Value::Kind::kNull) return true;
    if (!value.is(one.kind)) return false;
    return one.element == nullptr || std::ranges::all_of(value.list(), [&](const Value& element) {
             return one.element->Matches(element);
           });
  });
}

}  // namespace rondo
