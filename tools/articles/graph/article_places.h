#pragma once

// ArticlePlaces: where a load of many articles puts what later articles come back to, the entities
// and the facts: apart from what is written once, articles and reports, so that it stays near
// however much is written. Articles are few to a group: their texts are long, and those of a whole
// group would take megabytes to write and to merge. Lives as long as the load; a new one begins new
// groups.

#include <cstdint>

#include "storage/id_stretch.h"

namespace rondo::articles {

/// Their texts together are as long as the sentences of a group of reports.
inline constexpr uint32_t kArticlesPerGroup = 64;

struct ArticlePlaces {
  IdStretch articles{.per_group = kArticlesPerGroup};  // Nodes.
  IdStretch entities;                                  // Nodes.
  IdStretch facts;                                     // Edges.
};

}  // namespace rondo::articles
