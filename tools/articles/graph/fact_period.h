#pragma once

// The time of a fact, from the guideline's notation ("2020-01-26", "2019-06/2019-08", "/2019-08")
// to days. What is known only to a month, a season or a window keeps both of its bounds.

#include <optional>
#include <string_view>

#include "graph/model/temporal.h"

namespace rondo::articles {

struct FactPeriod {
  std::optional<Date> first;  // The earliest day; absent where the period is open or unknown there.
  std::optional<Date> last;   // The latest day, included.

  bool known() const { return first.has_value() || last.has_value(); }
  /// "/END": it held until then, since nobody knows when.
  bool only_end() const { return !first.has_value() && last.has_value(); }
  friend bool operator==(const FactPeriod&, const FactPeriod&) = default;
};

/// Text that is no period gives an unknown one.
FactPeriod ParseFactPeriod(std::string_view text);

/// Whether both could be the same day; an unknown period could be any.
bool MayCoincide(const FactPeriod& left, const FactPeriod& right);

/// How many days apart the bounds are; large where one is open.
int64_t Vagueness(const FactPeriod& period);

}  // namespace rondo::articles
