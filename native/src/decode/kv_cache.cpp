#include "decode/kv_cache.h"

#include <sys/mman.h>

#include <cstring>
#include <stdexcept>
#include <string>

namespace pn {

KvCache::KvCache(int blocks, int layers, int kv_heads, int head_width)
    : blocks_(blocks), layers_(layers), kv_heads_(kv_heads), width_(head_width),
      half_(static_cast<ptrdiff_t>(kv_heads) * head_width * kCacheBlock),
      bytes_(static_cast<size_t>(blocks) * 2 * static_cast<size_t>(layers) * static_cast<size_t>(half_) * sizeof(float)) {
    void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::runtime_error("kv cache: no memory for " + std::to_string(blocks) + " blocks (" + std::to_string(bytes_ >> 20) +
                                 " MiB); give the engine fewer blocks");
    madvise(memory, bytes_, MADV_HUGEPAGE);
    data_ = static_cast<float*>(memory);
}

KvCache::~KvCache() { munmap(data_, bytes_); }

void KvCache::copy(int from, int to, int positions) {
    if (from < 0 || from >= blocks_ || to < 0 || to >= blocks_ || positions < 0 || positions > kCacheBlock)
        throw std::runtime_error("kv cache: cannot copy " + std::to_string(positions) + " positions of block " + std::to_string(from) +
                                 " to block " + std::to_string(to) + "; there are " + std::to_string(blocks_));
    const size_t slots = static_cast<size_t>(positions) * sizeof(float);
    for (int layer = 0; layer < layers_; layer++) {
        const float* k = keys(layer) + from * block_stride();
        float* k_to = keys(layer) + to * block_stride();
        for (int row = 0; row < kv_heads_ * width_; row++) std::memcpy(k_to + row * kCacheBlock, k + row * kCacheBlock, slots);
        const float* v = values(layer) + from * block_stride();
        float* v_to = values(layer) + to * block_stride();
        for (int g = 0; g < kv_heads_; g++) {
            const ptrdiff_t start = static_cast<ptrdiff_t>(g) * kCacheBlock * width_;
            std::memcpy(v_to + start, v + start, slots * static_cast<size_t>(width_));
        }
    }
}

}  // namespace pn
