#pragma once

// ArticlePlaces: where a load of many articles puts what later articles come back to, the entities
// and the facts: apart from what is written once, articles and reports, so that it stays near
// however much is written. What is read, changed and merged is a group: those of articles are
// small, for their texts are long, and so are those of entities, for what tells of each becomes
// more and more. Lives as long as the load; a new one begins new groups.

#include <cstdint>

#include "storage/id_stretch.h"

namespace rondo::articles {

/// Their texts together are as long as the sentences of a group of reports.
inline constexpr uint32_t kArticlesPerGroup = 64;
/// An article names ten or twenty among tens of thousands.
inline constexpr uint32_t kEntitiesPerGroup = 32;

struct ArticlePlaces {
  IdStretch articles{.per_group = kArticlesPerGroup};  // Nodes.
  IdStretch entities{.per_group = kEntitiesPerGroup};  // Nodes.
  IdStretch facts;                                     // Edges.
};

}  // namespace rondo::articles
