#include "block_cache.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <new>

namespace pn {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
constexpr size_t kHuge = 2 * kMiB;
constexpr size_t kSmallest = 256 << 10;  // below this glibc's heap serves well
constexpr size_t kSlack = 64 * kMiB;

// Stands in the 64 bytes before the memory that the caller sees.
struct alignas(64) Header {
    size_t bytes;  // of the whole mapping; 0: the block came from the heap
    void* base;
    uint64_t freed_at;
};
static_assert(sizeof(Header) == 64);

// Sizes come in classes, eight to each power of two, so that batches of ragged lengths reuse each other's blocks.
size_t class_of(size_t bytes) {
    size_t power = kSmallest;
    while (power * 2 <= bytes) power *= 2;
    const size_t part = power / 8;
    return (bytes + part - 1) / part * part;
}

class BlockCache {
public:
    void* allocate(size_t bytes) {
        const size_t whole = bytes + sizeof(Header);
        if (whole < kSmallest) return from_heap(whole);
        const size_t size = class_of(whole);
        Header* header;
        {
            std::lock_guard<std::mutex> hold(lock_);
            header = take_cached(size);
            if (!header) {
                make_room(size);
                header = map(size);
            }
            live_ += header->bytes;
            peak_ = std::max(peak_, live_);
        }
        return header + 1;
    }

    void free(void* memory) noexcept {
        Header* header = static_cast<Header*>(memory) - 1;
        if (header->bytes == 0) {
            std::free(header);
            return;
        }
        std::lock_guard<std::mutex> hold(lock_);
        live_ -= header->bytes;
        cached_ += header->bytes;
        header->freed_at = ++clock_;
        free_[header->bytes].push_back(header);
    }

    void trim() {
        std::lock_guard<std::mutex> hold(lock_);
        while (cached_ > 0) release_oldest();
        peak_ = live_;
    }

    BlockCounts counts() {
        std::lock_guard<std::mutex> hold(lock_);
        return {static_cast<int64_t>(live_), static_cast<int64_t>(cached_)};
    }

private:
    static void* from_heap(size_t whole) {
        auto* header = static_cast<Header*>(std::aligned_alloc(64, (whole + 63) / 64 * 64));
        if (!header) throw std::bad_alloc();
        header->bytes = 0;
        return header + 1;
    }

    // The block freed last, of this class or of one at most a quarter larger.
    Header* take_cached(size_t size) {
        for (auto found = free_.lower_bound(size); found != free_.end() && found->first <= size + size / 4; ++found) {
            if (found->second.empty()) continue;
            Header* header = found->second.back();
            found->second.pop_back();
            cached_ -= header->bytes;
            return header;
        }
        return nullptr;
    }

    // All mappings together stay near the most that callers ever held at once: what a new one needs beyond that,
    // the longest unused give back.
    void make_room(size_t size) {
        const size_t bound = std::max(peak_, live_ + size) / 4 * 5 + kSlack;
        while (cached_ > 0 && live_ + cached_ + size > bound) release_oldest();
    }

    void release_oldest() {
        auto oldest = free_.end();
        for (auto candidate = free_.begin(); candidate != free_.end(); ++candidate)
            if (!candidate->second.empty()
                && (oldest == free_.end() || candidate->second.front()->freed_at < oldest->second.front()->freed_at))
                oldest = candidate;
        Header* header = oldest->second.front();
        oldest->second.pop_front();
        cached_ -= header->bytes;
        munmap(header->base, header->bytes);
    }

    Header* map(size_t size) {
        const size_t extra = size >= kHuge ? kHuge : 0;
        void* memory = mmap(nullptr, size + extra, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED && cached_ > 0) {
            while (cached_ > 0) release_oldest();
            memory = mmap(nullptr, size + extra, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        }
        if (memory == MAP_FAILED) throw std::bad_alloc();
        char* base = static_cast<char*>(memory);
        if (extra != 0) {
            char* aligned = reinterpret_cast<char*>((reinterpret_cast<uintptr_t>(base) + kHuge - 1) / kHuge * kHuge);
            if (aligned != base) munmap(base, static_cast<size_t>(aligned - base));
            char* end = base + size + extra;
            if (end != aligned + size) munmap(aligned + size, static_cast<size_t>(end - (aligned + size)));
            base = aligned;
            madvise(base, size, MADV_HUGEPAGE);
        }
        auto* header = reinterpret_cast<Header*>(base);
        header->bytes = size;
        header->base = base;
        return header;
    }

    std::mutex lock_;
    std::map<size_t, std::deque<Header*>> free_;
    size_t live_ = 0, cached_ = 0, peak_ = 0;
    uint64_t clock_ = 0;
};

// Never destroyed: tensors may outlive every static object.
BlockCache& cache() {
    static BlockCache* instance = new BlockCache();
    return *instance;
}

}  // namespace

void* block_allocate(size_t bytes) { return cache().allocate(bytes); }
void block_free(void* memory) noexcept {
    if (memory) cache().free(memory);
}
BlockCounts block_counts() { return cache().counts(); }
void block_trim() { cache().trim(); }

}  // namespace pn
