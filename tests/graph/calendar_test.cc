#include "graph/model/calendar.h"

#include <gtest/gtest.h>

namespace rondo {
namespace {

TEST(Calendar, CivilDatesAndDayNumbersAreInverse) {
  for (int64_t day = -800'000; day <= 800'000; day += 37) {
    YearMonthDay civil = CivilFromDays(day);
    EXPECT_EQ(DaysFromCivil(civil.year, civil.month, civil.day), day);
  }
  EXPECT_EQ(DaysFromCivil(1970, 1, 1), 0);
  EXPECT_EQ(DaysFromCivil(2000, 3, 1), 11'017);
}

TEST(Calendar, TheFarthestYearsHaveAllTheirDays) {
  for (int64_t year : {kMinYear, int64_t{-1}, int64_t{0}, kMaxYear}) {
    std::optional<Date> first = MakeDate(year, 1, 1);
    std::optional<Date> last = MakeDate(year, 12, 31);
    ASSERT_TRUE(first && last);
    EXPECT_EQ(last->epoch_days - first->epoch_days + 1, DaysInYear(year));
    EXPECT_TRUE(InRange(*first) && InRange(*last));
  }
  EXPECT_FALSE(MakeDate(kMaxYear + 1, 1, 1));
  EXPECT_FALSE(InRange(Date{DaysFromCivil(kMaxYear, 12, 31) + 1}));
}

TEST(Calendar, DaysThatDoNotExistAreRefused) {
  EXPECT_FALSE(MakeDate(2023, 2, 29));
  EXPECT_TRUE(MakeDate(2024, 2, 29));
  EXPECT_FALSE(MakeDate(1900, 2, 29));
  EXPECT_FALSE(MakeWeekDate(1817, 53, 1));
  EXPECT_TRUE(MakeWeekDate(1818, 53, 1));
  EXPECT_FALSE(MakeOrdinalDate(2023, 366));
  EXPECT_FALSE(MakeQuarterDate(2023, 1, 91));
  EXPECT_TRUE(MakeQuarterDate(2024, 1, 91));
}

TEST(Calendar, WeeksBelongToTheYearOfTheirThursday) {
  WeekDate week = WeekDateOf(*MakeDate(1984, 1, 1));
  EXPECT_EQ(week.week_year, 1983);
  EXPECT_EQ(week.week, 52);
  EXPECT_EQ(week.day_of_week, 7);
  for (int64_t day = -40'000; day < 40'000; day += 11) {
    WeekDate parts = WeekDateOf(Date{day});
    EXPECT_EQ(MakeWeekDate(parts.week_year, parts.week, parts.day_of_week), Date{day});
  }
}

TEST(Calendar, OrdinalAndQuarterDaysAreInverse) {
  for (int64_t day = -40'000; day < 40'000; day += 7) {
    Date date{day};
    YearMonthDay civil = CivilFromDays(day);
    EXPECT_EQ(MakeOrdinalDate(civil.year, OrdinalDayOf(date)), date);
    EXPECT_EQ(MakeQuarterDate(civil.year, QuarterOfMonth(civil.month), DayOfQuarterOf(date)), date);
  }
}

TEST(Calendar, AddingMonthsStopsAtTheEndOfTheMonth) {
  EXPECT_EQ(AddMonths(*MakeDate(2024, 1, 31), 1), MakeDate(2024, 2, 29));
  EXPECT_EQ(AddMonths(*MakeDate(2024, 3, 31), -13), MakeDate(2023, 2, 28));
  EXPECT_FALSE(AddMonths(*MakeDate(2024, 1, 31), INT64_MAX));
  EXPECT_FALSE(AddMonths(*MakeDate(kMaxYear, 12, 1), 1));
}

TEST(Calendar, TimesBeforeTheEpochCountFromMidnight) {
  LocalDateTime moment{-1, 999'999'999};
  EXPECT_EQ(DateOf(moment), Date{-1});
  EXPECT_EQ(TimeOf(moment).nanosecond_of_day, kNanosecondsPerDay - 1);
  EXPECT_EQ(AtTime(DateOf(moment), TimeOf(moment)), moment);
}

}  // namespace
}  // namespace rondo
