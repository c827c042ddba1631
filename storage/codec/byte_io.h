#pragma once

// Writing and reading the bytes of records: little-endian fixed integers, LEB128 varints, zigzag
// for signed ones. A ByteReader never reads outside its bytes: after the first bad read it stays
// failed and gives zeros, so that a decoder checks once, at its end.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rondo {

static_assert(std::endian::native == std::endian::little, "records are copied as they lie");

constexpr uint64_t ZigZagEncode(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
}

constexpr int64_t ZigZagDecode(uint64_t value) {
  return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
}

template <typename Unsigned>
Unsigned SwappedBytes(Unsigned value) {
  static_assert(sizeof value == 4 || sizeof value == 8);
  if constexpr (sizeof value == 4) {
    return __builtin_bswap32(value);
  } else {
    return __builtin_bswap64(value);
  }
}

/// Appends the most significant byte first, as keys have it: they order as the numbers do.
template <typename Unsigned>
void AppendBigEndian(Unsigned value, std::string& out) {
  const Unsigned swapped = SwappedBytes(value);
  char bytes[sizeof swapped];
  std::memcpy(bytes, &swapped, sizeof swapped);
  out.append(bytes, sizeof bytes);
}
/// REQUIRES: `bytes` has a number's size at least.
template <typename Unsigned>
Unsigned ReadBigEndian(std::string_view bytes) {
  Unsigned value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return SwappedBytes(value);
}
/// The first eight bytes as a number that orders as they do; behind fewer stand zeros.
inline uint64_t PrefixOf(std::string_view bytes) {
  if (bytes.size() >= sizeof(uint64_t)) return ReadBigEndian<uint64_t>(bytes);
  uint64_t prefix = 0;
  if (!bytes.empty()) std::memcpy(&prefix, bytes.data(), bytes.size());  // It may have no data.
  return SwappedBytes(prefix);
}

inline constexpr size_t kVarintSizeMax = 10;

/// Writes `value` as a varint to `at`, where there is room for it; returns its end.
inline char* PutVarint(uint64_t value, char* at) {
  for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>(value | 0x80);
  *at++ = static_cast<char>(value);
  return at;
}

/// Appends to a string that the caller owns.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void U8(uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void U32(uint32_t value) { Raw(&value, sizeof value); }
  void U64(uint64_t value) { Raw(&value, sizeof value); }
  void F64(double value) { Raw(&value, sizeof value); }
  void Varint(uint64_t value) {
    if (value < 0x80) return U8(static_cast<uint8_t>(value));
    char bytes[kVarintSizeMax];
    Raw(bytes, static_cast<size_t>(PutVarint(value, bytes) - bytes));
  }
  void SignedVarint(int64_t value) { Varint(ZigZagEncode(value)); }
  void Bytes(std::string_view bytes) { out_.append(bytes); }
  void LengthPrefixed(std::string_view bytes) {
    Varint(bytes.size());
    out_.append(bytes);
  }
  void Raw(const void* data, size_t size) { out_.append(static_cast<const char*>(data), size); }
  size_t size() const { return out_.size(); }
  std::string& out() { return out_; }

 private:
  std::string& out_;
};

/// Reads bytes that the caller keeps alive.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return position_ == bytes_.size(); }
  /// Whether everything was read, and well.
  bool Finished() const { return ok_ && at_end(); }
  size_t remaining() const { return bytes_.size() - position_; }
  void Fail() { ok_ = false; }

  uint8_t U8() { return Fixed<uint8_t>(); }
  uint32_t U32() { return Fixed<uint32_t>(); }
  uint64_t U64() { return Fixed<uint64_t>(); }
  double F64() { return Fixed<double>(); }
  uint64_t Varint() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const uint8_t byte = U8();
      if (shift == 63 && byte > 1) break;
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    ok_ = false;
    return 0;
  }
  int64_t SignedVarint() { return ZigZagDecode(Varint()); }
  /// A varint that must be at most `limit`.
  uint64_t BoundedVarint(uint64_t limit) {
    const uint64_t value = Varint();
    if (value <= limit) return value;
    ok_ = false;
    return 0;
  }
  std::string_view Bytes(uint64_t size) {
    if (!ok_ || size > remaining()) {
      ok_ = false;
      return {};
    }
    const std::string_view result = bytes_.substr(position_, size);
    position_ += size;
    return result;
  }
  std::string_view LengthPrefixed() { return Bytes(Varint()); }

 private:
  template <typename T>
  T Fixed() {
    T value{};
    const std::string_view raw = Bytes(sizeof(T));
    if (raw.size() == sizeof(T)) std::memcpy(&value, raw.data(), sizeof(T));
    return value;
  }

  std::string_view bytes_;
  size_t position_ = 0;
  bool ok_ = true;
};

}  // namespace rondo
