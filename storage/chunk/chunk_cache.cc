#include "storage/chunk/chunk_cache.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace rondo {

ChunkHandle::~ChunkHandle() {
  if (cache_ != nullptr) cache_->Forget(*this);
  delete chunk_.load();
}

Result<const Chunk*> ChunkCache::Load(const ChunkHandle& handle, const OrderedSnapshot* snapshot) {
  if (const Chunk* chunk = handle.Peek()) return chunk;
  RONDO_TRY_ASSIGN(const std::optional<std::string> value,
                   store_.Get(EncodeKey(handle.key()), snapshot));
  if (!value) return static_cast<const Chunk*>(nullptr);
  RONDO_TRY_ASSIGN(std::unique_ptr<Chunk> decoded, DecodeChunk(handle.key(), *value));
  const Chunk* expected = nullptr;
  const size_t size = decoded->MemorySize();
  if (!handle.chunk_.compare_exchange_strong(expected, decoded.get())) {
    return expected;  // Another thread was faster.
  }
  const Chunk* installed = decoded.release();
  {
    const std::lock_guard lock(mutex_);
    longest_record_ = std::max(longest_record_, value->size());
    Register(handle, size);
    Evict();
  }
  epochs_.Collect();
  return installed;
}

void ChunkCache::Release(std::span<const std::shared_ptr<ChunkHandle>> handles, size_t reserved) {
  const std::lock_guard lock(mutex_);
  for (const auto& handle : handles) {
    const Chunk& chunk = *handle->chunk_.load();
    longest_record_ =
        std::max<size_t>(longest_record_, size_t{chunk.shape.base_size} + chunk.shape.delta_size);
    Register(*handle, chunk.MemorySize());
  }
  reserved_ -= reserved;
  Evict();
}

size_t ChunkCache::used() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

void ChunkCache::Reserve(size_t size) {
  const std::lock_guard lock(mutex_);
  reserved_ += size;
  Evict();
}

void ChunkCache::Unreserve(size_t size) {
  const std::lock_guard lock(mutex_);
  reserved_ -= size;
}

void ChunkCache::SetOtherSize(size_t size) {
  constexpr size_t kRecordCopies = 2;
  const std::lock_guard lock(mutex_);
  other_ = std::min(size + kRecordCopies * longest_record_, budget_ / 2);
  Evict();
}

bool ChunkCache::TakeManyEvictions() {
  // The handles of so many chunks take less than a megabyte.
  constexpr size_t kMany = 1024;
  const std::lock_guard lock(mutex_);
  if (eviction_count_ < kMany) return false;
  eviction_count_ = 0;
  return true;
}

void ChunkCache::Register(const ChunkHandle& handle, size_t size) {
  handle.cache_ = this;
  handle.charged_size_ = size;
  used_ += size;
  // Behind the hand: the last to be looked at.
  if (hand_ == nullptr) {
    handle.previous_ = handle.next_ = &handle;
    hand_ = &handle;
  } else {
    handle.next_ = hand_;
    handle.previous_ = hand_->previous_;
    handle.previous_->next_ = &handle;
    hand_->previous_ = &handle;
  }
}

void ChunkCache::Unlink(const ChunkHandle& handle) {
  used_ -= handle.charged_size_;
  if (handle.next_ == &handle) {
    hand_ = nullptr;
  } else {
    if (hand_ == &handle) hand_ = handle.next_;
    handle.previous_->next_ = handle.next_;
    handle.next_->previous_ = handle.previous_;
  }
  handle.previous_ = handle.next_ = nullptr;
}

void ChunkCache::Forget(const ChunkHandle& handle) {
  const std::lock_guard lock(mutex_);
  if (handle.next_ != nullptr) Unlink(handle);
}

void ChunkCache::Evict() {
  while (used_ + reserved_ + other_ > budget_ && hand_ != nullptr) {
    const ChunkHandle& candidate = *hand_;
    if (candidate.referenced_.exchange(false, std::memory_order_relaxed)) {
      hand_ = candidate.next_;
      continue;
    }
    Unlink(candidate);
    ++eviction_count_;
    epochs_.Retire(std::unique_ptr<const Chunk>(candidate.chunk_.exchange(nullptr)));
  }
}

}  // namespace rondo
