#pragma once

// Names as sequences of words, for finding the longest name at a token. What the build put into the
// program is a trie of plain arrays, numbered level by level, so that the children of a node stand
// side by side; what is added later goes into a hash table beside it. Thread rule: add from one
// thread, then read from any.

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "tools/articles/knowledge_image.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {

/// A map from sequences of words to lists of 32-bit values.
class WordTrie {
 public:
  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNowhere = 0xFFFFFFFFU;

  WordTrie() = default;
  /// Adds `value` under `words`; the same pair twice counts once. REQUIRES: `words` is not empty.
  void Add(std::span<const WordId> words, uint32_t value);

  /// One step down from `node`, or kNowhere.
  uint32_t Step(uint32_t node, WordId word) const {
    if (node == kRoot) {
      return MayBegin(word) ? firsts_[word] : kNowhere;
    }
    if (node < built_count_) {
      const auto end = words_.begin() + children_[node + 1];
      const auto child = std::lower_bound(words_.begin() + children_[node], end, word);
      if (child != end && *child == word) {
        return static_cast<uint32_t>(child - words_.begin());
      }
    }
    return slots_.empty() ? kNowhere : FindAdded(node, word);
  }
  /// True if some entry begins with `word`.
  bool MayBegin(WordId word) const { return word < firsts_.size() && firsts_[word] != 0; }
  /// In the order in which they were added.
  std::span<const uint32_t> ValuesAt(uint32_t node) const {
    if (!added_values_.empty()) {
      if (const auto added = added_values_.find(node); added != added_values_.end()) {
        return added->second;
      }
    }
    return node < built_count_ ? BuiltValues(node) : std::span<const uint32_t>();
  }

  void Read(ImageReader& image);
  /// REQUIRES: nothing was read from an image.
  void Write(ImageWriter& image) const;

 private:
  struct Slot {
    uint64_t key = 0;  // node and word; 0 is free, since word 0 is never stored.
    uint32_t target = 0;
  };
  uint32_t FindAdded(uint32_t node, WordId word) const;
  uint32_t AddNode(uint32_t node, WordId word);
  void Grow();
  std::span<const uint32_t> BuiltValues(uint32_t node) const {
    return values_.span().subspan(value_begins_[node],
                                  value_begins_[node + 1] - value_begins_[node]);
  }

  ImageVector<uint32_t> firsts_;        // By word: the child of the root, or 0.
  ImageVector<uint32_t> children_;      // By node: its first child; the last are before the next's.
  ImageVector<WordId> words_;           // By node: the word that leads to it.
  ImageVector<uint32_t> value_begins_;  // By node: where its values begin.
  ImageVector<uint32_t> values_;
  uint32_t built_count_ = 0;  // Nodes of the arrays; those added have higher numbers.
  uint32_t node_count_ = 1;
  // What was added: steps that no array has, and the values of nodes where there are new ones.
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::unordered_map<uint32_t, std::vector<uint32_t>> added_values_;
};

}  // namespace rondo::articles
