// Keys and values of every layer in blocks of 64 positions. Memory is reserved at once and committed as blocks are first written.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/kernels.h"

namespace pn {

/// Layout [block][layer]{K: [G][K][64], V: [G][64][K]}: a block lies in one piece, so a cache that is half empty is half committed.
class KvCache {
public:
    KvCache(int blocks, int layers, int kv_heads, int head_width);
    ~KvCache();
    KvCache(const KvCache&) = delete;
    KvCache& operator=(const KvCache&) = delete;

    float* keys(int layer) const { return data_ + static_cast<ptrdiff_t>(2 * layer) * half_; }
    float* values(int layer) const { return data_ + static_cast<ptrdiff_t>(2 * layer + 1) * half_; }
    /// Floats between two blocks of a layer.
    ptrdiff_t block_stride() const { return static_cast<ptrdiff_t>(2 * layers_) * half_; }
    int blocks() const { return blocks_; }

    /// Copies the first positions of one block to another, in every layer.
    void copy(int from, int to, int positions);

private:
    int blocks_, layers_, kv_heads_, width_;
    ptrdiff_t half_;
    size_t bytes_;
    float* data_;
};

}  // namespace pn
