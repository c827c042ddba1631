#include "query/error_advice.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace rondo {

namespace {

struct Advice {
  std::string_view detail;
  std::string_view hint;
};

constexpr std::string_view kTypeAdvice = "valueType() tells what type a value has";

constexpr Advice kAdvice[] = {
    // Names and values.
    {"InvalidArgumentType", kTypeAdvice},
    {"InvalidNumberLiteral",
     "numbers are written 12, 1.5, 1e3, 0xFF or 0o17; a name with such a beginning in back-ticks"},
    {"InvalidUnicodeLiteral", "the character itself may stand in the string too"},
    {"InvalidRegularExpression", "a special character is taken as it is behind `\\\\`"},
    {"MapElementAccessByNonString", "toString() makes text of it"},
    {"MissingParameter", "give it with the statement (in the shell: `:param NAME VALUE`)"},
    {"NegativeIntegerArgument", "give 0 or more"},
    {"ProcedureNotFound", "SHOW PROCEDURES lists them"},
    {"UnknownFunction", "SHOW FUNCTIONS lists them"},
    {"UnknownLabel", "CALL db.labels() lists them"},
    {"UnknownEdgeType", "CALL db.relationshipTypes() lists them"},
    {"UnknownPropertyKey", "CALL db.propertyKeys() lists them"},
    {"VariableTypeConflict", "give one of the two another name"},
    // Arithmetic and time.
    {"DivisionByZero", "leave such rows out with WHERE, or divide by nullIf(..., 0)"},
    {"FloatingPointOverflow", "floats end at 1.7976931348623157e308"},
    {"IntegerOverflow",
     "integers end at 9223372036854775807; floats go on: write 1e19, or use toFloat()"},
    {"InvalidTimeZone", "write an offset such as +02:00, or a name such as Europe/Rome"},
    // Data.
    {"CannotOpenFile", "a path begins at the folder in which the program runs, or with /"},
    {"CannotReadFile", "try to copy it to another place, and read it from there"},
    {"InvalidOption", "SHOW PROCEDURES describes them; without the option its default holds"},
    {"MalformedCsv", "mend the file at this line, or name its separator with FIELDTERMINATOR"},
    {"NegativeWeight", "choose another `weight`, or leave such edges out with `types`"},
    // Limits.
    {"NestingTooDeep", "use a list with IN or UNWIND, or parameters, instead of a long chain"},
    {"TextTooLong", "hand data over as parameters, or run several statements"},
    {"Timeout", "ask for less, or raise the limit (in the shell: `:limits time 1m`)"},
    {"ValueTooDeep", "keep such data as nodes and edges"},
    {"ValueTooLarge", "keep it as rows (UNWIND), or split it"},
};

}  // namespace

Error WithAdvice(Error error) {
  if (!error.hint.empty()) {
    return error;
  }
  const auto* advice = std::ranges::find(kAdvice, std::string_view(error.detail), &Advice::detail);
  if (advice != std::end(kAdvice)) {
    error.hint = advice->hint;
  } else if (error.code == ErrorCode::kType) {
    error.hint = kTypeAdvice;
  }
  return error;
}

}  // namespace rondo
