#include "tools/articles/html_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "tools/articles/iso_date.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

// The longest entity, "&" and ";" included.
constexpr std::size_t kEntityBytesMax = 13;
// How often the rest of a page may be searched for the end of an element that has none.
constexpr std::size_t kVainSearchesMax = 8;

constexpr std::array<std::string_view, 19> kDropped = {
    "script", "style",  "noscript", "svg",    "nav",        "footer",   "aside",
    "form",   "iframe", "button",   "select", "figcaption", "template", "head",
    "video",  "audio",  "canvas",   "object", "math"};

constexpr std::array<std::string_view, 26> kBlocks = {
    "p",      "div",  "br",         "h1",  "h2", "h3", "h4",    "h5",      "h6",
    "li",     "ul",   "ol",         "tr",  "td", "th", "table", "article", "section",
    "header", "main", "blockquote", "pre", "hr", "dd", "dt",    "figure"};

struct NamedEntity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<NamedEntity, 48> kEntities = {{
    {"amp", "&"},         {"lt", "<"},          {"gt", ">"},          {"quot", "\""},
    {"apos", "'"},        {"nbsp", " "},        {"lsquo", "\u2018"},  {"rsquo", "\u2019"},
    {"ldquo", "\u201C"},  {"rdquo", "\u201D"},  {"ndash", "\u2013"},  {"mdash", "\u2014"},
    {"hellip", "\u2026"}, {"pound", "\u00A3"},  {"euro", "\u20AC"},   {"copy", "\u00A9"},
    {"reg", "\u00AE"},    {"trade", "\u2122"},  {"laquo", "\u00AB"},  {"raquo", "\u00BB"},
    {"eacute", "\u00E9"}, {"egrave", "\u00E8"}, {"ecirc", "\u00EA"},  {"euml", "\u00EB"},
    {"aacute", "\u00E1"}, {"agrave", "\u00E0"}, {"acirc", "\u00E2"},  {"auml", "\u00E4"},
    {"atilde", "\u00E3"}, {"aring", "\u00E5"},  {"oacute", "\u00F3"}, {"ograve", "\u00F2"},
    {"ocirc", "\u00F4"},  {"ouml", "\u00F6"},   {"otilde", "\u00F5"}, {"oslash", "\u00F8"},
    {"uacute", "\u00FA"}, {"ugrave", "\u00F9"}, {"uuml", "\u00FC"},   {"iacute", "\u00ED"},
    {"igrave", "\u00EC"}, {"iuml", "\u00EF"},   {"ntilde", "\u00F1"}, {"ccedil", "\u00E7"},
    {"szlig", "\u00DF"},  {"aelig", "\u00E6"},  {"Eacute", "\u00C9"}, {"Ouml", "\u00D6"},
}};

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsSpace(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r' || letter == '\f';
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

struct Tag {
  std::string name;  // Lower case.
  std::string_view attributes;
  bool closing = false;
  std::size_t end = 0;  // Behind the >.
};

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view page) : page_(page) {}

  HtmlText Read() {
    std::size_t at = 0;
    while (at < page_.size()) {
      if (page_[at] == '<') {
        at = ReadMarkup(at);
      } else if (page_[at] == '&') {
        at = ReadEntity(at);
      } else {
        at = ReadPlain(at);
      }
    }
    if (out_.title.empty()) {
      out_.title = Trim(page_title_);
    }
    return std::move(out_);
  }

 private:
  std::size_t ReadPlain(std::size_t at) {
    std::size_t end = at;
    while (end < page_.size() && page_[end] != '<' && page_[end] != '&') {
      ++end;
    }
    for (std::size_t index = at; index < end; ++index) {
      if (IsSpace(page_[index])) {
        pending_space_ = true;
      } else {
        Put(page_.substr(index, 1), index);
      }
    }
    return end;
  }

  void Put(std::string_view bytes, std::size_t source) {
    if (in_title_) {
      if (pending_space_ && !page_title_.empty()) {
        page_title_ += ' ';
      }
      pending_space_ = false;
      page_title_ += bytes;
      return;
    }
    if (pending_break_ && !out_.text.empty()) {
      out_.text += "\n\n";
      synced_ = false;
    } else if (pending_space_ && !out_.text.empty()) {
      out_.text += ' ';
      synced_ = false;
    }
    if (in_heading_ && (pending_break_ || pending_space_) && !out_.title.empty()) {
      out_.title += ' ';
    }
    pending_break_ = false;
    pending_space_ = false;
    if (!synced_ || source != next_source_) {
      out_.offsets.Add(static_cast<uint32_t>(out_.text.size()), source);
      synced_ = true;
    }
    out_.text += bytes;
    if (in_heading_) {
      out_.title += bytes;
    }
    next_source_ = source + bytes.size();
  }

  std::size_t ReadEntity(std::size_t at) {
    const std::size_t size = page_.substr(at, kEntityBytesMax).find(';');
    if (size == std::string_view::npos) {
      Put("&", at);
      return at + 1;
    }
    const std::size_t end = at + size;
    const std::string_view name = page_.substr(at + 1, end - at - 1);
    const std::string text = Decode(name);
    if (text.empty()) {
      Put("&", at);
      return at + 1;
    }
    if (text == " ") {
      pending_space_ = true;
    } else {
      Put(text, at);
      synced_ = false;
    }
    return end + 1;
  }

  static std::string Decode(std::string_view name) {
    if (name.starts_with('#') && name.size() > 1) {
      const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
      const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
      int32_t value = 0;
      const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value,
                                          hexadecimal ? 16 : 10);
      if (result.ptr != digits.data() + digits.size() || digits.empty() ||
          !utf8proc_codepoint_valid(value) || value == 0) {
        return {};
      }
      if (value == 0xA0 || value < 0x20) {
        return " ";
      }
      std::array<utf8proc_uint8_t, 4> bytes{};
      const utf8proc_ssize_t size = utf8proc_encode_char(value, bytes.data());
      return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size)};
    }
    for (const NamedEntity& entity : kEntities) {
      if (entity.name == name) {
        return std::string(entity.text);
      }
    }
    return {};
  }

  std::size_t ReadMarkup(std::size_t at) {
    if (page_.substr(at, 4) == "<!--") {
      const std::size_t end = page_.find("-->", at + 4);
      return end == std::string_view::npos ? page_.size() : end + 3;
    }
    const char next = at + 1 < page_.size() ? page_[at + 1] : ' ';
    const bool markup =
        next == '/' || next == '!' || next == '?' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
    if (!markup) {
      Put("<", at);
      return at + 1;
    }
    const Tag tag = ReadTag(at);
    return Apply(tag);
  }

  Tag ReadTag(std::size_t at) const {
    Tag tag;
    std::size_t cursor = at + 1;
    if (cursor < page_.size() && page_[cursor] == '/') {
      tag.closing = true;
      ++cursor;
    }
    while (cursor < page_.size() && page_[cursor] != '>' && !IsSpace(page_[cursor]) &&
           page_[cursor] != '/') {
      const char letter = page_[cursor++];
      tag.name += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    }
    const std::size_t attributes = cursor;
    char quote = 0;
    while (cursor < page_.size()) {
      const char letter = page_[cursor];
      if (quote != 0) {
        quote = letter == quote ? char{0} : quote;
      } else if (letter == '"' || letter == '\'') {
        quote = letter;
      } else if (letter == '>') {
        break;
      }
      ++cursor;
    }
    if (cursor == page_.size()) {
      // A quote that never closes: the tag ends at the first > after all.
      const std::size_t end = page_.find('>', attributes);
      cursor = end == std::string_view::npos ? page_.size() : end;
    }
    tag.attributes = page_.substr(attributes, cursor - attributes);
    tag.end = std::min(page_.size(), cursor + 1);
    return tag;
  }

  std::size_t Apply(const Tag& tag) {
    if (tag.name == "meta") {
      ReadMeta(tag.attributes);
    } else if (tag.name == "time" && !tag.closing && !out_.date) {
      out_.date = ParseIsoDay(Attribute(tag.attributes, "datetime"));
    } else if (tag.name == "title") {
      in_title_ = !tag.closing && page_title_.empty();
      pending_space_ = false;
    } else if (tag.name == "h1") {
      in_heading_ = !tag.closing && out_.title.empty();
    }
    if (IsOneOf(tag.name, kBlocks)) {
      pending_break_ = true;
    }
    if (!tag.closing && tag.name != "head" && IsOneOf(tag.name, kDropped)) {
      return SkipElement(tag);
    }
    return tag.end;
  }

  /// Behind the element's closing tag; elements of the same name inside it count.
  std::size_t SkipElement(const Tag& tag) {
    if (tag.attributes.ends_with('/')) {
      return tag.end;
    }
    pending_break_ = true;
    const bool raw = tag.name == "script" || tag.name == "style";
    if (!raw && skip_budget_ < page_.size() - tag.end) {
      return tag.end;  // So many elements were never closed that this one will not be either.
    }
    std::size_t at = tag.end;
    int depth = 1;
    while (depth > 0) {
      at = page_.find('<', at);
      if (at == std::string_view::npos) {
        // Never closed: what follows is the page after all.
        skip_budget_ -= std::min(skip_budget_, page_.size() - tag.end);
        return raw ? page_.size() : tag.end;
      }
      if (!NameFollows(at, tag.name)) {
        ++at;
        continue;
      }
      const Tag inner = ReadTag(at);
      depth += inner.closing ? -1 : (raw ? 0 : 1);
      at = inner.end;
    }
    return at;
  }

  bool NameFollows(std::size_t at, std::string_view name) const {
    std::size_t cursor = at + 1;
    if (cursor < page_.size() && page_[cursor] == '/') {
      ++cursor;
    }
    if (cursor + name.size() > page_.size()) {
      return false;
    }
    for (std::size_t index = 0; index < name.size(); ++index) {
      if ((page_[cursor + index] | 0x20) != name[index]) {
        return false;
      }
    }
    const std::size_t behind = cursor + name.size();
    return behind >= page_.size() || page_[behind] == '>' || page_[behind] == '/' ||
           IsSpace(page_[behind]);
  }

  static std::string_view Attribute(std::string_view attributes, std::string_view name) {
    std::size_t at = 0;
    while ((at = attributes.find(name, at)) != std::string_view::npos) {
      std::size_t cursor = at + name.size();
      const bool begins = at == 0 || IsSpace(attributes[at - 1]);
      at = cursor;
      if (!begins || cursor + 1 >= attributes.size() || attributes[cursor] != '=') {
        continue;
      }
      ++cursor;
      const char quote = attributes[cursor];
      if (quote != '"' && quote != '\'') {
        const std::string_view rest = attributes.substr(cursor);
        return rest.substr(0, rest.find_first_of(" \t\n/"));
      }
      const std::size_t end = attributes.find(quote, cursor + 1);
      return end == std::string_view::npos ? std::string_view()
                                           : attributes.substr(cursor + 1, end - cursor - 1);
    }
    return {};
  }

  void ReadMeta(std::string_view attributes) {
    std::string_view key = Attribute(attributes, "property");
    if (key.empty()) {
      key = Attribute(attributes, "name");
    }
    if (key.empty()) {
      key = Attribute(attributes, "itemprop");
    }
    const std::string_view content = Attribute(attributes, "content");
    if (key == "article:published_time" || key == "datePublished" || key == "date" ||
        key == "pubdate" || key == "parsely-pub-date") {
      if (const auto date = ParseIsoDay(content); date) {
        out_.date = date;
      }
    } else if (key == "og:site_name") {
      out_.site = content;
    }
  }

  std::string_view page_;
  std::size_t skip_budget_ = kVainSearchesMax * page_.size();
  HtmlText out_;
  std::string page_title_;
  bool in_title_ = false;
  bool in_heading_ = false;
  bool pending_space_ = false;
  bool pending_break_ = false;
  bool synced_ = false;
  std::size_t next_source_ = 0;
};

}  // namespace

HtmlText ExtractHtmlText(std::string_view page) { return HtmlReader(page).Read(); }

}  // namespace rondo::articles
