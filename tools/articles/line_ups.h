#pragma once

// The teams that many reports print below the text: "Cech, Ferreira, Terry (Bridge 45), ...". Who
// stands in one plays for its club, also where the report itself never says so. Whose line-up it
// is tells the name before its colon, or those of its players whose club is known. A part of stage
// 6; runs after Memberships::SettleByTitle and may run again.

#include "tools/articles/memberships.h"

namespace rondo::articles {

/// Gives the players of line-ups their club, unless a title in the text says another. Cost: linear
/// in the text.
void SettleByLineUps(Document& document, const Knowledge& knowledge,
                     const Memberships& memberships);

}  // namespace rondo::articles
