#include "tools/main/page_pool.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>

namespace rondo {
namespace {

constexpr size_t kWordBits = 64;
constexpr size_t kUsablePagesStep = 256;

bool Test(const uint64_t* bits, size_t at) {
  return (bits[at / kWordBits] >> at % kWordBits & 1) != 0;
}
void Set(uint64_t* bits, size_t at) { bits[at / kWordBits] |= uint64_t{1} << at % kWordBits; }
void Reset(uint64_t* bits, size_t at) { bits[at / kWordBits] &= ~(uint64_t{1} << at % kWordBits); }

/// The first bit of [begin, end) that is as wanted, or `end`.
size_t Next(const uint64_t* bits, size_t begin, size_t end, bool wanted) {
  for (size_t at = begin; at < end; at = (at / kWordBits + 1) * kWordBits) {
    const uint64_t word = wanted ? bits[at / kWordBits] : ~bits[at / kWordBits];
    const uint64_t rest = word >> at % kWordBits;
    if (rest != 0) {
      return std::min(at + static_cast<size_t>(std::countr_zero(rest)), end);
    }
  }
  return end;
}

void* Reserve(size_t size, int protection) {
  void* const begin =
      mmap(nullptr, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return begin == MAP_FAILED ? nullptr : begin;
}

}  // namespace

bool PagePool::Open(size_t page_count) {
  page_count = (page_count + kWordBits - 1) / kWordBits * kWordBits;
  const size_t word_count = page_count / kWordBits;
  const size_t notes_size = 2 * word_count * sizeof(uint64_t) + page_count * sizeof(uint32_t);
  void* const notes = Reserve(notes_size, PROT_READ | PROT_WRITE);
  void* const pages = Reserve(page_count * kPageSize, PROT_NONE);
  if (notes == nullptr || pages == nullptr) {
    return false;
  }
#if defined(MADV_NOHUGEPAGE)
  madvise(pages, page_count * kPageSize, MADV_NOHUGEPAGE);  // They would be touched all at once.
#endif
  taken_ = static_cast<uint64_t*>(notes);
  touched_ = taken_ + word_count;
  counts_ = reinterpret_cast<uint32_t*>(touched_ + word_count);
  pages_ = static_cast<char*>(pages);
  size_ = page_count * kPageSize;
  return true;
}

size_t PagePool::FindFree(size_t count) const {
  size_t begin = first_free_;
  while (true) {
    begin = Next(taken_, begin, page_count(), false);
    if (count > page_count() - begin) {
      return page_count();
    }
    const size_t end = Next(taken_, begin, begin + count, true);
    if (end == begin + count) {
      return begin;
    }
    begin = end;
  }
}

bool PagePool::MakeUsable(size_t end) {
  if (end <= usable_end_) {
    return true;
  }
  end = std::min((end + kUsablePagesStep - 1) / kUsablePagesStep * kUsablePagesStep, page_count());
  if (mprotect(pages_ + usable_end_ * kPageSize, (end - usable_end_) * kPageSize,
               PROT_READ | PROT_WRITE) != 0) {
    return false;
  }
  usable_end_ = end;
  return true;
}

void* PagePool::Take(size_t size) {
  const size_t count = std::max<size_t>(size / kPageSize + (size % kPageSize != 0 ? 1 : 0), 1);
  const std::lock_guard lock(mutex_);
  const size_t begin = FindFree(count);
  if (begin == page_count() || !MakeUsable(begin + count)) {
    return nullptr;
  }
  for (size_t page = begin; page < begin + count; ++page) {
    Set(taken_, page);
    kept_pages_ -= Test(touched_, page) ? 1 : 0;
    Set(touched_, page);
  }
  counts_[begin] = static_cast<uint32_t>(count);
  touched_end_ = std::max(touched_end_, begin + count);
  if (begin == first_free_) {
    first_free_ = begin + count;
  }
  return pages_ + begin * kPageSize;
}

void PagePool::Give(void* block) {
  const std::lock_guard lock(mutex_);
  const size_t begin = PageOf(block);
  const size_t count = counts_[begin];
  for (size_t page = begin; page < begin + count; ++page) {
    Reset(taken_, page);
  }
  first_free_ = std::min(first_free_, begin);
  kept_pages_ += count;
  if (kept_pages_ > kept_pages_max_) {
    GiveBack();
  }
}

size_t PagePool::SizeOf(const void* block) const { return counts_[PageOf(block)] * kPageSize; }

void PagePool::GiveBack() {
  const auto is_kept = [this](size_t page) { return Test(touched_, page) && !Test(taken_, page); };
  size_t at = touched_end_;
  while (at > 0 && kept_pages_ > kept_pages_max_ / 2) {
    if (!is_kept(at - 1)) {
      --at;
      continue;
    }
    const size_t end = at;
    for (; at > 0 && kept_pages_ > kept_pages_max_ / 2 && is_kept(at - 1); --at, --kept_pages_) {
      Reset(touched_, at - 1);
    }
    madvise(pages_ + at * kPageSize, (end - at) * kPageSize, MADV_DONTNEED);
  }
  while (touched_end_ > 0 && !Test(touched_, touched_end_ - 1)) {
    --touched_end_;
  }
}

}  // namespace rondo
