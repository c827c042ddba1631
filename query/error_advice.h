#pragma once

// The last touch to an error before it leaves a connection: a way out by the kind of the error,
// where the place that met it had no better one.

#include "graph/base/error.h"

namespace rondo {

/// The error with a hint, where its kind has one and it brought none.
Error WithAdvice(Error error);

}  // namespace rondo
