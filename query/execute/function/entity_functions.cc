// Functions on nodes, edges and paths.

#include <string>
#include <utility>
#include <vector>

#include "query/execute/expression/access.h"
#include "query/execute/function/function_call.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

uint64_t IdOf(const Value& entity) {
  return entity.is(Kind::kNode) ? entity.node().value : entity.edge().value;
}

Result<Value> Id(const FunctionCall& call) { return Value(IdOf(call.argument(0))); }

Result<Value> ElementId(const FunctionCall& call) {
  return Value(std::to_string(IdOf(call.argument(0))));
}

Result<Value> Labels(const FunctionCall& call) {
  NodeId node = call.argument(0).node();
  RONDO_TRY(CheckNotDeleted(node, call.context, call.span));
  std::vector<LabelId> labels;
  RONDO_TRY(call.context.view->ReadLabels(node, labels));
  ListValue names;
  names.reserve(labels.size());
  for (LabelId label : labels) {
    names.push_back(call.context.names.LabelName(label));
  }
  return Value(std::move(names));
}

Result<Value> Type(const FunctionCall& call) {
  EdgeId edge = call.argument(0).edge();
  if (call.context.IsDeleted(edge)) {
    return Value(call.context.deleted->edges.at(edge));
  }
  EdgeTypeId type;
  RONDO_TRY(call.context.view->GatherEdgeEndpoints({&edge, 1}, {}, {}, {&type, 1}));
  return type.valid() ? call.context.names.EdgeTypeName(type) : Value();
}

Result<Value> Properties(const FunctionCall& call) {
  return ReadProperties(call.argument(0), call.context, call.span);
}

Result<Value> Keys(const FunctionCall& call) {
  RONDO_TRY_ASSIGN(Value properties, ReadProperties(call.argument(0), call.context, call.span));
  ListValue keys;
  keys.reserve(properties.map().size());
  for (const auto& [key, value] : properties.map()) {
    keys.emplace_back(key);
  }
  return Value(std::move(keys));
}

Result<Value> Nodes(const FunctionCall& call) { return Value(call.argument(0).path().nodes); }
Result<Value> Relationships(const FunctionCall& call) {
  return Value(call.argument(0).path().edges);
}
Result<Value> Length(const FunctionCall& call) {
  return Value(call.argument(0).path().edges.size());
}

Result<Value> Endpoint(const FunctionCall& call, bool at_start) {
  EdgeId edge = call.argument(0).edge();
  RONDO_TRY(CheckNotDeleted(edge, call.context, call.span));
  NodeId source;
  NodeId target;
  RONDO_TRY(call.context.view->GatherEdgeEndpoints({&edge, 1}, {&source, 1}, {&target, 1}, {}));
  NodeId node = at_start ? source : target;
  return node.valid() ? Value(node) : Value();
}

Result<Value> StartNode(const FunctionCall& call) { return Endpoint(call, true); }
Result<Value> EndNode(const FunctionCall& call) { return Endpoint(call, false); }

constexpr FunctionEntry kEntries[] = {
    {FunctionId::kId, Id},
    {FunctionId::kElementId, ElementId},
    {FunctionId::kLabels, Labels},
    {FunctionId::kType, Type},
    {FunctionId::kProperties, Properties},
    {FunctionId::kKeys, Keys},
    {FunctionId::kNodes, Nodes},
    {FunctionId::kRelationships, Relationships},
    {FunctionId::kStartNode, StartNode},
    {FunctionId::kEndNode, EndNode},
    {FunctionId::kLength, Length},
};

}  // namespace

std::span<const FunctionEntry> EntityFunctionEntries() { return kEntries; }

}  // namespace rondo
