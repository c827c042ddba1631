#include "tools/articles/pair_scorer.h"

#include <algorithm>

namespace rondo::articles {

PairScorer::PairScorer(const PairModel& model, const PairReader& reader, std::size_t mention_count)
    : model_(model), reader_(reader), places_(mention_count * kPairKindCount * kPartCount, 0) {}

void PairScorer::EnterSentence(std::span<const MentionPair> pairs) {
  pairs_ = pairs;
  for (auto& by_order : between_) {
    by_order[0].range = {};
    by_order[1].range = {};
  }
}

std::span<const int32_t> PairScorer::Score(const MentionPair& pair) {
  const PairModel::LabelRange range = model_.LabelsOf(pair.kind);
  const bool ordered = reader_.IsOrdered(pair);
  scores_.assign(model_.WidthOf(pair.kind), 0);
  AddPart(Part::kFirst, pair, ordered);
  AddPart(Part::kSecond, pair, ordered);
  features_.Clear();
  if (reader_.AreClaimed(pair)) {
    reader_.DescribeClaims(pair.first, pair.second, features_);
  } else {
    AddPart(Part::kClaims, pair, false);
    features_.Clear();
  }
  reader_.DescribeTogether(pair, features_);
  model_.AddScores(pair.kind, features_.keys(), scores_);
  if (!IsApart(pair.kind)) {
    AddBetween(pair, ordered);
  }
  return std::span(scores_).first(range.end - range.begin);
}

void PairScorer::AddPart(Part part, const MentionPair& pair, bool ordered) {
  const std::size_t width = scores_.size();
  const MentionIndex mention = part == Part::kSecond ? pair.second : pair.first;
  uint32_t& place =
      places_[(mention * kPairKindCount + static_cast<std::size_t>(pair.kind)) * kPartCount +
              static_cast<std::size_t>(part) * 2 + (ordered ? 1 : 0)];
  if (place == 0) {
    place = static_cast<uint32_t>(weighed_.size()) + 1;
    weighed_.resize(weighed_.size() + width, 0);
    Describe(part, pair, ordered);
    model_.AddScores(pair.kind, features_.keys(), std::span(weighed_).subspan(place - 1, width));
  }
  const int32_t* const weighed = weighed_.data() + place - 1;
  for (std::size_t label = 0; label < width; ++label) {
    scores_[label] += weighed[label];
  }
}

void PairScorer::Describe(Part part, const MentionPair& pair, bool ordered) {
  features_.Clear();
  switch (part) {
    case Part::kFirst:
      reader_.DescribeFirst(pair.kind, pair.first, ordered, features_);
      break;
    case Part::kSecond:
      reader_.DescribeSecond(pair.kind, pair.second, ordered, features_);
      break;
    case Part::kClaims:
      reader_.DescribeClaims(pair.first, kNone, features_);
      break;
  }
}

void PairScorer::AddBetween(const MentionPair& pair, bool ordered) {
  const PairReader::SymbolRange range = reader_.SymbolsBetween(pair);
  if (range.size() == 0 || range.size() > PairReader::kWordsBetweenMax) {
    return;
  }
  Sums& sums = between_[static_cast<std::size_t>(pair.kind)][ordered ? 1 : 0];
  if (sums.range.size() == 0) {
    FillSums(pair.kind, ordered, sums);
  }
  const std::size_t width = scores_.size();
  const auto at = [&](const std::vector<int32_t>& list, uint32_t symbol) {
    return list.data() + (symbol - sums.range.begin) * width;
  };
  const int32_t* const alone_begin = at(sums.alone, range.begin);
  const int32_t* const alone_end = at(sums.alone, range.end);
  // The first one's two would reach out of the range.
  const int32_t* const twos_begin = at(sums.twos, range.begin + 1);
  const int32_t* const twos_end = at(sums.twos, range.end);
  for (std::size_t label = 0; label < width; ++label) {
    scores_[label] += alone_end[label] - alone_begin[label] + twos_end[label] - twos_begin[label];
  }
}

/// Of all symbols that stand between some pair.
void PairScorer::FillSums(PairKind kind, bool ordered, Sums& sums) {
  for (const MentionPair& pair : pairs_) {
    const PairReader::SymbolRange range = reader_.SymbolsBetween(pair);
    if (pair.kind != kind || reader_.IsOrdered(pair) != ordered || range.size() == 0 ||
        range.size() > PairReader::kWordsBetweenMax) {
      continue;
    }
    const bool first = sums.range.size() == 0;
    sums.range = {first ? range.begin : std::min(sums.range.begin, range.begin),
                  std::max(sums.range.end, range.end)};
  }
  const std::size_t width = scores_.size();
  sums.alone.assign((sums.range.size() + 1) * width, 0);
  sums.twos.assign((sums.range.size() + 1) * width, 0);
  // The sum so far and the features.
  const auto add = [&](std::vector<int32_t>& list, uint32_t symbol) {
    const std::span<int32_t> next =
        std::span(list).subspan((symbol + 1 - sums.range.begin) * width, width);
    std::copy(next.data() - width, next.data(), next.data());
    model_.AddScores(kind, features_.keys(), next);
  };
  for (uint32_t symbol = sums.range.begin; symbol < sums.range.end; ++symbol) {
    features_.Clear();
    reader_.DescribeSymbol(symbol, ordered, features_);
    add(sums.alone, symbol);
    features_.Clear();
    if (symbol != sums.range.begin) {
      reader_.DescribeTwoSymbols(symbol, ordered, features_);
    }
    add(sums.twos, symbol);
  }
}

}  // namespace rondo::articles
