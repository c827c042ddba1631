#pragma once

// How wide the columns of a table are drawn.
// Thread rule: free functions without state.

#include <cstddef>
#include <span>
#include <vector>

namespace rondo::shell {

/// Gives each column its natural width if all fit into `room` cells, else cuts the widest ones
/// down to one common width. Where not even `width_min` cells for each fit, only the first columns
/// get any: the result is then shorter than `natural`. `overhead` is what a column costs beyond its
/// width, and `overhead_once` what is paid once.
struct ColumnRoom {
  size_t room = 0;  // 0: no limit.
  size_t overhead = 0;
  size_t overhead_once = 0;
  /// Paid in addition where columns are left out, for the mark that says so.
  size_t overhead_cut = 0;
};
std::vector<size_t> FitColumns(std::span<const size_t> natural, const ColumnRoom& room);

}  // namespace rondo::shell
