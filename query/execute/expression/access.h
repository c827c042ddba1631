#pragma once

// Reaching into values: properties of nodes and edges, entries of maps, elements of lists,
// components of temporal values. Null in, null out. An entity that the statement has deleted gives
// EntityNotFound("DeletedEntityAccess").

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/base/source_span.h"
#include "graph/model/value.h"
#include "query/execute/expression/evaluation_context.h"

namespace rondo {

/// `base.key`. Type("InvalidArgumentType") where `base`
/// has no properties.
Result<Value> ReadProperty(const Value& base, const std::string& key, EvaluationContext& context,
                           SourceSpan span);

Result<Value> ReadNodeProperty(NodeId node, const std::string& key, EvaluationContext& context,
                               SourceSpan span);
Result<Value> ReadEdgeProperty(EdgeId edge, const std::string& key, EvaluationContext& context,
                               SourceSpan span);

/// All properties of a node or edge, or the map itself. REQUIRES: one of these.
Result<Value> ReadProperties(const Value& base, EvaluationContext& context, SourceSpan span);

/// `base[index]`: lists by integer (negative from the end, null outside), maps, nodes and edges by
/// string. Type("MapElementAccessByNonString"), Type("InvalidArgumentType").
Result<Value> ReadElement(const Value& base, const Value& index, EvaluationContext& context,
                          SourceSpan span);

/// `base[from..to]`; a null pointer is an open end, a null value gives null.
Result<Value> ReadSlice(const Value& base, const Value* from, const Value* to, SourceSpan span);

/// `base:names` of a node or edge; null gives null.
Result<Value> HasNames(const Value& base, const NameExpression& names, EvaluationContext& context,
                       SourceSpan span);

/// EntityNotFound("DeletedEntityAccess") if the statement has deleted the entity.
Result<void> CheckNotDeleted(NodeId node, const EvaluationContext& context, SourceSpan span);
Result<void> CheckNotDeleted(EdgeId edge, const EvaluationContext& context, SourceSpan span);

}  // namespace rondo
