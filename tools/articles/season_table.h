#pragma once

// Which club was in which competition in which seasons, or won it, and who spoke for which outlet.
// A season is the year in which it ends (2019-20: 2020). Part of the register, from entrants.tsv,
// honours.tsv and voices.tsv. Clubs are kept by name, as an article's entities are: women's and
// youth teams need no entry of their own. People are kept by their folded names. Thread rule:
// immutable once sorted.

#include <cstddef>
#include <cstdint>
#include <span>

#include "tools/articles/knowledge_image.h"

namespace rondo::articles {

class SeasonTable {
 public:
  struct Row {
    uint32_t competition = 0;  // Entry of the register.
    uint32_t club = 0;         // Text of the register: its name.
    int16_t first = 0;
    int16_t last = 0;

    constexpr bool Covers(int season) const { return first <= season && season <= last; }
  };

  void Add(const Row& row) { rows_.push_back(row); }
  /// To be called when rows have been added, before they are asked for.
  void Sort();
  /// All rows of the competition, in the order of their seasons.
  std::span<const Row> Of(uint32_t competition) const;
  std::span<const Row> All() const { return rows_.span(); }

  void Read(ImageReader& image) {
    rows_.Read(image);
    sorted_ = rows_.size();
  }
  void Write(ImageWriter& image) const { rows_.Write(image); }

 private:
  ImageVector<Row> rows_;  // By competition.
  std::size_t sorted_ = 0;
};

}  // namespace rondo::articles
