#pragma once

// The value of the language: what a property, a variable or a cell of a result holds. 16 bytes;
// numbers, ids, dates and local times are stored inline, everything else behind an immutable,
// reference-counted box, so a copy never copies text. Equality, order and hashing: value_order.h.
// Text: value_text.h.
//
// Thread rule: values are immutable; different copies may be used from different threads.

#include <atomic>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "graph/base/check.h"
#include "graph/model/ids.h"
#include "graph/model/temporal.h"

namespace rondo {

class Value;

using ListValue = std::vector<Value>;

class MapValue;
struct NodeRecord;
struct EdgeRecord;
struct PathValue;

class Value {
 public:
  enum class Kind : uint8_t {
    kNull,
    kBoolean,
    kInteger,
    kFloat,
    kString,
    kList,
    kMap,
    kNode,
    kEdge,
    kPath,
    kDate,
    kLocalTime,
    kTime,
    kLocalDateTime,
    kDateTime,
    kDuration,
  };

  Value() noexcept = default;
  Value(const Value& other) noexcept
      : kind_(other.kind_), boxed_(other.boxed_), extra_(other.extra_), payload_(other.payload_) {
    if (boxed_) payload_.box->reference_count.fetch_add(1, std::memory_order_relaxed);
  }
  Value(Value&& other) noexcept
      : kind_(other.kind_), boxed_(other.boxed_), extra_(other.extra_), payload_(other.payload_) {
    other.kind_ = Kind::kNull;
    other.boxed_ = false;
  }
  Value& operator=(const Value& other) noexcept {
    if (this != &other) {
      Value copy(other);
      *this = std::move(copy);
    }
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(boxed_, other.boxed_);
    std::swap(extra_, other.extra_);
    std::swap(payload_, other.payload_);
    return *this;
  }
  ~Value() {
    if (boxed_) ReleaseBox();
  }

  // Implicit on purpose: parameters are written as {{"club", "Roma"}, {"year", 2020}}.
  template <std::same_as<bool> T>
  Value(T value) noexcept : kind_(Kind::kBoolean) {  // NOLINT
    payload_.integer = value ? 1 : 0;
  }
  template <std::integral T>
  requires(!std::same_as<T, bool>) Value(T value)
  noexcept : kind_(Kind::kInteger) {  // NOLINT
    payload_.integer = static_cast<int64_t>(value);
  }
  template <std::floating_point T>
  Value(T value) noexcept : kind_(Kind::kFloat) {  // NOLINT
    payload_.floating = static_cast<double>(value);
  }
  Value(std::string text);                          // NOLINT
  Value(std::string_view text);                     // NOLINT
  Value(const char* text);                          // NOLINT
  Value(ListValue list);                            // NOLINT
  Value(MapValue map);                              // NOLINT
  Value(NodeId id) noexcept;                        // NOLINT
  Value(EdgeId id) noexcept;                        // NOLINT
  Value(NodeRecord node);                           // NOLINT
  Value(EdgeRecord edge);                           // NOLINT
  Value(PathValue path);                            // NOLINT
  Value(Date date) noexcept : kind_(Kind::kDate) {  // NOLINT
    payload_.integer = date.epoch_days;
  }
  Value(LocalTime time) noexcept;        // NOLINT
  Value(ZonedTime time) noexcept;        // NOLINT
  Value(LocalDateTime moment) noexcept;  // NOLINT
  Value(ZonedDateTime moment);           // NOLINT
  Value(Duration duration);              // NOLINT

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is(Kind kind) const { return kind_ == kind; }
  bool is_number() const { return kind_ == Kind::kInteger || kind_ == Kind::kFloat; }
  bool is_temporal() const { return kind_ >= Kind::kDate && kind_ <= Kind::kDateTime; }

  // Each REQUIRES the matching kind. References and views live as long as any copy of this value.
  bool boolean() const { return Checked(Kind::kBoolean).integer != 0; }
  int64_t integer() const { return Checked(Kind::kInteger).integer; }
  double floating() const { return Checked(Kind::kFloat).floating; }
  /// The number as a float. REQUIRES: is_number().
  double number() const {
    return kind_ == Kind::kInteger ? static_cast<double>(payload_.integer) : floating();
  }
  std::string_view string() const;
  const ListValue& list() const;
  const MapValue& map() const;
  NodeId node() const;
  EdgeId edge() const;
  const PathValue& path() const;
  Date date() const { return Date{Checked(Kind::kDate).integer}; }
  LocalTime local_time() const { return LocalTime{Checked(Kind::kLocalTime).integer}; }
  ZonedTime time() const { return ZonedTime{Checked(Kind::kTime).integer, extra_}; }
  LocalDateTime local_date_time() const {
    return LocalDateTime{Checked(Kind::kLocalDateTime).integer, extra_};
  }
  const ZonedDateTime& date_time() const;
  const Duration& duration() const;

  /// How deep lists and maps are nested: 0 for anything else, 1 for a list of numbers. Whoever
  /// nests values in a loop sees to it that this stays small, since values are walked recursively.
  /// O(1).
  int32_t depth() const { return kind_ == Kind::kList || kind_ == Kind::kMap ? extra_ : 0; }

  /// The content of a node or edge value, or null where the value holds only its id (inside the
  /// engine).
  const NodeRecord* node_record() const;
  const EdgeRecord* edge_record() const;

 private:
  /// Reference-counted base of everything that is not inline.
  struct Box {
    std::atomic<uint32_t> reference_count{1};
    Box() = default;
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;
    virtual ~Box() = default;
  };
  template <typename T>
  struct BoxOf;

  union Payload {
    int64_t integer;
    double floating;
    Box* box;
  };

  const Payload& Checked(Kind kind) const {
    RONDO_CHECK(kind_ == kind);
    return payload_;
  }
  template <typename T>
  const T& Unboxed() const;
  template <typename T>
  void SetBox(Kind kind, T value);
  void ReleaseBox() noexcept;

  Kind kind_ = Kind::kNull;
  bool boxed_ = false;
  int32_t extra_ = 0;  // Offset of a time, nanosecond of a local date-time, depth of a list or map.
  Payload payload_ = {0};
};

static_assert(sizeof(Value) == 16);

/// A map from text to values, entries sorted by key, each key once.
class MapValue {
 public:
  using Entry = std::pair<std::string, Value>;

  MapValue() = default;
  /// Of two entries with one key the later wins.
  explicit MapValue(std::vector<Entry> entries);

  /// The value under `key`, or null. Lives as long as this map. O(log n).
  const Value* Find(std::string_view key) const;
  /// Sets `key`, replacing what was there. O(n).
  void Set(std::string key, Value value);
  /// Takes `key` out if it is there.
  void Erase(std::string_view key);

  const std::vector<Entry>& entries() const { return entries_; }
  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  std::vector<Entry> entries_;
};

/// A node with its content: what leaves the engine in a row.
struct NodeRecord {
  NodeId id;
  std::vector<std::string> labels;  // Sorted.
  MapValue properties;
};

/// An edge with its content.
struct EdgeRecord {
  EdgeId id;
  std::string type;
  NodeId source;
  NodeId target;
  MapValue properties;
};

/// A walk: nodes and the edges between them, one edge fewer than nodes. An edge may be walked
/// against its direction. The elements are kNode and kEdge values, with records once the path has
/// left the engine.
struct PathValue {
  ListValue nodes;
  ListValue edges;
};

/// The kind as openCypher names the type ("INTEGER", "LIST", "NODE", "LOCAL DATETIME", ...).
std::string_view KindName(Value::Kind kind);

}  // namespace rondo
