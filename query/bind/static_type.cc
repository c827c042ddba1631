#include "query/bind/static_type.h"

namespace rondo {

std::string_view WayToType(TypeSet wanted) {
  using Kind = Value::Kind;
  struct Way {
    Kind kind;
    std::string_view text;
  };
  // Where several are wanted, the first that can be made of most values.
  constexpr Way kWays[] = {
      {Kind::kString, "toString() makes text of it"},
      {Kind::kInteger, "toInteger() makes one of numbers and text"},
      {Kind::kFloat, "toFloat() makes one of numbers and text"},
      {Kind::kBoolean, "compare it with something: `= 1`, `<> ''`, `IS NOT NULL`"},
      {Kind::kList, "a list is written [1, 2]; collect() makes one of rows"},
      {Kind::kNode, "MATCH gives nodes to variables: (n)"},
      {Kind::kEdge, "MATCH gives edges to variables: -[r]->"},
      {Kind::kPath, "MATCH gives paths to variables: p = (a)-->(b)"},
      {Kind::kMap, "a map is written {name: 'Ada'}"},
      {Kind::kDate, "write it as date('2019-12-01')"},
      {Kind::kDateTime, "write it as datetime('2019-12-01T20:45+01:00')"},
      {Kind::kLocalDateTime, "write it as localdatetime('2019-12-01T20:45')"},
      {Kind::kTime, "write it as time('20:45+01:00')"},
      {Kind::kLocalTime, "write it as localtime('20:45')"},
      {Kind::kDuration, "write it as duration('P1Y2M')"},
  };
  for (const Way& way : kWays) {
    if (wanted.Has(way.kind)) {
      return way.text;
    }
  }
  return {};
}

}  // namespace rondo
