#include "tools/articles/word_trie.h"

#include <algorithm>
#include <tuple>

namespace rondo::articles {
namespace {

constexpr std::size_t kFirstSlots = 1U << 10U;

uint64_t KeyOf(uint32_t node, WordId word) { return (static_cast<uint64_t>(node) << 32U) | word; }

uint64_t MixKey(uint64_t key) {
  key *= 0x9E3779B97F4A7C15ULL;
  return key ^ (key >> 29U);
}

/// A step of the trie.
struct Edge {
  uint32_t node;
  WordId word;
  uint32_t target;
};

}  // namespace

uint32_t WordTrie::FindAdded(uint32_t node, WordId word) const {
  if (word == kUnknownWord) {
    return kNowhere;
  }
  const uint64_t key = KeyOf(node, word);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = MixKey(key) & mask;; slot = (slot + 1) & mask) {
    if (slots_[slot].key == key) {
      return slots_[slot].target;
    }
    if (slots_[slot].key == 0) {
      return kNowhere;
    }
  }
}

uint32_t WordTrie::AddNode(uint32_t node, WordId word) {
  if ((used_ + 1) * 2 >= slots_.size()) {
    Grow();
  }
  const uint64_t key = KeyOf(node, word);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = MixKey(key) & mask;
  while (slots_[slot].key != 0) {
    slot = (slot + 1) & mask;
  }
  slots_[slot] = {key, node_count_};
  ++used_;
  if (node == kRoot) {
    firsts_.Place(word) = node_count_;
  }
  return node_count_++;
}

void WordTrie::Add(std::span<const WordId> words, uint32_t value) {
  uint32_t node = kRoot;
  for (const WordId word : words) {
    const uint32_t next = Step(node, word);
    node = next != kNowhere ? next : AddNode(node, word);
  }
  const std::span<const uint32_t> known = ValuesAt(node);
  if (std::find(known.begin(), known.end(), value) != known.end()) {
    return;
  }
  const auto [place, fresh] = added_values_.try_emplace(node);
  if (fresh) {
    place->second.assign(known.begin(), known.end());
  }
  place->second.push_back(value);
}

void WordTrie::Grow() {
  std::vector<Slot> larger(std::max(kFirstSlots, slots_.size() * 2));
  const std::size_t mask = larger.size() - 1;
  for (const Slot& old : slots_) {
    if (old.key == 0) {
      continue;
    }
    std::size_t slot = MixKey(old.key) & mask;
    while (larger[slot].key != 0) {
      slot = (slot + 1) & mask;
    }
    larger[slot] = old;
  }
  slots_ = std::move(larger);
}

void WordTrie::Read(ImageReader& image) {
  firsts_.Read(image);
  children_.Read(image);
  words_.Read(image);
  value_begins_.Read(image);
  values_.Read(image);
  built_count_ = static_cast<uint32_t>(words_.size());
  node_count_ = built_count_;
}

void WordTrie::Write(ImageWriter& image) const {
  RONDO_CHECK(built_count_ == 0);
  std::vector<Edge> edges;
  edges.reserve(used_);
  for (const Slot& slot : slots_) {
    if (slot.key != 0) {
      edges.push_back(
          {static_cast<uint32_t>(slot.key >> 32U), static_cast<WordId>(slot.key), slot.target});
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& left, const Edge& right) {
    return std::tie(left.node, left.word) < std::tie(right.node, right.word);
  });
  // Level by level: a node's children get the next numbers when its turn comes.
  std::vector<uint32_t> firsts(firsts_.size());
  std::vector<uint32_t> children;
  std::vector<WordId> words = {kUnknownWord};
  std::vector<uint32_t> value_begins;
  std::vector<uint32_t> values;
  std::vector<uint32_t> old_numbers = {kRoot};
  for (std::size_t number = 0; number < old_numbers.size(); ++number) {
    const uint32_t old = old_numbers[number];
    children.push_back(static_cast<uint32_t>(old_numbers.size()));
    auto edge = std::lower_bound(edges.begin(), edges.end(), old,
                                 [](const Edge& left, uint32_t node) { return left.node < node; });
    for (; edge != edges.end() && edge->node == old; ++edge) {
      if (old == kRoot) {
        firsts[edge->word] = static_cast<uint32_t>(old_numbers.size());
      }
      words.push_back(edge->word);
      old_numbers.push_back(edge->target);
    }
    value_begins.push_back(static_cast<uint32_t>(values.size()));
    const std::span<const uint32_t> own = ValuesAt(old);
    values.insert(values.end(), own.begin(), own.end());
  }
  children.push_back(static_cast<uint32_t>(old_numbers.size()));
  value_begins.push_back(static_cast<uint32_t>(values.size()));
  image.Add(std::span<const uint32_t>(firsts));
  image.Add(std::span<const uint32_t>(children));
  image.Add(std::span<const WordId>(words));
  image.Add(std::span<const uint32_t>(value_begins));
  image.Add(std::span<const uint32_t>(values));
}

}  // namespace rondo::articles
