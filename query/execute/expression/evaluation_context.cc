#include "query/execute/expression/evaluation_context.h"

#include <chrono>
#include <utility>

namespace rondo {

Result<void> SubqueryRunner::RunAll(const BoundExpression& subquery, const Batch& batch,
                                    Vector& out) {
  std::span<Value> values = out.ResetToValues(batch.lane_count());
  for (size_t lane = 0; lane < values.size(); ++lane) {
    RONDO_TRY_ASSIGN(values[lane], Run(subquery, RowView(batch, lane)));
  }
  return {};
}

Instant ReadSystemClock() {
  auto since_epoch = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  auto seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
  return {.epoch_seconds = seconds.count(),
          .nanosecond = static_cast<int32_t>((since_epoch - seconds).count())};
}

Result<void> InterruptSource::Check() const {
  if (interrupted != nullptr && interrupted->load(std::memory_order_relaxed)) {
    return RuntimeError(ErrorCode::kCancelled, "Interrupted", "the statement was interrupted");
  }
  if (deadline && std::chrono::steady_clock::now() >= *deadline) {
    return RuntimeError(ErrorCode::kLimitExceeded, "Timeout", "the statement ran out of time");
  }
  return {};
}

// SplitMix64: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
uint64_t RandomSource::Next() {
  state_ += 0x9E3779B97F4A7C15U;
  uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31);
}

double RandomSource::NextFraction() {
  // 53 bits are what a double holds.
  return static_cast<double>(Next() >> 11) * 0x1.0p-53;
}

// ---------------------------------------------------------------- names

template <typename Id>
template <typename Find>
std::optional<Id> NameResolver::Cache<Id>::Get(std::string_view name, const Find& find) {
  size_t mixed = name.empty() ? 0
                              : name.size() + static_cast<unsigned char>(name.front()) +
                                    size_t{5} * static_cast<unsigned char>(name.back());
  Entry& entry = entries_[mixed % entries_.size()];
  if (entry.id.valid() && entry.name == name) {
    return entry.id;
  }
  std::optional<Id> id = find(name);
  if (id) {
    entry.name = name;
    entry.id = *id;
  }
  return id;
}

std::optional<LabelId> NameResolver::Label(std::string_view name) {
  return labels_.Get(name, [&](std::string_view wanted) { return view_->FindLabel(wanted); });
}

std::optional<EdgeTypeId> NameResolver::EdgeType(std::string_view name) {
  return edge_types_.Get(name,
                         [&](std::string_view wanted) { return view_->FindEdgeType(wanted); });
}

std::optional<PropertyKeyId> NameResolver::PropertyKey(std::string_view name) {
  return property_keys_.Get(
      name, [&](std::string_view wanted) { return view_->FindPropertyKey(wanted); });
}

const Value& NameResolver::EdgeTypeName(EdgeTypeId id) {
  if (edge_type_names_.size() <= id.value) {
    edge_type_names_.resize(id.value + 1);
  }
  Value& name = edge_type_names_[id.value];
  if (name.is_null()) {
    name = Value(view_->EdgeTypeName(id));
  }
  return name;
}

const Value& NameResolver::LabelName(LabelId id) {
  if (label_names_.size() <= id.value) {
    label_names_.resize(id.value + 1);
  }
  Value& name = label_names_[id.value];
  if (name.is_null()) {
    name = Value(view_->LabelName(id));
  }
  return name;
}

void NameResolver::Rebind(const GraphView& view, bool keeps_names) {
  view_ = &view;
  if (!keeps_names) {
    ++generation_;
    labels_ = {};
    edge_types_ = {};
    property_keys_ = {};
    edge_type_names_.clear();
    label_names_.clear();
  }
}

// ---------------------------------------------------------------- scratch vectors

ScratchVector::ScratchVector(VectorPool& pool) : pool_(pool) {
  if (pool_.free_.empty()) {
    vector_ = std::make_unique<Vector>();
  } else {
    vector_ = std::move(pool_.free_.back());
    pool_.free_.pop_back();
  }
}

ScratchVector::~ScratchVector() {
  vector_->Clear();
  pool_.free_.push_back(std::move(vector_));
}

}  // namespace rondo
