#include "storage/chunk/column_chunk.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "storage/chunk/encoding/bit_packing.h"
#include "storage/chunk/encoding/bitmap_coding.h"
#include "storage/chunk/encoding/packed_lanes.h"
#include "storage/chunk/encoding/text_dictionary.h"
#include "storage/codec/byte_io.h"
#include "storage/codec/value_codec.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

using Layout = ColumnChunk::Layout;

// A dictionary that grew beyond this by overwriting is rebuilt.
constexpr size_t kTextsMax = 2 * kGroupSize;

Error Malformed() { return CorruptionError("MalformedColumn", "a column is malformed"); }

}  // namespace

Layout ColumnChunk::LayoutFor(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::kBoolean:
      return Layout::kBoolean;
    case Value::Kind::kInteger:
      return Layout::kInteger;
    case Value::Kind::kFloat:
      return Layout::kFloat;
    case Value::Kind::kString:
      return Layout::kString;
    case Value::Kind::kDate:
      return Layout::kDate;
    default:
      return Layout::kMixed;
  }
}

void ColumnChunk::CopyIntegers(Lane lane, std::span<int64_t> out,
                               std::span<uint8_t> is_null) const {
  // Lanes behind the last value have no place in the array.
  const size_t stored = lane < numbers_.size() ? std::min(out.size(), numbers_.size() - lane) : 0;
  if (stored > 0) numbers_.CopyTo(lane, stored, out.data());
  // Word by word: mostly all lanes of one have a value.
  for (size_t i = 0; i < out.size();) {
    const Lane at = lane + static_cast<Lane>(i);
    const size_t count = std::min<size_t>(out.size() - i, 64 - at % 64);
    const uint64_t absent = ~present_.words()[at / 64] >> at % 64;
    if (absent == 0 || (count < 64 && (absent & ((uint64_t{1} << count) - 1)) == 0)) {
      std::fill_n(is_null.begin() + static_cast<std::ptrdiff_t>(i), count, uint8_t{0});
    } else {
      for (size_t j = 0; j < count; ++j) is_null[i + j] = absent >> j & 1;
    }
    i += count;
  }
}

void ColumnChunk::Set(Lane lane, const Value& value) {
  if (value.is_null()) {
    ResetPresent(lane);
    if (layout_ == Layout::kMixed && lane < mixed_.size()) mixed_.Set(lane, Value());
    return;
  }
  const Layout wanted = LayoutFor(value.kind());
  if (layout_ != wanted && layout_ != Layout::kMixed) {
    if (present_.Any()) {
      TurnMixed();
    } else {
      layout_ = wanted;
      numbers_ = {};  // They were of another kind.
    }
  }
  SetPresent(lane);
  switch (layout_) {
    case Layout::kBoolean:
      numbers_.Set(lane, value.boolean() ? 1 : 0);
      break;
    case Layout::kInteger:
      numbers_.Set(lane, value.integer());
      break;
    case Layout::kDate:
      numbers_.Set(lane, value.date().epoch_days);
      break;
    case Layout::kFloat:
      floats_.Set(lane, value.floating());
      break;
    case Layout::kString: {
      ResetPresent(lane);  // What the lane held does not count when the dictionary is rebuilt.
      const uint32_t code = AddText(value);
      SetPresent(lane);
      numbers_.Set(lane, code);
      break;
    }
    default:
      mixed_.Set(lane, value);
  }
}

void ColumnChunk::SetPresent(Lane lane) {
  present_.Set(lane);
  if (lane == full_end_) ++full_end_;
}

void ColumnChunk::ResetPresent(Lane lane) {
  present_.Reset(lane);
  full_end_ = std::min(full_end_, static_cast<uint16_t>(lane));
}

void ColumnChunk::ShareTexts(Texts texts) {
  shared_texts_ = std::make_shared<const Texts>(std::move(texts));
  texts_ = shared_texts_->data();
  text_count_ = static_cast<uint32_t>(shared_texts_->size());
  own_texts_ = {};
}

uint32_t ColumnChunk::AddText(const Value& value) {
  // Equal texts tend to come together; a rebuild finds the others.
  constexpr size_t kLookBack = 8;
  for (size_t i = 0; i < kLookBack && i < own_texts_.size(); ++i) {
    const size_t at = own_texts_.size() - 1 - i;
    if (own_texts_[at].string() == value.string()) return static_cast<uint32_t>(text_count_ + at);
  }
  if (TextCount() >= kTextsMax) {
    CompactTexts();
    return AddText(value);
  }
  own_texts_.Set(own_texts_.size(), value);
  text_size_ += value.string().size();
  return static_cast<uint32_t>(TextCount() - 1);
}

void ColumnChunk::CompactTexts() {
  std::unordered_map<std::string_view, uint32_t> codes;
  Texts texts;
  text_size_ = 0;
  present_.ForEach([&](Lane lane) {
    const Value& text = Text(CodeOf(lane));
    const auto [at, is_new] = codes.try_emplace(text.string(), static_cast<uint32_t>(texts.size()));
    if (is_new) {
      texts.push_back(text);
      text_size_ += text.string().size();
    }
    numbers_.Set(lane, at->second);
  });
  ShareTexts(std::move(texts));
}

void ColumnChunk::TurnMixed() {
  LaneArray<Value> values;
  present_.ForEach([&](Lane lane) { values.Set(lane, Get(lane)); });
  mixed_ = std::move(values);
  layout_ = Layout::kMixed;
  numbers_ = {};
  floats_ = {};
  ShareTexts({});
}

std::string_view ColumnChunk::PackedValue(Lane lane) const {
  const std::string_view bytes =
      std::string_view(*packed_).substr(static_cast<size_t>(numbers_[lane]));
  ByteReader reader(bytes);
  SkipValue(reader);
  return bytes.substr(0, bytes.size() - reader.remaining());
}

void ColumnChunk::SetPacked(Lane lane, std::string_view bytes) {
  if (packed_ == nullptr || packed_.use_count() > 1) {
    packed_ = std::make_shared<std::string>(packed_ == nullptr ? std::string() : *packed_);
  }
  // What the lane had before stays behind, until the chunk is read from its next base.
  numbers_.Set(lane, static_cast<int64_t>(packed_->size()));
  packed_->append(bytes);
  if (lane < mixed_.size()) mixed_.Set(lane, Value());
  SetPresent(lane);
}

Value ColumnChunk::GetMixed(Lane lane) const {
  if (!IsPacked(lane)) return mixed_[lane];
  ByteReader reader(std::string_view(*packed_).substr(static_cast<size_t>(numbers_[lane])));
  return DecodeValue(reader);
}

void ColumnChunk::EncodeDelta(const GroupBitmap& lanes, std::string& out) const {
  ByteWriter writer(out);
  writer.Varint(lanes.Count());
  lanes.ForEach([&](Lane lane) {
    writer.Varint(lane);
    EncodeValue(Get(lane), writer);
  });
}

namespace {

void EncodeHead(Layout layout, const GroupBitmap& present, ByteWriter& writer) {
  writer.U8(static_cast<uint8_t>(layout));
  EncodeBitmap(present, writer);
}

}  // namespace

void EncodeIntegerColumn(Layout layout, const GroupBitmap& present, std::span<const int64_t> values,
                         std::string& out) {
  ByteWriter writer(out);
  EncodeHead(layout, present, writer);
  PackIntegers(values, writer);
}

void EncodeFloatColumn(const GroupBitmap& present, std::span<const double> values,
                       std::string& out) {
  ByteWriter writer(out);
  EncodeHead(Layout::kFloat, present, writer);
  for (const double value : values) writer.F64(value);
}

void EncodeTextColumn(const GroupBitmap& present, std::span<const std::string_view> values,
                      std::string& out) {
  TextDictionary dictionary;
  dictionary.Reserve(values.size());
  std::vector<std::string_view> texts;
  std::vector<int64_t> codes;
  codes.reserve(values.size());
  for (const std::string_view text : values) {
    const uint32_t code = dictionary.NumberOf(text);
    if (code == texts.size()) texts.push_back(text);
    codes.push_back(code);
  }
  EncodeTextColumn(present, texts, codes, out);
}

void EncodeTextColumn(const GroupBitmap& present, std::span<const std::string_view> texts,
                      std::span<const int64_t> codes, std::string& out) {
  ByteWriter writer(out);
  EncodeHead(Layout::kString, present, writer);
  writer.Varint(texts.size());
  for (const std::string_view text : texts) writer.Varint(text.size());
  for (const std::string_view text : texts) writer.Bytes(text);
  if (texts.size() < codes.size()) PackIntegers(codes, writer);
}

void ColumnChunk::EncodeTexts(std::string& out) const {
  constexpr int64_t kUnused = -1;
  TextDictionary dictionary;
  std::vector<std::string_view> texts;
  std::vector<int64_t> numbers(TextCount(), kUnused);  // In the record, by code.
  std::vector<int64_t> codes;
  present_.ForEach([&](Lane lane) {
    int64_t& number = numbers[CodeOf(lane)];
    if (number == kUnused) {
      const std::string_view text = Text(CodeOf(lane)).string();
      number = dictionary.NumberOf(text);
      if (static_cast<size_t>(number) == texts.size()) texts.push_back(text);
    }
    codes.push_back(number);
  });
  EncodeTextColumn(present_, texts, codes, out);
}

void ColumnChunk::EncodeBase(std::string& out) const {
  const auto collect = [this](auto value_of) {
    std::vector<decltype(value_of(Lane{0}))> values;
    present_.ForEach([&](Lane lane) { values.push_back(value_of(lane)); });
    return values;
  };
  switch (present_.Any() ? layout_ : Layout::kEmpty) {
    case Layout::kBoolean:
    case Layout::kInteger:
    case Layout::kDate:
      return EncodeIntegerColumn(layout_, present_,
                                 collect([this](Lane lane) { return numbers_[lane]; }), out);
    case Layout::kFloat:
      return EncodeFloatColumn(present_, collect([this](Lane lane) { return floats_[lane]; }), out);
    case Layout::kString:
      return EncodeTexts(out);
    case Layout::kEmpty: {
      ByteWriter writer(out);
      return EncodeHead(Layout::kEmpty, present_, writer);
    }
    case Layout::kMixed: {
      ByteWriter writer(out);
      EncodeHead(Layout::kMixed, present_, writer);
      present_.ForEach([&](Lane lane) {
        if (IsPacked(lane)) {
          writer.Bytes(PackedValue(lane));
        } else {
          EncodeValue(mixed_[lane], writer);
        }
      });
    }
  }
}

bool ColumnChunk::DecodeTexts(const GroupBitmap& present, ByteReader& reader) {
  const uint64_t count = reader.BoundedVarint(kGroupSize);
  std::array<uint64_t, kGroupSize> room;
  const std::span<uint64_t> sizes(room.data(), count);
  for (uint64_t& size : sizes) size = reader.Varint();
  Texts texts;
  texts.reserve(count);
  for (const uint64_t size : sizes) {
    const std::string_view text = reader.Bytes(size);
    if (!reader.ok()) return false;
    texts.emplace_back(text);
    text_size_ += size;
  }
  const uint32_t lane_count = present.Count();
  if (count > lane_count) return false;
  if (count < lane_count) {
    numbers_ = UnpackLanes(present, reader, 0, static_cast<int64_t>(count) - 1);
    if (!reader.ok()) return false;
  } else {
    std::array<int64_t, kGroupSize> codes;
    std::iota(codes.begin(), codes.begin() + lane_count, int64_t{0});
    numbers_ = InLanes(present, std::span<const int64_t>(codes.data(), lane_count));
  }
  ShareTexts(std::move(texts));
  return true;
}

bool ColumnChunk::DecodeMixed(const GroupBitmap& present, ByteReader& reader) {
  ByteReader values = reader;
  const std::string_view bytes = reader.Bytes(reader.remaining());
  std::vector<int64_t> begins;
  begins.reserve(kGroupSize);
  bool sound = true;
  present.ForEach([&](Lane lane) {
    begins.resize(lane + 1, static_cast<int64_t>(bytes.size() - values.remaining()));
    sound = sound && SkipValue(values);
  });
  if (!sound || !values.Finished()) return false;
  numbers_ = NumberArray(begins);
  mixed_ = {};
  packed_ = std::make_shared<std::string>(bytes);
  return true;
}

Result<void> ColumnChunk::DecodeBase(std::string_view payload) {
  ByteReader reader(payload);
  const auto layout = static_cast<Layout>(reader.U8());
  const GroupBitmap present = DecodeBitmap(reader);
  if (!reader.ok() || (layout == Layout::kEmpty) == present.Any()) return Malformed();
  switch (layout) {
    case Layout::kEmpty:
      break;
    case Layout::kBoolean:
    case Layout::kInteger:
    case Layout::kDate:
      numbers_ = UnpackLanes(present, reader);
      break;
    case Layout::kFloat:
      present.ForEach([&](Lane lane) { floats_.Set(lane, reader.F64()); });
      break;
    case Layout::kString:
      if (!DecodeTexts(present, reader)) return Malformed();
      break;
    case Layout::kMixed:
      if (!DecodeMixed(present, reader)) return Malformed();
      break;
    default:
      return Malformed();
  }
  if (!reader.Finished()) return Malformed();
  layout_ = layout;
  present_ = present;
  full_end_ = static_cast<uint16_t>(present.NextAbsent(0));
  return {};
}

Result<void> ColumnChunk::ApplyDelta(std::string_view payload) {
  ByteReader reader(payload);
  const uint64_t count = reader.BoundedVarint(kGroupSize);
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const Lane lane = static_cast<Lane>(reader.BoundedVarint(kGroupSize - 1));
    if (layout_ != Layout::kMixed) {
      const Value value = DecodeValue(reader);
      if (reader.ok()) Set(lane, value);
      continue;
    }
    const std::string_view bytes = payload.substr(payload.size() - reader.remaining());
    const bool is_value = SkipValue(reader);
    if (!reader.ok()) break;
    if (is_value) {
      SetPacked(lane, bytes.substr(0, bytes.size() - reader.remaining()));
    } else {
      Set(lane, Value());
    }
  }
  if (!reader.Finished()) return Malformed();
  return {};
}

Result<void> ColumnChunk::FinishDeltas() {
  if (packed_ != nullptr && packed_.use_count() == 1) packed_->shrink_to_fit();
  return {};
}

size_t ColumnChunk::MemorySize() const {
  // A boxed text costs about 48 bytes beside its characters.
  constexpr size_t kBoxSize = 48;
  const size_t texts = TextCount();
  return sizeof(*this) + numbers_.MemorySize() + floats_.MemorySize() + mixed_.MemorySize() +
         mixed_.size() * kBoxSize + (packed_ == nullptr ? 0 : packed_->capacity()) +
         texts * (sizeof(Value) + kBoxSize) + text_size_;
}

}  // namespace rondo
