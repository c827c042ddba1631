#include "tools/articles/pair_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace rondo::articles {
namespace {

constexpr std::array<std::string_view, kPairKindCount> kKindNames = {
    "person-club",      "person-person",     "person-outlet",         "club-club",
    "club-competition", "person-club-apart", "club-competition-apart"};

Error BadTable(std::string_view file, uint32_t line, std::string_view what) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedTable",
                      fmt::format("{} line {}: {}", file, line, what));
}

void Split(std::string_view line, std::vector<std::string_view>& fields) {
  fields.clear();
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// Never 0.
uint16_t TagOf(uint64_t key) { return static_cast<uint16_t>((key >> 48U) | 1U); }

std::optional<int32_t> Number(std::string_view text) {
  int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

}  // namespace

std::string_view NameOf(PairKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<PairKind> PairKindByName(std::string_view name) {
  for (int kind = 0; kind < kPairKindCount; ++kind) {
    if (NameOf(static_cast<PairKind>(kind)) == name) {
      return static_cast<PairKind>(kind);
    }
  }
  return std::nullopt;
}

std::string PairLabel::name() const {
  return fmt::format("{}{}{}", turned ? "~" : "", InfoOf(relation).name,
                     sense == PairSense::kHoped  ? "?"
                     : sense == PairSense::kOver ? "!"
                                                 : "");
}

Result<PairModel> PairModel::Load(std::string_view file_name, std::string_view contents) {
  PairModel model;
  std::vector<Slot> features;
  uint32_t number = 0;
  while (!contents.empty()) {
    const std::size_t end = std::min(contents.find('\n'), contents.size());
    const std::string_view line = contents.substr(0, end);
    contents.remove_prefix(std::min(end + 1, contents.size()));
    ++number;
    if (!line.empty() && line[0] != '#') {
      if (auto loaded = model.LoadLine(line, features); !loaded.ok()) {
        return BadTable(file_name, number, loaded.error().message);
      }
    }
  }
  model.Settle(features);
  model.fields_ = {};
  return model;
}

Result<void> PairModel::LoadLine(std::string_view line, std::vector<Slot>& features) {
  Split(line, fields_);
  return fields_[0] == "label" ? LoadLabel(fields_) : LoadFeature(fields_, features);
}

/// label KIND NAME LEAST
Result<void> PairModel::LoadLabel(std::span<const std::string_view> fields) {
  const auto kind = fields.size() == 4 ? PairKindByName(fields[1]) : std::nullopt;
  const auto least = fields.size() == 4 ? Number(fields[3]) : std::nullopt;
  if (!kind || !least) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedTable",
                        "expected: label, a kind of pairs, a relation, thousandths");
  }
  PairLabel label{.kind = *kind, .least = *least};
  if (!weights_.empty()) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedTable",
                        "labels stand before the features");
  }
  std::string_view name = fields[2];
  label.turned = name.starts_with('~');
  name.remove_prefix(label.turned ? 1 : 0);
  label.sense = name.ends_with('?')   ? PairSense::kHoped
                : name.ends_with('!') ? PairSense::kOver
                                      : PairSense::kHolds;
  name.remove_suffix(label.sense == PairSense::kHolds ? 0 : 1);
  const auto relation = RelationByName(name);
  if (!relation) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedTable", "no relation is called so");
  }
  label.relation = *relation;
  const uint32_t number = static_cast<uint32_t>(labels_.size());
  LabelRange& range = ranges_[static_cast<std::size_t>(*kind)];
  if (range.end != 0 && range.end != number) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedTable",
                        "labels of one kind must stand together");
  }
  range.begin = range.end == 0 ? number : range.begin;
  range.end = number + 1;
  labels_.push_back(label);
  names_.push_back(label.name());
  Rule rule;
  rule.id = "pair " + names_.back();
  rule.slots = {"S", "O"};
  FactTemplate& fact = rule.facts.emplace_back();
  fact.relation = *relation;
  fact.subject = 0;
  fact.object = 1;
  rules_.push_back(std::move(rule));
  return {};
}

/// KIND FEATURE NAME=THOUSANDTHS ...
Result<void> PairModel::LoadFeature(std::span<const std::string_view> fields,
                                    std::vector<Slot>& features) {
  const auto kind = PairKindByName(fields[0]);
  if (!kind || fields.size() < 3) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedTable",
                        "expected: a kind of pairs, a feature, weights");
  }
  const LabelRange range = LabelsOf(*kind);
  const auto row = static_cast<uint32_t>(weights_.size());
  weights_.resize(row + WidthOf(*kind), 0);
  for (const std::string_view field : fields.subspan(2)) {
    const std::size_t equals = std::min(field.find('='), field.size());
    const auto value = Number(field.substr(std::min(equals + 1, field.size())));
    const auto label = std::find(names_.begin() + range.begin, names_.begin() + range.end,
                                 field.substr(0, equals));
    if (!value || label == names_.begin() + range.end) {
      return RuntimeError(ErrorCode::kInvalidData, "MalformedTable",
                          "a weight is a label of the kind, =, thousandths");
    }
    weights_[row + static_cast<uint32_t>(label - names_.begin()) - range.begin] += *value;
  }
  features.push_back({KeyFor(*kind, FeatureList::KeyOf(fields[1])), row});
  return {};
}

void PairModel::Settle(std::span<const Slot> features) {
  std::size_t size = 16;
  while (size < features.size() * 2) {
    size *= 2;
  }
  slots_.assign(size, {});
  tags_.assign(size, 0);
  for (const Slot& feature : features) {
    std::size_t at = feature.key & (size - 1);
    while (slots_[at].key != 0) {
      at = (at + 1) & (size - 1);
    }
    slots_[at] = feature;
    tags_[at] = TagOf(feature.key);
  }
}

PairKindSet PairModel::kinds() const {
  PairKindSet kinds = 0;
  for (const PairLabel& label : labels_) {
    kinds |= PairKindBit(label.kind);
  }
  return kinds;
}

const int32_t* PairModel::WeightsOf(uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key & mask; tags_[at] != 0; at = (at + 1) & mask) {
    if (tags_[at] == TagOf(key) && slots_[at].key == key) {
      return weights_.data() + slots_[at].row;
    }
  }
  return nullptr;
}

void PairModel::Score(PairKind kind, std::span<const uint64_t> keys,
                      std::vector<int32_t>& scores) const {
  const LabelRange range = LabelsOf(kind);
  scores.assign(WidthOf(kind), 0);
  AddScores(kind, keys, scores);
  scores.resize(range.end - range.begin);
}

void PairModel::AddScores(PairKind kind, std::span<const uint64_t> keys,
                          std::span<int32_t> scores) const {
  if (scores.empty()) {
    return;
  }
  for (const uint64_t feature : keys) {
    const int32_t* const row = WeightsOf(KeyFor(kind, feature));
    if (row == nullptr) {
      continue;
    }
    for (std::size_t lane = 0; lane < scores.size(); lane += kLane) {
      for (std::size_t at = lane; at < lane + kLane; ++at) {
        scores[at] += row[at];
      }
    }
  }
}

std::string PairModel::ReasonsFor(PairKind kind, uint32_t label,
                                  const FeatureList& features) const {
  constexpr std::size_t kReasonsMax = 4;
  constexpr double kThousand = 1000.0;
  std::vector<std::pair<int32_t, std::string_view>> reasons;
  for (std::size_t at = 0; at < features.keys().size(); ++at) {
    const int32_t* const row = WeightsOf(KeyFor(kind, features.keys()[at]));
    if (row != nullptr && row[label - LabelsOf(kind).begin] > 0) {
      reasons.emplace_back(-row[label - LabelsOf(kind).begin], features.names()[at]);
    }
  }
  std::sort(reasons.begin(), reasons.end());
  reasons.resize(std::min(reasons.size(), kReasonsMax));
  std::string text;
  for (const auto& [value, name] : reasons) {
    text += fmt::format("{}{} +{:.2f}", text.empty() ? "" : ", ", name, -value / kThousand);
  }
  return text;
}

}  // namespace rondo::articles
