#pragma once

// What this program does with memory where much comes and goes for long and memory is to stay the
// same: the allocator of the C library keeps the freed for later, as much again as is used and the
// more the longer it runs, since what stays lies between.

namespace rondo {

/// From now on little of what is unused is kept. REQUIRES: no other thread runs yet.
void KeepLittleUnused();

/// Gives the pages between what stays back to the system. Takes a few milliseconds.
void GiveMemoryBack();

}  // namespace rondo
