// Learns the weights of rules/pairs.tsv from annotated articles (README.md). Where each label is
// claimed is found by cross-validation: the articles are in five parts, and what is learned of four
// is tried on the fifth.
// rondo_train_pairs OUTPUT (ARTICLES ANNOTATIONS)...

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "tools/articles/article_files.h"
#include "tools/articles/train/logistic_regression.h"
#include "tools/articles/train/pair_examples.h"

namespace {

namespace articles = rondo::articles;
using articles::PairExample;
using articles::PairKind;
using articles::PairLabel;
using articles::PairSense;
using articles::Truth;

constexpr uint32_t kParts = 5;
constexpr int32_t kNever = 1'000'000'000;  // Above any log-odds.
constexpr double kThousand = 1000.0;
// In how many articles a feature must be.
constexpr uint32_t kArticlesMin = 6;
// How often a label must hold to be learned.
constexpr uint32_t kExamplesMin = 8;
// How many right claims one wrong claim costs, and what a label must gain in all: less is chance.
constexpr double kPriceOfWrong = 1.0;
constexpr double kGainMin = 3.0;
// Weights below are left out, in thousandths.
constexpr int32_t kWeightMin = 40;
// Chosen by cross-validation: within wide bounds they hardly matter.
constexpr articles::LearningOptions kOptions = {.rate = 0.05, .l1 = 2.0, .l2 = 1.0, .rounds = 8};

int32_t Thousandths(double number) { return static_cast<int32_t>(std::lround(number * kThousand)); }

/// What was tried of a label: the best log-odds of each pair, and whether it holds.
struct Trial {
  double odds = 0.0;
  bool holds = false;
};

struct Learned {
  PairLabel label;
  std::vector<float> weights;
  uint32_t examples = 0;
  uint32_t found = 0;
  uint32_t wrong = 0;
  uint32_t missed = 0;
};

/// Examples of the other parts. How something holds is learned from where it holds.
std::vector<articles::Example> ExamplesOf(const std::vector<PairExample>& pairs, std::size_t label,
                                          PairSense sense, uint32_t without_part) {
  std::vector<articles::Example> examples;
  for (const PairExample& pair : pairs) {
    const Truth truth = pair.truths[label];
    const bool holds = truth != Truth::kNot && truth != Truth::kUnknown;
    if (pair.article % kParts == without_part || truth == Truth::kUnknown ||
        (sense != PairSense::kHolds && !holds)) {
      continue;
    }
    examples.push_back({pair.features, sense == PairSense::kHoped  ? truth == Truth::kHoped
                                       : sense == PairSense::kOver ? truth == Truth::kOver
                                                                   : holds});
  }
  return examples;
}

/// The log-odds from which claims are right often enough.
int32_t LeastOf(std::vector<Trial>& trials, Learned& learned) {
  std::sort(trials.begin(), trials.end(),
            [](const Trial& left, const Trial& right) { return left.odds > right.odds; });
  double best = kGainMin;
  double least = 0.0;
  bool any = false;
  uint32_t right = 0;
  uint32_t wrong = 0;
  for (const Trial& trial : trials) {
    (trial.holds ? right : wrong) += 1;
    const double gain = right - kPriceOfWrong * wrong;
    if (gain >= best) {
      best = gain;
      least = trial.odds;
      learned.found = right;
      learned.wrong = wrong;
      any = true;
    }
  }
  learned.missed = right - learned.found;
  return any ? Thousandths(least) : kNever;
}

/// What is learned of four parts, tried on the pairs of the fifth.
std::vector<Trial> TryOut(const std::vector<PairExample>& pairs, std::size_t number,
                          const PairLabel& label, std::size_t feature_count) {
  std::map<std::tuple<uint32_t, articles::EntityIndex, articles::EntityIndex>, Trial> trials;
  const bool symmetric = articles::InfoOf(label.relation).symmetric;
  for (uint32_t part = 0; part < kParts; ++part) {
    const auto weights = articles::LearnWeights(ExamplesOf(pairs, number, PairSense::kHolds, part),
                                                feature_count, kOptions);
    for (const PairExample& pair : pairs) {
      if (pair.article % kParts != part || pair.anywhere[number] == Truth::kUnknown) {
        continue;
      }
      const bool swapped = symmetric && pair.first > pair.second;
      const std::tuple key(pair.article, swapped ? pair.second : pair.first,
                           swapped ? pair.first : pair.second);
      const double odds = articles::LogOdds(weights, pair.features);
      Trial& trial =
          trials.try_emplace(key, Trial{odds, pair.anywhere[number] != Truth::kNot}).first->second;
      trial.odds = std::max(trial.odds, odds);
    }
  }
  std::vector<Trial> list;
  for (const auto& [key, trial] : trials) {
    list.push_back(trial);
  }
  return list;
}

Learned Learn(const articles::PairExamples& all, PairKind kind, std::size_t number,
              const PairLabel& label) {
  const std::vector<PairExample>& pairs = all.Of(kind);
  const std::size_t feature_count = all.FeaturesOf(kind).size();
  Learned learned;
  learned.label = label;
  const auto examples = ExamplesOf(pairs, number, label.sense, kParts);
  learned.examples = static_cast<uint32_t>(
      std::count_if(examples.begin(), examples.end(),
                    [](const articles::Example& example) { return example.holds; }));
  learned.label.least = kNever;
  if (learned.examples < kExamplesMin) {
    return learned;
  }
  learned.weights = articles::LearnWeights(examples, feature_count, kOptions);
  if (label.sense != PairSense::kHolds) {
    learned.label.least = 0;
    return learned;
  }
  std::vector<Trial> trials = TryOut(pairs, number, label, feature_count);
  learned.label.least = LeastOf(trials, learned);
  return learned;
}

bool IsLearned(const Learned& learned) { return learned.label.least != kNever; }

/// What is never claimed need not be told either, nor how it holds.
void DropUseless(std::vector<Learned>& labels) {
  std::erase_if(labels, [](const Learned& learned) { return !IsLearned(learned); });
  const auto is_claimed = [&](articles::Relation relation) {
    return std::any_of(labels.begin(), labels.end(), [&](const Learned& other) {
      return other.label.sense == PairSense::kHolds && other.label.relation == relation;
    });
  };
  std::vector<Learned> kept;
  std::copy_if(labels.begin(), labels.end(), std::back_inserter(kept),
               [&](const Learned& learned) { return is_claimed(learned.label.relation); });
  labels = std::move(kept);
}

/// The lines of a kind's features, by name.
void AppendFeatures(const std::vector<std::string>& names, PairKind kind,
                    const std::vector<Learned>& labels, std::string& table) {
  std::vector<uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](uint32_t left, uint32_t right) { return names[left] < names[right]; });
  for (const uint32_t feature : order) {
    std::string weights;
    for (const Learned& learned : labels) {
      const int32_t value = Thousandths(learned.weights[feature]);
      if (std::abs(value) >= kWeightMin) {
        weights += fmt::format("\t{}={}", learned.label.name(), value);
      }
    }
    if (!weights.empty()) {
      table += fmt::format("{}\t{}{}\n", NameOf(kind), names[feature], weights);
    }
  }
}

std::string TableOf(const articles::PairExamples& all,
                    std::map<PairKind, std::vector<Learned>>& models) {
  std::string table =
      "# What pairs of names say, for what no rule finds: a kind of pairs, a feature, its weights "
      "in\n"
      "# thousandths. Made by rondo_train_pairs, see train/README.md.\n";
  for (auto& [kind, labels] : models) {
    DropUseless(labels);
    for (const Learned& learned : labels) {
      table += fmt::format("label\t{}\t{}\t{}\n", NameOf(kind), learned.label.name(),
                           learned.label.least);
    }
  }
  for (const auto& [kind, labels] : models) {
    AppendFeatures(all.FeaturesOf(kind), kind, labels, table);
  }
  return table;
}

struct Reading {
  std::unique_ptr<articles::Knowledge> knowledge;
  std::unique_ptr<articles::RuleSet> rules;
};

rondo::Result<Reading> StartReading() {
  Reading reading;
  RONDO_TRY_ASSIGN(reading.knowledge, articles::LoadKnowledge());
  RONDO_TRY_ASSIGN(reading.rules, articles::RuleSet::Load(reading.knowledge->vocabulary));
  return reading;
}

/// Articles without annotations are passed over.
rondo::Result<void> AddArticles(const std::string& path, const std::string& annotations_path,
                                const Reading& reading, articles::PairExamples& examples) {
  RONDO_TRY_ASSIGN(const auto annotations, articles::LoadAnnotations(annotations_path));
  articles::ArticleFiles files({path}, std::nullopt);
  while (auto item = files.Next()) {
    RONDO_TRY_ASSIGN(articles::Document document, std::move(item->document));
    const auto found = std::find_if(
        annotations.begin(), annotations.end(),
        [&](const articles::Annotation& annotation) { return annotation.article == document.id; });
    if (found != annotations.end()) {
      articles::Understand(document, *reading.knowledge);
      examples.Add(document, *found, *reading.knowledge, *reading.rules);
    }
  }
  return {};
}

rondo::Result<articles::PairExamples> ExamplesIn(std::span<char*> paths) {
  RONDO_TRY_ASSIGN(const Reading reading, StartReading());
  articles::PairExamples examples;
  for (std::size_t at = 0; at + 1 < paths.size(); at += 2) {
    RONDO_TRY(AddArticles(paths[at], paths[at + 1], reading, examples));
  }
  examples.ForgetRare(kArticlesMin);
  return examples;
}

std::map<PairKind, std::vector<Learned>> LearnAll(const articles::PairExamples& examples) {
  std::map<PairKind, std::vector<Learned>> models;
  for (int index = 0; index < articles::kPairKindCount; ++index) {
    const PairKind kind = static_cast<PairKind>(index);
    const std::vector<PairLabel> labels = articles::LabelsToLearn(kind);
    for (std::size_t number = 0; number < labels.size(); ++number) {
      models[kind].push_back(Learn(examples, kind, number, labels[number]));
    }
  }
  return models;
}

void Report(const std::map<PairKind, std::vector<Learned>>& models) {
  uint32_t found = 0;
  uint32_t wrong = 0;
  for (const auto& [kind, labels] : models) {
    for (const Learned& learned : labels) {
      if (learned.label.sense == PairSense::kHolds) {
        fmt::print("{:24} {:22} {:5} examples; unseen: {:4} right, {:4} wrong, {:4} missed\n",
                   NameOf(kind), learned.label.name(), learned.examples, learned.found,
                   learned.wrong, learned.missed);
      }
      found += learned.found;
      wrong += learned.wrong;
    }
  }
  fmt::print("unseen: {} right, {} wrong\n", found, wrong);
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 4 || argument_count % 2 != 0) {
    fmt::print(stderr, "usage: rondo_train_pairs OUTPUT (ARTICLES ANNOTATIONS)...\n");
    return 2;
  }
  const auto examples =
      ExamplesIn(std::span(arguments + 2, static_cast<std::size_t>(argument_count - 2)));
  if (!examples.ok()) {
    fmt::print(stderr, "{}\n", examples.error().message);
    return 1;
  }
  fmt::print("{} articles\n", examples->article_count());
  auto models = LearnAll(*examples);
  Report(models);
  std::ofstream output(arguments[1], std::ios::binary);
  output << TableOf(*examples, models);
  output.close();
  if (!output) {
    fmt::print(stderr, "cannot write {}\n", arguments[1]);
    return 1;
  }
  return 0;
}
