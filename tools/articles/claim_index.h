#pragma once

// What the rules claim of an article, to be looked up by entities and by sentence; and what they
// found that is too weak to be claimed. Pure data; the candidates must outlive it.

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "tools/articles/extraction.h"

namespace rondo::articles {

class ClaimIndex {
 public:
  /// How often an entity is the subject, and the object, of claims of each relation.
  struct Counts {
    std::array<uint16_t, kRelationCount> as_subject{};
    std::array<uint16_t, kRelationCount> as_object{};
  };

  ClaimIndex(const Document& document, std::span<const Candidate> candidates);

  const Candidate& candidate(uint32_t number) const { return candidates_[number]; }
  /// Numbers of those about both entities, whichever is the subject.
  std::span<const uint32_t> OfPair(EntityIndex one, EntityIndex other) const;
  /// The same of what is too weak to be claimed.
  std::span<const uint32_t> WeakOfPair(EntityIndex one, EntityIndex other) const;
  /// Numbers of those that the sentence is the first evidence of.
  std::span<const uint32_t> OfSentence(SentenceIndex sentence) const {
    return std::span(by_sentence_)
        .subspan(sentence_begins_[sentence],
                 sentence_begins_[sentence + 1] - sentence_begins_[sentence]);
  }
  const Counts& CountsOf(EntityIndex entity) const { return counts_[entity]; }

 private:
  /// Numbers of candidates, by their two entities.
  struct PairList {
    std::vector<uint64_t> keys;  // Sorted.
    std::vector<uint32_t> numbers;

    std::span<const uint32_t> Of(EntityIndex one, EntityIndex other) const;
  };
  static PairList ListOf(std::vector<std::pair<uint64_t, uint32_t>> pairs);

  std::span<const Candidate> candidates_;
  PairList pairs_;
  PairList weak_;
  std::vector<uint32_t> by_sentence_;
  std::vector<uint32_t> sentence_begins_;
  std::vector<Counts> counts_;  // By entity.
};

}  // namespace rondo::articles
