#pragma once

// Signatures as text, in the form that users of other graph databases know:
// `algo.pagerank(configuration = {} :: MAP) :: (node :: NODE, score :: FLOAT)`.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "query/bind/bound_statement.h"
#include "query/bind/function_signature.h"

namespace rondo {

/// Reads a signature. `name = default :: TYPE` is an input that may be left out, a `?` behind a
/// type lets it be null, and no outputs are `:: ()` or `:: VOID`. Types: ANY, BOOLEAN, INTEGER,
/// FLOAT, NUMBER, STRING, DATE, MAP, NODE, RELATIONSHIP, PATH, LIST<...>.
/// Argument("MalformedSignature") for anything else.
Result<ProcedureSignature> ParseProcedureSignature(std::string_view text);

std::string SignatureText(const ProcedureSignature& signature);
/// `left(STRING, INTEGER) :: STRING`
std::string SignatureText(const FunctionSignature& signature);

/// What a function is for: "Aggregating", "List", "Numeric", ...
std::string_view FunctionCategory(const FunctionSignature& signature);

}  // namespace rondo
