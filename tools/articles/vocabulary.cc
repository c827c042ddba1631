#include "tools/articles/vocabulary.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

#include "graph/base/byte_block.h"

namespace rondo::articles {
namespace {

constexpr std::size_t kFirstSlotCount = 1U << 14U;

// Letters that decomposition leaves whole, as English papers spell them.
void AppendWholeLetter(utf8proc_int32_t code_point, std::string& out) {
  switch (code_point) {
    case 0xDF:
      out += "ss";
      return;  // ß
    case 0xE6:
      out += "ae";
      return;  // æ
    case 0xF0:
      out += 'd';
      return;  // ð
    case 0xF8:
      out += 'o';
      return;  // ø
    case 0xFE:
      out += "th";
      return;  // þ
    case 0x111:
      out += 'd';
      return;  // đ
    case 0x131:
      out += 'i';
      return;  // dotless i
    case 0x142:
      out += 'l';
      return;  // ł
    case 0x153:
      out += "oe";
      return;  // œ
    case 0x259:
      out += 'a';
      return;  // ə
    case 0x2018:
    case 0x2019:
    case 0x2BC:
      out += '\'';
      return;
    case 0x201C:
    case 0x201D:
      out += '"';
      return;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
      out += '-';
      return;
    default:
      break;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t size = utf8proc_encode_char(code_point, bytes.data());
  for (utf8proc_ssize_t index = 0; index < size; ++index) {
    out += static_cast<char>(bytes[static_cast<std::size_t>(index)]);
  }
}

void AppendFoldedCodePoint(utf8proc_int32_t code_point, std::string& out) {
  std::array<utf8proc_int32_t, 8> parts{};
  int boundary = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      code_point, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD),
      &boundary);
  for (utf8proc_ssize_t index = 0;
       index < count && index < static_cast<utf8proc_ssize_t>(parts.size()); ++index) {
    AppendWholeLetter(parts[static_cast<std::size_t>(index)], out);
  }
}

/// Folded forms of what most texts and names have beyond ASCII, made once: Latin letters with
/// accents and curly marks.
class UsualForms {
 public:
  UsualForms() {
    for (int32_t code_point = kFirst; code_point < kLatinEnd; ++code_point) {
      Add(latin_[static_cast<std::size_t>(code_point - kFirst)], code_point);
    }
    for (int32_t code_point = kMarksFirst; code_point < kMarksEnd; ++code_point) {
      Add(marks_[static_cast<std::size_t>(code_point - kMarksFirst)], code_point);
    }
  }

  /// The form of the code point that the text begins with, which is not ASCII; empty if it is
  /// none of them. Sets its size.
  std::string_view FormOf(std::string_view text, std::size_t& size) const {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const uint32_t first = byte(0);
    const uint32_t second = byte(1) ^ 0x80U;  // Six bits, where it goes on.
    if (first >= 0xC2 && first < 0xC2 + latin_.size() / 64 && second < 64) {
      size = 2;
      return latin_[(first - 0xC2) * 64 + second].view();
    }
    const uint32_t third = byte(2) ^ 0x80U;
    if (first == 0xE2 && second == 0 && third < marks_.size()) {
      size = 3;
      return marks_[third].view();
    }
    return {};
  }

 private:
  static constexpr int32_t kFirst = 0x80;
  static constexpr int32_t kLatinEnd = 0x180;
  static constexpr int32_t kMarksFirst = 0x2000;
  static constexpr int32_t kMarksEnd = 0x2040;

  struct Form {
    std::array<char, 7> letters{};
    uint8_t size = 0;  // 0 if it has more letters, or none.
    std::string_view view() const { return {letters.data(), size}; }
  };

  static void Add(Form& form, int32_t code_point) {
    std::string letters;
    AppendFoldedCodePoint(code_point, letters);
    if (letters.size() <= form.letters.size()) {
      std::copy(letters.begin(), letters.end(), form.letters.begin());
      form.size = static_cast<uint8_t>(letters.size());
    }
  }

  std::array<Form, kLatinEnd - kFirst> latin_;
  std::array<Form, kMarksEnd - kMarksFirst> marks_;
};

}  // namespace

void LowerLetters(std::span<char> text) {
  // Without a branch, so that many are done at once.
  for (char& letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool capital = static_cast<unsigned char>(byte - 'A') < 26;
    letter = static_cast<char>(byte | (capital ? 0x20 : 0));
  }
}

std::size_t AsciiPrefixSize(std::string_view text) {
  std::size_t size = 0;
  while (size + sizeof(uint64_t) <= text.size() &&
         (LoadBlock(text.data() + size) & kHighBits) == 0) {
    size += sizeof(uint64_t);
  }
  while (size < text.size() && static_cast<unsigned char>(text[size]) < 0x80) {
    ++size;
  }
  return size;
}

void AppendFolded(std::string_view text, std::string& out) {
  std::size_t index = 0;
  while (index < text.size()) {
    const auto byte = static_cast<unsigned char>(text[index]);
    if (byte < 0x80) {
      const std::size_t size = AsciiPrefixSize(text.substr(index));
      const std::size_t begin = out.size();
      out.append(text, index, size);
      LowerLetters(std::span(out).subspan(begin));
      index += size;
      continue;
    }
    static const UsualForms usual;
    std::size_t usual_size = 0;
    if (const std::string_view form = usual.FormOf(text.substr(index), usual_size); !form.empty()) {
      out += form;
      index += usual_size;
      continue;
    }
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + index),
                         static_cast<utf8proc_ssize_t>(text.size() - index), &code_point);
    if (size <= 0) {
      out += static_cast<char>(byte);
      ++index;
      continue;
    }
    AppendFoldedCodePoint(code_point, out);
    index += static_cast<std::size_t>(size);
  }
}

std::string Fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  AppendFolded(text, out);
  return out;
}

Vocabulary::Vocabulary() : slots_(std::vector<Slot>(kFirstSlotCount)) { words_.Add({}); }

WordId Vocabulary::Intern(std::string_view folded) {
  const WordKey key = KeyOfWord(folded);
  if (const WordId known = Find(folded, key); known != kUnknownWord) {
    return known;
  }
  if (words_.size() * 2 >= slots_.size()) {
    Grow();
  }
  const WordId id = words_.Add(folded);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = key.hash & mask;
  while (slots_[slot].id != kUnknownWord) {
    slot = (slot + 1) & mask;
  }
  slots_.Place(slot) = {key.head, TagOf(folded, key.hash), id};
  return id;
}

void Vocabulary::Grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (WordId id = 1; id < words_.size(); ++id) {
    const WordKey key = KeyOfWord(words_[id]);
    std::size_t slot = key.hash & mask;
    while (larger[slot].id != kUnknownWord) {
      slot = (slot + 1) & mask;
    }
    larger[slot] = {key.head, TagOf(words_[id], key.hash), id};
  }
  slots_ = ImageVector<Slot>(std::move(larger));
}

void Vocabulary::Read(ImageReader& image) {
  slots_.Read(image);
  words_.Read(image);
}

void Vocabulary::Write(ImageWriter& image) const {
  slots_.Write(image);
  words_.Write(image);
}

}  // namespace rondo::articles
