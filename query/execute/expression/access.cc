#include "query/execute/expression/access.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "graph/model/temporal_construction.h"
#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/evaluator.h"

namespace rondo {

namespace {

using Kind = Value::Kind;

Error WrongKind(std::string message, const Value& value, SourceSpan span) {
  message += KindName(value.kind());
  return RuntimeError(ErrorCode::kType, "InvalidArgumentType", std::move(message), span);
}

Error DeletedAccess(std::string_view what, uint64_t id, SourceSpan span) {
  Error error = RuntimeError(
      ErrorCode::kEntityNotFound, "DeletedEntityAccess",
      std::string(what) + " " + std::to_string(id) + " was deleted by this statement", span);
  error.hint = "read what you need in a WITH before the DELETE";
  return error;
}

Value MapOf(const std::vector<Property>& properties, const GraphView& view) {
  std::vector<MapValue::Entry> entries;
  entries.reserve(properties.size());
  for (const Property& property : properties) {
    entries.emplace_back(view.PropertyKeyName(property.key), property.value);
  }
  return Value(MapValue(std::move(entries)));
}

/// Where a bound of a slice falls, within [0, size].
size_t ClampBound(int64_t bound, size_t size) {
  auto signed_size = static_cast<int64_t>(size);
  if (bound < 0) {
    bound = bound < -signed_size ? 0 : bound + signed_size;
  }
  return static_cast<size_t>(std::min(bound, signed_size));
}

}  // namespace

Result<void> CheckNotDeleted(NodeId node, const EvaluationContext& context, SourceSpan span) {
  if (context.IsDeleted(node)) {
    return DeletedAccess("node", node.value, span);
  }
  return {};
}

Result<void> CheckNotDeleted(EdgeId edge, const EvaluationContext& context, SourceSpan span) {
  if (context.IsDeleted(edge)) {
    return DeletedAccess("edge", edge.value, span);
  }
  return {};
}

Result<Value> ReadNodeProperty(NodeId node, const std::string& key, EvaluationContext& context,
                               SourceSpan span) {
  RONDO_TRY(CheckNotDeleted(node, context, span));
  Value value;
  if (std::optional<PropertyKeyId> id = context.names.PropertyKey(key)) {
    RONDO_TRY(context.view->GatherNodeProperty(*id, {&node, 1}, {&value, 1}));
  }
  return value;
}

Result<Value> ReadEdgeProperty(EdgeId edge, const std::string& key, EvaluationContext& context,
                               SourceSpan span) {
  RONDO_TRY(CheckNotDeleted(edge, context, span));
  Value value;
  if (std::optional<PropertyKeyId> id = context.names.PropertyKey(key)) {
    RONDO_TRY(context.view->GatherEdgeProperty(*id, {&edge, 1}, {&value, 1}));
  }
  return value;
}

Result<Value> ReadProperty(const Value& base, const std::string& key, EvaluationContext& context,
                           SourceSpan span) {
  switch (base.kind()) {
    case Kind::kNull:
      return Value();
    case Kind::kNode:
      return ReadNodeProperty(base.node(), key, context, span);
    case Kind::kEdge:
      return ReadEdgeProperty(base.edge(), key, context, span);
    case Kind::kMap: {
      const Value* entry = base.map().Find(key);
      return entry == nullptr ? Value() : *entry;
    }
    default:
      break;
  }
  if (base.is_temporal() || base.is(Kind::kDuration)) {
    return At(TemporalComponent(base, key), span);
  }
  return WrongKind("`." + key + "` needs a node, edge, map or temporal value, not ", base, span);
}

Result<Value> ReadProperties(const Value& base, EvaluationContext& context, SourceSpan span) {
  std::vector<Property> properties;
  if (base.is(Kind::kNode)) {
    RONDO_TRY(CheckNotDeleted(base.node(), context, span));
    RONDO_TRY(context.view->ReadNodeProperties(base.node(), properties));
  } else if (base.is(Kind::kEdge)) {
    RONDO_TRY(CheckNotDeleted(base.edge(), context, span));
    RONDO_TRY(context.view->ReadEdgeProperties(base.edge(), properties));
  } else {
    RONDO_CHECK(base.is(Kind::kMap));
    return base;
  }
  return MapOf(properties, *context.view);
}

Result<Value> ReadElement(const Value& base, const Value& index, EvaluationContext& context,
                          SourceSpan span) {
  if (base.is_null() || index.is_null()) {
    return Value();
  }
  if (base.is(Kind::kList)) {
    if (!index.is(Kind::kInteger)) {
      return WrongKind("an element of a list is found by INTEGER, not by ", index, span);
    }
    auto size = static_cast<int64_t>(base.list().size());
    int64_t position = index.integer() < 0 ? index.integer() + size : index.integer();
    bool inside = position >= 0 && position < size;
    return inside ? base.list()[static_cast<size_t>(position)] : Value();
  }
  bool has_keys = base.is(Kind::kMap) || base.is(Kind::kNode) || base.is(Kind::kEdge);
  if (!has_keys) {
    return WrongKind("`[...]` needs a list, map, node or edge, not ", base, span);
  }
  if (!index.is(Kind::kString)) {
    return RuntimeError(
        ErrorCode::kType, "MapElementAccessByNonString",
        "an entry is found by STRING, not by " + std::string(KindName(index.kind())), span);
  }
  if (base.is(Kind::kMap)) {
    const Value* entry = base.map().Find(index.string());
    return entry == nullptr ? Value() : *entry;
  }
  std::optional<PropertyKeyId> key = context.view->FindPropertyKey(index.string());
  Value value;
  if (base.is(Kind::kNode)) {
    NodeId node = base.node();
    RONDO_TRY(CheckNotDeleted(node, context, span));
    if (key) {
      RONDO_TRY(context.view->GatherNodeProperty(*key, {&node, 1}, {&value, 1}));
    }
  } else {
    EdgeId edge = base.edge();
    RONDO_TRY(CheckNotDeleted(edge, context, span));
    if (key) {
      RONDO_TRY(context.view->GatherEdgeProperty(*key, {&edge, 1}, {&value, 1}));
    }
  }
  return value;
}

Result<Value> ReadSlice(const Value& base, const Value* from, const Value* to, SourceSpan span) {
  if (base.is_null() || (from != nullptr && from->is_null()) || (to != nullptr && to->is_null())) {
    return Value();
  }
  if (!base.is(Kind::kList)) {
    return WrongKind("`[..]` needs a list, not ", base, span);
  }
  for (const Value* bound : {from, to}) {
    if (bound != nullptr && !bound->is(Kind::kInteger)) {
      return WrongKind("the bound of a slice must be INTEGER, not ", *bound, span);
    }
  }
  const ListValue& list = base.list();
  size_t begin = from == nullptr ? 0 : ClampBound(from->integer(), list.size());
  size_t end = to == nullptr ? list.size() : ClampBound(to->integer(), list.size());
  if (begin >= end) {
    return Value(ListValue());
  }
  return Value(ListValue(list.begin() + static_cast<std::ptrdiff_t>(begin),
                         list.begin() + static_cast<std::ptrdiff_t>(end)));
}

Result<Value> HasNames(const Value& base, const NameExpression& names, EvaluationContext& context,
                       SourceSpan span) {
  switch (base.kind()) {
    case Kind::kNull:
      return Value();
    case Kind::kNode: {
      RONDO_TRY(CheckNotDeleted(base.node(), context, span));
      RONDO_TRY_ASSIGN(bool matches, NodeMatches(names, context, base.node()));
      return Value(matches);
    }
    case Kind::kEdge: {
      RONDO_TRY(CheckNotDeleted(base.edge(), context, span));
      RONDO_TRY_ASSIGN(bool matches, EdgeMatches(names, context, base.edge()));
      return Value(matches);
    }
    default:
      return WrongKind("`:` needs a node or edge, not ", base, span);
  }
}

}  // namespace rondo
