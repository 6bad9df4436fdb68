#include "fast/fast_cache.h"

#include <sys/mman.h>

#include <cstring>
#include <stdexcept>
#include <string>

namespace pn {

FastCache::FastCache(int blocks, int layers, int kv_heads, int head_width)
    : blocks_(blocks), layers_(layers), kv_heads_(kv_heads), width_(head_width),
      bytes_(static_cast<size_t>(blocks) * 2 * static_cast<size_t>(layers) * static_cast<size_t>(kv_heads) * kCacheBlock *
             static_cast<size_t>(head_width) * sizeof(uint16_t)) {
    void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::runtime_error("kv cache: no memory for " + std::to_string(blocks) + " blocks (" + std::to_string(bytes_ >> 20) +
                                 " MiB); give the engine fewer blocks");
    madvise(memory, bytes_, MADV_HUGEPAGE);
    data_ = static_cast<uint16_t*>(memory);
}

FastCache::~FastCache() { munmap(data_, bytes_); }

void FastCache::copy(int from, int to, int positions) {
    if (from < 0 || from >= blocks_ || to < 0 || to >= blocks_ || positions < 0 || positions > kCacheBlock)
        throw std::runtime_error("kv cache: cannot copy " + std::to_string(positions) + " positions of block " + std::to_string(from) +
                                 " to block " + std::to_string(to) + "; there are " + std::to_string(blocks_));
    const size_t value_bytes = static_cast<size_t>((positions + 1) / 2) * 2 * static_cast<size_t>(width_) * sizeof(uint16_t);
    for (int layer = 0; layer < layers_; layer++)
        for (int head = 0; head < kv_heads_; head++) {
            const uint16_t* keys = at(from, layer, 0, head);
            uint16_t* keys_to = at(to, layer, 0, head);
            for (int d = 0; d < width_ / 2; d++)
                std::memcpy(keys_to + d * 2 * kCacheBlock, keys + d * 2 * kCacheBlock, static_cast<size_t>(positions) * 4);
            std::memcpy(at(to, layer, 1, head), at(from, layer, 1, head), value_bytes);
        }
}

}  // namespace pn
