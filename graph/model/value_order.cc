#include "graph/model/value_order.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "graph/model/calendar.h"
#include "graph/model/temporal_arithmetic.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

/// How an integer stands to a float, without rounding either. REQUIRES: `floating` is not NaN.
std::strong_ordering CompareExactly(int64_t integer, double floating) {
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (floating >= kTwoTo63) {
    return std::strong_ordering::less;
  }
  if (floating < -kTwoTo63) {
    return std::strong_ordering::greater;
  }
  double whole = std::trunc(floating);
  if (auto order = integer <=> static_cast<int64_t>(whole); order != 0) {
    return order;
  }
  if (floating == whole) {
    return std::strong_ordering::equal;
  }
  return floating > whole ? std::strong_ordering::less : std::strong_ordering::greater;
}

bool IsNan(const Value& value) { return value.is(Kind::kFloat) && std::isnan(value.floating()); }

/// REQUIRES: both are numbers.
std::partial_ordering CompareNumbers(const Value& left, const Value& right) {
  if (IsNan(left) || IsNan(right)) {
    return std::partial_ordering::unordered;
  }
  bool left_is_integer = left.is(Kind::kInteger);
  bool right_is_integer = right.is(Kind::kInteger);
  if (left_is_integer && right_is_integer) {
    return left.integer() <=> right.integer();
  }
  if (left_is_integer) {
    return CompareExactly(left.integer(), right.floating());
  }
  if (right_is_integer) {
    return 0 <=> CompareExactly(right.integer(), left.floating());
  }
  return left.floating() <=> right.floating();
}

std::strong_ordering CompareText(std::string_view left, std::string_view right) {
  // The bytes of UTF-8 are in the order of the code points.
  return left.compare(right) <=> 0;
}

/// By the moment, then from west to east, so that equal times have one offset.
std::strong_ordering Compare(const ZonedTime& left, const ZonedTime& right) {
  auto in_utc = [](const ZonedTime& time) {
    return time.nanosecond_of_day - int64_t{time.offset_seconds} * kNanosecondsPerSecond;
  };
  if (auto order = in_utc(left) <=> in_utc(right); order != 0) {
    return order;
  }
  return left.offset_seconds <=> right.offset_seconds;
}

/// By the moment, then from west to east, then by the name of the zone.
std::strong_ordering Compare(const ZonedDateTime& left, const ZonedDateTime& right) {
  if (auto order = left.epoch_seconds <=> right.epoch_seconds; order != 0) {
    return order;
  }
  if (auto order = left.nanosecond <=> right.nanosecond; order != 0) {
    return order;
  }
  if (auto order = left.offset_seconds <=> right.offset_seconds; order != 0) {
    return order;
  }
  return CompareText(left.zone_name, right.zone_name);
}

/// REQUIRES: both are of one temporal kind or durations.
std::strong_ordering CompareTemporal(const Value& left, const Value& right) {
  switch (left.kind()) {
    case Kind::kDate:
      return left.date() <=> right.date();
    case Kind::kLocalTime:
      return left.local_time() <=> right.local_time();
    case Kind::kTime:
      return Compare(left.time(), right.time());
    case Kind::kLocalDateTime:
      return left.local_date_time() <=> right.local_date_time();
    case Kind::kDateTime:
      return Compare(left.date_time(), right.date_time());
    default:
      return CompareDurations(left.duration(), right.duration());
  }
}

/// False as soon as one pair differs, unknown if none does but one is unknown.
std::optional<bool> EqualLists(const ListValue& left, const ListValue& right) {
  if (left.size() != right.size()) {
    return false;
  }
  bool unknown = false;
  for (size_t index = 0; index < left.size(); ++index) {
    std::optional<bool> equal = Equal(left[index], right[index]);
    if (equal == false) {
      return false;
    }
    unknown = unknown || !equal;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

std::optional<bool> EqualMaps(const MapValue& left, const MapValue& right) {
  if (left.size() != right.size()) {
    return false;
  }
  bool unknown = false;
  for (size_t index = 0; index < left.size(); ++index) {
    const auto& [left_key, left_value] = left.entries()[index];
    const auto& [right_key, right_value] = right.entries()[index];
    if (left_key != right_key) {
      return false;
    }
    std::optional<bool> equal = Equal(left_value, right_value);
    if (equal == false) {
      return false;
    }
    unknown = unknown || !equal;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

bool SamePath(const PathValue& left, const PathValue& right) {
  auto same_node = [](const Value& a, const Value& b) { return a.node() == b.node(); };
  auto same_edge = [](const Value& a, const Value& b) { return a.edge() == b.edge(); };
  return std::equal(left.nodes.begin(), left.nodes.end(), right.nodes.begin(), right.nodes.end(),
                    same_node) &&
         std::equal(left.edges.begin(), left.edges.end(), right.edges.begin(), right.edges.end(),
                    same_edge);
}

/// Lists are compared like words.
std::optional<std::partial_ordering> CompareLists(const ListValue& left, const ListValue& right) {
  size_t common_size = std::min(left.size(), right.size());
  for (size_t index = 0; index < common_size; ++index) {
    if (Equal(left[index], right[index]) == true) {
      continue;
    }
    return CompareForInequality(left[index], right[index]);
  }
  return std::partial_ordering(left.size() <=> right.size());
}

// ---------------------------------------------------------------- the total order

enum class Rank : uint8_t {
  kMap,
  kNode,
  kEdge,
  kList,
  kPath,
  kDateTime,
  kLocalDateTime,
  kDate,
  kTime,
  kLocalTime,
  kDuration,
  kString,
  kBoolean,
  kNumber,
  kNan,
  kNull,
};

Rank RankOf(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return Rank::kNull;
    case Kind::kBoolean:
      return Rank::kBoolean;
    case Kind::kInteger:
      return Rank::kNumber;
    case Kind::kFloat:
      return IsNan(value) ? Rank::kNan : Rank::kNumber;
    case Kind::kString:
      return Rank::kString;
    case Kind::kList:
      return Rank::kList;
    case Kind::kMap:
      return Rank::kMap;
    case Kind::kNode:
      return Rank::kNode;
    case Kind::kEdge:
      return Rank::kEdge;
    case Kind::kPath:
      return Rank::kPath;
    case Kind::kDate:
      return Rank::kDate;
    case Kind::kLocalTime:
      return Rank::kLocalTime;
    case Kind::kTime:
      return Rank::kTime;
    case Kind::kLocalDateTime:
      return Rank::kLocalDateTime;
    case Kind::kDateTime:
      return Rank::kDateTime;
    case Kind::kDuration:
      return Rank::kDuration;
  }
  return Rank::kNull;
}

std::weak_ordering OrderLists(const ListValue& left, const ListValue& right) {
  return std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(),
                                                right.end(), CompareForOrder);
}

/// Entry by entry in the order of the keys.
std::weak_ordering OrderMaps(const MapValue& left, const MapValue& right) {
  return std::lexicographical_compare_three_way(
      left.begin(), left.end(), right.begin(), right.end(),
      [](const MapValue::Entry& a, const MapValue::Entry& b) -> std::weak_ordering {
        if (auto order = CompareText(a.first, b.first); order != 0) {
          return order;
        }
        return CompareForOrder(a.second, b.second);
      });
}

/// Walks along both: first node, first edge, second node, and so on.
std::weak_ordering OrderPaths(const PathValue& left, const PathValue& right) {
  size_t common_size = std::min(left.nodes.size(), right.nodes.size());
  for (size_t index = 0; index < common_size; ++index) {
    if (index > 0) {
      if (auto order = CompareForOrder(left.edges[index - 1], right.edges[index - 1]); order != 0) {
        return order;
      }
    }
    if (auto order = CompareForOrder(left.nodes[index], right.nodes[index]); order != 0) {
      return order;
    }
  }
  return left.nodes.size() <=> right.nodes.size();
}

// ---------------------------------------------------------------- hashing

/// Mixes 64 bits (the finalizer of MurmurHash3).
uint64_t Mix(uint64_t hash) {
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53ULL;
  return hash ^ (hash >> 33);
}

uint64_t Combine(uint64_t seed, uint64_t hash) { return Mix(seed * 0x9e3779b97f4a7c15ULL + hash); }

uint64_t HashText(std::string_view text) {
  uint64_t hash = text.size();
  size_t position = 0;
  auto byte_at = [&](size_t index) {
    return static_cast<uint64_t>(static_cast<unsigned char>(text[index]));
  };
  for (; position + 8 <= text.size(); position += 8) {
    uint64_t word = 0;
    for (size_t index = 0; index < 8; ++index) {
      word |= byte_at(position + index) << (8 * index);
    }
    hash = Combine(hash, word);
  }
  uint64_t rest = 0;
  for (size_t shift = 0; position < text.size(); ++position, shift += 8) {
    rest |= byte_at(position) << shift;
  }
  return Combine(hash, rest);
}

/// A float without a fraction hashes as the integer that it equals.
uint64_t HashFloat(double number) {
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (std::isnan(number)) {
    return 0x7ff8;
  }
  if (std::isinf(number)) {
    return number > 0 ? 0x7ff0 : 0xfff0;
  }
  if (number >= -kTwoTo63 && number < kTwoTo63 && number == std::trunc(number)) {
    return static_cast<uint64_t>(static_cast<int64_t>(number));
  }
  int exponent = 0;
  double mantissa = std::ldexp(std::frexp(number, &exponent), 53);
  return Combine(static_cast<uint64_t>(exponent),
                 static_cast<uint64_t>(static_cast<int64_t>(mantissa)));
}

uint64_t HashTemporal(const Value& value) {
  switch (value.kind()) {
    case Kind::kDate:
      return static_cast<uint64_t>(value.date().epoch_days);
    case Kind::kLocalTime:
      return static_cast<uint64_t>(value.local_time().nanosecond_of_day);
    case Kind::kTime:
      return Combine(static_cast<uint64_t>(value.time().nanosecond_of_day),
                     static_cast<uint64_t>(value.time().offset_seconds));
    case Kind::kLocalDateTime:
      return Combine(static_cast<uint64_t>(value.local_date_time().epoch_seconds),
                     static_cast<uint64_t>(value.local_date_time().nanosecond));
    case Kind::kDateTime: {
      const ZonedDateTime& moment = value.date_time();
      uint64_t hash = Combine(static_cast<uint64_t>(moment.epoch_seconds),
                              static_cast<uint64_t>(moment.nanosecond));
      hash = Combine(hash, static_cast<uint64_t>(moment.offset_seconds));
      return Combine(hash, HashText(moment.zone_name));
    }
    default: {
      const Duration& duration = value.duration();
      uint64_t hash =
          Combine(static_cast<uint64_t>(duration.months), static_cast<uint64_t>(duration.days));
      hash = Combine(hash, static_cast<uint64_t>(duration.seconds));
      return Combine(hash, static_cast<uint64_t>(duration.nanoseconds));
    }
  }
}

uint64_t HashContent(const Value& value) {
  uint64_t hash = 0;
  switch (value.kind()) {
    case Kind::kNull:
      return 0;
    case Kind::kBoolean:
      return value.boolean() ? 1 : 0;
    case Kind::kInteger:
      return static_cast<uint64_t>(value.integer());
    case Kind::kFloat:
      return HashFloat(value.floating());
    case Kind::kString:
      return HashText(value.string());
    case Kind::kList:
      for (const Value& element : value.list()) {
        hash = Combine(hash, HashForEquivalence(element));
      }
      return hash;
    case Kind::kMap:
      for (const auto& [key, element] : value.map()) {
        hash = Combine(Combine(hash, HashText(key)), HashForEquivalence(element));
      }
      return hash;
    case Kind::kNode:
      return value.node().value;
    case Kind::kEdge:
      return value.edge().value;
    case Kind::kPath:
      for (const Value& node : value.path().nodes) {
        hash = Combine(hash, node.node().value);
      }
      for (const Value& edge : value.path().edges) {
        hash = Combine(hash, edge.edge().value);
      }
      return hash;
    default:
      return HashTemporal(value);
  }
}

}  // namespace

std::optional<bool> Equal(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) {
    return std::nullopt;
  }
  if (left.is_number() && right.is_number()) {
    return CompareNumbers(left, right) == std::partial_ordering::equivalent;
  }
  if (left.kind() != right.kind()) {
    return false;
  }
  switch (left.kind()) {
    case Kind::kBoolean:
      return left.boolean() == right.boolean();
    case Kind::kString:
      return left.string() == right.string();
    case Kind::kList:
      return EqualLists(left.list(), right.list());
    case Kind::kMap:
      return EqualMaps(left.map(), right.map());
    case Kind::kNode:
      return left.node() == right.node();
    case Kind::kEdge:
      return left.edge() == right.edge();
    case Kind::kPath:
      return SamePath(left.path(), right.path());
    default:
      return CompareTemporal(left, right) == 0;
  }
}

std::optional<std::partial_ordering> CompareForInequality(const Value& left, const Value& right) {
  if (left.is_number() && right.is_number()) {
    return CompareNumbers(left, right);
  }
  if (left.kind() != right.kind()) {
    return std::nullopt;
  }
  switch (left.kind()) {
    case Kind::kBoolean:
      return std::partial_ordering(left.boolean() <=> right.boolean());
    case Kind::kString:
      return std::partial_ordering(CompareText(left.string(), right.string()));
    case Kind::kList:
      return CompareLists(left.list(), right.list());
    default:
      // A month may be shorter or longer than 30 days, so durations have no order.
      if (left.is_temporal()) {
        return std::partial_ordering(CompareTemporal(left, right));
      }
      return std::nullopt;
  }
}

std::weak_ordering CompareForOrder(const Value& left, const Value& right) {
  Rank rank = RankOf(left);
  if (auto order = rank <=> RankOf(right); order != 0) {
    return order;
  }
  switch (rank) {
    case Rank::kMap:
      return OrderMaps(left.map(), right.map());
    case Rank::kNode:
      return left.node() <=> right.node();
    case Rank::kEdge:
      return left.edge() <=> right.edge();
    case Rank::kList:
      return OrderLists(left.list(), right.list());
    case Rank::kPath:
      return OrderPaths(left.path(), right.path());
    case Rank::kString:
      return CompareText(left.string(), right.string());
    case Rank::kBoolean:
      return left.boolean() <=> right.boolean();
    case Rank::kNumber: {
      std::partial_ordering order = CompareNumbers(left, right);
      return order < 0   ? std::weak_ordering::less
             : order > 0 ? std::weak_ordering::greater
                         : std::weak_ordering::equivalent;
    }
    case Rank::kNan:
    case Rank::kNull:
      return std::weak_ordering::equivalent;
    default:
      return CompareTemporal(left, right);
  }
}

bool Equivalent(const Value& left, const Value& right) {
  // Within the total order only equivalent values are alike.
  return CompareForOrder(left, right) == 0;
}

size_t HashForEquivalence(const Value& value) {
  // Numbers share a kind, since 1 and 1.0 are equivalent.
  Rank rank = RankOf(value);
  return static_cast<size_t>(Combine(static_cast<uint64_t>(rank) + 1, HashContent(value)));
}

}  // namespace rondo
