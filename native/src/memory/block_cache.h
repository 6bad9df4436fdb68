// Large blocks of memory, kept for the next step instead of being mapped, faulted in and cleared again.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pn {

// 64-byte aligned; throws std::bad_alloc. Blocks of 2 MiB and more lie on huge pages where the system grants them.
void* block_allocate(size_t bytes);
void block_free(void* memory) noexcept;

struct BlockCounts {
    int64_t live_bytes;    // in the hands of callers
    int64_t cached_bytes;  // free, and kept
};
BlockCounts block_counts();

// Gives every free block back to the system.
void block_trim();

// Makes libtorch's CPU tensors use these blocks.
void install_torch_allocator();

}  // namespace pn
