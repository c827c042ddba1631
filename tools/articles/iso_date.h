#pragma once

// Days as articles and the guideline write them. Pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "graph/model/temporal.h"

namespace rondo::articles {

/// "2020-01-30", or what begins with it ("2020-01-30T10:00:00Z"). Nothing if it is no day of the
/// calendar.
std::optional<Date> ParseIsoDay(std::string_view text);

/// "30 January 2020", "January 30, 2020", "Jan 30th 2020", or an ISO day, at the beginning of
/// `text`.
std::optional<Date> ParseWrittenDay(std::string_view text);

/// "2020-01-30".
std::string IsoDay(Date date);

/// 1 to 12.
unsigned MonthOf(Date date);

/// Where a date or an interval of dates begins, and where it ends: "2017-06" and "2017-08" of
/// "2017-06/2017-08", "2019" both of "2019"; empty where it is open.
std::string_view FirstOf(std::string_view date);
std::string_view LastOf(std::string_view date);

/// The year with which a day, month, year or season begins ("2020-01", "2019-07/2020-06"); 0 if
/// with none ("/2020").
int YearIn(std::string_view date);

}  // namespace rondo::articles
