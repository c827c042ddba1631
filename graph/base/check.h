#pragma once

// Invariant checks. A failed check is a bug of Rondo, never a user's fault, and ends the process in
// every build: a store whose invariant is broken must not go on writing. Nothing that a user, a
// file or a disk can do may reach one; those paths return Result.

namespace rondo::internal {

/// Prints the failed condition with its place to standard error and aborts.
[[noreturn]] void CheckFailed(const char* condition, const char* file, int line) noexcept;

}  // namespace rondo::internal

#define RONDO_CHECK(condition)                         \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::rondo::internal::CheckFailed(#condition, __FILE__, __LINE__))

// For checks that cost more than O(1): only in Debug builds.
#ifdef NDEBUG
#define RONDO_DCHECK(condition) static_cast<void>(0)
#else
#define RONDO_DCHECK(condition) RONDO_CHECK(condition)
#endif
