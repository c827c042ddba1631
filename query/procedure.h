#pragma once

// Procedures that CALL can name and that a program brings itself.

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/value.h"
#include "graph/view/graph_view.h"
#include "query/bind/bound_statement.h"

namespace rondo {

/// Takes one row of outputs; false asks the procedure to stop.
using ProcedureRowSink = std::function<Result<bool>(std::span<const Value> outputs)>;

struct Procedure {
  ProcedureSignature signature;
  /// Called once per row of the CALL, with as many arguments as the signature has inputs. `view` is
  /// the state of the graph that the statement sees. May be called from several threads at once.
  std::function<Result<void>(const GraphView& view, std::span<const Value> arguments,
                             const ProcedureRowSink& sink)>
      run;
};

}  // namespace rondo
