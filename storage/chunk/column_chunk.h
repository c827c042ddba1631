#pragma once

// ColumnChunk: one property of the nodes or edges of a group, as a typed array with a presence
// bitmap. It takes the layout of its first value and turns to kMixed when values of another type
// arrive. Text is kept once in a dictionary, as values that copies share. What is mixed stays the
// bytes that were read, each value made when it is asked for: made, they take ten times the room.
//
// Payload of a base: layout: 1 byte | presence bitmap | the present values, ascending by lane:
//   kBoolean, kInteger, kDate  packed integers
//   kFloat                     8 bytes each
//   kString                    varint dictionary size, lengths and bytes of the texts, packed codes
//                              (left out where each text is used once, in order)
//   kMixed                     tagged values
// Payload of a delta: varint lane count, then per lane: varint lane, tagged value (null: absent).

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/prefetch.h"
#include "graph/model/value.h"
#include "storage/chunk/chunk.h"
#include "storage/chunk/group.h"
#include "storage/chunk/lane_array.h"
#include "storage/chunk/number_array.h"

namespace rondo {

class ColumnChunk final : public Chunk {
 public:
  /// On disk: never change or reuse a number.
  enum class Layout : uint8_t {
    kEmpty = 0,
    kBoolean = 1,
    kInteger = 2,
    kFloat = 3,
    kString = 4,
    kDate = 5,
    kMixed = 6,
  };

  /// The layout of a column whose values are all of one kind.
  static Layout LayoutFor(Value::Kind kind);

  Layout layout() const { return layout_; }
  const GroupBitmap& present() const { return present_; }
  bool Has(Lane lane) const { return lane < full_end_ || present_.Test(lane); }
  /// Null where absent.
  Value Get(Lane lane) const {
    if (!Has(lane)) return {};
    switch (layout_) {
      case Layout::kInteger:
        return Value(numbers_[lane]);
      case Layout::kString:
        return Text(CodeOf(lane));
      case Layout::kDate:
        return Value(Date{numbers_[lane]});
      case Layout::kFloat:
        return Value(floats_[lane]);
      case Layout::kBoolean:
        return Value(numbers_[lane] != 0);
      default:
        return GetMixed(lane);
    }
  }
  /// Ask the processor to fetch what Get needs of the chunk itself, and then the entry of `lane`.
  void PrefetchHeader() const {
    Prefetch(this);
    Prefetch(&texts_);
  }
  void PrefetchEntry(Lane lane) const {
    if (lane >= full_end_) Prefetch(&present_.words()[lane / 64]);
    numbers_.Prefetch(lane);
  }
  /// What a text needs beyond that. REQUIRES: `lane` has a value.
  void PrefetchText(Lane lane) const {
    if (layout_ != Layout::kString) return;
    if (const uint32_t code = CodeOf(lane); code < text_count_) Prefetch(texts_ + code);
  }
  /// Whether `lane` has a value, which `out` becomes. REQUIRES: the layout is kInteger.
  bool ReadInteger(Lane lane, int64_t& out) const {
    if (!Has(lane)) return false;
    out = numbers_[lane];
    return true;
  }
  /// The lanes from `lane` on. REQUIRES: the layout is kInteger.
  void CopyIntegers(Lane lane, std::span<int64_t> out, std::span<uint8_t> is_null) const;
  /// Null takes the value away.
  void Set(Lane lane, const Value& value);

  /// Appends a delta that brings `lanes` to their state in this chunk.
  void EncodeDelta(const GroupBitmap& lanes, std::string& out) const;

  std::unique_ptr<Chunk> Clone() const override { return std::make_unique<ColumnChunk>(*this); }
  void EncodeBase(std::string& out) const override;
  Result<void> DecodeBase(std::string_view payload) override;
  Result<void> ApplyDelta(std::string_view payload) override;
  Result<void> FinishDeltas() override;
  size_t MemorySize() const override;

 private:
  using Texts = std::vector<Value>;

  uint32_t CodeOf(Lane lane) const { return static_cast<uint32_t>(numbers_[lane]); }
  const Value& Text(uint32_t code) const {
    return code < text_count_ ? texts_[code] : own_texts_[code - text_count_];
  }
  size_t TextCount() const { return text_count_ + own_texts_.size(); }
  void ShareTexts(Texts texts);
  void SetPresent(Lane lane);
  void ResetPresent(Lane lane);
  void EncodeTexts(std::string& out) const;
  uint32_t AddText(const Value& value);
  void CompactTexts();
  void TurnMixed();
  /// Whether the value stands in packed_.
  bool IsPacked(Lane lane) const { return lane >= mixed_.size() || mixed_[lane].is_null(); }
  std::string_view PackedValue(Lane lane) const;
  void SetPacked(Lane lane, std::string_view bytes);
  Value GetMixed(Lane lane) const;
  bool DecodeMixed(const GroupBitmap& present, class ByteReader& reader);
  bool DecodeTexts(const GroupBitmap& present, class ByteReader& reader);

  // What reads of one lane touch stands together.
  Layout layout_ = Layout::kEmpty;
  uint16_t full_end_ = 0;  // All lanes before it are present; perhaps more than those.
  // By lane, the one that the layout uses; as long as the last lane that was ever set needs.
  // kBoolean, kInteger, kDate; codes of kString; of kMixed, where the value stands in packed_.
  NumberArray numbers_;
  // The dictionary: what was decoded, shared by the copies of this chunk, then what was added
  // since.
  const Value* texts_ = nullptr;
  uint32_t text_count_ = 0;
  LaneArray<Value> own_texts_;
  LaneArray<double> floats_;
  LaneArray<Value> mixed_;                     // What was set since it was decoded, else null.
  std::shared_ptr<std::string> packed_;        // The mixed values that were decoded.
  std::shared_ptr<const Texts> shared_texts_;  // Holds texts_.
  GroupBitmap present_;
  size_t text_size_ = 0;  // Bytes of all texts.
};

// ---- Payloads of bases without a chunk, for bulk loads: one value for each lane that is present,
// ascending. REQUIRES: there is one.
/// `layout` is kBoolean, kInteger or kDate.
void EncodeIntegerColumn(ColumnChunk::Layout layout, const GroupBitmap& present,
                         std::span<const int64_t> values, std::string& out);
void EncodeFloatColumn(const GroupBitmap& present, std::span<const double> values,
                       std::string& out);
void EncodeTextColumn(const GroupBitmap& present, std::span<const std::string_view> values,
                      std::string& out);
/// The same from a dictionary: texts that all differ, in the order of their first use, and which of
/// them each lane has.
void EncodeTextColumn(const GroupBitmap& present, std::span<const std::string_view> texts,
                      std::span<const int64_t> codes, std::string& out);

}  // namespace rondo
