#include "tools/articles/claim_index.h"

#include <algorithm>

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
  std::vector<std::pair<SentenceIndex, uint32_t>> sentences;
  for (uint32_t number = 0; number < candidates.size(); ++number) {
    if (candidates[number].optional) {
      continue;
    }
    const Fact& fact = candidates[number].fact;
    pairs_.emplace_back(KeyOf(fact.subject, fact.object), number);
    sentences.emplace_back(fact.evidence.front(), number);
    CountOne(counts_[fact.subject].as_subject[static_cast<std::size_t>(fact.relation)]);
    CountOne(counts_[fact.object].as_object[static_cast<std::size_t>(fact.relation)]);
  }
  std::sort(pairs_.begin(), pairs_.end());
  for (const auto& [key, number] : pairs_) {
    pair_numbers_.push_back(number);
  }
  std::sort(sentences.begin(), sentences.end());
  for (const auto& [sentence, number] : sentences) {
    by_sentence_.push_back(number);
    ++sentence_begins_[sentence + 1];
  }
  for (std::size_t at = 1; at < sentence_begins_.size(); ++at) {
    sentence_begins_[at] += sentence_begins_[at - 1];
  }
}

std::span<const uint32_t> ClaimIndex::OfPair(EntityIndex one, EntityIndex other) const {
  const uint64_t key = KeyOf(one, other);
  const auto begin = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair(key, uint32_t{0}));
  const auto end =
      std::find_if(begin, pairs_.end(), [&](const auto& pair) { return pair.first != key; });
  return std::span(pair_numbers_)
      .subspan(static_cast<std::size_t>(begin - pairs_.begin()),
               static_cast<std::size_t>(end - begin));
}

}  // namespace rondo::articles
