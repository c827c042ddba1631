#pragma once

// Words as small integers. Every word that a rule, a title or a register entry mentions is interned
// once, while the knowledge is loaded; a token of an article then carries the id of its folded form
// (lower case, accents off), or kUnknownWord if nothing loaded ever mentions it. Rules compare ids.
// Thread rule: Intern while loading, from one thread; afterwards Find from any.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace rondo::articles {

using WordId = uint32_t;
inline constexpr WordId kUnknownWord = 0;

class Vocabulary {
 public:
  Vocabulary();

  /// Returns the id of `folded`, giving it the next one if it is new.
  /// REQUIRES: `folded` is in the form that Fold() makes.
  WordId Intern(std::string_view folded);

  /// Returns the id of `folded`, or kUnknownWord.
  WordId Find(std::string_view folded) const { return FindHashed(folded, Hash(folded)); }
  WordId FindHashed(std::string_view folded, uint64_t hash) const;

  /// The folded word; lives as long as the vocabulary. Empty for kUnknownWord.
  std::string_view WordOf(WordId id) const { return words_[id]; }
  std::size_t size() const { return words_.size(); }

  static uint64_t Hash(std::string_view folded) {
    uint64_t hash = kHashStart;
    for (const char letter : folded) {
      hash = HashStep(hash, letter);
    }
    return HashEnd(hash);
  }
  // The same hash letter by letter (FNV-1a with a final mix: words are short, the low bits choose
  // the slot).
  static constexpr uint64_t kHashStart = 0xCBF29CE484222325ULL;
  static constexpr uint64_t HashStep(uint64_t hash, char letter) {
    return (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ULL;
  }
  static constexpr uint64_t HashEnd(uint64_t hash) { return hash ^ (hash >> 32U); }

 private:
  struct Slot {
    uint32_t tag = 0;
    WordId id = kUnknownWord;
  };
  void Grow();

  std::vector<Slot> slots_;  // Open addressing, power of two, at most half full.
  std::deque<std::string> storage_;
  std::vector<std::string_view> words_;
};

/// Lower case without accents ("Müller" gives "muller", "Ødegaard" "odegaard", "ß" "ss"), curly
/// quotes straightened. ASCII costs one pass; anything else goes through utf8proc. Appends to
/// `out`.
void AppendFolded(std::string_view text, std::string& out);
std::string Fold(std::string_view text);

}  // namespace rondo::articles
