#include "query/execute/procedure/signature_text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace rondo {
namespace {

using Field = ProcedureSignature::Field;
using Kind = Value::Kind;

struct NamedType {
  std::string_view name;
  TypeSet type;
};

constexpr NamedType kTypes[] = {
    {"ANY", TypeSet::Any()},       {"BOOLEAN", Kind::kBoolean},   {"INTEGER", Kind::kInteger},
    {"FLOAT", Kind::kFloat},       {"NUMBER", TypeSet::Number()}, {"STRING", Kind::kString},
    {"DATE", Kind::kDate},         {"MAP", Kind::kMap},           {"NODE", Kind::kNode},
    {"RELATIONSHIP", Kind::kEdge}, {"PATH", Kind::kPath},         {"LIST", Kind::kList},
};

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// False for a type that there is not.
bool ReadType(std::string_view text, Field& field) {
  field.type_name = std::string(text);
  field.nullable = text.ends_with('?');
  text.remove_suffix(field.nullable ? 1 : 0);
  const std::string_view name = text.ends_with('>') ? text.substr(0, text.find('<')) : text;
  const auto* found = std::ranges::find(kTypes, name, &NamedType::name);
  if (found == std::end(kTypes)) {
    return false;
  }
  field.type = found->type;
  return true;
}

/// `name :: TYPE` or `name = default :: TYPE`.
bool ReadField(std::string_view text, Field& field) {
  const size_t separator = text.find("::");
  if (separator == std::string_view::npos) {
    return false;
  }
  std::string_view name = text.substr(0, separator);
  if (const size_t equal = name.find('='); equal != std::string_view::npos) {
    field.default_text = std::string(Trim(name.substr(equal + 1)));
    name = name.substr(0, equal);
  }
  field.name = std::string(Trim(name));
  return !field.name.empty() && ReadType(Trim(text.substr(separator + 2)), field);
}

/// `(name :: STRING?, id :: INTEGER?)`, which may be empty.
bool ReadFields(std::string_view text, std::vector<Field>& fields) {
  text = Trim(text);
  if (!text.starts_with('(') || !text.ends_with(')')) {
    return false;
  }
  text = Trim(text.substr(1, text.size() - 2));
  while (!text.empty()) {
    const std::string_view item = text.substr(0, text.find(','));
    text.remove_prefix(std::min(item.size() + 1, text.size()));
    if (!ReadField(item, fields.emplace_back())) {
      return false;
    }
  }
  return true;
}

bool ReadSignature(std::string_view text, ProcedureSignature& signature) {
  const size_t open = text.find('(');
  const size_t close = text.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return false;
  }
  signature.name = std::string(Trim(text.substr(0, open)));
  std::string_view outputs = Trim(text.substr(close + 1));
  if (signature.name.empty() || !outputs.starts_with("::") ||
      !ReadFields(text.substr(open, close + 1 - open), signature.inputs)) {
    return false;
  }
  outputs = Trim(outputs.substr(2));
  if (outputs != "VOID" && !ReadFields(outputs, signature.outputs)) {
    return false;
  }
  const auto optional = std::ranges::find_if(
      signature.inputs, [](const Field& f) { return !f.default_text.empty(); });
  signature.required_input_count = static_cast<size_t>(optional - signature.inputs.begin());
  // Whoever may be left out stands behind whoever may not.
  return std::all_of(optional, signature.inputs.end(),
                     [](const Field& f) { return !f.default_text.empty(); });
}

std::string FieldsText(const std::vector<Field>& fields) {
  std::string text = "(";
  for (const Field& field : fields) {
    text += text.size() > 1 ? ", " : "";
    text += field.name;
    if (!field.default_text.empty()) {
      text += " = " + field.default_text;
    }
    text += " :: " + field.type_name;
  }
  return text + ")";
}

std::string TypeText(TypeSet type) {
  if (type == TypeSet::Any()) {
    return "ANY";
  }
  std::string text;
  for (auto kind = Kind::kBoolean; kind <= Kind::kDuration;
       kind = static_cast<Kind>(static_cast<int>(kind) + 1)) {
    if (type.Has(kind)) {
      text += (text.empty() ? "" : " | ") + std::string(KindName(kind));
    }
  }
  return text;
}

}  // namespace

Result<ProcedureSignature> ParseProcedureSignature(std::string_view text) {
  ProcedureSignature signature;
  if (!ReadSignature(text, signature)) {
    return RuntimeError(ErrorCode::kArgument, "MalformedSignature",
                        "`" + std::string(text) +
                            "` is no signature of a procedure: write `name(input :: TYPE) :: "
                            "(output :: TYPE)`");
  }
  return signature;
}

std::string SignatureText(const ProcedureSignature& signature) {
  return signature.name + FieldsText(signature.inputs) +
         " :: " + (signature.outputs.empty() ? "VOID" : FieldsText(signature.outputs));
}

std::string SignatureText(const FunctionSignature& signature) {
  const bool unlimited = signature.argument_count_max == kUnlimitedArguments;
  const size_t count = unlimited ? signature.argument_count_min : signature.argument_count_max;
  std::string text = std::string(signature.name) + "(";
  for (size_t index = 0; index < count; ++index) {
    text += index > 0 ? ", " : "";
    const size_t last = signature.argument_types.size() - 1;
    text += signature.argument_types.empty()
                ? "ANY"
                : TypeText(signature.argument_types[std::min(index, last)]);
    text += index >= signature.argument_count_min ? "?" : "";
  }
  return text + (unlimited ? ", ...) :: " : ") :: ") + TypeText(signature.result_type);
}

std::string_view FunctionCategory(const FunctionSignature& signature) {
  struct Range {
    FunctionId last;
    std::string_view category;
  };
  // In the order of the ids, which stand by family.
  constexpr Range kRanges[] = {
      {FunctionId::kLength, "Graph"},
      {FunctionId::kOverlaps, "Fact"},
      {FunctionId::kReverse, "List"},
      {FunctionId::kIsEmpty, "Predicate"},
      {FunctionId::kValueType, "Scalar"},
      {FunctionId::kToStringList, "Conversion"},
      {FunctionId::kNormalize, "String"},
      {FunctionId::kE, "Numeric"},
      {FunctionId::kHaversin, "Trigonometric"},
      {FunctionId::kRandomUuid, "Numeric"},
      {FunctionId::kDurationInSeconds, "Temporal"},
  };
  for (const Range& range : kRanges) {
    if (signature.id <= range.last) {
      return range.category;
    }
  }
  return "Aggregating";
}

}  // namespace rondo
