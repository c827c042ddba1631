// Label expressions: NodeMatches, NodesMatch and EdgeMatches of evaluator.h.

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "query/execute/expression/evaluator.h"

namespace rondo {

namespace {

/// Whether `names` holds where `has` says which single names are there and `has_any` whether any
/// is.
template <typename HasName>
Result<bool> Matches(const NameExpression& names, const HasName& has, bool has_any) {
  switch (names.kind) {
    case NameExpression::Kind::kName:
      return has(names.name);
    case NameExpression::Kind::kAny:
      return has_any;
    case NameExpression::Kind::kNot: {
      RONDO_TRY_ASSIGN(bool operand, Matches(names.operands.front(), has, has_any));
      return !operand;
    }
    case NameExpression::Kind::kAnd:
    case NameExpression::Kind::kOr:
      break;
  }
  bool is_and = names.kind == NameExpression::Kind::kAnd;
  for (const NameExpression& operand : names.operands) {
    RONDO_TRY_ASSIGN(bool matches, Matches(operand, has, has_any));
    if (matches != is_and) {
      return matches;
    }
  }
  return is_and;
}

Result<void> MatchOneByOne(const NameExpression& names, EvaluationContext& context,
                           std::span<const NodeId> nodes, std::span<bool> out) {
  for (size_t lane = 0; lane < nodes.size(); ++lane) {
    RONDO_TRY_ASSIGN(out[lane], NodeMatches(names, context, nodes[lane]));
  }
  return {};
}

/// `:A` for all nodes in one call.
Result<void> MatchName(const NameExpression& names, EvaluationContext& context,
                       std::span<const NodeId> nodes, std::span<bool> out) {
  std::optional<LabelId> label = context.names.Label(names.name);
  if (!label) {
    std::fill(out.begin(), out.end(), false);
    return {};
  }
  return context.view->GatherHasLabel(*label, nodes, out);
}

}  // namespace

Result<bool> NodeMatches(const NameExpression& names, EvaluationContext& context, NodeId node) {
  if (names.kind == NameExpression::Kind::kName) {
    bool has_label = false;
    RONDO_TRY(MatchName(names, context, {&node, 1}, {&has_label, 1}));
    return has_label;
  }
  std::vector<LabelId> labels;
  RONDO_TRY(context.view->ReadLabels(node, labels));
  auto has_label = [&](const std::string& name) -> Result<bool> {
    std::optional<LabelId> label = context.names.Label(name);
    return label && std::binary_search(labels.begin(), labels.end(), *label);
  };
  return Matches(names, has_label, !labels.empty());
}

Result<bool> EdgeMatches(const NameExpression& names, EvaluationContext& context, EdgeId edge) {
  EdgeTypeId type;
  RONDO_TRY(context.view->GatherEdgeEndpoints({&edge, 1}, {}, {}, {&type, 1}));
  auto has_type = [&](const std::string& name) -> Result<bool> {
    return type.valid() && context.names.EdgeType(name) == type;
  };
  return Matches(names, has_type, type.valid());
}

Result<void> NodesMatch(const NameExpression& names, EvaluationContext& context,
                        std::span<const NodeId> nodes, std::span<bool> out) {
  switch (names.kind) {
    case NameExpression::Kind::kName:
      return MatchName(names, context, nodes, out);
    case NameExpression::Kind::kAny:
      return MatchOneByOne(names, context, nodes, out);
    case NameExpression::Kind::kNot: {
      RONDO_TRY(NodesMatch(names.operands.front(), context, nodes, out));
      std::transform(out.begin(), out.end(), out.begin(), [](bool has) { return !has; });
      return {};
    }
    case NameExpression::Kind::kAnd:
    case NameExpression::Kind::kOr:
      break;
  }
  if (nodes.size() > kBatchCapacity) {
    return MatchOneByOne(names, context, nodes, out);
  }
  bool is_and = names.kind == NameExpression::Kind::kAnd;
  std::fill(out.begin(), out.end(), is_and);
  std::array<bool, kBatchCapacity> operand_matches;
  for (const NameExpression& operand : names.operands) {
    RONDO_TRY(NodesMatch(operand, context, nodes, {operand_matches.data(), nodes.size()}));
    for (size_t lane = 0; lane < nodes.size(); ++lane) {
      out[lane] = is_and ? out[lane] && operand_matches[lane] : out[lane] || operand_matches[lane];
    }
  }
  return {};
}

}  // namespace rondo
