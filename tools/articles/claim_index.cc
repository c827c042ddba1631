#include "tools/articles/claim_index.h"

#include <algorithm>
#include <utility>

namespace rondo::articles {
namespace {

uint64_t KeyOf(EntityIndex one, EntityIndex other) {
  return (static_cast<uint64_t>(std::min(one, other)) << 32U) | std::max(one, other);
}

void CountOne(uint16_t& count) { count = static_cast<uint16_t>(std::min(count + 1, 0xFFFF)); }

}  // namespace

ClaimIndex::ClaimIndex(const Document& document, std::span<const Candidate> candidates)
    : candidates_(candidates),
      sentence_begins_(document.sentences.size() + 1, 0),
      counts_(document.entities.size()) {
  std::vector<std::pair<uint64_t, uint32_t>> pairs;
  std::vector<std::pair<uint64_t, uint32_t>> weak;
  std::vector<std::pair<SentenceIndex, uint32_t>> sentences;
  for (uint32_t number = 0; number < candidates.size(); ++number) {
    const Fact& fact = candidates[number].fact;
    const uint64_t key = KeyOf(fact.subject, fact.object);
    if (candidates[number].optional) {
      weak.emplace_back(key, number);
      continue;
    }
    pairs.emplace_back(key, number);
    sentences.emplace_back(fact.evidence.front(), number);
    CountOne(counts_[fact.subject].as_subject[static_cast<std::size_t>(fact.relation)]);
    CountOne(counts_[fact.object].as_object[static_cast<std::size_t>(fact.relation)]);
  }
  pairs_ = ListOf(std::move(pairs));
  weak_ = ListOf(std::move(weak));
  std::sort(sentences.begin(), sentences.end());
  for (const auto& [sentence, number] : sentences) {
    by_sentence_.push_back(number);
    ++sentence_begins_[sentence + 1];
  }
  for (std::size_t at = 1; at < sentence_begins_.size(); ++at) {
    sentence_begins_[at] += sentence_begins_[at - 1];
  }
}

ClaimIndex::PairList ClaimIndex::ListOf(std::vector<std::pair<uint64_t, uint32_t>> pairs) {
  std::sort(pairs.begin(), pairs.end());
  PairList list;
  for (const auto& [key, number] : pairs) {
    list.keys.push_back(key);
    list.numbers.push_back(number);
  }
  return list;
}

std::span<const uint32_t> ClaimIndex::PairList::Of(EntityIndex one, EntityIndex other) const {
  const auto [begin, end] = std::equal_range(keys.begin(), keys.end(), KeyOf(one, other));
  return std::span(numbers).subspan(static_cast<std::size_t>(begin - keys.begin()),
                                    static_cast<std::size_t>(end - begin));
}

std::span<const uint32_t> ClaimIndex::OfPair(EntityIndex one, EntityIndex other) const {
  return pairs_.Of(one, other);
}

std::span<const uint32_t> ClaimIndex::WeakOfPair(EntityIndex one, EntityIndex other) const {
  return weak_.Of(one, other);
}

}  // namespace rondo::articles
