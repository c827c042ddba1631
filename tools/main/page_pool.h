#pragma once

// PagePool: memory for blocks of a few kilobytes and more, in whole pages. Beside a heap, where
// what stays lies between what goes and holds the pages of both: here a page is one block's alone
// and goes back to the system without it. A freed page is kept for the next block, up to a bound;
// the lowest place that is large enough is taken, so those far up come to be free.
//
// It never gives its addresses back, for blocks may outlive everything: made once per program.
// Thread rule: any thread, after Open.

#include <cstddef>
#include <cstdint>
#include <mutex>

namespace rondo {

class PagePool {
 public:
  static constexpr size_t kPageSize = 4096;

  /// `kept_pages_max`: so many unused pages keep their memory.
  explicit constexpr PagePool(size_t kept_pages_max) : kept_pages_max_(kept_pages_max) {}
  PagePool(const PagePool&) = delete;
  PagePool& operator=(const PagePool&) = delete;

  /// Reserves addresses for so many pages, which take no memory. Returns whether the system lets
  /// it; without, every Take is refused. REQUIRES: called once, before any other thread uses it.
  bool Open(size_t page_count);

  /// A block of `size` bytes that begins with a page, or null if there is no room.
  void* Take(size_t size);
  /// REQUIRES: Holds(block), and Take gave it.
  void Give(void* block);
  /// Whether `block` is of this pool.
  bool Holds(const void* block) const {
    return reinterpret_cast<uintptr_t>(block) - reinterpret_cast<uintptr_t>(pages_) < size_;
  }
  /// Bytes from `block` on that are its own. REQUIRES: as Give.
  size_t SizeOf(const void* block) const;

 private:
  size_t PageOf(const void* block) const {
    return static_cast<size_t>(static_cast<const char*>(block) - pages_) / kPageSize;
  }
  /// The lowest stretch of so many free pages; page_count() if there is none.
  size_t FindFree(size_t count) const;
  /// Lets the pages before `end` be touched.
  bool MakeUsable(size_t end);
  /// Gives memory of unused pages back, those farthest up first, until half of what may be kept is.
  void GiveBack();
  size_t page_count() const { return size_ / kPageSize; }

  const size_t kept_pages_max_;
  char* pages_ = nullptr;
  size_t size_ = 0;  // Bytes of addresses.
  // By page: whether a block has it, whether it may have memory; and of the first page of a block,
  // how many are the block's. Before the pages themselves, so that only what is used takes memory.
  uint64_t* taken_ = nullptr;
  uint64_t* touched_ = nullptr;
  uint32_t* counts_ = nullptr;
  std::mutex mutex_;
  size_t first_free_ = 0;   // None before it is free.
  size_t usable_end_ = 0;   // What lies behind may not be touched yet.
  size_t touched_end_ = 0;  // What lies behind has no memory.
  size_t kept_pages_ = 0;   // Touched and not taken.
};

}  // namespace rondo
