#pragma once

// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), the checksum of every record.

#include <cstdint>
#include <string_view>

namespace rondo {

/// The checksum of `bytes`, continuing from `seed` (the checksum of what came before, 0 at first).
uint32_t Crc32c(std::string_view bytes, uint32_t seed = 0);

}  // namespace rondo
