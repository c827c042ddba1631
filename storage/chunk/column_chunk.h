#pragma once

// ColumnChunk: one property of the nodes or edges of a group, as a typed array with a presence
// bitmap. It takes the layout of its first value and turns to kMixed when values of another type
// arrive. Text is kept once in a dictionary, as values that copies share.
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
  bool Has(Lane lane) const { return present_.Test(lane); }
  /// Null where absent.
  Value Get(Lane lane) const {
    if (!present_.Test(lane)) return {};
    switch (layout_) {
      case Layout::kInteger:
        return Value(integers_[lane]);
      case Layout::kString:
        return Text(codes_[lane]);
      case Layout::kDate:
        return Value(Date{integers_[lane]});
      case Layout::kFloat:
        return Value(floats_[lane]);
      case Layout::kBoolean:
        return Value(integers_[lane] != 0);
      default:
        return mixed_[lane];
    }
  }
  /// Ask the processor to fetch what Get needs of the chunk itself, and then the entry of `lane`.
  void PrefetchHeader(Lane lane) const {
    Prefetch(&integers_);
    Prefetch(&shared_texts_);
    Prefetch(&present_.words()[lane / 64]);
  }
  void PrefetchEntry(Lane lane) const {
    if (layout_ == Layout::kString) {
      Prefetch(codes_.data() + lane);
      if (shared_texts_ != nullptr) Prefetch(shared_texts_.get());
    } else {
      Prefetch(integers_.data() + lane);
    }
  }
  /// The same for ReadInteger, of one lane among many. REQUIRES: the layout is kInteger.
  void PrefetchInteger(Lane lane) const {
    Prefetch(&present_.words()[lane / 64]);
    Prefetch(integers_.data() + lane);
  }
  /// Whether `lane` has a value, which `out` becomes. REQUIRES: the layout is kInteger.
  bool ReadInteger(Lane lane, int64_t& out) const {
    if (!present_.Test(lane)) return false;
    out = integers_[lane];
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
  size_t MemorySize() const override;

 private:
  using Texts = std::vector<Value>;

  const Value& Text(uint32_t code) const {
    const size_t shared = shared_texts_ == nullptr ? 0 : shared_texts_->size();
    return code < shared ? (*shared_texts_)[code] : own_texts_[code - shared];
  }
  size_t TextCount() const {
    return (shared_texts_ == nullptr ? 0 : shared_texts_->size()) + own_texts_.size();
  }
  void EncodeTexts(std::string& out) const;
  uint32_t AddText(const Value& value);
  void CompactTexts();
  void TurnMixed();
  bool DecodeTexts(const GroupBitmap& present, class ByteReader& reader);

  // What reads of one lane touch stands together.
  Layout layout_ = Layout::kEmpty;
  // By lane, the one that the layout uses; as long as the last lane that was ever set needs.
  LaneArray<int64_t> integers_;  // kBoolean, kInteger, kDate
  LaneArray<double> floats_;
  LaneArray<uint32_t> codes_;
  LaneArray<Value> mixed_;
  // The dictionary: what was decoded, shared by the copies of this chunk, then what was added
  // since.
  std::shared_ptr<const Texts> shared_texts_;
  LaneArray<Value> own_texts_;
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
