#pragma once

// A short list of words known when the program is compiled, asked for nearly every word of an
// article. Most words are turned away by their first letter and their size. Thread rule: immutable.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace rondo::articles {

template <std::size_t N>
class WordList {
 public:
  template <typename... Words>
  constexpr WordList(Words... words) : words_{std::string_view(words)...} {
    for (const std::string_view word : words_) {
      firsts_ |= uint64_t{1} << Place(word);
      sizes_ |= uint64_t{1} << SizeOf(word);
    }
  }

  constexpr bool Has(std::string_view word) const {
    return !word.empty() && ((firsts_ >> Place(word)) & 1U) != 0 &&
           ((sizes_ >> SizeOf(word)) & 1U) != 0 &&
           std::find(words_.begin(), words_.end(), word) != words_.end();
  }

  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }

 private:
  static constexpr uint32_t Place(std::string_view word) {
    return static_cast<unsigned char>(word.front()) & 63U;
  }
  static constexpr uint32_t SizeOf(std::string_view word) {
    return static_cast<uint32_t>(std::min<std::size_t>(word.size(), 63));
  }

  std::array<std::string_view, N> words_;
  uint64_t firsts_ = 0;
  uint64_t sizes_ = 0;
};

template <typename... Words>
WordList(Words...) -> WordList<sizeof...(Words)>;

}  // namespace rondo::articles
