#include "graph/model/value.h"

#include <algorithm>

namespace rondo {

// ---------------------------------------------------------------- MapValue

MapValue::MapValue(std::vector<Entry> entries) : entries_(std::move(entries)) {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.first < b.first; });
  // Keep the last of each run of equal keys.
  size_t kept_count = 0;
  for (size_t index = 0; index < entries_.size(); ++index) {
    if (index + 1 < entries_.size() && entries_[index].first == entries_[index + 1].first) {
      continue;
    }
    if (kept_count != index) {
      entries_[kept_count] = std::move(entries_[index]);
    }
    ++kept_count;
  }
  entries_.resize(kept_count);
}

namespace {

auto LowerBound(auto& entries, std::string_view key) {
  return std::lower_bound(entries.begin(), entries.end(), key,
                          // Not `<`, which clang 14 cannot resolve here.
                          [](const MapValue::Entry& entry, std::string_view wanted) {
                            return entry.first.compare(wanted) < 0;
                          });
}

}  // namespace

const Value* MapValue::Find(std::string_view key) const {
  auto position = LowerBound(entries_, key);
  return position != entries_.end() && position->first == key ? &position->second : nullptr;
}

void MapValue::Set(std::string key, Value value) {
  auto position = LowerBound(entries_, key);
  if (position != entries_.end() && position->first == key) {
    position->second = std::move(value);
  } else {
    entries_.emplace(position, std::move(key), std::move(value));
  }
}

void MapValue::Erase(std::string_view key) {
  auto position = LowerBound(entries_, key);
  if (position != entries_.end() && position->first == key) {
    entries_.erase(position);
  }
}

// ---------------------------------------------------------------- Value

template <typename T>
struct Value::BoxOf final : Value::Box {
  explicit BoxOf(T v) : content(std::move(v)) {}
  T content;
};

template <typename T>
const T& Value::Unboxed() const {
  return static_cast<const BoxOf<T>*>(payload_.box)->content;
}

template <typename T>
void Value::SetBox(Kind kind, T value) {
  payload_.box = new BoxOf<T>(std::move(value));
  boxed_ = true;
  kind_ = kind;
}

void Value::ReleaseBox() noexcept {
  if (payload_.box->reference_count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    delete payload_.box;
  }
}

Value::Value(std::string text) { SetBox(Kind::kString, std::move(text)); }
Value::Value(std::string_view text) { SetBox(Kind::kString, std::string(text)); }
Value::Value(const char* text) { SetBox(Kind::kString, std::string(text)); }
Value::Value(ListValue list) {
  for (const Value& element : list) {
    extra_ = std::max(extra_, element.depth());
  }
  ++extra_;
  SetBox(Kind::kList, std::move(list));
}
Value::Value(MapValue map) {
  for (const auto& [key, value] : map) {
    extra_ = std::max(extra_, value.depth());
  }
  ++extra_;
  SetBox(Kind::kMap, std::move(map));
}
Value::Value(NodeId id) noexcept : kind_(Kind::kNode) {
  payload_.integer = static_cast<int64_t>(id.value);
}
Value::Value(EdgeId id) noexcept : kind_(Kind::kEdge) {
  payload_.integer = static_cast<int64_t>(id.value);
}
Value::Value(NodeRecord node) { SetBox(Kind::kNode, std::move(node)); }
Value::Value(EdgeRecord edge) { SetBox(Kind::kEdge, std::move(edge)); }
Value::Value(PathValue path) { SetBox(Kind::kPath, std::move(path)); }
Value::Value(LocalTime time) noexcept : kind_(Kind::kLocalTime) {
  payload_.integer = time.nanosecond_of_day;
}
Value::Value(ZonedTime time) noexcept : kind_(Kind::kTime), extra_(time.offset_seconds) {
  payload_.integer = time.nanosecond_of_day;
}
Value::Value(LocalDateTime moment) noexcept
    : kind_(Kind::kLocalDateTime), extra_(moment.nanosecond) {
  payload_.integer = moment.epoch_seconds;
}
Value::Value(ZonedDateTime moment) { SetBox(Kind::kDateTime, std::move(moment)); }
Value::Value(Duration duration) { SetBox(Kind::kDuration, duration); }

std::string_view Value::string() const {
  RONDO_CHECK(kind_ == Kind::kString);
  return Unboxed<std::string>();
}
const ListValue& Value::list() const {
  RONDO_CHECK(kind_ == Kind::kList);
  return Unboxed<ListValue>();
}
const MapValue& Value::map() const {
  RONDO_CHECK(kind_ == Kind::kMap);
  return Unboxed<MapValue>();
}
NodeId Value::node() const {
  RONDO_CHECK(kind_ == Kind::kNode);
  return boxed_ ? Unboxed<NodeRecord>().id : NodeId(static_cast<uint64_t>(payload_.integer));
}
EdgeId Value::edge() const {
  RONDO_CHECK(kind_ == Kind::kEdge);
  return boxed_ ? Unboxed<EdgeRecord>().id : EdgeId(static_cast<uint64_t>(payload_.integer));
}
const PathValue& Value::path() const {
  RONDO_CHECK(kind_ == Kind::kPath);
  return Unboxed<PathValue>();
}
const ZonedDateTime& Value::date_time() const {
  RONDO_CHECK(kind_ == Kind::kDateTime);
  return Unboxed<ZonedDateTime>();
}
const Duration& Value::duration() const {
  RONDO_CHECK(kind_ == Kind::kDuration);
  return Unboxed<Duration>();
}
const NodeRecord* Value::node_record() const {
  return kind_ == Kind::kNode && boxed_ ? &Unboxed<NodeRecord>() : nullptr;
}
const EdgeRecord* Value::edge_record() const {
  return kind_ == Kind::kEdge && boxed_ ? &Unboxed<EdgeRecord>() : nullptr;
}

std::string_view KindName(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::kNull:
      return "NULL";
    case Value::Kind::kBoolean:
      return "BOOLEAN";
    case Value::Kind::kInteger:
      return "INTEGER";
    case Value::Kind::kFloat:
      return "FLOAT";
    case Value::Kind::kString:
      return "STRING";
    case Value::Kind::kList:
      return "LIST";
    case Value::Kind::kMap:
      return "MAP";
    case Value::Kind::kNode:
      return "NODE";
    case Value::Kind::kEdge:
      return "RELATIONSHIP";
    case Value::Kind::kPath:
      return "PATH";
    case Value::Kind::kDate:
      return "DATE";
    case Value::Kind::kLocalTime:
      return "LOCAL TIME";
    case Value::Kind::kTime:
      return "TIME";
    case Value::Kind::kLocalDateTime:
      return "LOCAL DATETIME";
    case Value::Kind::kDateTime:
      return "DATETIME";
    case Value::Kind::kDuration:
      return "DURATION";
  }
  return "UNKNOWN";
}

}  // namespace rondo
