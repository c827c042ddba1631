#pragma once

// 128-bit integers for intermediate results of exact arithmetic on 64-bit numbers: gcc and clang
// have them as an extension.

namespace rondo {

__extension__ using Int128 = __int128;

}  // namespace rondo
