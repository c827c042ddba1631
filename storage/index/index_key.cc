#include "storage/index/index_key.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "graph/base/check.h"
#include "storage/codec/byte_io.h"
#include "storage/codec/value_codec.h"

namespace rondo {
namespace {

/// On disk: never change or reuse a number. Ascending in the order of values where one matters.
enum class KeyKind : uint8_t {
  kBoolean = 0x10,
  kNumber = 0x20,
  kString = 0x30,
  kLongString = 0x31,
  kDate = 0x40,
  kLocalTime = 0x41,
  kTime = 0x42,
  kLocalDateTime = 0x43,
  kDateTime = 0x44,
  kOther = 0x50,
};

constexpr size_t kStringSizeMax = 200;
constexpr uint64_t kSignBit = uint64_t{1} << 63;

void AppendSigned(int64_t value, std::string& out) {
  AppendBigEndian<uint64_t>(static_cast<uint64_t>(value) ^ kSignBit, out);
}

uint64_t Hash64(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a.
  for (const char c : bytes) {
    hash ^= static_cast<uint8_t>(c);
    hash *= 0x100000001b3;
  }
  return hash;
}

// Seeks by number are the most frequent ones, so its key is put together before it is appended.
void AppendNumber(const Value& value, std::string& out) {
  constexpr int64_t kBias = 0x8000;
  int64_t rest = 0;
  double nearest;
  if (value.is(Value::Kind::kInteger)) {
    nearest = static_cast<double>(value.integer());
    // The nearest double may be 2^63, outside of int64_t; the difference is small all the same.
    const uint64_t whole = nearest < 0 ? static_cast<uint64_t>(static_cast<int64_t>(nearest))
                                       : static_cast<uint64_t>(nearest);
    rest = static_cast<int64_t>(static_cast<uint64_t>(value.integer()) - whole);
  } else {
    nearest = value.floating();
  }
  const uint64_t bits = std::bit_cast<uint64_t>(nearest == 0 ? 0.0 : nearest);
  const uint64_t ordered = SwappedBytes((bits & kSignBit) != 0 ? ~bits : bits | kSignBit);
  const auto biased = static_cast<uint16_t>(rest + kBias);
  std::array<char, 1 + sizeof ordered + sizeof biased> key;
  key[0] = static_cast<char>(KeyKind::kNumber);
  std::memcpy(&key[1], &ordered, sizeof ordered);
  key[1 + sizeof ordered] = static_cast<char>(biased >> 8);
  key[2 + sizeof ordered] = static_cast<char>(biased);
  out.append(key.data(), key.size());
}

void AppendEscaped(std::string_view text, std::string& out) {
  size_t begin = 0;
  for (size_t end = text.find('\0'); end != std::string_view::npos; end = text.find('\0', begin)) {
    out.append(text, begin, end + 1 - begin);
    out.push_back('\xff');
    begin = end + 1;
  }
  out.append(text, begin);
}

void AppendTerminator(std::string& out) {
  out.push_back('\0');
  out.push_back('\x01');
}

// After a text that was cut: sorts behind the text that ends there.
void AppendCutTerminator(std::string& out) {
  out.push_back('\0');
  out.push_back('\x02');
}

void AppendKind(KeyKind kind, std::string& out) { out.push_back(static_cast<char>(kind)); }

// Values whose equality is not that of their bytes: a hash of what all equal values share.
void AppendOther(const Value& value, std::string& out) {
  AppendKind(KeyKind::kOther, out);
  std::string shared;
  if (value.is(Value::Kind::kList)) {
    // [1] equals [1.0]; so only the length is shared for certain, and the keys of scalars.
    for (const Value& element : value.list()) {
      if (element.is(Value::Kind::kList) || element.is(Value::Kind::kMap)) {
        shared.push_back('?');
      } else if (const std::optional<IndexKey> key = MakeIndexKey(element)) {
        shared += key->bytes;
      }
    }
  } else if (value.is(Value::Kind::kDuration)) {
    const Duration& duration = value.duration();
    AppendSigned(duration.months, shared);
    AppendSigned(duration.days, shared);
    AppendSigned(duration.seconds, shared);
    AppendSigned(duration.nanoseconds, shared);
  }
  AppendBigEndian<uint64_t>(Hash64(shared), out);
}

}  // namespace

std::optional<IndexKey> MakeIndexKey(const Value& value) {
  IndexKey key;
  std::string& out = key.bytes;
  switch (value.kind()) {
    case Value::Kind::kNull:
      return std::nullopt;
    case Value::Kind::kBoolean:
      AppendKind(KeyKind::kBoolean, out);
      out.push_back(value.boolean() ? '\x01' : '\0');
      break;
    case Value::Kind::kInteger:
    case Value::Kind::kFloat:
      if (value.is(Value::Kind::kFloat) && std::isnan(value.floating())) return std::nullopt;
      AppendNumber(value, out);
      break;
    case Value::Kind::kString: {
      const std::string_view text = value.string();
      key.exact = text.size() <= kStringSizeMax;
      out.reserve(text.size() + 16);
      // Longer strings sort behind all shorter ones; their order among each other is not promised.
      AppendKind(key.exact ? KeyKind::kString : KeyKind::kLongString, out);
      AppendEscaped(text.substr(0, kStringSizeMax), out);
      AppendTerminator(out);
      if (!key.exact) AppendBigEndian<uint64_t>(Hash64(text), out);
      break;
    }
    case Value::Kind::kDate:
      AppendKind(KeyKind::kDate, out);
      AppendSigned(value.date().epoch_days, out);
      break;
    case Value::Kind::kLocalTime:
      AppendKind(KeyKind::kLocalTime, out);
      AppendSigned(value.local_time().nanosecond_of_day, out);
      break;
    case Value::Kind::kTime: {
      // Times are equal as moments of a day in UTC, wherever they are written down.
      const ZonedTime time = value.time();
      AppendKind(KeyKind::kTime, out);
      AppendSigned(time.nanosecond_of_day - time.offset_seconds * kNanosecondsPerSecond, out);
      key.exact = false;
      break;
    }
    case Value::Kind::kLocalDateTime:
      AppendKind(KeyKind::kLocalDateTime, out);
      AppendSigned(value.local_date_time().epoch_seconds, out);
      AppendSigned(value.local_date_time().nanosecond, out);
      break;
    case Value::Kind::kDateTime:
      AppendKind(KeyKind::kDateTime, out);
      AppendSigned(value.date_time().epoch_seconds, out);
      AppendSigned(value.date_time().nanosecond, out);
      key.exact = false;
      break;
    default:
      AppendOther(value, out);
      key.exact = false;
  }
  return key;
}

std::optional<IndexKey> MakeCompositeKey(std::span<const Value> values) {
  if (values.size() == 1) return MakeIndexKey(values.front());
  IndexKey joined;
  for (const Value& value : values) {
    const std::optional<IndexKey> key = MakeIndexKey(value);
    if (!key) return std::nullopt;
    joined.bytes += key->bytes;
    joined.exact = joined.exact && key->exact;
  }
  return joined;
}

namespace {

/// How the keys of values that are at least (or at most) `bound` begin, but for the kind.
std::string BoundBytes(const Value& bound) {
  std::string bytes;
  if (bound.is(Value::Kind::kString)) {
    AppendEscaped(bound.string().substr(0, kStringSizeMax), bytes);
  } else {
    bytes = MakeIndexKey(bound)->bytes.substr(1);
    // The double that is nearest; the rest would only matter where numbers are compared exactly.
    if (bound.is_number()) bytes.resize(8);
  }
  return bytes;
}

/// The kind of keys that hold what can be compared with `value`; absent where their order says
/// nothing.
std::optional<KeyKind> OrderedKindOf(const Value& value) {
  const std::optional<IndexKey> key = MakeIndexKey(value);
  if (!key) return std::nullopt;
  const auto kind = static_cast<KeyKind>(key->bytes.front());
  if (kind == KeyKind::kOther) return std::nullopt;
  return kind == KeyKind::kLongString ? KeyKind::kString : kind;
}

}  // namespace

std::optional<std::vector<IndexKeyRange>> MakeKeyRanges(const ValueRange& range) {
  std::vector<IndexKeyRange> ranges;
  const Value& known = range.low.is_null() ? range.high : range.low;
  const std::optional<KeyKind> kind = OrderedKindOf(known);
  if (!kind) return std::nullopt;
  const bool both = !range.low.is_null() && !range.high.is_null();
  if (both && OrderedKindOf(range.high) != kind) {
    return OrderedKindOf(range.high) ? std::optional(ranges) : std::nullopt;
  }
  const std::string first = range.low.is_null() ? "" : BoundBytes(range.low);
  const std::string last = range.high.is_null() ? "" : BoundBytes(range.high);
  auto add = [&](KeyKind of) {
    const std::string tag(1, static_cast<char>(of));
    ranges.push_back({tag + first, tag + last});
  };
  add(*kind);
  if (*kind == KeyKind::kString) add(KeyKind::kLongString);
  return ranges;
}

std::string MakeIndexEntry(std::string_view key, uint64_t id) {
  std::string entry;
  entry.reserve(key.size() + 8);
  entry.append(key);
  AppendBigEndian<uint64_t>(id, entry);
  return entry;
}

uint64_t IdOfIndexEntry(std::string_view entry) {
  RONDO_CHECK(entry.size() >= 8);
  return ReadBigEndian<uint64_t>(entry.substr(entry.size() - sizeof(uint64_t)));
}

std::string MakeNameKey(std::string_view folded_name) {
  std::string out;
  out.reserve(folded_name.size() + 16);
  AppendEscaped(folded_name.substr(0, kStringSizeMax), out);
  if (folded_name.size() <= kStringSizeMax) {
    AppendTerminator(out);
  } else {
    AppendCutTerminator(out);
    AppendBigEndian<uint64_t>(Hash64(folded_name), out);
  }
  return out;
}

IndexKey MakeNamePrefix(std::string_view folded_prefix) {
  IndexKey key;
  AppendEscaped(folded_prefix.substr(0, kStringSizeMax), key.bytes);
  key.exact = folded_prefix.size() <= kStringSizeMax;
  return key;
}

}  // namespace rondo
