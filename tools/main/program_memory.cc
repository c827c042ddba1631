// The global operator new and delete of the program, through which the libraries that it is linked
// with allocate too.

#include "tools/main/program_memory.h"

#include <cstdlib>
#include <new>

#include "tools/main/page_pool.h"

#if defined(__GLIBC__)
#include <dlfcn.h>
#include <malloc.h>
#endif

// Sanitizers and other C libraries have allocators of their own.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define RONDO_SANITIZED
#endif
#endif
#if defined(__GLIBC__) && !defined(RONDO_SANITIZED) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define RONDO_TAKES_PAGES
#endif

#if defined(RONDO_TAKES_PAGES)

namespace {

// Half a page is lost at the end of each block, on average; so small ones stay on the heap.
constexpr size_t kInPagesSizeMin = 4 << 10;
// Larger ones are mapped one by one, by malloc.
constexpr size_t kInPagesSizeMax = 1 << 20;
constexpr size_t kPageCount = (size_t{1} << 30) / rondo::PagePool::kPageSize;
constexpr size_t kUnusedPagesMax = (1 << 20) / rondo::PagePool::kPageSize;

// Never destroyed, for blocks are freed until the program ends.
constinit rondo::PagePool pages(kUnusedPagesMax);
constinit bool takes_pages = false;

void* Allocate(size_t size) {
  if (takes_pages && size >= kInPagesSizeMin && size <= kInPagesSizeMax) {
    if (void* const block = pages.Take(size)) {
      return block;
    }
  }
  return std::malloc(size == 0 ? 1 : size);
}

void Free(void* block) noexcept {
  if (pages.Holds(block)) {
    pages.Give(block);
  } else {
    std::free(block);
  }
}

}  // namespace

// The other forms of new and delete, but for those with an alignment, end in these.
void* operator new(size_t size) {
  while (true) {
    if (void* const block = Allocate(size)) {
      return block;
    }
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) {
      throw std::bad_alloc();
    }
    handler();
  }
}
void operator delete(void* block) noexcept { Free(block); }
void operator delete(void* block, size_t) noexcept { Free(block); }

// RocksDB asks for it, to know what its blocks take.
extern "C" __attribute__((visibility("default"))) size_t malloc_usable_size(void* block) noexcept {
  if (pages.Holds(block)) {
    return pages.SizeOf(block);
  }
  static const auto of_the_heap =
      reinterpret_cast<size_t (*)(void*)>(dlsym(RTLD_NEXT, "malloc_usable_size"));
  return of_the_heap(block);
}

#endif

namespace rondo {

void KeepLittleUnused() {
#if defined(__GLIBC__)
  constexpr int kOwnPagesSizeMin = 64 << 10;  // What is as large as this goes when it is freed.
  constexpr int kUnusedSizeMax = 1 << 20;
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, kOwnPagesSizeMin);
  mallopt(M_TRIM_THRESHOLD, kUnusedSizeMax);
#endif
#if defined(RONDO_TAKES_PAGES)
  takes_pages = takes_pages || pages.Open(kPageCount);
#endif
}

void GiveMemoryBack() {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

}  // namespace rondo
