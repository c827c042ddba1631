#include "tools/export/rdf_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "graph/model/value_text.h"
#include "tools/export/markup_text.h"

namespace rondo {
namespace {

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void AppendPercentEncoded(std::string_view text, std::string_view also_bare, std::string& out) {
  for (const char c : text) {
    if (IsLetterOrDigit(c) || c == '-' || c == '_' || also_bare.find(c) != std::string_view::npos) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

/// A local name that needs no escapes behind a prefix.
bool IsPlainLocalName(std::string_view local) {
  return !local.empty() && local.front() != '-' &&
         std::all_of(local.begin(), local.end(),
                     [](char c) { return IsLetterOrDigit(c) || c == '_' || c == '-'; });
}

void AppendQuoted(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
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
      case '\0':
        out += "\\uFFFD";  // Readers written in C end the text at a NUL.
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

std::string TemporalLexical(const Value& value) {
  std::string text = ValueText(value, {.quote_strings = false});
  if (const size_t zone = text.find('['); zone != std::string::npos) {
    text.resize(zone);
  }
  if (text.starts_with('+')) {
    text.erase(0, 1);  // XML Schema writes large years without a sign.
  }
  return text;
}

/// XML Schema has one sign for the whole duration.
bool HasOneSign(const Duration& duration) {
  return duration.months >= 0 && duration.days >= 0 && duration.seconds >= 0;
}

}  // namespace

std::string RdfTerms::Name(RdfNamespace name_space, std::string_view local) const {
  const RdfNamespaceInfo& info = kRdfNamespaces[static_cast<size_t>(name_space)];
  if (prefixed_ && IsPlainLocalName(local)) {
    return fmt::format("{}:{}", info.prefix, local);
  }
  std::string iri = "<" + std::string(info.iri);
  AppendPercentEncoded(local, ".", iri);
  return iri + '>';
}

std::string RdfTerms::Name(RdfNamespace name_space, uint64_t number) const {
  return Name(name_space, std::to_string(number));
}

std::string RdfTerms::Article(std::string_view name) const {
  if (name.starts_with("http://") || name.starts_with("https://")) {
    std::string iri = "<";
    AppendPercentEncoded(name, ":/?#@!$&'()*+,;=.~%", iri);
    return iri + '>';
  }
  return Name(RdfNamespace::kArticle, name);
}

std::string RdfTerms::Typed(std::string_view text, std::string_view xsd_type) const {
  std::string literal;
  AppendQuoted(text, literal);
  return literal + "^^" + Name(RdfNamespace::kXsd, xsd_type);
}

std::string RdfTerms::Literal(const Value& value) const {
  switch (value.kind()) {
    case Value::Kind::kBoolean:
      return Typed(value.boolean() ? "true" : "false", "boolean");
    case Value::Kind::kInteger:
      return Typed(std::to_string(value.integer()), "integer");
    case Value::Kind::kFloat:
      if (std::isinf(value.floating())) {
        return Typed(value.floating() > 0 ? "INF" : "-INF", "double");
      }
      return Typed(ValueText(value), "double");
    case Value::Kind::kDate:
      return Typed(TemporalLexical(value), "date");
    case Value::Kind::kLocalTime:
    case Value::Kind::kTime:
      return Typed(TemporalLexical(value), "time");
    case Value::Kind::kLocalDateTime:
    case Value::Kind::kDateTime:
      return Typed(TemporalLexical(value), "dateTime");
    case Value::Kind::kDuration:
      if (HasOneSign(value.duration())) {
        return Typed(TemporalLexical(value), "duration");
      }
      break;
    default:
      break;
  }
  std::string literal;
  AppendQuoted(
      ValidUtf8(value.is(Value::Kind::kString) ? std::string(value.string())
                                               : ValueText(value, {.quote_strings = false})),
      literal);
  return literal;
}

}  // namespace rondo
