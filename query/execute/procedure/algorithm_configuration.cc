#include "query/execute/procedure/algorithm_configuration.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "graph/model/value_text.h"
#include "query/syntax/spelling.h"

namespace rondo {
namespace {

constexpr std::array<std::string_view, 3> kCommonOptions = {"labels", "types", "direction"};

Error InvalidOption(std::string_view option, const std::string& wanted, const Value& value) {
  return RuntimeError(
      ErrorCode::kArgument, "InvalidOption",
      "the option `" + std::string(option) + "` must be " + wanted + ", not " + ValueText(value));
}

/// An error about a name, with the nearest of those that exist.
Error UnknownName(std::string detail, const std::string& message, std::string_view name,
                  const std::vector<std::string_view>& known) {
  Error error = RuntimeError(ErrorCode::kArgument, std::move(detail), message);
  if (const std::string_view nearest = NearestName(name, known); !nearest.empty()) {
    error.hint = "did you mean `" + std::string(nearest) + "`?";
  }
  return error;
}

/// All names of one kind that the view knows.
template <typename Id, typename NameOf>
std::vector<std::string_view> KnownNames(uint32_t count, const NameOf& name_of) {
  std::vector<std::string_view> names;
  for (uint32_t id = 0; id < count; ++id) {
    names.push_back(name_of(Id(id)));
  }
  return names;
}

std::string NumberText(double number) { return ValueText(Value(number)); }

}  // namespace

Result<AlgorithmConfiguration> AlgorithmConfiguration::Read(const AlgorithmCall& call, size_t index,
                                                            Options options) {
  AlgorithmConfiguration configuration(call);
  const Value argument = call.Argument(index);
  if (argument.is(Value::Kind::kMap)) {
    configuration.map_ = argument.map();
  } else if (!argument.is_null()) {
    return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                        "the configuration of an algorithm is a map, not " + ValueText(argument));
  }
  RONDO_TRY(configuration.CheckOptions(options));
  RONDO_TRY(configuration.ReadSelection());
  return configuration;
}

Result<void> AlgorithmConfiguration::CheckOptions(Options options) const {
  std::vector<std::string_view> known(kCommonOptions.begin(), kCommonOptions.end());
  known.insert(known.end(), options.begin(), options.end());
  for (const auto& [name, value] : map_) {
    if (std::ranges::find(known, name) != known.end()) {
      continue;
    }
    Error error =
        UnknownName("UnknownOption", "there is no option `" + name + "` here", name, known);
    if (error.hint.empty()) {
      for (std::string_view option : known) {
        error.hint += (error.hint.empty() ? "options: " : ", ") + std::string(option);
      }
    }
    return error;
  }
  return {};
}

const Value* AlgorithmConfiguration::Find(std::string_view option) const {
  const Value* value = map_.Find(option);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool AlgorithmConfiguration::Has(std::string_view option) const { return Find(option) != nullptr; }

Result<double> AlgorithmConfiguration::Number(std::string_view option, double otherwise, double min,
                                              double max) const {
  const Value* value = Find(option);
  if (value == nullptr) {
    return otherwise;
  }
  // Written so that NaN is out of bounds.
  if (!value->is_number() || !(value->number() >= min && value->number() <= max)) {
    return InvalidOption(option, "a number from " + NumberText(min) + " to " + NumberText(max),
                         *value);
  }
  return value->number();
}

Result<int64_t> AlgorithmConfiguration::Integer(std::string_view option, int64_t otherwise,
                                                int64_t min, int64_t max) const {
  const Value* value = Find(option);
  if (value == nullptr) {
    return otherwise;
  }
  if (!value->is(Value::Kind::kInteger) || value->integer() < min || value->integer() > max) {
    return InvalidOption(
        option, "an integer from " + std::to_string(min) + " to " + std::to_string(max), *value);
  }
  return value->integer();
}

Result<std::optional<std::string>> AlgorithmConfiguration::PropertyKey(
    std::string_view option) const {
  const Value* value = Find(option);
  if (value == nullptr) {
    return std::optional<std::string>();
  }
  if (!value->is(Value::Kind::kString)) {
    return InvalidOption(option, "the name of a property", *value);
  }
  const GraphView& view = call_->view;
  if (!view.FindPropertyKey(value->string())) {
    return UnknownName(
        "UnknownPropertyKey", "nothing has a property `" + std::string(value->string()) + "`",
        value->string(),
        KnownNames<PropertyKeyId>(view.property_key_count(),
                                  [&](PropertyKeyId id) { return view.PropertyKeyName(id); }));
  }
  return std::optional<std::string>(value->string());
}

/// A list of names, or one name.
Result<std::vector<std::string>> AlgorithmConfiguration::Names(std::string_view option) const {
  std::vector<std::string> names;
  const Value* value = Find(option);
  if (value == nullptr) {
    return names;
  }
  const bool is_list = value->is(Value::Kind::kList);
  const std::span<const Value> elements = is_list ? std::span(value->list()) : std::span(value, 1);
  for (const Value& element : elements) {
    if (!element.is(Value::Kind::kString)) {
      return InvalidOption(option, "a list of names", *value);
    }
    names.emplace_back(element.string());
  }
  return names;
}

Result<void> AlgorithmConfiguration::ReadSelection() {
  const GraphView& view = call_->view;
  RONDO_TRY_ASSIGN(selection_.labels, Names("labels"));
  for (const std::string& label : selection_.labels) {
    if (!view.FindLabel(label)) {
      return UnknownName(
          "UnknownLabel", "no node has the label `" + label + "`", label,
          KnownNames<LabelId>(view.label_count(), [&](LabelId id) { return view.LabelName(id); }));
    }
  }
  RONDO_TRY_ASSIGN(selection_.edge_types, Names("types"));
  for (const std::string& type : selection_.edge_types) {
    if (!view.FindEdgeType(type)) {
      return UnknownName("UnknownEdgeType", "no edge has the type `" + type + "`", type,
                         KnownNames<EdgeTypeId>(view.edge_type_count(), [&](EdgeTypeId id) {
                           return view.EdgeTypeName(id);
                         }));
    }
  }
  if (const Value* direction = Find("direction")) {
    constexpr std::pair<std::string_view, Direction> kDirections[] = {
        {"outgoing", Direction::kOutgoing},
        {"incoming", Direction::kIncoming},
        {"both", Direction::kBoth}};
    const bool is_text = direction->is(Value::Kind::kString);
    const auto* found = std::ranges::find_if(kDirections, [&](const auto& candidate) {
      return is_text && candidate.first == direction->string();
    });
    if (found == std::end(kDirections)) {
      return InvalidOption("direction", "'outgoing', 'incoming' or 'both'", *direction);
    }
    selection_.direction = found->second;
  }
  return {};
}

Result<void> AlgorithmConfiguration::ReadWeight() {
  RONDO_TRY_ASSIGN(std::optional<std::string> weight, PropertyKey("weight"));
  selection_.weight_property = std::move(weight).value_or("");
  return {};
}

Result<std::shared_ptr<const CsrGraph>> AlgorithmConfiguration::LoadGraph() const {
  return call_->graphs.Load(call_->view, selection_, [this] { return call_->interrupt.Check(); });
}

AlgorithmControl AlgorithmConfiguration::control() const {
  const InterruptSource* interrupt = &call_->interrupt;
  return AlgorithmControl([interrupt] { return interrupt->Check(); });
}

Result<NodeIndex> SelectedNode(const ProcedureCall& call, size_t index, const CsrGraph& graph) {
  const Value argument = call.Argument(index);
  if (!argument.is(Value::Kind::kNode)) {
    return RuntimeError(
        ErrorCode::kType, "InvalidArgumentType",
        "the algorithm needs a node to start from or end at, not " + ValueText(argument));
  }
  const std::optional<NodeIndex> position = graph.IndexOf(argument.node());
  if (!position) {
    Error error = RuntimeError(ErrorCode::kArgument, "NodeNotSelected",
                               "the node that is given is not among those with the chosen labels");
    error.hint = "add one of its labels to `labels`";
    return error;
  }
  return *position;
}

}  // namespace rondo
