#pragma once

// A linear model of how two entities of an article are related (logistic regression, one for each
// label), for what no rule finds. Its weights are data: rules/pairs.tsv, made by
// rondo_train_pairs from annotated articles; train/README.md tells how. Weights are whole
// thousandths, so that every machine gives the same sums. Pure data, read only once loaded.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/pair_features.h"
#include "tools/articles/rule.h"

namespace rondo::articles {

/// How something holds: now, in somebody's hopes, or no more.
enum class PairSense : uint8_t { kHolds, kHoped, kOver };

/// Something that may hold of a pair; or, where `sense` says more, how it holds if it does.
struct PairLabel {
  PairKind kind = PairKind::kPersonClub;
  Relation relation = Relation::kPlaysFor;
  bool turned = false;  // The second is the subject: "wants-to-sign" of a person and a club.
  PairSense sense = PairSense::kHolds;
  int32_t least = 0;  // Log-odds in thousandths from which it is claimed.

  std::string name() const;  // "plays-for", "~wants-to-sign", "left?", "manages!".

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.kind, self.relation, self.turned, self.sense, self.least);
  }
};

class PairModel {
 public:
  /// Reads the table described in train/README.md. InvalidData with file and line if malformed.
  static Result<PairModel> Load(std::string_view file_name, std::string_view contents);

  bool empty() const { return labels_.empty(); }
  const std::vector<PairLabel>& labels() const { return labels_; }
  /// Labels of one kind lie together.
  struct LabelRange {
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  LabelRange LabelsOf(PairKind kind) const { return ranges_[static_cast<std::size_t>(kind)]; }
  /// Kinds that have labels.
  PairKindSet kinds() const;
  /// Log-odds of each label of the kind, in thousandths, in the order of labels().
  void Score(PairKind kind, std::span<const uint64_t> keys, std::vector<int32_t>& scores) const;
  /// How many numbers a row of weights of the kind has: one for each label, and some zeros.
  uint32_t WidthOf(PairKind kind) const {
    const LabelRange range = LabelsOf(kind);
    return (range.end - range.begin + kLane - 1) / kLane * kLane;
  }
  /// Adds what the features weigh. REQUIRES: `scores` are a row.
  void AddScores(PairKind kind, std::span<const uint64_t> keys, std::span<int32_t> scores) const;
  /// The features that speak most for the label: "between signing +0.41, topic +0.20".
  /// REQUIRES: `features` are spelled.
  std::string ReasonsFor(PairKind kind, uint32_t label, const FeatureList& features) const;
  /// The rule that stands for a label where facts name what found them.
  const Rule& RuleOf(uint32_t label) const { return rules_[label]; }

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.labels_, self.names_, self.rules_, self.weights_, self.slots_, self.tags_,
            self.ranges_);
  }

 private:
  static constexpr uint32_t kLane = 4;  // Numbers that are added at once.
  struct Slot {
    uint64_t key = 0;       // 0: free.
    uint32_t row = 0;       // Where its weights begin.
    uint32_t reserved = 0;  // There are no gaps.
  };

  /// The row of a feature; nullptr if it has no weights.
  const int32_t* WeightsOf(uint64_t key) const;
  Result<void> LoadLine(std::string_view line, std::vector<Slot>& features);
  Result<void> LoadLabel(std::span<const std::string_view> fields);
  Result<void> LoadFeature(std::span<const std::string_view> fields, std::vector<Slot>& features);
  void Settle(std::span<const Slot> features);
  static uint64_t KeyFor(PairKind kind, uint64_t key) {
    return (key ^ (static_cast<uint64_t>(kind) + 1U) * 0x9E3779B97F4A7C15U) | 1U;
  }

  std::vector<PairLabel> labels_;
  std::vector<std::string> names_;  // Of the labels.
  std::vector<Rule> rules_;
  std::vector<int32_t> weights_;  // Rows.
  std::vector<Slot> slots_;       // Open addressing, a power of two, at most half full.
  std::vector<uint16_t>
      tags_;  // Of each slot: part of its key, 0 if free. Most features have none.
  std::array<LabelRange, kPairKindCount> ranges_{};
  std::vector<std::string_view> fields_;  // Of the line that is being read.
};

/// The kind called so; nothing if there is none.
std::optional<PairKind> PairKindByName(std::string_view name);

}  // namespace rondo::articles
