#include "query/execute/expression/vector.h"

#include <utility>

#include "graph/base/check.h"

namespace rondo {

namespace {

/// Replaces `target` by the entries of `source` at `lanes`.
template <typename T>
void GatherEntries(const std::vector<T>& source, std::span<const uint32_t> lanes,
                   std::vector<T>& target) {
  target.resize(lanes.size());
  for (size_t index = 0; index < lanes.size(); ++index) {
    target[index] = source[lanes[index]];
  }
}

/// Moves the entries at `lanes`, which ascend, to the front. Entry index is never behind its lane.
template <typename T>
void KeepEntries(std::vector<T>& entries, std::span<const uint32_t> lanes) {
  size_t index = 0;
  while (index < lanes.size() && lanes[index] == index) {
    ++index;  // Stays where it is.
  }
  for (; index < lanes.size(); ++index) {
    entries[index] = std::move(entries[lanes[index]]);
  }
  entries.resize(lanes.size());
}

template <typename T>
void AppendEntries(const std::vector<T>& source, bool constant, std::span<const uint32_t> lanes,
                   std::vector<T>& target) {
  target.reserve(target.size() + lanes.size());
  for (uint32_t lane : lanes) {
    target.push_back(source[constant ? 0 : lane]);
  }
}

}  // namespace

// ---------------------------------------------------------------- reading

std::span<const Value> Vector::values() const {
  RONDO_CHECK(form_ == Form::kValues);
  return values_;
}
std::span<const NodeId> Vector::nodes() const {
  RONDO_CHECK(form_ == Form::kNodes);
  return nodes_;
}
std::span<const EdgeId> Vector::edges() const {
  RONDO_CHECK(form_ == Form::kEdges);
  WriteRun();
  return edges_;
}
std::span<const Truth> Vector::truths() const {
  RONDO_CHECK(form_ == Form::kTruths);
  return truths_;
}

std::span<const int64_t> Vector::integers() const {
  RONDO_CHECK(form_ == Form::kIntegers);
  return integers_;
}
std::span<const uint8_t> Vector::integer_nulls() const {
  RONDO_CHECK(form_ == Form::kIntegers);
  return integer_nulls_;
}

Value Vector::Get(size_t lane) const {
  size_t entry = EntryOf(lane);
  switch (form_) {
    case Form::kValues:
      return values_[entry];
    case Form::kNodes:
      return nodes_[entry].valid() ? Value(nodes_[entry]) : Value();
    case Form::kEdges:
      WriteRun();
      return edges_[entry].valid() ? Value(edges_[entry]) : Value();
    case Form::kTruths:
      return ValueOf(truths_[entry]);
    case Form::kIntegers:
      return integer_nulls_[entry] != 0 ? Value() : Value(integers_[entry]);
  }
  return Value();
}

bool Vector::IsNull(size_t lane) const {
  size_t entry = EntryOf(lane);
  switch (form_) {
    case Form::kValues:
      return values_[entry].is_null();
    case Form::kNodes:
      return !nodes_[entry].valid();
    case Form::kEdges:
      WriteRun();
      return !edges_[entry].valid();
    case Form::kTruths:
      return truths_[entry] == Truth::kUnknown;
    case Form::kIntegers:
      return integer_nulls_[entry] != 0;
  }
  return true;
}

// ---------------------------------------------------------------- replacing

template <typename Visit>
void Vector::ForEachArray(const Visit& visit) const {
  switch (form_) {
    case Form::kValues:
      visit(&Vector::values_);
      break;
    case Form::kNodes:
      visit(&Vector::nodes_);
      break;
    case Form::kEdges:
      WriteRun();
      visit(&Vector::edges_);
      break;
    case Form::kTruths:
      visit(&Vector::truths_);
      break;
    case Form::kIntegers:
      visit(&Vector::integers_);
      visit(&Vector::integer_nulls_);
      break;
  }
}

void Vector::WriteRun() const {
  if (!run_begin_.valid()) {
    return;
  }
  edges_.resize(size_);
  for (size_t lane = 0; lane < size_; ++lane) {
    edges_[lane] = EdgeId(run_begin_.value + lane);
  }
  run_begin_ = {};
}

void Vector::BecomeEmpty(Form form) {
  run_begin_ = {};
  ForEachArray([&](auto array) { (this->*array).clear(); });
  form_ = form;
  constant_ = false;
  size_ = 0;
}

// What is there will be overwritten, so that clearing it first would be for nothing.
void Vector::BecomeForm(Form form) {
  if (form_ != form) {
    BecomeEmpty(form);
  }
  run_begin_ = {};
  constant_ = false;
}

std::span<Value> Vector::ResetToValues(size_t size) {
  BecomeEmpty(Form::kValues);
  values_.resize(size);
  size_ = size;
  return values_;
}
std::span<NodeId> Vector::ResetToNodes(size_t size) {
  BecomeForm(Form::kNodes);
  nodes_.resize(size);
  size_ = size;
  return nodes_;
}
std::span<EdgeId> Vector::ResetToEdges(size_t size) {
  BecomeForm(Form::kEdges);
  edges_.resize(size);
  size_ = size;
  return edges_;
}
void Vector::ResetToEdgeRun(EdgeId first, size_t size) {
  BecomeEmpty(Form::kEdges);
  run_begin_ = size == 0 ? EdgeId() : first;
  size_ = size;
}
void Vector::SwapInEdges(std::vector<EdgeId>& edges) {
  BecomeEmpty(Form::kEdges);
  edges_.swap(edges);
  size_ = edges_.size();
}

std::span<Truth> Vector::ResetToTruths(size_t size) {
  BecomeForm(Form::kTruths);
  truths_.resize(size);
  size_ = size;
  return truths_;
}

Vector::Integers Vector::ResetToIntegers(size_t size) {
  BecomeForm(Form::kIntegers);
  integers_.resize(size);
  integer_nulls_.resize(size);
  size_ = size;
  return {integers_, integer_nulls_};
}

void Vector::ResetToConstant(const Value& value, size_t size) {
  Value kept = value;  // It may stand in this vector.
  Clear();
  Append(kept);
  constant_ = true;
  size_ = size;
}
void Vector::ResetToLanes(const Vector& source, std::span<const uint32_t> lanes) {
  if (source.constant_) {
    ResetTo(source);
    size_ = lanes.size();
    return;
  }
  BecomeEmpty(source.form_);
  source.ForEachArray([&](auto array) { GatherEntries(source.*array, lanes, this->*array); });
  size_ = lanes.size();
}

void Vector::ResetTo(const Vector& source) {
  BecomeEmpty(source.form_);
  source.ForEachArray([&](auto array) { this->*array = source.*array; });
  constant_ = source.constant_;
  size_ = source.size_;
}

// ---------------------------------------------------------------- growing

void Vector::Expand() {
  WriteRun();
  if (!constant_) {
    return;
  }
  constant_ = false;
  ForEachArray([&](auto array) {
    auto entry = (this->*array).front();
    (this->*array).resize(size_, entry);
  });
}

void Vector::BecomeValues() {
  Expand();
  if (form_ == Form::kValues) {
    return;
  }
  values_.clear();
  values_.reserve(size_);
  for (size_t lane = 0; lane < size_; ++lane) {
    values_.push_back(Get(lane));
  }
  ForEachArray([&](auto array) { (this->*array).clear(); });
  form_ = Form::kValues;
}

void Vector::PrepareToAppend(Form form) {
  if (size_ == 0) {
    BecomeEmpty(form);
  } else if (form_ == form) {
    Expand();
  } else {
    BecomeValues();
  }
}

void Vector::Append(const Value& value) {
  if (value.is(Value::Kind::kNode) && value.node_record() == nullptr) {
    Append(value.node());
  } else if (value.is(Value::Kind::kEdge) && value.edge_record() == nullptr) {
    Append(value.edge());
  } else {
    Value kept = value;  // It may stand in this vector.
    PrepareToAppend(Form::kValues);
    values_.push_back(std::move(kept));
    ++size_;
  }
}
void Vector::Append(NodeId node) {
  PrepareToAppend(Form::kNodes);
  if (form_ == Form::kNodes) {
    nodes_.push_back(node);
  } else {
    values_.push_back(node.valid() ? Value(node) : Value());
  }
  ++size_;
}
void Vector::Append(EdgeId edge) {
  PrepareToAppend(Form::kEdges);
  if (form_ == Form::kEdges) {
    edges_.push_back(edge);
  } else {
    values_.push_back(edge.valid() ? Value(edge) : Value());
  }
  ++size_;
}

void Vector::AppendRepeated(const Vector& source, size_t lane, size_t count) {
  if (count == 0) {
    return;
  }
  if (size_ == 0) {
    auto wanted = static_cast<uint32_t>(source.EntryOf(lane));
    BecomeEmpty(source.form_);
    AppendLanesOfSameForm(source, {&wanted, 1});
    constant_ = true;
    size_ = count;
    return;
  }
  std::vector<uint32_t> lanes(count, static_cast<uint32_t>(lane));
  AppendLanes(source, lanes);
}

void Vector::AppendLanesOfSameForm(const Vector& source, std::span<const uint32_t> lanes) {
  source.ForEachArray(
      [&](auto array) { AppendEntries(source.*array, source.constant_, lanes, this->*array); });
  size_ += lanes.size();
}

void Vector::AppendLanes(const Vector& source, std::span<const uint32_t> lanes) {
  if (size_ == 0) {
    ResetToLanes(source, lanes);
    return;
  }
  PrepareToAppend(source.form_);
  if (form_ == source.form_) {
    AppendLanesOfSameForm(source, lanes);
    return;
  }
  for (uint32_t lane : lanes) {
    values_.push_back(source.Get(lane));
  }
  size_ += lanes.size();
}

// ---------------------------------------------------------------- shrinking

void Vector::Keep(std::span<const uint32_t> lanes) {
  if (!constant_) {
    ForEachArray([&](auto array) { KeepEntries(this->*array, lanes); });
  }
  size_ = lanes.size();
}

void Vector::Truncate(size_t size) {
  RONDO_CHECK(size <= size_);
  if (!constant_) {
    ForEachArray([&](auto array) { (this->*array).resize(size); });
  }
  size_ = size;
}

}  // namespace rondo
