#pragma once

// Names of time zones whose clocks have agreed with another zone's since 1970. The tz database
// keeps one history for each such group, that of its most populous place; distributions that still
// ship the separate older histories (Debian does) would give the same name another local mean time.
// This table makes a name mean the same everywhere.

#include <string_view>

namespace rondo {

/// The zone whose history `name` follows: another zone, or `name` itself.
std::string_view TimeZoneLinkTarget(std::string_view name);

}  // namespace rondo
