#pragma once

// Adds up what the model (pair_model.h) says of the features of pairs (pair_features.h). What
// depends on less than the pair is weighed once for all pairs that share it: each mention, what
// rules found of its entity, and the words between mentions, as running sums over the sentence.
// Weights are whole numbers, so that the sums are those of the features one by one. Thread rule:
// one scorer belongs to one reader.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "tools/articles/pair_features.h"
#include "tools/articles/pair_model.h"

namespace rondo::articles {

class PairScorer {
 public:
  /// REQUIRES: both outlive this; `mention_count` is that of the reader's document.
  PairScorer(const PairModel& model, const PairReader& reader, std::size_t mention_count);

  /// From here on pairs are of this list, which the reader made of a sentence. REQUIRES: it holds
  /// until the next call.
  void EnterSentence(std::span<const MentionPair> pairs);
  /// Log-odds of each label of the pair's kind, in thousandths; until the next call.
  std::span<const int32_t> Score(const MentionPair& pair);

 private:
  enum class Part : uint8_t { kFirst, kSecond, kClaims };
  static constexpr uint32_t kPartCount = 6;  // Two of them by order.

  /// Running sums over the symbols of a sentence: of those before each, one number for each label.
  struct Sums {
    PairReader::SymbolRange range;  // Of which there are sums.
    std::vector<int32_t> alone;     // Of symbols by themselves.
    std::vector<int32_t> twos;      // With the symbol before each.
  };

  void AddPart(Part part, const MentionPair& pair, bool ordered);
  void Describe(Part part, const MentionPair& pair, bool ordered);
  void AddBetween(const MentionPair& pair, bool ordered);
  void FillSums(PairKind kind, bool ordered, Sums& sums);

  const PairModel& model_;
  const PairReader& reader_;
  FeatureList features_;
  std::vector<int32_t> scores_;
  std::span<const MentionPair> pairs_;
  std::array<std::array<Sums, 2>, kPairKindCount> between_;  // By kind and order.
  // By mention, kind and part: 1 + where its scores begin in weighed_; 0 if it is not weighed yet.
  std::vector<uint32_t> places_;
  std::vector<int32_t> weighed_;
};

}  // namespace rondo::articles
