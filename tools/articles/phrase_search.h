#pragma once

// Looks for any of a few phrases, known when the program is compiled, in a text (Wu and Manber): it
// leaps over the places where two letters cannot belong to any of them. Thread rule: immutable.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace rondo::articles {

template <std::size_t N>
class PhraseSearch {
 public:
  /// REQUIRES: each has two letters at least.
  template <typename... Phrases>
  constexpr PhraseSearch(Phrases... phrases) : phrases_{std::string_view(phrases)...} {
    for (const std::string_view phrase : phrases_) {
      shortest_ = std::min(shortest_, phrase.size());
      begins_[PlaceOf(phrase, 0)] = true;
    }
    shifts_.fill(static_cast<uint8_t>(shortest_ - 1));
    for (const std::string_view phrase : phrases_) {
      for (std::size_t at = 0; at + 1 < shortest_; ++at) {
        uint8_t& shift = shifts_[PlaceOf(phrase, at)];
        shift = std::min(shift, static_cast<uint8_t>(shortest_ - 2 - at));
      }
    }
  }

  constexpr bool AnyIn(std::string_view text) const {
    if (shortest_ < 2 || text.size() < shortest_) {
      return false;
    }
    for (std::size_t begin = 0; begin <= text.size() - shortest_;) {
      const uint8_t shift = shifts_[PlaceOf(text, begin + shortest_ - 2)];
      if (shift == 0 && begins_[PlaceOf(text, begin)] && AnyBegins(text.substr(begin))) {
        return true;
      }
      begin += std::max(shift, uint8_t{1});
    }
    return false;
  }

  /// Whether the text begins with one of them.
  constexpr bool AnyBegins(std::string_view text) const {
    return text.size() >= shortest_ && begins_[PlaceOf(text, 0)] &&
           std::any_of(phrases_.begin(), phrases_.end(),
                       [&](std::string_view phrase) { return text.starts_with(phrase); });
  }

 private:
  static constexpr std::size_t kPlaces = 1024;

  static constexpr std::size_t PlaceOf(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) * 33U + static_cast<unsigned char>(text[at + 1])) %
           kPlaces;
  }

  std::array<std::string_view, N> phrases_;
  std::size_t shortest_ = std::numeric_limits<uint8_t>::max();
  std::array<uint8_t, kPlaces> shifts_{};  // How far the next place may be where these letters end.
  std::array<bool, kPlaces> begins_{};     // Whether one may begin with these letters.
};

template <typename... Phrases>
PhraseSearch(Phrases...) -> PhraseSearch<sizeof...(Phrases)>;

}  // namespace rondo::articles
