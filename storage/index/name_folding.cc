#include "storage/index/name_folding.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace rondo {
namespace {

struct Letter {
  utf8proc_int32_t from;
  std::string_view to;
};

// Letters that Unicode does not decompose but keyboards without them replace. Lower case only:
// case is folded first. Ascending.
constexpr std::array kLetters = {
    Letter{0x00e6, "ae"}, Letter{0x00f0, "d"}, Letter{0x00f8, "o"}, Letter{0x00fe, "th"},
    Letter{0x0111, "d"},  Letter{0x0127, "h"}, Letter{0x0131, "i"}, Letter{0x0142, "l"},
    Letter{0x0153, "oe"}, Letter{0x0167, "t"}, Letter{0x2018, "'"}, Letter{0x2019, "'"},
};
static_assert(std::is_sorted(kLetters.begin(), kLetters.end(),
                             [](const Letter& a, const Letter& b) { return a.from < b.from; }));

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string ReplaceLetters(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &code);
    const size_t taken = size > 0 ? static_cast<size_t>(size) : 1;
    const auto at =
        std::lower_bound(kLetters.begin(), kLetters.end(), code,
                         [](const Letter& l, utf8proc_int32_t c) { return l.from < c; });
    out.append(at != kLetters.end() && at->from == code ? at->to : text.substr(0, taken));
    text.remove_prefix(taken);
  }
  return out;
}

}  // namespace

std::string FoldName(std::string_view text) {
  if (IsAscii(text)) return LowerAscii(text);
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &raw,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
  if (size < 0) return std::string(text);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(raw, &std::free);
  return ReplaceLetters({reinterpret_cast<const char*>(raw), static_cast<size_t>(size)});
}

void AppendFoldedNames(const Value& value, std::vector<std::string>& out) {
  if (value.is(Value::Kind::kString)) {
    out.push_back(FoldName(value.string()));
  } else if (value.is(Value::Kind::kList)) {
    for (const Value& element : value.list()) {
      if (element.is(Value::Kind::kString)) out.push_back(FoldName(element.string()));
    }
  }
}

}  // namespace rondo
