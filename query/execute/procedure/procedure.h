#pragma once

// Procedures: what CALL can name. A procedure is a signature, which the binder checks calls
// against, and a body that hands rows to a sink. Programs may bring their own;
// built_in_procedures.h has ours.

#include <functional>
#include <memory>
#include <span>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"
#include "query/bind/bound_statement.h"
#include "query/execute/expression/evaluation_context.h"
#include "storage/store.h"

namespace rondo {

struct Procedure;

/// One call: a row of the CALL clause. Borrows everything.
struct ProcedureCall {
  /// The state of the graph that the statement sees.
  const GraphView& view;
  /// At least as many as the signature requires, at most as many as it has inputs. An optional one
  /// that is absent or null stands for its default.
  std::span<const Value> arguments;
  /// To be asked every few milliseconds by what takes longer.
  const InterruptSource& interrupt;
  /// What else can be called, by name, and the indexes of the store: for procedures that list them.
  std::span<const std::shared_ptr<const Procedure>> procedures = {};
  std::span<const IndexDescription> indexes = {};

  /// The argument, or null where it is absent.
  Value Argument(size_t index) const {
    return index < arguments.size() ? arguments[index] : Value();
  }
};

/// Takes one row, as many values as the signature has outputs; false asks the procedure to stop.
/// Nodes and edges may be given by their ids alone.
using ProcedureRowSink = std::function<Result<bool>(std::span<const Value> outputs)>;

struct Procedure {
  ProcedureSignature signature;
  /// Called once per row of the CALL. May be called from several threads at once.
  std::function<Result<void>(const ProcedureCall& call, const ProcedureRowSink& sink)> run;
};

}  // namespace rondo
