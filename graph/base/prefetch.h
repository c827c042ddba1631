#pragma once

// Prefetch: asks the processor to fetch the line of memory at an address, which will be read soon.
// Processors keep some twenty such wishes and drop what goes beyond, so ask for what is a few
// entries ahead, not for all of it.
// Thread rule: none; any address will do, as nothing is read.

namespace rondo {

[[gnu::always_inline]] inline void Prefetch(const void* address) {
  __builtin_prefetch(address);
  // gcc takes a function that only prefetches for one without effect and leaves its calls out.
  asm volatile("");
}

}  // namespace rondo
