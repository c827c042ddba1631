#include "query/syntax/name_text.h"

#include "query/syntax/keyword.h"

namespace rondo {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Letters and digits of ASCII with a letter in front. Others may do without back-ticks too, but
/// need not.
bool IsPlainWord(std::string_view text) {
  if (text.empty() || !IsLetter(text.front())) {
    return false;
  }
  for (const char c : text) {
    if (!IsLetter(c) && !IsDigit(c)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string QuotedName(std::string_view name) {
  std::string quoted = "`";
  for (const char c : name) {
    quoted += c;
    if (c == '`') {
      quoted += '`';
    }
  }
  return quoted + "`";
}

std::string VariableText(std::string_view name) {
  const bool plain = IsPlainWord(name) && FindKeyword(name) == Keyword::kNone;
  return plain ? std::string(name) : QuotedName(name);
}

std::string SchemaNameText(std::string_view name) {
  return IsPlainWord(name) ? std::string(name) : QuotedName(name);
}

std::string LabelText(std::string_view name) {
  std::string_view rest = name;
  while (true) {
    const size_t hyphen = rest.find('-');
    if (!IsPlainWord(rest.substr(0, hyphen))) {
      return QuotedName(name);
    }
    if (hyphen == std::string_view::npos) {
      return std::string(name);
    }
    rest.remove_prefix(hyphen + 1);
  }
}

}  // namespace rondo
