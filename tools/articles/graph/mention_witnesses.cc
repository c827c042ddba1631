#include "tools/articles/graph/mention_witnesses.h"

#include <bit>

#include "tools/articles/vocabulary.h"

namespace rondo::articles {

size_t MentionWitnesses::PlaceOf(uint64_t key) {
  constexpr uint64_t kGolden = 0x9e3779b97f4a7c15;  // Spreads what is near.
  return key * kGolden >> (64 - std::countr_zero(kEntryCount));
}

void MentionWitnesses::Note(NodeId entity, About about, EdgeId edge, std::string_view text) {
  const uint64_t key = KeyOf(entity, about);
  const uint64_t hash = Vocabulary::Hash(text);
  Entry& entry = entries_[PlaceOf(key)];
  if (entry.key != key) {
    entry = {.key = key, .edges = {edge, EdgeId()}, .texts = {hash, hash}};
    return;
  }
  if (entry.texts[0] != hash) {
    entry.edges[1] = entry.edges[0];
    entry.texts[1] = entry.texts[0];
    entry.texts[0] = hash;
  }
  entry.edges[0] = edge;
}

std::optional<EdgeId> MentionWitnesses::FindOther(NodeId entity, About about,
                                                  std::string_view text) const {
  const uint64_t key = KeyOf(entity, about);
  const uint64_t hash = Vocabulary::Hash(text);
  const Entry& entry = entries_[PlaceOf(key)];
  if (entry.key != key) {
    return std::nullopt;
  }
  for (const size_t which : {0, 1}) {
    if (entry.texts[which] != hash) {
      return entry.edges[which];
    }
  }
  return std::nullopt;
}

}  // namespace rondo::articles
