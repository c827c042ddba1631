#include "graph/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace rondo::internal {

void CheckFailed(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "rondo: internal error: check `%s` failed at %s:%d\n", condition, file,
               line);
  std::abort();
}

}  // namespace rondo::internal
