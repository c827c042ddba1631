#pragma once

// Vector: one column of a Batch, or the result of an expression for its lanes. Columns of nodes and
// of edges are bare ids, integers that were gathered are bare integers, truths of conditions are
// bytes, all else is Values; one value that all
// lanes share is kept once ("constant"), so that a batch which grew from one row copies nothing.
//
// Invariants: size() lanes in whatever form; a null is an invalid id, an integer marked so,
// Truth::kUnknown or a null Value. Thread rule: belongs to one thread. Memory is kept by Clear and
// the Reset functions and reused.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "graph/model/ids.h"
#include "graph/model/value.h"

namespace rondo {

/// How many lanes a batch has at most. Operators may fill fewer.
inline constexpr size_t kBatchCapacity = 1024;

/// The three values of a condition.
enum class Truth : uint8_t { kFalse, kTrue, kUnknown };

constexpr Truth TruthOf(std::optional<bool> condition) {
  return !condition ? Truth::kUnknown : *condition ? Truth::kTrue : Truth::kFalse;
}
inline Value ValueOf(Truth truth) {
  return truth == Truth::kUnknown ? Value() : Value(truth == Truth::kTrue);
}

class Vector {
 public:
  enum class Form : uint8_t { kValues, kNodes, kEdges, kTruths, kIntegers };

  Form form() const { return form_; }
  /// How many lanes.
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// All lanes share one entry: the spans below have one element.
  bool constant() const { return constant_; }
  /// Where the entry of `lane` stands in the span of its form.
  size_t EntryOf(size_t lane) const { return constant_ ? 0 : lane; }

  // The entries: size() of them, or one if constant(). REQUIRES: the matching form.
  std::span<const Value> values() const;
  std::span<const NodeId> nodes() const;
  std::span<const EdgeId> edges() const;
  /// The first edge, if the edges are first, first + 1, ... and this is known.
  std::optional<EdgeId> run_begin() const {
    return run_begin_.valid() ? std::optional(run_begin_) : std::nullopt;
  }
  std::span<const Truth> truths() const;
  std::span<const int64_t> integers() const;
  /// Beside integers(): not 0 where there is none.
  std::span<const uint8_t> integer_nulls() const;

  /// The value of a lane, whatever the form. Nodes and edges have no record.
  Value Get(size_t lane) const;
  bool IsNull(size_t lane) const;

  // ---- Replacing the content. Each returns the entries to be filled in.
  void Clear() {
    if (size_ != 0 || constant_ || form_ != Form::kValues) {
      BecomeEmpty(Form::kValues);
    }
  }
  /// Null values.
  std::span<Value> ResetToValues(size_t size);
  /// Unspecified ids: fill in all of them.
  std::span<NodeId> ResetToNodes(size_t size);
  std::span<EdgeId> ResetToEdges(size_t size);
  /// The edges first, first + 1, ...
  void ResetToEdgeRun(EdgeId first, size_t size);
  /// Takes over `edges`, which is left empty with other memory.
  void SwapInEdges(std::vector<EdgeId>& edges);
  /// Unspecified truths.
  std::span<Truth> ResetToTruths(size_t size);
  struct Integers {
    std::span<int64_t> values;
    std::span<uint8_t> is_null;
  };
  /// Unspecified integers.
  Integers ResetToIntegers(size_t size);
  /// One value in all lanes. A node or edge without a record becomes an id.
  void ResetToConstant(const Value& value, size_t size);
  /// The given lanes of `source` (any order, repeats allowed). A constant stays one.
  void ResetToLanes(const Vector& source, std::span<const uint32_t> lanes);
  /// All of `source`.
  void ResetTo(const Vector& source);

  // ---- Growing. An empty vector takes the form of what comes first; where forms differ, the whole
  // becomes Values.
  void Append(const Value& value);
  void Append(NodeId node);
  void Append(EdgeId edge);
  /// `count` times the value of one lane. Into an empty vector: constant, without copying.
  void AppendRepeated(const Vector& source, size_t lane, size_t count);
  void AppendLanes(const Vector& source, std::span<const uint32_t> lanes);

  // ---- Shrinking.
  /// Keeps these lanes only. REQUIRES: `lanes` ascends strictly.
  void Keep(std::span<const uint32_t> lanes);
  /// Keeps the first `size` lanes. REQUIRES: size <= size().
  void Truncate(size_t size);

 private:
  /// Calls visit(&Vector::array_) for each array that the entries stand in.
  template <typename Visit>
  void ForEachArray(const Visit& visit) const;
  /// Writes a run out as ids.
  void WriteRun() const;
  void BecomeEmpty(Form form);
  void BecomeForm(Form form);
  /// Makes room for an entry of `form`, or of Values where the forms differ.
  void PrepareToAppend(Form form);
  void AppendLanesOfSameForm(const Vector& source, std::span<const uint32_t> lanes);
  /// Gives every lane an entry of its own that is written out.
  void Expand();
  /// Expands, and turns ids and truths into Values.
  void BecomeValues();

  Form form_ = Form::kValues;
  bool constant_ = false;
  size_t size_ = 0;
  // Only the one of form_ is in use; the others are empty, but keep memory.
  std::vector<Value> values_;
  std::vector<NodeId> nodes_;
  // A run that has not been written out: `edges_` is empty then.
  mutable EdgeId run_begin_;
  mutable std::vector<EdgeId> edges_;
  std::vector<Truth> truths_;
  std::vector<int64_t> integers_;
  std::vector<uint8_t> integer_nulls_;
};

}  // namespace rondo
