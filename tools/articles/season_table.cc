#include "tools/articles/season_table.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace rondo::articles {

void SeasonTable::Sort() {
  if (sorted_ == rows_.size()) {
    return;
  }
  std::vector<Row> rows(rows_.begin(), rows_.end());
  std::stable_sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) {
    return std::tie(left.competition, left.first) < std::tie(right.competition, right.first);
  });
  rows_ = ImageVector<Row>(std::move(rows));
  sorted_ = rows_.size();
}

std::span<const SeasonTable::Row> SeasonTable::Of(uint32_t competition) const {
  const std::span<const Row> rows = rows_.span();
  const auto before = [](const Row& row, uint32_t of) { return row.competition < of; };
  const auto first = std::lower_bound(rows.begin(), rows.end(), competition, before);
  const auto last = std::lower_bound(first, rows.end(), competition + 1, before);
  return {first, last};
}

}  // namespace rondo::articles
