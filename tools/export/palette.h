#pragma once

// One colour per label, the same in every picture: the football labels have fixed ones, others get
// theirs by name.
// Thread rule: free functions without state.

#include <string_view>

namespace rondo {

/// "#rrggbb", readable on white and on near-black.
std::string_view LabelColor(std::string_view label);

}  // namespace rondo
