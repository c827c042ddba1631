#include "storage/codec/value_codec.h"

#include <string>
#include <utility>
#include <vector>

namespace rondo {
namespace {

/// On disk: never change or reuse a number.
enum class ValueTag : uint8_t {
  kNull = 0,
  kFalse = 1,
  kTrue = 2,
  kInteger = 3,
  kFloat = 4,
  kString = 5,
  kList = 6,
  kMap = 7,
  kDate = 8,
  kLocalTime = 9,
  kTime = 10,
  kLocalDateTime = 11,
  kDateTime = 12,
  kDuration = 13,
};

constexpr int32_t kNanosecondMax = 999'999'999;
constexpr int64_t kYearsMax = 1'000'000'000;
constexpr int64_t kEpochDaysMax = kYearsMax * 366;
constexpr int64_t kEpochSecondsMax = kEpochDaysMax * kSecondsPerDay;

Result<void> CheckStorableAt(const Value& value, int depth) {
  switch (value.kind()) {
    case Value::Kind::kNode:
    case Value::Kind::kEdge:
    case Value::Kind::kPath:
      return RuntimeError(ErrorCode::kType, "InvalidPropertyType",
                          "a property cannot hold a node, a relationship or a path");
    case Value::Kind::kList:
    case Value::Kind::kMap:
      break;
    default:
      return {};
  }
  if (depth == kValueDepthMax) {
    return RuntimeError(ErrorCode::kType, "InvalidPropertyType",
                        "a property is nested too deeply to be stored");
  }
  if (value.is(Value::Kind::kList)) {
    for (const Value& element : value.list()) RONDO_TRY(CheckStorableAt(element, depth + 1));
  } else {
    for (const auto& [key, element] : value.map()) RONDO_TRY(CheckStorableAt(element, depth + 1));
  }
  return {};
}

void Tag(ValueTag tag, ByteWriter& writer) { writer.U8(static_cast<uint8_t>(tag)); }

int64_t BoundedSigned(ByteReader& reader, int64_t low, int64_t high) {
  const int64_t value = reader.SignedVarint();
  if (value >= low && value <= high) return value;
  reader.Fail();
  return 0;
}

int32_t Nanosecond(ByteReader& reader) {
  return static_cast<int32_t>(reader.BoundedVarint(kNanosecondMax));
}

int32_t Offset(ByteReader& reader) {
  return static_cast<int32_t>(BoundedSigned(reader, -kSecondsPerDay, kSecondsPerDay));
}

Value DecodeAt(ByteReader& reader, int depth);

Value DecodeList(ByteReader& reader, int depth) {
  // An element takes a byte at least, so a damaged count cannot ask for more than there is.
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  ListValue list;
  list.reserve(count);
  for (uint64_t i = 0; i < count && reader.ok(); ++i) list.push_back(DecodeAt(reader, depth + 1));
  return Value(std::move(list));
}

Value DecodeMap(ByteReader& reader, int depth) {
  const uint64_t count = reader.BoundedVarint(reader.remaining());
  std::vector<MapValue::Entry> entries;
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    std::string key(reader.LengthPrefixed());
    entries.emplace_back(std::move(key), DecodeAt(reader, depth + 1));
  }
  return Value(MapValue(std::move(entries)));
}

Value DecodeTemporal(ValueTag tag, ByteReader& reader) {
  switch (tag) {
    case ValueTag::kDate:
      return Date{BoundedSigned(reader, -kEpochDaysMax, kEpochDaysMax)};
    case ValueTag::kLocalTime:
      return LocalTime{BoundedSigned(reader, 0, kNanosecondsPerDay - 1)};
    case ValueTag::kTime: {
      const int64_t nanosecond = BoundedSigned(reader, 0, kNanosecondsPerDay - 1);
      return ZonedTime{nanosecond, Offset(reader)};
    }
    case ValueTag::kLocalDateTime: {
      const int64_t seconds = BoundedSigned(reader, -kEpochSecondsMax, kEpochSecondsMax);
      return LocalDateTime{seconds, Nanosecond(reader)};
    }
    case ValueTag::kDateTime: {
      ZonedDateTime moment;
      moment.epoch_seconds = BoundedSigned(reader, -kEpochSecondsMax, kEpochSecondsMax);
      moment.nanosecond = Nanosecond(reader);
      moment.offset_seconds = Offset(reader);
      moment.zone_name = reader.LengthPrefixed();
      return Value(std::move(moment));
    }
    case ValueTag::kDuration: {
      Duration duration;
      duration.months = reader.SignedVarint();
      duration.days = reader.SignedVarint();
      duration.seconds = reader.SignedVarint();
      duration.nanoseconds = Nanosecond(reader);
      return Value(duration);
    }
    default:
      reader.Fail();
      return {};
  }
}

Value DecodeAt(ByteReader& reader, int depth) {
  if (depth > kValueDepthMax) {
    reader.Fail();
    return {};
  }
  const auto tag = static_cast<ValueTag>(reader.U8());
  switch (tag) {
    case ValueTag::kNull:
      return {};
    case ValueTag::kFalse:
      return Value(false);
    case ValueTag::kTrue:
      return Value(true);
    case ValueTag::kInteger:
      return Value(reader.SignedVarint());
    case ValueTag::kFloat:
      return Value(reader.F64());
    case ValueTag::kString:
      return Value(reader.LengthPrefixed());
    case ValueTag::kList:
      return DecodeList(reader, depth);
    case ValueTag::kMap:
      return DecodeMap(reader, depth);
    default:
      return DecodeTemporal(tag, reader);
  }
}

bool SkipAt(ByteReader& reader, int depth) {
  if (depth > kValueDepthMax) {
    reader.Fail();
    return false;
  }
  const auto tag = static_cast<ValueTag>(reader.U8());
  switch (tag) {
    case ValueTag::kNull:
    case ValueTag::kFalse:
    case ValueTag::kTrue:
      break;
    case ValueTag::kInteger:
      reader.Varint();
      break;
    case ValueTag::kFloat:
      reader.F64();
      break;
    case ValueTag::kString:
      reader.LengthPrefixed();
      break;
    case ValueTag::kList:
    case ValueTag::kMap: {
      const uint64_t count = reader.BoundedVarint(reader.remaining());
      for (uint64_t i = 0; i < count && reader.ok(); ++i) {
        if (tag == ValueTag::kMap) reader.LengthPrefixed();
        SkipAt(reader, depth + 1);
      }
      break;
    }
    default:
      DecodeTemporal(tag, reader);
  }
  return tag != ValueTag::kNull;
}

void EncodeTemporal(const Value& value, ByteWriter& writer) {
  switch (value.kind()) {
    case Value::Kind::kDate:
      Tag(ValueTag::kDate, writer);
      return writer.SignedVarint(value.date().epoch_days);
    case Value::Kind::kLocalTime:
      Tag(ValueTag::kLocalTime, writer);
      return writer.SignedVarint(value.local_time().nanosecond_of_day);
    case Value::Kind::kTime:
      Tag(ValueTag::kTime, writer);
      writer.SignedVarint(value.time().nanosecond_of_day);
      return writer.SignedVarint(value.time().offset_seconds);
    case Value::Kind::kLocalDateTime:
      Tag(ValueTag::kLocalDateTime, writer);
      writer.SignedVarint(value.local_date_time().epoch_seconds);
      return writer.Varint(static_cast<uint64_t>(value.local_date_time().nanosecond));
    case Value::Kind::kDateTime: {
      const ZonedDateTime& moment = value.date_time();
      Tag(ValueTag::kDateTime, writer);
      writer.SignedVarint(moment.epoch_seconds);
      writer.Varint(static_cast<uint64_t>(moment.nanosecond));
      writer.SignedVarint(moment.offset_seconds);
      return writer.LengthPrefixed(moment.zone_name);
    }
    default: {
      const Duration& duration = value.duration();
      Tag(ValueTag::kDuration, writer);
      writer.SignedVarint(duration.months);
      writer.SignedVarint(duration.days);
      writer.SignedVarint(duration.seconds);
      return writer.Varint(static_cast<uint64_t>(duration.nanoseconds));
    }
  }
}

}  // namespace

Result<void> CheckStorable(const Value& value) { return CheckStorableAt(value, 0); }

void EncodeValue(const Value& value, ByteWriter& writer) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return Tag(ValueTag::kNull, writer);
    case Value::Kind::kBoolean:
      return Tag(value.boolean() ? ValueTag::kTrue : ValueTag::kFalse, writer);
    case Value::Kind::kInteger:
      Tag(ValueTag::kInteger, writer);
      return writer.SignedVarint(value.integer());
    case Value::Kind::kFloat:
      Tag(ValueTag::kFloat, writer);
      return writer.F64(value.floating());
    case Value::Kind::kString:
      Tag(ValueTag::kString, writer);
      return writer.LengthPrefixed(value.string());
    case Value::Kind::kList:
      Tag(ValueTag::kList, writer);
      writer.Varint(value.list().size());
      for (const Value& element : value.list()) EncodeValue(element, writer);
      return;
    case Value::Kind::kMap:
      Tag(ValueTag::kMap, writer);
      writer.Varint(value.map().size());
      for (const auto& [key, element] : value.map()) {
        writer.LengthPrefixed(key);
        EncodeValue(element, writer);
      }
      return;
    case Value::Kind::kNode:
    case Value::Kind::kEdge:
    case Value::Kind::kPath:
      return RONDO_CHECK(false && "graph elements are refused by CheckStorable");
    default:
      return EncodeTemporal(value, writer);
  }
}

Value DecodeValue(ByteReader& reader) { return DecodeAt(reader, 0); }

bool SkipValue(ByteReader& reader) { return SkipAt(reader, 0); }

}  // namespace rondo
