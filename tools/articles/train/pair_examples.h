#pragma once

// The pairs of annotated articles, with what people found of them: examples to learn from.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tools/articles/pair_features.h"
#include "tools/articles/pair_model.h"
#include "tools/articles/train/annotation.h"

namespace rondo::articles {

/// What is known of a label of an example.
enum class Truth : int8_t { kUnknown, kNot, kHolds, kHoped, kOver };

struct PairExample {
  uint32_t article = 0;
  EntityIndex first = kNone;
  EntityIndex second = kNone;
  std::vector<uint32_t> features;
  std::vector<Truth> truths;  // By label of its kind, here and in this sentence.
  std::vector<Truth>
      anywhere;  // The same, wherever the article says it; kUnknown also where a rule found it.
};

/// Labels that pairs of a kind may have.
std::vector<PairLabel> LabelsToLearn(PairKind kind);

class PairExamples {
 public:
  /// Adds the pairs of an article. REQUIRES: Understand(document) has run.
  void Add(const Document& document, const Annotation& annotation, const Knowledge& knowledge,
           const RuleSet& rules);

  /// Features that fewer articles have are no more.
  void ForgetRare(uint32_t articles_min);

  const std::vector<PairExample>& Of(PairKind kind) const {
    return examples_[static_cast<std::size_t>(kind)];
  }
  /// Names of the features that the examples of the kind number.
  const std::vector<std::string>& FeaturesOf(PairKind kind) const {
    return names_[static_cast<std::size_t>(kind)];
  }
  uint32_t article_count() const { return article_count_; }

 private:
  std::array<std::vector<PairExample>, kPairKindCount> examples_;
  std::array<std::vector<std::string>, kPairKindCount> names_;
  std::array<std::unordered_map<std::string, uint32_t>, kPairKindCount> numbers_;
  uint32_t article_count_ = 0;
};

}  // namespace rondo::articles
