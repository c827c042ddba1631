#pragma once

// Words as small integers. Every word that a rule, a title or a register entry mentions is interned
// once, while the knowledge is loaded; a token of an article then carries the id of its folded form
// (lower case, accents off), or kUnknownWord if nothing loaded ever mentions it. Rules compare ids.
// Thread rule: Intern while loading, from one thread; afterwards Find from any.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "graph/base/prefetch.h"
#include "tools/articles/knowledge_image.h"
#include "tools/articles/word_head.h"

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
  WordId Find(std::string_view folded) const { return Find(folded, KeyOfWord(folded)); }
  /// The same where the key is known already.
  WordId Find(std::string_view folded, const WordKey& key) const {
    const std::size_t mask = slots_.size() - 1;
    const uint32_t tag = TagOf(folded, key.hash);
    for (std::size_t at = key.hash & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.id == kUnknownWord) {
        return kUnknownWord;
      }
      if (slot.tag == tag && slot.head == key.head &&
          (folded.size() <= kHeadBytes || words_[slot.id] == folded)) {
        return slot.id;
      }
    }
  }

  /// Says that the word of this key is soon to be found.
  void Expect(const WordKey& key) const {
    rondo::Prefetch(&slots_[key.hash & (slots_.size() - 1)]);
  }

  /// The folded word, until the next Intern. Empty for kUnknownWord.
  std::string_view WordOf(WordId id) const { return words_[id]; }
  std::size_t size() const { return words_.size(); }

  /// Of any text: the same in every run.
  static uint64_t Hash(std::string_view text) { return KeyOfWord(text).hash; }

  void Read(ImageReader& image);
  void Write(ImageWriter& image) const;

 private:
  /// A word of up to eight letters is told by its slot alone.
  struct Slot {
    uint64_t head = 0;  // The first eight bytes.
    uint32_t tag = 0;
    WordId id = kUnknownWord;
  };

  /// Part of the hash, and the size of all but very long words.
  static uint32_t TagOf(std::string_view word, uint64_t hash) {
    return (static_cast<uint32_t>(hash >> 32U) & 0xFFFFFF00U) |
           static_cast<uint32_t>(word.size() < 0xFF ? word.size() : 0xFF);
  }
  void Grow();

  ImageVector<Slot> slots_;  // Open addressing, power of two, at most half full.
  TextPool words_;           // By id.
};

/// Makes lower case of ASCII letters.
void LowerLetters(std::span<char> text);
/// How many bytes at the start of the text are ASCII.
std::size_t AsciiPrefixSize(std::string_view text);

/// Lower case without accents ("Müller" gives "muller", "Ødegaard" "odegaard", "ß" "ss"), curly
/// quotes straightened. ASCII costs one pass; anything else goes through utf8proc. Appends to
/// `out`.
void AppendFolded(std::string_view text, std::string& out);
std::string Fold(std::string_view text);

}  // namespace rondo::articles
