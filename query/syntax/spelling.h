#pragma once

// "Did you mean": the name that someone probably wanted to write. Case and accents are folded, so
// `Mbappe` finds `Mbappé`. Thread rule: free functions without state.

#include <span>
#include <string>
#include <string_view>

namespace rondo {

/// Lower case, accents taken off.
std::string FoldForSpelling(std::string_view name);

/// The candidate nearest to `written`: at most two letters inserted, dropped, changed or swapped,
/// and fewer than half of what was written. Empty if there is none; of equally near ones the first.
std::string_view NearestName(std::string_view written,
                             std::span<const std::string_view> candidates);

}  // namespace rondo
