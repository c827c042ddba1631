#include "storage/chunk/number_array.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace rondo {
namespace {

// Blocks of a fixed size, which the compiler turns into instructions for several numbers at once.
template <typename T>
void AddBase(const std::byte* from, size_t count, uint64_t base, int64_t* out) {
  constexpr size_t kBlockSize = 16;
  size_t i = 0;
  for (; i + kBlockSize <= count; i += kBlockSize) {
    T block[kBlockSize];
    std::memcpy(block, from + i * sizeof(T), sizeof block);
    for (size_t k = 0; k < kBlockSize; ++k) out[i + k] = static_cast<int64_t>(base + block[k]);
  }
  for (; i < count; ++i) {
    T distance;
    std::memcpy(&distance, from + i * sizeof(T), sizeof distance);
    out[i] = static_cast<int64_t>(base + distance);
  }
}

template <typename T>
void Write(std::byte* out, size_t i, T distance) {
  std::memcpy(out + i * sizeof distance, &distance, sizeof distance);
}

}  // namespace

NumberArray::Width NumberArray::WidthFor(uint64_t distance) {
  if (distance <= std::numeric_limits<uint8_t>::max()) return Width::kOne;
  if (distance <= std::numeric_limits<uint16_t>::max()) return Width::kTwo;
  if (distance <= std::numeric_limits<uint32_t>::max()) return Width::kFour;
  return Width::kEight;
}

uint64_t NumberArray::DistanceMost(Width width) {
  switch (width) {
    case Width::kOne:
      return std::numeric_limits<uint8_t>::max();
    case Width::kTwo:
      return std::numeric_limits<uint16_t>::max();
    case Width::kFour:
      return std::numeric_limits<uint32_t>::max();
    default:
      return std::numeric_limits<uint64_t>::max();
  }
}

NumberArray::NumberArray(std::span<const int64_t> values) {
  if (values.empty()) return;
  size_ = static_cast<uint32_t>(values.size());
  base_ = static_cast<uint64_t>(values[0]);
  size_t in_sequence = 1;
  while (in_sequence < values.size() && ToDistance(values[in_sequence]) == in_sequence) {
    ++in_sequence;
  }
  if (in_sequence == values.size()) return;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  MakeBuffer(values.size(), *low, *high);
  WithDistance([&](auto zero) {
    for (size_t i = 0; i < values.size(); ++i) {
      Write(buffer_->bytes.get(), i, static_cast<decltype(zero)>(ToDistance(values[i])));
    }
  });
}

NumberArray::NumberArray(const GroupBitmap& present, std::span<const int64_t> values, int64_t low,
                         int64_t high) {
  size_t end = 0;
  for (size_t word = 0; word < GroupBitmap::kWordCount; ++word) {
    const uint64_t bits = present.words()[word];
    if (bits != 0) end = word * 64 + static_cast<size_t>(std::bit_width(bits));
  }
  MakeBuffer(end, low, high);
  WithDistance([&](auto zero) {
    size_t i = 0;
    present.ForEach([&](Lane lane) {
      Write(buffer_->bytes.get(), lane, static_cast<decltype(zero)>(ToDistance(values[i++])));
    });
  });
}

void NumberArray::MakeBuffer(size_t size, int64_t low, int64_t high) {
  size_ = static_cast<uint32_t>(size);
  base_ = static_cast<uint64_t>(low);
  width_ = WidthFor(ToDistance(high));
  buffer_ = std::make_shared<Buffer>();
  buffer_->bytes = std::make_unique<std::byte[]>(size << Shift(width_));
  buffer_->capacity = buffer_->used = size;
  data_ = buffer_->bytes.get();
  is_own_ = true;
}

template <typename Write>
void NumberArray::WithDistance(Write write) const {
  switch (width_) {
    case Width::kOne:
      return write(uint8_t{0});
    case Width::kTwo:
      return write(uint16_t{0});
    case Width::kFour:
      return write(uint32_t{0});
    default:
      return write(uint64_t{0});
  }
}

void NumberArray::CopyTo(size_t begin, size_t count, int64_t* out) const {
  if (width_ == Width::kSequence) {
    for (size_t i = 0; i < count; ++i) out[i] = FromDistance(begin + i);
    return;
  }
  const std::byte* from = data_ + (begin << Shift(width_));
  switch (width_) {
    case Width::kOne:
      return AddBase<uint8_t>(from, count, base_, out);
    case Width::kTwo:
      return AddBase<uint16_t>(from, count, base_, out);
    case Width::kFour:
      return AddBase<uint32_t>(from, count, base_, out);
    default:
      return AddBase<uint64_t>(from, count, base_, out);
  }
}

void NumberArray::Put(size_t i, uint64_t distance) {
  // Little-endian: the first bytes are the low ones.
  std::memcpy(buffer_->bytes.get() + (i << Shift(width_)), &distance, size_t{1} << Shift(width_));
}

bool NumberArray::SetInSequence(size_t i, int64_t value) {
  if (size_ == 0) {
    base_ = static_cast<uint64_t>(value) - i;
  } else if (i > size_ || ToDistance(value) != i) {
    return false;
  }
  size_ = std::max(size_, static_cast<uint32_t>(i + 1));
  return true;
}

void NumberArray::Set(size_t i, int64_t value) {
  if (width_ == Width::kSequence && SetInSequence(i, value)) return;
  const bool adds = i >= size_ && buffer_ != nullptr && size_ == buffer_->used;
  const bool has_room =
      buffer_ != nullptr && i < buffer_->capacity && ToDistance(value) <= DistanceMost(width_);
  if (!has_room || (!is_own_ && !adds)) MakeOwn(i + 1, value);
  if (i >= size_) {
    // What a transaction that was given up left there is nobody's, and may stay.
    size_ = static_cast<uint32_t>(i + 1);
    buffer_->used = size_;
  }
  Put(i, ToDistance(value));
}

void NumberArray::MakeOwn(size_t size, int64_t value) {
  constexpr size_t kCapacityMin = 8;
  const size_t capacity_before = buffer_ == nullptr ? 0 : buffer_->capacity;
  size_t capacity =
      size > capacity_before ? std::max({size, 2 * size_t{size_}, kCapacityMin}) : capacity_before;
  // No lane of a group is behind these.
  if (size <= kGroupSize) capacity = std::min<size_t>(capacity, kGroupSize);
  NumberArray made;
  made.base_ = base_;
  made.width_ = width_;
  if (width_ == Width::kSequence || ToDistance(value) > DistanceMost(width_)) {
    int64_t low = value;
    int64_t high = value;
    for (size_t i = 0; i < size_; ++i) {
      low = std::min(low, (*this)[i]);
      high = std::max(high, (*this)[i]);
    }
    // Room on both sides, so that it takes many more values until there is none again.
    const uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
    made.width_ = WidthFor(span);
    made.base_ = static_cast<uint64_t>(low) - (DistanceMost(made.width_) - span) / 2;
  }
  made.buffer_ = std::make_shared<Buffer>();
  made.buffer_->bytes.reset(new std::byte[capacity << Shift(made.width_)]());
  made.buffer_->capacity = capacity;
  made.buffer_->used = made.size_ = size_;
  made.data_ = made.buffer_->bytes.get();
  made.is_own_ = true;
  if (made.width_ == width_ && made.base_ == base_) {
    if (size_ > 0) {
      std::memcpy(made.buffer_->bytes.get(), data_, size_t{size_} << Shift(width_));
    }
  } else {
    for (size_t i = 0; i < size_; ++i) made.Put(i, made.ToDistance((*this)[i]));
  }
  *this = std::move(made);
}

}  // namespace rondo
