#include "query/bind/function_signature.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace rondo {

namespace {

using Kind = Value::Kind;

// ---------------------------------------------------------------- types of arguments

constexpr TypeSet kAny[] = {TypeSet::Any()};
constexpr TypeSet kNode[] = {Kind::kNode};
constexpr TypeSet kEdge[] = {Kind::kEdge};
constexpr TypeSet kPath[] = {Kind::kPath};
constexpr TypeSet kEntity[] = {TypeSet(Kind::kNode) | Kind::kEdge};
constexpr TypeSet kKeyed[] = {TypeSet(Kind::kNode) | Kind::kEdge | Kind::kMap};
constexpr TypeSet kDay = TypeSet(Kind::kDate) | Kind::kLocalDateTime | Kind::kDateTime;
constexpr TypeSet kEdgeAndDay[] = {Kind::kEdge, kDay};
constexpr TypeSet kList[] = {Kind::kList};
constexpr TypeSet kSized[] = {TypeSet(Kind::kString) | Kind::kList};
constexpr TypeSet kEmptiable[] = {TypeSet(Kind::kString) | Kind::kList | Kind::kMap};
constexpr TypeSet kBooleanSource[] = {TypeSet(Kind::kBoolean) | Kind::kString | Kind::kInteger};
constexpr TypeSet kFloatSource[] = {TypeSet::Number() | Kind::kString};
constexpr TypeSet kIntegerSource[] = {TypeSet::Number() | Kind::kString | Kind::kBoolean};
constexpr TypeSet kStringSource[] = {TypeSet::Number() | Kind::kString | Kind::kBoolean |
                                     TypeSet::Temporal() | Kind::kDuration};
constexpr TypeSet kText[] = {Kind::kString};
constexpr TypeSet kTextAndInteger[] = {Kind::kString, Kind::kInteger};
constexpr TypeSet kTextAndDelimiters[] = {Kind::kString, TypeSet(Kind::kString) | Kind::kList};
constexpr TypeSet kThreeTextsAndInteger[] = {Kind::kString, Kind::kString, Kind::kString,
                                             Kind::kInteger};
constexpr TypeSet kInteger[] = {Kind::kInteger};
constexpr TypeSet kNumber[] = {TypeSet::Number()};
constexpr TypeSet kRoundArguments[] = {TypeSet::Number(), Kind::kInteger, Kind::kString};
constexpr TypeSet kInstant[] = {TypeSet::Temporal()};
constexpr TypeSet kTemporalSource[] = {TypeSet::Temporal() | Kind::kString | Kind::kMap};
constexpr TypeSet kTruncateArguments[] = {Kind::kString, TypeSet::Temporal(), Kind::kMap};
constexpr TypeSet kDurationSource[] = {TypeSet(Kind::kDuration) | Kind::kString | Kind::kMap};
constexpr TypeSet kSummable[] = {TypeSet::Number() | Kind::kDuration};

// ---------------------------------------------------------------- entries

struct ArgumentCount {
  constexpr ArgumentCount(uint8_t exactly) : min(exactly), max(exactly) {}  // NOLINT: reads as {1}
  constexpr ArgumentCount(uint8_t at_least, uint8_t at_most) : min(at_least), max(at_most) {}
  uint8_t min;
  uint8_t max;
};

constexpr FunctionSignature Scalar(std::string_view name, FunctionId id, ArgumentCount count,
                                   std::span<const TypeSet> argument_types, TypeSet result_type,
                                   std::string_view description) {
  FunctionSignature signature;
  signature.name = name;
  signature.id = id;
  signature.argument_count_min = count.min;
  signature.argument_count_max = count.max;
  signature.argument_types = argument_types;
  signature.result_type = result_type;
  signature.description = description;
  return signature;
}

constexpr FunctionSignature Volatile(std::string_view name, FunctionId id, ArgumentCount count,
                                     std::span<const TypeSet> argument_types, TypeSet result_type,
                                     std::string_view description) {
  FunctionSignature signature = Scalar(name, id, count, argument_types, result_type, description);
  signature.is_deterministic = false;
  return signature;
}

constexpr FunctionSignature Clock(std::string_view name, FunctionId id, ArgumentCount count,
                                  std::span<const TypeSet> argument_types, TypeSet result_type,
                                  std::string_view description) {
  FunctionSignature signature = Scalar(name, id, count, argument_types, result_type, description);
  signature.reads_clock = true;
  return signature;
}

constexpr FunctionSignature Aggregate(std::string_view name, FunctionId id, ArgumentCount count,
                                      std::span<const TypeSet> argument_types, TypeSet result_type,
                                      std::string_view description) {
  FunctionSignature signature = Scalar(name, id, count, argument_types, result_type, description);
  signature.is_aggregate = true;
  return signature;
}

// ---------------------------------------------------------------- the table

constexpr FunctionSignature kEntityFunctions[] = {
    Scalar("id", FunctionId::kId, {1, 1}, kEntity, Kind::kInteger, "The number of a node or edge."),
    Scalar("elementId", FunctionId::kElementId, {1, 1}, kEntity, Kind::kString,
           "The number of a node or edge, as text."),
    Scalar("labels", FunctionId::kLabels, {1, 1}, kNode, Kind::kList, "The labels of a node."),
    Scalar("type", FunctionId::kType, {1, 1}, kEdge, Kind::kString, "The type of an edge."),
    Scalar("properties", FunctionId::kProperties, {1, 1}, kKeyed, Kind::kMap,
           "All properties of a node or edge as a map."),
    Scalar("keys", FunctionId::kKeys, {1, 1}, kKeyed, Kind::kList,
           "The names of the properties of a node, edge or map."),
    Scalar("nodes", FunctionId::kNodes, {1, 1}, kPath, Kind::kList, "The nodes of a path."),
    Scalar("relationships", FunctionId::kRelationships, {1, 1}, kPath, Kind::kList,
           "The edges of a path."),
    Scalar("startNode", FunctionId::kStartNode, {1, 1}, kEdge, Kind::kNode,
           "The node where an edge starts."),
    Scalar("endNode", FunctionId::kEndNode, {1, 1}, kEdge, Kind::kNode,
           "The node where an edge ends."),
    Scalar("length", FunctionId::kLength, {1, 1}, kPath, Kind::kInteger,
           "How many edges a path has."),
};

constexpr FunctionSignature kFactFunctions[] = {
    Scalar("evidence", FunctionId::kEvidence, {1, 1}, kEdge, Kind::kList,
           "The reports behind a fact: article, title, date, sentence, quote, speaker, modality, "
           "confidence, rule."),
    Scalar("quote", FunctionId::kQuote, {1, 1}, kEdge, Kind::kString,
           "The words of the most confident report behind a fact that quotes somebody."),
    Scalar("confidence", FunctionId::kConfidence, {1, 1}, kEdge, Kind::kFloat,
           "How sure a fact is, from 0 to 1."),
    Scalar("valid_at", FunctionId::kValidAt, {2, 2}, kEdgeAndDay, Kind::kBoolean,
           "Whether a fact held on that day."),
    Scalar("overlaps", FunctionId::kOverlaps, {2, 2}, kEdge, Kind::kBoolean,
           "Whether two facts held at the same time on any day."),
};

constexpr FunctionSignature kListFunctions[] = {
    Scalar("size", FunctionId::kSize, {1, 1}, kSized, Kind::kInteger,
           "How many elements a list, or characters a string has."),
    Scalar("head", FunctionId::kHead, {1, 1}, kList, TypeSet::Any(),
           "The first element of a list."),
    Scalar("last", FunctionId::kLast, {1, 1}, kList, TypeSet::Any(), "The last element of a list."),
    Scalar("tail", FunctionId::kTail, {1, 1}, kList, Kind::kList,
           "A list without its first element."),
    Scalar("range", FunctionId::kRange, {2, 3}, kAny, Kind::kList,
           "The integers from start to end, both included, by steps."),
    Scalar("reverse", FunctionId::kReverse, {1, 1}, kSized, TypeSet(Kind::kString) | Kind::kList,
           "A list or string from back to front."),
    Scalar("isEmpty", FunctionId::kIsEmpty, {1, 1}, kEmptiable, Kind::kBoolean,
           "Whether a list, map or string has nothing in it."),
    Scalar("coalesce", FunctionId::kCoalesce, {1, kUnlimitedArguments}, kAny, TypeSet::Any(),
           "The first argument that is not null."),
    Scalar("exists", FunctionId::kExists, {1, 1}, kAny, Kind::kBoolean,
           "Whether a property is there."),
    Scalar("nullIf", FunctionId::kNullIf, {2, 2}, kAny, TypeSet::Any(),
           "Null if both are equal, else the first."),
    Scalar("valueType", FunctionId::kValueType, {1, 1}, kAny, Kind::kString,
           "The type of a value, by name."),
};

constexpr FunctionSignature kConversionFunctions[] = {
    Scalar("toBoolean", FunctionId::kToBoolean, {1, 1}, kBooleanSource, Kind::kBoolean,
           "A boolean from a string or integer; null where it is none."),
    Scalar("toBooleanOrNull", FunctionId::kToBooleanOrNull, {1, 1}, kAny, Kind::kBoolean,
           "As toBoolean, but null for any other type."),
    Scalar("toBooleanList", FunctionId::kToBooleanList, {1, 1}, kList, Kind::kList,
           "toBooleanOrNull of each element."),
    Scalar("toInteger", FunctionId::kToInteger, {1, 1}, kIntegerSource, Kind::kInteger,
           "An integer from a number, boolean or string; null where it is none."),
    Scalar("toIntegerOrNull", FunctionId::kToIntegerOrNull, {1, 1}, kAny, Kind::kInteger,
           "As toInteger, but null for any other type."),
    Scalar("toIntegerList", FunctionId::kToIntegerList, {1, 1}, kList, Kind::kList,
           "toIntegerOrNull of each element."),
    Scalar("toFloat", FunctionId::kToFloat, {1, 1}, kFloatSource, Kind::kFloat,
           "A float from a number or string; null where it is none."),
    Scalar("toFloatOrNull", FunctionId::kToFloatOrNull, {1, 1}, kAny, Kind::kFloat,
           "As toFloat, but null for any other type."),
    Scalar("toFloatList", FunctionId::kToFloatList, {1, 1}, kList, Kind::kList,
           "toFloatOrNull of each element."),
    Scalar("toString", FunctionId::kToString, {1, 1}, kStringSource, Kind::kString,
           "A number, boolean, string or temporal value as text."),
    Scalar("toStringOrNull", FunctionId::kToStringOrNull, {1, 1}, kAny, Kind::kString,
           "As toString, but null for any other type."),
    Scalar("toStringList", FunctionId::kToStringList, {1, 1}, kList, Kind::kList,
           "toStringOrNull of each element."),
};

constexpr FunctionSignature kTextFunctions[] = {
    Scalar("char_length", FunctionId::kCharLength, {1, 1}, kText, Kind::kInteger,
           "How many characters a string has."),
    Scalar("character_length", FunctionId::kCharLength, {1, 1}, kText, Kind::kInteger,
           "How many characters a string has."),
    Scalar("left", FunctionId::kLeft, {2, 2}, kTextAndInteger, Kind::kString,
           "The first characters of a string."),
    Scalar("right", FunctionId::kRight, {2, 2}, kTextAndInteger, Kind::kString,
           "The last characters of a string."),
    Scalar("substring", FunctionId::kSubstring, {2, 3}, kTextAndInteger, Kind::kString,
           "The part of a string from a start (counted from 0), of a length or to the end."),
    Scalar("split", FunctionId::kSplit, {2, 2}, kTextAndDelimiters, Kind::kList,
           "The parts of a string between delimiters."),
    Scalar("replace", FunctionId::kReplace, {3, 4}, kThreeTextsAndInteger, Kind::kString,
           "A string with each (or the first few) of one text replaced by another."),
    Scalar("trim", FunctionId::kTrim, {1, 1}, kText, Kind::kString,
           "A string without whitespace at both ends."),
    Scalar("btrim", FunctionId::kBothTrim, {1, 2}, kText, Kind::kString,
           "A string without whitespace, or the characters given, at both ends."),
    Scalar("ltrim", FunctionId::kLeftTrim, {1, 2}, kText, Kind::kString,
           "A string without whitespace, or the characters given, at its start."),
    Scalar("rtrim", FunctionId::kRightTrim, {1, 2}, kText, Kind::kString,
           "A string without whitespace, or the characters given, at its end."),
    Scalar("toUpper", FunctionId::kToUpper, {1, 1}, kText, Kind::kString,
           "A string in upper case."),
    Scalar("upper", FunctionId::kToUpper, {1, 1}, kText, Kind::kString, "A string in upper case."),
    Scalar("toLower", FunctionId::kToLower, {1, 1}, kText, Kind::kString,
           "A string in lower case."),
    Scalar("lower", FunctionId::kToLower, {1, 1}, kText, Kind::kString, "A string in lower case."),
    Scalar("normalize", FunctionId::kNormalize, {1, 2}, kText, Kind::kString,
           "A string in a Unicode normal form: NFC, NFD, NFKC or NFKD."),
};

constexpr FunctionSignature kNumberFunctions[] = {
    Scalar("abs", FunctionId::kAbs, {1, 1}, kNumber, TypeSet::Number(), "The absolute value."),
    Scalar("ceil", FunctionId::kCeil, {1, 1}, kNumber, Kind::kFloat,
           "The smallest whole number that is not less."),
    Scalar("floor", FunctionId::kFloor, {1, 1}, kNumber, Kind::kFloat,
           "The largest whole number that is not greater."),
    Scalar("round", FunctionId::kRound, {1, 3}, kRoundArguments, Kind::kFloat,
           "The nearest number with so many decimals (0), half rounded by a mode ('UP', 'DOWN', "
           "'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN')."),
    Scalar("sign", FunctionId::kSign, {1, 1}, kNumber, Kind::kInteger, "-1, 0 or 1."),
    Scalar("sqrt", FunctionId::kSqrt, {1, 1}, kNumber, Kind::kFloat, "The square root."),
    Scalar("exp", FunctionId::kExp, {1, 1}, kNumber, Kind::kFloat, "e to the power of a number."),
    Scalar("log", FunctionId::kLog, {1, 1}, kNumber, Kind::kFloat, "The natural logarithm."),
    Scalar("ln", FunctionId::kLog, {1, 1}, kNumber, Kind::kFloat, "The natural logarithm."),
    Scalar("log10", FunctionId::kLog10, {1, 1}, kNumber, Kind::kFloat, "The logarithm to base 10."),
    Scalar("pi", FunctionId::kPi, {0, 0}, kNumber, Kind::kFloat, "The number pi."),
    Scalar("e", FunctionId::kE, {0, 0}, kNumber, Kind::kFloat,
           "The base of the natural logarithm."),
    Scalar("sin", FunctionId::kSin, {1, 1}, kNumber, Kind::kFloat,
           "The sine of an angle in radians."),
    Scalar("cos", FunctionId::kCos, {1, 1}, kNumber, Kind::kFloat,
           "The cosine of an angle in radians."),
    Scalar("tan", FunctionId::kTan, {1, 1}, kNumber, Kind::kFloat,
           "The tangent of an angle in radians."),
    Scalar("cot", FunctionId::kCot, {1, 1}, kNumber, Kind::kFloat,
           "The cotangent of an angle in radians."),
    Scalar("asin", FunctionId::kAsin, {1, 1}, kNumber, Kind::kFloat,
           "The angle in radians with that sine."),
    Scalar("acos", FunctionId::kAcos, {1, 1}, kNumber, Kind::kFloat,
           "The angle in radians with that cosine."),
    Scalar("atan", FunctionId::kAtan, {1, 1}, kNumber, Kind::kFloat,
           "The angle in radians with that tangent."),
    Scalar("atan2", FunctionId::kAtan2, {2, 2}, kNumber, Kind::kFloat,
           "The angle in radians of the point (second, first)."),
    Scalar("sinh", FunctionId::kSinh, {1, 1}, kNumber, Kind::kFloat, "The hyperbolic sine."),
    Scalar("cosh", FunctionId::kCosh, {1, 1}, kNumber, Kind::kFloat, "The hyperbolic cosine."),
    Scalar("tanh", FunctionId::kTanh, {1, 1}, kNumber, Kind::kFloat, "The hyperbolic tangent."),
    Scalar("coth", FunctionId::kCoth, {1, 1}, kNumber, Kind::kFloat, "The hyperbolic cotangent."),
    Scalar("degrees", FunctionId::kDegrees, {1, 1}, kNumber, Kind::kFloat, "Radians as degrees."),
    Scalar("radians", FunctionId::kRadians, {1, 1}, kNumber, Kind::kFloat, "Degrees as radians."),
    Scalar("haversin", FunctionId::kHaversin, {1, 1}, kNumber, Kind::kFloat,
           "Half the versine of an angle in radians."),
    Scalar("isNaN", FunctionId::kIsNaN, {1, 1}, kNumber, Kind::kBoolean,
           "Whether a number is NaN."),
    Scalar("wilson_lower", FunctionId::kWilsonLower, {2, 2}, kNumber, Kind::kFloat,
           "The lower end of Wilson's 95 % interval for a share of hits among n."),
    Volatile("rand", FunctionId::kRand, {0, 0}, kAny, Kind::kFloat,
             "A random number from 0 (included) to 1."),
    Volatile("randomUUID", FunctionId::kRandomUuid, {0, 0}, kAny, Kind::kString,
             "A random UUID of version 4."),
    Clock("timestamp", FunctionId::kTimestamp, {0, 0}, kAny, Kind::kInteger,
          "Milliseconds from 1970 to the start of the statement."),
};

constexpr FunctionSignature kTemporalFunctions[] = {
    Clock("date", FunctionId::kDate, {0, 1}, kTemporalSource, Kind::kDate,
          "A day from text, components or another temporal value; without an argument, now."),
    Clock("date.transaction", FunctionId::kDateTransaction, {0, 1}, kText, Kind::kDate,
          "The day when the transaction began, in UTC or the time zone given."),
    Clock("date.statement", FunctionId::kDateStatement, {0, 1}, kText, Kind::kDate,
          "The day when the statement began, in UTC or the time zone given."),
    Volatile("date.realtime", FunctionId::kDateRealtime, {0, 1}, kText, Kind::kDate,
             "The day now, in UTC or the time zone given."),
    Clock("date.truncate", FunctionId::kDateTruncate, {1, 3}, kTruncateArguments, Kind::kDate,
          "The day at the start of the unit ('year', 'week', 'hour', ...) that a temporal value "
          "lies in."),
    Clock(
        "localtime", FunctionId::kLocalTime, {0, 1}, kTemporalSource, Kind::kLocalTime,
        "A time of day from text, components or another temporal value; without an argument, now."),
    Clock("localtime.transaction", FunctionId::kLocalTimeTransaction, {0, 1}, kText,
          Kind::kLocalTime,
          "The time of day when the transaction began, in UTC or the time zone given."),
    Clock("localtime.statement", FunctionId::kLocalTimeStatement, {0, 1}, kText, Kind::kLocalTime,
          "The time of day when the statement began, in UTC or the time zone given."),
    Volatile("localtime.realtime", FunctionId::kLocalTimeRealtime, {0, 1}, kText, Kind::kLocalTime,
             "The time of day now, in UTC or the time zone given."),
    Clock("localtime.truncate", FunctionId::kLocalTimeTruncate, {1, 3}, kTruncateArguments,
          Kind::kLocalTime,
          "The time of day at the start of the unit ('year', 'week', 'hour', ...) that a temporal "
          "value lies in."),
    Clock("time", FunctionId::kTime, {0, 1}, kTemporalSource, Kind::kTime,
          "A time of day with an offset from text, components or another temporal value; without "
          "an argument, now."),
    Clock("time.transaction", FunctionId::kTimeTransaction, {0, 1}, kText, Kind::kTime,
          "The time of day with an offset when the transaction began, in UTC or the time zone "
          "given."),
    Clock(
        "time.statement", FunctionId::kTimeStatement, {0, 1}, kText, Kind::kTime,
        "The time of day with an offset when the statement began, in UTC or the time zone given."),
    Volatile("time.realtime", FunctionId::kTimeRealtime, {0, 1}, kText, Kind::kTime,
             "The time of day with an offset now, in UTC or the time zone given."),
    Clock("time.truncate", FunctionId::kTimeTruncate, {1, 3}, kTruncateArguments, Kind::kTime,
          "The time of day with an offset at the start of the unit ('year', 'week', 'hour', ...) "
          "that a temporal value lies in."),
    Clock("localdatetime", FunctionId::kLocalDateTime, {0, 1}, kTemporalSource,
          Kind::kLocalDateTime,
          "A day and time from text, components or another temporal value; without an argument, "
          "now."),
    Clock("localdatetime.transaction", FunctionId::kLocalDateTimeTransaction, {0, 1}, kText,
          Kind::kLocalDateTime,
          "The day and time when the transaction began, in UTC or the time zone given."),
    Clock("localdatetime.statement", FunctionId::kLocalDateTimeStatement, {0, 1}, kText,
          Kind::kLocalDateTime,
          "The day and time when the statement began, in UTC or the time zone given."),
    Volatile("localdatetime.realtime", FunctionId::kLocalDateTimeRealtime, {0, 1}, kText,
             Kind::kLocalDateTime, "The day and time now, in UTC or the time zone given."),
    Clock("localdatetime.truncate", FunctionId::kLocalDateTimeTruncate, {1, 3}, kTruncateArguments,
          Kind::kLocalDateTime,
          "The day and time at the start of the unit ('year', 'week', 'hour', ...) that a temporal "
          "value lies in."),
    Clock("datetime", FunctionId::kDateTime, {0, 1}, kTemporalSource, Kind::kDateTime,
          "A moment in a time zone from text, components or another temporal value; without an "
          "argument, now."),
    Clock("datetime.transaction", FunctionId::kDateTimeTransaction, {0, 1}, kText, Kind::kDateTime,
          "The moment in a time zone when the transaction began, in UTC or the time zone given."),
    Clock("datetime.statement", FunctionId::kDateTimeStatement, {0, 1}, kText, Kind::kDateTime,
          "The moment in a time zone when the statement began, in UTC or the time zone given."),
    Volatile("datetime.realtime", FunctionId::kDateTimeRealtime, {0, 1}, kText, Kind::kDateTime,
             "The moment in a time zone now, in UTC or the time zone given."),
    Clock("datetime.truncate", FunctionId::kDateTimeTruncate, {1, 3}, kTruncateArguments,
          Kind::kDateTime,
          "The moment in a time zone at the start of the unit ('year', 'week', 'hour', ...) that a "
          "temporal value lies in."),
    Scalar("datetime.fromepoch", FunctionId::kDateTimeFromEpoch, {2, 2}, kInteger, Kind::kDateTime,
           "The moment so many seconds and nanoseconds after 1970, in UTC."),
    Scalar("datetime.fromepochmillis", FunctionId::kDateTimeFromEpochMillis, {1, 1}, kInteger,
           Kind::kDateTime, "The moment so many milliseconds after 1970, in UTC."),
    Scalar("duration", FunctionId::kDuration, {1, 1}, kDurationSource, Kind::kDuration,
           "An amount of time from text or components."),
    Scalar("duration.between", FunctionId::kDurationBetween, {2, 2}, kInstant, Kind::kDuration,
           "From one temporal value to another, in months, days and seconds."),
    Scalar("duration.inMonths", FunctionId::kDurationInMonths, {2, 2}, kInstant, Kind::kDuration,
           "From one temporal value to another, in whole months."),
    Scalar("duration.inDays", FunctionId::kDurationInDays, {2, 2}, kInstant, Kind::kDuration,
           "From one temporal value to another, in whole days."),
    Scalar("duration.inSeconds", FunctionId::kDurationInSeconds, {2, 2}, kInstant, Kind::kDuration,
           "From one temporal value to another, in seconds."),
};

constexpr FunctionSignature kAggregateFunctions[] = {
    Aggregate("count", FunctionId::kCount, {1, 1}, kAny, Kind::kInteger,
              "How many values are not null."),
    Aggregate("sum", FunctionId::kSum, {1, 1}, kSummable, TypeSet::Number() | Kind::kDuration,
              "The sum; null values are left out."),
    Aggregate("avg", FunctionId::kAvg, {1, 1}, kSummable, TypeSet(Kind::kFloat) | Kind::kDuration,
              "The mean; null values are left out."),
    Aggregate("min", FunctionId::kMin, {1, 1}, kAny, TypeSet::Any(),
              "The first value in the order of ORDER BY; null values are left out."),
    Aggregate("max", FunctionId::kMax, {1, 1}, kAny, TypeSet::Any(),
              "The last value in the order of ORDER BY; null values are left out."),
    Aggregate("collect", FunctionId::kCollect, {1, 1}, kAny, Kind::kList,
              "All values that are not null, as a list."),
    Aggregate("percentileCont", FunctionId::kPercentileCont, {2, 2}, kNumber, Kind::kFloat,
              "The percentile (0.0 to 1.0), between two values interpolated."),
    Aggregate("percentileDisc", FunctionId::kPercentileDisc, {2, 2}, kNumber, TypeSet::Number(),
              "The percentile (0.0 to 1.0), the nearest value that occurs."),
    Aggregate("stDev", FunctionId::kStDev, {1, 1}, kNumber, Kind::kFloat,
              "The standard deviation of a sample."),
    Aggregate("stDevP", FunctionId::kStDevP, {1, 1}, kNumber, Kind::kFloat,
              "The standard deviation of a whole population."),
};

// ---------------------------------------------------------------- lookup

std::string FoldCase(std::string_view name) {
  std::string folded(name);
  for (char& letter : folded) {
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  return folded;
}

constexpr std::span<const FunctionSignature> kFamilies[] = {
    kEntityFunctions, kFactFunctions,   kListFunctions,     kConversionFunctions,
    kTextFunctions,   kNumberFunctions, kTemporalFunctions, kAggregateFunctions};

std::vector<FunctionSignature> SortedTable() {
  std::vector<FunctionSignature> table;
  for (std::span<const FunctionSignature> family : kFamilies) {
    table.insert(table.end(), family.begin(), family.end());
  }
  std::sort(table.begin(), table.end(), [](const auto& left, const auto& right) {
    return FoldCase(left.name) < FoldCase(right.name);
  });
  return table;
}

const std::vector<FunctionSignature>& Table() {
  static const std::vector<FunctionSignature> table = SortedTable();
  return table;
}

}  // namespace

const FunctionSignature* FindFunction(std::string_view name) {
  static const auto* index = [] {
    auto* by_name = new std::unordered_map<std::string, const FunctionSignature*>;
    for (const FunctionSignature& signature : Table()) {
      by_name->emplace(FoldCase(signature.name), &signature);
    }
    return by_name;
  }();
  auto position = index->find(FoldCase(name));
  return position == index->end() ? nullptr : position->second;
}

std::span<const FunctionSignature> AllFunctions() { return Table(); }

}  // namespace rondo
