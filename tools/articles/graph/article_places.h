#pragma once

// ArticlePlaces: where a load of many articles puts what later articles come back to, the entities
// and the facts: apart from what is written once, articles and reports with their long texts, so
// that it stays near however much is written. Lives as long as the load; a new one begins new
// groups.

#include "storage/id_stretch.h"

namespace rondo::articles {

struct ArticlePlaces {
  IdStretch entities;  // Nodes.
  IdStretch facts;     // Edges.
};

}  // namespace rondo::articles
