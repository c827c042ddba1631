#include "tools/articles/token_scanner.h"
#include "graph/base/byte_block.h"
#include "tools/articles/word_list.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>

namespace rondo::articles {
namespace {

enum ByteClass : uint8_t { kOther, kLetter, kDigit, kSpace, kNewline, kHigh };

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> classes{};
  for (int byte = 0; byte < 256; ++byte) {
    uint8_t value = kOther;
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
      value = kLetter;
    } else if (byte >= '0' && byte <= '9') {
      value = kDigit;
    } else if (byte == '\n') {
      value = kNewline;
    } else if (byte <= ' ' || byte == 0x7F) {
      value = kSpace;
    } else if (byte >= 0x80) {
      value = kHigh;
    }
    classes[static_cast<std::size_t>(byte)] = value;
  }
  return classes;
}
constexpr std::array<uint8_t, 256> kClasses = MakeClasses();

/// What ends a word of ASCII letters wherever it stands: a word may go on behind the others.
constexpr std::array<bool, 256> MakeWordEnds() {
  std::array<bool, 256> ends{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    const uint8_t kind = kClasses[byte];
    ends[byte] = kind == kSpace || kind == kNewline ||
                 (kind == kOther && byte != '.' && byte != '\'' && byte != '-' && byte != '&');
  }
  return ends;
}
constexpr std::array<bool, 256> kEndsLetters = MakeWordEnds();

/// Marks that are tokens whatever stands around them.
constexpr std::array<bool, 256> MakeLoneMarks() {
  std::array<bool, 256> lone{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    lone[byte] = kClasses[byte] == kOther && byte != '\'' && byte != '"' && byte != '$';
  }
  return lone;
}
constexpr std::array<bool, 256> kLoneMarks = MakeLoneMarks();

constexpr uint32_t kLookaheadBytesMax = 1500;
// Behind the text in lower case.
constexpr std::size_t kPaddingBytes = sizeof(uint64_t);

struct CodePoint {
  int32_t value = 0;
  uint32_t size = 1;
};

CodePoint Decode(std::string_view text, uint32_t at) {
  utf8proc_int32_t value = 0;
  const utf8proc_ssize_t size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                       static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  return size > 0 ? CodePoint{value, static_cast<uint32_t>(size)} : CodePoint{0xFFFD, 1};
}

bool IsSpaceCodePoint(int32_t value) {
  return value == 0xA0 || (value >= 0x2000 && value <= 0x200B) || value == 0x2028 ||
         value == 0x2029 || value == 0x202F || value == 0x3000 || value == 0xFEFF || value == 0xAD;
}

bool IsLetterCodePoint(int32_t value) {
  const utf8proc_category_t category = utf8proc_category(value);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) ||
         category == UTF8PROC_CATEGORY_ND;
}

bool IsUpper(std::string_view text, uint32_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    return byte >= 'A' && byte <= 'Z';
  }
  const utf8proc_category_t category = utf8proc_category(Decode(text, at).value);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/// ASCII lower case of the text from `begin`, for comparison with short lists.
struct ShortWord {
  std::array<char, 8> letters{};
  std::size_t size = 0;
  std::string_view view() const { return {letters.data(), size}; }
};

ShortWord LowerShort(std::string_view text, uint32_t begin, uint32_t end) {
  ShortWord out;
  if (end - begin > out.letters.size()) {
    return out;
  }
  for (uint32_t at = begin; at < end; ++at) {
    const char letter = text[at];
    out.letters[out.size++] =
        static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
  }
  return out;
}

template <std::size_t N>
bool IsOneOf(std::string_view word, const WordList<N>& list) {
  return list.Has(word);
}

constexpr WordList kAbbreviations = {
    "mr",  "mrs", "ms",  "dr",  "st",  "jr",  "sr",  "vs",     "jan",  "feb",  "mar",
    "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec",    "prof", "sept", "capt",
    "gen", "col", "inc", "ltd", "etc", "rev", "hon", "approx", "mt",   "ft",   "messrs"};

constexpr WordList kWebEndings = {"com", "co", "uk", "org", "net", "it", "es", "de",
                                  "fr",  "tv", "io", "nl",  "be",  "pt", "eu", "info",
                                  "ng",  "gr", "tr", "ie",  "au",  "br"};

constexpr WordList kClitics = {"s", "re", "ve", "ll", "d", "m"};

constexpr WordList kSuffixes = {"bound", "winning"};
constexpr WordList kPrefixes = {"ex", "then", "former", "non", "pro", "anti", "mid", "pre", "post"};

}  // namespace

uint32_t TokenScanner::SkipSpace(uint32_t at, uint32_t& line_breaks) const {
  while (at < text_.size()) {
    switch (kClasses[ByteAt(at)]) {
      case kNewline:
        ++line_breaks;
        ++at;
        continue;
      case kSpace:
        ++at;
        continue;
      case kHigh: {
        const CodePoint point = Decode(text_, at);
        if (IsSpaceCodePoint(point.value)) {
          at += point.size;
          continue;
        }
        return at;
      }
      default:
        return at;
    }
  }
  return at;
}

bool TokenScanner::IsWordByte(uint32_t at, uint32_t& size) const {
  size = 1;
  if (at >= text_.size()) {
    return false;
  }
  const uint8_t kind = kClasses[ByteAt(at)];
  if (kind == kLetter || kind == kDigit) {
    return true;
  }
  if (kind != kHigh) {
    return false;
  }
  const CodePoint point = Decode(text_, at);
  size = point.size;
  return IsLetterCodePoint(point.value);
}

uint32_t TokenScanner::ApostropheSize(uint32_t at) const {
  const unsigned char byte = ByteAt(at);
  if (byte == '\'') {
    return 1;
  }
  if (byte == 0xE2 && ByteAt(at + 1) == 0x80 &&
      (ByteAt(at + 2) == 0x99 || ByteAt(at + 2) == 0x98)) {
    return 3;
  }
  if (byte == 0xC2 && ByteAt(at + 1) == 0xB4) {
    return 2;
  }
  return 0;
}

bool TokenScanner::IsSeasonSlash(uint32_t at) const {
  const auto digits = [&](uint32_t from) {
    uint32_t count = 0;
    while (kClasses[ByteAt(from + count)] == kDigit && count < 5) {
      ++count;
    }
    return count;
  };
  constexpr uint32_t kYearSize = 4;
  if (at < kYearSize || digits(at - kYearSize) != kYearSize ||
      (at > kYearSize && kClasses[ByteAt(at - kYearSize - 1)] == kDigit)) {
    return false;
  }
  const uint32_t behind = digits(at + 1);
  return behind == 2 && ByteAt(at + 1 + behind) != '/';
}

uint32_t TokenScanner::InnerHyphenSize(uint32_t at, bool digits_before) const {
  const unsigned char byte = ByteAt(at);
  if (byte == '-') {
    return 1;
  }
  if (byte == '/') {
    return digits_before && IsSeasonSlash(at) ? 1 : 0;
  }
  if (byte == 0xE2 && ByteAt(at + 1) == 0x80) {
    const unsigned char last = ByteAt(at + 2);
    if (last == 0x90 || last == 0x91) {
      return 3;
    }
    if ((last == 0x93 || last == 0x92) && digits_before && kClasses[ByteAt(at + 3)] == kDigit) {
      return 3;
    }
  }
  return 0;
}

uint32_t TokenScanner::CliticEnd(uint32_t after_apostrophe) const {
  uint32_t end = after_apostrophe;
  uint32_t size = 0;
  while (end - after_apostrophe < 4 && IsWordByte(end, size)) {
    end += size;
  }
  const ShortWord word = LowerShort(text_, after_apostrophe, end);
  return IsOneOf(word.view(), kClitics) ? end : 0;
}

bool TokenScanner::IsPrefixOfName(uint32_t begin, uint32_t hyphen) const {
  const ShortWord word = LowerShort(text_, begin, hyphen);
  return hyphen + 1 < text_.size() && IsUpper(text_, hyphen + 1) && IsOneOf(word.view(), kPrefixes);
}

/// "Liverpool-bound", "World Cup-winning": the name ends at the hyphen.
uint32_t TokenScanner::SuffixEnd(uint32_t hyphen) const {
  uint32_t end = hyphen + 1;
  while (kClasses[ByteAt(end)] == kLetter) {
    ++end;
  }
  const ShortWord word = LowerShort(text_, hyphen + 1, end);
  return IsOneOf(word.view(), kSuffixes) && kClasses[ByteAt(end)] == kSpace ? end : 0;
}

uint32_t TokenScanner::ScanFullStop(uint32_t begin, uint32_t at) const {
  uint32_t size = 0;
  const bool digit_before = kClasses[ByteAt(at - 1)] == kDigit;
  if (digit_before) {
    return kClasses[ByteAt(at + 1)] == kDigit ? at + 1 : 0;
  }
  // "J.", "U.S.": capitals between full stops.
  const bool initial = (at - begin == 1 || ByteAt(at - 2) == '.') && IsUpper(text_, at - 1);
  if (initial && ByteAt(begin) != 'I') {
    return at + 1;
  }
  const ShortWord word = LowerShort(text_, begin, at);
  if (IsOneOf(word.view(), kAbbreviations) && !(word.view() == "mar" && ByteAt(begin) == 'm')) {
    return at + 1;
  }
  // "the No. 10", "their No.1 target".
  const uint32_t number = at + (ByteAt(at + 1) == ' ' ? 2U : 1U);
  if (word.view() == "no" && kClasses[ByteAt(number)] == kDigit) {
    return at + 1;
  }
  if (word.view() == "www" && IsWordByte(at + 1, size)) {
    return at + 1;
  }
  // "goal.com", "bbc.co.uk": the part behind must be a known ending.
  uint32_t end = at + 1;
  while (end - at <= 6 && kClasses[ByteAt(end)] == kLetter) {
    ++end;
  }
  const bool lower = end > at + 1 && ByteAt(at + 1) >= 'a';
  if (lower && IsOneOf(LowerShort(text_, at + 1, end).view(), kWebEndings)) {
    return end;
  }
  const bool web_name = text_.substr(begin, 4) == "www.";
  return web_name && end > at + 1 ? end : 0;
}

uint32_t TokenScanner::ScanApostrophe(uint32_t begin, uint32_t at, bool& split_negation) const {
  const uint32_t size = ApostropheSize(at);
  uint32_t letter_size = 0;
  if (size == 0 || !IsWordByte(at + size, letter_size)) {
    return 0;
  }
  const unsigned char last = ByteAt(at - 1);
  const unsigned char next = ByteAt(at + size);
  uint32_t after_size = 0;
  if ((last == 'n' || last == 'N') && (next == 't' || next == 'T') &&
      !IsWordByte(at + size + 1, after_size) && at - 1 > begin) {
    split_negation = true;
    return at + size + 1;
  }
  if (CliticEnd(at + size) != 0) {
    return 0;
  }
  return at + size;
}

uint32_t TokenScanner::ScanInnerMark(uint32_t begin, uint32_t at) const {
  const unsigned char byte = ByteAt(at);
  const bool digit_before = kClasses[ByteAt(at - 1)] == kDigit;
  const bool digit_after = kClasses[ByteAt(at + 1)] == kDigit;
  uint32_t size = 0;
  if (byte == '.') {
    return ScanFullStop(begin, at);
  }
  if ((byte == ',' || byte == ':') && digit_before && digit_after) {
    return at + 1;
  }
  if (byte == '%' && digit_before) {
    return at + 1;
  }
  if (byte == '&' && at - begin <= 2 && IsUpper(text_, at - 1) &&
      kClasses[ByteAt(at + 1)] == kLetter && IsUpper(text_, at + 1)) {
    return at + 1;
  }
  if (const uint32_t hyphen = InnerHyphenSize(at, digit_before); hyphen != 0) {
    return IsWordByte(at + hyphen, size) ? at + hyphen : 0;
  }
  return 0;
}

uint32_t TokenScanner::ScanWord(uint32_t begin) {
  uint32_t at = begin;
  if (kClasses[ByteAt(at)] != kLetter && kClasses[ByteAt(at)] != kDigit) {
    at += Decode(text_, at).size;  // £, $, € or a letter beyond ASCII.
  }
  uint32_t size = 0;
  const auto limit = static_cast<uint32_t>(
      std::min<std::size_t>(text_.size(), begin + std::size_t{kTokenBytesMax}));
  while (at < limit) {
    const uint8_t kind = kClasses[ByteAt(at)];
    if (kind == kLetter || kind == kDigit) {
      ++at;
      continue;
    }
    if (kind == kSpace || kind == kNewline) {
      break;
    }
    if (kind == kHigh && IsWordByte(at, size)) {
      at += size;
      continue;
    }
    if (at == begin) {
      break;
    }
    if (ByteAt(at) == '-' && IsPrefixOfName(begin, at)) {
      return at + 1;
    }
    if (ByteAt(at) == '-' && IsUpper(text_, begin)) {
      pending_suffix_ = SuffixEnd(at);
      if (pending_suffix_ != 0) {
        return at;
      }
    }
    bool split_negation = false;
    uint32_t next = ScanInnerMark(begin, at);
    if (next == 0) {
      next = ScanApostrophe(begin, at, split_negation);
    }
    if (split_negation) {
      pending_negation_ = next;
      return at - 1;
    }
    if (next == 0) {
      break;
    }
    at = next;
  }
  return at;
}

void TokenScanner::SetShape(Token& token) const {
  const std::string_view word = text_.substr(token.begin, token.size);
  const auto first = static_cast<unsigned char>(word.front());
  uint32_t flags = 0;
  if (first >= 'a' && first <= 'z') {
    token.Add(kWordToken);
    return;
  }
  const bool currency =
      first == '$' || word.starts_with("\xC2\xA3") || word.starts_with("\xE2\x82\xAC");
  if (kClasses[first] == kDigit || currency) {
    flags |= kNumberToken;
    std::size_t digits = 0;
    while (digits < word.size() && kClasses[static_cast<unsigned char>(word[digits])] == kDigit) {
      ++digits;
    }
    std::size_t tail = 0;
    while (tail < word.size() &&
           kClasses[static_cast<unsigned char>(word[word.size() - 1 - tail])] == kDigit) {
      ++tail;
    }
    const std::size_t middle = word.size() - std::min(word.size(), digits + tail);
    const bool hyphen = (middle == 1 && word[digits] == '-') || (middle == 3 && first < 0x80);
    if (hyphen && digits >= 1 && digits <= 2 && tail >= 1 && tail <= 2) {
      flags |= kScoreToken;
    }
  } else {
    flags |= kWordToken;
    if (IsUpper(text_, token.begin)) {
      flags |= kCapitalised;
      bool lower = false;
      for (const char letter : word) {
        lower = lower || (letter >= 'a' && letter <= 'z');
      }
      if (!lower && word.size() > 1) {
        flags |= kAllCapitals;
      }
    }
  }
  token.Add(flags);
}

TokenScanner::TokenScanner(std::string_view text, std::string* folded)
    : text_(text), folded_(folded) {
  folded_->reserve(text.size() + kPaddingBytes);
  folded_->assign(text);
  LowerLetters(*folded_);
  folded_->append(kPaddingBytes, '\0');
}

void TokenScanner::Finish(uint32_t begin, uint32_t end, Token& token) {
  token.begin = begin;
  token.size = static_cast<uint16_t>(end - begin);
  token.folded_begin = begin;
  const std::string_view raw = text_.substr(begin, end - begin);
  unsigned char bits = 0;
  bool odd = false;
  for (const char letter : raw) {
    bits |= static_cast<unsigned char>(letter);
    odd |= letter == '.' || (letter >= 'A' && letter <= 'Z');
  }
  if (odd) {
    token.Add(kOddlySpelt);
  }
  uint32_t size = end - begin;
  if (bits >= 0x80) {
    token.folded_begin = static_cast<uint32_t>(folded_->size());
    AppendFolded(raw, *folded_);
    size = static_cast<uint32_t>(folded_->size()) - token.folded_begin;
  }
  // A mark that only combines folds to nothing.
  if (size > 0 && raw.size() > 1 && (*folded_)[token.folded_begin + size - 1] == '.') {
    --size;
  }
  token.folded_size = static_cast<uint16_t>(size);
  key_ = KeyOfWord(std::string_view(*folded_).substr(token.folded_begin, size));
  position_ = end;
}

/// Gives the token a folded form of its own.
void TokenScanner::FoldTo(std::string_view folded, Token& token) {
  token.folded_begin = static_cast<uint32_t>(folded_->size());
  token.folded_size = static_cast<uint16_t>(folded.size());
  folded_->append(folded);
  key_ = KeyOfWord(folded);
}

/// The ASCII letters from `begin` on, about kTokenBytesMax at most.
[[gnu::always_inline]] inline TokenScanner::LetterRun TokenScanner::LettersFrom(
    uint32_t begin) const {
  const char* const letters = folded_->data() + begin;
  uint32_t size = 0;
  if constexpr (std::endian::native == std::endian::little) {
    while (size < kTokenBytesMax) {
      const uint64_t block = LoadBlock(letters + size);
      const uint64_t others = ~BytesBetween(block, 'a', 'z') & kHighBits;
      if (others != 0) {
        const auto bits = static_cast<uint32_t>(std::countr_zero(others)) & ~7U;
        return {size + bits / 8, size == 0 ? block & ((uint64_t{1} << bits) - 1) : 0};
      }
      size += sizeof block;
    }
    return {size, 0};
  }
  while (size < kTokenBytesMax && letters[size] >= 'a' && letters[size] <= 'z') {
    ++size;
  }
  return {size, size < kHeadBytes ? WordHead({letters, size}) : 0};
}

/// Where the capitals are in the letters that LettersFrom has found.
[[gnu::always_inline]] inline uint16_t TokenScanner::ShapeOfLetters(uint32_t begin, uint32_t size,
                                                                    uint64_t head) const {
  if constexpr (std::endian::native == std::endian::little) {
    // Most words have none.
    if (size < kHeadBytes && begin + kHeadBytes <= text_.size()) {
      const uint64_t mask = (uint64_t{1} << (8U * size)) - 1;
      if ((LoadBlock(text_.data() + begin) & mask) == head) {
        return 0;
      }
    }
  }
  const std::string_view word = text_.substr(begin, size);
  if (word.front() >= 'a') {
    return word == std::string_view(*folded_).substr(begin, size) ? 0 : kOddlySpelt;
  }
  const std::string_view rest = word.substr(1);
  const bool all = !rest.empty() &&
                   std::all_of(rest.begin(), rest.end(), [](char letter) { return letter < 'a'; });
  return all ? kOddlySpelt | kCapitalised | kAllCapitals : kOddlySpelt | kCapitalised;
}

/// Whether a word of ASCII letters ends at the full stop or apostrophe behind it: at the end of a
/// sentence, before 's. False where that is still to be found out.
bool TokenScanner::EndsAtMark(uint32_t begin, uint32_t end) const {
  const unsigned char mark = ByteAt(end);
  if (mark == '\'') {
    return ByteAt(end + 1) == 's' && kEndsLetters[ByteAt(end + 2)];
  }
  const std::string_view word = std::string_view(*folded_).substr(begin, end - begin);
  const uint8_t behind = kClasses[ByteAt(end + 1)];
  return mark == '.' && (behind == kSpace || behind == kNewline) && word.size() > 1 &&
         word != "no" && !kAbbreviations.Has(word);
}

/// Most words: nothing but ASCII letters. Reads one from `begin`; false, with nothing done, where
/// the word may be another. `flags` are what the token has besides.
[[gnu::always_inline]] inline bool TokenScanner::ScanPlainWord(uint32_t begin, uint32_t flags,
                                                               Token& token) {
  const auto [size, head] = LettersFrom(begin);
  const uint32_t end = begin + size;
  const auto behind = static_cast<unsigned char>((*folded_)[end]);
  if (size == 0 || size >= kTokenBytesMax || !(kEndsLetters[behind] || EndsAtMark(begin, end))) {
    return false;
  }
  token.begin = begin;
  token.size = static_cast<uint16_t>(size);
  token.folded_begin = begin;
  token.folded_size = static_cast<uint16_t>(size);
  token.Add(flags | kWordToken | ShapeOfLetters(begin, size, head));
  key_ = size < kHeadBytes ? KeyOfShortWord(head, size)
                           : KeyOfWord(std::string_view(*folded_).substr(begin, size));
  position_ = end;
  return true;
}

/// Most marks: a comma, a full stop, 's behind a word. Reads one from `begin`, where no space is.
[[gnu::always_inline]] inline bool TokenScanner::ScanPlainMark(uint32_t begin, Token& token) {
  const unsigned char mark = ByteAt(begin);
  const bool possessive = mark == '\'' && begin > 0 && kClasses[ByteAt(begin - 1)] == kLetter &&
                          ByteAt(begin + 1) == 's' && kEndsLetters[ByteAt(begin + 2)];
  if (!possessive && !kLoneMarks[mark]) {
    return false;
  }
  const uint32_t size = possessive ? 2 : 1;
  token.begin = begin;
  token.folded_begin = begin;
  token.size = token.folded_size = static_cast<uint16_t>(size);
  token.Add(possessive ? kPossessive : kPunctuationToken);
  if (mark == '.') {
    token.Add(kOddlySpelt);
  }
  key_ = KeyOfShortWord(WordHead(std::string_view(*folded_).substr(begin, size)), size);
  position_ = begin + size;
  return true;
}

bool TokenScanner::LaterCloses(uint32_t from) const {
  const uint32_t end = static_cast<uint32_t>(
      std::min<std::size_t>(text_.size(), from + std::size_t{kLookaheadBytesMax}));
  for (uint32_t at = from; at < end; ++at) {
    if (ByteAt(at) == '\n' && ByteAt(at + 1) == '\n') {
      return false;
    }
    const uint32_t size = ApostropheSize(at);
    if (size == 0) {
      continue;
    }
    uint32_t word_size = 0;
    const bool space_before = kClasses[ByteAt(at - 1)] == kSpace;
    const bool word_after = IsWordByte(at + size, word_size);
    if (space_before && word_after) {
      return false;
    }
    if (!space_before && !word_after) {
      return true;
    }
  }
  return false;
}

// A single quotation mark or an apostrophe that stands outside a word. Returns false if it is
// neither (so that the caller takes it for a plain mark).
bool TokenScanner::ScanSingleQuote(uint32_t begin, uint32_t size, Token& token) {
  uint32_t word_size = 0;
  const bool word_after = IsWordByte(begin + size, word_size);
  const bool space_before = begin == 0 || kClasses[ByteAt(begin - 1)] == kSpace ||
                            kClasses[ByteAt(begin - 1)] == kNewline || ByteAt(begin - 1) == '(' ||
                            ByteAt(begin - 1) == '"';
  const bool left_curly = size == 3 && ByteAt(begin + 2) == 0x98;
  if (ByteAt(begin) == '\'' && ByteAt(begin + 1) == '\'') {  // '' stands for "
    Finish(begin, begin + 2, token);
    const bool closes = double_open_ && !space_before;
    double_open_ = !closes;
    token.Add(closes ? kCloseQuote : kOpenQuote);
    token.Add(kPunctuationToken);
    return true;
  }
  if (!space_before && !left_curly) {
    if (const uint32_t clitic = CliticEnd(begin + size); clitic != 0) {
      Finish(begin, clitic, token);
      const bool possessive = clitic - begin - size == 1 && (ByteAt(clitic - 1) | 0x20) == 's';
      token.Add(possessive ? kPossessive : kWordToken);
      return true;
    }
  }
  token.Add(kPunctuationToken);
  if (left_curly || (space_before && (word_after || !single_open_))) {
    Finish(begin, begin + size, token);
    const bool year = kClasses[ByteAt(begin + size)] == kDigit;
    if (!year) {
      single_open_ = true;
      token.Add(kOpenQuote);
    }
    return true;
  }
  const bool behind_s = (ByteAt(begin - 1) | 0x20) == 's';
  Finish(begin, begin + size, token);
  if (single_open_ && !(behind_s && LaterCloses(begin + size))) {
    single_open_ = false;
    token.Add(kCloseQuote);
  } else if (behind_s) {
    token.Add(kPossessive);
  }
  return true;
}

void TokenScanner::ScanStraightDouble(uint32_t begin, Token& token) {
  Finish(begin, begin + 1, token);
  const uint8_t before = begin == 0 ? uint8_t{kSpace} : kClasses[ByteAt(begin - 1)];
  const uint8_t after = begin + 1 >= text_.size() ? uint8_t{kSpace} : kClasses[ByteAt(begin + 1)];
  const bool space_before = before == kSpace || before == kNewline || ByteAt(begin - 1) == '(';
  const bool space_after = after == kSpace || after == kNewline;
  bool opens = !double_open_;
  if (space_before != space_after) {
    opens = space_before;
  }
  double_open_ = opens;
  token.Add(opens ? kOpenQuote : kCloseQuote);
}

void TokenScanner::ScanMark(uint32_t begin, Token& token) {
  if (const uint32_t size = ApostropheSize(begin); size != 0) {
    if (ScanSingleQuote(begin, size, token)) {
      return;
    }
  }
  token.Add(kPunctuationToken);
  if (ByteAt(begin) == '"') {
    ScanStraightDouble(begin, token);
    return;
  }
  const CodePoint point = Decode(text_, begin);
  Finish(begin, begin + point.size, token);
  if (point.value == 0x201C || point.value == 0x201E || point.value == 0xAB) {
    double_open_ = true;
    token.Add(kOpenQuote);
  } else if (point.value == 0x201D || point.value == 0xBB) {
    double_open_ = false;
    token.Add(kCloseQuote);
  }
}

// "won't" leaves "wo", "can't" leaves "ca": fold them to the verbs they are.
void TokenScanner::RestoreVerb(Token& token) {
  const auto stem = std::string_view(*folded_).substr(token.folded_begin, token.folded_size);
  const std::string_view verb = stem == "wo"    ? "will"
                                : stem == "ca"  ? "can"
                                : stem == "sha" ? "shall"
                                                : "";
  if (verb.empty()) {
    return;
  }
  FoldTo(verb, token);
}

bool TokenScanner::Next(Token& token, uint32_t& line_breaks) {
  line_breaks = 0;
  // Most tokens: plain words behind one space.
  const char* const ahead = folded_->data() + position_;
  if ((pending_negation_ | pending_suffix_) == 0 && ahead[0] == ' ' && ahead[1] >= 'a' &&
      ahead[1] <= 'z' && ScanPlainWord(position_ + 1, kSpaceBefore, token)) {
    return true;
  }
  return NextOther(token, line_breaks);
}

/// Apart from the rest, so that most calls save no registers.
[[gnu::noinline]] bool TokenScanner::NextOther(Token& token, uint32_t& line_breaks) {
  if (pending_negation_ != 0) {
    const uint32_t end = pending_negation_;
    pending_negation_ = 0;
    Finish(position_, end, token);
    FoldTo("not", token);
    token.Add(kWordToken);
    return true;
  }
  if (pending_suffix_ != 0) {
    const uint32_t end = pending_suffix_;
    pending_suffix_ = 0;
    Finish(position_, end, token);
    token.Add(kWordToken);
    return true;
  }
  const uint32_t begin = SkipSpace(position_, line_breaks);
  if (begin >= text_.size()) {
    position_ = begin;
    return false;
  }
  if (line_breaks >= 1) {
    single_open_ = false;
    double_open_ = false;
  }
  const uint32_t space = begin != position_ ? kSpaceBefore : 0;
  if (ScanPlainWord(begin, space, token)) {
    return true;
  }
  token.Add(space);
  if (ScanPlainMark(begin, token)) {
    return true;
  }
  uint32_t size = 0;
  const unsigned char first = ByteAt(begin);
  const bool pound = first == 0xC2 && ByteAt(begin + 1) == 0xA3;
  const bool euro = first == 0xE2 && ByteAt(begin + 1) == 0x82 && ByteAt(begin + 2) == 0xAC;
  const uint32_t currency_size = first == '$' ? 1U : pound ? 2U : euro ? 3U : 0U;
  const bool money = currency_size != 0 && kClasses[ByteAt(begin + currency_size)] == kDigit;
  if (money || IsWordByte(begin, size)) {
    const uint32_t end = ScanWord(begin);
    Finish(begin, end, token);
    if (pending_negation_ != 0) {
      RestoreVerb(token);
    }
    SetShape(token);
    return true;
  }
  ScanMark(begin, token);
  return true;
}

}  // namespace rondo::articles
