#include "graph/model/temporal_parts.h"

#include "graph/model/calendar.h"

namespace rondo {

TemporalParts PartsOf(const Value& temporal) {
  TemporalParts parts;
  switch (temporal.kind()) {
    case Value::Kind::kDate:
      parts.date = temporal.date();
      break;
    case Value::Kind::kLocalTime:
      parts.time = temporal.local_time();
      break;
    case Value::Kind::kTime: {
      ZonedTime time = temporal.time();
      parts.time = LocalTime{time.nanosecond_of_day};
      parts.zone = TimeZone::FromOffset(time.offset_seconds);
      parts.offset_seconds = time.offset_seconds;
      break;
    }
    case Value::Kind::kLocalDateTime: {
      LocalDateTime moment = temporal.local_date_time();
      parts.date = DateOf(moment);
      parts.time = TimeOf(moment);
      break;
    }
    case Value::Kind::kDateTime: {
      const ZonedDateTime& moment = temporal.date_time();
      LocalDateTime local = LocalOf(moment);
      parts.date = DateOf(local);
      parts.time = TimeOf(local);
      parts.zone = TimeZone::Of(moment);
      parts.offset_seconds = moment.offset_seconds;
      break;
    }
    default:
      RONDO_CHECK(temporal.is_temporal());
  }
  return parts;
}

ZonedDateTime MomentOf(const TemporalParts& parts) {
  RONDO_CHECK(parts.date.has_value());
  LocalDateTime local = AtTime(*parts.date, parts.time.value_or(LocalTime{}));
  return parts.zone.value_or(TimeZone()).Resolve(local, parts.offset_seconds);
}

}  // namespace rondo
