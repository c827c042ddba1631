#pragma once

// From syntax tree back to text, on one line: what was written, in one spelling. Parsing what was
// printed and printing it again gives the same text.
// Thread rule: a free function without state.

#include <string>

#include "query/syntax/ast.h"

namespace rondo {

/// The statement without a final `;`. Chains of OR, XOR and AND lose the brackets inside them.
std::string PrintStatement(const ast::Statement& statement);

}  // namespace rondo
