RETURN date('2020-01-31') + duration('P1M') AS d, duration.between(date('2019-01-01'), datetime('2020-01-01T12:00+01:00')), date.truncate('week', date())
